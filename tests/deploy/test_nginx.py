"""`datganiad serve` behind a real nginx, with the very file that app/deploy/ has for it."""

import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from app.settings import HOUSE
from app.web.emergency import emergency_page
from app.web.headers import HTTPS_ONLY
from tests.newsroom import Newsroom
from tests.ports import LONGEST_START_S, free_port, wait_for
from tests.sites import left_in
from tests.web.reader import parse, tag

FILE = HOUSE / "app/deploy/nginx.conf"
FRAME = """\
{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  gzip on; include {folder}/datganiad.conf;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
}}
"""
OF_NGINX = {"server", "date", "connection"}
STRICT = "Strict-Transport-Security"
PATHS = [
    "/",
    "/cy/",
    "/en/releases/2026/moved-en",
    "/en/releases/2026/moved-en.json",
    "/cy/datganiadau/2026/moves",
    "/cy/datganiadau/2026/gone",
    "/cy/chwilio?q=prawf",
    "/cy/ffrwd.atom",
    "/cy/dim",
    "/en//",
    "/static/site.css",
    "/static/fonts/OFL.txt",
]


@dataclass(frozen=True)
class Proxy:
    """An nginx. secure, plain: its ports for https and for http. log: its access log."""

    secure: int
    plain: int
    log: Path
    trust: ssl.SSLContext

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[HTTPResponse, bytes]:
        """What it answers over https. headers: with _ for -."""
        connection = HTTPSConnection("127.0.0.1", self.secure, timeout=30, context=self.trust)
        return answered(connection, path, method, body, headers)


