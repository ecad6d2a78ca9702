"""The site's own table of hosts: which names of hosts belong to one body, in English and in Welsh.

People keep it in a spreadsheet, as they keep the glossary: a CSV file with one row a pair. Takes its bytes, gives the
pairs and what is wrong with the rows; it opens no file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from app.model import Finding
from app.spreadsheet import Sheet, read_sheet
from app.wording import Wording

HOSTS_PATH = "translations/hosts.csv"

_COLUMNS = ("english", "welsh")
_HEADER = (*_COLUMNS, "note")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
"""A name of a host in lower case, of two labels or more (RFC 1123 section 2.1)."""


@dataclass(frozen=True, slots=True, eq=False)
class Hosts:
    """Every pair of translations/hosts.csv. english: by the Welsh name, in lower case and without www."""

    english: Mapping[str, str] = field(default_factory=dict)

    def pair_of(self, host: str) -> tuple[str, str] | None:
        """The name in the table that a host has or stands below, and the English name of that; None for another host.

        host: in lower case.
        """
        labels = host.split(".") if self.english else []
        for start in range(len(labels) - 1):
            name = ".".join(labels[start:])
            if name in self.english:
                return name, self.english[name]
            if name in self.english.values():
                return name, name
        return None


@lru_cache(maxsize=8)
def read_hosts(data: bytes) -> tuple[Hosts, tuple[Finding, ...]]:
    """The pairs in a CSV file, with what is wrong in it; a wrong row is left out. data: empty without a file."""
    if not data:
        return Hosts(), ()
    sheet = Sheet(HOSTS_PATH, "hosts", _HEADER, _COLUMNS)
    english: dict[str, str] = {}
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for row in read_sheet(data, sheet):
        if isinstance(row, Finding):
            findings.append(row)
            continue
        names = [row.cells[name].lower().removeprefix("www.") for name in _COLUMNS]
        wrong = [row.cells[column] for column, name in zip(_COLUMNS, names, strict=True) if not _HOST.fullmatch(name)]
        if wrong:
            what = Wording("'%(cell)s' is not the name of a host", cell=wrong[0])
            hint = Wording("write the name alone, such as www.example.org, without https:// and without a path")
            findings.append(sheet.finding(row.line, what, hint))
        elif names[1] in seen:
            what = Wording("'%(term)s' is in line %(line)s already", term=names[1], line=seen[names[1]])
            findings.append(sheet.finding(row.line, what, Wording("keep one of the two")))
        else:
            seen[names[1]] = row.line
            english[names[1]] = names[0]
    return Hosts(english), tuple(findings)
