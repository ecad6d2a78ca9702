"""Are the figures and the dates the same in both languages?"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from app.checks.calendar import Dated, dates_of, may_be_of_a_date, months_of, names_weekday, without_months, written
from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.contacts import PHONE
from app.checks.day_names import names_a_day, names_of_days, other_names
from app.checks.figures import (
    Figure,
    codes_of,
    figures_of,
    halves_of,
    has_scales,
    is_in,
    names_of,
    says_more,
    spaced_alike,
)
from app.checks.measures import may_differ, other_measures, tails_of
from app.checks.pairs import Pair
from app.checks.quantities import told_otherwise
from app.checks.visible import source_text, target_text
from app.locales import LOCALES
from app.wording import Quoted, Wording

_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"\d\d*(?:[.,:]\d+)*")  # found much sooner than with \d+
_AMOUNT = re.compile(r"[£€$]?\d[\d.,]*(?:%|k|m|bn)?")
_NOT_TEXT = frozenset({"slug", "topic-slug"})


@check(
    "error",
    signs=Signs(letters="0123456789"),
    flags=(
        case("51 warrants were executed.", "Gweithredwyd 15 o warantau."),
        case("It opens at 9.30am.", "Mae’n agor am 10:30."),
        case("There were 15 people.", "Roedd un ar bymtheg yno."),
        case("It costs £2.50.", "Mae’n costio £14.50."),
        case("It opens at 9am.", "Mae’n agor am 9yh."),
        case("There were 4 cars on the M4.", "Roedd ceir ar yr M4."),
        case("The A470 is shut.", "Mae’r A487 ar gau."),
        case("It takes 12 months.", "Mae’n cymryd dwy flynedd."),
        case("It took 3 hours.", "Cymerodd ddwyawr."),
        case("About 50% of staff came.", "Daeth tua 50 o’r staff."),
        case("It costs $500.", "Mae’n costio £500."),
        case("It is 5 miles away.", "Mae 5 cilometr i ffwrdd."),
        case("It was −5°C.", "Roedd hi’n 5°C."),
        case("Gweithredwyd 51 o warantau.", "15 warrants were executed.", lang="en"),
    ),
    leaves=(
        case("1,051 warrants were executed.", "Gweithredwyd 1051 o warantau."),
        case("It opens at 9.30am and shuts at 5pm.", "Mae’n agor am 09:30 ac yn cau am 17:00."),
        case("The 3rd of the two was 9 years old.", "Roedd y 3ydd o’r 2 yn naw oed."),
        case("There were 17 cars there.", "Roedd dau gar ar bymtheg yno."),
        case("On 01/05/2024 it was worth £2,500,000.", "Ar 1 Mai 2024 roedd yn werth £2.5 miliwn."),
        case("Call 0800 1111 for KS3.", "Ffoniwch 08001111 ynghylch CA3."),
        case("The 12 months began at 0830hrs.", "Dechreuodd y flwyddyn am 8.30yb."),
        case("By 31/12/25, 50% had come.", "Erbyn 31 Rhagfyr 2025, roedd 50 y cant wedi dod."),
        case("It took 3 hours.", "Cymerodd deirawr."),
        case("It costs £500 to £600.", "Mae’n costio rhwng 500 a 600 o bunnoedd."),
        case("It is 5 miles (8km) at 20mph.", "Mae’n 8 cilometr (5 milltir) ar 20 milltir yr awr."),
        case("It was −5°C.", "Roedd hi’n 5 gradd o dan y rhewbwynt."),
        case("Mae’r 21ain o 5–6 yn £1.2 miliwn.", "The 21st of 5-6 is £1.2m.", lang="en"),
    ),
)
def numbers(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Numbers

    A number of the source is not in the translation, or is of something else there, as £5 and $5, 5 miles and 5
    kilometres, 5% and 5; or the translation has one of its own. A number may be said in words, a period in another
    unit, as 12 months and a year, and a share in another way, as 25% and a quarter; where it is rightly said otherwise
    still, as 33% and a third, silence the check for that message with the comment "# no-check-numbers".
    """
    if pair.form or pair.role in _NOT_TEXT:
        return
    source_lang = pair.first_lang
    wanted_tails, found_tails = tails_of(pair.source, source_lang), tails_of(pair.target, pair.lang)
    if wanted_tails.kinds != found_tails.kinds or may_differ(pair.source, pair.target):
        for before, after in other_measures(source_text(pair), source_lang, target_text(pair), pair.lang):
            yield _otherwise(before, after, pair), _hint(before)
    if wanted_tails.numbers == found_tails.numbers and (
        not says_more(wanted_tails.words, source_lang) or _halved_alike(pair)
    ):
        return
    if " " not in pair.source and not _AMOUNT.fullmatch(pair.source):
        return  # a setting or a code, not words
    source, target = _comparable(pair, source_lang)
    wanted, found = figures_of(source, source_lang), figures_of(target, pair.lang)
    lost, added = _unsaid(wanted, found, source, target, pair)
    if lost or added:
        told, told_of_target = told_otherwise(source, source_lang, target, pair.lang)
        lost, added = _unsaid(_but_for(told, wanted), _but_for(told_of_target, found), source, target, pair)
    lost_codes, added_codes = _other_codes(source, target)
    for number in dict.fromkeys([*map(str, lost), *lost_codes]):
        yield Wording("%(number)s is not in the translation", number=number), _hint(number)
    for number in dict.fromkeys([*map(str, added), *added_codes]):
        yield Wording("%(number)s is not in the source", number=number), _hint(number)


