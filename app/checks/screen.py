"""Which checks could have anything to say of a text. The others are not asked, so that most texts ask few.

A word that is no sign for a check is none the next time either. So what is known of words, and of two words next to
each other, is kept while a run lasts, within bounds.
"""

import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import TypeVar

from app.checks.check import Check, Desk, Signs
from app.checks.pairs import Pair
from app.checks.words import certain, first_word, lower_chunk, lower_words, spans

Row = TypeVar("Row")

KEPT = 50_000
"""How many words, and pairs of words, are kept; then all are forgotten, and found out anew."""

_BEGIN = re.compile(r"[^\W\d_]+\b")
_END = re.compile(r"(?<![\w-])[^\W\d_]+\Z")

Bits = int
"""A set of checks, one bit for each. Nearly every word of every text adds to one, and numbers add up quickest."""

SourceRow = tuple[Bits, str, "dict[str, Bits] | None", tuple[str, ...]]
"""What is known of a word of a source: the checks that it is a sign for; its first word in lower case, or "" if that is
not certain; the checks that it is a sign for if one of these words comes next; and its words, in lower case."""
TargetRow = tuple[Bits, str, str, str, "_Followers | None", tuple[str, ...]]
"""What is known of a word of a translation: the checks that it is a sign for; its first letters and its last ones in
lower case, if nothing else stands before or after them; the word that it begins with, which the one before it looks up;
what is known of it together with the next word, if a check asks; and its words, in lower case. A tuple, since one is
taken apart for every word there is."""


