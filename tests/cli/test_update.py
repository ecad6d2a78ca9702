"""`datganiad translations update`, through the real command: what it tells, what it offers, what it leaves alone."""

import io
import os
import re
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError
from babel.messages.pofile import read_po as babel_read_po

from app.catalogue.entry import PoEntry
from app.catalogue.po import read_po
from tests.catalogue.test_po import msgfmt_takes
from tests.newsroom import HOUSE, Newsroom, build, line_of, other, welsh_or_english
from tests.web.reader import Reader, words

SOURCES = pytest.mark.parametrize("source", ["cy", "en"])

EDITOR = """
import sys
from app.catalogue import save
from app.cli import main

file, theirs = sys.argv[1], sys.argv[2]
del sys.argv[1:3]
fsync = save.os.fsync

def saved_meanwhile(descriptor):
    fsync(descriptor)
    with open(file, "w", encoding="utf-8") as other:
        other.write(theirs)

save.os.fsync = saved_meanwhile
main()
"""
"""The command, with an editor that saves the file just before it does."""
SLOW_EDITOR = """
import sys
from pathlib import Path
from app.cli import main, update

file, theirs = sys.argv[1], sys.argv[2]
del sys.argv[1:3]
settled = update._settled

def just_emptied(path):
    if str(path) == file:
        path.write_text("")
    return settled(path)

def meanwhile(seconds):
    if not Path(file).read_text("utf-8"):
        Path(file).write_text(theirs, "utf-8")
    sleep(seconds)

update._settled = just_emptied
sleep, update.time.sleep = update.time.sleep, meanwhile
main()
"""
"""The command, with an editor that has emptied the file and writes into it while the command waits."""


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    site = build(tmp_path)
    assert site.inside("translations", "update").returncode == 0
    return site


def entry_of(newsroom: Newsroom, catalogue: str, msgid: str) -> PoEntry:
    entries = read_po((newsroom.root / catalogue).read_bytes(), catalogue).entries
    return next(entry for entry in entries if entry.key == (None, msgid) and not entry.obsolete)


def update(newsroom: Newsroom, *options: str) -> str:
    """What the command says on stdout; twice is once."""
    done = newsroom.inside("translations", "update", *options)
    assert done.returncode == 0, done.stderr
    again = newsroom.inside("translations", "update", "--check", *options)
    assert (again.returncode, again.stdout) == (0, ""), again.stdout
    return done.stdout


@SOURCES
def test_the_same_text_elsewhere_is_offered_as_fuzzy_with_its_origin(newsroom: Newsroom, source: str) -> None:
    words = "These test words come in two releases."
    first = newsroom.catalogue_path(newsroom.release("first", source=source, body=words))
    second = newsroom.release("second", source=source, body=words, translate=False)
    update(newsroom)
    entry = entry_of(newsroom, newsroom.catalogue_path(second), words)
    assert entry.translation
    assert entry.translation.msgstr == entry_of(newsroom, first, words).translation.msgstr  # type: ignore[union-attr]
    assert entry.translation.fuzzy
    assert f"#. Memory: the same text in {first}.\n" in entry.raw
    newsroom.publish()
    assert len(newsroom.live("cy")) == len(newsroom.live("en")) == 1


@SOURCES
def test_words_that_were_once_written_in_the_other_language_are_known_as_well(newsroom: Newsroom, source: str) -> None:
    words = "These test words come in two releases."
    path = newsroom.release("first", source=source, body=words)
    (translation,) = entry_of(newsroom, newsroom.catalogue_path(path), words).translation.msgstr  # type: ignore[union-attr]
    back = newsroom.release("second", source=other(source), body=translation, translate=False)
    update(newsroom)
    entry = entry_of(newsroom, newsroom.catalogue_path(back), translation)
    assert entry.translation
    assert (entry.translation.msgstr, entry.translation.fuzzy) == ((words,), True)


