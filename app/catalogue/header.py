"""The header of a .po file, field by field."""

import re
from collections.abc import Mapping
from dataclasses import replace

from app.catalogue.edit import encoded, lines_of, with_msgstr
from app.catalogue.po import PoFile, header_fields, read_po
from app.errors import CatalogueError
from app.wording import Wording


def with_headers(po: PoFile, fields: Mapping[str, str | None]) -> PoFile:
    """The file with these fields in its header; None takes a field away. All other lines keep their bytes.

    Raises CatalogueError for a file without a header, or if its charset cannot write a value.
    """
    place = next((n for n, entry in enumerate(po.entries) if entry.key == (None, "") and not entry.obsolete), None)
    if place is None:
        hint = Wording("begin the file with the header that 'datganiad translations update' gives a new one")
        raise CatalogueError(po.path, 1, Wording("the file has no header"), hint)
    entry = po.entries[place]
    assert entry.translation is not None
    wanted = _fields(entry.translation.msgstr[0], fields)
    lines = _lines(lines_of(entry, po.newline).msgstr, fields, po.newline)
    quick = replace(entry, raw=replace(lines_of(entry, po.newline), msgstr=lines).text())
    for changed in (quick, with_msgstr(entry, (wanted,), po.newline)):
        fresh = replace(po, entries=(*po.entries[:place], changed, *po.entries[place + 1 :]))
        read = read_po(encoded(fresh), po.path)
        if read.header and header_fields(read.header) == header_fields(replace(entry.translation, msgstr=(wanted,))):
            return read
    what = Wording("the header cannot be changed")
    raise CatalogueError(po.path, entry.translation.line, what, Wording("write each field on a line"))


def with_header(po: PoFile, text: str) -> PoFile:
    """A file that has lost its header, or is empty, with this one: GNU gettext refuses it without. It is then UTF-8."""
    head = read_po(text.replace("\n", po.newline).encode(), po.path)
    return replace(po, entries=(*head.entries, *po.entries), encoding=head.encoding)


def _fields(text: str, fields: Mapping[str, str | None]) -> str:
    """The text of a header with these fields."""
    rows = [row for row in text.split("\n") if row and row.partition(":")[0].strip() not in fields]
    rows += [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return "".join(f"{row}\n" for row in rows)


def _lines(lines: tuple[str, ...], fields: Mapping[str, str | None], newline: str) -> tuple[str, ...]:
    """The lines of a header that has each field on its own, with these fields: where they were, else at the end."""
    written = {
        name: f'"{name}: {value.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}\\n"{newline}'
        for name, value in fields.items()
        if value is not None
    }
    found = []
    for line in lines:
        match = re.match(r'\s*"([^":]+):', line)
        name = match[1].strip() if match else ""
        if name not in fields:
            found.append(line)
        elif name in written:
            found.append(written.pop(name))
    return (*found, *written.values())