class Screen:
    """The checks of one language and state."""

    def __init__(self, checks: Iterable[Check], desk: Desk) -> None:
        self._checks = tuple(checks)
        self._desk = desk
        self._roles = frozenset().union(*(each.roles for each in self._checks))
        signs = [(1 << bit, each.signs) for bit, each in enumerate(self._checks) if each.signs is not None]
        self._all = sum(bit for bit, _ in signs)
        self._twice = sum(bit for bit, each in signs if each.twice)
        self._letters: dict[str, Bits] = {}
        for bit, each in signs:
            for letter in each.letters:
                self._letters[letter] = self._letters.get(letter, 0) | bit
        self._of_source = [(bit, each.source) for bit, each in signs if each.source]
        self._of_next = [(bit, each.source_next) for bit, each in signs if each.source_next]
        self._of_target = [(bit, each.target) for bit, each in signs if each.target]
        self._of_joint = [(bit, each.lead, each.joint) for bit, each in signs if each.lead and each.joint]
        self._of_pair = [(bit, each.pair) for bit, each in signs if each.pair]
        # Where no check asks what stands next to a word, it is enough to know which words there are.
        self._apart = not (self._of_next or self._of_joint or self._twice)
        in_words = [each for _, each in signs if _is_in_words(each)]
        # If each of them needs a certain letter near, the words of most texts need not be looked at.
        self._near = (
            None if not all(each.near for each in in_words) else {*chain.from_iterable(e.near for e in in_words)}
        )
        telling = "".join(sorted({*self._letters, *(self._near or ())}))
        self._telling = re.compile(f"[{re.escape(telling)}]") if telling else None
        self._due: dict[tuple[Bits, str], tuple[Check, ...]] = {}
        self._sources = _Known(self, self.of_source)
        self._targets = _Known(self, self.of_target)
        self._apart_in_source = _Known(self, lambda word: self._of_word(word, self._of_source))
        self._apart_in_target = _Known(self, lambda word: self._of_word(word, self._of_target))
        self._kept = 0
        self._pair: Pair | None = None
        self._source_rows: list[SourceRow] = []
        self._target_rows: list[TargetRow] = []

    def due(self, pair: Pair) -> tuple[Check, ...]:
        """The checks to be asked about a pair, in their order."""
        found = 0
        for bit, asks in self._of_pair:
            if asks(pair.source, pair.target):
                found |= bit
        if self._near is None:
            found |= self._in_words(pair)
        elif self._telling is not None:
            letters = {*self._telling.findall(pair.source), *self._telling.findall(pair.target)}
            for letter in letters:
                found |= self._letters.get(letter, 0)
            if not letters.isdisjoint(self._near):
                found |= self._in_words(pair)
        role = pair.role if pair.role in self._roles else ""
        due = self._due.get((found, role))
        if due is None:
            due = self._due[found, role] = tuple(
                each
                for bit, each in enumerate(self._checks)
                if (each.signs is None or found >> bit & 1) and (not each.roles or role in each.roles)
            )
        return due

    def _in_words(self, pair: Pair) -> Bits:
        """The checks for which there is a sign among the words of a pair."""
        found = 0
        if self._apart:
            kinds = {*map(self._apart_in_target.__getitem__, pair.target.split(" "))}
            if pair.source:
                kinds.update(map(self._apart_in_source.__getitem__, pair.source.split(" ")))
            for bits in kinds:
                found |= bits
            return found
        self._pair = pair
        # Each word is looked up once for all that is asked of it, here and by the checks: that is what takes the time.
        self._source_rows = list(map(self._sources.__getitem__, pair.source.split(" "))) if pair.source else []
        after = None
        for bits, follower, then, _ in self._source_rows:
            found |= bits
            if after is not None:
                found |= after.get(follower, 0)
            after = then
        self._target_rows = list(map(self._targets.__getitem__, pair.target.split(" ")))
        end, followers = " ", None
        for bits, begin, last, follower, others, _ in self._target_rows:
            found |= bits
            if begin == end:
                found |= self._twice
            if followers is not None:
                found |= followers[follower]
            end, followers = last, others
        return found

    def source_words(self, pair: Pair) -> tuple[str, ...]:
        """The words of the source, in lower case."""
        if pair is self._pair and not spans(pair.source):
            return tuple(chain.from_iterable([row[3] for row in self._source_rows]))
        return lower_words(pair.source)

    def target_words(self, pair: Pair) -> tuple[str, ...]:
        """The words of the translation, in lower case."""
        if pair is self._pair and not spans(pair.target):
            return tuple(chain.from_iterable([row[5] for row in self._target_rows]))
        return lower_words(pair.target)

    def keep(self) -> None:
        """Counts one more word or pair of words that is known, and forgets all where there are too many."""
        self._kept += 1
        if self._kept > KEPT:
            for known in (self._sources, self._targets, self._apart_in_source, self._apart_in_target):
                known.clear()
            self._kept = 0

    def of_source(self, word: str) -> SourceRow:
        """What is to be known of a word of a source."""
        words = lower_chunk(word)
        after: dict[str, Bits] = {}
        for bit, asks in self._of_next:
            for follower in asks(word, self._desk):
                after[follower] = after.get(follower, 0) | bit
                after[""] = after.get("", 0) | bit
        follower = words[0] if words and certain(word) else ""
        return self._of_word(word, self._of_source), follower, after or None, words

    def of_target(self, word: str) -> TargetRow:
        """What is to be known of a word of a translation."""
        bits = self._of_word(word, self._of_target)
        if bits == self._all:
            return bits, "", " ", "", None, lower_chunk(word)
        begin, end = _BEGIN.match(word), _END.search(word)
        leads = [(bit, asks) for bit, lead, asks in self._of_joint if lead(word)]
        followers = _Followers(self, word, leads) if leads else None
        return (
            bits,
            _small(begin[0]) if begin else "",
            _small(end[0]) if end else " ",
            first_word(word),
            followers,
            lower_chunk(word),
        )

    def of_joint(self, first: str, follower: str, asks: "list[tuple[Bits, _Joint]]") -> Bits:
        """The checks for which two words next to each other are a sign."""
        return sum(bit for bit, each in asks if each(first, follower, self._desk))

    def _of_word(self, word: str, asks: "list[tuple[Bits, _Sign]]") -> Bits:
        if not word or word.split() != [word]:
            return self._all  # more than one space, or a line end within: words that only seem to stand apart
        found = 0
        for letter in word:
            found |= self._letters.get(letter, 0)
        for bit, each in asks:
            if each(word, self._desk):
                found |= bit
        return found


_Sign = Callable[[str, Desk], bool]
_Joint = Callable[[str, str, Desk], bool]


class _Known(dict[str, Row]):
    """What is known of each word, found out when it is first asked for."""

    def __init__(self, screen: Screen, find: Callable[[str], Row]) -> None:
        self._screen = screen
        self._find = find

    def __missing__(self, word: str) -> Row:
        self._screen.keep()
        found = self[word] = self._find(word)
        return found


class _Followers(dict[str, Bits]):
    """By the word that follows another, the checks for which the two are a sign. asks: what to ask about the two."""

    def __init__(self, screen: Screen, first: str, asks: list[tuple[Bits, _Joint]]) -> None:
        super().__init__({"": 0})
        self._screen = screen
        self._first = first
        self._asks = asks

    def __missing__(self, follower: str) -> Bits:
        self._screen.keep()
        found = self[follower] = self._screen.of_joint(self._first, follower, self._asks)
        return found


def _is_in_words(signs: Signs) -> bool:
    """Whether the words of a text have to be looked at for a check. It is so, too, where it names no sign at all."""
    by_word = (signs.source, signs.source_next, signs.target, signs.lead, signs.twice)
    return any(by_word) or not (signs.letters or signs.pair)


def _small(letters: str) -> str:
    """Letters as a regular expression compares them that ignores case: each by itself."""
    return "".join(letter.lower()[0] for letter in letters)
