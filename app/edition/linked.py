"""Which releases and pages of the site a release leads to, whether they are there, and whether they are those meant."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from app.content.inline import marks
from app.edition.addresses import RESERVED, Claim
from app.locales import LOCALES
from app.model import Finding, LocalisedBlock, LocalisedRelease, TextState
from app.wording import Wording

_OWN = "](/"
"""Part of every text that has a link to a path."""
_SIDES = "|".join(locale.routes.side for locale in LOCALES.values())
_FORM = re.compile(rf"(?:\.(?:pdf|txt|json)|/(?:{_SIDES}))?(?:[?#].*)?\Z")
_RELEASE = re.compile(
    "|".join(f"/{lang}/{locale.routes.releases}/[0-9]{{4}}/(?![0-9]{{2}}$)[^/]+" for lang, locale in LOCALES.items())
)
_PAGE = re.compile(f"/(?:{'|'.join(LOCALES)})/([a-z0-9-]+)")


class Lead(NamedTuple):
    """A link to a release or a page. address: its path, of whatever form the link is. path, line: where it stands.

    lang: of the text that it stands in. meant: addresses that the source text leads to; none in the source itself.
    """

    address: str
    path: str
    line: int
    lang: str
    meant: tuple[str, ...]


def leads_of(localised: Mapping[str, LocalisedRelease]) -> tuple[Lead, ...]:
    """The links of a release in its languages that lead to releases and pages."""
    return tuple(
        Lead(address, text.path, text.line, lang, () if text is source else _addresses(source))
        for lang, half in localised.items()
        for source, text in zip(_texts_of(localised[half.source]), _texts_of(half), strict=True)
        if text.lang == lang and text.state in {TextState.SOURCE, TextState.TRANSLATED}
        for address in _addresses(text)
    )


def lost_leads(leads: Iterable[Lead], claims: Iterable[Claim]) -> tuple[Lead, ...]:
    """Those to an address that nothing in the site wants. claims: of all there is."""
    wanted = {address for each in claims for address in each.addresses.values()}
    return tuple(each for each in leads if each.address not in wanted)


def lost_lead(lead: Lead) -> Finding:
    """That there is no such page."""
    what = Wording("nothing in this site has the address %(address)s", address=lead.address)
    fix = Wording("copy the address of the page that is meant, in the language of the text")
    return Finding(lead.path, lead.line, "warning", "reference", what, fix)


def stray_leads(leads: Iterable[Lead], claims: Iterable[Claim]) -> tuple[Finding, ...]:
    """Links of a translation to another release or page than any that its source leads to. claims: of all there is."""
    at = {address: each for each in claims for address in each.addresses.values()}
    found = []
    for lead in leads:
        meant = [at[address] for address in lead.meant if address in at]
        if meant and len(meant) == len(lead.meant) and lead.address in at and at[lead.address] not in meant:
            what = Wording("the link to %(address)s leads to another page than the source does", address=lead.address)
            addresses = ", ".join(each.addresses[lead.lang] for each in meant)
            fix = Wording("what the source leads to has the address %(addresses)s here", addresses=addresses)
            found.append(Finding(lead.path, lead.line, "warning", "reference", what, fix))
    return tuple(found)


def _addresses(text: LocalisedBlock) -> tuple[str, ...]:
    """The releases and pages that a text leads to."""
    if _OWN not in text.text:
        return ()
    paths = dict.fromkeys(_FORM.sub("", mark.target) for mark in marks(text.text) if mark.kind == "link")
    return tuple(path for path in paths if _RELEASE.fullmatch(path) or _is_page(path))


def _texts_of(half: LocalisedRelease) -> Iterator[LocalisedBlock]:
    return _texts((half.summary, *half.body, *half.notes, *(each.note for each in half.corrections)))


def _texts(blocks: Iterable[LocalisedBlock]) -> Iterator[LocalisedBlock]:
    for block in blocks:
        yield block
        yield from _texts(block.children)


def _is_page(address: str) -> bool:
    page = _PAGE.fullmatch(address)
    return page is not None and page[1] not in RESERVED
