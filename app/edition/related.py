"""What else a reader of a release may want: by shared topics, and by the words that few other releases have.

It is worked out when a release is published, for it and for those that are most like it, and kept: so a release that
goes live changes the pages of a few others, not of all.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from app.edition.store import HEADLINE, SEEN
from app.locales import LOCALES

SHOWN_RELATED = 3
KEPT = 5
"""Others that are kept of each release: more than are shown, for the case that one is withdrawn. As many again of those
under embargo, which are shown from the moment at which the public sees them."""
WORDS_ASKED = 8
"""Words of a title and summary that are looked for elsewhere: the rarest."""
COMMON = 100
"""Releases that have a word in their title or summary, at which it says nothing any more."""
CANDIDATES = 50
"""Of each topic, the newest."""
_A_LITTLE = 1e-6


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


def kept_of_all(connection: sqlite3.Connection) -> dict[str, str]:
    """All that is kept of each release, by its name: a line for each other, with its name, a space and its likeness."""
    return dict(
        connection.execute("SELECT name, group_concat(other || ' ' || likeness, char(10)) FROM related GROUP BY name")
    )


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

    def promote(self, now: datetime) -> None:
        """Counts the words of what has come out of embargo since."""
        self._connection.execute(
            "UPDATE headline SET seen = 1 WHERE NOT seen AND name IN (SELECT name FROM pair WHERE visible_at <= ?)",
            (now.timestamp(),),
        )

    def near(self, name: str) -> set[str]:
        """The releases among whose others one is."""
        return {other for (other,) in self._connection.execute("SELECT name FROM related WHERE other = ?", (name,))}

    def renew(self, changed: Iterable[str], bereft: Iterable[str], now: datetime, step: Callable[[], None]) -> None:
        """Works out the others of the releases that changed, of those most like them, and of those that lost one.

        step: is called for each of those that changed.
        """
        new = dict.fromkeys(changed)
        for name in new:
            step()
            self._work_out(name, now)
        query = "SELECT other FROM related WHERE name = ?"
        nearest = {other for name in new for (other,) in self._connection.execute(query, (name,))}
        for name in sorted({*nearest, *bereft} - set(new)):
            self._work_out(name, now)

    def _work_out(self, name: str, now: datetime) -> None:
        execute = self._connection.execute
        execute("DELETE FROM related WHERE name = ?", (name,))
        standing = "SELECT 1 FROM pair WHERE name = ? AND section = 'releases' AND NOT withdrawn"
        if execute(standing, (name,)).fetchone() is None:
            return
        for likeness in (self._likeness(name, now), self._in_topics(name, now, late=True)):
            nearest = sorted(likeness.items(), key=lambda item: (-item[1], item[0]))[:KEPT]
            self._connection.executemany("INSERT INTO related VALUES (?, ?, ?)", [(name, *each) for each in nearest])

    def _likeness(self, name: str, now: datetime) -> Mapping[str, float]:
        """How alike the releases are that the public sees.

        One that shares all of its topics counts for as much as the one that is most like it in words, in each of the
        languages: so every language has the same ones.
        """
        scores = defaultdict(float, self._in_topics(name, now, late=False))
        for found in self._in_words(name).values():
            best = max(found.values())
            for other, likeness in found.items():
                scores[other] += likeness / best / len(LOCALES)
        return scores

    def _in_topics(self, name: str, now: datetime, *, late: bool) -> dict[str, float]:
        """The share of a release's topics that others have; among equals the newer is a little more alike.

        late: those under embargo, of which nothing but the topics counts.
        """
        # Whichever are few come first: of a topic the newest, and of the releases those under embargo.
        few = "pair INDEXED BY pair_visible"
        source = f"{few} CROSS JOIN pair_topic USING (name)" if late else "pair_topic CROSS JOIN pair USING (name)"
        asked = "pair.visible_at > :now AND NOT pair.withdrawn" if late else SEEN
        topics = self._connection.execute("SELECT topic FROM pair_topic WHERE name = ?", (name,)).fetchall()
        shared: Counter[str] = Counter()
        published: dict[str, float] = {}
        for (topic,) in topics:
            rows = self._connection.execute(
                f"SELECT name, pair_topic.published_at FROM {source} WHERE topic = :topic "
                f"AND {asked} AND section = 'releases' AND name <> :name "
                f"ORDER BY pair_topic.published_at DESC LIMIT {CANDIDATES}",
                {"topic": topic, "name": name, "now": now.timestamp()},
            ).fetchall()
            published.update(rows)
            shared.update(dict(rows).keys())
        newest = sorted(shared, key=lambda other: (-published[other], other))
        return {other: shared[other] / len(topics) - place * _A_LITTLE for place, other in enumerate(newest)}

    def _in_words(self, name: str) -> dict[str, dict[str, float]]:
        """By language, the others that have rare words of its title and summary in theirs: the rarer, the more."""
        rows = self._connection.execute(
            "SELECT lang, word, (SELECT count(*) FROM (SELECT 1 FROM headline AS theirs WHERE theirs.lang = own.lang "
            f"AND theirs.word = own.word AND theirs.seen AND theirs.name <> own.name LIMIT {COMMON})) AS spread "
            "FROM headline AS own WHERE name = ? ORDER BY lang, spread, word",
            (name,),
        ).fetchall()
        found: dict[str, dict[str, float]] = {}
        for lang in LOCALES:
            rare = [(word, spread) for each, word, spread in rows if each == lang and 0 < spread < COMMON]
            for word, spread in rare[:WORDS_ASKED]:
                query = "SELECT name FROM headline WHERE lang = ? AND word = ? AND seen AND name <> ?"
                for (other,) in self._connection.execute(query, (lang, word, name)):
                    scores = found.setdefault(lang, {})
                    scores[other] = scores.get(other, 0.0) + 1 / spread
        return found
