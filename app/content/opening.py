"""What press officers put above a headline: that a release follows, of which day it is, and how long it is to wait.

Takes lines, gives how many of them are no part of the release, and when their embargo ends. Read in every language, as
what announces a release is often in both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from babel.dates import get_day_names, get_month_names

from app.content.inline import to_text
from app.locales import LOCALES, LONDON
from app.mutations import forms
from app.wording import Wording

AROUND = " \t-–—*_#.:[]()~=\\"
"""Marks that stand around a line that is set apart."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
_IN_FIGURES = (
    r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"
    r"|\b(?P<day2>\d\d?)[/.](?P<month2>\d\d?)[/.](?P<year2>\d{4})\b"
)
_HOURS_FROM_UTC = {"gmt": 0, "utc": 0, "bst": 1}
_NINE = 9


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that stands above a headline.

    text: what it says. embargo: whether it says that the release is to wait. dated, timed: whether it names a day, an
    hour. until: what it names, aware; None where that is not read beyond doubt, or has no day. expects: whether it
    breaks off where a day or an hour is to come.
    """

    text: str
    embargo: bool
    dated: bool
    timed: bool
    until: datetime | None
    expects: bool


def stands_above(text: str) -> bool:
    """Whether a line says no more than that a release follows, of which day it is, or how long it is to wait."""
    return _line(text) is not None


def above(lines: Sequence[str]) -> tuple[int, list[Wording], datetime | None]:
    """How many lines stand above the headline, what is told of them, and when the last embargo in them ends, aware.

    lines: inline Markdown.
    """
    found: list[_Line] = []
    count = 0
    for index, text in enumerate(lines):
        line = _line(text)
        if line is not None:
            found.append(line)
        elif text.strip(AROUND):
            break
        # What underlines a line that is left out goes with it.
        if line is not None or (found and text.strip() and count == index):
            count = index + 1
    said = _joined(found)
    until = max((line.until for line in said if line.embargo and line.until), default=None)
    return count, [_told(line) for line in said], until


def _joined(lines: Sequence[_Line]) -> list[_Line]:
    """Lines, where one that says only that there is an embargo has the day and the hour from the next."""
    joined: list[_Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        both = _line(f"{last.text} {line.text}") if last is not None and _goes_on(last, line) else None
        if both is None:
            joined.append(line)
        else:
            joined[-1] = both
    return joined


def _goes_on(embargo: _Line, line: _Line) -> bool:
    """Whether a line says when an embargo ends that is in the line above. A day alone may be that of the release."""
    lacking = embargo.embargo and not line.embargo and not (embargo.dated and embargo.timed)
    return lacking and (line.timed or (line.dated and (embargo.timed or embargo.expects)))


def _told(line: _Line) -> Wording:
    if not line.embargo:
        return Wording("The line '%(line)s' was left out: a release begins with its headline", line=line.text)
    if line.until is None:
        return Wording(
            "The line '%(line)s' was left out, and its embargo was not understood: put it in 'published' yourself",
            line=line.text,
        )
    moment = f"{line.until:%Y-%m-%d %H:%M}"
    if line.timed:
        return Wording("The line '%(line)s' was left out: 'published' is %(moment)s", line=line.text, moment=moment)
    return Wording(
        "The line '%(line)s' was left out: 'published' is %(moment)s, but it names no time: put that in yourself",
        line=line.text,
        moment=moment,
    )


def _line(text: str) -> _Line | None:
    shown = to_text(text).strip()
    plain = " ".join(shown.strip(AROUND).lower().replace("’", "'").split())
    if not _WORD.search(plain):
        return None
    opened = _embargo_openings().match(plain)
    rest = _announcements().sub(" ", plain)
    days = list(_dates().finditer(rest))
    rest = _dates().sub(" ", rest)
    hours = list(_times().finditer(rest))
    words = _WORD.findall(_times().sub(" ", rest))
    known = set(words) <= _known_words()
    embargo = opened is not None or (known and not _either("words").isdisjoint(words))
    if not (embargo or (known and (days or not words))):
        return None
    until = _moment(days, hours, words) if known else None
    expects = shown.endswith(":") or (bool(words) and words[-1] in _either("until"))
    return _Line(shown, embargo, bool(days), bool(hours), until, expects)


def _moment(days: Sequence[re.Match[str]], hours: Sequence[re.Match[str]], words: Sequence[str]) -> datetime | None:
    """The one moment that a line names; None where it names another number of them, or contradicts itself."""
    if len(days) != 1 or len(hours) > 1:
        return None
    day = {name.rstrip("234"): said for name, said in days[0].groupdict().items() if said}
    month = int(day["month"]) if day["month"].isdigit() else _months()[day["month"]]
    clock = _clock(hours[0]) if hours else (_NINE, 0)
    if clock is None or "year" not in day:
        return None
    try:
        moment = datetime(int(day["year"]), month, int(day["day"]), *clock, tzinfo=LONDON)
    except ValueError:
        return None
    weekdays = {_weekdays()[word] for word in words if word in _weekdays()}
    zones = {timedelta(hours=_HOURS_FROM_UTC[word]) for word in words if word in _HOURS_FROM_UTC}
    agrees = weekdays <= {moment.weekday()} and zones <= {moment.utcoffset()}
    return moment if agrees else None


def _clock(match: re.Match[str]) -> tuple[int, int] | None:
    """Hour and minute; None for an hour that there is not in half a day."""
    if match["noon"]:
        return 12, 0
    hour, minute = int(match["hour"] or match["hour2"] or match["hour3"]), int(match["minute"] or match["minute2"] or 0)
    half = match["half"] or match["half3"]
    if half in _either("morning"):
        return (hour % 12, minute) if hour <= 12 else None
    return (hour + 12 if half and hour < 12 else hour), minute


# The words of every language together, made once


@cache
def _either(name: str) -> frozenset[str]:
    """A field of what each language says of embargoes, of all of them."""
    return frozenset("|".join(getattr(locale.embargo, name) for locale in LOCALES.values()).split("|"))


def _any_of(words: frozenset[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _announcements() -> re.Pattern[str]:
    phrases = frozenset().union(*(locale.opening_words for locale in LOCALES.values()))
    return re.compile(rf"\b(?:{_any_of(phrases)})\b")


@cache
def _embargo_openings() -> re.Pattern[str]:
    announced = rf"(?:{_announcements().pattern}[\s–—:|/,.-]*)*"
    return re.compile(rf"{announced}(?:{_any_of(_either('openings'))})(?!\w)")


@cache
def _known_words() -> frozenset[str]:
    """All that a line of an embargo or of a day may say beside days and hours in figures."""
    known = {*_weekdays(), *_HOURS_FROM_UTC}
    for lang, locale in LOCALES.items():
        own = locale.embargo
        for word in _WORD.findall("|".join((own.openings, own.words, own.until, own.around))):
            known |= forms(word, lang)
    return frozenset(known)


@cache
def _months() -> dict[str, int]:
    """Every name of a month, whole or short, in any mutation (CLDR)."""
    found: dict[str, int] = {}
    for lang in LOCALES:
        for width in ("abbreviated", "wide"):
            for number, name in get_month_names(width, locale=lang).items():
                found |= dict.fromkeys(forms(name.rstrip("."), lang) if len(name) > 2 else (), number)
    return found


@cache
def _weekdays() -> dict[str, int]:
    """Every name of a day of the week, from 0 for Monday; of "Dydd Llun", the last word (CLDR)."""
    found: dict[str, int] = {}
    for lang in LOCALES:
        for width in ("abbreviated", "wide"):
            for number, name in get_day_names(width, locale=lang).items():
                found |= dict.fromkeys(forms(name.split()[-1].rstrip("."), lang), number)
    return found


@cache
def _dates() -> re.Pattern[str]:
    """Days with their month: "30 November 2026", "30ain o Dachwedd", "November 30, 2026", "30/11/2026"."""
    names = _any_of(frozenset(_months()))
    ordinal = "(?:[a-z]{2,4})?"
    return re.compile(
        rf"\b(?P<day3>\d\d?){ordinal},?\s(?:(?:of|o|fis)\s)?(?P<month3>{names})\b\.?(?:,?\s(?P<year3>\d{{4}})\b)?"
        rf"|\b(?P<month4>{names})\s(?P<day4>\d\d?){ordinal},?\s(?P<year4>\d{{4}})\b|{_IN_FIGURES}"
    )


@cache
def _times() -> re.Pattern[str]:
    """Hours: "00:01", "9.30am", "9yb", "0001 hrs", "12 noon"."""
    half = rf"(?:{_any_of(_either('morning') | _either('afternoon'))})(?!\w)"
    return re.compile(
        rf"\b(?P<noon>{_any_of(_either('noon'))})\b"
        rf"|\b(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:\s?(?P<half>{half}))?(?![\d:])"
        r"|\b(?P<hour2>[01]\d|2[0-3])(?P<minute2>[0-5]\d)(?!\d)"
        rf"|\b(?P<hour3>1[0-2]|[1-9])\s?(?P<half3>{half})"
    )
