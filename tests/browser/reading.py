"""A page as a screen reader has it: Chromium's own accessibility tree, as text that a reviewer can read aloud.

One thing to a line, inside what holds it by its indent: its role, its name, and what else is said of it. Where the
language changes, the line begins with its code.
"""

from typing import Any

from playwright.sync_api import Page

_UNSAID = {"generic", "none", "InlineTextBox", "LineBreak", "ListMarker", "LabelText", "Legend", "LayoutTableCell"}
"""Roles that are passed over: only what is inside is read."""
_NAMED_BY_THEIR_WORDS = {"heading", "link", "button", "option", "radio", "term"}
_SAID = ("level", "checked", "expanded", "required", "invalid", "live")

Node = dict[str, Any]


def reading(page: Page) -> str:
    """The page as text, each line ending in LF."""
    session = page.context.new_cdp_session(page)
    document = session.send("DOM.getDocument", {"depth": -1})["root"]
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return _Reading(nodes, document).text()


class _Reading:
    def __init__(self, nodes: list[Node], document: Node) -> None:
        self.nodes = {node["nodeId"]: node for node in nodes}
        self.root = nodes[0]
        self.elements: dict[int, tuple[str, dict[str, str]]] = {}
        self._note(document, "", {})
        self.lines: list[str] = []

    def text(self) -> str:
        self._read(self.root, 0, "")
        return "\n".join(self.lines) + "\n"

    def _note(self, element: Node, lang: str, around: dict[str, str]) -> None:
        """Keeps language and attributes of an element and of all that is in it; a text has those of its element."""
        if element["nodeType"] == 9:  # the document itself: it speaks the language of its html element
            lang = next(_attributes(child).get("lang", "") for child in element["children"] if child["nodeType"] == 1)
        own = _attributes(element) if element["nodeType"] == 1 else around
        lang = own.get("lang", lang)
        self.elements[element["backendNodeId"]] = (lang, own)
        for child in element.get("children", []):
            self._note(child, lang, own)

    def _read(self, node: Node, depth: int, lang: str) -> None:
        role = node.get("role", {}).get("value", "")
        said = not node.get("ignored") and role not in _UNSAID
        if said:
            here, attributes = self.elements.get(node.get("backendDOMNodeId", 0), (lang, {}))
            self.lines.append("  " * depth + self._line(node, role, here, lang, attributes))
            depth, lang = depth + 1, here
            if role in _NAMED_BY_THEIR_WORDS and not self._holds_more(node):
                return
        for child in node.get("childIds", []):
            self._read(self.nodes[child], depth, lang)

    def _holds_more(self, node: Node) -> bool:
        """Whether there is something in it besides its words."""
        inside = [self.nodes[child] for child in node.get("childIds", [])]
        plain = {*_UNSAID, "StaticText", "emphasis", "strong", "Abbr"}
        return any(
            (not child.get("ignored") and child.get("role", {}).get("value") not in plain)
            or self._changes_language(node, child)
            or self._holds_more(child)
            for child in inside
        )

    def _changes_language(self, node: Node, child: Node) -> bool:
        around, _ = self.elements.get(node.get("backendDOMNodeId", 0), ("", {}))
        return self.elements.get(child.get("backendDOMNodeId", 0), (around, {}))[0] != around

    def _line(self, node: Node, role: str, here: str, lang: str, attributes: dict[str, str]) -> str:
        name = node.get("name", {}).get("value", "").strip()
        facts = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
        parts = [f"{here}:"] if here != lang else []
        parts.append("text" if role == "StaticText" else role)
        parts += [
            f"{fact} {facts[fact]}"
            for fact in _SAID
            if facts.get(fact) not in (None, "false", False) and (fact, role) != ("level", "listitem")
        ]
        if attributes.get("aria-current"):
            parts.append("current")
        if role in {"searchbox", "combobox"}:
            parts.append(f"holding “{node.get('value', {}).get('value', '')}”")
        if name:
            parts.append(f"“{name}”")
        described = node.get("description", {}).get("value", "")
        if described:
            parts.append(f"described as “{described}”")
        return " ".join(parts)


def _attributes(element: Node) -> dict[str, str]:
    pairs = element.get("attributes", [])
    return dict(zip(pairs[::2], pairs[1::2], strict=True))
