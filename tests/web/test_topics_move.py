"""A topic that has moved: its old addresses lead to the new ones, in each language, on a server and in an export."""

from pathlib import Path

import pytest

from app import urls
from tests.newsroom import Newsroom
from tests.web.reader import Reader

NEW = {"cy": "newydd", "en": "moved"}


@pytest.fixture
def moved(newsroom: Newsroom) -> dict[str, str]:
    """The old slug of the first topic in each language; it has another one now."""
    newsroom.release(front="topics: [first]")
    newsroom.publish()
    old = {lang: slug_of_first(newsroom, lang) for lang in NEW}
    newsroom.edit("content/site.yaml", "slug: first-topic", f"slug: {NEW['en']}")
    newsroom.inside("translations", "update")
    catalogue = newsroom.root / "translations/cy/LC_MESSAGES/site.po"
    before, _, after = catalogue.read_text("utf-8").partition(f'msgid "{NEW["en"]}"\n')
    rest = after.partition("\n")[2]
    before = before.replace("#, fuzzy\n", "")
    catalogue.write_text(f'{before}msgid "{NEW["en"]}"\nmsgstr "{NEW["cy"]}"\n{rest}', "utf-8")
    report = newsroom.publish()
    assert not report.interface, report.interface
    return old


def slug_of_first(newsroom: Newsroom, lang: str) -> str:
    """The slug of the first topic."""
    topics = newsroom.edition().interface().sites[lang].topics
    return next(topic.slug.text for topic in topics if topic.key == "first")


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_the_list_and_the_feeds_of_a_topic_that_moved_lead_to_the_new_ones(
    newsroom: Newsroom, moved: dict[str, str], lang: str
) -> None:
    reader, old, new = Reader(newsroom), moved[lang], NEW[lang]
    assert old != new
    for was, now in (
        (urls.topic(lang, old), urls.topic(lang, new)),
        (urls.feed(lang, "atom", old), urls.feed(lang, "atom", new)),
        (urls.feed(lang, "json", old), urls.feed(lang, "json", new)),
    ):
        answer = reader.ask(was)
        assert (answer.status_code, answer.headers["Location"]) == (301, now)
        assert reader.ask(now).status_code == 200
    assert reader.ask(urls.topic(lang, "never-there")).status_code == 404
    assert reader.ask(urls.feed(lang, "atom", "never-there")).status_code == 404


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_topic_leads_on_from_where_it_was_though_the_edition_is_lost(
    newsroom: Newsroom, moved: dict[str, str], lang: str
) -> None:
    newsroom.remove_edition()
    newsroom.publish()
    assert Reader(newsroom).ask(urls.topic(lang, moved[lang])).headers["Location"] == urls.topic(lang, NEW[lang])
    assert newsroom.run("audit").returncode == 0


def test_an_export_tells_hosts_where_a_topic_is(newsroom: Newsroom, moved: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "public"
    assert newsroom.inside("export", str(target)).returncode == 0
    redirects = (target / "_redirects").read_text("utf-8").splitlines()
    for lang, old in moved.items():
        assert f"{urls.topic(lang, old)} {urls.topic(lang, NEW[lang])} 301" in redirects
        assert f"{urls.feed(lang, 'atom', old)} {urls.feed(lang, 'atom', NEW[lang])} 301" in redirects


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_topic_that_moves_back_is_where_it_was(newsroom: Newsroom, moved: dict[str, str], lang: str) -> None:
    newsroom.edit("content/site.yaml", f"slug: {NEW['en']}", "slug: first-topic")
    newsroom.inside("translations", "update")  # which has kept the old translation
    assert not newsroom.publish().interface
    reader = Reader(newsroom)
    assert reader.ask(urls.topic(lang, moved[lang])).status_code == 200
    assert reader.ask(urls.topic(lang, NEW[lang])).headers["Location"] == urls.topic(lang, moved[lang])
