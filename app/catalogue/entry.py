"""One entry of a .po file, as it was read."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.model import Translation

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Previous:
    """The text that a fuzzy translation was made from: the "#|" lines."""

    msgctxt: str | None
    msgid: str
    msgid_plural: str | None


@dataclass(slots=True)
class PoEntry:
    """One entry, or the comments at the end of the file. Not frozen, since that takes three times as long to make.

    lead: the blank lines before it. raw: its own lines, to the byte. translation: None for comments alone.
    """

    lead: str
    raw: str
    translation: Translation | None
    obsolete: bool = False
    previous: Previous | None = None

    @property
    def key(self) -> Key | None:
        """What the entry is found by; None for comments alone."""
        return (self.translation.msgctxt, self.translation.msgid) if self.translation else None


def flags_of(comments: Iterable[str]) -> frozenset[str]:
    """The flags that the "#," lines among these lines set: words between commas or spaces, as GNU gettext reads them.

    GNU gettext forgets a flag when a second line of flags follows; here what was once marked fuzzy stays fuzzy.
    """
    lines = (line[2:] for line in comments if line.startswith(("#,", "#=")))
    return frozenset(flag for line in lines for flag in line.replace(",", " ").split())
