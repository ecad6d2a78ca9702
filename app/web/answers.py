"""An answer as bytes, in each encoding, with its validators."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import brotli  # type: ignore[import-untyped]
from flask import Request, Response
from werkzeug.http import http_date

PLAIN = "text/plain; charset=utf-8"

_COMPRESSIBLE = (
    "text/",
    "image/svg+xml",
    "application/json",
    "application/schema+json",
    "application/atom+xml",
    "application/feed+json",
    "application/xml",
)
_SMALLEST_COMPRESSED_BYTES = 256
_BROTLI_QUALITY = 6
"""Pages of a twentieth less weight would take ten times as long to make."""


@dataclass
class Answer:
    """What an address answers. Each encoding is made once, when it is first asked for.

    changed_at: aware, for Last-Modified. lang: for Content-Language; empty for what has none.
    links: the values of Link headers.
    load, digest: in place of body, what gives it at each request, for one that is too large to be kept in memory, and
    a digest that is another one where the body is. filename: that a browser saves it under; empty for a page.
    """

    body: bytes
    content_type: str
    cache_control: str
    status: int = 200
    lang: str = ""
    changed_at: datetime | None = None
    links: tuple[str, ...] = ()
    vary: tuple[str, ...] = field(default=())
    load: Callable[[], bytes] | None = None
    digest: str = ""
    filename: str = ""

    @cached_property
    def compressible(self) -> bool:
        return len(self.body) >= _SMALLEST_COMPRESSED_BYTES and self.content_type.startswith(_COMPRESSIBLE)

    @cached_property
    def tag(self) -> str:
        """Of the body as it is. Each encoding adds its name: a strong ETag names bytes (RFC 9110, 8.8.3)."""
        return (self.digest or hashlib.sha256(self.body).hexdigest())[:24]

    @cached_property
    def gzip(self) -> bytes:
        return gzip.compress(self.body, 9, mtime=0)

    @cached_property
    def brotli(self) -> bytes:
        compressed: bytes = brotli.compress(self.body, quality=_BROTLI_QUALITY)
        return compressed

    def response(self, request: Request) -> Response:
        """The response to one request: 304 if the reader has it, encoded as the reader takes it."""
        body, tag, encoding = self.body, self.tag, ""
        if self.load is not None and not request.if_none_match.contains(tag):
            body = self.load()
        if self.compressible:
            if request.accept_encodings["br"] > 0:
                body, tag, encoding = self.brotli, f"{self.tag}-br", "br"
            elif request.accept_encodings["gzip"] > 0:
                body, tag, encoding = self.gzip, f"{self.tag}-gzip", "gzip"
        response = Response(body, status=self.status, content_type=self.content_type)
        response.headers["Cache-Control"] = self.cache_control
        vary = (*self.vary, "Accept-Encoding") if self.compressible else self.vary
        if vary:
            response.headers["Vary"] = ", ".join(vary)
        if encoding:
            response.headers["Content-Encoding"] = encoding
        if self.lang:
            response.headers["Content-Language"] = self.lang
        if self.filename:
            response.headers.set("Content-Disposition", "inline", filename=self.filename)
        for link in self.links:
            response.headers.add("Link", link)
        if self.changed_at is not None:
            response.headers["Last-Modified"] = http_date(self.changed_at)
        if self.status == 200:
            response.set_etag(tag)
            response.make_conditional(request)
        return response