def answered(
    connection: HTTPConnection, path: str, method: str, body: str | None, headers: dict[str, str]
) -> tuple[HTTPResponse, bytes]:
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    data = response.read()
    connection.close()
    return response, data


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of the site itself, with an old address, a withdrawal, and previews. Asked to stop, it ends well."""
    newsroom = left_in(
        tmp_path_factory.mktemp("site")
    )  # published before it is served, so that all asks are of one edition
    port = free_port()
    with serving(newsroom, port) as server:
        wait_for(port)
        yield port
        server.send_signal(signal.SIGTERM)
        assert server.wait(LONGEST_START_S) == 0


@contextmanager
def serving(newsroom: Newsroom, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "app", "--site", str(newsroom.root), "serve", "--preview"]
    env = {name: value for name, value in os.environ.items() if not name.startswith("DATGANIAD_")}
    env |= {"DATGANIAD_PORT": str(port), "DATGANIAD_WORKERS": "1"}
    with subprocess.Popen(command, cwd=HOUSE, env=env, stderr=subprocess.DEVNULL) as server:
        try:
            yield server
        finally:
            server.kill()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate of this machine, named as Let's Encrypt names it."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "privkey.pem"]
    name = ["-subj", "/CN=newyddion.example", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"]
    command = ["openssl", "req", "-x509", *key, *name, "-out", "fullchain.pem"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@contextmanager
def proxying(folder: Path, certificate: Path, backend: int) -> Iterator[Proxy]:
    """An nginx in front of a port, with what has to differ on this machine put in place of what the file says."""
    secure, plain = free_port(), free_port()
    text = FILE.read_text("utf-8")
    for old, new in {
        "listen [::]:80;": "",
        "listen [::]:443 ssl http2;": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ": f"listen 127.0.0.1:{secure} ",
        "127.0.0.1:8000": f"127.0.0.1:{backend}",
        "/etc/letsencrypt/live/newyddion.example/": f"{certificate}/",
        "/var/log/nginx/": f"{folder}/",
        "/srv/newyddion/": f"{HOUSE}/",
    }.items():
        assert old in text, f"{FILE.name} does not say {old!r} any more"
        text = text.replace(old, new)
    trust = ssl.create_default_context(cafile=str(certificate / "fullchain.pem"))
    with running(folder, text, secure):
        yield Proxy(secure, plain, folder / "datganiad.log", trust)


@contextmanager
def running(folder: Path, text: str, port: int) -> Iterator[None]:
    """An nginx with servers of which one listens on a port. text: of its configuration."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.fail("there is no nginx; 'make test' installs one")
    (folder / "datganiad.conf").write_text(text, "utf-8")
    frame = FRAME.format(user="user root;" if os.geteuid() == 0 else "", folder=folder)
    (folder / "nginx.conf").write_text(frame, "utf-8")
    command = [program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        wait_for(port)
        try:
            yield
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def proxy(backend: int, certificate: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with proxying(tmp_path_factory.mktemp("nginx"), certificate, backend) as proxy:
        yield proxy


def test_nginx_passes_on_what_the_site_answers(backend: int, proxy: Proxy) -> None:
    for path in PATHS:
        for coding in ("identity", "gzip", "br"):
            plain = HTTPConnection("127.0.0.1", backend, timeout=30)
            own, own_body = answered(plain, path, "GET", None, {"Accept-Encoding": coding})
            response, body = proxy.ask(path, Accept_Encoding=coding)
            assert (response.status, body) == (own.status, own_body), path
            passed = sorted((name.lower(), value) for name, value in response.headers.items())
            expected = [(name.lower(), value) for name, value in (*own.headers.items(), *HTTPS_ONLY.items())]
            assert [each for each in passed if each[0] not in OF_NGINX] == sorted(
                each for each in expected if each[0] not in OF_NGINX
            ), path


def test_who_has_the_page_is_not_sent_it_again(proxy: Proxy) -> None:
    for coding in ("identity", "gzip", "br"):
        first, _ = proxy.ask("/cy/", Accept_Encoding=coding)
        again, body = proxy.ask("/cy/", Accept_Encoding=coding, If_None_Match=first.headers["ETag"])
        assert (again.status, body) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers[STRICT] == HTTPS_ONLY[STRICT]


def test_plain_http_is_sent_on_to_the_site_s_own_name(proxy: Proxy) -> None:
    connection = HTTPConnection("127.0.0.1", proxy.plain, timeout=30)
    response, _ = answered(connection, "/cy/chwilio?q=prawf", "GET", None, {"Host": "elsewhere.example"})
    assert (response.status, response.headers["Location"]) == (301, "https://newyddion.example/cy/chwilio?q=prawf")


def test_the_language_is_kept_in_a_cookie_that_goes_over_https_alone(proxy: Proxy) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    response, _ = proxy.ask("/", "POST", urlencode({"lang": "cy"}), **form)
    assert response.status == 303
    cookie = response.headers["Set-Cookie"].split("; ")
    assert cookie[0] == "datganiad_language=cy"
    assert {"secure", "httponly", "samesite=lax"} <= {part.lower() for part in cookie}
    response, body = proxy.ask("/", "POST", urlencode({"lang": "cy" * 2000}), **form)
    assert response.status == 413
    assert {"cy", "en"} <= {element.get("lang") for element in parse(body.decode()).iter() if tag(element) == "section"}


def test_previews_are_not_seen_through_it_whatever_host_is_named(backend: int, proxy: Proxy) -> None:
    own, _ = answered(HTTPConnection("127.0.0.1", backend, timeout=30), "/preview/", "GET", None, {})
    response, _ = proxy.ask("/preview/", Host="localhost")
    assert (own.status, response.status) == (302, 404)


def test_nor_through_an_nginx_that_hides_whom_it_asks_for(backend: int, tmp_path: Path) -> None:
    port = free_port()
    text = f"server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://127.0.0.1:{backend}; }} }}"
    with running(tmp_path, text, port):
        for path, status in {"/cy/": 200, "/preview/": 404, "/preview/cy/": 404}.items():
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            response, _ = answered(connection, path, "GET", None, {"Host": "newyddion.example"})
            assert response.status == status


def test_the_log_has_no_reader_in_it(proxy: Proxy) -> None:
    personal = {"User_Agent": "Porwr-Prawf", "Referer": "https://ymchwil.example/dioddef", "Cookie": "x=briwsionyn"}
    proxy.ask("/cy/chwilio?q=cyfrinach", **personal)
    answered(HTTPConnection("127.0.0.1", proxy.plain, timeout=30), "/en/?q=cyfrinach", "GET", None, personal)
    answered(HTTPConnection("127.0.0.1", proxy.plain, timeout=30), "/cy/first%20one", "GET", None, personal)
    proxy.ask("/cy/" + "second" * 500)  # longer than the site reads
    proxy.ask("/cy/last%20one?x=y")
    until = time.monotonic() + 5
    while " - 404 " not in (log := proxy.log.read_text("utf-8")) and time.monotonic() < until:
        time.sleep(0.02)
    lines = log.splitlines()
    shape = re.compile(r"[0-9T:+-]+ (GET|POST) (/[^ ?]*|-) [0-9]{3} [0-9]+ [0-9.]+")
    assert lines
    assert [line for line in lines if not shape.fullmatch(line)] == []
    assert not re.search(r"cyfrinach|Porwr|ymchwil|briwsionyn|first|second|last|127\.0\.0\.1", log)
    assert re.search(r" GET /cy/chwilio 200 ", log)


def test_while_the_site_is_away_both_languages_say_so(certificate: Path, tmp_path: Path) -> None:
    ours = emergency_page(503)
    assert (HOUSE / "app/deploy/unavailable.html").read_bytes() == ours.data
    with proxying(tmp_path, certificate, free_port()) as proxy:
        response, body = proxy.ask("/cy/chwilio?q=cyfrinach", User_Agent="Porwr-Prawf")
        assert (response.status, body) == (503, ours.data)
        for name in ("Content-Type", "Content-Language", "Cache-Control", "Retry-After"):
            assert response.headers[name] == ours.headers[name], name
        assert response.headers[STRICT] == HTTPS_ONLY[STRICT]
        assert not {"ETag", "Last-Modified"} & set(response.headers)
    written = "".join(path.read_text("utf-8") for path in tmp_path.glob("*.log"))
    assert "503" in written
    assert not re.search(r"cyfrinach|Porwr|127\.0\.0\.1", written)
