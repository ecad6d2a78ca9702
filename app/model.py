"""The nouns of the house, as frozen values.

Takes nothing in and gives nothing out: no reading, no writing, no clock, no language of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from app.errors import FileError
from app.wording import Told, Wording

TO_WRITE = "…"
"""Stands in a new release wherever its writer still has to write."""


class State(StrEnum):
    """Where a release stands on its way to the public."""

    DRAFT = "draft"
    WAITING = "waiting"
    EMBARGOED = "embargoed"
    LIVE = "live"
    WITHDRAWN = "withdrawn"


class TextState(StrEnum):
    """Where one text in one language comes from."""

    SOURCE = "source"
    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate.

    path: the file it stands in, relative to the site. line: 1-based.
    comments: what helps the translator; each one line of "#." in the .po file.
    """

    msgid: str
    msgctxt: str | None
    path: str
    line: int
    comments: tuple[str, ...] = ()
    msgid_plural: str | None = None

    @property
    def key(self) -> tuple[str | None, str]:
        """What a catalogue finds the message by."""
        return self.msgctxt, self.msgid


@dataclass(slots=True)
class Translation:
    """One entry of a catalogue. Not frozen, since a frozen one takes three times as long to make.

    msgstr: one string, or one for each plural form. line: 1-based, of msgid. msgstr_line: 1-based, of msgstr.
    form_lines: of each plural form; empty for a message without. flags: without the comma, such as "fuzzy".
    """

    msgid: str
    msgctxt: str | None
    msgid_plural: str | None
    msgstr: tuple[str, ...]
    flags: frozenset[str]
    line: int
    msgstr_line: int
    form_lines: tuple[int, ...] = ()

    def line_of(self, form: int) -> int:
        """Where a plural form stands, by its index; where the first does for one that is not there."""
        return self.form_lines[form] if form < len(self.form_lines) else self.msgstr_line

    @property
    def fuzzy(self) -> bool:
        """Whether it is marked as a guess, which no reader may see."""
        return "fuzzy" in self.flags

    @property
    def filled(self) -> bool:
        """Whether every form has words in it; a space that was typed by mistake does not count."""
        return bool(self.msgstr) and all(text.strip() for text in self.msgstr)

    @property
    def ready(self) -> bool:
        """Whether readers may see it."""
        return self.filled and not self.fuzzy


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A .po file as read. path: relative to the site. headers: the fields of its header, by name.

    translations: by the key of their message, without those that are obsolete.
    """

    path: str
    headers: Mapping[str, str]
    translations: Mapping[tuple[str | None, str], Translation]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a release as its writer wrote it.

    role: title, slug, summary, paragraph, heading, item, quote, attribution, figure-value, figure, correction,
    withdrawal, or a container (list, quotation, figures, list-item).
    text: inline Markdown on one line; empty in a container.
    line: 1-based. anchor: the same in every language. level: of a heading, from 2; of a figure value, 0.
    ordinal: of a numbered list, its first number; of any other, None.
    spoken: of a quotation, the language in which it was said, or "both" where both are the speaker's own.
    """

    role: str
    text: str
    line: int
    anchor: str = ""
    level: int = 0
    ordinal: int | None = None
    spoken: str = ""
    children: tuple["Block", ...] = ()


NOT_KEPT = {"kept": False}
"""Metadata of a field that is known only while files are read and checked: no edition has it."""


@dataclass(frozen=True, slots=True)
class LocalisedBlock:
    """One piece of a release in one language. Fields as in Block.

    path, line: where this text stands, the line 1-based. flags: of its catalogue entry, such as "no-check-numbers".
    An edition keeps none of these, nor the state: whatever is in it has passed the gate.
    """

    role: str
    text: str
    lang: str
    state: TextState = field(default=TextState.SOURCE, metadata=NOT_KEPT)
    path: str = field(default="", metadata=NOT_KEPT)
    line: int = field(default=0, metadata=NOT_KEPT)
    flags: tuple[str, ...] = field(default=(), metadata=NOT_KEPT)
    anchor: str = ""
    level: int = 0
    ordinal: int | None = None
    spoken: str = ""
    children: tuple["LocalisedBlock", ...] = ()


Piece = TypeVar("Piece", Block, LocalisedBlock)
"""A text as written, or in one language: what holds it is the same for both."""


@dataclass(frozen=True, slots=True)
class Correction(Generic[Piece]):
    """A correction that readers are told of. at: aware datetime."""

    at: datetime
    note: Piece


