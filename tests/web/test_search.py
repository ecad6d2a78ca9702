"""Search as a reader meets it: every page is fetched through the client that checks it."""

from datetime import timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import urls
from app.locales import LOCALES
from tests.newsroom import NOON, Newsroom, build
from tests.web.reader import Document, Reader, tag, words

Texts = tuple[str, str]
"""A headline and a paragraph."""


def tell(newsroom: Newsroom, slug: str, welsh: Texts, english: Texts, **more: str | int) -> str:
    """Writes a release in Welsh, with its own words in English. Gives its path."""
    path = newsroom.release(slug, title=welsh[0], body=welsh[1], translate=False, **more)  # type: ignore[arg-type]
    known = dict(zip(welsh, english, strict=True))
    newsroom.fill(newsroom.catalogue_path(path), newsroom.messages_of(path), "en", path, known)
    return path


def publish(newsroom: Newsroom) -> None:
    report = newsroom.publish()
    assert not report.waiting, report.waiting


def ask(reader: Reader, lang: str, typed: str, **more: str | int) -> Document:
    return reader.get(urls.search(lang, typed, **more))  # type: ignore[arg-type]


def found(page: Document) -> list[str]:
    """The titles of the results, in order."""
    return [words(heading) for heading in page.all("h3")]


def count(page: Document) -> str:
    """What the page says of how many it found."""
    return words(page.all("h2")[0])


def marked(page: Document) -> list[str]:
    return [words(mark) for mark in page.all("mark")]


