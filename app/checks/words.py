"""A text as words, read once for all checks that look at one language."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, TypeVar

from app.checks.pairs import Pair
from app.kept import while_running

BREAK = "\N{BULLET}"
"""Stands for what is not words of the text's language: words on its two sides are not next to each other."""

_LETTERS = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_WORD = re.compile(rf"({_LETTERS})([^\w]*)")
_ANY = re.compile(_LETTERS)
_OPENING = re.compile(r"[`{<\[]|%\(")
"""What begins those matches of _OUTSIDE that may have a space within."""
_LEAD = re.compile(r"[^\w]*")
_SPECIAL = re.compile(r"[{%<>@/\\`_&#=\d\[]|\.\w")
"""What _OUTSIDE may match, or what may stand between the two ends of what it matches."""
_OUTSIDE = re.compile(
    r"""
    `[^`]*`                                 # code
  | \[[^\]]*\]\{[^}]*\}                     # words in another language
  | (?<=\])\([^)\s]*\)                      # where a link leads
  | </?[A-Za-z!][^>]*>                      # a tag
  | &\#?\w+;                                # an entity
  | %(?:\([^)]*\))?[-+\#0-9.*$]*[a-zA-Z]?   # %(num)s, %d, %1$s
  | \$\{[^{}]*\}? | \{[^{}]*\}?           # {name}, ${name}
  | \#\#?\#?\w[\w-]*                        # a tag of a network, a gap of a program's
  | (?<![^\s"'“”‘’()\[\]])(?:
        [^\s"'“”‘’()\[\]@_&\\=\d]*+[@_&\\=\d][^\s"'“”‘’()\[\]]*  # an address, a program's name, a number, an access key
      | https?:\S+
      | /[\w./-]*
      | \w[\w-]*+(?:\.\w[\w-]*)+[\w./-]*    # a file, a domain
    )
  | \.\w+
    """,
    re.VERBOSE,
)
_KEPT = 32_768
"""How many chunks of text are kept as words; then all are forgotten, and read anew."""
APOSTROPHES = frozenset("'’ʼ`´")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as words.

    words: as written, without what _OUTSIDE matches. gaps: after each word, what stands before the next one.
    """

    words: tuple[str, ...]
    gaps: tuple[str, ...]

    def shortened(self, index: int) -> bool:
        """Whether an apostrophe holds this word to the one before it, as "n" in "mae’n"."""
        return index > 0 and self.gaps[index - 1] in APOSTROPHES


class Joint(NamedTuple):
    """Two words with nothing but a space between them. A tuple, since one is made for every few words there are.

    first: in lower case; "’n" where an apostrophe is before it.
    before: the word before them, in lower case, if nothing but a space or an apostrophe is between; else empty.
    written: the first word as it stands in the text, without an apostrophe.
    """

    before: str
    first: str
    second: str
    written: str

    @property
    def lead(self) -> str:
        """The first word as it is written, with the apostrophe that it may have before it."""
        return f"’{self.written}" if self.first.startswith("’") else self.written


_SPACES = frozenset({" ", "\N{NO-BREAK SPACE}", "\n"})
_NEAR = _SPACES | APOSTROPHES


@lru_cache(maxsize=256)
def read_words(text: str) -> Reading:
    """The words of a text. Numbers, code, addresses, placeholders and words marked as another language's do not count.

    A letter that is made of two characters is read as the one that it looks like; another check tells of it.
    """
    if not spans(text):
        return _joined([_chunks[each] for each in text.split(" ")])
    found = _WORD.findall(_OUTSIDE.sub(BREAK, _composed(text)))
    return Reading(*zip(*found, strict=True)) if found else Reading((), ())


def lower_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case."""
    # What comes before the first thing that may have a space within is read as quickly as any other text.
    opening = _OPENING.search(text)
    start = text.rfind(" ", 0, opening.start()) + 1 if opening else len(text)
    before = chain.from_iterable(map(lower_chunk, text[:start].split(" ")))
    return (*before, *_lower(text[start:]))


def lower_chunk(chunk: str) -> tuple[str, ...]:
    """The words of what stands between two spaces, in lower case."""
    return _chunks[chunk].lower


def _lower(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _ANY.findall(_OUTSIDE.sub(BREAK, _composed(text))))


def spans(text: str) -> bool:
    """Whether a text must be read whole, because something in it that is not words may have a space within."""
    return "{" in text or "`" in text or "<" in text or "%(" in text


def certain(chunk: str) -> bool:
    """Whether what stands between two spaces has the same words, whatever stands before and after it."""
    return not _SPECIAL.search(chunk)


def _joined(read: list["_Chunk"]) -> Reading:
    words: list[str] = []
    gaps: list[str] = []
    goes_on = False
    for each in read:
        if goes_on:
            gaps[-1] += f" {each.lead}"
        if not each.blank:
            words += each.words
            gaps += each.gaps
            goes_on = each.goes_on
    return Reading(tuple(words), tuple(gaps))


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What stands between two spaces, read.

    lead: what is before its first word, as far as it goes. blank: it has neither words nor anything like them.
    words, gaps: as in Reading. goes_on: the last gap goes on beyond the space. lower: its words, in lower case.
    """

    lead: str
    blank: bool
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    goes_on: bool
    lower: tuple[str, ...]


def _read(chunk: str) -> _Chunk:
    text = _OUTSIDE.sub(BREAK, _composed(chunk))
    lead = _LEAD.match(text)
    assert lead is not None
    found = list(_WORD.finditer(text))
    words = tuple(match[1] for match in found)
    return _Chunk(
        lead[0],
        lead.end() == len(text),
        words,
        tuple(match[2] for match in found),
        bool(found) and found[-1].end() == len(text),
        tuple(word.lower() for word in words),
    )


Found = TypeVar("Found")


class ByChunk(dict[str, Found]):
    """What a function finds in each chunk between two spaces, kept: to look it up takes a tenth of the time."""

    def __init__(self, find: Callable[[str], Found]) -> None:
        self._find = find

    def __missing__(self, chunk: str) -> Found:
        if len(self) >= _KEPT:
            self.clear()
        found = self[chunk] = self._find(chunk)
        return found

    cache_clear = dict.clear


_chunks = while_running(ByChunk(_read))


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def first_word(text: str) -> str:
    """The word that a text begins with; empty where something else stands before its first one."""
    words = read_words(text).words
    return words[0] if words and _composed(text).startswith(words[0]) else ""


def ends_with(text: str, keen: frozenset[str]) -> bool:
    """Whether a text ends with one of these words, and nothing after it."""
    reading = read_words(text)
    return bool(reading.words) and reading.words[-1] in keen and not reading.gaps[-1]


@lru_cache(maxsize=256)
def joints(text: str, keen: frozenset[str]) -> tuple[Joint, ...]:
    """The neighbours in a text of which the first is one of these words."""
    reading = read_words(text)
    words, gaps = reading.words, reading.gaps
    found = []
    for index, word in enumerate(words[:-1]):
        if word in keen and gaps[index] in _SPACES:
            first = word.lower()
            before = words[index - 1].lower() if index and gaps[index - 1] in _NEAR else ""
            if reading.shortened(index):
                first = f"’{first}"
            found.append(Joint(before, first, words[index + 1], word))
    return tuple(found)


def word_set(text: str) -> frozenset[str]:
    """Words as data, written in a row."""
    return frozenset(text.split())


_BY_ITSELF = frozenset({"slug", "topic-slug", "figure-value"})


def worded(pair: Pair) -> bool:
    """Whether the text of a pair is language at all: an address or a figure is not."""
    return pair.role not in _BY_ITSELF
