"""Home, archive and topic: the pages that list releases."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import groupby
from math import ceil

from app import urls
from app.content.inline import to_text
from app.edition.found import Headline
from app.locales import month_name
from app.pages.parts import Card, Group, Moment, Paging, PeriodCount, SearchForm
from app.pages.shell import View, moment, shell, text, written
from app.pages.topics import topic_at, topic_counts, topic_feed, topic_links, topic_slugs
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
    if month:
        total = counts.get((year, month), 0)
    elif year:
        total = years.get(year, 0)
    else:
        total = sum(years.values())
    if year and not total:
        return None

    def address(lang: str, page: int) -> str:
        return urls.period(lang, year, month, page) if year else urls.archive(lang, page)

    paged = paging(number, total, PER_PAGE, lambda each: address(view.lang, each))
    if paged is None:
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
                month_name(view.lang, year, each, alone=True), urls.period(view.lang, year, each), count, each == month
            )
            for (its_year, each), count in sorted(counts.items())
            if its_year == year
        ),
        topics=() if year else topic_counts(view),
        paging=paged,
        search=None if year else search_form(view),
    )


def topic_page(view: View, slug: str, number: int) -> TopicPage | None:
    """Page `number` of a topic's releases, from 1; None past the last, or without such a topic."""
    topic = topic_at(view, slug)
    if topic is None:
        return None
    total = view.topic_counts.get(topic.key, 0)
    paged = paging(number, total, PER_PAGE, lambda each: urls.topic(view.lang, slug, each))
    if paged is None:
        return None
    slugs = topic_slugs(view, topic.key)
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
        paging=paged,
        follow=topic_feed(topic, view.lang),
    )


def paging(number: int, total: int, per_page: int, path: Callable[[int], str]) -> Paging | None:
    """Where page `number` of a list stands, from 1; None where the list has no such page. path: of another of them."""
    last = max(1, ceil(total / per_page))
    if not 1 <= number <= last:
        return None
    return Paging(number, last, path(number - 1) if number > 1 else "", path(number + 1) if number < last else "")


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
        name, anchor = month_name(view.lang, year, month, alone=True), f"month-{month}"
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
