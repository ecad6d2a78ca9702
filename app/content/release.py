"""A release or a page, from the bytes of its file."""

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator

from app.content.blocks import parse_body
from app.content.front_matter import Line, Lines, Moment, StrictModel, load, split
from app.content.inline import marks
from app.content.slug import remedy
from app.errors import ContentError
from app.locales import LONDON
from app.model import Block, Correction, Release, Withdrawal
from app.settings import name_of
from app.wording import Wording

_YEAR = re.compile(r"[12][0-9]{3}")


def _slug(value: str) -> str:
    fix = remedy(value)
    if fix is not None:
        raise ValueError(fix)
    return value


def _without_links(value: str) -> str:
    if any(mark.kind == "link" for mark in marks(value)):
        raise ValueError(Wording("a link cannot stand in it, because it is a link itself in lists"))
    return value


Name = Annotated[Line, AfterValidator(_without_links)]
Slug = Annotated[str, AfterValidator(_slug)]


class _Correction(StrictModel):
    at: Moment
    note: Line


class _Withdrawal(StrictModel):
    at: Moment
    reason: Line


class _Head(StrictModel):
    title: Name
    summary: Line
    source: Literal["cy", "en"]
    draft: bool = False
    slug: Slug = ""
    corrections: tuple[_Correction, ...] = ()
    withdrawn: _Withdrawal | None = None


class _Page(_Head):
    menu: Literal["", "header", "footer"] = ""


class _Release(_Head):
    published: Moment
    topics: tuple[Line, ...] = ()
    contacts: tuple[Line, ...] = ()
    support: tuple[Line, ...] = ()
    quick_exit: bool = False


def decode(data: bytes, path: str) -> str:
    """The text of a file, without byte-order mark, with plain line ends. Raises ContentError unless it is UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = Wording("byte %(byte)s is not %(encoding)s", byte=f"0x{data[error.start]:02x}", encoding="UTF-8")
        raise ContentError(path, line, what, Wording("save the file as UTF-8")) from None
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise ContentError(path, line, Wording("a NUL byte stands here"), Wording("save it as plain text"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def release_name(path: str) -> str:
    """ "releases/2018/operation-netsafe" of "content/releases/2018/operation-netsafe.md". Raises ContentError."""
    name = name_of(path)
    parts = name.split("/")
    fits = {"releases": len(parts) == 3 and _YEAR.fullmatch(parts[1]), "pages": len(parts) == 2}.get(parts[0], False)
    if not fits or not path.endswith(".md"):
        hint = Wording("put it at content/releases/<year>/<slug>.md or content/pages/<slug>.md")
        raise ContentError(path, 1, Wording("this is not the place of a release or a page"), hint)
    fix = remedy(parts[-1])
    if fix is not None:
        raise ContentError(path, 1, Wording("the file name '%(slug)s' is not a slug", slug=parts[-1]), fix)
    return name


def parse_release(data: bytes, path: str) -> Release:
    """The release or page in a file. path: relative to the site. Raises ContentError with file and line."""
    name = release_name(path)
    matter, text, first_line = split(decode(data, path), path)
    model: type[_Head] = _Page if name.startswith("pages/") else _Release
    meta, lines = load(matter, model, path=path, first_line=2)
    body = parse_body(text, path=path, first_line=first_line, source=meta.source)
    if not body.blocks:
        hint = Wording("write it below the front matter")
        raise ContentError(path, first_line, Wording("there is no text"), hint)
    withdrawn = meta.withdrawn
    corrections = enumerate(meta.corrections)
    return Release(
        name=name,
        path=path,
        source=meta.source,
        lines={str(place[0]): line for place, line in lines.items() if len(place) == 1},
        title=Block("title", meta.title, lines[("title",)]),
        slug=Block("slug", meta.slug or name.rpartition("/")[2], lines.get(("slug",), 1)),
        summary=Block("summary", meta.summary, lines[("summary",)]),
        body=body.blocks,
        notes=body.notes,
        published=_published(meta, lines, name, path),
        draft=meta.draft,
        menu=meta.menu if isinstance(meta, _Page) else "",
        topics=meta.topics if isinstance(meta, _Release) else (),
        contacts=meta.contacts if isinstance(meta, _Release) else (),
        support=meta.support if isinstance(meta, _Release) else (),
        corrections=tuple(
            Correction(item.at, Block("correction", item.note, lines[("corrections", index, "note")], f"c{index + 1}"))
            for index, item in corrections
        ),
        withdrawn=Withdrawal(withdrawn.at, Block("withdrawal", withdrawn.reason, lines[("withdrawn", "reason")]))
        if withdrawn
        else None,
        quick_exit=isinstance(meta, _Release) and meta.quick_exit,
    )


def _published(meta: _Head, lines: Lines, name: str, path: str) -> datetime | None:
    if not isinstance(meta, _Release):
        return None
    year = int(name.split("/")[1])
    published_in = meta.published.astimezone(LONDON).year
    if published_in != year:
        what = Wording("it is published in %(year)s, but filed under %(other)s", year=published_in, other=year)
        hint = Wording("put the file in content/releases/%(year)s/, or mend the date", year=published_in)
        raise ContentError(path, lines[("published",)], what, hint)
    return meta.published
