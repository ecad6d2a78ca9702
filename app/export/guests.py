"""What others have put into an exported folder, or done to our files there.

A folder whose time of change is the one that we noted holds what we left in it; only the others are looked into.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from app.export.manifest import Manifest
from app.export.names import OWN
from app.export.switch import bring


class Guests:
    """The guests of a folder. live: its manifest; None of a folder that we did not write.

    damaged: by unit, the files that are gone, or are not as we wrote them.
    """

    def __init__(self, target: Path, live: Manifest | None) -> None:
        self._target = target
        self._live = live
        self._found: set[str] = set()
        self._seen: dict[str, int | None] = {}
        self.damaged: dict[str, set[str]] = {}

    def look(self, coming: Iterable[str], *, verify: bool) -> None:
        """Finds out who is there. coming: names of files that are to come. verify: every file of ours is read."""
        places = self._live.places() if self._live else {}
        known = self._live.guests() if self._live else set()
        folders = places.keys() | ancestors(coming) | {""}
        self._seen = _changed_ns(self._target, folders)
        changed = {path for path in folders if self._seen[path] != places.get(path)}
        ours = self._ours(changed, verify=verify)
        self._found = known - folders
        self._find(self._target, changed, ours)
        self._miss(self._target, changed, ours)

    def expect(self, coming: Iterable[str]) -> None:
        """Takes it that all is as the last run left it, until look_again() tells. coming: as for look()."""
        assert self._live is not None
        places = self._live.places()
        self._seen = dict.fromkeys(ancestors(coming) | {""}) | places
        self._found = self._live.guests()

    def look_again(self, folder: Path) -> bool:
        """Whether anybody has come since. folder: the same one, which may have another name by now."""
        now = _changed_ns(folder, self._seen)
        changed = {path for path in now if now[path] != self._seen[path]}
        before, self._seen = self._found, now
        ours = self._ours(changed, verify=False)
        self._find(folder, changed, ours)
        self._miss(folder, changed, ours)
        return not self._found <= before

    def has(self, file: str) -> bool:
        """Whether a file of this name was put in by somebody else."""
        return bool(self._found) and not self._found.isdisjoint({file, *ancestors((file,))})

    def carry_over(self, place: Path, manifest: Manifest) -> set[str]:
        """Brings the guests into another folder, as the very same files. Gives the folders that this changed."""
        changed = self._take_out(place, manifest, manifest.guests())
        for path in self._found:
            _take(self._target / path, place / path)
        manifest.set_guests(self._found)
        return changed | ancestors(self._found)

    def take_leave(self, place: Path, manifest: Manifest) -> set[str]:
        """Takes guests who have left out of another folder too, since their names may be ours next. Gives as above.

        Before anything of ours is put in: it may hold some who came after its manifest was made; the live one has them.
        """
        return self._take_out(place, manifest, manifest.guests() | (self._live.guests() if self._live else set()))

    def _take_out(self, place: Path, manifest: Manifest, before: set[str]) -> set[str]:
        gone = before - self._found
        for path in gone:
            _clear(place / path)
        manifest.set_guests(before - gone)
        return ancestors(gone)

    def bring(self, old: Path, new: Path) -> None:
        """Brings what came into the old folder after its guests were carried over."""
        for path in self._found:
            if os.path.lexists(old / path):
                bring(old / path, new / path)

    def _find(self, folder: Path, changed: set[str], ours: Mapping[str, Mapping[str, str]]) -> None:
        """Finds out who is in the folders that changed. ours: as _ours() gives it."""
        self._found = {path for path in self._found if _parent(path) not in changed}
        for place in changed:
            for name in _names(folder / place) - ours.get(place, {}).keys():
                path = f"{place}/{name}" if place else name
                if path not in self._seen and path != OWN:
                    self._found.add(path)

    def _miss(self, folder: Path, changed: set[str], ours: Mapping[str, Mapping[str, str]]) -> None:
        """Notes the files of ours that are gone from the folders that changed. ours: as for _find()."""
        for place in changed:
            own = ours.get(place, {})
            for name in own.keys() - _names(folder / place):
                self._damage(own[name], f"{place}/{name}" if place else name)

    def _ours(self, changed: set[str], *, verify: bool) -> dict[str, dict[str, str]]:
        """The unit of each file of ours in these folders, by folder and name. verify: looks into all files."""
        found: dict[str, dict[str, str]] = {}
        if self._live is None or not (verify or changed):
            return found
        for unit, written in self._live.units():
            for file, digest in written.digests.items():
                place, _, name = file.rpartition("/")
                if place in changed:
                    found.setdefault(place, {})[name] = unit
                if verify and not _is(self._target / file, digest):
                    self._damage(unit, file)
        return found

    def _damage(self, unit: str, file: str) -> None:
        self.damaged.setdefault(unit, set()).add(file)


def ancestors(files: Iterable[str]) -> set[str]:
    """The folders that hold files, and those that hold them; "" is the one that holds all."""
    found: set[str] = set()
    for file in files:
        place = _parent(file)
        while place not in found:
            found.add(place)
            place = _parent(place)
    return found


def link(source: str, place: str) -> None:
    """Puts a file at another place too, instead of what is there: a hard link, or a copy where there are none."""
    try:
        try:
            os.link(source, place, follow_symlinks=False)
        except FileExistsError:
            if os.path.samestat(os.lstat(source), os.lstat(place)):
                return
            os.unlink(place)  # noqa: PTH108 - as all here: it is done for every file there is
            os.link(source, place, follow_symlinks=False)
    except FileNotFoundError:
        if not os.path.lexists(source):
            return  # somebody took it away: it is written anew
        os.makedirs(_parent(place), exist_ok=True)  # noqa: PTH103
        link(source, place)
    except OSError:
        shutil.copy2(source, place, follow_symlinks=False)


def _changed_ns(folder: Path, paths: Iterable[str]) -> dict[str, int | None]:
    """When folders in a folder changed, by path; None for one that is not there."""
    found: dict[str, int | None] = {}
    start = f"{folder}/"
    for path in paths:
        try:
            found[path] = os.stat(start + path).st_mtime_ns  # noqa: PTH116 - one for each folder of the site
        except OSError:
            found[path] = None
    return found


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _names(folder: Path) -> set[str]:
    try:
        return set(os.listdir(folder))  # noqa: PTH208 - the names are all that is wanted
    except OSError:
        return set()


def _is(file: Path, digest: str) -> bool:
    try:
        return not file.is_symlink() and hashlib.sha256(file.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _take(source: Path, place: Path) -> None:
    """The same file, or folder of the same files, at another place."""
    if not source.is_dir() or source.is_symlink():
        link(str(source), str(place))
        return
    _clear(place)
    shutil.copytree(source, place, symlinks=True, copy_function=link)
