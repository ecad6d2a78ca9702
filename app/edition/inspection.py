"""Releases read and checked for the people who work on them, on every core where there are many.

Takes paths and what to make of each release, gives that in order. It writes nothing, and asks nothing of the edition.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from app.checks import Knowledge
from app.edition.assembly import FEW, TOGETHER, Assembled, assemble
from app.edition.sources import read_sources
from app.settings import SiteFolder
from app.sharing import share

Found = TypeVar("Found")
Judge = Callable[[SiteFolder, Assembled], Found]


def inspect(
    folder: SiteFolder, paths: Sequence[str], knowledge: Knowledge | None, judge: Judge[Found], processes: int
) -> Iterator[Found]:
    """What judge makes of each release, in order. knowledge: of the site; None to look for errors alone.

    judge: a function that can be pickled. processes: how many may share the work.
    """
    return share(partial(_inspecting, folder, knowledge, judge), paths, processes, few=FEW, together=TOGETHER)


def _inspecting(folder: SiteFolder, knowledge: Knowledge | None, judge: Judge[Found]) -> Callable[[str], Found]:
    return lambda path: judge(folder, assemble(folder, read_sources(folder, path), knowledge))
