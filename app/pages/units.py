"""The public site in units: what stands at which addresses, and a digest of all that it is made of.

Two units of the same digest have the same bytes at every address, as long as interface, menus, offer and code are the
same: everything_shared() is the digest of those that the edition has.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil

from app import urls
from app.edition.found import Outlined
from app.pages.feeds import ENTRIES
from app.pages.lists import ON_HOME, PER_PAGE
from app.pages.release import release_forms
from app.pages.shell import FEED_TYPES, View
from app.pages.topics import topic_slugs


@dataclass(frozen=True, slots=True)
class Unit:
    """Addresses that change together. name: the same as long as they are the same. made_of: hex digest.

    addresses: gives the status that each has to answer, by path. Of most units, which are not due, nobody asks it.
    """

    name: str
    made_of: str
    addresses: Callable[[], Mapping[str, int]]


def everything_shared(view: View) -> str:
    """A digest of what stands on every page: the interface of the edition, and the menus."""
    pages = view.edition.overview(view.now).outline("pages")
    menus = [f"{item.digest} {item.withdrawn} {item.addresses}" for item in pages]
    return _digest(view.edition.interface_digest(), *menus)


def public_units(view: View) -> Iterator[Unit]:
    """Every unit of the site but the static files.

    Searches with words in them are in none, nor is what is under embargo at the view's time.
    """
    overview = view.edition.overview(view.now)
    outline = overview.outline()
    releases = [item for item in outline if item.section == "releases" and not item.withdrawn]
    counts = _digest(f"{view.month_counts} {view.topic_counts}")
    shown = _shown(outline)
    yield Unit("fixed", counts, partial(_fixed, view))
    yield Unit("sitemap", _digest(counts, *map(_placed, outline)), lambda: {urls.SITEMAP: 200})
    yield from _lists(view, releases, shown, counts)
    yield from _feeds(view, releases)
    kept, standing = overview.kept_of_all(), _shown(item for item in outline if not item.withdrawn)
    for item in outline:
        yield _pair(view, item, kept.get(item.name, ""), standing)


def changed_units(view: View, names: Iterable[str]) -> Iterator[Unit]:
    """The units of some releases and pages, and the feeds that they are in: all that changes where no list does.

    As public_units() gives them.
    """
    overview = view.edition.overview(view.now)
    topics = {""}
    for item in overview.outlined(names):
        kept = overview.kept(item.name)
        others = overview.outlined(line.partition(" ")[0] for line in kept.split("\n"))
        yield _pair(view, item, kept, _shown(other for other in others if not other.withdrawn))
        topics.update(item.topics.split())
    for key in topics & {"", *(topic.key for topic in view.site.topics)}:
        yield _feed_unit(view, key, overview.latest(key, ENTRIES))


def _fixed(view: View) -> Mapping[str, int]:
    """What is there in any case, but for the home page."""
    found = dict.fromkeys(("/", urls.ROBOTS, urls.RELEASE_SCHEMA), 200)
    for lang in view.interface.sites:
        found |= dict.fromkeys((urls.follow(lang), urls.leaving(lang)), 200)
        if view.offer.search == "":
            found[urls.search(lang)] = 200
    found |= dict.fromkeys((urls.not_found(lang) for lang in ("", *view.interface.sites)), 404)
    return found


def _lists(view: View, releases: Sequence[Outlined], shown: Mapping[str, str], counts: str) -> Iterator[Unit]:
    """The pages that list releases: home, all, those of each year, month and topic. shown: of each release, by name."""
    langs = view.interface.sites

    def pages(name: str, listed: Sequence[Outlined], path: Callable[[str, int], str]) -> Iterator[Unit]:
        for number in range(1, max(1, ceil(len(listed) / PER_PAGE)) + 1):
            items = listed[(number - 1) * PER_PAGE : number * PER_PAGE]
            made_of = _digest(f"{len(listed)}", counts, *(shown[item.name] for item in items))
            yield Unit(f"{name} {number}", made_of, partial(_page, path, tuple(langs), number))

    home = _digest(counts, *(shown[item.name] for item in releases[:ON_HOME]))
    yield Unit("home", home, lambda: {urls.home(lang): 200 for lang in langs})
    yield from pages("archive", releases, urls.archive)
    for (year, month), listed in _by_period(releases).items():
        path = partial(_period, year, month)
        yield from pages(f"archive {year}-{month}" if month else f"archive {year}", listed, path)
    for key, listed in _by_topic(view, releases).items():
        yield from pages(f"topic {key}", listed, partial(_topic, topic_slugs(view, key)))


def _feeds(view: View, releases: Sequence[Outlined]) -> Iterator[Unit]:
    """The feeds of all releases and of each topic: those that were published or corrected last."""
    latest = sorted(releases, key=lambda item: (-max(item.published_at, item.corrected_at), item.name))
    for key, listed in {"": latest, **_by_topic(view, latest)}.items():
        yield _feed_unit(view, key, listed[:ENTRIES])


def _feed_unit(view: View, key: str, listed: Sequence[Outlined]) -> Unit:
    """The feeds of a topic, or of all."""
    entries = [f"{item.name} {item.digest} {item.addresses}" for item in listed]
    return Unit(f"feed {key}".strip(), _digest(*entries), partial(_feed, topic_slugs(view, key)))


def _shown(outline: Iterable[Outlined]) -> Mapping[str, str]:
    """What other pages show of releases and pages, by name."""
    return {item.name: f"{item.name} {item.shown} {item.addresses}" for item in outline}


def _pair(view: View, item: Outlined, kept: str, standing: Mapping[str, str]) -> Unit:
    """A release or a page, in every language and form, or what it says once it is withdrawn.

    kept: as the edition has it. standing: what is shown of those of them that the public sees.
    """
    others: list[str] = []
    # Which of them are shown, and in which order, depends on nothing else.
    for line in kept.split("\n") if not item.withdrawn else ():
        other = line.partition(" ")[0]
        if other in standing:
            others += (line, standing[other])
    made_of = _digest(item.digest, f"{item.withdrawn} {item.addresses}", *others)
    return Unit(item.name, made_of, partial(_forms, view, item))


def _forms(view: View, item: Outlined) -> Mapping[str, int]:
    """The addresses of a release or a page in every form; of what was withdrawn, those of the page that says so."""
    addresses = item.by_language()
    if item.withdrawn:
        return dict.fromkeys(addresses.values(), 410)
    found: dict[str, int] = {}
    for lang, path in addresses.items():
        forms = release_forms(view, lang, path) if item.section == "releases" else {}
        found |= dict.fromkeys((path, *forms.values()), 200)
    return found


def _page(path: Callable[[str, int], str], langs: Iterable[str], number: int) -> Mapping[str, int]:
    return {path(lang, number): 200 for lang in langs}


def _feed(slugs: Mapping[str, str]) -> Mapping[str, int]:
    return {urls.feed(lang, ending, slug): 200 for lang, slug in slugs.items() for ending in FEED_TYPES}


def _by_period(releases: Iterable[Outlined]) -> Mapping[tuple[int, int], Sequence[Outlined]]:
    """The releases of each year, and of each month of it; month 0 for the whole year."""
    found: dict[tuple[int, int], list[Outlined]] = {}
    for item in releases:
        found.setdefault((item.year, 0), []).append(item)
        found.setdefault((item.year, item.month), []).append(item)
    return found


def _by_topic(view: View, releases: Iterable[Outlined]) -> Mapping[str, Sequence[Outlined]]:
    """The releases of each topic of the site, by its key; also of those that have none."""
    found: dict[str, list[Outlined]] = {topic.key: [] for topic in view.site.topics}
    for item in releases:
        for key in item.topics.split():
            if key in found:
                found[key].append(item)
    return found


def _period(year: int, month: int, lang: str, number: int) -> str:
    return urls.period(lang, year, month, number)


def _topic(slugs: Mapping[str, str], lang: str, number: int) -> str:
    return urls.topic(lang, slugs[lang], number)


def _placed(item: Outlined) -> str:
    """What a sitemap says of a release or a page."""
    return f"{item.name} {item.addresses} {max(item.published_at, item.corrected_at)} {item.withdrawn}"


def _digest(*parts: str) -> str:
    """Of texts without a line end in them."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
