"""Work that several processes share: in order, with few pieces of it in memory at a time.

Takes tasks and what to do with each, gives the results. Everything that goes to a process and comes back is pickled.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from app.errors import ProcessError

if TYPE_CHECKING:
    from concurrent.futures import Future

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 2
"""Tasks that wait for each process: so many that it never waits for one, so few that memory stays small."""


def share(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    processes: int,
    *,
    start: Literal["spawn", "fork"] = "spawn",
    begin: Callable[..., None] | None = None,
    given: tuple[Any, ...] = (),
) -> Iterator[Result]:
    """The result of each task, in their order. Raises what the work raises, and ProcessError where a process dies.

    start: how processes are made. A fork has what is in memory already; but it takes connections along, and of a
    process with threads it may hang. begin: called once in each process, with what is given.
    """
    import multiprocessing  # only now: most runs have too little to share
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context(start)
    with ProcessPoolExecutor(processes, mp_context=context, initializer=begin, initargs=given) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                waiting.append(pool.submit(work, task))
                if len(waiting) > AHEAD * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            hint = "try again; if it goes on, look whether the machine has enough memory"
            raise ProcessError("a process that shared the work was ended from outside", hint) from None
