"""How each language writes times, dates and small numbers, as data, and what a text has of them."""

import re
from collections import Counter
from functools import cache

from babel.dates import get_month_names

from app.checks.words import ByChunk
from app.kept import while_running
from app.locales import LOCALES
from app.mutations import forms

NUMBER_WORDS = {
    "cy": (
        "un",
        "dau dwy",
        "tri tair",
        "pedwar pedair",
        "pump pum",
        "chwech chwe",
        "saith",
        "wyth",
        "naw",
        "deg deng",
        "unarddeg",
        "deuddeg deuddeng",
        "",
        "",
        "pymtheg",
        "",
        "",
        "deunaw",
        "",
        "ugain",
    ),
    "en": (
        "one",
        "two twice both",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve dozen",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ),
}
"""Words for 1 to 20, by language; those of two words are left out."""

ORDINAL = r"(?:st|nd|rd|th|af|ain|fed|eg|il|ydd|ed)"
"""What follows a number that says the how-manieth, in either language."""

_HALVES = {"cy": r"y\.?[bhp]\b\.?", "en": r"[ap]\.?m\b\.?"}
"""What follows a time of the 12-hour clock; "am" is another word in Welsh."""

_TIMES = {
    lang: re.compile(rf"\b(1[0-2]|0?[1-9])(?:[.:]([0-5]\d))?\s?{half}", re.IGNORECASE) for lang, half in _HALVES.items()
}
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[.:]([0-5]\d)(?![.:,]?\d)")
_NUMBER = re.compile(r"\d(?<![^\W_]\d)\d*(?:[.,:]\d+)*")
"""A number; digits in a name such as I18N are none. With a digit at its beginning it is found in half the time."""

_NOTHING = {"cy": frozenset({"sero", "dim", "ddim"}), "en": frozenset({"zero", "no", "none", "nothing"})}
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_HALF_DAY = 12 * 60
_BESIDE = 2
"""Words between spaces that a date has before its month or after it: "3ydd o Fawrth", "May 3, 2026"."""

_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_IN_FIGURES = re.compile(r"\d-\d\d-\d|\d/\d\d?/\d")

Date = tuple[int, int, int]
"""Day, month, year; 0 for what the text does not say."""


def numbers_of(text: str, lang: str) -> Counter[str]:
    """The numbers of a text: "1234" for 1,234; "t570" for 9.30am, 09:30 and 21.30, in minutes of half a day."""
    found: Counter[str] = Counter()

    def time(match: re.Match[str]) -> str:
        found[_minutes(match[1], match[2])] += 1
        return " "

    if ":" in text or "." in text or "m" in text or "y" in text:
        text = _CLOCK.sub(time, _TIMES[lang].sub(time, text))
    found.update(_THOUSANDS.sub("", number) for number in _NUMBER.findall(text))
    return found


def says_in_words(number: str, text: str, lang: str) -> bool:
    """Whether a text has a small number, or a full hour, as a word, or as a number where the other has a time."""
    if number.startswith("t"):
        hour, minutes = divmod(int(number[1:]), 60)
        return not minutes and (re.search(rf"\b0?{hour or 12}\b", text) is not None or _has(hour or 12, text, lang))
    if number.isdigit() and len(number) < 3 and _has(int(number), text, lang):
        return True
    return re.search(rf"[^\W\d_]{re.escape(number)}\b", text) is not None  # a part of a name, as in H3


def dates_of(text: str, lang: str) -> list[Date]:
    """The dates of a text that name a month, and those in figures, in order."""
    dated, chunks = _dated_by_chunk(lang), text.split(" ")
    near = [at for at, chunk in enumerate(chunks) if dated[chunk]]
    if not near:
        return []
    # What is far from the first and the last month is no part of a date, and would take long to look through.
    text = " ".join(chunks[max(near[0] - _BESIDE, 0) : near[-1] + _BESIDE + 1])
    if not _DIGIT.search(text):
        return []  # "may", more often than not
    found = [(match.start(), _date(match, lang)) for match in _date_pattern(lang).finditer(text)]
    return [date for _, date in sorted(found)]


def may_be_of_a_date(word: str) -> bool:
    """Whether a word is the name of a month in some language, or a date in figures."""
    bare = word.strip(".,;:()“”‘’'\"").lower()
    return any(bare in months(lang) for lang in LOCALES) or _IN_FIGURES.search(word) is not None


def _minutes(hour: str, minutes: str | None) -> str:
    return f"t{(int(hour) * 60 + int(minutes or 0)) % _HALF_DAY}"


def _has(number: int, text: str, lang: str) -> bool:
    if not number:
        return not _NOTHING[lang].isdisjoint(re.findall(r"\w+", text.lower()))
    words = _number_words(lang)
    return 0 < number <= len(words) and not words[number - 1].isdisjoint(re.findall(r"\w+", text.lower()))


@cache
def _number_words(lang: str) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(form for word in words.split() for form in forms(word, lang)) for words in NUMBER_WORDS[lang]
    )


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
    known = _months_by_chunk(lang)
    return [month for chunk in text.split(" ") for month in known[chunk]]


@while_running
@cache
def _months_by_chunk(lang: str) -> ByChunk[tuple[int, ...]]:
    known = months(lang)
    return ByChunk(lambda chunk: tuple(known[word] for word in _LETTERS.findall(chunk.lower()) if word in known))


@while_running
@cache
def _dated_by_chunk(lang: str) -> ByChunk[bool]:
    named = _months_by_chunk(lang)
    return ByChunk(lambda chunk: bool(named[chunk]) or _IN_FIGURES.search(chunk) is not None)


@cache
def _date_pattern(lang: str) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months(lang)), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<day>\d{{1,2}}){ORDINAL}?,?\s(?:(?:of|o|fis)\s)?(?P<month>{names})\b\.?(?:,?\s(?P<year>\d{{4}})\b)?"
        rf"|\b(?P<month2>{names})\.?\s(?P<day2>\d{{1,2}}){ORDINAL}?\b(?:,?\s(?P<year2>\d{{4}})\b)?"
        rf"|\b(?P<month3>{names})\s(?P<year3>\d{{4}})\b"
        r"|\b(?P<year4>\d{4})-(?P<month4>\d\d)-(?P<day4>\d\d)\b"
        r"|\b(?P<day5>\d{1,2})/(?P<month5>\d{1,2})/(?P<year5>\d{4})\b",
        re.IGNORECASE,
    )


def _date(match: re.Match[str], lang: str) -> Date:
    groups = {name.rstrip("2345"): text for name, text in match.groupdict().items() if text is not None}
    month = groups["month"].lower()
    number = int(month) if month.isdigit() else months(lang)[month]
    return int(groups.get("day", 0)), number, int(groups.get("year", 0))
