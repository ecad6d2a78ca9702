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

_SECURITY_OF_HTTPS = {**SECURITY, **HTTPS_ONLY}


def security(*, https: bool) -> Mapping[str, str]:
    """What every answer carries. https: whether the request came that way."""
    return _SECURITY_OF_HTTPS if https else SECURITY


def secure(headers: Headers, *, https: bool) -> None:
    """Adds the headers that every answer carries, unless it has them already."""
    there = {name.lower() for name, _ in headers}
    for name, value in security(https=https).items():
        if name.lower() not in there:
            headers.add(name, value)


def site_headers(search: str) -> Mapping[str, str]:
    """The headers of every answer of the site, wherever it is served over https. search: as in Offer, or empty."""
    policy = SECURITY["Content-Security-Policy"]
    open_to = policy.replace("form-action 'self'", f"form-action 'self' {search}") if search else policy
    return {**SECURITY, "Content-Security-Policy": open_to, **HTTPS_ONLY}


PAGE = "public, max-age=0, must-revalidate, s-maxage=30, stale-while-revalidate=15, stale-if-error=86400"
"""Browsers ask again each time, at the price of a 304. A cache that many share asks after 30 seconds and is 15 more
behind at most, so that a correction is seen everywhere within a minute. It is the same for every page: a time that is
shorter where an embargo is about to end would tell of it."""

PAGE_AT_CDN = "public, max-age=30, stale-while-revalidate=15, stale-if-error=86400"
"""must-revalidate keeps browsers from showing what is stale; but it forbids shared caches the same, as s-maxage does
(RFC 9111, 5.2.2.2 and 5.2.2.10), which leaves nothing of what RFC 5861 allows. This is the field for CDNs (RFC 9213),
read in place of Cache-Control where it is known, and has neither: readers are served while the server is away."""

REVALIDATE = "public, max-age=0, must-revalidate"
"""What is not there may be there in a moment. Nobody keeps that: no list leads to what a cache says is missing."""

PRIVATE = "private, no-cache"
"""What depends on who asks, or was typed by somebody, is in no cache that others share."""

FOR_EVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
NEVER = "no-store"


def caching(policy: str) -> Mapping[str, str]:
    """The headers that say how long an answer may be kept. policy: one of those above."""
    return {"Cache-Control": policy, **({"CDN-Cache-Control": PAGE_AT_CDN} if policy == PAGE else {})}
