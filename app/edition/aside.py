"""Releases that are ready, and wait until it is settled who gets which address.

Kept in temporary tables, outside the memory of the process, at latest until the connection is closed.
"""

import pickle
import sqlite3

from app.edition.prepared import Prepared

_TABLES = (
    "CREATE TEMP TABLE aside (name TEXT PRIMARY KEY, prepared BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TEMP TABLE wanted (address TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (address, name)) WITHOUT ROWID",
)


class Aside:
    """What is ready to go in, by name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        for table in _TABLES:
            connection.execute(table)

    def lay(self, prepared: Prepared) -> None:
        """Keeps a release."""
        name = prepared.name
        self._connection.execute("INSERT INTO temp.aside VALUES (?, ?)", (name, pickle.dumps(prepared)))
        wanted = {(address, name) for address in prepared.addresses.values()}
        self._connection.executemany("INSERT INTO temp.wanted VALUES (?, ?)", wanted)

    def take(self, name: str) -> Prepared:
        """A release that was laid aside."""
        row = self._connection.execute("SELECT prepared FROM temp.aside WHERE name = ?", (name,)).fetchone()
        found: Prepared = pickle.loads(row[0])  # noqa: S301 - our own
        return found

    def wanting(self, address: str) -> set[str]:
        """The releases that want an address."""
        return {
            name for (name,) in self._connection.execute("SELECT name FROM temp.wanted WHERE address = ?", (address,))
        }