def onward(page: Document) -> dict[str, str]:
    """The ways on that a page without results offers, but for that to everything: their words, and where they lead."""
    ways = {words(a): a.get("href", "") for a in page.all("a") if a.get("class") == "onward"}
    return {said: where for said, where in ways.items() if where not in map(urls.archive, LOCALES)}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A newsroom with words in their forms."""
    newsroom = build(tmp_path_factory.mktemp("told"))
    pairs = {
        "radical": (("Y plant yn canu", "Un."), ("The children sing", "One warrant was carried out.")),
        "soft": (("Gofal i blant", "Dau."), ("Care for little ones", "Two warrants were carried out.")),
        "aspirate": (("Rhieni a phlant", "Tri."), ("Parents and offspring", "Three.")),
        "nasal": (("Fy mhlant innau", "Pedwar."), ("My own family", "Four.")),
        "city": (("Agor pont yng Nghaerdydd", "Bydd trên o Gaerdydd."), ("A bridge opens", "Five.")),
        "house": (("Codi tŷ pren", "Mae’r tŷ’n barod."), ("A wooden house", "Six.")),
        "plants": (
            ("Planhigion prin", "Daeth rhagor o blanhigion."),
            ("Rare flora", "A walk in the park, and a café."),
        ),
        "bridge": (("Y bont ar y wal", "Wal goch a phont las."), ("The wall", "Red wall, blue bridge.")),
    }
    for slug, (welsh, english) in pairs.items():
        tell(newsroom, slug, welsh, english, front="topics: [first]" if slug in {"soft", "nasal"} else "")
    tell(
        newsroom,
        "older",
        ("Hen bethau’r plant", "Hen."),
        ("Old things", "Old."),
        year=2024,
        published="2024-05-01 00:00",
    )
    publish(newsroom)
    return newsroom


@pytest.fixture
def visitor(told: Newsroom) -> Reader:
    return Reader(told)


FORMS = {"Y plant yn canu", "Hen bethau’r plant", "Gofal i blant", "Rhieni a phlant", "Fy mhlant innau"}


@pytest.mark.parametrize("lang", LOCALES)
def test_what_may_be_typed_is_said_between_the_field_and_its_name(told: Newsroom, lang: str) -> None:
    page = Reader(told).get(urls.search(lang))
    (field,) = [each for each in page.all("p") if any(tag(child) == "input" for child in each)]
    label, hint, typed = field
    assert (label.get("for"), typed.get("aria-describedby")) == (typed.get("id"), hint.get("id"))
    assert "“" in words(hint)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("plant", {"Y plant yn canu", "Hen bethau’r plant"}),
        ("PLANT", {"Y plant yn canu", "Hen bethau’r plant"}),
        ("blant", {"Gofal i blant"}),
        ("phlant", {"Rhieni a phlant"}),
        ("mhlant", {"Fy mhlant innau"}),
    ],
)
def test_a_welsh_word_finds_all_its_forms_and_the_one_typed_comes_first(
    visitor: Reader, typed: str, first: set[str]
) -> None:
    titles = found(ask(visitor, "cy", typed))
    assert set(titles) == FORMS
    assert set(titles[: len(first)]) == first


@pytest.mark.parametrize("typed", ["Caerdydd", "Nghaerdydd", "Gaerdydd", "caerdydd", "trên Caerdydd"])
def test_a_place_is_found_in_any_of_its_forms(visitor: Reader, typed: str) -> None:
    page = ask(visitor, "cy", typed)
    assert found(page) == ["Agor pont yng Nghaerdydd"]
    assert "Gaerdydd" in marked(page)


@pytest.mark.parametrize("typed", ["ty", "tŷ", "Tŷ", "ty\N{COMBINING CIRCUMFLEX ACCENT}"])
def test_marks_on_letters_make_no_difference(visitor: Reader, typed: str) -> None:
    page = ask(visitor, "cy", typed)
    assert found(page) == ["Codi tŷ pren"]
    assert marked(page) == ["tŷ"]


@pytest.mark.parametrize(("typed", "marks"), [("warrants", "warrants"), ("warrant", "warrant")])
def test_english_finds_by_stem_and_the_word_typed_comes_first(visitor: Reader, typed: str, marks: str) -> None:
    page = ask(visitor, "en", typed)
    assert set(found(page)) == {"The children sing", "Care for little ones"}
    assert marked(page)[0] == marks
    assert set(marked(page)) == {"warrant", "warrants"}


def test_english_letters_with_marks_are_found_without_them(visitor: Reader) -> None:
    page = ask(visitor, "en", "cafe")
    assert (found(page), marked(page)) == (["Rare flora"], ["café"])


@pytest.mark.parametrize("quoted", ['"blant"', "“blant”", "„blant“", "«blant»"])
def test_a_word_in_quotation_marks_is_found_as_it_stands(visitor: Reader, quoted: str) -> None:
    assert found(ask(visitor, "cy", quoted)) == ["Gofal i blant"]
    assert found(ask(visitor, "cy", f"pren {quoted}")) == []


def test_a_quotation_is_exact_in_english_too(visitor: Reader) -> None:
    assert found(ask(visitor, "en", '"warrants"')) == ["Care for little ones"]


def test_words_in_quotation_marks_stand_together_in_order(visitor: Reader) -> None:
    page = ask(visitor, "cy", '"wal goch"')
    assert (found(page), marked(page)) == (["Y bont ar y wal"], ["Wal goch"])
    assert found(ask(visitor, "cy", '"goch wal"')) == []
    assert found(ask(visitor, "cy", "goch wal")) == ["Y bont ar y wal"]


def test_an_asterisk_finds_every_ending_in_every_form(visitor: Reader) -> None:
    page = ask(visitor, "cy", "planh*")
    assert (found(page), marked(page)) == (["Planhigion prin"], ["blanhigion"])
    assert set(found(ask(visitor, "cy", "plan*"))) == FORMS | {"Planhigion prin"}
    assert found(ask(visitor, "cy", "*")) == []
    assert found(ask(visitor, "cy", "q*")) == []


def test_a_hyphen_leaves_out_what_has_the_word_in_any_form(visitor: Reader) -> None:
    assert set(found(ask(visitor, "cy", "plant -canu"))) == FORMS - {"Y plant yn canu"}
    assert set(found(ask(visitor, "cy", "plant -ganu"))) == FORMS - {"Y plant yn canu"}
    assert set(found(ask(visitor, "cy", 'plant -"i blant"'))) == FORMS - {"Gofal i blant"}
    assert found(ask(visitor, "cy", "-canu")) == []


def test_a_topic_and_a_year_narrow_a_search_and_stand_in_its_address(visitor: Reader) -> None:
    page = visitor.get("/cy/chwilio?q=plant&pwnc=first-topic-cy")
    assert set(found(page)) == {"Gofal i blant", "Fy mhlant innau"}
    assert [words(option) for option in page.all("option") if "selected" in option.attrib] == ["Prawf First topic"]
    assert page.language_links() == {"en": "/en/search?q=plant&topic=first-topic"}
    page = visitor.get("/cy/chwilio?q=plant&blwyddyn=2024")
    assert found(page) == ["Hen bethau’r plant"]
    assert page.language_links() == {"en": "/en/search?q=plant&year=2024"}
    assert found(visitor.get("/cy/chwilio?q=plant&blwyddyn=2024&pwnc=first-topic-cy")) == []
    assert set(found(visitor.get("/cy/chwilio?q=plant&blwyddyn=1066&pwnc=none&tudalen="))) == FORMS


def test_a_search_that_its_filters_empty_can_be_widened(visitor: Reader) -> None:
    page = ask(visitor, "cy", "tŷ", year=2024)
    ways = onward(page)
    assert ways == {"Chwilio pob pwnc a phob blwyddyn": urls.search("cy", "tŷ")}
    assert found(visitor.get(urls.search("cy", "tŷ"))) == ["Codi tŷ pren"]


@pytest.mark.parametrize(("lang", "typed"), [("cy", "phlant innau"), ("en", "my family")])
def test_a_result_has_its_title_date_topic_and_passage(visitor: Reader, lang: str, typed: str) -> None:
    page = ask(visitor, lang, typed)
    (title,) = found(page)
    (link,) = [a for a in page.all("a") if words(a) == title]
    assert visitor.ask(link.get("href", "")).status_code == 200
    (card,) = [item for item in page.all("li") if item.get("class") == "card"]
    (time,) = [element for element in card.iter() if element.get("datetime")]
    assert time.get("datetime", "") == "2026-01-10T09:30:00+00:00"
    assert {"cy": "10 Ionawr 2026", "en": "10 January 2026"}[lang] in words(time)
    assert {"cy": "Prawf First topic", "en": "First topic"}[lang] in words(card)
    assert "summary" in words(card)


def test_the_passage_is_the_one_in_which_most_of_the_words_stand(newsroom: Newsroom) -> None:
    filler = "Brawddeg hir arall heb ddim o bwys ynddi. " * 12
    body = f"Mae’r llyn yn las.\n\n{filler}Aeth cwch o’r cei dros y llyn.\n\nDyma’r diwedd."
    tell(newsroom, "llyn", ("Ar y dŵr", body.split("\n\n")[0]), ("On the water", "Blue."))
    newsroom.edit("content/releases/2026/llyn.md", "Mae’r llyn yn las.\n", f"{body}\n")
    newsroom.translate("content/releases/2026/llyn.md")
    publish(newsroom)
    page = ask(Reader(newsroom), "cy", "llyn cwch")
    assert marked(page) == ["cwch", "llyn"]
    (passage,) = [words(p) for p in page.all("p") if p.get("class") == "card-summary"]
    assert passage.startswith("… ")
    assert len(passage) < 300


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A newsroom in which the word rhifN stands in N releases."""
    newsroom = build(tmp_path_factory.mktemp("counted"))
    numbers = (1, 2, 3, 4, 6, 25)
    for at in range(25):
        names = " ".join(f"gair{n}x" for n in numbers if at < n)
        tell(newsroom, f"r{at:02}", (f"Pennawd {at}", f"Yma: {names}."), (f"Headline {at}", f"Here: {names}."))
    publish(newsroom)
    return newsroom


