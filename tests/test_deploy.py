"""The examples of app/deploy/, as far as this machine can run them."""

import os
import re
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import fields
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from app.settings import HOUSE, Settings
from tests.browser.conftest import free_port
from tests.export.test_nginx import _wait_for
from tests.newsroom import Newsroom
from tests.web.reader import Reader

DEPLOY = HOUSE / "app" / "deploy"
WRAPPED = """\
{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  include {folder}/example.conf;
}}
"""


@pytest.fixture
def behind_nginx(newsroom: Newsroom, tmp_path: Path) -> Iterator[tuple[int, int]]:
    """The ports, with TLS and without, of the example of nginx in front of a site with previews."""
    newsroom.release("peth")
    newsroom.publish()
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.fail("there is no nginx; 'make test' installs one")
    folder, secure, plain, own = tmp_path / "nginx", free_port(), free_port(), free_port()
    folder.mkdir()
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=newyddion.example"]
    subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    example = (DEPLOY / "nginx.conf").read_text("utf-8")
    for old, new in {
        r"listen \[::\]:\d+[^;]*;": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{secure} ssl http2;",
        "127.0.0.1:8000": f"127.0.0.1:{own}",
        "/etc/ssl/newyddion.example.pem": str(certificate),
        "/etc/ssl/private/newyddion.example.key": str(key),
    }.items():
        example, times = re.subn(old, new, example)
        assert times, old
    (folder / "example.conf").write_text(example)
    configuration = folder / "nginx.conf"
    configuration.write_text(WRAPPED.format(user="user root;" if os.geteuid() == 0 else "", folder=folder))
    command = [program, "-c", str(configuration), "-e", str(folder / "error.log")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    application = make_server("127.0.0.1", own, Reader(newsroom, preview=True).app, threaded=True)
    serving = threading.Thread(target=application.serve_forever)
    serving.start()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        _wait_for(secure)
        yield secure, plain
        server.terminate()
    application.shutdown()
    serving.join()
    application.server_close()


def test_nginx_ends_tls_and_leaves_all_else_as_it_is(behind_nginx: tuple[int, int], newsroom: Newsroom) -> None:
    secure, plain = behind_nginx
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    own = Reader(newsroom)
    for path in ("/cy/", "/en/releases/2026/peth-en", "/cy/dim"):
        connection = HTTPSConnection("127.0.0.1", secure, timeout=10, context=trusting)
        connection.request("GET", path, headers={"Host": "newyddion.example", "Accept-Encoding": "br"})
        answer, expected = connection.getresponse(), own.ask(path, Accept_Encoding="br")
        assert (answer.status, answer.read()) == (expected.status_code, expected.data)
        ours, theirs = dict(expected.headers), dict(answer.headers)
        assert theirs.pop("Strict-Transport-Security").startswith("max-age=31536000")
        assert {name: theirs.get(name) for name in ours} == ours
        connection.close()
    connection = HTTPSConnection("127.0.0.1", secure, timeout=10, context=trusting)
    connection.request("GET", "/preview/cy/", headers={"Host": "localhost"})
    assert connection.getresponse().status == 404, "a preview is seen from outside"
    connection.close()
    connection = HTTPConnection("127.0.0.1", plain, timeout=10)
    connection.request("GET", "/cy/?q=x", headers={"Host": "evil.example"})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, "https://newyddion.example/cy/?q=x")
    connection.close()


def test_the_unit_is_one_that_systemd_reads() -> None:
    unit = (DEPLOY / "datganiad.service").read_text("utf-8")
    names = {f"DATGANIAD_{field.name.upper()}" for field in fields(Settings)}
    assert set(re.findall(r"DATGANIAD_[A-Z_]+", unit)) <= names
    if (analyze := shutil.which("systemd-analyze")) is None:
        return  # it is a part of systemd, which not every machine has
    done = subprocess.run(
        [analyze, "verify", str(DEPLOY / "datganiad.service")], capture_output=True, text=True, check=False
    )
    complaints = [line for line in done.stderr.splitlines() if "datganiad.service" in line]
    assert [line for line in complaints if "is not executable" not in line] == []


def test_the_container_has_all_that_serving_needs() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    copied = {name for line in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE) for name in line.split()}
    assert all((HOUSE / name).exists() for name in copied)
    assert {"app", "templates", "requirements.lock", "pyproject.toml"} <= copied
    assert "\nUSER datganiad\n" in text
    assert "/healthz" in text
    names = {f"DATGANIAD_{field.name.upper()}" for field in fields(Settings)}
    assert set(re.findall(r"DATGANIAD_[A-Z_]+", text)) <= names
