"""A .po file, read without loss: its entries, each with the very text it was written in.

The format is that of the GNU gettext manual, "PO Files". `PoFile.text()` of what was read is what was read.

Nearly every entry of nearly every file has the plain form that editors write; one regular expression reads it whole.
What does not have it goes to the grammar, which knows all that GNU gettext knows, and every error. One thing more is
taken than GNU gettext takes: a byte-order mark, which editors put at the beginning unasked.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from app.catalogue.entry import Key, PoEntry, flags_of
from app.catalogue.escapes import unescape
from app.catalogue.faults import misnumbered, standing_twice
from app.catalogue.grammar import Grammar
from app.errors import CatalogueError
from app.model import Translation
from app.wording import Wording

_STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
# Possessive: what was taken for a string is never given back. Most lines have neither escapes nor spaces around them.
_STRINGS = rf'(?:(?:"[^"\\\n]*+"\n)++|[ \t]*+{_STRING}[ \t]*+(?:\r?\n|\Z))++'
_PLAIN = re.compile(
    rf"""
    ((?:[ \t]*\r?\n)*)                      # blank lines
    ((?:\#(?:[^~|\n][^\n]*+(?<!\\))?\n)*)   # comments, but for obsolete and previous text
    (?:msgctxt({_STRINGS}))?
    msgid({_STRINGS})
    (?:
        msgstr({_STRINGS})
      | msgid_plural({_STRINGS})msgstr(\[0\]{_STRINGS}(?:msgstr\[[1-9]\]{_STRINGS})*)
    )
    # Whatever else may follow belongs to this message, or is an error.
    (?=[ \t\r\n]*(?:\#(?!(?:~\|?|\|)[ \t\r\f\v]*(?:\\?\n|\Z))|msgid[ \t"]|msgctxt|\Z))
    """,
    re.VERBOSE,
)
_PIECE = re.compile(r'"([^"\\\n]*(?:\\.[^"\\\n]*)*)"')
_FORM = re.compile(rf"\[([0-9])\]({_STRINGS})")
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
_CHARSETS = re.compile(
    r"utf-8|ascii|iso8859-[0-9]+|cp[0-9]+|koi8-[rtu]|gb2312|gbk|gb18030|big5|big5hkscs|euc_jp|euc_kr|shift_jis|johab|tis-620"
    r"|mac-roman"
)
"""Python's names of the charsets that GNU gettext knows."""
_COMMENT = re.compile(rb"(?<!\\\n)^[ \t]*#(?![~|,=]).*$", re.MULTILINE)
_BOM = "\ufeff"
_AS_UTF_8 = Wording("save the file as UTF-8")


@dataclass(frozen=True, slots=True)
class PoFile:
    """A .po file. path: relative to the site. newline: of the file. encoding: as its header says. tail: blank lines."""

    path: str
    entries: tuple[PoEntry, ...]
    encoding: str
    newline: str
    bom: bool
    tail: str = ""

    def text(self) -> str:
        """The whole file."""
        return "".join(entry.lead + entry.raw for entry in self.entries) + self.tail

    def encode(self) -> bytes:
        """The bytes of the file."""
        return ((_BOM if self.bom else "") + self.text()).encode(self.encoding, "surrogateescape")

    @property
    def header(self) -> Translation | None:
        """The entry with an empty msgid."""
        return next((e.translation for e in self.entries if e.key == (None, "") and not e.obsolete), None)

    def headers(self) -> dict[str, str]:
        """The fields of the header, by name."""
        return header_fields(self.header)


def header_fields(header: Translation | None) -> dict[str, str]:
    """The fields that a header entry has, by name."""
    fields: dict[str, str] = {}
    for line in header.msgstr[0].split("\n") if header else ():
        name, colon, value = line.partition(":")
        if colon:
            fields[name.strip()] = value.strip()
    return fields


def decode(data: bytes, encoding: str, path: str, line: int = 1) -> str:
    """The text of a file, or of whole lines of it. line: 1-based, of its beginning. Raises CatalogueError.

    A byte of a comment that is no letter of the encoding becomes a surrogate: GNU gettext does not look into comments.
    """
    with suppress(UnicodeDecodeError):
        return data.decode(encoding)
    try:
        _COMMENT.sub(lambda comment: b"#" * len(comment[0]), data).decode(encoding)
        return data.decode(encoding, "surrogateescape")
    except UnicodeDecodeError as error:
        where = line + data[: error.start].count(b"\n")
        problem = Wording(
            "byte %(byte)s is not %(encoding)s", byte=f"0x{data[error.start]:02x}", encoding=encoding.upper()
        )
        hint = Wording("save the file as UTF-8, charset in the header included")
        raise CatalogueError(path, where, problem, hint) from None


def decode_po(data: bytes, path: str) -> tuple[str, str]:
    """Text and encoding of a .po file: the charset of its header, else UTF-8. Raises CatalogueError."""
    match = _CHARSET.search(data[:8192])
    encoding = match[1].decode("ascii") if match and match[1] != b"CHARSET" else "utf-8"
    try:
        known = _CHARSETS.fullmatch(codecs.lookup(encoding).name)
    except LookupError:
        known = None
    if not known:
        raise CatalogueError(path, 1, Wording("the charset '%(name)s' is not known", name=encoding), _AS_UTF_8)
    text = decode(data, encoding, path)
    if encoding.lower() != "utf-8" and text.encode(encoding, "replace") != data:
        problem = Wording("in the charset '%(name)s' the file would not be written back as it was read", name=encoding)
        raise CatalogueError(path, 1, problem, _AS_UTF_8)
    return text, encoding


def read_po(data: bytes, path: str) -> PoFile:
    """The file, whole. Raises CatalogueError with the line of what cannot be read."""
    text, encoding = decode_po(data, path)
    bom = text.startswith(_BOM)
    text = text.removeprefix(_BOM)
    reader = _Reader(path, text, encoding)
    entries = tuple(reader.entries())
    return PoFile(path, entries, encoding, "\r\n" if "\r\n" in text else "\n", bom, text[reader.end :])


def read_entries(text: str, encoding: str, path: str, line: int = 1) -> Iterator[PoEntry]:
    """The entries of a text that begins with one, one at a time. line: 1-based, of its beginning in the file."""
    return _Reader(path, text.removeprefix(_BOM), encoding).entries(line)


class _Reader:
    def __init__(self, path: str, text: str, encoding: str) -> None:
        self.path = path
        self.text = text
        self.encoding = encoding
        self.end = 0

    def entries(self, line: int = 1) -> Iterator[PoEntry]:
        seen: dict[Key, int] = {}
        text = self.text
        match = _PLAIN.match
        while self.end < len(text):
            begin = self.end
            plain = match(text, begin)
            if plain:
                entry, line = self.plain(plain, line)
                self.end = plain.end()
            else:
                grammar = Grammar(self.path, text, self.encoding, begin, line)
                other = grammar.entry()
                if other is None:
                    return
                entry = other
                self.end = grammar.last_end
                line += text.count("\n", begin, self.end)
            found = entry.translation
            if found is not None:
                # GNU gettext refuses a second one among the obsolete as well.
                first = seen.setdefault((found.msgctxt, found.msgid), found.line)
                if first != found.line:
                    raise CatalogueError(self.path, found.line, *standing_twice(first))
            yield entry

    def plain(self, match: re.Match[str], line: int) -> tuple[PoEntry, int]:
        """The entry, and the line after it."""
        lead, comments, msgctxt, msgid, msgstr, plural, forms = match.groups()
        line += lead.count("\n") + comments.count("\n")
        if msgctxt is not None:
            msgctxt, line = self.string(msgctxt, line), line + msgctxt.count("\n")
        msgid_line = line
        line += msgid.count("\n")
        if plural is not None:
            plural, line = self.string(plural, line), line + plural.count("\n")
        form_lines: tuple[int, ...] = ()
        if forms is None:
            msgstrs: tuple[str, ...] = (self.string(msgstr, line),)
        else:
            msgstrs, form_lines = self.forms(forms, line)
        entry = PoEntry(
            lead,
            self.text[match.start(2) : match.end()],
            Translation(
                self.string(msgid, msgid_line),
                msgctxt,
                plural,
                msgstrs,
                flags_of(comments),
                msgid_line,
                line,
                form_lines,
            ),
        )
        return entry, line + (msgstr if forms is None else forms).count("\n")

    def string(self, lines: str, line: int) -> str:
        """The text of one string or more, each on its line."""
        text = lines.strip().replace('"\n"', "")[1:-1]
        if '"' in text or "\\" in text:
            return "".join(
                unescape(piece[1], self.encoding, self.path, line + lines.count("\n", 0, piece.start()))
                for piece in _PIECE.finditer(lines)
            )
        return text

    def forms(self, lines: str, line: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The text of each plural form, and its line."""
        texts, places = [], []
        for due, match in enumerate(_FORM.finditer(lines)):
            place = line + lines.count("\n", 0, match.start())
            if int(match[1]) != due:
                raise CatalogueError(self.path, place, *misnumbered(f"msgstr[{match[1]}]", due))
            texts.append(self.string(match[2], place))
            places.append(place)
        return tuple(texts), tuple(places)
