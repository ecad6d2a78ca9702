"""Links of a text lead somewhere, in its own language, whoever wrote them."""

import re
from pathlib import Path

import pytest

from app.locales import LOCALES
from app.urls import may_lead
from tests.newsroom import HOUSE, Newsroom, line_of, other, outcome_of, welsh_or_english
from tests.sites import DEMONSTRATION_NOW, busy_in, demonstration_in
from tests.web.reader import Reader

NEWS = {"cy": "/cy/datganiadau/", "en": "/en/releases/"}
PATH = "write https://… or, for a page of this site, its path, such as {path}"


@pytest.mark.parametrize("source", ["cy", "en"])
@pytest.mark.parametrize(
    ("target", "way_out"),
    [
        ("../2018/operation-netsafe.md", PATH.format(path="{news}2018/operation-netsafe")),
        ("2018/operation-netsafe", PATH.format(path="{news}2018/operation-netsafe")),
        ("/releases/2018/operation-netsafe", PATH.format(path="{news}2018/operation-netsafe")),
        ("/{lang}/{other_word}/2018/test", PATH.format(path="{news}2018/test")),
        ("/{lang}/{word}/2018/NOTHING", PATH.format(path="{news}2018/…")),
        ("//test.example/a", PATH.format(path="{news}2018/…")),
        ("report.pdf", PATH.format(path="{news}2018/…")),
        ("www.test.example", "write https://www.test.example"),
        ("test.org/a?b=c", "write https://test.org/a?b=c"),
        ("desk@test.example", "write mailto:desk@test.example"),
    ],
)
def test_a_link_that_leads_nowhere_holds_the_release_and_names_the_way_out(
    newsroom: Newsroom, source: str, target: str, way_out: str
) -> None:
    named = {
        "lang": source,
        "news": NEWS[source],
        "word": LOCALES[source].routes.releases,
        "other_word": LOCALES[other(source)].routes.releases,
    }
    bad = target.format(**named)
    path = newsroom.release(source=source, body=f"Test paragraph.\n\nTest [link]({bad}).")
    told = newsroom.inside("check", "--errors").stdout.splitlines()
    line = line_of(newsroom.root / path, "[link]")
    assert f"{path}:{line}: error: links: the link to {bad} leads nowhere; {way_out.format(**named)}" in told
    assert "links" in {finding.check for finding in outcome_of(newsroom.publish(), "test-release").blockers}


@pytest.mark.parametrize("source", ["cy", "en"])
def test_a_link_of_a_translation_is_looked_at_by_itself(newsroom: Newsroom, source: str) -> None:
    target = other(source)
    catalogue = newsroom.translate(newsroom.release(source=source, body=f"Test [link]({NEWS[source]}2018/test)."))
    written = welsh_or_english("Test [link](", target)
    newsroom.edit(catalogue, f"{written}{NEWS[source]}", f"{written}/{target}/")
    (line,) = (each for each in newsroom.inside("check").stdout.splitlines() if ": links: " in each)
    assert line.startswith(f"{catalogue}:")
    assert line.endswith(PATH.format(path=f"{NEWS[target]}2018/…"))


@pytest.mark.parametrize("source", ["cy", "en"])
def test_a_writer_is_told_of_a_link_to_the_page_in_the_other_language(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source, body=f"Test [link]({NEWS[other(source)]}).")
    warnings = [line for line in newsroom.inside("check").stdout.splitlines() if ": link_language: " in line]
    line = line_of(newsroom.root / path, "[link]")
    home = f"link to the page below /{source}/"
    assert [each for each in warnings if each.startswith(f"{path}:{line}: warning: ") and each.endswith(home)]


@pytest.mark.parametrize("source", ["cy", "en"])
def test_whole_addresses_and_places_on_the_page_are_let_be(newsroom: Newsroom, source: str) -> None:
    whole = ("https://test.example", "HTTP://test.example", "mailto:a@test.example", "tel:101", "sms:999", "#p1")
    body = "\n\n".join(f"Test [link]({each})." for each in whole)
    newsroom.release(source=source, body=f"{body}\n\nTest <https://test.example/b> and a\\](b) `[c](d)`.")
    assert ": links: " not in newsroom.inside("check").stdout


