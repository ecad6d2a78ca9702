"""Welsh spelling, where the optional dictionary is installed: the one module that knows which package has it.

The words are those of hunspell-cy by Bangor University, as the package cymraeg-mcp carries them; spylls reads them.
Nothing of cymraeg-mcp is imported: only its data is used.
"""

import io
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from app.derivation import UNLISTED, made_of, without_prefix
from app.kept import while_running
from app.mutations import MUTATIONS, VOWELS, mutate, origins
from app.wording import Wording

LANGUAGE = "cy"
ABSENT = Wording("Welsh spelling and mutations were not checked: the dictionary is not installed")
REMEDY = "pip install 'datganiad[welsh]'"
"""What a command says where open_lexicon() gives None, and what the reader can do about it."""

_PACKAGE = "cymraeg_mcp"
_FILES = Path("data", "dictionaries", "cy_GB")
_LETTERS = "abcdefghijlmnoprstuwyâêîôûŵŷï"
_MARKED = {"a": "âá", "e": "êë", "i": "îï", "o": "ôö", "u": "û", "w": "ŵ", "y": "ŷ"}
_ALIKE = {"k": "c", "q": "c", "v": "f", "x": "s", "z": "s", "n": "m", "m": "n", "b": "p", "d": "t"} | {
    vowel: "aeiouwy".replace(vowel, "") for vowel in "aeiouwy"
}
_PLURALS = frozenset({"au", "iau", "nau", "ion", "on", "oedd", "iaid", "od"})
"""Endings of plurals; no finite verb has one in the dictionary."""
_KEPT = 65_536
_SUGGESTED = 3
_LONGEST = 50
"""The most letters of a word. What is longer is no word, and would take long to look up: it is taken for known."""
_LIKELY = 25
"""How many of the words that _near() gives are looked up with affixes, where none of them is an entry."""


class Lexicon(Protocol):
    """A dictionary of one language."""

    def knows(self, word: str) -> bool:
        """Whether the word, in any of its forms and mutations, is in the dictionary."""

    def lists(self, word: str) -> bool:
        """Whether the word has an entry of its own, or is the plural of one, unmutated."""

    def is_noun(self, word: str) -> bool:
        """Whether a word that begins with a vowel, unmutated, is a noun with an ending of plurals, or such a plural."""

    def marked(self, word: str) -> tuple[str, ...]:
        """The words that differ from this one, in lower case, by the marks on their letters alone."""

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What the writer may have meant, likeliest first; at most three."""

    def __hash__(self) -> int:
        """Needed by caches, which keep what one dictionary knows apart from what another does."""


@cache
def open_lexicon() -> Lexicon | None:
    """The Welsh dictionary; None where it, or what reads it, is not installed. It is read at the first word."""
    place = _data_path()
    return Hunspell(place) if place is not None and find_spec("spylls") is not None else None


def _data_path() -> Path | None:
    spec = find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        place = Path(folder) / _FILES
        if place.with_suffix(".aff").is_file() and place.with_suffix(".dic").is_file():
            return place
    return None


class Hunspell:
    """A hunspell dictionary. path: of its two files, without .aff and .dic."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._dictionary: Any = None
        self._stems: frozenset[str] = frozenset()
        self._lowered: frozenset[str] = frozenset()
        self._nouns: frozenset[str] = frozenset()
        self._bare: dict[str, list[str]] = {}
        # Most words of a text were in one before it, so each is looked up only once.
        self.knows = while_running(lru_cache(maxsize=_KEPT)(self._knows))
        self.lists = while_running(lru_cache(maxsize=_KEPT)(self._lists))
        self.marked = while_running(lru_cache(maxsize=_KEPT)(self._marked))
        self.suggestions = lru_cache(maxsize=2048)(self._suggestions)

    def __reduce__(self) -> tuple[type["Hunspell"], tuple[Path]]:
        """Sent to another process, it opens its files again there: what it has read of them is too much to send."""
        return Hunspell, (self._path,)

    def is_noun(self, word: str) -> bool:
        self._read()
        return word in self._nouns

    def _read(self) -> Any:
        if self._dictionary is None:
            self._dictionary = _open(self._path)
            self._stems = frozenset(_entries(self._dictionary))
            # Now and not at the first question: who goes through a dictionary in a fork has a copy of all of it.
            self._nouns = frozenset(word for word in _nouns(self._dictionary) if word[:1] in VOWELS)
            self._lowered = frozenset(stem.lower() for stem in self._stems)
            for stem in self._stems:
                if not stem.isascii():
                    self._bare.setdefault(_without_marks(stem), []).append(stem)
        return self._dictionary

    def _knows(self, word: str) -> bool:
        if len(word) > _LONGEST:
            return True
        # Most words have an entry, or are a mutation of one; looking at affixes takes ten times as long.
        dictionary = self._read()
        return self._is_word(word, self._stems) or bool(dictionary.lookup(word)) or self._is_derived(word)

    def _is_derived(self, word: str) -> bool:
        """Whether a word is made by rule of one that has an entry, where the dictionary leaves such words out."""
        radicals = (
            word,
            *(each for kind in MUTATIONS[LANGUAGE].kinds for each in origins(word, kind, LANGUAGE)),
            # "hawduron" of "awduron", as after "eu"
            *((word[1:],) if word[:1] == MUTATIONS[LANGUAGE].before_vowels and word[1:2] in VOWELS else ()),
        )
        return (
            any(radical in UNLISTED for radical in radicals)
            or any(made in self._stems for radical in radicals for made in made_of(radical))
            or any(
                self._is_word(rest, self._stems) or self._dictionary.lookup(rest)
                for radical in radicals
                for rest in without_prefix(radical)
            )
        )

    def _lists(self, word: str) -> bool:
        self._read()
        return word in self._stems

    def _marked(self, word: str) -> tuple[str, ...]:
        self._read()
        found = dict.fromkeys(self._bare.get(word, ()))
        for kind in MUTATIONS[LANGUAGE].kinds:
            for origin in origins(word, kind, LANGUAGE):
                found |= dict.fromkeys(mutate(each, kind, LANGUAGE) for each in self._bare.get(origin, ()))
        return tuple(found)

    def _suggestions(self, word: str) -> tuple[str, ...]:
        self._read()
        if len(word) > _LONGEST:
            return ()
        stems = self._lowered if word[:1].isupper() else self._stems
        near = tuple(dict.fromkeys(_near(word.lower())))
        likely = frozenset(near[:_LIKELY])
        # A mark that is left out is the likeliest slip of all, and many forms with one are no entries.
        looked_up = {each for each in likely if not each.isascii() and self._dictionary.lookup(each)}
        found = [each for each in near if each in looked_up or self._is_word(each, stems)]
        if not found:
            found = [each for each in near[:_LIKELY] if self._dictionary.lookup(each)]
        return tuple(each.capitalize() if word[:1].isupper() else each for each in found[:_SUGGESTED])

    @staticmethod
    def _is_word(word: str, stems: frozenset[str]) -> bool:
        """As knows(), but by the entries alone: some hundred candidates have to be tried for each suggestion."""
        return word in stems or any(
            origin in stems for kind in MUTATIONS[LANGUAGE].kinds for origin in origins(word, kind, LANGUAGE)
        )


