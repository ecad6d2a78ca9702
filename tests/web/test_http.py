"""What an answer says of itself, and what a request can do to it."""

import gzip
import re
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from itertools import permutations

import brotli
import pytest

from app import urls
from app.locales import LOCALES
from app.pages.shell import Offer
from app.web import create_app
from app.web.choice import COOKIE
from app.web.responder import LONGEST_PATH
from tests.newsroom import NOON, Newsroom
from tests.web.reader import Reader, parse, words

PAGES = [
    "/cy/",
    "/en/",
    "/cy/datganiadau/2018/ymgyrch-netsafe",
    "/en/releases/2018/operation-netsafe",
    "/cy/x",
    "/en/x",
]
SECURITY = {
    "Content-Security-Policy",
    "Cross-Origin-Embedder-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Origin-Agent-Cluster",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
}


@pytest.mark.parametrize("path", PAGES[:4])
def test_every_encoding_is_the_same_page_with_a_tag_of_its_own(reader: Reader, path: str) -> None:
    plain = reader.ask(path)
    zipped = reader.ask(path, Accept_Encoding="gzip")
    brotlied = reader.ask(path, Accept_Encoding="gzip, br")
    assert [each.headers.get("Content-Encoding") for each in (plain, zipped, brotlied)] == [None, "gzip", "br"]
    assert gzip.decompress(zipped.data) == plain.data == brotli.decompress(brotlied.data)
    assert len(brotlied.data) < len(zipped.data) < len(plain.data)
    tags = [each.headers["ETag"] for each in (plain, zipped, brotlied)]
    assert len(set(tags)) == 3
    assert not any(tag.startswith("W/") for tag in tags)
    assert {each.headers["Vary"] for each in (plain, zipped, brotlied)} == {"Accept-Encoding"}


