"""What of an exported folder is ours, kept there itself: an SQLite file, of which a run reads only what it needs.

A folder has a generation, which counts the runs that changed it; each unit has that of the run that changed it last.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from app.errors import SiteError
from app.export.names import MANIFEST
from app.wording import Wording

_VERSION = "2"
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE unit (
    name TEXT PRIMARY KEY,
    made_of TEXT NOT NULL,             -- hex digest; empty where the unit is gone
    generation INTEGER NOT NULL,
    files INTEGER NOT NULL,            -- their number
    digests TEXT NOT NULL              -- JSON: hex SHA-256 of each file, by name
) WITHOUT ROWID;
CREATE INDEX unit_generation ON unit (generation);
CREATE TABLE place (path TEXT PRIMARY KEY, changed_ns INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE guest (path BLOB PRIMARY KEY) WITHOUT ROWID;
"""
"""place: each folder that holds a file of ours, with its time of change. guest: what others have put in,
as bytes, since a name need not be UTF-8."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a unit. digests: hex SHA-256 by name, relative to the folder."""

    made_of: str
    digests: Mapping[str, str] = field(default_factory=dict)


class Manifest:
    """The manifest of a folder, opened for one run. What is put into it is there once it is committed."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Raises SiteError where the file cannot be read. create: begins a new one."""
        self.path = folder / MANIFEST
        self._connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}", uri=True, isolation_level=None
        )
        try:
            if create:
                for statement in _TABLES.split(";\n"):
                    self._connection.execute(statement)
                self.note("version", _VERSION)
                self.note("identity", uuid4().hex)
            if self.get("version") != _VERSION:
                raise sqlite3.DatabaseError("another version")
        except sqlite3.Error as error:
            self._connection.close()
            what = Wording("%(path)s cannot be read (%(why)s)", path=str(self.path), why=str(error))
            raise SiteError(what, Wording("export into another folder")) from None

    def begin(self) -> None:
        """What follows is kept with commit(), or not at all."""
        self._connection.execute("BEGIN")

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()

    @property
    def generation(self) -> int:
        return int(self.get("generation") or 0)

    def get(self, key: str) -> str:
        """The value of a key; empty if there is none."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def note(self, key: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # Units

    def made_of(self) -> dict[str, str]:
        """What each unit was made of, by name."""
        return dict(self._connection.execute("SELECT name, made_of FROM unit WHERE made_of <> ''").fetchall())

    def unit(self, name: str) -> Written:
        """A unit as it was written; one without files where there is no such unit."""
        row = self._connection.execute("SELECT made_of, digests FROM unit WHERE name = ?", (name,)).fetchone()
        return Written(row[0], json.loads(row[1])) if row else Written("")

    def units(self) -> Iterator[tuple[str, Written]]:
        """Every unit with its files."""
        for name, made_of, digests in self._connection.execute("SELECT name, made_of, digests FROM unit"):
            yield name, Written(made_of, json.loads(digests))

    def changed_in(self, generation: int) -> list[str]:
        """The units that a run changed or took away."""
        rows = self._connection.execute("SELECT name FROM unit WHERE generation = ?", (generation,))
        return [name for (name,) in rows]

    def put(self, name: str, written: Written, generation: int) -> None:
        """Notes the files of a unit. One that is gone has none and is made of nothing."""
        row = (name, written.made_of, generation, len(written.digests), json.dumps(dict(written.digests)))
        self._connection.execute("INSERT OR REPLACE INTO unit VALUES (?, ?, ?, ?, ?)", row)

    def forget_gone(self, generation: int) -> None:
        """Forgets what went in the two runs before that of a generation: what went earlier is forgotten already."""
        self._connection.execute(
            "DELETE FROM unit INDEXED BY unit_generation WHERE made_of = '' AND generation BETWEEN ? AND ?",
            (generation - 2, generation - 1),
        )

    def count(self) -> int:
        """The number of our files."""
        return int(self._connection.execute("SELECT coalesce(sum(files), 0) FROM unit").fetchone()[0])

    # Folders and guests

    def places(self) -> dict[str, int]:
        """Each folder that holds a file of ours, with its time of change."""
        return dict(self._connection.execute("SELECT path, changed_ns FROM place").fetchall())

    def note_place(self, path: str, changed_ns: int | None) -> None:
        """Notes the time of change of a folder of ours; None: it is gone."""
        self._connection.execute("DELETE FROM place WHERE path = ?", (path,))
        if changed_ns is not None:
            self._connection.execute("INSERT INTO place VALUES (?, ?)", (path, changed_ns))

    def guests(self) -> set[str]:
        """What others have put into the folder: files, and whole folders."""
        return {os.fsdecode(path) for (path,) in self._connection.execute("SELECT path FROM guest")}

    def set_guests(self, paths: set[str]) -> None:
        """Notes what others have put in."""
        self._connection.execute("DELETE FROM guest")
        self._connection.executemany("INSERT INTO guest VALUES (?)", [(os.fsencode(path),) for path in sorted(paths)])
