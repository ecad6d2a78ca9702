"""What answers in front of Flask: the same as Flask, at once, and never of an edition that is no longer the one."""

import io
import sqlite3
import threading
from collections.abc import Iterable
from datetime import timedelta
from itertools import cycle, product
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import create_environ, run_wsgi_app

from app.edition.query import Edition
from app.edition.store import open_for_writing
from app.web import reading, watch
from app.web.front import Front
from app.web.watch import Proof, Sight, Watch
from tests.newsroom import NOON, Newsroom, build
from tests.sites import DEMONSTRATION_NOW
from tests.web.reader import Reader

ADDRESSES = {"cy": "/cy/datganiadau/2026/peth", "en": "/en/releases/2026/peth-en"}
RELEASES = ["/cy/datganiadau/2018/ymgyrch-netsafe", "/en/releases/2018/operation-netsafe"]
KINDS = [
    "/cy/",
    "/en/",
    "/cy/datganiadau/",
    "/en/releases/2018/",
    "/cy/datganiadau/2018/01/",
    "/en/topics/child-protection",
    "/cy/pynciau/amddiffyn-plant",
    *RELEASES,
    "/cy/datganiadau/2018/ymgyrch-netsafe/ochr-yn-ochr",
    "/en/releases/2018/operation-netsafe/side-by-side",
    "/cy/datganiadau/2018/ymgyrch-netsafe.txt",
    "/en/releases/2018/operation-netsafe.json",
    "/cy/chwilio?q=heddlu",
    "/en/search",
    "/cy/dilyn",
    "/en/follow",
    "/cy/gadael-yn-gyflym",
    "/cy/hygyrchedd",
    "/en/accessibility",
    "/cy/ffrwd.atom",
    "/en/feed.json",
    "/en/topics/child-protection/feed.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/schema/release.json",
    "/static/site.css",
    "/static/icon.svg",
    "/",
    "/cy",
    "/cy/datganiadau/2018",
    "/en/releases/2018/01?x=1",
    "/cy/dim",
    "/en/nothing",
    "//cy/",
    "/cy/ŵ",
    "/healthz",
    f"/en/{'long' * 600}",
]
CODINGS = [None, "gzip", "gzip, deflate, br, zstd", "br;q=0, gzip;q=0.5", "*", "identity;q=0, *;q=0", ";;=q"]
METHODS = ["GET", "HEAD", "POST", "OPTIONS"]
CONDITIONS: list[dict[str, str]] = [
    {},
    {"If-None-Match": "{tag}"},
    {"If-None-Match": "W/{tag}"},
    {"If-None-Match": '"other", {tag}'},
    {"If-None-Match": '"other"'},
    {"If-None-Match": "*"},
    {"If-None-Match": "nonsense"},
    {"If-None-Match": '"other"', "If-Modified-Since": "{changed}"},
    {"If-None-Match": "{tag}", "If-Modified-Since": "Mon, 01 Jan 2018 00:00:00 GMT"},
    {"If-None-Match": "", "If-Modified-Since": "{changed}"},
    {"If-Modified-Since": "{changed}"},
    {"If-Modified-Since": "Mon, 01 Jan 2018 00:00:00 GMT"},
    {"If-Modified-Since": "nonsense"},
    {"If-Match": "{tag}"},
    {"If-Match": '"other"'},
    {"If-Unmodified-Since": "Mon, 01 Jan 2018 00:00:00 GMT"},
    {"Range": "bytes=0-9"},
    {"Range": "bytes=0-9", "If-Range": "{tag}"},
]
OTHERS: list[dict[str, Any]] = [
    {"base_url": "https://test.example"},
    {"query_string": "x=1"},
    {"headers": {"Cookie": "datganiad_language=cy", "Accept-Language": "en"}},
    {"headers": {"Accept-Language": "cy-GB"}},
    {"headers": {"Host": "evil.example", "X-Forwarded-Proto": "https"}},
]

Answered = tuple[str, list[tuple[str, str]], bytes]


def front_of(reader: Reader) -> Front:
    """What stands in front of the application."""
    front: Any = reader.app.wsgi_app
    assert isinstance(front, Front)
    return front