@SOURCES
def test_a_text_that_is_nearly_the_same_stands_in_a_comment_until_the_message_is_done(
    newsroom: Newsroom, source: str
) -> None:
    newsroom.release("first", source=source, body="These 51 test words come in two releases.")
    second = newsroom.release("second", source=source, body="These 15 test words come in two releases.")
    catalogue = newsroom.catalogue_path(second)
    translation = entry_of(newsroom, catalogue, "These 15 test words come in two releases.").translation
    assert translation
    newsroom.edit(catalogue, f'msgstr "{translation.msgstr[0]}"', 'msgstr ""')
    update(newsroom)
    entry = entry_of(newsroom, catalogue, "These 15 test words come in two releases.")
    assert entry.translation
    assert entry.translation.msgstr == ("",)
    assert "#. Memory: 98 %: These 51 test words come in two releases. → " in entry.raw
    newsroom.edit(catalogue, 'releases."\nmsgstr ""', f'releases."\nmsgstr "{translation.msgstr[0]}"')
    update(newsroom)
    assert "Memory" not in entry_of(newsroom, catalogue, "These 15 test words come in two releases.").raw


def test_an_offer_goes_when_the_translator_takes_the_flag_away(newsroom: Newsroom) -> None:
    words = "These test words come in two releases."
    newsroom.release("first", body=words)
    catalogue = newsroom.catalogue_path(newsroom.release("second", body=words, translate=False))
    update(newsroom)
    raw = entry_of(newsroom, catalogue, words).raw
    newsroom.edit(catalogue, raw, raw.replace("#, fuzzy\n", ""))
    update(newsroom)
    entry = entry_of(newsroom, catalogue, words)
    assert "Memory" not in entry.raw
    assert entry.translation
    assert not entry.translation.fuzzy


def test_the_memory_can_be_switched_off(newsroom: Newsroom) -> None:
    words = "These test words come in two releases."
    newsroom.release("first", body=words)
    catalogue = newsroom.catalogue_path(newsroom.release("second", body=words, translate=False))
    update(newsroom, "--no-memory")
    assert "Memory" not in (newsroom.root / catalogue).read_text("utf-8")
    newsroom.edit("content/site.yaml", "source: en", "source: en\ntranslation_memory: false")
    assert newsroom.inside("translations", "update").returncode == 0
    assert "Memory" not in (newsroom.root / catalogue).read_text("utf-8")
    assert "Memory" in newsroom.inside("translations", "update", "--memory").stdout + (
        newsroom.root / catalogue
    ).read_text("utf-8")


def test_a_paragraph_that_goes_to_another_release_is_offered_there(newsroom: Newsroom) -> None:
    words = "These test words move from one release to another."
    first = newsroom.release("first", body=f"Stays.\n\n{words}")
    second = newsroom.release("second", body="Stays as well.")
    newsroom.edit(first, words, "")
    newsroom.edit(second, "Stays as well.", f"Stays as well.\n\n{words}")
    update(newsroom)
    assert "Memory: the same text in" in entry_of(newsroom, newsroom.catalogue_path(second), words).raw


@SOURCES
def test_what_may_stay_empty_is_offered_nothing(newsroom: Newsroom, source: str) -> None:
    newsroom.release("first", source=source, body="Test strapline")
    update(newsroom)
    assert "Memory" not in (newsroom.root / "translations/en/LC_MESSAGES/site.po").read_text("utf-8")


# One release among many


def files_of(newsroom: Newsroom) -> dict[str, bytes]:
    """Every .po file of the site, by path."""
    root = newsroom.root
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "translations").rglob("*.po")}


@SOURCES
def test_what_is_named_is_brought_up_to_date_as_among_all_and_nothing_else(newsroom: Newsroom, source: str) -> None:
    old, near = "The old test words stay in their own release.", "These test words come nearly in two releases."
    words = "These test words come in two releases."
    same = welsh_or_english(words, source)  # as they are, once; as a translation, once
    newsroom.release("a-first", source=source, body=f"{same}\n\n{near}")
    newsroom.release("c-third", source=other(source), body=words)
    wanted = newsroom.release("b-named", source=source, body=old)
    newsroom.edit(wanted, old, f"{old[:-1]} once.\n\n{old[:-1]} twice.\n\n{same}\n\n{near[:-1]} again.")
    untouched = newsroom.catalogue_path(newsroom.release("e-other", source=source, body=same, translate=False))
    before = files_of(newsroom)
    update(newsroom, "2026/b-named")
    named = files_of(newsroom)
    catalogue = newsroom.catalogue_path(wanted)
    assert {path for path in named if named[path] != before.get(path)} == {catalogue}
    assert b"#. Memory: the same text in " in named[catalogue]
    assert b" %: " in named[catalogue]
    newsroom.write(catalogue, before[catalogue])
    update(newsroom)
    everything = files_of(newsroom)
    assert everything[catalogue] == named[catalogue]
    assert untouched in everything


