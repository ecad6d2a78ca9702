"""How often each check speaks up on real Welsh catalogues, and a sample of what it says, to be judged by reading.

`python -m tests.precision.measure [--only CHECK,…] [--sample 20] [FILE…]` prints for each check how many messages it
looked at and flagged, by package, and a sample that is the same each time. Without files it reads the packages that
`make test` sets up. What was judged is in the .csv files beside this one; app/README.md has the table.
"""

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from app.catalogue.po import iter_po
from app.checks import CHECKS, Knowledge, Pair, findings
from app.edition.knowledge import read_knowledge
from app.model import Finding, TextState
from app.settings import HOUSE, SiteFolder

CORPUS = Path(sys.prefix) / "corpus"
SEED = 2026
_SYMBOL = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")
"""A msgid that is a name for a text, as Plone has them, and no text: there is nothing to compare."""


def pairs_of(file: Path) -> Iterator[Pair]:
    """Every translation of a Welsh catalogue, whatever plural rule it has: of plural messages, the last form."""
    for entry in iter_po(file.read_bytes(), str(file)):
        found = entry.translation
        if found and _SYMBOL.fullmatch(found.msgid):
            continue
        if found and found.msgid and not entry.obsolete and not found.fuzzy and found.msgstr[-1]:
            yield Pair(
                source=found.msgid_plural or found.msgid,
                target=found.msgstr[-1],
                lang="cy",
                role=found.msgctxt or "",
                state=TextState.TRANSLATED,
                path=str(file),
                line=found.msgstr_line,
                form="other" if found.msgid_plural else "",
                markdown=False,
                source_lang="en",
            )


def package_of(file: Path) -> str:
    """The name that results are counted under."""
    return file.relative_to(CORPUS).parts[0] if file.is_relative_to(CORPUS) else file.stem


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--only", default="", help="names of checks, with commas between")
    parser.add_argument("--sample", type=int, default=20, help="findings shown of each check")
    options = parser.parse_args()
    wanted = set(options.only.split(",")) if options.only else set(CHECKS)
    knowledge = knowledge_of_the_house()
    looked: Counter[str] = Counter()
    flagged: defaultdict[str, Counter[str]] = defaultdict(Counter)
    samples: defaultdict[str, list[tuple[Finding, Pair]]] = defaultdict(list)
    for file in options.files or sorted(CORPUS.rglob("cy/LC_MESSAGES/*.po")):
        pairs = list(pairs_of(file))
        at = {(pair.path, pair.line): pair for pair in pairs}
        looked[package_of(file)] += len(pairs)
        messages = set()
        for finding in findings(pairs, knowledge):
            if finding.check in wanted:
                if (finding.check, finding.line) not in messages:
                    flagged[finding.check][package_of(file)] += 1
                messages.add((finding.check, finding.line))
                samples[finding.check].append((finding, at[finding.path, finding.line]))
    print("messages:", dict(looked))
    for name in sorted(wanted):
        print(f"\n== {name} ({CHECKS[name].level}): {dict(flagged[name])}")
        found = samples[name]
        for finding, pair in random.Random(SEED).sample(found, min(len(found), options.sample)):
            where = Path(finding.path)
            print(f"{package_of(where)}/{where.name}:{finding.line}: {finding.what}; {finding.fix}")
            print(f"    {pair.source!r}\n    {pair.target!r}")


def knowledge_of_the_house() -> Knowledge:
    knowledge, problems = read_knowledge(SiteFolder(HOUSE))
    assert not problems
    return knowledge


if __name__ == "__main__":
    main()
