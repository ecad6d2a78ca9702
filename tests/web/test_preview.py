"""Previews: everything in whatever state, what is left to do beside the text it belongs to, for this machine alone."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.edition import preview as drafts
from app.locales import LOCALES
from tests.newsroom import NOON, STAND_IN, Newsroom, build, line_of, other, outcome_of
from tests.sites import busy_in
from tests.web.reader import Document, Reader, tag, words

UNENDED = {"cy": "nid yw’r llinyn yn gorffen ar ei linell", "en": "the string does not end on its line"}
SOURCES = pytest.mark.parametrize("source", ["cy", "en"])


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = build(tmp_path)
    newsroom.publish()
    return newsroom


def preview(newsroom: Newsroom, lang: str, slug: str = "test-release") -> Document:
    """The preview of a release in a language."""
    reader = Reader(newsroom, NOON, preview=True)
    return reader.get(f"/preview/{lang}/{LOCALES[lang].routes.releases}/2026/{slug}", lang=lang)


def marks(page: Document) -> list[str]:
    """What is said below the texts, in the order of the page."""
    return [words(item) for item in page.all("li") if item.get("id", "").startswith("mark-")]


def top(page: Document) -> str:
    """What stands at the top of a preview: its state, and what was found."""
    return words(next(each for each in page.all("section") if each.get("class") == "preview"))


def files_of(newsroom: Newsroom) -> dict[Path, bytes]:
    """What a writer and a translator have written."""
    roots = (newsroom.root / "content", newsroom.root / "translations")
    return {file: file.read_bytes() for root in roots for file in root.rglob("*") if file.is_file()}


@SOURCES
def test_a_missing_text_stands_in_its_source_language_and_says_so_with_file_and_line(
    newsroom: Newsroom, source: str
) -> None:
    lang = other(source)
    path = newsroom.release(source=source)
    catalogue = newsroom.catalogue_path(path)
    stand_in = STAND_IN[lang]
    newsroom.edit(catalogue, f'msgstr "{stand_in} Test paragraph one."', 'msgstr ""')
    line = line_of(newsroom.root / catalogue, 'msgid "Test paragraph one."') + 1
    page = preview(newsroom, lang, f"test-release-{lang}")
    (mark,) = marks(page)
    assert {"cy": "Heb ei gyfieithu", "en": "Not translated"}[lang] in mark
    assert f"{catalogue}:{line}" in mark
    assert "“Test paragraph one.”" in mark
    span = next(each for each in page.all("span") if words(each) == "Test paragraph one.")
    assert span.get("lang") == source
    assert f"{stand_in} Test paragraph two." in words(page.one("main"))
    assert "#mark-1" in [link.get("href") for link in page.all("a")]
    assert {"cy": "Yn aros", "en": "Waiting"}[lang] in top(page)


@SOURCES
def test_a_fuzzy_text_and_a_finding_are_marked_where_they_stand(newsroom: Newsroom, source: str) -> None:
    lang = other(source)
    path = newsroom.release(
        source=source, body="Test 51 things.\n\n> Test words.\n> — Test Person\n\n12\n: test things"
    )
    catalogue = newsroom.catalogue_path(path)
    stand_in = STAND_IN[lang]
    newsroom.edit(catalogue, f"{stand_in} Test 51 things.", f"{stand_in} Test 15 things.")
    newsroom.edit(catalogue, 'msgctxt "quote"', '#, fuzzy\nmsgctxt "quote"')
    newsroom.edit(catalogue, f"{stand_in} test things", f"{stand_in} test  {'the' if lang == 'en' else 'y'} " * 2)
    page = preview(newsroom, lang, f"test-release-{lang}")
    said = marks(page)
    lost = {"cy": "nid yw 51 yn y cyfieithiad; cymharwch 51 â’r", "en": "51 is not in the translation; compare 51 with"}
    assert len([each for each in said if lost[lang] in each]) == 1
    assert (
        len(
            [each for each in said if {"cy": "nid oes neb yn ei weld eto", "en": "no reader sees it yet"}[lang] in each]
        )
        == 1
    )
    assert all(f"{catalogue}:" in each for each in said)
    title = {"cy": "Rhifau", "en": "Numbers"}[lang]
    assert any(title in each for each in said)
    items = [item for item in page.all("li") if "mark" in item.get("class", "").split()]
    assert items
    for item in items:
        assert item[1].get("lang") is None  # it is in the language of the page


@SOURCES
def test_every_state_is_said_in_words(newsroom: Newsroom, source: str) -> None:
    newsroom.release("drafted", source=source, front="draft: true")
    newsroom.release("waiting", source=source, translate=False)
    newsroom.release("embargoed", source=source, published="2026-02-01 09:30")
    newsroom.release("whole", source=source)
    gone = newsroom.release("gone", source=source)
    newsroom.publish()
    newsroom.withdraw(gone)
    newsroom.publish()
    said = {
        "drafted": ("Drafft", "Draft"),
        "waiting": ("Yn aros", "Waiting"),
        "embargoed": ("o dan embargo", "under embargo"),
        "whole": ("Yn gyflawn", "Complete"),
        "gone": ("Tynnwyd yn ôl", "Withdrawn"),
    }
    for slug, (welsh, english) in said.items():
        assert (welsh if source == "cy" else english) in top(preview(newsroom, source, slug)), slug
        lang = other(source)
        here = slug if slug == "waiting" else f"{slug}-{lang}"
        assert (welsh if lang == "cy" else english) in top(preview(newsroom, lang, here)), slug
    embargo = top(preview(newsroom, "en", "embargoed" if source == "en" else "embargoed-en"))
    assert "Not for publication or broadcast before: 1 February 2026, 09:30" in embargo
    reason = preview(newsroom, source, "gone")
    assert "Test reason." in words(reason.one("main"))


@SOURCES
def test_it_reads_the_files_anew_each_time_and_writes_nothing(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source)
    before = files_of(newsroom)
    assert "Test paragraph two." in words(preview(newsroom, source).one("main"))
    newsroom.edit(path, "Test paragraph two.", "Test paragraph three.")
    assert "Test paragraph three." in words(preview(newsroom, source).one("main"))
    newsroom.edit(path, "Test paragraph three.", "Test paragraph two.")
    assert files_of(newsroom) == before
    assert newsroom.live("cy") == []


@SOURCES
def test_it_reads_no_release_but_the_one_that_is_asked_for(
    newsroom: Newsroom, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lang = other(source)
    for slug in ("one", "three", "two"):
        catalogue = newsroom.catalogue_path(newsroom.release(slug, source=source))
        newsroom.edit(catalogue, f'msgstr "{slug}-{lang}"', f'msgstr ""\n"{slug}-"\n"{lang}"')
    read, real = [], drafts.assemble
    monkeypatch.setattr(drafts, "assemble", lambda *given: read.append(given[1].name) or real(*given))  # type: ignore[misc]
    for language, slug in ((lang, f"one-{lang}"), (source, "one")):
        read.clear()
        assert "one" in words(preview(newsroom, language, slug).one("h1"))
        assert read == ["releases/2026/one"]


@SOURCES
def test_a_file_that_cannot_be_read_says_where_and_what_to_do(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source)
    catalogue = newsroom.catalogue_path(path)
    whole = (newsroom.root / catalogue).read_bytes()
    newsroom.write(catalogue, 'msgid "Test\n')
    page = preview(newsroom, other(source))
    assert UNENDED[other(source)] in top(page)
    assert f"{catalogue}:1" in top(page)
    assert marks(page) == []
    newsroom.write(catalogue, whole)
    newsroom.edit(path, "source:", "sorce:")
    page = preview(newsroom, source)
    assert f"{path}:5" in top(page)
    assert {"cy": "Ni ellir darllen y ffeil", "en": "The file cannot be read"}[source] in top(page)


@SOURCES
def test_what_yaml_says_is_marked_as_english_in_a_welsh_sentence(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source)
    newsroom.edit(path, "summary: ", "summary: <a>: ")
    page = preview(newsroom, source)
    marked = [each.get("lang") for each in page.all("span") if words(each) == "mapping values are not allowed here"]
    assert marked == {"cy": ["en"], "en": []}[source]
    assert "mapping values are not allowed here" in top(page)
    assert {"cy": "nid YAML mo hwn", "en": "this is not YAML"}[source] in top(page)


@SOURCES
def test_a_page_that_is_reloaded_is_there_through_an_edit_of_its_address_and_a_broken_file(
    newsroom: Newsroom, source: str
) -> None:
    lang = other(source)
    catalogue = newsroom.catalogue_path(newsroom.release(source=source))
    newsroom.edit(catalogue, f'msgstr "test-release-{lang}"', 'msgstr ""')
    assert "“test-release”" in top(preview(newsroom, lang))
    newsroom.edit(catalogue, 'msgid "test-release"\nmsgstr ""', 'msgid "test-release"\nmsgstr "own-name"')
    for slug in ("test-release", "own-name"):
        page = preview(newsroom, lang, slug)
        assert "own-name" in words(page.one("article"))
        (link,) = page.language_links().values()
        assert link == f"/preview/{source}/{LOCALES[source].routes.releases}/2026/test-release"
    newsroom.edit(catalogue, 'msgid "Test paragraph one."', 'msgid "Test paragraph one.')
    assert UNENDED[lang] in top(preview(newsroom, lang, "own-name"))
    reader = Reader(newsroom, NOON, preview=True)
    for nowhere in (f"{LOCALES[lang].routes.releases}/2026/own", "nowhere/2026/own-name", "own-name"):
        assert reader.ask(f"/preview/{lang}/{nowhere}").status_code == 404


@SOURCES
@pytest.mark.parametrize("of_source", [True, False])
def test_an_address_that_another_has_is_told_and_hides_neither(
    newsroom: Newsroom, source: str, of_source: bool
) -> None:
    target = other(source)
    lang = source if of_source else target
    newsroom.release("first", source=source, title="Test one")
    newsroom.publish()
    taken = "first" if of_source else f"first-{target}"
    path = newsroom.release("second", source=source, title="Test two", front="slug: first" if of_source else "")
    if not of_source:
        newsroom.edit(newsroom.catalogue_path(path), f'msgstr "second-{target}"', f'msgstr "{taken}"')
    assert outcome_of(newsroom.publish(), "second").blockers
    first, second = preview(newsroom, lang, taken), preview(newsroom, lang, "second")
    assert "Test one" in words(first.one("h1"))
    assert "Test two" in words(second.one("h1"))
    assert {"cy": "Yn aros", "en": "Waiting"}[lang] in top(second)
    assert {
        "cy": "eisoes gan content/releases/2026/first.md; rhowch slug arall",
        "en": "is taken by content/releases/2026/first.md; give one of the two another slug",
    }[lang] in top(second)
    listed = Reader(newsroom, NOON, preview=True).get(f"/preview/{lang}/", lang=lang)
    assert f"/preview/{lang}/{LOCALES[lang].routes.releases}/2026/second" in listed.links


@SOURCES
@pytest.mark.parametrize("ready", [True, False])
def test_two_drafts_that_want_one_address_tell_it_and_hide_neither(
    newsroom: Newsroom, source: str, ready: bool
) -> None:
    lang = other(source)
    for slug in ("first", "second"):
        catalogue = newsroom.catalogue_path(newsroom.release(slug, source=source, title=f"Test {slug}"))
        newsroom.edit(catalogue, f'msgstr "{slug}-{lang}"', 'msgstr "same"')
    if not ready:
        newsroom.edit(catalogue, f'msgstr "{STAND_IN[lang]} Test paragraph two."', 'msgstr ""')
    reader = Reader(newsroom, NOON, preview=True)
    listed = reader.get(f"/preview/{lang}/", lang=lang)
    for slug, rival in (("first", "second"), ("second", "first")):
        address = f"/preview/{lang}/{LOCALES[lang].routes.releases}/2026/{slug}"
        assert address in listed.links
        for page in (preview(newsroom, lang, slug), preview(newsroom, source, slug)):
            assert f"Test {slug}" in words(page.one("h1"))
            told = {
                "cy": f"eisoes gan content/releases/2026/{rival}.md; rhowch slug arall",
                "en": f"is taken by content/releases/2026/{rival}.md; give one of the two another slug",
            }
            assert told[page.one("html").get("lang")] in top(page)
            # Whoever is whole goes in, where the other is not.
            whole = slug == "first" and not ready
            assert ("Yn aros" in top(page) or "Waiting" in top(page)) is not whole
    outcomes = newsroom.publish()
    assert bool(outcome_of(outcomes, "first").blockers) is ready
    assert outcome_of(outcomes, "second").blockers
    if not ready:
        assert "second.md" not in top(preview(newsroom, lang, "same"))


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_the_list_has_everything_and_pages(tmp_path: Path, lang: str) -> None:
    newsroom = busy_in(tmp_path)
    for slug in ("unready", "another", "third"):
        newsroom.release(slug, translate=False)
    newsroom.edit(newsroom.release("broken"), "source:", "sorce:")
    reader = Reader(newsroom, preview=True)
    first, second = (reader.get(f"/preview/{lang}/{number}", lang=lang) for number in ("", "2"))
    shown = [words(heading) for page in (first, second) for heading in page.all("h2")]
    assert len(shown) == 52
    assert "content/releases/2026/broken.md" in shown
    for page in (first, second):
        for link in (link for link in page.links if link.startswith(f"/preview/{lang}/") and len(link) > 13):
            reader.get(link, lang=lang)
    assert reader.ask(f"/preview/{lang}/3").status_code == 404
    assert reader.ask("/preview/").headers["Location"].startswith("/preview/")


def test_a_preview_is_kept_by_nobody_and_leads_to_its_other_half(newsroom: Newsroom) -> None:
    newsroom.release()
    reader = Reader(newsroom, preview=True)
    page = reader.get("/preview/cy/datganiadau/2026/test-release", lang="cy")
    assert page.language_links() == {"en": "/preview/en/releases/2026/test-release-en"}
    headers = page.response.headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert "Link" not in headers
    assert "noindex" in [meta.get("content") for meta in page.all("meta")]


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        ("127.0.0.1", "localhost:8000", 200),
        ("127.0.0.1", "127.0.0.1:8000", 200),
        ("::1", "[::1]:8000", 200),
        ("127.0.0.1", "evil.example", 404),
        ("127.0.0.1", "127.0.0.1.evil.example:8000", 404),
        ("127.0.0.1", "", 404),
        ("203.0.113.9", "localhost:8000", 404),
        ("", "localhost:8000", 404),
    ],
)
def test_only_this_machine_sees_it(newsroom: Newsroom, address: str, host: str, status: int) -> None:
    newsroom.release(translate=False)
    reader = Reader(newsroom, preview=True)
    nowhere = reader.ask("/nowhere").get_data()
    for path in ("/preview/cy/", "/preview/cy/datganiadau/2026/test-release"):
        answer = reader.client.get(path, headers={"Host": host}, environ_overrides={"REMOTE_ADDR": address})
        assert answer.status_code == status
        assert (b"Test headline" in answer.data) == (status == 200)
        assert status == 200 or answer.get_data() == nowhere


@pytest.mark.parametrize("header", ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"])
def test_a_proxy_on_this_machine_does_not_show_it_to_others(newsroom: Newsroom, header: str) -> None:
    newsroom.release(translate=False)
    reader = Reader(newsroom, preview=True)
    for path in ("/preview/", "/preview/cy/", "/preview/cy/datganiadau/2026/test-release"):
        assert reader.client.get(path, headers={header: "203.0.113.9"}).status_code == 404


def test_an_interface_from_before_previews_says_what_to_do(newsroom: Newsroom) -> None:
    newsroom.release()
    reader = Reader(newsroom, preview=True)
    with closing(sqlite3.connect(newsroom.folder.edition)) as connection, connection:
        (stored,) = connection.execute("SELECT value FROM meta WHERE key = 'interface'").fetchone()
        older = stored.replace("pages/preview.html", "pages/none.html")
        connection.execute("UPDATE meta SET value = ? WHERE key = 'interface'", (older,))
    answer = reader.ask("/preview/cy/datganiadau/2026/test-release")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
    assert "‘datganiad publish’" in answer.get_data(as_text=True)


def test_without_the_switch_there_is_none(newsroom: Newsroom) -> None:
    newsroom.release(translate=False)
    reader = Reader(newsroom)
    for path in ("/preview/", "/preview/cy/", "/preview/cy/datganiadau/2026/test-release"):
        assert reader.ask(path).status_code == 404


def test_the_public_pages_do_not_change_by_it(newsroom: Newsroom) -> None:
    newsroom.release("whole")
    newsroom.release("unready", translate=False)
    newsroom.publish()
    with_it, without = Reader(newsroom, preview=True), Reader(newsroom)
    for path in ("/cy/", "/en/", "/cy/datganiadau/", "/cy/datganiadau/2026/whole"):
        assert with_it.ask(path).get_data() == without.ask(path).get_data()
    assert with_it.ask("/cy/datganiadau/2026/unready").status_code == 404


def test_it_is_refused_where_others_could_see_it(newsroom: Newsroom) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.7", "news.test.example"):
        done = newsroom.run("serve", "--preview", "--host", host)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert f"previews are for this machine alone, and {host} is seen from others" in done.stderr


def test_an_embargo_that_ends_shows_in_its_state(newsroom: Newsroom) -> None:
    newsroom.release(published="2026-01-15 12:30")
    reader = Reader(newsroom, preview=True)
    assert "o dan embargo" in top(reader.get("/preview/cy/datganiadau/2026/test-release", lang="cy"))
    reader.now = NOON + timedelta(hours=1)
    assert "o dan embargo" not in top(reader.get("/preview/cy/datganiadau/2026/test-release", lang="cy"))


@SOURCES
def test_a_figure_in_words_and_an_empty_fuzzy_text_are_marked_like_the_rest(newsroom: Newsroom, source: str) -> None:
    lang = other(source)
    path = newsroom.release(source=source, body="Test paragraph one.\n\n1.4 test units\n: test things\n\nLast.")
    catalogue = newsroom.catalogue_path(path)
    stand_in = STAND_IN[lang]
    newsroom.edit(catalogue, f'msgstr "{stand_in} 1.4 test units"', 'msgstr ""')
    newsroom.edit(
        catalogue,
        f'msgid "Test paragraph one."\nmsgstr "{stand_in} Test paragraph one."',
        '#, fuzzy\nmsgid "Test paragraph one."\nmsgstr ""',
    )
    page = preview(newsroom, lang, f"test-release-{lang}")
    assert "Test paragraph one." in words(page.one("main"))
    said = marks(page)
    assert len(said) == 2
    for mark, quoted in zip(said, ("Test paragraph one.", "1.4 test units"), strict=True):
        assert {"cy": "Heb ei gyfieithu", "en": "Not translated"}[lang] in mark
        assert f"“{quoted}”" in mark


@SOURCES
def test_what_is_said_of_a_speaker_stands_below_the_name(newsroom: Newsroom, source: str) -> None:
    lang = other(source)
    path = newsroom.release(source=source, body="Test text.\n\n> Test words.\n> — Test Person")
    catalogue = newsroom.catalogue_path(path)
    stand_in = STAND_IN[lang]
    newsroom.edit(catalogue, f'msgstr "{stand_in} Test Person"', 'msgstr ""')
    page = preview(newsroom, lang, f"test-release-{lang}")
    ours = {"cy": "Ein cyfieithiad ni", "en": "Our translation"}[lang]
    article = words(page.one("article"))
    assert article.index("Test Person") < article.rindex({"cy": "Heb ei gyfieithu", "en": "Not translated"}[lang])
    assert ours in article
    newsroom.edit(catalogue, f'msgstr "{stand_in} Test words."', 'msgstr ""')
    assert ours not in words(preview(newsroom, lang, f"test-release-{lang}").one("article"))


@SOURCES
def test_the_list_on_the_page_of_the_writer_leads_to_the_place_in_the_other_half(
    newsroom: Newsroom, source: str
) -> None:
    lang = other(source)
    path = newsroom.release(source=source)
    catalogue = newsroom.catalogue_path(path)
    newsroom.edit(catalogue, 'msgctxt "title"', '#, fuzzy\nmsgctxt "title"')
    stand_in = STAND_IN[lang]
    newsroom.edit(catalogue, f'msgstr "{stand_in} Test paragraph two."', 'msgstr ""')
    reader = Reader(newsroom, NOON, preview=True)
    links = [link for link in preview(newsroom, source).all("a") if "#mark-" in link.get("href", "")]
    assert [link.get("hreflang") for link in links] == [lang, lang]
    for link, said in zip(links, ("“Test headline test-release”", "“Test paragraph two.”"), strict=True):
        address, _, anchor = link.get("href", "").partition("#")
        (mark,) = [item for item in reader.get(address, lang=lang).all("li") if item.get("id") == anchor]
        assert said in words(mark)


@SOURCES
def test_an_interface_that_is_not_whole_holds_what_is_new_back_and_says_so(newsroom: Newsroom, source: str) -> None:
    newsroom.release("ready", source=source)
    newsroom.publish()
    newsroom.release("fresh", source=source)
    site = "translations/cy/LC_MESSAGES/site.po"
    newsroom.edit(site, 'msgstr "Prawf Test strapline"', 'msgstr ""')
    (state, *_) = preview(newsroom, source, "fresh").all("h2")
    assert {"cy": "Yn aros", "en": "Waiting"}[source] in words(state)
    assert f"{site}:" in top(preview(newsroom, source, "fresh"))
    whole = {"cy": "nid yw’r rhyngwyneb yn gyflawn (canfyddiadau: 1)", "en": "is not whole (findings: 1)"}[source]
    assert whole in top(preview(newsroom, source, "fresh"))
    assert {"cy": "Yn gyflawn", "en": "Complete"}[source] in top(preview(newsroom, source, "ready"))


@SOURCES
def test_the_list_counts_what_the_page_tells_and_each_of_it_once(newsroom: Newsroom, source: str) -> None:
    correction = "corrections:\n  - {at: 2026-03-01 10:00, note: Test note.}"
    path = newsroom.release(
        source=source, body="Test again.\n\nTest more.\n\nTest again.\n\nTest again.", front=correction
    )
    stand_in = STAND_IN[other(source)]
    newsroom.edit(newsroom.catalogue_path(path), f'msgstr "{stand_in} Test again."', 'msgstr ""')
    told = [words(item) for item in preview(newsroom, source).one("main").iter() if tag(item) == "li"]
    assert len([each for each in told if "“Test again.”" in each]) == 1
    early = {"cy": "nid yw amser cywiriad wedi dod eto", "en": "a correction's time is still to come"}
    assert len([each for each in told if early[source] in each]) == 1
    listed = words(Reader(newsroom, NOON, preview=True).get(f"/preview/{source}/", lang=source).one("main"))
    assert {"cy": "2 beth i’w gywiro", "en": "2 things to mend"}[source] in listed
