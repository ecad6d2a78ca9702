"""Small numbers in words: how each language says them, as data, and which of them a text has."""

import re
from functools import cache, lru_cache
from itertools import chain

from app.mutations import forms

NUMBER_WORDS = {
    "cy": (
        "un unwaith cyntaf unfed",
        "dau dwy ail eilfed dwywaith deuddydd pythefnos deufis dwyflwydd",
        "tri tair trydydd trydedd teirgwaith tridiau trimis teirblwydd",
        "pedwar pedair pedwerydd pedwaredd",
        "pump pum pumed",
        "chwech chwe chweched",
        "saith seithfed",
        "wyth wythfed",
        "naw nawfed",
        "deg deng degfed un_deg",
        "unarddeg un_ar_ddeg unfed_ar_ddeg un_deg_un",
        "deuddeg deuddeng deuddegfed dwsin dau_ar_ddeg un_deg_dau un_deg_dwy"
        " hanner_dydd canol_dydd hanner_nos canol_nos",
        "tri_ar_ddeg tair_ar_ddeg trydydd_ar_ddeg trydedd_ar_ddeg un_deg_tri un_deg_tair",
        "pedwar_ar_ddeg pedair_ar_ddeg pedwerydd_ar_ddeg pedwaredd_ar_ddeg un_deg_pedwar un_deg_pedair pythefnos",
        "pymtheg pymtheng pymthegfed un_deg_pump un_deg_pum",
        "un_ar_bymtheg unfed_ar_bymtheg un_deg_chwech un_deg_chwe",
        "dau_ar_bymtheg dwy_ar_bymtheg ail_ar_bymtheg un_deg_saith",
        "deunaw deunawfed tri_ar_bymtheg tair_ar_bymtheg trydydd_ar_bymtheg trydedd_ar_bymtheg un_deg_wyth",
        "pedwar_ar_bymtheg pedair_ar_bymtheg pedwerydd_ar_bymtheg pedwaredd_ar_bymtheg un_deg_naw",
        "ugain ugeinfed dau_ddeg",
    ),
    "en": (
        "one once first",
        "two twice both second fortnight",
        "three thrice third",
        "four fourth",
        "five fifth",
        "six sixth",
        "seven seventh",
        "eight eighth",
        "nine ninth",
        "ten tenth",
        "eleven eleventh",
        "twelve twelfth dozen noon midday midnight",
        "thirteen thirteenth",
        "fourteen fourteenth fortnight",
        "fifteen fifteenth",
        "sixteen sixteenth",
        "seventeen seventeenth",
        "eighteen eighteenth",
        "nineteen nineteenth",
        "twenty twentieth",
    ),
}
"""Ways to say 1 to 20, as numbers, places in a row, times, spans and hours; _ stands for a space or a hyphen."""

LARGER = {
    "cy": "tri_deg pedwar_deg pum_deg chwe_deg saith_deg wyth_deg naw_deg un_ar_hugain unfed_ar_hugain dau_ar_hugain"
    " dwy_ar_hugain ail_ar_hugain tri_ar_hugain tair_ar_hugain trydydd_ar_hugain trydedd_ar_hugain pedwar_ar_hugain"
    " pedair_ar_hugain pedwerydd_ar_hugain pedwaredd_ar_hugain pump_ar_hugain pum_ar_hugain pumed_ar_hugain"
    " chwech_ar_hugain chwe_ar_hugain chweched_ar_hugain saith_ar_hugain seithfed_ar_hugain wyth_ar_hugain"
    " wythfed_ar_hugain naw_ar_hugain nawfed_ar_hugain deg_ar_hugain degfed_ar_hugain pymtheg_ar_hugain",
    "en": "twenty-one twenty-two twenty-three twenty-four twenty-five twenty-six twenty-seven twenty-eight twenty-nine",
}
"""Larger numbers that have the words of small ones in them, and are none of them."""

_NOTHING = {"cy": frozenset({"sero", "dim", "ddim"}), "en": frozenset({"zero", "no", "none", "nothing"})}
_PARTED = "_ar_"
"""Where a noun may stand before the second half of a number: "tri bachgen ar ddeg"."""
_NOUN = r"(?:\s\w+){1,2}?"

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


def says(number: int, text: str, lang: str) -> bool:
    """Whether a text has a number from 0 to 20 in words."""
    if not number:
        return not _NOTHING[lang].isdisjoint(re.findall(r"\w+", text.lower()))
    return number <= len(NUMBER_WORDS[lang]) and number in _numbers_said(text, lang)


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


@lru_cache(maxsize=64)
def _numbers_said(text: str, lang: str) -> frozenset[int]:
    known, sayings, parted = _sayings(lang)
    text = text.lower()
    found = {number for match in sayings.finditer(text) for number in known[_plain(match[0])]}
    # With words between, it may be one number or two: "ar yr un pryd ar ddeg safle". Either will do.
    return frozenset(found | {number for number, pattern in parted.items() if pattern.search(text)})


@cache
def _sayings(lang: str) -> tuple[dict[str, list[int]], re.Pattern[str], dict[int, re.Pattern[str]]]:
    """What the sayings of a language mean; a pattern of them all, the longest first; by number, those with a noun."""
    known: dict[str, list[int]] = {}
    parted: dict[int, list[str]] = {}
    written: set[str] = set()
    for number, words in enumerate((LARGER[lang], *NUMBER_WORDS[lang])):
        for form in chain.from_iterable(forms(word, lang) for word in words.split()):
            known.setdefault(_plain(form), []).extend([number] if number else [])
            written.add(re.escape(form).replace("_", r"[\s-]"))
            if number and _PARTED in form:
                parted.setdefault(number, []).append(form.replace(_PARTED, rf"{_NOUN}\sar\s"))
    longest = sorted(written, key=len, reverse=True)
    return known, _any(longest), {number: _any(each) for number, each in parted.items()}


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


def _plain(saying: str) -> str:
    return re.sub(r"[\s_-]", " ", saying)
