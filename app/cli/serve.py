"""`datganiad serve`: publishes what is ready, serves it, and follows changes in the files."""

import multiprocessing
import os
import socket
import threading
from datetime import datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from watchfiles import DefaultFilter, watch

from app.cli.publish import news_lines, report_lines
from app.cli.telling import cores, now, progress, site_of
from app.edition.files import releases_of
from app.edition.publish import publish
from app.edition.query import Edition
from app.edition.report import Report
from app.edition.store import open_for_reading
from app.errors import DatganiadError, EditionError, SiteError
from app.pdf import REMEDY, what_is_missing
from app.render.proof import prove
from app.settings import Settings, SiteFolder
from app.web import is_loopback

THREADS = 4
"""Of each server process: enough for readers who are slow, few enough to stay small."""

SETTLE_MS = 50
"""How long the files have to be quiet before they are read, in milliseconds."""

READY_EVERY_S = 0.05
"""How often it looks whether its own server answers yet, in seconds."""

TICK_MS = 1000
"""How often it looks whether an embargo has ended, in milliseconds."""

RETRY = timedelta(minutes=1)
"""How long it waits to try again what was held, in case the time alone has changed the answer."""


@click.command()
@click.option("--host", help="Address to listen on (DATGANIAD_HOST; else 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (DATGANIAD_PORT; else 8000).")
@click.option("--workers", type=click.IntRange(1, 64), help="Server processes (DATGANIAD_WORKERS; else 2).")
@click.option("--preview", is_flag=True, help="Show every release, in whatever state, below /preview/.")
@click.pass_context
def serve(context: click.Context, host: str | None, port: int | None, workers: int | None, preview: bool) -> None:
    """Publishes what is ready, serves it, and follows changes in the files.

    With --preview, every release and page is at its own address below /preview/ as well, in whatever state, with what
    is left to do marked on it: for people at this machine, and nobody else.

    \b
    Example: datganiad serve --port 8080
    """
    folder = site_of(context)
    settings: Settings = context.obj
    host, port = host or settings.host, port or settings.port
    preview = preview or settings.preview
    if preview and not is_loopback(host):
        hint = "leave --host out, or give 127.0.0.1"
        raise SiteError(f"previews are for this machine alone, and {host} is seen from others", hint)
    _refuse_taken(host, port)
    with progress("Publishing") as tick:
        report = publish(folder, now=now(), proof=prove, progress=tick, processes=cores())
    _tell(report)
    missing = what_is_missing()
    if missing:
        click.echo(f"There are no PDFs: this system lacks the libraries {missing}; {REMEDY}", err=True)
    os.environ["DATGANIAD_SITE"] = str(folder.root)
    os.environ["DATGANIAD_PREVIEW"] = "1" if preview else ""
    # A worker that is forked would inherit the follower's thread and its half-open files.
    multiprocessing.set_start_method("spawn")
    server = Granian(
        "app.web:serve_site",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers or settings.workers,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    stop = threading.Event()
    shown = f"[{host}]" if ":" in host else host
    for work in (
        lambda: _follow(folder, stop),
        lambda: _tell_when_ready(f"http://{shown}:{port}/", stop, preview=preview),
    ):
        threading.Thread(target=work, daemon=True).start()
    server.serve()
    stop.set()


def _tell_when_ready(url: str, stop: threading.Event, *, preview: bool) -> None:
    """Says where the site is, once it answers."""
    while not stop.wait(READY_EVERY_S):
        try:
            with urlopen(f"{url}healthz", timeout=1):  # noqa: S310 - our own address
                if preview:
                    click.echo(f"{url}preview/  (every release, in whatever state)", err=True)
                click.echo(f"{url}  (Ctrl-C stops it)", err=True)
                return
        except OSError:
            continue


def _follow(folder: SiteFolder, stop: threading.Event) -> None:
    """Publishes again whenever a file changes, and whenever an embargo ends. What is broken is told once, and changes
    nothing that is live.

    Of releases, those are looked at that are said to have changed; a while later all are, in case not all was said.
    """
    roots = (folder.content, folder.root / "translations", folder.templates, folder.static)
    batches = watch(
        *(path for path in roots if path.is_dir()),
        watch_filter=_Source(),
        step=SETTLE_MS,
        stop_event=stop,
        rust_timeout=TICK_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    last, told, waiting = now(), "", True  # the first round catches what changed before the watch began
    for changes in batches:
        moment = now()
        overdue = waiting and moment - last > RETRY
        if not changes and not overdue and not _embargo_ended(folder, last, moment):
            continue
        last = moment
        only = releases_of(folder, (Path(path) for _, path in changes)) if changes else None
        try:
            report = publish(folder, now=moment, proof=prove, processes=cores(), only=only)
        except DatganiadError as error:
            told, waiting = _once(f"datganiad: {error}", told), True
            continue
        told = _once("\n".join(news_lines(report)), told)
        waiting = bool(report.waiting) or only is not None


def _once(text: str, told: str) -> str:
    """Prints what was not said the last time already; gives what was said."""
    if text and text != told:
        click.echo(text, err=True)
    return text


def _embargo_ended(folder: SiteFolder, since: datetime, moment: datetime) -> bool:
    """Whether an embargo ended between two moments: readers see it by themselves, the record has to be told."""
    try:
        connection = open_for_reading(folder.edition)
    except EditionError:
        return False
    try:
        edition = Edition(folder, connection)
        with edition.snapshot():
            following = edition.next_change(since)
    finally:
        connection.close()
    return following is not None and following <= moment


class _Source(DefaultFilter):
    """Files that a site is made of; not an editor's temporary ones."""

    endings = (".md", ".po", ".yaml", ".html", ".css", ".svg", ".woff2", ".png")

    def __call__(self, _change: object, path: str) -> bool:
        name = Path(path).name
        return name.endswith(self.endings) and not name.startswith((".", "~"))


def _tell(report: Report) -> None:
    for line in report_lines(report):
        click.echo(line, err=True)


def _refuse_taken(host: str, port: int) -> None:
    """Raises SiteError if somebody else listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            hint = "stop what listens there, or choose another with --port"
            raise SiteError(f"{host} port {port} cannot be used ({error.strerror})", hint) from error
