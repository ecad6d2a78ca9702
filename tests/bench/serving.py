"""Serving, against a bare Flask view, nginx and a site that renders each page, in the same run on the same machine.

`python -m tests.bench.serving`: all servers have two processes, and wrk asks them over 32 connections, one server after
the other, again and again. What is compared is the best of each: what it does when nothing else disturbs it.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles

from app import urls
from app.cli.serve import THREADS
from app.edition.query import Edition
from app.edition.search import Filters
from app.edition.store import open_for_reading
from app.edition.terms import parse_query
from app.locales import LOCALES
from app.settings import SiteFolder
from tests.bench.harness import HOUSE, Result, family_of, pss_kib, python, report, run, write
from tests.bench.releases import releases, write_site
from tests.ports import free_port

FEW, SOME, MANY = 100, 1000, 10_000
WORKERS, CONNECTIONS = 2, 32
ROUNDS, SECONDS = 6, 4
STARTS = 7
WARM_S, LONGEST_S = 12, 60
"""Before anything is measured, so that the edition's files are old enough to be trusted; for a server to answer."""

SEARCHES = 300
LINES = """\
local paths, next = {}, 0
for line in io.lines("PATHS") do paths[#paths + 1] = line end
request = function() next = next % #paths + 1; return wrk.format(nil, paths[next]) end
"""
"""For wrk: asks for one address after the other."""

NGINX = """\
{user} daemon off; worker_processes {workers}; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{ access_log off; sendfile on; default_type "text/html"; charset utf-8;
  server {{ listen 127.0.0.1:{port}; root {folder}; location / {{ try_files /page.html =404; }} }} }}
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sites = {count: published(folder / str(count), count) for count in (FEW, SOME, MANY)}
        time.sleep(WARM_S)
        results = [
            *known_page(folder, sites[MANY]),
            unknown_page(sites[SOME]),
            start(folder, sites[MANY]),
            *searching(sites[MANY]),
            memory(sites[MANY], sites[FEW]),
        ]
    write("serving", "Serving", results, ("flask", "granian", "werkzeug"))
    return report(results)


def published(root: Path, count: int) -> Path:
    print(f"{count:,} releases …", file=sys.stderr)
    write_site(root, count)
    run(python("app", "--site", str(root), "publish"))
    return root


# The servers


def ours(root: Path, port: int) -> list[str]:
    return python("app", "--site", str(root), "serve", "--port", str(port), "--workers", str(WORKERS))


def granian(factory: str, port: int) -> list[str]:
    """The same server, with the same settings, for a peer."""
    settings = ["--workers", str(WORKERS), "--runtime-mode", "st", "--blocking-threads", str(THREADS)]
    target = ["--factory", f"tests.bench.serving_peers:{factory}"]
    quiet = ["--log-level", "warning", "--no-ws"]
    return python("granian", "--interface", "wsgi", "--port", str(port), *settings, *quiet, *target)


def nginx(folder: Path, port: int) -> list[str]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert program, "there is no nginx; 'make bench' installs one"
    user = "user root;" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(NGINX.format(user=user, workers=WORKERS, folder=folder, port=port))
    return [program, "-c", str(file), "-e", str(folder / "error.log")]


@contextmanager
def serving(command: Callable[[int], Sequence[str]], path: str, **environment: str) -> Iterator[tuple[int, int]]:
    """A server that answers at a path: its port and its process."""
    port = free_port()
    environ = os.environ | environment
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command(port), cwd=HOUSE, env=environ, stdout=quiet, stderr=quiet) as server:
        try:
            until = time.monotonic() + LONGEST_S
            while not answers(port, path):
                assert server.poll() is None, f"{server.args} has ended"
                assert time.monotonic() < until, f"{server.args} does not answer"
                time.sleep(0.002)
            yield port, server.pid
        finally:
            server.terminate()
            with suppress(subprocess.TimeoutExpired):
                server.wait(5)
            for each in list(family_of(server.pid)):
                with suppress(ProcessLookupError):
                    os.kill(each, 9)


def answers(port: int, path: str) -> bool:
    with closing(HTTPConnection("127.0.0.1", port, timeout=LONGEST_S)) as connection, suppress(OSError):
        connection.request("GET", path)
        return connection.getresponse().status == 200
    return False


def asked(port: int, path: str, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=LONGEST_S)) as connection:
        connection.request("GET", path, headers=dict(headers))
        response = connection.getresponse()
        return response.status, response.headers, response.read()


def wrk(port: int, path: str, *options: str) -> float:
    """Microseconds that a request takes, at the rate at which they are answered."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *options, f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert not re.search(r"Non-2xx|Socket errors", said), said
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert rate, said
    return 1e6 / float(rate[1])


def in_turn(*works: Callable[[], float]) -> list[float]:
    """The best of each work, done in turn."""
    rounds = [[work() for work in works] for _ in range(ROUNDS)]
    return [min(each) for each in zip(*rounds, strict=True)]


def addresses(count: int) -> list[str]:
    """Of so many releases, in both languages."""
    return [urls.release(lang, made.at.year, made.texts[lang].slug) for made in releases(count) for lang in LOCALES]


# What is measured


