"""A release in whatever state, read from its files at this moment: what only those who work on it may see.

It writes nothing, and takes nothing from what is public but the interface.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from app import urls
from app.checks import Knowledge, check_references
from app.content.slug import remedy
from app.edition.addresses import addresses_of, claim_of, reserved_addresses, taken_address
from app.edition.assembly import Assembled, assemble, assemble_interface, seal_findings
from app.edition.interface import Renewal
from app.edition.neighbours import Neighbours
from app.edition.prepared import Basis
from app.edition.query import Edition
from app.edition.sources import interface_digest, interface_files, may_have_slug, read_sources, release_paths
from app.edition.values import site_keys
from app.gate import decide
from app.locales import LOCALES
from app.model import Decision, Finding, LocalisedBlock, LocalisedRelease, Release, Site, State, TextState
from app.settings import SiteFolder


@dataclass(frozen=True, slots=True)
class Draft:
    """A release as its files have it now.

    halves: by language; a text without a translation stands in its source language, its state says so.
    addresses: by language, as they will be; with the source's slug where a half has none of its own yet, and the file's
    name where somebody else has the address.
    decision: what the gate would say; None where the release cannot be read. findings: all of them.
    """

    name: str
    path: str
    halves: Mapping[str, LocalisedRelease]
    addresses: Mapping[str, str]
    decision: Decision | None
    findings: tuple[Finding, ...]

    @property
    def told(self) -> tuple[Finding, ...]:
        """All that is to be said of it, each thing once, what holds it back first."""
        found = (*(self.decision.blockers if self.decision else ()), *self.findings)
        return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.level != "error"))


def draft_names(folder: SiteFolder) -> tuple[str, ...]:
    """The files of every release and page, the latest years first."""
    paths = release_paths(folder)
    releases = [path for path in paths if path.startswith("content/releases/")]
    return (*reversed(releases), *(path for path in paths if path not in set(releases)))


def read_basis(folder: SiteFolder, site: Site[LocalisedBlock], edition: Edition, now: datetime) -> Basis:
    """What a publish of this moment would decide by, besides a release itself. site: of the interface that is live."""
    files = interface_files(folder)
    lacking: tuple[Finding, ...] = ()
    if edition.interface_digest() != interface_digest(folder, files):
        _, findings = assemble_interface(folder, files)
        lacking = tuple(finding for finding in findings if finding.level == "error")
    return Basis(site_keys(site), site.require_sign_off, Renewal(None, lacking).blockers(), now)


class Drafts:
    """The releases in the files of one moment. basis: what a publish would decide by."""

    def __init__(self, folder: SiteFolder, knowledge: Knowledge, basis: Basis, edition: Edition) -> None:
        self._folder = folder
        self._knowledge = knowledge
        self._basis = basis
        self._edition = edition
        self._neighbours = Neighbours(folder)

    def read(self, path: str) -> Draft:
        """The release in a file."""
        return self._draft(assemble(self._folder, read_sources(self._folder, path), self._knowledge))

    def find(self, lang: str, address: str) -> Draft | None:
        """The release that will stand at an address of a language; else one that stood there before its last edit."""
        parent, _, slug = address.rpartition("/")
        before = None
        for path in _near(draft_names(self._folder), address):
            sources = read_sources(self._folder, path)
            # To read and check a release takes long, and a year may have a thousand.
            if may_have_slug(sources, {slug}):
                found = self._draft(assemble(self._folder, sources, self._knowledge))
                now_at = found.addresses[lang]
                if now_at == address:
                    return found
                if before is None and now_at.rpartition("/")[0] == parent and _may_have_been_at(found, slug):
                    before = found
        return before

    def _draft(self, assembled: Assembled) -> Draft:
        name, release = assembled.sources.name, assembled.release
        if release is None:
            year, _, slug = name.removeprefix("releases/").partition("/")
            addresses = {
                lang: urls.release(lang, int(year), slug) if slug and year.isdigit() else urls.page(lang, slug or year)
                for lang in LOCALES
            }
            return Draft(name, assembled.sources.path, {}, addresses, None, assembled.findings)
        source = assembled.localised[release.source]
        taken, wanted = self._taken(assembled), self._wanted(assembled)
        found = (*self._found(release, assembled), *taken.values())
        return Draft(
            name=name,
            path=assembled.sources.path,
            halves={lang: _shown(source, half) for lang, half in assembled.localised.items()},
            addresses={
                lang: _address(half, source, lang in taken or any(each.lang == lang for each in wanted))
                for lang, half in assembled.localised.items()
            },
            decision=decide(
                release,
                (*found, *(each.finding for each in wanted if each.holds)),
                now=self._basis.now,
                was_live=self._was_live(name),
            ),
            findings=(*found, *(each.finding for each in wanted)),
        )

    def _found(self, release: Release, assembled: Assembled) -> tuple[Finding, ...]:
        """What is to be said of a release without looking at others."""
        known = self._edition.stored(release.name)
        # What is in the edition as the files have it needs no new interface.
        shared = () if known and known.digest == assembled.sources.digest() else self._basis.shared
        return (
            *assembled.findings,
            *seal_findings(self._folder, assembled, required=self._basis.sealed),
            *check_references(release, self._basis.keys),
            *shared,
            *reserved_addresses(assembled),
        )

    def _taken(self, assembled: Assembled) -> dict[str, Finding]:
        """By language, that somebody else has the address, or once had it."""
        found = {}
        for lang, address in addresses_of(assembled.localised).items():
            for rival in sorted(self._edition.names_at(address) - {assembled.sources.name}):
                there = (self._folder.content / f"{rival}.md").exists()
                found[lang] = taken_address(assembled.localised[lang].slug, address, rival, there=there)
        return found

    def _wanted(self, assembled: Assembled) -> list["_Wanted"]:
        """Who else wants an address of a release that nobody has yet."""
        mine = {
            address: lang
            for lang, address in addresses_of(assembled.localised).items()
            if not self._edition.names_at(address)
        }
        found = []
        for rival in self._neighbours.of(claim_of(assembled)) if mine else ():
            for address in sorted(mine.keys() & {*addresses_of(rival.localised).values()}):
                lang = mine[address]
                finding = taken_address(assembled.localised[lang].slug, address, rival.sources.name)
                found.append(_Wanted(lang, finding, self._is_to_go_in(rival)))
        return found

    def _is_to_go_in(self, assembled: Assembled) -> bool:
        """Whether a release would be published, were it alone."""
        if assembled.release is None:
            return False
        found = self._found(assembled.release, assembled)
        was_live = self._was_live(assembled.release.name)
        state = decide(assembled.release, found, now=self._basis.now, was_live=was_live).state
        return state not in {State.DRAFT, State.WAITING}

    def _was_live(self, name: str) -> bool:
        known = self._edition.stored(name)
        return known is not None and known.is_live(self._basis.now)


class _Wanted(NamedTuple):
    """That another release wants an address, too. holds: it is as ready, so that neither gets it."""

    lang: str
    finding: Finding
    holds: bool


def _may_have_been_at(draft: Draft, slug: str) -> bool:
    """Whether whoever works on a release may still ask for it by a slug that stands in its files.

    Its own stood in the address until it was translated; a file that cannot be read has lost its translation.
    """
    unread = draft.decision is None or any(finding.check == "catalogue" for finding in draft.findings)
    own = {half.slug.text for half in draft.halves.values() if half.lang == half.source}
    return unread or slug in {*own, draft.name.rpartition("/")[2]}


def _near(paths: tuple[str, ...], address: str) -> list[str]:
    """The files of the same year, or the pages."""
    *folder, _ = address.strip("/").split("/")
    year = folder[-1] if len(folder) > 1 else ""
    return [path for path in paths if (f"/{year}/" in path if year else path.startswith("content/pages/"))]


def _address(half: LocalisedRelease, source: LocalisedRelease, taken: bool) -> str:
    slug = source.slug.text if remedy(half.slug.text) else half.slug.text
    if taken:  # no two files have one name
        slug = half.name.rpartition("/")[2]
    return urls.release(half.lang, half.year, slug) if half.section == "releases" else urls.page(half.lang, slug)


def _shown(source: LocalisedRelease, half: LocalisedRelease) -> LocalisedRelease:
    """A half in which what is missing stands in the source's language."""

    def block(own: LocalisedBlock, theirs: LocalisedBlock) -> LocalisedBlock:
        children = tuple(block(*pair) for pair in zip(own.children, theirs.children, strict=True))
        if own.state is TextState.MISSING:
            return replace(own, text=theirs.text, lang=theirs.lang, children=children)
        return replace(own, children=children)

    def blocks(own: tuple[LocalisedBlock, ...], theirs: tuple[LocalisedBlock, ...]) -> tuple[LocalisedBlock, ...]:
        return tuple(block(*pair) for pair in zip(own, theirs, strict=True))

    withdrawn = half.withdrawn
    if withdrawn and source.withdrawn:
        withdrawn = replace(withdrawn, reason=block(withdrawn.reason, source.withdrawn.reason))
    return replace(
        half,
        title=block(half.title, source.title),
        slug=block(half.slug, source.slug),
        summary=block(half.summary, source.summary),
        body=blocks(half.body, source.body),
        notes=blocks(half.notes, source.notes),
        corrections=tuple(
            replace(own, note=block(own.note, theirs.note))
            for own, theirs in zip(half.corrections, source.corrections, strict=True)
        ),
        withdrawn=withdrawn,
    )
