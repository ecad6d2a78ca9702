"""How many: how each language says numbers with their parts, and parts of one alone, as data; and reads them."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from app.checks.numerals import first_words, is_place, large_numbers, numbers_at
from app.mutations import forms

_PARTS = {
    "cy": {"hanner": 2, "traean": 3, "chwarter": 4},
    "en": {
        "half halves": 2,
        "third thirds": 3,
        "quarter quarters": 4,
        "fifth fifths": 5,
        "sixth sixths": 6,
        "seventh sevenths": 7,
        "eighth eighths": 8,
        "ninth ninths": 9,
        "tenth tenths": 10,
    },
}
"""Parts of one, by how many of them one has."""
_ALONE = {"cy": frozenset({"hanner", "traean", "chwarter"}), "en": frozenset({"half", "quarter"})}
"""Parts that need no number before them, nor "a": "third" is a place in a row as well."""
_ONE = {"cy": frozenset[str](), "en": frozenset({"a"})}
_LEAD = {"cy": ("",), "en": ("of a", "of an", "a", "an", "")}
"""What may stand between a part and what it is a part of: "quarter of an hour", "half a mile"."""
_MORE = {
    "cy": {"a hanner": Fraction(1, 2), "a chwarter": Fraction(1, 4), "a thri chwarter": Fraction(3, 4)},
    "en": {"and a half": Fraction(1, 2), "and a quarter": Fraction(1, 4), "and three quarters": Fraction(3, 4)},
}
"""What is added to a number, behind it or behind its unit."""
_LONGEST = 3
"""Words of what is added."""
_NUMBER = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)([½¼¾]?)\Z")
_SIGNS = {
    "": Fraction(),
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
}


class Amount(NamedTuple):
    """How many a text says there are. digits: as its figures have them: "18" of 18. end: the word after it, from 0."""

    value: Fraction
    digits: tuple[str, ...]
    end: int


def may_begin_amount(word: str, lang: str) -> bool:
    """Whether an amount may begin with a word."""
    return word in first_words(lang) or word in parts(lang) or word in _ONE[lang] or word in _SIGNS or word[0].isdigit()


def amount_at(words: Sequence[str], at: int, lang: str) -> Amount | None:
    """The amount that begins at one of the words_of() a text; None where none that counts does."""
    number, part = _number_at(words, at, lang), part_at(words, at, lang)
    if part and (number is None or part.end > number.end):
        return part
    if number is None:
        return None
    more, end = more_at(words, number.end, lang)
    return Amount(number.value + more, number.digits, end)


def part_at(words: Sequence[str], at: int, lang: str) -> Amount | None:
    """The part of one that begins at a word: "hanner", "tri chwarter", "two thirds of a"."""
    if words[at] in _SIGNS:
        return Amount(_SIGNS[words[at]], (), at + 1)
    count = Amount(Fraction(1), (), at + 1) if words[at] in _ONE[lang] else _number_at(words, at, lang)
    if count is None or count.end == len(words) or words[count.end] not in parts(lang):
        if words[at] not in _alone(lang):
            return None
        count = Amount(Fraction(1), (), at)
    value = count.value / parts(lang)[words[count.end]]
    if not 0 < value < 1:
        return None
    end = count.end + 1
    lead = next(each for each in map(str.split, _LEAD[lang]) if [*words[end : end + len(each)]] == each)
    return Amount(value, count.digits, end + len(lead))


def more_at(words: Sequence[str], at: int, lang: str) -> tuple[Fraction, int]:
    """What is added to a number at a word behind it, and where that ends."""
    return _longest(words, at, _MORE[lang])


def _number_at(words: Sequence[str], at: int, lang: str) -> Amount | None:
    if match := _NUMBER.match(words[at].replace(",", "")):
        by = large_numbers(lang).get(words[at + 1]) if at + 1 < len(words) else None
        value = (Fraction(match[1]) + _SIGNS[match[2]]) * (by or 1)
        return Amount(value, (match[1],), at + 1 + (by is not None))
    values, end = numbers_at(words, at, lang)
    if not values or is_place(words[end - 1], lang):
        return None
    return Amount(Fraction(max(values)), (), end)  # of "a hundred and two", 102


def _longest(words: Sequence[str], at: int, known: Mapping[str, Fraction]) -> tuple[Fraction, int]:
    for end in range(min(at + _LONGEST, len(words)), at, -1):
        if part := known.get(" ".join(words[at:end])):
            return part, end
    return Fraction(), at


@cache
def parts(lang: str) -> dict[str, int]:
    """Words for parts of one, in any form, by how many of them one has."""
    return {form: by for names, by in _PARTS[lang].items() for name in names.split() for form in forms(name, lang)}


@cache
def _alone(lang: str) -> frozenset[str]:
    return frozenset(form for name in _ALONE[lang] for form in forms(name, lang))
