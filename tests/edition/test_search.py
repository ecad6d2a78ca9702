"""Terms, their forms and their order, on the index itself; the corpus is that on which search is measured."""

import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.edition.search import Filters, Hit, Search
from app.edition.search_index import written_words
from app.edition.store import open_for_reading
from app.edition.terms import LONGEST_WORD, MOST_TERMS, Term, parse_query, stem, words_of
from app.locales import LOCALES
from app.pages.passages import LONGEST, passage
from tests.newsroom import NOON, Newsroom
from tests.search.corpus import NOW, newsroom_in

ENDINGS = ("ing", "ed", "ational", "ization", "s", "ly", "fulness", "ement")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return newsroom_in(tmp_path_factory.mktemp("corpus") / "site")


@pytest.fixture(scope="module")
def searches(corpus: Newsroom) -> Iterator[dict[str, Search]]:
    """A search in each language."""
    with closing(open_for_reading(corpus.folder.edition)) as connection:
        yield {lang: Search(connection, lang, NOW) for lang in LOCALES}


def terms(text: str) -> list[tuple[str, ...]]:
    return [term.words for term in parse_query(text, "cy").terms]


def only(text: str, lang: str = "cy") -> Term:
    (term,) = parse_query(text, lang).terms
    return term


def names(search: Search, typed: str) -> list[str]:
    return [hit.name for hit in search.results(parse_query(typed, search._lang), Filters(), count=1000).hits]


def in_the_index(search: Search, expression: str) -> set[str]:
    """The names of all that FTS5 finds, in a corpus that is all live."""
    table = f"search_{search._lang}"
    rows = search._connection.execute(
        f"SELECT name FROM pair WHERE id IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", (expression,)
    )
    return {name for (name,) in rows}


def texts(hit: Hit) -> set[str]:
    """The words of a release, folded."""
    return {word.folded for text in (hit.title, hit.summary, hit.body) for word in words_of(text)}


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("plant", {"blant", "phlant", "mhlant"}),
        ("blant", {"plant", "phlant", "mhlant", "flant", "mlant"}),
        ("Caerdydd", {"gaerdydd", "nghaerdydd", "chaerdydd"}),
        ("gŵyl", {"wyl", "ngwyl", "cwyl", "nghwyl", "chwyl"}),
        ("llyn", {"lyn"}),
        ("rhyd", {"ryd"}),
        ("ewyllys", {"hewyllys", "gewyllys", "ngewyllys"}),
        ("hewyllys", {"ewyllys"}),
        ("dd", set()),
        ("2018", set()),
    ],
)
def test_a_welsh_word_has_its_radicals_and_their_forms(typed: str, forms: set[str]) -> None:
    term = only(typed)
    assert forms <= {word for (word,) in term.mutated + term.related}
    assert term.words not in term.mutated + term.related
    assert term.stems == ()


def test_a_form_of_one_letter_is_not_looked_for() -> None:
    assert ("i",) not in only("gi").mutated
    assert ("a",) not in only("ga*").mutated


def test_an_english_word_has_a_stem_and_no_mutations() -> None:
    term = only("Warrants", "en")
    assert (term.mutated, term.related, term.stems) == ((), (), ("warrant",))
    assert stem("warrants", "cy") == "warrants"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Dyfed-Powys", [("dyfed", "powys")]),
        ("o’r tŷ", [("o", "r"), ("ty",)]),
        ('"un dau" tri', [("un", "dau"), ("tri",)]),
        ('"un dau', [("un",), ("dau",)]),
        ("plant plant", [("plant",)]),
        ("--plant", [("plant",)]),
        ("- plant", [("plant",)]),
        ("!!! … “”", []),
        ("", []),
    ],
)
def test_what_is_typed_is_cut_into_terms(typed: str, wanted: list[tuple[str, ...]]) -> None:
    assert terms(typed) == wanted


def test_threads_that_stem_at_once_do_not_spoil_each_others_words() -> None:
    words = [f"{begin}{end}" for begin in ("relat", "hop", "generaliz", "conflat") for end in ENDINGS]
    alone = [stem.__wrapped__(word, "en") for word in words]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            tasks = [threads.submit(lambda: [stem.__wrapped__(word, "en") for word in words]) for _ in range(40)]
            assert all(task.result() == alone for task in tasks)
    finally:
        sys.setswitchinterval(interval)


