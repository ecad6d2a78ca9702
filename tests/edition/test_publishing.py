"""Both or neither: what the public sees when a pair goes live, changes, moves, is withdrawn or has to wait."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app import urls
from app.edition import preparing
from app.edition.assembly import Assembled, assemble
from app.edition.sources import Sources
from app.model import State
from app.settings import HOUSE, SiteFolder
from tests.newsroom import NOON, Newsroom, line_of, other, outcome_of

SOURCES = pytest.mark.parametrize("source", ["cy", "en"])
LATER = NOON + timedelta(hours=1)


def addresses(slug: str, source: str) -> dict[str, str]:
    """Where a test release stands in each language."""
    target = other(source)
    return {source: urls.release(source, 2026, slug), target: urls.release(target, 2026, f"{slug}-{target}")}


def texts(newsroom: Newsroom, slug: str, source: str, now: datetime = NOON) -> dict[str, str]:
    """The first paragraph that the public finds in each language; nothing where it finds nothing."""
    found = {lang: newsroom.find(address, now) for lang, address in addresses(slug, source).items()}
    return {lang: each.release.body[0].text for lang, each in found.items() if each and not each.withdrawn}


def stand_in(text: str, lang: str) -> str:
    return f"{'Prawf' if lang == 'cy' else 'Trial'} {text}"


# Going live


@SOURCES
def test_a_whole_pair_goes_live_in_both_languages(newsroom: Newsroom, source: str) -> None:
    newsroom.release("test-release", source=source)
    report = newsroom.publish()
    assert outcome_of(report, "test-release").change == "live"
    where = addresses("test-release", source)
    assert {lang: newsroom.live(lang) for lang in where} == {lang: [address] for lang, address in where.items()}
    target = other(source)
    assert texts(newsroom, "test-release", source) == {
        source: "Test paragraph one.",
        target: stand_in("Test paragraph one.", target),
    }
    (event,) = newsroom.events()
    assert (event.event, event.name, event.at, event.addresses) == ("live", "releases/2026/test-release", NOON, where)


@SOURCES
def test_a_missing_translation_keeps_both_languages_back(newsroom: Newsroom, source: str) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source))
    target = other(source)
    newsroom.edit(catalogue, f'msgstr "{stand_in("Test paragraph two.", target)}"', 'msgstr ""')
    outcome = outcome_of(newsroom.publish(), "test-release")
    assert outcome.state is State.WAITING
    (finding,) = outcome.blockers
    assert (finding.path, finding.check, finding.level) == (catalogue, "missing", "error")
    assert finding.line == line_of(newsroom.root / catalogue, 'msgid "Test paragraph two."') + 1
    assert newsroom.live("cy") == newsroom.live("en") == []
    assert texts(newsroom, "test-release", source) == {}


@SOURCES
@pytest.mark.parametrize("blank", [" ", "\N{NO-BREAK SPACE}"])
def test_a_space_in_place_of_a_translation_keeps_both_languages_back(
    newsroom: Newsroom, source: str, blank: str
) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source))
    newsroom.edit(catalogue, f'msgstr "{stand_in("Test paragraph two.", other(source))}"', f'msgstr "{blank}"')
    (finding,) = outcome_of(newsroom.publish(), "test-release").blockers
    assert (finding.path, finding.check) == (catalogue, "missing")
    assert newsroom.live("cy") == newsroom.live("en") == []


@SOURCES
def test_a_fuzzy_quote_keeps_both_languages_back(newsroom: Newsroom, source: str) -> None:
    catalogue = newsroom.translate(
        newsroom.release(source=source, body="Test text.\n\n> Test words.\n> — Test Speaker")
    )
    newsroom.edit(catalogue, 'msgctxt "quote"', '#, fuzzy\nmsgctxt "quote"')
    (finding,) = outcome_of(newsroom.publish(), "test-release").blockers
    assert (finding.path, finding.check) == (catalogue, "fuzzy")
    assert finding.line == line_of(newsroom.root / catalogue, 'msgid "Test words."') + 1
    assert newsroom.live("cy") == newsroom.live("en") == []


@SOURCES
def test_an_untranslated_slug_keeps_both_languages_back(newsroom: Newsroom, source: str) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source))
    newsroom.edit(catalogue, f'msgstr "test-release-{other(source)}"', 'msgstr ""')
    (finding,) = outcome_of(newsroom.publish(), "test-release").blockers
    assert (finding.path, finding.check) == (catalogue, "missing")
    assert finding.line == line_of(newsroom.root / catalogue, 'msgid "test-release"') + 1
    assert newsroom.live("cy") == newsroom.live("en") == []


@SOURCES
def test_a_missing_catalogue_keeps_both_languages_back(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source, translate=False)
    outcome = outcome_of(newsroom.publish(), "test-release")
    assert outcome.state is State.WAITING
    (finding,) = outcome.blockers  # not one for each message: there is one thing to do
    assert (finding.check, finding.path, finding.line) == ("missing", newsroom.catalogue_path(path), 1)
    assert finding.fix == "run 'datganiad translations update 2026/test-release', which makes it"
    assert newsroom.live("cy") == newsroom.live("en") == []


@SOURCES
def test_one_release_that_waits_does_not_hold_another(newsroom: Newsroom, source: str) -> None:
    newsroom.release("ready", source=source)
    newsroom.release("unready", source=source, translate=False)
    report = newsroom.publish()
    assert outcome_of(report, "/ready").state is State.LIVE
    assert outcome_of(report, "/unready").state is State.WAITING
    assert newsroom.live(source) == [addresses("ready", source)[source]]


@SOURCES
def test_a_draft_is_seen_nowhere(newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source, front="draft: true")
    assert outcome_of(newsroom.publish(), "test-release").state is State.DRAFT
    assert newsroom.live("cy") == newsroom.live("en") == []
    assert texts(newsroom, "test-release", source) == {}
    assert newsroom.events() == ()


# Changing


@SOURCES
def test_a_live_pair_stays_whole_while_its_successor_waits_and_then_both_switch(
    newsroom: Newsroom, source: str
) -> None:
    path = newsroom.release(source=source)
    newsroom.publish()
    before, number = newsroom.seen(), newsroom.number()
    newsroom.edit(path, "Test paragraph one.", "Test paragraph changed.")
    outcome = outcome_of(newsroom.publish(LATER), "test-release")
    assert outcome.state is State.WAITING
    assert outcome.keeps
    assert newsroom.seen(LATER) == before
    assert len(before) == 2
    assert newsroom.number() == number
    newsroom.translate(path)
    assert outcome_of(newsroom.publish(LATER), "test-release").change == "changed"
    target = other(source)
    assert texts(newsroom, "test-release", source, LATER) == {
        source: "Test paragraph changed.",
        target: stand_in("Test paragraph changed.", target),
    }
    assert [event.event for event in newsroom.events()] == ["live", "changed"]


@SOURCES
def test_a_change_of_the_translation_alone_is_a_change_of_the_pair(newsroom: Newsroom, source: str) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source))
    newsroom.publish()
    target = other(source)
    newsroom.edit(catalogue, stand_in("Test paragraph one.", target), "Better words.")
    assert outcome_of(newsroom.publish(LATER), "test-release").change == "changed"
    assert texts(newsroom, "test-release", source)[target] == "Better words."


@SOURCES
def test_a_translation_that_breaks_changes_neither_half(newsroom: Newsroom, source: str) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source))
    newsroom.publish()
    before = newsroom.seen()
    newsroom.edit(catalogue, stand_in("Test paragraph one.", other(source)), "Better words for 5 people.")
    (finding,) = outcome_of(newsroom.publish(LATER), "test-release").blockers
    assert finding.check == "numbers"
    assert newsroom.seen(LATER) == before


@SOURCES
def test_a_correction_switches_as_a_pair(newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source)
    newsroom.publish()
    before = newsroom.seen()
    front = "corrections: [{at: 2026-01-15 12:30, note: Test correction.}]"
    path = newsroom.release(source=source, front=front, translate=False)
    assert outcome_of(newsroom.publish(LATER), "test-release").keeps
    assert newsroom.seen(LATER) == before
    newsroom.translate(path)
    assert outcome_of(newsroom.publish(LATER), "test-release").change == "changed"
    for lang, address in addresses("test-release", source).items():
        found = newsroom.find(address, LATER)
        assert found
        (correction,) = found.release.corrections
        assert correction.note.text == ("Test correction." if lang == source else stand_in("Test correction.", lang))
        assert correction.note.lang == lang


# Withdrawing


@SOURCES
def test_a_withdrawn_pair_leaves_the_lists_and_says_why_at_its_addresses(newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source, front="topics: [first]")
    newsroom.publish()
    front = "topics: [first]\nwithdrawn: {at: 2026-01-15 12:30, reason: Test reason.}"
    path = newsroom.release(source=source, front=front, translate=False)
    assert outcome_of(newsroom.publish(LATER), "test-release").keeps
    assert len(newsroom.seen(LATER)) == 2
    newsroom.translate(path)
    assert outcome_of(newsroom.publish(LATER), "test-release").change == "withdrawn"
    assert newsroom.live("cy", LATER) == newsroom.live("en", LATER) == []
    edition = newsroom.edition()
    assert edition.topic_counts(LATER) == {}
    assert edition.month_counts(LATER) == {}
    for lang, address in addresses("test-release", source).items():
        found = newsroom.find(address, LATER)
        assert found
        assert found.withdrawn
        assert found.release.withdrawn
        reason = found.release.withdrawn.reason
        assert reason.text == ("Test reason." if lang == source else stand_in("Test reason.", lang))
    assert [event.event for event in newsroom.events()] == ["live", "withdrawn"]


@SOURCES
def test_a_withdrawal_survives_the_loss_of_the_edition(newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source)
    newsroom.publish()
    newsroom.release(source=source, front="withdrawn: {at: 2026-01-15 12:30, reason: Test reason.}")
    newsroom.publish(LATER)
    events = newsroom.events()
    newsroom.remove_edition()
    newsroom.publish(LATER)
    assert newsroom.live(source, LATER) == []
    found = newsroom.find(addresses("test-release", source)[source], LATER)
    assert found
    assert found.withdrawn
    assert newsroom.events() == events


@SOURCES
def test_what_was_withdrawn_before_it_was_live_is_never_seen(newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source, front="withdrawn: {at: 2026-01-15 11:00, reason: Test reason.}")
    newsroom.publish()
    assert all(newsroom.find(address) is None for address in addresses("test-release", source).values())
    assert newsroom.events() == ()


# Embargo


@SOURCES
def test_an_embargo_ends_to_the_second_without_another_publish(newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source, published="2026-01-15 13:00", front="topics: [first]")
    outcome = outcome_of(newsroom.publish(), "test-release")
    assert (outcome.state, outcome.change, outcome.visible_at) == (State.EMBARGOED, "embargoed", LATER)
    just_before = LATER - timedelta(seconds=1)
    edition = newsroom.edition()
    assert newsroom.seen(just_before) == {}
    assert texts(newsroom, "test-release", source, just_before) == {}
    assert edition.topic_counts(just_before) == {}
    assert edition.next_change(just_before) == LATER
    assert newsroom.events() == ()
    assert len(newsroom.seen(LATER)) == 2
    assert len(texts(newsroom, "test-release", source, LATER)) == 2
    assert edition.topic_counts(LATER) == {"first": 1}
    assert edition.changed_at(LATER) == LATER


@SOURCES
def test_the_record_says_when_an_embargo_ended_not_when_it_was_noticed(newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source, published="2026-01-15 13:00")
    newsroom.publish()
    newsroom.publish(LATER + timedelta(days=1))
    (event,) = newsroom.events()
    assert (event.event, event.at) == ("live", LATER)


@SOURCES
def test_an_embargoed_pair_whose_translation_breaks_is_closed(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source, published="2026-01-15 13:00")
    newsroom.publish()
    newsroom.edit(path, "Test paragraph one.", "Test paragraph changed.")
    outcome = outcome_of(newsroom.publish(), "test-release")
    assert outcome.state is State.WAITING
    assert not outcome.keeps
    assert newsroom.seen(LATER) == {}
    newsroom.translate(path)
    newsroom.publish()
    assert len(newsroom.seen(LATER)) == 2


@SOURCES
@pytest.mark.parametrize("front", ["withdrawn: {at: 2026-01-15 11:00, reason: Test reason.}", "draft: true"])
def test_an_embargoed_pair_that_is_taken_back_is_never_revealed(newsroom: Newsroom, source: str, front: str) -> None:
    newsroom.release(source=source, published="2026-01-15 13:00")
    newsroom.publish()
    newsroom.release(source=source, published="2026-01-15 13:00", front=front)
    newsroom.publish()
    for moment in (NOON, LATER, LATER + timedelta(days=9)):
        assert newsroom.seen(moment) == {}
        assert all(newsroom.find(address, moment) is None for address in addresses("test-release", source).values())
    newsroom.publish(LATER)
    assert newsroom.events() == ()


@SOURCES
def test_an_embargoed_pair_whose_file_is_deleted_is_closed(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source, published="2026-01-15 13:00")
    newsroom.publish()
    (newsroom.root / path).unlink()
    assert newsroom.publish().gone == ()
    assert newsroom.seen(LATER) == {}


@SOURCES
def test_an_embargo_can_be_moved_both_ways(newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source, published="2026-01-15 13:00")
    newsroom.publish()
    newsroom.release(source=source, published="2026-01-15 14:00")
    newsroom.publish()
    assert newsroom.seen(LATER) == {}
    newsroom.release(source=source, published="2026-01-15 12:00")
    newsroom.publish()
    assert len(newsroom.seen(NOON)) == 2


# Addresses


def move(newsroom: Newsroom, source: str) -> None:
    """Gives a live release another slug in its target language."""
    catalogue = newsroom.catalogue_path("content/releases/2026/test-release.md")
    newsroom.edit(catalogue, f'msgstr "test-release-{other(source)}"', 'msgstr "new-slug"')


@SOURCES
def test_an_old_slug_leads_to_the_new_one_for_ever(newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source)
    newsroom.publish()
    move(newsroom, source)
    newsroom.publish(LATER)
    target = other(source)
    old, new = addresses("test-release", source)[target], urls.release(target, 2026, "new-slug")
    for _ in range(2):
        found = newsroom.find(old, LATER)
        assert found
        assert found.moved_to == new
        assert found.addresses == {source: urls.release(source, 2026, "test-release"), target: new}
        there = newsroom.find(new, LATER)
        assert there
        assert there.moved_to == ""
        assert newsroom.live(target, LATER) == [new]
        newsroom.remove_edition()
        newsroom.publish(LATER)


@SOURCES
def test_a_slug_that_comes_back_stops_leading_away(newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source)
    newsroom.publish()
    move(newsroom, source)
    newsroom.publish(LATER)
    newsroom.translate("content/releases/2026/test-release.md")
    newsroom.publish(LATER)
    target = other(source)
    for _ in range(2):
        back = newsroom.find(addresses("test-release", source)[target], LATER)
        forth = newsroom.find(urls.release(target, 2026, "new-slug"), LATER)
        assert back
        assert forth
        assert back.moved_to == ""
        assert forth.moved_to == addresses("test-release", source)[target]
        newsroom.remove_edition()
        newsroom.publish(LATER)


@SOURCES
def test_a_newcomer_cannot_take_an_old_address_even_when_the_edition_is_lost(newsroom: Newsroom, source: str) -> None:
    newsroom.release("test-release", source=source)
    newsroom.publish()
    move(newsroom, source)
    newsroom.publish()
    target = other(source)
    old = addresses("test-release", source)[target]
    catalogue = newsroom.translate(newsroom.release("a-newcomer", source=source))
    newsroom.edit(catalogue, f'msgstr "a-newcomer-{target}"', f'msgstr "test-release-{target}"')
    for _ in range(2):
        (finding,) = outcome_of(newsroom.publish(), "a-newcomer").blockers
        assert (finding.check, finding.path) == ("address", catalogue)
        assert old in finding.what
        found = newsroom.find(old)
        assert found
        assert found.release.name == "releases/2026/test-release"
        newsroom.remove_edition()


@SOURCES
def test_what_was_live_keeps_its_address_against_a_newcomer_even_when_the_edition_is_lost(
    newsroom: Newsroom, source: str
) -> None:
    newsroom.release("test-release", source=source)
    newsroom.publish()
    before = newsroom.seen()
    target = other(source)
    catalogue = newsroom.translate(newsroom.release("a-newcomer", source=source))
    newsroom.edit(catalogue, f'msgstr "a-newcomer-{target}"', f'msgstr "test-release-{target}"')
    for _ in range(2):
        assert outcome_of(newsroom.publish(), "a-newcomer").state is State.WAITING
        assert newsroom.seen() == before
        newsroom.remove_edition()


# The edition is a copy


@SOURCES
def test_a_lost_edition_is_made_again_the_same(newsroom: Newsroom, source: str) -> None:
    newsroom.release("first", source=source, front="topics: [first, second]")
    newsroom.release("second", source=other(source), front="topics: [second]\nsupport: [line]\ncontacts: [desk]")
    newsroom.release("third", source=source, published="2026-01-15 13:00")
    newsroom.publish()
    before, then, events = newsroom.seen(), newsroom.seen(LATER), newsroom.events()
    assert (len(before), len(then)) == (4, 6)
    newsroom.remove_edition()
    newsroom.publish()
    assert newsroom.seen() == before
    assert newsroom.seen(LATER) == then
    assert newsroom.events() == events


@SOURCES
def test_a_lost_edition_whose_successor_waits_is_closed_not_wrong(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source)
    newsroom.publish()
    newsroom.edit(path, "Test paragraph one.", "Test paragraph changed.")
    newsroom.remove_edition()
    outcome = outcome_of(newsroom.publish(LATER), "test-release")
    assert outcome.state is State.WAITING
    assert not outcome.keeps
    assert newsroom.seen(LATER) == {}
    newsroom.translate(path)
    newsroom.publish(LATER)
    assert len(newsroom.seen(LATER)) == 2
    assert [event.event for event in newsroom.events()] == ["live", "changed"]


@SOURCES
def test_a_live_release_whose_file_is_deleted_stays_live_and_is_told(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source)
    newsroom.publish()
    before = newsroom.seen()
    (newsroom.root / path).unlink()
    report = newsroom.publish(LATER)
    assert report.gone == ("releases/2026/test-release",)
    assert newsroom.seen(LATER) == before
    told = "content/releases/2026/test-release.md:1: warning: place: the file is gone, and what it said is still live; "
    assert told in newsroom.inside("publish").stdout
    assert told in newsroom.inside("check").stdout
    assert told in newsroom.inside("export", str(newsroom.root.parent / "public")).stderr


TEXTS = {
    "content/releases/2026/03/test-deep.md": "put it at content/releases/<year>/<slug>.md",
    "content/releases/2026/Test-Loud.MD": "name it test-loud.md",
    "content/releases/2026/test-long.markdown": "name it test-long.md",
    "content/releases/2026/test-windows.md.txt": "name it test-windows.md",
    "content/releases/2026/test-word.docx": "--from content/releases/2026/test-word.docx",
    "content/pages/test-open.odt": "save it as .docx",
    "content/test-top.md": "put it at content/releases/<year>/<slug>.md",
}


@SOURCES
def test_a_text_of_which_no_release_comes_is_told(newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source)
    for path in (*TEXTS, "content/releases/README.md", "content/releases/2026/.test.md", "content/pages/test.png"):
        newsroom.write(path, "Test.")
    for told in (newsroom.inside("publish").stdout, newsroom.inside("check").stdout):
        found = [line for line in told.splitlines() if ": place: " in line]
        assert {line.partition(":")[0] for line in found} == TEXTS.keys()
        for line in found:
            assert TEXTS[line.partition(":")[0]] in line
    assert len(newsroom.seen()) == 2


@SOURCES
def test_what_no_reader_sees_is_no_change(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source)
    catalogue = newsroom.translate(path)
    newsroom.publish()
    newsroom.write(path, f"{(newsroom.root / path).read_text('utf-8')}\n\n")
    newsroom.edit(catalogue, 'msgctxt "title"', '# Nodyn prawf\nmsgctxt "title"')
    report = newsroom.publish(LATER)
    assert (report.changed, report.edition, report.outcomes) == (False, 1, ())
    assert [event.event for event in newsroom.events()] == ["live"]
    newsroom.edit(path, "paragraph one.", "paragraph changed.")
    newsroom.translate(path)
    assert outcome_of(newsroom.publish(LATER), "test-release").change == "changed"
    assert [event.event for event in newsroom.events()] == ["live", "changed"]


@SOURCES
def test_that_an_embargo_ended_is_told_by_the_publish_after_it(newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source, published="2026-01-15 13:00")
    assert outcome_of(newsroom.publish(), "test-release").change == "embargoed"
    ended = outcome_of(newsroom.publish(LATER), "test-release")
    assert (ended.state, ended.change, len(ended.addresses)) == (State.LIVE, "live", 2)
    assert newsroom.publish(LATER).outcomes == ()


# The interface


def own_interface(newsroom: Newsroom) -> None:
    """Gives the site templates and an interface of its own, copied from the house."""
    shutil.copytree(HOUSE / "templates", newsroom.root / "templates")
    for lang in ("cy", "en"):
        target = newsroom.folder.catalogue(lang, "messages")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HOUSE / "translations" / lang / "LC_MESSAGES" / "messages.po", target)


def empty_first_translation(file: Path) -> int:
    """Takes the words of a file's first plain message away. Gives the line of its msgstr, 1-based."""
    lines = file.read_text("utf-8").split("\n")
    header_end = lines.index("")
    index = next(
        number
        for number, line in enumerate(lines)
        if number > header_end and line.startswith('msgstr "') and line != 'msgstr ""' and lines[number + 1] == ""
    )
    lines[index] = 'msgstr ""'
    file.write_text("\n".join(lines), "utf-8")
    return index + 1


