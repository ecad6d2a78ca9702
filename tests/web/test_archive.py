"""Finding one's way by time, by topic and by likeness."""

from datetime import timedelta

import pytest

from app import urls
from tests.newsroom import NOON, Newsroom
from tests.web.reader import Document, Reader, words

LANGS = ["cy", "en"]
NOVEMBER = {"cy": "Tachwedd", "en": "November"}
COUNT = {"cy": "25 datganiad", "en": "25 releases"}
PAGE = {"cy": "Tudalen 1 o 2", "en": "Page 1 of 2"}


def section(page: Document, anchor: str) -> list[tuple[str, str]]:
    """The words and address of each link in a section. anchor: id of its heading."""
    (found,) = (each for each in page.all("section") if each.get("aria-labelledby") == anchor)
    items = [each for each in found.iter() if each.tag.endswith("}li")]
    return [
        (words(item), next(each.get("href", "") for each in item.iter() if each.tag.endswith("}a"))) for item in items
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_years_and_months_have_their_counts_and_their_pages(busy: Newsroom, lang: str) -> None:
    reader = Reader(busy)
    archive = reader.get(urls.archive(lang))
    years = section(archive, "years")
    assert [href for _, href in years] == [urls.period(lang, year) for year in (2026, 2025, 2024)]
    assert years[2][0] == f"2024 {COUNT[lang]}"
    year = reader.get(urls.period(lang, 2024))
    assert "2024" in year.heading
    assert COUNT[lang] in year.text
    assert PAGE[lang] in year.text
    ((month, href),) = section(year, "months")
    assert (month, href) == (f"{NOVEMBER[lang]} {COUNT[lang]}", urls.period(lang, 2024, 11))
    (heading,) = [h for h in year.all("h2") if h.get("id") == "month-11"]
    assert words(heading) == NOVEMBER[lang]  # of the year that heads the page
    first, second = reader.get(href), reader.get(urls.period(lang, 2024, 11, 2))
    assert f"{NOVEMBER[lang]} 2024" in first.heading
    cards = [sum(item.get("class") == "card" for item in page.all("li")) for page in (first, second)]
    assert cards == [20, 5]


@pytest.mark.parametrize("lang", LANGS)
def test_a_period_without_releases_has_no_page(busy: Newsroom, lang: str) -> None:
    reader = Reader(busy)
    for path in (urls.period(lang, 2023), urls.period(lang, 2024, 2), urls.period(lang, 2024, 11, 3)):
        reader.get(path, 404)
    for spelled in (f"{urls.archive(lang)}2024/1/", f"{urls.archive(lang)}02024/", f"{urls.archive(lang)}2024/13/"):
        assert reader.ask(spelled).status_code == 404


@pytest.mark.parametrize("lang", LANGS)
def test_related_releases_share_topics_and_words_and_are_the_same_in_both_languages(
    newsroom: Newsroom, lang: str
) -> None:
    other = {"cy": "en", "en": "cy"}[lang]
    newsroom.release("harbour", title="Harbour lighthouse repaired", front="topics: [first]")
    newsroom.release("lighthouse", title="Lighthouse lamp for the harbour", front="topics: [first]")
    newsroom.release("topic-only", title="Buses run again", front="topics: [first]")
    newsroom.release("stranger", title="Snow closes a road", front="topics: [second]")
    newsroom.release("to-come", title="Harbour lighthouse", published="2026-02-01 06:00", front="topics: [first]")
    assert not newsroom.publish().waiting
    reader = Reader(newsroom)

    def related(code: str) -> list[str]:
        end = "" if code == "cy" else "-en"
        page = reader.get(urls.release(code, 2026, f"harbour{end}"))
        return [href.rpartition("/")[2].removesuffix("-en") for _, href in section(page, "related")]

    assert related(lang)[0] == "lighthouse"
    assert related(lang)[1] == "topic-only"
    assert "to-come" not in related(lang)
    assert related(lang) == related(other)
    reader.now = NOON + timedelta(days=30)
    assert "to-come" in related(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_related_releases_follow_what_comes_and_goes(newsroom: Newsroom, lang: str) -> None:
    end = "" if lang == "cy" else "-en"

    def related() -> list[str]:
        page = Reader(newsroom).get(urls.release(lang, 2026, f"harbour{end}"))
        return [href.rpartition("/")[2].removesuffix("-en") for _, href in section(page, "related")]

    newsroom.release("harbour", title="Harbour lighthouse repaired")
    newsroom.release("lamp", title="Lighthouse lamp for the harbour")
    newsroom.release("stranger", title="Snow closes a road")
    newsroom.publish()
    assert related()[0] == "lamp"
    newsroom.release("boat", title="Harbour boat")
    newsroom.publish()
    assert related()[:2] == ["lamp", "boat"]
    newsroom.edit(
        "content/releases/2026/lamp.md", "source: cy", "source: cy\nwithdrawn: {at: 2026-01-11, reason: Test reason}"
    )
    newsroom.translate("content/releases/2026/lamp.md")
    newsroom.publish()
    assert related() == ["boat", "stranger"]
