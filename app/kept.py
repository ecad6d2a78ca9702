"""What is worked out of words and sentences, kept until the run is over: a publish, a check or an update.

Takes caches, and empties them all at once. A process that goes through many runs has to do so after each. Otherwise
every number and name that it ever met would stay in memory, up to the bounds of each cache.
"""

from typing import Protocol, TypeVar


class Cache(Protocol):
    """What functools.lru_cache makes of a function, or a dictionary that can do the same."""

    def cache_clear(self) -> None:
        """Empties it."""


Kept = TypeVar("Kept", bound=Cache)

CACHES: list[Cache] = []


def while_running(cache: Kept) -> Kept:
    """The same cache, which let_go() will empty from now on. It has to live as long as the process."""
    CACHES.append(cache)
    return cache


def let_go() -> None:
    """Empties all caches, when a run is over."""
    for cache in CACHES:
        cache.cache_clear()
