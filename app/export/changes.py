"""What a run changes in a folder, file by file.

Kept in a temporary file and not in memory: ten years of releases have a million names.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Literal, get_args

Kind = Literal["added", "changed", "removed"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_TABLE = "CREATE TABLE file (name TEXT PRIMARY KEY, before TEXT, after TEXT) WITHOUT ROWID"
"""Files of units that are written again or go, with their digests before and after; NULL where there is none."""

_VIEW = """
CREATE VIEW change AS SELECT name, CASE
    WHEN before IS NULL THEN 'added' WHEN after IS NULL THEN 'removed' WHEN before <> after THEN 'changed'
END AS kind FROM file
"""

_NOTE = """
INSERT INTO file VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE
SET before = coalesce(before, excluded.before), after = coalesce(after, excluded.after)
"""
"""A file may pass from one unit to another: one has lost it, the other has gained it."""


class Changes:
    """What another run makes of a folder. kept: number of files that stay as they are.

    Names are relative to the folder, with forward slashes, in alphabetical order.
    """

    def __init__(self) -> None:
        self.kept = 0
        self._connection = sqlite3.connect("", isolation_level=None)
        for statement in (_TABLE, _VIEW, "BEGIN"):
            self._connection.execute(statement)

    def note(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        """Takes in the files of a unit. before, after: their digests by name; an empty one is of a damaged file."""
        names = (name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        self._connection.executemany(_NOTE, ((name, before.get(name), after.get(name)) for name in names))

    def count(self, kind: Kind) -> int:
        """How many files there are of a kind."""
        return int(self._connection.execute("SELECT count(*) FROM change WHERE kind = ?", (kind,)).fetchone()[0])

    def names(self, kind: Kind, most: int = -1) -> Iterator[str]:
        """The names of a kind. most: of the first ones; -1 for all."""
        query = "SELECT name FROM change WHERE kind = ? ORDER BY name LIMIT ?"
        return (str(name) for (name,) in self._connection.execute(query, (kind, most)))

    def brings(self, name: str) -> bool:
        """Whether a file of this name is added or changed."""
        query = "SELECT kind FROM change WHERE name = ?"
        return self._connection.execute(query, (name,)).fetchone() in {("added",), ("changed",)}

    @property
    def any(self) -> bool:
        """Whether anything changes at all."""
        return any(self.count(kind) for kind in KINDS)

    def close(self) -> None:
        self._connection.close()
