"""Releases read and checked for those who work on them, by every core where there are many.

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
    """What is made of each release. knowledge: of the site, None to look for errors alone. judge: of a module."""
    return share(partial(_inspecting, folder, knowledge, judge), paths, processes, few=FEW, together=TOGETHER)


def _inspecting(folder: SiteFolder, knowledge: Knowledge | None, judge: Judge[Found]) -> Callable[[str], Found]:
    return lambda path: judge(folder, assemble(folder, read_sources(folder, path), knowledge))
