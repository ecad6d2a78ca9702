"""The edition's SQLite file: its tables, and how it is opened."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.edition import search_index
from app.errors import EditionError
from app.wording import Quoted, Wording

SEEN = "pair.visible_at <= :now AND pair.withdrawn = 0"
"""What the public sees of the pairs at a moment, as every query has to ask it. now: Unix time."""

HEADLINE = "half.address, half.title, half.summary, pair.published_at, pair.year, pair.month, pair.topics"
"""The columns that a list wants."""

FORMAT = 10
"""Of the tables below. An edition of another format is made again from the files."""

READING_KIB = 1_000
"""KiB of database pages that a connection keeps in memory, for reading. A server process has a connection for each of
its threads, and the system keeps the same pages too."""
WRITING_KIB = 32_000
"""The same for publishing, which reads all over the file."""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- The number of the edition that last changed what lists show.
INSERT INTO meta VALUES ('listed', '0');
CREATE TABLE edition (                 -- each that there was
    number INTEGER PRIMARY KEY,
    token TEXT NOT NULL UNIQUE         -- which no other has, not even one of that number that came to nothing
);
CREATE TABLE pair (
    name TEXT PRIMARY KEY,
    id INTEGER NOT NULL UNIQUE,        -- of its texts in the search index
    section TEXT NOT NULL,
    visible_at REAL NOT NULL,          -- Unix time from which the public sees it
    stored_at REAL NOT NULL,           -- Unix time of the edition that brought it
    edition INTEGER NOT NULL,          -- number of the one that last changed what its own pages show
    withdrawn INTEGER NOT NULL,
    published_at REAL NOT NULL,        -- Unix time, for the order of lists
    corrected_at REAL NOT NULL,        -- Unix time of the latest correction; 0 without one
    latest_at REAL NOT NULL,           -- the later of the two
    year INTEGER NOT NULL,
    month INTEGER NOT NULL,            -- of publication in London, from 1; 0 for a page
    menu TEXT NOT NULL,
    digest TEXT NOT NULL,              -- of all that it is made of
    digests TEXT NOT NULL,             -- JSON: of each file, by path
    shown TEXT NOT NULL,               -- digest of what other pages show of it
    addresses TEXT NOT NULL,           -- JSON: as in half, by language
    topics TEXT NOT NULL,              -- as in pair_topic, in order, with spaces between
    recorded INTEGER NOT NULL          -- whether the record says what the public sees
) WITHOUT ROWID;
CREATE INDEX pair_unrecorded ON pair (visible_at) WHERE NOT recorded;
CREATE INDEX pair_seen ON pair (id, visible_at, withdrawn, section, year, published_at);
CREATE INDEX pair_edition ON pair (edition);
CREATE INDEX pair_visible ON pair (visible_at, id);
-- One for each order of a list, in which SQLite need not sort; visible_at is there so that no row has to be read.
CREATE INDEX pair_order ON pair (section, withdrawn, published_at DESC, name, visible_at);
CREATE INDEX pair_latest ON pair (section, withdrawn, latest_at DESC, name, visible_at);
CREATE INDEX pair_year ON pair (section, withdrawn, year, published_at DESC, name, visible_at);
CREATE INDEX pair_month ON pair (section, withdrawn, year, month, published_at DESC, name, visible_at);
CREATE TABLE half (
    name TEXT NOT NULL REFERENCES pair ON DELETE CASCADE,
    lang TEXT NOT NULL,
    address TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,               -- inline Markdown, as the summary: for lists, before what is long
    summary TEXT NOT NULL,
    body TEXT NOT NULL,                -- JSON of a LocalisedRelease
    PRIMARY KEY (name, lang)
);
CREATE TABLE pair_topic (
    topic TEXT NOT NULL,
    published_at REAL NOT NULL,        -- as in pair, for the newest of a topic
    name TEXT NOT NULL REFERENCES pair ON DELETE CASCADE,
    PRIMARY KEY (topic, published_at, name)
) WITHOUT ROWID;
CREATE INDEX pair_topic_order ON pair_topic (topic, published_at DESC, name);
CREATE INDEX pair_topic_name ON pair_topic (name);
CREATE TABLE old_address (address TEXT PRIMARY KEY, lang TEXT NOT NULL, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE looked (path TEXT PRIMARY KEY, look TEXT NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE headline (                -- each word of the title and summary of a release
    lang TEXT NOT NULL,
    word TEXT NOT NULL,                -- in lower case, without marks
    seen INTEGER NOT NULL,             -- whether the public sees it
    name TEXT NOT NULL,
    PRIMARY KEY (lang, word, seen, name)
) WITHOUT ROWID;
CREATE INDEX headline_name ON headline (name);
CREATE TABLE related (
    name TEXT NOT NULL,
    other TEXT NOT NULL,
    likeness REAL NOT NULL,            -- more is more
    PRIMARY KEY (name, other)
) WITHOUT ROWID;
CREATE INDEX related_other ON related (other);
CREATE TABLE recorded (                -- the last line of each name
    name TEXT PRIMARY KEY,
    event TEXT NOT NULL,
    addresses TEXT NOT NULL,           -- JSON: by language
    digests TEXT NOT NULL              -- JSON: of each file, by path
) WITHOUT ROWID;
CREATE TABLE recorded_address (        -- every address that any line has
    address TEXT NOT NULL,
    lang TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (address, name)
) WITHOUT ROWID;
CREATE INDEX recorded_address_name ON recorded_address (name);
CREATE TABLE held (name TEXT PRIMARY KEY, digest TEXT NOT NULL, findings TEXT NOT NULL) WITHOUT ROWID;
"""

