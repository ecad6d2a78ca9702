"""Every page that a reader can reach, in both languages, through the client that checks."""

import pytest

from app import urls
from tests.newsroom import NOON, Newsroom
from tests.web.reader import Document, Reader, words

ANCHORED = ("p", "n", "c")


FORMS = (".atom", ".json", ".txt")
LATER = ".pdf"  # made when it is asked for, which takes its time


def crawl(reader: Reader, start: str) -> dict[str, Document]:
    """Every page that links lead to; what is no page is taken, and not looked into."""
    found: dict[str, Document] = {}
    taken: set[str] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in found or path in taken or path.startswith("/static/") or path.endswith(LATER):
            continue
        if path.endswith(FORMS):
            reader.take(path)
            taken.add(path)
            continue
        found[path] = reader.get(path)
        waiting += [link.partition("#")[0] for link in found[path].links]
    return found


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_every_page_of_the_demonstration_passes_and_has_its_twin(reader: Reader, lang: str) -> None:
    pages = crawl(reader, urls.home(lang))
    # Home, archive, two years, two months, three topics, two releases, each also side by side, three pages, search,
    # how to follow and how to leave: each in both languages.
    assert len(pages) == 2 * 19
    assert {page.lang for page in pages.values()} == {"cy", "en"}
    for path, page in pages.items():
        (other,) = page.language_links().values()
        twin = pages[other]
        assert list(twin.language_links().values()) == [path], f"{path}: its twin leads elsewhere"
        own, theirs = ([name for name in each.ids if name.startswith(ANCHORED)] for each in (page, twin))
        assert own == theirs, f"{path}: anchors differ from {other}"


def test_every_kind_of_address_is_read_in_both_languages(busy: Newsroom) -> None:
    reader = Reader(busy)
    pages = crawl(reader, "/cy/")
    for page in pages.values():
        for link in page.all("link"):
            if link.get("type") == "application/atom+xml":
                reader.take(link.get("href", ""))
    for path in ("/robots.txt", "/sitemap.xml", "/schema/release.json"):
        reader.take(path)
    for lang, topic in (("cy", "first-topic-cy"), ("en", "first-topic")):
        reader.take(urls.feed(lang, "json", topic))
    reader.get("/")
    known = {rule.endpoint for rule in reader.app.url_map.iter_rules() if "GET" in (rule.methods or set())}
    elsewhere = {"health", "static", "sitemap-part"} | {name for name in known if name.startswith("pdf")}
    assert known - elsewhere == set(reader.visited)


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_lists_page_and_say_where_they_are(busy: Newsroom, lang: str) -> None:
    reader = Reader(busy)
    seen: list[str] = []
    path, pages = urls.archive(lang), 0
    while path:
        page = reader.get(path)
        pages += 1
        cards = [words(heading) for heading in page.all("h3")]
        assert cards
        seen += cards
        path = next((link for link in page.links if link == urls.archive(lang, pages + 1)), "")
    assert pages == 3
    assert len(seen) == len(set(seen)) == 46
    assert reader.ask(urls.archive(lang, 4)).status_code == 404
    assert reader.ask(urls.archive(lang, 2).replace("2", "1")).status_code == 404
    assert reader.ask(urls.archive(lang, 2).replace("2", "0")).status_code == 404
    assert reader.ask(urls.archive(lang, 2).replace("2", "02")).status_code == 404


@pytest.mark.parametrize(("lang", "suffix"), [("cy", ""), ("en", "-en")])
def test_a_release_has_all_its_parts(busy: Newsroom, lang: str, suffix: str) -> None:
    page = Reader(busy).get(urls.release(lang, 2026, f"everything{suffix}"))
    text = page.text
    for part in ("1,234", "56%", "Test Person", "test role", "Test correction.", "a note", "Test desk", "Test line"):
        assert part in text, part
    assert {"p1", "p2", "p8", "n1", "c1"} <= set(page.ids)
    addresses = [a.get("href") for a in page.all("a")]
    assert {"tel:02920180199", "mailto:desk@test.example", "tel:08081570199"} <= set(addresses)
    assert page.all("time")[0].get("datetime") == "2026-01-10T09:30:00+00:00"
    assert "09:30" in text


def test_a_quote_says_in_which_language_it_was_spoken(busy: Newsroom) -> None:
    reader = Reader(busy)
    welsh = reader.get(urls.release("cy", 2026, "everything")).text
    english = reader.get(urls.release("en", 2026, "everything-en")).text
    assert welsh.count("Ein cyfieithiad ni o’r Saesneg") == 1  # the one marked {spoken=en}
    assert english.count("Our translation from Welsh") == 1


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_an_empty_newsroom_says_so(newsroom: Newsroom, lang: str) -> None:
    newsroom.publish()
    reader = Reader(newsroom)
    assert reader.get(urls.home(lang)).heading
    empty = {"cy": "Dim datganiadau eto.", "en": "No releases yet."}[lang]
    assert empty in reader.get(urls.archive(lang)).text


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_cards_and_search_engines_are_told_what_a_release_is(reader: Reader, lang: str) -> None:
    slug = {"cy": "ymgyrch-netsafe", "en": "operation-netsafe"}[lang]
    page = reader.get(urls.release(lang, 2018, slug))
    base = "https://newyddion.datganiad.example"
    rels = {link.get("rel"): link.get("href") for link in page.all("link")}
    assert rels["canonical"] == f"{base}{page.path}"
    alternates = [link for link in page.all("link") if link.get("rel") == "alternate"]
    assert {link.get("hreflang") for link in alternates if not link.get("type")} == {"cy", "en"}
    assert {link.get("type") for link in alternates if link.get("type")} == {
        "application/atom+xml",
        "application/feed+json",
        "application/pdf",
    }
    assert page.meta("og:type") == "article"
    assert page.meta("og:locale") == {"cy": "cy_GB", "en": "en_GB"}[lang]
    assert page.meta("og:title") == page.heading
    items = [element.get("itemtype") for element in page.root.iter() if element.get("itemtype")]
    assert "https://schema.org/NewsArticle" in items
    properties = {name for element in page.root.iter() for name in element.get("itemprop", "").split()}
    assert {"headline", "description", "datePublished", "inLanguage", "publisher", "author"} <= properties


def test_words_of_another_language_are_marked(reader: Reader) -> None:
    welsh = reader.get("/cy/datganiadau/2018/ymgyrch-netsafe")
    english = reader.get("/en/releases/2018/operation-netsafe")
    marked = {words(e) for e in welsh.all("span") if e.get("lang") == "en"}
    assert {"The Lucy Faithfull Foundation", "Stop It Now", "Crimestoppers"} <= marked
    assert "Cymru" in {words(e) for e in english.all("span") if e.get("lang") == "cy"}


def test_what_looks_like_html_in_a_text_stays_text(newsroom: Newsroom) -> None:
    newsroom.release("marks", title="A \\\\<script\\\\> in a headline", body="Less \\<b\\> and & more.")
    assert not newsroom.publish(NOON).waiting
    for path in ("/cy/datganiadau/2026/marks", "/en/releases/2026/marks-en"):
        page = Reader(newsroom).get(path)
        assert "<script>" in page.heading
        assert "Less <b> and & more." in page.text