def test_a_page_is_the_same_in_whatever_order_its_forms_are_asked_for(newsroom: Newsroom) -> None:
    newsroom.release("test")
    newsroom.publish()
    unpack: dict[str, Callable[[bytes], bytes]] = {"identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
    found = set()
    for order in permutations(unpack):
        reader = Reader(newsroom)
        for coding in (*order, *order):
            answer = reader.ask("/cy/", Accept_Encoding=coding)
            found.add((unpack[coding](answer.data), coding, answer.headers["ETag"]))
    assert len(found) == 3
    assert len({body for body, _, _ in found}) == 1


@pytest.mark.parametrize("path", PAGES[:4])
def test_a_reader_who_has_the_page_is_told_so(reader: Reader, path: str) -> None:
    for encoding in ("identity", "gzip", "br"):
        first = reader.ask(path, Accept_Encoding=encoding)
        again = reader.ask(path, Accept_Encoding=encoding, If_None_Match=first.headers["ETag"])
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        since = reader.ask(path, Accept_Encoding=encoding, If_Modified_Since=first.headers["Last-Modified"])
        assert since.status_code == 304
    assert reader.ask(path, If_None_Match='"other"').status_code == 200
    assert reader.ask(path, If_Modified_Since="Mon, 01 Jan 2018 00:00:00 GMT").status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/cy/", "/en/", "/static/site.css", "/cy/chwilio?q=heddlu", "/en/feed.json"])
def test_a_page_as_it_no_longer_is_is_refused_in_an_answer_that_no_cache_keeps(
    reader: Reader, path: str, method: str
) -> None:
    if path.startswith("/static/"):
        path = re.findall(r'/static/site\.[^"]+\.css', reader.ask("/cy/").get_data(as_text=True))[0]
    answer = reader.ask(path, method=method, If_Match='"other"')
    assert (answer.status_code, answer.data) == (412, b"")
    assert answer.headers["Cache-Control"] == "no-store"
    of_the_page = {"CDN-Cache-Control", "Link", "ETag", "Last-Modified", "Content-Type", "Content-Encoding", "Vary"}
    assert not of_the_page & set(answer.headers.keys())
    tag = reader.ask(path).headers["ETag"]
    assert reader.ask(path, If_Match=tag).status_code == 200


@pytest.mark.parametrize("path", [*PAGES, "/", "/healthz", "/static/site.css"])
def test_head_says_what_get_says_without_the_body(reader: Reader, path: str) -> None:
    got, headed = reader.ask(path), reader.ask(path, method="HEAD")
    assert headed.data == b""
    assert headed.status_code == got.status_code
    assert dict(headed.headers) == dict(got.headers)


def test_every_answer_carries_every_security_header(reader: Reader) -> None:
    paths = [*PAGES, "/", "/healthz", "/static/site.css", "/static/none", "/en", "/nowhere", "/" + "a" * 3000]
    for path in paths:
        assert set(reader.ask(path).headers.keys()) >= SECURITY, path
    assert set(reader.ask("/cy/", method="POST").headers.keys()) >= SECURITY


@pytest.mark.parametrize(("path", "lang", "other"), [(PAGES[2], "cy", PAGES[3]), (PAGES[3], "en", PAGES[2])])
def test_a_page_names_its_language_its_twin_and_itself(reader: Reader, path: str, lang: str, other: str) -> None:
    headers = reader.ask(path).headers
    base = "https://newyddion.datganiad.example"
    twin = "en" if lang == "cy" else "cy"
    assert headers["Content-Language"] == lang
    assert set(headers.getlist("Link")) == {
        f'<{base}{other}>; rel="alternate"; hreflang="{twin}"',
        f'<{base}{path}>; rel="canonical"',
    }


# The choice at "/"


@pytest.mark.parametrize(
    ("accepts", "leads_to"),
    [
        ("cy", "/cy/"),
        ("cy-GB,en;q=0.5", "/cy/"),
        ("en-GB", "/en/"),
        ("en-GB,en;q=0.9,cy;q=0.8", "/en/"),
        ("en;q=0.4,cy;q=0.6", "/cy/"),
        ("fr,de;q=0.5", None),
        ("fr,cy;q=0,en;q=0", None),
        ("", None),
    ],
)
def test_the_front_door_goes_by_the_browsers_language(reader: Reader, accepts: str, leads_to: str | None) -> None:
    answer = reader.ask("/", Accept_Language=accepts)
    assert answer.headers.get("Location") == leads_to
    assert answer.status_code == (302 if leads_to else 200)
    assert {"Accept-Language", "Cookie"} <= {part.strip() for part in answer.headers["Vary"].split(",")}


def test_the_sitemap_has_one_address(reader: Reader) -> None:
    assert reader.ask("/sitemap.xml").status_code == 200
    for number in ("0", "00", "01", "1", "x", "²", "9" * 40):
        assert reader.ask(f"/sitemap-{number}.xml").status_code == 404, number


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_chosen_language_is_kept_in_the_one_cookie(reader: Reader, lang: str) -> None:
    chosen = reader.client.post("/", data={"lang": lang})
    assert (chosen.status_code, chosen.headers["Location"]) == (303, f"/{lang}/")
    cookie = chosen.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}={lang};")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    other = "en" if lang == "cy" else "cy"
    assert reader.ask("/", Accept_Language=other).headers["Location"] == f"/{lang}/"
    reader.client.delete_cookie(COOKIE)


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_who_chooses_a_language_on_a_page_comes_back_to_that_page(reader: Reader, lang: str) -> None:
    searched = f"/{lang}/{LOCALES[lang].routes.search}?q=dau+%C5%B4yn&{LOCALES[lang].routes.year}=2026"
    (form,) = [form for form in reader.get(searched, lang=lang).all("form") if form.get("method") == "post"]
    page = next(field.get("value", "") for field in form.iter() if field.get("name") == "page")
    chosen = reader.client.post("/", data={"lang": lang, "page": page})
    assert (chosen.status_code, chosen.headers["Location"]) == (303, page)
    assert [field.get("value") for field in reader.get(page, lang=lang).all("input") if field.get("name") == "q"] == [
        "dau Ŵyn"
    ]
    reader.client.delete_cookie(COOKIE)


@pytest.mark.parametrize(
    "page", ["//elsewhere.example/cy/", "https://elsewhere.example/", "/en/", "/cy/\\elsewhere", "/cy/\r\nX: y", "/cyx"]
)
def test_a_page_elsewhere_is_nowhere_to_come_back_to(reader: Reader, page: str) -> None:
    assert reader.client.post("/", data={"lang": "cy", "page": page}).headers["Location"] == "/cy/"
    reader.client.delete_cookie(COOKIE)


def test_without_a_choice_both_languages_stand_side_by_side(reader: Reader) -> None:
    page = reader.get("/", lang=None)
    names = [words(a) for a in page.all("a") if a.get("href") in {"/cy/", "/en/"}]
    assert names == ["Cymraeg", "English"]
    buttons = [(b.get("value"), words(b)) for b in page.all("button")]
    assert buttons == [("cy", "Agor y wefan hon yn Gymraeg bob tro"), ("en", "Always open this site in English")]