def _open(path: Path) -> Any:
    """The dictionary as spylls has it. Its own way to open one leaves the files open, and reads them twice."""
    from spylls.hunspell import Dictionary  # here, since it is optional, and takes its time
    from spylls.hunspell.readers import read_aff, read_dic
    from spylls.hunspell.readers.file_reader import BaseReader

    class Text(BaseReader):  # type: ignore[misc]
        """A file that is UTF-8, as its header says."""

        def reset_encoding(self, encoding: str) -> None:
            assert encoding.upper() == "UTF-8"

    aff, context = read_aff(Text(io.StringIO(path.with_suffix(".aff").read_text("utf-8"))))
    return Dictionary(
        aff, read_dic(Text(io.StringIO(path.with_suffix(".dic").read_text("utf-8"))), aff=aff, context=context)
    )


def _entries(dictionary: Any) -> Iterator[str]:
    """The words that have an entry, and their plurals, which are suffixes that lead to no others."""
    suffixes = {
        flag: found
        for flag, found in dictionary.aff.SFX.items()
        if not any(each.flags or "'" in each.add for each in found)
    }
    for word in dictionary.dic.words:
        yield word.stem
        yield from _with_endings(word, suffixes)


def _nouns(dictionary: Any) -> Iterator[str]:
    """The words with an ending of plurals, and their plurals."""
    plurals = {flag: found for flag, found in dictionary.aff.SFX.items() if all(each.add in _PLURALS for each in found)}
    for word in dictionary.dic.words:
        if not plurals.keys().isdisjoint(word.flags):
            yield word.stem
            yield from _with_endings(word, plurals)


def _with_endings(word: Any, suffixes: dict[str, Any]) -> Iterator[str]:
    for flag in suffixes.keys() & word.flags:
        for suffix in suffixes[flag]:
            if suffix.cond_regexp.search(word.stem) and word.stem.endswith(suffix.strip):
                yield word.stem[: len(word.stem) - len(suffix.strip)] + suffix.add


def _without_marks(word: str) -> str:
    """The word as it is written without a circumflex, an acute or a diaeresis."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _near(word: str) -> Iterator[str]:
    """Words one slip away, the likeliest first: a mark, a letter doubled or swapped, left out, put in, changed.

    Nobody slips on the first letter; and to change a letter is a slip only between those that sound alike.
    """
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    for left, right in [("", word), *cuts]:
        for mark in _MARKED.get(right[:1], ""):
            yield left + mark + right[1:]
    for left, right in cuts:
        yield left + left[-1] + right
    for left, right in cuts:
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
    for left, right in cuts:
        if right:
            yield left + right[1:]
    for left, right in [("", word), *cuts]:
        for letter in _ALIKE.get(right[:1], ""):
            yield left + letter + right[1:]
    for left, right in cuts:
        for letter in _LETTERS:
            yield left + letter + right