@SOURCES
@pytest.mark.parametrize("catalogue", ["messages", "site"])
def test_while_the_interface_is_not_whole_nothing_new_goes_live(
    newsroom: Newsroom, source: str, catalogue: str
) -> None:
    own_interface(newsroom)
    path = newsroom.release("first", source=source)
    newsroom.publish()
    before, number = newsroom.seen(), newsroom.number()
    file = newsroom.folder.catalogue("cy", catalogue)
    whole = file.read_bytes()
    line = empty_first_translation(file)
    newsroom.release("second", source=source)
    newsroom.edit(path, "Test paragraph one.", "Test paragraph changed.")
    newsroom.translate(path)
    report = newsroom.publish(LATER)
    (finding,) = report.interface
    assert (finding.path, finding.line, finding.check) == (newsroom.folder.relative(file), line, "missing")
    assert outcome_of(report, "/second").state is State.WAITING
    assert "interface is not whole" in outcome_of(report, "/second").blockers[0].what
    assert outcome_of(report, "/first").keeps
    assert newsroom.seen(LATER) == before
    assert newsroom.number() == number
    file.write_bytes(whole)
    newsroom.publish(LATER)
    assert len(newsroom.seen(LATER)) == 4
    assert texts(newsroom, "first", source)[source] == "Test paragraph changed."