@pytest.mark.parametrize(
    ("number", "welsh", "english"),
    [
        (0, "Ni chafwyd dim", "Nothing was found"),
        (1, "1 canlyniad", "1 result for"),
        (2, "2 ganlyniad", "2 results"),
        (3, "3 chanlyniad", "3 results"),
        (4, "4 canlyniad", "4 results"),
        (6, "6 chanlyniad", "6 results"),
        (25, "25 canlyniad", "25 results"),
    ],
)
def test_the_count_has_the_right_plural(counted: Newsroom, number: int, welsh: str, english: str) -> None:
    reader = Reader(counted)
    for lang, start in (("cy", welsh), ("en", english)):
        said = count(ask(reader, lang, f'"gair{number}x"'))
        assert said.startswith(f"{start} ")
        assert f"gair{number}x" in said


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_results_are_paged_and_each_page_has_an_address(counted: Newsroom, lang: str) -> None:
    reader = Reader(counted)
    seen: list[str] = []
    for number in (1, 2, 3):
        page = ask(reader, lang, '"gair25x"', number=number)
        seen += found(page)
        start = page.all("ol")[0].get("start")
        assert start == (None if number == 1 else str(number * 10 - 9))
        rels = {a.get("rel"): a.get("href") for a in page.all("a") if a.get("rel") in {"prev", "next"}}
        steps = {"prev": number - 1, "next": number + 1}
        assert rels == {rel: urls.search(lang, '"gair25x"', number=to) for rel, to in steps.items() if 1 <= to <= 3}
        # The other language's list may be shorter, so its link leads to where every list begins.
        other = {"cy": "en", "en": "cy"}[lang]
        assert page.language_links() == {other: urls.search(other, '"gair25x"')}
        assert count(page).startswith("25 ")
    assert len(seen) == len(set(seen)) == 25
    assert reader.ask(urls.search(lang, '"gair25x"', number=4)).status_code == 404
    word = LOCALES[lang].routes.page
    for bad in ("0", "-1", "02", "x", "%d9%a3", "4", "99999999999999999999"):
        assert reader.ask(f"{urls.search(lang, 'gair25x')}&{word}={bad}").status_code == 404, bad
    for first in ("", "1"):
        assert reader.ask(f"{urls.search(lang, 'gair25x')}&{word}={first}").status_code == 200, first


