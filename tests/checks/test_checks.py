"""Each check flags its text and leaves its look-alike alone, in both directions."""

import subprocess
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks import CHECKS, Knowledge, Pair, calendar, message_pairs, run
from app.locales import LOCALES
from app.model import Catalogue, Finding, Message, TextState, Translation
from tests.newsroom import STAND_IN, Newsroom, line_of, other, outcome_of

LANGS = pytest.mark.parametrize("lang", ["en", "cy"])
"""Of the translation: from Welsh into English, and from English into Welsh."""


def pair(
    source: str,
    target: str,
    lang: str,
    *,
    role: str = "paragraph",
    state: TextState = TextState.TRANSLATED,
    flags: tuple[str, ...] = (),
    form: str = "",
    markdown: bool = True,
) -> Pair:
    return Pair(
        source, target, lang, role, state, "test.po", 7, flags, form, markdown=markdown, source_lang=other(lang)
    )


def findings(*pairs: Pair) -> tuple[Finding, ...]:
    return run(pairs)


@dataclass(frozen=True)
class Case:
    """A text that a check flags, and its look-alike that it leaves alone."""

    check: str
    source: str
    flagged: str
    left_alone: str
    what: str
    role: str = "paragraph"
    form: str = ""
    markdown: bool = True


CASES = {
    "a number changed": Case("numbers", "Test 51 things", "Prawf 15 peth", "Prawf 51 peth", "51 is not in the transl"),
    "a number lost": Case("numbers", "Test 3 things", "Prawf y peth", "3 o bethau", "3 is not in the transl"),
    "a number added": Case("numbers", "Test things", "Prawf 2 beth", "Prawf pethau", "2 is not in the source"),
    "a number twice": Case("numbers", "Test 5 and 5", "Prawf 5", "5 a 5 prawf", "5 is not in the translation"),
    "thousands": Case("numbers", "Test 2,000", "Prawf 200", "Prawf 2000", "2000 is not in the translation"),
    "a decimal": Case("numbers", "Test 2.5", "Prawf 25", "Prawf 2.5", "2.5 is not in the translation"),
    "a time": Case("numbers", "Test 09:30", "Prawf 09:00", "Am 9.30 prawf", "9:30 is not in the translation"),
    "a number in a link's address": Case(
        "numbers",
        "[Test](https://test.example/5) 7",
        "[Prawf](https://test.example/5) 8",
        "[Prawf](https://test.example/5) 7",
        "7 is not in the translation",
    ),
    "a link lost": Case(
        "markup",
        "Test [test](https://test.example)",
        "Prawf prawf",
        "[Prawf](https://test.example) prawf",
        "the translation lacks a link to https://test.example, which the source has",
    ),
    "a link changed": Case(
        "markup",
        "Test [test](https://test.example)",
        "Prawf [prawf](https://other.example)",
        "Prawf [prawf](https://test.example)",
        "the link to https://other.example leads to https://test.example in the source",
    ),
    "a link broken by a space": Case(
        "markup",
        "Test [test](https://test.example)",
        "Prawf [prawf] (https://test.example)",
        "Prawf \\[sic](a) [prawf](https://test.example)",
        "“[prawf] (https://test.example)” is no link",
    ),
    "a character without a name": Case(
        "control", "Test", "Prawf\x07", "Prawf", "U+0007 (a control character) after “Prawf”"
    ),
    "a link within the site": Case(
        "markup",
        "Test [test](/en/test)",
        "Prawf prawf",
        "Prawf [prawf](/cy/prawf)",
        "the translation lacks a link to a page of this site, which the source has",
    ),
    "a link to the other page of another site": Case(
        "markup",
        "Test [test](https://www.test.example/a)",
        "Prawf [prawf](https://testing.example/a)",
        "Prawf [prawf](https://test.example/cy/b)",
        "the link to https://testing.example/a leads to https://www.test.example/a in the source",
    ),
    "two links to one site of which one was pasted twice": Case(
        "markup",
        "[Test](https://test.example/a) [test](https://test.example/b)",
        "[Prawf](https://test.example/a) [prawf](https://test.example/a)",
        "[Prawf](https://test.example/c) [prawf](https://test.example/b)",
        "the translation lacks a link to https://test.example/b, which the source has",
    ),
    "a link added": Case(
        "markup",
        "Test *test*",
        "[Prawf](https://test.example) *prawf*",
        "*Prawf* prawf",
        "the translation has a link to https://test.example, which the source does not have",
    ),
    "a link that writes to somebody else": Case(
        "markup",
        "Test [test](mailto:press@swansea.gov.uk)",
        "Prawf [prawf](mailto:pres@abertawe.gov.uk)",
        "Prawf [prawf](mailto:press@abertawe.gov.uk)",
        "the link to mailto:pres@abertawe.gov.uk leads to mailto:press@swansea.gov.uk in the source",
    ),
    "a link that writes with a subject": Case(
        "markup",
        "Test [test](mailto:press@test.example?subject=Bus%20survey)",
        "Prawf [prawf](mailto:news@test.example?subject=Arolwg%20bysiau)",
        "Prawf [prawf](mailto:Press@test.example?subject=Arolwg%20bysiau)",
        "the link to mailto:news@test.example?subject=Arolwg%20bysiau leads to mailto:press@test.example",
    ),
    "emphasis lost": Case("markup", "Test *test*", "Prawf prawf", "*Prawf* prawf", "translation lacks emphasis"),
    "strong emphasis added": Case(
        "markup", "Test test", "Prawf **prawf**", "Prawf a * b * c", "has strong emphasis, which the source does not"
    ),
    "a language span is the translator's own": Case(
        "markup", "Test *test*", "[Prawf]{lang=cy} prawf", "[Prawf]{lang=cy} *prawf*", "lacks emphasis"
    ),
    "a script": Case(
        "markup", "Test test", "<script>alert()</script>", "Prawf a < b > c", "HTML in the translation: <script>"
    ),
    "a tag that does nothing": Case(
        "markup", "Test test", "Prawf<br>prawf", "Prawf <-", "HTML in the translation: <br>"
    ),
    "a tag in the interface": Case(
        "markup", "Test test", "<b>Prawf</b>", "Prawf *prawf*", "HTML in the translation: <b>", markdown=False
    ),
    "a name lost": Case("placeholders", "Test {name}", "Prawf", "{name} prawf", "{name} is lost"),
    "a name misspelt": Case("placeholders", "Test {name}", "Prawf {enw}", "Prawf {name}", "{name} is lost"),
    "a name added": Case("placeholders", "Test", "Prawf {name}", "[Prawf]{lang=cy}", "{name} is not in the source"),
    "a number placeholder lost": Case(
        "placeholders", "%(num)s test", "Prawf", "Prawf %(num)s", "%(num)s is lost", markdown=False
    ),
    "a number placeholder lost in the form for most numbers": Case(
        "placeholders", "%(num)s tests", "profion", "%(num)s prawf", "%(num)s is lost", form="other", markdown=False
    ),
    "another placeholder lost in a form": Case(
        "placeholders", "%(name)s test", "Prawf", "%(name)s prawf", "%(name)s is lost", form="one", markdown=False
    ),
    "a percent sign alone": Case(
        "placeholders", "%(num)s test", "%(num)s % prawf", "%(num)s %% prawf", "a % stands alone", markdown=False
    ),
    "a slug with a space": Case("slug", "test-slug", "slug prawf", "slug-prawf", "is not a slug", role="slug"),
    "a slug with a mark": Case("slug", "test-slug", "slug-tŷ", "slug-ty", "is not a slug", role="slug"),
    "a slug in capitals": Case("slug", "test-slug", "Slug", "slug", "is not a slug", role="topic-slug"),
    "a slug with a hyphen too many": Case("slug", "test", "a--b", "a-b", "is not a slug", role="slug"),
    "a slug of digits": Case("slug", "test-999", "999", "prawf-999", "is not a slug", role="slug"),
    "a slug that is a list's file": Case("slug", "test", "index", "mynegai", "is not a slug", role="topic-slug"),
    "a slug without end": Case("slug", "test", "a" * 201, "a" * 200, "is not a slug", role="slug"),
    "a slug that climbs": Case("slug", "test", "../prawf", "prawf", "is not a slug", role="slug"),
}