def test_a_first_publish_without_a_whole_interface_publishes_nothing(newsroom: Newsroom) -> None:
    newsroom.release()
    newsroom.folder.catalogue("cy", "site").unlink()
    report = newsroom.publish()
    assert report.edition == 0
    assert report.interface
    assert newsroom.seen() == {}
    told = newsroom.run("publish")
    assert told.returncode == 1
    assert "translations/cy/LC_MESSAGES/site.po:1: error: missing:" in told.stdout


@SOURCES
@pytest.mark.parametrize(
    ("words", "problem"),
    [("{% if %}", "Expected an expression"), ("{{ page.no_such_thing }}", "no_such_thing")],
    ids=["syntax", "unknown name"],
)
def test_a_broken_template_changes_nothing_and_is_told_with_its_line(
    newsroom: Newsroom, source: str, words: str, problem: str
) -> None:
    own_interface(newsroom)
    newsroom.release("first", source=source)
    newsroom.publish()
    before, number = newsroom.seen(), newsroom.number()
    template = newsroom.root / "templates" / "pages" / "release.html"
    text = template.read_text("utf-8")
    marker = "{% block main %}"
    assert marker in text
    template.write_text(text.replace(marker, f"{marker}\n{words}", 1), "utf-8")
    newsroom.release("second", source=source)
    report = newsroom.publish(LATER)
    (finding,) = report.interface
    assert finding.path == "templates/pages/release.html"
    assert finding.line == line_of(template, words)
    assert problem in finding.what
    assert newsroom.seen(LATER) == before
    assert newsroom.number() == number
    template.write_text(text, "utf-8")
    newsroom.publish(LATER)
    assert len(newsroom.seen(LATER)) == 4


