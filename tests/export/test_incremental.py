"""What changes of a folder is what another run from nothing would write, whatever happened to the releases."""

import importlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.export.names import OWN
from tests.export.test_export import export, files_in
from tests.newsroom import Newsroom

command = importlib.import_module("app.cli.exporting")

FIRST = "content/releases/2026/first.md"


def comes(newsroom: Newsroom) -> None:
    newsroom.release("newest", published="2026-01-14 09:30", title="Lighthouse lamp", front="topics: [first, second]")


def changes(newsroom: Newsroom) -> None:
    newsroom.edit(FIRST, "Test paragraph one.", "Test paragraph un.")
    newsroom.translate(FIRST)


def is_translated_anew(newsroom: Newsroom) -> None:
    newsroom.edit(newsroom.catalogue_path(FIRST), "Trial Test summary", "Trial of a Test summary")


def is_corrected(newsroom: Newsroom) -> None:
    newsroom.edit(FIRST, "source: cy", 'source: cy\ncorrections: [{at: 2026-01-12 10:00, note: "Test correction."}]')
    newsroom.translate(FIRST)


def moves(newsroom: Newsroom) -> None:
    newsroom.edit(FIRST, "source: cy", "source: cy\nslug: elsewhere")
    newsroom.translate(FIRST)


def has_another_topic(newsroom: Newsroom) -> None:
    newsroom.edit(FIRST, "topics: [first]", "topics: [second]")


def has_another_time(newsroom: Newsroom) -> None:
    newsroom.edit(FIRST, "2026-01-10 09:30", "2026-01-11 09:30")


def is_withdrawn(newsroom: Newsroom) -> None:
    newsroom.withdraw(FIRST)


def gets_a_page_into_its_menu(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/about.md", "---\ntitle: About\nsummary: Test\nmenu: header\nsource: cy\n---\nTest.\n")
    newsroom.translate("content/pages/about.md")


def gives_it_another_title(newsroom: Newsroom) -> None:
    newsroom.edit("content/pages/about.md", "title: About", "title: About it")
    newsroom.translate("content/pages/about.md")


def is_called_otherwise(newsroom: Newsroom) -> None:
    newsroom.edit("translations/cy/LC_MESSAGES/site.po", "Prawf First topic", "Prawf First pwnc")


STEPS: list[Callable[[Newsroom], None]] = [
    comes,
    changes,
    is_translated_anew,
    is_corrected,
    has_another_topic,
    has_another_time,
    moves,
    gets_a_page_into_its_menu,
    gives_it_another_title,
    is_called_otherwise,
    is_withdrawn,
]


@pytest.fixture
def busy(newsroom: Newsroom) -> Newsroom:
    """A newsroom whose lists have two pages."""
    newsroom.release("first", title="Lighthouse repaired", front="topics: [first]")
    for number in range(22):
        newsroom.release(f"test-{number}", published=f"2026-01-09 {number:02}:30", front="topics: [second]")
    return newsroom


def public(target: Path) -> dict[str, bytes]:
    return {name: data for name, data in files_in(target).items() if not name.startswith(f"{OWN}/")}


@pytest.mark.parametrize("together", [1, 2])
def test_every_step_leaves_what_a_run_from_nothing_writes(busy: Newsroom, tmp_path: Path, together: int) -> None:
    target = tmp_path / "public"
    export(busy, target)
    for first in range(0, len(STEPS), together):
        before = public(target)
        for step in STEPS[first : first + together]:
            assert not busy.publish().waiting  # so that it is an edition of its own
            step(busy)
        said = export(busy, target)
        assert "waits" not in said
        export(busy, tmp_path / step.__name__)
        assert public(target) == public(tmp_path / step.__name__), step.__name__
        assert public(target) != before, step.__name__


@pytest.mark.parametrize("published", [True, False])
def test_a_change_that_no_list_shows_is_exported_without_looking_at_the_lists(
    busy: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: bool
) -> None:
    target = tmp_path / "public"
    export(busy, target)
    asked: list[str] = []
    real = command.public_units
    monkeypatch.setattr(command, "public_units", lambda *told: asked.append("all") or real(*told))
    changes(busy)
    if published:  # by somebody else, before the export
        busy.publish()
    busy.edit(
        busy.catalogue_path("content/releases/2026/test-3.md"), '"Trial Test paragraph two', '"Trial paragraph two'
    )
    told = json.loads(busy.inside("export", str(target), "--format", "json").stdout)
    ours = {"cy/datganiadau/2026/first.html", "en/releases/2026/first-en.html", "en/releases/2026/test-3-en.html"}
    assert ours <= set(told["changed"])
    assert "cy/ffrwd.atom" in told["changed"]
    assert asked == []
    export(busy, target, "--verify")
    assert asked == ["all"]
    export(busy, tmp_path / "other")
    assert public(target) == public(tmp_path / "other")


def keys_of_a_topic_change(newsroom: Newsroom) -> None:
    newsroom.edit("content/site.yaml", "first: {name", "third: {name")
    newsroom.edit(FIRST, "topics: [first]", "topics: [third]")


def topics_change_places(newsroom: Newsroom) -> None:
    newsroom.edit("content/site.yaml", "slug: first-topic", "slug: other-topic")
    newsroom.edit("content/site.yaml", "slug: second-topic", "slug: first-topic")
    newsroom.edit("content/site.yaml", "slug: other-topic", "slug: second-topic")


def a_file_has_another_name(newsroom: Newsroom) -> None:
    (newsroom.root / FIRST).rename(newsroom.root / FIRST.replace("first", "renamed"))
    newsroom.edit(FIRST.replace("first", "renamed"), "source: cy", "source: cy\nslug: first")
    newsroom.translate(FIRST.replace("first", "renamed"))
    shutil.rmtree(newsroom.folder.instance)


@pytest.mark.parametrize("step", [keys_of_a_topic_change, topics_change_places, a_file_has_another_name])
def test_what_passes_from_one_unit_to_another_stays(
    newsroom: Newsroom, tmp_path: Path, step: Callable[[Newsroom], None]
) -> None:
    newsroom.release("first", title="Lighthouse repaired", front="topics: [first]")
    target = tmp_path / "public"
    export(newsroom, target)
    step(newsroom)
    said = json.loads(newsroom.inside("export", str(target), "--format", "json").stdout)
    assert set(said["added"]) & set(said["removed"]) == set()
    for name in ("first", "second"):  # the folder, and its twin
        export(newsroom, target)
        export(newsroom, tmp_path / name)
        assert public(target) == public(tmp_path / name)
        newsroom.release(f"later-{name}")
