"""Are the words of a Welsh text in the dictionary, with the marks that they are written with?"""

from collections.abc import Iterator
from functools import lru_cache

from app.checks.check import Desk, Problem, Signs, case, check, write
from app.checks.pairs import Pair
from app.checks.terms import listed_words
from app.checks.welsh_bare import BARE, BARE_PAIRS, SHORTENED
from app.checks.welsh_triggers import KEEN, LANGUAGE
from app.checks.words import ByChunk, Joint, Reading, ends_with, joints, lower_words, read_words, spans, worded
from app.kept import while_running
from app.lexicon import Lexicon
from app.model import TextState
from app.mutations import MUTATIONS
from app.wording import Quoted, Wording

_SENTENCE_ENDS = frozenset(".!?:\n")
_SHORT = 5
"""Letters of a word with a capital; with fewer, it may be the short form of a month."""
_SENTENCE = 3
"""Words of a text that is more than a name."""
_OPENING = " \n*\"'“‘(["
_LANGUAGES = ("eg", "edd")
"""Endings of the names of languages."""
_BORROWED = "io"
"""Ending of verbs that are made of English ones."""
_STEM = 4
"""Letters of such an English verb."""
_SHORTENING = frozenset("àèìòùẁỳ")
"""Letters with a grave accent, which few words have: next to "rôl" there is "ròl", and nobody means it."""
_TOLD = 5
"""Words that one finding names."""


@check(
    "warning",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(target=lambda word, desk: _is_unknown(word, desk)),
    flags=(
        case("information", "gwybodeth bellach"),
        case("Information for you.", "Gwybodeth i chi nawr."),
        case("It is so. Information", "Felly mae. Gwybodeth"),
        case("The police’s statement", "datganaid yr heddlu"),
    ),
    leaves=(
        case("information", "gwybodaeth bellach"),
        case("", "Dywedodd David A. Bithell a Ll. Bithell hynny.", source_lang="cy", state=TextState.SOURCE),
        case("Contact Siân Pritchadd.", "Cysylltwch â Siân Pritchadd yn y CThEM, neu â’r Glasbwrpas a’i ddwy-iaith."),
        case("Use WordPress plugins", "Defnyddiwch [plugins]{lang=en} %(nmae)s, `xqzt`, www.xqzt.cymru a {xqzt}"),
        case("the xqzt files", "y ffeiliau xqzt a xqzt"),
        case("Pinging H_yper", "Yn pingio modd hyper"),
        case("Left to right", "LRM _chwith-i’r-dde"),
        case("a shadowy thing", "peth cysgodig"),
        case("a thing that was formed", "peth lluniedig"),
        case("the detectives", "y ditectifs"),
        case("It’s in your house.", "Mae’n dy dŷ di, i’w weld a’i glywed o’th gartref."),
        case("child sexual exploitation", "camfanteisio'n rhywiol ar blant"),
    ),
    languages=(LANGUAGE,),
    informed=True,
)
def spelling(pair: Pair, desk: Desk) -> Iterator[Problem]:
    """Spelling

    The dictionary does not know a word in any form or mutation, though it knows one that differs by a letter. Names,
    words of the source or the glossary and words marked as another language’s are let be.

    New words, of which a dictionary of 2012 lacks many, are not near to a known one.
    """
    lexicon = desk.knowledge.lexicon
    if lexicon is None or not worded(pair):
        return
    listed = listed_words(desk.knowledge.glossary, LANGUAGE)
    unknown = {word for word in _unknown(pair.target, lexicon) if word.lower() not in listed}
    if unknown:
        of_source = frozenset((*desk.source_words(pair), *lower_words(pair.source.replace("_", ""))))
        unknown = {word for word in unknown if not _is_of(word.lower(), of_source)}
    if not unknown:
        return
    reading = read_words(pair.target)
    found: dict[str, None] = {}
    for index, word in enumerate(reading.words):
        if (
            word in unknown
            and not _is_name(reading, index, pair.target)
            and not reading.shortened(index)
            and lexicon.suggestions(word)
        ):
            found[word] = None
    if found:
        told = [f"“{word}”{_guess(lexicon.suggestions(word))}" for word in list(found)[:_TOLD]]
        more = " …" if len(found) > _TOLD else ""
        what = Wording("not in the dictionary: %(words)s", words=Quoted(", ".join(told) + more, LANGUAGE))
        yield (
            what,
            Wording("mend it; if it is right, put it into translations/glossary.csv, or mark it [word]{lang=en}"),
        )


def _is_of(word: str, source: frozenset[str]) -> bool:
    """Whether a word is one of the source, or a verb made of one, as "pingio" of "pinging"."""
    if word in source:
        return True
    stem = word.removesuffix(_BORROWED)
    return stem != word and len(stem) >= _STEM and any(each.startswith(stem) for each in source)


def _unknown(text: str, lexicon: Lexicon) -> list[str]:
    """The words of a text that need a closer look."""
    if spans(text):
        return [word for word in read_words(text).words if not _passes(word, lexicon)]
    by_chunk = _unknown_by_chunk(lexicon)
    return [word for chunk in text.split(" ") for word in by_chunk[chunk]]


@while_running
@lru_cache(maxsize=4)
def _unknown_by_chunk(lexicon: Lexicon) -> ByChunk[tuple[str, ...]]:
    return ByChunk(lambda chunk: tuple(word for word in read_words(chunk).words if not _passes(word, lexicon)))


