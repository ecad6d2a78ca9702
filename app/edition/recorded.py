"""What the record says, as the publisher asks it.

The record is the file; the edition keeps in tables what it said, so that a record that looks as it did when the
publisher wrote its last line is not read and proved again from the first. `audit` always proves all of it.
"""

import hashlib
import json
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from app.edition.files import look_of
from app.edition.interface import Meta
from app.edition.record import RECORD_PATH, Event, Record, append, read_record, unrecorded
from app.edition.store import open_for_reading
from app.errors import EditionError
from app.model import Finding
from app.settings import SiteFolder
from app.wording import Wording

_KEY = "record"

_PART_BYTES = 1 << 20


class Recorded:
    """The record of a site, for the one who publishes. now: aware. verify: the file is read whole in any case.

    findings: that lines are gone, once the record is open.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, now: datetime, *, verify: bool) -> None:
        self._connection = connection
        self._meta = Meta(connection)
        self._path = path
        self._now = now
        self._verify = verify
        self._record = Record((), "", 0)
        self.findings: tuple[Finding, ...] = ()

    def open(self) -> bool:
        """Whether the record is the one that the tables know; else they are filled anew. Raises RecordError."""
        known = json.loads(self._meta.get(_KEY) or "{}")
        if known and not self._verify and self._is_as_it_was(known):
            self._record = Record((), known["last"], known["size_bytes"])
            return True
        self.findings = _cut_off(self._connection, self._path)
        self._record = read_record(self._path)
        self._connection.execute("DELETE FROM recorded")
        self._connection.execute("DELETE FROM recorded_address")
        self._keep(self._record.events)
        return False

    def _is_as_it_was(self, known: Mapping[str, str]) -> bool:
        """Whether the file looks as it did; where it is too new to be trusted, whether it has the same bytes."""
        if look_of(self._path, self._now) == known["look"]:
            return True
        return look_of(self._path, None) == known["look"] and _digest(self._path) == known["digest"]

    def add(self, seen: Sequence[Event]) -> tuple[Event, ...]:
        """Appends what the public sees and the record does not say; gives that.

        seen: as in unrecorded(). Raises EditionError.
        """
        latest = {name: found for name in dict.fromkeys(each.name for each in seen) if (found := self._latest(name))}
        events = unrecorded(latest, seen)
        if events:
            try:
                self._record = append(self._path, self._record, events)
            except OSError as error:
                what = Wording("the record cannot be written (%(why)s)", why=error.strerror)
                hint = Wording("make room and publish again; the edition is whole, and the record catches up with it")
                raise EditionError(what, hint) from error
            self._keep(events)
        return events

    def knows(self, name: str) -> bool:
        """Whether the public has ever seen a release."""
        return self._connection.execute("SELECT 1 FROM recorded WHERE name = ?", (name,)).fetchone() is not None

    def addresses_of(self, name: str) -> list[Mapping[str, str]]:
        """Every address that a release ever had, by language."""
        rows = self._connection.execute("SELECT lang, address FROM recorded_address WHERE name = ?", (name,))
        return [{lang: address} for lang, address in rows.fetchall()]

    def names_at(self, address: str) -> set[str]:
        """The releases that ever had an address."""
        rows = self._connection.execute("SELECT name FROM recorded_address WHERE address = ?", (address,))
        return {name for (name,) in rows}

    def _latest(self, name: str) -> Event | None:
        query = "SELECT event, addresses, digests FROM recorded WHERE name = ?"
        row = self._connection.execute(query, (name,)).fetchone()
        return Event(self._now, row[0], name, json.loads(row[1]), json.loads(row[2])) if row else None

    def _keep(self, events: Sequence[Event]) -> None:
        """Notes what these lines say, and what the file looks like with them as its last."""
        execute = self._connection.execute
        for event in events:
            addresses, digests = dict(event.addresses), dict(event.digests)
            row = (event.name, event.event, json.dumps(addresses), json.dumps(digests))
            execute("INSERT OR REPLACE INTO recorded VALUES (?, ?, ?, ?)", row)
            for lang, address in addresses.items():
                execute("INSERT OR REPLACE INTO recorded_address VALUES (?, ?, ?)", (address, lang, event.name))
        look = look_of(self._path, None)
        size_bytes = self._record.size_bytes
        digest = _digest(self._path, size_bytes) if size_bytes else ""
        known = {"look": look, "digest": digest, "last": self._record.last, "size_bytes": size_bytes}
        self._meta.set(_KEY, json.dumps(known))


def _cut_off(connection: sqlite3.Connection, path: Path) -> tuple[Finding, ...]:
    """That the record lacks lines which it had at the last publish, or has others in their place.

    Each line is sound by itself when the last ones are cut off: only the edition knows that they were there.
    """
    known = json.loads(Meta(connection).get(_KEY) or "{}")
    if not known or not known["size_bytes"] or _digest(path, known["size_bytes"]) == known["digest"]:
        return ()
    what = Wording("lines are gone that it had at the last publish")
    fix = Wording("put the latest backup of it back, and publish; without one, it goes on with what is live")
    return (Finding(RECORD_PATH, 1, "warning", "record", what, fix),)


def cut_off(folder: SiteFolder) -> tuple[Finding, ...]:
    """That the record of a site lacks lines which it had at the last publish; nothing without an edition to tell it."""
    with suppress(EditionError, sqlite3.Error), closing(open_for_reading(folder.edition)) as connection:
        return _cut_off(connection, folder.record)
    return ()


def _digest(path: Path, size_bytes: int = sys.maxsize) -> str:
    """Hex BLAKE2, three times as fast as SHA-256, of a file's first bytes or of all; empty if it is not there."""
    digest = hashlib.blake2b()
    try:
        with path.open("rb") as file:
            while part := file.read(min(_PART_BYTES, size_bytes - file.tell())):
                digest.update(part)
    except FileNotFoundError:
        return ""
    return digest.hexdigest()
