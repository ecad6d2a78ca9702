"""Following the newsroom: feeds, sitemap, robots.txt, and the page that explains them."""

import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest
from html5lib import parseFragment

from app import feeds, urls
from app.pages.feeds import Place
from tests.newsroom import NOON, Newsroom
from tests.web.reader import Reader

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LANGS = ["cy", "en"]
TOPIC = {"cy": "first-topic-cy", "en": "first-topic"}
BASE = "https://test.example"


@pytest.fixture
def two(newsroom: Newsroom) -> Newsroom:
    """Two releases, the older one corrected after the newer came out."""
    note = 'corrections:\n  - {at: 2026-01-12 10:00, note: "Test correction."}\n'
    newsroom.release("older", published="2026-01-05 09:30", front=f"topics: [first]\n{note}", body="A [link](/cy/x).")
    newsroom.release("newer", published="2026-01-10 09:30", front="topics: [second]")
    assert not newsroom.publish().waiting
    return newsroom


def atom(reader: Reader, path: str) -> Element:
    """An Atom feed, held to RFC 4287."""
    response = reader.take(path)
    assert response.content_type == "application/atom+xml; charset=utf-8"
    root = fromstring(response.data)
    _holds_to_rfc_4287(root, path)
    return root


def _holds_to_rfc_4287(root: Element, path: str) -> None:
    assert root.tag == f"{ATOM}feed"
    assert root.get(LANG) == path.split("/")[1]
    own = {link.get("rel"): link.get("href", "") for link in root.findall(f"{ATOM}link")}
    assert own["self"] == BASE + path
    identities = []
    for part in (root, *root.findall(f"{ATOM}entry")):
        for required in ("id", "title", "updated"):
            (found,) = part.findall(f"{ATOM}{required}")
            assert (found.text or "").strip()
        updated = datetime.fromisoformat(part.findtext(f"{ATOM}updated", ""))
        assert updated.tzinfo is not None
        links = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in part.findall(f"{ATOM}link")]
        assert len(links) == len(set(links)), "two links say the same of themselves (4.1.1)"
        alternates = [lang for rel, _, lang in links if rel == "alternate"]
        assert alternates == [root.get(LANG)], "many readers follow the last alternate, whatever its language"
        assert all(urlsplit(link.get("href", "")).netloc for link in part.findall(f"{ATOM}link"))
        identities.append(part.findtext(f"{ATOM}id"))
    assert len(identities) == len(set(identities))
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    newest = max((entry.findtext(f"{ATOM}updated", "") for entry in root.findall(f"{ATOM}entry")), default="")
    assert not newest or root.findtext(f"{ATOM}updated") == newest


def json_feed(reader: Reader, path: str) -> Any:
    """A JSON Feed, held to version 1.1."""
    response = reader.take(path)
    assert response.content_type == "application/feed+json; charset=utf-8"
    feed = json.loads(response.data)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == BASE + path
    assert feed["title"]
    assert feed["language"] == path.split("/")[1]
    for item in feed["items"]:
        assert {"id", "url", "content_html", "date_published", "date_modified"} <= set(item)
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
    extensions = set(feed) - {"version", "title", "description", "home_page_url", "feed_url", "language", "authors"}
    assert extensions == {"items", "_languages"}
    return feed


@pytest.mark.parametrize("lang", LANGS)
def test_a_correction_brings_a_release_to_the_top_of_the_feeds(two: Newsroom, lang: str) -> None:
    reader = Reader(two)
    root = atom(reader, urls.feed(lang, "atom"))
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title", "")[-5:] for entry in entries] == ["older", "newer"]
    assert entries[0].findtext(f"{ATOM}published") == "2026-01-05T09:30:00+00:00"
    assert entries[0].findtext(f"{ATOM}updated") == "2026-01-12T10:00:00+00:00"
    content = entries[0].findtext(f"{ATOM}content", "")
    assert "Test correction." in content
    assert f'href="{BASE}/' in content
    feed = json_feed(reader, urls.feed(lang, "json"))
    assert [item["id"] for item in feed["items"]] == [entry.findtext(f"{ATOM}id") for entry in entries]
    assert feed["items"][0]["content_html"] == content
    assert feed["items"][0]["date_modified"] == "2026-01-12T10:00:00+00:00"


