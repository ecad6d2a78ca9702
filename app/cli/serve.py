"""`datganiad serve`: publishes what is ready, serves it, and follows changes in the files.

Serving comes first: where an edition stands already, readers wait for nothing but Python's start.
"""

import errno
import gc
import multiprocessing
import os
import socket
import threading
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from typing import Any

import click
from granian.constants import Interfaces, RuntimeModes
from granian.log import LogLevels
from granian.server.mp import MPServer

from app.cli.asked import asked_options, settings_of, site_of, speech_of
from app.cli.speech import Speech
from app.errors import SiteError
from app.locales import LOCALES
from app.settings import HOUSE, MOST_PORTS, MOST_WORKERS, SiteFolder
from app.urls import is_loopback
from app.wording import Wording

THREADS = 4
"""Threads of each server process: enough for slow readers, few enough to stay small."""

READY_EVERY_S = 0.05
"""How often it looks whether its own server answers yet, in seconds."""

LONGEST_STOP_S = 20
"""How long requests under way may take when the server is told to stop, in seconds; then its processes are ended."""


@click.command()
@click.option("--host", help="Address to listen on (DATGANIAD_HOST; else 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, MOST_PORTS), help="Port to listen on (DATGANIAD_PORT; else 8000).")
@click.option("--workers", type=click.IntRange(1, MOST_WORKERS), help="Server processes (DATGANIAD_WORKERS; else 2).")
@click.option("--preview", is_flag=True, help="Show every release, in whatever state, below /preview/.")
@click.option("--access-log", is_flag=True, help="Print a line for each request, with nothing about who asked.")
@asked_options
@click.pass_context
def serve(
    context: click.Context, host: str | None, port: int | None, workers: int | None, preview: bool, access_log: bool
) -> None:
    """Publishes what is ready, serves it, and follows changes in the files.

    With --preview, every release and page is at its own address below /preview/ as well, in whatever state, with what
    is left to do marked on it: for people at this machine, and nobody else.

    \b
    Example: datganiad serve --port 8080
    """
    settings, folder, say = settings_of(context), site_of(context), speech_of(context)
    host, port = host or settings.host, port or settings.port
    preview = preview or settings.preview
    if preview and not is_loopback(host):
        what = Wording("previews are for this machine alone, and %(host)s is seen from others", host=host)
        raise SiteError(what, Wording("leave --host out, or give 127.0.0.1"))
    _refuse_taken(host, port)
    told = None
    if not _stands(folder):
        from app.cli.following import publish_before_serving

        told = publish_before_serving(folder, say)
    os.environ["DATGANIAD_SITE"] = str(folder.root)
    os.environ["DATGANIAD_PREVIEW"] = "1" if preview else ""
    os.environ["DATGANIAD_ACCESS_LOG"] = "1" if access_log or settings.access_log else ""
    stop = threading.Event()
    server = _ready_server(host, port, workers or settings.workers)
    beside = (folder, say, host, port, stop, told, preview)
    server.beside = threading.Thread(target=_accompany, args=beside, daemon=True)
    server.serve()
    stop.set()


def _ready_server(host: str, port: int, workers: int) -> "_Server":
    """A server of the site that the environment names, with all in memory that its processes share."""
    gc.disable()  # until what it would look through, time and again, is frozen
    from app.web import make_ready, serve_site  # only now: a page of help needs no Flask

    make_ready()
    return _Server(
        f"{serve_site.__module__}:{serve_site.__name__}",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        # Where it has a pool of threads for input and output (mt), the last step of stopping waits for that pool while
        # it holds Python's lock. If one of the pool waits for the lock, the process never ends. With one thread (st),
        # which is as fast here, nobody is waited for.
        runtime_mode=RuntimeModes.st,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=LONGEST_STOP_S,
        log_level=LogLevels.warning,
    )


class _Server(MPServer):
    """Granian, with a thread beside it. Its first processes are forks, which start with all that is imported here.

    A fork must not have another thread's locks and half-open files: the thread starts after them, and a process that
    takes the place of one that failed is no fork. Before that, all that is in memory is set aside from the garbage
    collector, which writes to whatever it looks at, so that the forks share it.
    """

    beside: threading.Thread

    def startup(self, *arguments: Any) -> None:
        from app.web.signals import hold_signals, pass_signals_on

        gc.freeze()
        gc.enable()
        hold_signals()
        super().startup(*arguments)  # type: ignore[no-untyped-call]
        multiprocessing.set_start_method("spawn", force=True)
        pass_signals_on()
        self.beside.start()


def _stands(folder: SiteFolder) -> bool:
    """Whether there is an edition, and everything that pages are made of is older than the last publish.

    Otherwise a publish has to come first: today's code may fail with the templates of an older edition.
    """
    words = [folder.catalogue(lang, name) for lang in LOCALES for name in ("messages", "site")]
    parts = [folder.site_yaml, *(path for path in words if path.exists())]
    for root, pattern in ((HOUSE / "app", "*.py"), (folder.templates, "*.html"), (folder.static, "*")):
        parts += root.rglob(pattern)
    try:
        folder.edition.stat()
        published_ns = (folder.instance / "publish.lock").stat().st_mtime_ns
        return max(path.stat().st_ctime_ns for path in parts) < published_ns
    except OSError:
        return False


def _accompany(
    folder: SiteFolder,
    say: Speech,
    host: str,
    port: int,
    stop: threading.Event,
    told: frozenset[str] | None,
    preview: bool,
) -> None:
    """Once the server answers: publishes what is ready, says where the site is, and follows the files.

    told: of a publish that came before the start, if one did.
    """
    _wait_for(host, port, stop)
    from app.cli.following import follow, publish_and_tell
    from app.pdf import REMEDY, what_is_missing

    if told is None:
        told = publish_and_tell(folder, say)
    threading.Thread(target=follow, args=(folder, say, stop, told), daemon=True).start()
    missing = what_is_missing()
    if missing:
        what = Wording("There are no PDFs: this system lacks the libraries %(names)s", names=missing)
        say.tell(Wording("%(problem)s; %(hint)s", problem=what, hint=REMEDY), err=True)
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    if preview:
        say.tell(Wording("%(address)s  (every release, in whatever state)", address=f"{url}preview/"), err=True)
    if not stop.is_set():
        say.tell(Wording("%(address)s  (Ctrl-C stops it)", address=url), err=True)


def _wait_for(host: str, port: int, stop: threading.Event) -> None:
    while not stop.wait(READY_EVERY_S):
        with closing(HTTPConnection(host, port, timeout=1)) as connection, suppress(OSError, HTTPException):
            connection.request("GET", "/healthz")
            connection.getresponse()
            return  # whatever it says: it may be that there is no edition yet


def _refuse_taken(host: str, port: int) -> None:
    """Raises SiteError if somebody else listens there already, or nobody can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            hint = (
                Wording("stop what listens there, or choose another with --port")
                if error.errno in {errno.EADDRINUSE, errno.EACCES}
                else Wording("name an address that this machine has with --host, such as 127.0.0.1")
            )
            where = {"host": host, "port": port, "why": error.strerror}
            raise SiteError(Wording("%(host)s port %(port)s cannot be used (%(why)s)", **where), hint) from error
