"""The words of the edition's releases and pages, for search: put in with a pair, taken out with it.

What is under embargo has an index of its own, so that not even the weight of a word tells of it.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime

from app.content.inline import to_text
from app.edition.serial import load_release
from app.edition.terms import stemmed
from app.locales import LOCALES
from app.model import LocalisedBlock, LocalisedRelease

TABLES = "".join(
    f"""
CREATE VIRTUAL TABLE {kind}_{lang} USING fts5(
    title, summary, body, title_stems, stems, tokenize = "unicode61 remove_diacritics 2"
);
"""
    for lang in LOCALES
    for kind in ("search", "late")
) + "".join(f"CREATE VIRTUAL TABLE vocabulary_{lang} USING fts5vocab(search_{lang}, col);\n" for lang in LOCALES)
"""search_…: what the public saw at the last publish. late_…: what it may see from a later moment on."""


class SearchIndex:
    """The index, for the one who publishes. Everything happens inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, number: int, halves: Mapping[str, LocalisedRelease], *, late: bool) -> None:
        """Puts in the texts of a pair. number: its id in the edition. late: the public does not see it yet."""
        for lang, release in halves.items():
            self._add("late" if late else "search", number, release, lang)

    def remove(self, number: int) -> None:
        """Takes out the texts of a pair, if they are in."""
        for lang in LOCALES:
            for kind in ("search", "late"):
                self._connection.execute(f"DELETE FROM {kind}_{lang} WHERE rowid = ?", (number,))

    def promote(self, now: datetime) -> None:
        """Moves in what has come out of embargo since."""
        for lang in LOCALES:
            rows = self._connection.execute(
                f"SELECT pair.id, half.body FROM late_{lang} JOIN pair ON pair.id = late_{lang}.rowid "
                "JOIN half USING (name) WHERE half.lang = ? AND pair.visible_at <= ?",
                (lang, now.timestamp()),
            ).fetchall()
            for number, body in rows:
                self._connection.execute(f"DELETE FROM late_{lang} WHERE rowid = ?", (number,))
                self._add("search", number, load_release(body), lang)

    def _add(self, kind: str, number: int, release: LocalisedRelease, lang: str) -> None:
        title, summary, body = searched_texts(release)
        rest = stemmed(f"{summary}\n{body}", lang)
        self._connection.execute(
            f"INSERT INTO {kind}_{lang} (rowid, title, summary, body, title_stems, stems) VALUES (?, ?, ?, ?, ?, ?)",
            (number, title, summary, body, stemmed(title, lang), rest),
        )


def searched_texts(release: LocalisedRelease) -> tuple[str, str, str]:
    """What is searched of a release: its title, its summary, and the rest, one text to a line."""
    blocks = (*release.body, *(item.note for item in release.corrections), *release.notes)
    body = "\n".join(text for block in blocks for text in _texts(block))
    return to_text(release.title.text), to_text(release.summary.text), body


def _texts(block: LocalisedBlock) -> Iterator[str]:
    """The texts of a block and of what is in it; a figure with its label in one, as they are read."""
    if block.role == "figures":
        pairs = zip(block.children[::2], block.children[1::2], strict=True)
        yield from (f"{to_text(value.text)} {to_text(label.text)}" for value, label in pairs)
        return
    if block.text:
        yield to_text(block.text)
    for child in block.children:
        yield from _texts(child)
