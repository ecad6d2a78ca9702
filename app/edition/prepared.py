"""A release made ready for the edition, as values that are cheap to send to another process, and light to import."""

import json
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.edition.search_index import Entry
from app.model import Decision, Finding, LocalisedBlock


@dataclass(frozen=True, slots=True)
class Basis:
    """What every decision of a publish rests on besides the release itself.

    keys: as site_keys() gives them. sealed: whether a seal is a condition. shared: what holds every release back.
    now: aware.
    """

    keys: Mapping[str, frozenset[str]]
    sealed: bool
    shared: tuple[Finding, ...]
    now: datetime

    def told(self) -> str:
        """As text, the part of it that must be the same for the decision on an unchanged release to stand."""
        return json.dumps([{key: sorted(each) for key, each in sorted(self.keys.items())}, self.sealed])


@dataclass(frozen=True, slots=True)
class Due:
    """A release that has to be read. path: relative to the site. was_live: whether the public has ever seen it."""

    path: str
    was_live: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """A release as the edition's tables hold it.

    published_at, corrected_at: Unix time, 0 without one. year, month: as in the table. halves: title, summary
    and body by language, as in the table. shown: digest of what other pages show of it.
    entries: for the search index, by language; none of what was withdrawn.
    """

    section: str
    published_at: float
    corrected_at: float
    year: int
    month: int
    menu: str
    topics: tuple[str, ...]
    halves: Mapping[str, tuple[str, str, str]]
    shown: str
    entries: Mapping[str, Entry]

    def packed(self) -> bytes:
        """All of it as bytes, which go from process to process and into a table without being unpacked."""
        return pickle.dumps(self)


def unpacked(rows: bytes) -> Rows:
    """The rows that were packed, by this very publish."""
    found: Rows = pickle.loads(rows)  # noqa: S301 - our own
    return found


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release, decided.

    digest: of all that it is made of. digests: hex SHA-256 of each of its files, by path.
    held: the errors in its files, to be remembered until they change; empty for a draft, None for nothing to remember.
    addresses, slugs: by language. rows: packed; None where it stays out.
    """

    name: str
    digest: str
    digests: Mapping[str, str]
    held: tuple[Finding, ...] | None
    decision: Decision
    addresses: Mapping[str, str]
    slugs: Mapping[str, LocalisedBlock]
    rows: bytes | None
