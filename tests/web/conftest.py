"""The sites that pages are read on."""

import shutil
from pathlib import Path

import pytest
from app.settings import HOUSE

from tests.newsroom import NOON, Newsroom
from tests.web.reader import Reader

DEMONSTRATION_NOW = NOON.replace(month=12, day=1)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """The site that the repository is, published in a folder of its own."""
    root = tmp_path_factory.mktemp("demonstration")
    for name in ("content", "translations", "templates"):
        shutil.copytree(HOUSE / name, root / name)
    newsroom = Newsroom(Path(root))
    report = newsroom.publish(DEMONSTRATION_NOW)
    assert not report.waiting
    assert not report.interface
    return newsroom


@pytest.fixture
def reader(demonstration: Newsroom) -> Reader:
    """A reader of the demonstration."""
    return Reader(demonstration, DEMONSTRATION_NOW)
