"""What differs between languages, as data: names, route words, plural rules, month names.

Takes a language code, gives values. Nothing else in app/ asks which language it is dealing with.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date

from app.wording import Wording

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Routes:
    """The words of a language's addresses, without slashes."""

    releases: str
    topics: str
    search: str
    page: str  # page N of a list
    topic: str  # in the address of a search, as is year
    year: str
    feed: str
    follow: str
    side: str  # a release in both languages
    leaving: str


@dataclass(frozen=True, slots=True)
class Embargo:
    """How press officers write above a headline that it is to wait: lower case, plain apostrophes, "|" between phrases.

    openings: how a line begins that says so, whatever follows. words: those that say so alone, among words that may
    stand around a day and an hour, which are in around. until: those after which a day or an hour comes.
    morning, afternoon: what makes an hour one of the day, after its figures. noon: the hour that is said in words.
    """

    openings: str
    words: str
    until: str
    around: str
    morning: str
    afternoon: str
    noon: str


@dataclass(frozen=True, slots=True)
class Locale:
    """One language of a site.

    code: BCP 47, lower case. name: in the language itself. english: its name in English, which the commands speak.
    territory: with the country, as Open Graph writes it.
    plural_count, plural_rule: the gettext header; plural_examples: a number for each form, in order.
    plural_names: the CLDR category of each form.
    stemmer: the Snowball algorithm for search; empty where there is none.
    notes_heading: the heading that opens the editors' part of a release, lower case. opening_words,
    ending_words: those that press officers put above its headline and at its end, lower case, without marks around.
    quotation_marks: the one that opens what somebody said, and the one that closes it.
    unavailable: what a server says that has no edition, and so no catalogue, to read from: a heading and a sentence.
    """

    code: str
    name: str
    english: str
    territory: str
    routes: Routes
    plural_count: int
    plural_rule: str
    plural_names: tuple[str, ...]
    plural_examples: tuple[int, ...]
    stemmer: str
    notes_heading: str
    opening_words: frozenset[str]
    ending_words: frozenset[str]
    embargo: Embargo
    quotation_marks: tuple[str, str]
    unavailable: tuple[str, str]

    def numbers_of(self, form: str) -> str:
        """The numbers that a plural form stands for, in words where they are many. form: its CLDR category."""
        index = self.plural_names.index(form)
        return str(self.plural_examples[index]) if index < self.plural_count - 1 else Wording("every other number")

    @property
    def plural_forms(self) -> str:
        """The value of the Plural-Forms header (GNU gettext manual, "Plural forms")."""
        return f"nplurals={self.plural_count}; plural={self.plural_rule};"


