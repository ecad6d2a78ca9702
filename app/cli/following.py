"""Following the files of a site: what is ready is published, at the start and whenever something changes."""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from stat import S_ISDIR
from typing import TypeVar

import click
from watchfiles import DefaultFilter, watch

from app.cli.publish import change_lines, report_lines, waiting_lines
from app.cli.speech import Speech
from app.cli.telling import cores, now, progress, prove
from app.edition.files import Watched, releases_of
from app.edition.publish import publish
from app.edition.query import Edition
from app.edition.report import Report
from app.edition.store import open_for_reading
from app.errors import DatganiadError, EditionError, TemplateError
from app.kept import let_go
from app.settings import SiteFolder
from app.web.signals import STOPPING
from app.wording import Wording

SETTLE_MS = 20
"""How long the files have to be quiet before they are read, in milliseconds."""

TICK_MS = 1000
"""How often it looks whether an embargo has ended, in milliseconds."""

RETRY = timedelta(minutes=1)
"""How long it waits to try again what was held, in case the time alone has changed the answer."""

Told = frozenset[str]
"""Lines that say what is wrong or waits: what is as it was need not be said again."""

Answer = TypeVar("Answer")

Then = Callable[[datetime], list[str]]
"""What follows a publish, at its time; gives the lines that say what went wrong, to be tried again a while later."""


def _nothing(_at: datetime) -> list[str]:
    return []


def publish_and_tell(folder: SiteFolder, say: Speech) -> Told:
    """Publishes what is ready, and tells all of it. Gives what is told of what waits; errors are told, too."""
    try:
        return Told(_waiting(_published(folder, say), say))
    except DatganiadError as error:
        return _tell([say.failure(error)], Told())


def publish_before_serving(folder: SiteFolder, say: Speech) -> Told:
    """As publish_and_tell(), and makes sure that this version of the program can show what is live then.

    Where nothing can be written, the edition that is there is served. Raises DatganiadError.
    """
    try:
        report = _published(folder, say)
        told = Told(_waiting(report, say))
        if not report.edition:
            return told  # the server says so, until something is published
    except EditionError as error:
        if not folder.edition.exists():
            raise
        told = _tell([say.failure(error)], Told())
    with closing(open_for_reading(folder.edition)) as connection:
        edition = Edition(folder, connection)
        with edition.snapshot():
            try:
                prove(edition, edition.interface(), now())
            except TemplateError as error:
                what = Wording(
                    "this version cannot make the pages that are live (%(place)s: %(problem)s)",
                    place=f"{error.path}:{error.line}",
                    problem=error.problem,
                )
                hint = Wording("mend what holds the new interface back, or start the version of before")
                raise EditionError(what, hint) from error
    return told


def _published(folder: SiteFolder, say: Speech) -> Report:
    with progress(say(Wording("Publishing"))) as tick:
        report = publish(folder, now=now(), proof=prove, progress=tick, processes=cores())
    let_go()
    for line in report_lines(report, say.lang):
        say.tell(line, err=True)
    return report


def stop_when_told() -> threading.Event:
    """Is set when this process is told to stop, so that it can end what it is at; told again, it ends at once."""
    stop = threading.Event()
    before = {each: signal.getsignal(each) for each in STOPPING}

    def note(_number: int, _frame: object) -> None:
        stop.set()
        for each, handler in before.items():
            signal.signal(each, handler)

    for each in STOPPING:
        signal.signal(each, note)
    return stop


def follow(folder: SiteFolder, say: Speech, stop: threading.Event, told: Told, then: Then = _nothing) -> None:
    """Publishes again whenever a file changes, an embargo ends, or somebody else has published. What is broken is told
    once, and changes nothing that is live.

    Of releases, those are looked at that are said to have changed; a while later all are, in case not all was said,
    and so they are at the beginning, when the files have just come under watch. told: of the publish before that.
    """
    last, waiting, texts, token = now(), False, None, ""
    for changes in _changes(folder, say, stop):
        moment = now()
        overdue = waiting and moment - last > RETRY
        if not (changes or changes is None or overdue or _has_moved_on(folder, token, last, moment)):
            continue
        last = moment
        changed = releases_of(folder, changes) if changes else None
        watched = None if changed is None or texts is None else Watched(changed, texts)
        try:
            report = publish(folder, now=moment, proof=prove, processes=cores(), watched=watched)
        except DatganiadError as error:
            told, waiting, texts = _tell([say.failure(error)], told), True, None
            continue
        finally:
            let_go()
            token = _asked(folder, Edition.token) or ""
        waits = _tell(_waiting(report, say), told)
        for line in change_lines(report, say.lang):
            say.tell(line, err=True)
        failed = _tell(then(moment), told)
        told, texts = waits | failed, report.texts
        waiting = bool(report.waiting or report.interface or failed) or watched is not None


