"""How each language writes dates and days of the week, as data, and what a text has of them."""

import re
from functools import cache
from typing import NamedTuple

from babel.dates import get_day_names, get_month_names

from app.checks.figures import ORDINAL
from app.checks.words import ByChunk
from app.kept import while_running
from app.locales import LOCALES
from app.mutations import forms

Date = tuple[int, int, int]
"""Day, month, year; 0 for what the text does not say."""


class Dated(NamedTuple):
    """A date of a text. weekday: as the text names it just before the date, from 0 for Monday; -1 if it does not."""

    date: Date
    weekday: int


_BEFORE_WEEKDAY = {"cy": "dydd nos bore prynhawn pnawn", "en": ""}
"""Words before a day of the week, which may look like a month: "Mawrth" is March, and "dydd Mawrth" Tuesday."""

_BEFORE, _AFTER = 5, 2
"""Words between spaces that a date has before its month or after it: "dydd Iau y 3ydd o Fawrth", "May 3, 2026"."""
_WEEKDAY_LENGTH = 24
"""Letters that a day of the week, with what is between it and the date, has at most."""

_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_IN_FIGURES = re.compile(r"\d-\d\d-\d|\d[/.]\d\d?[/.]\d")
_FIGURES = (
    r"\b(?P<year4>\d{4})-(?P<month4>\d\d)-(?P<day4>\d\d)\b"
    r"|\b(?P<day5>\d{1,2})[/.](?P<month5>\d{1,2})[/.](?P<year5>\d{4})\b"
)
_SHORT_YEAR = re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d\d)(?![/.]?\d)")
"""A date such as 31/12/25; it may be something else, unless the other text has that date."""
_CENTURY = 2000
_ALL_IN_FIGURES = re.compile(_FIGURES)
_CAPITAL = "(?-i:(?=[A-Z]))"
"""Months and days of the week have one: "mai" is "that it is" in Welsh, and "may" a verb."""


def dates_of(text: str, lang: str) -> list[Dated]:
    """The dates of a text that name a month, and those in figures, in order."""
    dated, chunks = _dated_by_chunk(lang), text.split(" ")
    near = [at for at, chunk in enumerate(chunks) if dated[chunk]]
    if not near:
        return []
    # What is far from the first and the last month is no part of a date, and would take long to look through.
    text = " ".join(chunks[max(near[0] - _BEFORE, 0) : near[-1] + _AFTER + 1])
    if not _DIGIT.search(text):
        return []  # "may", more often than not
    return [Dated(_date(match, lang), _weekday(match, lang)) for match in _date_pattern(lang).finditer(text)]


def without_months(text: str, lang: str, other: str, other_lang: str) -> str:
    """A text with its dates in figures as they are said, "1 2024" of 01/05/2024, where another text has them too."""
    if not _IN_FIGURES.search(text):
        return text
    known = {each.date for each in dates_of(other, other_lang)}
    known |= {_short_date(match) for match in _SHORT_YEAR.finditer(other)}

    def said(match: re.Match[str]) -> str:
        date = _date(match, lang) if match.re is _ALL_IN_FIGURES else _short_date(match)
        return f"{date[0]} {date[2]}" if date in known else match[0]

    return _SHORT_YEAR.sub(said, _ALL_IN_FIGURES.sub(said, text))


def _short_date(match: re.Match[str]) -> Date:
    day, month, year = map(int, match.groups())
    return day, month, _CENTURY + year


def may_be_of_a_date(word: str) -> bool:
    """Whether a word is the name of a month in some language, or a date in figures."""
    if _IN_FIGURES.search(word):
        return True
    if word.islower():
        return False  # a month has a capital; "may" has none
    bare = word.strip(".,;:()“”‘’'\"").lower()
    return any(bare in months(lang) for lang in LOCALES)


@cache
def months(lang: str) -> dict[str, int]:
    """Every name of a month in a language, whole or short, in any mutation, in lower case (CLDR)."""
    found: dict[str, int] = {}
    for width in ("abbreviated", "wide"):
        for number, name in get_month_names(width, locale=LOCALES[lang].code).items():
            if len(name) > 2:
                found |= dict.fromkeys(forms(name.rstrip("."), lang), number)
    return found


