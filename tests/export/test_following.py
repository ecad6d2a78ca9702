"""`datganiad export --follow`: the folder keeps up with the files and with the time."""

import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.locales import LONDON
from app.settings import HOUSE
from tests.browser.conftest import watch_over
from tests.export.test_export import export, files_in
from tests.newsroom import STAND_IN, Newsroom, other

SOURCES = pytest.mark.parametrize("source", ["cy", "en"])


@contextmanager
def following(newsroom: Newsroom, target: Path, *options: str) -> Iterator[Callable[[str], list[str]]]:
    """An export that follows the files. Gives what reads its words up to the line that has some."""
    command = [sys.executable, "-m", "app", "--site", str(newsroom.root), "export", str(target), "--follow", *options]
    with subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        watchdog = watch_over(process)
        lines = iter(process.stdout.readline, "")

        def until(part: str) -> list[str]:
            found = []
            for line in lines:
                found.append(line)
                if part in line:
                    return found
            raise AssertionError(f"'{part}' was never said: {found}")

        try:
            until("follows the files")
            yield until
            process.send_signal(signal.SIGTERM)
            assert process.wait() == 0
        finally:
            watchdog.cancel()
            process.kill()


def page_of(target: Path, newsroom: Newsroom, lang: str) -> bytes:
    (address,) = newsroom.live(lang)
    return (target / f"{address.strip('/')}.html").read_bytes()


@SOURCES
def test_a_translation_that_is_saved_is_in_the_folder_as_a_new_export_would_have_it(
    newsroom: Newsroom, tmp_path: Path, source: str
) -> None:
    path = newsroom.release(source=source)
    catalogue, lang = newsroom.catalogue_path(path), other(source)
    target = tmp_path / "public"
    with following(newsroom, target) as until:
        for old, new in (("two.", "two, Un."), ("two, Un.", "two, Dau.")):
            newsroom.edit(catalogue, f"{STAND_IN[lang]} Test paragraph {old}", f"{STAND_IN[lang]} Test paragraph {new}")
            until(" changed, ")
            assert f"Test paragraph {new}".encode() in page_of(target, newsroom, lang)
    assert "0 new, 0 changed, 0 removed" in export(newsroom, target)


@SOURCES
def test_a_site_that_cannot_be_published_yet_is_followed_until_it_can(
    newsroom: Newsroom, tmp_path: Path, source: str
) -> None:
    newsroom.release(source=source)
    words = newsroom.root / "translations/cy/LC_MESSAGES/site.po"
    whole = words.read_text("utf-8")
    words.write_text(whole.replace(f'msgstr "{STAND_IN["cy"]} Test newsroom"', 'msgstr ""'), "utf-8")
    with following(newsroom, tmp_path / "public") as until:
        words.write_text(whole, "utf-8")
        until(" new, ")
        assert len(newsroom.live(source)) == 1


@SOURCES
def test_an_embargo_ends_in_the_folder_without_anybody(newsroom: Newsroom, tmp_path: Path, source: str) -> None:
    newsroom.release("other", source=source)
    target = tmp_path / "public"
    with following(newsroom, target) as until:
        ends = datetime.now(UTC) + timedelta(seconds=5)
        newsroom.release(source=source, published=f"{ends.astimezone(LONDON):%Y-%m-%d %H:%M:%S}")
        until("embargoed until")
        until("live in both languages")
        until(" new, ")
        assert datetime.now(UTC) >= ends.replace(microsecond=0)
        assert len(list(target.glob("*/*/2026/test-release*.html"))) == 2


@SOURCES
def test_what_is_broken_is_told_once_and_changes_nothing_in_the_folder(
    newsroom: Newsroom, tmp_path: Path, source: str
) -> None:
    path = newsroom.release(source=source)
    target = tmp_path / "public"
    with following(newsroom, target) as until:
        before = files_in(target)
        newsroom.edit(path, "title:", "titel:")
        assert until(f"{path}:2: error: ")
        assert files_in(target) == before
        newsroom.edit(path, "titel:", "title:")
        newsroom.edit(path, "paragraph one.", "paragraph changed.")
        newsroom.translate(path)
        until(" changed, ")
        assert b"paragraph changed." in page_of(target, newsroom, source)


@SOURCES
def test_a_command_follows_each_export_that_changed_something(newsroom: Newsroom, tmp_path: Path, source: str) -> None:
    path = newsroom.release(source=source)
    target, log = tmp_path / "public", tmp_path / "log"
    command = shlex.join(["sh", "-c", f"test -e {target}/cy/index.html && echo brought >> {log} && echo then"])
    with following(newsroom, target, "--then", command) as until:
        until("then")
        newsroom.edit(path, "paragraph one.", "paragraph changed.")
        newsroom.translate(path)
        until("then")
        assert log.read_text() == "brought\n" * 2


def test_a_command_that_fails_is_told_in_one_line(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.release()
    with following(newsroom, tmp_path / "public", "--then", "false") as until:
        assert until("'false' failed")[-1] == (
            "datganiad: 'false' failed (exit code 1); mend it; it is run again in a minute, and after the next change\n"
        )


@pytest.mark.parametrize("options", [("--follow", "--check"), ("--follow", "--format", "json"), ("--then", "true")])
def test_what_does_not_go_together_is_said(newsroom: Newsroom, tmp_path: Path, options: tuple[str, ...]) -> None:
    assert "--follow" in export(newsroom, tmp_path / "public", *options, code=2)
    assert not (tmp_path / "public").exists()
