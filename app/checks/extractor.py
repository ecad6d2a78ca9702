"""A Babel extraction method for the titles and the help of checks, registered in pyproject.toml as datganiad_check."""

from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from app.checks.check import check_messages


def extract_check(
    fileobj: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """What Babel asks of an extraction method, for a module of checks (Babel, "Writing Extraction Methods")."""
    for message in check_messages():
        if str(getattr(fileobj, "name", "")).replace("\\", "/").endswith(message.path):
            yield message.line, "pgettext", (message.msgctxt or "", message.msgid), []