def _halved_alike(pair: Pair) -> bool:
    """Whether, of two texts with the same numbers, no 9am of one is 9pm in the other.

    Then there is nothing else to ask, but where a million may be a billion.
    """
    source_lang = pair.first_lang
    if has_scales(pair.source, source_lang) and has_scales(pair.target, pair.lang):
        return False
    halves = halves_of(pair.source, source_lang)
    return not halves or halves == halves_of(pair.target, pair.lang)


def _comparable(pair: Pair, source_lang: str) -> tuple[str, str]:
    """Source and translation as a reader sees them, without what each may write in its own way."""
    source, target = (PHONE.sub(" ", text) for text in (source_text(pair), target_text(pair)))
    return spaced_alike(
        without_months(source, source_lang, target, pair.lang), without_months(target, pair.lang, source, source_lang)
    )


def _unsaid(
    wanted: Counter[Figure], found: Counter[Figure], source: str, target: str, pair: Pair
) -> tuple[list[Figure], list[Figure]]:
    """What only one of the two has, and the other does not say in words or in a name either."""
    lost, added = _differences(wanted, found)
    lost = [each for each in lost if not each.said(target, pair.lang)]
    added = [each for each in added if not each.said(source, pair.first_lang)]
    if lost or added:
        names, others = names_of(source), names_of(target)
        lost = [each for each in lost if not is_in(each, others - names)]
        added = [each for each in added if not is_in(each, names - others)]
    return lost, added


def _differences(wanted: Counter[Figure], found: Counter[Figure]) -> tuple[list[Figure], list[Figure]]:
    """What only one of the two has, but for what the other may have written in another way."""
    lost, added = [*(wanted - found).elements()], [*(found - wanted).elements()]
    for number in tuple(lost):
        match = next(filter(number.may_be, added), None)
        if match:
            lost.remove(number)
            added.remove(match)
    return lost, added


def _but_for(digits: Counter[str], figures: Counter[Figure]) -> Counter[Figure]:
    """The figures, without those of which the digits are among these, each as often as it is."""
    left, told = Counter[Figure](), digits.copy()
    for each in figures.elements():
        if each.digits and told[each.digits] > 0:
            told[each.digits] -= 1
        else:
            left[each] += 1
    return left


def _other_codes(source: str, target: str) -> tuple[list[str], list[str]]:
    """Of names such as A470, those that have other digits in the translation: the letters of some are translated."""
    wanted, found = codes_of(source), codes_of(target)
    lost, added = wanted - found, found - wanted
    letters = {each for each, _ in lost} & {each for each, _ in added}
    told = [[f"{name}{digits}" for name, digits in codes if name in letters] for codes in (lost, added)]
    return told[0], told[1]


def _otherwise(before: str, after: str, pair: Pair) -> Wording:
    """What the source says, and what the translation says in its place."""
    return Wording(
        "“%(text)s” in the source is “%(other)s” in the translation",
        text=Quoted(before, pair.first_lang),
        other=Quoted(after, pair.lang),
    )


def _hint(number: str) -> Wording:
    return Wording(
        "compare %(number)s with the source; if it is rightly said otherwise, add the comment '# no-check-numbers'",
        number=number,
    )


