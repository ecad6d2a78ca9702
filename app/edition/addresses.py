"""Where a pair stands, and who else wants to stand there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import urls
from app.locales import LOCALES
from app.model import Finding, LocalisedBlock, LocalisedRelease
from app.wording import Wording

if TYPE_CHECKING:
    from app.edition.assembly import Assembled

RESERVED = frozenset(
    word
    for locale in LOCALES.values()
    for own in (locale.routes,)
    for word in (own.releases, own.topics, own.search, own.follow, own.leaving, "404")
)
"""Words that the site itself uses directly under a language."""


def addresses_of(localised: Mapping[str, LocalisedRelease]) -> dict[str, str]:
    """The path of a pair in each language; none for a half whose slug is missing."""
    return {
        lang: urls.release(lang, half.year, half.slug.text)
        if half.section == "releases"
        else urls.page(lang, half.slug.text)
        for lang, half in sorted(localised.items())
        if half.slug.text
    }


def reserved_addresses(assembled: "Assembled") -> tuple[Finding, ...]:
    """Slugs of pages that would hide a part of the site itself."""
    return tuple(
        Finding(
            half.slug.path,
            half.slug.line,
            "error",
            "address",
            Wording("the site itself uses %(address)s", address=f"/{lang}/{half.slug.text}"),
            Wording("choose another slug"),
        )
        for lang, half in assembled.localised.items()
        if half.section == "pages" and half.slug.text in RESERVED
    )


def taken_address(slug: LocalisedBlock, address: str, rival: str, *, there: bool = True) -> Finding:
    """That somebody else has an address. rival: the name of the release that has it. there: its file still is."""
    file = f"content/{rival}.md"
    what = Wording("the address %(address)s is taken by %(file)s", address=address, file=file)
    fix = Wording("give one of the two another slug")
    if not there:
        what = Wording("the address %(address)s is that of %(file)s, which is gone", address=address, file=file)
        fix = Wording("give the file its old name back, and change the address with 'slug: …' in its head")
    return Finding(slug.path, slug.line, "error", "address", what, fix)


@dataclass(frozen=True, slots=True)
class Claim:
    """Where a release wants to stand. name: of it. addresses, slugs: by language."""

    name: str
    addresses: Mapping[str, str]
    slugs: Mapping[str, LocalisedBlock]


def claim_of(assembled: "Assembled") -> Claim:
    """The addresses that a release wants."""
    slugs = {lang: half.slug for lang, half in assembled.localised.items()}
    return Claim(assembled.sources.name, addresses_of(assembled.localised), slugs)


def shared_addresses(claims: Iterable[Claim]) -> tuple[Finding, ...]:
    """Every address that two releases want, told to both."""
    takers: dict[str, list[tuple[Claim, str]]] = {}
    for claim in claims:
        for lang, address in claim.addresses.items():
            takers.setdefault(address, []).append((claim, lang))
    return tuple(
        taken_address(claim.slugs[lang], address, rival.name)
        for address, who in takers.items()
        for claim, lang in who
        for rival, _ in who
        if rival is not claim
    )
