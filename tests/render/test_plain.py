"""Lines of plain text: broken where Python's textwrap breaks them, which takes several times as long."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from app.render.plain import COLUMNS, filled

WORD = st.text("aŵ-’\u00a0", min_size=1, max_size=90).filter(lambda word: word.strip())
INDENT = st.sampled_from(["", "    ", "  - "])


@given(words=st.lists(WORD, max_size=40), first=INDENT, rest=st.none() | INDENT)
def test_a_text_is_broken_at_spaces_and_nowhere_else(words: list[str], first: str, rest: str | None) -> None:
    expected = textwrap.fill(
        " ".join(words),
        COLUMNS,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    assert filled(" ".join(words), first, rest) == expected


def test_spaces_and_line_ends_in_a_text_are_one_space() -> None:
    assert filled("  tŷ \n mawr  ar\ty bryn\n\n ") == "tŷ mawr ar y bryn"
    assert filled(" \n", "    ") == ""