@check(
    "error",
    signs=Signs(near="0123456789", source=lambda word, _: may_be_of_a_date(word)),
    flags=(
        case("Published on 21 October 2016.", "Cyhoeddwyd ar 21 Tachwedd 2016."),
        case("From 3rd May.", "O’r 3ydd o Fawrth."),
        case("The meeting is on Monday 3 March.", "Mae’r cyfarfod ddydd Mercher 3 Mawrth."),
        case("Cyhoeddwyd ar 21 Hydref 2016.", "Published on 21 November 2016.", lang="en"),
    ),
    leaves=(
        case("Published on 21 October 2016.", "Cyhoeddwyd ar 21 Hydref 2016."),
        case("From 3rd May to June 4, 2019", "O’r 3ydd o Fai hyd 4 Mehefin 2019"),
        case("The march of May 2018 may go on.", "Bydd gorymdaith Mai 2018 yn parhau."),
        case("The meeting is on Tuesday 3 May.", "Mae’r cyfarfod ddydd Mawrth 3 Mai."),
        case("He said that 21 came on 4 June.", "Dywedodd mai 21 a ddaeth ar y 4ydd o’r mis."),
        case("O 1 Fawrth 2020", "From 1 March 2020", lang="en"),
    ),
)
def dates(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Dates

    A date of the source has another day, month or year in the translation. Only where both texts have as many dates.
    """
    if pair.form or not pair.source_lang or not _DIGIT.search(pair.source):
        return
    for before, after in _otherwise_dated(pair):
        what = Wording(
            "%(date)s in the source is %(other)s in the translation",
            date=Quoted(written(before, pair.source_lang), pair.source_lang),
            other=Quoted(written(after, pair.lang), pair.lang),
        )
        yield what, Wording("write the date of the source")


@check(
    "warning",
    signs=Signs(source=lambda word, _: not word.islower() and any(names_a_day(word, lang) for lang in LOCALES)),
    flags=(
        case("He was seen on Tuesday.", "Fe’i gwelwyd ddydd Iau."),
        case("It opens in June.", "Mae’n agor ym mis Gorffennaf."),
        case("They met on 3 June, and again on Friday.", "Buont yn cyfarfod ar 3 Mehefin, ac eto nos Sadwrn."),
        case("Mae’n agor ddydd Mercher.", "It opens on Monday.", lang="en"),
    ),
    leaves=(
        case("He was seen on Tuesday.", "Fe’i gwelwyd ddydd Mawrth."),
        case("It is on Shrove Tuesday and Easter Monday.", "Mae ar ddydd Mawrth Ynyd a Llun y Pasg."),
        case("He told the Sunday Times that.", "Dywedodd hynny wrth y Sunday Times ddydd Llun."),
        case("April Test may march in May.", "Gall April Test orymdeithio ym mis Mai."),
        case("It was a picture of Mars on Friday.", "Llun o’r blaned Mawrth ydoedd ddydd Gwener."),
        case("Mae’n agor nos Lun ym mis Hydref.", "It opens on Monday night in October.", lang="en"),
    ),
)
def days(pair: Pair, _: Desk) -> Iterable[Problem]:
    """Days and months

    A day of the week or a month that stands without a date is another one in the translation.
    """
    if pair.form or not pair.source_lang or pair.role in _NOT_TEXT:
        return ()
    if names_of_days(pair.source, pair.source_lang) == names_of_days(pair.target, pair.lang):
        return ()
    told = other_names(source_text(pair), pair.source_lang, target_text(pair), pair.lang)
    if not told or (_DIGIT.search(pair.source) and any(_otherwise_dated(pair))):
        return ()  # of dates that are others, another check tells
    return [
        (_otherwise(name, other, pair), Wording("write the day or the month of the source")) for name, other in told
    ]


def _otherwise_dated(pair: Pair) -> Iterator[tuple[Dated, Dated]]:
    """The dates of the source that are others in the translation."""
    alike = _alike(pair)
    if alike and not (names_weekday(pair.source, pair.source_lang) or names_weekday(pair.target, pair.lang)):
        return
    wanted = dates_of(source_text(pair), pair.source_lang)
    if not wanted:
        return
    found = dates_of(target_text(pair), pair.lang)
    if len(wanted) != len(found) or sorted(wanted) == sorted(found):
        return
    lost, added = _other_dates(wanted, found)
    if not lost or not alike:
        yield from zip(lost, added, strict=False)
        yield from _other_weekdays(wanted, found)


def _other_dates(wanted: list[Dated], found: list[Dated]) -> tuple[list[Dated], list[Dated]]:
    """The dates that only one of the two has, whatever day of the week they name."""
    lost, added = Counter(each.date for each in wanted), Counter(each.date for each in found)
    return [Dated(each, -1) for each in lost - added], [Dated(each, -1) for each in added - lost]


def _other_weekdays(wanted: list[Dated], found: list[Dated]) -> Iterator[tuple[Dated, Dated]]:
    """The dates that both have, with another day of the week in the translation."""
    for before in wanted:
        days = {each.weekday for each in found if each.date == before.date and each.weekday >= 0}
        if before.weekday >= 0 and days and before.weekday not in days:
            yield before, Dated(before.date, min(days))


def _alike(pair: Pair) -> bool:
    """Whether the months and the numbers of both texts are the same, in the same order."""
    return _PLAIN.findall(pair.source) == _PLAIN.findall(pair.target) and (
        months_of(pair.source, pair.source_lang) == months_of(pair.target, pair.lang)
    )
