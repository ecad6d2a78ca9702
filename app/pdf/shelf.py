"""The PDFs that were made, as files in instance/pdf/: each made once, one at a time, and kept while it is asked for."""

import contextlib
import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from app.errors import PdfError
from app.pdf.libraries import REMEDY, what_is_missing
from app.settings import SiteFolder
from app.wording import Wording

MOST_BYTES = 256 * 1024 * 1024
"""Of all that is kept: about four thousand releases in two languages. What was not asked for longest goes first."""

LONGEST_IDLE_S = 180 * 24 * 3600
"""After this time without being asked for a PDF goes, so that what was changed or withdrawn does not stay for ever."""

LONGEST_WAIT_S = 30.0
"""For others to finish theirs. A thread that waits serves no page."""

_LOOK_EVERY_S = 0.02


class Shelf:
    """The PDFs of a site. Safe to share between threads, and with other processes."""

    def __init__(self, folder: SiteFolder) -> None:
        self._folder = folder.instance / "pdf"
        self._static = folder.static

    def digest(self, html: str) -> str:
        """Hex SHA-256 of all that the PDF of this HTML is made of: what it is called, and when it is another one."""
        return hashlib.sha256(f"{self._making} {html}".encode()).hexdigest()

    def pdf(self, html: str) -> bytes:
        """The PDF of a release, from its HTML for print. Raises PdfError if it cannot be made or kept."""
        digest = self.digest(html)
        path = self._folder / f"{digest}.pdf"
        try:
            known = _taken(path)
            if known is not None:
                return known
            with self._alone():
                known = _taken(path)
                if known is not None:
                    return known
                made = self._made(html, digest)
                self._keep(path, made)
                return made
        except OSError as error:
            what = Wording("a PDF cannot be kept (%(why)s)", why=error.strerror or str(error))
            hint = Wording(
                "make room, and let this user write %(folder)s/ in the site's instance/", folder=self._folder.name
            )
            raise PdfError(what, hint) from error

    @cached_property
    def _making(self) -> str:
        """What goes into every PDF besides its HTML."""
        sources = sorted(Path(__file__).parent.glob("*.py"))
        parts = [self._style().encode(), *self._fonts().values(), *(path.read_bytes() for path in sources)]
        return " ".join((version("weasyprint"), *(hashlib.sha256(part).hexdigest() for part in parts)))

    def _style(self) -> str:
        return (self._static / "pdf.css").read_text("utf-8")

    def _fonts(self) -> dict[str, bytes]:
        files = sorted(self._static.glob("fonts/*.woff2"))
        return {path.relative_to(self._static).as_posix(): path.read_bytes() for path in files}

    def _made(self, html: str, digest: str) -> bytes:
        missing = what_is_missing()
        if missing:
            raise PdfError(Wording("no PDF can be made without the libraries %(names)s", names=missing), REMEDY)
        try:
            from app.pdf.document import print_pdf  # only now: it takes half a second, and memory

            return print_pdf(html, self._style(), self._fonts(), digest[:32].encode())
        except Exception as error:
            what = Wording("a PDF cannot be made (%(why)s)", why=f"{type(error).__name__}: {error}")
            raise PdfError(what, Wording("mend templates/pdf/release.html or app/static/pdf.css")) from error

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One maker at a time in all processes. The lock goes with the process that holds it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "lock").open("w") as lock:
            until = time.monotonic() + LONGEST_WAIT_S
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > until:
                        what = Wording("other PDFs took longer than %(seconds)s s", seconds=f"{LONGEST_WAIT_S:.0f}")
                        hint = Wording("try again; if it goes on, end the process that holds the lock in instance/pdf/")
                        raise PdfError(what, hint) from None
                    time.sleep(_LOOK_EVERY_S)
            yield

    def _keep(self, path: Path, made: bytes) -> None:
        """Puts a PDF in its place, whole or not at all, and makes room. Only for who has the lock."""
        for part in self._folder.glob("*.part"):  # of one that was killed
            part.unlink()
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        now = path.stat().st_mtime
        left = MOST_BYTES
        for used, size, each in sorted(_uses(self._folder), reverse=True):
            left -= size
            if each != path and (left < 0 or now - used > LONGEST_IDLE_S):
                each.unlink(missing_ok=True)


def _taken(path: Path) -> bytes | None:
    """A PDF, noted as asked for now; None if it is not there."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return data


def _uses(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """When each PDF was last asked for (Unix time), and its size in bytes."""
    for path in folder.glob("*.pdf"):
        stat = path.stat()
        yield stat.st_mtime, stat.st_size, path