@pytest.mark.parametrize(("lang", "help_words"), [("cy", "Ble i gael help"), ("en", "Where to get help")])
def test_who_reads_a_release_in_a_feed_hears_it_in_its_language_and_finds_the_help_it_points_to(
    newsroom: Newsroom, lang: str, help_words: str
) -> None:
    newsroom.release("grave", front="support: [line]")
    assert not newsroom.publish().waiting
    content = json_feed(Reader(newsroom), urls.feed(lang, "json"))["items"][0]["content_html"]
    root = parseFragment(content, namespaceHTMLElements=False)
    (whole,) = root
    assert (whole.tag, whole.get("lang"), whole.tail) == ("div", lang, None)
    assert help_words in [heading.text for heading in whole.iter("h2")]
    assert {"tel:08081570199", "https://help.test.example"} <= {link.get("href") for link in whole.iter("a")}


@pytest.mark.parametrize(("lang", "other"), [("cy", "en"), ("en", "cy")])
def test_a_feed_leads_to_the_other_languages_feed_and_each_entry_to_its_twin(
    two: Newsroom, lang: str, other: str
) -> None:
    reader = Reader(two)
    for topic in ("", TOPIC[lang]):
        theirs = urls.feed(other, "atom", TOPIC[other] if topic else "")
        root = atom(reader, urls.feed(lang, "atom", topic))
        twins = {link.get("hreflang"): link.get("href") for link in root.findall(f"{ATOM}link") if link.get("hreflang")}
        assert twins[other] == BASE + theirs
        atom(reader, theirs)
        for entry in root.findall(f"{ATOM}entry"):
            links = {link.get("hreflang"): link.get("href", "") for link in entry.findall(f"{ATOM}link")}
            for code in LANGS:
                assert reader.get(urlsplit(links[code]).path).lang == code
        feed = json_feed(reader, urls.feed(lang, "json", topic))
        assert feed["_languages"] == {other: f"{BASE}{urls.feed(other, 'json', TOPIC[other] if topic else '')}"}


def test_a_character_that_xml_cannot_hold_keeps_nobody_from_the_feed(newsroom: Newsroom) -> None:
    path = newsroom.release("lost", body="Test words.", title="Test title")
    catalogue = newsroom.catalogue_path(path)
    for words in ("Test words.", "Test title"):
        newsroom.edit(catalogue, f'msgstr "Trial {words}"', f'msgstr "Trial \\v{words}"')
        context = 'msgctxt "title"\n' if "title" in words else ""
        newsroom.edit(catalogue, f'{context}msgid "{words}"', f'#, no-check-control\n{context}msgid "{words}"')
    assert not newsroom.publish().waiting
    (entry,) = atom(Reader(newsroom), urls.feed("en", "atom")).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Trial Test title"
    assert "Trial Test words." in entry.findtext(f"{ATOM}content", "")


@pytest.mark.parametrize("lang", LANGS)
def test_a_topics_feed_has_its_releases_and_no_others(two: Newsroom, lang: str) -> None:
    feed = json_feed(Reader(two), urls.feed(lang, "json", TOPIC[lang]))
    assert [item["title"][-5:] for item in feed["items"]] == ["older"]
    assert Reader(two).ask(urls.feed(lang, "json", "none")).status_code == 404


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_newsroom_has_feeds_too(newsroom: Newsroom, lang: str) -> None:
    newsroom.publish()
    assert atom(Reader(newsroom), urls.feed(lang, "atom")).findall(f"{ATOM}entry") == []
    assert json_feed(Reader(newsroom), urls.feed(lang, "json"))["items"] == []


