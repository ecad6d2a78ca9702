"""A text from elsewhere, as the head and the Markdown of a release.

Plain text stands there as it was written, and so does what a Word document says (word.py); only lists, the heading of
the notes to editors and an ending line are known by their looks. Markdown is taken as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, pairwise, takewhile

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from pydantic import ConfigDict

from app.content.front_matter import StrictModel, load, split
from app.content.inline import marks, to_text
from app.content.opening import AROUND, above
from app.locales import LOCALES
from app.model import TO_WRITE
from app.wording import Wording

_MARKUP = re.compile(r"[\\`\[{]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<=\S)\*|\*(?=\S)|(?<![^\W_])_|_(?![^\W_])")
"""Where inline markup may begin (CommonMark 0.31, 6, and our attributes); a "]" or "}" alone does nothing."""
_OPENING = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[>:~]|[-+*](?:\s|$)|([-*_])(?:\s*\2){2,}\s*$)"
)
"""How a block begins that is no paragraph (CommonMark 0.31, 4 and 5, and definition lists)."""
_ITEM = re.compile(r"(?P<indent>\s*)(?:(?P<mark>[•◦▪●·‣]\s*|[-*–]\s+)|(?P<number>\d{1,3})[.)]\s+)(?=\S)(?P<text>.*)")
_LONE_MARKS = "•◦▪●"
"""Nobody writes one of these at the start of a line but for a list; a dash or a number may begin any sentence."""
_ENDINGS = frozenset().union(*(locale.ending_words for locale in LOCALES.values()))


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a release to be.

    kind: paragraph, heading, bullet, number, figure or quote. text: inline Markdown on one line.
    level: of a heading from 1, of an item its depth from 0. number: of a numbered item. value: of a figure, as text.
    """

    kind: str
    text: str
    level: int = 0
    number: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A release to be.

    title, summary: inline Markdown, empty where the text has none. body: Markdown.
    embargo: when it may be published, aware, where the text says so. told: what did not come as it stood, a line each.
    """

    title: str = ""
    summary: str = ""
    body: str = ""
    embargo: datetime | None = None
    told: tuple[Wording, ...] = ()


class _Head(StrictModel):
    """The front matter of another file: of whatever kind, as only two of its keys are taken."""

    model_config = ConfigDict(extra="allow")

    title: str = ""
    summary: str = ""


def escaped(text: str) -> str:
    """The inline Markdown that reads as the text stands."""
    return _MARKUP.sub(r"\\\g<0>", text)


def from_text(text: str, source: str) -> Incoming:
    """A plain text as a release. source: the language it is written in."""
    return from_pieces([escaped(line.expandtabs(4).rstrip()) for line in text.split("\n")], source)


def from_markdown(text: str, path: str) -> Incoming:
    """Markdown as a release: with the title and summary of its head if it has them, else with its first paragraphs."""
    if text.split("\n", 1)[0].rstrip() != "---":
        return _headed(text)
    matter, body, _ = split(text, path)
    head, lines = load(matter, _Head, path=path, first_line=2)
    others = ", ".join(str(place[0]) for place in lines if len(place) == 1 and place[0] not in _Head.model_fields)
    left = Wording("Of the head of %(file)s only title and summary are taken, not: %(keys)s", file=path, keys=others)
    told = (left,) if others else ()
    if not head.title and not head.summary:
        headed = _headed(body)
        return replace(headed, told=(*told, *headed.told))
    return Incoming(" ".join(head.title.split()), " ".join(head.summary.split()), body.strip("\n"), told=told)


def from_pieces(stream: Iterable[str | Piece], source: str) -> Incoming:
    """A release of pieces, and of lines of inline Markdown whose paragraphs and lists are still to be found."""
    lines = list(stream)
    leading = takewhile(lambda line: isinstance(line, str) or line.kind != "figure", lines)
    count, left, embargo = above([line if isinstance(line, str) else line.text for line in leading])
    pieces, told = _arranged(lines[count:], source)
    told = left + told
    title = summary = ""
    if pieces and pieces[0].kind in {"paragraph", "heading"} and not opens_notes(pieces[0].text, source):
        title = escaped(to_text(pieces[0].text))
        told += [_lost_link(mark.target) for mark in marks(pieces[0].text) if mark.target]
        pieces = pieces[1:]
        if pieces and pieces[0].kind == "paragraph":
            summary = pieces[0].text
            pieces = pieces[1:]
    if not pieces or opens_notes(pieces[0].text, source):
        pieces = [Piece("paragraph", TO_WRITE), *pieces]
    return Incoming(title, summary, _markdown(pieces, source), embargo, tuple(told))


def opens_notes(text: str, source: str) -> bool:
    """Whether a line says "Notes to editors", with or without marks around it."""
    return text.strip(AROUND).lower() == LOCALES[source].notes_heading


def ends(text: str) -> bool:
    """Whether a line says that the release ends there. A bare "ends" may be the last word of a sentence."""
    word = text.strip(AROUND)
    return word.lower() in _ENDINGS and text.strip() not in _ENDINGS


def _headed(text: str) -> Incoming:
    lines = text.split("\n")
    count, left, embargo = above(lines)
    lines = lines[count:]
    found: list[str] = []
    rest = 0
    tokens = MarkdownIt("commonmark").use(deflist_plugin).parse("\n".join(lines))
    for opening, inline in pairwise(tokens):
        if opening.level or opening.nesting < 0:
            continue
        if opening.type not in ({"paragraph_open"} if found else {"paragraph_open", "heading_open"}):
            break
        found.append(" ".join(inline.content.split()))
        rest = opening.map[1] if opening.map else 0
        if len(found) == 2:
            break
    title, summary = (*found, "", "")[:2]
    links = [mark.target for mark in marks(title) if mark.kind == "link"]
    told = (*left, *map(_lost_link, links))
    title = escaped(to_text(title)) if links else title
    return Incoming(title, summary, "\n".join(lines[rest:]).strip("\n"), embargo, told)


def _lost_link(target: str) -> Wording:
    return Wording("A link in the headline was left out: %(address)s", address=target)


def _arranged(lines: Sequence[str | Piece], source: str) -> tuple[list[Piece], list[Wording]]:
    """Pieces alone, and what was left out of them."""
    items = _items(lines, source)
    pieces: list[Piece] = []
    told: list[Wording] = []
    goes_on = noted = False
    for index, line in enumerate(lines):
        text = line if isinstance(line, str) else line.text
        fixed = isinstance(line, Piece) and line.kind not in {"paragraph", "heading"}
        if not fixed and ends(text):
            told.append(Wording("The line '%(line)s' was left out: the page has its own", line=to_text(text.strip())))
            goes_on = False
        elif not fixed and not noted and opens_notes(text, source):
            pieces.append(Piece("heading", LOCALES[source].notes_heading.capitalize(), 1))
            goes_on, noted = False, True
        elif isinstance(line, Piece):
            pieces.append(line)
            goes_on = False
        elif index in items:
            pieces.append(items[index])
            goes_on = True
        elif goes_on and text.strip():
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text} {' '.join(text.split())}")
        elif text.strip():
            pieces.append(Piece("paragraph", " ".join(text.split())))
            goes_on = True
        else:
            goes_on = False
    return pieces, told


def _items(lines: Sequence[str | Piece], source: str) -> dict[int, Piece]:
    """The lines that are items of lists, by index: several in a row, which a line that goes on may part."""
    found: dict[int, Piece] = {}
    run: dict[int, re.Match[str]] = {}
    before = ""  # the line above, empty also where nothing that it says goes on
    amid = False  # whether the run began within a paragraph, where a dash may be no more than a dash

    def close() -> None:
        first = next(iter(run.values()), None)
        if first is not None and (len(run) > 1 or (first["mark"] or " ")[0] in _LONE_MARKS):
            depths: list[int] = []
            for index, item in run.items():
                depths = [depth for depth in depths if depth < len(item["indent"])]
                kind, number = ("number", int(item["number"])) if item["number"] else ("bullet", 0)
                found[index] = Piece(kind, " ".join(item["text"].split()), len(depths), number)
                depths.append(len(item["indent"]))
        run.clear()

    for index, line in enumerate(lines):
        if isinstance(line, Piece) or ends(line) or opens_notes(line, source):
            close()
            before = ""
            continue
        if item := _ITEM.fullmatch(line):
            if not _follows(item, list(run.values())):
                close()
                amid = bool(before.strip()) and not before.endswith(":") and not _ITEM.fullmatch(before)
            run[index] = item
        elif line.strip() and (not before.strip() or (amid and len(run) == 1)):
            close()
        before = line
    close()
    return found


def _follows(item: re.Match[str], run: Sequence[re.Match[str]]) -> bool:
    """Whether an item is the next of a run: with the same mark, with the next number, or one level further in."""
    if run and len(item["indent"]) > len(run[-1]["indent"]):
        return True
    before = next((each for each in reversed(run) if len(each["indent"]) <= len(item["indent"])), None)
    if before is None:
        return False
    if before["number"] and item["number"]:
        return int(item["number"]) == int(before["number"]) + 1
    return bool(before["mark"] and item["mark"]) and before["mark"][0] == item["mark"][0]


def _quoted(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces with what somebody said as one, where its last paragraph says who; else as paragraphs."""
    for kind, run in groupby(pieces, lambda piece: piece.kind):
        texts = list(run)
        if kind != "quote":
            yield from texts
        elif len(texts) > 1 and texts[-1].text.startswith(("—", "–", "-")) and texts[-1].text.strip("—–- "):
            said = [_guarded(each.text) for each in texts[:-1]]
            yield Piece("quote", "\n>\n".join(f"> {text}" for text in (*said, f"— {texts[-1].text.lstrip('—–- ')}")))
        else:
            yield from (replace(each, kind="paragraph") for each in texts)