_FIRST_TABLE = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    "ORDER BY sql NOT LIKE 'CREATE VIRTUAL TABLE % USING fts5vocab%', sql NOT LIKE 'CREATE VIRTUAL TABLE %' LIMIT 1"
)
"""Finds the next table to drop. Virtual tables come first, since each takes its own tables with it; those that read
another virtual table come before it."""


def open_for_writing(path: Path) -> sqlite3.Connection:
    """A connection that may write. Makes the file if there is none. Raises EditionError."""
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{WRITING_KIB}")
        return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that only reads, for one thread. Raises EditionError if there is no edition."""
    if not path.is_file():
        raise EditionError(Wording("there is no edition yet"), Wording("run 'datganiad publish'"))
    with told(path):
        address = f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if is_at_rest(path) else ''}"
        connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=30)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute(f"PRAGMA cache_size = -{READING_KIB}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def is_at_rest(path: Path) -> bool:
    """Whether SQLite has to be told that nobody writes to the edition, since this user may write nothing beside it.

    It would put its shared memory there, where there is none (https://sqlite.org/wal.html, Read-Only Databases). While
    somebody else publishes there is, and a log with it; whoever reads has to open the edition again then.
    """
    return not os.access(path.parent, os.W_OK, effective_ids=True) and not path.with_name(f"{path.name}-wal").exists()


def prepare_tables(connection: sqlite3.Connection) -> None:
    """The tables of this format, inside the caller's transaction; those of another format go."""
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found == FORMAT:
        return
    while old := connection.execute(_FIRST_TABLE).fetchone():
        connection.execute(f'DROP TABLE "{old[0]}"')
    for statement in (_TABLES + search_index.TABLES).split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {FORMAT}")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what SQLite and the system say of the file into an EditionError with the way out."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        text = str(error)
        if "full" in text or "disk I/O" in text:
            what = Wording("the disk is full or failing (%(why)s)", why=text)
            hint = Wording("make room and publish again; what was live is still live")
            raise EditionError(what, hint) from error
        if "not a database" in text or "malformed" in text:
            what = Wording("%(file)s is damaged (%(why)s)", file=path.name, why=text)
            hint = Wording("move %(file)s and its -wal and -shm files away, and publish again", file=path.name)
            raise EditionError(what, hint) from error
        if "readonly" in text or "unable to open" in text:
            what = Wording("%(file)s cannot be opened (%(why)s)", file=path.name, why=text)
            hint = Wording("let this user read and write %(folder)s/", folder=path.parent.name)
            raise EditionError(what, hint) from error
        hint = Wording("try again; if it goes on, move the file away and publish again")
        raise EditionError(Quoted(f"{path.name}: {text}"), hint) from error
    except OSError as error:
        hint = Wording("look at the disk and its permissions, and publish again")
        raise EditionError(Quoted(f"{path.name}: {error.strerror or error}"), hint) from error
