"""Home, archive and topic: the pages that list releases."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from itertools import groupby
from math import ceil

from app import urls
from app.content.inline import to_text
from app.edition.found import Headline
from app.locales import month_name
from app.model import LocalisedBlock, Topic
from app.pages.parts import Card, Group, Link, Moment, Paging, PeriodCount, SearchForm, TopicCount
from app.pages.shell import View, moment, shell, text, topic_feed, written
from app.pages.values import ArchivePage, HomePage, TopicPage

PER_PAGE = 20
ON_HOME = 7


def home_page(view: View) -> HomePage:
    """The home page: the newest release, those after it, the topics."""
    cards = tuple(card(view, item) for item in view.edition.headlines(view.lang, view.now, count=ON_HOME))
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
        search=search_form(view),
    )


def archive_page(view: View, number: int, year: int = 0, month: int = 0) -> ArchivePage | None:
    """Page `number` of all releases, or of those of a year or a month, from 1; None past the last, or without any."""
    counts = view.month_counts
    years = _summed(counts)
    total = counts.get((year, month), 0) if month else years.get(year, 0) if year else sum(years.values())
    if year and not total:
        return None

    def address(lang: str, page: int) -> str:
        return urls.period(lang, year, month, page) if year else urls.archive(lang, page)

    paging = _paging(number, total, {n: address(view.lang, n) for n in (number - 1, number + 1)})
    if paging is None:
        return None
    period = month_name(view.lang, year, month) if month else str(year or "")
    return ArchivePage(
        shell=shell(
            view,
            title="",
            description=to_text(view.site.description.text),
            addresses={code: address(code, number) for code in view.site.languages},
        ),
        period=period,
        groups=_groups(view, number, year=year, month=month),
        releases=total,
        years=tuple(
            PeriodCount(str(each), urls.period(view.lang, each), count, each == year and not month)
            for each, count in sorted(years.items(), reverse=True)
        ),
        months=tuple(
            PeriodCount(
                month_name(view.lang, each, number_, alone=True),
                urls.period(view.lang, each, number_),
                count,
                number_ == month,
            )
            for (each, number_), count in sorted(counts.items())
            if each == year
        ),
        topics=() if year else topic_counts(view),
        paging=paging,
        search=None if year else search_form(view),
    )


def topic_page(view: View, slug: str, number: int) -> TopicPage | None:
    """Page `number` of a topic's releases, from 1; None past the last, or without such a topic."""
    topic = next((item for item in view.site.topics if item.slug.text == slug), None)
    if topic is None:
        return None
    total = view.topic_counts.get(topic.key, 0)
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
            feeds=(topic_feed(topic, view.lang),),
        ),
        name=text(topic.name),
        groups=_groups(view, number, topic.key),
        releases=total,
        topics=topic_counts(view, current=topic.key),
        paging=paging,
        follow=topic_feed(topic, view.lang),
    )


def search_form(view: View) -> SearchForm | None:
    """The form of a search for words alone; None where nobody answers it."""
    return SearchForm(view.search) if view.search else None


def card(view: View, item: Headline) -> Card:
    """A release in a list."""
    return Card(
        title=written(item.title, view.lang),
        summary=written(item.summary, view.lang),
        href=item.address,
        published=published(item, view.lang),
        topics=topic_links(view, item.topics.split()),
    )


def published(item: Headline, lang: str) -> Moment:
    """When a release was published."""
    return moment(datetime.fromtimestamp(item.published_at, UTC), lang)


def topic_links(view: View, keys: Collection[str]) -> tuple[Link, ...]:
    """Links to topics, in the site's order; a key that the site no longer has is left out."""
    places: Mapping[str, tuple[int, Link]] = view.memo.get(
        ("topic links", view.lang),
        lambda: {topic.key: (place, _topic_link(view, topic)) for place, topic in enumerate(view.site.topics)},
    )
    return tuple([link for _, link in sorted([places[key] for key in keys if key in places])])


def topic_counts(view: View, current: str = "") -> tuple[TopicCount, ...]:
    """The topics that have releases, in the site's order. current: key of the topic that the page is about."""
    counts = view.topic_counts
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


def _groups(view: View, number: int, topic: str = "", year: int = 0, month: int = 0) -> tuple[Group, ...]:
    """The releases of a page by year; those of a year by month."""
    listed = view.edition.headlines(
        view.lang, view.now, topic=topic, year=year, month=month, start=(number - 1) * PER_PAGE, count=PER_PAGE
    )
    return tuple(
        _group(view, when, tuple(card(view, item) for item in items))
        for when, items in groupby(listed, key=_month if year else _year)
    )


def _group(view: View, when: tuple[int, int], cards: tuple[Card, ...]) -> Group:
    year, month = when
    if month:
        name, anchor = month_name(view.lang, year, month), f"month-{month}"
    else:
        name, anchor = str(year), f"year-{year}"
    return Group(anchor, name, urls.period(view.lang, year, month), cards)


def _month(item: Headline) -> tuple[int, int]:
    return item.year, item.month


def _year(item: Headline) -> tuple[int, int]:
    return item.year, 0


def _summed(counts: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """The number of releases of each year."""
    found: dict[int, int] = {}
    for (year, _), count in counts.items():
        found[year] = found.get(year, 0) + count
    return found
