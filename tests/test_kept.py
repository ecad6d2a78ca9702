"""What is kept of words while a run lasts, and no longer."""

from functools import lru_cache
from pathlib import Path

from app.cli.asked import Asked
from app.cli.following import publish_and_tell
from app.edition.publish import publish
from app.kept import CACHES
from app.locales import LOCALES
from app.render.proof import prove
from tests.newsroom import NOON, Newsroom

Wrapper = type(lru_cache(int))
"""What lru_cache makes of a function."""


def test_a_process_that_follows_the_files_keeps_no_word_of_what_it_has_published(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    for source in LOCALES:
        newsroom.release(f"test-release-{source}", source=source)
    publish(newsroom.folder, now=NOON, proof=prove, processes=1)
    assert _kept()

    publish_and_tell(newsroom.folder, Asked().speech())

    assert not _kept()


def _kept() -> list[object]:
    """The caches that hold anything."""
    return [each for each in CACHES if (each.cache_info().currsize if isinstance(each, Wrapper) else each)]
