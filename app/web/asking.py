"""Asking the application itself, in this process: what it answers at a moment is what is exported."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO, StringIO

from app.pages.shell import Offer
from app.settings import SiteFolder
from app.web.answers import Answer
from app.web.application import create_app
from app.web.responder import Responder

_ENVIRON = {
    "REQUEST_METHOD": "GET",
    "SCRIPT_NAME": "",
    "QUERY_STRING": "",
    "SERVER_NAME": "localhost",
    "SERVER_PORT": "80",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "HTTP_HOST": "localhost",
    "wsgi.version": (1, 0),
    "wsgi.url_scheme": "http",
    "wsgi.input": BytesIO(),
    "wsgi.errors": StringIO(),
    "wsgi.multithread": False,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


class Asker:
    """Asks the application of a site. offer: as in create_app(). at: the moment for which it answers, aware."""

    def __init__(self, folder: SiteFolder, offer: Offer) -> None:
        self.at = datetime.max.replace(tzinfo=UTC)
        self._app = create_app(folder, lambda: self.at, offer=offer)
        self._responder: Responder = self._app.extensions["datganiad"]

    def ask(self, path: str) -> tuple[int, bytes, Mapping[str, Callable[[], bytes]]]:
        """Status and body of what stands at a path, and what gives its body in each content coding that it has."""
        # The response that Flask would make of it for one reader is not needed: its headers are in no file.
        environ = {**_ENVIRON, "PATH_INFO": path.encode().decode("latin-1")}  # as PEP 3333 wants it
        with self._app.request_context(environ):
            given = self._responder.given()
        if not isinstance(given, Answer):
            return given.status_code, given.get_data(), {}
        codings = {"br": lambda: given.brotli, "gzip": lambda: given.gzip} if given.compressible else {}
        return given.status, given.load() if given.load else given.whole, codings
