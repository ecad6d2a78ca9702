"""A release, a page of the site, and what a withdrawn release says."""

import re
from collections.abc import Callable, Mapping, Sequence

from app import urls
from app.content.inline import to_both, to_text
from app.edition.found import Found
from app.locales import LOCALES
from app.model import Contact, LocalisedBlock, LocalisedRelease
from app.pages.lists import card
from app.pages.memo import Same
from app.pages.parts import ContactCard, CorrectionNote, Mark, Moment, Piece, Shell, SupportCard, Text, Ways
from app.pages.shell import View, language_name, moment, shell, text
from app.pages.topics import topic_links
from app.pages.values import PlainPage, ReleasePage, WithdrawnPage

ENDINGS = ("pdf", "txt", "json")
"""Of the addresses of a release's other forms."""
_MARKS = {"“": "”", "‘": "’", '"': '"'}
"""Of what was said, as writers type them."""

MarksOf = Callable[[LocalisedBlock], tuple[Mark, ...]]
"""Gives the marks that a preview has at a text."""


def release_page(view: View, found: Found) -> ReleasePage | PlainPage | WithdrawnPage:
    """What stands at the address of a release or a page."""
    if found.withdrawn:
        return _withdrawn(view, found)
    if found.release.section != "releases":
        return _plain(view, found)
    related = view.edition.related(view.lang, found.release.name, view.now)
    return release_alone(view, found.release, found.addresses)._replace(
        related=tuple(card(view, item) for item in related)
    )


def release_alone(view: View, release: LocalisedRelease, addresses: Mapping[str, str]) -> ReleasePage:
    """A release without the way to others: for feeds and for the forms in which it is taken away.

    addresses: its own, by language.
    """
    return view.memo.lately(("release", Same(release)), lambda: _alone(view, release, addresses))


def _alone(view: View, release: LocalisedRelease, addresses: Mapping[str, str]) -> ReleasePage:
    assert release.published is not None
    return ReleasePage(
        shell=_shell(view, release, addresses),
        title=text(release.title),
        summary=text(release.summary),
        published=moment(release.published, view.lang),
        updated=updated(view, release),
        topics=topic_links(view, release.topics),
        body=tuple(piece(block, view.lang) for block in release.body),
        notes=tuple(piece(block, view.lang) for block in release.notes),
        contacts=contacts(view, release),
        support=support(view, release.support),
        corrections=corrections(view, release),
        related=(),
        archive=urls.archive(view.lang),
        forms=release_forms(view, view.lang, addresses[view.lang]),
        exit=quick_exit(view, release),
    )


def release_forms(view: View, lang: str, path: str) -> dict[str, str]:
    """The path of each other form of a release that the site offers. path: of the release, in the language."""
    offered = (ending for ending in ENDINGS if view.offer.pdf or ending != "pdf")
    return {"side": urls.side_by_side(lang, path), **{ending: f"{path}.{ending}" for ending in offered}}


def quick_exit(view: View, release: LocalisedRelease) -> str:
    """Where a reader of a release lands who leaves it in a hurry; empty where it does not ask for that."""
    return view.site.quick_exit if release.quick_exit else ""


def _plain(view: View, found: Found) -> PlainPage:
    release = found.release
    return PlainPage(
        shell=_shell(view, release, found.addresses),
        title=text(release.title),
        summary=text(release.summary),
        body=tuple(piece(block, view.lang) for block in release.body),
        updated=updated(view, release),
        corrections=corrections(view, release),
    )


def _shell(view: View, release: LocalisedRelease, addresses: Mapping[str, str]) -> Shell:
    title, summary = to_text(release.title.text), to_text(release.summary.text)
    return shell(view, title=title, description=summary, addresses=addresses)


def _withdrawn(view: View, found: Found) -> WithdrawnPage:
    release = found.release
    assert release.withdrawn is not None
    return WithdrawnPage(
        shell=shell(view, title=to_text(release.title.text), description="", addresses=found.addresses, skip=True),
        title=text(release.title),
        published=moment(release.published, view.lang) if release.published else None,
        withdrawn=moment(release.withdrawn.at, view.lang),
        reason=text(release.withdrawn.reason),
        archive=urls.archive(view.lang),
    )


def contacts(view: View, release: LocalisedRelease) -> tuple[ContactCard, ...]:
    """Whom to ask about a release, in the order of site.yaml."""
    cards: Mapping[str, ContactCard] = view.memo.get(
        ("contacts", view.lang), lambda: {item.key: _contact(item) for item in view.site.contacts}
    )
    return tuple(card for key, card in cards.items() if key in release.contacts)


