"""A trial of a new interface on real pages, before the public sees it."""

from collections.abc import Iterator
from datetime import datetime

from app.edition.query import Edition
from app.edition.values import Interface
from app.pages.choices import bilingual_error_page, choice_page, error_page
from app.pages.lists import archive_page, home_page, topic_page
from app.pages.release import release_page
from app.pages.search import search_page
from app.pages.services import follow_page, leaving_page
from app.pages.shell import View
from app.pages.side import side_page
from app.pages.values import Page, ReleasePage
from app.render.compiled import pack
from app.render.plain import plain_text
from app.render.renderer import Renderer

TRIED_RELEASES = 5


def prove(edition: Edition, interface: Interface, now: datetime) -> bytes:
    """Renders a page of every kind in every language, and gives the templates as they were compiled for that.

    Raises TemplateError with what would have failed.
    """
    renderer = Renderer(interface.templates, interface.words, interface.static)
    for lang in interface.sites:
        for page in _pages(View(edition, interface, lang, now)):
            renderer.render(page)
            if isinstance(page, ReleasePage):
                renderer.feed_content(page)
                plain_text(page, renderer.translator(lang), embargoed=True)
                renderer.print_sheet(page)
    return pack(interface.templates)


def _pages(view: View) -> Iterator[Page]:
    edition, lang, now = view.edition, view.lang, view.now
    yield home_page(view)
    yield choice_page(view)
    yield error_page(view, 404, f"/{lang}/")
    yield bilingual_error_page(view, 404)
    listed = edition.headlines(lang, now, count=TRIED_RELEASES)
    menus = (*edition.menu(lang, "header", now), *edition.menu(lang, "footer", now))
    for item in (*listed, *menus):
        found = edition.find(lang, item.address, now)
        if found is not None:
            yield release_page(view, found)
            if item in listed:
                yield side_page(view, found)
    yield from (follow_page(view), leaving_page(view))
    searches = [search_page(view, {"q": typed}) for typed in ("", "a", "-")]
    yield from (page for page in searches if page is not None)
    lists = [archive_page(view, 1), *(topic_page(view, topic.slug.text, 1) for topic in view.site.topics[:1])]
    yield from (page for page in lists if page is not None)
