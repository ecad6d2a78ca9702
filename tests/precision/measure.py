"""How often each check speaks up on real Welsh catalogues, and how often it is right, as judged by reading.

`python -m tests.precision.measure [--only CHECK,…] [--sample 20] [FILE…]` prints for each check how many messages it
flagged, by package, and of those that nobody has judged yet a sample that is the same each time, each with a line for
judged.csv. Without files it reads the packages of tests/precision/packages.py, and writes results.md beside this file,
which app/README.md quotes.
"""

import argparse
import csv
import hashlib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from app.catalogue.po import read_po
from app.checks import CHECKS, Knowledge, Pair, findings
from app.edition.knowledge import read_knowledge
from app.model import Finding, TextState
from app.settings import HOUSE, SiteFolder
from tests.precision.packages import catalogues

RESULTS = Path(__file__).with_name("results.md")
JUDGED = Path(__file__).with_name("judged.csv")
SEED = 2026
OF_A_SITE = frozenset({"missing", "fuzzy", "links", "link_language", "link_numbers", "markup", "slug"})
"""Checks that no such catalogue has anything for: they are asked of what is not translated, of Markdown, of a site."""
_SYMBOL = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")
"""A msgid that is a name for a text, as Plone has them, and no text: there is nothing to compare."""


def pairs_of(file: Path, *, markdown: bool = False) -> Iterator[Pair]:
    """Every translation of a Welsh catalogue, whatever plural rule it has: of plural messages, the last form."""
    for entry in read_po(file.read_bytes(), str(file)).entries:
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
                markdown=markdown,
                source_lang="en",
            )


def house_pairs() -> Iterator[Pair]:
    """Every Welsh translation of this site."""
    for file in sorted((HOUSE / "translations/cy/LC_MESSAGES").rglob("*.po")):
        yield from pairs_of(file, markdown=file.stem not in {"messages", "site"})


def digest(pair: Pair) -> str:
    """What a judgement is kept by: the same text has the same one in every version of a package."""
    return hashlib.sha256(f"{pair.source}\0{pair.target}".encode()).hexdigest()[:12]


def judgements() -> dict[tuple[str, str], bool]:
    """Whether a check is right, by its name and the digest of what it flags."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return {(row["check"], row["digest"]): row["right"] == "yes" for row in csv.DictReader(file)}


class Row(NamedTuple):
    """A row of results.md. flagged: messages; judged: of these; right: of the judged."""

    level: str
    flagged: int
    judged: int
    right: int


def measured() -> dict[str, Row]:
    """What was measured last, by check."""
    found = re.findall(r"^\| `(\w+)` \| (\w+) \| (\d+) \| (\d+) \| (\d+) \|$", RESULTS.read_text("utf-8"), re.MULTILINE)
    return {name: Row(level, *map(int, numbers)) for name, level, *numbers in found}


def flagged(files: dict[str, list[Path]], knowledge: Knowledge) -> Iterator[tuple[str, Pair, list[Finding]]]:
    """What the checks find, by message: the package, the message, and what one check has to say of it."""
    for package, paths in files.items():
        for path in paths:
            pairs = {pair.line: pair for pair in pairs_of(path)}
            found: defaultdict[tuple[str, int], list[Finding]] = defaultdict(list)
            for finding in findings(pairs.values(), knowledge):
                found[finding.check, finding.line].append(finding)
            for (_, line), told in found.items():
                yield package, pairs[line], told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--only", default="", help="names of checks, with commas between")
    parser.add_argument("--sample", type=int, default=20, help="messages shown of each check")
    options = parser.parse_args()
    files = {file.stem: [file] for file in options.files} or catalogues()
    looked = {package: sum(1 for path in paths for _ in pairs_of(path)) for package, paths in files.items()}
    known, found = judgements(), defaultdict[str, list[tuple[str, Pair, list[Finding]]]](list)
    for package, pair, told in flagged(files, knowledge_of_the_house()):
        found[told[0].check].append((package, pair, told))
    print("messages:", looked)
    rows = []
    for name in sorted(options.only.split(",") if options.only else CHECKS.keys() - OF_A_SITE):
        # What stands in several files is one message.
        level, mine = CHECKS[name].level, [*{digest(each[1]): each for each in found[name]}.values()]
        judged = [known[key] for _, pair, _ in mine if (key := (name, digest(pair))) in known]
        new = [each for each in mine if (name, digest(each[1])) not in known]
        print(f"\n== {name} ({level}): {dict(Counter(package for package, _, _ in mine))}")
        for package, pair, told in random.Random(SEED).sample(new, min(len(new), options.sample)):
            print(f"{name},{package.split()[0]},{digest(pair)},?")
            print(f"    {Path(pair.path).name}:{pair.line}: {'; '.join(each.what for each in told)}")
            print(f"    {pair.source!r}\n    {pair.target!r}")
        rows.append(f"| `{name}` | {level} | {len(mine)} | {len(judged)} | {sum(judged)} |")
    if not options.files and not options.only:
        head = (
            f"Precision. Measured {datetime.now(UTC):%Y-%m-%d} on {sum(looked.values()):,} translations of"
            f" {', '.join(files)}.\n\n"
            "| check | level | flagged | judged | right |\n| --- | --- | ---: | ---: | ---: |\n"
        )
        RESULTS.write_text(f"{head}{chr(10).join(rows)}\n", "utf-8")


def knowledge_of_the_house() -> Knowledge:
    knowledge, problems = read_knowledge(SiteFolder(HOUSE))
    assert not problems
    return knowledge


if __name__ == "__main__":
    main()
