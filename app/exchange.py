"""Two names of a file system exchanged at once: what stood at either is never missing from both.

Takes two paths on the same file system. It is renameat2(2) of Linux; elsewhere the caller has to do without.
"""

import ctypes
import os
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def exchange(one: Path, other: Path) -> bool:
    """Exchanges two names. False where the system or its file system cannot, or one of them is not there."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0
