"""Inline Markdown, whether or not a text has any."""

from hypothesis import given
from hypothesis import strategies as st

from app.content import inline

LETTERS = "ŵŷaC0 .,:;!?\"'()-–/#+=>|~^$@%\u00a0\u2009\u200b\u0301\t\x01\x1b\x1f"
TEXTS = st.text(alphabet=st.sampled_from(LETTERS), max_size=30)


@given(TEXTS | st.text(max_size=20))
def test_a_text_that_is_not_parsed_says_what_the_parser_would_say(text: str) -> None:
    tokens = inline._tokens(text)
    shown = "".join(token.content for token in tokens if token.type in {"text", "code_inline", "text_special"})
    assert inline.to_text(text) == shown
    assert inline.to_html(text) == inline._parser().renderInline(text)
    if inline._is_plain(text):
        assert {token.type for token in tokens} <= {"text"}
