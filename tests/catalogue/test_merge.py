"""A .po file brought up to date: nothing is lost, nothing is guessed where a reader could see it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalogue.edit import encoded
from app.catalogue.likeness import typographic_form
from app.catalogue.merge import merge
from app.catalogue.po import read_po
from app.catalogue.read import read_catalogue
from app.locales import LOCALES
from app.model import Message
from tests.catalogue.test_po import msgfmt_takes
from tests.newsroom import NOON, other

LANGS = pytest.mark.parametrize("lang", ["cy", "en"])


def messages(*texts: str, role: str | None = None) -> tuple[Message, ...]:
    """Messages as a release has them, one below the other."""
    return tuple(
        Message(text, role, "content/releases/2026/test.md", 7 + 2 * place, ("Test place.",))
        for place, text in enumerate(texts)
    )


def update(text: str | None, wanted: tuple[Message, ...], lang: str = "cy") -> str:
    po = read_po(text.encode(), "test.po") if text is not None else None
    about = "content/releases/2026/test.md"
    return encoded(merge(po, wanted, path="test.po", lang=lang, about=about, now=NOON).po).decode()


def filled(*texts: str, lang: str = "cy") -> str:
    """A whole .po file: each text with a translation that tells what it is of."""
    text = update(None, messages(*texts), lang)
    for each in texts:
        text = text.replace(f'msgid "{each}"\nmsgstr ""', f'msgid "{each}"\nmsgstr "{{{each}}}"')
    return text


def translated(text: str, lang: str = "cy") -> dict[str, str]:
    """What a reader would see: every translation that is not fuzzy, by msgid."""
    found = read_catalogue(text.encode(), "test.po", lang).translations
    return {msgid: each.msgstr[0] for (_, msgid), each in found.items() if each.filled and not each.fuzzy}


@LANGS
def test_a_new_file_has_the_plural_rule_of_its_language(lang: str) -> None:
    text = update(None, messages("Test one."), lang)
    header = read_catalogue(text.encode(), "test.po", lang).headers["Plural-Forms"]
    assert header == LOCALES[lang].plural_forms
    if lang != "en":
        assert header == "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"


@LANGS
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_that_has_lost_its_header_gets_that_of_a_new_one(lang: str, newline: str, tmp_path: Path) -> None:
    texts = messages("Test one.", "Test two.")
    assert update("", texts, lang) == update(None, texts, lang)
    whole = filled("Test one.", "Test two.", lang=lang).replace("\n", newline)
    rest = whole.partition(newline * 2)[2]
    after = update(rest, texts, lang)
    assert after == whole
    assert msgfmt_takes(after.encode(), tmp_path)


@LANGS
def test_a_new_plural_message_has_a_place_for_every_form(lang: str) -> None:
    text = update(None, (Message("%(num)s test", None, "test.html", 1, msgid_plural="%(num)s tests"),), lang)
    assert text.count("msgstr[") == LOCALES[lang].plural_count


@LANGS
def test_bringing_up_to_date_what_is_up_to_date_changes_nothing(lang: str) -> None:
    text = filled("Test one.", "Test two.", lang=lang)
    assert update(text, messages("Test one.", "Test two."), lang) == text


@LANGS
def test_what_a_translator_wrote_around_a_message_stays(lang: str) -> None:
    text = filled("Test one.", "Test two.", lang=lang).replace(
        "#. Test place.\n#: content/releases/2026/test.md:9", "# A translator's note\n#. Test place.\n#: other.md:1", 1
    )
    text = text.replace('msgstr "{Test two.}"', 'msgstr ""\n"{Test "\n"two.}"')
    after = update(text, messages("Test one.", "Test two."), lang)
    assert after == text.replace("#: other.md:1", "#: content/releases/2026/test.md:9")


@LANGS
def test_a_changed_paragraph_is_fuzzy_with_its_old_text_and_its_old_translation(lang: str) -> None:
    text = filled("Test one about things.", "Test two.", lang=lang)
    after = update(text, messages("Test one about other things.", "Test two."), lang)
    assert translated(after, lang) == {"Test two.": "{Test two.}"}
    assert (
        "#, fuzzy\n"
        '#| msgid "Test one about things."\n'
        'msgid "Test one about other things."\n'
        'msgstr "{Test one about things.}"\n'
    ) in after


@LANGS
def test_a_paragraph_that_was_taken_out_becomes_obsolete_and_comes_back(lang: str) -> None:
    text = filled("Test one.", "Something else altogether.", lang=lang)
    without = update(text, messages("Test one."), lang)
    assert translated(without, lang) == {"Test one.": "{Test one.}"}
    assert '#~ msgid "Something else altogether."\n#~ msgstr "{Something else altogether.}"\n' in without
    back = update(without, messages("Test one.", "Something else altogether."), lang)
    assert translated(back, lang) == translated(text, lang)
    assert "#~" not in back


def test_what_was_never_translated_leaves_nothing_behind() -> None:
    text = update(None, messages("Test one.", "Something else altogether."))
    assert update(text, messages("Test one.")) == update(None, messages("Test one."))


@LANGS
def test_a_paragraph_that_moved_keeps_its_translation(lang: str) -> None:
    text = filled("Test one.", "Second thing.", "And a third.", lang=lang)
    after = update(text, messages("And a third.", "Test one.", "Second thing."), lang)
    assert translated(after, lang) == translated(text, lang)
    places = [after.index(f'msgid "{each}"') for each in ("And a third.", "Test one.", "Second thing.")]
    assert places == sorted(places)


@LANGS
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("51 test warrants", "15 test warrants"),
        ("The test person was charged.", "The test person was not charged."),
        ("Test one", "Test one."),
        ("test", "Test"),
        ("resign", "re-sign"),
        ("Test 5", "Test 6"),
        ("Test -5 degrees", "Test 5 degrees"),
        ("a test", "atest"),
        ("Test 6′ long", "Test 6″ long"),
        ("Test 6’ long", "Test 6” long"),
        ("Test 5½' long", "Test 5½″ long"),
        ("Test `one`", "Test 'one'"),
    ],
)
def test_words_that_look_alike_are_never_taken_for_the_same(lang: str, old: str, new: str) -> None:
    after = update(filled(old, lang=lang), messages(new), lang)
    assert translated(after, lang) == {}


def test_a_guess_is_never_made_from_another_place() -> None:
    text = filled("Test one about things.", "Middle.", "End.")
    after = update(text, messages("Middle.", "End.", "Test one about thing."))
    assert "#, fuzzy" not in after
    assert '#~ msgid "Test one about things."' in after


def test_a_guess_is_never_made_from_another_role() -> None:
    text = filled("Test one about things.", "Middle.")
    after = update(text, (*messages("Test one about thing.", role="quote"), *messages("Middle.")))
    assert "#, fuzzy" not in after


def test_one_old_translation_starts_one_new_message_only() -> None:
    text = filled("Test one about things.", "Middle.")
    after = update(text, messages("Test one about thing.", "Test one about all things.", "Middle."))
    assert after.count("#, fuzzy") == 1


@LANGS
def test_a_text_that_returns_to_its_old_words_gets_its_translation_back(lang: str) -> None:
    text = filled("Test one about things.", "Middle.", lang=lang).replace(
        'msgstr "{Test one about things.}"', 'msgstr ""\n"{Test one "\n"about things.}"'
    )
    once = update(text, messages("Test one about other things.", "Middle."), lang)
    twice = update(once, messages("Test one about quite other things.", "Middle."), lang)
    assert translated(twice, lang) == {"Middle.": "{Middle.}"}
    assert '#| msgid "Test one about things."\nmsgid "Test one about quite other things."' in twice
    assert update(twice, messages("Test one about things.", "Middle."), lang) == text


def test_a_text_that_returns_stays_fuzzy_if_somebody_has_touched_its_translation() -> None:
    once = update(filled("Test one about things."), messages("Test one about other things."))
    touched = once.replace('msgstr "{Test one about things.}"', 'msgstr "{Test one about other}"')
    back = update(touched, messages("Test one about things."))
    assert translated(back) == {}
    assert 'msgid "Test one about things."\nmsgstr "{Test one about other}"' in back
    assert "#| " not in back


@LANGS
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_text_that_changed_and_went_and_returns_to_its_old_words_gets_its_translation_back(
    lang: str, newline: str
) -> None:
    old, new = "The test person was charged.", "The test person was not charged."
    text = filled("First.", old, "Middle.", lang=lang).replace("\n", newline)
    changed = update(text, messages("First.", new, "Middle."), lang)
    gone = update(changed, messages("First.", "Middle."), lang)
    assert update(gone, messages("First.", new, "Middle."), lang) == changed
    assert update(gone, messages("First.", old, "Middle."), lang) == text
    moved = update(gone, messages("First.", "Middle.", old), lang)
    assert translated(moved, lang) == translated(text, lang)
    assert translated(update(gone, messages("First.", f"{old} So.", "Middle."), lang), lang).keys() == {
        "First.",
        "Middle.",
    }


@pytest.mark.parametrize(
    ("theirs", "ours"), [('#~ msgstr "{Test', '#~ msgstr "Theirs {Test'), ("#| msgid", "#| msgidd")]
)
def test_what_somebody_has_touched_since_it_went_is_not_taken_for_the_old_translation(theirs: str, ours: str) -> None:
    old, new = "Test one about things.", "Test one about other things."
    gone = update(update(filled(old, "Middle."), messages(new, "Middle.")), messages("Middle."))
    assert theirs in gone
    back = update(gone.replace(theirs, ours), messages(old, "Middle."))
    assert translated(back) == {"Middle.": "{Middle.}"}


def test_previous_text_of_an_obsolete_message_that_was_there_stays_as_it_is_until_it_comes_back() -> None:
    theirs = '\n#, fuzzy\n#~| msgid ""\n#~| "Old "\n#~| "words."\n#~ msgid "Gone."\n#~ msgstr "{Gone.}"\n'
    text = filled("Test one.") + theirs
    assert update(text, messages("Test one.", "Test two.")).endswith(theirs)
    back = update(text, messages("Test one.", "Gone."))
    assert '#, fuzzy\n#| msgid ""\n#| "Old "\n#| "words."\nmsgid "Gone."\nmsgstr "{Gone.}"\n' in back


def test_a_text_that_was_fuzzy_before_it_changed_stays_fuzzy_when_it_returns() -> None:
    text = filled("Test one about things.").replace('msgid "Test', '#, fuzzy\nmsgid "Test')
    once = update(text, messages("Test one about other things."))
    assert translated(update(once, messages("Test one about things."))) == {}


@LANGS
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Test one - the first.", "Test one – the first."),
        ("Test one - the first.", "Test one—the first."),
        ("Test 'one' it's.", "Test “one” it’s."),
        ("Test  one.", "Test one."),
        ("Test 5 things.", "Test\u00a05 things."),
        ("Test 5-6 things...", "Test 5–6 things…"),
        ("Test -5 degrees.", "Test −5 degrees."),
        ("Test 6' long.", "Test 6′ long."),
        ("“Test of 2016”.", "«Test of 2016»."),
    ],
)
def test_a_change_of_typography_alone_keeps_the_translation_and_says_so(lang: str, old: str, new: str) -> None:
    text = filled(old, "Middle.", lang=lang)
    po = read_po(text.encode(), "test.po")
    merged = merge(po, messages(new, "Middle."), path="test.po", lang=lang, about="test.md", now=NOON)
    assert merged.typographic == ((None, new),)
    assert merged.po.text() == text.replace(f'msgid "{old}"', f'msgid "{new}"').replace('msgid ""\nmsgid', "msgid")
    moved = update(text, messages("Middle.", new), lang)
    assert translated(moved, lang) == {new: f"{{{old}}}", "Middle.": "{Middle.}"}


def test_a_change_of_typography_does_not_make_a_fuzzy_translation_whole() -> None:
    once = update(filled("Test one about things."), messages("Test one about other things - here."))
    again = update(once, messages("Test one about other things – here."))
    assert translated(again) == {}
    assert '#| msgid "Test one about things."\nmsgid "Test one about other things – here."' in again


def test_a_paragraph_that_changed_beside_one_that_moved_is_still_found() -> None:
    text = filled("Test one.", "Second thing about tests.", "And a third.", "A fourth one.")
    after = update(text, messages("A fourth one.", "Test one.", "Second thing about a test.", "And a third."))
    assert '#| msgid "Second thing about tests."\nmsgid "Second thing about a test."' in after


def test_of_two_that_changed_each_goes_to_its_own() -> None:
    text = filled("Test one about the first thing.", "Test one about the second thing.")
    after = update(text, messages("Test one about the second matter.", "Test one about the first matter."))
    for which in ("first", "second"):
        old, new = f"Test one about the {which} thing.", f"Test one about the {which} matter."
        assert f'#| msgid "{old}"\nmsgid "{new}"\nmsgstr "{{{old}}}"' in after


def test_the_lines_of_a_translation_stay_as_they_were_whatever_becomes_of_its_message() -> None:
    wrapped = 'msgstr ""\n"{Test one "\n"about "   \n  "things.}"\n'
    text = filled("Test one about things.", "Middle.").replace('msgstr "{Test one about things.}"\n', wrapped)
    changed = update(text, messages("Test one about other things.", "Middle."))
    assert wrapped in changed
    gone = update(text, messages("Middle."))
    assert '#~ msgstr ""\n#~ "{Test one "\n#~ "about "   \n#~   "things.}"\n' in gone
    back = update(gone, messages("Test one about things.", "Middle."))
    assert back == text


@LANGS
def test_a_message_that_becomes_plural_and_back_loses_no_word(lang: str) -> None:
    text = filled("Test one.", lang=lang)
    plural = (Message("Test one.", None, "content/releases/2026/test.md", 7, ("Test place.",), "Tests."),)
    after = update(text, plural, lang)
    assert translated(after, lang) == {}
    assert after.count("{Test one.}") == LOCALES[lang].plural_count
    numbered = after
    for form in range(LOCALES[lang].plural_count):
        numbered = numbered.replace(f'msgstr[{form}] "{{Test one.}}"', f'msgstr[{form}] "Form {form}"')
    single = update(numbered, messages("Test one."), lang)
    assert translated(single, lang) == {}
    for form in range(LOCALES[lang].plural_count):
        assert f"Form {form}" in single


@LANGS
def test_words_that_end_in_a_backslash_take_no_line_with_them_in_a_comment(lang: str, tmp_path: Path) -> None:
    plural = (Message("Test one.", None, "content/releases/2026/test.md", 7, ("Place C:\\",), "Tests."),)
    text = update(None, plural, lang)
    for form in range(LOCALES[lang].plural_count):
        text = text.replace(f'msgstr[{form}] ""', f'msgstr[{form}] "Form {form} C:\\\\"')
    single = update(text, messages("Test one."), lang)
    assert "# msgstr[1]: Form 1 C:\\.\n" in single
    assert "#. Place C:\\.\n" in text
    for each in (text, single):
        assert len(read_po(each.encode(), "test.po").entries) == 2
        assert msgfmt_takes(each.encode(), tmp_path)


@LANGS
def test_a_message_without_words_that_becomes_plural_has_nothing_to_compare(lang: str) -> None:
    plural = (Message("Test one.", None, "content/releases/2026/test.md", 7, ("Test place.",), "Tests."),)
    empty = update(None, messages("Test one."), lang)
    assert update(empty, plural, lang) == update(None, plural, lang)
    assert update(update(None, plural, lang), messages("Test one."), lang) == empty


def test_flags_and_notes_of_a_changed_message_go_with_it() -> None:
    text = filled("Test 12 things and more.").replace('msgid "Test', '#, no-check-numbers\nmsgid "Test')
    text = text.replace("#. Test place.", "# A translator's note\n#. Test place.", 1)
    after = update(text, messages("Test 13 things and more."))
    assert "#, fuzzy, no-check-numbers\n" in after
    assert "# A translator's note\n" in after


def test_windows_line_ends_stay_windows_line_ends() -> None:
    text = filled("Test one about things.", "Something else.").replace("\n", "\r\n")
    after = update(text, messages("Test one about other things.", "A new one."))
    assert after.count("\n") == after.count("\r\n")
    assert "#, fuzzy\r\n" in after
    assert '#~ msgid "Something else."\r\n' in after


def test_comments_at_the_end_and_odd_headers_stay() -> None:
    text = filled("Test one.").replace('"Language', '"X-Test: kept\\n"\n"Language') + "\n# The end\n"
    after = update(text, messages("Test one.", "Test two."))
    assert '"X-Test: kept\\n"\n' in after
    assert "# The end\n" in after


def test_a_message_that_stands_twice_has_both_places() -> None:
    after = update(None, messages("Test one.", "Test one."))
    assert "#: content/releases/2026/test.md:7 content/releases/2026/test.md:9\n" in after
    assert after.count('msgid "Test one."') == 1


@LANGS
def test_places_that_an_editor_puts_on_other_lines_stay_there_until_one_is_another(lang: str) -> None:
    path = "content/releases/2026/test.md"
    twice = messages("Test one.", "Test one.", "Test two.")
    apart = update(None, twice, lang).replace(f"#: {path}:7 {path}:9\n", f"#: {path}:7\n#: {path}:9\n")
    assert f"#: {path}:7\n" in apart
    assert update(apart, twice, lang) == apart
    moved = messages("Test one.", "Test two.", "Test one.")
    assert f"#: {path}:7 {path}:11\n" in update(apart, moved, lang)


# Whatever was there and whatever comes

TEXTS = ("a", "b", "c", "a test", "a tests", "a text", "not a test", "12 tests", "21 tests", "x\ny", 'q"', "ŵ", "\\n")
TYPOGRAPHIC = ("a - test", "a – test", "a—test", "‘a’ test", '"a" test', "a  test", "a test…", "a test...")
WORDS = st.lists(st.sampled_from((*TEXTS, *TYPOGRAPHIC)), max_size=7, unique=True)


def written_by_hand(texts: list[str], lang: str) -> str:
    """A file in which every text has a translation."""
    text = update(None, messages(*texts), lang)
    parts = []
    for entry in read_po(text.encode(), "test.po").entries:
        raw = entry.raw
        if entry.translation and entry.translation.msgid:
            raw = raw.removesuffix('msgstr ""\n') + f'msgstr "{{{entry.translation.msgid.encode().hex()}}}"\n'
        parts.append(entry.lead + raw)
    return "".join(parts)


def hexed(text: str) -> str:
    return f"{{{text.encode().hex()}}}"


def unhexed(words: str) -> str:
    return bytes.fromhex(words.strip("{}")).decode()


@settings(max_examples=400)
@given(WORDS, WORDS, WORDS, st.sampled_from(["cy", "en"]), st.booleans())
def test_updates_of_any_kind(first: list[str], second: list[str], third: list[str], lang: str, windows: bool) -> None:
    """Twice is once; no reader ever sees a translation of other words; nothing that was translated is lost."""
    text = written_by_hand(first, lang)
    if windows:
        text = text.replace("\n", "\r\n")
    for wanted in (second, third, first):
        text = update(text, messages(*wanted), lang)
        assert update(text, messages(*wanted), lang) == text
        assert list(read_catalogue(text.encode(), "test.po", lang).translations) == [(None, each) for each in wanted]
        for msgid, words in translated(text, lang).items():
            assert typographic_form(unhexed(words)) == typographic_form(msgid)
        po = read_po(text.encode(), "test.po")
        kept = {each for entry in po.entries if entry.translation for each in entry.translation.msgstr}
        assert {hexed(each) for each in first} <= kept
    assert other(lang) != lang


@settings(max_examples=100)
@given(WORDS, WORDS)
def test_what_stays_is_not_touched(first: list[str], second: list[str]) -> None:
    before = {entry.key: entry.raw for entry in read_po(written_by_hand(first, "cy").encode(), "test.po").entries}
    after = read_po(update(written_by_hand(first, "cy"), messages(*second)).encode(), "test.po").entries
    for entry in after:
        if entry.key in before and entry.key and entry.key[1] in second and not entry.obsolete:
            strip = [line for line in entry.raw.split("\n") if not line.startswith("#:")]
            assert strip == [line for line in before[entry.key].split("\n") if not line.startswith("#:")]


@LANGS
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("twice", [True, False])
def test_a_file_that_came_back_without_its_msgctxt_keeps_its_translations(lang: str, newline: str, twice: bool) -> None:
    wanted = (
        *messages("Test headline", role="title"),
        *messages("test-slug", role="slug"),
        *messages("Test paragraph one.", "Test again."),
        *messages("Test again.", role="item"),
        *messages("Test words.", role="quote"),
    )
    whole = update(None, wanted, lang)
    for text in ("Test headline", "test-slug", "Test paragraph one.", "Test words."):
        whole = whole.replace(f'msgid "{text}"\nmsgstr ""', f'msgid "{text}"\nmsgstr "{{{text}}}"')
    whole = whole.replace('msgctxt "quote"', '#, fuzzy\nmsgctxt "quote"').replace("\n", newline)
    # Of two that have the same words, a tool keeps one, or gives both a msgctxt of its own.
    item = '#. Test place.\n#: content/releases/2026/test.md:7\nmsgctxt "item"\nmsgid "Test again."\nmsgstr ""\n\n'
    lost = whole.replace(item.replace("\n", newline), "")
    assert lost != whole
    lost = "".join(line for line in lost.splitlines(keepends=True) if not line.startswith("msgctxt"))
    if twice:
        again = 'msgid "Test again."'
        lost = lost.replace(again, f'msgctxt "content/releases/2026/test.md:9"{newline}{again}')
    after = update(lost, wanted, lang)
    assert after == whole
    assert translated(after, lang).keys() == {"Test headline", "test-slug", "Test paragraph one."}
