"""Answers in general: a page of the edition, what goes wrong, and where something has moved."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import RequestRedirect

from app.edition.found import Found
from app.errors import DatganiadError, EditionError, PdfError
from app.locales import LOCALES
from app.pages.choices import bilingual_error_page, error_page
from app.pages.release import release_page
from app.pages.shell import EVERYTHING, Offer
from app.pages.values import Page
from app.settings import SiteFolder
from app.web.answers import Answer
from app.web.emergency import emergency_page
from app.web.headers import NEVER, PAGE, REVALIDATE, caching, secure
from app.web.reading import Reader, Reading

LONGEST_PATH = 2000
"""Characters; a longer address is answered with 414."""

_HTML = "text/html; charset=utf-8"
_log = logging.getLogger("datganiad.web")

Clock = Callable[[], datetime]
Make = Callable[[Reader, Found], Answer | None]
"""Makes the answer of what was found at an address."""

Given = Answer | Response
"""What a view gives: an answer, the same for everyone, or a response of its own."""


def moved_to(path: str, code: int, policy: str = PAGE) -> Response:
    """A redirect within the site: a path, so that no Host header can lead a reader away. policy: as in headers."""
    response = Response(status=code)
    response.headers["Location"] = path
    response.headers.update(caching(policy))
    return response


def _nowhere(_: Reader) -> str:
    return ""


def _response(given: Given) -> Response:
    """The response to the request."""
    return given.response(request) if isinstance(given, Answer) else given


def _is_at(page: Page, path: str) -> bool:
    """Whether a path is the page's own: it has one, though "/tudalen/02" and "/tudalen/1" would be understood."""
    return any(item.current and item.href == path for item in page.shell.languages)


