"""The files of releases and of the interface: their bytes, and digests of them with the code that reads them.

It opens files and understands none of them, so it is light to import: most runs find that nothing has changed.
"""

import hashlib
import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app import locales
from app.hosts import HOSTS_PATH
from app.settings import HOUSE, SiteFolder, house_messages, name_of

READERS = ("catalogue", "checks", "content")
READING = (
    *("derivation", "glossary", "hosts", "lexicon", "locales", "localise", "model", "mutations", "spreadsheet", "urls"),
    "wording",
)
"""Packages and modules of app/ that turn files into releases, and find what is wrong with them."""

_SECTIONS = frozenset({"pages", "releases"})
_TEXT = re.compile(r"\.(?:md|markdown|txt|docx?|odt|rtf)$", re.IGNORECASE)
"""The name of a file in which somebody may have written a release."""

_SPLIT = re.compile(rb'"\s*\n\s*"')
"""Where a .po file goes on with a string on the next line."""
_STRING = re.compile(rb'"([^"\s]+)"')
_IN_HEAD = re.compile(rb"""slug\W*([^\s"',}]+)""")
"""What may be a slug in a .po file, and in a release's own."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The bytes that a release is made of. files: by path relative to the site; None for a file that is not there.

    hosts: of the site's table of hosts, which says what two links may have in common; empty without one.
    """

    name: str
    path: str
    files: Mapping[str, bytes | None]
    hosts: bytes = b""

    def digests(self) -> dict[str, str]:
        """Hex SHA-256 of each file that is there, by path."""
        return {path: hashlib.sha256(data).hexdigest() for path, data in self.files.items() if data is not None}

    def digest(self) -> str:
        """One hex SHA-256 for all of them and for what they are read with."""
        rows = (f"{path} {digest}\n" for path, digest in sorted(self.digests().items()))
        return hashlib.sha256((reading_version(self.hosts) + "".join(rows)).encode()).hexdigest()


@cache
def code_version() -> str:
    """Hex SHA-256 of the code that turns files into releases: an edition made by other code is made again."""
    digest = hashlib.sha256()
    code = HOUSE / "app"
    for package in READERS:
        for path in sorted((code / package).glob("*.py")):
            digest.update(path.read_bytes())
    for module in READING:
        digest.update((code / f"{module}.py").read_bytes())
    return digest.hexdigest()


def reading_version(hosts: bytes) -> str:
    """What releases are read with, in hex: the code, and the site's table of hosts. Where it is another, all are due.

    The table is none of a release's own files: where nothing comes of it, another one is no news to anybody.
    """
    return hashlib.sha256(f"{code_version()} ".encode() + hosts).hexdigest()


def hosts_bytes(folder: SiteFolder) -> bytes:
    """The site's table of hosts; empty where there is none that can be read, which is as if there were none."""
    return _bytes(folder.root / HOSTS_PATH) or b""


def release_paths(folder: SiteFolder) -> tuple[str, ...]:
    """The files of every release and page, relative to the site, in order."""
    return texts_of(folder).releases


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts below content/, as paths relative to the site, in order.

    releases: of releases and pages. others: those that nothing comes of, by their place or their name.
    """

    releases: tuple[str, ...]
    others: tuple[str, ...]


def texts_of(folder: SiteFolder) -> Texts:
    """The texts of a site. A README, and what has a dot before its name, is none."""
    releases: list[str] = []
    others: list[str] = []
    top, years = str(folder.content), str(folder.content / "releases")
    for place, folders, names in os.walk(folder.content, followlinks=True):
        if place == top:
            folders[:] = [each for each in folders if each in _SECTIONS]
        elif place != years:
            # No release is deeper, and a link may lead back up.
            others += [f"{place}/{each}/{name}" for each in folders for name in _texts_in(f"{place}/{each}")]
            folders.clear()
        for name in names:
            if place != top and name.endswith(".md") and not name.startswith("."):
                releases.append(f"{place}/{name}")
            elif _is_text(name):
                others.append(f"{place}/{name}")
    start = len(str(folder.root)) + 1
    return Texts(*(tuple(sorted(_shown(path[start:]) for path in paths)) for paths in (releases, others)))


def _texts_in(place: str) -> list[str]:
    try:
        return [name for name in os.listdir(place) if _is_text(name)]  # noqa: PTH208 - the names are all that is wanted
    except OSError:
        return []


def _is_text(name: str) -> bool:
    return bool(_TEXT.search(name)) and not name.startswith((".", "~", "README"))


def _shown(path: str) -> str:
    """A path as text: one that is not in UTF-8 cannot be opened by what it looks like, and is told as missing."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_sources(folder: SiteFolder, path: str) -> Sources:
    """The bytes of a release's file and of its catalogues."""
    name = name_of(path)
    files = {path: _bytes(folder.root / path)}
    for lang in locales.LOCALES:
        catalogue = folder.catalogue(lang, name)
        data = _bytes(catalogue)
        if data is not None:
            files[folder.relative(catalogue)] = data
    return Sources(name, path, files, hosts_bytes(folder))


def may_have_slug(sources: Sources, slugs: Collection[str]) -> bool:
    """Whether one of these slugs could be that of a release in some language: its file has the name, or its text."""
    return not slugs_in(sources).isdisjoint(slugs)


def slugs_in(sources: Sources) -> frozenset[str]:
    """Every slug that a release could have in some language, and much else: most words of a .po file are none."""
    found = {sources.path.rpartition("/")[2].removesuffix(".md").encode()}
    for path, data in sources.files.items():
        if data is not None:
            found.update(_IN_HEAD.findall(data) if path == sources.path else _STRING.findall(_SPLIT.sub(b"", data)))
    return frozenset(each.decode("utf-8", "replace") for each in found)


def interface_files(folder: SiteFolder) -> dict[str, bytes]:
    """The bytes that the interface is made of, by path."""
    found: dict[str, bytes] = {}
    catalogues = [folder.catalogue(lang, name) for name in ("messages", "site") for lang in sorted(locales.LOCALES)]
    templates = sorted(folder.templates.rglob("*.html"))
    for path in (folder.site_yaml, *catalogues, *templates, *static_paths(folder)):
        data = _bytes(path)
        if data is not None:
            found[folder.relative(path)] = data
    return found


def interface_digest(folder: SiteFolder, files: Mapping[str, bytes]) -> str:
    """Hex SHA-256 of the interface's files, of what comes with the program and of the base URL."""
    digest = hashlib.sha256(f"{code_version()} {folder.base_url}".encode())
    for lang in sorted(locales.LOCALES):
        digest.update(house_messages(lang).read_bytes())
    for path, data in sorted(files.items()):
        digest.update(f"{path} {hashlib.sha256(data).hexdigest()}\n".encode())
    return digest.hexdigest()


def static_paths(folder: SiteFolder) -> list[Path]:
    """The static files that pages need."""
    return sorted(path for path in folder.static.rglob("*") if path.is_file() and not path.name.startswith("."))


def _bytes(path: Path) -> bytes | None:
    """What is in a file; None where there is none that can be read. A pipe is no file: who opens it waits for ever."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None
