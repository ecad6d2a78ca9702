"""The edition from above: its releases and pages by name and address, without their words.

For whoever makes the whole site, or a list of all of it. What is not live at the time does not exist.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from app.edition.found import Outlined
from app.edition.related import kept, kept_of_all
from app.edition.store import SEEN

_OUTLINE = ", ".join(Outlined._fields)


class Overview:
    """The edition at a moment. now: aware."""

    def __init__(self, connection: sqlite3.Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now.timestamp()

    def everything(self) -> Iterator[tuple[str, dict[str, str], datetime | None]]:
        """Every release and page by name: its address in each language, and when it was published or last corrected."""
        rows = self._connection.execute(
            "SELECT pair.name, json_group_object(half.lang, half.address), "
            "CASE pair.section WHEN 'releases' THEN pair.latest_at END "
            f"FROM pair JOIN half USING (name) WHERE {SEEN} GROUP BY pair.name "
            "ORDER BY pair.section, pair.published_at DESC, pair.name",
            {"now": self._now},
        )
        for name, addresses, at in rows:
            yield name, json.loads(addresses), None if at is None else datetime.fromtimestamp(at, UTC)

    def outline(self, section: str = "") -> list[Outlined]:
        """Every release and page that the public sees or saw, without its words; the newest first.

        section: "releases" or "pages", or empty for both.
        """
        chosen = "AND section = :section" if section else ""
        rows = self._connection.execute(
            f"SELECT {_OUTLINE} FROM pair WHERE visible_at <= :now {chosen} ORDER BY published_at DESC, name",
            {"now": self._now, "section": section},
        )
        return list(map(Outlined._make, rows))

    def outlined(self, names: Iterable[str]) -> list[Outlined]:
        """As outline(), of some, by name."""
        query = f"SELECT {_OUTLINE} FROM pair WHERE name = ? AND visible_at <= ?"
        rows = (self._connection.execute(query, (name, self._now)).fetchone() for name in names)
        return [Outlined._make(row) for row in rows if row]

    def latest(self, topic: str, count: int) -> list[Outlined]:
        """The releases that were published or corrected last. topic: its key, or empty for all."""
        rows = self._connection.execute(
            f"WITH listed AS ({listed(topic, '', 'latest_at')}) "
            f"SELECT {_OUTLINE} FROM listed JOIN pair USING (name) ORDER BY listed.at DESC, name",
            {"now": self._now, "topic": topic, "start": 0, "count": count},
        )
        return list(map(Outlined._make, rows))

    def kept(self, name: str) -> str:
        """What related() chooses from for a name, as text, embargoed releases included. Not for the public."""
        return kept(self._connection, name)

    def kept_of_all(self) -> dict[str, str]:
        """As kept(), for every name that has any."""
        return kept_of_all(self._connection)

    def withdrawn(self) -> Iterator[tuple[str, dict[str, str]]]:
        """What was withdrawn, by name, with its address in each language."""
        rows = self._connection.execute(
            "SELECT pair.name, json_group_object(half.lang, half.address) FROM pair JOIN half USING (name) "
            "WHERE pair.withdrawn AND pair.visible_at <= :now GROUP BY pair.name ORDER BY pair.name",
            {"now": self._now},
        )
        for name, addresses in rows:
            yield name, json.loads(addresses)

    def moved(self) -> Iterator[tuple[str, str, str, str]]:
        """Old addresses, the latest year first: name and language of what stood there, the old one, that of today."""
        yield from self._connection.execute(
            "SELECT half.name, half.lang, old_address.address, half.address "
            "FROM old_address JOIN half USING (name, lang) JOIN pair USING (name) "
            "WHERE pair.visible_at <= :now ORDER BY half.name DESC, old_address.address",
            {"now": self._now},
        )


def listed(topic: str, chosen: str, order: str) -> str:
    """The query for name and place of releases, newest first. chosen: what else is asked of them. order: a column."""
    # CROSS JOIN has SQLite begin with the topic, not with all that there is.
    source = "pair_topic CROSS JOIN pair USING (name)" if topic else "pair"
    at = "pair_topic.published_at" if topic and order == "published_at" else f"pair.{order}"
    return (
        f"SELECT name, {at} AS at FROM {source} WHERE pair.section = 'releases' AND {SEEN} "
        f"{'AND pair_topic.topic = :topic' if topic else ''} {chosen} "
        f"ORDER BY {at} DESC, name LIMIT :count OFFSET :start"
    )
