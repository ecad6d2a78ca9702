"""What a publish did, release by release."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.edition.sources import Texts
from app.model import Finding, State


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one release.

    change: "live", "changed", "withdrawn", "embargoed" or "" where nothing changed for the public.
    addresses: by language, of what is public or will be.
    """

    name: str
    state: State
    change: str
    blockers: tuple[Finding, ...] = ()
    keeps: bool = False
    visible_at: datetime | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What a publish did.

    edition: its number after it; 0 if there is none. interface: what holds a new interface back. record: what is wrong
    with the record, which holds nothing back. gone: live, but its file is not there. astray: a warning for each of
    these, and for each text that nothing comes of. texts: that there were.
    """

    edition: int
    changed: bool
    interface: tuple[Finding, ...]
    record: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    gone: tuple[str, ...]
    astray: tuple[Finding, ...]
    texts: Texts

    @property
    def waiting(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.blockers)
