"""The glossary as a spreadsheet saves it, and what is told of one that cannot be read."""

import re

import pytest

from app.edition.knowledge import read_knowledge
from app.glossary import GLOSSARY_PATH, read_glossary
from app.model import Finding
from app.settings import SiteFolder
from tests.newsroom import HOUSE, Newsroom

HEADER = "english,welsh,note,forbidden"
ROW = "press release|press releases,datganiad i'r wasg | datganiadau  i'r wasg,a note,communiqué"


def read(data: bytes) -> tuple[list[dict[str, tuple[str, ...]]], tuple[Finding, ...]]:
    glossary, findings = read_glossary(data, "glossary.csv")
    return [term.words for term in glossary.terms], findings


WAYS = {
    "en": ("press release", "press releases"),
    "cy": ("datganiad i'r wasg", "datganiadau i'r wasg"),
}


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r\n\r\n"], ids=["lf", "crlf", "empty lines"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_it_is_read_however_a_spreadsheet_saves_it(bom: bytes, newline: str, delimiter: str) -> None:
    text = newline.join((HEADER, ROW, "")).replace(",", delimiter)
    assert read(bom + text.encode()) == ([WAYS], ())
    (term,) = read_glossary(bom + text.encode(), "glossary.csv")[0].terms
    assert (term.note, term.forbidden) == ("a note", ("communiqué",))


def test_a_cell_may_be_quoted_and_columns_may_be_in_another_order_or_more() -> None:
    text = 'Forbidden,Note,Welsh,English,who\n,"one, and\ntwo","a, b|c",x,me\n,,d,y,\n'
    glossary, findings = read_glossary(text.encode(), "glossary.csv")
    assert findings == ()
    assert [(term.words["en"], term.words["cy"], term.line) for term in glossary.terms] == [
        (("x",), ("a, b", "c"), 2),
        (("y",), ("d",), 4),
    ]


BROKEN = {
    "a column is missing": ("english,welsh,note\na,b,c\n", 1, "has no column forbidden", HEADER, 0),
    "no header": ("a,b,,\n", 1, "has no column", HEADER, 0),
    "an empty file": ("", 1, "has no column", HEADER, 0),
    "a term twice": (f"{HEADER}\na,b,,\nc|A,d,,\n", 3, "'A' is in line 2 already", "one cell", 1),
    "no Welsh": (f"{HEADER}\na,,,\nc,d,,\n", 2, "has no welsh", "fill the cell", 1),
    "no English": (f"{HEADER}\n,b,,\n", 2, "has no english", "fill the cell", 0),
    "a comma without quote marks": (f"{HEADER}\na,b,one, two,c\nx,y,,\n", 2, "more cells than", "quote marks", 1),
    "a quote mark that stays open": (f'{HEADER}\na,"b,,\n', 2, "cannot be read", "quote mark", 0),
}


@pytest.mark.parametrize(("text", "line", "what", "fix", "terms"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_wrong_is_told_with_its_line_and_the_way_out(
    text: str, line: int, what: str, fix: str, terms: int
) -> None:
    words, (finding,) = read(text.encode())
    assert (finding.path, finding.line, finding.level, finding.check) == ("glossary.csv", line, "error", "glossary")
    assert what in finding.what
    assert fix in finding.fix
    assert len(words) == terms


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_is_told_with_the_way_out(encoding: str) -> None:
    words, (finding,) = read(f"{HEADER}\na,b,,\nhouse,tân,,\n".encode(encoding))
    assert words == []
    assert "is not UTF-8" in finding.what
    assert "CSV UTF-8" in finding.fix
    assert finding.line == (3 if encoding == "cp1252" else 1)


def test_a_broken_glossary_is_told_by_the_command_and_holds_nothing_back(newsroom: Newsroom) -> None:
    newsroom.release(source="en")
    newsroom.write(GLOSSARY_PATH, f"{HEADER}\na,,,\n")
    told = newsroom.inside("check")
    assert told.returncode == 1
    assert f"{GLOSSARY_PATH}:2: error: glossary: the row has no welsh; fill the cell" in told.stdout
    assert len(newsroom.publish().waiting) == 0


def test_a_term_of_the_sites_own_glossary_is_looked_for(newsroom: Newsroom) -> None:
    source = "Test paragraph about the Test Office."
    newsroom.edit(newsroom.translate(newsroom.release(source="en", body=source)), f"Prawf {source}", "Paragraff prawf.")
    newsroom.write(GLOSSARY_PATH, f"{HEADER}\nTest Office,Swyddfa Brawf,,\n")
    told = newsroom.inside("check")
    assert told.returncode == 0
    assert "warning: glossary: “Test Office” is “Swyddfa Brawf” in the glossary" in told.stdout
    assert told.stderr == "errors: 0, warnings: 1.\n"


def test_the_houses_own_glossary_is_whole_and_marks_its_doubts() -> None:
    knowledge, findings = read_knowledge(SiteFolder(HOUSE))
    assert findings == ()
    terms = {term.words["en"][0]: term for term in knowledge.glossary.terms}
    assert terms["South Wales Police"].words["cy"] == ("Heddlu De Cymru",)
    assert "child pornography" in terms["indecent images of children"].forbidden
    assert terms["notes to editors"].note.startswith("(?)")
    assert terms["seized"].note.startswith("(?)")
    assert terms["arrested"].words["cy"][0] == "arestio"
    for term in terms.values():
        assert not any(re.search(r"\(\?\)", word) for word in (*term.words["en"], *term.words["cy"]))
