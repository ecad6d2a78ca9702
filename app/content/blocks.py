"""The body of a release, from CommonMark to blocks.

A definition list is the key figures; the last line of a quote is who said it; the heading "Notes to editors" opens
the editors' part. What a release cannot hold (HTML, code, images, rules) is refused with its line.
"""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.deflist import deflist_plugin

from app.content.inline import fault, to_text
from app.errors import ContentError
from app.locales import LOCALES
from app.model import Block
from app.wording import Quoted, Wording

_PARSER = (
    MarkdownIt("commonmark", {"html": True})  # read as HTML so that it can be refused
    .use(deflist_plugin)
    .use(attrs_block_plugin, allowed=["spoken"])
)
_PARSER.parse("a")  # as of the parser in inline.py: before a second thread can come
_DASHES = ("— ", "– ", "-- ")
_SHORT = 20
"""Characters of a paragraph that may be one word between marks."""
_REFUSED: dict[str, tuple[str, Wording]] = {
    "html_inline": (Wording("HTML"), Wording("write it in Markdown, or put a backslash before '<'")),
    "image": (Wording("an image"), Wording("take it out; a release holds words, figures and quotes")),
    "html_block": (Wording("HTML"), Wording("write it in Markdown; see content/README.md")),
    "code_block": (Wording("a code block"), Wording("take out the four spaces at the start of the line")),
    "fence": (Wording("a code block"), Wording("take out the ``` lines")),
    "hr": (Wording("a rule"), Wording("take it out, or write a heading with ##")),
    "table": (Wording("a table"), Wording("write its rows as a list or as figures")),
    "footnote": (Wording("a footnote"), Wording("write it where it belongs, or in the notes to editors")),
    "struck": (Wording("struck-out text"), Wording("take it out")),
    "bullet": (Wording("a bullet"), Wording("begin each item of a list with '- '")),
}
_FOREIGN = re.compile(
    r"(?P<table>\|.*\n\|?[ :|-]*-{3,}[ :|-]*$)|(?<!\\)(?P<footnote>\[\^[^\]\s]+\])|(?<!\\)(?P<struck>~~(?=\S)[^~]+~~)"
    r"|(?P<bullet>^[ \t]*[•·▪◦‣●][ \t])",
    re.MULTILINE,
)
"""Marks of other kinds of Markdown, and of word processors: readers would see them as they stand."""
_NEARLY = 0.8
"""How like the heading of the editors' part a text must be to be taken for it (difflib, 0 to 1)."""


@dataclass(frozen=True, slots=True)
class Body:
    """The two parts of a release: what everybody reads, and the notes to editors."""

    blocks: tuple[Block, ...]
    notes: tuple[Block, ...]


def parse_body(text: str, *, path: str, first_line: int, source: str) -> Body:
    """The blocks of a release's Markdown.

    first_line: 1-based, the line of the file at which the text begins. Raises ContentError for what it cannot hold.
    """
    return _Reader(path, first_line, source).read(text)


