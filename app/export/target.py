"""Which folder is exported into, of what somebody named."""

import os
from collections.abc import Iterable
from pathlib import Path

from app.errors import SiteError
from app.wording import Wording

_HINT = Wording("name a folder of its own, such as public")


def target_of(named: Path, here: Path, sources: Iterable[Path]) -> Path:
    """The folder itself: absolute, and what a link points to.

    here: the current folder. sources: folders that the site is read from or kept in, or are no place for files.
    Raises SiteError for one that cannot be replaced as a whole.
    """
    target = Path(os.path.realpath(named))
    if target.exists() and not target.is_dir():
        what = Wording("%(path)s is not a folder", path=str(target))
        raise SiteError(what, Wording("name one, or one that is not there yet"))
    if target.is_mount():
        what = Wording("%(path)s is a mount point, which cannot be switched", path=str(target))
        raise SiteError(what, Wording("name a folder inside it"))
    if here.is_relative_to(target):
        what = Wording("%(path)s is, or holds, the current folder, which cannot be switched", path=str(target))
        raise SiteError(what, _HINT)
    for source in map(Path, map(os.path.realpath, sources)):
        if source.is_relative_to(target) or target.is_relative_to(source):
            mixed = {"path": str(target), "own": str(source)}
            raise SiteError(Wording("%(path)s would mix what is exported with the site's own %(own)s", **mixed), _HINT)
    return target
