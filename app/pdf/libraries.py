"""The system's libraries without which no PDF can be made."""

from pathlib import Path

from app.wording import Wording

REMEDY = Wording("install Pango (on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)")

_NEEDED = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig")


_CACHE = Path("/etc/ld.so.cache")
"""Where glibc has the names of what it can load. To read it takes a hundredth of what it takes to ask ldconfig."""


def what_is_missing() -> str:
    """The libraries that this system lacks, by name; empty if it has them all. Loads none of them."""
    from ctypes.util import find_library  # only now: a server has no other need of ctypes before its first answer

    try:
        cached = _CACHE.read_bytes()
    except OSError:
        cached = b""
    return ", ".join(name for name in _NEEDED if f"lib{name}.so".encode() not in cached and find_library(name) is None)
