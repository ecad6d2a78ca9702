"""What else a reader of a release may want: by shared topics, and by the words that few other releases have.

It is worked out when a release is published, for it and for those that are most like it, and kept: so a release that
goes live changes the pages of a few others, not of all.
"""

import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache, lru_cache
from heapq import nlargest

from app.edition.store import HEADLINE, SEEN
from app.locales import LOCALES

SHOWN_RELATED = 3
KEPT = 5
"""How many related releases are kept for each: more than are shown, in case one is withdrawn. As many again are kept of
those under embargo, which are shown as soon as the public sees them."""
WORDS_ASKED = 8
"""Words of a title and summary that are looked for elsewhere: the rarest."""
COMMON = 100
"""A word that so many releases have in title or summary no longer tells one from another."""
CANDIDATES = 50
"""How many releases of each topic are compared: the newest."""
WORDS_KEPT = 16_384
"""Words whose releases are kept in memory while many are worked out: 13 MB at most."""
_A_LITTLE = 1e-6
"""What one place among the newest counts: too little to outweigh a topic."""


def related(
    connection: sqlite3.Connection, lang: str, name: str, now: datetime, count: int
) -> list[tuple[object, ...]]:
    """The headlines of releases like one, in a language: the most alike first, the newer first among equals."""
    return connection.execute(
        "WITH nearest AS (SELECT pair.name, likeness, published_at, year, month, topics "
        f"FROM related JOIN pair ON pair.name = related.other WHERE related.name = :name AND {SEEN} "
        "ORDER BY likeness DESC, published_at DESC, pair.name LIMIT :count) "
        f"SELECT {HEADLINE} FROM nearest AS pair JOIN half ON half.name = pair.name AND half.lang = :lang "
        "ORDER BY likeness DESC, published_at DESC, pair.name",
        {"lang": lang, "name": name, "now": now.timestamp(), "count": count},
    ).fetchall()


_KEPT = "SELECT name, group_concat(other || ' ' || likeness, char(10)) FROM related"


def kept(connection: sqlite3.Connection, name: str) -> str:
    """All that is kept of a release: a line for each other, with its name, a space and its likeness."""
    row = connection.execute(f"{_KEPT} WHERE name = ? GROUP BY name", (name,)).fetchone()
    return str(row[1]) if row else ""


def kept_of_all(connection: sqlite3.Connection) -> dict[str, str]:
    """As kept(), by the name of each release that has any."""
    return dict(connection.execute(f"{_KEPT} GROUP BY name"))


