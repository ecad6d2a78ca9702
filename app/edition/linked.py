"""Which releases and pages of the site a release leads to, and whether they are there."""

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
    """A link to a release or a page. address: its path, of whatever form the link is. path, line: where it stands."""

    address: str
    path: str
    line: int


def leads_of(localised: Mapping[str, LocalisedRelease]) -> tuple[Lead, ...]:
    """The links of a release in its languages that lead to releases and pages."""
    return tuple(
        Lead(address, text.path, text.line)
        for lang, half in localised.items()
        for text in _texts((half.summary, *half.body, *half.notes, *(each.note for each in half.corrections)))
        if _OWN in text.text and text.lang == lang and text.state in {TextState.SOURCE, TextState.TRANSLATED}
        for address in dict.fromkeys(_FORM.sub("", mark.target) for mark in marks(text.text) if mark.kind == "link")
        if _RELEASE.fullmatch(address) or _is_page(address)
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


def _texts(blocks: Iterable[LocalisedBlock]) -> Iterator[LocalisedBlock]:
    for block in blocks:
        yield block
        yield from _texts(block.children)


def _is_page(address: str) -> bool:
    page = _PAGE.fullmatch(address)
    return page is not None and page[1] not in RESERVED