@LANGS
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_check_flags_its_text_and_leaves_its_look_alike_alone(case: Case, lang: str) -> None:
    def found(target: str) -> tuple[Finding, ...]:
        return findings(pair(case.source, target, lang, role=case.role, form=case.form, markdown=case.markdown))

    flagged = [finding for finding in found(case.flagged) if finding.check == case.check]
    assert any(case.what in finding.what for finding in flagged), found(case.flagged)
    assert all((finding.level, finding.path, finding.line) == ("error", "test.po", 7) for finding in flagged)
    assert all(finding.fix for finding in flagged)
    assert found(case.left_alone) == ()


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("https://www.gov.wales/help", "https://www.llyw.cymru/cymorth"),
        ("https://businesswales.gov.wales/", "https://busnescymru.llyw.cymru/cy"),
        ("https://test.wales/a", "https://www.prawf.test.cymru/b"),
        ("https://www.nhs.uk/a", "http://nhs.uk/cy/b"),
        ("https://en.test.example/a", "https://cy.test.example/a"),
    ],
)
def test_a_link_may_lead_to_the_page_of_the_same_site_in_the_other_language(english: str, welsh: str) -> None:
    assert findings(pair(f"Test [test]({english})", f"Prawf [prawf]({welsh})", "cy")) == ()
    assert findings(pair(f"Prawf [prawf]({welsh})", f"Test [test]({english})", "en")) == ()
    assert findings(pair(f"Test [test]({english})", "Prawf [prawf](https://arall.cymru/)", "cy"))