def ask(application: Any, path: str, **request: Any) -> Answered:
    """What a WSGI application answers: status, headers in their order, body."""
    plain, _, query = path.partition("?")
    environ = create_environ(plain, **{"query_string": query, "method": "GET", **request})
    body, status, headers = run_wsgi_app(application, environ, buffered=True)
    return status, headers.to_wsgi_list(), b"".join(body)


def refuse(*_: object) -> Any:
    raise AssertionError("it was asked")


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of an edition are trusted at once, as they would be after ten seconds."""
    monkeypatch.setattr(watch, "IN_DOUBT_NS", 0)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A site with a release, and one that was withdrawn."""
    newsroom = build(tmp_path_factory.mktemp("site"))
    newsroom.release("peth")
    gone = newsroom.release("gone")
    newsroom.publish()
    newsroom.withdraw(gone)
    assert not newsroom.publish().waiting
    return newsroom


@pytest.fixture(scope="module")
def settled(demonstration: Newsroom) -> Reader:
    """A reader of the demonstration who has seen every kind of page."""
    reader = Reader(demonstration, DEMONSTRATION_NOW)
    for path in KINDS:
        reader.ask(path)
    return reader


def compare(
    reader: Reader, path: str, combinations: Iterable[tuple[str | None, dict[str, str], str]], *, kept: bool = True
) -> None:
    """Asks what is in front and what is behind for the same. combinations: of coding, conditions and method.

    kept: whether either may answer with what was made before.
    """
    front, reading = front_of(reader), reader.app.extensions["datganiad"].reading
    for coding, conditions, method in combinations:
        accepted = {"Accept-Encoding": coding} if coding else {}
        own = dict(ask(front.behind, path, headers=accepted)[1])
        known = {"tag": own.get("ETag", '"none"'), "changed": own.get("Last-Modified", "")}
        headers = accepted | {name: value.format(**known) for name, value in conditions.items()}
        request = {"method": method, "headers": headers}
        answers = []
        for application in (front, front.behind):
            if not kept:
                reading._kept = None
            answers.append(ask(application, path, **request))
        assert answers[0] == answers[1], request


@pytest.mark.parametrize("path", KINDS)
def test_every_kind_of_page_is_answered_as_flask_does(settled: Reader, path: str) -> None:
    compare(settled, path, zip(cycle(CODINGS), CONDITIONS, cycle(METHODS[:2])))
    compare(settled, path, ((None, {}, method) for method in METHODS))
    front = front_of(settled)
    for request in OTHERS:
        assert ask(front, path, **request) == ask(front.behind, path, **request), request


@pytest.mark.parametrize("path", KINDS)
def test_what_is_not_kept_yet_is_answered_as_flask_does(demonstration: Newsroom, path: str) -> None:
    reader = Reader(demonstration, DEMONSTRATION_NOW)
    compare(reader, path, zip(CODINGS, CONDITIONS, cycle(METHODS), strict=False), kept=False)


@pytest.mark.parametrize("path", [*RELEASES, "/cy/ffrwd.atom", "/robots.txt"])
def test_every_condition_is_judged_as_flask_does(settled: Reader, path: str) -> None:
    compare(settled, path, product(CODINGS, CONDITIONS, METHODS[:2]))


@pytest.mark.parametrize(
    "path", ["/cy/datganiadau/2026/gone", "/en/releases/2026/gone-en", "/en/releases/2026/gone-en.txt"]
)
def test_a_withdrawal_is_answered_as_flask_does(published: Newsroom, path: str) -> None:
    reader = Reader(published)
    compare(reader, path, product(CODINGS, ({}, {"If-None-Match": "*"}), METHODS))
    front_of(reader).behind = front_of(reader)._routed = refuse
    assert ask(reader.app, path)[0] == "410 GONE"


