"""A table that people keep in a spreadsheet: a CSV file with a row of names first.

Takes its bytes, gives its rows and what is wrong with them; it opens no file.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import ContentError
from app.model import Finding
from app.wording import Told, Wording

_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of a table before it is read.

    path: of its file, as findings name it. check: the name that its findings have. columns: by name, every one of
    which it must have; it may have more. needed: those of which no cell may be empty.
    between: stands between several values in one cell; empty where a cell has but one.
    """

    path: str
    check: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    between: str = ""

    def finding(self, line: int, problem: Told, hint: Told) -> Finding:
        """Something that is wrong with it. line: 1-based."""
        return Finding(self.path, line, "error", self.check, problem, hint)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is whole. cells: by the name of the column, without spaces around them. line: 1-based."""

    cells: dict[str, str]
    line: int


def read_sheet(data: bytes, sheet: Sheet) -> Iterator[Row | Finding]:
    """The rows of a CSV file, but for empty ones, with what is wrong in place of those that are not whole.

    UTF-8, with or without a byte order mark; separated by commas, semicolons or tabs, as a spreadsheet pleases.
    """
    try:
        names, rows = _table(data.decode("utf-8-sig"), sheet)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = Wording("byte %(byte)s is not %(encoding)s", byte=f"0x{data[error.start]:02x}", encoding="UTF-8")
        hint = Wording("save it as “CSV UTF-8” in Excel, or as Unicode (UTF-8) in LibreOffice")
        yield sheet.finding(line, what, hint)
        return
    except ContentError as error:
        yield Finding.of(error, sheet.check)
        return
    for line, row in rows:
        cells = dict(zip(names, (cell.strip() for cell in row), strict=False))
        if not any(cells.values()):
            continue
        lacking = [name for name in sheet.needed if not cells.get(name, "").strip(f"{sheet.between} ")]
        if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
            what = Wording("the row has more cells than the %(count)s of the header", count=len(names))
            yield sheet.finding(line, what, _crowded(sheet))
        elif lacking:
            what = Wording("the row has no %(names)s", names=", ".join(lacking))
            yield sheet.finding(line, what, Wording("fill the cell, or take the row out"))
        else:
            yield Row(cells, line)


def _crowded(sheet: Sheet) -> Wording:
    if not sheet.between:
        return Wording("put a cell that has a comma in it between quote marks")
    return Wording(
        "put a cell that has a comma in it between quote marks; divide ways with %(mark)s", mark=sheet.between
    )


def _table(text: str, sheet: Sheet) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The names of the columns, and the rows with the line that each begins on. Raises ContentError."""
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
        raise ContentError(sheet.path, max(reader.line_num, 1), what, hint) from None
    names = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    lacking = [name for name in sheet.columns if name not in names]
    if lacking:
        problem = Wording("the header has no column %(names)s", names=", ".join(lacking))
        wanted = Wording("the first line should be %(line)s", line=",".join(sheet.columns))
        raise ContentError(sheet.path, 1, problem, wanted)
    return names, rows[1:]