def test_pages_of_a_search_go_on_where_the_form_typed_ends(newsroom: Newsroom) -> None:
    for number in range(8):
        tell(newsroom, f"p{number}", (f"Teitl {number}", "Hen bont yma."), (f"Title {number}", "A."))
        tell(newsroom, f"q{number}", (f"Pont {number}", "Pont bont. Pont."), (f"Titles {number}", "A."))
    publish(newsroom)
    reader = Reader(newsroom)
    first, second = (found(ask(reader, "cy", "pont", number=number)) for number in (1, 2))
    assert {title.split()[0] for title in first[:8]} == {"Pont"}
    assert {title.split()[0] for title in first[8:] + second} == {"Teitl"}
    assert len(set(first + second)) == 16


def test_the_form_typed_comes_first_however_rare_the_others_are(newsroom: Newsroom) -> None:
    for number in range(30):
        body = "Bydd y gwaith yn cymryd blwyddyn, a bydd plant y cwm yn cael gweld y cyfan cyn y diwedd."
        tell(newsroom, f"many-{number}", (f"Newyddion {number}", body), (f"News {number}", "News."))
    tell(newsroom, "few", ("Blant, blant, fy mhlant", "Mhlant i."), ("Rare", "Rare."))
    publish(newsroom)
    reader = Reader(newsroom)
    assert found(ask(reader, "cy", "plant", number=4)) == ["Blant, blant, fy mhlant"]
    assert found(ask(reader, "cy", "mhlant"))[0] == "Blant, blant, fy mhlant"


