"""The headers that every answer carries."""

from collections.abc import Mapping

from werkzeug.datastructures import Headers

_PERMISSIONS = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "sync-xhr",
    "usb",
    "xr-spatial-tracking",
)

SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _PERMISSIONS),
    # A reader who goes on to a helpline does not tell it which release she came from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


HTTPS_ONLY: Mapping[str, str] = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


def secure(headers: Headers, *, https: bool) -> None:
    """Adds what every answer carries. https: whether the request came that way."""
    for name, value in SECURITY.items():
        headers.setdefault(name, value)
    if https:
        for name, value in HTTPS_ONLY.items():
            headers.setdefault(name, value)


def site_headers(search: str) -> Mapping[str, str]:
    """The headers of every answer of the site, wherever it is served over https. search: as in Offer, or empty."""
    policy = SECURITY["Content-Security-Policy"]
    open_to = policy.replace("form-action 'self'", f"form-action 'self' {search}") if search else policy
    return {**SECURITY, "Content-Security-Policy": open_to, **HTTPS_ONLY}


REVALIDATE = "public, max-age=0, must-revalidate"
"""Pages are asked for again each time, at the price of a 304: one language is never older than the other."""

FOR_EVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
NEVER = "no-store"
