"""What was worked out for one page and is wanted for another, while the public sees the same.

Takes keys and how to work out their values, gives the values. It belongs to one edition at one state of its embargoes:
whoever holds it throws it away with them.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

Value = TypeVar("Value")

MOST = 48
"""Values of releases that are kept: two of each that a feed has, so that its other form finds them, and a few more."""


class Memo:
    """Values by key. Two threads may work out the same, and it is the same."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, object] = {}
        self._lately: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, key: Hashable, work_out: Callable[[], Value]) -> Value:
        """The value of a key that does not depend on a release, worked out where nobody has."""
        try:
            value: Value = self._kept[key]  # type: ignore[assignment]
        except KeyError:
            value = self._kept[key] = work_out()
        return value

    def lately(self, key: Hashable, work_out: Callable[[], Value]) -> Value:
        """The value of a key that is of one release: there are many, and the one that was made first goes first."""
        try:
            value: Value = self._lately[key]  # type: ignore[assignment]
        except KeyError:
            value = self._lately[key] = work_out()
            while len(self._lately) > MOST:
                try:
                    self._lately.popitem(last=False)
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