def months_of(text: str, lang: str) -> list[int]:
    """The months that the words of a text name, in order."""
    chunks, leads = text.split(" "), _leads(lang)
    found = [*map(_months_by_chunk(lang).__getitem__, chunks)]
    return [
        month
        for at, named in enumerate(found)
        if named and not (at and chunks[at - 1].lower() in leads)
        for month in named
    ]


@cache
def _leads(lang: str) -> frozenset[str]:
    return frozenset(form for word in _BEFORE_WEEKDAY[lang].split() for form in forms(word, lang))


@while_running
@cache
def _months_by_chunk(lang: str) -> ByChunk[tuple[int, ...]]:
    known = months(lang)
    return ByChunk(
        lambda chunk: tuple(
            known[word.lower()] for word in _LETTERS.findall(chunk) if word[0].isupper() and word.lower() in known
        )
    )


@while_running
@cache
def _dated_by_chunk(lang: str) -> ByChunk[bool]:
    named = _months_by_chunk(lang)
    return ByChunk(lambda chunk: bool(named[chunk]) or _IN_FIGURES.search(chunk) is not None)


@cache
def _date_pattern(lang: str) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months(lang)), key=len, reverse=True))
    joint = r"(?:(?:of|o|fis)\s)?"
    no_weekday = "".join(rf"(?<!\b{lead}\s)" for lead in sorted(_leads(lang)))
    no_month = rf"(?!,?\s{joint}{_CAPITAL}(?:{names})\b)"
    return re.compile(
        rf"\b(?P<day>\d{{1,2}}){ORDINAL}?,?\s{joint}{_CAPITAL}(?P<month>{names})\b\.?(?:,?\s(?P<year>\d{{4}})\b)?"
        rf"|\b{no_weekday}{_CAPITAL}(?P<month2>{names})\.?\s(?P<day2>\d{{1,2}}){ORDINAL}?\b{no_month}"
        rf"(?:,?\s(?P<year2>\d{{4}})\b)?"
        rf"|\b{_CAPITAL}(?P<month3>{names})\s(?P<year3>\d{{4}})\b"
        rf"|{_FIGURES}",
        re.IGNORECASE,
    )


def _date(match: re.Match[str], lang: str) -> Date:
    groups = {name.rstrip("2345"): text for name, text in match.groupdict().items() if text is not None}
    month = groups["month"].lower()
    number = int(month) if month.isdigit() else months(lang)[month]
    return int(groups.get("day", 0)), number, int(groups.get("year", 0))


def _weekday(match: re.Match[str], lang: str) -> int:
    before = match.string[max(0, match.start() - _WEEKDAY_LENGTH) : match.start()]
    found = _weekday_pattern(lang).search(before)
    return weekdays(lang)[found[1].lower()] if found else -1


@cache
def weekdays(lang: str) -> dict[str, int]:
    """Every name of a day of the week, as months(); of "Dydd Llun", the last word."""
    found: dict[str, int] = {}
    for width in ("abbreviated", "wide"):
        for number, name in get_day_names(width, locale=LOCALES[lang].code).items():
            found |= dict.fromkeys(forms(name.split()[-1].rstrip("."), lang), number)
    return found


def names_weekday(text: str, lang: str) -> bool:
    """Whether a word of a text may be the name of a day of the week."""
    return any(map(_weekday_by_chunk(lang).__getitem__, text.split(" ")))


@while_running
@cache
def _weekday_by_chunk(lang: str) -> ByChunk[bool]:
    names = weekdays(lang).keys()
    return ByChunk(lambda chunk: not names.isdisjoint(map(str.lower, _LETTERS.findall(chunk))))


@cache
def _weekday_pattern(lang: str) -> re.Pattern[str]:
    names = "|".join(sorted(weekdays(lang), key=len, reverse=True))
    return re.compile(rf"\b{_CAPITAL}({names})\.?,?\s(?:(?:the|y|yr)\s)?\Z", re.IGNORECASE)


def written(dated: Dated, lang: str) -> str:
    """A date as a calendar of the language has it: "21 October 2016"."""
    day, month, year = dated.date
    name = get_month_names("wide", locale=LOCALES[lang].code).get(month, str(month))
    weekday = get_day_names("wide", locale=LOCALES[lang].code).get(dated.weekday, "")
    return f"{weekday} {day or ''} {name} {year or ''}".strip()
