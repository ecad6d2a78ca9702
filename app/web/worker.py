"""A server process: the application for the site in the environment, for as long as its parent lives."""

import ctypes
import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime

from flask import Flask

from app.errors import EditionError
from app.locales import LOCALES, long_date
from app.pages.shell import Offer
from app.pdf import what_is_missing
from app.settings import find_site, settings_from
from app.web.access_log import AccessLog
from app.web.application import create_app
from app.web.responder import Responder
from app.web.signals import pass_signals_on

LOOK_EVERY_S = 0.5
"""How often a process looks whether its parent is still there, in seconds."""

GARBAGE = 10_000
"""Values that are made before the garbage collector looks through them. A page is made of thousands, and leaves eight
for it: to look more often would only take time."""

_ARENA_MAX = -8
"""M_ARENA_MAX of the GNU C library's mallopt(3)."""

_ready: list[Flask] = []
"""The application, where the process that this one is a fork of has made it."""


def make_ready() -> None:
    """Makes once, for all forks of this process, what each would have to make before its first answer."""
    app = _made()
    responder: Responder = app.extensions["datganiad"]
    with suppress(EditionError):  # whoever asks is told
        responder.reading.prepare(responder.clock())
    for lang in LOCALES:
        long_date(lang, responder.clock())  # the first one has Babel read all that it knows of the language
    _ready[:] = [app]


def serve_site() -> Flask:
    """The application for the site and the settings in the environment: what a WSGI server is pointed at."""
    app = _ready.pop() if _ready else _made()
    gc.set_threshold(GARBAGE)
    _share_memory()
    pass_signals_on(to_next=True)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    return app


def _made() -> Flask:
    settings = settings_from(os.environ)
    offer = Offer(pdf=not what_is_missing())
    app = create_app(find_site(settings), lambda: datetime.now(UTC), preview=settings.preview, offer=offer)
    if settings.access_log:
        app.wsgi_app = AccessLog(app.wsgi_app, sys.stdout)  # type: ignore[method-assign] # as create_app() does
    return app


def _share_memory() -> None:
    """Has all threads take memory from one place, where the C library would give each its own.

    Each place would hold on to memory that its thread has freed. Threads hardly wait for one another here, since only
    one at a time runs Python.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_ARENA_MAX, 1)


def _end_with(parent: int) -> None:
    """Ends this process when its parent is gone: a parent that is killed cannot, and the port would stay taken."""
    while os.getppid() == parent:
        threading.Event().wait(LOOK_EVERY_S)
    os.kill(os.getpid(), signal.SIGTERM)
