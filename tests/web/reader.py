"""One client for every page: whatever it fetches, it checks."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from werkzeug.test import TestResponse

from app.web import create_app
from tests.newsroom import NOON, Newsroom

_H = "{http://www.w3.org/1999/xhtml}"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NOT_FOR_TEXT = {"html", "head", "body", "main", "section", "div", "article", "aside", "header", "footer", "nav"} | {
    "ul",
    "ol",
    "dl",
    "form",
    "figure",
    "blockquote",
}
_PHRASING = {"p", "span", "a", "b", "strong", "em", "i", "code", "cite", "button", "label", "time", "dt", *_HEADINGS}
"""Elements of ours that hold words, and nothing that makes a block of its own."""
_BLOCKS = _NOT_FOR_TEXT | {"p", "table", "fieldset", "hr", "figcaption", "li", *_HEADINGS}
_HOLDS = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "thead", "tbody"},
    "tr": {"th", "td"},
    "head": {"meta", "title", "link", "script"},
}
"""What alone may stand directly in an element (HTML standard, content models)."""
_POLICY = {"default-src 'none'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"}


def tag(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).removeprefix(_H)


def words(element: Element) -> str:
    """All the text in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


@dataclass
class Document:
    """A page that has passed every check."""

    path: str
    response: TestResponse
    root: Element

    def all(self, *names: str) -> list[Element]:
        return [element for element in self.root.iter() if tag(element) in names]

    def one(self, name: str) -> Element:
        (element,) = self.all(name)
        return element

    @property
    def lang(self) -> str:
        return self.root.get("lang", "")

    @property
    def heading(self) -> str:
        return words(self.one("h1"))

    @property
    def text(self) -> str:
        return words(self.one("body"))

    @property
    def ids(self) -> list[str]:
        return [element.get("id", "") for element in self.root.iter() if element.get("id")]

    def meta(self, name: str) -> str:
        return next(m.get("content", "") for m in self.all("meta") if name in {m.get("name"), m.get("property")})

    @property
    def links(self) -> list[str]:
        """Where the page's links within the site lead."""
        return [href for a in self.all("a") if (href := a.get("href", "")).startswith("/")]

    def language_links(self) -> dict[str, str]:
        """Where the links to the page's other languages lead, by language."""
        found = {}
        for a in self.all("a"):
            if a.get("rel") == "alternate":
                assert a.get("lang") == a.get("hreflang"), f"{self.path}: lang and hreflang of the language link differ"
                found[a.get("lang", "")] = a.get("href", "")
        return found


class Reader:
    """A reader of a site, at a time that the test sets."""

    def __init__(self, newsroom: Newsroom, now: datetime = NOON, *, preview: bool = False) -> None:
        self.now = now
        self.app: Flask = create_app(newsroom.folder, lambda: self.now, preview=preview)
        self.client = self.app.test_client()
        self.visited: Counter[str] = Counter()

    def ask(self, path: str, method: str = "GET", **headers: str) -> TestResponse:
        """Any request, without checks. headers: with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(path, method=method, headers=named)

    def get(self, path: str, status: int = 200, *, lang: str | None = None) -> Document:
        """A page, checked. lang: that it has to be in; without it, that of its address, or both."""
        response = self.ask(path)
        assert response.status_code == status, f"{path}: {response.status_code}"
        self._note(path)
        document = Document(path, response, parse(response.get_data(as_text=True)))
        prefix = path.removeprefix("/").partition("/")[0]
        wanted = lang or (prefix if prefix in {"cy", "en"} else None)
        check(document, wanted)
        return document

    def take(self, path: str) -> TestResponse:
        """An answer that is no page: another form of a release, a feed, a sitemap. Checked as far as all are alike."""
        response = self.ask(path)
        assert response.status_code == 200, f"{path}: {response.status_code}"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["ETag"], f"{path}: no validator"
        assert "Set-Cookie" not in response.headers, f"{path}: sets a cookie"
        self._note(path)
        return response

    def _note(self, path: str) -> None:
        adapter = self.app.url_map.bind("test.example")
        if adapter.test(path.partition("?")[0]):
            endpoint, _ = adapter.match(path.partition("?")[0])
            self.visited[endpoint] += 1


def parse(html: str) -> Element:
    """The document, by the HTML standard's own algorithm, in which any parse error is a failure."""
    parser: Any = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree"))
    root: Element = parser.parse(html)
    return root


