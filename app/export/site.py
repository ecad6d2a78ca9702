"""The whole public site, made unit by unit on every core and put into a folder."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app import urls
from app.errors import EditionError
from app.export.changes import Changes
from app.export.folder import DisturbedError, Staging, staging
from app.export.names import file_of
from app.pages.units import Unit
from app.sharing import share
from app.wording import Wording

FEW = 120
"""Units up to which a second process would take longer to start than it saves."""
_TOGETHER = 4
"""Units that a process is given at a time."""
_CODINGS = {"br": ".br", "gzip": ".gz"}


@dataclass(frozen=True, slots=True)
class Answered:
    """What an address answers. codings: by each content coding that it has, a function that gives its body in it."""

    status: int
    body: bytes
    codings: Mapping[str, Callable[[], bytes]]


Ask = Callable[[str], Answered]
"""Gives what an address answers: a path."""

Progress = Callable[[int, int], None]
"""Told how many units of how many are done."""


@dataclass(frozen=True, slots=True)
class Site:
    """What is exported.

    owner: whose it is, as in Staging.belongs(). units: gives all of them. changed: gives those that may be others than
    when a mark was left, None where it cannot tell. mark: to leave this time. files: others, by name. shared, code: as
    in Staging.due(). asking: called once in each process that takes part; gives what asks there. settled: whether all
    that was asked is of one edition.
    """

    owner: Mapping[str, str]
    units: Callable[[], Sequence[Unit]]
    changed: Callable[[str], Sequence[Unit] | None]
    mark: str
    files: Mapping[str, bytes]
    shared: str
    code: str
    asking: Callable[[], Ask]
    settled: Callable[[], bool] = lambda: True


def export_site(
    target: Path,
    site: Site,
    *,
    check: bool = False,
    verify: bool = False,
    processes: int = 1,
    progress: Progress | None = None,
) -> Changes:
    """Puts the site into a folder, and says what that changed in it. check: only says, and writes nothing.

    verify: also reads what should be unchanged. processes: that share the work, where there is much.
    Raises SiteError (the folder is somebody else's, or another site's) or EditionError (an address fails); then the
    folder stays as it was.
    """
    try:
        with staging(target, check=check, verify=verify, trusting=True) as folder:
            return _put_into(folder, site, processes, progress)
    except DisturbedError:
        with staging(target, check=check, verify=verify) as folder:
            return _put_into(folder, site, processes, progress)


def _put_into(folder: Staging, site: Site, processes: int, progress: Progress | None) -> Changes:
    """Puts the site into a folder. Raises DisturbedError as well."""
    hosts = Unit("hosts", _digest(*site.files.values()), lambda: dict.fromkeys(site.files, 200))

    def every() -> Sequence[Unit]:
        return [*site.units(), hosts]

    def changed(mark: str) -> Sequence[Unit] | None:
        units = site.changed(mark)
        return None if units is None else [*units, hosts]

    folder.belongs(site.owner)
    due = folder.due(every, changed, site.shared, site.code)
    if not due and not folder.loses_any:
        folder.leave()
        return folder.changes
    folder.open()
    asked = [unit for unit in due if unit is not hosts]
    for done, (unit, digests) in enumerate(_written(site.asking, folder, asked, processes)):
        if progress is not None:
            progress(done, len(asked))
        folder.put(unit, digests)
    if hosts in due:
        known = folder.known(hosts.name)
        folder.put(hosts, {name: _put(folder.place, name, data, known) for name, data in site.files.items()})
    if not site.settled():
        what = Wording("something was published meanwhile")
        raise EditionError(what, Wording("export again; nothing was changed"))
    folder.finish(site.mark, site.owner)
    return folder.changes


@dataclass(frozen=True, slots=True)
class _Destination:
    """Where units are written. place: the folder; None where nothing is. codings_stand: as in Staging."""

    place: Path | None
    codings_stand: bool


_Task = tuple[Mapping[str, int], Mapping[str, str]]
"""The addresses of a unit, and the digests of its files that are there already."""


def _written(
    asking: Callable[[], Ask], folder: Staging, due: Sequence[Unit], processes: int
) -> Iterator[tuple[Unit, Mapping[str, str]]]:
    """Writes units, and gives each with the digests of its files."""
    into = _Destination(folder.place, folder.codings_stand)
    tasks = ((unit.addresses(), folder.known(unit.name)) for unit in due)
    written = share(partial(_writing, into, asking), tasks, processes, few=FEW, together=_TOGETHER)
    return zip(due, written, strict=True)


def _writing(into: _Destination, asking: Callable[[], Ask]) -> Callable[[_Task], Mapping[str, str]]:
    ask = asking()
    return lambda task: _write(into, *task, ask)


def _write(into: _Destination, addresses: Mapping[str, int], known: Mapping[str, str], ask: Ask) -> dict[str, str]:
    """Writes what stands at the addresses of a unit. Gives the digest of each file."""
    found: dict[str, str] = {}
    waiting = dict(addresses)
    while waiting:
        path, status = waiting.popitem()
        answered = ask(path)
        if answered.status != status:
            at = {"address": path, "status": answered.status, "due": status}
            raise EditionError(
                Wording("%(address)s answers %(status)s where %(due)s is due", **at),
                Wording("look at what the server logs, mend it and export again; nothing was changed"),
            )
        if path == urls.SITEMAP:
            parts = answered.body.count(b"<sitemap>")
            waiting |= {urls.sitemap(number): 200 for number in range(1, parts + 1)}
        name = file_of(path)
        found[name] = _put(into.place, name, answered.body, known)
        stands = into.codings_stand and known.get(name) == found[name]
        for coding, body in answered.codings.items():
            coded = name + _CODINGS[coding]
            known_already = stands and coded in known
            found[coded] = known[coded] if known_already else _put(into.place, coded, body(), known)
    return found


def _put(place: Path | None, name: str, data: bytes, known: Mapping[str, str]) -> str:
    """Writes a file, if it is not there already. Gives the hex SHA-256 of its bytes."""
    digest = _digest(data)
    if place is None or known.get(name) == digest:
        return digest
    path = f"{place}/{name}"
    try:
        _save(path, data)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        _save(path, data)
    except FileExistsError:
        # It may be a hard link to the file in the live folder, which has to keep its bytes: the name gets a new file.
        aside = f"{path}.~"
        Path(aside).unlink(missing_ok=True)
        _save(aside, data)
        os.replace(aside, path)  # noqa: PTH105 - called thousands of times; Path takes twice as long
    return digest


def _save(path: str, data: bytes) -> None:
    """Writes a file that is not there yet."""
    with open(path, "xb") as file:  # noqa: PTH123 - as above
        file.write(data)


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