def _is_unknown(word: str, desk: Desk) -> bool:
    lexicon = desk.knowledge.lexicon
    if lexicon is None:
        return False
    unknown = [each.lower() for each in _unknown(word, lexicon)]
    return not listed_words(desk.knowledge.glossary, LANGUAGE).issuperset(unknown)


def _is_bare(word: str, lexicon: Lexicon | None) -> bool:
    return lexicon is not None and any(_marked(each, lexicon) for each in read_words(word).words)


def _is_name(reading: Reading, index: int, text: str) -> bool:
    """Whether a word is taken for a name: it has a capital within a sentence, or is that of a language."""
    word = reading.words[index]
    if not word[:1].isupper():
        return False
    starts = (
        text.lstrip(_OPENING).startswith(word)
        if not index
        else not _SENTENCE_ENDS.isdisjoint(reading.gaps[index - 1]) and not _is_initial(reading, index - 1)
    )
    return not starts or word.endswith(_LANGUAGES) or len(reading.words) < _SENTENCE


def _is_initial(reading: Reading, index: int) -> bool:
    """Whether a word is the first letter of a name, "A." or "Ll.", whose full stop ends no sentence."""
    word = reading.words[index]
    letter = len(word) == 1 or word.lower() in MUTATIONS[LANGUAGE].digraphs
    return letter and word[0].isupper() and reading.gaps[index].rstrip() == "."


@while_running
@lru_cache(maxsize=65_536)
def _passes(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is in no need of a closer look, wherever it stands."""
    if len(word) < (_SHORT if word[:1].isupper() else 4) or word in SHORTENED:
        return True
    if not (word.islower() or word[1:].islower()) or word.split("-", 1)[0] in SHORTENED:
        return True
    # In lower case first: of a word at the beginning of a sentence that is the one which has an entry.
    return lexicon.knows(word.lower()) or lexicon.knows(word) or bool(_marked(word, lexicon))


def _guess(words: tuple[str, ...]) -> str:
    return f" ({', '.join(words)}?)" if words else ""


@check(
    "warning",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(
        target=lambda word, desk: _is_bare(word, desk.knowledge.lexicon),
        lead=lambda word: ends_with(word, KEEN),
        joint=lambda first, second, _: any(map(_between, joints(f"{first} {second}", KEEN))),
    ),
    flags=(
        case("the house", "y ty"),
        case("clean water", "dwr glân"),
        case("after the meeting", "ar ol y cyfarfod"),
        case("phone number", "rhif ffon"),
        case("after the control", "ar ol y rheolaeth"),
        case("about the group", "ynglŷn a’r criw"),
        case("apart from that", "ar wahan i hynny"),
        case("the new role", "y rol newydd"),
    ),
    leaves=(
        case("the house", "y tŷ"),
        case("clean water", "dŵr glân"),
        case("after the meeting", "ar ôl y cyfarfod"),
        case("a walking stick", "ffon gerdded, mor dal â’r môr, a Ty Hafan"),
        case("", "Gweler Prys, S. et al. (2019).", source_lang="cy", state=TextState.SOURCE),
    ),
    languages=(LANGUAGE,),
    informed=True,
)
def circumflex(pair: Pair, desk: Desk) -> Iterator[Problem]:
    """Circumflexes

    A word lacks the mark on its vowel: without it there is no such word, or another one than stands here.
    """
    lexicon = desk.knowledge.lexicon
    if lexicon is None or not worded(pair):
        return
    reading = read_words(pair.target)
    told: set[str] = set()
    for index, word in enumerate(reading.words):
        marked = _marked(word, lexicon)
        if (
            marked
            and not reading.shortened(index)
            and not _is_name(reading, index, pair.target)
            and word.lower() not in desk.source_words(pair)
            and word not in told
        ):
            told.add(word)
            yield Wording("“%(word)s” lacks its mark", word=Quoted(word, LANGUAGE)), write(Quoted(marked, LANGUAGE))
    for joint in joints(pair.target, KEEN):
        right = _between(joint)
        if right:
            what = Wording("“%(words)s” lacks a mark", words=Quoted(f"{joint.lead} {joint.second}", LANGUAGE))
            yield what, _write_between(right)


def _write_between(right: str) -> Wording:
    if not right.endswith(" â"):
        return write(Quoted(right, LANGUAGE))
    return write(Quoted(right, LANGUAGE), Quoted(f"{right[:-1]}ag", LANGUAGE), Wording("before a vowel"))


def _between(joint: Joint) -> str:
    return BARE_PAIRS.get((joint.first, joint.second.lower()), "")


@while_running
@lru_cache(maxsize=65_536)
def _marked(word: str, lexicon: Lexicon) -> str:
    """The word with a mark on one vowel, if it needs one and only one is possible; else empty."""
    small = word.lower()
    if small in BARE:
        return BARE[small].capitalize() if word[:1].isupper() else BARE[small]
    if (
        len(word) < 2
        or not small.isascii()
        or not (word.islower() or word.istitle())
        or small in SHORTENED
        or lexicon.knows(small)
        or lexicon.knows(word)
    ):
        return ""
    found = lexicon.marked(small)
    if len(found) > 1:
        found = tuple(each for each in found if _SHORTENING.isdisjoint(each))
    if len(found) != 1:
        return ""
    return found[0].capitalize() if word.istitle() else found[0]
