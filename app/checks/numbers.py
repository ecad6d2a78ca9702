"""Are the figures and the dates the same in both languages?"""

import re
from collections import Counter
from collections.abc import Iterator

from app.checks.calendar import Dated, dates_of, may_be_of_a_date, months_of, without_months, written
from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.contacts import PHONE
from app.checks.figures import Figure, codes_of, figures_of, halves_of, has_scales, is_in, names_of, spaced_alike
from app.checks.pairs import Pair
from app.checks.quantities import told_otherwise
from app.checks.visible import source_text, target_text
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
        case("Mae’r 21ain o 5–6 yn £1.2 miliwn.", "The 21st of 5-6 is £1.2m.", lang="en"),
    ),
)
def numbers(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Numbers

    A number of the source is not in the translation, or the translation has one of its own. A number may be said in
    words, a period in another unit, as 12 months and a year, and a share in another way, as 25% and a quarter; where it
    is rightly said otherwise still, as 33% and a third, silence the check for that message with the comment
    "# no-check-numbers".
    """
    if pair.form or pair.role in _NOT_TEXT or _numbered_alike(pair):
        return
    if " " not in pair.source and not _AMOUNT.fullmatch(pair.source):
        return  # a setting or a code, not words
    source_lang = pair.first_lang
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


def _numbered_alike(pair: Pair) -> bool:
    """Whether the numbers of both texts are the same as they stand, and no 9am of one is 9pm in the other.

    Then there is nothing else to ask, but where a million may be a billion.
    """
    source_lang = pair.first_lang
    if sorted(_PLAIN.findall(pair.source)) != sorted(_PLAIN.findall(pair.target)):
        return False
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
    wanted = dates_of(source_text(pair), pair.source_lang)
    if not wanted:
        return
    found = dates_of(target_text(pair), pair.lang)
    if len(wanted) != len(found) or sorted(wanted) == sorted(found):
        return
    lost, added = _other_dates(wanted, found)
    if lost and _alike(pair):
        return
    for before, after in (*zip(lost, added, strict=False), *_other_weekdays(wanted, found)):
        what = Wording(
            "%(date)s in the source is %(other)s in the translation",
            date=Quoted(written(before, pair.source_lang), pair.source_lang),
            other=Quoted(written(after, pair.lang), pair.lang),
        )
        yield what, Wording("write the date of the source")


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
