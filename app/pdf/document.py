"""HTML for print as PDF/UA-1: tagged, titled, in its language, with bookmarks. The same HTML gives the same bytes."""

import logging
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint.pdf import fonts as pdf_fonts  # type: ignore[import-untyped]
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

_BASE = "print:///"
"""What the names of fonts are relative to: no address at which anything could be."""

_TYPES = {"figure": "/Div", "figcaption": "/Div"}
"""Structure types for elements that WeasyPrint leaves without one, or with one that belongs to pictures."""


def print_pdf(html: str, style: str, fonts: Mapping[str, bytes], identifier: bytes) -> bytes:
    """The PDF. fonts: what the style sheet may load, by the name it has there. identifier: of the PDF file.

    Title, author, language and dates are those in the HTML's head. Raises LookupError for anything else to be loaded.
    """
    fetcher = _Fonts(fonts)
    faces = FontConfiguration()
    try:
        sheet = CSS(string=style, base_url=_BASE, url_fetcher=fetcher, font_config=faces)
        made: bytes = HTML(string=html, base_url=_BASE, url_fetcher=fetcher).write_pdf(
            font_config=faces,
            stylesheets=[sheet],
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifier,
        )
    except FatalURLFetchingError as error:  # no Exception, so that nothing in WeasyPrint passes over it
        raise LookupError(f"{error}; nothing but the fonts in app/static/fonts/ is loaded") from error
    return made


class _Fonts(URLFetcher):  # type: ignore[misc]
    """Gives our fonts, and nothing else from anywhere: no file, no address."""

    def __init__(self, fonts: Mapping[str, bytes]) -> None:
        super().__init__(fail_on_errors=True)
        self._fonts = fonts

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - as URLFetcher has it
        return URLFetcherResponse(url, self._fonts[url.removeprefix(_BASE)])


_build = tags._build_box_tree  # noqa: SLF001 - see _tagged


def _tagged(box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
    """The structure elements of a box, with the language of its text where that is marked (PDF/UA-1, 7.2).

    WeasyPrint writes the language of the document and no other, and its hook for finishing a PDF no longer knows
    which structure element came from which HTML element. So its own builder is wrapped, which calls itself by name.
    """
    for element in _build(box, parent, *rest):
        if box.element is not None and box.element_tag not in {"html", "body"}:
            if lang := box.element.get("lang"):
                element["Lang"] = pydyf.String(lang)
            element["S"] = _TYPES.get(box.element_tag, element["S"])
        yield element


tags._build_box_tree = _tagged  # noqa: SLF001
# A font that is cut down would have the time of day in it.
pdf_fonts.TTFont = partial(pdf_fonts.TTFont, recalcTimestamp=False)
# It says of our fonts that their tables are in an order that it does not expect, and reads them all the same.
logging.getLogger("fontTools").setLevel(logging.ERROR)
