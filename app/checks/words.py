"""A text as words: what the checks of one language read, made once for all of them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from app.checks.pairs import Pair

BREAK = "\N{BULLET}"
"""Stands for what is not words of the text's language: words on its two sides are not next to each other."""

_LETTERS = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_WORD = re.compile(rf"({_LETTERS})([^\w]*)")
_ANY = re.compile(_LETTERS)
_ODD = re.compile(r"[{%<>@/\\`_&\[]|\w\.\w")
_SPECIAL = re.compile(r"[{%<>@/\\`_&#=\d]|\.\w")
_OUTSIDE = re.compile(
    r"""
    `[^`]*`                                 # code
  | \[[^\]]*\]\{[^}]*\}                     # words in another language
  | (?<=\])\([^)\s]*\)                      # where a link leads
  | </?[A-Za-z!][^>]*>                      # a tag
  | &\#?\w+;                                # an entity
  | %(?:\([^)]*\))?[-+\#0-9.*$]*[a-zA-Z]?   # %(num)s, %d, %1$s
  | \$?\{[^{}]*\}?                          # {name}, ${name}
  | \#\#?\#?\w[\w-]*                        # a tag of a network, a gap of a program's
  | (?<![^\s"'“”‘’()\[\]])(?:
        [^\s"'“”‘’()\[\]@_&\\=\d]*[@_&\\=\d][^\s"'“”‘’()\[\]]*  # an address, a program's name, a number, an access key
      | https?:\S+
      | /[\w./-]*
      | \w[\w-]*(?:\.\w[\w-]*)+[\w./-]*     # a file, a domain
    )
  | \.\w+
    """,
    re.VERBOSE,
)
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


@dataclass(frozen=True, slots=True)
class Joint:
    """Two words with nothing but a space between them. first: in lower case; "’n" where an apostrophe is before it.

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
    """The words of a text. Numbers, code, addresses, placeholders and words marked as another language's are none.

    A letter that is made of two is read as the one that it looks like; that it is two is said by another check.
    """
    text = _composed(text)
    if _SPECIAL.search(text):
        text = _OUTSIDE.sub(BREAK, text)
    found = _WORD.findall(text)
    if not found:
        return Reading((), ())
    words, gaps = zip(*found, strict=True)
    return Reading(words, gaps)


@lru_cache(maxsize=16)
def lower_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case."""
    found: list[str] = []
    for chunk in text.split(" "):
        words = _lower(chunk)
        if words is None:
            return tuple(word.lower() for word in read_words(text).words)
        found += words
    return tuple(found)


@lru_cache(maxsize=65_536)
def _lower(chunk: str) -> tuple[str, ...] | None:
    """The words of what stands between two spaces, in lower case; None where it is not words alone."""
    return None if _ODD.search(chunk) else tuple(_ANY.findall(_composed(chunk).lower()))


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


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


_BY_ITSELF = frozenset({"slug", "topic-slug", "figure-value"})


def worded(pair: Pair) -> bool:
    """Whether the text of a pair is language at all: an address or a figure is not."""
    return pair.role not in _BY_ITSELF
