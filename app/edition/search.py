"""Searching the edition: what the public may see at a moment, and nothing else."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from app.edition.store import SEEN
from app.edition.terms import Query, parse_query

_WEIGHTS = "10.0, 4.0, 1.0, 5.0, 0.5"
"""Weights for bm25(): of a word in the title, the summary and the rest, and of a stem in the title and the rest."""
_TEXTS = "c0, c1, c2"
"""Title, summary and body in the table where FTS5 keeps them (https://sqlite.org/fts5.html, 9): to read them there is
quicker than to have them from FTS5."""
LIKE_ENOUGH = 72
"""How alike a word of the site must be to be offered for one that it does not have: rapidfuzz ratio, 0 to 100."""
SHORTEST_MEANT, LENGTHS_APART = 3, 2
"""The fewest letters of a word that is offered, and how many more or fewer it may have than the one typed."""


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
        """What has every term of a query: first those with the forms that were typed, then those with others.

        Among each of these, what came out since the last publish comes first, and then the best.
        """
        asked = self._asked(query)
        hits: list[Hit] = []
        totals = dict.fromkeys(asked, 0)
        for rank in range(len(query.ranks)):
            full = len(hits) == count
            for table, part in asked.items():
                if rank >= len(part.ranks):
                    continue
                if full:
                    totals[table] = self._count(table, part.expression, filters)
                    continue
                first = max(0, start - sum(totals.values()))
                found, here = self._best(table, part.ranks[rank], filters, start=first, count=count - len(hits))
                hits += found
                totals[table] += here
        return Results(tuple(hits), sum(totals.values()))

    def count(self, query: Query, filters: Filters) -> int:
        """How many have every term of a query."""
        if not query.expression:
            return 0
        return sum(self._count(table, part.expression, filters) for table, part in self._asked(query).items())

    def nearest(self, query: Query) -> dict[str, str]:
        """For each word of a query that the site does not have, the one of its words that is most like it, or the two
        that it is made of."""
        from rapidfuzz import fuzz, process  # only now: most searches find all their words

        found = {}
        for term in query.wanted:
            if len(term.words) > 1 or term.prefix or self.count(Query((term,)), Filters()):
                continue
            (typed,) = term.words
            if typed.isdigit():  # another number is another thing
                continue
            parted = self._parted(typed)
            if parted:
                found[typed] = parted
                continue
            best = process.extractOne(typed, self._words_as_long_as(typed), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
            if best is not None:
                found[typed] = self._as_written(best[0])
        return found

    def _asked(self, query: Query) -> dict[str, Query]:
        """What each table is asked, by its name: forms that are in no text are left out.

        Most forms of a word are in none, and to search for each of them would take longer than all the rest.
        """
        others = json.dumps([word for term in query.terms for word in term.others])
        known = self._connection.execute(
            "SELECT folded FROM json_each(?) AS other CROSS JOIN word "
            "ON lang = ? AND word.length = length(other.value) AND folded = other.value",
            (others, self._lang),
        )
        here = {f"search_{self._lang}": query.among({folded for (folded,) in known})}
        return {f"late_{self._lang}": query, **here} if self._some_are_late else here

    def _count(self, table: str, words: str, filters: Filters) -> int:
        query = f"SELECT count(*) {self._found(table, filters)}"
        return int(self._connection.execute(query, self._values(words, filters)).fetchone()[0])

    def _best(self, table: str, words: str, filters: Filters, *, start: int, count: int) -> tuple[list[Hit], int]:
        """Those from a place on, and how many there are in all: to count them separately would be to search twice.

        What came out since the last publish has no weights yet, and is ordered by its time, the newest first.
        """
        rank = "-pair.published_at" if table.startswith("late") else f"bm25({table}, {_WEIGHTS})"
        # As below: begin with the few that are wanted.
        found = f"SELECT {table}.rowid AS number, {rank} AS rank {self._found(table, filters)}"
        rows = self._connection.execute(
            f"WITH found AS MATERIALIZED ({found}), "
            "best AS (SELECT number, rank FROM found ORDER BY rank, number DESC LIMIT :count OFFSET :start) "
            f"SELECT (SELECT count(*) FROM found), name, {_TEXTS} "
            f"FROM best CROSS JOIN {table}_content AS texts ON texts.id = number CROSS JOIN pair ON pair.id = number "
            "ORDER BY best.rank, number DESC",
            {**self._values(words, filters), "start": start, "count": count},
        ).fetchall()
        if not rows:
            return [], self._count(table, words, filters) if start or not count else 0
        return [Hit(*row) for _, *row in rows], int(rows[0][0])

    def _found(self, table: str, filters: Filters) -> str:
        """The query for what has the words, from FROM on. It leaves pairs out if nothing is asked of them."""
        topic = (
            "AND EXISTS (SELECT 1 FROM pair_topic WHERE name = pair.name AND topic = :topic)" if filters.topic else ""
        )
        year = "AND pair.section = 'releases' AND pair.year = :year" if filters.year else ""
        if table.startswith("search") and not (topic or year) and self._all_are_seen:
            return f"FROM {table} WHERE {table} MATCH :words"
        # CROSS JOIN has SQLite begin with what has the words, not with all of a year.
        pairs = f"{table} CROSS JOIN pair ON pair.id = {table}.rowid"
        return f"FROM {pairs} WHERE {table} MATCH :words AND {SEEN} {topic} {year}"

    @cached_property
    def _all_are_seen(self) -> bool:
        """Whether the public sees all that it saw at the last publish; a clock that goes back makes it untrue."""
        unseen = self._connection.execute(
            f"SELECT 1 FROM pair CROSS JOIN search_{self._lang} AS texts ON texts.rowid = pair.id "
            "WHERE pair.visible_at > ? LIMIT 1",
            (self._now,),
        )
        return unseen.fetchone() is None

    @cached_property
    def _some_are_late(self) -> bool:
        """Whether anything was under embargo at the last publish."""
        return self._connection.execute(f"SELECT 1 FROM late_{self._lang}_content LIMIT 1").fetchone() is not None

    def _values(self, words: str, filters: Filters) -> dict[str, object]:
        return {"words": words, "now": self._now, "topic": filters.topic, "year": filters.year}

    def _parted(self, word: str) -> str:
        """The word with a hyphen where texts have two in place of one: "cam-drin" for "camdrin"; empty if none has."""
        shortest = SHORTEST_MEANT - 1
        ends = [word[at:] for at in range(shortest, len(word) - shortest + 1)]
        known = self._connection.execute(
            "SELECT folded FROM json_each(?) AS part CROSS JOIN word "
            "ON lang = ? AND word.length = length(part.value) AND folded = part.value",
            (json.dumps(ends), self._lang),
        )
        parted = [f"{word.removesuffix(end)}-{end}" for (end,) in known]
        return next((each for each in parted if self.count(parse_query(each, self._lang), Filters())), "")

    def _words_as_long_as(self, word: str) -> list[str]:
        """The words of the index about as long as one, folded; those of one or two letters not."""
        rows = self._connection.execute(
            "SELECT folded FROM word WHERE lang = ? AND length BETWEEN ? AND ?",
            (self._lang, max(SHORTEST_MEANT, len(word) - LENGTHS_APART), len(word) + LENGTHS_APART),
        )
        return [folded for (folded,) in rows]

    def _as_written(self, word: str) -> str:
        """A word of the index with its marks and capitals."""
        query = "SELECT written FROM word WHERE lang = ? AND length = ? AND folded = ?"
        return str(self._connection.execute(query, (self._lang, len(word), word)).fetchone()[0])
