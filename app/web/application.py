"""The Flask application: addresses to answers."""

import json
import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from flask import Flask, Request, Response, request
from werkzeug.routing import MapAdapter

from app import urls
from app.errors import EditionError
from app.locales import LOCALES
from app.pages.choices import choice_page
from app.pages.lists import archive_page, home_page, topic_page
from app.pages.search import search_page
from app.pages.services import follow_page, leaving_page
from app.pages.shell import EVERYTHING, Offer
from app.settings import SiteFolder
from app.web.answers import PLAIN, Answer
from app.web.feeds import FeedViews
from app.web.forms import FormViews
from app.web.front import Front
from app.web.headers import A_DAY, FOR_EVER, NEVER, PRIVATE
from app.web.reading import Reader
from app.web.responder import Clock, Given, Responder, moved_to

COOKIE = "datganiad_language"
COOKIE_AGE_S = 365 * 24 * 3600
_PATH = re.compile(r"/[!-\[\]-~]*")
"""A path as pages write it: printable ASCII, without a backslash, which browsers take for a slash."""

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "txt": PLAIN,
}


class _Newsroom(Flask):
    """Flask, with addresses that are paths alone: none depends on the name by which a request calls the site."""

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        if request is None:
            return None
        return MapAdapter(self.url_map, "localhost", "", "", "http", request.path, request.method)


def create_app(folder: SiteFolder, clock: Clock, *, preview: bool = False, offer: Offer = EVERYTHING) -> Flask:
    """The application for a site. clock: gives the time, aware. preview: with previews, for this machine alone.

    offer: what its pages offer, where they will be served by something else.
    """
    app = _Newsroom("app.web", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 1024
    app.url_map.merge_slashes = False  # its redirect would name the host that the request names
    responder = Responder(folder, clock, offer)
    responder.open(app)
    _PageViews(responder).open(app)
    FormViews(responder).open(app)
    FeedViews(responder).open(app)
    if preview:
        from app.web.preview import PreviewViews  # only now: it reads and checks files, which readers have no need of

        PreviewViews(responder).open(app)
    app.extensions["datganiad"] = responder
    app.wsgi_app = Front(app, responder)  # type: ignore[method-assign] # as Flask says to put things in front
    return app


def _accepted(languages: Iterable[tuple[str, float]]) -> str:
    """The language of the site that the browser likes best: "cy-GB" is Welsh. Empty if it likes none.

    languages: tags with their quality, best first (RFC 9110, 12.5.4); a quality of 0 means "not this one".
    """
    codes = (tag.lower().partition("-")[0] for tag, quality in languages if quality > 0)
    return next((code for code in codes if code in LOCALES), "")


class _PageViews:
    def __init__(self, responder: Responder) -> None:
        self.responder = responder

    def open(self, app: Flask) -> None:
        rule = partial(self.responder.rule, app)
        rule("/", "choice", self.choice, methods=["GET"])
        rule("/", "choose", self.choose, methods=["POST"])
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

    # Pages

    def home(self, lang: str) -> Given:
        return self.responder.page(lambda reader: home_page(reader.view(lang)))

    def archive(self, lang: str, year: int = 0, month: int = 0, number: int = 1) -> Given:
        return self.responder.page(lambda reader: archive_page(reader.view(lang), number, year, month))

    def topic(self, lang: str, slug: str, number: int = 1) -> Given:
        return self.responder.page(lambda reader: topic_page(reader.view(lang), slug, number))

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

    # The choice of language

    def choice(self) -> Given:
        """Chooses once: by the cookie, else by Accept-Language, else the reader chooses."""
        wanted = request.cookies.get(COOKIE, "")
        lang = wanted if wanted in LOCALES else _accepted(request.accept_languages)
        if lang:
            response = moved_to(urls.home(lang), 302, PRIVATE)
            response.headers["Vary"] = "Accept-Language, Cookie"
            return response

        def make(reader: Reader) -> Answer:
            answer = self.responder.html(reader, choice_page(reader.view("")))
            answer.lang = ", ".join(reader.interface.sites)
            answer.vary = ("Accept-Language", "Cookie")
            answer.cache_control = PRIVATE
            return answer

        return self.responder.kept(make)

    def choose(self) -> Given:
        """Keeps the language that a reader chose, in the one cookie of the site, and leads back to the page in it."""
        lang, page = request.form.get("lang", ""), request.form.get("page", "")
        if lang not in LOCALES:
            return self.responder.error(400)
        home = urls.home(lang)
        back = page if page.startswith(home) and _PATH.fullmatch(page) else home
        response = moved_to(back, 303, NEVER)
        response.set_cookie(COOKIE, lang, max_age=COOKIE_AGE_S, httponly=True, samesite="Lax", secure=request.is_secure)
        return response

    # Everything else

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
