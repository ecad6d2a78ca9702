"""`datganiad sign-off`: a seal that holds, that breaks, and that can be a condition of going live."""

import json
from pathlib import Path

import pytest

from app.catalogue.po import read_po
from tests.newsroom import Newsroom, build, other

SOURCES = pytest.mark.parametrize("source", ["cy", "en"])


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return build(tmp_path)


def sign(newsroom: Newsroom, lang: str, who: str = "Test Person") -> None:
    done = newsroom.inside("sign-off", lang, "2026/test-release", "--by", who)
    assert done.returncode == 0, done.stderr


def seal_of(newsroom: Newsroom) -> dict[str, object] | None:
    """The seal of the only release, as status tells it."""
    rows = json.loads(newsroom.inside("translations", "status", "--format", "json").stdout)
    (row,) = [row for row in rows if row["name"].startswith("releases/")]
    seal: dict[str, object] | None = row["seal"]
    return seal


@SOURCES
@pytest.mark.parametrize("form", ["as it is", "CRLF", "one line"])
def test_a_seal_says_who_and_when_and_changes_no_other_line(newsroom: Newsroom, source: str, form: str) -> None:
    catalogue = newsroom.root / newsroom.catalogue_path(newsroom.release(source=source))
    if form == "CRLF":
        catalogue.write_bytes(b"\xef\xbb\xbf" + catalogue.read_bytes().replace(b"\n", b"\r\n"))
    if form == "one line":
        head, blank, rest = catalogue.read_text("utf-8").partition("\n\n")
        catalogue.write_text(head.replace('\\n"\n"', "\\n") + blank + rest, "utf-8")
    before = read_po(catalogue.read_bytes(), "test.po")
    assert seal_of(newsroom) is None
    sign(newsroom, other(source), who='Test "T" Pẃrson\\')
    after = read_po(catalogue.read_bytes(), "test.po")
    assert after.headers()["X-Signed-Off-By"] == 'Test "T" Pẃrson\\'
    assert after.headers().items() >= before.headers().items()
    assert [entry.raw for entry in after.entries[1:]] == [entry.raw for entry in before.entries[1:]]
    if form != "one line":
        kept = [line for line in after.entries[0].raw.splitlines() if "X-Signed" not in line]
        assert kept == before.entries[0].raw.splitlines()
    assert (after.bom, after.newline) == (before.bom, before.newline)
    seal = seal_of(newsroom)
    assert seal
    assert (seal["by"], seal["whole"]) == ('Test "T" Pẃrson\\', True)
    assert "warning" not in newsroom.inside("check").stdout
    sign(newsroom, other(source), who="Test Another")
    again = seal_of(newsroom)
    assert again
    assert (again["by"], again["whole"]) == ("Test Another", True)
    assert catalogue.read_bytes().count(b"X-Signed-Off-By") == 1


def test_a_new_seal_stands_where_the_old_one_stood(newsroom: Newsroom) -> None:
    path = newsroom.catalogue_path(newsroom.release())
    sign(newsroom, "en")
    newsroom.edit(path, '"X-Signed-Off-Digest', '"X-Test: own\\n"\n"X-Signed-Off-Digest')
    before = [line.partition(":")[0] for line in (newsroom.root / path).read_text("utf-8").splitlines()]
    sign(newsroom, "en", who="Test Another")
    after = (newsroom.root / path).read_text("utf-8")
    assert [line.partition(":")[0] for line in after.splitlines()] == before
    assert "Test Another" in after


@SOURCES
@pytest.mark.parametrize("side", ["source", "translation", "flag", "figure"])
def test_a_later_change_of_either_language_breaks_it(newsroom: Newsroom, source: str, side: str) -> None:
    path = newsroom.release(source=source, body="Test paragraph one.\n\n486\n: test things")
    catalogue = newsroom.catalogue_path(path)
    sign(newsroom, other(source))
    match side:
        case "source":
            newsroom.edit(path, "Test paragraph one.", "Test\u00a0paragraph one.")
        case "translation":
            newsroom.edit(catalogue, 'Test paragraph one."\n\n', 'Test paragraph one!"\n\n')
        case "flag":
            newsroom.edit(catalogue, 'msgid "Test paragraph one."', '# no-check-length\nmsgid "Test paragraph one."')
        case _:
            newsroom.edit(path, "486", "487")
    newsroom.inside("translations", "update")
    seal = seal_of(newsroom)
    assert seal
    assert seal["whole"] is False
    done = newsroom.inside("check")
    assert done.returncode == 0
    assert f"{catalogue}:1: warning: seal: the seal of Test Person (" in done.stdout
    assert f"sign-off {other(source)} 2026/test-release --by WHO" in done.stdout


