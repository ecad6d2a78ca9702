"""Asking the application itself, in this process, at one moment for all: what it answers is what is exported."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from io import BytesIO, StringIO
from typing import Any

from app.pages.shell import Offer
from app.settings import SiteFolder
from app.web.answers import CODINGS
from app.web.application import create_app
from app.web.desk import Desk


class Asker:
    """Asks the application of a site. at: the moment, aware. offer: as in create_app()."""

    def __init__(self, folder: SiteFolder, at: datetime, offer: Offer) -> None:
        self._app = create_app(folder, lambda: at, offer=offer)
        self._desk: Desk = self._app.extensions["datganiad"]

    def ask(self, path: str) -> tuple[int, bytes, Mapping[str, Callable[[], bytes]]]:
        """Status and body of what stands at a path, and what gives its body in each content coding that it has."""
        status, vary, body = self._asked(path, "")
        made = self._desk.reading.made(path)
        if "accept-encoding" not in vary.lower():
            return status, body, {}
        if made is None:  # what stands nowhere is not kept
            return status, body, {coding: partial(self._coded, path, coding) for coding in CODINGS}
        return status, body, {"br": lambda: made.brotli, "gzip": lambda: made.gzip}

    def _coded(self, path: str, coding: str) -> bytes:
        return self._asked(path, coding)[2]

    def _asked(self, path: str, coding: str) -> tuple[int, str, bytes]:
        """Status, Vary and body."""
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> Any:
            said.append((status, headers))

        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": path.encode().decode("latin-1"),  # as PEP 3333 wants it
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
        if coding:
            environ["HTTP_ACCEPT_ENCODING"] = coding
        parts = self._app(environ, start_response)
        try:
            body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        ((status, headers),) = said
        vary = next((value for name, value in headers if name == "Vary"), "")
        return int(status.split(" ", 1)[0]), vary, body
