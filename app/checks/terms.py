"""Are the words of the glossary the ones that are used?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce

from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.pairs import Pair
from app.checks.words import certain, lower_chunk, read_words, worded
from app.glossary import GLOSSARY_PATH, KEY, Glossary, Term
from app.locales import LOCALES
from app.model import TextState
from app.mutations import MUTATIONS, forms
from app.wording import Quoted, Wording

_LETTERS = re.compile(r"[^\W\d_]+")

_TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|PC|DC|PS|DS|DI|DCI|Sgt|Sergeant|Constable|Inspector"
    r"|Superintendent|Cllr|Councillor|Judge|Athro|Cwnstabl|Rhingyll|Arolygydd|Cynghorydd|Barnwr)\.?"
)
_NAME = r"[^\W\d_a-z]\S* "
"""What stands before a surname."""
_NAMED = (
    r"(?:Road|Street|Avenue|Lane|Close|Drive|Way|Terrace|Place|Square|Crescent|Gardens|Court|Hill|Park|Row|Grove"
    r"|Parade|Walk|City|Town|County|United|Rugby|RFC|AFC|FC)\b(?! Council)"
)
"""What streets and clubs are called that are named after a place: few of them have a Welsh name."""

_JOINED = frozenset({"en"})
"""Languages whose hyphen joins words that each mean what they mean alone, as in "Welsh-medium"."""

_Way = tuple[frozenset[str], ...]
"""A way to say a term: for each word of it, the forms that it may have, in lower case."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A way to say something, and what it belongs to. text: as the glossary has it."""

    way: _Way
    text: str
    term: Term


@dataclass(frozen=True, slots=True)
class _Index:
    """A glossary, to be looked up in one language. said: the ways to say each term, by its line in the glossary."""

    terms: "_Ways"
    forbidden: "_Ways"
    said: Mapping[int, "_Ways"]


@dataclass(frozen=True, slots=True)
class _Ways:
    """Ways to say terms, by each form of their first word, the longest way first. quick: the beginnings of those."""

    by_first: Mapping[str, tuple[_Entry, ...]]
    quick: frozenset[str]


@check(
    "warning",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(
        source=lambda word, desk: _says_any(word, desk.knowledge.glossary),
        source_next=lambda word, desk: _second_words(word, desk.knowledge.glossary),
        target=lambda word, desk: _forbids_any(word, desk.knowledge.glossary),
    ),
    flags=(
        case("South Wales Police said", "dywedodd Heddlu’r De"),
        case("in Cardiff", "yn Cardiff"),
        case("Cardiff Road in Cardiff", "Cardiff Road yn Cardiff"),
        case("indecent images of children", "pornograffi plant"),
        case("delweddau anweddus o blant", "child pornography", lang="en"),
        case("ysgol gynradd Gymraeg newydd", "a new English-medium primary school", lang="en"),
    ),
    leaves=(
        case("South Wales Police said", "meddai Heddlu De Cymru"),
        case("in Cardiff and Newtown", "yng Nghaerdydd a’r Drenewydd"),
        case("indecent images of children", "â delweddau anweddus o blant"),
        case("Heddlu De Cymru, o Abertawe", "South Wales Police, from Swansea", lang="en"),
        case("child sexual exploitation", "chamfanteisio'n rhywiol ar blant"),
        case("Tîm rygbi Cymru", "The Welsh rugby team", lang="en"),
        case("diogelu plant", "protect children", lang="en"),
        case("ysgol gynradd Gymraeg newydd", "a new Welsh-medium primary school", lang="en"),
        case("Mr Brecon said", "dywedodd Mr Brecon"),
        case("on Newport Road", "ar Newport Road"),
    ),
    informed=True,
)
def glossary(pair: Pair, desk: Desk) -> Iterator[Problem]:
    """Glossary

    A term of translations/glossary.csv is in the source, and the translation has none of the ways to say it, in any
    mutation; or a word stands here that the glossary forbids.
    """
    if not worded(pair) or not desk.knowledge.glossary.terms:
        return
    index = _index(desk.knowledge.glossary, pair.lang)
    words = desk.target_words(pair)
    for found in _found(index.forbidden, words):
        place = f"{GLOSSARY_PATH}:{found.term.line}"
        term = Quoted(found.text, pair.lang)
        what = Wording("“%(term)s” is not to be used (%(place)s)", term=term, place=place)
        yield what, Wording("write %(text)s", text=_told((found.term,), pair.lang))
    if not pair.source or pair.source_lang == pair.lang:
        return
    source = _found(_index(desk.knowledge.glossary, pair.source_lang).terms, desk.source_words(pair))
    if not source:
        return
    terms: dict[str, list[Term]] = {}
    for each in source:
        wanted = terms.setdefault(each.text, [])
        if each.term not in wanted:
            wanted.append(each.term)
    target = (words, _parted(words)) if pair.lang in _JOINED else (words,)
    for text, wanted in terms.items():
        said = any(_stands(index.said[term.line], each) for term in wanted for each in target)
        if not said and not _is_name(text, pair):
            better = _told(wanted, pair.lang)
            note = next((f" ({term.note})" for term in wanted if term.note), "")
            yield (
                Wording(
                    "“%(term)s” is %(better)s in the glossary%(note)s",
                    term=Quoted(text, pair.source_lang),
                    better=better,
                    note=note,
                ),
                Wording("use it, or change %(place)s", place=f"{GLOSSARY_PATH}:{wanted[0].line}"),
            )


