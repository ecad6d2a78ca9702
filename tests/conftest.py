"""What every test may ask for."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import configuration, settings

from tests.newsroom import Newsroom, build

# The same examples each time, on every machine; and nothing is left behind in the repository.
settings.register_profile("house", database=None, deadline=None, derandomize=True)
settings.load_profile("house")
configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "datganiad-hypothesis")


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """A site of its own, without releases."""
    return build(tmp_path / "site")
