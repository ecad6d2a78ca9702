"""The files of a site are followed, wherever they are and whatever else goes on there."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue

import pytest

from app.cli import following
from app.cli.following import TICK_MS, follow
from app.cli.speech import Speech
from app.locales import LONDON
from tests.newsroom import STAND_IN, Newsroom, other

SOURCES = pytest.mark.parametrize("source", ["cy", "en"])

WELL_WITHIN_S = 20

WEEK = timedelta(days=7)

Until = Callable[[Callable[[], bool]], None]
"""Waits for publishes until one has made something true."""


@pytest.fixture(autouse=True)
def no_retry(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it does not hear of is not found by itself a minute later."""
    monkeypatch.setattr(following, "RETRY", WEEK)


@contextmanager
def followed(newsroom: Newsroom) -> Iterator[Until]:
    """A site whose files are followed."""
    published: Queue[datetime] = Queue()

    def then(at: datetime) -> list[str]:
        published.put(at)
        return []

    def until(is_so: Callable[[], bool]) -> None:
        while not is_so():
            published.get(timeout=WELL_WITHIN_S)

    stop = threading.Event()
    say = Speech("en", lambda: newsroom.folder)
    follower = threading.Thread(target=follow, args=(newsroom.folder, say, stop, frozenset(), then))
    follower.start()
    try:
        published.get(timeout=WELL_WITHIN_S)  # of all files, as it begins
        yield until
    finally:
        stop.set()
        follower.join()


def shows(newsroom: Newsroom, words: str) -> Callable[[], bool]:
    """Whether the public sees a text somewhere."""
    return lambda: any(words in each for each in newsroom.seen(datetime.now(UTC)).values())


@pytest.mark.parametrize("early", [True, False])
@pytest.mark.parametrize("linked", ["file", "folder"])
def test_what_a_link_leads_to_is_followed(newsroom: Newsroom, tmp_path: Path, linked: str, *, early: bool) -> None:
    catalogue = newsroom.root / newsroom.catalogue_path(newsroom.release())
    place, real = catalogue if linked == "file" else catalogue.parent, tmp_path / "elsewhere"

    def put_away() -> None:
        place.rename(real)
        place.symlink_to(real)

    if early:
        put_away()
    with followed(newsroom) as until:
        if not early:
            put_away()
        for old, new in (("two.", "two, Un."), ("two, Un.", "two, Dau."), ("two, Dau.", "two, Tri.")):
            newsroom.edit(str(catalogue), f" Test paragraph {old}", f" Test paragraph {new}")
            until(shows(newsroom, f"Test paragraph {new}"))


@SOURCES
def test_a_table_of_hosts_that_lets_a_link_through_is_followed(newsroom: Newsroom, source: str) -> None:
    catalogue = newsroom.catalogue_path(newsroom.release(source=source, body="See <https://one.example/>."))
    newsroom.edit(
        catalogue, f"{STAND_IN[other(source)]} See <https://one", f"{STAND_IN[other(source)]} See <https://two"
    )
    with followed(newsroom) as until:
        assert not newsroom.seen(datetime.now(UTC))
        newsroom.write("translations/hosts.csv", "english,welsh,note\none.example,two.example,\n")
        until(shows(newsroom, "https://two.example/"))


def test_an_embargo_ends_while_somebody_writes_what_is_no_text(newsroom: Newsroom) -> None:
    ends = datetime.now(LONDON) + timedelta(seconds=5)
    newsroom.release(published=f"{ends:%Y-%m-%d %H:%M:%S}")
    done = threading.Event()

    def upload() -> None:
        while not done.wait(TICK_MS / 5000):
            newsroom.write("content/releases/2026/.film.mp4.part", f"{datetime.now(UTC)}")

    uploading = threading.Thread(target=upload)
    uploading.start()
    try:
        with followed(newsroom) as until:
            until(lambda: bool(newsroom.events()))
    finally:
        done.set()
        uploading.join()


def test_files_that_cannot_be_watched_are_looked_at_and_that_is_told_once(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def watch(*_paths: Path, **_options: object) -> Iterator[set[object]]:
        raise OSError("no more can be watched")

    monkeypatch.setattr(following, "watch", watch)
    with followed(newsroom) as until:
        newsroom.release("un", body="Test paragraph un.")
        until(shows(newsroom, "Test paragraph un."))
        newsroom.release("dau", body="Test paragraph dau.")
        until(shows(newsroom, "Test paragraph dau."))
    assert capsys.readouterr().err.count("no more can be watched") == 1


def test_an_edition_that_somebody_else_made_is_followed(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.release()
    with followed(newsroom) as until:
        elsewhere = Newsroom(tmp_path / "elsewhere")
        shutil.copytree(newsroom.root, elsewhere.root)
        elsewhere.remove_edition()
        elsewhere.publish(datetime.now(UTC))
        elsewhere.folder.edition.replace(newsroom.folder.edition)
        publishes = iter((False, True))
        until(lambda: next(publishes))


def test_a_clock_that_is_put_back_is_followed_at_once(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([datetime.now(UTC) + WEEK] * 2)
    monkeypatch.setattr(following, "now", lambda: next(times, datetime.now(UTC)))
    at: list[datetime] = []
    stop = threading.Event()

    def then(moment: datetime) -> list[str]:
        at.append(moment)
        if len(at) > 1:
            stop.set()
        return []

    newsroom.release()
    ended = threading.Timer(WELL_WITHIN_S, stop.set)
    ended.start()
    follow(newsroom.folder, Speech("en", lambda: newsroom.folder), stop, frozenset(), then)
    ended.cancel()
    assert len(at) == 2
    assert at[1] < at[0]
