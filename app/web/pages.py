"""The pages of the site, its static files, and its health."""

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask import Flask, Response, request

from app import urls
from app.errors import EditionError
from app.locales import LOCALES
from app.pages.lists import archive_page, home_page, topic_page
from app.pages.search import search_page
from app.pages.services import follow_page, leaving_page
from app.pages.topics import slug_today
from app.web.answers import PLAIN, Answer
from app.web.headers import A_DAY, FOR_EVER, NEVER, PRIVATE
from app.web.reading import Reader
from app.web.responder import Given, Responder

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "txt": PLAIN,
}


@dataclass(frozen=True, slots=True)
class PageViews:
    """Answers with the pages of the site, with the files that they ask for, and with how the server is."""

    responder: Responder

    def open(self, app: Flask) -> None:
        rule = partial(self.responder.rule, app)
        rule("/healthz", "health", self.health)
        rule("/static/<path:name>", "static", self.static)
        for lang, locale in LOCALES.items():
            words = locale.routes
            fixed = {"lang": lang}
            base = f"/{lang}"
            archive, topics, page = f"{base}/{words.releases}", f"{base}/{words.topics}", f"{words.page}/<int:number>"
            year, month = f"{archive}/<int:year>", f"{archive}/<int:year>/<int(fixed_digits=2):month>"
            rule(f"{base}/", f"home.{lang}", self.home, defaults=fixed)
            for kind, start in (("archive", archive), ("year", year), ("month", month)):
                rule(f"{start}/", f"{kind}.{lang}", self.archive, defaults=fixed)
                rule(f"{start}/{page}", f"{kind}-page.{lang}", self.archive, defaults=fixed)
            rule(f"{year}/<slug>", f"release.{lang}", self.release, defaults=fixed)
            rule(f"{topics}/<slug>", f"topic.{lang}", self.topic, defaults=fixed)
            rule(f"{topics}/<slug>/{page}", f"topic-page.{lang}", self.topic, defaults=fixed)
            rule(f"{base}/{words.search}", f"search.{lang}", self.search, defaults=fixed)
            rule(f"{base}/{words.follow}", f"follow.{lang}", self.follow, defaults=fixed)
            rule(f"{base}/{words.leaving}", f"leaving.{lang}", self.leaving, defaults=fixed)
            rule(f"{base}/<slug>", f"page.{lang}", self.page, defaults=fixed)

    def home(self, lang: str) -> Given:
        return self.responder.page(lambda reader: home_page(reader.view(lang)))

    def archive(self, lang: str, year: int = 0, month: int = 0, number: int = 1) -> Given:
        return self.responder.page(lambda reader: archive_page(reader.view(lang), number, year, month))

    def topic(self, lang: str, slug: str, number: int = 1) -> Given:
        def moved(reader: Reader) -> str:
            today = slug_today(reader.view(lang), slug)
            return urls.topic(lang, today, number) if today not in {"", slug} else ""

        return self.responder.page(lambda reader: topic_page(reader.view(lang), slug, number), moved)

    def follow(self, lang: str) -> Given:
        return self.responder.page(lambda reader: follow_page(reader.view(lang)))

    def leaving(self, lang: str) -> Given:
        return self.responder.page(lambda reader: leaving_page(reader.view(lang)))

    def search(self, lang: str) -> Given:
        """Not kept, here or in a cache that others share: there are as many searches as readers."""
        answer = self.responder.fresh(lambda reader: search_page(reader.view(lang), request.args))
        if answer is None:
            return self.responder.error(404)
        answer.cache_control = PRIVATE
        return answer

    def release(self, lang: str, year: int, slug: str) -> Given:
        return self.responder.found(lang, urls.release(lang, year, slug))

    def page(self, lang: str, slug: str) -> Given:
        return self.responder.found(lang, urls.page(lang, slug))

    def health(self) -> Response:
        try:
            state: dict[str, object] = self.responder.reading.health(self.responder.clock())
            status = 200
        except EditionError as error:
            state, status = {"status": "no edition", "problem": str(error)}, 503
        response = Response(json.dumps(state), status=status, content_type="application/json")
        response.headers["Cache-Control"] = NEVER
        return response

    def static(self, name: str) -> Given:
        """A file of app/static, with the digest in its name (kept for ever) or without (kept for a day)."""

        def make(reader: Reader) -> Answer | None:
            stem, _, ending = name.rpartition(".")
            plain, _, digest = stem.rpartition(".")
            known = reader.interface.static
            file = f"{plain}.{ending}" if known.get(f"{plain}.{ending}") == digest else name
            if file not in known or ending not in _TYPES:
                return None
            data = (self.responder.folder.static / Path(file)).read_bytes()
            return Answer(data, _TYPES[ending], FOR_EVER if file != name else A_DAY, changed_at=reader.changed_at)

        return self.responder.kept(make)
