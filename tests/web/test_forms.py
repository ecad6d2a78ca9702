"""A release in other forms: plain text, JSON, both languages side by side."""

import json
import subprocess
from datetime import timedelta

import pytest
from jsonschema import Draft202012Validator

from app.pages.shell import Offer
from app.urls import feed
from app.urls import release as address
from app.web import create_app
from tests.newsroom import NOON, Newsroom
from tests.web.reader import Reader, tag, words

EVERYTHING = {"cy": "/cy/datganiadau/2026/everything", "en": "/en/releases/2026/everything-en"}
SIDE = {"cy": "ochr-yn-ochr", "en": "side-by-side"}
FORMS = ["txt", "json", "side"]
PAIRS = [("cy", "en"), ("en", "cy")]


def form_of(path: str, form: str, lang: str) -> str:
    """The address of a form of a release."""
    return f"{path}/{SIDE[lang]}" if form == "side" else f"{path}.{form}"


# Plain text


@pytest.mark.parametrize(
    ("lang", "ends", "notes", "contacts", "web"),
    [
        ("cy", "DIWEDD", "NODIADAU I OLYGYDDION", "MANYLION CYSWLLT I’R WASG", "Y DATGANIAD HWN AR Y WE"),
        ("en", "ENDS", "NOTES TO EDITORS", "MEDIA CONTACTS", "THIS RELEASE ON THE WEB"),
    ],
)
def test_plain_text_is_laid_out_as_a_press_release(
    busy: Newsroom, lang: str, ends: str, notes: str, contacts: str, web: str
) -> None:
    response = Reader(busy).take(f"{EVERYTHING[lang]}.txt")
    assert response.content_type == "text/plain; charset=utf-8"
    assert response.headers["Content-Language"] == lang
    text = response.get_data(as_text=True)
    lines = text.split("\n")
    assert all(len(line) <= 72 for line in lines if "https://" not in line)
    title = next(line for line in lines if line.endswith("TEST HEADLINE EVERYTHING"))
    order = [title, ends, notes, contacts, web]
    assert [lines.index(each) for each in order] == sorted(lines.index(each) for each in order)
    said = {"cy": "“Test words.”", "en": "“Trial Test words.”"}[lang]
    assert f"    {said}\n\n    — " in text
    places = "\n\n".join(
        f"{name}\nhttps://test.example{EVERYTHING[code]}" for code, name in (("cy", "Cymraeg"), ("en", "English"))
    )
    assert text.endswith(f"\n\n{web}\n\n{places}\n")
    assert "<https://test.example/a>" in text
    assert "1,234 " in text
    assert "<p>" not in text
    assert "&" not in text


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("cy", "Nid i’w gyhoeddi na’i ddarlledu cyn:"),
        ("en", "Not for publication or broadcast before:"),
    ],
)
def test_the_text_for_the_press_has_its_embargo_line_and_only_in_a_preview(
    newsroom: Newsroom, lang: str, line: str
) -> None:
    newsroom.release("to-come", published="2026-02-01 06:00")
    newsroom.release("unready", published="2026-02-01 06:00", translate=False)
    assert newsroom.publish()
    reader = Reader(newsroom, preview=True)
    slug = {"cy": "to-come", "en": "to-come-en"}[lang]
    public = address(lang, 2026, slug)
    preview = reader.get(f"/preview{public}", lang=lang)
    assert f"/preview{public}.txt" in preview.links
    response = reader.ask(f"/preview{public}.txt")
    text = response.get_data(as_text=True)
    assert line in text
    assert "2026, 06:00" in text
    assert response.headers["Cache-Control"] == "no-store"
    assert reader.ask(f"{public}.txt").status_code == 404
    assert reader.ask(f"/preview{address(lang, 2026, 'unready')}.txt").status_code == 404
    reader.now = NOON + timedelta(days=30)
    assert line not in reader.take(f"{public}.txt").get_data(as_text=True)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Test words.", "“Test words.”"),
        ("“Test words.”", "“Test words.”"),
        ("‘It’s a test’.", "‘It’s a test’."),
        ('"Test words."', '"Test words."'),
        ("“Test” and “words”", "““Test” and “words””"),
        ("“Test” words", "““Test” words”"),
        ("Test one.\n>\n> Test two.", "“Test one.\n\n    “Test two.”"),
        ("“Test one.\n>\n> “Test two.”", "“Test one.\n\n    “Test two.”"),
        ("“Test one.”\n>\n> Test two.", "““Test one.”\n\n    “Test two.”"),
    ],
)
@pytest.mark.parametrize("lang", ["cy", "en"])
def test_what_was_said_has_its_quotation_marks_once(newsroom: Newsroom, lang: str, written: str, sent: str) -> None:
    newsroom.release("spoken", source=lang, body=f"> {written}\n>\n> — Test Person")
    newsroom.publish()
    text = Reader(newsroom).take(f"{address(lang, 2026, 'spoken')}.txt").get_data(as_text=True)
    assert f"\n    {sent}\n\n    — Test Person" in text


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_each_paragraph_of_a_list_item_stands_under_its_first_words(newsroom: Newsroom, lang: str) -> None:
    body = f"9. one\n10. two\n\n    second {'words ' * 20}\n\n    - inner\n\n      last"
    newsroom.release("listed", source=lang, body=body)
    newsroom.publish()
    text = Reader(newsroom).take(f"{address(lang, 2026, 'listed')}.txt").get_data(as_text=True)
    lines = text[text.index("  9. one") :].split("\n")
    assert lines[1:3] == ["  10. two", f"      second{' words' * 10}"]
    assert lines[3].startswith("      words")
    assert [line for line in lines if "inner" in line or "last" in line] == ["    - inner", "      last"]