@pytest.mark.parametrize("lang", ADDRESSES)
@pytest.mark.usefixtures("trusting")
def test_what_is_kept_is_answered_without_flask_and_without_sql(
    published: Newsroom, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(published)
    for coding in ("", "gzip", "br"):
        reader.ask(ADDRESSES[lang], Accept_Encoding=coding)
    expected = ask(reader.app, ADDRESSES[lang])
    front_of(reader).behind = front_of(reader)._routed = refuse
    monkeypatch.setattr(Edition, "snapshot", refuse)
    assert ask(reader.app, ADDRESSES[lang]) == expected
    assert ask(reader.app, ADDRESSES[lang], headers={"If-None-Match": "*"})[0] == "304 NOT MODIFIED"
    assert ask(reader.app, ADDRESSES[lang], method="HEAD") == (*expected[:2], b"")
    assert dict(ask(reader.app, ADDRESSES[lang], headers={"Accept-Encoding": "br"})[1])["Content-Encoding"] == "br"


def test_whoever_serves_may_change_the_headers(published: Newsroom) -> None:
    reader = Reader(published)
    reader.ask("/cy/")
    taken: list[list[tuple[str, str]]] = []
    for headers in ({}, {"If-None-Match": "*"}):
        for _ in range(2):
            environ = create_environ("/cy/", headers=headers)
            list(
                front_of(reader)(
                    environ, lambda _status, headers, _error=None: taken.append(headers) or io.BytesIO().write
                )
            )
            taken[-1].append(("X-Server", "changed"))
    assert all(headers.count(("X-Server", "changed")) == 1 for headers in taken)


# It never outlives its edition


@pytest.mark.parametrize("lang", ADDRESSES)
@pytest.mark.parametrize("trust", [True, False])
def test_a_publish_is_seen_by_the_very_next_request(
    newsroom: Newsroom, lang: str, trust: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if trust:
        monkeypatch.setattr(watch, "IN_DOUBT_NS", 0)
    path = newsroom.release("peth", title="Title 0")
    newsroom.publish()
    reader = Reader(newsroom)
    for number in range(1, 6):
        home = f"/{lang}/"
        for _ in range(3):
            assert f"Title {number - 1}" in reader.get(ADDRESSES[lang]).text
            assert f"Title {number - 1}" in reader.get(home).text
        newsroom.edit(path, f"Title {number - 1}", f"Title {number}")
        newsroom.translate(path)
        newsroom.publish()
        assert f"Title {number}" in reader.get(home).text
        assert f"Title {number}" in reader.get(ADDRESSES[lang]).text


@pytest.mark.parametrize("lang", ADDRESSES)
@pytest.mark.usefixtures("trusting")
def test_an_embargo_ends_to_the_second(newsroom: Newsroom, lang: str) -> None:
    newsroom.release("peth", published="2026-01-15 13:00")
    newsroom.publish()
    ends = NOON + timedelta(hours=1)
    reader = Reader(newsroom, ends - timedelta(microseconds=1))
    for _ in range(3):
        assert "peth" not in reader.get(f"/{lang}/").text
        reader.get(ADDRESSES[lang], 404)
    reader.now = ends
    assert "peth" in reader.get(f"/{lang}/").text
    assert reader.get(ADDRESSES[lang])


@pytest.mark.usefixtures("trusting")
def test_another_edition_in_its_place_is_seen_at_once(newsroom: Newsroom, tmp_path: Path) -> None:
    other = build(tmp_path / "other")
    for site, title in ((newsroom, "Title of one"), (other, "Title of another")):
        site.release("peth", title=title)
        site.publish()
    reader = Reader(newsroom)
    for _ in range(2):
        assert "Title of one" in reader.get("/cy/").text
    newsroom.remove_edition()
    assert reader.ask("/cy/").status_code == 503
    other.folder.edition.rename(newsroom.folder.edition)
    assert "Title of another" in reader.get("/cy/").text
    assert "Title of another" in reader.get(ADDRESSES["en"]).text


@pytest.mark.usefixtures("trusting")
def test_what_is_written_and_not_yet_committed_is_not_seen_and_then_is(newsroom: Newsroom) -> None:
    newsroom.release("peth")
    newsroom.publish()
    reader = Reader(newsroom)
    before = [reader.ask("/cy/").data for _ in range(2)]
    writer = open_for_writing(newsroom.folder.edition)
    writer.execute("PRAGMA cache_size = 1")
    look = Watch(newsroom.folder.edition).look()
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE half SET title = replace(title, 'Test headline', 'Other headline')")
    writer.execute("UPDATE meta SET value = value + 1 WHERE key = 'number'")
    writer.execute("CREATE TABLE filling AS SELECT randomblob(100000)")
    assert Watch(newsroom.folder.edition).look() != look, "nothing was written yet: the test proves nothing"
    assert [reader.ask("/cy/").data for _ in range(2)] == before
    writer.execute("COMMIT")
    assert "Other headline" in reader.get("/cy/").text
    writer.close()


def test_files_that_have_just_been_written_prove_nothing(published: Newsroom) -> None:
    watched = Watch(published.folder.edition)
    sight = watched.sight()
    latest_ns = max(*sight.look[3:5], *sight.look[7:])
    assert watched.proof(Sight(sight.look, latest_ns)) is None
    assert watched.proof(Sight(sight.look, latest_ns + watch.IN_DOUBT_NS)) is None
    assert watched.proof(Sight(sight.look, latest_ns - watch.IN_DOUBT_NS * 100)) is None, "a clock that was put back"
    proof = watched.proof(Sight(sight.look, latest_ns + watch.IN_DOUBT_NS + 1))
    assert watched.holds(proof)
    assert not watched.holds(Proof(sight.look, proof.log, 0.0)), "nothing is trusted for ever"


def test_a_page_and_its_list_are_never_of_two_editions(newsroom: Newsroom) -> None:
    path = newsroom.release("peth", title="Title 100")
    newsroom.publish()
    reader = Reader(newsroom)
    done = threading.Event()
    torn: list[str] = []

    def number_on(address: str) -> int:
        text = reader.app.test_client().get(address).get_data(as_text=True)
        return int(text.partition("Title ")[2][:3])

    def read() -> None:
        while not done.is_set():
            for first, second in (("/cy/", ADDRESSES["cy"]), (ADDRESSES["en"], "/en/")):
                one, two, three = number_on(first), number_on(second), number_on(first)
                if not one <= two <= three:
                    torn.append(f"{first} {one}, {second} {two}, {first} {three}")

    crowd = [threading.Thread(target=read) for _ in range(3)]
    for each in crowd:
        each.start()
    for number in range(101, 116):
        newsroom.edit(path, f"Title {number - 1}", f"Title {number}")
        newsroom.translate(path)
        newsroom.publish()
    done.set()
    for each in crowd:
        each.join()
    assert torn == []
    assert number_on("/cy/") == 115


def test_what_is_kept_has_a_bound_and_what_is_asked_for_stays(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    slugs = [f"peth-{number}" for number in range(8)]
    for slug in slugs:
        newsroom.release(slug)
    newsroom.publish()
    reader = Reader(newsroom)
    reader.ask("/cy/")
    kept = front_of(reader)._known.__self__._kept
    monkeypatch.setattr(reading, "KEPT_BYTES", kept.weight_bytes * 4)
    for slug in slugs:
        for coding in ("", "gzip", "br"):
            assert reader.ask(f"/cy/datganiadau/2026/{slug}", Accept_Encoding=coding).status_code == 200
        reader.ask("/cy/")
        assert kept.weight_bytes == sum(answer.weight_bytes for answer in kept.answers.values()) <= reading.KEPT_BYTES
        for answer in kept.answers.values():
            forms = answer._prepared.values()
            weight = len(answer.body) + sum(len(each.body) for each in forms if each.body != answer.body)
            assert weight <= answer.weight_bytes
    assert "/cy/" in kept.answers
    assert f"/cy/datganiadau/2026/{slugs[0]}" not in kept.answers


def test_a_broken_edition_is_told_by_flask(newsroom: Newsroom) -> None:
    newsroom.publish()
    reader = Reader(newsroom)
    assert reader.ask("/cy/").status_code == 200
    newsroom.folder.edition.write_bytes(b"no database" * 1000)
    for log in newsroom.folder.instance.glob("edition.sqlite-*"):
        log.unlink()
    assert reader.ask("/cy/").status_code in {500, 503}
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(newsroom.folder.edition).execute("SELECT * FROM meta")
