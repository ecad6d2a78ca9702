"""Work that several processes share: in order, with few pieces of it in memory at a time.

Takes tasks and what to do with each, gives the results. Everything that goes to a process and comes back is pickled.
"""

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from app.errors import ProcessError

if TYPE_CHECKING:
    from concurrent.futures import Future

Task = TypeVar("Task")
Result = TypeVar("Result")

GARBAGE = 50_000
"""Values that a process makes before the new ones are looked through for what nothing leads to: it ends soon, and most
of what it makes of thousands of releases goes by itself."""

AHEAD = 2
"""Batches of tasks that wait for each process: so many that it never waits for one, so few that memory stays small."""


def share(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    processes: int,
    *,
    together: int = 1,
    start: Literal["spawn", "fork"] = "spawn",
    begin: Callable[..., None] | None = None,
    given: tuple[Any, ...] = (),
) -> Iterator[Result]:
    """The result of each task, in their order. Raises what the work raises, and ProcessError where a process dies.

    together: tasks that a process is given at a time. begin: called once in each process, with what is given.
    start: how processes are made. A fork has what is in memory already; but it takes connections along, and of a
    process with threads it may hang.
    """
    import multiprocessing  # only now: most runs have too little to share
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context(start)
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(begin, given)) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        todo = iter(tasks)
        try:
            while batch := list(islice(todo, together)):
                waiting.append(pool.submit(_each, work, batch))
                if len(waiting) > AHEAD * processes:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            hint = "try again; if it goes on, look whether the machine has enough memory"
            raise ProcessError("a process that shared the work was ended from outside", hint) from None


def _each(work: Callable[[Task], Result], batch: list[Task]) -> list[Result]:
    return [work(task) for task in batch]


def collect_seldom() -> None:
    """For a process that ends soon."""
    gc.set_threshold(GARBAGE)


def _begin(begin: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    # A thread of a server has its signals held back (app/web/signals.py), and what it starts takes that over.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM, signal.SIGINT))
    collect_seldom()
    if begin is not None:
        begin(*given)
