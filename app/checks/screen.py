"""Which checks could have anything to say of a text: the others are not asked, and most texts ask few.

A word that tells a check nothing tells it nothing the next time either. What is known of words, and of words that are
next to each other, is kept while a run lasts, within bounds.
"""

from collections.abc import Iterable
from itertools import pairwise

from app.checks.check import Check, Desk
from app.checks.pairs import Pair

KEPT = 100_000
"""Words, and pairs of words, that are kept at most; then what is known is found out anew."""

Names = frozenset[str]
_NONE: Names = frozenset()


class Screen:
    """The checks of one language and state."""

    def __init__(self, checks: Iterable[Check], desk: Desk) -> None:
        self._checks = tuple(checks)
        self._desk = desk
        self._always = tuple(each for each in self._checks if each.signs is None and not each.roles)
        self._roles = frozenset().union(*(each.roles for each in self._checks))
        screened = [each for each in self._checks if each.signs is not None]
        self._letters: dict[str, Names] = {}
        for each in screened:
            for letter in each.signs.letters if each.signs else ():
                self._letters[letter] = self._letters.get(letter, _NONE) | {each.name}
        self._of_target = [(each.name, each.signs.target) for each in screened if each.signs and each.signs.target]
        self._of_source = [(each.name, each.signs.source) for each in screened if each.signs and each.signs.source]
        self._of_joint = [(each.name, each.signs.joint) for each in screened if each.signs and each.signs.joint]
        self._due: dict[tuple[Names, str], tuple[Check, ...]] = {}
        self._all = frozenset(each.name for each in screened)
        # Of each kind: what tells nothing, and what tells something to whom.
        self._dull: tuple[set[str], set[str]] = (set(), set())
        self._keen: tuple[dict[str, Names], dict[str, Names]] = ({}, {})
        self._dull_joints: set[tuple[str, str]] = set()
        self._keen_joints: dict[tuple[str, str], Names] = {}

    def due(self, pair: Pair) -> tuple[Check, ...]:
        """The checks to be asked about a pair, in their order."""
        words = pair.target.split(" ")
        found: Names = _NONE
        if not self._dull[1].issuperset(words):
            found |= self._words(words, 1)
        if pair.source:
            source = pair.source.split(" ")
            if not self._dull[0].issuperset(source):
                found |= self._words(source, 0)
        if self._of_joint and not self._dull_joints.issuperset(pairwise(words)):
            found |= self._joints(words)
        role = pair.role if pair.role in self._roles else ""
        if not found and not role:
            return self._always
        due = self._due.get((found, role))
        if due is None:
            due = tuple(
                each
                for each in self._checks
                if (each.signs is None or each.name in found) and (not each.roles or role in each.roles)
            )
            self._due[found, role] = due
        return due

    def _words(self, words: list[str], side: int) -> Names:
        dull, keen = self._dull[side], self._keen[side]
        if len(dull) + len(keen) > KEPT:
            dull.clear()
            keen.clear()
        found: set[str] = set()
        for word in set(words) - dull:
            names = keen.get(word)
            if names is None:
                names = self._of_word(word, side)
                if names:
                    keen[word] = names
                else:
                    dull.add(word)
            found |= names
        return frozenset(found)

    def _of_word(self, word: str, side: int) -> Names:
        if not word or word.split() != [word]:
            return self._all  # more than one space, or a line end within: words that only seem to stand apart
        found = set(_NONE.union(*(self._letters.get(letter, _NONE) for letter in word)))
        found.update(name for name, asks in (self._of_source, self._of_target)[side] if asks(word, self._desk))
        return frozenset(found)

    def _joints(self, words: list[str]) -> Names:
        if len(self._dull_joints) + len(self._keen_joints) > KEPT:
            self._dull_joints.clear()
            self._keen_joints.clear()
        found: set[str] = set()
        for joint in set(pairwise(words)) - self._dull_joints:
            names = self._keen_joints.get(joint)
            if names is None:
                names = frozenset(name for name, asks in self._of_joint if asks(*joint, self._desk))
                if names:
                    self._keen_joints[joint] = names
                else:
                    self._dull_joints.add(joint)
            found |= names
        return frozenset(found)
