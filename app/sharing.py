"""Work that several processes share. Results come in the order of the tasks, and few of either are in memory at a time.

Takes tasks and what to do with each, gives the results. Tasks and results are pickled on their way.
"""

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from app.errors import ProcessError
from app.wording import Wording

if TYPE_CHECKING:
    from concurrent.futures import Future

Task = TypeVar("Task")
Result = TypeVar("Result")

GARBAGE = 50_000
"""Values that a process makes before Python's garbage collector looks through them, in place of 700. A process that
ends soon can wait so long: most of what it makes of thousands of releases is freed without the collector."""

AHEAD = 2
"""Batches of tasks that wait for each process: enough that it never has to wait, few enough that memory stays small."""


def share(
    begin: Callable[[], Callable[[Task], Result]],
    tasks: Iterable[Task],
    processes: int,
    *,
    few: int = 0,
    together: int = 1,
    start: Literal["spawn", "fork"] = "spawn",
) -> Iterator[Result]:
    """The result of each task, in their order. Raises what the work raises, and ProcessError where a process dies.

    begin: called once in each process that takes part; gives the function that does the work there.
    few: up to this many tasks are done in this process, since another would take longer to start than it saves.
    together: how many tasks a process is given at a time.
    start: how processes are made. A fork has all that is in memory already, and begin is not pickled for it. But it
    shares open connections, and may hang if this process has threads.
    """
    todo = iter(tasks)
    first = list(islice(todo, few + 1))
    if not first:
        return
    todo = chain(first, todo)
    if processes < 2 or len(first) <= few:
        yield from map(begin(), todo)
        return
    import multiprocessing  # only now: most runs have too little to share
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context(start)
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_Process.begin, initargs=(begin,)) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        try:
            while batch := list(islice(todo, together)):
                waiting.append(pool.submit(_Process.each, batch))
                if len(waiting) > AHEAD * processes:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            what = Wording("a process that shared the work was ended from outside")
            hint = Wording("try again; if it goes on, look whether the machine has enough memory")
            raise ProcessError(what, hint) from None


class _Process:
    """What a process that shares the work keeps from one batch to the next."""

    work: Callable[[Any], Any]

    @classmethod
    def begin(cls, begin: Callable[[], Callable[[Any], Any]]) -> None:
        # A server's threads leave its signals to one of them (app/web/signals.py), and a new process inherits that.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM, signal.SIGINT))
        collect_seldom()
        cls.work = staticmethod(begin())

    @classmethod
    def each(cls, batch: list[Any]) -> list[Any]:
        return [cls.work(task) for task in batch]


def collect_seldom() -> None:
    """Has the garbage collector look less often: for a process that ends soon."""
    gc.set_threshold(GARBAGE)
