"""Which folder is exported into, of what somebody named."""

import os
from collections.abc import Iterable
from pathlib import Path

from app.errors import SiteError

_HINT = "name a folder of its own, such as public"


def target_of(named: Path, here: Path, sources: Iterable[Path]) -> Path:
    """The folder itself: absolute, and what a link points to.

    here: the current folder. sources: folders that the site is read from or kept in, or are no place for files.
    Raises SiteError for one that cannot be replaced as a whole.
    """
    target = Path(os.path.realpath(named))
    if target.exists() and not target.is_dir():
        raise SiteError(f"{target} is not a folder", "name one, or one that is not there yet")
    if target.is_mount():
        raise SiteError(f"{target} is a mount point, which cannot be switched", "name a folder inside it")
    if here.is_relative_to(target):
        raise SiteError(f"{target} is, or holds, the current folder, which cannot be switched", _HINT)
    for source in map(Path, map(os.path.realpath, sources)):
        if source.is_relative_to(target) or target.is_relative_to(source):
            raise SiteError(f"{target} would mix what is exported with the site's own {source}", _HINT)
    return target
