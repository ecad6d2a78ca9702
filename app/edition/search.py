"""Searching the edition: what the public may see at a moment, and nothing else."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz, process

from app.edition.terms import Query, words_of

_WEIGHTS = "10.0, 4.0, 1.0, 5.0, 0.5"
"""Of a word in the title, the summary and the rest, and of its stem in the title and the rest."""
LIKE_ENOUGH = 72
"""Percentage of likeness (rapidfuzz's ratio) from which a word of the site is offered for one that it does not have."""

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
        """What has every term of a query, the best first; what came out since the last publish before the rest."""
        total = self.count(query, filters)
        rows = (
            self._connection.execute(
                f"{self._found(filters)} ORDER BY late DESC, rank, id DESC LIMIT :count OFFSET :start",
                self._values(query, filters, start=start, count=count),
            ).fetchall()
            if total
            else []
        )
        return Results(tuple(self._hit(number, "late" if late else "search") for number, late, _ in rows), total)

    def count(self, query: Query, filters: Filters) -> int:
        """How many have every term of a query."""
        if not query.expression:
            return 0
        values = self._values(query, filters)
        return int(self._connection.execute(f"SELECT count(*) FROM ({self._found(filters)})", values).fetchone()[0])

    def nearest(self, query: Query) -> dict[str, str]:
        """For each word of a query that the site does not have, the one of its words that is most like it."""
        found = {}
        words: tuple[str, ...] = ()
        for term in query.wanted:
            if len(term.words) > 1 or term.prefix or self.count(Query((term,)), Filters()):
                continue
            words = words or self._vocabulary()
            (typed,) = term.words
            best = process.extractOne(typed, words, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
            if best is not None:
                found[typed] = self._as_written(str(best[0]))
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

    def _values(self, query: Query, filters: Filters, **more: int) -> dict[str, object]:
        return {"words": query.expression, "now": self._now, "topic": filters.topic, "year": filters.year, **more}

    def _hit(self, number: int, kind: str) -> Hit:
        row = self._connection.execute(
            f"SELECT pair.name, title, summary, body FROM {kind}_{self._lang} AS texts "
            "JOIN pair ON pair.id = texts.rowid WHERE texts.rowid = ?",
            (number,),
        ).fetchone()
        return Hit(*row)

    def _vocabulary(self) -> tuple[str, ...]:
        """Every word of the index that a reader could have meant."""
        rows = self._connection.execute(
            f"SELECT DISTINCT term FROM vocabulary_{self._lang} WHERE col IN ('title', 'summary', 'body') "
            "AND length(term) > 2 AND term NOT GLOB '*[0-9]*'"
        )
        return tuple(term for (term,) in rows)

    def _as_written(self, word: str) -> str:
        """A word of the index with its marks and capitals, as the first text that has it writes it."""
        row = self._connection.execute(
            f"SELECT title, summary, body FROM search_{self._lang} WHERE search_{self._lang} MATCH ? LIMIT 1",
            (f'{{title summary body}} : "{word}"',),
        ).fetchone()
        text = "\n".join(row) if row else ""
        return next((text[each.start : each.end] for each in words_of(text) if each.folded == word), word)