def _markdown(pieces: Sequence[Piece], source: str) -> str:
    blocks: list[str] = []
    listed: list[tuple[Piece, str]] = []  # the items that are open, outermost first, with their marks
    level, least = 1, 2
    for piece in _quoted(pieces):
        if piece.kind in {"bullet", "number"}:
            above = [each for each in listed if each[0].level < piece.level]
            peers = listed[len(above) :]
            if peers and not above and peers[0][0].kind != piece.kind:
                listed, peers = [], []  # a list of another kind begins
            mark = _mark(piece, *peers[0]) if peers else _mark(piece)
            line = " " * sum(len(each) for _, each in above) + mark + _guarded(piece.text)
            blocks.append(f"{blocks.pop()}\n{line}" if listed else line)
            listed = [*above, (piece, mark)]
            continue
        listed = []
        if piece.kind == "heading":
            notes = opens_notes(piece.text, source)
            level = 2 if notes else max(least, min(piece.level, level + 1, 4))
            least = 3 if notes else least
            blocks.append(f"{'#' * level} " + re.sub(r"(?<!\S)#+$", r"\\\g<0>", piece.text))
        elif piece.kind == "figure":
            blocks.append(f"{_guarded(piece.value)}\n: {_guarded(piece.text)}")
        elif piece.kind == "quote":
            blocks.append(piece.text)
        else:
            blocks.append(_guarded(piece.text))
    return "\n\n".join(blocks)


def _mark(item: Piece, before: Piece | None = None, its_mark: str = "") -> str:
    if item.kind == "bullet":
        return "- "
    # Markdown counts on by itself, unless another sign after the number says that another list begins.
    again = before is not None and before.kind == "number" and item.number != before.number + 1
    sign = ")" if again != its_mark.endswith(") ") else "."
    return f"{item.number}{sign} "


def _guarded(text: str) -> str:
    """A text that begins no block but a paragraph."""
    return _OPENING.sub(r"\g<number>\\", text, count=1) if _OPENING.match(text) else text
