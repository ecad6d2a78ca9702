"""Real Welsh catalogues, from packages that carry them: read without loss, read alike by GNU gettext and by Babel."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po as babel_read_po

from app.catalogue.edit import encoded, replace_translation
from app.catalogue.po import PoFile, read_po

CORPUS = Path(sys.prefix) / "corpus"
CATALOGUES = sorted(CORPUS.rglob("cy/LC_MESSAGES/*.po"))

EACH = pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.relative_to(CORPUS).as_posix())


def texts(po: PoFile) -> dict[tuple[str | None, str], tuple[str, ...]]:
    live = (entry.translation for entry in po.entries if entry.translation and not entry.obsolete)
    return {(found.msgctxt, found.msgid): found.msgstr for found in live if found.msgid}


def texts_of_babel(data: bytes) -> dict[tuple[str | None, str], tuple[str, ...]]:
    found = {}
    for message in babel_read_po(io.BytesIO(data), abort_invalid=True):
        if message.id:
            msgid = message.id if isinstance(message.id, str) else message.id[0]
            msgstr = (message.string,) if isinstance(message.string, str) else tuple(message.string)
            found[message.context, msgid] = msgstr
    return found


def test_the_corpus_is_there() -> None:
    packages = {file.relative_to(CORPUS).parts[0] for file in CATALOGUES}
    assert packages == {"django", "sphinx", "wagtail", "wtforms"}, "run 'make test', which sets it up"
    assert sum(1 for file in CATALOGUES for entry in read_po(file.read_bytes(), file.name).entries if entry.key) > 2000


@EACH
@pytest.mark.parametrize("form", ["as it is", "CRLF and BOM"])
def test_it_is_written_back_to_the_byte(file: Path, form: str) -> None:
    data = file.read_bytes()
    if form != "as it is":
        data = b"\xef\xbb\xbf" + data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    assert read_po(data, file.name).encode() == data


@EACH
def test_babel_and_gettext_read_the_same(file: Path) -> None:
    data = file.read_bytes()
    here = texts(read_po(data, file.name))
    assert here == texts_of_babel(data)
    done = subprocess.run(
        ["msgfmt", "--check", "-o", "/dev/null", str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@EACH
def test_one_edit_changes_one_entry(file: Path) -> None:
    before = read_po(file.read_bytes(), file.name)
    wanted = list(texts(before))
    for key in (wanted[0], wanted[len(wanted) // 2], wanted[-1]):
        msgstr = tuple(f"Tŷ “newydd” {form}" for form, _ in enumerate(texts(before)[key]))
        if key[1].endswith("\n"):
            msgstr = tuple(f"{text}\n" for text in msgstr)
        data = encoded(replace_translation(before, key, msgstr))
        after = read_po(data, file.name)
        changed = [new for old, new in zip(before.entries, after.entries, strict=True) if old.raw != new.raw]
        assert [entry.key for entry in changed] == [key]
        assert texts_of_babel(data) == {**texts(before), key: msgstr}
