"""Writers and translators at work: releases that come, are corrected and are withdrawn, one save after another.

Every save of a release gives its headline a higher number, in both languages and in both files: r is the release, s the
number. So whoever reads any page can tell which edition each release on it is from.
"""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from app.locales import LOCALES, LONDON
from tests.newsroom import Newsroom

EVERY_S = 0.5
"""Between two saves, in seconds."""

AT_ONCE = 5
"""Releases that are being worked on. With fewer than a page of a list holds, none leaves the list but by withdrawal."""

GONE = 10**9
"""The state of a release that is withdrawn: after all others."""

STEPS = ("correct", "reword", "correct", "reword", "withdraw")
"""What becomes of a release after it is new."""


@dataclass
class Written:
    """A release as it stands in the files. state: the number in its headline. steps: how many of STEPS are done."""

    number: int
    state: int
    published: datetime
    corrections: list[str] = field(default_factory=list)
    withdrawn: str = ""
    steps: int = 0


def source_of(number: int) -> str:
    """The language that a release is written in."""
    return "cy" if number % 2 else "en"


def address(number: int, lang: str, year: int) -> str:
    """Of the page of a release that the editor wrote."""
    slug = f"soak-{number}" if lang == source_of(number) else f"soak-{number}-{lang}"
    return f"/{lang}/{LOCALES[lang].routes.releases}/{year}/{slug}"


class Editor:
    """Works in a site's files, and never looks at what is published.

    first: when its first release is published. saved: when a state of a release was saved, by time.monotonic().
    """

    def __init__(self, newsroom: Newsroom, every_s: float = EVERY_S) -> None:
        self._newsroom = newsroom
        self._every_s = every_s
        self._states = count(1)
        self.first = datetime.now(LONDON).replace(second=0, microsecond=0) - timedelta(days=2)
        self.written: list[Written] = []
        self.saved: dict[tuple[int, int], float] = {}

    def work(self, until: float) -> None:
        """Saves again and again, until a time of time.monotonic()."""
        turn = time.monotonic()
        while (turn := max(turn + self._every_s, time.monotonic())) < until:
            time.sleep(max(0.0, turn - time.monotonic()))
            self.step()

    def step(self) -> None:
        """One save: of the release that has waited the longest, or of a new one."""
        open_ones = [each for each in self.written if not each.withdrawn]
        if len(open_ones) < AT_ONCE:
            number = len(self.written)
            release = Written(number, next(self._states), self.first + timedelta(minutes=number))
            self.written.append(release)
        else:
            release = min(open_ones, key=lambda each: each.state)
            release.state = next(self._states)
            step = STEPS[release.steps]
            release.steps += 1
            now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S+00:00}"
            if step == "correct":
                release.corrections.append(f'{{at: {now}, note: "Test correction {release.state}."}}')
            elif step == "withdraw":
                release.withdrawn = f'{{at: {now}, reason: "Test reason {release.state}."}}'
        self._save(release)
        self.saved[release.number, GONE if release.withdrawn else release.state] = time.monotonic()

    def _save(self, release: Written) -> None:
        front = "topics: [t0, t1]\ncontacts: [desk]\n"
        if release.corrections:
            front += "corrections:\n" + "".join(f"  - {each}\n" for each in release.corrections)
        if release.withdrawn:
            front += f"withdrawn: {release.withdrawn}\n"
        self._newsroom.release(
            f"soak-{release.number}",
            source=source_of(release.number),
            year=release.published.year,
            published=f"{release.published:%Y-%m-%d %H:%M}",
            title=f"Headline r{release.number} s{release.state}",
            body=f"Test paragraph {release.state}.\n\n> Test words {release.state}.\n>\n> — Test Person, test role",
            front=front,
        )