@dataclass(frozen=True, slots=True)
class Withdrawal(Generic[Piece]):
    """Why a release was taken away, and when. at: aware datetime."""

    at: datetime
    reason: Piece


@dataclass(frozen=True, slots=True)
class Release:
    """A release (or a page of the site) as written, in its source language.

    name: "releases/2018/operation-netsafe" or "pages/about", the path under content/ without its ending.
    path: of the file, relative to the site. source: language code.
    published: aware datetime; None on a page. menu: on a page, "header", "footer" or "".
    lines: 1-based line of each key of the front matter. topics, contacts, support: keys of site.yaml.
    quick_exit: whether its readers may have to leave in a hurry.
    """

    name: str
    path: str
    source: str
    lines: Mapping[str, int]
    title: Block
    slug: Block
    summary: Block
    body: tuple[Block, ...]
    notes: tuple[Block, ...]
    published: datetime | None
    draft: bool = False
    menu: str = ""
    topics: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    corrections: tuple[Correction[Block], ...] = ()
    withdrawn: Withdrawal[Block] | None = None
    quick_exit: bool = False

    @property
    def section(self) -> str:
        """ "releases" or "pages"."""
        return self.name.partition("/")[0]

    @property
    def year(self) -> int:
        """The year in its address, which is that of its folder: another date does not move the page. 0 for a page."""
        return int(self.name.split("/")[1]) if self.section == "releases" else 0


@dataclass(frozen=True, slots=True)
class LocalisedRelease:
    """A release in one language. Fields as in Release."""

    name: str
    lang: str
    source: str
    year: int
    title: LocalisedBlock
    slug: LocalisedBlock
    summary: LocalisedBlock
    body: tuple[LocalisedBlock, ...]
    notes: tuple[LocalisedBlock, ...]
    published: datetime | None
    topics: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    corrections: tuple[Correction[LocalisedBlock], ...] = ()
    withdrawn: Withdrawal[LocalisedBlock] | None = None
    quick_exit: bool = False

    @property
    def section(self) -> str:
        """ "releases" or "pages"."""
        return self.name.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Topic(Generic[Piece]):
    """A subject that releases share. key: as releases name it."""

    key: str
    name: Piece
    slug: Piece


@dataclass(frozen=True, slots=True)
class Contact(Generic[Piece]):
    """Whom a journalist asks. phone: as printed. email: an address."""

    key: str
    name: Piece
    hours: Piece
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class SupportService(Generic[Piece]):
    """Help that a sensitive release points to.

    phone: as printed. url: absolute. answers: the languages in which it answers; empty where nobody has said.
    """

    key: str
    name: Piece
    about: Piece
    phone: str
    email: str
    url: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site(Generic[Piece]):
    """What site.yaml says.

    base_url: absolute, without a slash at its end. languages: codes, of a pair.
    quick_exit: where a reader lands who leaves a release in a hurry: absolute.
    translation_memory: whether an update offers what was translated elsewhere in the site.
    require_sign_off: whether a translation has to be sealed before it goes live.
    """

    base_url: str
    languages: tuple[str, ...]
    source: str
    organisation: Piece
    strapline: Piece
    description: Piece
    notice: Piece
    topics: tuple[Topic[Piece], ...]
    contacts: tuple[Contact[Piece], ...]
    support: tuple[SupportService[Piece], ...]
    quick_exit: str
    translation_memory: bool = True
    require_sign_off: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem in a text, with its place and the way out.

    path: relative to the site. line: 1-based. level: "error" holds the release, "warning" does not.
    check: the name of the check. what: the problem. fix: what to do.
    """

    path: str
    line: int
    level: str
    check: str
    what: Told
    fix: Told

    @classmethod
    def of(cls, error: FileError, check: str) -> "Finding":
        """That a file cannot be read, or not beyond a line."""
        return cls(error.path, error.line, "error", check, error.problem, error.hint)

    @property
    def told(self) -> Wording:
        """The whole line; the level and the name of the check are the same in every language."""
        place = f"{self.path}:{self.line}: {self.level}: {self.check}"
        return Wording("%(place)s: %(problem)s; %(hint)s", place=place, problem=self.what, hint=self.fix)

    def __str__(self) -> str:
        return str(self.told)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate says of one release.

    visible_at: aware datetime from which the public sees the pair; None while it waits or is a draft.
    blockers: what holds it back.
    keeps: True where the pair that is live already stays as it is.
    """

    state: State
    visible_at: datetime | None
    blockers: tuple[Finding, ...] = field(default=())
    keeps: bool = False
