"""The sites that are read, and a reader of the demonstration."""

import pytest

from tests.newsroom import Newsroom
from tests.sites import DEMONSTRATION_NOW, busy_in, demonstration_in
from tests.web.reader import Reader


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """The site that the repository is, published in a folder of its own."""
    newsroom = demonstration_in(tmp_path_factory.mktemp("demonstration"))
    report = newsroom.publish(DEMONSTRATION_NOW)
    assert not report.waiting
    assert not report.interface
    return newsroom


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A newsroom with every kind of page."""
    return busy_in(tmp_path_factory.mktemp("busy"))


@pytest.fixture
def reader(demonstration: Newsroom) -> Reader:
    """The sites that are read, and a reader of the demonstration."""
    return Reader(demonstration, DEMONSTRATION_NOW)
