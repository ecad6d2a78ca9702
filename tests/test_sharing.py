"""Work that processes share: its order, and what comes of an end before its time."""

import os
import signal
from collections.abc import Callable, Iterator
from itertools import count, islice

import pytest

from app.errors import ContentError, ProcessError
from app.sharing import share


def doubling() -> Callable[[int], int]:
    return double


def double(number: int) -> int:
    return 2 * number


def refusing() -> Callable[[int], int]:
    return refuse


def refuse(number: int) -> int:
    raise ContentError("content/releases/2026/test.md", number, "a problem", "a way out")


def dying() -> Callable[[int], int]:
    return die


def die(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert list(share(doubling, range(30), 2)) == [2 * number for number in range(30)]


def test_what_a_process_raises_is_raised_with_its_place_and_its_way_out() -> None:
    with pytest.raises(ContentError) as told:
        list(share(refusing, [7], 2))
    assert str(told.value) == "content/releases/2026/test.md:7: a problem; a way out"
    assert (told.value.line, told.value.hint) == (7, "a way out")


def test_a_process_that_dies_is_told_in_one_line() -> None:
    with pytest.raises(ProcessError, match="ended from outside; try again"):
        list(share(dying, range(3), 2))


def telling_its_process() -> Callable[[int], int]:
    return lambda _: os.getpid()


def test_a_second_process_begins_only_where_there_is_more_to_do_than_a_few() -> None:
    here = {os.getpid()}
    assert set(share(telling_its_process, range(3), 2, few=3)) == here
    assert set(share(telling_its_process, range(9), 1, few=3)) == here
    assert here.isdisjoint(share(telling_its_process, range(4), 2, few=3))


def test_nothing_begins_where_there_is_nothing_to_do() -> None:
    def begin() -> Callable[[int], int]:
        raise AssertionError("there is nothing to do")

    assert list(share(begin, [], 2)) == []


def test_tasks_are_taken_as_they_are_wanted() -> None:
    results: Iterator[int] = share(doubling, count(), 1, few=3)
    assert list(islice(results, 5)) == [0, 2, 4, 6, 8]
