"""The choice of a language, for whoever comes to no page of one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask, request

from app import urls
from app.locales import LOCALES
from app.pages.choices import choice_page
from app.web.answers import Answer
from app.web.headers import NEVER, PRIVATE
from app.web.reading import Reader
from app.web.responder import Given, Responder, moved_to

COOKIE = "datganiad_language"
COOKIE_AGE_S = 365 * 24 * 3600
_PATH = re.compile(r"/[!-\[\]-~]*")
"""A path as pages write it: printable ASCII, without a backslash, which browsers take for a slash."""


@dataclass(frozen=True, slots=True)
class ChoiceViews:
    """Answers at "/", and keeps the language that a reader chooses, in the one cookie of the site."""

    responder: Responder

    def open(self, app: Flask) -> None:
        self.responder.rule(app, "/", "choice", self.choice, methods=["GET"])
        self.responder.rule(app, "/", "choose", self.choose, methods=["POST"])

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


def _accepted(languages: Iterable[tuple[str, float]]) -> str:
    """The language of the site that the browser likes best: "cy-GB" is Welsh. Empty if it likes none.

    languages: tags with their quality, best first (RFC 9110, 12.5.4); a quality of 0 means "not this one".
    """
    codes = (tag.lower().partition("-")[0] for tag, quality in languages if quality > 0)
    return next((code for code in codes if code in LOCALES), "")
