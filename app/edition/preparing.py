"""Many releases, prepared by every core, in order, with few of them in memory at a time."""

import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from app.edition.prepared import Basis, Due, Prepared, prepare
from app.settings import SiteFolder

FEW = 150
"""Releases up to which a second process would take longer to start than it saves."""
_TOGETHER, _AHEAD = 8, 4
"""Releases that a process is given at a time, and how many such gifts wait for each."""


def prepare_all(folder: SiteFolder, due: Sequence[Due], basis: Basis, processes: int) -> Iterator[Prepared]:
    """Each release that is due, in order, as prepare() gives it. processes: how many may share the work."""
    if processes < 2 or len(due) <= FEW:
        for each in due:
            yield prepare(folder, each, basis)
        return
    # A fork of a process with threads may hang: a server's publisher has some.
    context = multiprocessing.get_context("spawn")
    batches = (due[start : start + _TOGETHER] for start in range(0, len(due), _TOGETHER))
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        waiting: deque[Future[list[Prepared]]] = deque(
            pool.submit(_prepared, folder, batch, basis) for batch in islice(batches, processes * _AHEAD)
        )
        while waiting:
            found = waiting.popleft().result()
            waiting.extend(pool.submit(_prepared, folder, batch, basis) for batch in islice(batches, 1))
            yield from found


def _prepared(folder: SiteFolder, due: Sequence[Due], basis: Basis) -> list[Prepared]:
    return [prepare(folder, each, basis) for each in due]
