"""What the files of a release looked like when they were last read, so that unchanged ones need not be opened.

Size, times and inode first, as git does; a file that changed as late as we looked is in doubt, and read again.
"""

import os
import sqlite3
from datetime import datetime, timedelta

from app.edition.assembly import code_version, read_sources
from app.locales import LOCALES
from app.settings import SiteFolder

IN_DOUBT = timedelta(seconds=2)
"""Before the time of looking: file systems keep times as coarsely as this."""


class Files:
    """The files of releases, for the one who publishes. now: aware. verify: none is taken for unchanged unread."""

    def __init__(self, connection: sqlite3.Connection, folder: SiteFolder, now: datetime, *, verify: bool) -> None:
        self._connection = connection
        self._folder = folder
        self._doubt_ns = int((now - IN_DOUBT).timestamp()) * 1_000_000_000
        self._verify = verify

    def digest(self, path: str) -> str:
        """The digest of a release's sources, which are read only where they do not look as they did.

        path: of the release, relative to the site.
        """
        look = self._look(path)
        execute = self._connection.execute
        if look and not self._verify:
            row = execute("SELECT digest FROM looked WHERE path = ? AND look = ?", (path, look)).fetchone()
            if row:
                return str(row[0])
        digest = read_sources(self._folder, path).digest()
        if look:
            execute("INSERT OR REPLACE INTO looked VALUES (?, ?, ?)", (path, look, digest))
        return digest

    def _look(self, path: str) -> str:
        """Size, times and inode of each file, with the version of the code that reads them; empty where in doubt."""
        name = path.removeprefix("content/").removesuffix(".md")
        files = (self._folder.root / path, *(self._folder.catalogue(lang, name) for lang in sorted(LOCALES)))
        parts = [code_version()[:16]]
        for file in files:
            try:
                found = os.stat(file)  # noqa: PTH116 - thousands of times, at half the price
            except OSError:
                parts.append("-")
                continue
            if max(found.st_mtime_ns, found.st_ctime_ns) >= self._doubt_ns:
                return ""
            parts.append(f"{found.st_size}.{found.st_mtime_ns}.{found.st_ctime_ns}.{found.st_ino}")
        return " ".join(parts)
