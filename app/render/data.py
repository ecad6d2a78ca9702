"""A release as JSON: every field and block, in both languages. app/static/release.schema.json is its schema."""

from collections.abc import Sequence

from pydantic_core import to_json

from app import urls
from app.pages.parts import ContactCard, CorrectionNote, Link, Piece, SupportCard, Text
from app.pages.values import ReleasePage

VERSION = 1
"""Of the schema: another one where a program that reads this one would go wrong."""


def release_json(pages: Sequence[ReleasePage], base_url: str, identity: str, source: str) -> str:
    """The release as a JSON object. pages: of the same release, one in each language. source: the one it is written in.

    identity: its id for ever, whatever its addresses. Times are ISO 8601 with an offset, or a date alone where the
    release has no time of day.
    """
    first = pages[0]
    row = {
        "$schema": base_url + urls.RELEASE_SCHEMA,
        "version": VERSION,
        "id": identity,
        "source_language": source,
        "published": first.published.iso,
        "corrected": first.updated.iso if first.updated else None,
        "languages": {page.shell.lang: _half(page, base_url) for page in pages},
    }
    return to_json(row, indent=1).decode() + "\n"


def _half(page: ReleasePage, base_url: str) -> dict[str, object]:
    url = page.shell.url
    return {
        "url": url,
        "forms": {name: base_url + path for name, path in page.forms.items()},
        "organisation": _text(page.shell.organisation, url),
        "title": _text(page.title, url),
        "summary": _text(page.summary, url),
        "topics": [_link(topic, base_url) for topic in page.topics],
        "body": [_piece(piece, url) for piece in page.body],
        "notes": [_piece(piece, url) for piece in page.notes],
        "corrections": [_correction(note, url) for note in page.corrections],
        "contacts": [_contact(person, url) for person in page.contacts],
        "support": [_support(service, url) for service in page.support],
    }


def _text(text: Text, url: str) -> dict[str, str]:
    """url: of the page, from which its links lead on."""
    return {"html": urls.absolute(str(text.html), url), "text": text.plain}


def _link(link: Link, base_url: str) -> dict[str, str]:
    return {"name": link.text.plain, "url": base_url + link.href}


def _piece(piece: Piece, url: str) -> dict[str, object]:
    """A block. What a kind of block does not have is left out."""
    row: dict[str, object] = {"kind": piece.kind}
    if piece.anchor:
        row["anchor"] = piece.anchor
    if piece.value:
        row["value"] = _text(piece.value, url)
    if piece.text:
        row |= _text(piece.text, url)
    if piece.kind == "heading":
        row["level"] = piece.level
    if piece.ordinal is not None:
        row["first_number"] = piece.ordinal
    if piece.kind == "quotation":
        row["speaker"] = _text(piece.speaker, url) if piece.speaker else None
        row["role"] = _text(piece.speaker_role, url) if piece.speaker_role else None
        row["spoken"] = piece.spoken
        row["translated"] = bool(piece.translated_from)
    if piece.children:
        row["children"] = [_piece(child, url) for child in piece.children]
    return row


def _correction(note: CorrectionNote, url: str) -> dict[str, object]:
    return {"at": note.at.iso, "anchor": note.anchor, **_text(note.text, url)}


def _contact(person: ContactCard, url: str) -> dict[str, object]:
    return {
        "name": _text(person.name, url),
        "hours": _text(person.hours, url),
        "phone": person.ways.phone or None,
        "email": person.ways.email or None,
    }


def _support(service: SupportCard, url: str) -> dict[str, object]:
    return {
        "name": _text(service.name, url),
        "about": _text(service.about, url),
        "phone": service.ways.phone or None,
        "email": service.ways.email or None,
        "url": service.ways.site_href or None,
        "answers": list(service.answers),
    }