def check(document: Document, lang: str | None) -> None:
    """What holds for every page of the site."""
    path = document.path
    _check_head(document, lang)
    levels = [_HEADINGS[tag(element)] for element in document.root.iter() if tag(element) in _HEADINGS]
    assert levels.count(1) == 1, f"{path}: {levels.count(1)} h1"
    assert levels[0] == 1, f"{path}: begins with h{levels[0]}"
    for before, after in pairwise(levels):
        assert after <= before + 1, f"{path}: h{after} under h{before}"
    doubled = [name for name, times in Counter(document.ids).items() if times > 1]
    assert not doubled, f"{path}: ids twice: {doubled}"
    assert len(document.all("main")) == 1, f"{path}: main"
    _check_body(document)
    if lang and document.response.status_code != 500:
        other = document.language_links()
        assert set(other) == {"cy", "en"} - {lang}, f"{path}: language links {other}"
    targets = {a.get("href", "")[1:] for a in document.all("a") if a.get("href", "").startswith("#")}
    assert targets <= set(document.ids), f"{path}: links to nowhere: {targets - set(document.ids)}"


def _check_head(document: Document, lang: str | None) -> None:
    path, headers = document.path, document.response.headers
    assert words(document.one("title")), f"{path}: no title"
    if lang:
        assert document.lang == lang, f"{path}: lang is {document.lang}"
        assert headers["Content-Language"] == lang, f"{path}: Content-Language is {headers['Content-Language']}"
    else:
        assert {"cy", "en"} <= {element.get("lang") for element in document.root.iter()}, (
            f"{path}: not in both languages"
        )
    policy = {part.strip() for part in headers["Content-Security-Policy"].split(";")}
    assert policy >= _POLICY, f"{path}: {policy}"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers, f"{path}: sets a cookie"


def _check_body(document: Document) -> None:
    path = document.path
    for element in document.root.iter():
        name = tag(element)
        assert name != "style", f"{path}: inline style"
        if name == "script":
            assert not words(element), f"{path}: inline script"
            assert (element.get("src", "")[:8], element.get("defer")) == ("/static/", ""), (
                f"{path}: a script that blocks"
            )
        inline = [key for key in element.attrib if key == "style" or key.startswith("on")]
        assert not inline, f"{path}: inline {inline} on {name}"
        loads = name == "link" and element.get("rel") not in {None, "canonical", "alternate"}
        for address in (element.get("src"), element.get("href") if loads else None):
            assert not re.match(r"(https?:)?//", address or ""), f"{path}: loads {address}"
        if name in {"a", "button"}:
            assert words(element), f"{path}: {name} without words"
        _check_content(path, name, element)
        if name in _NOT_FOR_TEXT:
            loose = [element.text, *(child.tail for child in element)]
            assert not any(text and text.strip() for text in loose), f"{path}: text left unwrapped in {name}: {loose}"


def _check_content(path: str, name: str, element: Element) -> None:
    """That an element holds what the HTML standard lets it hold, which a parser does not mind."""
    children = [tag(child) for child in element]
    strange = set(children) - _HOLDS.get(name, set(children))
    assert not strange, f"{path}: {strange} in {name}"
    assert "figcaption" not in children[1:-1], f"{path}: a caption in the middle of a figure"
    if name in _PHRASING:
        blocks = {tag(each) for each in element.iter() if each is not element} & _BLOCKS
        assert not blocks, f"{path}: {blocks} in {name}"
    if name in {"a", "button"}:
        assert not {"a", "button", "input"} & {tag(each) for each in element.iter() if each is not element}, path
