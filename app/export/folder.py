"""A folder of files that is made aside and then switched, so that it is always the old one or the new one.

Beside the folder lies its twin, .NAME.spare: the folder as it was before the last switch, of the same files (hard
links) but for those that the switch changed. A run brings the twin up to date, writes what is new into it, and
exchanges the two names; so it costs what changed, not what there is.

While a run works on it, the twin is called .NAME.new: one of that name was cut off, and is thrown away.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.errors import SiteError
from app.export.changes import Changes
from app.export.guests import Guests, ancestors, link
from app.export.manifest import Manifest, Written
from app.export.names import MANIFEST, file_of
from app.export.switch import alone, beside, look_like, put_away, switch
from app.pages.units import Unit
from app.wording import Wording


class DisturbedError(Exception):
    """The folder may not be as the last run left it, and nobody had looked before the work was begun."""


class Staging:
    """The folder that is to come: ask for what is due(), open(), put() each of that, finish().

    check: nothing is written. verify: every file is read, and one that is not as we wrote it is due. trusting: where
    little is due, nobody looks before the end whether it is as the last run left it; where that matters, put() and
    finish() raise DisturbedError.
    codings_stand: whether the compressed forms of a file that is unchanged are unchanged, too.
    """

    def __init__(self, target: Path, *, check: bool, verify: bool, trusting: bool) -> None:
        self._trusting = trusting and not check and not verify
        self.target = target
        self.changes = Changes()
        self._check = check
        self._verify = verify
        self._place = beside(target, "new")
        self._live = Manifest(target) if (target / MANIFEST).exists() else None
        self._new: Manifest | None = None
        self._guests = Guests(target, self._live)
        self._touched: set[str] = set()
        self._gone: list[str] = []
        self._shared = self._code = ""
        self._switched = False
        self.codings_stand = False

    @property
    def place(self) -> Path | None:
        """Where the files are to be written; None where nothing is."""
        return None if self._check else self._place

    def belongs(self, owner: Mapping[str, str]) -> None:
        """Raises SiteError where the folder holds another site.

        owner: what a site is known by, such as its organisation and its address. One of them may change; if none is
        as it was, somebody is about to put one site in the place of another.
        """
        known = {key: self._live.get(key) for key in owner} if self._live else {}
        if known and all(known.values()) and all(known[key] != owner[key] for key in owner):
            what = Wording(
                "%(path)s holds the site of %(other)s, not that of %(own)s",
                path=str(self.target),
                other=" · ".join(known.values()),
                own=" · ".join(owner.values()),
            )
            raise SiteError(
                what, Wording("export into another folder; if this one is no longer wanted, empty it first")
            )

    def due(
        self,
        every: Callable[[], Sequence[Unit]],
        changed: Callable[[str], Sequence[Unit] | None],
        shared: str,
        code: str,
    ) -> list[Unit]:
        """The units that are not there as they should be.

        every: gives all of them. changed: gives those that can be others than when a mark was left; None where any can.
        shared: digest of what is in every unit besides its own. code: of the program that makes them.
        """
        self._shared, self._code = f"{shared} {code}", code
        live = self._live
        self.codings_stand = bool(live and live.get("code") == code)
        same = bool(live and live.get("shared") == self._shared)
        units = changed(live.get("mark")) if live and same and not self._verify else None
        if live and units is not None:
            due = [unit for unit in units if live.unit(unit.name).made_of != unit.made_of]
            if due and self._trusting:
                self._guests.expect(_coming(due))
                return due
            self._look(due)
            if not self._guests.damaged:
                return due
        units, before = every(), live.made_of() if live else {}
        self._gone = sorted(before.keys() - {unit.name for unit in units})
        if not same:
            before = {}
        due = [unit for unit in units if before.get(unit.name) != unit.made_of]
        self._look(due)
        again = self._guests.damaged
        return due + [unit for unit in units if unit.name in again and before.get(unit.name) == unit.made_of]

    def _look(self, due: Iterable[Unit]) -> None:
        self._trusting = False
        self._guests.look(_coming(due), verify=self._verify)

    def known(self, name: str) -> Mapping[str, str]:
        """The digests of a unit's files that are there as we wrote them, by file."""
        digests = self._live.unit(name).digests if self._live else {}
        lost = self._guests.damaged.get(name, set())
        return {file: digest for file, digest in digests.items() if file not in lost}

    def leave(self) -> None:
        """The folder stays as it is."""
        self.changes.kept = self._live.count() if self._live else 0

    @property
    def loses_any(self) -> bool:
        """Whether a unit that is there has to go."""
        return bool(self._gone)

    def open(self) -> None:
        """Brings the twin up to date."""
        if self._check:
            return
        self._new = self._twin()
        look_like(self._place, self.target)  # before anything is put in: what is made in a folder may get its group
        self._new.begin()
        self._new.note("generation", str(self._generation))
        self._touched |= self._guests.take_leave(self._place, self._new)

    def put(self, unit: Unit, digests: Mapping[str, str]) -> None:
        """Takes in a unit whose files are written. Raises SiteError if a name is somebody else's."""
        before = self._live.unit(unit.name).digests if self._live else {}
        for file in digests.keys() - before.keys():
            self._refuse(file)
        self.changes.note({**dict.fromkeys(before, ""), **self.known(unit.name)}, digests)
        self._note(unit.name, Written(unit.made_of, digests), before)

    def finish(self, mark: str, owner: Mapping[str, str]) -> None:
        """Makes it the folder. mark: to leave in it, for due() of the next run. owner: for belongs()."""
        for name in self._gone:
            before = self._live.unit(name).digests if self._live else {}
            self.changes.note(before, {})
            self._note(name, Written(""), before)
        if self._new is None:
            there = self._live.count() if self._live else 0
            self.changes.kept = there - self.changes.count("changed") - self.changes.count("removed")
            return
        for file in self.changes.names("removed"):
            _remove(self._place, file)
        self.changes.kept = self._new.count() - self.changes.count("added") - self.changes.count("changed")
        self._new.note("shared", self._shared)
        self._new.note("code", self._code)
        self._new.note("mark", mark)
        for key, value in owner.items():
            self._new.note(key, value)
        self._new.forget_gone(self._generation)
        if self._guests.look_again(self.target):
            for file in self.changes.names("added"):
                self._refuse(file)
        if self._trusting and self._guests.damaged:
            raise DisturbedError
        self._touched |= self._guests.carry_over(self._place, self._new)
        _note_places(self._new, self._place, self._touched)
        self._new.commit()
        self._new.close()
        switch(self._place, self.target)
        self._switched = True
        self._leave_twin()

    def close(self) -> None:
        """Lets go of what is open; a twin that was not finished is thrown away."""
        for manifest in (self._live, self._new):
            if manifest:
                manifest.close()
        if not self._check and not self._switched:
            shutil.rmtree(self._place, ignore_errors=True)

    @property
    def _generation(self) -> int:
        return (self._live.generation if self._live else 0) + 1

    def _refuse(self, file: str) -> None:
        """Raises SiteError where somebody else has put something under a name of ours."""
        if self._guests.has(file):
            if self._trusting:
                raise DisturbedError  # a guest of before may have left since
            what = Wording("%(file)s is there, and was not exported by datganiad", file=str(self.target / file))
            raise SiteError(what, Wording("move it away, or export into another folder"))

    def _note(self, name: str, written: Written, before: Mapping[str, str]) -> None:
        if self._new:
            self._new.put(name, written, self._generation)
            self._touched |= ancestors({*written.digests, *before})

    # The twin

    def _twin(self) -> Manifest:
        """The manifest of a folder that is as the one there is, aside."""
        spare = beside(self.target, "spare")
        if self._live is None:
            shutil.rmtree(spare, ignore_errors=True)
            (self._place / MANIFEST).parent.mkdir(parents=True)
            return Manifest(self._place, create=True)
        if spare.is_dir():
            spare.rename(self._place)
            try:
                return self._caught_up(self._live)
            except (OSError, SiteError, sqlite3.Error):
                shutil.rmtree(self._place)  # somebody was at it: it is made again
        return self._linked(self._live)

    def _caught_up(self, live: Manifest) -> Manifest:
        """The twin, with what the last run changed. Raises SiteError where it is none of this folder's."""
        twin = Manifest(self._place)
        if twin.get("identity") != live.get("identity") or live.generation - twin.generation not in {0, 1}:
            twin.close()
            what = Wording("%(path)s is of another folder", path=str(self._place))
            raise SiteError(what, Wording("take it away"))
        twin.begin()
        changed = live.changed_in(live.generation) if twin.generation < live.generation else []
        units = [(name, twin.unit(name).digests, live.unit(name)) for name in changed]
        # For all units before anything is linked: what one has lost another may have now.
        for _, before, now in units:
            for file in before.keys() - now.digests.keys():
                _remove(self._place, file)
        for name, before, now in units:
            for file in now.digests:
                # Also where the digest is the same: the file may have been damaged, and written again since.
                link(f"{self.target}/{file}", f"{self._place}/{file}")
            twin.put(name, now, live.generation)
            self._touched |= ancestors({*before, *now.digests})
        twin.commit()
        return twin

    def _linked(self, live: Manifest) -> Manifest:
        """A new twin of the same files."""
        (self._place / MANIFEST).parent.mkdir(parents=True)
        shutil.copyfile(live.path, self._place / MANIFEST)
        twin = Manifest(self._place)
        for _, written in live.units():
            for file in written.digests:
                link(f"{self.target}/{file}", f"{self._place}/{file}")
        twin.begin()
        _note_places(twin, self._place, live.places())
        twin.commit()
        return twin

    def _leave_twin(self) -> None:
        """Leaves a twin for the next run: the folder of before, or a new one where there was none.

        What others have put into the folder of before until it was switched is brought into the new one.
        """
        if (self._place / MANIFEST).exists():
            self._guests.look_again(self._place)
            self._guests.bring(self._place, self.target)
        else:
            if self._place.exists():
                put_away(self._place, self.target)
            live = Manifest(self.target)
            self._linked(live).close()
            live.close()
        self._place.rename(beside(self.target, "spare"))


