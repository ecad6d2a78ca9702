"""A .po file by itself, wherever it lies: what an agency sends is checked before it comes in."""

import re
from pathlib import Path

from app.catalogue.po import read_po
from app.catalogue.read import read_catalogue
from app.checks import Knowledge, catalogue_pairs, run
from app.errors import CatalogueError, SiteError
from app.locales import LOCALES
from app.model import Finding
from app.settings import SiteFolder


def catalogue_name(folder: SiteFolder, name: str) -> str | None:
    """The release, page or part of the interface that a .po file of the site belongs to; None for any other file."""
    path = _file(folder, name)
    for lang in LOCALES:
        root = folder.root / "translations" / lang / "LC_MESSAGES"
        if path.is_relative_to(root):
            return path.relative_to(root).with_suffix("").as_posix()
    return None


def check_loose(folder: SiteFolder, name: str, knowledge: Knowledge) -> tuple[Finding, ...]:
    """What the checks find in a .po file. Raises SiteError where it is not there."""
    path, told = _file(folder, name), Path(name).as_posix()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SiteError(f"{told} cannot be read ({error.strerror})", "look at its name and its permissions") from None
    try:
        lang = _language(read_po(data, told).headers().get("Language", ""), path, told)
        catalogue = read_catalogue(data, told, lang)
    except CatalogueError as error:
        return (Finding(error.path, error.line, "error", "catalogue", error.problem, error.hint),)
    (source,) = (code for code in LOCALES if code != lang)
    return run(catalogue_pairs(catalogue, source), knowledge)


def _file(folder: SiteFolder, name: str) -> Path:
    """The file of a name: relative to the site, as findings tell it, or else to where one stands."""
    path = folder.root / name
    return path.resolve() if path.exists() else Path(name).resolve()


def _language(header: str, path: Path, told: str) -> str:
    """The language of a .po file: of its header, else of the folders it lies in. Raises CatalogueError."""
    for said in (header,) if header else reversed(path.parent.parts):
        code = re.split(r"[-_@.]", said.lower())[0]
        if code in LOCALES:
            return code
    codes = " or ".join(LOCALES)
    raise CatalogueError(told, 1, f"the header says language '{header}'", f"it should say Language: {codes}")
