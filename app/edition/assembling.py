"""Many releases, assembled by every core, in order, with few of them in memory at a time."""

import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from app.edition.assembly import Assembled, assemble, read_sources
from app.settings import SiteFolder

FEW = 150
"""Releases up to which a second process would take longer to start than it saves."""
_TOGETHER, _AHEAD = 8, 4
"""Releases that a process is given at a time, and how many such gifts wait for each."""


def assemble_all(folder: SiteFolder, paths: Sequence[str], processes: int) -> Iterator[Assembled]:
    """The release of each path, in their order, as assemble() gives it. processes: how many may share the work."""
    if processes < 2 or len(paths) <= FEW:
        yield from _assemble(folder, paths)
        return
    # A fork of a process with threads may hang: a server's publisher has some.
    context = multiprocessing.get_context("spawn")
    batches = (paths[start : start + _TOGETHER] for start in range(0, len(paths), _TOGETHER))
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        waiting: deque[Future[list[Assembled]]] = deque(
            pool.submit(_assemble, folder, batch) for batch in islice(batches, processes * _AHEAD)
        )
        while waiting:
            found = waiting.popleft().result()
            waiting.extend(pool.submit(_assemble, folder, batch) for batch in islice(batches, 1))
            yield from found


def _assemble(folder: SiteFolder, paths: Sequence[str]) -> list[Assembled]:
    return [assemble(folder, read_sources(folder, path)) for path in paths]