def test_what_only_the_other_language_has_is_pointed_to_without_going_there(visitor: Reader) -> None:
    page = ask(visitor, "cy", "warrants")
    assert page.lang == "cy"
    assert not found(page)
    (link,) = [a for a in page.all("a") if a.get("class") == "onward" and a.get("hreflang")]
    assert (link.get("lang"), link.get("hreflang"), words(link)) == ("en", "en", "2 results for “warrants”")
    assert "Mae rhywbeth i’w gael yn yr iaith arall:" in page.text
    assert len(found(visitor.get(link.get("href", "")))) == 2
    page = ask(visitor, "en", "blant")
    assert onward(page)["5 canlyniad ar gyfer “blant”"] == urls.search("cy", "blant")
    assert not [way for way in onward(ask(visitor, "cy", "dimbydgoll")) if "result" in way]


@pytest.mark.parametrize(
    ("lang", "typed", "meant", "title"),
    [
        ("cy", "Caerdyd", "Ai “Gaerdydd” yr oeddech yn ei feddwl?", "Agor pont yng Nghaerdydd"),
        ("cy", "planhigin", "Ai “Planhigion” yr oeddech yn ei feddwl?", "Planhigion prin"),
        ("cy", "wal gocj", "Ai “wal goch” yr oeddech yn ei feddwl?", "Y bont ar y wal"),
        ("en", "childen", "Did you mean “children”?", "The children sing"),
    ],
)
def test_a_misspelt_word_gets_a_word_that_the_site_has(
    visitor: Reader, lang: str, typed: str, meant: str, title: str
) -> None:
    page = ask(visitor, lang, typed)
    assert not found(page)
    ways = onward(page)
    assert meant in ways, ways
    assert title in found(visitor.get(ways[meant]))


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("typed", ["xxyyzz", "1066", "-canu", "?"])
def test_where_nothing_was_meant_there_is_a_way_to_all_that_there_is(visitor: Reader, lang: str, typed: str) -> None:
    page = ask(visitor, lang, typed)
    assert onward(page) == {}
    (link,) = [a for a in page.one("main").iter() if tag(a) == "a"]
    assert (words(link), link.get("href")) == ({"cy": "Pob datganiad", "en": "All releases"}[lang], urls.archive(lang))


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_form_that_is_sent_without_a_word_says_so_and_leads_to_what_was_chosen(visitor: Reader, lang: str) -> None:
    said = {"cy": "Teipiwch air i chwilio amdano", "en": "Type a word to search for"}[lang]
    every = {"cy": "Pob datganiad", "en": "All releases"}[lang]
    topic, slug = {"cy": ("Prawf First topic", "first-topic-cy"), "en": ("First topic", "first-topic")}[lang]
    address = urls.search(lang, topic=slug, year=2024)
    page = visitor.get(f"{address}&q=+")
    assert words(page.one("h2")) == said
    assert onward(page) == {f"{every}: {topic}": urls.topic(lang, slug), f"{every}: 2024": urls.period(lang, 2024)}
    assert not visitor.get(urls.search(lang)).all("h2")


@pytest.mark.parametrize(
    ("lang", "typed", "said", "month"),
    [
        ("cy", "10 Ionawr 2026", "Pob datganiad: Ionawr 2026", 1),
        ("en", "January 10, 2026", "All releases: January 2026", 1),
        ("cy", "Chwefror 2026", "", 0),
        ("cy", "Ionawr", "", 0),
    ],
)
def test_a_date_leads_to_the_releases_of_its_month(
    visitor: Reader, lang: str, typed: str, said: str, month: int
) -> None:
    assert onward(ask(visitor, lang, typed)) == ({said: urls.period(lang, 2026, month)} if said else {})


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2000", "2,000"),
        ("2,000", "2000"),
        ("£1250000", "1,250,000"),
        ("arlein", "ar-lein"),
        ("gam-drin", "camdrin"),
    ],
)
def test_a_number_and_a_word_with_a_hyphen_are_found_in_their_other_spelling(
    newsroom: Newsroom, typed: str, written: str
) -> None:
    tell(newsroom, "other", ("Un peth", f"Mae {written} yma."), ("One thing", f"{written} here."))
    newsroom.publish()
    page = ask(Reader(newsroom), "cy", typed)
    if not found(page):
        page = Reader(newsroom).get(onward(page)["Ai “ar-lein” yr oeddech yn ei feddwl?"])
    assert found(page) == ["Un peth"]
    assert [words(mark) for mark in page.all("mark")] == [written]