class Relations:
    """Who is like whom, for the one who publishes. Everything happens inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, name: str, headlines: Mapping[str, Iterable[str]], *, late: bool) -> None:
        """Notes the words of a title and summary, by language. late: the public does not see them yet."""
        self.remove(name)
        rows = [(lang, word, not late, name) for lang, words in headlines.items() for word in words]
        self._connection.executemany("INSERT INTO headline VALUES (?, ?, ?, ?)", rows)

    def remove(self, name: str) -> None:
        """Forgets the words of a release."""
        self._connection.execute("DELETE FROM headline WHERE name = ?", (name,))

    def promote(self, names: Iterable[str]) -> None:
        """Counts the words of what has come out of embargo."""
        self._connection.executemany("UPDATE headline SET seen = 1 WHERE name = ?", [(name,) for name in names])

    def near(self, name: str) -> set[str]:
        """The releases among whose others one is."""
        return {other for (other,) in self._connection.execute("SELECT name FROM related WHERE other = ?", (name,))}

    def renew(
        self, changed: Iterable[str], bereft: Iterable[str], now: datetime, step: Callable[[], None]
    ) -> list[str]:
        """Works out the others of the releases that changed, of those most like them, and of those that lost one.

        Gives the names of those that did not change and have got others. step: is called for each of those that did.
        """
        working = _Likeness(self._connection, now)
        new = dict.fromkeys(changed)
        for name in new:
            step()
            self._work_out(name, working)
        query = "SELECT other FROM related WHERE name = ?"
        nearest = {other for name in new for (other,) in self._connection.execute(query, (name,))}
        moved = []
        for name in sorted({*nearest, *bereft} - set(new)):
            before = self._others(name)
            self._work_out(name, working)
            if self._others(name) != before:
                moved.append(name)
        return moved

    def _others(self, name: str) -> list[tuple[str, float]]:
        return self._connection.execute("SELECT other, likeness FROM related WHERE name = ?", (name,)).fetchall()

    def _work_out(self, name: str, working: "_Likeness") -> None:
        execute = self._connection.execute
        execute("DELETE FROM related WHERE name = ?", (name,))
        standing = "SELECT 1 FROM pair WHERE name = ? AND section = 'releases' AND NOT withdrawn"
        if execute(standing, (name,)).fetchone() is None:
            return
        for likeness in (working.of(name), working.in_topics(name, late=True)):
            rows = [(name, *each) for each in _nearest(likeness)]
            self._connection.executemany("INSERT INTO related VALUES (?, ?, ?)", rows)


class _Likeness:
    """How alike releases are, while no pair comes or goes: what is asked for one is kept for the others."""

    def __init__(self, connection: sqlite3.Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now.timestamp()
        self._having = lru_cache(maxsize=WORDS_KEPT)(self._ask_having)
        self._newest = cache(self._ask_newest)

    def of(self, name: str) -> Mapping[str, float]:
        """How alike the others are that the public sees.

        One that shares all of its topics counts for as much as the one that is most like it in words, in each of the
        languages: so every language has the same ones.
        """
        scores = defaultdict(float, self.in_topics(name, late=False))
        for found in self._in_words(name):
            best = max(found.values()) * len(LOCALES)
            for other, likeness in found.items():
                scores[other] += likeness / best
        return scores

    def in_topics(self, name: str, *, late: bool) -> dict[str, float]:
        """The share of a release's topics that others have; among equals the newer is a little more alike.

        late: those under embargo, of which nothing but the topics counts.
        """
        topics = self._connection.execute("SELECT topic FROM pair_topic WHERE name = ?", (name,)).fetchall()
        shared: Counter[str] = Counter()
        published: dict[str, float] = {}
        for (topic,) in topics:
            others = [each for each in self._newest(topic, late) if each[0] != name][:CANDIDATES]
            published.update(others)
            shared.update(dict(others).keys())
        newest = sorted(shared, key=lambda other: (-published[other], other))
        return {other: shared[other] / len(topics) - place * _A_LITTLE for place, other in enumerate(newest)}

    def _in_words(self, name: str) -> Iterator[dict[str, float]]:
        """The others that have rare words of its title and summary in theirs, in each language: the rarer, the more."""
        rows = self._connection.execute("SELECT lang, word FROM headline WHERE name = ?", (name,)).fetchall()
        for lang in LOCALES:
            having = [(word, self._having(lang, word)) for each, word in rows if each == lang]
            spread = [(len(names) - (name in names), word, names) for word, names in having]
            rare = sorted(each for each in spread if 0 < each[0] < COMMON)
            found: dict[str, float] = {}
            for others, _, names in rare[:WORDS_ASKED]:
                weight = 1 / others
                for other in names:
                    found[other] = found.get(other, 0.0) + weight
            found.pop(name, None)
            if found:
                yield found

    def _ask_having(self, lang: str, word: str) -> tuple[str, ...]:
        """The releases that the public sees and that have a word; of more than are rare for any of them, some."""
        query = f"SELECT name FROM headline WHERE lang = ? AND word = ? AND seen LIMIT {COMMON + 1}"
        return tuple(sys.intern(name) for (name,) in self._connection.execute(query, (lang, word)))

    def _ask_newest(self, topic: str, late: bool) -> list[tuple[str, float]]:
        """The newest releases of a topic and when they were published: one more than counts, for the one that asks."""
        # Whichever are few come first: of a topic the newest, and of the releases those under embargo.
        few = "pair INDEXED BY pair_visible"
        source = f"{few} CROSS JOIN pair_topic USING (name)" if late else "pair_topic CROSS JOIN pair USING (name)"
        asked = "pair.visible_at > :now AND NOT pair.withdrawn" if late else SEEN
        rows: list[tuple[str, float]] = self._connection.execute(
            f"SELECT name, pair_topic.published_at FROM {source} WHERE topic = :topic "
            f"AND {asked} AND section = 'releases' "
            f"ORDER BY pair_topic.published_at DESC LIMIT {CANDIDATES + 1}",
            {"topic": topic, "now": self._now},
        ).fetchall()
        return rows


def _nearest(likeness: Mapping[str, float]) -> list[tuple[str, float]]:
    """The most alike; among equals the first by name."""
    least = min(nlargest(KEPT, likeness.values()), default=0.0)
    alike = [each for each in likeness.items() if each[1] >= least]
    return sorted(alike, key=lambda item: (-item[1], item[0]))[:KEPT]
