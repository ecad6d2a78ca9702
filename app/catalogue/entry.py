"""One entry of a .po file, as it was read."""

import re
from dataclasses import dataclass

from app.model import Translation

Key = tuple[str | None, str]

SILENCES = "no-check-"
"""What a flag begins with that silences a check; the name of the check comes after it."""
_SILENCING = re.compile(r"# +(no-check[^\n]*)", re.IGNORECASE)
_SILENCE = re.compile(r"no-check[^\s,;:.]*", re.IGNORECASE)


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


def flags_of(comments: str) -> frozenset[str]:
    """The flags that the lines before a message set.

    In a "#," line they are words between commas or spaces, as GNU gettext reads them. It forgets a flag when a second
    line of flags follows; here what was once marked fuzzy stays fuzzy. But what writes a file with GNU gettext, as
    Poedit does, drops each flag that gettext does not know. So one that silences a check may also begin a translator's
    comment, which everything keeps: "# no-check-length".
    """
    if "#," not in comments and "#=" not in comments and "# " not in comments:
        return _NO_FLAGS  # nearly always; the rest takes its time
    flags: set[str] = set()
    for line in comments.split("\n"):
        if line.startswith(("#,", "#=")):
            flags.update(line[2:].replace(",", " ").split())
        elif silencing := _SILENCING.match(line):
            flags.update(_SILENCE.findall(silencing[1]))
    return frozenset(flags)


_NO_FLAGS: frozenset[str] = frozenset()
