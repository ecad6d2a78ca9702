"""What a command tells people is told in Welsh where it is asked for: every sentence, by the site's own words."""

import json
import os
import re
import subprocess
import sys

import docx
import pytest

from app.checks import CHECKS
from app.cli import datganiad
from app.cli.speech import Speech
from app.locales import LOCALES, month_name
from tests.browser.test_serve import serve
from tests.cli.test_commands import every_command
from tests.newsroom import HOUSE, Newsroom, other

SLUGS = ("ready", "moving", "leaving", "keeping", "going", "quoting", "unready", "later", "sketch")
SOURCES = pytest.mark.parametrize("source", ["cy", "en"])

CY = ("--lang", "cy")

QUOTED = re.compile(r"[“']⟧[^⟦]*⟦[”']")
NAMES = re.compile(r"\b[0-9a-f]{64}\b|\S*[/_.:-]\S*\w")
"""Digests; addresses, files and options."""


class _Marked(dict[str, str]):
    """Has every msgid, with ⟦⟧ around its own words: a sentence that stands outside of them cannot be translated."""

    def __missing__(self, msgid: str) -> str:
        pieces = re.split(r"(%\(\w+\)s|%%)", msgid)
        return "".join(f"⟦{piece}⟧" if piece and not piece.startswith("%") else piece for piece in pieces)


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch, newsroom: Newsroom) -> Newsroom:
    monkeypatch.setattr(Speech, "_known", _Marked())
    return newsroom


def untranslated(said: str) -> set[str]:
    """The words of an output that no message has, and that are no names either."""
    names = {"datganiad", "site", "messages", "error", "warning", "catalogue", "content", "record", "place", *CHECKS}
    names |= {"Test", "Person", "nowhere", *LOCALES, *(each.name for each in LOCALES.values())}
    names |= {month_name("cy", 2026, month, alone=True) for month in range(1, 13)}
    rest = NAMES.sub(" ", re.sub(r"⟦[^⟧]*⟧", " ", QUOTED.sub(" ", said)))
    return set(re.findall(r"[^\W\d_]{2,}", rest)) - names


def told(newsroom: Newsroom, *arguments: str, code: int = 0) -> str:
    """What a command prints; all words but names have to be those of a message."""
    done = newsroom.inside(*arguments, "--lang", "cy")
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert untranslated(said) == set(), said
    return re.sub("[⟦⟧]", "", said)


def fill_in(newsroom: Newsroom, source: str) -> dict[str, str]:
    """Releases in the states that need no publish first. Gives the path of each by its slug."""
    paths = {slug: newsroom.release(slug, source=source) for slug in SLUGS[:5]}
    paths["quoting"] = newsroom.release("quoting", source=source, body='Test "paragraph" one.')
    paths["unready"] = newsroom.release("unready", source=source, translate=False)
    paths["later"] = newsroom.release("later", source=source, year=2030, published="2030-12-31 09:30")
    paths["sketch"] = newsroom.release("sketch", source=source, front="draft: true")
    return paths


@SOURCES
def test_publishing_commands_tell_nothing_that_has_no_translation(marked: Newsroom, source: str) -> None:
    site = marked
    paths = fill_in(site, source)
    said = told(site, "publish", code=1)
    for words in ("live in both", "waits, in both", "embargoed until 31 Rhagfyr 2030, 09:30", "draft", "Edition 1."):
        assert words in said
    site.withdraw(paths["leaving"])
    site.edit(paths["moving"], "paragraph one", "paragraph")
    site.translate(paths["moving"])
    site.edit(paths["keeping"], "paragraph one", "paragraph")
    (site.root / paths["going"]).unlink()
    target = str(site.root.parent / "public")
    said = told(site, "export", target)
    for words in (
        "changed in both",
        "withdrawn in both",
        "what was live stays",
        "new: ",
        " more",
        "Run it again on 31",
    ):
        assert words in said
    said = told(site, "publish", code=1)
    for words in ("the file is gone, ", "Edition 2, unchanged."):
        assert words in said
    assert "would be written" in told(site, "export", target, "--check")
    said = told(site, "audit")
    for words in ("When (London)", "withdrawn", "unchanged. Digest of the last: "):
        assert words in said
    (site.root / "instance/record.jsonl").write_text("")
    assert "lines are gone" in told(site, "audit", code=1)


