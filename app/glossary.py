"""The site's glossary: which words stand for which, and which must not.

A table that translators keep in a spreadsheet: a CSV file with one row a term. Takes its bytes, gives terms and what
is wrong with the rows; it opens no file.
"""

import csv
import io
from dataclasses import dataclass

from app.errors import ContentError
from app.model import Finding
from app.wording import Told, Wording

GLOSSARY_PATH = "translations/glossary.csv"

WAYS = "|"
"""Between two ways to say a term, in one cell."""

_COLUMNS = {"english": "en", "welsh": "cy"}
"""Columns of words, and the language that each is in."""
KEY = "en"
"""The language of the terms themselves. A plain word of the other may stand for more than one of its term's words."""
_NOTE, _FORBIDDEN = "note", "forbidden"
_HEADER = (*_COLUMNS, _NOTE, _FORBIDDEN)
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Term:
    """One row. words: by language code, the ways to say it, the first one preferred.

    note: for the translator. forbidden: words, in either language, that must not stand for it. line: 1-based.
    """

    words: dict[str, tuple[str, ...]]
    note: str
    forbidden: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """Every term of translations/glossary.csv, in the order of the file."""

    terms: tuple[Term, ...] = ()


def read_glossary(data: bytes, path: str) -> tuple[Glossary, tuple[Finding, ...]]:
    """The glossary in a CSV file, with what is wrong in it; a row that is wrong is left out.

    UTF-8, with or without a byte order mark; separated by commas, semicolons or tabs, as a spreadsheet pleases.
    """
    try:
        text = data.decode("utf-8-sig")
        names, rows = _table(text, path)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = Wording("byte %(byte)s is not %(encoding)s", byte=f"0x{data[error.start]:02x}", encoding="UTF-8")
        hint = Wording("save it as “CSV UTF-8” in Excel, or as Unicode (UTF-8) in LibreOffice")
        return Glossary(), (_finding(path, line, what, hint),)
    except ContentError as error:
        return Glossary(), (Finding.of(error, "glossary"),)
    terms: list[Term] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for line, row in rows:
        cells = dict(zip(names, (cell.strip() for cell in row), strict=False))
        if not any(cells.values()):
            continue
        words = {lang: _ways(cells.get(name, "")) for name, lang in _COLUMNS.items()}
        lacking = [name for name, lang in _COLUMNS.items() if not words[lang]]
        again = next((way for way in words["en"] if way.lower() in seen), "")
        if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
            what = Wording("the row has more cells than the %(count)s of the header", count=len(names))
            hint = Wording(
                "put a cell that has a comma in it between quote marks; divide ways with %(mark)s", mark=WAYS
            )
            findings.append(_finding(path, line, what, hint))
        elif lacking:
            what = Wording("the row has no %(names)s", names=", ".join(lacking))
            findings.append(_finding(path, line, what, Wording("fill the cell, or take the row out")))
        elif again:
            what = Wording("'%(term)s' is in line %(line)s already", term=again, line=seen[again.lower()])
            hint = Wording(
                "keep one of the two; several ways to say it go into one cell, divided with %(mark)s", mark=WAYS
            )
            findings.append(_finding(path, line, what, hint))
        else:
            seen.update((way.lower(), line) for way in words["en"])
            terms.append(Term(words, cells.get(_NOTE, ""), _ways(cells.get(_FORBIDDEN, "")), line))
    return Glossary(tuple(terms)), tuple(findings)


def _table(text: str, path: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The names of the columns, and the rows with the line that each ends on. Raises ContentError."""
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            start = rows[-1][0] if rows else 0
            rows.append((max(reader.line_num - sum(cell.count("\n") for cell in row), start + 1), row))
    except csv.Error as error:
        what = Wording("the row cannot be read (%(why)s)", why=str(error))
        hint = Wording("look for a quote mark that is not closed, or not doubled inside a cell")
        raise ContentError(path, max(reader.line_num, 1), what, hint) from None
    names = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    lacking = [name for name in _HEADER if name not in names]
    if lacking:
        problem = Wording("the header has no column %(names)s", names=", ".join(lacking))
        raise ContentError(path, 1, problem, Wording("the first line should be %(line)s", line=",".join(_HEADER)))
    return names, rows[1:]


def _ways(cell: str) -> tuple[str, ...]:
    return tuple(way for each in cell.split(WAYS) if (way := " ".join(each.split())))


def _finding(path: str, line: int, problem: Told, hint: Told) -> Finding:
    return Finding(path, line, "error", "glossary", problem, hint)