def test_a_choice_of_no_language_is_refused(reader: Reader) -> None:
    assert reader.client.post("/", data={"lang": "fr"}).status_code == 400
    assert reader.client.post("/", data={"lang": "x" * 5000}).status_code in {400, 413}


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_language_in_the_address_is_never_overruled(reader: Reader, lang: str) -> None:
    other = "en" if lang == "cy" else "cy"
    reader.client.set_cookie(COOKIE, other)
    assert reader.get(f"/{lang}/").lang == lang
    assert reader.ask(f"/{lang}/", Accept_Language=other).status_code == 200


# What goes wrong


@pytest.mark.parametrize(("lang", "heading"), [("cy", "Heb ddod o hyd i’r dudalen"), ("en", "Page not found")])
def test_a_page_that_is_not_there_says_so_in_its_language(reader: Reader, lang: str, heading: str) -> None:
    page = reader.get(f"/{lang}/nothing-here", 404)
    assert page.heading == heading
    other = "en" if lang == "cy" else "cy"
    assert page.language_links() == {other: f"/{other}/nothing-here"}


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_who_finds_nothing_at_an_address_can_search_where_somebody_answers(reader: Reader, lang: str) -> None:
    def asks(page: str) -> list[str | None]:
        return [form.get("action") for form in parse(page).iter() if form.get("role") == "search"]

    nowhere = f"/{lang}/nothing-here"
    assert asks(reader.ask(nowhere).get_data(as_text=True)) == [urls.search(lang)]
    folder = reader.app.extensions["datganiad"].folder
    alone = create_app(folder, lambda: reader.now, offer=Offer(search=None, remember=False, pdf=False))
    assert asks(alone.test_client().get(nowhere).get_data(as_text=True)) == []


HOSTILE = [
    "/../../etc/passwd",
    "/cy/../../etc/passwd",
    "/static/../application.py",
    "/static/..%2f..%2fapp%2fmodel.py",
    "/static/%2e%2e/%2e%2e/pyproject.toml",
    "/cy/%00",
    "/en/releases/2018/%00",
    "/cy/datganiadau/99999999999999999999/x",
    "/cy/datganiadau/tudalen/99999999999999999999",
    "/en/%ff%fe",
    "/cy/<script>alert(1)</script>",
    "/en/releases/2018/' OR 1=1 --",
    "/cy/datganiadau/02018/ymgyrch-netsafe",
    "/fr/",
    "/cy//datganiadau/",
]


@pytest.mark.parametrize("path", HOSTILE)
def test_a_hostile_address_gets_a_page(reader: Reader, path: str) -> None:
    answer = reader.ask(path)
    assert answer.status_code == 404
    root = parse(answer.get_data(as_text=True))
    assert root.find(".//{http://www.w3.org/1999/xhtml}h1") is not None
    assert "<script>alert" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_very_long_address_is_refused_on_a_page(reader: Reader, lang: str) -> None:
    page = reader.get(f"/{lang}/" + "a" * 10_000, 414)
    assert page.lang == lang
    assert len(page.response.data) < LONGEST_PATH * 3


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_page_cannot_be_sent_to(reader: Reader, lang: str) -> None:
    answer = reader.ask(f"/{lang}/", method="POST")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert parse(answer.get_data(as_text=True)).get("lang") == lang