# What is taken away


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_links_lead_on_from_wherever_a_release_is_taken(newsroom: Newsroom, lang: str) -> None:
    home = f"/{lang}/"
    newsroom.release(
        "linked", source=lang, body=f"Test [home]({home}?a&b), [place](#p1) and [far](https://far.example/)."
    )
    newsroom.publish()
    reader, path = Reader(newsroom), address(lang, 2026, "linked")
    page = f"https://test.example{path}"
    text = " ".join(reader.take(f"{path}.txt").get_data(as_text=True).split())
    assert f"home <https://test.example{home}?a&b>, place <{page}#p1> and far <https://far.example/>." in text
    (block,) = json.loads(reader.take(f"{path}.json").data)["languages"][lang]["body"]
    (item,) = json.loads(reader.take(feed(lang, "json")).data)["items"]
    for html in (block["html"], item["content_html"]):
        for url in (f"https://test.example{home}?a&amp;b", f"{page}#p1", "https://far.example/"):
            assert f'<a href="{url}">' in html


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_an_address_that_the_writer_spells_out_is_not_spelled_out_again(newsroom: Newsroom, lang: str) -> None:
    links = (
        "<https://far.example/a>, [far.example/ŵ](https://far.example/ŵ), "
        "[desk@test.example](mailto:desk@test.example), [029 2018 0199](tel:+442920180199) "
        "or [line 24](tel:08081570199)"
    )
    newsroom.release("linked", source=lang, body=links)
    assert not newsroom.publish().waiting
    path = address(lang, 2026, "linked")
    text = " ".join(Reader(newsroom).take(f"{path}.txt").get_data(as_text=True).split())
    sent = "https://far.example/a, far.example/ŵ, desk@test.example, 029 2018 0199 or line 24 <tel:08081570199>"
    assert f" {sent} " in text
    paper = subprocess.run(
        ["pdftotext", "-", "-"], input=Reader(newsroom).ask(f"{path}.pdf").data, capture_output=True, check=True
    )
    assert paper.stdout.decode().count("far.example") == 2


# JSON


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_the_json_of_every_release_fits_the_schema_that_is_served(busy: Newsroom, reader: Reader, lang: str) -> None:
    asked = Reader(busy)
    schema = json.loads(asked.take("/schema/release.json").data)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    demonstration = {
        "cy": "/cy/datganiadau/2018/ymgyrch-netsafe",
        "en": "/en/releases/2018/operation-netsafe",
    }[lang]
    for who, path in ((asked, EVERYTHING[lang]), (reader, demonstration)):
        row = json.loads(who.take(f"{path}.json").data)
        assert [error.message for error in validator.iter_errors(row)] == []
    row["languages"].pop(lang)
    assert list(validator.iter_errors(row)), "the schema lets one language stand alone"


