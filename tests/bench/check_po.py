"""Our reading, checking and counting of a .po file as a process of its own: FILE [--all].

It checks what can hold a release, as every publish does; with --all everything, with dictionary and glossary, which are
opened before the clock starts. Prints what it found, as JSON.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from app.catalogue.po import iter_translations
from app.checks import catalogue_pairs, findings
from app.edition.knowledge import read_knowledge
from app.model import Translation
from app.settings import HOUSE, SiteFolder
from tests.bench.harness import own_peak

knowledge = None
if "--all" in sys.argv:
    knowledge, _ = read_knowledge(SiteFolder(HOUSE))
    assert knowledge.lexicon is not None
    knowledge.lexicon.knows("tŷ")
file = Path(sys.argv[1])
counted: Counter[str] = Counter()


def counting(translations: Iterator[Translation]) -> Iterator[Translation]:
    for each in translations:
        counted["messages"] += 1
        counted["words"] += each.msgid.count(" ") + 1
        yield each


begin = time.perf_counter()
pairs = catalogue_pairs(counting(iter_translations(file.read_bytes(), file.name)), "cy", "en", file.name)
found = Counter(finding.check for finding in findings(pairs, knowledge))
seconds = time.perf_counter() - begin
print(json.dumps({"seconds": seconds, "peak": own_peak(), **counted, "findings": found}))