def test_a_word_again_and_again_is_one_finding() -> None:
    (found,) = run((pair("Test", "Prawf " * 100 + "arall", "cy"),), Knowledge())
    assert (found.check, found.what.endswith(": a word 100 times")) == ("doubled_words", True)


@pytest.mark.parametrize(
    ("source", "target", "flagged"),
    [
        ("It was seen at 9.30 a.m.", "Fe’i gwelwyd am 9.30 y bore", False),
        ("The firm is Test Ltd.", "Prawf Cyf yw’r cwmni", False),
        ("The firm is Test Ltd.", "Prawf Cyf yw’r cwmni?", True),
        ("It was seen at home.", "Fe’i gwelwyd gartref", True),
        ("It was seen at home", "Fe’i gwelwyd gartref.", True),
    ],
)
def test_the_full_stop_of_an_abbreviation_may_end_one_text_alone(source: str, target: str, flagged: bool) -> None:
    found = [finding.check for finding in run((pair(source, target, "cy"),), Knowledge())]
    assert found == (["ending"] if flagged else [])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\u200bPrawf", "at the beginning"),
        ("Prawf\u00a0hir\u200b iawn", "after “Prawf hir”"),
        ("Prawf hir\u200b\u200d iawn", "after “Prawf hir”"),
        ("Y gair\u200bhwn", "after “Y gair”"),
    ],
)
def test_the_place_of_an_invisible_character_is_told_by_what_is_seen_before_it(text: str, place: str) -> None:
    found = [finding for finding in run((pair("Test", text, "cy"),), Knowledge()) if finding.check == "invisible"]
    assert found
    assert all(finding.what.endswith(place) for finding in found)


