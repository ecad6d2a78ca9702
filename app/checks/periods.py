"""Periods of time: how each language names them, as data, and which of them a text has, in figures or in words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from app.checks.calendar import months, weekdays
from app.checks.numerals import numbers_at, words_of
from app.mutations import forms

_MINUTE, _MONTH = "minute", "month"
_HOUR, _DAY, _WEEK, _YEAR = 60, 24 * 60, 7 * 24 * 60, 12
_YEARS = (52 * _WEEK, 365 * _DAY)
"""A year in minutes, as it is told in weeks or in days. How many days a month has, nobody can tell."""

_UNITS = {
    "cy": (
        ("munud", "munudau", _MINUTE, 1),
        ("awr", "oriau", _MINUTE, _HOUR),
        ("diwrnod dydd undydd", "diwrnodau dyddiau", _MINUTE, _DAY),
        ("deuddydd", "", _MINUTE, 2 * _DAY),
        ("tridiau", "", _MINUTE, 3 * _DAY),
        ("wythnos", "wythnosau", _MINUTE, _WEEK),
        ("pythefnos", "", _MINUTE, 2 * _WEEK),
        ("mis", "misoedd", _MONTH, 1),
        ("deufis", "", _MONTH, 2),
        ("trimis", "", _MONTH, 3),
        ("blwyddyn blwydd llynedd eleni", "blynedd blynyddoedd", _MONTH, _YEAR),
        ("degawd", "degawdau", _MONTH, 10 * _YEAR),
        ("canrif", "canrifoedd", _MONTH, 100 * _YEAR),
    ),
    "en": (
        ("minute min", "minutes mins", _MINUTE, 1),
        ("hour hr", "hours hrs", _MINUTE, _HOUR),
        ("day", "days", _MINUTE, _DAY),
        ("week", "weeks", _MINUTE, _WEEK),
        ("fortnight", "fortnights", _MINUTE, 2 * _WEEK),
        ("month", "months", _MONTH, 1),
        ("year yr", "years yrs", _MONTH, _YEAR),
        ("decade", "decades", _MONTH, 10 * _YEAR),
        ("century", "centuries", _MONTH, 100 * _YEAR),
    ),
}
"""What periods are counted in: names that mean one where no number is before them, names that then mean none, scale."""

_PARTS = {
    "cy": {"hanner": Fraction(1, 2), "chwarter": Fraction(1, 4), "tri chwarter": Fraction(3, 4)},
    "en": {
        "half": Fraction(1, 2),
        "half a": Fraction(1, 2),
        "half an": Fraction(1, 2),
        "quarter of a": Fraction(1, 4),
        "quarter of an": Fraction(1, 4),
        "three quarters of a": Fraction(3, 4),
        "three quarters of an": Fraction(3, 4),
    },
}
"""Parts of one, as they are said before it."""
_MORE = {
    "cy": {"a hanner": Fraction(1, 2), "a chwarter": Fraction(1, 4), "a thri chwarter": Fraction(3, 4)},
    "en": {"and a half": Fraction(1, 2), "and a quarter": Fraction(1, 4), "and three quarters": Fraction(3, 4)},
}
"""What is added to a number, behind it or behind its unit."""
_LONGEST = 4
"""Words of a part."""
_OF = {"cy": "o", "en": "of"}
"""What may stand between a number and what it counts."""
_ORDINAL = {
    "cy": re.compile(r"(?:\w*(?:ed|ydd|edd|taf)|[ae]il)\Z"),
    "en": re.compile(r"(?:first|second|third|\w*th)\Z"),
}
"""How numbers end that do not count, but say which: "ail flwyddyn" is one year."""
_SECOND_HALF = {"cy": frozenset({"ddeg", "bymtheg", "hugain"}), "en": frozenset[str]()}
"""Words of a number that goes on with "ar" behind what it counts, as in "tri mis ar ddeg"."""
_NUMBER = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)([½¼¾]?)\Z")
_SIGNS = {"": Fraction(), "½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


class Period(NamedTuple):
    """A period of a text. scale: what its length is counted in. digits: "18" of 18 months; empty where it has none."""

    scale: str
    length: Fraction
    digits: str = ""

    def lasts(self, other: "Period") -> bool:
        """Whether the two are equally long."""
        return self[:2] == other[:2]


def told_otherwise(source: str, source_lang: str, target: str, lang: str) -> tuple[Counter[str], Counter[str]]:
    """The digits of each text in periods that the other tells in another unit: "12" of 12 months, where it has a year.

    A period that both tell alike is none of these: a year of which both speak says nothing of the 12 months of one.
    """
    wanted, found = periods_of(source, source_lang), periods_of(target, lang)
    wanted, found = wanted - found, found - wanted
    told = Counter[str](), Counter[str]()
    for before in wanted.elements():
        after = next(filter(before.lasts, found.elements()), None)
        if after is not None:
            found[after] -= 1
            for digits, period in zip(told, (before, after), strict=True):
                digits[period.digits] += 1
    return told


def periods_of(text: str, lang: str) -> Counter[Period]:
    """The periods of a text."""
    words, units = words_of(text), _units(lang)
    found: Counter[Period] = Counter()
    at = 0
    while at < len(words):
        # "Deuddydd" is a unit here, and no two.
        amount, digits, place = (None, "", at) if words[at] in units else _amount(words, at, lang)
        unit = units.get(words[place]) if place < len(words) else None
        if unit is None or (amount is None and not unit.alone) or _is_named(words, place, unit, lang):
            at = max(at + 1, place)
            continue
        more, at = _part(words, place + 1, _MORE[lang])
        if _SECOND_HALF[lang].isdisjoint(words[at + 1 : at + 2]) or words[at] != "ar":
            found[_period(unit, (Fraction(1) if amount is None else amount) + more, digits)] += 1
    return found


class _Unit(NamedTuple):
    scale: str
    length: int
    alone: bool


@cache
def _units(lang: str) -> dict[str, _Unit]:
    return {
        form: _Unit(scale, length, alone)
        for one, many, scale, length in _UNITS[lang]
        for names, alone in ((many, False), (one, True))
        for name in names.split()
        for form in forms(name, lang)
    }


def _is_named(words: Sequence[str], at: int, unit: _Unit, lang: str) -> bool:
    """Whether a unit is but part of a name: "mis Mai" is May, "dydd Llun" Monday."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return (unit.length == 1 and after in months(lang)) or (unit.length == _DAY and after in weekdays(lang))


