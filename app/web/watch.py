"""Whether anything was published since the edition was read: asked of the file system, which is cheaper than SQLite.

A commit writes to SQLite's file or to the log beside it (https://sqlite.org/wal.html), and so changes size or times.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path

IN_DOUBT_NS = 10_000_000_000
"""After the last write, files prove nothing: another write may look the same, as file systems keep times as coarsely as
two seconds; and a commit that is in the log already is not seen before the disk has it, which may take that long."""

LONGEST_TRUST_S = 1.0
"""Then the edition itself is asked again, in case a disk takes longer still."""

Look = tuple[int, ...]
"""Device, inode, size and times of the file, then of its log; shorter without a log, empty without an edition."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A look, and when it was taken (Unix time, in nanoseconds)."""

    look: Look
    taken_ns: int


@dataclass(frozen=True, slots=True)
class Proof:
    """That the edition is the one that was read, as long as its files look like this. until_s: monotonic."""

    look: Look
    until_s: float


class Watch:
    """The files of an edition. Nothing is opened: to close a file that SQLite has open would take its locks away."""

    def __init__(self, edition: Path) -> None:
        self._file = str(edition)
        self._log = f"{edition}-wal"

    def look(self) -> Look:
        """What the files look like now."""
        stat = os.stat
        try:
            file = stat(self._file)
        except OSError:
            return ()
        whole = (file.st_dev, file.st_ino, file.st_size, file.st_mtime_ns, file.st_ctime_ns)
        try:
            log = stat(self._log)
        except OSError:
            return whole
        # Not its ctime: for the superuser, SQLite gives the log its owner anew whenever it opens it.
        return (*whole, log.st_ino, log.st_size, log.st_mtime_ns)

    def sight(self) -> Sight:
        """A look to be taken before the edition is read, so that what is published meanwhile looks otherwise."""
        taken_ns = time.time_ns()
        return Sight(self.look(), taken_ns)

    def proof(self, sight: Sight) -> Proof | None:
        """That of a look, if all that is written from then on has to look otherwise; None where that is in doubt."""
        latest_ns = max((*sight.look[3:5], *sight.look[7:]), default=sight.taken_ns)
        if latest_ns >= sight.taken_ns - IN_DOUBT_NS:
            return None
        return Proof(sight.look, time.monotonic() + LONGEST_TRUST_S)

    def holds(self, proof: Proof | None) -> bool:
        """Whether nothing was published since."""
        return proof is not None and time.monotonic() < proof.until_s and self.look() == proof.look
