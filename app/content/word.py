"""A Word document as a release: what Word shows once all tracked changes are accepted.

python-docx opens the file, but its paragraphs leave out what was inserted, tables and content controls: so the elements
are read themselves (ECMA-376, part 1, 17). What cannot come along is told.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from app.content.incoming import Incoming, Piece, ends, from_pieces, opens_notes
from app.content.inline import to_text
from app.content.opening import stands_above
from app.content.word_styles import Styles
from app.content.word_text import (
    GONE,
    TRANSPARENT,
    Losses,
    Reader,
    Words,
    children,
    kind_of,
    newer,
    one_line,
    said,
    unfilled,
)
from app.errors import ContentError
from app.wording import Wording

_FIGURE = re.compile(r"(?!0\d)[£€$]?\d[\d.,]{0,11}(?: ?(?:%|k|m|bn|million|billion|miliwn|biliwn))?")
MOST_BYTES = 256 * 1024**2
"""Of all parts of a document once they are unpacked. A small file may hold far more than any memory."""
_MARGINS = {"header", "footer"}


def from_word(data: bytes, name: str, source: str) -> Incoming:
    """A .docx file as a release. source: the language it is written in. Raises ContentError if it is none."""
    losses = Losses()
    try:
        with ZipFile(io.BytesIO(data)) as parts:
            size_bytes = sum(part.file_size for part in parts.infolist())
        if size_bytes > MOST_BYTES:
            what = Wording("unpacked, this document is too large")
            raise ContentError(name, 1, what, Wording("take its pictures out, and save it again"))
        document = docx.Document(io.BytesIO(data))
        incoming = from_pieces(_Body(document, source, losses).pieces(), source)
        for relation in document.part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if kind in _MARGINS:
                losses.leave_words(kind, said(relation.target_part.element))
    except ContentError:
        raise
    except Exception as error:
        # python-docx raises whatever its parts raise: zipfile, lxml, KeyError. Their words are of its insides, and a
        # document with a password, with macros or in Word's strict format is no other to it than one that is damaged.
        what = Wording("this is not a Word document that can be read")
        hint = Wording("open it in Word, take off its password if it has one, and save it as 'Word Document (.docx)'")
        raise ContentError(name, 1, what, hint) from error
    return replace(incoming, told=(*incoming.told, *losses.told()))


class _Body:
    def __init__(self, document: Document, source: str, losses: Losses) -> None:
        self.body = document.element.body
        self.source = source
        self.losses = losses
        self.styles = Styles(document)
        self.reader = Reader(document, self.styles, losses)
        self.held: list[Words] = []  # of a paragraph whose end was deleted: it goes on in the next
        self.paragraphs = 0  # with words of the release
        self.tables = 0  # that are open

    def pieces(self) -> Iterator[str | Piece]:
        yield from self.blocks(self.body)
        yield from self.reader.lines(self.held)

    def blocks(self, container: Element) -> Iterator[str | Piece]:
        for child in children(container):
            match kind_of(child):
                case "p":
                    yield from self.paragraph(child)
                case "tbl":
                    yield ""
                    self.tables += 1
                    yield from self.table(child)
                    self.tables -= 1
                case "sdt" if unfilled(child):
                    self.losses.leave("control that nobody filled in", said(child))
                case "altChunk":
                    self.losses.leave("embedded file")
                case kind if kind in TRANSPARENT:
                    yield from self.blocks(child)
                case "AlternateContent":
                    yield from self.blocks(newer(child))
                case kind if kind not in GONE:
                    self.losses.leave_words("other part", said(child))

    def paragraph(self, element: Element) -> Iterator[str | Piece]:
        words = [*self.held, *self.reader.words(element)]
        end = f"{qn('w:pPr')}/{qn('w:rPr')}"
        if any(element.find(f"{end}/{qn(gone)}") is not None for gone in ("w:del", "w:moveFrom")):
            self.held = words
            return
        self.held = []
        text = one_line("".join(each.text for each in words))
        if not text:
            yield ""
            return
        self.paragraphs += not stands_above(text)
        if level := self.styles.heading(element):
            plain = [replace(each, bold=False) for each in words]
            yield Piece("heading", " ".join(self.reader.lines(plain)), level)
        elif item := self.styles.item(element):
            if item.lettered:
                self.losses.change(Wording("The letters or Roman numbers of a list became 1, 2, 3"), text)
            yield Piece(item.kind, " ".join(self.reader.lines(words)), item.level, item.number)
        elif self.styles.is_quote(element):
            yield Piece("quote", " ".join(self.reader.lines(words)))
        else:
            if all(each.bold for each in words if each.text.strip()):
                words = [replace(each, bold=False) for each in words]
                self.tell_of_bold(text)
            yield from ("", *self.reader.lines(words), "")

    def tell_of_bold(self, text: str) -> None:
        """Tells of a paragraph that is bold throughout, but for headline and summary, and cells."""
        if self.paragraphs > 2 and not self.tables and not ends(text) and not opens_notes(text, self.source):
            self.losses.change(Wording("Bold throughout, plain here; write ## before it if it is a heading"), text)

    def table(self, element: Element) -> Iterator[str | Piece]:
        rows: list[list[str]] = []
        for row in self.inside(element, "tr"):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            cells = list(self.inside(row, "tc"))
            if len(cells) == 1:  # a frame around what stands in it
                yield from self.rows(rows)
                rows = []
                yield from self.blocks(cells[0])
            else:
                rows.append([text for cell in cells if (text := " ".join(_texts(self.blocks(cell))))])
        yield from self.rows(rows)

    def inside(self, container: Element, kind: str) -> Iterator[Element]:
        """The rows of a table or the cells of a row, also those in content controls."""
        for child in children(container):
            if kind_of(child) == kind:
                yield child
            elif kind_of(child) in TRANSPARENT:
                yield from self.inside(child, kind)

    def rows(self, rows: Sequence[list[str]]) -> Iterator[Piece]:
        rows = [row for row in rows if row]
        if rows and all(len(row) == 2 for row in rows):
            for words, figures in (zip(*rows, strict=True), list(zip(*rows, strict=True))[::-1]):
                if all(map(_FIGURE.fullmatch, figures)) and not any(map(_FIGURE.fullmatch, words)):
                    yield from (Piece("figure", text, value=value) for text, value in zip(words, figures, strict=True))
                    return
        if rows:
            self.losses.change(Wording("A table was written as a list, one row an item"), to_text("; ".join(rows[0])))
        for first, *others in rows:
            yield Piece("bullet", f"{first}: {'; '.join(others)}" if others else first)


def _texts(blocks: Iterable[str | Piece]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, str):
            yield from [block] if block else []
        else:
            yield f"{block.text}: {block.value}" if block.value else block.text
