"""What a paragraph of a Word document says, as inline Markdown, and what of it cannot come along.

Elements are known by their names, without their namespaces: those of Word's newer parts have several.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from app.content.incoming import escaped
from app.content.inline import marks, to_text
from app.content.word_styles import Styles, value_of
from app.wording import Wording

TRANSPARENT = {"ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdt", "sdtContent"}
"""What stands around words and says nothing itself: what was inserted, and content controls."""
GONE = {"del", "moveFrom"}
_SIGNS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "‑"}
_ARGUMENT = re.compile(r'\\[^lot\s]|(?:\\([lot])\s+)?(?:"([^"]*)"|([^\s"\\]\S*))', re.IGNORECASE)
"""A switch of a field HYPERLINK, or an argument with the switch that it belongs to (ECMA-376, part 1, 17.16.5.25)."""
_RAISED = str.maketrans("123", "¹²³")
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "footnote", "commentReference": "comment"}
_KINDS = {
    "picture": Wording("pictures"),
    "drawing": Wording("drawings"),
    "text box": Wording("text boxes"),
    "footnote": Wording("footnotes"),
    "comment": Wording("comments"),
    "formula": Wording("formulas"),
    "symbol": Wording("symbols"),
    "embedded object": Wording("embedded objects"),
    "embedded file": Wording("embedded files"),
    "hidden text": Wording("hidden texts"),
    "control that nobody filled in": Wording("controls that nobody filled in"),
    "header": Wording("headers"),
    "footer": Wording("footers"),
    "link": Wording("links"),
    "other part": Wording("other parts"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a paragraph that looks alike. text: as it stands. address: where it links to, or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""


class Losses:
    """What of a document does not come along, or comes otherwise, by kind, with its words."""

    def __init__(self) -> None:
        self.left: dict[str, list[str]] = defaultdict(list)
        self.changed: dict[Wording, list[str]] = defaultdict(list)

    def leave(self, kind: str, words: str = "") -> None:
        """Notes something that was left out. kind: as _KINDS has it."""
        self.left[kind].append(words)

    def leave_words(self, kind: str, words: str) -> None:
        """Notes something that was left out, if it says anything."""
        if words:
            self.leave(kind, words)

    def change(self, what: Wording, words: str) -> None:
        """Notes words that came otherwise. what: a sentence without its full stop."""
        self.changed[what].append(words)

    def told(self) -> tuple[Wording, ...]:
        """A line for each kind."""
        left = {
            Wording("%(kind)s (%(count)s), left out", kind=_KINDS[kind], count=len(shown)): shown
            for kind, shown in self.left.items()
        }
        return tuple(
            Wording("%(what)s: %(words)s", what=what, words=words) if (words := _listed(shown)) else what
            for what, shown in (left | self.changed).items()
        )


class Reader:
    """Reads the paragraphs of one document, in order: a field may begin in one and end in another."""

    def __init__(self, document: Document, styles: Styles, losses: Losses) -> None:
        self.document = document
        self.styles = styles
        self.losses = losses
        self.fields: list[str] = []  # the instructions of the fields that are open

    def words(self, container: Element, address: str = "") -> Iterator[Words]:
        """What a paragraph says, in stretches: with what was inserted, without what was deleted."""
        for child in children(container):
            match kind_of(child):
                case "r":
                    yield from self._run(child, address)
                case "hyperlink":
                    yield from self.words(child, self._target(child))
                case "fldSimple":
                    yield from self.words(child, self._linked(value_of(child, "w:instr")) or address)
                case "oMath" | "oMathPara":
                    self.losses.leave("formula", said(child))
                case "sdt" if unfilled(child):
                    self.losses.leave("control that nobody filled in", said(child))
                case kind if kind in TRANSPARENT:
                    yield from self.words(child, address)
                case "AlternateContent":
                    yield from self.words(newer(child), address)
                case kind if kind not in GONE:
                    self.losses.leave_words("other part", said(child))

    def lines(self, words: Sequence[Words]) -> list[str]:
        """The lines of a paragraph as inline Markdown: as they look if that can be written, else the words alone."""
        text = "".join(each.text for each in words)
        marked = [one_line(line) for line in "".join(_marked(words)).split("\n")]
        if one_line(" ".join(map(to_text, marked))) == one_line(text):
            return marked
        self.losses.change(Wording("Bold, italics or links were lost"), one_line(text))
        for address in dict.fromkeys(each.address for each in words if each.address):
            self.losses.leave("link", address)
        return [escaped(one_line(line)) for line in text.split("\n")]

    def _run(self, element: Element, address: str) -> Iterator[Words]:
        if self.styles.look(element, "vanish"):
            self.losses.leave_words("hidden text", said(element))
            return
        bold, italic = self.styles.look(element, "b"), self.styles.look(element, "i")
        for child in children(element):
            kind = kind_of(child)
            text = (child.text or "") if kind == "t" else _SIGNS.get(kind, "")
            if kind == "fldChar":
                self._field(value_of(child, "w:fldCharType"))
            elif kind == "instrText" and self.fields:
                self.fields[-1] += child.text or ""
            elif kind in _NOTES:
                self.losses.leave(_NOTES[kind])
            elif kind == "sym":
                self.losses.leave("symbol")
            elif kind in {"drawing", "pict", "object", "AlternateContent"}:
                self._drawn(child)
            elif kind != "t":
                self.losses.leave_words("other part", said(child))
            if text:
                if any(map(str.isdecimal, text)) and self.styles.raised(element):
                    text = self._raised(text)
                if text.strip() and (self.styles.look(element, "strike") or self.styles.look(element, "dstrike")):
                    self.losses.change(Wording("Struck through in the document, plain here"), text)
                inner = (self._linked(instruction) for instruction in reversed(self.fields))
                yield Words(text, bold, italic, next(filter(None, inner), address))

    def _raised(self, text: str) -> str:
        """Numbers above the line in letters of their own: 10³ is not 103. Those that our fonts lack are told."""
        if set(text.strip()) <= {"1", "2", "3"}:
            return text.translate(_RAISED)
        self.losses.change(Wording("A number above the line in the document, on it here"), text)
        return text

    def _field(self, part: str) -> None:
        """Follows a field: its instruction, then what is shown of it, then its end."""
        if part == "begin":
            self.fields.append("")
        elif part == "end" and self.fields:
            self.fields.pop()

    def _linked(self, instruction: str) -> str:
        address = _address(instruction)
        return self._usable(address) if address else ""

    def _target(self, element: Element) -> str:
        """Where a link leads; nowhere if that is another place in the document."""
        relation = self.document.part.rels.get(value_of(element, "r:id"))
        if relation is None or not relation.is_external:
            return ""
        anchor = value_of(element, "w:anchor")
        return self._usable(relation.target_ref + (f"#{anchor}" if anchor else ""))

    def _usable(self, address: str) -> str:
        """An address as Markdown writes it, or nothing if a link may not have it, such as file:."""
        written = re.sub(r"[\\()<>]", r"\\\g<0>", re.sub(r"\s", "%20", address.strip()))
        if any(mark.kind == "link" for mark in marks(f"[a]({written})")):
            return written
        self.losses.leave("link", address)
        return ""

    def _drawn(self, element: Element) -> None:
        """Notes a picture, or what else is drawn."""
        if kind_of(element) == "AlternateContent":
            for child in children(newer(element)):
                self._drawn(child)
            return
        inside = list(element.iter("*"))
        kinds = {kind_of(each) for each in inside}
        if "txbxContent" in kinds:
            for box in inside:
                if kind_of(box) == "txbxContent":
                    self.losses.leave("text box", said(box))
        elif kind_of(element) == "object":
            self.losses.leave("embedded object")
        else:
            names = [each.get("descr") or each.get("name") or "" for each in inside if kind_of(each) == "docPr"]
            self.losses.leave("picture" if kinds & {"pic", "imagedata"} else "drawing", "".join(names[:1]))


def _address(instruction: str) -> str:
    """Where a field leads: an address and the place at it; nowhere if it is no link, or one within the document."""
    kind, *rest = instruction.split(maxsplit=1) or [""]
    if kind.upper() != "HYPERLINK":
        return ""
    found = _ARGUMENT.findall("".join(rest))
    parts = {switch.lower(): quoted or bare for switch, quoted, bare in found if quoted or bare}
    address = parts.get("", "")
    return f"{address}#{parts['l']}" if address and "l" in parts else address


def children(element: Element) -> list[Element]:
    """The elements in an element, without comments of XML."""
    return [child for child in element if isinstance(child.tag, str)]


def newer(element: Element) -> Element:
    """The first of the forms in which Word keeps the same thing for newer and older versions of itself."""
    return next(iter(children(element)), element)


def kind_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def unfilled(control: Element) -> bool:
    """Whether a content control has no more than the words by which Word asks for some."""
    return control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None


def said(element: Element) -> str:
    """All the words in an element, of whatever kind it is, on one line."""
    parts = ((kind_of(each), each.text or "") for each in element.iter("*"))
    return one_line("".join(text if kind == "t" else " " for kind, text in parts if kind in {"t", "p"}))


def one_line(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def _marked(words: Sequence[Words]) -> Iterator[str]:
    """Inline Markdown in parts. A link is bold or in italics as a whole, and no mark goes over the end of a line."""
    whole: list[Words] = []
    for address, stretch in groupby(words, key=lambda each: each.address):
        parts = list(stretch)
        if address:
            seen = [part for part in parts if part.text.strip()]
            bold, italic = all(part.bold for part in seen), all(part.italic for part in seen)
            parts = [Words("".join(part.text for part in parts), bold, italic, address)]
        whole += parts
    for (bold, italic, address), stretch in groupby(whole, key=lambda each: (each.bold, each.italic, each.address)):
        stress = "**" * bold + "*" * italic
        for line in re.split(r"(\n)", "".join(part.text for part in stretch)):
            core = line.strip()
            if not core:
                yield line
                continue
            lead, trail = line.split(core, 1)
            shown = escaped(core)
            if address:
                inner = shown.replace("]", r"\]")
                shown = f"[{inner}]({address})"
            yield f"{lead}{stress}{shown}{stress}{trail}"


def _listed(shown: Sequence[str]) -> str:
    """ "a; b", each cut short."""
    words = [text if len(text) <= 60 else f"{text[:59].rstrip()}…" for text in dict.fromkeys(shown) if text]
    return "; ".join(words)
