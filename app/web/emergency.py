"""The page of last resort: no edition, no templates, no catalogue; both languages all the same."""

from base64 import b64encode
from hashlib import sha256

from flask import Response
from markupsafe import escape

from app.locales import LOCALES
from app.web.headers import NEVER, SECURITY

RETRY_AFTER_S = 60

_STYLE = (
    ":root{color-scheme:light dark;--ink:#101619;--paper:#fff;--strong:#064a5c}"
    "@media(prefers-color-scheme:dark){:root{--ink:#f2f5f6;--paper:#101619;--strong:#8fdcee}}"
    "body{margin:0;color:var(--ink);background:var(--paper);font:1.1875rem/1.6 system-ui,sans-serif}"
    "main{max-width:36rem;margin:0 auto;padding:clamp(2.25rem,10vh,5rem) clamp(1rem,4vw,2.5rem)}"
    "h1{margin:0;padding-block-start:1.5rem;border-block-start:.375rem double var(--strong);font-size:1.0625rem}"
    "section{margin-block-start:2.25rem}"
    "h2{margin:0;font:500 clamp(1.75rem,1.55rem + .9vw,2.25rem)/1.2 Georgia,serif;text-wrap:balance}"
    "p{margin-block:.75rem 0}"
)
"""Within the page, as nothing else can be asked for; and without a font, for the same reason."""
_POLICY = SECURITY["Content-Security-Policy"].replace(
    "style-src 'self'", f"style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"
)


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
        f'<meta name="color-scheme" content="light dark"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{status}</h1>{halves}</main></body></html>"
    )
    response = Response(body, status=status, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Cache-Control"] = NEVER
    response.headers["Content-Language"] = ", ".join(LOCALES)
    response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response
