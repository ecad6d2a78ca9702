"""Which old text a new one was made from: by place and likeness, within one file."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from app.catalogue.entry import Key

ALIKE = 50.0
"""How alike two texts must be for the old translation to be kept as a fuzzy start: rapidfuzz ratio, 0 to 100."""

_MARKS = str.maketrans(
    dict.fromkeys("‘’‚‛‹›", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒−", "-") | {"…": "..."}
)
_NUMBER = r"[\d¼-¾⅐-⅞]"
_PRIME = re.compile(rf"(?<={_NUMBER})[′″]")
_PRIMES = {"′": "'", "″": '"'}
# After a number the mark is its unit: 6' are feet, and 6" are inches.
_DOUBLE = re.compile(rf'(?<!{_NUMBER})"')
_DASH = re.compile(r"\s*[–—―]\s*|\s+-\s+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def typographic_form(text: str) -> str:
    """The text with every space, quote mark and dash of one kind: two texts that differ only in these have the same."""
    plain = _DASH.sub("-", _INVISIBLE.sub("", text).translate(_MARKS))
    plain = _DOUBLE.sub("'", _PRIME.sub(lambda prime: _PRIMES[prime[0]], plain))
    return " ".join(plain.split())


def gaps(wanted: Sequence[Key], had: Sequence[Key]) -> Iterator[tuple[list[Key], list[Key]]]:
    """New texts, and the old ones that are gone from just there: between texts that stayed, in the same order."""
    position = {key: index for index, key in enumerate(had)}
    stays = frozenset(position) & frozenset(wanted)
    anchors = _longest_rising([(position[key], place) for place, key in enumerate(wanted) if key in stays])
    begin_old, begin_new = 0, 0
    for old, new in (*anchors, (len(had), len(wanted))):
        fresh = [key for key in wanted[begin_new:new] if key not in stays]
        if fresh:
            gone = [key for key in had[begin_old:old] if key not in stays]
            if gone:
                yield fresh, gone
        begin_old, begin_new = old + 1, new + 1


def matches(fresh: Collection[Key], gone: Collection[Key], previous: Mapping[Key, Key]) -> dict[Key, Key]:
    """For each new text of a gap the old one that it was made from, of the same role; each old one serves once.

    previous: of an old text that is fuzzy, the text that its translation was made from. A text that comes back to
    those words, or that differs in its typography alone, goes before one that is merely alike.
    """
    forms = {key: typographic_form(key[1]) for key in (*fresh, *gone)}
    scores = []
    for place, new in enumerate(fresh):
        for old_place, old in enumerate(gone):
            if old[0] != new[0]:
                continue
            if previous.get(old) == new or forms[old] == forms[new]:
                score = 101.0
            else:
                score = fuzz.ratio(old[1], new[1], score_cutoff=ALIKE)
            if score >= ALIKE:
                scores.append((-score, abs(place - old_place), place, old_place, new, old))
    found: dict[Key, Key] = {}
    taken: set[Key] = set()
    for *_, new, old in sorted(scores, key=lambda score: score[:4]):
        if new not in found and old not in taken:
            found[new] = old
            taken.add(old)
    return found


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises in both: what stayed in order, when something moved (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (old, _) in enumerate(pairs):
        pile = bisect_left(tops, old)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [old]
        ends[pile : pile + 1] = [index]
    run = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]
