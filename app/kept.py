"""What is kept of words and sentences while a run lasts, so that nothing is worked out twice in it.

Takes caches, empties them all at once. A run is a publish, a check or an update. A process that outlives many of them
lets go after each: every number and name that it ever met would stay otherwise, up to the bounds of each cache.
"""

from typing import Protocol, TypeVar


class Cache(Protocol):
    """What functools.lru_cache makes of a function, or a dictionary that can do the same."""

    def cache_clear(self) -> None:
        """Empties it."""


Kept = TypeVar("Kept", bound=Cache)

CACHES: list[Cache] = []


def while_running(cache: Kept) -> Kept:
    """The cache, as it is; let_go() will empty it. It has to live as long as the process."""
    CACHES.append(cache)
    return cache


def let_go() -> None:
    """Empties all that was kept for the run that is over."""
    for cache in CACHES:
        cache.cache_clear()
