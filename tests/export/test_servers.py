"""The exported site behind a real nginx and a real Caddy, with the snippets that are exported beside it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from app.export.names import HIDDEN, MANIFEST, OWN
from app.pages.shell import Offer
from app.web import create_app
from tests.newsroom import Newsroom
from tests.ports import free_port, wait_for
from tests.sites import left_in
from tests.web.reader import parse

OF_NGINX = """\
{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; include {root}/_nginx.conf; }}
}}
"""
OF_CADDY = """\
{{
  admin off
  auto_https off
  storage file_system {folder}
}}
http://127.0.0.1:{port} {{
  root * {root}
  import {root}/_Caddyfile
}}
"""
CODINGS = {"nginx": ("gzip",), "caddy": ("gzip", "br")}
"""What each has of what is compressed; nginx reads .br with a module of its own."""
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
    "/en/%3F/",
    "/..%2f..%2fetc/passwd",
    *(f"/{name}" for name in (*HIDDEN, MANIFEST, OWN)),
]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return left_in(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def root(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the exported site."""
    root = tmp_path_factory.mktemp("exported") / "public"
    done = newsroom.run("export", str(root))
    assert done.returncode == 0, done.stderr
    return root


@dataclass(frozen=True)
class Server:
    """A web server that serves the exported site on a port."""

    name: str
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        """What it answers. headers: with _ for -."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def server(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Each of them, one after the other."""
    serve = {"nginx": nginx, "caddy": caddy}[request.param]
    with serve(root, tmp_path_factory.mktemp(request.param)) as port:
        yield Server(request.param, port)


@contextmanager
def nginx(root: Path, folder: Path) -> Iterator[int]:
    program = program_of("nginx")
    port, configuration = free_port(), folder / "nginx.conf"
    configuration.write_text(
        OF_NGINX.format(user="user root;" if os.geteuid() == 0 else "", folder=folder, port=port, root=root)
    )
    command = [program, "-c", str(configuration), "-e", str(folder / "error.log")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr
    with running(command, port):
        yield port


@contextmanager
def caddy(root: Path, folder: Path) -> Iterator[int]:
    program = program_of("caddy")
    port, configuration = free_port(), folder / "Caddyfile"
    configuration.write_text(OF_CADDY.format(folder=folder, port=port, root=root))
    command = [program, "run", "--adapter", "caddyfile", "--config", str(configuration)]
    with running(command, port, env={"HOME": str(folder), "PATH": os.environ["PATH"]}):
        yield port


def program_of(name: str) -> str:
    program = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if program is None:
        pytest.fail(f"there is no {name}; 'make test' installs one")
    return program


@contextmanager
def running(command: list[str], port: int, env: dict[str, str] | None = None) -> Iterator[None]:
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) as server:
        wait_for(port)
        try:
            yield
        finally:
            server.terminate()


@pytest.mark.parametrize("path", PATHS)
def test_it_answers_as_serve_does(newsroom: Newsroom, server: Server, path: str) -> None:
    offer = Offer(search=None, remember=False, pdf=False)
    client = create_app(newsroom.folder, datetime.now().astimezone, offer=offer).test_client(use_cookies=False)
    own = client.get(path)
    response, body = server.ask(path)
    assert (response.status, body) == (own.status_code, own.data)
    for name in SAME:
        if path != "/" or name not in CACHING:  # serve chooses by who asks
            assert response.headers.get(name) == own.headers.get(name), name
    answers = [(response, own)]
    for coding in CODINGS[server.name]:
        coded, data = server.ask(path, Accept_Encoding=coding)
        theirs = client.get(path, headers={"Accept-Encoding": coding})
        assert data == theirs.data
        assert coded.headers.get("Content-Encoding") == theirs.headers.get("Content-Encoding")
        answers.append((coded, theirs))
    # A cache in front of it keeps the forms apart.
    for each, of_serve in answers:
        assert ("Accept-Encoding" in each.headers.get("Vary", "")) == (
            "Accept-Encoding" in of_serve.headers.get("Vary", "")
        )
        assert each.headers.get_all("Vary", []) in ([], ["Accept-Encoding"])


def test_each_kind_of_file_has_the_type_that_serve_gives_it(newsroom: Newsroom, root: Path, server: Server) -> None:
    client = create_app(newsroom.folder, datetime.now().astimezone).test_client(use_cookies=False)
    kinds = {file.suffix: f"/{file.relative_to(root)}" for file in sorted((root / "static").rglob("*"))}
    assert {".css", ".js", ".json", ".svg", ".txt", ".woff2"} <= kinds.keys()
    for path in (path for ending, path in kinds.items() if ending not in {"", ".br", ".gz"}):
        (response, body), own = server.ask(path), client.get(path)
        assert (response.status, body) == (200, own.data), path
        for name in SAME:
            assert response.headers.get(name) == own.headers.get(name), f"{path}: {name}"
    (root / "en" / "test.pdf").write_bytes(b"%PDF-1.7")
    assert server.ask("/en/test.pdf")[0].headers["Content-Type"] == "application/pdf"


