"""Releases that are alike: how much is looked at for one of them."""

import sqlite3
from datetime import UTC, datetime

import pytest

from app.edition.related import CANDIDATES, COMMON, Relations
from app.edition.store import prepare_tables

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PAIR = "INSERT INTO pair VALUES (?, ?, 'releases', ?, 0, 1, 0, ?, 0, ?, 2025, 1, '', '', '{}', '', '{}', 'one', 1)"


def edition_of(count: int) -> sqlite3.Connection:
    """So many releases of one topic, with the same words, of which the public sees all but two."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    prepare_tables(connection)
    relations = Relations(connection)
    for number in range(count):
        name, late = f"releases/2025/{number}", number < 2
        visible_at = NOW.timestamp() + (60 if late else -60)
        connection.execute(PAIR, (name, number, visible_at, number, number))
        connection.execute("INSERT INTO pair_topic VALUES ('one', ?, ?)", (number, name))
        relations.put(name, {"cy": ["gair", "tŷ"], "en": ["word", "house"]}, late=late)
    return connection


def steps_in(connection: sqlite3.Connection, name: str) -> int:
    """What SQLite does to find out which others are like one, in steps of its machine."""
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.set_progress_handler(step, 1)
    Relations(connection).renew([name], (), NOW, lambda: None)
    connection.set_progress_handler(None, 1)
    return steps


@pytest.mark.parametrize("number", [0, 5])
def test_no_more_is_looked_at_where_there_are_more_releases(number: int) -> None:
    some = 2 * max(CANDIDATES, COMMON)
    few, many = (steps_in(edition_of(count), f"releases/2025/{number}") for count in (some, 4 * some))
    assert 0 < many < 1.1 * few


def test_what_many_share_is_asked_once() -> None:
    connection = edition_of(300)
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    names = [f"releases/2025/{number}" for number in range(20, 40)]
    Relations(connection).renew(names, (), NOW, lambda: None)
    shared = [each for each in asked if "releases/2025" not in each]
    assert any("'gair'" in each for each in shared)
    assert len(shared) == len(set(shared))


def test_those_under_embargo_are_found_among_all() -> None:
    connection = edition_of(300)
    Relations(connection).renew(["releases/2025/0"], (), NOW, lambda: None)
    others = {other for (other,) in connection.execute("SELECT other FROM related WHERE name = 'releases/2025/0'")}
    assert "releases/2025/1" in others
    assert "releases/2025/299" in others