@pytest.mark.parametrize("emoji", ["👩‍👩‍👧", "❤️‍🔥", "👩🏽‍🚒", "🏳️‍🌈"])
def test_a_joiner_within_an_emoji_is_let_be(emoji: str) -> None:
    assert run((pair("Test here", f"Prawf {emoji} yma", "cy"),), Knowledge()) == ()
    assert run((pair("Test here", f"Prawf a\u200db {emoji} yma", "cy"),), Knowledge()) != ()


IN_WORDS = {
    "cy": {"zero": "dim profion", "one": "prawf", "two": "ddau brawf", "few": "tri phrawf", "many": "chwe phrawf"},
    "en": {"one": "a test"},
}


@LANGS
def test_a_form_for_one_number_may_say_it_in_words(lang: str) -> None:
    assert {*IN_WORDS[lang], "other"} == {*LOCALES[lang].plural_names}
    for form, words in IN_WORDS[lang].items():
        assert findings(pair("%(num)s test", words, lang, form=form, markdown=False)) == ()
        assert findings(pair("one test", "%(num)s prawf", lang, form=form, markdown=False)) == ()


@pytest.mark.parametrize("form", ["two", "few", "many", "other"])
def test_a_form_that_says_neither_its_number_nor_a_gap_for_it_is_flagged(form: str) -> None:
    for words in ("profion", "pum prawf"):
        (finding,) = findings(pair("%(num)s tests", words, "cy", form=form, markdown=False))
        assert finding.check == "placeholders"
        assert finding.what.startswith("%(num)s is lost, in msgstr[")


@LANGS
def test_a_translation_that_is_missing_or_fuzzy_is_flagged(lang: str) -> None:
    (missing,) = findings(pair("Test text", "", lang, state=TextState.MISSING))
    assert (missing.check, missing.level) == ("missing", "error")
    assert missing.what == f"no {'Welsh' if lang == 'cy' else 'English'} for “Test text”"
    (fuzzy,) = findings(pair("Test text", "Prawf", lang, state=TextState.FUZZY))
    assert (fuzzy.check, fuzzy.level) == ("fuzzy", "error")


@LANGS
def test_what_is_not_translated_is_not_looked_at_further(lang: str) -> None:
    assert [each.check for each in findings(pair("Test 51", "Prawf 15", lang, state=TextState.FUZZY))] == ["fuzzy"]


@LANGS
def test_a_long_text_is_told_by_its_beginning(lang: str) -> None:
    (missing,) = findings(pair("Test words " * 100, "", lang, state=TextState.MISSING))
    assert len(missing.what) < 120


@LANGS
@pytest.mark.parametrize(
    ("flag", "silenced"),
    [("no-check-numbers", True), ("no-check-markup", False), ("no-check-number", False), ("fuzzy", False)],
)
def test_a_flag_silences_its_own_check_alone(lang: str, flag: str, silenced: bool) -> None:
    found = findings(pair("Test 33 per cent", "Prawf traean", lang, flags=(flag,)))
    assert [finding.check for finding in found] == ([] if silenced else ["numbers"])
    other_check = findings(pair("Test *test*", "Prawf", lang, flags=("no-check-numbers",)))
    assert [finding.check for finding in other_check] == ["markup"]


@pytest.mark.parametrize("silence", ["# no-check-numbers", "#, no-check-numbers"])
@pytest.mark.parametrize("source", ["cy", "en"])
def test_the_silence_in_a_real_file_lets_both_languages_go_live(newsroom: Newsroom, source: str, silence: str) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source, body="Test 33 per cent."))
    stand_in = STAND_IN[other(source)]
    newsroom.edit(catalogue, f"{stand_in} Test 33 per cent.", f"{stand_in} traean.")
    (finding,) = outcome_of(newsroom.publish(), "test-release").blockers
    assert finding.check == "numbers"
    assert "no-check-numbers" in finding.fix
    newsroom.edit(catalogue, 'msgid "Test 33 per cent."', f'{silence}\nmsgid "Test 33 per cent."')
    assert outcome_of(newsroom.publish(), "test-release").change == "live"


