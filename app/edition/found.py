"""What questions to the edition are answered with, as values."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.model import LocalisedRelease


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at an address. moved_to: where it stands today, if the address is an old one; else empty.

    addresses: of the pair, by language.
    """

    release: LocalisedRelease
    withdrawn: bool
    addresses: dict[str, str]
    moved_to: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A release in a list, with its address in the list's language. It has its text only where it was asked for."""

    release: LocalisedRelease
    address: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What the edition holds of a pair. digest: of all that it is made of. visible_at: aware, UTC."""

    digest: str
    withdrawn: bool
    visible_at: datetime


class Outlined(NamedTuple):
    """What is known of a pair without its words.

    digest: another one where its words are. shown: another one where those are that other pages show.
    published_at, corrected_at: Unix time; 0 without one. addresses: JSON, by language. topics: keys, parted by spaces.
    A tuple, and texts as the table has them: there are thousands of it for each that somebody looks into.
    """

    name: str
    section: str
    digest: str
    shown: str
    withdrawn: int
    published_at: float
    corrected_at: float
    year: int
    month: int
    addresses: str
    topics: str

    def by_language(self) -> dict[str, str]:
        """The addresses."""
        return dict(json.loads(self.addresses))
