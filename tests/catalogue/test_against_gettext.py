"""GNU gettext takes what is taken here, and refuses what is refused here, whatever an editor or a merge left behind."""

import tempfile
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.catalogue.read import read_catalogue
from app.errors import CatalogueError
from tests.catalogue.test_po import BAD, HARD, HEADER, msgfmt_takes

PIECES = (
    *("msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[0] ", "msgstr[1] ", "[0]", "msgidd "),
    *('"a"', '"b\\n"', '"', '"x" ', '""', "\\", "\\n", "\\305\\267", "\\x41", "ŵ"),
    *("#~ ", "#~", "#~| ", "#| ", "# a", "#. a", "#, fuzzy", "#: a:1", "#"),
    *('msgid "z"', 'msgstr "y"', '#~ msgid "q"', '#~ msgstr "r"', '#| msgid "o"', " ", "\t", "\f", "\r", "", "\n"),
)
STARTS = tuple(
    text.removeprefix(HEADER)
    for text in (*HARD.values(), *(text for text, _, _ in BAD.values() if isinstance(text, str)))
    if "domain" not in text and len(text) < 3000
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["put in", "take out", "add", "put before", "shorten"]),
        st.integers(0, 99),
        st.sampled_from(PIECES),
    ),
    max_size=4,
)


def edited(text: str, edits: list[tuple[str, int, str]]) -> str:
    """The text after slips of the hand, line by line."""
    lines = text.split("\n")
    for what, number, piece in edits:
        place = number % len(lines)
        match what:
            case "put in":
                lines.insert(place, piece)
            case "take out" if len(lines) > 1:
                del lines[place]
            case "add":
                lines[place] += piece
            case "put before":
                lines[place] = piece + lines[place]
            case "shorten" if lines[place]:
                cut = number % len(lines[place])
                lines[place] = lines[place][:cut] + lines[place][cut + 1 :]
    return "\n".join(lines)


def taken_here(data: bytes) -> bool:
    try:
        read_catalogue(data, "test.po", "cy")
    except CatalogueError:
        return False
    return True


@settings(max_examples=400)
@given(st.sampled_from(STARTS), EDITS)
def test_gettext_and_the_reader_agree_on_every_slip_of_the_hand(start: str, edits: list[tuple[str, int, str]]) -> None:
    text = edited(start, edits)
    assume(text.count("#,") < 2)  # of several lines of flags GNU gettext heeds the last; see flags_of()
    data = (HEADER + text).encode()
    with tempfile.TemporaryDirectory() as folder:
        assert taken_here(data) == msgfmt_takes(data, Path(folder))