@pytest.mark.parametrize("source", ["cy", "en"])
def test_a_silence_in_a_comment_outlives_gnu_gettext_which_drops_flags_that_it_does_not_know(
    newsroom: Newsroom, source: str
) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source, body="Test 33 per cent."))
    stand_in = STAND_IN[other(source)]
    newsroom.edit(catalogue, f"{stand_in} Test 33 per cent.", f"{stand_in} traean.")
    file = newsroom.root / catalogue
    silences = {"#, no-check-numbers": False, "# no-check-numbers": True, "# no-check-numbers: un o bob tri": True}
    for silence, silent in silences.items():
        text = file.read_text("utf-8")
        newsroom.edit(catalogue, 'msgid "Test 33 per cent."', f'{silence}\nmsgid "Test 33 per cent."')
        subprocess.run(["msgcat", "-o", file, file], check=True)
        assert (not newsroom.publish().waiting) == silent
        file.write_text(text, "utf-8")


_NO_CHECKS = [
    ("no-check-lenght", "write no-check-length"),
    ("No-Check-Numbers", "write no-check-numbers"),
    ("no-check-two-ways", "write no-check-two_ways"),
    ("no-check-all", "translations/README.md has the names of the checks"),
    ("no-check length", "translations/README.md has the names of the checks"),
    ("no-check-missing", "this check cannot be silenced; mend what it finds"),
    ("no-check-fuzzy", "this check cannot be silenced; mend what it finds"),
    ("no-check-slug", "this check cannot be silenced; mend what it finds"),
    ("No-Check-Misssing", "this check cannot be silenced; mend what it finds"),
]


@pytest.mark.parametrize("form", ["#, {}", "# {}: am reswm"], ids=["flag", "comment"])
@pytest.mark.parametrize("source", ["cy", "en"])
def test_a_flag_that_silences_nothing_is_told_with_what_was_meant(newsroom: Newsroom, source: str, form: str) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source))
    standing = "#, no-wrap, no-check-numbers, no-check-length"
    newsroom.edit(catalogue, 'msgid "Test paragraph one."', f'{standing}\nmsgid "Test paragraph one."')
    assert ": flag: " not in newsroom.inside("check").stdout
    for flag, fix in _NO_CHECKS:
        newsroom.edit(catalogue, standing, form.format(flag))
        standing = form.format(flag)
        (told,) = (line for line in newsroom.inside("check").stdout.splitlines() if ": flag: " in line)
        line = line_of(newsroom.root / catalogue, "Test paragraph one.") + 1
        named = flag.split()[0]
        assert told.startswith(f"{catalogue}:{line}: warning: flag: {named} silences nothing; {fix}")


def test_a_flag_of_a_plural_message_is_told_once() -> None:
    message = Message("%(num)s test", None, "test.html", 1, msgid_plural="%(num)s tests")
    found = run(interface("cy", ("%(num)s prawf",) * 6, message, frozenset({"no-check-nubmers"})), Knowledge())
    assert [finding.what for finding in found] == ["no-check-nubmers silences nothing"]


def test_the_flag_of_a_message_silences_what_is_said_of_the_text_it_translates(newsroom: Newsroom) -> None:
    written = newsroom.release(source="cy", body="> Rhaid i pawb aros.\n>\n> — Test Person, Test role")
    catalogue = newsroom.translate(written)
    told = newsroom.inside("check").stdout
    assert told.startswith(f"{written}:7: warning: mutations: “i pawb”")
    newsroom.edit(catalogue, 'msgctxt "quote"', '#, no-check-mutations\nmsgctxt "quote"')
    assert "mutations" not in newsroom.inside("check").stdout


