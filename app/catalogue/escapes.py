"""The escapes in the strings of a .po file, which are those of C: "\\n", "\\305", "\\x41"."""

import re

from app.errors import CatalogueError
from app.wording import Wording

FOLD = "\\\n"
"""A backslash at the end of a line: the next line goes on with it, in a comment as well."""
_ESCAPE = re.compile(r"\\(?:([abfnrtv\\\"])|([0-7]{1,3})|x([0-9a-fA-F]+)|(\n)|(.?))", re.DOTALL)
_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}


def unescape(text: str, encoding: str, path: str, line: int) -> str:
    """What a string of the file stands for. Raises CatalogueError for an escape that C does not have.

    Octal and hexadecimal escapes are bytes of the file's own encoding, as GNU gettext takes them; half a letter
    becomes U+FFFD.
    """
    if "\\" not in text:
        return text
    bytewise = False

    def one(match: re.Match[str]) -> str:
        nonlocal bytewise
        simple, octal, hexadecimal, folded, wrong = match.groups()
        if wrong is not None:
            what = Wording("'%(text)s' is not an escape", text=f"\\{wrong}")
            raise CatalogueError(path, line, what, Wording("write a backslash as \\\\"))
        if simple:
            return _ESCAPES[simple]
        if folded:
            return ""
        byte = (int(octal, 8) if octal else int(hexadecimal[-2:], 16)) & 0xFF
        bytewise = bytewise or byte > 0x7F
        return chr(byte) if byte < 0x80 else chr(0xDC00 + byte)

    found = _ESCAPE.sub(one, text)
    if not bytewise:
        return found
    return found.encode(encoding, "surrogateescape").decode(encoding, "replace")
