"""One line of inline Markdown, as HTML and as plain text.

CommonMark's emphasis, strong, code and links, and `[words]{lang=cy}` for words in another language (WCAG 2.2,
success criterion 3.1.2). HTML is never passed through: it is text like any other.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from markupsafe import Markup

from app.kept import while_running
from app.wording import Wording

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


_WORDS = frozenset({"text", "code_inline", "text_special"})
_TARGETED = frozenset({"link", "span", "code"})
BARE = "bare"
"""The class of a link whose words are its address."""
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A language tag, as far as its form goes (BCP 47, 2.1): a primary subtag of more letters has never been given out."""
_LIKE_A_LINK = re.compile(r"\[[^][]*\](?:\(|\s\((?=https?:|www\.|mailto:))\S*")
"""What is left of a link that CommonMark does not read as one (0.31, 6.3), where readers would see it as it stands."""
_MEANT = re.compile(r"\\[][]")


class Mark(NamedTuple):
    """One piece of markup. kind: link, em, strong, code or span.

    target: of a link its address, of a span its lang, of code what it says.
    """

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


_NO_MARK = r"[^][\\*_`<&{}!\r\n\0]"
_ADDRESS = r"(?:https?:/)?/[A-Za-z0-9/:.?=#_~+-]*|mailto:[A-Za-z0-9@._+-]+|tel:[0-9+-]+"
_PLAIN_MARK = re.compile(
    # What a mark begins with comes first: the engine looks for that alone, and only then at what is before it.
    r"[\[`*_](?:"
    rf"(?<=\[)(?P<words>{_NO_MARK}*[^][\\*_`<&{{}}!\s\0]{_NO_MARK}*)\]"
    rf"(?:\((?P<link>{_ADDRESS})\)|\{{lang=(?P<span>{_LANG.pattern})\}})"
    r"|(?<=`)(?<!``)(?P<code>[^`\s](?:[^`\r\n\0]*[^`\s])?)`(?!`)"
    rf"|(?<=\*)(?<![\w*]\*)(?P<em>[^\W_](?:{_NO_MARK}*[^\W_])?)\*(?![\w*])"
    rf"|(?<=\*)(?<![\w*]\*)\*(?P<strong>[^\W_](?:{_NO_MARK}*[^\W_])?)\*\*(?![\w*])"
    r"|(?<=[^\W_]_)(?P<joint>)(?=[^\W_]))"
)
"""Markup in the form that nearly all has, without other markup within: a link whose address is shown as it is written,
a mark of language, code, emphasis, strong emphasis; and a low line within a word, which is none (CommonMark 0.31, 6).
"""


@while_running
@lru_cache(maxsize=64)
def _plain_marks(text: str) -> "tuple[Mark, ...] | None":
    """The markup of a text that has none but in this form: then nothing has to be parsed."""
    found: list[Mark] = []

    def mark(match: re.Match[str]) -> str:
        kind = str(match.lastgroup)
        if kind != "joint":
            found.append(Mark(kind, match[kind] if kind in _TARGETED else ""))
        return ""

    return tuple(found) if _is_plain(_PLAIN_MARK.sub(mark, text)) else None


def _words_of(mark: re.Match[str]) -> str:
    """What a reader sees of markup in that form."""
    return mark["words"] or mark[str(mark.lastgroup)] or mark[0]


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # only now: a server that shows texts without markup does without
    from mdit_py_plugins.attrs import attrs_plugin

    parser = (
        MarkdownIt("commonmark", {"html": False})
        .disable(["image", "html_inline", "newline"])
        .use(attrs_plugin, spans=True, allowed=["lang", "dir"])
    )
    parser.add_render_rule("link_open", _link_open)
    # It gathers its rules when it is first used; a second thread that came meanwhile would parse by some of them.
    parser.parseInline("a")
    return parser


def _link_open(self: Any, tokens: "Sequence[Token]", index: int, options: Any, env: Any) -> str:
    """A link whose words are its address is marked so: forms that spell addresses out do not say it twice."""
    link, words = tokens[index], tokens[index + 1 : index + 3]
    if [token.type for token in words] == ["text", "link_close"] and _is_address(words[0].content, link):
        link.attrSet("class", BARE)
    return str(self.renderToken(tokens, index, options, env))


def _is_address(words: str, link: "Token") -> bool:
    scheme, _, place = unquote(str(link.attrs["href"])).partition(":")
    if scheme == "tel":
        number = "".join(filter(str.isdecimal, words)).lstrip("0")
        return bool(number) and "".join(filter(str.isdecimal, place)).endswith(number)
    return words.removeprefix(f"{scheme}:").strip("/") == place.strip("/")


def _tokens(text: str) -> "list[Token]":
    (inline,) = _parser().parseInline(text)
    return inline.children or []


def to_text(text: str) -> str:
    """The words alone: for titles, feeds, cards and mail."""
    if _is_plain(text):
        return text
    return _parsed(text)[1] if _plain_marks(text) is None else _PLAIN_MARK.sub(_words_of, text)


def to_both(text: str) -> tuple[Markup, str]:
    """As inline HTML, in which everything that is not our own markup is escaped, and as text."""
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


def fault(text: str) -> Wording | None:
    """What is wrong with the markup of a text: for who hears it (WCAG 2.2, 2.4.4 and 3.1.2), and a link that is none.

    None where nothing is.
    """
    if _is_plain(text) or _plain_marks(text) is not None:
        return None
    return _fault_of(_tokens(_MEANT.sub("x", text)))


def _fault_of(tokens: "list[Token]") -> Wording | None:
    link, words = "", True
    for token in tokens:
        if token.type == "link_open":
            link, words = str(token.attrs.get("href", "")), False
        elif token.type == "text" and (broken := _LIKE_A_LINK.search(token.content)):
            return Wording(
                "“%(text)s” is no link (a space breaks it, or its address is not one such as https://…)", text=broken[0]
            )
        elif token.type in _WORDS and token.content.strip():
            words = True
        elif token.type == "link_close" and not words:
            return Wording("the link to %(address)s has no words", address=link)
        elif token.type == "span_open" and not _LANG.fullmatch(str(token.attrs.get("lang", "cy"))):
            code = token.attrs["lang"]
            return Wording("{lang=%(code)s} has no code of a language, such as cy or en", code=code)
    return None


def marks(text: str) -> tuple[Mark, ...]:
    """Every piece of markup, in order: what a translation has to keep."""
    if _is_plain(text):
        return ()
    found = _plain_marks(text)
    return _marks_of(_tokens(text)) if found is None else found


def _marks_of(tokens: "list[Token]") -> tuple[Mark, ...]:
    found = []
    for token in tokens:
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
