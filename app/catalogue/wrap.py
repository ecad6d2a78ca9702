"""Where a string of a .po file goes on in the next line: as GNU gettext has it, and so every editor that uses it.

Such an editor wraps the whole file when it saves it. What is wrapped like this already keeps its bytes there.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from unicodedata import category, combining, east_asian_width

WIDTH = 79
"""Columns of a line, with its quotation marks: GNU gettext's own."""
UNWRAPPED = sys.maxsize
"""Columns where only a line end in the text ends a line, as the flag no-wrap has it."""

_ESCAPES = str.maketrans({sign: rf"\{letter}" for sign, letter in zip('\a\b\t\n\v\f\r"\\', 'abtnvfr"\\', strict=True)})
_PARTS = re.compile(r"[^\n]*\n|[^\n]+")
_WORDS = re.compile(r"([^ ]*)( *)")
_WHOLE = re.compile(r"[0-9A-Za-zÀ-ɏ’]+[.,:;]*")
"""A word that has no place inside of it at which it may be broken: most words."""
_SIGNS = re.compile(r"(\\.|.)([\u0300-\u036f\u200d\ufe0f]*)")

_AFTER = {
    #      OP CL CP QU GL EX SY IS PR PO NU AL ID IN HY BA BB B2
    "OP": "^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^",
    "CL": "_  ^  ^  %  %  ^  ^  ^  %  %  _  _  _  _  %  %  _  _",
    "CP": "_  ^  ^  %  %  ^  ^  ^  %  %  %  %  _  _  %  %  _  _",
    "QU": "^  ^  ^  %  %  ^  ^  ^  %  %  %  %  %  %  %  %  %  %",
    "GL": "%  ^  ^  %  %  ^  ^  ^  %  %  %  %  %  %  %  %  %  %",
    "EX": "_  ^  ^  %  %  ^  ^  ^  _  _  _  _  _  %  %  %  _  _",
    "SY": "_  ^  ^  %  %  ^  ^  ^  _  _  %  _  _  _  %  %  _  _",
    "IS": "_  ^  ^  %  %  ^  ^  ^  _  _  %  _  _  %  %  %  _  _",
    "PR": "%  ^  ^  %  %  ^  ^  ^  _  _  %  %  %  _  %  %  _  _",
    "PO": "%  ^  ^  %  %  ^  ^  ^  _  _  %  %  _  _  %  %  _  _",
    "NU": "%  ^  ^  %  %  ^  ^  ^  %  %  %  %  _  %  %  %  _  _",
    "AL": "%  ^  ^  %  %  ^  ^  ^  %  %  %  %  _  %  %  %  _  _",
    "ID": "_  ^  ^  %  %  ^  ^  ^  _  %  _  _  _  %  %  %  _  _",
    "IN": "_  ^  ^  %  %  ^  ^  ^  _  _  _  _  _  %  %  %  _  _",
    "HY": "_  ^  ^  %  _  ^  ^  ^  _  _  %  _  _  _  %  %  _  _",
    "BA": "_  ^  ^  %  _  ^  ^  ^  _  _  _  _  _  _  %  %  _  _",
    "BB": "%  ^  ^  %  %  ^  ^  ^  %  %  %  %  %  %  %  %  %  %",
    "B2": "_  ^  ^  %  %  ^  ^  ^  _  _  _  _  _  _  %  %  _  ^",
}
"""Unicode's pair table for line breaking, of the classes that texts have: after a sign of the row's class and before
one of the column's a line may end (_), may end where spaces are between them (%), or never (^).
Source: UAX #14 of Unicode 8, section 7.3; but that GNU gettext 0.21 lets a line end within "a.example" (IS, AL)."""
_MAY_END = {
    (row, column): rule for row, rules in _AFTER.items() for column, rule in zip(_AFTER, rules.split(), strict=True)
}
_OF_CLASS = {
    "OP": "([{¡¿‚„",
    "CL": "}、。",
    "CP": ")]",
    "QU": "\"'‘’‛“”‟«»‹›",
    "GL": "\u00a0\u2007\u2011\u202f",
    "EX": "!?",
    "SY": "/",
    "IS": ",.:;",
    "PR": "$+\\£¤¥±€−№",
    "PO": "%¢°‰′″℃",
    "IN": "․‥…",
    "HY": "-",
    "BA": "|\u00ad‐‒–",
    "BB": "´",
    "B2": "—",
}
_CLASSES = {sign: name for name, signs in _OF_CLASS.items() for sign in signs}


def wrapped(name: str, text: str, columns: int = WIDTH) -> list[str]:
    """The lines of a field, such as `msgid "…"`, without line ends. columns: that a line may have."""
    width = columns - 2
    if "\n" not in text[:-1]:
        pieces = _pieces(text.translate(_ESCAPES))
        if len(pieces) < 2 or len(name) + 1 + sum(map(_width, pieces)) <= width:
            return [f'{name} "{"".join(pieces)}"']
    parts = (_pieces(part.translate(_ESCAPES)) for part in _PARTS.findall(text))
    return [f'{name} ""', *(f'"{line}"' for pieces in parts for line in _lines(pieces, width))]


def _lines(pieces: Iterable[str], width: int) -> Iterator[str]:
    """Pieces put together again, as many on a line as there is room for."""
    line, taken = "", 0
    for piece in pieces:
        columns = _width(piece)
        if line and taken + columns > width:
            yield line
            line, taken = "", 0
        line += piece
        taken += columns
    yield line


def _pieces(line: str) -> list[str]:
    """A line, escaped, in pieces between which it may be broken. Spaces belong to the piece before them."""
    found = [""]
    before, spaced = "", False
    for word, spaces in _WORDS.findall(line):
        for sign, marks in ((word, ""),) if _WHOLE.fullmatch(word) else _SIGNS.findall(word):
            rule = _MAY_END[before, _class(sign[0])] if before and sign != r"\n" else "^"
            if rule == "_" or (rule == "%" and spaced):
                found.append("")
            found[-1] += sign + marks
            before, spaced = _class(sign[-1]), False
        found[-1] += spaces
        spaced = bool(spaces)
    return found


@cache
def _class(sign: str) -> str:
    """A sign's class for line breaking."""
    if sign in _CLASSES:
        return _CLASSES[sign]
    if category(sign) == "Nd":
        return "NU"
    return "ID" if east_asian_width(sign) in {"W", "F"} else "AL"


def _width(text: str) -> int:
    """Columns that a text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@cache
def _columns(sign: str) -> int:
    if combining(sign) or category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(sign) in {"W", "F"} else 1
