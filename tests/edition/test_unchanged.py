"""What is unchanged is not read again, and what has changed always is."""

import os
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from app.edition import files, preparing, recorded, search_index, sources
from app.edition.files import Watched
from app.edition.prepared import Basis, Due, Prepared, Rows, unpacked
from app.edition.preparing import prepare_all
from app.edition.publish import publish
from app.edition.query import Edition
from app.edition.record import Record, read_record
from app.edition.search import Filters
from app.edition.serial import dump_release
from app.edition.sources import Sources, release_paths
from app.edition.store import open_for_reading
from app.edition.terms import parse_query
from app.errors import RecordError
from app.model import State
from app.settings import SiteFolder
from tests.newsroom import Newsroom

LATER = timedelta(hours=1)


def noted(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> list[str]:
    """The releases whose files a module opens from now on."""
    opened: list[str] = []
    real = module.read_sources

    def read(folder: SiteFolder, path: str) -> Sources:
        opened.append(path)
        return real(folder, path)

    monkeypatch.setattr(module, "read_sources", read)
    return opened


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The releases whose files are opened to see whether they changed."""
    return noted(monkeypatch, files)


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The releases that are read and checked."""
    return noted(monkeypatch, preparing)


def soon() -> datetime:
    """A time at which the files of now are no longer too new to be trusted."""
    return datetime.now(UTC) + LATER


def test_files_that_look_as_they_did_are_not_opened(newsroom: Newsroom, read: list[str], prepared: list[str]) -> None:
    newsroom.release("live")
    newsroom.release("waits", translate=False)
    newsroom.release("draft", front="draft: true", translate=False)
    first = newsroom.publish(soon())
    read.clear()
    prepared.clear()
    report = newsroom.publish(soon())
    assert read == prepared == []
    assert [outcome.name for outcome in report.waiting] == ["releases/2026/waits"]
    unread = ("releases/2026/waits", "releases/2026/draft")
    assert {each.name: each for each in report.outcomes} == {
        each.name: each for each in first.outcomes if each.name in unread
    }


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_one_changed_file_is_the_only_one_that_is_opened(newsroom: Newsroom, read: list[str], lang: str) -> None:
    first = newsroom.release("first", source=lang)
    newsroom.release("second", source=lang)
    newsroom.publish(soon())
    read.clear()
    newsroom.edit(newsroom.catalogue_path(first), "Test paragraph one.", "Test paragraph un.")
    newsroom.publish(soon())
    assert read == [first]


def test_a_change_that_keeps_size_and_time_is_seen(newsroom: Newsroom) -> None:
    path = newsroom.release("same-size")
    newsroom.publish(soon())
    file = newsroom.root / newsroom.catalogue_path(path)
    before = file.stat()
    newsroom.edit(newsroom.catalogue_path(path), "Trial Test paragraph one.", "Trial Test paragraph eno.")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    newsroom.publish(soon())
    found = newsroom.find("/en/releases/2026/same-size-en", soon())
    assert found is not None
    assert found.release.body[0].text == "Trial Test paragraph eno."


def test_a_file_as_new_as_the_clock_is_read_each_time(newsroom: Newsroom, read: list[str]) -> None:
    path = newsroom.release("new")
    for _ in range(2):
        read.clear()
        newsroom.publish(datetime.now(UTC))
        assert read == [path]


def test_a_clock_that_went_back_only_makes_it_read_more(newsroom: Newsroom, read: list[str]) -> None:
    path = newsroom.release("clock")
    newsroom.publish(soon())
    read.clear()
    newsroom.publish(datetime.now(UTC) - LATER)
    assert read == [path]


def test_what_was_too_new_is_read_once_more_and_then_is_known(
    newsroom: Newsroom, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a server follows the files: it looks at those that are said to have changed."""
    one, other = newsroom.release("one"), newsroom.release("other")
    texts = newsroom.publish(soon()).texts
    newsroom.edit(newsroom.catalogue_path(one), "Test paragraph one.", "Test paragraph un.")
    publish(newsroom.folder, now=datetime.now(UTC), watched=Watched(frozenset({one}), texts))
    monkeypatch.setattr(preparing, "read_sources", files.read_sources)
    for expected in ([one], []):
        read.clear()
        publish(newsroom.folder, now=soon(), watched=Watched(frozenset({other}), texts))
        assert read == expected


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_new_interface_is_no_reason_to_read_a_release_again(
    newsroom: Newsroom, prepared: list[str], lang: str
) -> None:
    path = newsroom.release("live", source=lang, front="contacts: [desk]")
    newsroom.publish(soon())
    prepared.clear()
    newsroom.edit("content/site.yaml", "029 2018 0199", "029 2018 0191")
    assert newsroom.publish(soon()).changed
    assert prepared == []
    # A release may name the key, so every release is read, and what lacks one now is said; it stays as it was.
    newsroom.edit("content/site.yaml", "  desk:", "  bureau:")
    report = newsroom.publish(soon())
    assert prepared == [path]
    assert [(outcome.name, outcome.keeps) for outcome in report.waiting] == [("releases/2026/live", True)]


def test_a_setting_on_which_every_release_rests_has_each_read_again(newsroom: Newsroom, prepared: list[str]) -> None:
    newsroom.release("embargoed", year=2036, published="2036-02-01 09:30")
    newsroom.publish(soon())
    prepared.clear()
    site = newsroom.root / "content/site.yaml"
    site.write_text(f"{site.read_text('utf-8')}require_sign_off: true\n", "utf-8")
    assert [outcome.name for outcome in newsroom.publish(soon()).waiting] == ["releases/2036/embargoed"]
    assert prepared == ["content/releases/2036/embargoed.md"]


def stored(newsroom: Newsroom) -> list[tuple[str, int, str]]:
    """Name, number in the search index and digest of each pair."""
    with closing(open_for_reading(newsroom.folder.edition)) as connection:
        return connection.execute("SELECT name, id, digest FROM pair ORDER BY name").fetchall()


def with_other_code(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setattr(sources, "code_version", lambda: version)


def test_what_other_code_makes_the_same_of_stays_where_it_is(
    newsroom: Newsroom, prepared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.release("withdrawn", source="en")
    newsroom.publish(soon())
    paths = [
        newsroom.release("cymraeg", source="cy"),
        newsroom.release("saesneg", source="en"),
        newsroom.release("withdrawn", source="en", front="withdrawn: {at: 2026-01-11 09:00, reason: Test}"),
        newsroom.release("embargoed", source="en", year=2036, published="2036-02-01 09:30"),
    ]
    newsroom.publish(soon())
    before = stored(newsroom)
    assert len(before) == len(paths)
    prepared.clear()
    with_other_code(monkeypatch, "another")
    report = newsroom.publish(soon())
    assert [outcome for outcome in report.outcomes if outcome.change] == []
    assert prepared == paths
    after = stored(newsroom)
    assert [row[:2] for row in after] == [row[:2] for row in before]
    assert all(new[2] != old[2] for new, old in zip(after, before, strict=True))
    prepared.clear()
    newsroom.publish(soon())
    assert prepared == []


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_what_other_code_makes_another_of_is_put_in_anew(
    newsroom: Newsroom, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.release("code", source=lang)
    newsroom.publish(soon())
    with_other_code(monkeypatch, "for search")
    monkeypatch.setattr(search_index, "to_text", lambda text: text.replace("one", "unarddeg"))
    newsroom.publish(soon())
    with closing(open_for_reading(newsroom.folder.edition)) as connection:
        search = Edition(newsroom.folder, connection).search(lang, soon())
        assert search.results(parse_query("unarddeg", lang), Filters()).total == 1
        assert search.results(parse_query("one", lang), Filters()).total == 0
        (address,) = newsroom.live(lang, soon())
    with_other_code(monkeypatch, "for pages")
    monkeypatch.setattr(preparing, "dump_release", lambda half: dump_release(half).replace("two", "deuddeg"))
    newsroom.publish(soon())
    found = newsroom.find(address, soon())
    assert found is not None
    assert found.release.body[1].text.endswith("Test paragraph deuddeg.")


def test_verify_reads_everything(newsroom: Newsroom) -> None:
    newsroom.release("live")
    assert newsroom.inside("publish").returncode == 0
    assert newsroom.inside("publish", "--verify").stdout == "Edition 1, unchanged.\n"


def test_several_processes_prepare_what_one_does_and_in_the_same_order(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        newsroom.release(f"test-{number:02}", source="cy" if number % 2 else "en", translate=number % 5 != 0)
    due = [Due(path, was_live=False) for path in release_paths(newsroom.folder)]
    basis = Basis(keys={"topics": frozenset(), "contacts": frozenset(), "support": frozenset()}, sealed=False,
                  shared=(), now=soon())  # fmt: skip

    def opened(each: Prepared) -> tuple[Prepared, Rows | None]:
        return replace(each, rows=None), unpacked(each.rows) if each.rows else None

    alone = list(prepare_all(newsroom.folder, due, basis, 1))
    monkeypatch.setattr(preparing, "FEW", 3)
    assert list(map(opened, prepare_all(newsroom.folder, due, basis, 2))) == list(map(opened, alone))
    assert [f"content/{each.name}.md" for each in alone] == [each.path for each in due]


@pytest.fixture
def proved(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The records that are read from their first line."""
    read: list[Path] = []

    def noted(path: Path) -> Record:
        read.append(path)
        return read_record(path)

    monkeypatch.setattr(recorded, "read_record", noted)
    return read


def test_a_record_that_looks_as_it_did_is_continued_unread(newsroom: Newsroom, proved: list[Path]) -> None:
    first = newsroom.release("first")
    newsroom.publish(soon())
    proved.clear()
    newsroom.release("second")
    newsroom.publish(soon())
    newsroom.edit(newsroom.catalogue_path(first), "Trial Test paragraph one.", "Trial Test paragraph un.")
    newsroom.publish(soon())
    assert proved == []
    assert [(event.event, event.name.rpartition("/")[2]) for event in newsroom.events()] == [
        ("live", "first"),
        ("live", "second"),
        ("changed", "first"),
    ]


def test_a_record_as_new_as_the_clock_is_continued_if_it_has_the_same_bytes(
    newsroom: Newsroom, proved: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.release("live")
    newsroom.publish(datetime.now(UTC))
    proved.clear()
    newsroom.publish(datetime.now(UTC))
    assert proved == []
    look = recorded.look_of(newsroom.folder.record, None)
    monkeypatch.setattr(recorded, "look_of", lambda _file, now: "" if now else look)
    data = newsroom.folder.record.read_bytes()
    newsroom.folder.record.write_bytes(data.replace(b"live", b"evil", 1))
    with pytest.raises(RecordError, match="the line was changed"):
        newsroom.publish(datetime.now(UTC))


def test_a_record_that_was_changed_is_refused_although_nothing_else_is_new(newsroom: Newsroom) -> None:
    newsroom.release("first")
    newsroom.publish(soon())
    newsroom.edit("instance/record.jsonl", '"live"', '"loud"')
    with pytest.raises(RecordError):
        newsroom.publish(soon())


def test_a_record_that_was_lost_begins_again_with_what_is_live(newsroom: Newsroom) -> None:
    newsroom.release("first")
    newsroom.publish(soon())
    newsroom.folder.record.unlink()
    newsroom.publish(soon())
    assert [event.name for event in newsroom.events()] == ["releases/2026/first"]


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_where_somebody_watches_only_what_changed_is_looked_at(
    newsroom: Newsroom, read: list[str], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = newsroom.release("first", source=lang)
    second = newsroom.release("second", source=lang)
    texts = newsroom.publish(soon()).texts
    looked: list[str] = []
    real = files.Files._look
    monkeypatch.setattr(files.Files, "_look", lambda self, path: looked.append(path) or real(self, path))
    read.clear()
    for path in (first, second):
        newsroom.edit(newsroom.catalogue_path(path), 'Test paragraph one."\n\n', 'Test paragraph un."\n\n')
    changed = files.releases_of(newsroom.folder, [newsroom.root / newsroom.catalogue_path(first)])
    assert changed is not None
    publish(newsroom.folder, now=soon(), watched=Watched(changed, texts))
    assert looked == read == [first]
    publish(newsroom.folder, now=soon())
    assert read == [first, second]


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_what_comes_and_goes_while_somebody_watches_is_seen(newsroom: Newsroom, lang: str) -> None:
    newsroom.release("first", source=lang)
    texts = newsroom.publish(soon()).texts
    second = newsroom.release("second", source=lang)
    report = publish(newsroom.folder, now=soon(), watched=Watched(frozenset({second}), texts))
    assert [(each.name, each.state) for each in report.outcomes] == [("releases/2026/second", State.LIVE)]
    (newsroom.root / second).unlink()
    report = publish(newsroom.folder, now=soon(), watched=Watched(frozenset({second}), report.texts))
    assert report.gone == ("releases/2026/second",)
    deep = newsroom.root / "content/releases/2026/deep/third.md"
    deep.parent.mkdir()
    deep.write_text("---\ntitle: Third\n---\n", "utf-8")
    changed = files.releases_of(newsroom.folder, [deep])
    assert changed is not None
    report = publish(newsroom.folder, now=soon(), watched=Watched(changed, report.texts))
    assert report.texts.others == ("content/releases/2026/deep/third.md",)


def test_a_file_that_is_of_no_release_may_change_all(newsroom: Newsroom) -> None:
    folder = newsroom.folder
    assert files.releases_of(folder, [folder.content / "site.yaml"]) is None
    assert files.releases_of(folder, [folder.root / "translations/glossary.csv"]) is None
    assert files.releases_of(folder, [folder.root / "translations/cy/LC_MESSAGES/site.po"]) is None
    found = [folder.content / "pages/about.md", folder.catalogue("cy", "releases/2026/first")]
    assert files.releases_of(folder, found) == {"content/pages/about.md", "content/releases/2026/first.md"}
