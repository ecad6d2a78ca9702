"""What of a text a reader sees: without marks, and without the gaps that a program fills."""

import re
from functools import lru_cache

from app.checks.pairs import Pair
from app.content.inline import to_text

_MARKS = re.compile(r"[*_`\[\]\\&<]")
PLACEHOLDER = re.compile(r"%(?:\(\w+\)|[1-9]\$)[-+#0]?\d*(?:\.\d+)?[a-z]|%[sdifgx]\b|\$?\{\w*\}(?!\])|&#?\w+;|<[^<>]*>")
"""Gaps that a program fills, entities and tags."""


def source_text(pair: Pair) -> str:
    """The source as a reader sees it."""
    return _visible(pair.source, pair.markdown)


def target_text(pair: Pair) -> str:
    """The translation as a reader sees it."""
    return _visible(pair.target, pair.markdown)


@lru_cache(maxsize=64)
def _visible(text: str, markdown: bool) -> str:
    # A few checks ask for the same two texts one after the other; to read Markdown takes long.
    if markdown:
        return to_text(text) if _MARKS.search(text) else text
    if "%" in text or "{" in text or "&" in text or "<" in text:
        return PLACEHOLDER.sub(" ", text)
    return text
