"""How each language writes numbers and times in figures, as data, and what a text has of them."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from app.checks.hours import minutes_past, past_an_hour, says_time
from app.checks.numerals import says, says_and_a_half
from app.checks.words import word_set

ORDINAL = r"(?:st|nd|rd|th|af|ain|fed|eg|il|ydd|ed)"
"""What follows a number that says the how-manieth, in either language."""

AM, PM = "am", "pm"
_HALVES = {
    "cy": {
        AM: r"y\.?b\b\.?|(?:yn\s)?y\sbore\b|(?<=\d)am\b|a\.m\b\.?",
        PM: r"y\.?[hp]\b\.?|(?:yn\s)?y\sprynhawn\b|yr\shwyr\b|p\.?m\b\.?",
        "": r"(?:hanner|canol)\sdydd\b|(?:hanner|canol)\snos\b",
    },
    "en": {
        AM: r"a\.?m\b\.?|in\sthe\smorning\b",
        PM: r"p\.?m\b\.?|in\sthe\s(?:afternoon|evening)\b",
        "": r"noon\b|midday\b|midnight\b",
    },
}
"""What follows a time of the 12-hour clock, by half of the day. "am" is another word in Welsh, unless it touches."""

_BEGIN_HALVES = {"cy": word_set("a am o p pm y yb yh yn yp yr"), "en": word_set("a am in o p pm")}
"""What stands right behind the number of such a time, or of one with "o’clock": letters, up to the first other sign."""

_HOUR = r"([0-9](?<!\w[0-9])(?:(?<=1)[0-2]|(?<=0)[1-9]|(?<!0)))"
"""1 to 12, alone. With a digit at its beginning it is found in a third of the time."""
_OCLOCK = r"(?:\so[’']r\sgloch|\so[’']clock)?"
_TIMES = {
    lang: re.compile(
        rf"{_HOUR}(?:[.:]([0-5]\d))?{_OCLOCK}\s?(?:({halves[AM]})|({halves[PM]})|{halves['']})", re.IGNORECASE
    )
    for lang, halves in _HALVES.items()
}
_CLOCK = re.compile(r"\b(?<!\d[.,:])([01]?\d|2[0-3])([.:])([0-5]\d)(?![.:,]?\d)")
_OF_FOUR = re.compile(r"([01]\d|2[0-3])([0-5]\d)\Z")
"""A time of the 24-hour clock without a point, as the police write it: the number of "0830hrs"."""
_HALF_MORE = re.compile(r"(\d{1,3})\.5\Z")
_DECADE = re.compile(r"\b19(\d0)(?:[’']?s|au)\b")
_NUMBER = r"\d(?<![^\W_]\d)\d*(?:[.,:]\d+)*"
"""A number; digits in a name such as I18N are none. With a digit at its beginning it is found in half the time."""

_SCALES = {
    "cy": {"mil": 3, "fil": 3, "k": 3, "miliwn": 6, "filiwn": 6, "m": 6, "mn": 6, "biliwn": 9, "bn": 9},
    "en": {"thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9},
}
"""Words after a number that stand for so many noughts."""

_MEASURED = {
    "cy": r"milltir|metr|gradd|pwynt|y\scant|tunnell|litr|hectar|acer|erw",
    "en": r"miles?|met(?:re|er)s?|degrees?|points?|per\scent|percent|tonnes?|tons?|litres?|hectares?|acres?",
}
"""Words after a number that make it a decimal, and no time."""
_UNITS = r"[cmk]?m|[mk]?g|m?l|mph|mya"

_NUMBERED = {"cy": "fersiwn|pennod|bennod|adran|ffigur|tabl|dabl", "en": "version|chapter|section|figure|table"}
"""Words before a number that make it one of a series, and no time."""

_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_NAME = re.compile(r"[^\W\d_]+(\d+)")
_CODE = re.compile(r"(?<![\w/.@])([A-Z]{1,4})(\d+)(?!\S*[/@])")
_SPACED = re.compile(r"\d(?<![\d.,:/-]\d)\d*(?:[ \N{NO-BREAK SPACE}]\d+)*(?![\d/:-]|[.,]\d)")
_HALF_DAY = 12 * 60
_MOST_DIGITS = 12
"""Of a number that anybody says in words."""


class Figure(NamedTuple):
    """A number of a text, or a time.

    digits: "1234" of 1,234, "2.5"; empty for what is certainly a time. whole: "2500000" of 2.5 million, "80" of the
    1980s; else as digits.
    minute: of half a day, where it is a time or may be one; else -1.
    half: AM, PM, or empty where the text does not tell: few people agree on 12am.
    """

    digits: str = ""
    whole: str = ""
    minute: int = -1
    half: str = ""

    def __str__(self) -> str:
        if self.digits:
            return self.digits
        hour, minutes = divmod(self.minute, 60)
        return f"{hour + 12 * (self.half == PM):02}:{minutes:02}" if self.half else f"{hour or 12}:{minutes:02}"

    def may_be(self, other: "Figure") -> bool:
        """Whether this may be the other, written in another way: 2.5m and 2,500,000; 9pm, 21:00 and 9 o’clock."""
        if self.digits and self.whole == other.whole:
            return True
        if self.digits and self.digits == other.digits:
            # "5m" may be 5 metres; but what both say in thousands or millions is as much in both.
            return self.whole == self.digits or other.whole == other.digits
        if self.minute >= 0 and other.minute >= 0:
            return self.minute == other.minute and {self.half, other.half} != {AM, PM}
        return _is_clock(self.digits, other) or _is_clock(other.digits, self)

    def said(self, text: str, lang: str) -> bool:
        """Whether a text has it in words."""
        if self.minute >= 0 and says_time(self.minute, text, lang):
            return True
        if (match := _HALF_MORE.match(self.digits)) and says_and_a_half(int(match[1]), text, lang):
            return True
        return any(
            number.isdecimal() and len(number) <= _MOST_DIGITS and says(int(number), text, lang)
            for number in {self.digits, self.whole}
        )


def _is_clock(digits: str, time: Figure) -> bool:
    """Whether digits without a point or a half of the day may be a time: 9 of 9pm, 2130 of 21:30."""
    if not time.digits and digits.isdecimal() and len(digits) < 3 and int(digits) % 12 * 60 == time.minute:
        return True
    match = _OF_FOUR.match(digits)
    return match is not None and _minute(match[1], match[2]) == time.minute and {_half(match[1]), time.half} != {AM, PM}


def says_more(words: Iterable[str], lang: str) -> bool:
    """Whether one of the words right behind the numbers of a text may tell the half of a day, or stand for noughts.

    Without one, halves_of() and has_scales() find nothing.
    """
    return not _telling(lang).isdisjoint(map(str.lower, words))


def halves_of(text: str, lang: str) -> list[tuple[str, str]]:
    """The hours of which a text tells the half of the day, as they stand, each with its half, sorted."""
    return sorted((match[1], AM if match[3] else PM) for match in _TIMES[lang].finditer(text) if match[3] or match[4])


def has_scales(text: str, lang: str) -> bool:
    """Whether a number of a text may be followed by what stands for noughts."""
    return _scale(lang).search(text) is not None


def figures_of(text: str, lang: str) -> Counter[Figure]:
    """The numbers and times of a text."""
    found: Counter[Figure] = Counter()

    def past(match: re.Match[str]) -> str:
        hour = match[match.re.groups]
        found[Figure(hour, hour, minutes_past(match, lang))] += 1
        return " "

    def half_day(match: re.Match[str]) -> str:
        hour, minutes, am, pm = match.groups()
        half = "" if hour == "12" else AM if am else PM if pm else ""
        found[Figure(minute=_minute(hour, minutes), half=half)] += 1
        return " "

    def clock(match: re.Match[str]) -> str:
        hour, point, minutes = match.groups()
        if point == "." and _is_measured(match, lang):
            return match[0]
        digits = match[0] if point == "." else ""
        found[Figure(digits, digits, _minute(hour, minutes), _half(hour))] += 1
        return " "

    def decade(match: re.Match[str]) -> str:
        found[Figure(f"19{match[1]}", match[1])] += 1
        return " "

    text = _DECADE.sub(decade, text)
    text = _CLOCK.sub(clock, _TIMES[lang].sub(half_day, past_an_hour(lang).sub(past, text)))
    found.update(_figure(number, scale, lang) for number, scale in _scaled(lang).findall(text))
    return found


def names_of(text: str) -> Counter[str]:
    """The names of a text that have digits, such as "m4" for M4."""
    return Counter(match[0].lower() for match in _NAME.finditer(text))


def is_in(figure: Figure, names: Counter[str]) -> bool:
    """Whether a number is that of a name: what one text calls a heading 3, the other may call H3."""
    return any(match is not None and match[1] == figure.digits for match in map(_NAME.fullmatch, names))


def codes_of(text: str) -> Counter[tuple[str, str]]:
    """What capitals and digits make the name of in a text, such as ("A", "470"); not in an address."""
    return Counter((match[1], match[2]) for match in _CODE.finditer(text))


def spaced_alike(source: str, target: str) -> tuple[str, str]:
    """Both texts, without the spaces in numbers that the two have with other ones: "0800 1111" and "08001111"."""
    runs = [{"".join(each.split()) for each in _SPACED.findall(text)} for text in (source, target)]
    both = runs[0] & runs[1]

    def closed(match: re.Match[str]) -> str:
        run = "".join(match[0].split())
        return run if run in both else match[0]

    return _SPACED.sub(closed, source), _SPACED.sub(closed, target)


def _minute(hour: str, minutes: str | None) -> int:
    return (int(hour) * 60 + int(minutes or 0)) % _HALF_DAY


def _half(hour: str) -> str:
    """The half of the day that an hour of the 24-hour clock tells."""
    return PM if int(hour) > 12 else AM if hour.startswith("0") else ""


def _figure(number: str, scale: str, lang: str) -> Figure:
    digits = _THOUSANDS.sub("", number)
    if not scale or not _DECIMAL.fullmatch(digits):
        return Figure(digits, digits)
    whole = Decimal(digits).scaleb(_SCALES[lang][scale.lower()]).normalize()
    return Figure(digits, f"{whole:f}")


def _is_measured(match: re.Match[str], lang: str) -> bool:
    """Whether what stands before or after a number such as 2.50 tells that it is no time."""
    before = match.string[max(0, match.start() - 16) : match.start()]
    return _before(lang).search(before) is not None or _after(lang).match(match.string, match.end()) is not None


@cache
def _scaled(lang: str) -> re.Pattern[str]:
    return re.compile(rf"({_NUMBER})(?:\s?({'|'.join(_SCALES[lang])})\b)?", re.IGNORECASE)


@cache
def _scale(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\d\s?(?:{'|'.join(_SCALES[lang])})\b", re.IGNORECASE)


@cache
def _telling(lang: str) -> frozenset[str]:
    return _BEGIN_HALVES[lang].union(_SCALES[lang])


@cache
def _before(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[£$€]\s?|\b(?:{_NUMBERED[lang]})\s)\Z", re.IGNORECASE)


@cache
def _after(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:[%°]|(?:{_UNITS}|{_MEASURED[lang]}|{'|'.join(_SCALES[lang])})\b)", re.IGNORECASE)
