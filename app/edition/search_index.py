"""The words of the edition's releases and pages, for search: put in with a pair, taken out with it.

What is under embargo has an index of its own, so that not even the weight of a word tells of it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from app.content.inline import to_text
from app.edition.serial import load_release
from app.edition.terms import fold, spellings, stemmed
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
TABLES += """
CREATE TABLE word (
    lang TEXT NOT NULL,
    length INTEGER NOT NULL,           -- of folded, in characters
    folded TEXT NOT NULL,              -- in lower case, without marks
    written TEXT NOT NULL,             -- as a text has it
    PRIMARY KEY (lang, length, folded)
) WITHOUT ROWID;
"""
"""search_…: what the public saw at the last publish. late_…: what it may see from a later moment on.

word: each word of search_… once, for spelling. To read it from vocabulary_… would be to read the whole index.
"""

_TEXTS = "title, summary, body, title_stems, stems"

SHORTEST_TELLING = 4
"""Letters of a word that may tell one release from another."""

MUCH = 1 / 4
"""Share of all pairs: if more than this is put in at once, FTS5 is told to merge what it has into one part."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A release in the index of a language. stems: of summary and body. words: as written_words() gives them.

    headline: the words of title and summary that are long enough to tell one release from another, folded.
    """

    title: str
    summary: str
    body: str
    title_stems: str
    stems: str
    words: Mapping[str, str]
    headline: tuple[str, ...]

    @property
    def row(self) -> tuple[str, ...]:
        """What stands in the columns _TEXTS of its language's table."""
        return self.title, self.summary, self.body, self.title_stems, self.stems


class SearchIndex:
    """The index, for the one who publishes. Everything happens inside the caller's transaction, with settle last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # By language: the words of the texts that were put in; those of them that have been seen in small letters, and
        # so need no other way of writing; and the words of texts that were taken out, which may now be in none.
        self._kept: dict[str, set[str]] = {lang: set() for lang in LOCALES}
        self._small: dict[str, set[str]] = {lang: set() for lang in LOCALES}
        self._doubtful: dict[str, set[str]] = {lang: set() for lang in LOCALES}
        self._put = 0

    def put(self, number: int, entries: Mapping[str, Entry], *, late: bool) -> None:
        """Puts in the texts of a pair. number: its id in the edition. late: the public does not see it yet."""
        self._put += 1
        for lang, entry in entries.items():
            self._add("late" if late else "search", number, entry, lang)

    def has(self, number: int, entries: Mapping[str, Entry]) -> bool:
        """Whether the texts of a pair are in as these entries have them."""
        for lang in LOCALES:
            found = [
                self._connection.execute(f"SELECT {_TEXTS} FROM {kind}_{lang} WHERE rowid = ?", (number,)).fetchone()
                for kind in ("search", "late")
            ]
            entry = entries.get(lang)
            if [row for row in found if row] != ([entry.row] if entry else []):
                return False
        return True

    def remove(self, number: int) -> None:
        """Takes out the texts of a pair, if they are in."""
        for lang in LOCALES:
            row = self._connection.execute(
                f"SELECT title, summary, body FROM search_{lang} WHERE rowid = ?", (number,)
            ).fetchone()
            self._doubtful[lang].update(written_words(row or ()))
            for kind in ("search", "late"):
                self._connection.execute(f"DELETE FROM {kind}_{lang} WHERE rowid = ?", (number,))

    def promote(self, now: datetime) -> set[str]:
        """Moves in what has come out of embargo since, and gives its names."""
        names: set[str] = set()
        for lang in LOCALES:
            rows = self._connection.execute(
                f"SELECT name, pair.id, half.body FROM late_{lang} JOIN pair ON pair.id = late_{lang}.rowid "
                "JOIN half USING (name) WHERE half.lang = ? AND pair.visible_at <= ?",
                (lang, now.timestamp()),
            ).fetchall()
            for name, number, body in rows:
                self._connection.execute(f"DELETE FROM late_{lang} WHERE rowid = ?", (number,))
                self._add("search", number, entry_of(load_release(body), lang), lang)
                names.add(name)
        return names

    def settle(self) -> None:
        """Takes out the words that went with the last text that had them; the others are as another text has them.

        After much was put in, it brings together what FTS5 has in up to twenty parts, in each of which a search would
        have to look for each word (https://sqlite.org/fts5.html, 6.8).
        """
        for lang, doubtful in self._doubtful.items():
            for word in sorted(doubtful):
                self._connection.execute(
                    "DELETE FROM word WHERE lang = ? AND length = ? AND folded = ?", (lang, len(word), word)
                )
                row = self._connection.execute(
                    f"SELECT title, summary, body FROM search_{lang} WHERE search_{lang} MATCH ? LIMIT 1",
                    (f'"{word}"',),
                ).fetchone()
                written = written_words(row or ()).get(word)
                if written:
                    self._keep(lang, word, written)
            doubtful.clear()
        pairs = self._connection.execute("SELECT count(*) FROM pair").fetchone()[0]
        if self._put > MUCH * pairs:
            for lang in LOCALES:
                self._connection.execute(f"INSERT INTO search_{lang} (search_{lang}) VALUES ('optimize')")

    def _add(self, kind: str, number: int, entry: Entry, lang: str) -> None:
        self._connection.execute(
            f"INSERT INTO {kind}_{lang} (rowid, {_TEXTS}) VALUES (?, ?, ?, ?, ?, ?)", (number, *entry.row)
        )
        if kind == "search":
            kept, small, doubtful = self._kept[lang], self._small[lang], self._doubtful[lang]
            for word in [word for word in entry.words if word not in small]:
                written = entry.words[word]
                has_capitals = written != written.lower()
                if has_capitals and word in kept:
                    continue
                self._keep(lang, word, written, instead=not has_capitals or word in doubtful)
                kept.add(word)
                if not has_capitals:
                    small.add(word)
            doubtful.difference_update(entry.words)

    def _keep(self, lang: str, word: str, written: str, *, instead: bool = False) -> None:
        """instead: of the way in which the word was written until now."""
        self._connection.execute(
            f"INSERT OR {'REPLACE' if instead else 'IGNORE'} INTO word VALUES (?, ?, ?, ?)",
            (lang, len(word), word, written),
        )


def entry_of(release: LocalisedRelease, lang: str) -> Entry:
    """What the index has of a release in a language."""
    title, summary, body = searched_texts(release)
    return Entry(
        title=title,
        summary=summary,
        body=body,
        title_stems=stemmed((title,), lang),
        stems=stemmed((summary, body), lang),
        words=written_words((title, summary, body)),
        headline=tuple(word for word in written_words((title, summary)) if len(word) >= SHORTEST_TELLING),
    )


def written_words(texts: Iterable[str]) -> dict[str, str]:
    """The words of texts: folded, and as they are written, in small letters if they are so anywhere."""
    ways = list(dict.fromkeys(chain.from_iterable(map(spellings, texts))))
    # Of the ways in which a word is written the last one counts: one in small letters if there is one, and the first.
    ways.reverse()
    ways.sort(key=str.islower)
    return dict(zip(map(fold, ways), ways, strict=True))


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
