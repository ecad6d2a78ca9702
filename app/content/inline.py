"""One line of inline Markdown, as HTML and as plain text.

CommonMark's emphasis, strong, code and links, and `[words]{lang=cy}` for words in another language (WCAG 2.2,
success criterion 3.1.2). HTML is never passed through: it is text like any other.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from app.kept import while_running

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


_WORDS = frozenset({"text", "code_inline", "text_special"})
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A language tag, as far as its form goes (BCP 47, 2.1): a primary subtag of more letters has never been given out."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of markup. kind: link, em, strong, code or span. target: of a link its address, of a span its lang."""

    kind: str
    target: str = ""


def _is_plain(text: str) -> bool:
    """Whether no character of a text may begin markup or is read otherwise than it stands (CommonMark 0.31, 2.3 and 6).

    So it is with most paragraphs, and then there is nothing to parse. To look for one character after the other is five
    times as fast as to look for any of them.
    """
    return not (
        "*" in text
        or "_" in text
        or "[" in text
        or "]" in text
        or "{" in text
        or "}" in text
        or "&" in text
        or "<" in text
        or "!" in text
        or "`" in text
        or "\\" in text
        or "\n" in text
        or "\r" in text
        or "\0" in text
    )


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # only now: a server that shows texts without markup does without
    from mdit_py_plugins.attrs import attrs_plugin

    parser = (
        MarkdownIt("commonmark", {"html": False})
        .disable(["image", "html_inline", "newline"])
        .use(attrs_plugin, spans=True, allowed=["lang", "dir"])
    )
    # It gathers its rules when it is first used; a second thread that came meanwhile would parse by some of them.
    parser.parseInline("a")
    return parser


def _tokens(text: str) -> "list[Token]":
    (inline,) = _parser().parseInline(text)
    return inline.children or []


def to_html(text: str) -> Markup:
    """Inline HTML in which everything that is not our own markup is escaped."""
    return to_both(text)[0]


def to_text(text: str) -> str:
    """The words alone: for titles, feeds, cards and mail."""
    return text if _is_plain(text) else _parsed(text)[1]


def to_both(text: str) -> tuple[Markup, str]:
    """As HTML and as text."""
    if not _is_plain(text):
        return _parsed(text)
    # Of what markdown-it escapes, a plain text may have these two. Markup() would ask it for HTML of its own first.
    return str.__new__(Markup, text.replace(">", "&gt;").replace('"', "&quot;")), text


@while_running
@lru_cache(maxsize=512)
def _parsed(text: str) -> tuple[Markup, str]:
    html = _parser().renderInline(text)
    shown = (token.content for token in _tokens(text) if token.type in _WORDS)
    return Markup(html), "".join(shown)  # noqa: S704 - the parser runs with html off


def fault(text: str) -> str:
    """What is wrong with the markup of a text for who hears it (WCAG 2.2, 2.4.4 and 3.1.2); empty where nothing is."""
    if _is_plain(text):
        return ""
    link, words = "", True
    for token in _tokens(text):
        if token.type == "link_open":
            link, words = str(token.attrs.get("href", "")), False
        elif token.type in _WORDS and token.content.strip():
            words = True
        elif token.type == "link_close" and not words:
            return f"a link without words, to {link},"
        elif token.type == "span_open" and not _LANG.fullmatch(str(token.attrs.get("lang", "cy"))):
            return f"{{lang={token.attrs['lang']}}}, which is no code of a language such as cy or en,"
    return ""


def marks(text: str) -> tuple[Mark, ...]:
    """Every piece of markup, in order: what a translation has to keep."""
    if _is_plain(text):
        return ()
    found = []
    for token in _tokens(text):
        match token.type:
            case "link_open":
                found.append(Mark("link", str(token.attrs.get("href", ""))))
            case "span_open":
                found.append(Mark("span", str(token.attrs.get("lang", ""))))
            case "code_inline":
                found.append(Mark("code", token.content))
            case "em_open" | "strong_open":
                found.append(Mark(token.tag))
    return tuple(found)
