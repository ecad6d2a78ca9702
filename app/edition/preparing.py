"""Many releases, prepared by every core, in order, with few of them in memory at a time."""

from collections.abc import Iterator, Sequence
from functools import partial

from app.edition.prepared import Basis, Due, Prepared, prepare
from app.settings import SiteFolder
from app.sharing import share

FEW = 150
"""Releases up to which a second process would take longer to start than it saves."""
_TOGETHER = 8
"""Releases that a process is given at a time."""


def prepare_all(folder: SiteFolder, due: Sequence[Due], basis: Basis, processes: int) -> Iterator[Prepared]:
    """Each release that is due, in order, as prepare() gives it. processes: how many may share the work."""
    if processes < 2 or len(due) <= FEW:
        for each in due:
            yield prepare(folder, each, basis)
        return
    batches = (due[start : start + _TOGETHER] for start in range(0, len(due), _TOGETHER))
    for prepared in share(partial(_prepared, folder, basis), batches, processes):
        yield from prepared


def _prepared(folder: SiteFolder, basis: Basis, due: Sequence[Due]) -> list[Prepared]:
    return [prepare(folder, each, basis) for each in due]