@pytest.mark.parametrize("source", ["cy", "en"])
def test_a_link_to_a_release_that_is_not_there_is_told_when_everything_is_checked(
    newsroom: Newsroom, source: str
) -> None:
    path, end = f"{NEWS[source]}2026/", {source: "", other(source): f"-{other(source)}"}
    draft = newsroom.release("draft", source=source, front="draft: true")
    moved = newsroom.release("moved", source=source)
    newsroom.publish()
    newsroom.edit(moved, f"source: {source}", f"source: {source}\nslug: elsewhere")
    newsroom.translate(moved)
    there = ("draft", "moved", "elsewhere.pdf#p1", "01/")
    links = "".join(f"Test [link]({path}{each}).\n\n" for each in (*there, "nope", "nope.txt"))
    written = newsroom.release(source=source, body=links)
    known = {f"Test [link]({path}draft).": f"Test [link]({NEWS[other(source)]}2026/draft{end[other(source)]})."}
    newsroom.fill(newsroom.catalogue_path(written), newsroom.messages_of(written), other(source), written, known)
    told = [line for line in newsroom.inside("check").stdout.splitlines() if ": reference: " in line]
    lines = [line_of(newsroom.root / written, each) for each in ("nope)", "nope.txt)")]
    what = f"nothing in this site has the address {path}nope; "
    assert [line.partition(what)[0] for line in told if line.startswith(written)] == [
        f"{written}:{line}: warning: reference: " for line in lines
    ]
    assert ": reference: " not in newsroom.inside("check", written, draft).stdout


@pytest.mark.parametrize("source", ["cy", "en"])
def test_a_translation_that_leads_to_another_release_than_its_source_is_told(newsroom: Newsroom, source: str) -> None:
    lang = other(source)

    def linked(lead: str, *slugs: str) -> str:
        return "Test " + " ".join(f"[link {slug[:2]}]({lead}2026/{slug})" for slug in slugs) + "."

    for slug in ("one", "two"):
        newsroom.release(slug, source=source)
    home, away = NEWS[source], NEWS[lang]
    known = {
        linked(home, "one"): linked(away, f"two-{lang}"),
        linked(home, "one", "two.pdf#p1"): linked(away, f"two-{lang}.pdf#p1", f"one-{lang}"),
        linked(home, "two"): linked(away, f"two-{lang}"),
    }
    written = newsroom.release(source=source, body="\n\n".join(known))
    catalogue = newsroom.catalogue_path(written)
    newsroom.fill(catalogue, newsroom.messages_of(written), lang, written, known)
    told = [line for line in newsroom.inside("check").stdout.splitlines() if ": reference: " in line]
    line = line_of(newsroom.root / catalogue, f'msgstr "{linked(away, f"two-{lang}")}"')
    assert told == [
        f"{catalogue}:{line}: warning: reference: the link to {away}2026/two-{lang} leads to another page than the "
        f"source does; what the source leads to has the address {away}2026/one-{lang} here"
    ]


def test_every_path_that_a_page_of_the_site_leads_to_may_stand_in_a_link(tmp_path: Path) -> None:
    reader = Reader(busy_in(tmp_path))
    todo, seen = ["/cy/", "/en/"], set[str]()
    while todo:
        path = todo.pop()
        if path in seen or path.startswith("/static/"):
            continue
        seen.add(path)
        assert may_lead(path), path
        if "?" not in path and not path.endswith(".pdf"):
            todo += re.findall(r'href="(/[^"]*)"', reader.client.get(path).get_data(as_text=True))
    assert len(seen) > 100


def test_the_links_that_writers_are_shown_lead_to_pages(tmp_path: Path) -> None:
    demonstration = demonstration_in(tmp_path)
    demonstration.publish(DEMONSTRATION_NOW)
    reader = Reader(demonstration, now=DEMONSTRATION_NOW)
    shown = re.findall(r"[(`](/(?:cy|en)/[^`)]+)", (HOUSE / "content/README.md").read_text("utf-8"))
    assert len(shown) == 4  # in each language, the link and its translation
    assert [reader.take(path).status_code for path in shown] == [200] * 4