def test_no_number_is_taken_for_another(newsroom: Newsroom) -> None:
    tell(newsroom, "number", ("Un peth", "Mae 2001 o bethau yma."), ("One thing", "There are 2001."))
    newsroom.publish()
    assert "feddwl" not in ask(Reader(newsroom), "cy", "2002").text


def test_nothing_is_suggested_that_finds_nothing(visitor: Reader) -> None:
    assert "feddwl" not in ask(visitor, "cy", "planhigin nghaerdydd").text
    assert "feddwl" not in ask(visitor, "cy", "xxyyzz").text


def test_search_is_a_form_that_asks_by_address(visitor: Reader) -> None:
    page = visitor.get("/cy/chwilio")
    (form,) = [each for each in page.all("form") if each.get("role") == "search"]
    assert (form.get("action"), form.get("method", "get")) == ("/cy/chwilio", "get")
    names = {each.get("name") for each in form.iter() if tag(each) in {"input", "select"}}
    assert names == {"q", "pwnc", "blwyddyn"}
    assert not page.all("h2")
    scripts = [script.get("src", "") for script in ask(visitor, "cy", "plant").all("script")]
    assert not [src for src in scripts if "search" in src]


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_the_language_link_of_a_search_is_the_same_search(visitor: Reader, lang: str) -> None:
    typed = 'plant & "tŷ" -x* 100%'
    page = ask(visitor, lang, typed)
    ((other, href),) = page.language_links().items()
    assert parse_qs(urlsplit(href).query) == {"q": [typed]}
    assert list(visitor.get(href).language_links()) == [lang]
    assert other != lang


HOSTILE = [
    '"',
    '""',
    '"""',
    '"plant',
    "'; DROP TABLE pair; --",
    "plant OR",
    "AND",
    "NOT plant",
    "NEAR(plant blant, 2)",
    "title:plant",
    "{title} : plant",
    "plant^2 ^plant",
    "(plant",
    "plant)",
    'a*b* *** -* -- - -"',
    "-",
    "\\ \\\\ %00 %",
    "plant\0blant",
    "\0",
    "<script>alert(1)</script>",
    "‮plant‬ \ufeff \u200b",
    "🐉 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "ﬁ ß İ ǅ ⁿ ½ ٣ 한국 ไทย",
    "plant " * 1_700,
    "x" * 10_000,
    '"' * 10_000,
    "-" * 10_000,
    " ".join(f"gair{number}" for number in range(2_000)),
]


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_search_is_just_words(visitor: Reader, lang: str, typed: str) -> None:
    page = visitor.get(f"/{lang}/{LOCALES[lang].routes.search}?q={quote(typed)}")
    assert not page.all("script") or all(script.get("src") for script in page.all("script"))


def test_operators_of_the_index_are_words(visitor: Reader) -> None:
    assert found(ask(visitor, "cy", "plant OR canu")) == []
    assert found(ask(visitor, "cy", "title:canu")) == []
    assert found(ask(visitor, "cy", "(canu)")) == ["Y plant yn canu"]
    assert found(ask(visitor, "cy", "canu^")) == ["Y plant yn canu"]
    assert found(ask(visitor, "cy", "'canu'")) == ["Y plant yn canu"]


def test_a_search_that_is_too_long_is_cut_and_says_so(visitor: Reader) -> None:
    hint = "Roedd y chwiliad yn rhy hir"
    assert hint in ask(visitor, "cy", "plant " * 1_700).text
    assert hint in ask(visitor, "cy", " ".join(f"a{number}" for number in range(30))).text
    assert hint not in ask(visitor, "cy", "plant").text
    assert set(found(ask(visitor, "cy", "plant " * 60))) == FORMS


def test_bytes_that_are_no_text_are_just_words(visitor: Reader) -> None:
    visitor.get("/cy/chwilio?q=%ff%fe%00plant&pwnc=%ff&blwyddyn=%00")
    visitor.get("/cy/chwilio?q=a&q=b&&&=&q")


