"""Numbers in words: how each language says them, as data, and which of them a text has."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from app.mutations import forms

_TO_TWENTY = {
    "cy": (
        "un unwaith cyntaf unfed",
        "dau dwy ail eilfed dwywaith deuddydd dwyawr pythefnos deufis dwyflwydd",
        "tri tair trydydd trydedd teirgwaith teirawr tridiau teirnos trimis teirblwydd",
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

_TENS = {
    "cy": (
        "dau_ddeg ugeiniau",
        "tri_deg tridegau",
        "pedwar_deg deugain deugeinfed pedwardegau",
        "pum_deg hanner_cant hanner_can hanner_canfed pumdegau hanner_canmlwyddiant",
        "chwe_deg trigain trigeinfed chwedegau",
        "saith_deg saithdegau",
        "wyth_deg pedwar_ugain wythdegau",
        "naw_deg nawdegau",
    ),
    "en": (
        "twenty twentieth twenties",
        "thirty thirtieth thirties",
        "forty fortieth forties",
        "fifty fiftieth fifties half_centenary",
        "sixty sixtieth sixties",
        "seventy seventieth seventies",
        "eighty eightieth eighties",
        "ninety ninetieth nineties",
    ),
}
"""Ways to say 20 to 90. A unit may follow the first of them."""

_SCORES = {"cy": {20: "_ar_hugain", 40: "_a_deugain", 60: "_a_thrigain", 80: "_a_phedwar_ugain"}, "en": {}}
"""What makes 21 to 39 of 1 to 19, and so on, where a language counts by scores."""

# As they stand: "gan" and "chan", which would be some of "can", are "by" and "since".
_HUNDREDS = {
    "cy": frozenset(["cant", "gant", "chant", "nghant", "can", "canfed", "ganfed", "chanfed"]),
    "en": frozenset(["hundred", "hundredth"]),
}
_MAYBE_HUNDREDS = {"cy": frozenset(["gan", "chan"]), "en": frozenset[str]()}
"""Hundreds where a number says how many, or another word: "dau gan punt", but "y ddau gan yr heddlu"."""
_AND = {"cy": frozenset({"a", "ac"}), "en": frozenset({"and"})}
_LARGE = {
    "cy": {
        "mil fil milfed filfed": 1_000,
        "miliwn filiwn": 1_000_000,
        "biliwn": 1_000_000_000,
    },
    "en": {"thousand thousandth": 1_000, "million": 1_000_000, "billion": 1_000_000_000},
}
"""What a number before it is multiplied by; without one it stands for itself, as in "mil o bobl"."""

_AND_A_HALF = {"cy": ("a", "hanner"), "en": ("and", "a", "half")}
"""What adds half a hundred, thousand or million, behind it or before: "miliwn a hanner", "two and a half million"."""

_WHOLE = {
    "cy": {
        "hanner_miliwn": 500_000,
        "chwarter_miliwn": 250_000,
        "canmlwyddiant": 100,
        "daucanmlwyddiant": 200,
        "trichanmlwyddiant": 300,
    },
    "en": {
        "half_a_million": 500_000,
        "quarter_of_a_million": 250_000,
        "centenary": 100,
        "bicentenary": 200,
        "tercentenary": 300,
    },
}
"""Ways to say other numbers."""

_ORDINAL = {
    "cy": re.compile(r"(?:\w*(?:ed|ydd|edd|taf)|[ae]il)\Z"),
    "en": re.compile(r"(?:first|second|third|\w*th)\Z"),
}
"""How numbers end that do not count, but say which: "ail flwyddyn" is one year."""
_NOTHING = {
    "cy": frozenset({"sero", "dim", "ddim", "neb"}),
    "en": frozenset({"zero", "no", "none", "nothing", "nobody", "nil"}),
}
_LONGEST = 5
"""Words of a saying, such as "un ar ddeg ar hugain"."""
_BETWEEN = (1, 2)
"""Words that may stand before the second half of a number: "tri bachgen ar ddeg"."""
_PER_CENT = re.compile(r"\b(?:y cant|per ?cent)\b")
_GAN = re.compile(r"\bgan (?=m(?:il|iliwn|lynedd)\b)")
"""A hundred, and not "with", which would make "fil" of "mil"."""
_WORD = re.compile(r"\d+(?:[.,]\d+)*[½¼¾]?(?!\w)|\w+|[^\w\s-]")


def says(number: int, text: str, lang: str) -> bool:
    """Whether a text has a whole number in words."""
    if not number:
        return not _NOTHING[lang].isdisjoint(re.findall(r"\w+", text.lower()))
    return number in numbers_said(text, lang)


def says_and_a_half(number: int, text: str, lang: str) -> bool:
    """Whether a text has a whole number in words and half of one more, as "dwy filltir a hanner"."""
    words = words_of(text)
    if not number:
        return _AND_A_HALF[lang][-1] in words
    for half in (at for at in range(1, len(words)) if _half(words, at, lang)):
        # What is counted may stand before the half; alone, it is one.
        ends = (half, half - 1)
        starts = range(max(half - _LONGEST, 0), half)
        if number == 1 or any(number in (read := numbers_at(words, at, lang))[0] and read[1] in ends for at in starts):
            return True
    return False


@lru_cache(maxsize=64)
def numbers_said(text: str, lang: str) -> frozenset[int]:
    """The numbers that a text may say in words, but for none."""
    words = words_of(text)
    found, first = set[int](), first_words(lang)
    at = 0
    while at < len(words):
        if words[at] not in first and not words[at][0].isdigit():
            at += 1
            continue
        if words[at][0].isdigit():
            multiplied = at + 1 < len(words) and words[at + 1] in (_HUNDREDS[lang] | large_numbers(lang).keys())
            at += 1 + multiplied
            continue
        # With words between, it may be one number or two: "ar yr un pryd ar ddeg safle". Either will do.
        found |= _parted(words, at, lang)
        values, after = numbers_at(words, at, lang)
        found |= values
        at = max(after, at + 1)
    return frozenset(found)


def is_place(word: str, lang: str) -> bool:
    """Whether a number that ends with this word says which, and does not count: "ail", "third"."""
    return _ORDINAL[lang].match(word) is not None


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, and its signs, as what is said of numbers is read."""
    return _WORD.findall(_GAN.sub("can ", _PER_CENT.sub("%", text.lower())))


