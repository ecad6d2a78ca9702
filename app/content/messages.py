"""The messages of a release and of the site, in reading order, each with a word to the translator."""

from collections.abc import Iterator

from app.content.blocks import needs_translation
from app.content.inline import to_text
from app.model import Block, Message, Release, Site
from app.settings import SITE_PATH

_NOTES = {
    "title": "The headline.",
    "slug": "The last part of the page's address: a-z, 0-9 and hyphens, without accents.",
    "summary": "One sentence, for lists, cards and search engines.",
    "correction": "A correction that readers see, with its date.",
    "withdrawal": "Why the release was withdrawn; readers see it at its address.",
    "organisation": "The name of the publisher, at the top of every page.",
    "strapline": "Below the name, at the top of the home page.",
    "description": "What the site is, for search engines and cards.",
    "notice": "At the top of every page.",
    "topic": "The name of a topic.",
    "topic-slug": "The topic in an address: a-z, 0-9 and hyphens, without accents.",
    "contact": "Whom journalists ask.",
    "contact-hours": "When they can be reached.",
    "support": "The name of a support service.",
    "support-about": "What the support service does, in one sentence.",
}
_PLACES = {
    "paragraph": "Paragraph",
    "heading": "Heading",
    "item": "List item",
    "quote": "What was said",
    "attribution": "Who said it: name, then a comma, then what they are",
    "figure-value": "A key figure",
    "figure": "What a key figure counts",
}


def message_context(role: str) -> str | None:
    """The msgctxt of a role: None for a paragraph, which most messages are."""
    return None if role == "paragraph" else role


def release_messages(release: Release) -> tuple[Message, ...]:
    """Every text of a release that has to be translated, in reading order."""
    found = [
        _message(release.path, block, _NOTES[block.role]) for block in (release.title, release.slug, release.summary)
    ]
    for part, blocks in (("the text", release.body), ("the notes to editors", release.notes)):
        heading = ""
        for block in blocks:
            for piece, near in _pieces(block):
                where = f"{_PLACES[piece.role]}, in {part}{heading}{near}."
                found.append(_message(release.path, piece, where))
            if block.role == "heading":
                heading = f", under “{to_text(block.text)}”"
    found += [_message(release.path, item.note, _NOTES["correction"]) for item in release.corrections]
    if release.withdrawn:
        found.append(_message(release.path, release.withdrawn.reason, _NOTES["withdrawal"]))
    return tuple(found)


def site_messages(site: Site[Block]) -> tuple[Message, ...]:
    """Every text of site.yaml, in the order of the file."""
    pieces = [site.organisation, site.strapline, site.description, site.notice]
    for topic in site.topics:
        pieces += [topic.name, topic.slug]
    for contact in site.contacts:
        pieces += [contact.name, contact.hours]
    for service in site.support:
        pieces += [service.name, service.about]
    return tuple(_message(SITE_PATH, piece, _NOTES[piece.role]) for piece in pieces)


def _message(path: str, block: Block, comment: str) -> Message:
    return Message(block.text, message_context(block.role), path, block.line, (comment,))


def _pieces(block: Block) -> Iterator[tuple[Block, str]]:
    """The block's texts, each with what stands near it."""
    if block.text and needs_translation(block):
        yield block, ""
    speaker = next(
        (to_text(child.text).partition(",")[0] for child in block.children if child.role == "attribution"), ""
    )
    number = ""
    for child in block.children:
        if child.role == "figure-value":
            number = to_text(child.text)
        for piece, near in _pieces(child):
            if piece.role == "quote":
                near = f"; spoken by {speaker}"
            elif piece.role == "figure":
                near = f"; the figure is {number}"
            yield piece, near