def _contact(item: Contact[LocalisedBlock]) -> ContactCard:
    return ContactCard(text(item.name), text(item.hours), _ways(item.phone, item.email))


def support(view: View, keys: tuple[str, ...]) -> tuple[SupportCard, ...]:
    """The services in the order in which the release names them."""
    services = {item.key: item for item in view.site.support}
    return tuple(
        SupportCard(text(item.name), text(item.about), _ways(item.phone, item.email, item.url), item.answers)
        for item in (services[key] for key in keys if key in services)
    )


def corrections(view: View, release: LocalisedRelease) -> tuple[CorrectionNote, ...]:
    """What was corrected, with dates."""
    return tuple(
        CorrectionNote(moment(item.at, view.lang), text(item.note), item.note.anchor) for item in release.corrections
    )


def updated(view: View, release: LocalisedRelease) -> Moment | None:
    """When the latest correction was made."""
    latest = max((item.at for item in release.corrections), default=None)
    return moment(latest, view.lang) if latest else None


def _unmarked(_: LocalisedBlock) -> tuple[Mark, ...]:
    return ()


def piece(block: LocalisedBlock, lang: str, marks_of: MarksOf = _unmarked) -> Piece:
    """A block as a template sees it, with all that is in it."""
    if block.role == "quotation":
        return _quotation(block, lang, marks_of)
    if block.role == "figures":
        return _figures(block, marks_of)
    children = [piece(child, lang, marks_of) for child in block.children]
    shown, marks = (text(block), marks_of(block)) if block.text else (None, ())
    return Piece(block.role, shown, block.anchor, block.level, block.ordinal, tuple(children), marks=marks)


def _figures(block: LocalisedBlock, marks_of: MarksOf) -> Piece:
    """Numbers, each with its label, which follows it."""
    figures = tuple(
        Piece(
            kind=label.role,
            text=text(label),
            anchor=label.anchor,
            level=label.level,
            ordinal=label.ordinal,
            children=(),
            value=text(value),
            marks=(*marks_of(value), *marks_of(label)),
        )
        for value, label in zip(block.children[::2], block.children[1::2], strict=True)
    )
    words = [word for value in block.children[::2] for word in to_text(value.text).split()]
    longest = max(map(len, words), default=0)
    return Piece(block.role, None, block.anchor, block.level, block.ordinal, figures, longest=longest)


def _quotation(block: LocalisedBlock, lang: str, marks_of: MarksOf) -> Piece:
    """What was said, and by whom: the last line is the name, and after its first comma the role."""
    *said, attribution = block.children
    name, _, role = attribution.text.partition(", ")
    # In a preview, words without a translation stand as they were written.
    foreign = block.spoken not in {lang, "both"} and any(each.lang == lang for each in said)
    return Piece(
        kind=block.role,
        text=None,
        anchor=block.anchor,
        level=block.level,
        ordinal=block.ordinal,
        children=tuple(piece(child, lang, marks_of) for child in said),
        speaker=Text(*to_both(name), attribution.lang),
        speaker_role=Text(*to_both(role), attribution.lang) if role else None,
        translated_from=language_name(block.spoken, lang) if foreign else "",
        spoken=block.spoken,
        around=() if _in_marks([to_text(each.text) for each in said]) else LOCALES[lang].quotation_marks,
        marks=marks_of(attribution),
    )


def _in_marks(said: Sequence[str]) -> bool:
    """Whether the writer has put all that was said in quotation marks: they stand around it, and none within."""
    opening = said[0][:1]
    closing = _MARKS.get(opening, "")
    within = (text.rstrip(".,").removeprefix(opening).removesuffix(closing) for text in said)
    return bool(closing) and said[-1].rstrip(".,").endswith(closing) and not any(opening in text for text in within)


def _ways(phone: str, email: str, url: str = "") -> Ways:
    """How to reach somebody, with links to a telephone (RFC 3966), to e-mail and to a page."""
    return Ways(
        phone=phone,
        phone_href=f"tel:{re.sub(r'[^0-9+]', '', phone)}" if phone else "",
        email=email,
        email_href=f"mailto:{email}" if email else "",
        site=re.sub(r"^https?://(www\.)?", "", url).rstrip("/"),
        site_href=url,
    )
