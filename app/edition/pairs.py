"""Pairs in the edition's tables: put in, taken out, and what held back those that are not in."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property

from app.edition.interface import Meta
from app.edition.prepared import Prepared, Rows
from app.edition.record import Event
from app.edition.related import Relations
from app.edition.search_index import SearchIndex
from app.edition.serial import dump_findings, load_findings
from app.model import Finding

_SAID = (
    "section, visible_at, withdrawn, published_at, corrected_at, latest_at, year, month, menu, shown, addresses, topics"
)
"""The columns of a pair that its release decides, as _said() gives them."""


class Pairs:
    """The pairs of an edition, for the one who publishes. Everything happens inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._meta = Meta(connection)
        self._index = SearchIndex(connection)
        self._relations = Relations(connection)
        self._changed: list[str] = []
        self._bereft: set[str] = set()

    def put(
        self, prepared: Prepared, rows: Rows, now: datetime, *, withdrawn: bool, old: Iterable[Mapping[str, str]]
    ) -> None:
        """Puts a pair in, in place of the one of its name. old: every address that the public has had for it."""
        visible_at, name = prepared.decision.visible_at, prepared.name
        assert visible_at is not None
        execute = self._connection.execute
        said = _said(prepared, rows, withdrawn=withdrawn)
        if execute(f"SELECT {_SAID} FROM pair WHERE name = ?", (name,)).fetchone() != said:
            self._lists_change()
        self._take_out(name)
        self._changed.append(name)
        if withdrawn:
            self._bereft |= self._relations.near(name)
        number = execute("SELECT coalesce(max(id), 0) + 1 FROM pair").fetchone()[0]
        execute(
            f"INSERT INTO pair (name, id, stored_at, edition, digest, digests, recorded, {_SAID}) "
            "VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (name, number, now.timestamp(), self._coming, prepared.digest, json.dumps(prepared.digests), *said),
        )
        for lang, half in rows.halves.items():
            address = prepared.addresses[lang]
            execute("INSERT INTO half VALUES (?, ?, ?, ?, ?, ?)", (name, lang, address, *half))
            execute("DELETE FROM old_address WHERE address = ?", (address,))
        self._index.put(number, rows.entries, late=visible_at > now)
        if rows.section == "releases":
            headlines = {lang: entry.headline for lang, entry in rows.entries.items()}
            self._relations.put(name, headlines, late=visible_at > now)
        for topic in rows.topics:
            execute("INSERT INTO pair_topic VALUES (?, ?, ?)", (topic, rows.published_at, name))
        for each in old:
            for lang, address in each.items():
                if address != prepared.addresses[lang]:
                    execute("INSERT OR IGNORE INTO old_address VALUES (?, ?, ?)", (address, lang, name))

    def keep(self, prepared: Prepared, rows: Rows, *, withdrawn: bool) -> bool:
        """Whether a pair is in already, just as these rows have it; then only its digest is written anew."""
        execute, name = self._connection.execute, prepared.name
        there = execute(f"SELECT id, {_SAID} FROM pair WHERE name = ?", (name,)).fetchone()
        if there is None or there[1:] != _said(prepared, rows, withdrawn=withdrawn):
            return False
        halves = execute("SELECT lang, title, summary, body FROM half WHERE name = ?", (name,))
        if {lang: tuple(half) for lang, *half in halves} != rows.halves or not self._index.has(there[0], rows.entries):
            return False
        execute("UPDATE pair SET digest = ? WHERE name = ?", (prepared.digest, name))
        return True

    def catch_up(self, now: datetime) -> None:
        """Lets search find what has come out of embargo as it finds everything else."""
        self._relations.promote(self._index.promote(now))

    def settle(self, now: datetime, step: Callable[[], None]) -> None:
        """The last thing of a publish, when all pairs are put in and taken out. step: is called for each of them."""
        self._index.settle()
        moved = self._relations.renew(self._changed, self._bereft, now, step)
        self._connection.executemany(
            "UPDATE pair SET edition = ? WHERE name = ?", [(self._coming, name) for name in moved]
        )

    def drop(self, name: str) -> None:
        """Takes a pair out, if it is in."""
        self._lists_change()
        self._bereft |= self._relations.near(name)
        self._changed.append(name)
        self._relations.remove(name)
        self._take_out(name)

    @cached_property
    def _coming(self) -> int:
        """The number of the edition that this publish makes."""
        return self._meta.coming()

    def _lists_change(self) -> None:
        """Notes that other pages than its own show a pair otherwise than before."""
        self._meta.set("listed", f"{self._coming}")

    def _take_out(self, name: str) -> None:
        found = self._connection.execute("SELECT id FROM pair WHERE name = ?", (name,)).fetchone()
        if found:
            self._index.remove(found[0])
        self._connection.execute("DELETE FROM pair WHERE name = ?", (name,))

    def unrecorded(self, now: datetime) -> list[Event]:
        """What the public sees of each pair that the record is silent on, in the order in which it came to see it."""
        rows = self._connection.execute(
            "SELECT name, max(visible_at, stored_at) AS since, withdrawn, digests FROM pair "
            "WHERE visible_at <= ? AND NOT recorded ORDER BY since, name",
            (now.timestamp(),),
        ).fetchall()
        return [
            Event(
                at=datetime.fromtimestamp(since, UTC),
                event="withdrawn" if withdrawn else "live",
                name=name,
                addresses=dict(self._connection.execute("SELECT lang, address FROM half WHERE name = ?", (name,))),
                digests=json.loads(digests),
            )
            for name, since, withdrawn, digests in rows
        ]

    def set_recorded(self, now: datetime) -> None:
        """Notes that the record says all that the public sees."""
        self._connection.execute(
            "UPDATE pair SET recorded = 1 WHERE visible_at <= ? AND NOT recorded", (now.timestamp(),)
        )

    def forget_recorded(self) -> None:
        """Notes that the record may be another than it was: each pair has to be compared with it again."""
        self._connection.execute("UPDATE pair SET recorded = 0")

    def names_at(self, address: str) -> set[str]:
        """The pairs that have an address, or once had it."""
        rows = self._connection.execute(
            "SELECT name FROM half WHERE address = :at UNION SELECT name FROM old_address WHERE address = :at",
            {"at": address},
        )
        return {name for (name,) in rows}

    def held(self, name: str, digest: str) -> tuple[Finding, ...] | None:
        """The errors that were found in the files of a release, none for a draft; None if the digest is another now."""
        row = self._connection.execute(
            "SELECT findings FROM held WHERE name = ? AND digest = ?", (name, digest)
        ).fetchone()
        return load_findings(row[0]) if row else None

    def hold(self, prepared: Prepared) -> None:
        """Remembers the errors in the files of a release, so that they are not read again until they change."""
        name = prepared.name
        self._connection.execute("DELETE FROM held WHERE name = ?", (name,))
        if prepared.held is not None:
            row = (name, prepared.digest, dump_findings(prepared.held))
            self._connection.execute("INSERT INTO held VALUES (?, ?, ?)", row)


def _said(prepared: Prepared, rows: Rows, *, withdrawn: bool) -> tuple[object, ...]:
    """What stands in the columns _SAID."""
    assert prepared.decision.visible_at is not None
    return (
        rows.section,
        prepared.decision.visible_at.timestamp(),
        withdrawn,
        rows.published_at,
        rows.corrected_at,
        max(rows.published_at, rows.corrected_at),
        rows.year,
        rows.month,
        rows.menu,
        rows.shown,
        json.dumps(dict(sorted(prepared.addresses.items()))),
        " ".join(sorted(rows.topics)),
    )
