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


def catalogue_name(folder: SiteFolder, path: Path) -> str | None:
    """The release, page or part of the interface that a .po file of the site belongs to; None for any other file."""
    for lang in LOCALES:
        root = folder.catalogue(lang, "any").parent
        if path.resolve().is_relative_to(root):
            return path.resolve().relative_to(root).with_suffix("").as_posix()
    return None


def check_loose(path: Path, knowledge: Knowledge) -> tuple[Finding, ...]:
    """What the checks find in a .po file. Raises SiteError where it is not there, or does not say its language."""
    told = path.as_posix()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SiteError(f"{told} cannot be read ({error.strerror})", "look at its name and its permissions") from None
    try:
        lang = _language(read_po(data, told).headers().get("Language", ""), path)
        catalogue = read_catalogue(data, told, lang)
    except CatalogueError as error:
        return (Finding(error.path, error.line, "error", "catalogue", error.problem, error.hint),)
    (source,) = (code for code in LOCALES if code != lang)
    return run(catalogue_pairs(catalogue.translations.values(), lang, source, told), knowledge)


def _language(header: str, path: Path) -> str:
    """The language of a .po file: of its header, else of the folders it lies in. Raises CatalogueError."""
    for said in (header, *reversed(path.resolve().parent.parts)):
        code = re.split(r"[-_@.]", said.lower())[0]
        if code in LOCALES:
            return code
        if said and said == header:
            break
    codes = " or ".join(LOCALES)
    raise CatalogueError(path.as_posix(), 1, f"the header says language '{header}'", f"it should say Language: {codes}")
