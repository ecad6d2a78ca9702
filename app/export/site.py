"""The whole public site, asked for address by address and put into a folder."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import EditionError
from app.export.folder import Changes, Staging, staging
from app.export.hosts import Rules, headers, nginx, redirects
from app.export.names import HEADERS, NGINX, REDIRECTS, file_of

_CODINGS = {"br": ".br", "gzip": ".gz"}


@dataclass(frozen=True, slots=True)
class Answered:
    """What an address answers. headers: by name in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Ask = Callable[[str, str], Answered]
"""Gives what an address answers: of a path, in a content coding ("br", "gzip") or, where that is empty, as it is."""

Progress = Callable[[int, int], None]
"""Told how many addresses of how many are done."""


def export_site(
    target: Path,
    addresses: Mapping[str, int],
    rules: Rules,
    ask: Ask,
    *,
    stamp: str,
    check: bool = False,
    settled: Callable[[], bool] = lambda: True,
    progress: Progress | None = None,
) -> Changes:
    """Puts what stands at each address into a folder, and says what that changed in it.

    addresses: the status that each has to answer, by path. stamp: of all that the answers are made of; where the
    folder has the same, nothing is asked. check: only says, and writes nothing.
    settled: whether all was asked of one edition.
    Raises SiteError (the folder is somebody else's) or EditionError (an address fails); the folder stays as it was.
    """
    with staging(target, stamp, check=check) as folder:
        if folder.stands():
            folder.leave()
            return folder.changes
        for done, (path, status) in enumerate(addresses.items()):
            if progress is not None:
                progress(done, len(addresses))
            _put(folder, path, status, ask)
        folder.put(REDIRECTS, redirects(rules))
        folder.put(HEADERS, headers(rules))
        folder.put(NGINX, nginx(rules))
        if not settled():
            raise EditionError("something was published meanwhile", "export again; nothing was changed")
        folder.finish()
        return folder.changes


def _put(folder: Staging, path: str, status: int, ask: Ask) -> None:
    answered = ask(path, "")
    if answered.status != status:
        what = f"{path} answers {answered.status} where {status} is due"
        raise EditionError(what, "look at what the server logs, mend it and export again; nothing was changed")
    name = file_of(path)
    unchanged = folder.known(name, hashlib.sha256(answered.body).hexdigest())
    folder.put(name, answered.body)
    for coding, ending in _CODINGS.items():
        if unchanged and folder.intact(name + ending):
            folder.keep(name + ending)
            continue
        coded = ask(path, coding)
        if coded.headers.get("content-encoding") == coding:
            folder.put(name + ending, coded.body)


def static_rules(names: Sequence[str]) -> tuple[str, ...]:
    """Those of the addresses that are files with their digest in the name."""
    return tuple(name for name in names if name.startswith("/static/") and name.count(".") > 1)
