"""Days of the week and months that stand without a date: how each language names them, as data, and reads them.

A name is certain where it can be nothing else: "dydd Mawrth", and not "Mawrth", which is March and a planet as well.
"""

import re
from functools import cache
from typing import NamedTuple

from app.checks.calendar import months, weekdays
from app.checks.words import ByChunk, word_set
from app.kept import while_running
from app.mutations import forms

_DAY, _MONTH = "day", "month"
_BEFORE = {
    "cy": {_DAY: "dydd nos noson bore prynhawn pnawn", _MONTH: "mis"},
    "en": {_DAY: "", _MONTH: "in"},
}
"""Words before a name that make it certain."""
_CERTAIN = {
    "cy": word_set("Ionawr Chwefror Mehefin Gorffennaf Tachwedd Rhagfyr"),
    "en": word_set(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
        " January February June July August September October November December"
    ),
}
"""Names that are certain as they stand. "Hydref" is autumn and "Medi" reaps; April and "Ebrill" are women as well."""


class Named(NamedTuple):
    """What a text names. sure: days or months that it certainly names, each with its number; any: perhaps as well."""

    sure: dict[tuple[str, int], str]
    any: frozenset[tuple[str, int]]


def names_a_day(word: str, lang: str) -> bool:
    """Whether what stands between two spaces may name a day of the week or a month."""
    return bool(_keys_by_chunk(lang)[word])


def other_names(source: str, source_lang: str, target: str, lang: str) -> list[tuple[str, str]]:
    """The days and months that the translation names in place of others, as both texts have them.

    Only what one text certainly names, and the other in no way; and only where each has as many of them.
    """
    wanted, found = _named(source, source_lang, target), _named(target, lang, source)
    told: list[tuple[str, str]] = []
    for kind in (_DAY, _MONTH):
        lost = [name for key, name in wanted.sure.items() if key[0] == kind and key not in found.any]
        added = [name for key, name in found.sure.items() if key[0] == kind and key not in wanted.any]
        if len(lost) == len(added):
            told += zip(lost, added, strict=True)
    return told


def _named(text: str, lang: str, other: str) -> Named:
    """The days and months of a text, but for names that the other text has as well: "April", "Sheffield Wednesday"."""
    sure: dict[tuple[str, int], str] = {}
    maybe = set()
    for match in _pattern(lang).finditer(text):
        name = match["name"]
        led = [kind for kind in _BEFORE[lang] if match[kind]]
        certain = name in _certain(lang) and name not in other
        for kind, number in _keys(lang)[name.lower()]:
            maybe.add((kind, number))
            if kind in led or (certain and not led):
                sure.setdefault((kind, number), match[0])
    return Named(sure, frozenset(maybe))


def names_of_days(text: str, lang: str) -> set[tuple[str, int]]:
    """What the words of a text may name: quickly, since nearly every translation names the same."""
    known = _keys_by_chunk(lang)
    return {key for keys in map(known.__getitem__, text.split(" ")) if keys for key in keys}


@while_running
@cache
def _keys_by_chunk(lang: str) -> ByChunk[tuple[tuple[str, int], ...]]:
    name, keys = _name(lang), _keys(lang)

    def named(chunk: str) -> tuple[tuple[str, int], ...]:
        if chunk.islower():
            return ()  # a name has a capital
        return tuple(key for found in name.findall(chunk) for key in keys[found.lower()])

    return ByChunk(named)


@cache
def _name(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\b({_names(lang)})s?\b")


@cache
def _certain(lang: str) -> frozenset[str]:
    return frozenset(form.capitalize() for name in _CERTAIN[lang] for form in forms(name, lang))


@cache
def _keys(lang: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """What each name may stand for, in lower case, in any mutation."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for kind, names in ((_DAY, weekdays(lang)), (_MONTH, months(lang))):
        for name, number in names.items():
            found[name] = (*found.get(name, ()), (kind, number))
    return found


@cache
def _names(lang: str) -> str:
    return "|".join(sorted((name.capitalize() for name in _keys(lang)), key=len, reverse=True))


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    """Names with a capital, and what makes them certain."""
    leads = "".join(
        rf"(?:\b(?P<{kind}>(?i:{'|'.join(sorted(form for word in words.split() for form in forms(word, lang)))}))\s)?"
        if words
        else rf"(?P<{kind}>(?!))?"
        for kind, words in _BEFORE[lang].items()
    )
    return re.compile(rf"{leads}\b(?P<name>{_names(lang)})s?\b")
