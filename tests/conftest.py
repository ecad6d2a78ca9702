"""What every test may ask for."""

from pathlib import Path

import pytest

from tests.newsroom import Newsroom, build


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """A site of its own, without releases."""
    return build(tmp_path / "site")