ANY = st.text(max_size=60) | st.text(st.sampled_from(list("“”\"'*-–:^(){}+~ ABplant\0\n%&<>ŷĉ")), max_size=40)


@settings(max_examples=60)
@given(typed=ANY)
def test_any_text_at_all_gives_a_page(told: Newsroom, typed: str) -> None:
    reader = Reader(told)
    for lang in LOCALES:
        ask(reader, lang, typed)


SECRET = "cyfrinachwyr"


def hidden(newsroom: Newsroom, kind: str) -> str:
    """A release that the public may not see, whose Welsh and English have a word that nothing else has."""
    texts = (f"Stori {SECRET}", f"Am {SECRET} y cwm."), (f"Story {SECRET}", f"About {SECRET} here.")
    tell(newsroom, "open", ("Stori agored", "Am bawb."), ("Open story", "About all."))
    publish(newsroom)
    if kind == "embargoed":
        path = tell(newsroom, "secret", *texts, published="2026-02-01 09:30")
    elif kind == "draft":
        path = tell(newsroom, "secret", *texts, front="draft: true")
    else:
        path = tell(newsroom, "secret", *texts)
    if kind == "waiting":
        (newsroom.root / newsroom.catalogue_path(path)).unlink()
    newsroom.publish()
    if kind == "withdrawn":
        assert found(ask(Reader(newsroom), "cy", SECRET))
        newsroom.withdraw(path)
        known = {texts[0][0]: texts[1][0], texts[0][1]: texts[1][1]}
        newsroom.fill(newsroom.catalogue_path(path), newsroom.messages_of(path), "en", path, known)
        publish(newsroom)
    return path


@pytest.mark.parametrize("kind", ["embargoed", "draft", "waiting", "withdrawn"])
def test_what_is_not_live_can_be_neither_found_nor_guessed_at(newsroom: Newsroom, kind: str) -> None:
    hidden(newsroom, kind)
    reader = Reader(newsroom)
    for lang in LOCALES:
        for typed in (SECRET, f'"{SECRET}"', "cyfrin*", "cyfrinachwy", "cyfrinachwyrr", f"stori {SECRET}"):
            page = ask(reader, lang, typed)
            assert not found(page), typed
            assert not onward(page), typed
            assert count(page).startswith({"cy": "Ni chafwyd dim", "en": "Nothing was found"}[lang])
        story = {"cy": "stori", "en": "story"}[lang]
        open_one = {"cy": "Stori agored", "en": "Open story"}[lang]
        for typed in (story, f"{story} -{SECRET}"):
            assert found(ask(reader, lang, typed)) == [open_one]
            assert count(ask(reader, lang, typed)).startswith("1 ")
    with newsroom.edition()._connection as connection:
        for lang in LOCALES:
            assert not connection.execute("SELECT 1 FROM word WHERE folded = ?", (SECRET,)).fetchall()
            query = f"SELECT term FROM vocabulary_{lang} WHERE term = ?"
            assert not connection.execute(query, (SECRET,)).fetchall()


def test_the_weight_of_words_tells_nothing_of_what_is_under_embargo(newsroom: Newsroom) -> None:
    tell(newsroom, "one", ("Afon a mynydd", "Afon fawr."), ("River", "River."))
    tell(newsroom, "two", ("Mynydd ac afon", "Mynydd mawr, mynydd."), ("Mountain", "Mountain."))
    publish(newsroom)
    reader = Reader(newsroom)
    before = found(ask(reader, "cy", "afon mynydd"))
    for number in range(12):
        tell(newsroom, f"e{number}", ("Mynydd", "Mynydd."), ("M", "M."), published="2026-02-01 09:30")
    publish(newsroom)
    assert found(ask(reader, "cy", "afon mynydd")) == before


