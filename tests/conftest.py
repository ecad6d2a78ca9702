"""What every test may ask for."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import configuration, settings

from app.checks import Knowledge
from app.edition import assembly
from app.edition.sources import hosts_bytes, interface_digest
from app.edition.values import Interface
from app.model import Finding
from app.settings import SiteFolder
from tests.newsroom import Newsroom, build

Assembly = tuple[Interface | None, tuple[Finding, ...]]

# The same examples each time, on every machine; and nothing is left behind in the repository.
settings.register_profile("house", database=None, deadline=None, derandomize=True)
settings.load_profile("house")
configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "datganiad-hypothesis")


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """A site of its own, without releases."""
    return build(tmp_path / "site")


@pytest.fixture(autouse=True, scope="session")
def known_interfaces() -> Iterator[None]:
    """Most sites have the same interface, whose texts take most of the time of a small publish: once will do."""
    known: dict[tuple[str, bytes], Assembly] = {}
    assemble = assembly.assemble_interface

    def assembled(folder: SiteFolder, files: Mapping[str, bytes], knowledge: Knowledge | None = None) -> Assembly:
        if knowledge is not None:
            return assemble(folder, files, knowledge)
        key = (interface_digest(folder, files), hosts_bytes(folder))
        if key not in known:
            known[key] = assemble(folder, files)
        return known[key]

    with patch.object(assembly, "assemble_interface", assembled):
        yield