class Responder:
    """Answers from the edition of a site. clock: gives the time, aware."""

    def __init__(self, folder: SiteFolder, clock: Clock, offer: Offer = EVERYTHING) -> None:
        self.folder = folder
        self.clock = clock
        self.reading = Reading(folder, offer)
        self._views: dict[str, Callable[..., Given]] = {}

    def open(self, app: Flask) -> None:
        """Takes on what every answer of the application has in common."""
        app.before_request(self.at_once)
        app.after_request(self.secure)
        app.register_error_handler(HTTPException, self.http_error)
        app.register_error_handler(Exception, self.failure)

    def rule(self, app: Flask, path: str, name: str, view: Callable[..., Given], **options: Any) -> None:
        """Has a view answer at addresses. path, name, options: as in Flask's add_url_rule()."""
        self._views[name] = view
        app.add_url_rule(path, name, lambda **values: _response(view(**values)), **options)

    def given(self) -> Given:
        """What stands at the address of the request, before it becomes a response to it."""
        try:
            refused = self.at_once()
            if refused is not None:
                return refused
            if request.routing_exception is not None:
                return self.http_error(request.routing_exception)
            assert request.endpoint is not None
            return self._views[request.endpoint](**request.view_args or {})
        except Exception as error:  # noqa: BLE001 - as Flask hands it on
            return self.failure(error)

    def response(self, given: Given) -> Response:
        """The response to the request, with all that Flask would have added."""
        try:
            response = _response(given)
        except Exception as error:  # noqa: BLE001 - as above: a PDF is made only now
            response = self.failure(error)
        return self.secure(response)

    def kept(self, make: Callable[[Reader], Answer | None], moved: Callable[[Reader], str] = _nowhere) -> Given:
        """The answer at the path of the request, made once for each edition; 404 where there is none.

        moved: gives the path of where that is today for which there is none; empty for nowhere.
        """
        leads: list[str] = []

        def made(reader: Reader) -> Answer | None:
            answer = make(reader)
            if answer is None:
                leads.append(moved(reader))
            return answer

        answer = self.reading.answer(request.path, self.clock(), made)
        if answer is None and leads and leads[-1]:
            return moved_to(leads[-1], 301)
        return answer or self.error(404)

    def page(self, make: Callable[[Reader], Page | None], moved: Callable[[Reader], str] = _nowhere) -> Given:
        """A page that stands at this very path. moved: as above."""

        def answer(reader: Reader) -> Answer | None:
            page = make(reader)
            return self.html(reader, page) if page is not None and _is_at(page, request.path) else None

        return self.kept(answer, moved)

    def fresh(self, make: Callable[[Reader], Page | Answer | None]) -> Answer | None:
        """A page, or an answer, made now and not kept."""

        def answer(reader: Reader) -> Answer | None:
            made = make(reader)
            return made if made is None or isinstance(made, Answer) else self.html(reader, made)

        return self.reading.fresh(self.clock(), answer)

    def found(self, lang: str, address: str, make: Make | None = None, ending: str = "") -> Given:
        """What stands at an address of the edition: a page, a withdrawal, or the way to where it stands today.

        make: gives another form of it than its page; ending: what the path of that form has after the address.
        """
        moved: list[str] = []

        def answer(reader: Reader) -> Answer | None:
            found = reader.edition.find(lang, address, reader.now)
            if found is None:
                return None
            if found.moved_to:
                moved.append(found.moved_to + ending)
                return None
            if make is not None and not found.withdrawn:
                return make(reader, found) if request.path == found.addresses[lang] + ending else None
            page = release_page(reader.view(lang), found)
            return (
                self.html(reader, page, 410 if found.withdrawn else 200)
                if _is_at(page, request.path.removesuffix(ending))
                else None
            )

        kept = self.reading.answer(request.path, self.clock(), answer)
        if moved:
            return moved_to(moved[0], 301)
        return kept or self.error(404)

    def html(self, reader: Reader, page: Page, status: int = 200) -> Answer:
        """A page as an answer. It says where it is in the other language, unless it tells that something is wrong."""
        shell = page.shell
        links = [
            f'<{item.url}>; rel="alternate"; hreflang="{item.lang}"' for item in shell.languages if not item.current
        ]
        if shell.url:
            links.append(f'<{shell.url}>; rel="canonical"')
        return Answer(
            body=reader.renderer.render(page).encode(),
            content_type=_HTML,
            cache_control=PAGE,
            status=status,
            lang=shell.lang,
            changed_at=reader.changed_at,
            links=tuple(links) if status == 200 else (),
        )

    # What goes wrong

    def error(self, code: int, instead: str = "") -> Given:
        """The error page, in the language of the address; in both where the address names none.

        instead: path of the release, where a form of it cannot be had.
        """
        lang = request.path.removeprefix("/").partition("/")[0]
        try:
            answer = self.reading.answer(
                f"error {code} {request.path}", self.clock(), lambda r: self.error_answer(r, lang, code, instead)
            )
            assert answer is not None
            return answer
        except Exception as error:  # noqa: BLE001 - whatever fails here, the reader gets a page
            if not isinstance(error, EditionError):
                _log.exception("the error page for %s failed", code)
            return emergency_page(503 if isinstance(error, EditionError) else 500)

    def error_answer(self, reader: Reader, lang: str, code: int, instead: str = "") -> Answer:
        view = reader.view(lang)
        if lang in LOCALES:
            answer = self.html(reader, error_page(view, code, request.path, instead), code)
        else:
            answer = self.html(reader, bilingual_error_page(view, code), code)
            answer.lang = ", ".join(reader.interface.sites)
        answer.cache_control = NEVER if code >= 500 else REVALIDATE
        answer.changed_at = None
        return answer

    def http_error(self, error: HTTPException) -> Response:
        response = _response(self.error(error.code or 500))
        if isinstance(error, MethodNotAllowed):
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
        return response

    def failure(self, error: Exception) -> Response:
        if isinstance(error, EditionError):
            _log.error("%s", error)
            return _response(self.error(503))
        if isinstance(error, PdfError):
            _log.error("%s: %s", request.path[:200], error)
            return _response(self.error(503, request.path.removesuffix(".pdf")))
        if isinstance(error, DatganiadError):
            _log.error("%s %s: %s", request.method, request.path[:200], error)
        else:
            _log.exception("%s %s failed", request.method, request.path[:200])
        return _response(self.error(500))

    def at_once(self) -> Response | None:
        """What is answered before anything is looked up: an address that is too long, or lacks the slash at its end.

        Flask's own redirect would name the host that the request names.
        """
        if len(request.path) > LONGEST_PATH:
            return _response(self.error(414))
        lacking = isinstance(request.routing_exception, RequestRedirect)
        return moved_to(f"{request.path}/", 308) if lacking else None

    def secure(self, response: Response) -> Response:
        secure(response.headers, https=request.is_secure)
        return response
