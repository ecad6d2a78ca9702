"""What several processes find in many releases is what one finds."""

import pytest

from app.edition import inspection
from app.edition.assembly import Assembled
from app.edition.inspection import inspect
from app.edition.knowledge import read_knowledge
from app.edition.sources import release_paths
from app.model import Finding
from app.settings import SiteFolder
from tests.newsroom import Newsroom

FILES = 20


def found(_: SiteFolder, assembled: Assembled) -> tuple[str, tuple[Finding, ...]]:
    return assembled.sources.name, assembled.findings


@pytest.mark.parametrize("informed", [False, True])
def test_several_processes_find_what_one_does_and_in_the_same_order(
    newsroom: Newsroom, informed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what dictionary and glossary know, and without."""
    for number in range(FILES):
        newsroom.release(
            f"test-{number:02}",
            source="cy" if number % 2 else "en",
            translate=number % 5 != 0,
            body="Mae’r datganaid yn ty newydd.",
        )
    knowledge = read_knowledge(newsroom.folder)[0] if informed else None
    paths = release_paths(newsroom.folder)
    alone = list(inspect(newsroom.folder, paths, knowledge, found, 1))
    checks = {finding.check for _, findings in alone for finding in findings}
    assert ("circumflex" in checks) == informed
    assert "missing" in checks
    monkeypatch.setattr(inspection, "FEW", 3)
    assert list(inspect(newsroom.folder, paths, knowledge, found, 2)) == alone
    assert [f"content/{name}.md" for name, _ in alone] == list(paths)
