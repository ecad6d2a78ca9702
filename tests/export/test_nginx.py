"""The exported site behind a real nginx, with the snippet that is exported beside it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from http.client import HTTPConnection, HTTPResponse

import pytest

from app.export.names import HEADERS, MANIFEST, NGINX, OWN, REDIRECTS
from app.pages.shell import Offer
from app.web import create_app
from tests.newsroom import Newsroom
from tests.ports import free_port, wait_for
from tests.sites import left_in
from tests.web.reader import parse

CONFIGURATION = """\
{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; include {root}/_nginx.conf; }}
}}
"""
CACHING = ("Cache-Control", "CDN-Cache-Control")
SAME = (*CACHING, "Content-Type", "Content-Language", "Content-Security-Policy", "X-Content-Type-Options")
PATHS = [
    "/",
    "/cy/",
    "/en/",
    "/cy/datganiadau/2026/moved",
    "/en/releases/2026/moved-en/side-by-side",
    "/cy/datganiadau/2026/moved.txt",
    "/en/releases/2026/moved-en.json",
    "/cy/datganiadau/2026/",
    "/cy/ffrwd.atom",
    "/cy/ffrwd.json",
    "/en/topics/first-topic/feed.json",
    "/sitemap.xml",
    "/robots.txt",
    "/static/site.css",
    "/static/release.schema.json",
    "/schema/release.json",
]
MISSING = [
    "/dim",
    "/cy/dim",
    "/en/none",
    "/cy/datganiadau/2026/moved/",
    "/en/releases/2026/none/x",
    "/en/topics/none/feed.json",
    "/en/index.html",
    "/en/index",
    "/cy/404",
    "/404.html",
    "/cy/index.html.gz",
    "/static/site.css.gz",
    "/static/none.0123456789abcdef.css",
    "/static",
    "/static/",
    "/%zz",
    "/..%2f..%2fetc/passwd",
    *(f"/{name}" for name in (NGINX, HEADERS, REDIRECTS, MANIFEST, OWN)),
]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return left_in(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def port(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """That of an nginx which serves the exported site."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.fail("there is no nginx; 'make test' installs one")
    folder = tmp_path_factory.mktemp("nginx")
    root, port = folder / "public", free_port()
    done = newsroom.run("export", str(root))
    assert done.returncode == 0, done.stderr
    configuration = folder / "nginx.conf"
    configuration.write_text(
        CONFIGURATION.format(user="user root;" if os.geteuid() == 0 else "", folder=folder, port=port, root=root)
    )
    command = [program, "-c", str(configuration), "-e", str(folder / "error.log")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        wait_for(port)
        try:
            yield port
        finally:
            server.terminate()


def ask(port: int, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    """What nginx answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.mark.parametrize("path", PATHS)
def test_nginx_answers_as_the_server_does(newsroom: Newsroom, port: int, path: str) -> None:
    offer = Offer(search=None, remember=False, pdf=False)
    client = create_app(newsroom.folder, datetime.now().astimezone, offer=offer).test_client(use_cookies=False)
    own = client.get(path)
    response, body = ask(port, path)
    assert (response.status, body) == (own.status_code, own.data)
    for name in SAME:
        if path != "/" or name not in CACHING:  # serve chooses by who asks
            assert response.headers.get(name) == own.headers.get(name), name
    coded, _ = ask(port, path, **{"Accept-Encoding": "gzip"})
    theirs = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert coded.headers.get("Content-Encoding") == theirs.headers.get("Content-Encoding")
    # A cache in front of nginx keeps both forms apart.
    for each, of_serve in ((response, own), (coded, theirs)):
        assert ("Accept-Encoding" in each.headers.get("Vary", "")) == (
            "Accept-Encoding" in of_serve.headers.get("Vary", "")
        )


def test_a_file_with_its_digest_in_the_name_is_kept_for_ever(port: int) -> None:
    _, page = ask(port, "/cy/")
    style = page.decode().split('<link rel="stylesheet" href="', 1)[1].split('"', 1)[0]
    response, _ = ask(port, style)
    assert response.status == 200
    assert "immutable" in response.headers["Cache-Control"]
    assert "CDN-Cache-Control" not in response.headers


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/cy/datganiadau/2026/moves", "/cy/datganiadau/2026/moved"),
        ("/en/releases/2026/moves-en.json", "/en/releases/2026/moved-en.json"),
    ],
)
def test_an_old_address_leads_to_the_new_one(port: int, old: str, new: str) -> None:
    response, _ = ask(port, old)
    assert (response.status, response.headers["Location"]) == (301, new)


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_what_was_withdrawn_says_so(port: int, lang: str) -> None:
    path = {"cy": "/cy/datganiadau/2026/gone", "en": "/en/releases/2026/gone-en"}[lang]
    for ending in ("", ".txt", ".json"):
        response, body = ask(port, path + ending)
        assert response.status == 410
        assert b"Test reason." in body
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", MISSING)
def test_where_there_is_nothing_nginx_says_what_the_server_does(newsroom: Newsroom, port: int, path: str) -> None:
    offer = Offer(search=None, remember=False, pdf=False)
    client = create_app(newsroom.folder, datetime.now().astimezone, offer=offer).test_client(use_cookies=False)
    own = client.get(path)
    response, body = ask(port, path)
    lang = path.split("/")[1] if path[:4] in {"/cy/", "/en/"} else None
    assert response.status == own.status_code == 404
    assert parse(body.decode()).findtext(".//h1") == parse(own.data.decode()).findtext(".//h1")
    assert parse(body.decode()).get("lang") == parse(own.data.decode()).get("lang")
    assert response.headers["Content-Language"] == (lang or "cy, en")
    for name in SAME:
        assert response.headers.get(name) == own.headers.get(name), name


def test_an_address_that_is_too_long_is_told_in_both_languages(port: int) -> None:
    response, body = ask(port, f"/en/{'a' * 9000}")
    assert response.status == 414
    assert response.headers["Content-Language"] == "cy, en"
    assert b'lang="cy"' in body
    assert b'lang="en"' in body


@pytest.mark.parametrize("path", ["/cy", "/en", "/en/releases/2026", "/cy/datganiadau/2026/01"])
def test_a_missing_slash_is_put_there_on_this_site(newsroom: Newsroom, port: int, path: str) -> None:
    own = create_app(newsroom.folder, datetime.now().astimezone).test_client(use_cookies=False).get(path)
    response, _ = ask(port, path)
    assert (response.status, response.headers["Location"]) == (own.status_code, own.headers["Location"])
    assert response.status == 308
