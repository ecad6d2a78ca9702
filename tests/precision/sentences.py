"""Sentences with a translation that has a mistake, for what real catalogues have too little of.

They are put behind a real text and its translation.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta

from babel.dates import format_date

from app.mutations import SOFT, mutate

Sentence = Callable[[random.Random], tuple[str, str]]
"""A sentence and a translation of it that has a mistake."""


def other_digit(text: str, rng: random.Random) -> str:
    """A text with another digit in one place."""
    at = rng.choice([at for at, each in enumerate(text) if each.isdigit()])
    return f"{text[:at]}{rng.choice([each for each in '123456789' if each != text[at]])}{text[at + 1 :]}"


def slip(word: str, rng: random.Random) -> str:
    """A word with two letters in each other's place, or one too few, too many, or another."""
    at = rng.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return rng.choice(
        (
            before + after[0] + letter + after[1:],
            before + after,
            before + 2 * letter + after,
            before + rng.choice("aeiourstlnyd") + after,
        )
    )


def dated(part: str) -> Sentence:
    def sentence(rng: random.Random) -> tuple[str, str]:
        right = date(2015, 1, 1) + timedelta(days=rng.randrange(4000))
        day = rng.choice([each for each in range(1, 29) if each != right.day])
        month = rng.choice([each for each in range(1, 13) if each != right.month])
        weekday = right + timedelta(days=rng.randrange(1, 7))
        wrong = {
            "day": date(right.year, right.month, day),
            "month": date(right.year, month, min(right.day, 28)),
            "year": date(right.year + rng.choice((-1, 1)), right.month, min(right.day, 28)),
            "weekday": right,
        }[part]
        name = format_date(weekday if part == "weekday" else right, "EEEE", "cy").replace("Dydd", "ddydd")
        english, welsh = rng.choice(
            (("d MMMM y", "d MMMM y"), ("d MMMM y", "'y' d'fed' 'o' MMMM y"), ("MMMM d, y", "d MMMM y"))
        )
        return (
            f"It begins on {format_date(right, 'EEEE', 'en')} {format_date(right, english, 'en')}.",
            f"Mae’n dechrau {name} {format_date(wrong, welsh, 'cy')}.",
        )

    return sentence


def half_of_day(rng: random.Random) -> tuple[str, str]:
    time = f"{rng.randrange(1, 12)}{rng.choice(('', '.15', '.30', ':45'))}"
    half = rng.randrange(2)
    return f"It begins at {time}{'ap'[half]}m.", f"Mae’n dechrau am {time}{rng.choice((' y', 'y'))}{'hb'[half]}."


def phone(rng: random.Random) -> tuple[str, str]:
    number = f"{rng.choice(('029 2018 0', '0808 157 0', '+44 29 2018 0'))}{rng.randrange(1000):03}"
    at = number.index(" ") + 1
    return f"Call {number}.", f"Ffoniwch {number[:at]}{other_digit(number[at:], rng)}."


def email(rng: random.Random) -> tuple[str, str]:
    name = rng.choice(("newsdesk", "press.office", "enquiries", "media"))
    return f"Write to {name}@test.example.", f"Ysgrifennwch at {slip(name, rng)[:-1]}@test.example."


def web(rng: random.Random) -> tuple[str, str]:
    name = rng.choice(("crimestoppers-test", "helpline", "newsroom", "test-line"))
    written = rng.choice(("www.{}.example", "{}.org.uk", "https://{}.example/report", "{}.wales"))
    return f"See {written.format(name)}.", f"Gweler {written.format(name[:-2])}."


def link(rng: random.Random) -> tuple[str, str]:
    page = rng.randrange(1000, 9999)
    return f"See [it](https://test.example/{page}).", f"Gweler [ef](https://tset.example/{page})."


def page(rng: random.Random) -> tuple[str, str]:
    one, other = rng.sample(("about", "contact", "events", "jobs", "news"), k=2)
    return f"See [it](https://test.example/{one}).", f"Gweler [ef](https://test.example/{other})."


