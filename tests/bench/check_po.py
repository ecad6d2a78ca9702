"""Our reading, checking and counting of a .po file as a process of its own: FILE [--all].

It checks what can hold a release, as every publish does; with --all everything, with dictionary and glossary, which are
opened before the clock starts. It is what `datganiad check FILE` does. Prints what it found, as JSON.
"""

import json
import os
import sys
import time
from collections import Counter

from app.edition.knowledge import read_knowledge
from app.edition.loose import check_loose
from app.settings import HOUSE, SiteFolder

knowledge = None
if "--all" in sys.argv:
    knowledge, _ = read_knowledge(SiteFolder(HOUSE))
    assert knowledge.lexicon is not None
    knowledge.lexicon.knows("tŷ")
begin = time.perf_counter()
checked = check_loose(SiteFolder(HOUSE), sys.argv[1], knowledge, processes=os.cpu_count() or 1)
seconds = time.perf_counter() - begin
found = Counter(finding.check for finding in checked.findings)
print(json.dumps({"seconds": seconds, "messages": checked.messages, "words": checked.words, "findings": found}))
