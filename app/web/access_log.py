"""A line for each answer, for whoever runs the site, with nothing in it about who asked.

Time, method, path, status, bytes of the body, milliseconds. No address, browser, referrer or cookie, and nothing that
somebody may have typed: no query, and no path at which nothing stands. A path that does is the site's own words.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NOT_TOLD = "-"
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_PREVIEWS = "/preview/"


class AccessLog:
    """The WSGI application in front of another one. out: where lines go."""

    def __init__(self, behind: "WSGIApplication", out: TextIO) -> None:
        self._behind = behind
        self._out = out

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        begin_s = time.perf_counter()
        statuses = [""]

        def noted(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            statuses[0] = status
            return start_response(status, headers, *error)

        def told(size_bytes: int) -> None:
            took_ms = (time.perf_counter() - begin_s) * 1000
            self._out.write(_line(datetime.now(UTC), environ, statuses[0], size_bytes, took_ms))
            self._out.flush()

        body = self._behind(environ, noted)
        if isinstance(body, list):
            told(sum(map(len, body)))
            return body
        return _Counted(body, told)


class _Counted:
    """The pieces of a body as they go out. told: is given their bytes once the last has gone."""

    def __init__(self, body: Iterable[bytes], told: Callable[[int], None]) -> None:
        self._body = body
        self._pieces = iter(body)
        self._told = told
        self._size_bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = next(self._pieces)
        self._size_bytes += len(piece)
        return piece

    def close(self) -> None:
        close = getattr(self._body, "close", None)
        if close is not None:
            close()
        self._told(self._size_bytes)


def _line(at: datetime, environ: "WSGIEnvironment", status: str, size_bytes: int, took_ms: float) -> str:
    code = int(status[:3] or 500)
    method = environ["REQUEST_METHOD"]
    path = environ["PATH_INFO"]
    if path.startswith(_PREVIEWS):
        path = _PREVIEWS  # its words may be under embargo
    shown = quote(path.encode("latin-1")) if code < 400 or code == 410 else NOT_TOLD
    named = method if method in _METHODS else NOT_TOLD
    return f"{at:%Y-%m-%dT%H:%M:%SZ} {named} {shown} {code} {size_bytes} {took_ms:.1f}\n"
