"""Reading the edition: every question takes the time, and what is not live at that time does not exist."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from app.edition.found import Found, Headline, Listed, Stored
from app.edition.overview import Overview, listed
from app.edition.record import TOPICS
from app.edition.related import SHOWN_RELATED, related
from app.edition.search import Search
from app.edition.serial import load_interface, load_release
from app.edition.store import FORMAT, HEADLINE, SEEN, told
from app.edition.values import Interface
from app.errors import EditionError
from app.settings import SiteFolder
from app.wording import Wording


class Edition:
    """The edition as one thread reads it. Holds no state but its connection."""

    def __init__(self, folder: SiteFolder, connection: sqlite3.Connection) -> None:
        self._file = folder.edition
        self._connection = connection

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one edition, whatever is published meanwhile."""
        with told(self._file):
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    def data_version(self) -> int:
        """Another number where anything was published since this connection asked before, the same where not."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def number(self) -> int:
        """The number of the edition, from 1. Raises EditionError if nothing was published yet."""
        return int(self._meta("number"))

    def token(self) -> str:
        """Which edition this is: no other has it, not even one that was made in its place. Raises as number()."""
        query = "SELECT token FROM edition WHERE number = ?"
        return str(self._connection.execute(query, (self.number(),)).fetchone()[0])

    def mark(self, now: datetime) -> str:
        """What changed_since() asks for: which edition this is, and the moment at which it is read."""
        return f"{self.token()} {now.timestamp()}"

    def changed_since(self, mark: str, now: datetime) -> list[str] | None:
        """The pairs of which their own pages alone have changed since a mark, by name.

        mark: empty for none. Gives None where lists have changed as well, or an embargo ended, or where the mark is not
        of this edition's past: it may have been made again, or put back from a copy.
        """
        token, _, then = mark.partition(" ")
        execute, times = self._connection.execute, {"then": float(then or 0), "now": now.timestamp()}
        known = execute("SELECT number FROM edition WHERE token = ?", (token,)).fetchone()
        if known is None or times["then"] > times["now"] or int(self._meta("listed")) > known[0]:
            return None
        if execute("SELECT 1 FROM pair WHERE visible_at > :then AND visible_at <= :now LIMIT 1", times).fetchone():
            return None
        rows = execute("SELECT name FROM pair WHERE edition > ? ORDER BY name", known)
        return [name for (name,) in rows]

    def published_at(self) -> datetime:
        """When the edition was published. Aware, UTC."""
        return datetime.fromtimestamp(float(self._meta("published_at")), UTC)

    def interface(self) -> Interface:
        """Templates, words and sites of the edition."""
        interface = load_interface(self._meta("interface"))
        compiled = self._connection.execute("SELECT value FROM meta WHERE key = 'compiled'").fetchone()
        return replace(interface, compiled=compiled[0]) if compiled else interface

    def changed_at(self, now: datetime) -> datetime:
        """When the public last saw something change: a new edition, or an embargo that ended."""
        latest = self._connection.execute("SELECT max(visible_at) FROM pair WHERE visible_at <= ?", (now.timestamp(),))
        ended = latest.fetchone()[0]
        published = self.published_at()
        return max(published, datetime.fromtimestamp(ended, UTC)) if ended is not None else published

    def next_change(self, now: datetime) -> datetime | None:
        """When the next embargo ends. Aware, UTC; None without an embargo."""
        row = self._connection.execute(
            "SELECT min(visible_at) FROM pair WHERE visible_at > ?", (now.timestamp(),)
        ).fetchone()
        return datetime.fromtimestamp(row[0], UTC) if row[0] is not None else None

    def find(self, lang: str, address: str, now: datetime) -> Found | None:
        """What stands, or once stood, at an address."""
        moved = False
        row = self._half(
            "SELECT pair.addresses, pair.withdrawn, half.body FROM half JOIN pair USING (name) "
            "WHERE half.address = :address AND half.lang = :lang AND pair.visible_at <= :now",
            lang=lang,
            address=address,
            now=now.timestamp(),
        )
        if row is None:
            moved = True
            row = self._half(
                "SELECT pair.addresses, pair.withdrawn, half.body FROM old_address JOIN half USING (name, lang) "
                "JOIN pair USING (name) "
                "WHERE old_address.address = :address AND old_address.lang = :lang AND pair.visible_at <= :now",
                lang=lang,
                address=address,
                now=now.timestamp(),
            )
        if row is None:
            return None
        pair_addresses, withdrawn, body = row
        addresses = dict(json.loads(pair_addresses))
        return Found(load_release(body), bool(withdrawn), addresses, addresses[lang] if moved else "")

    def addresses(self, name: str) -> dict[str, str]:
        """The address of a pair in each language."""
        return dict(self._connection.execute("SELECT lang, address FROM half WHERE name = ?", (name,)).fetchall())

    def headlines(
        self,
        lang: str,
        now: datetime,
        *,
        topic: str = "",
        year: int = 0,
        month: int = 0,
        start: int = 0,
        count: int = 20,
    ) -> tuple[Headline, ...]:
        """Releases, newest first. topic: its key, or empty for all. year, month: as on the calendar; 0 for all."""
        chosen = "AND pair.year = :year" if year else ""
        chosen += " AND pair.month = :month" if month else ""
        rows = self._connection.execute(
            f"WITH listed AS ({listed(topic, chosen, 'published_at')}) "
            f"SELECT {HEADLINE} FROM listed JOIN pair USING (name) JOIN half USING (name) "
            "WHERE half.lang = :lang ORDER BY listed.at DESC, name",
            {
                "lang": lang,
                "now": now.timestamp(),
                "topic": topic,
                "year": year,
                "month": month,
                "start": start,
                "count": count,
            },
        )
        return tuple(map(Headline._make, rows))

    def releases(self, lang: str, now: datetime, *, topic: str = "", count: int = 20) -> tuple[Listed, ...]:
        """The releases, with their texts, that were published or corrected last. topic: as above."""
        rows = self._connection.execute(
            f"WITH listed AS ({listed(topic, '', 'latest_at')}) "
            "SELECT half.body, half.address FROM listed JOIN half USING (name) "
            "WHERE half.lang = :lang ORDER BY listed.at DESC, name",
            {"lang": lang, "now": now.timestamp(), "topic": topic, "start": 0, "count": count},
        )
        return tuple(Listed(load_release(body), address) for body, address in rows)

    def topic_counts(self, now: datetime) -> dict[str, int]:
        """The number of releases of each topic that has any, by key."""
        rows = self._connection.execute(
            "SELECT topic, count(*) FROM pair_topic JOIN pair USING (name) "
            f"WHERE pair.section = 'releases' AND {SEEN} GROUP BY topic",
            {"now": now.timestamp()},
        )
        return dict(rows.fetchall())

    def month_counts(self, now: datetime) -> dict[tuple[int, int], int]:
        """The number of releases of each month that has any, by year and month."""
        rows = self._connection.execute(
            f"SELECT year, month, count(*) FROM pair WHERE section = 'releases' AND {SEEN} GROUP BY year, month",
            {"now": now.timestamp()},
        )
        return {(year, month): count for year, month, count in rows}

    def related(self, lang: str, name: str, now: datetime, count: int = SHOWN_RELATED) -> tuple[Headline, ...]:
        """Releases about the same, by topics and words: the same ones in both languages."""
        return tuple(map(Headline._make, related(self._connection, lang, name, now, count)))

    def headline(self, lang: str, name: str) -> Headline:
        """A release or page that is in the edition, by name."""
        row = self._connection.execute(
            f"SELECT {HEADLINE} FROM pair JOIN half USING (name) WHERE name = ? AND half.lang = ?", (name, lang)
        ).fetchone()
        return Headline._make(row)

    def named(self, lang: str, name: str) -> Listed:
        """A release or page that is in the edition, by name, with its text."""
        row = self._connection.execute(
            "SELECT body, address FROM half WHERE name = ? AND lang = ?", (name, lang)
        ).fetchone()
        return Listed(load_release(row[0]), row[1])

    def interface_digest(self) -> str:
        """A digest that changes with the interface."""
        return self._meta("interface_digest")

    def menu(self, lang: str, menu: str, now: datetime) -> tuple[Headline, ...]:
        """The pages of the site in a menu, by name."""
        rows = self._connection.execute(
            f"SELECT {HEADLINE} FROM pair JOIN half USING (name) "
            f"WHERE half.lang = :lang AND pair.section = 'pages' AND pair.menu = :menu AND {SEEN} ORDER BY pair.name",
            {"lang": lang, "menu": menu, "now": now.timestamp()},
        )
        return tuple(map(Headline._make, rows))

    def overview(self, now: datetime) -> Overview:
        """All of it, without words."""
        return Overview(self._connection, now)

    def topic_addresses(self) -> list[tuple[str, str, str]]:
        """Each address that a topic has or ever had, with its key and its language."""
        return self._connection.execute(
            "SELECT substr(name, length(:topics) + 1), lang, address FROM recorded_address "
            "WHERE name >= :topics AND name < :topics || char(0x10ffff) ORDER BY name, lang, address",
            {"topics": TOPICS},
        ).fetchall()

    def search(self, lang: str, now: datetime) -> Search:
        """Questions to the search index of a language."""
        return Search(self._connection, lang, now)

    def names(self) -> dict[str, Stored]:
        """Every pair of the edition by name, the embargoed ones too. Not for the public."""
        rows = self._connection.execute("SELECT name, digest, withdrawn, visible_at FROM pair ORDER BY name")
        return {row[0]: Stored._make(row[1:]) for row in rows}

    def stored(self, name: str) -> Stored | None:
        """The pair of a name, if the edition has one, the embargoed ones too. Not for the public."""
        query = "SELECT digest, withdrawn, visible_at FROM pair WHERE name = ?"
        row = self._connection.execute(query, (name,)).fetchone()
        return Stored._make(row) if row else None

    def embargoed(self, now: datetime) -> list[str]:
        """The names of pairs that the public does not see yet. Not for the public."""
        rows = self._connection.execute("SELECT name FROM pair WHERE visible_at > ?", (now.timestamp(),))
        return [name for (name,) in rows]

    def names_at(self, address: str) -> set[str]:
        """The releases that have an address or ever had it, the embargoed ones too. Not for the public."""
        rows = self._connection.execute(
            "SELECT name FROM half WHERE address = :at UNION SELECT name FROM old_address WHERE address = :at "
            "UNION SELECT name FROM recorded_address WHERE address = :at",
            {"at": address},
        )
        return {name for (name,) in rows}

    def standing(self) -> list[str]:
        """Every pair of the edition that is not withdrawn, by name, the embargoed ones too. Not for the public."""
        return [name for (name,) in self._connection.execute("SELECT name FROM pair WHERE NOT withdrawn ORDER BY name")]

    def pair_digests(self, name: str) -> dict[str, str]:
        """The digests of the files that a pair came from, by path. Not for the public."""
        row = self._connection.execute("SELECT digests FROM pair WHERE name = ?", (name,)).fetchone()
        return dict(json.loads(row[0])) if row else {}

    def _half(self, query: str, **values: object) -> tuple[str, int, str] | None:
        row: tuple[str, int, str] | None = self._connection.execute(query, values).fetchone()
        return row

    def _meta(self, key: str) -> str:
        found = self._connection.execute("PRAGMA user_version").fetchone()[0]
        row = (
            self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
            if found == FORMAT
            else None
        )
        if row is None:
            raise EditionError(
                Wording("nothing is published yet"), Wording("run 'datganiad publish'; it says what is missing")
            )
        return str(row[0])
