"""What else a reader of a release may want: by shared topics, and by the words that few other releases have."""

import sqlite3
from collections import defaultdict
from datetime import datetime

from app.edition.store import SEEN
from app.edition.terms import words_of
from app.locales import LOCALES

SHORTEST_WORD = 4
WORDS_ASKED = 8
"""Words of a title and summary that are looked for elsewhere: the rarest."""
CANDIDATES = 30

_OTHERS = f"{SEEN} AND pair.section = 'releases' AND pair.name <> :name"


def related(connection: sqlite3.Connection, name: str, now: datetime, count: int) -> tuple[str, ...]:
    """The names of releases like one, the most alike first, the newer first among equals.

    A release that shares all of its topics counts for as much as the one that is most like it in words, in each of the
    languages: so every language has the same ones.
    """
    values = {"name": name, "now": now.timestamp()}
    scores: defaultdict[str, float] = defaultdict(float)
    rows = connection.execute(
        "SELECT theirs.name, count(*) * 1.0 / (SELECT count(*) FROM pair_topic WHERE name = :name) "
        "FROM pair_topic AS own JOIN pair_topic AS theirs USING (topic) JOIN pair ON pair.name = theirs.name "
        f"WHERE own.name = :name AND {_OTHERS} GROUP BY theirs.name "
        f"ORDER BY count(*) DESC, pair.published_at DESC LIMIT {CANDIDATES}",
        values,
    )
    for other, share in rows:
        scores[other] += share
    for lang in LOCALES:
        found = _like_in_words(connection, lang, values)
        best = max(found.values(), default=0.0)
        for other, likeness in found.items():
            scores[other] += likeness / best / len(LOCALES) if best else 0.0
    newest = {
        other: connection.execute("SELECT published_at FROM pair WHERE name = ?", (other,)).fetchone()[0]
        for other in scores
    }
    ordered = sorted(scores, key=lambda other: (-round(scores[other], 6), -newest[other], other))
    return tuple(ordered[:count])


def _like_in_words(connection: sqlite3.Connection, lang: str, values: dict[str, object]) -> dict[str, float]:
    """How alike other releases are in the rare words of the title and summary; more is more."""
    row = connection.execute(
        f"SELECT title, summary FROM search_{lang} AS texts JOIN pair ON pair.id = texts.rowid WHERE pair.name = :name",
        values,
    ).fetchone()
    words = {word.folded for text in row or () for word in words_of(text) if len(word.folded) >= SHORTEST_WORD}
    spread = {word: _releases_with(connection, lang, word) for word in words}
    rare = sorted((word for word in words if spread[word] > 1), key=lambda word: (spread[word], word))[:WORDS_ASKED]
    if not rare:
        return {}
    asked = " OR ".join(f'"{word}"' for word in rare)
    rows = connection.execute(
        f"SELECT pair.name, -bm25(search_{lang}, 3.0, 2.0, 1.0, 0.0, 0.0) AS likeness "
        f"FROM search_{lang} JOIN pair ON pair.id = search_{lang}.rowid "
        f"WHERE search_{lang} MATCH :words AND {_OTHERS} ORDER BY likeness DESC LIMIT {CANDIDATES}",
        {**values, "words": f"{{title summary body}} : ({asked})"},
    )
    return {other: max(likeness, 0.0) for other, likeness in rows}


def _releases_with(connection: sqlite3.Connection, lang: str, word: str) -> int:
    """In about how many texts a word stands."""
    found = connection.execute(
        f"SELECT max(doc) FROM vocabulary_{lang} WHERE term = ? AND col IN ('title', 'summary', 'body')", (word,)
    ).fetchone()[0]
    return int(found or 0)
