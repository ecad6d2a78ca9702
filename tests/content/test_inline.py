"""Inline Markdown, whether or not a text has any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.ruler import Ruler

from app.content import blocks, inline

LETTERS = "ŵŷaC0 .,:;!?\"'()-–/#+=>|~^$@%\u00a0\u2009\u200b\u0301\t\x01\x1b\x1f"
TEXTS = st.text(alphabet=st.sampled_from(LETTERS), max_size=30)


@given(TEXTS | st.text(max_size=20))
def test_a_text_that_is_not_parsed_says_what_the_parser_would_say(text: str) -> None:
    tokens = inline._tokens(text)
    shown = "".join(token.content for token in tokens if token.type in {"text", "code_inline", "text_special"})
    assert inline.to_text(text) == shown
    assert inline.to_both(text)[0] == inline._parser().renderInline(text)
    if inline._is_plain(text):
        assert {token.type for token in tokens} <= {"text"}


PARTS = st.sampled_from(
    [
        "[gair](https://test.example/a_b?c=1#d)",
        "[dau air](/cy/datganiadau/2026/test)",
        "[Geiriau]{lang=en}",
        "[Words]{lang=english}",
        "{lang=cy}",
        "*pwyslais*",
        "*dau air.*",
        "**cryf**",
        "a_b",
        "(",
        "[a@b.example](mailto:a@b.example)",
        "`*cod*`",
        "` cod`",
        "`",
        "[](https://test.example)",
        "[ ](/cy/)",
        "[\u00a0](/cy/)",
        "[x](//test.example)",
        "[x](javascript:alert)",
        "[x](/a b)",
        "[x](/a%20b&c)",
        "[x](https://tŷ.example)",
        "[x](https:/test)",
        "[x][y](/z)",
        "[a [b](/c) d](/e)",
        "](",
        "[",
        ")",
        "(/a)",
        "!",
        "*",
        "_",
        "<https://test.example>",
        "&amp;",
        "gair",
        " ",
        "\\",
    ]
)


@given(st.lists(PARTS, max_size=6).map("".join))
def test_marks_that_are_not_parsed_are_what_the_parser_would_find(text: str) -> None:
    tokens = inline._tokens(text)
    shown = "".join(token.content for token in tokens if token.type in {"text", "code_inline", "text_special"})
    assert inline.to_text(text) == shown
    assert inline.marks(text) == inline._marks_of(tokens)
    if inline._plain_marks(text) is not None:
        assert {token.type for token in tokens} <= {
            "text",
            "code_inline",
            *(f"{kind}_{side}" for kind in ("link", "span", "em", "strong") for side in ("open", "close")),
        }
        assert inline.fault(text) is inline._fault_of(tokens) is None


def test_no_thread_sees_a_parser_that_still_gathers_its_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    inline._parser.cache_clear()
    parser = inline._parser()

    def refuse(_: Ruler) -> None:
        raise AssertionError("it gathers its rules")

    monkeypatch.setattr(Ruler, "__compile__", refuse)
    assert parser.renderInline("*gair*") == "<em>gair</em>"
    assert "em_open" in {token.type for block in blocks._PARSER.parse("> *gair*") for token in block.children or ()}