def test_the_interface_can_be_named_and_what_nobody_has_is_told(newsroom: Newsroom) -> None:
    catalogue = newsroom.catalogue_path(newsroom.release("first", translate=False))
    newsroom.edit("content/site.yaml", "Test newsroom", "Test newsroom of another name")
    assert "/site.po: " in update(newsroom, "interface")
    assert not (newsroom.root / catalogue).exists()
    wrong = newsroom.inside("translations", "update", "2026/nobody")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "there is no release or page '2026/nobody'" in wrong.stderr


@SOURCES
def test_a_change_of_typography_is_told_with_its_line(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source, body='Test "words" - here.')
    catalogue = newsroom.catalogue_path(path)
    update(newsroom)
    newsroom.edit(path, 'Test "words" - here.', "Test “words” – here.")
    done = newsroom.inside("translations", "update")
    line = line_of(newsroom.root / catalogue, "Test “words” – here.")
    assert f"{catalogue}:{line}: the translation stays: only spaces, quote marks or dashes" in done.stderr
    assert not newsroom.publish().waiting


@SOURCES
def test_a_file_in_which_lines_alone_moved_says_so(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source)
    catalogue = newsroom.catalogue_path(path)
    update(newsroom)
    newsroom.edit(path, "Test paragraph one.", "\nTest paragraph one.")
    assert update(newsroom) == f"{catalogue}: places, notes or header alone\n"


@SOURCES
def test_an_edit_that_is_saved_while_the_update_runs_wins(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source)
    catalogue = newsroom.root / newsroom.catalogue_path(path)
    newsroom.edit(path, "Test paragraph one.", "Test paragraph one and more.")
    theirs = catalogue.read_text("utf-8").replace("Test paragraph two.", "Test paragraph two.", 1) + "\n# Saved\n"
    done = newsroom.run(str(catalogue), theirs, "--site", str(newsroom.root), "translations", "update", script=EDITOR)
    assert done.returncode == 2
    assert f"{catalogue.name} was changed while it was being brought up to date; run the command again" in done.stderr
    assert catalogue.read_text("utf-8") == theirs
    assert not list(catalogue.parent.glob(".*"))


