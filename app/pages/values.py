"""All that a template sees: named tuples, one …Page for each template in templates/pages/ and templates/errors/.

Those of previews are in preview_values.py.
"""

from collections.abc import Mapping
from typing import NamedTuple

from app.pages.parts import (
    Card,
    ContactCard,
    CorrectionNote,
    FeedLink,
    Group,
    LanguageLink,
    Link,
    Moment,
    Paging,
    PeriodCount,
    Piece,
    SearchForm,
    Segment,
    Shell,
    SupportCard,
    Text,
    TopicCount,
)
from app.pages.preview_values import PreviewListPage, PreviewPage


class HomePage(NamedTuple):
    """pages/home.html. lead: the newest release; None in an empty newsroom. latest: those after it."""

    shell: Shell
    strapline: Text
    description: Text
    lead: Card | None
    latest: tuple[Card, ...]
    topics: tuple[TopicCount, ...]
    archive: str
    search: SearchForm | None


class ArchivePage(NamedTuple):
    """pages/archive.html: all releases, or those of a year or a month.

    period: "2018", or the month in words with its year; empty for all. groups: by year, or of a year by month; a month
    is one group. years, months: with counts; months of the page's year only.
    """

    shell: Shell
    period: str
    groups: tuple[Group, ...]
    releases: int
    years: tuple[PeriodCount, ...]
    months: tuple[PeriodCount, ...]
    topics: tuple[TopicCount, ...]
    paging: Paging
    search: SearchForm | None


class TopicPage(NamedTuple):
    """pages/topic.html."""

    shell: Shell
    name: Text
    groups: tuple[Group, ...]
    releases: int
    topics: tuple[TopicCount, ...]
    paging: Paging
    follow: FeedLink


class SearchPage(NamedTuple):
    """pages/search.html.

    results: of this page of them; total: of all. cut: more was typed than was looked for. suggestion: a link to what
    may have been meant. elsewhere: a link to the same search in the other language, with elsewhere_total results
    there; None where there are none. without_filters: path of the same search without topic and year, if only that
    finds something; else empty. wordless: the form was sent without a word. instead: links to all of a month that
    was typed, or without a word to all of the topic and of the year that were chosen.
    """

    shell: Shell
    form: SearchForm
    results: tuple["SearchResult", ...]
    total: int
    paging: Paging
    cut: bool = False
    suggestion: "Suggestion | None" = None
    elsewhere: LanguageLink | None = None
    elsewhere_total: int = 0
    without_filters: str = ""
    wordless: bool = False
    instead: tuple[Link, ...] = ()


class Suggestion(NamedTuple):
    """A search that finds something. typed: what a reader would type."""

    typed: str
    href: str


class SearchResult(NamedTuple):
    """A release or page that was found. published: None for a page. passage: from it, with what was found marked."""

    title: Text
    href: str
    published: Moment | None
    topics: tuple[Link, ...]
    passage: tuple[Segment, ...]


class FollowPage(NamedTuple):
    """pages/follow.html: how to follow the newsroom. feeds: in each language, the page's own first."""

    shell: Shell
    feeds: tuple["FollowFeeds", ...]


class FollowFeeds(NamedTuple):
    """The feeds of one language. whole: Atom and JSON, of all releases. topics: the Atom feed of each topic."""

    lang: str
    name: str
    whole: tuple[FeedLink, ...]
    topics: tuple[Link, ...]


class LeavingPage(NamedTuple):
    """pages/leaving.html: what "Leave this page quickly" does, and what it cannot do. exit: where it leads."""

    shell: Shell
    exit: str


class ReleasePage(NamedTuple):
    """pages/release.html. updated: of the latest correction; None without one.

    forms: path of each other form of the release, by "pdf", "txt", "json" and "side". exit: where "Leave this page
    quickly" leads; empty where the release does not ask for it.
    """

    shell: Shell
    title: Text
    summary: Text
    published: Moment
    updated: Moment | None
    topics: tuple[Link, ...]
    body: tuple[Piece, ...]
    notes: tuple[Piece, ...]
    contacts: tuple[ContactCard, ...]
    support: tuple[SupportCard, ...]
    corrections: tuple[CorrectionNote, ...]
    related: tuple[Card, ...]
    archive: str
    forms: Mapping[str, str]
    exit: str = ""


class SideBySidePage(NamedTuple):
    """pages/side.html: a release in both languages, piece beside piece.

    langs: of the columns, the page's own first. titles, published, updated: by column; updated is empty without a
    correction. rows: each with the piece of every column. back: path of the release. exit: as in ReleasePage.
    """

    shell: Shell
    langs: tuple[str, ...]
    titles: tuple[Text, ...]
    published: tuple[Moment, ...]
    updated: tuple[Moment, ...]
    rows: tuple["SideRow", ...]
    notes: tuple["SideRow", ...]
    corrections: tuple["SideRow", ...]
    back: str
    exit: str = ""


class SideRow(NamedTuple):
    """A piece in each language. anchor: its id, the same as on the release. dates: of a correction, by column."""

    anchor: str
    pieces: tuple[Piece, ...]
    dates: tuple[Moment, ...] = ()


class PlainPage(NamedTuple):
    """pages/page.html: a page of the site, such as the accessibility statement."""

    shell: Shell
    title: Text
    summary: Text
    body: tuple[Piece, ...]
    updated: Moment | None
    corrections: tuple[CorrectionNote, ...]


class ChoicePage(NamedTuple):
    """pages/choice.html, at "/": both languages on one page, in the site's order, each whole in its own language."""

    shell: Shell
    choices: tuple["Choice", ...]


class Choice(NamedTuple):
    """One half of the choice page."""

    lang: str
    name: str
    organisation: Text
    strapline: Text
    notice: Text
    href: str


class ErrorPage(NamedTuple):
    """errors/error.html: for a code such as 404, in one language.

    instead: path of the release, where its PDF cannot be had at the moment; else empty.
    search: where something else may be found; None where nothing is looked for, or nobody answers it.
    """

    shell: Shell
    code: int
    instead: str = ""
    search: SearchForm | None = None


class BilingualErrorPage(NamedTuple):
    """errors/bilingual.html: where the address names no language. choices as on the choice page."""

    shell: Shell
    code: int
    choices: tuple[Choice, ...]


class WithdrawnPage(NamedTuple):
    """errors/withdrawn.html: what a withdrawn release says at its address, with 410."""

    shell: Shell
    title: Text
    published: Moment | None
    withdrawn: Moment
    reason: Text
    archive: str


Page = (
    HomePage
    | ArchivePage
    | TopicPage
    | ReleasePage
    | SideBySidePage
    | SearchPage
    | FollowPage
    | LeavingPage
    | PlainPage
    | ChoicePage
    | ErrorPage
    | BilingualErrorPage
    | WithdrawnPage
    | PreviewPage
    | PreviewListPage
)
