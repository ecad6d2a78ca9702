"""`datganiad serve`: publishes what is ready, serves it, and follows changes in the files."""

import multiprocessing
import os
import socket
import threading
from pathlib import Path

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from watchfiles import DefaultFilter, watch

from app.cli.publish import report_lines
from app.cli.telling import now, progress, site_of
from app.edition.publish import Report, publish
from app.edition.query import Edition
from app.edition.store import open_for_reading
from app.errors import DatganiadError, SiteError
from app.render.proof import prove
from app.settings import Settings, SiteFolder

THREADS = 4
"""Of each server process: enough for readers who are slow, few enough to stay small."""

SETTLE_MS = 50
"""How long the files have to be quiet before they are read, in milliseconds."""

LONGEST_WAIT_S = 60.0
"""How often it looks whether an embargo has ended, for the record, in seconds; readers see it to the second."""


@click.command()
@click.option("--host", help="Address to listen on (DATGANIAD_HOST; else 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (DATGANIAD_PORT; else 8000).")
@click.option("--workers", type=click.IntRange(1, 64), help="Server processes (DATGANIAD_WORKERS; else 2).")
@click.pass_context
def serve(context: click.Context, host: str | None, port: int | None, workers: int | None) -> None:
    """Publishes what is ready, serves it, and follows changes in the files.

    \b
    Example: datganiad serve --port 8080
    """
    folder = site_of(context)
    settings: Settings = context.obj
    host, port = host or settings.host, port or settings.port
    _refuse_taken(host, port)
    with progress("Publishing") as tick:
        report = publish(folder, now=now(), proof=prove, progress=tick)
    _tell(report)
    os.environ["DATGANIAD_SITE"] = str(folder.root)
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
    follower = threading.Thread(target=_follow, args=(folder, stop), name="follower", daemon=True)

    @server.on_startup
    def begin() -> None:
        follower.start()
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"http://{shown}:{port}/  (Ctrl-C stops it)", err=True)

    server.serve()
    stop.set()


def _follow(folder: SiteFolder, stop: threading.Event) -> None:
    """Publishes again whenever a file changes, or an embargo ends. What is broken is told, and changes nothing."""
    roots = [path for path in (folder.content, folder.root / "translations", folder.templates, folder.static) if path.is_dir()]
    changes = watch(
        *roots,
        watch_filter=_Source(),
        debounce=1600,
        step=SETTLE_MS,
        stop_event=stop,
        rust_timeout=int(_until_next(folder) * 1000),
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    told = ""
    for _ in changes:
        try:
            report = publish(folder, now=now(), proof=prove)
        except DatganiadError as error:
            told = _once(f"datganiad: {error}", told)
            continue
        lines = "\n".join(report_lines(report)[:-1])
        told = _once(lines, told) if lines else ""


def _once(text: str, told: str) -> str:
    """Prints what was not said the last time already; gives what was said."""
    if text != told:
        click.echo(text, err=True)
    return text


def _until_next(folder: SiteFolder) -> float:
    """Seconds to the next end of an embargo, from one to LONGEST_WAIT_S."""
    connection = open_for_reading(folder.edition)
    try:
        edition, moment = Edition(folder, connection), now()
        with edition.snapshot():
            following = edition.next_change(moment)
    finally:
        connection.close()
    return min(LONGEST_WAIT_S, max(1.0, (following - moment).total_seconds())) if following else LONGEST_WAIT_S


class _Source(DefaultFilter):
    """Files that a site is made of; not an editor's temporary ones."""

    endings = (".md", ".po", ".yaml", ".html", ".css", ".svg", ".woff2", ".png")

    def __call__(self, change: object, path: str) -> bool:
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
