"""What a screen reader is told of a PDF, where WeasyPrint alone would tell it less.

WeasyPrint writes the language of the document and of no part of it, and what goes on over a page or a column becomes
two paragraphs, two lists, two articles; and what stands above and below each page is marked as text, but of no
structure. Its hook for finishing a PDF no longer knows which structure element came from
which HTML element. So its own builder of structure elements is wrapped, which calls itself by its name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.formatting_structure.boxes import MarginBox  # type: ignore[import-untyped]
from weasyprint.pdf import tags  # type: ignore[import-untyped]

_TYPES = {"figure": "/Div", "figcaption": "/Div"}
"""Structure types for elements that WeasyPrint leaves without one, or with one that belongs to pictures."""

_build = tags._build_box_tree  # noqa: SLF001 - see above


def install() -> None:
    """Puts the wrapper in the builder's place, for every PDF that this process makes from now on."""
    tags._build_box_tree = _elements  # noqa: SLF001


@dataclass(slots=True)
class _Progress:
    """Of one PDF. around: the HTML elements whose boxes are being built, outermost first.

    begun: the structure element that was last made, by HTML element and structure type.
    """

    around: list[Any] = field(default_factory=list)
    begun: dict[tuple[Any, str], Any] = field(default_factory=dict)


_progress: WeakKeyDictionary[Any, _Progress] = WeakKeyDictionary()


def _elements(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
    """The structure elements of a box: with the language of its text where it is marked (PDF/UA-1, 7.2), and those of
    a box that goes on put into the one where it began."""
    if isinstance(box, MarginBox):
        _set_apart(box, parent, pdf, *rest)
        return
    source, name = box.element, str(box.element_tag or "")
    if source is None or name in {"html", "body"} or "::" in name:
        yield from _build(box, parent, pdf, *rest)
        return
    progress = _progress.setdefault(pdf, _Progress())
    inner = bool(progress.around) and progress.around[-1] is source
    progress.around.append(source)
    made = list(_build(box, parent, pdf, *rest))
    progress.around.pop()
    for element in made:
        kind = element["S"]
        if inner and kind == parent["S"] and _can_move(element):  # a column, or a block without an element of its own
            yield from _moved(element, parent, pdf)
            continue
        begun = progress.begun.get((source, kind))
        if begun is not None and begun["Pg"] != element["Pg"] and _can_move(element):
            begun["K"].extend(each.reference for each in _moved(element, begun, pdf))
            continue
        progress.begun[source, kind] = element
        if lang := source.get("lang"):
            element["Lang"] = tags.pydyf.String(lang)
        element["S"] = _TYPES.get(name, kind)
        yield element


def _set_apart(box: Any, parent: Any, pdf: Any, page_number: int, marks: dict[int, Any], *rest: Any) -> None:
    """Makes what stands above or below a page an artifact, which nobody hears in the middle of the text (7.1, 7.8).

    marks: the structure element of each piece of marked content of the page, by its number (MCID).
    """
    before = set(marks)
    tuple(_build(box, parent, pdf, page_number, marks, *rest))
    apart = marks.keys() - before
    marks.update(dict.fromkeys(apart, b"null"))
    page = _object(pdf, pdf.page_references[page_number])
    content = _object(pdf, page["Contents"]).stream
    for at, operator in enumerate(content):
        if operator == b"BDC" and content[at - 1].get("MCID") in apart:
            content[at - 2 : at] = "/Artifact", tags.pydyf.Dictionary({"Type": "/Pagination"})


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _can_move(element: Any) -> bool:
    """Whether all that is in an element are elements: what stands on a page itself cannot change its page."""
    return element["S"] != "/Link" and all(isinstance(kid, bytes) for kid in element["K"])


def _moved(element: Any, parent: Any, pdf: Any) -> Iterator[Any]:
    """The elements in an element, which from now on are in another."""
    for kid in element["K"]:
        found = _object(pdf, kid)
        found["P"] = parent.reference
        yield found
