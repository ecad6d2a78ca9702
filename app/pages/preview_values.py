"""What the templates of previews see: named tuples, as those of public pages in values.py."""

from typing import NamedTuple

from app.pages.parts import ContactCard, CorrectionNote, Mark, Moment, Paging, Piece, Shell, SupportCard, Text


class Marked(NamedTuple):
    """A text of a preview with its marks."""

    text: Text
    marks: tuple[Mark, ...]


class PreviewPage(NamedTuple):
    """pages/preview.html: a release in whatever state, for those who work on it.

    state: a State, or "broken" where the file cannot be read; then there is no title, and nothing below it.
    keeps: the pair that is live stays as it is meanwhile. holds: all that was found, what holds it back first.
    back: path of the list of previews. text: path of the plain text for the press, with its embargo line; empty for a
    release that is not under embargo, or not complete.
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
    text: str = ""


class PreviewItem(NamedTuple):
    """A release in the list of previews. title: None where the file cannot be read. path: of the file."""

    title: Text | None
    path: str
    href: str
    state: str
    published: Moment | None
    errors: int
    warnings: int


class PreviewListPage(NamedTuple):
    """pages/previews.html."""

    shell: Shell
    items: tuple[PreviewItem, ...]
    releases: int
    paging: Paging
