"""What a first view of a release costs a reader."""

import re

import pytest

from tests.web.reader import Reader

MOST_BYTES = 14 * 1024
ADDRESSES = {"cy": "/cy/datganiadau/2018/ymgyrch-netsafe", "en": "/en/releases/2018/operation-netsafe"}


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_release_and_its_style_are_two_small_answers(reader: Reader, lang: str, encoding: str) -> None:
    page = reader.ask(ADDRESSES[lang], Accept_Encoding=encoding)
    html = reader.ask(ADDRESSES[lang]).get_data(as_text=True)
    # What a browser waits for before it shows anything: style sheets, and scripts that are not put off.
    waited_for = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    assert len(waited_for) == 1
    assert all(" defer" in script for script in re.findall(r"<script[^>]*>", html))
    style = reader.ask(waited_for[0], Accept_Encoding=encoding)
    assert "@import" not in reader.ask(waited_for[0]).get_data(as_text=True)
    assert len(page.data) + len(style.data) <= MOST_BYTES
