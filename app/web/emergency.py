"""The page of last resort: no edition, no templates, no catalogue; both languages all the same."""

from flask import Response
from markupsafe import escape

from app.locales import LOCALES
from app.web.headers import NEVER

RETRY_AFTER_S = 60


def emergency_page(status: int) -> Response:
    """What a server answers that cannot read its edition (503) or render its error page (500)."""
    first = next(iter(LOCALES))
    title = " · ".join(locale.unavailable[0] for locale in LOCALES.values())
    halves = "".join(
        f'<section lang="{code}"><h2>{escape(locale.unavailable[0])}</h2>'
        f"<p>{escape(locale.unavailable[1])}</p></section>"
        for code, locale in LOCALES.items()
    )
    body = (
        f'<!doctype html><html lang="{first}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"></head>'
        f"<body><main><h1>{status}</h1>{halves}</main></body></html>"
    )
    response = Response(body, status=status, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = NEVER
    response.headers["Content-Language"] = ", ".join(LOCALES)
    response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response
