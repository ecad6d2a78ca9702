"""A word of a release that is not live is found nowhere: by going wherever a reader or a program could go."""

import re
import subprocess
from datetime import timedelta
from urllib.parse import quote, urlsplit

import pytest

from app import urls
from tests.newsroom import NOON, Newsroom, build
from tests.web.reader import Reader

HIDDEN = ("cwningod", "draenogod", "llyffantod", "crehyrod", "gwiwerod")
"""A word for each release that the public must not know of, in no other text."""
SEEN = "dyfrgwn"
START = ("/", "/robots.txt", "/cy/", "/en/")
ADDRESS = re.compile(
    r"""(?:href|src|action|content)=["']([^"']+)|<loc>([^<]+)|"(https://test\.example[^"]*)"|Sitemap: (\S+)"""
)


@pytest.fixture(scope="module")
def newsroom_in_every_state(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A site with a release in every state, and one that waits behind the pair that is live."""
    newsroom = build(tmp_path_factory.mktemp("states"))
    draft, waiting, embargoed, withdrawn, changed = HIDDEN

    def put(name: str, word: str, **more: str | bool) -> str:
        body = f"Test {word} one.\n\n> Test {word}.\n>\n> — Test {word}\n\n7\n: {word}"
        front = f"topics: [first]\nsupport: [line]\n{more.pop('front', '')}"
        return newsroom.release(name, title=f"Test {word}", body=body, front=front, **more)  # type: ignore[arg-type]

    put(f"draft-{draft}", draft, front="draft: true\n")
    put(f"waiting-{waiting}", waiting, translate=False)
    put(f"embargoed-{embargoed}", embargoed, published="2026-02-01 06:00")
    gone = put(f"gone-{withdrawn}", withdrawn)
    live = put("live", SEEN)
    assert newsroom.publish()
    # Of a withdrawn release the title and the address stay; its text does not.
    newsroom.edit(gone, f'title: "Test {withdrawn}"', 'title: "Test gone"\nslug: gone')
    newsroom.withdraw(gone)
    newsroom.edit(live, f"Test {SEEN} one.", f"Test {changed} one.")
    newsroom.publish()
    return newsroom


def words_on_paper(data: bytes) -> str:
    """The text of a PDF, as poppler reads it; of what is none, as it is."""
    if not data.startswith(b"%PDF-"):
        return data.decode("utf-8", "replace")
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def everything_public(reader: Reader) -> dict[str, str]:
    """What each address answers, and its headers, by path: every one that is named anywhere, and its likely forms."""
    found: dict[str, str] = {}
    waiting = list(START)
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        response = reader.ask(path)
        body = words_on_paper(response.data) if path.endswith(".pdf") else response.data.decode("utf-8", "replace")
        found[path] = f"{response.headers}\n{body}"
        named = [next(filter(None, match)) for match in ADDRESS.findall(found[path])]
        named += re.findall(r"<([^>]+)>; rel=", str(response.headers.getlist("Link")))
        named.append(response.headers.get("Location", ""))
        for each in named:
            parts = urlsplit(each.replace("&amp;", "&"))
            if parts.netloc in {"", "test.example"} and parts.path.startswith("/"):
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
        for lang in ("cy", "en"):
            if path.startswith(f"/{lang}/") and response.status_code == 200 and "?" not in path:
                waiting += [urls.search(lang, word) for word in ("Test", SEEN, "dyfr*")]
    return found


def test_no_public_address_in_any_form_has_a_word_of_what_is_not_live(newsroom_in_every_state: Newsroom) -> None:
    reader = Reader(newsroom_in_every_state)
    public = everything_public(reader)
    kinds = {urlsplit(path).path.rpartition(".")[2] for path in public if "." in path}
    assert {"atom", "json", "txt", "pdf", "xml", "css"} <= kinds, "the crawl did not get everywhere"
    assert any(SEEN in answer for path, answer in public.items() if path.endswith(".atom"))
    assert any(SEEN in answer for path, answer in public.items() if path.endswith(".pdf"))
    assert any("ochr-yn-ochr" in path for path in public)
    told = {path: word for path, answer in public.items() for word in HIDDEN if word in answer.lower()}
    assert told == {}


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_nothing_can_be_asked_out_of_the_site_either(newsroom_in_every_state: Newsroom, lang: str) -> None:
    reader = Reader(newsroom_in_every_state)
    for word in HIDDEN:
        guesses = [f"{state}-{word}" for state in ("draft", "waiting", "embargoed")]
        none = reader.ask(urls.release(lang, 2026, "there-never-was-one"))
        for guess in guesses:
            for ending in ("", ".txt", ".json", ".pdf", "/ochr-yn-ochr", "/side-by-side"):
                answer = reader.ask(urls.release(lang, 2026, guess) + ending)
                assert answer.status_code == none.status_code == 404
        # What was typed is said back; but as nothing that the site knows, neither whole, nor begun, nor misspelt.
        for typed in (word, f"{word[:4]}*", f"{word[:-1]}x", f"-{word} Test"):
            page = reader.get(f"{urls.search(lang)}?q={quote(typed)}")
            assert word not in page.text.replace(typed, "")
    counted = reader.get(f"{urls.search(lang)}?q=Test")
    assert {"cy": "1 canlyniad", "en": "1 result"}[lang] in counted.text
    assert {"cy": "1 datganiad", "en": "1 release"}[lang] in reader.get(urls.archive(lang)).text


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_an_embargo_that_ends_brings_its_word_everywhere_at_once(newsroom_in_every_state: Newsroom, lang: str) -> None:
    reader = Reader(newsroom_in_every_state, NOON + timedelta(days=30))
    word = HIDDEN[2]
    for path in (urls.home(lang), urls.archive(lang), urls.feed(lang, "atom"), f"{urls.search(lang)}?q={word}"):
        assert word in reader.ask(path).get_data(as_text=True), path