def test_only_so_much_is_looked_for() -> None:
    query = parse_query(" ".join(f"gair{number}" for number in range(50)), "cy")
    assert (len(query.terms), query.cut) == (MOST_TERMS, True)
    assert terms("x" * 500) == [("x" * LONGEST_WORD,)]


def test_only_a_hyphen_before_a_word_leaves_it_out() -> None:
    assert only("-plant").excluded
    assert not only("cam-drin").excluded
    assert [term.excluded for term in parse_query('plant -"ar lein"', "cy").terms] == [False, True]


@pytest.mark.parametrize("lang", list(LOCALES))
def test_in_every_search_of_the_corpus_the_form_typed_comes_first(searches: dict[str, Search], lang: str) -> None:
    """Whatever their weights: no result with another form of a word stands before one with that typed."""
    search = searches[lang]
    vocabulary = sorted(
        word for (word,) in search._connection.execute("SELECT folded FROM word WHERE lang = ?", (lang,))
    )
    for word in random.Random(1).sample(vocabulary, 300):
        query = parse_query(word, lang)
        hits = search.results(query, Filters(), count=1000).hits
        (term,) = query.terms
        if lang == "cy":
            exact = [word in texts(hit) for hit in hits]
            assert exact == sorted(exact, reverse=True), word
            assert any(exact), word
        else:
            assert all(any(stem(each, lang) in term.stems for each in texts(hit)) for hit in hits), word


def test_an_english_word_finds_all_that_has_its_stem_and_nothing_else(searches: dict[str, Search]) -> None:
    search = searches["en"]
    rows = search._connection.execute("SELECT name, title, summary, body FROM search_en AS s JOIN pair ON id = s.rowid")
    stems = {name: {stem(word.folded, "en") for text in texts for word in words_of(text)} for name, *texts in rows}
    vocabulary = sorted(word for (word,) in search._connection.execute("SELECT folded FROM word WHERE lang = 'en'"))
    for word in random.Random(3).sample(vocabulary, 400):
        assert set(names(search, word)) == {name for name, each in stems.items() if stem(word, "en") in each}, word


@pytest.mark.parametrize("typed", ['"test release paragraph"', "release-paragraph", "released-paragraphs"])
def test_no_phrase_goes_from_the_summary_into_the_text(newsroom: Newsroom, typed: str) -> None:
    newsroom.release(source="en", body="Paragraph one.")
    newsroom.publish()
    with closing(open_for_reading(newsroom.folder.edition)) as connection:
        search = Search(connection, "en", NOON)
        assert names(search, "summaries-tested-releases") == ["releases/2026/test-release"]
        assert names(search, typed) == []


@pytest.mark.parametrize("lang", list(LOCALES))
def test_the_parts_of_a_search_are_the_whole_once(searches: dict[str, Search], lang: str) -> None:
    search = searches[lang]
    words = sorted(word for (word,) in search._connection.execute("SELECT folded FROM word WHERE lang = ?", (lang,)))
    chosen = random.Random(2)
    for _ in range(60):
        typed = " ".join(chosen.choice(("", "", "-")) + word for word in chosen.sample(words, 2))
        query = parse_query(typed, lang)
        everything = search.results(query, Filters(), count=1000)
        found = [hit.name for hit in everything.hits]
        assert len(found) == len(set(found)) == everything.total == search.count(query, Filters()), typed
        if query.expression:
            assert set(found) == in_the_index(search, query.expression), typed
        paged = [
            hit.name
            for start in range(0, everything.total, 3)
            for hit in search.results(query, Filters(), start=start, count=3).hits
        ]
        assert paged == found, typed


def test_a_word_in_the_title_weighs_more_than_one_in_the_text(searches: dict[str, Search]) -> None:
    assert names(searches["en"], "midwives")[0].endswith(("bydwragedd", "midwives"))
    assert names(searches["cy"], "llifogydd")[0].endswith(("llifogydd-tregelyn", "tregelyn-floods"))


ANY = st.text(max_size=80) | st.text(st.sampled_from(list("“”\"'*-–:^(){}+~ ABplant\0\n%ŷĉ가ß")), max_size=60)


@given(typed=ANY)
def test_any_text_at_all_is_a_search(searches: dict[str, Search], typed: str) -> None:
    for lang, search in searches.items():
        query = parse_query(typed, lang)
        found = search.results(query, Filters("safety", 2024), start=0, count=10)
        assert len(found.hits) == min(found.total, 10)
        assert search.results(query, Filters()).total >= found.total
        search.nearest(query)
        for hit in found.hits:
            assert passage(hit, query, lang)


