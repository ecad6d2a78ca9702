"""What the files of a release looked like when they were last read, so that unchanged ones need not be opened.

Size, times and inode first, as git does; a file that changed as late as we looked is in doubt, and read again.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from pathlib import Path

from app.edition.sources import Texts, hosts_bytes, read_sources, reading_version, texts_of
from app.locales import LOCALES
from app.settings import SiteFolder, name_of

IN_DOUBT = timedelta(seconds=2)
"""A file that changed within this time before we looked is in doubt: file systems keep times as coarsely as this, so
that a later change could look the same."""


def look_of(file: str | Path, now: datetime | None) -> str:
    """Size, times and inode of a file, as text; "-" where there is none, empty where it is in doubt.

    now: when we look, aware; None for a file that is never in doubt.
    """
    try:
        return _look(os.stat(file), _doubt_ns(now))  # noqa: PTH116 - called thousands of times; Path takes twice as long
    except OSError:
        return "-"


def looks_in(folder: str, now: datetime) -> dict[str, str]:
    """As look_of(), for every file in a folder, by name: all at once takes half the time."""
    doubt_ns = _doubt_ns(now)
    found = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    found[entry.name] = _look(entry.stat(), doubt_ns)
                except OSError:
                    continue
    except OSError:
        return {}
    return found


def _doubt_ns(now: datetime | None) -> float:
    return int((now - IN_DOUBT).timestamp()) * 1_000_000_000 if now else inf


def _look(found: os.stat_result, doubt_ns: float) -> str:
    changed_ns, noted_ns = found.st_mtime_ns, found.st_ctime_ns
    if changed_ns >= doubt_ns or noted_ns >= doubt_ns:
        return ""
    return f"{found.st_size}.{changed_ns}.{noted_ns}.{found.st_ino}"


def releases_of(folder: SiteFolder, changed: Iterable[Path]) -> frozenset[str] | None:
    """The releases that changed files belong to, as paths relative to the site; None where one belongs to none.

    What has no ending is a folder. It belongs to no single release: it came or went with all that is in it.
    """
    found = set()
    catalogues = [folder.catalogue(lang, "releases").parent for lang in LOCALES]
    for path in changed:
        home = next((each for each in catalogues if path.is_relative_to(each)), None)
        home = home or (folder.content if path.is_relative_to(folder.content) else None)
        name = path.relative_to(home) if home else None
        if not path.suffix or name is None or name.parts[:1] not in {("releases",), ("pages",)}:
            return None
        found.add(f"content/{name.with_suffix('').as_posix()}.md")
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Watched:
    """What somebody knows who has watched the files since the last publish.

    changed: releases that may have changed, as releases_of() gives them. before: the texts that there were then.
    """

    changed: frozenset[str]
    before: Texts


_NOTED = """
SELECT path, look, digest, digest = (SELECT digest FROM pair WHERE name = substr(path, 9, length(path) - 11))
FROM looked
"""
"""What was noted of each release, and whether its pair was made of that: "content/NAME.md" is the path of a name."""
_UNSETTLED = """
SELECT path FROM looked LEFT JOIN pair ON name = substr(path, 9, length(path) - 11)
WHERE look = '' OR pair.digest IS NOT looked.digest
"""
"""The releases whose files were in doubt as they were noted, or are not those that their pair was made of."""


class Files:
    """The files of releases, for the one who publishes. now: aware. verify: none is taken for unchanged unread.

    watched: releases of which nothing is said there are not looked at; None where nobody has watched.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        folder: SiteFolder,
        now: datetime,
        *,
        verify: bool,
        watched: Watched | None = None,
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._now = now
        self._verify = verify
        self._watched = watched
        catalogues = (folder.catalogue(lang, "releases").parent for lang in sorted(LOCALES))
        self._homes = (str(folder.content), *map(str, catalogues))
        self._place = ""
        self._looks: list[dict[str, str]] = []
        self._read_with = reading_version(hosts_bytes(folder))[:16]

    def texts(self) -> Texts:
        """The texts of the site; where all that changed was there before and is, those of before."""
        if self._watched is not None:
            before, changed = self._watched.before, self._watched.changed
            if changed.issubset(before.releases) and all((self._folder.root / path).is_file() for path in changed):
                return before
        return texts_of(self._folder)

    def in_question(self, paths: Sequence[str], *, every: bool) -> Iterator[tuple[str, str]]:
        """Each release whose pair in the edition is not known to be of its files as they are, with their digest.

        paths: of releases, relative to the site. every: gives all of them, with their digests.
        """
        execute = self._connection.execute
        rows: Iterable[tuple[str, str, str, int | None]]
        if self._watched is not None and not (every or self._verify):
            asked = self._watched.changed | {path for (path,) in execute(_UNSETTLED)}
            paths = [path for path in paths if path in asked]
            rows = (row for path in paths for row in execute(f"{_NOTED} WHERE path = ?", (path,)))
        else:
            rows = execute(_NOTED)
        noted = {path: (look, digest, stands) for path, look, digest, stands in rows}
        for path in paths:
            look, before, stands = noted.get(path, ("", "", 0))
            digest = self._digest(path, look, before)
            if every or not stands or digest != before:
                yield path, digest

    def _digest(self, path: str, known: str, digest: str) -> str:
        """The digest of a release's sources, which are read only where they do not look as they did.

        known, digest: what they looked like, and their digest then; empty where nobody has looked.
        """
        look = self._look(path)
        if look and look == known and not self._verify:
            return digest
        digest = read_sources(self._folder, path).digest()
        # Also where it is in doubt: what was noted before no longer holds, and must not be trusted the next time.
        self._connection.execute("INSERT OR REPLACE INTO looked VALUES (?, ?, ?)", (path, look, digest))
        return digest

    def _look(self, path: str) -> str:
        """What the files of a release look like, and what they are read with; empty where in doubt."""
        place, _, file = name_of(path).rpartition("/")
        if self._watched is not None:
            content, *catalogues = self._homes
            names = (f"{content}/{place}/{file}.md", *(f"{home}/{place}/{file}.po" for home in catalogues))
            parts = [look_of(name, self._now) for name in names]
        else:
            if place != self._place:  # releases come year by year; the looks of all years would fill memory
                self._place, self._looks = place, [looks_in(f"{home}/{place}", self._now) for home in self._homes]
            releases, *translations = self._looks
            translation = f"{file}.po"
            parts = [releases.get(f"{file}.md", "-"), *(looks.get(translation, "-") for looks in translations)]
        return f"{self._read_with} {' '.join(parts)}" if all(parts) else ""
