"""How long an edit takes to be seen on a live server, by asking for the page until the new words are there."""

import http.client
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.bench.builders import Builder, Datganiad
from tests.bench.harness import HOUSE
from tests.bench.releases import Made, edited
from tests.ports import free_port

EVERY_S = 0.005
"""How often the page is asked for, in seconds: seldom enough to leave the server its core."""

LONGEST_S = 3600.0
"""How long a server may take for anything, in seconds."""

REST_S = 1.0
"""Between two edits, in seconds: a writer's, not a machine's."""

SETTLED_S = 5.0
"""The same, where the files are written again and again: it is at rest by then."""


def edit_to_page(builder: Builder, made: Made, times: int) -> float:
    """Seconds from the quickest of several edits of a release's translation to its page."""
    found = []
    with serving(builder) as port:
        address = builder.address(made, made.target)
        _until(port, address, made.texts[made.target].paragraphs[4].encode())
        for number in range(times):
            time.sleep(REST_S)
            word = f"Byw{number}"
            changed = edited(made, word)
            begin = time.perf_counter()
            builder.edit(changed)
            _until(port, address, f"{word} ".encode())
            found.append(time.perf_counter() - begin)
    return min(found)


def edit_to_folder(builder: Datganiad, made: Made, times: int) -> float:
    """Seconds from the quickest of several edits to the page in a folder that an export keeps up with the files."""
    page, found = builder.page(made, made.target), []
    command = [*builder.command, "--follow"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=HOUSE, stdout=quiet, stderr=subprocess.PIPE, text=True) as follower:
        assert follower.stderr is not None
        assert any("follows" in line for line in iter(follower.stderr.readline, ""))
        for number in range(times):
            time.sleep(SETTLED_S)
            word = f"Dilyn{number}"
            changed = edited(made, word)
            begin = time.perf_counter()
            builder.edit(changed)
            while f"{word} " not in page.read_text("utf-8"):
                assert time.perf_counter() - begin < LONGEST_S
                time.sleep(EVERY_S)
            found.append(time.perf_counter() - begin)
        follower.terminate()
    return min(found)


@contextmanager
def serving(builder: Builder) -> Iterator[int]:
    """Serves a site; gives the port."""
    port = free_port()
    quiet = subprocess.DEVNULL
    with subprocess.Popen(builder.serve(port), cwd=HOUSE, stdout=quiet, stderr=quiet) as server:
        try:
            yield port
        finally:
            server.terminate()


def _until(port: int, address: str, words: bytes) -> None:
    """Asks for a page until it has these words."""
    end = time.monotonic() + LONGEST_S
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < end:
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", address)
            if words in connection.getresponse().read():
                return
            time.sleep(EVERY_S)
            continue
        connection.close()
        time.sleep(EVERY_S)
    raise TimeoutError(f"{address} did not show the edit in {LONGEST_S:.0f} s")