class _Reader:
    def __init__(self, path: str, first_line: int, source: str) -> None:
        self.path = path
        self.first_line = first_line
        self.source = source
        self.level = 1
        self.handlers: dict[str, Callable[[SyntaxTreeNode], Block]] = {
            "paragraph": self.paragraph,
            "heading": self.heading,
            "bullet_list": self.list,
            "ordered_list": self.list,
            "blockquote": self.quotation,
            "dl": self.figures,
        }

    def read(self, text: str) -> Body:
        body: list[Block] = []
        notes: list[Block] | None = None
        for node in self.tree(text).children:
            if self.opens_notes(node):
                if notes is not None:
                    raise self.refuse(
                        node,
                        Wording("a second part for editors"),
                        Wording("keep one heading for it, the last of level 2"),
                    )
                notes = []
                self.level = 2
                continue
            part = body if notes is None else notes
            block = self.block(node)
            if notes is not None and block.role == "heading" and block.level == 2:
                raise self.refuse(
                    node, Wording("a heading of level 2 in the notes to editors"), Wording("write it with ###")
                )
            part.append(replace(block, anchor=f"{'p' if notes is None else 'n'}{len(part) + 1}"))
        return Body(tuple(body), tuple(notes or ()))

    def tree(self, text: str) -> SyntaxTreeNode:
        links: dict[str, dict[str, dict[str, list[int]]]] = {}
        try:
            tree = SyntaxTreeNode(_PARSER.parse(text, links))
        except RecursionError:
            what = Wording("there are marks within marks without end")
            raise ContentError(self.path, self.first_line, what, Wording("write it more simply")) from None
        for definition in links.get("references", {}).values():
            line = self.first_line + definition["map"][0]
            what = Wording("a link's address on a line of its own cannot stand in a release")
            raise ContentError(self.path, line, what, Wording("write it where it is used: [words](https://…)"))
        return tree

    def opens_notes(self, node: SyntaxTreeNode) -> bool:
        """Raises ContentError for what only looks like it: editors' notes are not to stand in the text by mistake."""
        if node.type not in {"heading", "paragraph"}:
            return False
        heading, words = LOCALES[self.source].notes_heading, self.text(node)
        if node.type == "heading" and node.tag == "h2" and words.lower() == heading:
            return True
        if len(words) > 2 * len(heading):
            return False
        bare = _bare(to_text(words))
        if any(_alike(bare, locale.notes_heading) for locale in LOCALES.values()):
            heading = Quoted(f"## {heading.capitalize()}", self.source)
            fix = Wording("write '%(heading)s' above the part for editors", heading=heading)
            raise self.refuse(node, self.quoted(words), fix)
        return False

    def block(self, node: SyntaxTreeNode) -> Block:
        handler = self.handlers.get(node.type)
        if handler is None:
            hint = Wording("see content/README.md for what a release can hold")
            raise self.refuse(node, *_REFUSED.get(node.type, (node.type, hint)))
        return handler(node)

    def paragraph(self, node: SyntaxTreeNode) -> Block:
        words = self.text(node)
        if len(words) < _SHORT and any(_bare(to_text(words)) in locale.ending_words for locale in LOCALES.values()):
            fix = Wording("take it out: the page says itself where a release ends")
            raise self.refuse(node, self.quoted(words), fix)
        return Block("paragraph", words, self.line(node))

    def heading(self, node: SyntaxTreeNode) -> Block:
        level = int(node.tag[1])
        if level == 1:
            raise self.refuse(
                node, Wording("a heading of level 1"), Wording("the title is in the front matter; begin at ##")
            )
        if level > self.level + 1 or level > 4:
            what = Wording("a heading of level %(level)s under one of level %(above)s", level=level, above=self.level)
            raise self.refuse(node, what, Wording("go down one level at a time"))
        self.level = level
        return Block("heading", self.text(node), self.line(node), level=level)

    def list(self, node: SyntaxTreeNode) -> Block:
        items = tuple(self.list_item(child) for child in node.children)
        ordinal = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        return Block("list", "", self.line(node), ordinal=ordinal, children=items)

    def list_item(self, node: SyntaxTreeNode) -> Block:
        children = [self.block(child) for child in node.children]
        if not children or children[0].role != "paragraph":
            raise self.refuse(
                node, Wording("a list item without words"), Wording("write its text on the line of its mark")
            )
        children[0] = replace(children[0], role="item")
        return Block("list-item", "", self.line(node), children=tuple(children))

    def quotation(self, node: SyntaxTreeNode) -> Block:
        wrong = next((child for child in node.children if child.type != "paragraph"), None)
        if wrong is not None:
            raise self.refuse(
                wrong,
                Wording("something other than paragraphs in a quote"),
                Wording("keep what was said, then '> — Name, role'"),
            )
        said = [Block("quote", self.text(child), self.line(child)) for child in node.children]
        attribution = self.attribution(node.children)
        if attribution is None or (len(said) == 1 and said[0].text.startswith(_DASHES)):
            raise self.refuse(
                node, Wording("a quote that does not say who said it"), Wording("end it with a line '> — Name, role'")
            )
        spoken_words = self.text(node.children[-1], drop_last=True)
        said[-1:] = [replace(said[-1], text=spoken_words)] if spoken_words else []
        spoken = str(node.attrs.get("spoken", self.source))
        if spoken not in {*LOCALES, "both"}:
            raise self.refuse(node, f"{{spoken={spoken}}}", Wording("say en, cy or both"))
        return Block("quotation", "", self.line(node), spoken=spoken, children=(*said, attribution))

    def attribution(self, paragraphs: Sequence[SyntaxTreeNode]) -> Block | None:
        if not paragraphs:
            return None
        lines = self.inline(paragraphs[-1]).split("\n")
        if not lines[-1].lstrip().startswith(_DASHES) or not lines[-1].strip("—–- "):
            return None
        line = self.line(paragraphs[-1]) + len(lines) - 1
        return Block("attribution", lines[-1].lstrip("—–- ").strip(), line)

    def figures(self, node: SyntaxTreeNode) -> Block:
        children: list[Block] = []
        for term in node.children:
            line = self.line(term)
            if term.type == "dt":
                children.append(Block("figure-value", self.text(term), line))
            elif children and children[-1].role == "figure-value" and [c.type for c in term.children] == ["paragraph"]:
                # the plugin's own line of a second figure is that of its number
                children.append(Block("figure", self.text(term.children[0]), self.line(term.children[0])))
            else:
                raise self.refuse(
                    term,
                    Wording("a key figure that is not a number and one line about it"),
                    Wording("write '486', then ': what it counts'"),
                )
        return Block("figures", "", self.line(node), children=tuple(children))

    def inline(self, node: SyntaxTreeNode) -> str:
        (inline,) = node.children
        for child in inline.walk():
            if child.type in {"image", "html_inline"}:
                raise self.refuse(node, *_REFUSED[child.type])
        foreign = _FOREIGN.search(inline.content)
        if foreign:
            raise self.refuse(node, *_REFUSED[str(foreign.lastgroup)])
        wrong = fault(inline.content)
        if wrong:
            raise ContentError(self.path, self.line(node), wrong, Wording("mend it, or take its marks out"))
        return inline.content

    def text(self, node: SyntaxTreeNode, *, drop_last: bool = False) -> str:
        """The inline Markdown on one line: soft and hard breaks are spaces."""
        lines = self.inline(node).split("\n")
        kept = lines[:-1] if drop_last else lines
        words = " ".join(line.strip().removesuffix("\\").strip() for line in kept)
        if not words and not drop_last:
            raise self.refuse(node, Wording("a text without words"), Wording("write some, or take it out"))
        return words

    def line(self, node: SyntaxTreeNode) -> int:
        return self.first_line + (node.map[0] if node.map else 0)

    def quoted(self, words: str) -> Wording:
        return Wording("“%(text)s”", text=Quoted(words, self.source))

    def refuse(self, node: SyntaxTreeNode, what: str, fix: Wording) -> ContentError:
        return ContentError(self.path, self.line(node), Wording("%(what)s cannot stand in a release", what=what), fix)


def _bare(text: str) -> str:
    """A text in lower case without what stands around it and between its words."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _alike(text: str, heading: str) -> bool:
    both = difflib.SequenceMatcher(None, text, heading)
    # The first two are upper bounds of the third, and soon worked out.
    return all(ratio() >= _NEARLY for ratio in (both.real_quick_ratio, both.quick_ratio, both.ratio))


def needs_translation(block: Block) -> bool:
    """Whether the block has words: a figure such as "2,000" is written alike in both languages."""
    if block.role == "figure-value":
        return any(letter.isalpha() for letter in to_text(block.text))
    return bool(block.text)
