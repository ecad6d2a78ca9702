"""How long an answer may be kept, by a browser and by what stands between."""

import re

import pytest
from werkzeug.test import TestResponse

from tests.newsroom import NOON, Newsroom, build
from tests.web.reader import Reader

MINUTE_S = 60


def directives(answer: TestResponse, name: str = "Cache-Control") -> dict[str, int]:
    """What a header says, by directive; those without a number are 1."""
    return {key: int(value or 1) for key, value in re.findall(r"([a-z-]+)(?:=(\d+))?", answer.headers.get(name, ""))}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A site with a release that moved, one that was withdrawn and one to come."""
    newsroom = build(tmp_path_factory.mktemp("site"))
    moves, gone = newsroom.release("hen"), newsroom.release("gone")
    newsroom.release("embargo", published="2026-01-15 12:00:20")
    newsroom.publish()
    newsroom.edit(moves, "source: cy", "source: cy\nslug: newydd")
    newsroom.translate(moves)
    newsroom.withdraw(gone)
    newsroom.publish()
    return newsroom


@pytest.fixture
def reader(site: Newsroom) -> Reader:
    return Reader(site)


PAGES = [
    "/cy/",
    "/en/",
    "/cy/datganiadau/",
    "/en/releases/",
    "/cy/datganiadau/2026/newydd",
    "/en/releases/2026/newydd-en",
]
FORMS = ["/cy/ffrwd.atom", "/en/feed.json", "/cy/datganiadau/2026/newydd.txt", "/sitemap.xml", "/robots.txt"]
REST = ["/cy/datganiadau/2026/gone", "/en/releases/2026/gone-en", "/cy/datganiadau/2026/hen", "/en"]


@pytest.mark.parametrize("path", [*PAGES, *FORMS, *REST])
def test_a_correction_is_seen_within_a_minute(reader: Reader, path: str) -> None:
    answer = reader.ask(path)
    browser, cdn = directives(answer), directives(answer, "CDN-Cache-Control")
    assert browser["max-age"] == 0
    assert browser["must-revalidate"], "a browser may show what is stale while it asks"
    assert 0 < browser["s-maxage"] + browser["stale-while-revalidate"] < MINUTE_S
    # RFC 9111, 5.2.2.2 and 5.2.2.10: with either of these a cache may not go on while the server is away.
    assert not {"must-revalidate", "proxy-revalidate", "s-maxage", "no-cache"} & cdn.keys()
    assert 0 < cdn["max-age"] + cdn["stale-while-revalidate"] < MINUTE_S
    assert cdn["stale-if-error"] > MINUTE_S


def test_nothing_tells_when_an_embargo_ends(reader: Reader, site: Newsroom) -> None:
    assert site.edition().next_change(NOON)
    said = {reader.ask(path).headers.get(name) for path in PAGES for name in ("Cache-Control", "Expires", "Age")}
    assert len(said) == 2
    assert None in said


@pytest.mark.parametrize("path", ["/cy/dim", "/en/none", "/none", "/cy/datganiadau/2026/embargo", "/static/none.css"])
def test_what_is_not_there_is_kept_nowhere_without_asking(reader: Reader, path: str) -> None:
    answer = reader.ask(path)
    assert answer.status_code == 404
    said = directives(answer)
    assert said["max-age"] == 0
    assert said["must-revalidate"]
    assert "s-maxage" not in said
    assert "CDN-Cache-Control" not in answer.headers


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/", {"Accept-Language": "cy"}),
        ("/", {"Cookie": "datganiad_language=en"}),
        ("/cy/chwilio", {}),
        ("/cy/chwilio?q=prawf", {}),
        ("/en/search?q=test", {}),
    ],
)
def test_what_depends_on_who_asks_is_not_shared(reader: Reader, path: str, headers: dict[str, str]) -> None:
    answer = reader.client.get(path, headers=headers)
    assert {"private", "no-cache"} == directives(answer).keys()
    assert "CDN-Cache-Control" not in answer.headers


def test_what_went_wrong_is_not_kept(newsroom: Newsroom) -> None:
    reader = Reader(newsroom)
    for path in ("/cy/", "/en/", "/healthz"):
        answer = reader.ask(path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
        assert "CDN-Cache-Control" not in answer.headers
