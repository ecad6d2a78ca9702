"""A catalogue of any size, in parts: the same findings, counts and errors as in one piece."""

import io
from functools import partial
from pathlib import Path

import pytest

from app.catalogue.parts import read_parts
from app.catalogue.po import read_po
from app.checks import Knowledge
from app.edition import loose
from app.edition.loose import check_loose
from app.locales import LOCALES
from app.settings import SiteFolder
from tests.catalogue.test_po import HARD, HEADER

CORPUS = [text for name, text in HARD.items() if text and "other white space" not in name]


def many(count: int) -> str:
    """A file with a number that differs in every seventh message, and a flag, a comment and a plural among them."""
    parts = [HEADER]
    for number in range(count):
        wrong = number + 1 if number % 7 == 3 else number
        flag = "#, fuzzy\n" if number % 50 == 9 else ""
        source, target = f"Test ŵ {number + 100}", f"Prawf ŵ {wrong + 100}"
        parts.append(f'# Note\n\n{flag}#. Place\n#: test.md:{number}\nmsgid "{source}"\nmsgstr "{target}"\n')
    return "\n".join(parts)


@pytest.mark.parametrize("size", [1, 40, 300, 5000])
@pytest.mark.parametrize("text", CORPUS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_parts_of_a_file_are_its_entries(text: str, size: int, newline: str) -> None:
    data = text.replace("\\\n", "").replace("\r\n", "\n").replace("\n", newline).encode()
    whole = read_po(data, "test.po")
    parts = list(read_parts(io.BytesIO(data), "test.po", size))
    assert b"".join(part.data for part in parts) == data
    entries = [entry for part in parts for entry in part.entries("test.po")]
    assert [entry.translation for entry in entries if entry.translation] == [
        entry.translation for entry in whole.entries if entry.translation
    ]


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of a hundred kilobytes has several parts, so that there is something to share."""
    monkeypatch.setattr(loose, "LARGE_BYTES", 1 << 15)
    monkeypatch.setattr(loose, "read_parts", partial(read_parts, size=1 << 14))


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_found_does_not_depend_on_how_many_look(tmp_path: Path, processes: int) -> None:
    count = 1500
    file = tmp_path / "test.po"
    file.write_text(many(count), "utf-8")
    checked = check_loose(SiteFolder(tmp_path), "test.po", Knowledge(), processes)
    assert checked.messages == count
    assert checked.words == count * 3
    wrong = [finding for finding in checked.findings if finding.check == "numbers"]
    fuzzy = {number for number in range(count) if number % 50 == 9}
    expected = [number for number in range(count) if number % 7 == 3 and number not in fuzzy]
    assert len(wrong) == 2 * len(expected)
    lines = file.read_text("utf-8").split("\n")
    assert all(lines[finding.line - 1].startswith("msgstr") for finding in wrong)
    assert [finding.line for finding in wrong] == sorted(finding.line for finding in wrong)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_is_told_wherever_it_stands(tmp_path: Path, processes: int) -> None:
    file = tmp_path / "test.po"
    text = many(1500)
    file.write_text(text + "\n#: test.md:1\nmsgid broken\n", "utf-8")
    checked = check_loose(SiteFolder(tmp_path), "test.po", Knowledge(), processes)
    last = checked.findings[-1]
    assert (last.check, last.line) == ("catalogue", text.count("\n") + 3)
    again = '\n#: test.md:1\nmsgid "Test ŵ 100"\nmsgstr "Prawf ŵ 100"\n'
    file.write_text(text + again, "utf-8")
    checked = check_loose(SiteFolder(tmp_path), "test.po", Knowledge(), processes)
    (only,) = checked.findings
    assert only.check == "catalogue"
    assert "stands here again" in only.what
    file.write_bytes(text.encode() + b'\n#: test.md:1\nmsgid "Test"\nmsgstr "T\xe2n"\n')
    last = check_loose(SiteFolder(tmp_path), "test.po", Knowledge(), processes).findings[-1]
    assert (last.what, last.line) == ("byte 0xe2 is not UTF-8", text.count("\n") + 4)


def test_another_charset_and_a_foreign_plural_are_read_and_told(tmp_path: Path) -> None:
    latin = HEADER.replace("UTF-8", "ISO-8859-1") + '\nmsgid "Test"\nmsgstr "Tân"\n'
    (tmp_path / "latin.po").write_bytes(latin.encode("latin-1"))
    assert check_loose(SiteFolder(tmp_path), "latin.po", Knowledge()).messages == 1
    four = HEADER.replace(LOCALES["cy"].plural_forms, "nplurals=4; plural=(n==1 ? 0 : n==2 ? 1 : 2);")
    (tmp_path / "four.po").write_text(four, "utf-8")
    (finding,) = check_loose(SiteFolder(tmp_path), "four.po", Knowledge()).findings
    assert "the plural header has 4 forms" in finding.what


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize(
    "text",
    ["", "\n \n", "\ufeff", "# Test.\n\n# Test.\n", 'msgid ""\nmsgstr ""\n"Language: {lang}\\n"\n'],
    ids=["empty", "blank", "a byte order mark", "comments", "a header alone"],
)
def test_a_file_without_a_message_is_no_sound_one(tmp_path: Path, text: str, lang: str) -> None:
    (tmp_path / "test.po").write_text(text.format(lang=lang), "utf-8")
    (finding,) = check_loose(SiteFolder(tmp_path), "test.po", None).findings
    assert (finding.path, finding.line, finding.level) == ("test.po", 1, "error")
    assert finding.what == "the file holds no message"


@pytest.mark.parametrize("lang", LOCALES)
def test_a_file_whose_first_message_is_broken_is_told_of_that_alone(tmp_path: Path, lang: str) -> None:
    broken = 'msgid "Test"\nmsgstr "Dywedodd "helo" wrthi"\n\nmsgid "Prawf"\nmsgstr "Prawf"\n'
    (tmp_path / "test.po").write_text(f'msgid ""\nmsgstr ""\n"Language: {lang}\\n"\n\n{broken}', "utf-8")
    (finding,) = check_loose(SiteFolder(tmp_path), "test.po", None).findings
    assert "is not understood here" in finding.what


def test_a_space_is_the_translation_of_a_space_alone(tmp_path: Path) -> None:
    (tmp_path / "test.po").write_text(
        HEADER + '\nmsgid "Test"\nmsgstr " "\n\nmsgid " "\nmsgstr " "\n\nmsgid "Prawf"\nmsgstr "Prawf arall"\n', "utf-8"
    )
    (finding,) = check_loose(SiteFolder(tmp_path), "test.po", None).findings
    assert (finding.check, finding.what) == ("missing", "no Welsh for “Test”")
