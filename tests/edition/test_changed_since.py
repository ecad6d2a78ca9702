"""What has changed since the edition was read: some pairs, of which their own pages alone show it, or anything."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest

from app.edition.query import Edition
from app.edition.store import open_for_reading
from tests.newsroom import NOON, Newsroom

FIRST = "content/releases/2026/first.md"
LATER = NOON + timedelta(days=1)


@pytest.fixture
def newsroom(newsroom: Newsroom) -> Newsroom:
    newsroom.release("first", title="Lighthouse repaired", front="topics: [first]")
    newsroom.release("second", title="Lighthouse lamp", front="topics: [first]")
    newsroom.release("third", title="Harbour wall", front="topics: [second]")
    newsroom.release("embargoed", title="Harbour gate", published="2026-01-16 09:30")
    newsroom.publish()
    return newsroom


def mark(newsroom: Newsroom) -> str:
    with closing(open_for_reading(newsroom.folder.edition)) as connection:
        return Edition(newsroom.folder, connection).mark(NOON)


def changed(newsroom: Newsroom, since: str, now: object = NOON) -> list[str] | None:
    with closing(open_for_reading(newsroom.folder.edition)) as connection:
        found = Edition(newsroom.folder, connection).changed_since(since, now)
    return None if found is None else [name.removeprefix("releases/2026/") for name in found]


def number(newsroom: Newsroom) -> int:
    with closing(open_for_reading(newsroom.folder.edition)) as connection:
        return Edition(newsroom.folder, connection).number()


def edit(newsroom: Newsroom, path: str, old: str, new: str) -> None:
    newsroom.edit(path, old, new)
    newsroom.translate(path)
    newsroom.publish()


def test_nothing_has_changed_where_nothing_was_published(newsroom: Newsroom) -> None:
    before = mark(newsroom)
    newsroom.publish()
    assert changed(newsroom, before) == []


def test_other_words_change_the_pages_of_their_release_alone(newsroom: Newsroom) -> None:
    before = mark(newsroom)
    edit(newsroom, FIRST, "Test paragraph two.", "Test paragraph dau.")
    assert changed(newsroom, before) == ["first"]
    edit(newsroom, FIRST.replace("first", "third"), "Test paragraph two.", "Test paragraph dau.")
    assert changed(newsroom, before) == ["first", "third"]
    assert changed(newsroom, mark(newsroom)) == []


def gets_another_title(newsroom: Newsroom) -> None:
    edit(newsroom, FIRST, "Lighthouse repaired", "Lighthouse mended")


def is_corrected(newsroom: Newsroom) -> None:
    edit(newsroom, FIRST, "source: cy", 'source: cy\ncorrections: [{at: 2026-01-12 10:00, note: "Test."}]')


def is_withdrawn(newsroom: Newsroom) -> None:
    newsroom.withdraw(FIRST)
    newsroom.publish()


def gets_another_topic(newsroom: Newsroom) -> None:
    edit(newsroom, FIRST, "topics: [first]", "topics: [second]")


def gets_a_companion(newsroom: Newsroom) -> None:
    newsroom.release("fourth")
    newsroom.publish()


def is_under_embargo_no_more(newsroom: Newsroom) -> None:
    (newsroom.root / FIRST.replace("first", "embargoed")).unlink()
    newsroom.publish()


def is_made_again(newsroom: Newsroom) -> None:
    newsroom.remove_edition()
    newsroom.publish()


@pytest.mark.parametrize(
    "step",
    [
        gets_another_title,
        is_corrected,
        is_withdrawn,
        gets_another_topic,
        gets_a_companion,
        is_under_embargo_no_more,
        is_made_again,
    ],
)
def test_what_lists_show_may_change_anything(newsroom: Newsroom, step: Callable[[Newsroom], None]) -> None:
    before = mark(newsroom)
    step(newsroom)
    assert changed(newsroom, before) is None
    edit(newsroom, FIRST.replace("first", "third"), "Test paragraph two.", "Test paragraph dau.")
    assert changed(newsroom, before) is None


def test_the_end_of_an_embargo_may_change_anything(newsroom: Newsroom) -> None:
    before = mark(newsroom)
    assert changed(newsroom, before, NOON + timedelta(hours=1)) == []
    assert changed(newsroom, before, LATER) is None


def test_a_mark_of_another_time_or_place_says_nothing(newsroom: Newsroom) -> None:
    before = mark(newsroom)
    for strange in ("", "none", f"x{before}"):
        assert changed(newsroom, strange) is None
    assert changed(newsroom, before, NOON - timedelta(seconds=1)) is None


def test_a_release_that_is_shown_beside_another_now_changes_its_pages(newsroom: Newsroom) -> None:
    newsroom.release("lone", title="Sunny meadow", front="topics: [second]")
    newsroom.publish()
    before = mark(newsroom)
    newsroom.edit(FIRST.replace("first", "third"), "topics: [second]", "topics: []")
    newsroom.publish()
    assert changed(newsroom, before) is None
    with closing(open_for_reading(newsroom.folder.edition)) as connection:
        rows = dict(connection.execute("SELECT name, edition FROM pair"))
    latest = max(rows.values())
    assert {name for name, edition in rows.items() if edition == latest} >= {
        "releases/2026/third",
        "releases/2026/lone",
    }


def test_an_edition_that_was_put_back_from_a_copy_has_another_past(newsroom: Newsroom) -> None:
    copy = newsroom.folder.edition.with_name("copy")
    with closing(sqlite3.connect(newsroom.folder.edition)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    edit(newsroom, FIRST, "Test paragraph two.", "Test paragraph dau.")
    lost = mark(newsroom)
    newsroom.remove_edition()
    copy.rename(newsroom.folder.edition)
    edit(newsroom, FIRST, "Test paragraph dau.", "Test paragraph two two.")
    assert number(newsroom) == 2
    assert changed(newsroom, lost) is None