def test_the_front_door_says_what_it_takes(reader: Reader) -> None:
    answer = reader.ask("/", method="PUT")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert set(reader.ask("/", method="OPTIONS").headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_an_address_without_a_language_is_answered_in_both(reader: Reader) -> None:
    page = reader.get("/nothing-here", 404)
    assert {"Page not found", "Heb ddod o hyd i’r dudalen"} <= {words(element) for element in page.root.iter()}


@pytest.mark.parametrize("path", ["/cy", "/en/releases", "/cy/datganiadau/2018", "/en/releases/2018/01"])
def test_a_missing_slash_is_put_there_on_this_site(reader: Reader, path: str) -> None:
    answer = reader.ask(path, Host="evil.example")
    assert (answer.status_code, answer.headers["Location"]) == (308, f"{path}/")


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_failure_is_a_page_in_its_language(newsroom: Newsroom, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.publish()
    reader = Reader(newsroom)

    def fail(_view: object) -> None:
        raise RuntimeError("test failure")

    monkeypatch.setattr("app.web.pages.home_page", fail)
    page = reader.get(f"/{lang}/", 500)
    assert page.lang == lang
    assert "RuntimeError" not in page.text


def test_without_an_edition_both_languages_say_that_the_site_is_away(newsroom: Newsroom) -> None:
    reader = Reader(newsroom)
    for path in ("/", "/cy/", "/en/", "/static/site.css"):
        answer = reader.ask(path)
        assert answer.status_code == 503
        text = answer.get_data(as_text=True)
        parse(text)
        assert all(locale.unavailable[0] in text.replace("&#39;", "'") for locale in LOCALES.values())
        assert answer.headers["Retry-After"]
        style = text.split("<style>")[1].split("</style>")[0]
        digest = b64encode(sha256(style.encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in answer.headers["Content-Security-Policy"]
    health = reader.ask("/healthz")
    assert health.status_code == 503
    assert "datganiad publish" in health.get_json()["problem"]
    newsroom.publish()
    assert reader.ask("/healthz").get_json() == {"status": "ok", "edition": 1, "age_s": 0}
    assert reader.get("/cy/")


# The edition moves on


def test_an_embargo_ends_to_the_second_without_a_publish(newsroom: Newsroom) -> None:
    newsroom.release("embargo", published="2026-01-15 13:00", front="topics: [first]")
    newsroom.publish()
    ends = NOON + timedelta(hours=1)
    reader = Reader(newsroom, ends - timedelta(seconds=1))
    addresses = {"cy": "/cy/datganiadau/2026/embargo", "en": "/en/releases/2026/embargo-en"}
    for lang, address in addresses.items():
        assert reader.get(address, 404)
        assert "embargo" not in reader.get(f"/{lang}/").text
    before = reader.ask("/cy/")
    reader.now = ends
    for lang, address in addresses.items():
        assert "Test headline embargo" in reader.get(address).heading
        assert "Test headline embargo" in reader.get(f"/{lang}/").text
    after = reader.ask("/cy/", If_None_Match=before.headers["ETag"])
    assert after.status_code == 200
    assert after.headers["Last-Modified"] == "Thu, 15 Jan 2026 13:00:00 GMT"


def test_a_translators_edit_is_on_the_next_page(newsroom: Newsroom) -> None:
    path = newsroom.release("golygu", source="en")
    newsroom.publish()
    reader = Reader(newsroom)
    assert "Prawf Test paragraph one." in reader.get("/cy/datganiadau/2026/golygu-cy").text
    newsroom.edit(newsroom.catalogue_path(path), "Prawf Test paragraph one.", "Paragraff prawf ŵ ŷ.")
    newsroom.publish()
    assert "Paragraff prawf ŵ ŷ." in reader.get("/cy/datganiadau/2026/golygu-cy").text


def test_a_withdrawn_release_says_why_in_both_languages(newsroom: Newsroom) -> None:
    path = newsroom.release("gone")
    newsroom.publish()
    newsroom.withdraw(path, "2026-01-15 11:00")
    newsroom.publish()
    reader = Reader(newsroom)
    welsh, english = reader.get("/cy/datganiadau/2026/gone", 410), reader.get("/en/releases/2026/gone-en", 410)
    assert "Test reason." in welsh.text
    assert "15 Ionawr 2026" in welsh.text
    assert "Trial Test reason." in english.text
    assert "15 January 2026" in english.text
    assert "Test paragraph" not in welsh.text + english.text
    assert welsh.language_links() == {"en": english.path}
    assert "gone" not in reader.get("/cy/").text


def test_an_old_address_leads_to_the_new_one_in_its_own_language(newsroom: Newsroom) -> None:
    path = newsroom.release("hen")
    newsroom.publish()
    catalogue = newsroom.catalogue_path(path)
    newsroom.edit(catalogue, 'msgstr "hen-en"', 'msgstr "newer"')
    newsroom.publish()
    answer = Reader(newsroom).ask("/en/releases/2026/hen-en")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/en/releases/2026/newer")
    assert Reader(newsroom).ask("/cy/datganiadau/2026/hen").status_code == 200


def test_static_files_are_kept_for_ever_under_their_digest(reader: Reader) -> None:
    page = reader.get("/cy/")
    (sheet,) = [link.get("href", "") for link in page.all("link") if link.get("rel") == "stylesheet"]
    assert "immutable" in reader.ask(sheet).headers["Cache-Control"]
    assert reader.ask(sheet).headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" not in reader.ask("/static/site.css").headers["Cache-Control"]
    assert reader.ask("/static/site.0123456789abcdef.css").status_code == 404
