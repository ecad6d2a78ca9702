"""How commands are told which releases are meant: "2018/operation-netsafe", "pages/about", or the file."""

from collections.abc import Iterable

from app.errors import SiteError
from app.settings import name_of

INTERFACE = "interface"
"""The name of messages.po and site.po together."""


def names_release(path: str, names: tuple[str, ...]) -> bool:
    """Whether one of these names is that of the release in a file; no name at all is every release's."""
    name = name_of(path)
    return not names or any(wanted in {path, name, name.removeprefix("releases/")} for wanted in names)


def named(paths: Iterable[str], names: tuple[str, ...]) -> tuple[str, ...]:
    """The files that are meant; all of them without names. Raises SiteError for a name that nothing has."""
    paths = tuple(paths)
    for name in names:
        if name != INTERFACE and not any(names_release(path, (name,)) for path in paths):
            raise SiteError(f"there is no release or page '{name}'", "datganiad translations status lists them")
    return tuple(path for path in paths if names_release(path, names))
