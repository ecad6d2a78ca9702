"""Home, archive and topic: the pages that list releases."""

from itertools import groupby
from math import ceil

from app import urls
from app.content.inline import to_text
from app.edition.query import Listed
from app.locales import LONDON
from app.model import LocalisedBlock, Topic
from app.pages.shell import View, moment, shell, text
from app.pages.values import (
    ArchivePage,
    Card,
    HomePage,
    Link,
    Paging,
    TopicCount,
    TopicPage,
    YearGroup,
)

PER_PAGE = 20
ON_HOME = 7


def home_page(view: View) -> HomePage:
    """The home page: the newest release, those after it, the topics."""
    cards = tuple(card(view, item) for item in view.edition.releases(view.lang, view.now, count=ON_HOME))
    site = view.site
    return HomePage(
        shell=shell(
            view,
            title=to_text(site.strapline.text),
            description=to_text(site.description.text),
            addresses={code: urls.home(code) for code in site.languages},
        ),
        strapline=text(site.strapline),
        description=text(site.description),
        lead=cards[0] if cards else None,
        latest=cards[1:],
        topics=topic_counts(view),
        archive=urls.archive(view.lang),
    )


def archive_page(view: View, number: int) -> ArchivePage | None:
    """Page `number` of all releases, from 1; None past the last."""
    total = view.edition.count(view.now)
    paging = _paging(number, total, {n: urls.archive(view.lang, n) for n in (number - 1, number + 1)})
    if paging is None:
        return None
    return ArchivePage(
        shell=shell(
            view,
            title="",
            description=to_text(view.site.description.text),
            addresses={code: urls.archive(code, number) for code in view.site.languages},
        ),
        groups=_groups(view, number),
        releases=total,
        topics=topic_counts(view),
        paging=paging,
    )


def topic_page(view: View, slug: str, number: int) -> TopicPage | None:
    """Page `number` of a topic's releases, from 1; None past the last, or without such a topic."""
    topic = next((item for item in view.site.topics if item.slug.text == slug), None)
    if topic is None:
        return None
    total = view.edition.count(view.now, topic=topic.key)
    paging = _paging(number, total, {n: urls.topic(view.lang, slug, n) for n in (number - 1, number + 1)})
    if paging is None:
        return None
    slugs = {
        code: next(item.slug.text for item in site.topics if item.key == topic.key)
        for code, site in view.interface.sites.items()
    }
    return TopicPage(
        shell=shell(
            view,
            title=to_text(topic.name.text),
            description=to_text(view.site.description.text),
            addresses={code: urls.topic(code, slugs[code], number) for code in view.site.languages},
        ),
        name=text(topic.name),
        groups=_groups(view, number, topic.key),
        releases=total,
        topics=topic_counts(view, current=topic.key),
        paging=paging,
    )


def card(view: View, item: Listed) -> Card:
    """A release in a list."""
    release = item.release
    assert release.published is not None
    return Card(
        title=text(release.title),
        summary=text(release.summary),
        href=item.address,
        published=moment(release.published, view.lang),
        topics=topic_links(view, release.topics),
    )


def topic_links(view: View, keys: tuple[str, ...]) -> tuple[Link, ...]:
    """Links to topics, in the site's order; a key that the site no longer has is left out."""
    return tuple(_topic_link(view, topic) for topic in view.site.topics if topic.key in keys)


def topic_counts(view: View, current: str = "") -> tuple[TopicCount, ...]:
    """The topics that have releases, in the site's order. current: key of the topic that the page is about."""
    counts = view.edition.topic_counts(view.now)
    return tuple(
        TopicCount(_topic_link(view, topic, topic.key == current), counts[topic.key])
        for topic in view.site.topics
        if topic.key in counts
    )


def _topic_link(view: View, topic: Topic[LocalisedBlock], current: bool = False) -> Link:
    return Link(text(topic.name), urls.topic(view.lang, topic.slug.text), current)


def _paging(number: int, total: int, paths: dict[int, str]) -> Paging | None:
    last = max(1, ceil(total / PER_PAGE))
    if not 1 <= number <= last:
        return None
    return Paging(number, last, paths[number - 1] if number > 1 else "", paths[number + 1] if number < last else "")


def _groups(view: View, number: int, topic: str = "") -> tuple[YearGroup, ...]:
    listed = view.edition.releases(view.lang, view.now, topic=topic, start=(number - 1) * PER_PAGE, count=PER_PAGE)
    return tuple(
        YearGroup(year, tuple(card(view, item) for item in items)) for year, items in groupby(listed, key=_year)
    )


def _year(item: Listed) -> int:
    assert item.release.published is not None
    return item.release.published.astimezone(LONDON).year
