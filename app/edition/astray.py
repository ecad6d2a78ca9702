"""What stands where nobody looks: releases whose file is gone, and texts of which no release comes.

Takes names and paths, gives warnings. A file that was put in the wrong place or badly named is not passed over in
silence: whoever wrote it waits for a page.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress

from app.edition.query import Edition
from app.edition.sources import texts_of
from app.edition.store import open_for_reading
from app.errors import EditionError
from app.model import Finding
from app.settings import SiteFolder, name_of
from app.wording import Wording

_BEGINS_A_RELEASE = (".docx", ".txt")
"""The endings that `datganiad new --from` takes, besides .md."""


def gone_file(name: str) -> Finding:
    """That the file of a live release is gone, which changes nothing for the public."""
    what = Wording("the file is gone, and what it said is still live")
    return _warning(
        f"content/{name}.md", what, Wording("put it back; if the release should go, withdraw it with a reason")
    )


def idle_text(path: str) -> Finding:
    """That nothing comes of a text below content/. path: relative to the site."""
    what = Wording("no release or page comes of this file")
    return _warning(path, what, _remedy(path))


def _remedy(path: str) -> Wording:
    file = path.rpartition("/")[2]
    stem = file.removesuffix(".txt").rpartition(".")[0]
    if file.endswith(".md"):
        return Wording("put it at content/releases/<year>/<slug>.md or content/pages/<slug>.md")
    if file.lower().endswith((".md", ".markdown", ".md.txt")):
        return Wording("name it %(name)s", name=f"{stem.lower()}.md")
    if file.lower().endswith(_BEGINS_A_RELEASE):
        return Wording("run 'datganiad new SLUG --from %(file)s', and keep it outside of content/", file=path)
    return Wording("save it as .docx outside of content/, and run 'datganiad new SLUG --from FILE'")


def astray(folder: SiteFolder) -> Iterator[Finding]:
    """A warning for each release whose file is gone, if there is an edition that tells, and for each idle text."""
    texts = texts_of(folder)
    there = {name_of(path) for path in texts.releases}
    standing: list[str] = []
    with suppress(EditionError, sqlite3.Error), closing(open_for_reading(folder.edition)) as connection:
        standing = Edition(folder, connection).standing()
    yield from (gone_file(name) for name in standing if name not in there)
    yield from map(idle_text, texts.others)


def _warning(path: str, what: Wording, fix: Wording) -> Finding:
    return Finding(path, 1, "warning", "place", what, fix)
