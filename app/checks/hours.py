"""Times in words: how each language says them, as data, and which of them a text has."""

import re
from functools import cache

from app.checks.numerals import says

_PAST = {
    "cy": {
        5: "[pb]um munud wedi",
        10: "dd?eng munud wedi",
        15: "chwarter wedi",
        20: "ugain munud wedi",
        25: "[pb]um munud ar hugain wedi",
        30: "hanner(?: awr)? wedi",
        -25: "[pb]um munud ar hugain i",
        -20: "ugain munud i",
        -15: "chwarter i",
        -10: "dd?eng munud i",
        -5: "[pb]um munud i",
    },
    "en": {
        5: "five(?: minutes)? past",
        10: "ten(?: minutes)? past",
        15: "quarter past",
        20: "twenty(?: minutes)? past",
        25: "twenty-five(?: minutes)? past",
        30: "half past",
        -25: "twenty-five(?: minutes)? to",
        -20: "twenty(?: minutes)? to",
        -15: "quarter to",
        -10: "ten(?: minutes)? to",
        -5: "five(?: minutes)? to",
    },
}
"""What comes before the hour in times that are said in words, by minutes after it."""


def says_time(minute: int, text: str, lang: str) -> bool:
    """Whether a text says a time in words, an hour or one past it. minute: of half a day."""
    hour, minutes = divmod(minute, 60)
    if not minutes:
        return says(hour or 12, text, lang)
    return any(
        minutes == after % 60 and says((hour + (after < 0)) % 12 or 12, match[1], lang)
        for after, words in _PAST[lang].items()
        for match in re.finditer(rf"\b(?:{words})((?:\s\w+){{1,3}})", text, re.IGNORECASE)
    )


@cache
def past_an_hour(lang: str) -> re.Pattern[str]:
    """Times of which only the hour is in figures, as "half past 9": the hour is the last group."""
    words = "|".join(f"({each})" for each in _PAST[lang].values())
    return re.compile(rf"\b(?:{words})\s(1[0-2]|[1-9])(?![\d.,:]\d)\b", re.IGNORECASE)


def minutes_past(match: re.Match[str], lang: str) -> int:
    """What a match of past_an_hour comes to, in minutes of half a day."""
    after = next(minutes for minutes, words in zip(_PAST[lang], match.groups(), strict=False) if words)
    return (int(match[match.re.groups]) * 60 + after) % (12 * 60)