# Welsh: CLDR's six categories, in CLDR's order; Babel's own table for cy has five, in another order.
LOCALES = {
    "cy": Locale(
        code="cy",
        name="Cymraeg",
        english=Wording("Welsh"),
        territory="cy_GB",
        routes=Routes(
            releases="datganiadau",
            topics="pynciau",
            search="chwilio",
            page="tudalen",
            topic="pwnc",
            year="blwyddyn",
            feed="ffrwd",
            follow="dilyn",
            side="ochr-yn-ochr",
            leaving="gadael-yn-gyflym",
        ),
        plural_count=6,
        plural_rule="(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5)",
        plural_names=("zero", "one", "two", "few", "many", "other"),
        plural_examples=(0, 1, 2, 3, 6, 4),
        stemmer="",
        notes_heading="nodiadau i olygyddion",
        opening_words=frozenset(
            {"datganiad i'r wasg", "datganiad i'r cyfryngau", "datganiad newyddion", "i'w ryddhau ar unwaith"}
        ),
        ending_words=frozenset({"diwedd"}),
        embargo=Embargo(
            openings=(
                "embargo:|embargo tan|embargo hyd|embargo nes|dan embargo tan|dan embargo hyd|dan embargo nes"
                "|o dan embargo tan|o dan embargo hyd|o dan embargo nes|ni ddylid cyhoeddi|ni ddylid ei gyhoeddi"
                "|ni chaniateir cyhoeddi|ni chaniateir ei gyhoeddi|nid i'w gyhoeddi|nid i'w ddarlledu|nid i'w ryddhau"
                "|peidiwch â chyhoeddi|peidier â chyhoeddi"
            ),
            words="embargo",
            until="tan|hyd|nes|cyn|am",
            around="ar|o|y|yr|dydd|dyddiad|amser|llundain|o'r|gloch|na|nac|neu|darlledu|llym|caeth",
            morning="yb|y.b.|y bore|o'r bore",
            afternoon="yh|y.h.|yp|y.p.|y prynhawn|o'r prynhawn|y pnawn|yr hwyr",
            noon="hanner dydd|12 hanner dydd|canol dydd",
        ),
        quotation_marks=("“", "”"),
        unavailable=("Nid yw’r wefan hon ar gael ar hyn o bryd", "Rhowch gynnig arall arni ymhen ychydig funudau."),
    ),
    "en": Locale(
        code="en",
        name="English",
        english=Wording("English"),
        territory="en_GB",
        routes=Routes(
            releases="releases",
            topics="topics",
            search="search",
            page="page",
            topic="topic",
            year="year",
            feed="feed",
            follow="follow",
            side="side-by-side",
            leaving="leaving-quickly",
        ),
        plural_count=2,
        plural_rule="(n != 1)",
        plural_names=("one", "other"),
        plural_examples=(1, 2),
        stemmer="english",
        notes_heading="notes to editors",
        opening_words=frozenset({"press release", "media release", "news release", "for immediate release"}),
        ending_words=frozenset({"end", "ends"}),
        embargo=Embargo(
            openings=(
                "embargo:|embargo until|embargo till|embargoed until|embargoed till|embargoed to|embargoed for"
                "|strictly embargoed|under embargo until|under embargo till|under strict embargo|not for publication"
                "|not for broadcast|not for release|not to be published|not to be used before|not for use before"
                "|do not publish"
            ),
            words="embargo|embargoed",
            until="until|till|to|before|at|from",
            around="on|of|the|or|and|hours|hour|hrs|hr|h|london|uk|time|date|issued|strict|under|broadcast|publication",
            morning="am|a.m|a.m.|in the morning",
            afternoon="pm|p.m|p.m.|in the afternoon|in the evening",
            noon="noon|12 noon|midday|12 midday",
        ),
        quotation_marks=("“", "”"),
        unavailable=("This site is not available at the moment", "Please try again in a few minutes."),
    ),
}


def plural_form(lang: str, number: int) -> int:
    """The index of the plural form that a number takes, from 0 (CLDR plural rules)."""
    locale = LOCALES[lang]
    last = locale.plural_count - 1
    examples = locale.plural_examples[:-1]
    return examples.index(number) if number in examples else last


def long_date(lang: str, day: date) -> str:
    """A date as a reader says it: "19 Ionawr 2018", "19 January 2018"."""
    local = day.astimezone(LONDON).date() if isinstance(day, datetime) else day
    return _formatted(local, "d MMMM y", lang)


def month_name(lang: str, year: int, month: int, *, alone: bool = False) -> str:
    """A month as a reader says it: "Ionawr 2018", "January 2018"; alone, without its year."""
    return _formatted(date(year, month, 1), "LLLL" if alone else "LLLL y", lang)


@lru_cache(maxsize=2048)
def _formatted(day: date, pattern: str, lang: str) -> str:
    """A day in a pattern of CLDR. Kept: a page has many dates, and a list the same ones again."""
    return format_date(day, pattern, locale=lang)


def clock_time(moment: datetime) -> str:
    """The London time of day on the 24-hour clock, which both languages write alike: "09:30"."""
    return moment.astimezone(LONDON).strftime("%H:%M")
