"""`datganiad serve`, as the person at the terminal sees it."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from select import select

import pytest

from app.cli.following import TICK_MS
from app.cli.serve import LONGEST_STOP_S
from app.settings import HOUSE
from tests.bench.harness import family_of
from tests.browser.conftest import watch_over
from tests.newsroom import STAND_IN, Newsroom, build, other
from tests.ports import free_port

WELL_WITHIN_S = 15


def read_until(server: "subprocess.Popen[str]", part: str) -> list[str]:
    """What the terminal shows up to the line that has these words; nothing where there is none."""
    assert server.stderr is not None
    lines = []
    for line in iter(server.stderr.readline, ""):
        lines.append(line)
        if part in line:
            return lines
    return []


@contextmanager
def serve(newsroom: Newsroom, *options: str, told: list[str] | None = None) -> Iterator["subprocess.Popen[str]"]:
    """A server that has said where it is; its stderr is what the terminal shows from then on. told: takes what came
    before."""
    command = [sys.executable, "-m", "app", "--site", str(newsroom.root), "serve", "--port", str(free_port())]
    with subprocess.Popen(
        [*command, "--workers", "1", *options], cwd=HOUSE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr is not None
        watchdog = watch_over(server)
        try:
            lines = read_until(server, "http://")
            assert lines
            if told is not None:
                told += lines
            yield server
        finally:
            watchdog.cancel()
            server.terminate()


@pytest.fixture
def served(newsroom: Newsroom) -> Iterator["subprocess.Popen[str]"]:
    newsroom.release("peth")
    newsroom.publish()
    with serve(newsroom) as server:
        yield server


def port_of(server: "subprocess.Popen[str]") -> int:
    assert isinstance(server.args, list)
    return int(server.args[server.args.index("--port") + 1])


def test_a_broken_file_is_told_in_one_line_and_mended_in_another(
    newsroom: Newsroom, served: "subprocess.Popen[str]"
) -> None:
    assert served.stderr is not None
    path = "translations/en/LC_MESSAGES/releases/2026/peth.po"
    whole = (newsroom.root / path).read_text("utf-8")
    newsroom.write(path, whole.replace('msgstr "Trial Test paragraph two."', 'msgstr "Trial Test'))
    told = served.stderr.readline()
    line = whole[: whole.index('msgstr "Trial Test paragraph two.')].count("\n") + 1
    assert told.startswith(f"{path}:{line}: error: catalogue: the string does not end on its line;")
    assert told.endswith("2026/peth: waits; what was live stays live, in both languages\n")
    newsroom.write(path, whole.replace("Trial Test paragraph two.", "Trial of another kind."))
    # The next line is already about the mended file: the broken one had one line, no more.
    assert served.stderr.readline().startswith("releases/2026/peth: changed in both languages")


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize("source", ["cy", "en"])
def test_what_waits_is_told_once_until_it_waits_for_something_else(
    newsroom: Newsroom, source: str, published: bool
) -> None:
    ready = newsroom.catalogue_path(newsroom.release("parod", source=source))
    waits = newsroom.catalogue_path(newsroom.release("aros", source=source))
    newsroom.release("drafft", source=source, front="draft: true\n")
    newsroom.edit(waits, 'msgid "Test paragraph one."', '#, fuzzy\nmsgid "Test paragraph one."')
    if published:
        newsroom.publish()
    told: list[str] = []
    words = f"{STAND_IN[other(source)]} Test paragraph"
    with serve(newsroom, told=told) as server:
        for old, new in pairwise(("two.", "two two.", "two three.")):
            newsroom.edit(ready, f'msgstr "{words} {old}', f'msgstr "{words} {new}')
            told += read_until(server, "2026/parod: changed")
        assert sum("aros: waits" in line for line in told) == 1
        assert sum("drafft: draft" in line for line in told) == 1
        assert sum("parod: changed" in line for line in told) == 2
        newsroom.edit(waits, f'msgstr "{words} two."', 'msgstr ""')
        assert read_until(server, "2026/aros: waits")


def test_an_edition_that_cannot_be_read_is_made_again_at_the_next_change(
    newsroom: Newsroom, served: "subprocess.Popen[str]"
) -> None:
    assert served.stderr is not None
    time.sleep(2 * TICK_MS / 1000)  # at first it publishes once, whatever it finds
    # As a disk that is full may leave it: a file without a table.
    for path in (newsroom.root / "instance").glob("edition.sqlite*"):
        path.unlink()
    newsroom.write("instance/edition.sqlite", "")
    time.sleep(2 * TICK_MS / 1000)  # it has looked for the end of an embargo meanwhile
    newsroom.edit("translations/en/LC_MESSAGES/releases/2026/peth.po", "Trial Test paragraph two.", "Trial two.")
    assert served.stderr.readline().startswith("releases/2026/peth: ")


def test_an_edition_that_was_taken_away_is_made_again(newsroom: Newsroom, served: "subprocess.Popen[str]") -> None:
    for path in (newsroom.root / "instance").glob("edition.sqlite*"):
        path.unlink()
    end = time.monotonic() + WELL_WITHIN_S
    while not newsroom.folder.edition.exists() or answer_of(port_of(served), "/healthz") != 200:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert len(newsroom.live("cy")) == 1


def test_a_process_that_failed_is_replaced(served: "subprocess.Popen[str]") -> None:
    _, worker = family_of(served.pid)
    os.kill(worker, signal.SIGKILL)
    for path in ("/cy/", "/en/"):
        assert answer_of(port_of(served), path) == 200


def answer_of(port: int, path: str) -> int:
    """The status of an answer, for which it waits."""
    until = time.monotonic() + WELL_WITHIN_S
    while True:
        with closing(HTTPConnection("127.0.0.1", port, timeout=WELL_WITHIN_S)) as connection:
            try:
                connection.request("GET", path)
                return connection.getresponse().status
            except OSError:
                assert time.monotonic() < until, "nobody answers"
                time.sleep(0.05)


@pytest.mark.parametrize("source", ["cy", "en"])
def test_a_whole_folder_comes_with_all_that_is_in_it(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release("cyfan", source=source, year=2025, published="2025-01-10 09:30")
    newsroom.publish()
    folders = [(newsroom.root / file).parent for file in (path, newsroom.catalogue_path(path))]
    asides = [newsroom.root / f"aside-{number}" for number in range(len(folders))]
    for folder, aside in zip(folders, asides, strict=True):
        folder.rename(aside)
    newsroom.remove_edition()
    newsroom.folder.record.unlink()
    peth = newsroom.release("peth", source=source)
    with serve(newsroom) as server:
        assert server.stderr is not None
        newsroom.edit(peth, "paragraph two", "paragraph two two")
        newsroom.translate(peth)
        # What comes before the first change is heard of in any case.
        assert any("peth: changed" in line for line in iter(server.stderr.readline, ""))
        for folder, aside in zip(reversed(folders), reversed(asides), strict=True):
            aside.rename(folder)
        unheard = threading.Timer(WELL_WITHIN_S, server.kill)  # in a minute all files are looked at
        unheard.start()
        assert server.stderr.readline().startswith("releases/2025/cyfan: live in both languages")
        unheard.cancel()


def test_a_site_that_cannot_be_published_yet_is_followed_until_it_can(tmp_path: Path) -> None:
    newsroom = build(tmp_path)
    words = "translations/cy/LC_MESSAGES/site.po"
    whole = (tmp_path / words).read_bytes()
    (tmp_path / words).unlink()
    with serve(newsroom) as server:
        assert answer_of(port_of(server), "/cy/") == 503
        newsroom.write(words, whole)
        until = time.monotonic() + WELL_WITHIN_S
        while answer_of(port_of(server), "/cy/") != 200:
            assert time.monotonic() < until
            time.sleep(0.05)


def test_folders_that_are_put_in_the_place_of_others_are_followed(
    newsroom: Newsroom, served: "subprocess.Popen[str]"
) -> None:
    assert served.stderr is not None
    unheard = threading.Timer(3 * WELL_WITHIN_S, served.kill)  # in a minute all files are looked at
    unheard.start()
    content, aside = newsroom.root / "content", newsroom.root / "aside"
    content.rename(aside)
    assert read_until(served, "content")  # before it, that there is nothing to watch, if it went as the watching began
    shutil.copytree(aside, content)
    shutil.rmtree(aside)
    (content / "releases" / os.fsdecode(b"caf\xe9.md")).write_bytes(b"")  # which cannot be watched
    for old, new in (("\nsource: cy", "\ntopics: [first]\nsource: cy"), ("[first]", "[second]")):
        newsroom.edit("content/releases/2026/peth.md", old, new)
        while "peth: changed in both languages" not in served.stderr.readline():
            assert served.poll() is None
    unheard.cancel()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_to(served: "subprocess.Popen[str]", sent: signal.Signals) -> None:
    os.kill(served.pid, sent)
    _, said = served.communicate()
    assert "Traceback" not in said
    assert served.returncode in {0, 130}


@pytest.mark.parametrize("path", ["/cy/datganiadau/2026/peth.pdf", "/en/releases/2026/peth-en.pdf"])
def test_told_to_stop_it_finishes_what_is_asked_for_and_waits_for_nobody_else(
    served: "subprocess.Popen[str]", path: str
) -> None:
    port = port_of(served)
    with (
        closing(HTTPConnection("127.0.0.1", port, timeout=WELL_WITHIN_S)) as idle,
        closing(HTTPConnection("127.0.0.1", port, timeout=WELL_WITHIN_S)) as asking,
    ):
        idle.request("GET", "/cy/")
        idle.getresponse().read()  # and it stays open, as browsers leave it
        asking.request("GET", path)  # a PDF takes its time to be made
        assert select([asking.sock], [], [], 0.1)[0] == [], "it was made too soon for this test"
        begin = time.monotonic()
        served.terminate()
        response = asking.getresponse()
        assert response.status == 200
        assert response.read().startswith(b"%PDF-")
        assert served.wait(WELL_WITHIN_S) == 0
        assert time.monotonic() - begin < LONGEST_STOP_S
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


# The system gives a signal to any thread that takes it, and prefers the one whose number it is sent to.


def test_it_stops_whichever_of_its_threads_is_told(served: "subprocess.Popen[str]") -> None:
    os.kill(last_thread_of(served.pid), signal.SIGTERM)
    assert served.wait(WELL_WITHIN_S) == 0


def test_its_process_stops_whichever_of_its_threads_is_told(served: "subprocess.Popen[str]") -> None:
    _, worker = family_of(served.pid)
    assert answer_of(port_of(served), "/cy/") == 200  # so that it has all its threads
    os.kill(last_thread_of(worker), signal.SIGTERM)
    begin = time.monotonic()
    while worker in family_of(served.pid):
        assert time.monotonic() - begin < WELL_WITHIN_S
        time.sleep(TICK_MS / 10_000)


def last_thread_of(pid: int) -> int:
    return max(int(each.name) for each in Path(f"/proc/{pid}/task").iterdir())


def test_its_processes_end_with_it_even_if_it_is_killed(served: "subprocess.Popen[str]") -> None:
    assert served.stderr is not None
    served.kill()
    served.stderr.read()  # ends when the last process that can write to the terminal has ended
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port_of(served)))


def test_what_this_version_cannot_show_is_told_at_the_start_and_not_to_readers(newsroom: Newsroom) -> None:
    shutil.copytree(HOUSE / "templates", newsroom.root / "templates")
    page, whole = "templates/pages/release.html", (HOUSE / "templates/pages/release.html").read_text("utf-8")
    newsroom.release()
    newsroom.publish()
    with closing(sqlite3.connect(newsroom.folder.edition)) as edition, edition:  # as another version would have made it
        edition.execute(
            "UPDATE meta SET value = replace(value, 'page.body', 'page.words_of_old') WHERE key = 'interface'"
        )
    newsroom.write(page, "{% if %}")
    command = [sys.executable, "-m", "app", "--site", str(newsroom.root), "serve", "--port", str(free_port())]
    told = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False, timeout=WELL_WITHIN_S)
    assert told.returncode == 2
    assert f"{page}:1: error: interface: Expected an expression" in told.stderr
    assert told.stderr.splitlines()[-1].startswith("datganiad: this version cannot make the pages that are live (")
    newsroom.write(page, f"{whole}\n")
    with serve(newsroom) as server:
        assert answer_of(port_of(server), "/cy/datganiadau/2026/test-release") == 200


def test_a_taken_port_is_said_in_one_line(newsroom: Newsroom, served: "subprocess.Popen[str]") -> None:
    command = [sys.executable, "-m", "app", "--site", str(newsroom.root), "serve", "--port", str(port_of(served))]
    second = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert len(second.stderr.splitlines()) == 1
    assert "choose another with --port" in second.stderr
