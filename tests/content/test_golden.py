"""Markdown to messages, as golden pairs: what a translator is given for a release."""

from pathlib import Path

import pytest

from tests.content.golden_pairs import catalogue_for, expected, sources


@pytest.mark.parametrize("source", sources(), ids=lambda path: path.stem)
def test_a_release_gives_the_messages_of_its_golden_pair(source: Path) -> None:
    assert catalogue_for(source) == expected(source).read_text("utf-8")


def test_every_golden_pair_is_whole() -> None:
    folder = sources()[0].parent
    assert sorted(folder.glob("*.po")) == [expected(source) for source in sources()]
    assert len(sources()) >= 8
