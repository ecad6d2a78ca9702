"""Every address of the site, and what became of those that it had."""

from collections.abc import Iterator, Mapping
from math import ceil

from app import urls
from app.pages.lists import PER_PAGE
from app.pages.release import release_forms
from app.pages.shell import FEED_TYPES, View


def public_addresses(view: View) -> dict[str, int]:
    """The status of each address at which there is something, by path, but for static files and parts of a sitemap.

    Searches with words in them are not among them, nor is what is under embargo at the view's time.
    """
    found = dict.fromkeys(("/", urls.ROBOTS, urls.SITEMAP, urls.RELEASE_SCHEMA), 200)
    for lang in view.interface.sites:
        found |= dict.fromkeys(_lists(view.speaking(lang)), 200)
    for name, addresses, _ in view.edition.everything(view.now):
        for lang, path in addresses.items():
            forms = release_forms(view, lang, path) if name.startswith("releases/") else {}
            found |= dict.fromkeys((path, *forms.values()), 200)
    found |= dict.fromkeys(gone_addresses(view).values(), 410)
    return found | dict.fromkeys((urls.not_found(lang) for lang in ("", *view.interface.sites)), 404)


def gone_addresses(view: View) -> Mapping[str, str]:
    """The addresses of what was withdrawn, in every form, each with that of the page that says so."""
    found: dict[str, str] = {}
    for name, addresses in view.edition.withdrawn(view.now):
        for lang, path in addresses.items():
            forms = release_forms(view, lang, path) if name.startswith("releases/") else {}
            found |= dict.fromkeys((path, *forms.values()), path)
    return found


def moved_addresses(view: View) -> Mapping[str, str]:
    """Where each old address leads today, in every form."""
    found = {}
    for name, lang, old, new in view.edition.moved(view.now):
        found[old] = new
        if name.startswith("releases/"):
            forms, theirs = release_forms(view, lang, old), release_forms(view, lang, new)
            found |= {forms[kind]: theirs[kind] for kind in forms}
    return found


def _lists(view: View) -> Iterator[str]:
    """The pages and feeds of a language that are no releases and no pages of the site's own."""
    lang, counts = view.lang, view.edition.month_counts(view.now)
    yield from (urls.home(lang), urls.follow(lang), urls.leaving(lang))
    if view.offer.search == "":
        yield urls.search(lang)
    yield from (urls.archive(lang, number) for number in _numbers(sum(counts.values())))
    for year in {year for year, _ in counts}:
        total = sum(count for (each, _), count in counts.items() if each == year)
        yield from (urls.period(lang, year, 0, number) for number in _numbers(total))
    for (year, month), count in counts.items():
        yield from (urls.period(lang, year, month, number) for number in _numbers(count))
    yield from (urls.feed(lang, ending) for ending in FEED_TYPES)
    topics = view.edition.topic_counts(view.now)
    for topic in view.site.topics:
        slug = topic.slug.text
        yield from (urls.topic(lang, slug, number) for number in _numbers(topics.get(topic.key, 0)))
        yield from (urls.feed(lang, ending, slug) for ending in FEED_TYPES)


def _numbers(total: int) -> range:
    return range(1, max(1, ceil(total / PER_PAGE)) + 1)