# Work that need not be done


def count_assembling(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes the name of each release that is parsed."""
    parsed: list[str] = []
    real: Callable[[SiteFolder, Sources], Assembled] = assemble

    def noted(folder: SiteFolder, sources: Sources) -> Assembled:
        parsed.append(sources.name)
        return real(folder, sources)

    monkeypatch.setattr(preparing, "assemble", noted)
    return parsed


@SOURCES
def test_files_that_did_not_change_are_not_parsed_again(
    newsroom: Newsroom, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.release("first", source=source)
    newsroom.release("second", source=source)
    newsroom.release("waiting", source=source, translate=False)
    newsroom.release("embargoed", source=source, published="2026-01-15 13:00")
    newsroom.publish()
    parsed = count_assembling(monkeypatch)
    report = newsroom.publish()
    assert parsed == []
    assert not report.changed
    assert outcome_of(report, "waiting").blockers, "what waits is told each time"
    newsroom.edit("content/releases/2026/second.md", "Test paragraph one.", "Test paragraph changed.")
    newsroom.publish()
    newsroom.translate("content/releases/2026/second.md")
    newsroom.publish()
    assert parsed == ["releases/2026/second", "releases/2026/second"]


@SOURCES
def test_publishing_twice_changes_nothing(newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source)
    newsroom.publish()
    before, record = newsroom.seen(), newsroom.folder.record.read_bytes()
    report = newsroom.publish(LATER)
    assert (report.changed, report.edition, report.outcomes) == (False, 1, ())
    assert newsroom.seen(LATER) == before
    assert newsroom.folder.record.read_bytes() == record