def known_page(folder: Path, site: Path) -> list[Result]:
    path = addresses(MANY)[-2]
    with ExitStack() as stack:
        own, _ = stack.enter_context(serving(partial(ours, site), path))
        _, headers, body = asked(own, path, {})
        (folder / "page.html").write_bytes(body)
        peer, _ = stack.enter_context(serving(partial(granian, "bare"), path, SERVING_PAGE=str(folder / "page.html")))
        files, _ = stack.enter_context(serving(partial(nginx, folder), path))
        assert body == asked(peer, path, {})[2] == asked(files, path, {})[2]
        known = {"If-None-Match": headers["ETag"]}
        assert asked(own, path, known)[0] == 304
        header = ("-H", f"If-None-Match: {headers['ETag']}")
        page, same, bare, file = in_turn(
            partial(wrk, own, path),
            partial(wrk, own, path, *header),
            partial(wrk, peer, path),
            partial(wrk, files, path),
        )
    view = "a bare Flask view of the same bytes, same server"
    return [
        Result(f"release page of {len(body):,} bytes, {CONNECTIONS} connections", view, "µs", page, bare, 1 / 3.0),
        Result("the same", "nginx with the same file", "µs", page, file, 1 / 0.5),
        Result("304 for a known ETag", view, "µs", same, bare, 1 / 3.3),
    ]


def unknown_page(site: Path) -> Result:
    """Twice as many pages as are kept, in turn: by the time that one is asked for again it has gone."""
    paths = addresses(SOME)
    with ExitStack() as stack:
        scripts = [site / "own.lua", site / "peer.lua"]
        for script, slash in zip(scripts, ("", "/"), strict=True):
            listed = script.with_suffix(".txt")
            listed.write_text("\n".join(path + slash for path in paths))
            script.write_text(LINES.replace("PATHS", str(listed)))
        own, _ = stack.enter_context(serving(partial(ours, site), paths[0]))
        peer, _ = stack.enter_context(serving(partial(granian, "rendering"), f"{paths[0]}/", SERVING_SITE=str(site)))
        sizes = [len(asked(own, paths[0], {})[2]), len(asked(peer, f"{paths[0]}/", {})[2])]
        made, rendered = in_turn(
            *(partial(wrk, port, "/", "-s", str(script)) for port, script in zip((own, peer), scripts, strict=True))
        )
    work = f"page not in the cache, {sizes[0]:,} bytes"
    return Result(
        work, f"a Flask, Jinja and Babel page of {sizes[1]:,} bytes that parses nothing", "µs", made, rendered, 1
    )


def start(folder: Path, site: Path) -> Result:
    path = addresses(MANY)[-2]

    def first(command: Callable[[int], Sequence[str]]) -> float:
        begin = time.perf_counter()
        with serving(command, path, SERVING_PAGE=str(folder / "page.html")):
            return time.perf_counter() - begin

    found = [[first(partial(ours, site)), first(partial(granian, "bare"))] for _ in range(STARTS)]
    own, peer = map(median, zip(*found, strict=True))
    return Result(f"start to first answer, {MANY:,} releases", "bare Flask with Babel imported", "s", own, peer, 1.5)


def searching(site: Path) -> list[Result]:
    """Of one word, and of two, each of a release: what the page lists, against the index alone.

    Of each question the best of both, as of all else: the slowest hundredth is that of the questions alone.
    """
    made = list(releases(SEARCHES))
    edition = Edition(SiteFolder(site), connection := open_for_reading(SiteFolder(site).edition))
    results = []
    for count, name in ((1, "one word"), (2, "two words")):
        own: list[float] = []
        peer: list[float] = []
        for lang in LOCALES:
            search = edition.search(lang, datetime.now(UTC))
            for each in made:
                typed = " ".join(each.texts[lang].paragraphs[each.number % 10].rstrip(".").lower().split()[:count])
                query = parse_query(typed, lang)
                words = " ".join(f'"{word}"' for word in typed.split())
                took = in_turn(
                    partial(timed, partial(search.results, query, Filters())),
                    partial(timed, partial(fts5_alone, connection, lang, words)),
                )
                own.append(took[0])
                peer.append(took[1])
        ours_99, theirs_99 = (quantiles(each, n=100)[-1] for each in (own, peer))
        results.append(
            Result(f"search, {name}, {2 * MANY:,} pages, p99", "FTS5 alone, same table", "µs", ours_99, theirs_99, 1.5)
        )
    return results


def timed(work: Callable[[], object]) -> float:
    """Microseconds that a work takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1e6


def fts5_alone(connection: sqlite3.Connection, lang: str, words: str) -> list[object]:
    query = f"SELECT rowid FROM search_{lang} WHERE search_{lang} MATCH ? ORDER BY rank LIMIT 10"
    return connection.execute(query, (words,)).fetchall()


def memory(many: Path, few: Path) -> Result:
    """Of a server process that has answered with every page once, and with more than it keeps."""
    found = []
    for site, count in ((many, MANY), (few, FEW)):
        paths = addresses(count)
        with serving(partial(ours, site), paths[0]) as (port, pid):
            for path in paths * max(1, 2 * FEW // len(paths)):
                assert asked(port, path, {"Accept-Encoding": "br"})[0] == 200
            processes = [each for each in family_of(pid) if each != pid]
            found.append(sum(map(pss_kib, processes)) / len(processes) / 1024)
    return Result(f"memory of a server process, {MANY:,} releases", f"at {FEW} releases", "MiB", *found, 1.3)


if __name__ == "__main__":
    sys.exit(main())
