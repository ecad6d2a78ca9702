"""How many mistakes the checks find: one of a stated kind is put into each of some hundred real translations.

`python -m tests.precision.recall [--planted 300]` takes the translations of this site and of the packages of
tests/precision/packages.py, as far as the checks find nothing in them, and writes recall.md beside this file, which
app/README.md quotes. The same mistakes are put in each time; their kinds are in tests/precision/mistakes.py.
"""

import argparse
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from app.checks import Knowledge, Pair, findings, run
from tests.precision.measure import house_pairs, knowledge_of_the_house, pairs_of
from tests.precision.mistakes import KINDS, Kind
from tests.precision.packages import catalogues

RESULTS = Path(__file__).with_suffix(".md")
SEED = 7
"""Of mistakes at which nobody looked while the rules were written: another one, after those of this one were read."""


def every_pair() -> list[Pair]:
    """Every translation there is."""
    return [*house_pairs(), *(pair for files in catalogues().values() for file in files for pair in pairs_of(file))]


def clean(pairs: list[Pair], knowledge: Knowledge) -> list[Pair]:
    """Those of three words or more, but for those in which a check finds something."""
    found = {(each.path, each.line) for each in findings(pairs, knowledge)}
    return [
        pair
        for pair in dict.fromkeys(pairs)
        if not pair.form and pair.target.count(" ") > 1 and (pair.path, pair.line) not in found
    ]


def planted(kind: Kind, pairs: list[Pair], knowledge: Knowledge, most: int) -> Iterator[Pair]:
    """So many of these translations, each with one mistake of a kind in it, or as many as have a place for it."""
    rng = random.Random(f"{SEED} {kind.name}")
    for pair in rng.sample(pairs, len(pairs)):
        wrong = kind.plant(pair, rng, knowledge)
        if wrong is not None and wrong != pair:
            yield wrong
            most -= 1
        if not most:
            return


def found(kind: Kind, wrong: Pair, knowledge: Knowledge) -> tuple[bool, bool]:
    """Whether a check that is there for a mistake finds it, and whether any check does."""
    told = {finding.check for finding in run([wrong], knowledge)}
    return not told.isdisjoint(kind.checks.split()), bool(told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--planted", type=int, default=300, help="of each kind, at most")
    parser.add_argument("--missed", type=int, default=0, help="mistakes printed that were not found, of each kind")
    parser.add_argument("--only", default="", help="a part of the names of the kinds")
    options = parser.parse_args()
    knowledge = knowledge_of_the_house()
    pairs = clean(every_pair(), knowledge)
    rows = []
    for kind in KINDS:
        if options.only not in kind.name:
            continue
        mistakes = [*planted(kind, pairs, knowledge, options.planted)]
        told = [found(kind, wrong, knowledge) for wrong in mistakes]
        right, any_ = sum(each for each, _ in told), sum(each for _, each in told)
        checks = ", ".join(f"`{each}`" for each in kind.checks.split())
        rows.append(f"| {kind.name}{' †' if kind.carried else ''} | {checks} | {len(mistakes)} | {right} | {any_} |")
        print(rows[-1])
        for wrong in [wrong for wrong, (_, each) in zip(mistakes, told, strict=True) if not each][: options.missed]:
            print(f"    {wrong.source!r}\n    {wrong.target!r}")
    if not options.only:
        head = (
            f"Recall. Measured {datetime.now(UTC):%Y-%m-%d} on {len(pairs):,} translations of this site and of"
            f" {', '.join(catalogues())}.\n\n"
            "| mistake | check | put in | found by it | by any |\n| --- | --- | ---: | ---: | ---: |\n"
        )
        RESULTS.write_text(f"{head}{chr(10).join(rows)}\n", "utf-8")


if __name__ == "__main__":
    main()
