"""Releases made ready for the edition: read, checked, decided, and written out as the rows that hold them there.

Many are shared between the cores; they come in order, with few in memory at a time. Nothing is written.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from app.checks import check_references
from app.edition.addresses import addresses_of, reserved_addresses
from app.edition.assembly import FEW, TOGETHER, Assembled, assemble, seal_findings
from app.edition.prepared import Basis, Due, Prepared, Rows
from app.edition.search_index import entry_of
from app.edition.serial import dump_release
from app.edition.sources import read_sources
from app.gate import ALWAYS, decide, decide_unread
from app.locales import LONDON
from app.model import Decision, Finding, LocalisedRelease, Release, State
from app.settings import SiteFolder
from app.sharing import share


def prepare_all(folder: SiteFolder, due: Sequence[Due], basis: Basis, processes: int) -> Iterator[Prepared]:
    """Each release that is due, in order, as prepare() gives it. processes: how many may share the work."""
    return share(partial(_preparing, folder, basis), due, processes, few=FEW, together=TOGETHER)


def _preparing(folder: SiteFolder, basis: Basis) -> Callable[[Due], Prepared]:
    return lambda due: prepare(folder, due, basis)


def prepare(folder: SiteFolder, due: Due, basis: Basis) -> Prepared:
    """The release of a file, decided. What is wrong with it is among the findings; nothing is raised."""
    assembled = assemble(folder, read_sources(folder, due.path))
    sources, release = assembled.sources, assembled.release
    found = assembled.summary
    errors = tuple(finding for finding in found if finding.level == "error")
    addresses: dict[str, str] = {}
    rows = None
    if release is None:
        decision = decide_unread(found, was_live=due.was_live)
    else:
        findings = (
            *found,
            *seal_findings(folder, assembled, required=basis.sealed),
            *check_references(release, basis.keys),
            *basis.shared,
            *reserved_addresses(assembled),
        )
        decision = decide(release, findings, now=basis.now, was_live=due.was_live)
        if decision.visible_at is not None:
            addresses = addresses_of(assembled.localised)
            rows = _rows(release, assembled, withdrawn=decision.state is State.WITHDRAWN).packed()
    return Prepared(
        name=sources.name,
        digest=sources.digest(),
        digests=sources.digests(),
        held=_to_remember(release, decision, errors),
        decision=decision,
        addresses=addresses,
        slugs={lang: half.slug for lang, half in assembled.localised.items()},
        rows=rows,
    )


def _to_remember(
    release: Release | None, decision: Decision, errors: tuple[Finding, ...]
) -> tuple[Finding, ...] | None:
    """What to remember of a release until its files change: see Prepared.held."""
    if release is None or not release.draft:
        return errors or None
    return None if decision.keeps else ()  # a draft of what is live is told each time


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
        halves={lang: (half.title.text, half.summary.text, dump_release(half)) for lang, half in localised.items()},
        shown=_shown(localised.values()),
        entries={} if withdrawn else {lang: entry_of(half, lang) for lang, half in localised.items()},
    )


def _shown(halves: Iterable[LocalisedRelease]) -> str:
    """A digest of what lists and other releases show of a release, besides its addresses."""
    texts = [
        (block.lang, block.text, half.published, half.topics) for half in halves for block in (half.title, half.summary)
    ]
    return hashlib.sha256(repr(texts).encode()).hexdigest()