@pytest.mark.parametrize("source", ["cy", "en"])
@pytest.mark.parametrize("state", ["fuzzy", "missing"])
def test_no_flag_makes_a_guess_or_a_gap_public(newsroom: Newsroom, source: str, state: str) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source))
    stand_in = STAND_IN[other(source)]
    flags = "fuzzy, no-check-fuzzy" if state == "fuzzy" else "no-check-missing"
    newsroom.edit(catalogue, 'msgid "Test paragraph one."', f'#, {flags}\nmsgid "Test paragraph one."')
    if state == "missing":
        newsroom.edit(catalogue, f'msgstr "{stand_in} Test paragraph one."', 'msgstr ""')
    (finding,) = outcome_of(newsroom.publish(), "test-release").blockers
    assert finding.check == state
    assert newsroom.live("cy") == newsroom.live("en") == []


def interface(lang: str, forms: tuple[str, ...], message: Message, flags: frozenset[str] = frozenset()) -> list[Pair]:
    lines = tuple(range(12, 12 + 2 * len(forms), 2))
    entry = Translation(message.msgid, None, message.msgid_plural, forms, flags, 10, 12, lines)
    catalogue = Catalogue("messages.po", {}, {message.key: entry})
    return list(message_pairs((message,), catalogue, lang, "messages.po", "en"))


def test_a_plural_form_that_is_missing_is_told_by_its_name_and_line() -> None:
    message = Message("%(num)s test", None, "test.html", 1, msgid_plural="%(num)s tests")
    forms = ("%(num)s prawf", "un prawf", "", "%(num)s phrawf", "%(num)s phrawf", "%(num)s prawf")
    (finding,) = run(interface("cy", forms, message))
    assert (finding.path, finding.line) == ("messages.po", 16)
    assert finding.what.endswith(", in msgstr[2], the plural form for 2")


def test_english_wording_may_be_left_empty_but_not_broken() -> None:
    message = Message("%(num)s test", None, "test.html", 1, msgid_plural="%(num)s tests")
    assert run(interface("en", ("", ""), message)) == ()
    (finding,) = run(interface("en", ("", "tests"), message))
    assert finding.check == "placeholders"


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_check_explains_itself_and_has_its_cases(name: str) -> None:
    check = CHECKS[name]
    assert check.help.endswith(".")
    assert check.level in {"error", "warning"}
    assert check.flags
    assert check.leaves


@pytest.mark.parametrize(
    ("source", "target", "what"),
    [
        ("Prawf 23 Mawrth 2026", "Test 23 April 2026", "23 Mawrth 2026 in the source is 23 April 2026 in"),
        ("Test 23 April 2026", "Prawf 23 o Fawrth 2026", "23 April 2026 in the source is 23 Mawrth 2026 in"),
        ("Test 3 Sep. 2026", "Prawf 4 Medi 2026", "3 September 2026 in the source is 4 Medi 2026 in"),
    ],
)
def test_a_date_is_told_as_it_stands_in_a_calendar(source: str, target: str, what: str) -> None:
    lang = "en" if source.startswith("Prawf") else "cy"
    (found,) = (each for each in findings(pair(source, target, lang)) if each.check == "dates")
    assert found.what.startswith(what)


DATED = {
    "cy": (
        "1 Fawrth",
        "3ydd o Fai",
        "21ain o Hydref 2016",
        "4 fis Mai",
        "2020-01-05",
        "5/6/2020",
        "12",
        "o",
        "gair,",
        "Mai",
    ),
    "en": (
        "1 March",
        "3rd of May",
        "21st October, 2016",
        "\n7 May",
        "2020-01-05",
        "5/6/2020",
        "12",
        "of",
        "word,",
        "May",
    ),
}


@pytest.mark.parametrize("lang", DATED)
@given(st.data())
def test_dates_are_found_wherever_they_stand_in_a_text(lang: str, data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(DATED[lang]), max_size=12)))
    matches = calendar._date_pattern(lang).finditer(text)
    assert [each.date for each in calendar.dates_of(text, lang)] == [calendar._date(match, lang) for match in matches]
