"""The page of a search."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app import urls
from app.content.inline import to_text
from app.edition.search import Filters, Hit
from app.edition.terms import Query, parse_query, words_of
from app.locales import LOCALES, month_name
from app.model import LocalisedBlock, Site
from app.pages.lists import paging, published
from app.pages.parts import Link, Option, SearchForm
from app.pages.passages import passage
from app.pages.shell import View, shell, written
from app.pages.topics import topic_at, topic_links
from app.pages.values import SearchPage, SearchResult, Suggestion

PER_PAGE = 10
LONGEST_TYPED = 300
"""Characters of a search; the rest is left out."""
_PAGE_NUMBER = re.compile("[1-9][0-9]{0,4}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it stands in an address.

    typed: printable, on one line. number: of the page of results, 0 where the address names none that can be. sent:
    the form was, be it without a word.
    """

    typed: str
    filters: Filters
    number: int
    cut: bool
    sent: bool

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for; where nothing is, the page is just the form."""
        return bool(self.typed or self.filters.topic or self.filters.year)

    def path(self, site: Site[LocalisedBlock], lang: str, number: int = 1) -> str:
        """The address of the same search in a language. site: in that language."""
        slug = next((item.slug.text for item in site.topics if item.key == self.filters.topic), "")
        return urls.search(lang, self.typed, topic=slug, year=self.filters.year, number=number)


def search_page(view: View, arguments: Mapping[str, str]) -> SearchPage | None:
    """A page of what is found; None past the last, and for a number that no page has.

    arguments: of the address, by name. A topic or a year that there is not narrows nothing: the site may have had it
    when the link was made. A page that there is not is not the first one, here as in every list.
    """
    years = sorted({year for year, _ in view.month_counts}, reverse=True)
    asked = _asked(view, arguments, years)
    if not asked.number:
        return None
    query = parse_query(asked.typed, view.lang)
    search = view.edition.search(view.lang, view.now)
    start = (asked.number - 1) * PER_PAGE
    found = search.results(query, asked.filters, start=start, count=PER_PAGE)
    paged = paging(asked.number, found.total, PER_PAGE, lambda each: asked.path(view.site, view.lang, each))
    if paged is None:
        return None
    sites = view.interface.sites
    page = SearchPage(
        shell=shell(
            view,
            title=asked.typed,
            description=to_text(view.site.description.text),
            addresses={lang: asked.path(sites[lang], lang) for lang in view.site.languages},
            skip=asked.narrows,
        ),
        form=_form(view, asked, years),
        results=tuple(_result(view, hit, query) for hit in found.hits),
        total=found.total,
        paging=paged,
        cut=asked.cut or query.cut,
        wordless=asked.sent and not asked.typed,
        instead=_instead(view, asked),
    )
    return page if found.total or not query.wanted else _with_ways_on(view, page, asked, query)


def _asked(view: View, arguments: Mapping[str, str], years: list[int]) -> Asked:
    words = LOCALES[view.lang].routes
    typed = "".join(letter if letter.isprintable() else " " for letter in arguments.get("q", ""))
    typed = " ".join(typed.split())
    slug, year, number = (arguments.get(name, "") for name in (words.topic, words.year, words.page))
    number = number or "1"
    topic = topic_at(view, slug)
    filters = Filters(
        topic.key if topic else "",
        next((each for each in years if str(each) == year), 0),
    )
    page = int(number) if _PAGE_NUMBER.fullmatch(number) else 0
    cut = len(typed) > LONGEST_TYPED
    if cut:  # half a word would be looked for as another one
        start, _, _ = typed[: LONGEST_TYPED + 1].rpartition(" ")
        typed = start or typed[:LONGEST_TYPED]
    return Asked(typed, filters, page, cut, sent="q" in arguments)


def _form(view: View, asked: Asked, years: list[int]) -> SearchForm:
    words = LOCALES[view.lang].routes
    return SearchForm(
        action=urls.search(view.lang),
        typed=asked.typed,
        topic_name=words.topic,
        topics=tuple(
            Option(item.slug.text, to_text(item.name.text), item.key == asked.filters.topic)
            for item in view.site.topics
        ),
        year_name=words.year,
        years=tuple(Option(str(year), str(year), year == asked.filters.year) for year in years),
    )


def _instead(view: View, asked: Asked) -> tuple[Link, ...]:
    """Where all of a month that was typed stands; without a word, all of the topic and of the year that were chosen."""
    typed, year = {word.folded for word in words_of(asked.typed)}, asked.filters.year
    if typed:
        periods = [each for each in sorted(view.month_counts) if str(each[0]) in typed]
        names = {month_name(view.lang, *each): urls.period(view.lang, *each) for each in periods}
        return tuple(
            Link(written(name, view.lang), href)
            for name, href in names.items()
            if typed >= {word.folded for word in words_of(name)}
        )
    period = Link(written(str(year), view.lang), urls.period(view.lang, year))
    return (*topic_links(view, (asked.filters.topic,)), *((period,) if year else ()))


def _result(view: View, hit: Hit, query: Query) -> SearchResult:
    found = view.edition.headline(view.lang, hit.name)
    return SearchResult(
        title=written(found.title, view.lang),
        href=found.address,
        published=published(found, view.lang) if found.month else None,
        topics=topic_links(view, found.topics.split()),
        passage=passage(hit, query, view.lang),
    )


def _with_ways_on(view: View, page: SearchPage, asked: Asked, query: Query) -> SearchPage:
    """A page without results, with what a reader may have meant and where else there is something."""
    search = view.edition.search(view.lang, view.now)
    others = {}
    for lang in view.site.languages:
        if lang != view.lang:
            others[lang] = view.edition.search(lang, view.now).count(parse_query(asked.typed, lang), asked.filters)
    lang = next((lang for lang, count in others.items() if count), "")
    wider = replace(asked, filters=Filters())
    return page._replace(
        suggestion=_suggestion(view, asked, query),
        elsewhere=next((link for link in page.shell.languages if link.lang == lang), None),
        elsewhere_total=others.get(lang, 0),
        without_filters=wider.path(view.site, view.lang) if search.count(query, wider.filters) else "",
    )


def _suggestion(view: View, asked: Asked, query: Query) -> Suggestion | None:
    """The same search with words that the site has, if that finds something."""
    search = view.edition.search(view.lang, view.now)
    nearest = search.nearest(query)
    typed, at = "", 0
    for word in words_of(asked.typed):
        typed += asked.typed[at : word.start] + nearest.get(word.folded, asked.typed[word.start : word.end])
        at = word.end
    meant = replace(asked, typed=typed + asked.typed[at:])
    if not nearest or not search.count(parse_query(meant.typed, view.lang), meant.filters):
        return None
    return Suggestion(meant.typed, meant.path(view.site, view.lang))