@SOURCES
def test_a_release_that_gets_another_name_is_offered_its_translations(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release("before", source=source, body="These test words move with their release.")
    old = newsroom.catalogue_path(path)
    (newsroom.root / path).rename(newsroom.root / path.replace("before", "after"))
    done = newsroom.inside("translations", "update")
    after = newsroom.catalogue_path(path.replace("before", "after"))
    assert f"{old}: content/releases/2026/before.md is not there" in done.stderr
    assert f"if this is content/releases/2026/after.md now, run 'mv {old} {after}', and the update again" in done.stderr
    assert (
        f"Memory: the same text in {old}." in entry_of(newsroom, after, "These test words move with their release.").raw
    )
    assert (newsroom.root / old).exists()
    (newsroom.root / old).rename(newsroom.root / after)
    assert newsroom.inside("translations", "update").stderr == "files brought up to date: 1 of 5.\n"
    assert entry_of(newsroom, after, "These test words move with their release.").translation.ready


@SOURCES
def test_a_release_that_is_another_one_is_not_taken_for_the_one_that_went(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release("before", source=source)
    old = newsroom.catalogue_path(path)
    (newsroom.root / path).unlink()
    newsroom.release("after", source=source, title="Other", body="Other test words.", translate=False)
    assert f"{old}: content/releases/2026/before.md is not there, or not in another language; left as it is\n" in (
        newsroom.inside("translations", "update").stderr
    )


@SOURCES
def test_a_file_that_an_editor_empties_before_it_writes_is_waited_for(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source)
    catalogue = newsroom.root / newsroom.catalogue_path(path)
    newsroom.edit(path, "Test paragraph one.", "Test paragraph one and more.")
    theirs = catalogue.read_text("utf-8").replace("Test paragraph two.", "Test paragraph two.", 1) + "\n# Saved\n"
    script = SLOW_EDITOR
    done = newsroom.run(str(catalogue), theirs, "--site", str(newsroom.root), "translations", "update", script=script)
    assert (done.returncode, "held no message" in done.stderr) == (0, False), done.stderr
    assert catalogue.read_text("utf-8").endswith("\n# Saved\n")


@SOURCES
def test_a_file_that_was_emptied_is_told(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source)
    catalogue = newsroom.catalogue_path(path)
    (newsroom.root / catalogue).write_text("")
    done = newsroom.inside("translations", "update")
    told = f"{catalogue} held no message; if it was cut off, put back the file as it was before\n"
    assert (done.returncode, told in done.stderr) == (0, True), done.stderr


@SOURCES
def test_babel_and_gettext_read_every_file_after_an_update(newsroom: Newsroom, tmp_path: Path, source: str) -> None:
    words = "These 51 “test” words come in two releases."
    first = newsroom.release(
        "first", source=source, body=f"{words}\n\nOne that goes.\n\nOne that changes a little.\n\nTwo that change."
    )
    newsroom.release("second", source=source, body=f"{words}\n\nThese 15 “test” words come in two.", translate=False)
    newsroom.edit(first, "One that goes.", "")
    newsroom.edit(first, "changes a little", "changes more than a little")
    newsroom.edit(first, "Two that change.", "Two that change a bit and then go.")
    update(newsroom)
    newsroom.edit(first, "Two that change a bit and then go.", "")
    update(newsroom)
    files = sorted((newsroom.root / "translations").rglob("*.po"))
    text = "".join(file.read_text("utf-8") for file in files)
    assert all(
        mark in text
        for mark in ("#~ msgid", '#. #| msgid "Two', "#| msgid", "#. Memory: the same", "#. Memory: 8", "#, fuzzy")
    )
    for file in files:
        assert msgfmt_takes(file.read_bytes(), tmp_path), file
        babel_read_po(io.BytesIO(file.read_bytes()), abort_invalid=True)


@SOURCES
def test_a_file_to_which_poedit_added_an_empty_date_can_be_read_by_babel_after_an_update(
    newsroom: Newsroom, source: str
) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source))
    file = newsroom.root / catalogue
    text = re.sub(r'"(POT-Creation|PO-Revision)-Date: .*\n', "", file.read_text("utf-8"))
    saved = text.replace('"Last-Translator: ', '"POT-Creation-Date: \\n"\n"PO-Revision-Date: \\n"\n"Last-Translator: ')
    newsroom.write(catalogue, saved)
    with pytest.raises(PoFileError, match="does not match"):
        babel_read_po(io.BytesIO(file.read_bytes()), abort_invalid=True)
    update(newsroom)
    babel_read_po(io.BytesIO(file.read_bytes()), abort_invalid=True)
    dates = re.compile(r"-Date: .*?\\n")
    after = file.read_text("utf-8")
    assert dates.sub("", after) == dates.sub("", saved)
    update(newsroom)
    assert file.read_text("utf-8") == after


@SOURCES
def test_a_new_file_has_every_field_that_gettext_and_the_editors_built_on_it_ask_for(
    newsroom: Newsroom, source: str
) -> None:
    path = newsroom.release(source=source, translate=False)
    update(newsroom)
    file = newsroom.root / newsroom.catalogue_path(path)
    done = subprocess.run(["msgfmt", "--check", "-o", os.devnull, file], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert b'"POT-Creation-Date: 2' in file.read_bytes()


def test_what_a_site_s_own_words_lack_comes_with_the_program_until_somebody_says_otherwise(newsroom: Newsroom) -> None:
    own = "translations/cy/LC_MESSAGES/messages.po"
    whole = (HOUSE / own).read_text("utf-8")
    begins = whole.rindex("\n\n", 0, whole.index('msgid "Search the releases"'))
    ends = whole.index("\n\n", begins + 2)
    newsroom.write(own, (whole[:begins] + whole[ends:]).replace('msgstr "Dilyn ein newyddion"', 'msgstr "Dilynwch ni"'))
    newsroom.release()
    newsroom.publish()
    page = Reader(newsroom).get("/cy/", lang="cy")
    shown = words(page.root)
    assert "Chwilio’r datganiadau" in shown
    assert "Dilynwch ni" in shown
    assert "1 new, and translated with the program" in update(newsroom, "interface")
    assert entry_of(newsroom, own, "Search the releases").translation.msgstr == ("Chwilio’r datganiadau",)
    newsroom.edit(own, 'msgstr "Chwilio’r datganiadau"', 'msgstr ""')
    assert [finding.check for finding in newsroom.publish().interface] == ["missing"]
