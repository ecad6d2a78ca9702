"""HTML for print as PDF/UA-1: tagged, titled, in its language, with bookmarks. The same HTML gives the same bytes."""

import logging
from collections.abc import Mapping
from functools import partial

from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint.pdf import fonts as pdf_fonts  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from app.pdf import structure

_BASE = "print:///"
"""What the names of fonts are relative to: no address at which anything could be."""


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
            presentational_hints=True,  # the number with which a list begins is one of them
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


# A font that is cut down would have the time of day in it.
pdf_fonts.TTFont = partial(pdf_fonts.TTFont, recalcTimestamp=False)
# It says of our fonts that their tables are in an order that it does not expect, and reads them all the same.
logging.getLogger("fontTools").setLevel(logging.ERROR)
structure.install()
