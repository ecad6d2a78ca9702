"""The access log: what was answered, and nothing about who asked."""

import re
from io import StringIO

import pytest

from app.web.access_log import AccessLog
from tests.newsroom import Newsroom
from tests.web.reader import Reader

SECRETS = ("192.0.2.7", "Mozilla", "evil.example", "cwningen", "cookie-word", "203.0.113.9", "secret")
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (GET|HEAD|POST|OPTIONS|-) (/\S*|-) \d{3} \d+ \d+\.\d")


@pytest.fixture
def logged(newsroom: Newsroom) -> tuple[Reader, StringIO]:
    """A reader of a site, and the log of what is answered to it."""
    newsroom.release("peth")
    newsroom.publish()
    reader = Reader(newsroom, preview=True)
    out = StringIO()
    reader.app.wsgi_app = AccessLog(reader.app.wsgi_app, out)  # type: ignore[method-assign]
    return reader, out


@pytest.mark.parametrize(
    ("path", "method", "told"),
    [
        ("/cy/", "GET", "GET /cy/ 200"),
        ("/en/releases/2026/peth-en", "GET", "GET /en/releases/2026/peth-en 200"),
        ("/en/", "HEAD", "HEAD /en/ 200 0"),
        ("/cy", "GET", "GET /cy 308"),
        ("/cy/chwilio?q=cwningen", "GET", "GET /cy/chwilio 200"),
        ("/en/search?q=cwningen", "GET", "GET /en/search 200"),
        ("/cy/cwningen", "GET", "GET - 404"),
        ("/en/cwningen%0aGET", "GET", "GET - 404"),
        ("/cy/", "POST", "POST - 405"),
        ("/cy/", "CWNINGEN", "- - 405"),
    ],
)
def test_a_line_says_what_was_answered_and_nothing_of_who_asked(
    logged: tuple[Reader, StringIO], path: str, method: str, told: str
) -> None:
    reader, out = logged
    headers = {
        "User-Agent": "Mozilla/5.0",
        "Referer": "http://evil.example/cwningen",
        "Cookie": "a=cookie-word",
        "X-Forwarded-For": "203.0.113.9",
        "Authorization": "Basic secret",
    }
    for _ in range(2):  # what is made, and what is kept
        answer = reader.client.open(path, method=method, headers=headers, environ_base={"REMOTE_ADDR": "192.0.2.7"})
        answer.close()
    lines = out.getvalue().splitlines()
    assert len(lines) == 2
    for line in lines:
        assert LINE.fullmatch(line), line
        assert told in line
        assert f" {len(answer.data)} " in line or method == "HEAD"
    assert not any(secret.lower() in out.getvalue().lower() for secret in SECRETS)


def test_a_preview_is_logged_without_its_name(logged: tuple[Reader, StringIO]) -> None:
    reader, out = logged
    answer = reader.client.get("/preview/cy/datganiadau/2026/peth")
    assert answer.status_code == 200
    answer.close()
    assert "GET /preview/ 200" in out.getvalue()
    assert "peth" not in out.getvalue()
