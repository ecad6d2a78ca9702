"""A .po file, read without loss: its entries, each with the very text it was written in.

The format is that of the GNU gettext manual, "PO Files". `PoFile.text()` of what was read is what was read.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.errors import CatalogueError
from app.model import Translation

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<keyword>msgctxt|msgid_plural|msgid|msgstr)\b (?:(?<=msgstr)\s*\[\s*(?P<form>[0-9]{1,3})\s*\])?
      | "(?P<string>(?:[^"\\]|\\.)*)"
    )""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:([abfnrtv\\\"])|([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))")
_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
_CHARSETS = re.compile(r"utf-8|ascii|iso8859-[0-9]+|cp125[0-9]")
"""Python's names of the charsets that are written back as they were read; it has others that are not."""
_BOM = "\ufeff"
_OPEN_ENDED = "save it again from the editor, or take back the last whole version"

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class PoEntry:
    """One entry, or a run of comments at the end of the file.

    lead: the blank lines before it. raw: its own lines, to the byte. translation: None for comments alone.
    """

    lead: str
    raw: str
    translation: Translation | None
    obsolete: bool = False

    @property
    def key(self) -> Key | None:
        """What the entry is found by; None for comments alone."""
        return (self.translation.msgctxt, self.translation.msgid) if self.translation else None


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
        return ((_BOM if self.bom else "") + self.text()).encode(self.encoding)

    @property
    def header(self) -> Translation | None:
        """The entry with an empty msgid."""
        return next((e.translation for e in self.entries if e.key == (None, "") and not e.obsolete), None)

    def headers(self) -> dict[str, str]:
        """The fields of the header, by name."""
        fields: dict[str, str] = {}
        for line in self.header.msgstr[0].split("\n") if self.header else ():
            name, colon, value = line.partition(":")
            if colon:
                fields[name.strip()] = value.strip()
        return fields


@dataclass(slots=True)
class _Draft:
    """An entry while it is being read."""

    line: int = 0
    fields: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    current: str = ""
    obsolete: bool = False

    @property
    def has_translation(self) -> bool:
        return any(name.startswith("msgstr") for name in self.fields)


def decode_po(data: bytes, path: str) -> tuple[str, str]:
    """Text and encoding of a .po file: the charset of its header, else UTF-8. Raises CatalogueError."""
    match = _CHARSET.search(data[:8192])
    encoding = match[1].decode("ascii") if match and match[1] != b"CHARSET" else "utf-8"
    try:
        if not _CHARSETS.fullmatch(codecs.lookup(encoding).name):
            raise LookupError(encoding)
        return data.decode(encoding), encoding
    except LookupError:
        raise CatalogueError(path, 1, f"the charset '{encoding}' is not known", "save the file as UTF-8") from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problem = f"byte 0x{data[error.start]:02x} is not {encoding.upper()}"
        raise CatalogueError(path, line, problem, "save the file as UTF-8, charset in the header included") from None