def test_the_json_has_every_field_and_block_in_both_languages(busy: Newsroom) -> None:
    reader = Reader(busy)
    welsh, english = (json.loads(reader.take(f"{EVERYTHING[lang]}.json").data) for lang in ("cy", "en"))
    assert welsh == english
    assert welsh["source_language"] == "cy"
    assert welsh["corrected"] == "2026-01-11T10:00:00+00:00"
    for lang, half in welsh["languages"].items():
        page = reader.get(EVERYTHING[lang])
        assert half["url"] == f"https://test.example{EVERYTHING[lang]}"
        assert half["title"]["text"] == page.heading
        assert [correction["anchor"] for correction in half["corrections"]] == ["c1"]
        anchors = [block["anchor"] for block in (*half["body"], *half["notes"]) if "anchor" in block]
        assert set(anchors) <= set(page.ids)
        kinds = [block["kind"] for block in half["body"]]
        assert {"paragraph", "figures", "heading", "quotation", "list"} <= set(kinds)
        assert half["support"][0]["phone"] == "0808 157 0199"
        assert half["contacts"][0]["email"] == "desk@test.example"
    both = [half["body"] for half in welsh["languages"].values()]
    assert [block["kind"] for block in both[0]] == [block["kind"] for block in both[1]]
    spoken = [block for block in both[0] if block["kind"] == "quotation"]
    assert [(block["spoken"], block["translated"]) for block in spoken] == [("cy", False), ("en", True)]


# Side by side


@pytest.mark.parametrize(("lang", "other"), PAIRS)
def test_side_by_side_goes_pair_after_pair_each_part_in_its_own_language(busy: Newsroom, lang: str, other: str) -> None:
    reader = Reader(busy)
    path = form_of(EVERYTHING[lang], "side", lang)
    assert path in reader.get(EVERYTHING[lang]).links
    page = reader.get(path)
    pairs = [e for e in page.all("div", "h1", "h2") if "pair" in e.get("class", "").split()]
    assert len(pairs) > 10
    for pair in pairs:
        assert [part.get("lang") for part in pair] == [lang, other]
        assert all(words(part) for part in pair)
    single = {code: reader.get(EVERYTHING[code]) for code in (lang, other)}
    for code, whole in single.items():
        for paragraph in whole.all("p"):
            if paragraph.get("id", "")[:1] in {"p", "n"} and tag(paragraph) == "p":
                said = [words(part) for pair in pairs for part in pair if part.get("lang") == code]
                assert words(paragraph) in said, words(paragraph)
    anchors = [name for name in single[lang].ids if name[:1] in {"p", "n", "c"} and name[1:].isdigit()]
    assert [name for name in page.ids if name in anchors] == [name for name in anchors if name in page.ids]
    (twin,) = page.language_links().values()
    assert twin == form_of(EVERYTHING[other], "side", other)


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_side_by_side_says_in_both_languages_when_a_release_was_corrected(busy: Newsroom, lang: str) -> None:
    page = Reader(busy).get(form_of(EVERYTHING[lang], "side", lang))
    dated = {part.get("lang"): words(part) for part in page.all("p") if "10:00" in words(part) and part.get("lang")}
    assert dated == {"cy": "Cywirwyd 11 Ionawr 2026, 10:00", "en": "Corrected 11 January 2026, 10:00"}
    (correction,) = (pair for pair in page.all("div") if pair.get("id") == "c1")
    assert {part.get("lang"): words(part) for part in correction} == {
        "cy": "11 Ionawr 2026, 10:00 Test correction.",
        "en": "11 January 2026, 10:00 Trial Test correction.",
    }


# What is not there


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_form_that_cannot_be_made_is_not_offered(busy: Newsroom, lang: str) -> None:
    reader = Reader(busy)
    path = f"{EVERYTHING[lang]}.pdf"
    assert path in reader.get(EVERYTHING[lang]).links
    reader.app = create_app(busy.folder, lambda: NOON, offer=Offer(pdf=False))
    reader.client = reader.app.test_client()
    assert path not in reader.get(EVERYTHING[lang]).links
    assert ".pdf" not in reader.take(f"{EVERYTHING[lang]}.json").get_data(as_text=True)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_form_goes_where_its_release_goes(newsroom: Newsroom, form: str, lang: str) -> None:
    path = newsroom.release("moves")
    newsroom.release("to-come", published="2026-02-01 06:00")
    newsroom.publish()
    reader = Reader(newsroom)
    end = {"cy": "", "en": "-en"}[lang]
    old, new, late = (address(lang, 2026, f"{slug}{end}") for slug in ("moves", "moved", "to-come"))
    assert reader.ask(form_of(late, form, lang)).status_code == 404
    assert reader.ask(form_of(old, form, lang)).status_code == 200
    newsroom.edit(path, "source: cy", "source: cy\nslug: moved")
    newsroom.translate(path)
    newsroom.publish()
    response = reader.ask(form_of(old, form, lang))
    assert (response.status_code, response.headers["Location"]) == (301, form_of(new, form, lang))
    newsroom.withdraw(path)
    newsroom.publish()
    gone = reader.get(form_of(new, form, lang), 410)
    assert gone.lang == lang
    assert "Test reason." in gone.text
    reader.now = NOON + timedelta(days=30)
    assert reader.ask(form_of(late, form, lang)).status_code == 200
