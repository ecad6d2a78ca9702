"""All that a template sees: frozen values, one …Page for each template in templates/pages/ and templates/errors/."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one language. html: inline HTML, escaped. plain: the words alone. lang: of the words."""

    html: Markup
    plain: str
    lang: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link. href: path or absolute address. current: it leads to the page it stands on."""

    text: Text
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language of the page. name: in that language. href: of this page in it; url: the same, absolute."""

    lang: str
    name: str
    href: str
    url: str
    territory: str
    current: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A time. iso: ISO 8601. date: in words. clock: London time of day, "09:30"; empty for a date alone."""

    iso: str
    date: str
    clock: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page shares.

    lang: of the page. title: the page's own, without the site's name; empty where the template has the words.
    description: for search engines and cards.
    url: canonical and absolute; empty on an error page. languages: in the site's order, the page's own among them.
    home, archive: paths of the home page and of all releases. archive_current: the page is one of all releases.
    skip: whether search engines should leave the page out.
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
    archive: str = ""
    archive_current: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A release in a list."""

    title: Text
    summary: Text
    href: str
    published: Moment
    topics: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic with the number of releases in it."""

    link: Link
    releases: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What a preview says of a text. Public pages have none.

    kind: "missing", "fuzzy", "error" or "warning". title: of the check, in the page's language, or empty.
    check: its name. what, fix: in English, as commands print them. place: "file:line". anchor: its id, or empty.
    """

    kind: str
    title: str
    check: str
    what: str
    fix: str
    place: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text of a preview with its marks."""

    text: Text
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a release. kind: paragraph, heading, list, list-item, item, quotation, quote, figures or figure.

    anchor: its id, the same in every language. level: of a heading, from 2. ordinal: first number of a numbered
    list, else None. value: of a figure. speaker, speaker_role: of a quotation. translated_from: of a quotation in
    our own translation, the name of the language it was spoken in, in the page's language; else empty.
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
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactCard:
    """Whom a journalist asks. phone_href: "tel:…"; email_href: "mailto:…"; empty where there is none."""

    name: Text
    hours: Text
    phone: str
    phone_href: str
    email: str
    email_href: str


@dataclass(frozen=True, slots=True)
class SupportCard:
    """A support service. site, href: its address without and with "https://", or empty.

    answers: codes of the languages it answers in.
    """

    name: Text
    about: Text
    phone: str
    phone_href: str
    email: str
    email_href: str
    site: str
    href: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """A correction with its date. anchor: its id, the same in every language. marks: of a preview."""

    at: Moment
    text: Text
    anchor: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a list page stands. number, of: from 1. newer, older: paths, empty at an end."""

    number: int
    of: int
    newer: str
    older: str


@dataclass(frozen=True, slots=True)
class YearGroup:
    """The releases of one year in a list."""

    year: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """pages/home.html. lead: the newest release; None in an empty newsroom. latest: those after it."""

    shell: Shell
    strapline: Text
    description: Text
    lead: Card | None
    latest: tuple[Card, ...]
    topics: tuple[TopicCount, ...]
    archive: str


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """pages/archive.html."""

    shell: Shell
    groups: tuple[YearGroup, ...]
    releases: int
    topics: tuple[TopicCount, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class TopicPage:
    """pages/topic.html."""

    shell: Shell
    name: Text
    groups: tuple[YearGroup, ...]
    releases: int
    topics: tuple[TopicCount, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """pages/release.html. updated: of the latest correction; None without one."""

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


@dataclass(frozen=True, slots=True)
class PlainPage:
    """pages/page.html: a page of the site, such as the accessibility statement."""

    shell: Shell
    title: Text
    summary: Text
    body: tuple[Piece, ...]
    updated: Moment | None
    corrections: tuple[CorrectionNote, ...]


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """pages/choice.html, at "/": both languages on one page, in the site's order, each whole in its own language."""

    shell: Shell
    choices: tuple["Choice", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One half of the choice page."""

    lang: str
    name: str
    organisation: Text
    strapline: Text
    notice: Text
    href: str


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """errors/error.html: for a code such as 404, in one language."""

    shell: Shell
    code: int


@dataclass(frozen=True, slots=True)
class BilingualErrorPage:
    """errors/bilingual.html: where the address names no language. choices as on the choice page."""

    shell: Shell
    code: int
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """errors/withdrawn.html: what a withdrawn release says at its address, with 410."""

    shell: Shell
    title: Text
    published: Moment | None
    withdrawn: Moment
    reason: Text
    archive: str


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """pages/preview.html: a release in whatever state, for those who work on it.

    state: a State, or "broken" where the file cannot be read; then there is no title, and nothing below it.
    keeps: the pair that is live stays as it is meanwhile. holds: all that was found, what holds it back first.
    back: path of the list of previews.
    """

    shell: Shell
    state: str
    keeps: bool
    published: Moment | None
    holds: tuple[Mark, ...]
    title: Marked | None
    back: str
    slug: Marked | None = None
    summary: Marked | None = None
    body: tuple[Piece, ...] = ()
    notes: tuple[Piece, ...] = ()
    contacts: tuple[ContactCard, ...] = ()
    support: tuple[SupportCard, ...] = ()
    corrections: tuple[CorrectionNote, ...] = ()
    withdrawn: Marked | None = None


@dataclass(frozen=True, slots=True)
class PreviewItem:
    """A release in the list of previews. title: None where the file cannot be read. path: of the file."""

    title: Text | None
    path: str
    href: str
    state: str
    published: Moment | None
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class PreviewListPage:
    """pages/previews.html."""

    shell: Shell
    items: tuple[PreviewItem, ...]
    releases: int
    paging: Paging


Page = (
    HomePage
    | ArchivePage
    | TopicPage
    | ReleasePage
    | PlainPage
    | ChoicePage
    | ErrorPage
    | BilingualErrorPage
    | WithdrawnPage
    | PreviewPage
    | PreviewListPage
)