def test_every_word_that_the_index_has_is_found_as_it_is_written(searches: dict[str, Search]) -> None:
    """What the index and the search take to be words is the same, for the letters of both languages."""
    for lang, search in searches.items():
        rows = search._connection.execute(f"SELECT DISTINCT term FROM vocabulary_{lang} WHERE col IN ('title', 'body')")
        known = {word for (word,) in search._connection.execute("SELECT folded FROM word WHERE lang = ?", (lang,))}
        assert {term for (term,) in rows} <= known


def test_a_word_is_offered_in_small_letters_if_it_is_written_so_anywhere() -> None:
    assert written_words(("Tŷ mawr. Caerfelin.", "Y tŷ")) == {
        "ty": "tŷ",
        "mawr": "mawr",
        "caerfelin": "Caerfelin",
        "y": "Y",
    }


def test_the_words_for_spelling_are_those_of_a_new_edition_however_many_texts_changed_at_once(
    newsroom: Newsroom,
) -> None:
    def kept() -> set[tuple[str, str, str]]:
        with closing(open_for_reading(newsroom.folder.edition)) as connection:
            return set(connection.execute("SELECT lang, folded, written FROM word"))

    paths = [newsroom.release(f"r{number}", body=f"Gair gair{number} {'gair' * (number % 2)}") for number in range(4)]
    newsroom.publish()
    for number, path in enumerate(paths):
        for file in (path, newsroom.catalogue_path(path)):
            newsroom.edit(file, f"Gair gair{number}", f"GAIR newid{number % 3}")
    newsroom.publish()
    changed = kept()
    newsroom.remove_edition()
    newsroom.publish()
    assert changed == kept()
    assert ("cy", "gair", "gair") in changed
    assert ("cy", "gair0", "gair0") not in changed


def shown(body: str, typed: str, lang: str = "cy", summary: str = "") -> list[tuple[str, bool]]:
    hit = Hit("releases/2026/x", "Teitl", summary, body)
    return [(segment.text, segment.marked) for segment in passage(hit, parse_query(typed, lang), lang)]


def test_a_passage_marks_each_form_with_its_letters_as_they_stand() -> None:
    assert shown("Mae TŶ’r plant a’u mhlant.", "ty plant") == [
        ("Mae ", False),
        ("TŶ", True),
        ("’r ", False),
        ("plant", True),
        (" a’u ", False),
        ("mhlant", True),
        (".", False),
    ]
    assert [text for text, marked in shown("Two warrants, one warrant.", "warrant", "en") if marked] == [
        "warrants",
        "warrant",
    ]


def test_a_passage_without_the_words_is_the_summary_unmarked() -> None:
    assert shown("Rhywbeth arall.", "plant", summary="Crynodeb.") == [("Crynodeb.", False)]


def test_a_long_passage_is_cut_at_words_around_what_is_marked() -> None:
    segments = shown("gair " * 100 + "plant " + "gair " * 100, "plant")
    text = "".join(text for text, _ in segments)
    assert text.startswith("… gair ")
    assert text.endswith("gair …")
    assert len(text) <= LONGEST + 4
    assert ("plant", True) in segments


def test_letters_with_marks_of_their_own_make_one_word() -> None:
    assert [word.folded for word in words_of("ty\N{COMBINING CIRCUMFLEX ACCENT} gwair")] == ["ty", "gwair"]


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("typed", ["plant", "heddlu cymru", "police", "gŵyl -llyn", "nowhere"])
def test_as_many_are_found_however_few_are_shown(searches: dict[str, Search], lang: str, typed: str) -> None:
    search, query = searches[lang], parse_query(typed, lang)
    whole = search.results(query, Filters(), count=1000)
    assert whole.total == len(whole.hits) == search.count(query, Filters())
    for start in (0, 1, 2, 1000):
        few = search.results(query, Filters(), start=start, count=1)
        assert (few.total, few.hits) == (whole.total, whole.hits[start : start + 1])


@pytest.mark.parametrize("lang", LOCALES)
def test_the_words_of_a_large_publish_are_in_one_part_of_the_index(corpus: Newsroom, lang: str) -> None:
    with closing(open_for_reading(corpus.folder.edition)) as connection:
        parts = connection.execute(f"SELECT count(DISTINCT segid) FROM search_{lang}_idx").fetchone()
    assert parts == (1,)