def page_number(rng: random.Random) -> tuple[str, str]:
    at = f"https://test.example/{rng.randrange(1000, 9999)}"
    return f"See [it]({at}).", f"Gweler [ef]({other_digit(at, rng)})."


def link_lost(rng: random.Random) -> tuple[str, str]:
    return f"See [the report](https://test.example/{rng.randrange(1000, 9999)}).", "Gweler yr adroddiad."


def quotes(rng: random.Random) -> tuple[str, str]:
    open_, close = rng.choice(("“”", "‘’", '""'))
    return f"She said: {open_}I was there all day.{close}", "Dywedodd: Roeddwn i yno drwy’r dydd."


def day_alone(rng: random.Random) -> tuple[str, str]:
    right, wrong = (date(2024, 1, day) for day in rng.sample(range(1, 8), k=2))
    name = format_date(wrong, "EEEE", "cy").removeprefix("Dydd ")
    time = rng.choice((f"ddydd {name}", f"nos {mutate(name, SOFT, 'cy')}", f"fore {name}"))
    return f"It begins on {format_date(right, 'EEEE', 'en')}.", f"Mae’n dechrau {time}."


def month_alone(rng: random.Random) -> tuple[str, str]:
    right, wrong = (date(2024, month, 1) for month in rng.sample(range(1, 13), k=2))
    return f"It began in {format_date(right, 'MMMM', 'en')}.", f"Dechreuodd ym mis {format_date(wrong, 'MMMM', 'cy')}."


def of_another_kind(rng: random.Random) -> tuple[str, str]:
    number = rng.randrange(2, 90)
    return rng.choice(
        (
            (f"About {number}% of them came.", f"Daeth tua {number} ohonynt."),
            (f"It costs ${number}.", f"Mae’n costio £{number}."),
            (f"It costs £{number}.", f"Mae’n costio {number}."),
            (f"It is {number} miles away.", f"Mae {number} cilometr i ffwrdd."),
            (f"It weighs {number}kg.", f"Mae’n pwyso {number}g."),
            (f"It took {number} weeks.", f"Cymerodd {number} diwrnod."),
            (f"It fell to −{number}°C.", f"Gostyngodd i {number}°C."),
        )
    )


_SAID = (
    ("three", "tri"),
    ("four", "pedwar"),
    ("five", "pump"),
    ("six", "chwech"),
    ("eight", "wyth"),
    ("ten", "deg"),
    ("eleven", "un ar ddeg"),
    ("thirteen", "tri ar ddeg"),
    ("fifteen", "pymtheg"),
    ("eighteen", "deunaw"),
    ("twenty", "ugain"),
    ("thirty", "tri deg"),
    ("forty", "deugain"),
    ("fifty", "hanner cant"),
    ("twenty-five", "pump ar hugain"),
)


def number_in_words(rng: random.Random) -> tuple[str, str]:
    right, wrong = rng.sample(_SAID, k=2)
    english, welsh = rng.choice(
        (
            ("There were {} of them.", "Roedd {} ohonynt."),
            ("He had {} more.", "Roedd ganddo {} arall."),
            ("One in {} was there.", "Roedd un o bob {} yno."),
        )
    )
    return english.format(right[0]), welsh.format(wrong[1])


def negative(rng: random.Random) -> tuple[str, str]:
    return rng.choice(
        (
            ("He was not charged.", "Cafodd ei gyhuddo."),
            ("Nobody was hurt.", "Cafodd pobl eu hanafu."),
            ("The road isn’t open.", "Mae’r ffordd ar agor."),
            ("You should not go there.", "Dylech fynd yno."),
            ("The police arrested them.", "Ni chafodd y rhain eu harestio."),
            ("The water is safe.", "Nid yw’r dŵr yn ddiogel."),
            ("She said that it was so.", "Dywedodd nad oedd hynny’n wir."),
        )
    )


def quoted_part(rng: random.Random) -> tuple[str, str]:
    open_, close = rng.choice(("“”", "‘’", '""'))
    return f"He called it {open_}a dark day for us all{close}.", "Galwodd ef yn ddiwrnod tywyll i ni i gyd."
