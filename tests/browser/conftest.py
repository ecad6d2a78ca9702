"""A real browser on a real server: `datganiad serve`, in a process of its own."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from app.settings import HOUSE
from tests.newsroom import Newsroom
from tests.ports import free_port
from tests.sites import busy_in, demonstration_in

LONGEST_SILENCE_S = 120.0


@dataclass(frozen=True)
class Served:
    """A site that is being served. url: without a slash at its end."""

    newsroom: Newsroom
    url: str


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, quiet: it never asks for anything outside this machine."""
    found = os.environ.get("DATGANIAD_TEST_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.fail("there is no Chromium; 'make test' finds or installs one")
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-sync"]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": found, "args": [*quiet, *sandbox, "--no-first-run"]}


@pytest.fixture(scope="session")
def open_tab(browser: Browser) -> Iterator[Page]:
    """One page for many tests: to open it takes longer than to look at what is in it."""
    page = browser.new_page(locale="fr-FR", reduced_motion="reduce")
    yield page
    page.close()


@pytest.fixture
def tab(open_tab: Page) -> Iterator[Page]:
    """A page, for tests that ask for no cookies and no history of their own."""
    open_tab.set_viewport_size({"width": 1280, "height": 720})
    yield open_tab
    open_tab.emulate_media(color_scheme="null", forced_colors="null", media="null")


def watch_over(server: "subprocess.Popen[str]") -> threading.Timer:
    """Ends a server that says nothing for long, so that a test that waits for its words fails and does not hang."""
    timer = threading.Timer(LONGEST_SILENCE_S, server.kill)
    timer.daemon = True
    timer.start()
    return timer


@contextmanager
def serving(newsroom: Newsroom, *options: str) -> Iterator[Served]:
    """Serves a site until the test is done with it."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "app",
        "--site",
        str(newsroom.root),
        "serve",
        "--port",
        str(port),
        "--workers",
        "1",
        *options,
    ]
    with subprocess.Popen(command, cwd=HOUSE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        watchdog = watch_over(server)
        said = ""
        while not said.rpartition("\n")[2].startswith("http://"):
            line = server.stderr.readline()
            if not line:
                pytest.fail(f"serve ended: {said}")
            said = f"{said}\n{line.rstrip()}"
        watchdog.cancel()
        # A pipe that nobody reads fills up, and then the server waits for ever to write into it.
        drain = threading.Thread(target=server.stderr.read, daemon=True)
        drain.start()
        try:
            yield Served(newsroom, f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            drain.join()


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site with every kind of page, previews among them."""
    newsroom = busy_in(tmp_path_factory.mktemp("busy"))
    quoted = "> Test words.\n> — Test Person"
    body = f"Test 51 things.\n\n{quoted}\n\n1,234\n: test things\n\n- one thing\n- two things\n\nLast."
    catalogue = newsroom.translate(newsroom.release("unready", body=body, front="topics: [first]\nsupport: [line]"))
    newsroom.edit(catalogue, "Trial Test 51 things.", "Trial Test 15 things.")
    newsroom.edit(catalogue, 'msgctxt "quote"', '#, fuzzy\nmsgctxt "quote"')
    for gone in ("test things", "one thing", "Test Person"):
        newsroom.edit(catalogue, f'msgstr "Trial {gone}"', 'msgstr ""')
    with serving(newsroom, "--preview") as served:
        yield served


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site that the repository is."""
    with serving(demonstration_in(tmp_path_factory.mktemp("demonstration"))) as served:
        yield served