@SOURCES
def test_a_translators_commands_tell_nothing_that_has_no_translation(
    marked: Newsroom, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, lang = marked, other(source)
    paths = fill_in(site, source)
    assert "files out of date: " in told(site, "translations", "update", "--check", code=1)
    assert "files brought up to date: " in told(site, "translations", "update")
    site.publish()
    assert "signed off by Test Person" in told(site, "sign-off", lang, paths["later"], "--by", "Test Person")
    assert "the seal is taken away" in told(site, "sign-off", lang, paths["later"], "--remove")
    told(site, "sign-off", lang, paths["moving"], "--by", "Test Person")
    assert "a seal is of its translation" in told(site, "sign-off", source, paths["moving"], "--by", "Test", code=2)
    site.edit(paths["keeping"], "paragraph two", "paragraph")
    site.edit(paths["moving"], "\n\nTest paragraph two.", "")
    site.edit(paths["quoting"], '"paragraph"', "“paragraph”")
    (site.root / paths["going"]).unlink()
    silenced = site.catalogue_path(paths["leaving"])
    site.edit(silenced, 'msgid "Test paragraph one."', '#, no-check-numbers\nmsgid "Test paragraph one."')
    site.write(site.catalogue_path(paths["sketch"]), 'msgid "Test\n')
    assert "there is something to mend first" in told(site, "sign-off", lang, paths["keeping"], "--by", "Test", code=2)
    said = told(site, "translations", "update", code=2)
    for words in ("changed and now fuzzy", "kept though", "taken out", "the translation stays", "left as it is"):
        assert words in said
    said = told(site, "translations", "status", code=2)
    for words in ("Catalogue", "Silenced", "waiting, live as it was", "live", "broken (Test", "embargoed", "whole"):
        assert words in said
    for words in ("silenced: numbers", "the string does not end", "words to do: "):
        assert words in said
    monkeypatch.setattr("app.cli.tally.narrow_terminal", lambda _: 1000)
    said = told(site, "translations", "status", code=2)
    for words in (
        "messages: 5; missing: 3; fuzzy: 2; words to do: 13; errors: 5",
        "messages: 5; silenced: 1",
        "seal: broken (Test Person, ",
    ):
        assert words in said
    assert "messages checked: " in told(site, "check", str(site.write("../test.po", "")), code=1)


def test_what_a_document_loses_is_told_in_words_that_can_be_translated(marked: Newsroom) -> None:
    document = docx.Document()
    for text in ("Test", "Test", "- Ends -", "Test"):
        document.add_paragraph(text)
    document.paragraphs[3].add_run(" Test").font.strike = True
    document.sections[0].footer.paragraphs[0].text = "Test"
    file = marked.root.parent / "test.docx"
    document.save(str(file))
    said = told(marked, "new", "test-start", "--from", str(file))
    for words in ("footers (1), left out", "the page has its own", "Struck through", "It is a draft"):
        assert words in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["new", "Test"], "is not a slug"),
        (["check", "2026/nothing"], "there is no release or page"),
        (["sign-off", "cy", "interface", "--by", "Test"], "the interface has no seal"),
        (["export", "."], "the current folder"),
        (["export", "public", "--check"], "there is no edition yet"),
        (["serve", "--preview", "--host", "192.0.2.1"], "previews are for this machine alone"),
        (["--site", "nowhere", "audit"], "has no content/site.yaml"),
    ],
)
def test_an_error_is_told_in_words_that_can_be_translated(marked: Newsroom, arguments: list[str], words: str) -> None:
    done = marked.inside(*arguments, "--lang", "cy")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert words in re.sub("[⟦⟧]", "", done.stderr)
    assert untranslated(done.stderr) == set(), done.stderr


# The language