def numbers_at(words: Sequence[str], at: int, lang: str) -> tuple[frozenset[int], int]:
    """The numbers that begin at one of the words_of() a text, and where they end: there, if it has none."""
    values, after = _up_to_hundreds(words, at, lang)
    place = after + _half(words, after, lang) if values else after
    by = large_numbers(lang).get(words[place]) if place < len(words) else None
    if by is None:
        return values, after
    end = place + 1 + _half(words, place + 1, lang)
    if place > after or end > place + 1:
        return frozenset(value * by + by // 2 for value in values or {1}), end
    values = frozenset(value * by for value in values or {1})
    rest, last = _up_to_hundreds(words, end + (words[end : end + 1] != [] and words[end] in _AND[lang]), lang)
    if not rest or max(rest) >= by:
        return values, end
    return values | rest | {value + more for value in values for more in rest}, last


def _half(words: Sequence[str], at: int, lang: str) -> int:
    """How many words say "and a half" at a place: none, where it is half of what comes then, as in "a hanner cant"."""
    said = _AND_A_HALF[lang]
    end = at + len(said)
    return len(said) * (tuple(words[at:end]) == said and _HUNDREDS[lang].isdisjoint(words[end : end + 1]))


def _up_to_hundreds(words: Sequence[str], at: int, lang: str) -> tuple[frozenset[int], int]:
    values, after = _simple(words, at, lang)
    if values and after < len(words) and words[after] in _MAYBE_HUNDREDS[lang]:
        return values | {value * 100 for value in values}, after + 1
    if after == len(words) or words[after] not in _HUNDREDS[lang]:
        return values, after
    values, after = frozenset(value * 100 for value in values or {1}), after + 1
    joined = after < len(words) and words[after] in _AND[lang]
    rest, end = _simple(words, after + joined, lang)
    if not rest:
        half = _half(words, after, lang)
        return (frozenset(value + 50 for value in values) if half else values), after + half
    return values | rest | {value + more for value in values for more in rest}, end


def _simple(words: Sequence[str], at: int, lang: str) -> tuple[frozenset[int], int]:
    """What the longest saying at a word means, and where it ends: where it begins, if there is none."""
    known = _sayings(lang)
    for end in range(min(at + _LONGEST, len(words)), at, -1):
        if values := known.get(" ".join(words[at:end])):
            return values, end
    return frozenset(), at


def _parted(words: Sequence[str], at: int, lang: str) -> frozenset[int]:
    """What the saying means that begins with a word and goes on with "ar" after others."""
    known = _sayings(lang)
    rests = [words[at + 1 + between :][: _LONGEST - 1] for between in _BETWEEN]
    sayings = (" ".join((words[at], *rest[:end])) for rest in rests if rest[:1] == ["ar"] for end in (4, 2))
    return next(filter(None, map(known.get, sayings)), frozenset())


@cache
def first_words(lang: str) -> frozenset[str]:
    """Words that a number may begin with."""
    return frozenset(saying.split()[0] for saying in _sayings(lang)) | _HUNDREDS[lang] | large_numbers(lang).keys()


@cache
def numbers_by_word(lang: str) -> dict[str, frozenset[int]]:
    """What each word by itself may say, in any form."""
    known = {saying: values for saying, values in _sayings(lang).items() if " " not in saying}
    hundreds = dict.fromkeys(_HUNDREDS[lang], frozenset({100}))
    return known | hundreds | {word: frozenset({by}) for word, by in large_numbers(lang).items()}


@cache
def large_numbers(lang: str) -> dict[str, int]:
    """Words that a number before them is multiplied by, and by how much."""
    return {word: by for words, by in _LARGE[lang].items() for word in words.split()}


@cache
def _sayings(lang: str) -> dict[str, frozenset[int]]:
    """What each way to say a number means, in all its forms: 1 to 99, and some others."""
    known: dict[str, frozenset[int]] = {}
    for number, words in (*_below_a_hundred(lang), *((number, saying) for saying, number in _WHOLE[lang].items())):
        for form in (form for word in words.split() for form in forms(word, lang)):
            saying = form.replace("_", " ").replace("-", " ")
            known[saying] = known.get(saying, frozenset()) | {number}
    return known


def _below_a_hundred(lang: str) -> Iterator[tuple[int, str]]:
    yield from enumerate(_TO_TWENTY[lang], 1)
    for ten, words in enumerate(_TENS[lang], 2):
        yield ten * 10, words
        first = words.split()[0]
        for unit, sayings in enumerate(_TO_TWENTY[lang][:9], 1):
            yield ten * 10 + unit, " ".join(f"{first}_{saying}" for saying in sayings.split())
    for score, joint in _SCORES[lang].items():
        for number, words in enumerate(_TO_TWENTY[lang][:19], 1):
            yield score + number, " ".join(f"{word}{joint}" for word in words.split())