@pytest.mark.parametrize("again", [False, True])
def test_what_comes_out_of_embargo_is_found_to_the_second_without_a_publish(newsroom: Newsroom, again: bool) -> None:
    hidden(newsroom, "embargoed")
    end = NOON.replace(month=2, day=1, hour=9, minute=30)
    reader = Reader(newsroom, end - timedelta(seconds=1))
    assert not found(ask(reader, "cy", SECRET))
    if again:
        newsroom.publish(end)
    reader.now = end
    page = ask(reader, "cy", "chyfrinachwyr")
    assert found(page) == [f"Stori {SECRET}"]
    assert marked(page) == [SECRET]
    assert found(ask(reader, "cy", "stori")) == [f"Stori {SECRET}", "Stori agored"] or again
    assert found(ask(reader, "en", SECRET)) == [f"Story {SECRET}"]
    assert count(ask(reader, "cy", "stori")).startswith("2 ")
    meant = onward(ask(reader, "cy", "cyfrinachwyrr"))
    assert bool(meant) == again
    reader.now = end - timedelta(seconds=1)  # a clock that is put back
    assert not found(ask(reader, "cy", SECRET))
    assert count(ask(reader, "cy", "stori")).startswith("1 ")


def test_a_corrected_word_is_found_and_the_wrong_one_is_gone(newsroom: Newsroom) -> None:
    path = tell(newsroom, "story", ("Stori’r crydd", "Am grydd y cwm."), ("The shoemaker", "About a shoemaker."))
    publish(newsroom)
    reader = Reader(newsroom)
    assert found(ask(reader, "cy", "crydd"))
    newsroom.edit(path, "Stori’r crydd", "Stori’r teiliwr")
    newsroom.edit(path, "Am grydd", "Am deiliwr")
    newsroom.translate(path)
    publish(newsroom)
    assert found(ask(reader, "cy", "teiliwr")) == ["Stori’r teiliwr"]
    page = ask(reader, "cy", "crydd")
    assert not found(page)
    assert not onward(page)
    assert not onward(ask(reader, "cy", "grydd"))


def test_a_page_of_the_site_is_found_too_without_a_date(newsroom: Newsroom) -> None:
    matter = "title: Amdanom ni\nsummary: Pwy ydym\nsource: cy\nmenu: footer"
    newsroom.write("content/pages/amdanom.md", f"---\n{matter}\n---\nSwyddfa fach.\n")
    newsroom.translate("content/pages/amdanom.md")
    publish(newsroom)
    reader = Reader(newsroom)
    page = ask(reader, "cy", "bach")
    assert (found(page), marked(page)) == (["Amdanom ni"], ["fach"])
    assert not page.all("time")
    assert "/cy/amdanom" in page.links


def test_what_looks_like_html_in_a_passage_stays_text(newsroom: Newsroom) -> None:
    newsroom.release("marks", body="Mae \\<mark\\>ffug\\</mark\\> & mwy yma.")
    publish(newsroom)
    page = ask(Reader(newsroom), "cy", "ffug")
    assert marked(page) == ["ffug"]
    assert "Mae <mark>ffug</mark> & mwy yma." in page.text


def test_a_link_in_a_text_is_found_by_its_words_and_not_by_its_address(newsroom: Newsroom) -> None:
    newsroom.release("linked", body="Gweler [yr adroddiad](https://test.example/cyfeiriad) *newydd*.")
    publish(newsroom)
    reader = Reader(newsroom)
    assert marked(ask(reader, "cy", "adroddiad newydd")) == ["adroddiad", "newydd"]
    assert not found(ask(reader, "cy", "cyfeiriad"))


def test_a_name_in_two_words_with_a_hyphen_is_found_mutated(newsroom: Newsroom) -> None:
    newsroom.release("hyphen", body="Bu cyfarfod yn Nyfed-Powys. Mae gam-drin yn drosedd.")
    publish(newsroom)
    reader = Reader(newsroom)
    assert marked(ask(reader, "cy", "Dyfed-Powys")) == ["Nyfed-Powys"]
    assert marked(ask(reader, "cy", "cam-drin")) == ["gam-drin"]