@SOURCES
def test_what_moves_a_text_without_changing_it_does_not_break_it(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source)
    catalogue = newsroom.catalogue_path(path)
    sign(newsroom, other(source))
    newsroom.edit(path, "published:", "topics: [first]\npublished:")
    newsroom.edit(catalogue, 'msgid "Test paragraph one."\n', 'msgid ""\n"Test paragraph "\n"one."\n')
    newsroom.inside("translations", "update")
    seal = seal_of(newsroom)
    assert seal
    assert seal["whole"] is True


@SOURCES
def test_a_seal_can_be_a_condition_of_going_live(newsroom: Newsroom, source: str) -> None:
    newsroom.edit("content/site.yaml", "source: en", "source: en\nrequire_sign_off: true")
    path = newsroom.release(source=source)
    catalogue = newsroom.catalogue_path(path)
    (waiting,) = newsroom.publish().waiting
    assert [(finding.check, finding.path, finding.level) for finding in waiting.blockers] == [
        ("seal", catalogue, "error")
    ]
    assert "nobody has signed the translation off" in newsroom.inside("check").stdout
    sign(newsroom, other(source))
    assert not newsroom.publish().waiting
    live = newsroom.seen()
    assert live
    newsroom.edit(catalogue, 'Test paragraph one."\n\n', 'Test paragraph one!"\n\n')
    (waiting,) = newsroom.publish().waiting
    assert "is broken" in waiting.blockers[0].what
    assert newsroom.seen() == live
    sign(newsroom, other(source))
    assert not newsroom.publish().waiting
    assert newsroom.seen() != live


def test_a_site_that_begins_to_ask_for_seals_keeps_what_is_live(newsroom: Newsroom) -> None:
    newsroom.release()
    newsroom.publish()
    live = newsroom.seen()
    newsroom.edit("content/site.yaml", "source: en", "source: en\nrequire_sign_off: true")
    newsroom.publish()
    assert newsroom.seen() == live


@SOURCES
def test_a_seal_can_be_taken_away(newsroom: Newsroom, source: str) -> None:
    """Both with the real command: who signs is given to it in its own words, in whatever locale."""
    catalogue = newsroom.root / newsroom.catalogue_path(newsroom.release(source=source))
    before = catalogue.read_bytes()
    assert newsroom.run("sign-off", other(source), "2026/test-release", "--by", "Test Pẃrson").returncode == 0
    assert read_po(catalogue.read_bytes(), "test.po").headers()["X-Signed-Off-By"] == "Test Pẃrson"
    assert newsroom.run("sign-off", other(source), "2026/test-release", "--remove").returncode == 0
    assert catalogue.read_bytes() == before


def test_what_cannot_be_sealed_is_told_in_one_line_and_stays_as_it_is(newsroom: Newsroom) -> None:
    catalogue = newsroom.root / newsroom.catalogue_path(newsroom.release(source="en"))
    whole = catalogue.read_bytes()
    for arguments, problem in {
        ("cy", "2026/nothing", "--by", "Test"): "there is no release or page '2026/nothing'",
        ("en", "2026/test-release", "--by", "Test"): "is written in English",
        ("cy", "2026/test-release", "--by", " \n "): "nobody is named",
        ("cy", "2026/test-release"): "nobody is named",
        ("cy", "interface", "--by", "Test"): "the interface has no seal; a seal is of a release or a page",
        ("cy", "messages", "--by", "Test"): "the interface has no seal",
        ("cy", "translations/cy/LC_MESSAGES/site.po", "--by", "Test"): "the interface has no seal",
    }.items():
        done = newsroom.inside("sign-off", *arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert problem in done.stderr
    newsroom.edit(
        newsroom.folder.relative(catalogue), 'msgid "Test paragraph one."', '#, fuzzy\nmsgid "Test paragraph one."'
    )
    done = newsroom.inside("sign-off", "cy", "2026/test-release", "--by", "Test")
    assert done.returncode == 2
    assert "there is something to mend first: " in done.stderr
    catalogue.write_bytes(whole.replace(b"charset=UTF-8", b"charset=ISO-8859-1"))
    done = newsroom.inside("sign-off", "cy", "2026/test-release", "--by", "Pŵrson")
    assert (done.returncode, "the file's charset cannot write 'ŵ'" in done.stderr) == (2, True)
    catalogue.unlink()
    done = newsroom.inside("sign-off", "cy", "2026/test-release", "--by", "Test")
    assert done.returncode == 2
