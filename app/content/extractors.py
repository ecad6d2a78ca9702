"""Babel extraction methods for content/, so that plain `pybabel extract` reads it as well.

Registered in pyproject.toml as datganiad_release and datganiad_site.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePath
from typing import IO, Any

from app.content.messages import release_messages, site_messages
from app.content.release import parse_release
from app.content.site import parse_site
from app.model import Message

Extracted = tuple[int, str | None, str | tuple[str, str], list[str]]


def extract_release(
    fileobj: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Extracted]:
    """What Babel asks of an extraction method, for a release or a page (Babel, "Writing Extraction Methods")."""
    parts = PurePath(getattr(fileobj, "name", "")).as_posix().partition("content/")
    yield from _extracted(release_messages(parse_release(fileobj.read(), parts[1] + parts[2])))


def extract_site(
    fileobj: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Extracted]:
    """What Babel asks of an extraction method, for site.yaml."""
    yield from _extracted(site_messages(parse_site(fileobj.read())))


def _extracted(messages: tuple[Message, ...]) -> Iterator[Extracted]:
    for message in messages:
        if message.msgctxt is None:
            yield message.line, None, message.msgid, list(message.comments)
        else:
            yield message.line, "pgettext", (message.msgctxt, message.msgid), list(message.comments)
