"""A release made ready for the edition: read, checked, decided, and written out as the rows that hold it there.

Takes the files of one release, gives values that are cheap to send to another process. It writes nothing.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.checks import check_references
from app.edition.addresses import addresses_of, reserved_addresses
from app.edition.assembly import Assembled, assemble, read_sources, seal_findings
from app.edition.search_index import Entry, entry_of
from app.edition.serial import dump_release
from app.gate import ALWAYS, decide, decide_unread
from app.locales import LONDON
from app.model import Decision, Finding, LocalisedBlock, LocalisedRelease, Release, State
from app.settings import SiteFolder


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


@dataclass(frozen=True, slots=True)
class Due:
    """A release that has to be read. path: relative to the site. was_live: whether the public has ever seen it."""

    path: str
    was_live: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """A release as the edition's tables hold it.

    published_at, corrected_at: Unix time, 0 without one. year, month: as in the table. halves: JSON by language.
    shown: digest of what other pages show of it.
    entries: for the search index, by language; none of what was withdrawn.
    """

    section: str
    published_at: float
    corrected_at: float
    year: int
    month: int
    menu: str
    topics: tuple[str, ...]
    halves: Mapping[str, str]
    shown: str
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release, decided.

    digest: of all that it is made of. digests: hex SHA-256 of each of its files, by path. held: what its files lack, to
    be remembered while they stay as they are. addresses, slugs: by language. rows: None where it stays out.
    """

    name: str
    digest: str
    digests: Mapping[str, str]
    held: tuple[Finding, ...]
    decision: Decision
    addresses: Mapping[str, str]
    slugs: Mapping[str, LocalisedBlock]
    rows: Rows | None


def prepare(folder: SiteFolder, due: Due, basis: Basis) -> Prepared:
    """The release of a file, decided. What is wrong with it is among the findings; nothing is raised."""
    assembled = assemble(folder, read_sources(folder, due.path))
    sources, release = assembled.sources, assembled.release
    errors = tuple(finding for finding in assembled.findings if finding.level == "error")
    addresses: dict[str, str] = {}
    rows = None
    if release is None:
        decision = decide_unread(assembled.findings, was_live=due.was_live)
    else:
        findings = (
            *assembled.findings,
            *seal_findings(folder, assembled, required=basis.sealed),
            *check_references(release, basis.keys),
            *basis.shared,
            *reserved_addresses(assembled),
        )
        decision = decide(release, findings, now=basis.now, was_live=due.was_live)
        if decision.visible_at is not None:
            addresses = addresses_of(assembled.localised)
            rows = _rows(release, assembled, withdrawn=decision.state is State.WITHDRAWN)
    return Prepared(
        name=sources.name,
        digest=sources.digest(),
        digests=sources.digests(),
        held=() if release is not None and release.draft else errors,
        decision=decision,
        addresses=addresses,
        slugs={lang: half.slug for lang, half in assembled.localised.items()},
        rows=rows,
    )


def _rows(release: Release, assembled: Assembled, *, withdrawn: bool) -> Rows:
    localised = assembled.localised
    return Rows(
        section=release.section,
        published_at=(release.published or ALWAYS).timestamp(),
        corrected_at=max((item.at.timestamp() for item in release.corrections), default=0.0),
        year=release.year,
        month=release.published.astimezone(LONDON).month if release.published else 0,
        menu=release.menu,
        topics=tuple(dict.fromkeys(release.topics)),
        halves={lang: dump_release(half) for lang, half in localised.items()},
        shown=_shown(localised.values()),
        entries={} if withdrawn else {lang: entry_of(half, lang) for lang, half in localised.items()},
    )


def _shown(halves: Iterable[LocalisedRelease]) -> str:
    """A digest of what lists and other releases show of a release, besides its addresses."""
    texts = [
        (block.lang, block.text, half.published, half.topics) for half in halves for block in (half.title, half.summary)
    ]
    return hashlib.sha256(repr(texts).encode()).hexdigest()
