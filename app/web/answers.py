"""An answer as bytes, in each coding, with its validators."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache

import brotli  # type: ignore[import-untyped]
from flask import Request, Response
from isal import igzip
from werkzeug.datastructures import Accept
from werkzeug.http import (
    HTTP_STATUS_CODES,
    dump_options_header,
    http_date,
    is_entity_header,
    parse_accept_header,
    quote_etag,
)

from app.web.headers import NEVER, caching, security

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
CODINGS = ("br", "gzip")
"""Content codings, the best first."""
_CONDITIONS = {"HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"}
"""Of which an answer takes notice (RFC 9110, 13.1)."""
_SMALLEST_COMPRESSED_BYTES = 256
_GZIP_LEVEL = 3
"""The highest of ISA-L: as small as zlib's to a hundredth, in a sixth of the time."""
_BROTLI_QUALITY = 6
"""A higher one makes pages a twentieth smaller, and takes ten times as long."""
_BROTLI_WINDOW = 16
"""2 to this power, in bytes: 64 KiB, which is more than a page. A smaller window is quicker."""

_CODED_PART = 0.7
"""What the compressed forms of a page weigh together, at most, as a part of the page: measured on this site."""

_HEADERS_BYTES = 8192
"""What the headers of an answer weigh in memory, in every coding."""


@lru_cache(maxsize=256)
def coding_of(accepted: str | None) -> str:
    """The coding in which an answer goes to a reader: "br", "gzip" or empty. accepted: Accept-Encoding."""
    codings = parse_accept_header(accepted, Accept)
    return next((coding for coding in CODINGS if codings[coding] > 0), "")


_http_date = lru_cache(maxsize=16)(http_date)
"""Kept, since all pages of an edition have the same."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An answer in one coding as it leaves, with its headers: the same that Flask would make, but made only once.

    tag: its ETag, in quotation marks; empty for what has none. changed: Last-Modified, or empty.
    unmodified: the headers of its 304.
    """

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    tag: str
    changed: str
    unmodified: list[tuple[str, str]]


@dataclass
class Answer:
    """What an address answers. Each coding is made once, when it is first asked for.

    body: as it is; empty once it went out in Brotli, as all of it is in there.
    changed_at: aware, for Last-Modified. lang: for Content-Language; empty for what has none.
    links: the values of Link headers.
    load: gives the body at each request, where it is too large to be kept in memory; digest then changes with it.
    filename: that a browser saves it under; empty for a page.
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
    _prepared: dict[tuple[str, bool], Prepared] = field(default_factory=dict, repr=False, compare=False)

    @property
    def whole(self) -> bytes:
        """The body, whether it is kept as it is or not."""
        body = self.body
        return body or (brotli.decompress(self.__dict__["brotli"]) if "brotli" in self.__dict__ else b"")

    @cached_property
    def compressible(self) -> bool:
        return len(self.whole) >= _SMALLEST_COMPRESSED_BYTES and self.content_type.startswith(_COMPRESSIBLE)

    @cached_property
    def preparable(self) -> bool:
        """Whether nothing but its coding depends on the request."""
        return not self.vary and self.load is None

    @cached_property
    def weight_bytes(self) -> int:
        """About what it takes up in memory, once it was asked for in every coding."""
        return int(len(self.whole) * (1 + self.compressible * _CODED_PART)) + _HEADERS_BYTES

    @cached_property
    def tag(self) -> str:
        """The ETag of the body as it is. A coding adds its name, since a strong ETag is of bytes (RFC 9110, 8.8.3)."""
        return (self.digest or hashlib.sha256(self.whole).hexdigest())[:24]

    @cached_property
    def gzip(self) -> bytes:
        return igzip.compress(self.whole, _GZIP_LEVEL, mtime=0)

    @cached_property
    def brotli(self) -> bytes:
        compressed: bytes = brotli.compress(self.whole, quality=_BROTLI_QUALITY, lgwin=_BROTLI_WINDOW)
        return compressed

    def prepared(self, accepted: str | None, *, https: bool) -> Prepared:
        """The answer to whoever accepts these codings. accepted: Accept-Encoding. Only of what is preparable."""
        coding = coding_of(accepted) if self.compressible else ""
        known = self._prepared.get((coding, https))
        if known is None:
            known = self._prepared[coding, https] = self._prepare(coding, https=https)
        return known

    def _prepare(self, coding: str, *, https: bool) -> Prepared:
        body, fields = self._coded(coding)
        always = list(security(https=https).items())
        headers = [*fields, ("Content-Length", f"{len(body)}"), *always]
        # A 304 says nothing of the body that it leaves out (RFC 9110, 15.4.5).
        unmodified = [*((name, value) for name, value in fields if not is_entity_header(name)), *always]
        named = dict(fields)
        status = f"{self.status} {HTTP_STATUS_CODES[self.status].upper()}"
        return Prepared(status, headers, body, named.get("ETag", ""), named.get("Last-Modified", ""), unmodified)

    def response(self, request: Request) -> Response:
        """The response to one request: 304 if the reader has it, encoded as the reader takes it."""
        coding = coding_of(request.headers.get("Accept-Encoding")) if self.compressible else ""
        if self.load is not None and not coding:
            has_it = request.if_none_match.contains(self.tag)
            body, fields = b"" if has_it else self.load(), self._fields(coding)
        else:
            body, fields = self._coded(coding)
        response = Response(body, status=self.status, headers=fields)
        if self.status == 200 and _CONDITIONS & request.environ.keys():
            response.make_conditional(request)
            if response.status_code == 412:
                return _refused()
            # Whoever sends it dates it, at each request: a kept date would count as age in every cache.
            response.headers.remove("Date")
        return response

    def _coded(self, coding: str) -> tuple[bytes, list[tuple[str, str]]]:
        """The body in a coding, and what is said of it."""
        fields = self._fields(coding)
        if coding == "br":
            body = self.brotli
            self.body = b""  # nearly every browser takes Brotli, and it is three times as large
            return body, fields
        return self.gzip if coding else self.whole, fields

    def _fields(self, coding: str) -> list[tuple[str, str]]:
        """The headers of the answer in a coding, but for those that every answer carries."""
        fields = [("Content-Type", self.content_type), *caching(self.cache_control).items()]
        vary = (*self.vary, "Accept-Encoding") if self.compressible else self.vary
        if vary:
            fields.append(("Vary", ", ".join(vary)))
        if coding:
            fields.append(("Content-Encoding", coding))
        if self.lang:
            fields.append(("Content-Language", self.lang))
        if self.filename:
            fields.append(("Content-Disposition", dump_options_header("inline", {"filename": self.filename})))
        fields += [("Link", link) for link in self.links]
        if self.changed_at is not None:
            fields.append(("Last-Modified", _http_date(self.changed_at)))
        if self.status == 200:
            fields.append(("ETag", quote_etag(f"{self.tag}-{coding}" if coding else self.tag)))
        return fields


def _refused() -> Response:
    """The answer to whoever asks for a page as it no longer is (RFC 9110, 13.1.1).

    A cache may keep a 412 that says for how long (RFC 9111, 3), and would give it to readers who made no condition.
    """
    response = Response(status=412, headers=caching(NEVER))
    response.headers.remove("Content-Type")
    return response
