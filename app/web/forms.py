"""A release in other forms than its page: beside its other language, as text, as data, as PDF."""

from dataclasses import dataclass, replace
from functools import partial

from flask import Flask

from app import urls
from app.edition.found import Found
from app.locales import LOCALES
from app.pages.feeds import identity
from app.pages.release import release_alone
from app.pages.side import side_page
from app.pdf import Shelf
from app.render.data import release_json
from app.render.plain import plain_text
from app.web.answers import PLAIN, Answer
from app.web.headers import A_DAY, PAGE
from app.web.reading import Reader
from app.web.responder import Given, Responder


@dataclass(frozen=True, slots=True)
class FormViews:
    """Answers with the other forms of a release, each at its address with something after it."""

    responder: Responder

    def open(self, app: Flask) -> None:
        rule = partial(self.responder.rule, app)
        rule(urls.RELEASE_SCHEMA, "schema", self.schema)
        for lang, locale in LOCALES.items():
            fixed = {"lang": lang}
            release = f"/{lang}/{locale.routes.releases}/<int:year>/<slug>"
            rule(f"{release}/{locale.routes.side}", f"side.{lang}", self.side, defaults=fixed)
            rule(f"{release}.txt", f"text.{lang}", self.text, defaults=fixed)
            rule(f"{release}.pdf", f"pdf.{lang}", self.pdf, defaults=fixed)
            rule(f"{release}.json", f"data.{lang}", self.data, defaults=fixed)

    def side(self, lang: str, year: int, slug: str) -> Given:
        """Both languages, piece beside piece."""

        def make(reader: Reader, found: Found) -> Answer:
            return self.responder.html(reader, side_page(reader.view(lang), found))

        address = urls.release(lang, year, slug)
        return self.responder.found(lang, address, make, urls.side_by_side(lang, ""))

    def text(self, lang: str, year: int, slug: str) -> Given:
        """Plain text, as a press release is e-mailed."""

        def make(reader: Reader, found: Found) -> Answer:
            page = release_alone(reader.view(lang), found.release, found.addresses)
            text = plain_text(page, reader.renderer.translator(lang))
            return _taken(reader, text.encode(), PLAIN, page.shell.url, lang)

        return self.responder.found(lang, urls.release(lang, year, slug), make, ".txt")

    def data(self, lang: str, year: int, slug: str) -> Given:
        """Every field and block in both languages, as JSON."""

        def text_of(reader: Reader, found: Found) -> str:
            """The same at the address of each language."""
            view = reader.view(lang)
            pages = [
                release_alone(reader.view(each), half, found.addresses)
                for each, half in view.halves(found.release.name).items()
            ]
            return release_json(pages, view.site.base_url, identity(view, found.release), found.release.source)

        def make(reader: Reader, found: Found) -> Answer:
            text = reader.memo.lately(("data", found.release.name), lambda: text_of(reader, found))
            url = reader.interface.site.base_url + found.addresses[lang]
            return _taken(reader, text.encode(), "application/json", url, "")

        return self.responder.found(lang, urls.release(lang, year, slug), make, ".json")

    def pdf(self, lang: str, year: int, slug: str) -> Given:
        """PDF, for print and for the record: on the disk, not in memory, from the first time it is asked for."""
        shelf = Shelf(self.responder.folder)

        def make(reader: Reader, found: Found) -> Answer:
            page = release_alone(reader.view(lang), found.release, found.addresses)
            sheet = reader.renderer.print_sheet(page)
            answer = _taken(reader, b"", "application/pdf", page.shell.url, lang)
            return replace(answer, load=partial(shelf.pdf, sheet), digest=shelf.digest(sheet), filename=f"{slug}.pdf")

        return self.responder.found(lang, urls.release(lang, year, slug), make, ".pdf")

    def schema(self) -> Given:
        """The JSON Schema of a release's JSON."""

        def make(reader: Reader) -> Answer:
            data = (self.responder.folder.static / "release.schema.json").read_bytes()
            return Answer(data, "application/schema+json", A_DAY, changed_at=reader.changed_at)

        return self.responder.kept(make)


def _taken(reader: Reader, body: bytes, content_type: str, url: str, lang: str) -> Answer:
    """A form of a release, which says where its page is (RFC 6596)."""
    links = (f'<{url}>; rel="canonical"',)
    return Answer(body, content_type, PAGE, lang=lang, changed_at=reader.changed_at, links=links)
