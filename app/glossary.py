"""The site's glossary: which words stand for which, and which must not.

A table that translators keep in a spreadsheet: a CSV file with one row a term. Takes its bytes, gives terms and what
is wrong with the rows; it opens no file.
"""

from dataclasses import dataclass

from app.model import Finding
from app.spreadsheet import Sheet, read_sheet
from app.wording import Wording

GLOSSARY_PATH = "translations/glossary.csv"

WAYS = "|"
"""Between two ways to say a term, in one cell."""

_COLUMNS = {"english": "en", "welsh": "cy"}
"""Columns of words, and the language that each is in."""
KEY = "en"
"""The language of the terms themselves. A plain word of the other may stand for more than one of its term's words."""
_NOTE, _FORBIDDEN = "note", "forbidden"
_HEADER = (*_COLUMNS, _NOTE, _FORBIDDEN)


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
    """The glossary in a CSV file, with what is wrong in it; a row that is wrong is left out."""
    sheet = Sheet(path, "glossary", _HEADER, tuple(_COLUMNS), between=WAYS)
    terms: list[Term] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for row in read_sheet(data, sheet):
        if isinstance(row, Finding):
            findings.append(row)
            continue
        words = {lang: _ways(row.cells[name]) for name, lang in _COLUMNS.items()}
        again = next((way for way in words["en"] if way.lower() in seen), "")
        if again:
            what = Wording("'%(term)s' is in line %(line)s already", term=again, line=seen[again.lower()])
            hint = Wording(
                "keep one of the two; several ways to say it go into one cell, divided with %(mark)s", mark=WAYS
            )
            findings.append(sheet.finding(row.line, what, hint))
        else:
            seen.update((way.lower(), row.line) for way in words["en"])
            terms.append(Term(words, row.cells.get(_NOTE, ""), _ways(row.cells.get(_FORBIDDEN, "")), row.line))
    return Glossary(tuple(terms)), tuple(findings)


def _ways(cell: str) -> tuple[str, ...]:
    return tuple(way for each in cell.split(WAYS) if (way := " ".join(each.split())))
