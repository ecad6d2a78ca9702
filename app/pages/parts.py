"""What page values are made of: texts, links, times, cards and pieces of a release.

Tuples, which are made faster than other frozen values: a page has about a hundred of them.
"""

from typing import NamedTuple

from markupsafe import Markup


class Text(NamedTuple):
    """Words in one language. html: inline HTML, escaped. plain: the words alone. lang: of the words."""

    html: Markup
    plain: str
    lang: str

    def within(self, lang: str) -> Markup:
        """The words among those of a language: in a span with their own where that is another (WCAG 2.2, 3.1.2)."""
        return self.html if lang == self.lang else Markup('<span lang="{}">{}</span>').format(self.lang, self.html)


class Link(NamedTuple):
    """A link. href: path or absolute address. current: it leads to the page it stands on."""

    text: Text
    href: str
    current: bool = False


class LanguageLink(NamedTuple):
    """One language of the page. name: in that language. href: of this page in it; url: the same, absolute."""

    lang: str
    name: str
    href: str
    url: str
    territory: str
    current: bool


class Moment(NamedTuple):
    """A time. iso: ISO 8601. date: in words. clock: London time of day, "09:30"; empty for a date alone."""

    iso: str
    date: str
    clock: str


class Shell(NamedTuple):
    """What every page shares.

    lang: of the page. title: the page's own, without the site's name; empty where the template has the words.
    description: for search engines and cards.
    url: canonical and absolute; empty on an error page. languages: in the site's order, the page's own among them.
    own: path of the page itself; empty where it has none of its own.
    home, archive, search, follow, leaving: paths of the parts that every site has; empty where no language is chosen.
    feeds: those that a browser is told of. skip: whether search engines should leave the page out.
    remember: whether a choice of language can be kept.
    """

    lang: str
    title: str
    description: str
    url: str
    languages: tuple[LanguageLink, ...]
    organisation: Text
    notice: Text
    home: str
    header: tuple[Link, ...]
    footer: tuple[Link, ...]
    skip: bool = False
    remember: bool = True
    own: str = ""
    archive: str = ""
    search: str = ""
    follow: str = ""
    leaving: str = ""
    feeds: tuple["FeedLink", ...] = ()


class FeedLink(NamedTuple):
    """A feed. media_type: of its answer. title: plain. lang: of the feed."""

    href: str
    media_type: str
    title: str
    lang: str


class Card(NamedTuple):
    """A release in a list."""

    title: Text
    summary: Text
    href: str
    published: Moment
    topics: tuple[Link, ...]


class TopicCount(NamedTuple):
    """A topic with the number of releases in it."""

    link: Link
    releases: int


class Mark(NamedTuple):
    """What a preview says of a text. Public pages have none.

    kind: "missing", "fuzzy", "error" or "warning". title: of the check, in the page's language, or empty.
    told: what is wrong, and what to do. lang: of it: the page's, or English, as commands print it.
    place: "file:line". anchor: its id, or empty.
    href: in the list at the top, where it stands, or empty. hreflang: of that page, where it is another one.
    """

    kind: str
    title: str
    lang: str
    told: Markup
    place: str
    anchor: str = ""
    href: str = ""
    hreflang: str = ""


class Piece(NamedTuple):
    """A block of a release. kind: paragraph, heading, list, list-item, item, quotation, quote, figures or figure.

    anchor: its id, the same in every language. level: of a heading, from 2. ordinal: first number of a numbered
    list, else None. value: of a figure. speaker, speaker_role: of a quotation. translated_from: of a quotation in
    our own translation, the name of the language it was spoken in, in the page's language; else empty.
    spoken: of a quotation, the code of the language it was spoken in, or "both".
    around: of a quotation, the marks that open and close it where it is taken away, empty where its writer put them.
    longest: of figures, the characters of the longest word that is written large.
    marks: in a preview, what is left to do.
    """

    kind: str
    text: Text | None
    anchor: str
    level: int
    ordinal: int | None
    children: tuple["Piece", ...]
    value: Text | None = None
    speaker: Text | None = None
    speaker_role: Text | None = None
    translated_from: str = ""
    spoken: str = ""
    around: tuple[str, str] | tuple[()] = ()
    longest: int = 0
    marks: tuple[Mark, ...] = ()


class Ways(NamedTuple):
    """How to reach somebody: as printed, and where the link leads. Empty where there is no such way.

    phone_href: "tel:…". email_href: "mailto:…". site, site_href: a web address without and with "https://".
    """

    phone: str
    phone_href: str
    email: str
    email_href: str
    site: str = ""
    site_href: str = ""


class ContactCard(NamedTuple):
    """Whom a journalist asks."""

    name: Text
    hours: Text
    ways: Ways


class SupportCard(NamedTuple):
    """A support service. answers: codes of the languages it answers in."""

    name: Text
    about: Text
    ways: Ways
    answers: tuple[str, ...]


class CorrectionNote(NamedTuple):
    """A correction with its date. anchor: its id, the same in every language. marks: of a preview."""

    at: Moment
    text: Text
    anchor: str
    marks: tuple[Mark, ...] = ()


class Paging(NamedTuple):
    """Where a list page stands. number, of: from 1. newer, older: paths, empty at an end."""

    number: int
    of: int
    newer: str
    older: str


class Group(NamedTuple):
    """The releases of one year or month in a list. anchor: its id. name: "2018", or a month in words
    without its year, which heads the page. href: its own.
    """

    anchor: str
    name: str
    href: str
    cards: tuple[Card, ...]


class PeriodCount(NamedTuple):
    """A year or a month with the number of releases in it. name: as in Group."""

    name: str
    href: str
    releases: int
    current: bool


class Segment(NamedTuple):
    """A part of a passage. marked: it is what the reader looked for."""

    text: str
    marked: bool


class Option(NamedTuple):
    """A choice in a form. name: plain, in the page's language."""

    value: str
    name: str
    chosen: bool


class SearchForm(NamedTuple):
    """The form of a search. action: path. typed: what was typed. topic_name, year_name: its fields in the address."""

    action: str
    typed: str = ""
    topic_name: str = ""
    topics: tuple[Option, ...] = ()
    year_name: str = ""
    years: tuple[Option, ...] = ()
