"""The pages at which no language is chosen yet, and those that say what went wrong."""

from urllib.parse import quote

from app import urls
from app.content.inline import to_text
from app.locales import LOCALES
from app.pages.lists import search_form
from app.pages.shell import View, bare_shell, shell, text
from app.pages.values import BilingualErrorPage, Choice, ChoicePage, ErrorPage

LONGEST_SWAPPED = 300
"""Characters of an unknown address up to which an error page links to the same address in the other language."""

_GONE = frozenset({404, 410})
"""What stood at the address, or was thought to, may be found elsewhere."""


def choice_page(view: View) -> ChoicePage:
    """The page at "/": both languages, side by side."""
    title = " · ".join(to_text(site.organisation.text) for site in view.interface.sites.values())
    description = " ".join(to_text(site.description.text) for site in view.interface.sites.values())
    return ChoicePage(bare_shell(view, title, description=description), _choices(view))


def error_page(view: View, code: int, path: str, instead: str = "") -> ErrorPage:
    """An error in one language, with the other at the same place. path: that was asked for, decoded.

    instead: as in ErrorPage.
    """
    short = len(path) <= LONGEST_SWAPPED
    addresses = {
        lang: urls.swap_language(quote(path), lang) if short else urls.home(lang) for lang in view.site.languages
    }
    return ErrorPage(
        shell(view, title="", description="", addresses=addresses, skip=True),
        code,
        instead,
        search_form(view) if code in _GONE else None,
    )


def bilingual_error_page(view: View, code: int) -> BilingualErrorPage:
    """An error at an address that names no language."""
    return BilingualErrorPage(bare_shell(view, ""), code, _choices(view))


def _choices(view: View) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            lang=lang,
            name=LOCALES[lang].name,
            organisation=text(site.organisation),
            strapline=text(site.strapline),
            notice=text(site.notice),
            href=urls.home(lang),
        )
        for lang, site in view.interface.sites.items()
    )