@pytest.mark.parametrize("path", ["/cy/ffrwd.atom", "/en/feed.json", "/sitemap.xml"])
def test_who_has_the_feed_is_told_so_until_it_changes(two: Newsroom, path: str) -> None:
    reader = Reader(two)
    first = reader.take(path)
    assert reader.ask(path, If_None_Match=first.headers["ETag"]).status_code == 304
    assert reader.ask(path, If_Modified_Since=first.headers["Last-Modified"]).status_code == 304
    two.release("newest", published="2026-01-11 09:30")
    two.publish(NOON + timedelta(minutes=1))
    assert reader.ask(path, If_None_Match=first.headers["ETag"]).status_code == 200


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_about_following_leads_to_every_feed_in_both_languages(two: Newsroom, lang: str) -> None:
    reader = Reader(two)
    links = {link for link in reader.get(urls.follow(lang)).links if link.endswith((".atom", ".json"))}
    wanted = {urls.feed(code, ending) for code in LANGS for ending in ("atom", "json")}
    wanted |= {urls.feed("cy", "atom", f"{topic}-cy") for topic in ("first-topic", "second-topic")}
    wanted |= {urls.feed("en", "atom", topic) for topic in ("first-topic", "second-topic")}
    assert links == wanted


def test_the_sitemap_has_every_page_with_its_twin(two: Newsroom) -> None:
    reader = Reader(two)
    root = fromstring(reader.take("/sitemap.xml").data)
    places = {}
    for url in root.findall(f"{SITEMAP}url"):
        twins = {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        assert set(twins) == {"cy", "en"}
        places[url.findtext(f"{SITEMAP}loc")] = twins
    for place, twins in places.items():
        assert place in twins.values()
        assert all(places[twin] == twins for twin in twins.values())
        path = urlsplit(str(place)).path
        assert reader.get(path).meta("og:url") == place
    paths = {urlsplit(str(place)).path for place in places}
    assert {"/cy/", "/en/", "/cy/datganiadau/2026/older", "/en/releases/2026/newer-en", "/cy/dilyn"} <= paths
    (changed,) = (
        url.findtext(f"{SITEMAP}lastmod")
        for url in root.findall(f"{SITEMAP}url")
        if url.findtext(f"{SITEMAP}loc") == f"{BASE}/cy/datganiadau/2026/older"
    )
    assert changed == "2026-01-12T10:00:00+00:00"


def test_a_sitemap_past_fifty_thousand_addresses_is_split() -> None:
    places = [Place({lang: f"{BASE}/{lang}/{number}" for lang in LANGS}) for number in range(25_001)]
    parts = [fromstring(part) for part in feeds.sitemaps(places)]
    assert [len(part) for part in parts] == [50_000, 2]
    index = fromstring(feeds.sitemap_index([f"{BASE}/sitemap-1.xml", f"{BASE}/sitemap-2.xml"]))
    assert [each.text for each in index.iter(f"{SITEMAP}loc")] == [f"{BASE}/sitemap-1.xml", f"{BASE}/sitemap-2.xml"]


def test_a_split_sitemap_is_served_in_its_parts(two: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "ADDRESSES_IN_A_SITEMAP", 10)
    reader = Reader(two)
    index = fromstring(reader.take("/sitemap.xml").data)
    parts = [urlsplit(each.text or "").path for each in index.iter(f"{SITEMAP}loc")]
    assert len(parts) > 1
    found = [loc.text for part in parts for loc in fromstring(reader.take(part).data).iter(f"{SITEMAP}loc")]
    assert len(found) == len(set(found)) > 10
    assert reader.ask(urls.sitemap(len(parts) + 1)).status_code == 404


def test_robots_are_told_of_the_sitemap_and_kept_out_of_searches(two: Newsroom) -> None:
    lines = Reader(two).take("/robots.txt").get_data(as_text=True).splitlines()
    assert f"Sitemap: {BASE}/sitemap.xml" in lines
    assert {"Disallow: /cy/chwilio?", "Disallow: /en/search?"} <= set(lines)
