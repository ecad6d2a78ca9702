"""Whether anything was published since the edition was read: asked of the file system, which is cheaper than SQLite.

A commit writes to SQLite's file or to the log beside it (https://sqlite.org/wal.html), and so changes size or times.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path

IN_DOUBT_NS = 10_000_000_000
"""For so long after the last write, what files look like proves nothing. Another write may look the same, since file
systems keep times as coarsely as two seconds; and a commit that is in the log already is not seen before the disk has
it, which may take that long."""

LONGEST_TRUST_S = 1.0
"""How long a proof holds. Then the edition itself is asked again, in case a disk takes longer still."""

Look = tuple[int, ...]
"""Device, inode, size and times of the file, then of its log; shorter without a log, empty without an edition."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A look, and when it was taken (Unix time, in nanoseconds)."""

    look: Look
    taken_ns: int


@dataclass(frozen=True, slots=True)
class Proof:
    """That the edition is the one that was read, as long as its files look like this. until_s: monotonic.

    log: of the look, what the log looks like; empty without one.
    """

    look: Look
    log: Look
    until_s: float


class Watch:
    """The files of an edition. Nothing is opened: to close a file that SQLite has open would take its locks away."""

    def __init__(self, edition: Path) -> None:
        self._file = str(edition)
        self._log = f"{edition}-wal"

    def look(self) -> Look:
        """What the files look like now."""
        try:
            file = os.stat(self._file)  # noqa: PTH116 - as below
        except OSError:
            return ()
        whole = (file.st_dev, file.st_ino, file.st_size, file.st_mtime_ns, file.st_ctime_ns)
        return (*whole, *self._log_look())

    def _log_look(self) -> Look:
        try:
            log = os.stat(self._log)  # noqa: PTH116 - at every request
        except OSError:
            return ()
        # Not its ctime: for the superuser, SQLite gives the log its owner anew whenever it opens it.
        return log.st_ino, log.st_size, log.st_mtime_ns

    def sight(self) -> Sight:
        """A look to be taken before the edition is read, so that what is published meanwhile looks otherwise."""
        taken_ns = time.time_ns()
        return Sight(self.look(), taken_ns)

    def proof(self, sight: Sight) -> Proof | None:
        """That of a look, if all that is written from then on has to look otherwise; None where that is in doubt."""
        latest_ns = max((*sight.look[3:5], *sight.look[7:]), default=sight.taken_ns)
        if latest_ns >= sight.taken_ns - IN_DOUBT_NS:
            return None
        return Proof(sight.look, sight.look[5:], time.monotonic() + LONGEST_TRUST_S)

    def holds(self, proof: Proof | None) -> bool:
        """Whether nothing was published since. Where there is a log, it alone tells: every commit is written to it."""
        if proof is None or time.monotonic() >= proof.until_s:
            return False
        return self._log_look() == proof.log if proof.log else self.look() == proof.look