@contextmanager
def staging(target: Path, *, check: bool = False, verify: bool = False, trusting: bool = False) -> Iterator[Staging]:
    """A folder to come, one run at a time. Where the work fails, the folder is as it was. Parameters as of Staging.

    target: as target_of() gives it.
    """
    with alone(target, check=check):
        found = Staging(target, check=check, verify=verify, trusting=trusting)
        try:
            yield found
        except sqlite3.Error as error:
            raise _not_written(target / MANIFEST, error) from error
        except OSError as error:
            raise _not_written(error.filename or target, error.strerror or error) from error
        finally:
            found.close()


def _not_written(path: object, why: object) -> SiteError:
    what = Wording("%(path)s cannot be written (%(why)s)", path=str(path), why=str(why))
    return SiteError(what, Wording("look at the disk and its permissions, and export again; the folder is as it was"))


def _coming(due: Iterable[Unit]) -> set[str]:
    """The names of the files of some units."""
    return {file_of(path) for unit in due for path in unit.addresses()}


def _note_places(manifest: Manifest, place: Path, paths: Iterable[str]) -> None:
    """Notes what folders look like now that our files are in them."""
    for path in paths:
        found = place / path
        manifest.note_place(path, found.stat().st_mtime_ns if found.is_dir() else None)


def _remove(place: Path, file: str) -> None:
    """Removes a file, and the folders that are empty then."""
    (place / file).unlink(missing_ok=True)
    for parent in (place / file).parents:
        if parent == place:
            return
        try:
            parent.rmdir()
        except OSError:
            return
