"""Takes what feeds and sitemaps are made of, gives Atom, JSON Feed, sitemap XML and robots.txt.

It never asks the edition, and never renders: the content of an entry comes as HTML.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from pydantic_core import to_json

from app.pages.feeds import Entry, Feed, Place
from app.pages.shell import FEED_TYPES

ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
JSON_FEED = "https://jsonfeed.org/version/1.1"
ADDRESSES_IN_A_SITEMAP = 50_000
"""The most that one file may hold (sitemaps.org, "Protocol")."""

_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold (XML 1.0, 2.2): with one such character, which a check was told to pass over, nobody could
read the feed."""

_TWIN = "related"
"""How Atom links to the same in another language. It would be an alternate, but of several readers follow the last,
whatever its hreflang: to the other language from a title in this one."""

register_namespace("xhtml", XHTML)


_EMPTY = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without an entry changed: it has to say a time (RFC 4287, 4.1.1), whatever others do."""

Content = Callable[[Entry], str]
"""Gives an entry's HTML, with absolute addresses."""


def atom(feed: Feed, content: Content) -> bytes:
    """The feed as Atom (RFC 4287)."""
    root = Element("feed", {"xmlns": ATOM, XML_LANG: feed.lang})
    _texts(root, {"id": feed.own["atom"], "title": feed.title, "subtitle": feed.subtitle})
    _texts(root, {"updated": max((entry.updated for entry in feed.entries), default=_EMPTY).isoformat()})
    SubElement(root, "link", {"rel": "self", "type": FEED_TYPES["atom"], "href": feed.own["atom"]})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "hreflang": feed.lang, "href": feed.home})
    for lang, own in feed.others.items():
        SubElement(root, "link", _link(_TWIN, FEED_TYPES["atom"], lang, own["atom"]))
    _texts(SubElement(root, "author"), {"name": feed.author})
    for entry in feed.entries:
        item = SubElement(root, "entry")
        _texts(item, {"id": entry.identity, "title": entry.title})
        SubElement(item, "link", _link("alternate", "text/html", feed.lang, entry.url))
        for lang, url in entry.others.items():
            SubElement(item, "link", _link(_TWIN, "text/html", lang, url))
        _texts(item, {"published": entry.published.isoformat(), "updated": entry.updated.isoformat()})
        for topic in entry.topics:
            SubElement(item, "category", {"term": topic})
        _texts(item, {"summary": entry.summary})
        SubElement(item, "content", {"type": "html"}).text = _NO_XML.sub("", content(entry))
    return _xml(root)


def json_feed(feed: Feed, content: Content) -> bytes:
    """The feed as JSON Feed 1.1. The other languages are in its extension "_languages"."""
    row = {
        "version": JSON_FEED,
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home,
        "feed_url": feed.own["json"],
        "language": feed.lang,
        "authors": [{"name": feed.author}],
        "_languages": {lang: own["json"] for lang, own in feed.others.items()},
        "items": [
            {
                "id": entry.identity,
                "url": entry.url,
                "title": entry.title,
                "summary": entry.summary,
                "content_html": content(entry),
                "date_published": entry.published.isoformat(),
                "date_modified": entry.updated.isoformat(),
                "tags": list(entry.topics),
                "language": feed.lang,
                "_languages": dict(entry.others),
            }
            for entry in feed.entries
        ],
    }
    data: bytes = to_json(row, indent=1)
    return data + b"\n"


def sitemaps(places: Sequence[Place]) -> list[bytes]:
    """The sitemaps of all pages, each with its twins: one, or as many as hold them."""
    found: list[bytes] = []
    root = Element("urlset", {"xmlns": SITEMAP})
    for place in places:
        if len(root) + len(place.urls) > ADDRESSES_IN_A_SITEMAP:
            found.append(_xml(root))
            root = Element("urlset", {"xmlns": SITEMAP})
        for url in place.urls.values():
            item = SubElement(root, "url")
            _texts(item, {"loc": url})
            if place.changed:
                _texts(item, {"lastmod": place.changed.isoformat()})
            for lang, twin in place.urls.items():
                SubElement(item, f"{{{XHTML}}}link", {"rel": "alternate", "hreflang": lang, "href": twin})
    return [*found, _xml(root)]


def sitemap_index(urls: Iterable[str]) -> bytes:
    """The sitemap that lists several. urls: theirs, absolute."""
    root = Element("sitemapindex", {"xmlns": SITEMAP})
    for url in urls:
        _texts(SubElement(root, "sitemap"), {"loc": url})
    return _xml(root)


def robots(sitemap: str, closed: Iterable[str]) -> bytes:
    """robots.txt (RFC 9309). sitemap: its address, absolute. closed: paths at which there is nothing to collect."""
    return "\n".join(
        ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {sitemap}", ""]
    ).encode()


def _link(rel: str, media_type: str, lang: str, href: str) -> dict[str, str]:
    return {"rel": rel, "type": media_type, "hreflang": lang, "href": href}


def _texts(parent: Element, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = _NO_XML.sub("", text)


def _xml(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