def _changes(folder: SiteFolder, say: Speech, stop: threading.Event) -> Iterator[tuple[Path, ...] | None]:
    """The files that changed since the last time; none of them at least every TICK_MS; None where it may be any.

    A folder that is put in the place of another is watched anew: the system goes on watching the one that is gone.
    Nor does it tell of what a link leads to, if the link came later or leads to a file: that is looked at each time.
    """
    roots = (folder.content, folder.translations, folder.templates, folder.static)
    is_source, failed = _Source(), ""
    while not stop.is_set():
        links = (link for root in roots for link in _links(root))
        watched = {path: _state(path) for path in (*roots, *links)}
        try:
            batches = watch(
                *(path for path in roots if path.is_dir()),
                watch_filter=None,  # where it leaves out all that changed, it does not yield
                step=SETTLE_MS,
                stop_event=stop,
                rust_timeout=TICK_MS,
                yield_on_timeout=True,
                raise_interrupt=False,
                ignore_permission_denied=True,
            )
            for number, changes in enumerate(batches):
                failed = ""
                paths = tuple(Path(path) for change, path in changes if is_source(change, path))
                yield paths if number else None
                if any(path.is_symlink() for path in paths) or any(_state(each) != watched[each] for each in watched):
                    break
        except (RuntimeError, OSError) as error:  # a name that is no text is one to watchfiles
            if str(error) != failed:
                what = Wording("the files cannot be watched (%(why)s)", why=str(error))
                say.tell_error(DatganiadError(what, Wording("all are looked at again")))
            failed = str(error)
            stop.wait(TICK_MS / 1000)
            yield None


def _links(folder: str | Path) -> Iterator[Path]:
    """Every link in a folder and in those within it."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_symlink():
                    yield Path(entry.path)
                elif entry.is_dir():
                    yield from _links(entry.path)
    except OSError:
        return


def _state(path: Path) -> tuple[int, ...]:
    """Which folder or file stands at a path, by device and inode, and of a file when it changed; empty for none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_dev, found.st_ino, *(() if S_ISDIR(found.st_mode) else (found.st_size, found.st_mtime_ns)))


def _waiting(report: Report, say: Speech) -> list[str]:
    return [say(line) for line in waiting_lines(report)]


def _tell(lines: Iterable[str], told: Told) -> Told:
    """Prints the lines that were not told the last time already; gives all of them."""
    lines = list(lines)
    for line in lines:
        if line not in told:
            click.echo(line, err=True)
    return Told(lines)


def _has_moved_on(folder: SiteFolder, token: str, since: datetime, moment: datetime) -> bool:
    """Whether an embargo ended between two moments: readers see it by themselves, the record has to be told.

    Or whether the edition is not the one with this token any more: somebody else has published, or has taken it away,
    and it is made again. Or whether the clock was put back, so that what was exported may be ahead of it.
    """
    if moment < since or not folder.edition.exists():
        return True

    def moved(edition: Edition) -> bool:
        following = edition.next_change(since)
        return edition.token() != token or (following is not None and following <= moment)

    return bool(_asked(folder, moved))


def _asked(folder: SiteFolder, question: Callable[[Edition], Answer]) -> Answer | None:
    """What the edition answers; None where it cannot: nothing was published yet, or the next publish tells of that."""
    try:
        with closing(open_for_reading(folder.edition)) as connection:
            edition = Edition(folder, connection)
            with edition.snapshot():
                return question(edition)
    except EditionError:
        return None


class _Source(DefaultFilter):
    """Files that a site is made of, and folders, which may come or go with all that is in them; not an editor's
    temporary files."""

    endings = ("", ".md", ".po", ".yaml", ".csv", ".html", ".css", ".js", ".json", ".svg", ".woff2", ".png")

    def __call__(self, _change: object, path: str) -> bool:
        place = Path(path)
        return place.suffix in self.endings and not place.name.startswith((".", "~"))