def test_a_file_with_its_digest_in_the_name_is_kept_for_ever(server: Server) -> None:
    _, page = server.ask("/cy/")
    style = page.decode().split('<link rel="stylesheet" href="', 1)[1].split('"', 1)[0]
    response, _ = server.ask(style)
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
def test_an_old_address_leads_to_the_new_one(server: Server, old: str, new: str) -> None:
    response, _ = server.ask(old)
    assert (response.status, response.headers["Location"]) == (301, new)


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_what_was_withdrawn_says_so(server: Server, lang: str) -> None:
    path = {"cy": "/cy/datganiadau/2026/gone", "en": "/en/releases/2026/gone-en"}[lang]
    for ending in ("", ".txt", ".json"):
        response, body = server.ask(path + ending)
        assert response.status == 410
        assert b"Test reason." in body
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        assert response.headers["Content-Language"] == lang


@pytest.mark.parametrize("path", MISSING)
def test_where_there_is_nothing_it_says_what_serve_does(newsroom: Newsroom, server: Server, path: str) -> None:
    offer = Offer(search=None, remember=False, pdf=False)
    client = create_app(newsroom.folder, datetime.now().astimezone, offer=offer).test_client(use_cookies=False)
    own = client.get(path)
    response, body = server.ask(path)
    lang = path.split("/")[1] if path[:4] in {"/cy/", "/en/"} else None
    assert response.status == own.status_code == 404
    assert parse(body.decode()).findtext(".//h1") == parse(own.data.decode()).findtext(".//h1")
    assert parse(body.decode()).get("lang") == parse(own.data.decode()).get("lang")
    assert response.headers["Content-Language"] == (lang or "cy, en")
    for name in SAME:
        assert response.headers.get(name) == own.headers.get(name), name


@pytest.mark.parametrize(
    ("path", "statuses"),
    [(f"/en/{'a' * 9000}", {"nginx": 414, "caddy": 404}), ("/%zz", {"nginx": 404, "caddy": 400})],
    ids=["too long", "no address"],
)
def test_what_is_no_address_is_told_by_nginx_in_both_languages(
    server: Server, path: str, statuses: dict[str, int]
) -> None:
    response, body = server.ask(path)
    assert response.status == statuses[server.name]
    if server.name == "nginx":  # Caddy has no bound at that length, and reads nothing that is no address
        assert response.headers["Content-Language"] == "cy, en"
        assert b'lang="cy"' in body
        assert b'lang="en"' in body


@pytest.mark.parametrize("path", ["/cy", "/en", "/en/releases/2026", "/cy/datganiadau/2026/01"])
def test_a_missing_slash_is_put_there_on_this_site(newsroom: Newsroom, server: Server, path: str) -> None:
    own = create_app(newsroom.folder, datetime.now().astimezone).test_client(use_cookies=False).get(path)
    response, _ = server.ask(path)
    assert (response.status, response.headers["Location"]) == (own.status_code, own.headers["Location"])
    assert response.status == 308


@pytest.mark.parametrize("path", ["/cy/", "/cy/dim", "/en/releases/2026/gone-en", "/static/site.css"])
def test_who_has_a_page_is_not_sent_it_again_and_who_has_none_is_told(server: Server, path: str) -> None:
    first, body = server.ask(path)
    at = first.headers.get("Last-Modified", "Fri, 01 Jan 2100 00:00:00 GMT")
    known = {"If_None_Match": first.headers.get("ETag", '"known"'), "If_Modified_Since": at}
    again, data = server.ask(path, **known)
    assert (again.status, data) == ((304, b"") if first.status == 200 else (first.status, body))


def test_a_part_of_a_page_is_sent_where_there_is_one(server: Server) -> None:
    _, page = server.ask("/cy/")
    part, data = server.ask("/cy/", Range="bytes=0-99")
    assert (part.status, data) == (206, page[:100])
    missing, data = server.ask("/cy/dim", Range="bytes=0-99")
    assert missing.status == 404
    assert b"</html>" in data


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nobody_can_send_it_anything(server: Server, method: str) -> None:
    response, _ = server.ask("/cy/", method)
    assert response.status == 405
    assert "Content-Security-Policy" in response.headers
