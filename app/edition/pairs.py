"""Pairs in the edition's tables: put in, taken out, and what held back those that are not in."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from app.edition.assembly import Assembled
from app.edition.record import Event
from app.edition.search_index import SearchIndex
from app.edition.serial import dump_findings, dump_release, load_findings
from app.gate import ALWAYS
from app.locales import LONDON
from app.model import Finding


class Pairs:
    """The pairs of an edition, for the one who publishes. Everything happens inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._index = SearchIndex(connection)

    def put(
        self,
        assembled: Assembled,
        addresses: Mapping[str, str],
        visible_at: datetime,
        now: datetime,
        *,
        withdrawn: bool,
        old: Iterable[Mapping[str, str]],
    ) -> None:
        """Puts a pair in, in place of the one of its name. old: every address that the public has had for it."""
        release, sources = assembled.release, assembled.sources
        assert release is not None
        execute = self._connection.execute
        self.drop(release.name)
        number = execute("SELECT coalesce(max(id), 0) + 1 FROM pair").fetchone()[0]
        execute(
            "INSERT INTO pair VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                release.name,
                number,
                release.section,
                visible_at.timestamp(),
                now.timestamp(),
                withdrawn,
                (release.published or ALWAYS).timestamp(),
                max((item.at.timestamp() for item in release.corrections), default=0.0),
                release.year,
                release.published.astimezone(LONDON).month if release.published else 0,
                release.menu,
                sources.digest(),
                json.dumps(sources.digests()),
            ),
        )
        for lang, localised in assembled.localised.items():
            execute(
                "INSERT INTO half VALUES (?, ?, ?, ?)", (release.name, lang, addresses[lang], dump_release(localised))
            )
            execute("DELETE FROM old_address WHERE address = ?", (addresses[lang],))
        if not withdrawn:
            self._index.put(number, assembled.localised, late=visible_at > now)
        for topic in dict.fromkeys(release.topics):
            execute("INSERT INTO pair_topic VALUES (?, ?)", (topic, release.name))
        for each in old:
            for lang, address in each.items():
                if address != addresses[lang]:
                    execute("INSERT OR IGNORE INTO old_address VALUES (?, ?, ?)", (address, lang, release.name))

    def catch_up(self, now: datetime) -> None:
        """Lets search find what has come out of embargo as it finds everything else."""
        self._index.promote(now)

    def settle(self) -> None:
        """The last thing of a publish, when all pairs are put in and taken out."""
        self._index.settle()

    def drop(self, name: str) -> None:
        """Takes a pair out, if it is in."""
        found = self._connection.execute("SELECT id FROM pair WHERE name = ?", (name,)).fetchone()
        if found:
            self._index.remove(found[0])
        self._connection.execute("DELETE FROM pair WHERE name = ?", (name,))

    def seen(self, now: datetime) -> list[Event]:
        """What the public sees of each pair, in the order in which it came to see it."""
        rows = self._connection.execute(
            "SELECT name, max(visible_at, stored_at) AS since, withdrawn, digests FROM pair WHERE visible_at <= ? "
            "ORDER BY since, name",
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

    def names_at(self, address: str) -> set[str]:
        """The pairs that have an address, or once had it."""
        rows = self._connection.execute(
            "SELECT name FROM half WHERE address = :at UNION SELECT name FROM old_address WHERE address = :at",
            {"at": address},
        )
        return {name for (name,) in rows}

    def held(self, name: str, digest: str) -> tuple[Finding, ...]:
        """What the files of a release were found to lack, if they are still those of the digest."""
        row = self._connection.execute(
            "SELECT findings FROM held WHERE name = ? AND digest = ?", (name, digest)
        ).fetchone()
        return load_findings(row[0]) if row else ()

    def hold(self, digest: str, assembled: Assembled) -> None:
        """Remembers what the files of a release lack, so that they are not read again until they change."""
        name = assembled.sources.name
        self._connection.execute("DELETE FROM held WHERE name = ?", (name,))
        draft = assembled.release is not None and assembled.release.draft
        errors = tuple(finding for finding in assembled.findings if finding.level == "error")
        if errors and not draft:
            self._connection.execute("INSERT INTO held VALUES (?, ?, ?)", (name, digest, dump_findings(errors)))
