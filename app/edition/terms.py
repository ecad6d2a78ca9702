"""What a reader typed into a search, as terms: each with the forms in which the site may have written it.

Takes any text at all, gives words. No operator of the index can be typed: what is not a quotation mark around words, a
hyphen before one or an asterisk after one is a word or nothing.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from threading import Lock
from typing import Any

from app.kept import while_running
from app.locales import LOCALES
from app.mutations import MUTATIONS, VOWELS, forms, origins

MOST_TERMS = 20
"""Terms that are looked for; what was typed after them is left out."""
LONGEST_WORD = 60
"""Characters of one word; the rest of a longer one is left out."""
SHORTEST_PREFIX = 2
"""Letters before an asterisk; with fewer, it is a word like any other."""

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_PART = re.compile(r'(?P<minus>(?:^|(?<=\s))[-−–])?(?:["“”„«»](?P<quote>[^"“”„«»]*)["“”„«»]|(?P<word>[^\s"“”„«»]+))')
_NUMBER = re.compile(r"\W*(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{3,})\W*", re.ASCII)
"""A number that is written with commas or without, as it may be written otherwise: "2,000" and "2000"."""
_HYPHENED = re.compile(r"\W*[^\W_]+(?:[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}][^\W_]+)+\W*")
"""Words with hyphens, which others write in one: "ar-lein" and "arlein"."""
SHORTEST_FORM = 2
"""Letters of a form that is looked for although it was not typed: "gi" is not "i"."""
STEM = "\ue000"
"""Stands before a stem in the index, where it is a letter like any other (https://sqlite.org/fts5.html, 4.3.1): none is
taken for a word, and FTS5 need not look in which column each stands. A word that is its own stem stands without it: to
look for the word is to find it there as well."""
MOST_STEMS = 4
"""Words of a term of which the stems are looked for; of more, only as they were typed."""

_STEMMING = Lock()
"""A stemmer keeps the word that it works on in itself: two threads would spoil each other's."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text. start, end: its place in characters. folded: in lower case, without marks."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for.

    words: folded; more than one in a quotation, and in what is written with a hyphen or an apostrophe.
    mutated: its other forms. related: the words that it may be a mutation of, and their forms.
    respelt: all of them in the other way of writing: a number with its commas or without, words with their hyphen or in
    one.
    stems: of its words; empty where the language has none, or where the reader wants the words as they are.
    stemmed: the other ways in which the index may have those.
    prefix: the last word may go on. excluded: no result may have it.
    """

    words: tuple[str, ...]
    mutated: tuple[tuple[str, ...], ...] = ()
    related: tuple[tuple[str, ...], ...] = ()
    respelt: tuple[tuple[str, ...], ...] = ()
    stems: tuple[str, ...] = ()
    stemmed: tuple[tuple[str, ...], ...] = ()
    prefix: bool = False
    excluded: bool = False

    @property
    def typed(self) -> str:
        """What has the words that were typed, or words of their stems, in the language of SQLite's FTS5."""
        return self._found(self.words)

    @property
    def expression(self) -> str:
        """What has the term in any of its forms, in the language of FTS5."""
        return self._found(self.words, *self.forms)

    @property
    def forms(self) -> tuple[tuple[str, ...], ...]:
        """Every other form than the one that was typed."""
        return (*self.mutated, *self.related, *self.respelt)

    @property
    def others(self) -> tuple[str, ...]:
        """The first word of each other form, or its stem; none of a term whose last word may go on."""
        return () if self.prefix else tuple(words[0] for words in (*self.forms, *self.stemmed))

    def among(self, words: Container[str]) -> "Term":
        """The term without the other forms whose first word is not one of these."""
        if self.prefix:
            return self
        mutated, related, respelt = (
            tuple(form for form in group if form[0] in words) for group in (self.mutated, self.related, self.respelt)
        )
        stemmed = tuple(form for form in self.stemmed if form[0].startswith(STEM) or form[0] in words)
        return replace(self, mutated=mutated, related=related, respelt=respelt, stemmed=stemmed)

    def _found(self, *wanted: tuple[str, ...]) -> str:
        phrases = [_phrase(each, self.prefix) for each in wanted]
        return f"({' OR '.join([*phrases, *map(_stem_phrase, self.stemmed)])})"

    def length_at(self, words: list[Word], index: int, lang: str) -> int:
        """The number of words of a text, from an index on, that are this term; 0 if they are not."""
        own = len(self.words)
        for length in dict.fromkeys((own, *map(len, self.respelt))):
            here = [word.folded for word in words[index : index + length]]
            if any(len(each) == len(here) and _same(here, each, self.prefix) for each in (self.words, *self.forms)):
                return len(here)
        here = [word.folded for word in words[index : index + own]]
        return own if self.stems and tuple(stem(each, lang) for each in here) == self.stems else 0


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed. terms: wanted and excluded ones. cut: more was typed than is looked for."""

    terms: tuple[Term, ...]
    cut: bool = False

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.excluded)

    @property
    def expression(self) -> str:
        """The whole in the language of FTS5; empty where nothing is wanted."""
        wanted = " AND ".join(term.expression for term in self.wanted)
        return f"({wanted}){self._without}" if wanted else ""

    @property
    def ranks(self) -> tuple[str, ...]:
        """The whole in parts, the better before: what has every term as it was typed, and what has another form of one.

        Weights could not say it: a form that few texts have weighs more than one that many have.
        """
        if not self.wanted:
            return ()
        typed = " AND ".join(term.typed for term in self.wanted)
        first = f"({typed}){self._without}"
        if not any(term.forms for term in self.wanted):
            return (first,)
        return first, f"{self.expression} NOT ({typed})"

    def among(self, words: Container[str]) -> "Query":
        """The same where no text has another word than these: it finds as much, and looks for less."""
        return replace(self, terms=tuple(term.among(words) for term in self.terms))

    @property
    def _without(self) -> str:
        return "".join(f" NOT {term.expression}" for term in self.terms if term.excluded)


def parse_query(text: str, lang: str) -> Query:
    """The terms of a search in a language, in the order in which they were typed.

    "words in quotation marks" as they stand; -word without it; word* with any ending; all others in any form.
    """
    found: dict[Term, None] = {}
    for match in _PART.finditer(unicodedata.normalize("NFC", text)):
        quoted = match["quote"] is not None
        typed = match["quote"] if quoted else match["word"]
        words = tuple(word.folded[:LONGEST_WORD] for word in words_of(typed))
        if not words:
            continue
        prefix = not quoted and typed.endswith("*") and len(words[-1]) >= SHORTEST_PREFIX
        excluded = match["minus"] is not None
        if len(found) == MOST_TERMS:
            return Query(tuple(found), cut=True)
        if quoted:
            found[Term(words, excluded=excluded)] = None
        else:
            stems = () if prefix else _stems(words, lang)
            mutated, related = _other_forms(words, lang)
            respelt = _respelt(typed, words, *mutated, *related)
            found[Term(words, mutated, related, respelt, stems, _indexed(words, stems, lang), prefix, excluded)] = None
    return Query(tuple(found))


def words_of(text: str) -> list[Word]:
    """The words of a text, as the index has them: letters and digits, in lower case, without marks."""
    return [Word(match.start(), match.end(), fold(match[0])) for match in _WORD.finditer(text)]


def spellings(text: str) -> list[str]:
    """The words of a text as they are written there, in order."""
    return _WORD.findall(text)


@while_running
@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """A word in lower case and without marks: "ty" of "Tŷ"."""
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@while_running
@lru_cache(maxsize=16_384)
def stem(word: str, lang: str) -> str:
    """The stem of a folded word (Snowball); the word itself in a language without a stemmer."""
    name = LOCALES[lang].stemmer
    if not name:
        return word
    with _STEMMING:
        return str(_stemmer(name).stemWord(word))


def stemmed(texts: Iterable[str], lang: str) -> str:
    """The stems of the words of texts as the index has them; empty in a language without a stemmer.

    A mark without a stem stands between two texts, so that no phrase is found across them.
    """
    if not LOCALES[lang].stemmer:
        return ""
    return f" {STEM} ".join([" ".join([_stem_of(word, lang) for word in spellings(text)]) for text in texts])


@while_running
@lru_cache(maxsize=16_384)
def _stem_of(written: str, lang: str) -> str:
    folded = fold(written)
    found = stem(folded, lang)
    return folded if found == folded else STEM + found


@lru_cache(maxsize=8)
def _stemmer(name: str) -> Any:
    from snowballstemmer import stemmer  # type: ignore[import-untyped] # only now: it brings those of thirty languages

    return stemmer(name)


def _stems(words: tuple[str, ...], lang: str) -> tuple[str, ...]:
    return tuple(stem(word, lang) for word in words) if LOCALES[lang].stemmer else ()


def _indexed(words: tuple[str, ...], stems: tuple[str, ...], lang: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which the index may have these stems, without the words themselves."""
    if len(stems) > MOST_STEMS:
        return ()
    ways = ((STEM + each, each) if stem(each, lang) == each else (STEM + each,) for each in stems)
    return tuple(each for each in product(*ways) if each and each != words)


def _other_forms(words: tuple[str, ...], lang: str) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    """The words with the first one mutated; and with the words that it may be a mutation of, and their forms."""
    first, *rest = words
    mutated = dict.fromkeys(sorted(forms(first, lang) - {first}))
    radicals = dict.fromkeys(_radicals(first, lang))
    related = dict.fromkeys(form for radical in radicals for form in (radical, *sorted(forms(radical, lang))))
    near, far = (
        [form for form in group if len(form) >= SHORTEST_FORM]
        for group in (mutated, [form for form in related if form != first and form not in mutated])
    )
    return tuple((form, *rest) for form in near), tuple((form, *rest) for form in far)


def _respelt(typed: str, *forms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """What was typed, in each form, as others write it."""
    if _NUMBER.fullmatch(typed):
        digits, *_ = forms
        whole = "".join(digits)
        return ((whole,),) if len(digits) > 1 else (tuple(f"{int(whole):,}".split(",")),)
    return tuple(("".join(words),) for words in forms) if _HYPHENED.fullmatch(typed) else ()


def _radicals(word: str, lang: str) -> Iterator[str]:
    """The words that a word may be a mutation of."""
    mutations = MUTATIONS.get(lang)
    if mutations is None:
        return
    for kind in mutations.kinds:
        yield from origins(word, kind, lang)
    if word.startswith(mutations.before_vowels) and word[1:2] in VOWELS:
        yield word[1:]


def _phrase(words: tuple[str, ...], prefix: bool) -> str:
    return f'"{" ".join(words)}"{" *" if prefix else ""}'


def _stem_phrase(words: tuple[str, ...]) -> str:
    """As a stem, a word weighs less than where it was typed: it is looked for among the stems alone."""
    marked = any(word.startswith(STEM) for word in words)
    return _phrase(words, False) if marked else f"{{title_stems stems}} : {_phrase(words, False)}"


def _same(here: list[str], words: tuple[str, ...], prefix: bool) -> bool:
    if tuple(here) == words:
        return True
    return prefix and tuple(here[:-1]) == words[:-1] and here[-1].startswith(words[-1])