def read_po(data: bytes, path: str) -> PoFile:
    """The file, whole. Raises CatalogueError with the line of what cannot be read."""
    text, encoding = decode_po(data, path)
    bom = text.startswith(_BOM)
    text = text.removeprefix(_BOM)
    newline = "\r\n" if "\r\n" in text else "\n"
    return _Reader(path, text).read(encoding, newline, bom)


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = re.findall(r"[^\n]*\n|[^\n]+", text)
        self.draft = _Draft()
        self.entries: list[PoEntry] = []
        self.lead: list[str] = []
        self.raw: list[str] = []
        self.seen: dict[Key, int] = {}

    def read(self, encoding: str, newline: str, bom: bool) -> PoFile:
        for number, line in enumerate(self.lines, start=1):
            self.take(number, line)
        self.close(len(self.lines))
        return PoFile(self.path, tuple(self.entries), encoding, newline, bom, "".join(self.lead))

    def take(self, number: int, line: str) -> None:
        bare = line.strip()
        if not bare:
            if self.draft.fields and not self.draft.has_translation:
                raise self.error(number, "the message has no msgstr", _OPEN_ENDED)
            if self.raw:
                self.close(number)
            self.lead.append(line)
            return
        if bare.startswith("#"):
            self.comment(number, line, bare)
        else:
            self.content(number, line, bare, obsolete=False)

    def comment(self, number: int, line: str, bare: str) -> None:
        if bare.startswith("#~") and not bare.startswith("#~|"):
            self.content(number, line, bare[2:].strip(), obsolete=True)
            return
        if self.draft.fields:
            self.close(number)
        self.raw.append(line)
        if bare.startswith(("#,", "#=")):
            self.draft.flags += [flag.strip() for flag in bare[2:].split(",")]

    def content(self, number: int, line: str, bare: str, *, obsolete: bool) -> None:
        begun = False
        for keyword, form, string in self.tokens(number, bare):
            if keyword:
                name = f"msgstr[{int(form)}]" if form is not None else keyword
                if self.begins_entry(name):
                    if begun:
                        raise self.error(number, "two messages share a line", "give each its own line")
                    self.close(number)
                begun = True
                self.open_field(number, name, obsolete)
            else:
                self.append(number, string)
        self.raw.append(line)

    def tokens(self, number: int, bare: str) -> Iterator[tuple[str, str | None, str]]:
        position = 0
        while position < len(bare):
            match = _TOKEN.match(bare, position)
            if match is None:
                rest = bare[position:].strip()
                if rest.startswith('"'):
                    raise self.error(number, "the string does not end on its line", 'close it with a quote mark: "')
                raise self.error(
                    number, f"'{rest[:40]}' is not understood here", "see translations/README.md for the form"
                )
            yield match["keyword"] or "", match["form"], match["string"] or ""
            position = match.end()
            while position < len(bare) and bare[position].isspace():
                position += 1

    def begins_entry(self, name: str) -> bool:
        return self.draft.has_translation and name in {"msgctxt", "msgid"}

    def open_field(self, number: int, name: str, obsolete: bool) -> None:
        draft = self.draft
        if name in draft.fields:
            raise self.error(number, f"the message has a second {name}", "keep one of the two")
        if draft.fields and obsolete != draft.obsolete:
            raise self.error(
                number, "the message is obsolete (#~) only in part", "mark all of its lines with #~, or none"
            )
        order = {"msgctxt": ("",), "msgid": ("", "msgctxt"), "msgid_plural": ("msgid",), "msgstr": ("msgid",)}
        wanted = order.get(name, ("msgid_plural", "msgstr[0]"))
        if draft.current not in wanted and not (name.startswith("msgstr[") and draft.current.startswith("msgstr[")):
            raise self.error(
                number, f"{name} stands in the wrong place", "the order is msgctxt, msgid, msgid_plural, msgstr"
            )
        if name.startswith("msgstr["):
            due = sum(1 for known in draft.fields if known.startswith("msgstr["))
            if name != f"msgstr[{due}]":
                raise self.error(
                    number, f"{name} stands where msgstr[{due}] is due", "number the plural forms from 0 on"
                )
        draft.obsolete = obsolete
        draft.line = draft.line or number
        draft.current = name
        draft.fields[name] = []
        draft.lines[name] = number

    def append(self, number: int, string: str) -> None:
        if not self.draft.current:
            raise self.error(number, "a string stands outside a message", "begin the message with msgid")
        self.draft.fields[self.draft.current].append(self.unescape(number, string))

    def unescape(self, number: int, string: str) -> str:
        if "\\" not in string:
            return string

        def one(match: re.Match[str]) -> str:
            simple, octal, hexadecimal, wrong = match.groups()
            if wrong is not None:
                raise self.error(number, f"'\\{wrong}' is not an escape", "write a backslash as \\\\")
            return _ESCAPES[simple] if simple else chr(int(octal, 8) if octal else int(hexadecimal, 16))

        return _ESCAPE.sub(one, string)

    def close(self, number: int) -> None:
        draft, self.draft = self.draft, _Draft()
        if draft.fields and not draft.has_translation:
            raise self.error(number, "the message has no msgstr", _OPEN_ENDED)
        if not self.raw:
            return
        translation = self.translation(draft) if draft.fields else None
        if translation is not None and not draft.obsolete:
            key = (translation.msgctxt, translation.msgid)
            if key in self.seen:
                problem = f"the message of line {self.seen[key]} stands here again"
                raise self.error(translation.line, problem, "keep one of the two; `msguniq` does it")
            self.seen[key] = translation.line
        self.entries.append(PoEntry("".join(self.lead), "".join(self.raw), translation, draft.obsolete))
        self.lead, self.raw = [], []

    def translation(self, draft: _Draft) -> Translation:
        texts = {name: "".join(parts) for name, parts in draft.fields.items()}
        forms = tuple(text for name, text in texts.items() if name.startswith("msgstr"))
        first = next(name for name in draft.fields if name.startswith("msgstr"))
        if ("msgid_plural" in texts) != (first != "msgstr"):
            raise self.error(
                draft.lines[first], "the plural forms do not fit", "msgid_plural goes with msgstr[0], msgstr[1] …"
            )
        return Translation(
            msgid=texts["msgid"],
            msgctxt=texts.get("msgctxt"),
            msgid_plural=texts.get("msgid_plural"),
            msgstr=forms,
            flags=frozenset(flag for flag in draft.flags if flag),
            line=draft.lines["msgid"],
            msgstr_line=draft.lines[first],
        )

    def error(self, line: int, problem: str, hint: str) -> CatalogueError:
        return CatalogueError(self.path, line, problem, hint)