def _is_name(text: str, pair: Pair) -> bool:
    """Whether a place is in the source only as the surname of somebody, or in a name that both texts have."""
    if " " in text:
        return False
    place = re.escape(text)
    surname = rf"^(?:{_NAME})+{place}(?=,|$)" if pair.role == "attribution" else rf"\b{_TITLES} (?:{_NAME})?{place}\b"
    names = [
        *re.findall(surname, pair.source),
        *(each for each in re.findall(rf"\b{place} {_NAMED}", pair.source) if each in pair.target),
    ]
    return bool(names) and len(names) == len(re.findall(rf"\b{place}\b", pair.source, re.IGNORECASE))


def _says_any(text: str, glossary: Glossary) -> bool:
    """Whether what stands between two spaces may be a term, in whatever language, whatever comes after it."""
    indexes = [_index(glossary, lang).terms for lang in LOCALES]
    if not certain(text):
        return any(not each.quick.isdisjoint(_LETTERS.findall(text.lower())) for each in indexes)
    words = lower_chunk(text)
    return any(
        len(entry.way) == 1 or at < len(words) - 1
        for each in indexes
        for at, word in enumerate(words)
        for entry in each.by_first.get(word, ())
    )


def _second_words(text: str, glossary: Glossary) -> frozenset[str]:
    """What has to come next for the end of this text to be the beginning of a term, in whatever language."""
    words = lower_chunk(text)
    entries = (
        entry for lang in LOCALES for entry in _index(glossary, lang).terms.by_first.get(words[-1] if words else "", ())
    )
    return frozenset().union(*(entry.way[1] for entry in entries if len(entry.way) > 1))


def _forbids_any(text: str, glossary: Glossary) -> bool:
    """Whether a way to say something that is forbidden may begin with this word, in whatever language."""
    letters = _LETTERS.findall(text.lower())
    return any(not _index(glossary, lang).forbidden.quick.isdisjoint(letters) for lang in LOCALES)


@lru_cache(maxsize=8)
def listed_words(glossary: Glossary, lang: str) -> frozenset[str]:
    """Every word of the glossary in a language, in all of its forms, in lower case."""
    ways = (way for term in glossary.terms for text in term.words.get(lang, ()) for way in _way(text, lang))
    return frozenset().union(*ways)


def _way(text: str, lang: str) -> _Way:
    return tuple(forms(word, lang) for word in read_words(text).words)


def _without_article(way: _Way, lang: str) -> _Way:
    """An article at the beginning of a name is written in more ways than one, and falls away after another."""
    articles = MUTATIONS[lang].articles if lang in MUTATIONS else frozenset()
    return way[1:] if len(way) > 1 and articles & way[0] else way


@lru_cache(maxsize=8)
def _index(glossary: Glossary, lang: str) -> _Index:
    terms = [
        _Entry(_without_article(_way(text, lang), lang), text, term)
        for term in glossary.terms
        for text in term.words.get(lang, ())
    ]
    looked_for = [each for each in terms if lang == KEY or len(each.way) > 1 or not each.text.islower()]
    forbidden = [_Entry(_way(text, lang), text, term) for term in glossary.terms for text in term.forbidden]
    said = {term.line: _by_first([entry for entry in terms if entry.term is term]) for term in glossary.terms}
    return _Index(_by_first(looked_for), _by_first(forbidden), said)


def _by_first(entries: list[_Entry]) -> _Ways:
    found: dict[str, list[_Entry]] = {}
    for entry in sorted(entries, key=lambda each: -len(each.way)):
        for word in entry.way[0] if entry.way else ():
            found.setdefault(word, []).append(entry)
    return _Ways({word: tuple(each) for word, each in found.items()}, frozenset(word.split("-")[0] for word in found))


def _found(ways: _Ways, words: tuple[str, ...]) -> list[_Entry]:
    """What stands in a text, the longest first where several begin at one word; each word belongs to one at most."""
    by_first = ways.by_first
    if by_first.keys().isdisjoint(words):
        return []
    found: list[_Entry] = []
    past = 0
    for at in [at for at, word in enumerate(words) if word in by_first]:
        if at < past:
            continue
        longest = 0
        for each in by_first[words[at]]:
            if len(each.way) < longest:
                break
            if _begins(each.way, words, at):
                found.append(each)
                longest = len(each.way)
        past = at + longest
    return found


def _begins(way: _Way, words: tuple[str, ...], at: int) -> bool:
    # Not with all(), which takes three times as long: most texts come by here.
    if len(words) - at < len(way):
        return False
    for each in way:
        if words[at] not in each:
            return False
        at += 1
    return True


def _stands(ways: _Ways, words: tuple[str, ...]) -> bool:
    """Whether one of these ways to say a term is in a text."""
    by_first = ways.by_first
    return any(
        _begins(entry.way, words, at) for at, word in enumerate(words) if word in by_first for entry in by_first[word]
    )


def _parted(words: tuple[str, ...]) -> tuple[str, ...]:
    """These words, with the parts of those that have a hyphen."""
    return tuple(part for word in words for part in word.split("-"))


def _told(terms: Iterable[Term], lang: str) -> str:
    """The ways to say terms."""
    ways: list[str] = [Quoted(f"“{text}”", lang) for term in terms for text in term.words.get(lang, ())]
    return reduce(lambda way, other: Wording("%(way)s or %(other)s", way=way, other=other), ways)
