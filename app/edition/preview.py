"""A release in whatever state, read from its files at this moment: what only those who work on it may see.

It writes nothing, and takes nothing from what is public but the interface.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app import urls
from app.checks import Knowledge, check_references
from app.content.release import SLUG
from app.edition.addresses import addresses_of, reserved_addresses, taken_address
from app.edition.assembly import Assembled, assemble, assemble_interface, seal_findings
from app.edition.interface import Renewal
from app.edition.prepared import Basis
from app.edition.query import Edition
from app.edition.sources import interface_digest, interface_files, may_have_slug, read_sources, release_paths
from app.edition.values import site_keys
from app.gate import decide
from app.locales import LOCALES
from app.model import Decision, Finding, LocalisedBlock, LocalisedRelease, Site, TextState
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


def read_draft(folder: SiteFolder, path: str, knowledge: Knowledge, basis: Basis, edition: Edition) -> Draft:
    """The release in a file."""
    return _draft(folder, assemble(folder, read_sources(folder, path), knowledge), basis, edition)


def find_draft(
    folder: SiteFolder, lang: str, address: str, knowledge: Knowledge, basis: Basis, edition: Edition
) -> Draft | None:
    """The release that will stand at an address of a language; else the one that stood there before its last edit."""
    parent, _, slug = address.rpartition("/")
    before = None
    for path in _near(draft_names(folder), address):
        sources = read_sources(folder, path)
        # To read and check a release takes long, and a year may have a thousand.
        if may_have_slug(sources, {slug}):
            found = _draft(folder, assemble(folder, sources, knowledge), basis, edition)
            now_at = found.addresses[lang]
            if now_at == address:
                return found
            if before is None and now_at.rpartition("/")[0] == parent and _may_have_been_at(found, slug):
                before = found
    return before


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


def _draft(folder: SiteFolder, assembled: Assembled, basis: Basis, edition: Edition) -> Draft:
    name, release = assembled.sources.name, assembled.release
    if release is None:
        year, _, slug = name.removeprefix("releases/").partition("/")
        addresses = {
            lang: urls.release(lang, int(year), slug) if slug and year.isdigit() else urls.page(lang, slug or year)
            for lang in LOCALES
        }
        return Draft(name, assembled.sources.path, {}, addresses, None, assembled.findings)
    source = assembled.localised[release.source]
    halves = {lang: _shown(source, half) for lang, half in assembled.localised.items()}
    known = edition.stored(name)
    # What is in the edition as the files have it needs no new interface.
    shared = () if known and known.digest == assembled.sources.digest() else basis.shared
    taken = _taken(folder, assembled, edition)
    findings = (
        *assembled.findings,
        *seal_findings(folder, assembled, required=basis.sealed),
        *check_references(release, basis.keys),
        *shared,
        *reserved_addresses(assembled),
        *taken.values(),
    )
    was_live = known is not None and known.visible_at <= basis.now
    return Draft(
        name=name,
        path=assembled.sources.path,
        halves=halves,
        addresses={lang: _address(half, source, lang in taken) for lang, half in assembled.localised.items()},
        decision=decide(release, findings, now=basis.now, was_live=was_live),
        findings=findings,
    )


def _taken(folder: SiteFolder, assembled: Assembled, edition: Edition) -> dict[str, Finding]:
    """By language, that somebody else has the address, or once had it."""
    found = {}
    for lang, address in addresses_of(assembled.localised).items():
        for rival in sorted(edition.names_at(address) - {assembled.sources.name}):
            there = (folder.content / f"{rival}.md").exists()
            found[lang] = taken_address(assembled.localised[lang].slug, address, rival, there=there)
    return found


def _address(half: LocalisedRelease, source: LocalisedRelease, taken: bool) -> str:
    slug = half.slug.text if SLUG.fullmatch(half.slug.text) else source.slug.text
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
