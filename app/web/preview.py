"""Previews, for people at this machine alone: an address from elsewhere gets the same 404 as if there were none."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask import Flask, Response, request

from app.edition.knowledge import read_knowledge
from app.edition.preview import Drafts, draft_names, read_basis
from app.locales import LOCALES
from app.pages.preview import PREVIEW, TEXT, press_copy, preview_list_address, preview_list_page, preview_page
from app.pages.values import Page
from app.render.plain import plain_text
from app.urls import is_loopback
from app.web.answers import PLAIN, Answer
from app.web.headers import NEVER
from app.web.reading import Reader
from app.web.responder import Given, Responder, moved_to

_FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
"""Headers that a proxy adds to the requests that it passes on."""

_OLD = ("HTTP/1.0", "HTTP/1")
"""HTTP/1.0, by its own name and by granian's."""

_TEMPLATES = frozenset({"pages/preview.html", "pages/previews.html"})
_UNKEPT = {"Cache-Control": NEVER, "X-Robots-Tag": "noindex"}
_NOT_YET = """Nid oes rhagolygon yn y rhyngwyneb sy’n fyw.
Mae ‘datganiad publish’ yn dweud beth sy’n dal yr un newydd yn ôl.

The interface that is live has no previews.
‘datganiad publish’ says what holds the new one back.
"""
"""Where the interface of the files is not whole, an older one is live, whose templates may be from before previews."""

Make = Callable[[Reader], Page | Answer | None]


@dataclass(frozen=True, slots=True)
class PreviewViews:
    """Answers below /preview/, each made from the files and the edition of this moment."""

    responder: Responder

    def open(self, app: Flask) -> None:
        rule = partial(self.responder.rule, app)
        rule(f"{PREVIEW}/", "preview", self.first)
        for lang in LOCALES:
            fixed = {"lang": lang}
            rule(f"{PREVIEW}/{lang}/", f"previews.{lang}", self.all, defaults={**fixed, "number": 1})
            rule(f"{PREVIEW}/{lang}/<int:number>", f"previews-page.{lang}", self.all, defaults=fixed)
            rule(f"{PREVIEW}/{lang}/<path:rest>", f"preview.{lang}", self.one, defaults=fixed)

    def first(self) -> Given:
        """The list of the first language."""
        if not from_here():
            return self.responder.error(404)
        return moved_to(preview_list_address(next(iter(LOCALES))), 302, NEVER)

    def all(self, lang: str, number: int) -> Given:
        """The list of everything there is."""

        def make(reader: Reader) -> Page | None:
            view, names = reader.view(lang), draft_names(self.responder.folder)
            return preview_list_page(view, names, number, self.drafts(reader, lang).read)

        return self.page(make)

    def one(self, lang: str, rest: str) -> Given:
        """A release or a page, or the plain text that a release under embargo is sent to the press as."""
        path, ending = (rest.removesuffix(TEXT), TEXT) if rest.endswith(TEXT) else (rest, "")

        def make(reader: Reader) -> Page | Answer | None:
            view = reader.view(lang)
            draft = self.drafts(reader, lang).find(lang, f"/{lang}/{path}")
            if draft is None or not ending:
                return preview_page(view, draft) if draft else None
            page = press_copy(view, draft)
            if page is None:
                return None
            text = plain_text(page, reader.renderer.translator(lang), embargoed=True)
            return Answer(text.encode(), PLAIN, NEVER, lang=lang)

        return self.page(make)

    def drafts(self, reader: Reader, lang: str) -> Drafts:
        """What the files have at this moment."""
        folder = self.responder.folder
        knowledge, _ = read_knowledge(folder)
        basis = read_basis(folder, reader.view(lang).site, reader.edition, reader.now)
        return Drafts(folder, knowledge, basis, reader.edition)

    def page(self, make: Make) -> Given:
        lacking: list[str] = []

        def make_or_tell(reader: Reader) -> Page | Answer | None:
            lacking.extend(_TEMPLATES - reader.interface.templates.keys())
            return None if lacking else make(reader)

        answer = self.responder.fresh(make_or_tell) if from_here() else None
        if lacking:
            return Response(_NOT_YET, status=503, content_type=PLAIN, headers=_UNKEPT)
        if answer is None:
            return self.responder.error(404)
        answer.cache_control, answer.changed_at, answer.links = NEVER, None, ()
        response = answer.response(request)
        response.headers.update(_UNKEPT)
        return response


def from_here() -> bool:
    """Whether the request comes from this machine, and names it: a page elsewhere could give its own name our address
    (DNS rebinding), and a proxy on this machine speaks for others.

    nginx as it comes adds no header and names this machine itself; but it speaks HTTP/1.0, which no browser does.
    """
    old = request.environ["SERVER_PROTOCOL"] in _OLD
    forwarded = old or any(header in request.headers for header in _FORWARDED)
    return not forwarded and is_loopback(request.remote_addr or "") and is_loopback(_host(request.host))


def _host(header: str) -> str:
    """The host of a Host header, without its port."""
    return header.partition("]")[0] + "]" if header.startswith("[") else header.partition(":")[0]