def test_the_language_is_asked_for_before_a_command_or_after_it_or_by_the_environment(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _, each in every_command(datganiad):
        assert "--lang" in {flag for parameter in each.params for flag in parameter.opts}
    newsroom.release("unready", translate=False)
    command = [sys.executable, "-m", "app", "--site", str(newsroom.root)]

    def run(*arguments: str, **environment: str) -> str:
        clean = {key: text for key, text in os.environ.items() if not key.startswith("DATGANIAD_")}
        environment = {**clean, **environment}
        done = subprocess.run([*command, *arguments], cwd=HOUSE, env=environment, capture_output=True, text=True)
        return done.stdout + done.stderr

    welsh = "releases/2026/unready: yn aros, yn y ddwy iaith\nArgraffiad 1.\n"
    assert run("publish").endswith(": waits, in both languages\nEdition 1.\n")
    for said in (
        run("--lang", "cy", "publish"),
        run("publish", "--lang", "cy"),
        run("publish", DATGANIAD_LANG="cy"),
        run("--lang", "en", "publish", "--lang", "cy", DATGANIAD_LANG="en"),
    ):
        assert said.endswith(welsh.replace("1.", "1, heb newid."))
        assert "nid oes cyfieithiad eto, na ffeil ar ei gyfer; " in said  # also where its files are not read again
    assert "Usage:" in run("publish", "--lang", "fr")
    said = run("publish", DATGANIAD_LANG="fr")
    assert said.startswith("datganiad: DATGANIAD_LANG is 'fr', which is none of cy, en; ")
    said = run("publish", "--lang", "cy", DATGANIAD_PORT="eighty")
    assert said.startswith("datganiad: 'eighty' yw DATGANIAD_PORT, ac nid yw’n rhif o 1 i 65535; ")


def test_programs_are_told_the_same_but_for_sentences(newsroom: Newsroom) -> None:
    newsroom.release("unready", translate=False)
    english, welsh = (json.loads(newsroom.inside("publish", "--format", "json", *lang).stdout) for lang in ([], CY))
    first, then = english["releases"][0], welsh["releases"][0]
    assert {"edition": welsh["edition"], "state": then["state"]} == {"edition": 1, "state": "waiting"}
    for one, two in zip(first["findings"], then["findings"], strict=True):
        assert {**one, "what": two["what"], "fix": two["fix"]} == two
        assert two["what"] == "nid oes cyfieithiad eto, na ffeil ar ei gyfer"
    newsroom.write("content/releases/2026/broken.md", "Test\n")
    rows = json.loads(newsroom.inside("translations", "status", "--format", "json", *CY).stdout)
    (row,) = (each for each in rows if each["name"] == "releases/2026/broken")
    assert (row["state"], "nid oes gan y ffeil ben" in row["problem"]) == ("broken", True)


def test_a_sites_own_words_come_first_and_what_cannot_be_said_is_in_the_programs_words_or_english(
    newsroom: Newsroom,
) -> None:
    newsroom.release()
    path = "translations/cy/LC_MESSAGES/messages.po"
    head = 'msgid ""\nmsgstr ""\n"Language: cy\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    own = 'msgctxt "finding"\nmsgid "Nothing to mend."\nmsgstr "{}"\n'
    for words, said in (("Dim byd.", "Dim byd."), ("100% da %(num)s", "Nothing to mend."), ("", "Nothing to mend.")):
        newsroom.write(path, head + own.format(words))
        assert newsroom.inside("check", "--errors", "2026/test-release", *CY).stderr.startswith(said), words
    newsroom.write(path, "msgid")
    assert newsroom.inside("check", "--errors", "2026/test-release", *CY).stderr.startswith("Nid oes dim")


def test_english_reads_no_catalogue(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.release()
    newsroom.publish()
    monkeypatch.setattr(Speech, "_known", property(lambda _: pytest.fail("messages.po was read")))
    assert newsroom.inside("publish", "--lang", "en").stdout == "Edition 1, unchanged.\n"


def test_serve_speaks_welsh_to_whoever_follows_it(newsroom: Newsroom) -> None:
    newsroom.release("peth")
    newsroom.publish()
    with serve(newsroom, *CY) as server:
        assert server.stderr is not None
        newsroom.edit("content/releases/2026/peth.md", "paragraph two", "paragraph")
        said = server.stderr.readline()
    assert said.endswith("2026/peth: yn aros; mae’r hyn a oedd yn fyw yn aros yn fyw, yn y ddwy iaith\n")
