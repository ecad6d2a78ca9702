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
    """A release or a page, with its address in its language."""

    release: LocalisedRelease
    address: str


class Headline(NamedTuple):
    """A release or a page as lists show it, in one language.

    title, summary: inline Markdown. published_at: Unix time; year, month: of it, as on the calendar; 0 without one.
    topics: keys, parted by spaces.
    """

    address: str
    title: str
    summary: str
    published_at: float
    year: int
    month: int
    topics: str


class Stored(NamedTuple):
    """What the edition holds of a pair. digest: of all that it is made of. visible_at: Unix time.

    A tuple, as Outlined below.
    """

    digest: str
    withdrawn: int
    visible_at: float

    def is_live(self, now: datetime) -> bool:
        """Whether the public sees it, or that it is gone. now: aware."""
        return self.visible_at <= now.timestamp()


class Outlined(NamedTuple):
    """What is known of a pair without its words.

    digest: changes with its words. shown: a digest that changes with those words that other pages show.
    published_at, corrected_at: Unix time; 0 without one. addresses: JSON, by language. topics: keys, parted by spaces.
    A tuple, with fields as the table has them: thousands are made for each one that is looked at closely.
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