def _period(unit: _Unit, amount: Fraction, digits: str) -> Period:
    length = unit.length * amount
    if unit.scale == _MINUTE:
        for year in _YEARS:
            if length % year == 0:
                return Period(_MONTH, length / year * _YEAR, digits)
    return Period(unit.scale, length, digits)


def _amount(words: Sequence[str], at: int, lang: str) -> tuple[Fraction | None, str, int]:
    """The number that begins at a word, its digits, and where it ends; None where it is none that counts."""
    part, place = _part(words, at, _parts(lang))
    if part:
        return part, "", place
    digits = ""
    if match := _NUMBER.match(words[at].replace(",", "")):
        digits, place = match[1], at + 1
        amount = Fraction(digits) + _SIGNS[match[2]]
    else:
        values, place = numbers_at(words, at, lang)
        if not values or _ORDINAL[lang].match(words[place - 1]):
            return None, "", place
        amount = Fraction(max(values))  # of "a hundred and two", 102
    more, place = _part(words, place, _MORE[lang])
    return amount + more, digits, place + (words[place : place + 1] == [_OF[lang]])


@cache
def _parts(lang: str) -> dict[str, Fraction]:
    return {form: part for name, part in _PARTS[lang].items() for form in forms(name, lang)}


def _part(words: Sequence[str], at: int, known: Mapping[str, Fraction]) -> tuple[Fraction, int]:
    """The part of one that begins at a word, the longest there is, and where it ends."""
    for end in range(min(at + _LONGEST, len(words)), at, -1):
        if part := known.get(" ".join(words[at:end])):
            return part, end
    return Fraction(), at
