"""Those who are asked: each takes questions in one language, and gives for each the keys it finds, the best first.

All have the same texts: Pagefind the pages that the site serves, the others the index of the edition.
"""

import functools
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

from app import urls
from app.edition.search_index import searched_texts
from app.edition.terms import parse_query
from app.pages.search import search_page
from app.pages.shell import View
from tests.newsroom import Newsroom
from tests.search.corpus import NOW, releases
from tests.web.reader import Reader

PAGEFIND = Path(sys.prefix) / "pagefind"
"""Where `make bench` puts it."""
SHOWN = 10


def addresses(lang: str) -> dict[str, str]:
    """The address of each release in a language, and its key."""
    return {urls.release(lang, told.year, told.slugs[lang]): told.key for told in releases()}


def ours(newsroom: Newsroom, lang: str, typed: Sequence[str]) -> list[list[str]]:
    """What the page of a search lists; where it lists nothing, what it lists for what it says was meant."""
    edition = newsroom.edition()
    view = View(edition, edition.interface(), lang, NOW)
    known = addresses(lang)
    found = []
    for words in typed:
        page = search_page(view, {"q": words})
        if page is not None and page.suggestion:
            page = search_page(view, {"q": page.suggestion.typed})
        found.append([known[result.href] for result in page.results] if page else [])
    return found


def plain(newsroom: Newsroom, lang: str, typed: Sequence[str]) -> list[list[str]]:
    """SQLite's FTS5 as it comes: unicode61, equal weights. It is told of phrases, prefixes and what to leave out."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5(key UNINDEXED, title, summary, body)")
    edition = newsroom.edition()
    known = addresses(lang)
    for item in edition.releases(lang, NOW, count=1000):
        texts = (known[item.address], *searched_texts(item.release))
        connection.execute("INSERT INTO texts VALUES (?, ?, ?, ?)", texts)
    found = []
    for words in typed:
        terms = parse_query(words, "en").terms  # only how they are cut up is taken from here
        phrases = [(f'"{" ".join(term.words)}"{" *" if term.prefix else ""}', term.excluded) for term in terms]
        wanted = " AND ".join(phrase for phrase, excluded in phrases if not excluded)
        without = "".join(f" NOT {phrase}" for phrase, excluded in phrases if excluded)
        rows = connection.execute(
            "SELECT key FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?", (f"({wanted}){without}", SHOWN)
        )
        found.append([key for (key,) in rows])
    connection.close()
    return found


def pagefind(newsroom: Newsroom, folder: Path) -> "Pagefind":
    """Pagefind with its index of the pages, in a folder that is empty."""
    reader = Reader(newsroom, NOW)
    for lang in ("cy", "en"):
        for address in addresses(lang):
            file = folder / address.removeprefix("/") / "index.html"
            file.parent.mkdir(parents=True)
            file.write_text(reader.ask(address).get_data(as_text=True), "utf-8")
    command = [str(PAGEFIND / "pagefind_bin" / "pagefind"), "--site", str(folder), "--root-selector", "article.release"]
    subprocess.run(command, check=True, capture_output=True)
    return Pagefind(folder)


class Pagefind:
    """Pagefind in a browser, as a site has it. What is typed goes to it as it is typed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, newsroom: Newsroom, lang: str, typed: Sequence[str]) -> list[list[str]]:
        known = addresses(lang)
        script = (
            "async (typed) => { const index = await import('/pagefind/pagefind.js'); await index.init(); "
            "const found = []; for (const words of typed) { const answer = await index.search(words); "
            f"const pages = await Promise.all(answer.results.slice(0, {SHOWN}).map(result => result.data())); "
            "found.push(pages.map(page => page.url)); } return found; }"
        )
        with _served(self.folder) as url, sync_playwright() as browsers:
            program = os.environ.get("DATGANIAD_TEST_BROWSER") or shutil.which("chromium")
            sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = browsers.chromium.launch(executable_path=program, args=sandbox)
            page = browser.new_page()
            page.goto(f"{url}{next(iter(known))}/")
            found = page.evaluate(script, list(typed))
            browser.close()
        return [[known[address.rstrip("/")] for address in each] for each in found]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing."""


@contextmanager
def _served(folder: Path):  # type: ignore[no-untyped-def]
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
