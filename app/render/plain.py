"""A release as plain text, laid out as a press release is e-mailed."""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from app import urls
from app.content.inline import BARE
from app.pages.parts import Moment, Piece, Text, Ways
from app.pages.values import ReleasePage
from app.render.renderer import Translator

COLUMNS = 72
_LINK = re.compile(rf'<a href="([^"]*)"(?! class="{BARE}")[^>]*>(.*?)</a>')
"""With words that are not its address."""
_RULE = "-" * COLUMNS
_SPACES = re.compile(r"[\t\n\v\f\r ]+")


def plain_text(page: ReleasePage, words: Translator, *, embargoed: bool = False) -> str:
    """The release in UTF-8 text of at most 72 columns, but for addresses that are longer. Lines end in LF.

    words: of the page's language. embargoed: it goes to the press before its time, and says so.
    """
    blocks = [
        page.shell.organisation.plain,
        _embargo(page, words) if embargoed else _dates(page, words),
        filled(page.title.plain.upper()),
        filled(page.summary.plain),
        *_pieces(page.body, words, page.shell.url),
        words.plain("Ends").upper(),
        _RULE,
        *_section(words.plain("Corrections"), _corrections(page)),
        *_section(words.plain("Notes to editors"), _pieces(page.notes, words, page.shell.url)),
        *_section(words.plain("Media contacts"), _contacts(page, words)),
        *_section(words.plain("Where to get help"), _support(page, words)),
        *_section(words.plain("This release on the web"), _addresses(page)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _embargo(page: ReleasePage, words: Translator) -> str:
    return filled(f"{words.plain('Not for publication or broadcast before:')} {_when(page.published)}")


def _dates(page: ReleasePage, words: Translator) -> str:
    rows = [f"{words.plain('Published')}: {_when(page.published)}"]
    if page.updated:
        rows.append(f"{words.plain('Corrected')}: {_when(page.updated)}")
    return "\n".join(rows)


def _when(at: Moment) -> str:
    return f"{at.date}, {at.clock}" if at.clock else at.date


def _section(heading: str, blocks: Iterable[str]) -> Iterator[str]:
    """A part with its heading; nothing where there is nothing in it."""
    found = [block for block in blocks if block]
    if found:
        yield heading.upper()
        yield from found


def _pieces(pieces: Iterable[Piece], words: Translator, url: str) -> Iterator[str]:
    """url: of the page, from which links lead on."""
    for piece in pieces:
        if piece.kind == "list":
            yield "\n".join(_list(piece, 0, url))
        elif piece.kind == "figures":
            yield "\n".join(filled(f"{_words(figure.value)} {_words(figure.text)}", "  ") for figure in piece.children)
        elif piece.kind == "quotation":
            yield _quotation(piece, words, url)
        elif piece.kind == "heading":
            yield filled(_words(piece.text).upper())
        else:
            yield filled(_with_links(piece.text, url))


def _quotation(piece: Piece, words: Translator, url: str) -> str:
    """What was said in quotation marks, opened anew with each paragraph; then who said it."""
    said = [_with_links(quote.text, url) for quote in piece.children if quote.kind == "quote"]
    if said and piece.around:
        opening, closing = piece.around
        said = [f"{opening}{text}" for text in said]
        said[-1] += closing
    lines = [filled(text, "    ") for text in said]
    who = ", ".join(each.plain for each in (piece.speaker, piece.speaker_role) if each and each.plain)
    if who:
        lines.append(filled(f"— {who}", "    "))
    if piece.translated_from:
        note = words.plain("Our translation from %(language)s", language=piece.translated_from)
        lines.append(filled(f"({note})", "    "))
    return "\n\n".join(lines)


def _list(piece: Piece, depth: int, url: str) -> Iterator[str]:
    for number, item in enumerate(piece.children, piece.ordinal or 1):
        sign = f"{number}. " if piece.ordinal is not None else "- "
        indent = "  " * depth + "  "
        for child in item.children:
            if child.kind == "list":
                yield from _list(child, depth + 1, url)
            else:
                yield filled(_with_links(child.text, url), indent + sign, indent + " " * len(sign))
                sign = " " * len(sign)


def _corrections(page: ReleasePage) -> Iterator[str]:
    for note in page.corrections:
        yield filled(f"{_when(note.at)}: {_with_links(note.text, page.shell.url)}")


def _contacts(page: ReleasePage, words: Translator) -> Iterator[str]:
    for person in page.contacts:
        yield _card(person.name.plain, person.hours.plain, *_ways(person.ways, words))


def _support(page: ReleasePage, words: Translator) -> Iterator[str]:
    for service in page.support:
        yield _card(service.name.plain, service.about.plain, *_ways(service.ways, words))


def _addresses(page: ReleasePage) -> Iterator[str]:
    for item in page.shell.languages:
        yield f"{item.name}\n{item.url}"


def _ways(ways: Ways, words: Translator) -> Iterator[str]:
    if ways.phone:
        yield words.plain("Phone %(number)s", number=ways.phone)
    if ways.email:
        yield words.plain("Email %(address)s", address=ways.email)
    if ways.site_href:
        yield ways.site_href


def _card(*lines: str) -> str:
    return "\n".join(filled(line) for line in lines if line)


def _words(text: Text | None) -> str:
    return text.plain if text else ""


def _with_links(text: Text | None, url: str) -> str:
    """The words, each link with its whole address after it. url: of the page."""
    if text is None or "<a " not in text.html:
        return _words(text)
    html = urls.absolute(str(text.html), url)
    return Markup(_LINK.sub(r"\2 &lt;\1&gt;", html)).striptags()  # noqa: S704 - tags are taken out of it


def filled(text: str, first: str = "", rest: str | None = None) -> str:
    """The text in lines of at most 72 columns, broken at spaces that may break."""
    lines: list[str] = []
    text, indent = _SPACES.sub(" ", text).strip(" "), first
    while len(indent) + len(text) > COLUMNS:
        room = COLUMNS - len(indent)
        end = text.rfind(" ", 0, room + 1)
        if end < 0:
            end = text.find(" ", room)
        if end < 0:
            break
        lines.append(indent + text[:end])
        text, indent = text[end + 1 :], first if rest is None else rest
    return "\n".join([*lines, indent + text]) if text else ""
