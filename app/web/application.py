"""The Flask application: addresses to answers."""

import json
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from app import urls
from app.edition.query import Found
from app.errors import DatganiadError, EditionError
from app.locales import LOCALES
from app.pages.choices import bilingual_error_page, choice_page, error_page
from app.pages.lists import archive_page, home_page, topic_page
from app.pages.release import release_page
from app.pages.values import Page
from app.settings import SiteFolder
from app.web.answers import Answer
from app.web.emergency import emergency_page
from app.web.headers import A_DAY, FOR_EVER, HTTPS_ONLY, NEVER, REVALIDATE, SECURITY
from app.web.preview import PreviewDesk
from app.web.reading import Reader, Reading

COOKIE = "datganiad_language"
COOKIE_AGE_S = 365 * 24 * 3600
LONGEST_PATH = 2000
"""Characters; a longer address is answered with 414."""

_HTML = "text/html; charset=utf-8"
_TYPES = {
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "txt": "text/plain; charset=utf-8",
}
_log = logging.getLogger("datganiad.web")

Clock = Callable[[], datetime]


def create_app(folder: SiteFolder, clock: Clock, *, preview: bool = False) -> Flask:
    """The application for a site. clock: gives the time, aware. preview: with previews, for this machine alone."""
    app = Flask("app.web", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 1024
    app.url_map.merge_slashes = False  # its redirect would name the host that the request names
    desk = _Desk(app, folder, clock)
    desk.open()
    if preview:
        PreviewDesk(folder, desk.fresh, lambda: desk.error(404), moved_to).open(app)
    return app


def moved_to(path: str, code: int) -> Response:
    """A redirect within the site: a path, so that no Host header can lead a reader away."""
    response = Response(status=code)
    response.headers["Location"] = path
    response.headers["Cache-Control"] = REVALIDATE
    return response


def _accepted(languages: Iterable[tuple[str, float]]) -> str:
    """The language of the site that the browser likes best: "cy-GB" is Welsh. Empty if it likes none.

    languages: tags with their quality, best first (RFC 9110, 12.5.4); a quality of 0 means "not this one".
    """
    codes = (tag.lower().partition("-")[0] for tag, quality in languages if quality > 0)
    return next((code for code in codes if code in LOCALES), "")


def _is_at(page: Page, path: str) -> bool:
    """Whether a path is the page's own: it has one, though "/tudalen/02" and "/tudalen/1" would be understood."""
    return any(item.current and item.href == path for item in page.shell.languages)


class _Desk:
    def __init__(self, app: Flask, folder: SiteFolder, clock: Clock) -> None:
        self.app = app
        self.folder = folder
        self.clock = clock
        self.reading = Reading(folder)

    def open(self) -> None:
        rule = self.app.add_url_rule
        rule("/", "choice", self.choice, methods=["GET"])
        rule("/", "choose", self.choose, methods=["POST"])
        rule("/healthz", "health", self.health)
        rule("/static/<path:name>", "static", self.static)
        for lang, locale in LOCALES.items():
            words = locale.routes
            fixed = {"lang": lang}
            base = f"/{lang}"
            archive, topics, page = f"{base}/{words.releases}", f"{base}/{words.topics}", words.page
            rule(f"{base}/", f"home.{lang}", self.home, defaults=fixed)
            rule(f"{archive}/", f"archive.{lang}", self.archive, defaults=fixed)
            rule(f"{archive}/{page}/<int:number>", f"archive-page.{lang}", self.archive, defaults=fixed)
            rule(f"{archive}/<int:year>/<slug>", f"release.{lang}", self.release, defaults=fixed)
            rule(f"{topics}/<slug>", f"topic.{lang}", self.topic, defaults=fixed)
            rule(f"{topics}/<slug>/{page}/<int:number>", f"topic-page.{lang}", self.topic, defaults=fixed)
            rule(f"{base}/<slug>", f"page.{lang}", self.page, defaults=fixed)
            for bare in (base, archive):
                rule(bare, f"slash{bare}", self.slash)
        self.app.before_request(self.refuse_long)
        self.app.after_request(self.secure)
        self.app.register_error_handler(HTTPException, self.http_error)
        self.app.register_error_handler(Exception, self.failure)

    # Pages

    def home(self, lang: str) -> Response:
        return self.listed(lambda reader: home_page(reader.view(lang)))

    def archive(self, lang: str, number: int = 1) -> Response:
        return self.listed(lambda reader: archive_page(reader.view(lang), number))

    def topic(self, lang: str, slug: str, number: int = 1) -> Response:
        return self.listed(lambda reader: topic_page(reader.view(lang), slug, number))

    def release(self, lang: str, year: int, slug: str) -> Response:
        return self.found(lang, urls.release(lang, year, slug))

    def page(self, lang: str, slug: str) -> Response:
        return self.found(lang, urls.page(lang, slug))

    def found(self, lang: str, address: str) -> Response:
        """What stands at an address of the edition: a page, a withdrawal, or the way to where it stands today."""
        moved: list[str] = []

        def make(reader: Reader) -> Answer | None:
            found: Found | None = reader.edition.find(lang, address, reader.now)
            if found is None:
                return None
            if found.moved_to:
                moved.append(found.moved_to)
                return None
            page = release_page(reader.view(lang), found)
            return self.html(reader, page, 410 if found.withdrawn else 200) if _is_at(page, request.path) else None

        answer = self.reading.answer(request.path, self.clock(), make)
        if moved:
            return moved_to(moved[0], 301)
        return answer.response(request) if answer else self.error(404)

    def listed(self, make: Callable[[Reader], Page | None]) -> Response:
        """The home page, or a page of a list."""

        def answer(reader: Reader) -> Answer | None:
            page = make(reader)
            return self.html(reader, page) if page is not None and _is_at(page, request.path) else None

        kept = self.reading.answer(request.path, self.clock(), answer)
        return kept.response(request) if kept else self.error(404)

    def fresh(self, make: Callable[[Reader], Page | None]) -> Answer | None:
        """A page made now, and not kept."""

        def answer(reader: Reader) -> Answer | None:
            page = make(reader)
            return self.html(reader, page) if page is not None else None

        return self.reading.fresh(self.clock(), answer)

    def html(self, reader: Reader, page: Page, status: int = 200) -> Answer:
        shell = page.shell
        links = [
            f'<{item.url}>; rel="alternate"; hreflang="{item.lang}"' for item in shell.languages if not item.current
        ]
        if shell.url:
            links.append(f'<{shell.url}>; rel="canonical"')
        return Answer(
            body=reader.renderer.render(page).encode(),
            content_type=_HTML,
            cache_control=REVALIDATE,
            status=status,
            lang=shell.lang,
            changed_at=reader.changed_at,
            links=tuple(links) if status == 200 else (),
        )

    # The choice of language

    def choice(self) -> Response:
        """Chooses once: by the cookie, else by Accept-Language, else the reader chooses."""
        wanted = request.cookies.get(COOKIE, "")
        lang = wanted if wanted in LOCALES else _accepted(request.accept_languages)
        if lang:
            response = moved_to(urls.home(lang), 302)
            response.headers["Vary"] = "Accept-Language, Cookie"
            response.headers["Cache-Control"] = "private, no-cache"
            return response

        def make(reader: Reader) -> Answer:
            answer = self.html(reader, choice_page(reader.view("")))
            answer.lang = ", ".join(reader.interface.sites)
            answer.vary = ("Accept-Language", "Cookie")
            answer.cache_control = "private, no-cache"
            return answer

        kept = self.reading.answer("/", self.clock(), make)
        return kept.response(request) if kept else self.error(404)

    def choose(self) -> Response:
        """Keeps the language that a reader chose, in the one cookie of the site."""
        lang = request.form.get("lang", "")
        if lang not in LOCALES:
            return self.error(400)
        response = moved_to(urls.home(lang), 303)
        response.headers["Cache-Control"] = NEVER
        response.set_cookie(COOKIE, lang, max_age=COOKIE_AGE_S, httponly=True, samesite="Lax", secure=request.is_secure)
        return response

    # Everything else

    def health(self) -> Response:
        try:
            state: dict[str, object] = self.reading.health(self.clock())
            status = 200
        except EditionError as error:
            state, status = {"status": "no edition", "problem": str(error)}, 503
        response = Response(json.dumps(state), status=status, content_type="application/json")
        response.headers["Cache-Control"] = NEVER
        return response

    def slash(self) -> Response:
        return moved_to(f"{request.path}/", 308)

    def static(self, name: str) -> Response:
        """A file of app/static, with the digest in its name (kept for ever) or without (kept for a day)."""

        def make(reader: Reader) -> Answer | None:
            stem, _, ending = name.rpartition(".")
            plain, _, digest = stem.rpartition(".")
            known = reader.interface.static
            file = f"{plain}.{ending}" if known.get(f"{plain}.{ending}") == digest else name
            if file not in known or ending not in _TYPES:
                return None
            data = (self.folder.static / Path(file)).read_bytes()
            return Answer(data, _TYPES[ending], FOR_EVER if file != name else A_DAY, changed_at=reader.changed_at)

        kept = self.reading.answer(request.path, self.clock(), make)
        return kept.response(request) if kept else self.error(404)

    # What goes wrong

    def error(self, code: int) -> Response:
        """The error page, in the language of the address; in both where the address names none."""
        lang = request.path.removeprefix("/").partition("/")[0]
        try:
            answer = self.reading.answer(
                f"error {code} {request.path}", self.clock(), lambda r: self.error_answer(r, lang, code)
            )
            assert answer is not None
            return answer.response(request)
        except Exception as error:  # noqa: BLE001 - whatever fails here, the reader gets a page
            if not isinstance(error, EditionError):
                _log.exception("the error page for %s failed", code)
            return emergency_page(503 if isinstance(error, EditionError) else 500)

    def error_answer(self, reader: Reader, lang: str, code: int) -> Answer:
        view = reader.view(lang)
        page: Page = error_page(view, code, request.path) if lang in LOCALES else bilingual_error_page(view, code)
        answer = self.html(reader, page, code)
        answer.cache_control = NEVER if code >= 500 else REVALIDATE
        answer.changed_at = None
        if lang not in LOCALES:
            answer.lang = ", ".join(reader.interface.sites)
        return answer

    def http_error(self, error: HTTPException) -> Response:
        response = self.error(error.code or 500)
        if error.code == 405:
            response.headers["Allow"] = "GET, HEAD, OPTIONS"
        return response

    def failure(self, error: Exception) -> Response:
        if isinstance(error, EditionError):
            _log.error("%s", error)
            return self.error(503)
        if isinstance(error, DatganiadError):
            _log.error("%s %s: %s", request.method, request.path[:200], error)
        else:
            _log.exception("%s %s failed", request.method, request.path[:200])
        return self.error(500)

    def refuse_long(self) -> Response | None:
        return self.error(414) if len(request.path) > LONGEST_PATH else None

    def secure(self, response: Response) -> Response:
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            for name, value in HTTPS_ONLY.items():
                response.headers.setdefault(name, value)
        return response
