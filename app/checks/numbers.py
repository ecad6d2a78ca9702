"""Are the figures and the dates the same in both languages?"""

import re
from collections import Counter
from collections.abc import Iterator

from babel.dates import get_month_names

from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.contacts import PHONE
from app.checks.figures import dates_of, may_be_of_a_date, months_of, numbers_of, says_in_words
from app.checks.pairs import Pair
from app.checks.visible import source_text, target_text
from app.locales import LOCALES

_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"\d\d*(?:[.,:]\d+)*")  # found much sooner than with \d+
_NOT_TEXT = frozenset({"slug", "topic-slug"})


@check(
    "error",
    signs=Signs(letters="0123456789"),
    flags=(
        case("51 warrants were executed.", "Gweithredwyd 15 o warantau."),
        case("It opens at 9.30am.", "Mae’n agor am 10:30."),
        case("Gweithredwyd 51 o warantau.", "15 warrants were executed.", lang="en"),
    ),
    leaves=(
        case("1,051 warrants were executed.", "Gweithredwyd 1051 o warantau."),
        case("It opens at 9.30am and shuts at 5pm.", "Mae’n agor am 09:30 ac yn cau am 17:00."),
        case("The 3rd of the two was 9 years old.", "Roedd y 3ydd o’r 2 yn naw oed."),
        case("Mae’r 21ain o 5–6 yn £1.2 miliwn.", "The 21st of 5-6 is £1.2m.", lang="en"),
    ),
)
def numbers(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Numbers

    A number of the source is not in the translation, or the translation has one of its own. Numbers up to twenty may be
    said in words; where a larger one rightly is, silence the check for that message with the flag no-check-numbers.
    """
    if pair.form or pair.role in _NOT_TEXT or _plain_numbers(pair.source) == _plain_numbers(pair.target):
        return
    if " " not in pair.source and not pair.source.replace(",", "").isdigit():
        return  # a setting or a code, not words
    source, target = (PHONE.sub(" ", text) for text in (source_text(pair), target_text(pair)))
    source_lang = pair.source_lang or pair.lang
    wanted, found = numbers_of(source, source_lang), numbers_of(target, pair.lang)
    if wanted == found:
        return
    lost = [each for each in wanted - found if not says_in_words(each, target, pair.lang)]
    added = [each for each in found - wanted if not says_in_words(each, source, source_lang)]
    lost, added = _without_hours(lost, added)
    for number in lost:
        yield f"{_told(number)} is not in the translation", _hint(number)
    for number in added:
        yield f"{_told(number)} is not in the source", _hint(number)


def _plain_numbers(text: str) -> list[str]:
    """The numbers of a text as they stand: where these are the same, there is nothing else to ask."""
    return sorted(_PLAIN.findall(text))


def _without_hours(lost: list[str], added: list[str]) -> tuple[list[str], list[str]]:
    """Without the hours that one side writes as a time and the other as a number: "9am" and "9 o’r gloch"."""
    for one, other in ((lost, added), (added, lost)):
        for number in [each for each in one if each.startswith("t")]:
            hour, minutes = divmod(int(number[1:]), 60)
            match = next((each for each in other if not minutes and each.isdigit() and int(each) % 12 == hour), None)
            if match:
                one.remove(number)
                other.remove(match)
    return lost, added


def _told(number: str) -> str:
    if not number.startswith("t"):
        return number
    hour, minutes = divmod(int(number[1:]), 60)
    return f"{hour or 12}:{minutes:02}"


def _hint(number: str) -> str:
    return f"compare {_told(number)} with the source; if it is right in words, flag the message '#, no-check-numbers'"


@check(
    "error",
    signs=Signs(near="0123456789", source=lambda word, _: may_be_of_a_date(word)),
    flags=(
        case("Published on 21 October 2016.", "Cyhoeddwyd ar 21 Tachwedd 2016."),
        case("From 3rd May.", "O’r 3ydd o Fawrth."),
        case("Cyhoeddwyd ar 21 Hydref 2016.", "Published on 21 November 2016.", lang="en"),
    ),
    leaves=(
        case("Published on 21 October 2016.", "Cyhoeddwyd ar 21 Hydref 2016."),
        case("From 3rd May to June 4, 2019", "O’r 3ydd o Fai hyd 4 Mehefin 2019"),
        case("The march of May 2018 may go on.", "Bydd gorymdaith Mai 2018 yn parhau."),
        case("O 1 Fawrth 2020", "From 1 March 2020", lang="en"),
    ),
)
def dates(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Dates

    A date of the source has another day, month or year in the translation. Only where both texts have as many dates.
    """
    if pair.form or not pair.source_lang or not _DIGIT.search(pair.source):
        return
    wanted = dates_of(source_text(pair), pair.source_lang)
    if not wanted:
        return
    found = dates_of(target_text(pair), pair.lang)
    if len(wanted) != len(found) or sorted(wanted) == sorted(found) or _alike(pair):
        return
    lost, added = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    for before, after in zip(lost, added, strict=False):
        what = f"{_date(before, pair.source_lang)} in the source is {_date(after, pair.lang)} in the translation"
        yield what, "write the date of the source"


def _alike(pair: Pair) -> bool:
    """Whether the months and the numbers of both texts are the same, in the same order."""
    return _PLAIN.findall(pair.source) == _PLAIN.findall(pair.target) and (
        months_of(pair.source, pair.source_lang) == months_of(pair.target, pair.lang)
    )


def _date(date: tuple[int, int, int], lang: str) -> str:
    day, month, year = date
    name = get_month_names("wide", locale=LOCALES[lang].code).get(month, str(month))
    return f"{day or ''} {name} {year or ''}".strip()
