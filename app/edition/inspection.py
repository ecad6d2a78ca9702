"""Releases read and checked for those who work on them, by every core where there are many.

Takes paths and what to make of each release, gives that in order. It writes nothing, and asks nothing of the edition.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from app.checks import Knowledge
from app.edition.assembly import Assembled, assemble
from app.edition.knowledge import read_knowledge
from app.edition.sources import read_sources
from app.settings import SiteFolder
from app.sharing import share

FEW = 150
"""Releases up to which a second process would take longer to start than it saves."""
_TOGETHER = 8
"""Releases that a process is given at a time."""

Found = TypeVar("Found")
Judge = Callable[[SiteFolder, Assembled], Found]


def inspect(
    folder: SiteFolder, paths: Sequence[str], knowledge: Knowledge | None, judge: Judge[Found], processes: int
) -> Iterator[Found]:
    """What is made of each release. knowledge: of the site, None to look for errors alone. judge: of a module."""
    if processes < 2 or len(paths) <= FEW:
        for path in paths:
            yield judge(folder, assemble(folder, read_sources(folder, path), knowledge))
        return
    given = (folder, knowledge is not None, judge)
    yield from share(_inspected, paths, processes, together=_TOGETHER, begin=_begin, given=given)


class _Process:
    """What a process that shares the work keeps: it opens the dictionary once."""

    folder: SiteFolder
    knowledge: Knowledge | None
    judge: Judge[Any]


def _begin(folder: SiteFolder, informed: bool, judge: Judge[Any]) -> None:
    _Process.folder = folder
    _Process.knowledge = read_knowledge(folder)[0] if informed else None
    _Process.judge = staticmethod(judge)


def _inspected(path: str) -> Any:
    (found,) = inspect(_Process.folder, (path,), _Process.knowledge, _Process.judge, 1)
    return found
