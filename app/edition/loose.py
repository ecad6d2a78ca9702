"""A .po file by itself, wherever it lies: so that what an agency sends can be checked before it comes in."""

import re
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from app.catalogue.parts import read_head, read_parts
from app.catalogue.read import check_header
from app.checks import Knowledge
from app.checks.catalogues import Checked, Job, check_parts
from app.edition.knowledge import find_hosts
from app.errors import CatalogueError, SiteError
from app.hosts import Hosts
from app.locales import LOCALES
from app.model import Finding
from app.settings import SiteFolder
from app.wording import Wording

LARGE_BYTES = 3 << 19
"""How large a file is of which another process, once it has started, does enough to save time."""

_PUT_BACK = Wording("ask for it again, or put back the file as it was before")
_OF_CONTENT = re.compile(rb"^#[: ].*\bcontent/(?:(?:releases|pages)/\S+\.md|site\.yaml)\b", re.MULTILINE)
"""A comment that says where a message stands, as `translations update` writes it. An agency may lose some of them."""
_OF_RELEASE = tuple(re.compile(rf'^msgctxt "{role}"'.encode(), re.MULTILINE) for role in ("title", "slug", "summary"))
"""Messages that the file of every release has, even where all comments are lost."""


def catalogue_name(folder: SiteFolder, name: str) -> str | None:
    """The release, page or part of the interface that a .po file of the site belongs to; None for any other file."""
    path = _file(folder, name)
    for lang in LOCALES:
        root = folder.catalogues(lang)
        if path.is_relative_to(root):
            return path.relative_to(root).with_suffix("").as_posix()
    return None


def check_loose(folder: SiteFolder, name: str, knowledge: Knowledge | None, processes: int = 1) -> Checked:
    """What the checks find in a .po file of any size. Raises SiteError where it is not there.

    knowledge: None looks for what can hold a release alone. processes: that share the work, where there is enough.
    """
    path, told = _file(folder, name), Path(name).as_posix()
    try:
        with path.open("rb") as file:
            large = path.stat().st_size > LARGE_BYTES
            hosts, _ = find_hosts(folder)
            checked = _check(file, path, told, knowledge, hosts, processes if large else 1)
    except OSError as error:
        what = Wording("%(path)s cannot be read (%(why)s)", path=told, why=error.strerror)
        raise SiteError(what, Wording("look at its name and its permissions")) from None
    except CatalogueError as error:
        return Checked(findings=[Finding.of(error, "catalogue")])
    if not checked.messages and not checked.findings:
        checked.findings.append(Finding(told, 1, "error", "catalogue", Wording("the file holds no message"), _PUT_BACK))
    return checked


def _check(file: BinaryIO, path: Path, told: str, knowledge: Knowledge | None, hosts: Hosts, processes: int) -> Checked:
    parts = read_parts(file, told)
    first = next(parts, None)
    if first is None or all(entry.translation is None for entry in first.entries(told)):
        return Checked()
    head = read_head(first, told)
    headers = head.headers()
    lang = _language(headers.get("Language", ""), path, told)
    check_header(head, lang)
    (source,) = (code for code in LOCALES if code != lang)
    if knowledge is not None and knowledge.lexicon is not None:
        knowledge.lexicon.knows("a")  # opens the dictionary, once for all processes
    markdown = _is_of_content(first.data)
    job = Job(told, lang, source, "Plural-Forms" in headers, knowledge, markdown, hosts)
    return check_parts(chain((first,), parts), job, processes)


def _is_of_content(data: bytes) -> bool:
    """Whether a .po file that begins so is that of a release, a page or site.yaml, and so has Markdown in it."""
    return _OF_CONTENT.search(data) is not None or all(each.search(data) for each in _OF_RELEASE)


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
    way, other = LOCALES
    codes = Wording("%(way)s or %(other)s", way=way, other=other)
    what = Wording("the header says language '%(code)s'", code=header)
    raise CatalogueError(told, 1, what, Wording("it should say Language: %(codes)s", codes=codes))
