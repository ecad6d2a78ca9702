"""A .po file in parts, so that its size does not matter: each part is some entries, whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.catalogue.entry import PoEntry
from app.catalogue.po import PoFile, decode, decode_po, read_entries

PART_BYTES = 1 << 18
"""How large a part is, about."""

_UTF_8 = {"utf-8", "utf8"}
_HEAD_BYTES = 8192
# After the last string of an entry and a blank line, a new one begins: nothing of the one before can follow.
_BETWEEN = re.compile(rb'"[ \t]*\r?\n[ \t]*\r?\n(?=#[ .:,]|msgid |msgctxt )')


@dataclass(frozen=True, slots=True)
class Part:
    """Some entries of a file. data: their bytes. line: 1-based, of the first one. encoding: of the file."""

    data: bytes
    line: int
    encoding: str

    def entries(self, path: str) -> Iterator[PoEntry]:
        """The entries, one at a time. Raises CatalogueError."""
        return read_entries(decode(self.data, self.encoding, path, self.line), self.encoding, path, self.line)


def read_parts(file: BinaryIO, path: str, size: int = PART_BYTES) -> Iterator[Part]:
    """The parts of a file. One that is not in UTF-8 comes whole. Raises CatalogueError for a charset nobody knows."""
    rest = file.read(size)
    _, encoding = decode_po(_whole_lines(rest[:_HEAD_BYTES]), path)
    if encoding.lower() not in _UTF_8:
        whole = rest + file.read()
        _, encoding = decode_po(whole, path)
        yield Part(whole, 1, encoding)
        return
    line = 1
    while rest:
        more = file.read(size)
        cut = _last_between(rest) if more else len(rest)
        if cut:
            yield Part(rest[:cut], line, encoding)
            line += rest.count(b"\n", 0, cut)
        rest = rest[cut:] + more


def read_head(part: Part, path: str) -> PoFile:
    """The file as far as its header. part: the first one."""
    header = next((entry for entry in part.entries(path) if entry.key == (None, "")), None)
    return PoFile(path, (header,) if header else (), part.encoding, "\n", bom=False)


def _whole_lines(data: bytes) -> bytes:
    """What of a beginning is whole lines: a letter may be cut in two at its end."""
    return data[: data.rfind(b"\n") + 1]


def _last_between(data: bytes) -> int:
    """Where the last entry of some bytes begins; 0 if that cannot be told."""
    window = len(data)
    while window > 0:
        start = max(0, window - (1 << 14))
        found = list(_BETWEEN.finditer(data, start))
        if found:
            return found[-1].end()
        window = start
    return 0
