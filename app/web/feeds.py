"""Feeds, sitemap and robots.txt."""

import re
from dataclasses import dataclass
from functools import partial

from flask import Flask

from app import feeds, urls
from app.locales import LOCALES
from app.pages.feeds import Entry, feed, places
from app.pages.memo import Same
from app.pages.shell import FEED_TYPES
from app.pages.topics import slug_today
from app.web.answers import PLAIN, Answer
from app.web.headers import PAGE
from app.web.reading import Reader
from app.web.responder import Given, Responder

_NUMBER = re.compile("[1-9][0-9]{0,5}")
_XML = "application/xml"
_WRITERS = {"atom": feeds.atom, "json": feeds.json_feed}


@dataclass(frozen=True, slots=True)
class FeedViews:
    """Answers to programs that follow the newsroom or collect its pages."""

    responder: Responder

    def open(self, app: Flask) -> None:
        rule = partial(self.responder.rule, app)
        rule(urls.SITEMAP, "sitemap", self.sitemap)
        rule("/sitemap-<number>.xml", "sitemap-part", self.sitemap_part)
        rule(urls.ROBOTS, "robots", self.robots)
        for lang, locale in LOCALES.items():
            words = locale.routes
            for ending in FEED_TYPES:
                fixed = {"lang": lang, "ending": ending}
                name = f"{words.feed}.{ending}"
                rule(f"/{lang}/{name}", f"feed-{ending}.{lang}", self.feed, defaults=fixed)
                rule(f"/{lang}/{words.topics}/<slug>/{name}", f"topic-feed-{ending}.{lang}", self.feed, defaults=fixed)

    def feed(self, lang: str, ending: str, slug: str = "") -> Given:
        """The feed of all releases, or of a topic."""

        def make(reader: Reader) -> Answer | None:
            found = feed(reader.view(lang), slug)
            if found is None:
                return None

            def content(entry: Entry) -> str:
                """The same in every feed that has the release."""
                page = entry.page
                return reader.memo.lately(
                    ("content", Same(page)),
                    lambda: urls.absolute(reader.renderer.feed_content(page), entry.url),
                )

            body = _WRITERS[ending](found, content)
            links = tuple(
                f'<{own[ending]}>; rel="alternate"; hreflang="{other}"; type="{FEED_TYPES[ending]}"'
                for other, own in found.others.items()
            )
            kind = f"{FEED_TYPES[ending]}; charset=utf-8"
            return Answer(body, kind, PAGE, lang=lang, changed_at=reader.changed_at, links=links)

        def moved(reader: Reader) -> str:
            today = slug_today(reader.view(lang), slug) if slug else ""
            return urls.feed(lang, ending, today) if today else ""

        return self.responder.kept(make, moved)

    def sitemap(self, number: int = 0) -> Given:
        """Every page with its twins; where one file would be too long, the list of several. number: of one of them."""

        def make(reader: Reader) -> Answer | None:
            base = reader.interface.site.base_url
            parts = feeds.sitemaps(tuple(places(reader.view(""))))
            if number > len(parts) or (number and len(parts) == 1):
                return None
            if number:
                body = parts[number - 1]
            elif len(parts) == 1:
                body = parts[0]
            else:
                body = feeds.sitemap_index(base + urls.sitemap(each) for each in range(1, len(parts) + 1))
            return Answer(body, _XML, PAGE, changed_at=reader.changed_at)

        return self.responder.kept(make)

    def sitemap_part(self, number: str) -> Given:
        """One of several; an address that writes its number in another way is none."""
        return self.sitemap(int(number)) if _NUMBER.fullmatch(number) else self.responder.error(404)

    def robots(self) -> Given:
        """What programs may collect: everything but what searches find."""

        def make(reader: Reader) -> Answer:
            closed = [f"{urls.search(lang)}?" for lang in reader.interface.sites]
            body = feeds.robots(reader.interface.site.base_url + urls.SITEMAP, closed)
            return Answer(body, PLAIN, PAGE, changed_at=reader.changed_at)

        return self.responder.kept(make)
