"""What figures are of: how each language writes shares, money, lengths, weights and times beside them, as data.

What stands beside the same figure in both texts is compared: 50% is not 50, nor £5 $5, nor 5 miles 5 kilometres.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from app.checks.numerals import large_numbers
from app.checks.words import ByChunk
from app.kept import while_running
from app.mutations import forms

_PER_CENT, _PENCE = "%", "p"
_SIGNS = "£$€"
_NAMES = {
    "cy": {
        "£": "punt punnoedd punnau",
        "$": "doler doleri",
        "€": "ewro ewros",
        _PENCE: "ceiniog ceiniogau",
        "kilogram": "cilo cilogram cilogramau",
        "gram": "gram gramau",
        "tonne": "tunnell tunelli",
        "kilometre": "cilometr cilometrau",
        "metre": "metr metrau",
        "centimetre": "centimetr centimetrau",
        "millimetre": "milimetr milimetrau",
        "mile": "milltir milltiroedd",
        "foot": "troedfedd troedfeddi",
        "inch": "modfedd modfeddi",
        "litre": "litr litrau",
        "gallon": "galwyn galwyni",
        "pint": "peint peintiau",
        "hectare": "hectar hectarau",
        "acre": "erw erwau acer aceri",
        "second": "eiliad eiliadau",
        "minute": "munud munudau",
        "hour": "awr oriau",
        "day": "diwrnod diwrnodau dydd dyddiau",
        "week": "wythnos wythnosau",
        "month": "mis misoedd",
        "year": "blwyddyn blynedd blynyddoedd blwydd",
    },
    "en": {
        "£": "pound pounds",
        "$": "dollar dollars",
        "€": "euro euros",
        _PENCE: "penny pence",
        "kilogram": "kilo kilos kilogram kilograms",
        "gram": "gram grams",
        "tonne": "tonne tonnes ton tons",
        "kilometre": "kilometre kilometres kilometer kilometers",
        "metre": "metre metres meter meters",
        "centimetre": "centimetre centimetres",
        "millimetre": "millimetre millimetres",
        "mile": "mile miles",
        "foot": "foot feet",
        "inch": "inch inches",
        "litre": "litre litres",
        "gallon": "gallon gallons",
        "pint": "pint pints",
        "hectare": "hectare hectares",
        "acre": "acre acres",
        "second": "second seconds",
        "minute": "minute minutes min mins",
        "hour": "hour hours hrs",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years",
    },
}
"""What may be counted, by one name for both languages. A ton and a tonne have one word in Welsh."""
_SHORT = {
    "cy": {"c": _PENCE, "p": _PENCE, "mya": "mile an hour"},
    "en": {"p": _PENCE, "mph": "mile an hour"},
}
"""Short for what is counted, as it stands; "m" may be a million, and "l" a figure."""
_SHORT_IN_BOTH = {
    "kg": "kilogram",
    "g": "gram",
    "mg": "milligram",
    "km": "kilometre",
    "cm": "centimetre",
    "mm": "millimetre",
    "ml": "millilitre",
    "ha": "hectare",
    "ft": "foot",
    "kph": "kilometre an hour",
    "°C": "°C",
    "°F": "°F",
    "kW": "kW",
    "MW": "MW",
    "GW": "GW",
    "MB": "MB",
    "GB": "GB",
    "TB": "TB",
}
_AN_HOUR = {"cy": r"yr awr", "en": r"(?:an|per) hour"}
_OF = {"cy": "o", "en": "of"}
_SHARE_NAME = {"cy": "y cant|per cent", "en": "per ?cent"}
_SHARES = {"cy": r"y cant|per cent|canran|ganran|chanran|nghanran|\bpwynt", "en": r"per ?cent|\bpoints?\b|\dpc\b"}
"""What says anywhere in a text that a figure is a share of a hundred."""
_BELOW = {
    "cy": r"min[wu]s|dan|islaw|is na|negyddol|rhew",
    "en": r"minus|below|under|negative|freezing|frost",
}
"""What says without a sign that a figure is below nothing."""
_DEGREES = {"cy": r"°|gradd|radd", "en": r"°|degrees?\b"}

_DASH = "-–−"
_NUMBER = r"\d(?<![^\W_]\d)\d*(?:[.,:]\d+)*"
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_TAIL = re.compile(r"(\d\d*(?:[.,:]\d+)*)(?:[\s-]?([a-zA-Z%°]+))?")


class Tails(NamedTuple):
    """numbers: of a text as they stand, sorted. kinds: what is counted right behind them, sorted.

    words: what stands right behind them, in order; empty where nothing does.
    """

    numbers: list[str]
    kinds: list[str]
    words: list[str]


class Measure(NamedTuple):
    """A figure with what it is of. kind: empty where nothing is beside it. sign: whether a sign tells it, no word."""

    written: str
    kind: str
    sign: bool
    minus: bool


def tails_of(text: str, lang: str) -> Tails:
    """The numbers of a text, and what stands behind them: quickly, to know whether there is anything to compare."""
    found, known = _TAIL.findall(text), _kind_of_tail(lang)
    words = [word for _, word in found]
    return Tails(sorted([number for number, _ in found]), sorted(filter(None, map(known.__getitem__, words))), words)


def may_differ(source: str, target: str) -> bool:
    """Whether the signs of two texts, which tails_of() does not see, are not the same; or there are degrees."""
    return (
        "°" in source
        or "degree" in source
        or "radd" in source
        or source.count("£") != target.count("£")
        or source.count("$") != target.count("$")
        or source.count("€") != target.count("€")
    )


def other_measures(source: str, source_lang: str, target: str, lang: str) -> Iterator[tuple[str, str]]:
    """The figures of both texts that are of something else in the translation, as both have them."""
    wanted, found = _measures_of(source, source_lang), _measures_of(target, lang)
    for digits in wanted.keys() & found.keys():
        before, after = wanted[digits], found[digits]
        if len(before) != len(after):
            continue  # one of them may be in words, or of something that we do not know
        kinds, others = ({each.kind for each in measures if each.kind} for measures in (before, after))
        if kinds and others:
            differs = kinds.isdisjoint(others)
        else:
            differs = _is_lost(before, target, lang, after) or _is_lost(after, source, source_lang, before)
        if differs or _lacks_minus(before, after, target, lang) or _lacks_minus(after, before, source, source_lang):
            yield _told(before), _told(after)


def _told(measures: list[Measure]) -> str:
    return next((each.written for each in measures if each.kind or each.minus), measures[0].written)


def _is_lost(measures: list[Measure], other: str, lang: str, others: list[Measure]) -> bool:
    """Whether a sign of the figures of one text is in no way in the other."""
    signs = {each.kind for each in measures if each.sign}
    if not signs or any(each.kind for each in others):
        return False
    if _PER_CENT in signs:
        return not _percent(lang).search(other)
    return not _money(lang).search(other)


def _lacks_minus(measures: list[Measure], others: list[Measure], other: str, lang: str) -> bool:
    """Whether a temperature below nothing is none in the other text."""
    if not any(each.minus and _degrees(lang).search(other) for each in measures) or any(e.minus for e in others):
        return False
    return not re.search(rf"[{_DASH}]\s?\d", other) and not re.search(_BELOW[lang], other, re.IGNORECASE)


def _measures_of(text: str, lang: str) -> dict[str, list[Measure]]:
    """The figures of a text with what they are of, by their digits."""
    kinds, found = _kind_of_tail(lang), defaultdict[str, list[Measure]](list)
    for match in _pattern(lang).finditer(text):
        beside = match["short"] or match["short2"] or match["name"] or ""
        kind = match["sign"] or (_PER_CENT if match["percent"] else kinds[beside])
        if match["speed"]:
            kind = f"{kind} an hour"
        minus = match["minus"] is not None and _degrees(lang).match(text, match.end("number")) is not None
        found[_THOUSANDS.sub("", match["number"])].append(
            Measure(match[0].strip(), kind, bool(kind) and not beside, minus)
        )
    return found


@while_running
@cache
def _kind_of_tail(lang: str) -> ByChunk[str]:
    """What a word behind a number says that is counted; empty where it says nothing of the kind."""
    short, names = {_PER_CENT: _PER_CENT} | _SHORT_IN_BOTH | _SHORT[lang], _names(lang)
    return ByChunk(lambda tail: short.get(tail) or names.get(tail.lower(), ""))


@cache
def _names(lang: str) -> dict[str, str]:
    return {form: kind for kind, words in _NAMES[lang].items() for word in words.split() for form in forms(word, lang)}


@cache
def _money(lang: str) -> re.Pattern[str]:
    names = "|".join(name for name, kind in _names(lang).items() if kind in {*_SIGNS, _PENCE})
    return re.compile(rf"[{_SIGNS}]|\d[pc]\b|\b(?:GBP|USD|EUR|{names})\b", re.IGNORECASE)


@cache
def _percent(lang: str) -> re.Pattern[str]:
    return re.compile(rf"%|{_SHARES[lang]}", re.IGNORECASE)


@cache
def _degrees(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{_DEGREES[lang]})", re.IGNORECASE)


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    space = r"[ \N{NO-BREAK SPACE}-]"
    short = {**_SHORT_IN_BOTH, **_SHORT[lang]}
    touching, apart = "|".join(short), "|".join(each for each in short if len(each) > 1)
    return re.compile(
        rf"(?P<minus>(?<![^\s(])[{_DASH}])?(?P<sign>[{_SIGNS}])?\s?(?P<number>{_NUMBER})"
        rf"(?:\s?(?i:{'|'.join(large_numbers(lang))}|k|mn?|bn)\b)?"
        rf"(?:(?P<percent>\s?%|{space}(?i:{_SHARE_NAME[lang]})\b)"
        rf"|(?:(?<=\d)(?P<short>{touching})|{space}(?P<short2>{apart}))\b"
        rf"|{space}(?:{_OF[lang]}\s)?(?P<name>(?i:{'|'.join(sorted(_names(lang), key=len, reverse=True))}))\b"
        rf")?(?P<speed>\s(?:{_AN_HOUR[lang]})\b|/h\b)?"
    )
