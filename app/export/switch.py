"""One folder in the place of another, at once where the system can, and nothing lost that came into the old one.

Where the system cannot exchange two names, two renames do: between them there is a moment without the folder, and the
next run mends what was cut off there.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.errors import SiteError
from app.exchange import exchange
from app.export.names import MANIFEST
from app.wording import Wording


@contextmanager
def alone(target: Path, *, check: bool) -> Iterator[None]:
    """One run at a time that writes, with what an earlier one left cleared away."""
    if check:
        yield
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with beside(target, "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        old = beside(target, "old")
        if old.exists() and not target.exists():
            old.rename(target)
        for rest in (old, beside(target, "new")):
            if (rest / MANIFEST).exists():
                shutil.rmtree(rest)
            elif rest.exists():  # what was there before the first export: somebody else's
                target.mkdir(exist_ok=True)
                put_away(rest, target)
        yield


def beside(target: Path, what: str) -> Path:
    """ "/srv/.public.new" of "/srv/public": on the same file system, where a rename moves nothing."""
    return target.with_name(f".{target.name}.{what}")


def switch(new: Path, target: Path) -> None:
    """The new folder takes the place of the old one, and the old one, if there is any, that of the new one."""
    if not target.exists():
        new.rename(target)
    elif not exchange(new, target):
        old = beside(target, "old")
        target.rename(old)
        new.rename(target)
        old.rename(new)


def look_like(place: Path, target: Path) -> None:
    """Gives a folder the mode, the group and, as far as this user may, the owner of the one that it is to replace."""
    if not target.exists():
        return
    found, own = target.stat(), place.stat()
    if (found.st_uid, found.st_gid) != (own.st_uid, own.st_gid):
        for owner in (found.st_uid, -1):
            with suppress(PermissionError):
                os.chown(place, owner, found.st_gid)
                break
    if place.stat().st_mode != found.st_mode:
        place.chmod(found.st_mode & 0o7777)


def bring(source: Path, place: Path) -> None:
    """Moves a file, or all that is in a folder, which came too late to be carried over; the later of two stays."""
    if _is_folder(source) and _is_folder(place):
        for name in os.listdir(source):  # noqa: PTH208 - the names are all that is wanted
            bring(source / name, place / name)
    elif not os.path.lexists(place) or _is_later(source, place):
        place.parent.mkdir(parents=True, exist_ok=True)
        with suppress(IsADirectoryError, NotADirectoryError):  # a file and a folder of one name: it stays where it is
            source.replace(place)


def put_away(old: Path, target: Path) -> None:
    """Removes the folder of somebody else that ours has replaced: all that was in it is in ours.

    Raises SiteError, and leaves it there, where that is not so.
    """
    bring(old, target)
    for place, folders, files in os.walk(old, topdown=False):
        for name in (*folders, *files):
            path = Path(place, name)
            with suppress(OSError):
                if _is_folder(path):
                    path.rmdir()
                elif _same(path, target / path.relative_to(old)):
                    path.unlink()
    try:
        old.rmdir()
    except OSError:
        what = Wording("%(old)s holds what could not be moved into %(folder)s", old=str(old), folder=str(target))
        hint = Wording("move it to where it belongs, remove %(old)s, and export again", old=str(old))
        raise SiteError(what, hint) from None


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_later(one: Path, other: Path) -> bool:
    return one.lstat().st_mtime_ns > other.lstat().st_mtime_ns


def _same(one: Path, other: Path) -> bool:
    """Whether both are the same file, or a copy where there are no links."""
    first, second = one.lstat(), other.lstat()
    return os.path.samestat(first, second) or (first.st_mtime_ns, first.st_size) == (second.st_mtime_ns, second.st_size)
