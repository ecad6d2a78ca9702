"""Periods, money, lengths and shares: how each language names what they are counted in, as data, and reads them."""

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from app.checks.amounts import amount_at, may_begin_amount, more_at
from app.checks.calendar import months, weekdays
from app.checks.numerals import large_numbers, words_of
from app.checks.shares import share_at
from app.mutations import forms

_MINUTE, _MONTH, _PENNY, _MILE, _METRE, _WHOLE = "minute", "month", "penny", "mile", "metre", "whole"
_HOUR, _DAY, _WEEK, _YEAR = 60, 24 * 60, 7 * 24 * 60, 12
_YEARS = (52 * _WEEK, 365 * _DAY)
"""A year in minutes, as it is told in weeks or in days. How many days a month has, nobody can tell."""

_UNITS = {
    "cy": (
        ("munud", "munudau", _MINUTE, 1),
        ("awr", "oriau", _MINUTE, _HOUR),
        ("diwrnod dydd undydd", "diwrnodau dyddiau", _MINUTE, _DAY),
        ("dwyawr", "", _MINUTE, 2 * _HOUR),
        ("teirawr", "", _MINUTE, 3 * _HOUR),
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
        ("ceiniog", "ceiniogau", _PENNY, 1),
        ("punt", "punnoedd punnau", _PENNY, 100),
        ("milltir", "milltiroedd", _MILE, 1),
        ("metr", "metrau", _METRE, 1),
        ("cilometr", "cilometrau", _METRE, 1000),
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
        ("penny", "pence pennies", _PENNY, 1),
        ("pound", "pounds", _PENNY, 100),
        ("mile", "miles", _MILE, 1),
        ("metre meter", "metres meters", _METRE, 1),
        ("kilometre kilometer", "kilometres kilometers", _METRE, 1000),
    ),
}
"""What is counted in: names that mean one where no number is before them, names that then mean none, scale."""

_ONES = {
    scale: frozenset(size for units in _UNITS.values() for *_, of, size in units if of == scale)
    for scale in (_MINUTE, _MONTH, _PENNY, _MILE, _METRE)
}
_OF = {"cy": "o", "en": "of"}
"""What may stand between a number and what it counts."""
SECOND_HALF = {"cy": frozenset({"ddeg", "bymtheg", "hugain"}), "en": frozenset[str]()}
"""Words of a number that goes on with "ar" behind what it counts, as in "tri mis ar ddeg"."""
_MONEY = {"cy": (r"\1 punnoedd", r"\1 ceiniogau"), "en": (r"\1 pounds", r"\1 pence")}
"""What £1 and 50p are read as."""
_PENCE = re.compile(r"\b(\d+)[pc]\b")


class Quantity(NamedTuple):
    """So much of something. scale: what the size is counted in. digits: ("18",) of 18 months, ("1", "4") of 1 in 4."""

    scale: str
    size: Fraction
    digits: tuple[str, ...] = ()

    def is_as_much(self, other: "Quantity") -> bool:
        """Whether the two are as much of the same."""
        return self[:2] == other[:2]

    def may_be_one(self) -> bool:
        """Whether it is one of its unit, which a text may name without a number: "blwyddyn", "the year"."""
        return self.size in _ONES.get(self.scale, ())


def told_otherwise(source: str, source_lang: str, target: str, lang: str) -> tuple[Counter[str], Counter[str]]:
    """The digits of each text in what the other tells in another way: "12" of 12 months, where it has a year.

    What both tell alike is none of these: a year of which both speak says nothing of the 12 months of one.
    """
    wanted, found = quantities_of(source, source_lang), quantities_of(target, lang)
    wanted, found = wanted - found, found - wanted
    told = Counter[str](), Counter[str]()
    for before in wanted.elements():
        after = next(filter(before.is_as_much, found.elements()), None)
        if after is not None:
            found[after] -= 1
            for digits, quantity in zip(told, (before, after), strict=True):
                digits.update(quantity.digits)
    return told


def quantities_of(text: str, lang: str) -> Counter[Quantity]:
    """The periods, the money, the lengths and the shares of a text."""
    words, at = quantity_words(text, lang), 0
    found: Counter[Quantity] = Counter()
    while at < len(words):
        quantity, at = quantity_at(words, at, lang) if may_begin(words[at], lang) else (None, at + 1)
        if quantity is not None:
            found[quantity] += 1
    return found


def quantity_words(text: str, lang: str) -> list[str]:
    """The words_of() a text, with its money in words."""
    pounds, pence = _MONEY[lang]
    return words_of(_PENCE.sub(pence, _pounds(lang).sub(pounds, text)))


def may_begin(word: str, lang: str) -> bool:
    """Whether a quantity or a number may begin with one of the words_of() a text: most words are none of these."""
    return word in _units(lang) or may_begin_amount(word, lang)


def unit_of(word: str, lang: str) -> tuple[str, int] | None:
    """What a word counts in, if it does: the scale, and how much of it one is."""
    unit = _units(lang).get(word)
    return unit and unit[:2]


def quantity_at(words: Sequence[str], at: int, lang: str) -> tuple[Quantity | None, int]:
    """What begins at a word, if anything does, and where the next may begin."""
    units = _units(lang)
    # "Deuddydd" is a unit here, and no two.
    amount = None if words[at] in units else amount_at(words, at, lang)
    place = _past_of(words, amount.end, lang) if amount else at
    value, digits = amount[:2] if amount else (Fraction(1), ())
    unit = units.get(words[place]) if place < len(words) else None
    if unit and (amount or unit.alone) and not _is_named(words, place, unit, lang):
        more, end = more_at(words, place + 1, lang)
        if words[end : end + 1] == ["ar"] and not SECOND_HALF[lang].isdisjoint(words[end + 1 : end + 2]):
            return None, end
        return _quantity(unit, value + more, digits), end
    share = share_at(words, at, lang)
    if share and units.keys().isdisjoint(words[(after := _past_of(words, share.end, lang)) : after + 1]):
        return Quantity(_WHOLE, share.value, share.digits), share.end
    return None, max(at + 1, place)


def _past_of(words: Sequence[str], at: int, lang: str) -> int:
    """Where what is counted begins, behind the end of a number."""
    return at + (words[at : at + 1] == [_OF[lang]])


class _Unit(NamedTuple):
    scale: str
    size: int
    alone: bool


@cache
def _units(lang: str) -> dict[str, _Unit]:
    return {
        form: _Unit(scale, size, alone)
        for one, many, scale, size in _UNITS[lang]
        for names, alone in ((many, False), (one, True))
        for name in names.split()
        for form in forms(name, lang)
    }


@cache
def _pounds(lang: str) -> re.Pattern[str]:
    return re.compile(rf"£\s?(\d+(?:[.,]\d+)*\w*(?:\s(?:{'|'.join(large_numbers(lang))})\b)?)", re.IGNORECASE)


def _is_named(words: Sequence[str], at: int, unit: _Unit, lang: str) -> bool:
    """Whether a unit is but part of a name: "mis Mai" is May, "dydd Llun" Monday."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return (unit.size == 1 and after in months(lang)) or (unit.size == _DAY and after in weekdays(lang))


def _quantity(unit: _Unit, amount: Fraction, digits: tuple[str, ...]) -> Quantity:
    size = unit.size * amount
    if unit.scale == _MINUTE:
        for year in _YEARS:
            if size % year == 0:
                return Quantity(_MONTH, size / year * _YEAR, digits)
    return Quantity(unit.scale, size, digits)
