"""What was worked out for one page and is wanted for another, while the public sees the same.

Takes keys and how to work out their values, gives the values. It belongs to one edition at one state of its embargoes:
whoever holds it throws it away with them.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

Value = TypeVar("Value")

MOST = 100
"""Values that are kept: of the last few releases, of a list's page, and the counts."""


class Memo:
    """Values by key; the oldest goes first. Two threads may work out the same, and it is the same."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, key: Hashable, work_out: Callable[[], Value]) -> Value:
        """The value of a key, worked out where nobody has."""
        try:
            value: Value = self._kept[key]  # type: ignore[assignment]
        except KeyError:
            value = self._kept[key] = work_out()
            while len(self._kept) > MOST:
                try:
                    self._kept.popitem(last=False)
                except KeyError:  # another thread has put out the last one
                    break
        return value


class Same:
    """A value as a key: equal to itself alone, whatever it holds."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)
