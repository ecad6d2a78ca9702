"""The system's libraries without which no PDF can be made."""

from ctypes.util import find_library

REMEDY = "install Pango (on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"

_NEEDED = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig")


def what_is_missing() -> str:
    """The libraries that this system lacks, by name; empty if it has them all. Loads none of them."""
    return ", ".join(name for name in _NEEDED if find_library(name) is None)
