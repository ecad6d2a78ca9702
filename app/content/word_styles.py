"""How a paragraph or a run of a Word document looks: its heading, its place in a list, bold and the like.

What is not said where it stands comes from its style, and from those that it is based on (ECMA-376, part 1, 17.7).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_OUTLINE = {str(level): (level + 1) % 10 for level in range(10)}
"""Word counts headings from 0, and 9 is the text (ECMA-376, part 1, 17.3.1.20)."""
_QUOTE = re.compile(r"(intense )?quote|quotations|block text", re.IGNORECASE)
"""Word's styles for what somebody said, with those of LibreOffice and pandoc."""
_LIST = re.compile(r"list (bullet|number)(?: ([2-9]))?", re.IGNORECASE)
_NUMBERED = {"decimal", "decimalZero", "ordinal", "cardinalText", "ordinalText", "number"}
_OFF = {"0", "false", "off"}


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph's place in a list.

    kind: bullet or number. level: its depth from 0. number: as Word counts, 0 of a bullet.
    lettered: whether Word shows the number in another way, as "b)" or "ii".
    """

    kind: str
    level: int
    number: int = 0
    lettered: bool = False


def value_of(element: Element | None, attribute: str = "w:val") -> str:
    """An attribute, empty where it or its element is not there."""
    return "" if element is None else str(element.get(qn(attribute)) or "")


class Styles:
    """The styles and lists of one document. It counts the items of numbered lists: ask once for each, in order."""

    def __init__(self, document: Document) -> None:
        self.by_id = {value_of(each, "w:styleId"): each for each in document.styles.element.findall(qn("w:style"))}
        self.lists: dict[str, Element] = {}
        self.abstract: dict[str, Element] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.started: set[str] = set()
        for relation in document.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
                numbering = relation.target_part.element
                self.lists = {value_of(each, "w:numId"): each for each in numbering.findall(qn("w:num"))}
                self.abstract = {
                    value_of(each, "w:abstractNumId"): each for each in numbering.findall(qn("w:abstractNum"))
                }

    def heading(self, paragraph: Element) -> int:
        """The level of a heading from 1, 0 of any other paragraph: what first says either, in itself or by its name."""
        for each in (paragraph, *self._of(paragraph, "p")):
            outline = value_of(each.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}"))
            if outline in _OUTLINE:
                return _OUTLINE[outline]
            if match := _HEADING.fullmatch(value_of(each.find(qn("w:name")))):
                return int(match[1])
        return 0

    def is_quote(self, paragraph: Element) -> bool:
        """Whether a paragraph has a style for what somebody said."""
        return any(_QUOTE.fullmatch(value_of(each.find(qn("w:name")))) for each in self._of(paragraph, "p"))

    def item(self, paragraph: Element) -> Item | None:
        """The place of a paragraph in a list, if it is in one."""
        styles = list(self._of(paragraph, "p"))
        numbered = [
            found for each in (paragraph, *styles) if (found := each.find(f"{qn('w:pPr')}/{qn('w:numPr')}")) is not None
        ]
        list_id = next((found for each in numbered if (found := value_of(each.find(qn("w:numId"))))), "")
        depth = next((found for each in numbered if (found := value_of(each.find(qn("w:ilvl"))))), "0")
        named = next((found for each in styles if (found := _LIST.fullmatch(value_of(each.find(qn("w:name")))))), None)
        # Word's own "List Bullet 2" is the outermost level of a list of its own, only further in.
        level = max(int(depth), int(named[2] or 1) - 1 if named else 0)
        numbers = self.lists.get(list_id)
        if numbers is None:
            if named is None or list_id == "0":
                return None
            if named[1].lower() == "bullet":
                return Item("bullet", level)
            return Item("number", level, self._count(named[0].lower(), level, 1))
        key = value_of(numbers.find(qn("w:abstractNumId")))
        form = self._level(numbers, key, depth)
        shown = value_of(form.find(qn("w:numFmt"))) if form is not None else "decimal"
        if shown == "none":
            return None
        if shown == "bullet":
            return Item("bullet", level)
        first = value_of(form.find(qn("w:start"))) if form is not None else ""
        for override in numbers.findall(qn("w:lvlOverride")):
            again = value_of(override.find(qn("w:startOverride")))
            if again and value_of(override, "w:ilvl") == depth and f"{list_id}/{depth}" not in self.started:
                self.started.add(f"{list_id}/{depth}")
                self.counts.setdefault(key, {})[int(depth)] = int(again) - 1
        return Item("number", level, self._count(key, int(depth), int(first or 1)), shown not in _NUMBERED)

    def look(self, run: Element, name: str) -> bool:
        """Whether a run is bold ("b"), in italics ("i"), struck through ("strike") or hidden ("vanish")."""
        found = self._said_of(run, name)
        return found is not None and value_of(found) not in _OFF

    def raised(self, run: Element) -> bool:
        """Whether a run stands higher than the line, as the 2 of m²."""
        return value_of(self._said_of(run, "vertAlign")) == "superscript"

    def _said_of(self, run: Element, name: str) -> Element | None:
        said = (each.find(f"{qn('w:rPr')}/{qn(f'w:{name}')}") for each in (run, *self._of(run, "r")))
        return next((found for found in said if found is not None), None)

    def _level(self, numbers: Element, key: str, depth: str) -> Element | None:
        places = [
            override for override in numbers.findall(qn("w:lvlOverride")) if value_of(override, "w:ilvl") == depth
        ]
        if key in self.abstract:
            places.append(self.abstract[key])
        levels = (level for place in places for level in place.findall(qn("w:lvl")))
        return next((level for level in levels if value_of(level, "w:ilvl") == depth), None)

    def _count(self, key: str, depth: int, first: int) -> int:
        """The next number of a list; those further in begin again below it."""
        counts = self.counts.setdefault(key, {})
        counts[depth] = counts.get(depth, first - 1) + 1
        self.counts[key] = {each: count for each, count in counts.items() if each <= depth}
        return counts[depth]

    def _of(self, element: Element, kind: str) -> Iterator[Element]:
        """The style of a paragraph ("p") or run ("r"), then those that it is based on."""
        style = value_of(element.find(f"{qn(f'w:{kind}Pr')}/{qn(f'w:{kind}Style')}"))
        seen = set()
        while style in self.by_id and style not in seen:
            seen.add(style)
            yield self.by_id[style]
            style = value_of(self.by_id[style].find(qn("w:basedOn")))
