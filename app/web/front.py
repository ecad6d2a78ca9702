"""What stands in front of Flask: an answer that is kept leaves from here, without routing, SQL, Jinja or compression.

One that is not kept is found by Flask's routing, made, and leaves from here as well. Everything else goes on to Flask;
every answer is the same, byte for byte, as Flask's own.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, Response
from werkzeug.http import is_resource_modified

from app.web.responder import Responder

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_METHODS = frozenset({"GET", "HEAD"})


class Front:
    """The WSGI application in front of Flask's. behind: Flask's."""

    def __init__(self, app: Flask, responder: Responder) -> None:
        self.behind: WSGIApplication = app.wsgi_app
        self._routed = app.request_context
        self._responder = responder
        self._known = responder.reading.known
        self._clock = responder.clock

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method not in _METHODS or "HTTP_IF_MATCH" in environ:
            return self.behind(environ, start_response)
        answer = self._known(environ["PATH_INFO"], self._clock())
        if answer is None or not answer.preparable:
            with self._routed(environ):
                given = self._responder.given()
                if isinstance(given, Response) or not given.preparable:
                    return self._responder.response(given)(environ, start_response)
            answer = given
        prepared = answer.prepared(environ.get("HTTP_ACCEPT_ENCODING"), https=environ["wsgi.url_scheme"] == "https")
        if prepared.tag and _has_it(environ, prepared.tag, prepared.changed):
            start_response("304 NOT MODIFIED", prepared.unmodified[:])
            return []
        # A copy, as whoever serves WSGI may change the list (PEP 3333).
        start_response(prepared.status, prepared.headers[:])
        return [prepared.body] if method == "GET" else []


def _has_it(environ: "WSGIEnvironment", tag: str, changed: str) -> bool:
    """Whether the reader has the answer with this ETag (RFC 9110, 13.2.2)."""
    match = environ.get("HTTP_IF_NONE_MATCH")
    if match is None and "HTTP_IF_MODIFIED_SINCE" not in environ:
        return False
    return match == tag or not is_resource_modified(environ, tag, last_modified=changed or None)
