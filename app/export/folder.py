"""A folder of files that is written aside and then switched, so that it is always the old one or the new one.

The new one is made beside the old one, as .NAME.new: what is unchanged is the same file (a hard link), and so is what
others have put there. One exchange of the two names (renameat2 on Linux) makes it the folder; where there is none, two
renames do, and the next run mends what was cut off between them.
"""

import ctypes
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import SiteError
from app.export.names import MANIFEST

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Known:
    """A file of ours, as it was when we wrote it. digest: hex SHA-256. changed_ns: its time of change."""

    digest: str
    size_bytes: int
    changed_ns: int


@dataclass(slots=True)
class Changes:
    """What another run makes of the folder, by name: relative to it, with forward slashes."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: int = 0

    @property
    def any(self) -> bool:
        return bool(self.added or self.changed or self.removed)


class Staging:
    """The folder that is to come. put() every file of it, then finish().

    stamp: of all that the files are made of; check: nothing is written.
    """

    def __init__(self, target: Path, stamp: str, *, check: bool = False) -> None:
        self.target = target
        self.stamp = stamp
        self.new = _beside(target, "new")
        self.changes = Changes()
        self._check = check
        stamped, self._before = _read_manifest(target)
        self._as_stamped = stamped == stamp
        self._now: dict[str, Known] = {}
        self._made: set[Path] = set()

    def stands(self) -> bool:
        """Whether the folder is made of the same as the one to come, and every file of it is as we wrote it."""
        return self._as_stamped and all(self.intact(name) for name in self._before)

    def leave(self) -> None:
        """The folder stays as it is: only where it stands()."""
        self.changes.kept = len(self._before)
        self._now = dict(self._before)

    def known(self, name: str, digest: str) -> bool:
        """Whether the folder has this file with these bytes, as we wrote it."""
        return name in self._before and self._before[name].digest == digest and self.intact(name)

    def intact(self, name: str) -> bool:
        """Whether the folder has this file as we wrote it."""
        before = self._before.get(name)
        if before is None:
            return False
        try:
            found = (self.target / name).lstat()
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (before.size_bytes, before.changed_ns)

    def keep(self, name: str) -> None:
        """The file stays as it is: only for what is intact()."""
        self._now[name] = self._before[name]
        self.changes.kept += 1
        if not self._check:
            os.link(self.target / name, self._place(name))

    def put(self, name: str, data: bytes) -> None:
        """A file with these bytes. Raises SiteError where somebody else has put one of that name."""
        digest = hashlib.sha256(data).hexdigest()
        if self.known(name, digest):
            self.keep(name)
            return
        if name not in self._before and (self.target / name).exists():
            hint = "move it away, or export into another folder"
            raise SiteError(f"{self.target / name} is there, and was not exported by datganiad", hint)
        (self.changes.changed if name in self._before else self.changes.added).append(name)
        self._now[name] = Known(digest, len(data), 0)
        if not self._check:
            place = self._place(name)
            place.write_bytes(data)
            self._now[name] = Known(digest, len(data), place.stat().st_mtime_ns)

    def finish(self) -> None:
        """Makes it the folder, if it is another than before."""
        self.changes.removed = sorted(set(self._before) - set(self._now))
        if self._check:
            return
        if not self.changes.any and self._as_stamped and self.target.is_dir():
            shutil.rmtree(self.new)
            return
        _carry_over(self.target, self.new, set(self._before) | set(self._now))
        rows = {name: [each.digest, each.size_bytes, each.changed_ns] for name, each in sorted(self._now.items())}
        manifest = {"version": _VERSION, "stamp": self.stamp, "files": rows}
        (self.new / MANIFEST).write_text(json.dumps(manifest, indent=0) + "\n")
        _switch(self.new, self.target)

    def _place(self, name: str) -> Path:
        place = self.new / name
        if place.parent not in self._made:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(place.parent)
        return place


@contextmanager
def staging(target: Path, stamp: str, *, check: bool = False) -> Iterator[Staging]:
    """A folder to come, one run at a time; nothing is left of it where the work fails. Parameters as of Staging."""
    target = target.absolute()
    if target.exists() and not target.is_dir():
        raise SiteError(f"{target} is not a folder", "name one, or one that is not there yet")
    if target.is_mount():
        raise SiteError(f"{target} is a mount point, which cannot be switched", "name a folder inside it")
    if check:
        yield Staging(target, stamp, check=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with _beside(target, "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _mend(target)
        found = Staging(target, stamp)
        found.new.mkdir()
        try:
            yield found
        finally:
            shutil.rmtree(found.new, ignore_errors=True)


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}")


def _mend(target: Path) -> None:
    """Clears away what a run left that was cut off."""
    old = _beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)
    for rest in (old, _beside(target, "new")):
        if rest.exists():
            shutil.rmtree(rest)


def _read_manifest(target: Path) -> tuple[str, Mapping[str, Known]]:
    """The stamp of a folder and our files in it; none of a folder that we did not write.

    Raises SiteError where the manifest says nonsense.
    """
    path = target / MANIFEST
    try:
        row = json.loads(path.read_bytes())
        if row["version"] != _VERSION:
            raise ValueError("another version")
        files = row["files"].items()
        known = {str(name): Known(str(digest), int(size), int(at)) for name, (digest, size, at) in files}
        return str(row["stamp"]), known
    except FileNotFoundError:
        return "", {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SiteError(f"{path} cannot be read ({error})", "export into another folder") from None


def _carry_over(target: Path, new: Path, ours: set[str]) -> None:
    """Takes along what others have put into the folder: the very same files."""
    for folder, _, names in os.walk(target):
        place = new / Path(folder).relative_to(target)
        theirs = [name for name in names if (Path(folder) / name).relative_to(target).as_posix() not in ours]
        for name in theirs:
            if (Path(folder), name) == (target, MANIFEST):
                continue
            place.mkdir(parents=True, exist_ok=True)
            os.link(Path(folder) / name, place / name, follow_symlinks=False)


def _switch(new: Path, target: Path) -> None:
    """The new folder takes the place of the old one; the old one that of the new one, or nobody's."""
    if not target.exists():
        new.rename(target)
        return
    if _exchange(new, target):
        return
    old = _beside(target, "old")
    target.rename(old)
    new.rename(target)
    shutil.rmtree(old)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two names at once (renameat2(2)). False where the system or its file system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0
