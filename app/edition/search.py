"""Searching the edition: what the public may see at a moment, and nothing else."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz, process

from app.edition.terms import Query

_WEIGHTS = "10.0, 4.0, 1.0, 5.0, 0.5"
"""Of a word in the title, the summary and the rest, and of its stem in the title and the rest."""
LIKE_ENOUGH = 72
"""Percentage of likeness (rapidfuzz's ratio) from which a word of the site is offered for one that it does not have."""
SHORTEST_MEANT, LENGTHS_APART = 3, 2
"""Letters of a word that is offered; and how many more or fewer than were typed."""

_SEEN = "pair.visible_at <= :now AND NOT pair.withdrawn"


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search. topic: its key; year: of publication; both empty or 0 for all."""

    topic: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A release or page that was found. title, summary, body: as in the index, plain."""

    name: str
    title: str
    summary: str
    body: str


@dataclass(frozen=True, slots=True)
class Results:
    """Those of a page of results, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


class Search:
    """Questions to the index, at one moment and in one language. now: aware."""

    def __init__(self, connection: sqlite3.Connection, lang: str, now: datetime) -> None:
        self._connection = connection
        self._lang = lang
        self._now = now.timestamp()

    def results(self, query: Query, filters: Filters, *, start: int = 0, count: int = 10) -> Results:
        """What has every term of a query: in the form typed, then in others.

        In each the best first, but what came out since the last publish before the rest.
        """
        hits: list[Hit] = []
        total = 0
        for words in query.ranks:
            here = self._count(words, filters)
            if len(hits) < count and start + len(hits) < total + here:
                rows = self._connection.execute(
                    f"{self._found(filters)} ORDER BY late DESC, rank, id DESC LIMIT :count OFFSET :start",
                    self._values(words, filters, start=max(0, start - total), count=count - len(hits)),
                ).fetchall()
                hits += (self._hit(number, "late" if late else "search") for number, late, _ in rows)
            total += here
        return Results(tuple(hits), total)

    def count(self, query: Query, filters: Filters) -> int:
        """How many have every term of a query."""
        return self._count(query.expression, filters) if query.expression else 0

    def nearest(self, query: Query) -> dict[str, str]:
        """For each word of a query that the site does not have, the one of its words that is most like it."""
        found = {}
        for term in query.wanted:
            if len(term.words) > 1 or term.prefix or self.count(Query((term,)), Filters()):
                continue
            (typed,) = term.words
            words = self._words_as_long_as(typed)
            best = process.extractOne(typed, words, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
            if best is not None:
                found[typed] = best[2]
        return found

    def _found(self, filters: Filters) -> str:
        """The query for id, late and rank of all that is found; a better rank is less."""
        topic = (
            "AND EXISTS (SELECT 1 FROM pair_topic WHERE name = pair.name AND topic = :topic)" if filters.topic else ""
        )
        year = "AND pair.section = 'releases' AND pair.year = :year" if filters.year else ""
        return " UNION ALL ".join(
            f"SELECT pair.id AS id, {late} AS late, {rank} AS rank FROM {table} JOIN pair ON pair.id = {table}.rowid "
            f"WHERE {table} MATCH :words AND {_SEEN} {topic} {year}"
            for table, late, rank in (
                (f"search_{self._lang}", 0, f"bm25(search_{self._lang}, {_WEIGHTS})"),
                (f"late_{self._lang}", 1, "-pair.published_at"),
            )
        )

    def _count(self, words: str, filters: Filters) -> int:
        values = self._values(words, filters)
        return int(self._connection.execute(f"SELECT count(*) FROM ({self._found(filters)})", values).fetchone()[0])

    def _values(self, words: str, filters: Filters, **more: int) -> dict[str, object]:
        return {"words": words, "now": self._now, "topic": filters.topic, "year": filters.year, **more}

    def _hit(self, number: int, kind: str) -> Hit:
        row = self._connection.execute(
            f"SELECT pair.name, title, summary, body FROM {kind}_{self._lang} AS texts "
            "JOIN pair ON pair.id = texts.rowid WHERE texts.rowid = ?",
            (number,),
        ).fetchone()
        return Hit(*row)

    def _words_as_long_as(self, word: str) -> dict[str, str]:
        """The words of the index about as long as one, by how they are written; those of one or two letters not."""
        rows = self._connection.execute(
            "SELECT written, folded FROM word WHERE lang = ? AND length BETWEEN ? AND ?",
            (self._lang, max(SHORTEST_MEANT, len(word) - LENGTHS_APART), len(word) + LENGTHS_APART),
        )
        return dict(rows.fetchall())
