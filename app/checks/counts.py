"""Do both texts say the same in words: how many, how long, which share, noon or midnight?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from app.checks.amounts import parts
from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.numerals import is_place, numbers_at, numbers_by_word, numbers_said
from app.checks.pairs import Pair
from app.checks.quantities import SECOND_HALF, Quantity, may_begin, quantity_at, quantity_words, unit_of
from app.checks.visible import source_text, target_text
from app.checks.words import ByChunk, lower_chunk, word_set
from app.kept import while_running
from app.locales import LOCALES
from app.mutations import forms
from app.wording import Quoted, Wording

_FEWEST = 3
"""One and two are said without a number as well: "both", "y ddau", "yr un"."""
_VAGUE = {"cy": word_set("ail"), "en": word_set("both second")}
"""Ways to say two that few translations say with a number."""
_DOUBTFUL = {"cy": word_set("dwsin dwsinau ugeiniau namyn"), "en": word_set("dozen dozens score scores")}
"""What makes other numbers of those beside it."""
_FAIR = {"cy": (frozenset({"yn", "n", "mor", "rhy"}), "deg"), "en": (frozenset[str](), "")}
"""Words before a number that may make another word of it: "yn deg" is fairly."""
_NOON, _MIDNIGHT = "noon", "midnight"
_MIDDLES = {
    "cy": {_NOON: r"\b(?:hanner|[gc]anol) dydd\b", _MIDNIGHT: r"\b(?:hanner|[gc]anol) nos\b"},
    "en": {_NOON: r"\b(?:noon|midday)\b", _MIDNIGHT: r"\bmidnight\b"},
}
_WHOLE = "whole"
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Told:
    """What a text says in words, each thing as it stands there.

    quantities: with what they come to, those in figures too. numbers, places: with all that each may be.
    """

    quantities: list[tuple[str, Quantity, frozenset[int]]] = field(default_factory=list)
    numbers: list[tuple[str, frozenset[int]]] = field(default_factory=list)
    places: list[tuple[str, frozenset[int]]] = field(default_factory=list)
    doubtful: bool = False

    def count(self, scale: str) -> int:
        """How many quantities of a scale there are."""
        return sum(quantity.scale == scale for _, quantity, _ in self.quantities)


@check(
    "warning",
    signs=Signs(source=lambda word, desk: _says_some(word, desk.lang)),
    flags=(
        case("Thirty people have died.", "Mae tri ar ddeg o bobl wedi marw."),
        case("One in four people came.", "Daeth un o bob pump o bobl."),
        case("Two-thirds of them came.", "Daeth dwy ran o bump ohonynt."),
        case("It took six weeks.", "Cymerodd chwe mis."),
        case("A five-year plan began.", "Dechreuodd cynllun pedair blynedd."),
        case("It opens at noon.", "Mae’n agor am hanner nos."),
        case("It was the seventh time.", "Dyma’r wythfed tro."),
        case("Mae deunaw ohonynt.", "There are twenty of them.", lang="en"),
    ),
    leaves=(
        case("Thirteen boys came.", "Daeth tri bachgen ar ddeg."),
        case("One in four came.", "Daeth chwarter ohonynt."),
        case("A three-year plan.", "Cynllun tri deg chwech mis."),
        case("Two weeks, and seven days more.", "Pythefnos, ac wythnos arall."),
        case("It lasts two or three days.", "Mae’n para deuddydd neu dri."),
        case("One of the two dozen said so at one time.", "Dywedodd un o’r pedwar ar hugain hynny ar un adeg."),
        case("It opens at noon and shuts at midnight.", "Mae’n agor am ganol dydd ac yn cau am hanner nos."),
        case("Cawsant eu trin yn deg gan y pedwar.", "They were treated fairly by the four.", lang="en"),
    ),
)
def in_words(pair: Pair, _: Desk) -> Iterable[Problem]:
    """Numbers in words

    A number, a period or a share that the source says in words is another one in the words of the translation, or noon
    is midnight there.
    """
    if pair.form or not pair.source_lang:
        return ()
    wanted, found = _values_of(pair.source, pair.source_lang), _values_of(pair.target, pair.lang)
    if (wanted <= found or found <= wanted) and not (
        _goes_on(pair.source, pair.source_lang)
        or _goes_on(pair.target, pair.lang)
        or (found and _units_of(pair.source, pair.source_lang) != _units_of(pair.target, pair.lang))
    ):
        return ()
    return [
        (
            Wording(
                "“%(text)s” in the source is “%(other)s” in the translation",
                text=Quoted(before, pair.source_lang),
                other=Quoted(after, pair.lang),
            ),
            Wording("compare the two; if it is rightly said otherwise, add the comment '# no-check-in_words'"),
        )
        for before, after in _other_words(source_text(pair), pair.source_lang, target_text(pair), pair.lang)
    ]


def _other_words(source: str, source_lang: str, target: str, lang: str) -> list[tuple[str, str]]:
    """What the source says in words, and what stands in its place in the translation."""
    told = _other_middles(source, source_lang, target, lang)
    wanted, found = _read(source, source_lang), _read(target, lang)
    if wanted.doubtful or found.doubtful:
        return told
    told += _other_units(wanted, found)
    said, said_there = numbers_said(source, source_lang), numbers_said(target, lang)
    for scale in dict.fromkeys(quantity.scale for _, quantity, _ in wanted.quantities):
        lost, added = _lost(wanted, found, said_there, scale), _lost(found, wanted, said, scale)
        if len(lost) == len(added) and wanted.count(scale) == found.count(
            scale
        ):  # "eighty minutes", "awr ac ugain munud"
            told += zip(lost, added, strict=True)
    for numbers, others in ((wanted.numbers, found.numbers), (wanted.places, found.places)):
        lost, added = _unsaid(numbers, said_there, target), _unsaid(others, said, source)
        told += zip(lost, added, strict=True) if len(lost) == len(added) else ()
    return told


def _lost(told: Told, other: Told, said: frozenset[int], scale: str) -> list[str]:
    """The quantities in words of a scale that the other text has in no way."""
    there = [quantity for _, quantity, _ in other.quantities]
    return [
        written
        for written, quantity, numbers in told.quantities
        if quantity.scale == scale
        and not quantity.digits
        and not quantity.may_be_one()
        and not any(map(quantity.is_as_much, there))
        # A number may count something else in the other text, or stand alone: "deuddydd neu dri".
        and (scale == _WHOLE or said.isdisjoint(numbers))
    ]


def _other_units(told: Told, other: Told) -> list[tuple[str, str]]:
    """What is as many in both texts, but of something else: "six weeks", "chwe mis"."""
    lost, added = _unmatched(told, other), _unmatched(other, told)
    if len(lost) != 1 or len(added) != 1 or lost[0][1] != added[0][1]:
        return []
    return [(lost[0][0], added[0][0])]


def _unmatched(told: Told, other: Told) -> list[tuple[str, frozenset[int]]]:
    """The quantities in words, with their numbers, that the other text does not have."""
    there = [quantity for _, quantity, _ in other.quantities]
    return [
        (written, numbers)
        for written, quantity, numbers in told.quantities
        if numbers and quantity.scale != _WHOLE and not (quantity.digits or any(map(quantity.is_as_much, there)))
    ]


def _unsaid(numbers: list[tuple[str, frozenset[int]]], said: frozenset[int], other: str) -> list[str]:
    """The numbers that the other text has neither in words nor in figures."""
    return [
        written
        for written, values in numbers
        if min(values) >= _FEWEST
        and said.isdisjoint(values)
        and not any(re.search(rf"(?<!\d){value}(?!\d)", other.replace(",", "")) for value in values)
    ]


def _other_middles(source: str, source_lang: str, target: str, lang: str) -> list[tuple[str, str]]:
    """Noon in one text for midnight in the other."""
    both = [
        {middle: match[0] for middle, words in _MIDDLES[of].items() if (match := re.search(words, text, re.IGNORECASE))}
        for text, of in ((source, source_lang), (target, lang))
    ]
    if len(both[0]) == len(both[1]) == 1 and both[0].keys() != both[1].keys():
        return [*zip(both[0].values(), both[1].values(), strict=True)]
    return []


def _read(text: str, lang: str) -> Told:
    """What a text says in words."""
    words, told = quantity_words(text, lang), Told()
    doubtful, (fair, number) = _doubtful(lang), _FAIR[lang]
    at, last = 0, -1
    while at < len(words):
        if words[at] != "ar" and words[at] not in doubtful and not may_begin(words[at], lang):
            at += 1
            continue
        halved = words[at] == "ar" and not SECOND_HALF[lang].isdisjoint(words[at + 1 : at + 2])
        told.doubtful = told.doubtful or halved or words[at] in doubtful
        values, end = numbers_at(words, at, lang)
        quantity, after = quantity_at(words, at, lang)
        if quantity is not None:
            told.quantities.append((_written(words, at, after), quantity, values))
            last = at = after
            continue
        if values and not (words[at] == number and words[at - 1 : at] and words[at - 1] in fair):
            told.doubtful = told.doubtful or last == at  # "nine thirty"
            (told.places if is_place(words[end - 1], lang) else told.numbers).append((_written(words, at, end), values))
            last = end
        at = max(end, at + 1)
    return told


def _written(words: Sequence[str], at: int, end: int) -> str:
    return " ".join(words[at:end])


@cache
def _doubtful(lang: str) -> frozenset[str]:
    return frozenset(form for word in _DOUBTFUL[lang] for form in forms(word, lang))


def _says_some(chunk: str, lang: str) -> bool:
    """Whether what stands between two spaces says a number or a part of one, in another language than this."""
    words, signs = lower_chunk(chunk), _signs(lang)
    return not signs.isdisjoint(words) or ("-" in chunk and not signs.isdisjoint("-".join(words).split("-")))


@cache
def _signs(lang: str) -> frozenset[str]:
    return frozenset(word for other in LOCALES if other != lang for word in _values(other))


def _values_of(text: str, lang: str) -> set[int]:
    """The numbers that words say, each by itself, but for one; of a part of one, how many make it, below 0.

    Nearly every translation has those of its source, and there is no more to ask.
    """
    known, found = _values_by_chunk(lang), set[int]()
    for chunk in text.split(" "):
        if values := known[chunk]:
            found |= values
    return found


def _units_of(text: str, lang: str) -> frozenset[tuple[str, int]]:
    """What the words of a text count in, each by itself."""
    known = _units_by_chunk(lang)
    return frozenset(unit for chunk in text.split(" ") if (unit := known[chunk]))


def _goes_on(text: str, lang: str) -> bool:
    """Whether a number of a text may go on behind what it counts: "tri" of "tri bachgen ar ddeg" is no three."""
    return "ar " in text and any(f"ar {half}" in text for half in SECOND_HALF[lang])


@while_running
@cache
def _values_by_chunk(lang: str) -> ByChunk[frozenset[int]]:
    known, none = _values(lang), frozenset[int]()

    def values(chunk: str) -> frozenset[int]:
        found = [known[word] for word in _LETTERS.findall(chunk.lower()) if word in known]
        return none.union(*found) if found else none

    return ByChunk(values)


@while_running
@cache
def _units_by_chunk(lang: str) -> ByChunk[tuple[str, int] | None]:
    return ByChunk(
        lambda chunk: next(filter(None, (unit_of(word, lang) for word in _LETTERS.findall(chunk.lower()))), None)
    )


@cache
def _values(lang: str) -> dict[str, frozenset[int]]:
    """What a word says by itself."""
    of_one = {word: frozenset({-by}) for word, by in parts(lang).items()}
    known = {word: values - {1} for word, values in (of_one | numbers_by_word(lang)).items()}
    return {word: values for word, values in known.items() if values and word not in _VAGUE[lang]}
