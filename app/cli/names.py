"""How commands are told which releases are meant: "2018/operation-netsafe", "pages/about", or a file of theirs."""

from collections.abc import Iterable
from pathlib import Path

from app.edition.loose import catalogue_name
from app.errors import SiteError
from app.settings import SiteFolder, name_of
from app.wording import Wording

INTERFACE = "interface"
"""The name of messages.po and site.po together."""

_PARTS = frozenset({"messages", "site"})
"""The names of the two by themselves, as a status lists them."""


def read_names(folder: SiteFolder, names: Iterable[str]) -> tuple[str, ...]:
    """Names as named() takes them: a file in place of its path from where one stands, what a .po file belongs to."""
    return tuple(_read_name(folder, name) for name in names)


def _read_name(folder: SiteFolder, name: str) -> str:
    found = catalogue_name(folder, name) if name.endswith(".po") else None
    if (found or name) in _PARTS:
        return INTERFACE
    if found or not name.endswith(".md"):
        return found or name
    path = folder.root / name if (folder.root / name).exists() else Path(name)
    # A file may be a link to one that lies elsewhere; its name is that of the link.
    path = path.parent.resolve() / path.name
    return path.relative_to(folder.root).as_posix() if path.is_relative_to(folder.root) else name


def names_release(path: str, names: tuple[str, ...]) -> bool:
    """Whether one of these names is that of the release in a file; no name at all is every release's."""
    name = name_of(path)
    return not names or any(wanted in {path, name, name.removeprefix("releases/")} for wanted in names)


def named(paths: Iterable[str], names: tuple[str, ...]) -> tuple[str, ...]:
    """The files that are meant; all of them without names. Raises SiteError for a name that nothing has."""
    paths = tuple(paths)
    for name in names:
        if name != INTERFACE and not any(names_release(path, (name,)) for path in paths):
            what = Wording("there is no release or page '%(name)s'", name=name)
            raise SiteError(what, Wording("datganiad translations status lists them"))
    return tuple(path for path in paths if names_release(path, names))
