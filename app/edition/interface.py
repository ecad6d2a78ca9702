"""The interface in the edition: taken anew when it is whole, kept as it was when it is not."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from app import urls
from app.edition.serial import dump_interface, load_interface
from app.edition.sources import interface_digest, interface_files
from app.edition.values import Interface
from app.model import Finding
from app.settings import SiteFolder
from app.wording import Wording


class Meta:
    """What the edition says of itself, by key, for the one who publishes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str:
        """The value of a key; empty if there is none."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set(self, key: str, value: str | bytes) -> None:
        """Gives a key its value, inside the caller's transaction."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def coming(self) -> int:
        """The number of the edition that is to come."""
        return int(self.get("number") or 0) + 1

    def begin_edition(self, now: datetime) -> None:
        """Gives the edition its next number, and its time. now: aware."""
        number = self.coming()
        self.set("number", f"{number}")
        self.set("published_at", f"{now.timestamp()}")
        self._connection.execute("INSERT INTO edition VALUES (?, ?)", (number, token_hex()))


@dataclass(frozen=True, slots=True)
class Renewal:
    """The interface after a publish. interface: None where there is none yet.

    findings: errors that hold a new one back. fresh: it is another than before. before: that one, if there was one.
    """

    interface: Interface | None
    findings: tuple[Finding, ...] = ()
    fresh: bool = False
    before: Interface | None = None

    def moved_topics(self) -> Iterator[tuple[str, Mapping[str, str], Mapping[str, str]]]:
        """Each topic that has other addresses now: its key, those of before and those of now, by language."""
        old, new = _topic_addresses(self.before), _topic_addresses(self.interface)
        yield from ((key, old[key], new[key]) for key in sorted(old.keys() & new.keys()) if old[key] != new[key])

    def blockers(self) -> tuple[Finding, ...]:
        """What holds back every release that would go live: one finding for all that the interface lacks."""
        if not self.findings:
            return ()
        first = self.findings[0]
        what = Wording(
            "the interface is not whole (findings: %(count)s), and nothing new goes live until it is: %(what)s",
            count=len(self.findings),
            what=first.what,
        )
        return (Finding(first.path, first.line, "error", "interface", what, first.fix),)


def renew(folder: SiteFolder, meta: Meta) -> Renewal:
    """Takes the interface of the files, if it changed and is whole in both languages."""
    files = interface_files(folder)
    digest = interface_digest(folder, files)
    stored = meta.get("interface")
    if stored and meta.get("interface_digest") == digest:
        return Renewal(load_interface(stored))
    from app.edition.assembly import assemble_interface  # only now: it brings all that reads and checks files

    interface, findings = assemble_interface(folder, files)
    if interface is None:
        errors = tuple(finding for finding in findings if finding.level == "error")
        return Renewal(load_interface(stored) if stored else None, errors)
    meta.set("interface", dump_interface(interface))
    meta.set("interface_digest", digest)
    return Renewal(interface, fresh=True, before=load_interface(stored) if stored else None)


def _topic_addresses(interface: Interface | None) -> dict[str, dict[str, str]]:
    """The address of each topic in each language, by its key."""
    found: dict[str, dict[str, str]] = {}
    for lang, site in interface.sites.items() if interface else ():
        for topic in site.topics:
            found.setdefault(topic.key, {})[lang] = urls.topic(lang, topic.slug.text)
    return found
