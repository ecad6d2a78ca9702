"""An edit of one message changes the lines of that message and nothing else in the file."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalogue.edit import encoded, replace_translation
from app.catalogue.po import PoFile, read_po
from app.errors import CatalogueError
from tests.catalogue.test_po import HARD, HEADER, msgfmt_takes

FILES = {name: text for name, text in HARD.items() if text}


def editable(po: PoFile) -> list[int]:
    """The places of the messages that can be edited."""
    return [
        place
        for place, entry in enumerate(po.entries)
        if entry.translation and entry.translation.msgid and not entry.obsolete
    ]


def in_form(text: str, form: str) -> bytes:
    if "CRLF" in form:
        text = text.replace("\\\n", "").replace("\r\n", "\n").replace("\n", "\r\n")
    return ("\ufeff" if "BOM" in form else "").encode() + text.encode()


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(FILES)),
    st.sampled_from(["as it is", "CRLF", "BOM"]),
    st.integers(0, 20),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\u2028\x85"), max_size=90),
    st.booleans(),
)
def test_one_edit_changes_one_entry(name: str, form: str, which: int, words: str, fuzzy: bool) -> None:
    before = read_po(in_form(FILES[name], form), "test.po")
    places = editable(before)
    if not places:
        return
    place = places[which % len(places)]
    found = before.entries[place].translation
    assert found
    msgstr = tuple(f"{words}{number}" for number, _ in enumerate(found.msgstr))
    if not fuzzy and words.startswith("\n"):
        with pytest.raises(CatalogueError, match=r"do not both begin with \\n"):
            replace_translation(before, (found.msgctxt, found.msgid), msgstr)
        return
    after = read_po(encoded(replace_translation(before, (found.msgctxt, found.msgid), msgstr, fuzzy=fuzzy)), "test.po")
    changed = after.entries[place].translation
    assert changed
    assert changed.msgstr == msgstr
    assert changed.fuzzy == fuzzy
    assert changed.flags - {"fuzzy"} == found.flags - {"fuzzy"}
    assert (changed.msgctxt, changed.msgid, changed.msgid_plural) == (found.msgctxt, found.msgid, found.msgid_plural)
    others = [(entry.lead, entry.raw) for index, entry in enumerate(after.entries) if index not in {place, place + 1}]
    assert others == [(e.lead, e.raw) for index, e in enumerate(before.entries) if index not in {place, place + 1}]
    assert [entry.raw for entry in after.entries[place + 1 :]] == [entry.raw for entry in before.entries[place + 1 :]]
    assert (after.bom, after.encoding, after.tail) == (before.bom, before.encoding, before.tail)
    kept = [line for line in before.entries[place].raw.split("\n") if line.startswith(("# ", "#.", "#:"))]
    assert [line for line in after.entries[place].raw.split("\n") if line.startswith(("# ", "#.", "#:"))] == kept


@pytest.mark.parametrize("name", [name for name in FILES if name != "no header"])
def test_gnu_gettext_reads_the_edited_words(name: str, tmp_path: Path) -> None:
    po = read_po(FILES[name].encode(), "test.po")
    for place in editable(po):
        found = po.entries[place].translation
        assert found
        words = ('Tŷ "newydd"\t— ' + "geiriau prawf " * 9,) * len(found.msgstr)
        edited = encoded(replace_translation(po, (found.msgctxt, found.msgid), words))
        assert msgfmt_takes(edited, tmp_path)
        shown = subprocess.run(
            ["msgcat", "--no-wrap", "-"], input=edited, capture_output=True, check=True
        ).stdout.decode()
        assert shown.count('Tŷ \\"newydd\\"\\t— geiriau') == len(found.msgstr)


@pytest.mark.parametrize(("source", "words"), [("Test\\n", "Prawf"), ("Test", "Prawf\n"), ("\\nTest", "Prawf")])
def test_words_that_gettext_would_refuse_beside_their_source_are_refused(source: str, words: str) -> None:
    po = read_po((HEADER + f'\nmsgid "{source}"\nmsgstr ""\n').encode(), "test.po")
    key = (None, source.replace("\\n", "\n"))
    with pytest.raises(CatalogueError, match=rf"test\.po:{HEADER.count(chr(10)) + 3}: msgid and msgstr do not both"):
        replace_translation(po, key, (words,))
    assert replace_translation(po, key, (words,), fuzzy=True).entries[1].translation
    assert replace_translation(po, key, ("",)).encode() == po.encode()


def test_a_message_that_is_not_there_and_a_letter_that_the_file_cannot_write_are_told() -> None:
    latin = (HEADER.replace("UTF-8", "ISO-8859-1") + '\nmsgid "Test"\nmsgstr "Prawf"\n').encode("latin-1")
    po = read_po(latin, "test.po")
    with pytest.raises(CatalogueError, match=r"test\.po:1: there is no message “Nothing”"):
        replace_translation(po, (None, "Nothing"), ("Dim",))
    with pytest.raises(CatalogueError, match="the file's charset cannot write 'ŷ'"):
        replace_translation(po, (None, "Test"), ("Tŷ",))
