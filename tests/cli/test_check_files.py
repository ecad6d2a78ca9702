"""`datganiad check some/file.po`: what an agency sends is checked before it comes in."""

import json
from pathlib import Path

import pytest

from app.locales import LOCALES
from tests.newsroom import STAND_IN, Newsroom, line_of, other

HEADER = """msgid ""
msgstr ""
"Language: {lang}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {forms}\\n"
"""
TEXT = """
msgid "We arrested 51 people."
msgstr "Arestiwyd 15 o pobl."

msgid "We arrested two people."
msgstr ""
"""


def write(path: Path, lang: str = "cy", text: str = TEXT, forms: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER.format(lang=lang, forms=forms or LOCALES[lang or "cy"].plural_forms) + text, "utf-8")
    return path


def test_a_file_from_outside_is_checked_by_itself(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.release("broken", translate=False)
    file = write(tmp_path / "agency" / "back.po")
    told = newsroom.inside("check", str(file))
    assert told.returncode == 1
    lines = told.stdout.splitlines()
    line = line_of(file, 'msgstr "Arestiwyd')
    assert f"{file.as_posix()}:{line}: error: numbers: 51 is not in the translation" in lines[0]
    assert [each.split(": ")[1:3] for each in lines] == [
        ["error", "numbers"],
        ["error", "numbers"],
        ["warning", "mutations"],
        ["error", "missing"],
    ]
    told = newsroom.inside("check", str(file), "--format", "json")
    assert [row["check"] for row in json.loads(told.stdout)] == ["numbers", "numbers", "mutations", "missing"]


PLURALS = """
#, fuzzy
msgid "%(num)s release"
msgid_plural "%(num)s releases"
msgstr[0] "%(num)s datganiad"
msgstr[1] "%(num)s datganiad"
msgstr[2] "%(num)s ddatganiad"
msgstr[3] "%(num)s datganiad"
msgstr[4] "%(num)s datganiad"
msgstr[5] "%(num)s datganiad"

msgid "%(num)s correction to the release"
msgid_plural "%(num)s corrections to the release"
msgstr[0] ""
"%(num)s cywiriad "
"i’r datganiad"
msgstr[1] "%(num)s cywiriad i’r datganiad"
msgstr[2] ""
"%(num)s gywiriad "
"i’r datganiad"
msgstr[3] ""
msgstr[4] "%(num)s chywiriad i’r datganiad"
msgstr[5] "cywiriadau i’r datganiad"
"""


@pytest.mark.parametrize(
    ("lang", "form", "rest"),
    [
        ("en", ", in msgstr[3], the plural form for 3;", ", in msgstr[5], the plural form for every other number;"),
        ("cy", ", yn msgstr[3], y ffurf luosog ar gyfer 3;", ", yn msgstr[5], y ffurf luosog ar gyfer pob rhif arall;"),
    ],
)
@pytest.mark.parametrize("indent", ["", "  "], ids=["as tools write it", "as few do"])
def test_a_plural_form_is_told_by_its_place_and_the_numbers_it_is_for(
    newsroom: Newsroom, tmp_path: Path, lang: str, form: str, rest: str, indent: str
) -> None:
    file = write(tmp_path / "back.po", text=PLURALS.replace("msgstr[1]", f"{indent}msgstr[1]"))
    told = newsroom.inside("check", str(file), "--errors", "--lang", lang).stdout.splitlines()
    places = [line_of(file, text) for text in ("msgstr[0]", 'msgstr[3] ""', 'msgstr[5] "cyw')]
    assert [each.split(": ")[:3] for each in told] == [
        [f"{file}:{place}", "error", check]
        for place, check in zip(places, ("fuzzy", "missing", "placeholders"), strict=True)
    ]
    assert form in told[1]
    assert rest in told[2]


@pytest.mark.parametrize("source", ["cy", "en"])
@pytest.mark.parametrize("comments", [True, False], ids=["as it was sent", "without its comments"])
def test_the_file_of_a_release_is_checked_as_it_will_be_in_its_place(
    newsroom: Newsroom, tmp_path: Path, source: str, comments: bool
) -> None:
    body = "Test *one* with [a link](https://test.example/a)."
    catalogue = newsroom.translate(newsroom.release(source=source, body=body))
    stand_in = STAND_IN[other(source)]
    newsroom.edit(catalogue, f"{stand_in} {body}", f"{stand_in} with a link.")
    newsroom.edit(catalogue, f"test-release-{other(source)}", "Tŷ Newydd!")
    there = newsroom.inside("check", "--errors", catalogue).stdout
    assert [each.split(": ")[2] for each in there.splitlines()] == ["slug", "markup", "markup"]
    text = (newsroom.root / catalogue).read_text("utf-8")
    lines = text.splitlines() if comments else [line for line in text.splitlines() if not line.startswith("#")]
    file = tmp_path / "agency" / "back.po"
    file.parent.mkdir()
    file.write_text("\n".join(lines), "utf-8")
    here = newsroom.inside("check", "--errors", str(file)).stdout
    first, second = ([each.split(": ", 1)[1] for each in told.splitlines()] for told in (there, here))
    assert first == second


def test_the_file_of_a_program_is_no_markdown(newsroom: Newsroom, tmp_path: Path) -> None:
    text = '\n#: content/widget.c:7\nmsgctxt "slug"\nmsgid "my *files*"\nmsgstr "Fy ffeiliau"\n'
    assert newsroom.inside("check", "--errors", str(write(tmp_path / "back.po", text=text))).stdout == ""


def test_what_holds_a_release_can_be_asked_for_alone(newsroom: Newsroom, tmp_path: Path) -> None:
    file = write(tmp_path / "agency" / "back.po")
    told = newsroom.inside("check", "--errors", str(file))
    assert told.returncode == 1
    assert [each.split(": ")[1:3] for each in told.stdout.splitlines()] == [
        ["error", "numbers"],
        ["error", "numbers"],
        ["error", "missing"],
    ]
    newsroom.edit(newsroom.catalogue_path(newsroom.release()), "Trial Test paragraph one.", "Trial Test Test one.")
    assert "warning" in newsroom.inside("check").stdout
    whole = newsroom.inside("check", "--errors")
    assert (whole.returncode, whole.stdout, whole.stderr) == (0, "", "Nothing to mend.\n")


def test_a_file_that_is_whole_is_told_so_and_english_is_checked_against_welsh(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    file = write(tmp_path / "back.po", "en", '\nmsgid "i creu 3 thing"\nmsgstr "to create 3 things"\n')
    told = newsroom.inside("check", str(file))
    assert (told.returncode, told.stdout, told.stderr) == (
        0,
        "",
        f"{file}: messages checked: 1, words: 4.\nNothing to mend.\n",
    )


def test_a_file_of_the_site_stands_for_what_it_belongs_to(newsroom: Newsroom) -> None:
    catalogue = newsroom.translate(newsroom.release("first", source="en", body="Test 3 things."))
    newsroom.edit(catalogue, " Test 3 things.", " Test 4 things.")
    newsroom.release("second", source="en", translate=False)
    for name in (catalogue, str(newsroom.root / catalogue)):
        told = newsroom.inside("check", name)
        assert told.returncode == 1
        assert f"{catalogue}:" in told.stdout
        assert "second" not in told.stdout
        assert told.stderr == "errors: 2, warnings: 0.\n"
    told = newsroom.inside("check", "translations/cy/LC_MESSAGES/site.po")
    assert (told.returncode, told.stdout) == (0, "")
    newsroom.edit("translations/cy/LC_MESSAGES/site.po", 'msgstr "Prawf Test notice"', 'msgstr ""')
    told = newsroom.inside("check", "translations/cy/LC_MESSAGES/site.po")
    assert "error: missing: " in told.stdout
    assert "first" not in told.stdout


def test_a_file_and_a_release_can_be_asked_for_at_once(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.release("whole")
    newsroom.release("broken", translate=False)
    file = write(tmp_path / "back.po")
    told = newsroom.inside("check", str(file), "2026/whole")
    assert "back.po" in told.stdout
    assert "broken" not in told.stdout


@pytest.mark.parametrize(
    ("lang", "forms", "what", "fix"),
    [
        ("cy", "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;", "has 4 forms", "has 6"),
        ("fr", "nplurals=2; plural=(n > 1);", "the header says language 'fr'", "Language: cy or en"),
        ("", "nplurals=2; plural=(n > 1);", "the header says language ''", "Language: cy or en"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_finding_with_the_way_out(
    newsroom: Newsroom, tmp_path: Path, lang: str, forms: str, what: str, fix: str
) -> None:
    file = write(tmp_path / "back.po", lang, forms=forms)
    told = newsroom.inside("check", str(file))
    assert (told.returncode, told.stdout.count("\n")) == (1, 1)
    assert what in told.stdout
    assert fix in told.stdout


def test_without_a_language_in_its_header_that_of_its_folder_counts(newsroom: Newsroom, tmp_path: Path) -> None:
    file = write(tmp_path / "cy" / "LC_MESSAGES" / "back.po", "", forms=LOCALES["cy"].plural_forms)
    assert "error: numbers" in newsroom.inside("check", str(file)).stdout


def test_a_file_that_is_not_there_is_told_in_one_line(newsroom: Newsroom) -> None:
    told = newsroom.inside("check", "nowhere.po")
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)
    assert "nowhere.po cannot be read" in told.stderr
