"""Work that processes share: its order, and what comes of an end before its time."""

import os
import signal

import pytest

from app.errors import ContentError, ProcessError
from app.sharing import share


def double(number: int) -> int:
    return 2 * number


def refuse(number: int) -> int:
    raise ContentError("content/releases/2026/test.md", number, "a problem", "a way out")


def die(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert list(share(double, range(30), 2)) == [2 * number for number in range(30)]


def test_what_a_process_raises_is_raised_with_its_place_and_its_way_out() -> None:
    with pytest.raises(ContentError) as told:
        list(share(refuse, [7], 2))
    assert str(told.value) == "content/releases/2026/test.md:7: a problem; a way out"
    assert (told.value.line, told.value.hint) == (7, "a way out")


def test_a_process_that_dies_is_told_in_one_line() -> None:
    with pytest.raises(ProcessError, match="ended from outside; try again"):
        list(share(die, range(3), 2))
