"""What feeds and sitemaps are made of: frozen values, and how they come from the edition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from app import urls
from app.content.inline import to_text
from app.edition.found import Listed
from app.model import LocalisedRelease
from app.pages.release import release_alone
from app.pages.shell import FEED_TYPES, View
from app.pages.topics import topic_at, topic_slugs
from app.pages.values import ReleasePage

ENTRIES = 20
"""In a feed: those that were published or corrected last."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A release in a feed. Addresses are absolute, times aware.

    identity: for ever the same, whatever its addresses. updated: of its latest correction, else published.
    others: its address in the other languages. page: for its content.
    """

    identity: str
    url: str
    others: Mapping[str, str]
    title: str
    summary: str
    page: ReleasePage
    published: datetime
    updated: datetime
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in one language. Addresses are absolute.

    home: the page that it follows. own: address of the feed by ending, as in FEED_TYPES. others: of the same feed in
    the other languages, in the same way.
    """

    lang: str
    title: str
    subtitle: str
    author: str
    home: str
    own: Mapping[str, str]
    others: Mapping[str, Mapping[str, str]]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A page in every language. urls: absolute, by language. changed: aware, or None where nobody keeps that."""

    urls: Mapping[str, str]
    changed: datetime | None = None


def feed(view: View, slug: str = "") -> Feed | None:
    """The feed of all releases, or of a topic; None without such a topic."""
    site, base = view.site, view.site.base_url
    topic = topic_at(view, slug)
    if slug and topic is None:
        return None
    key = topic.key if topic else ""
    slugs = topic_slugs(view, key)

    def own(lang: str) -> dict[str, str]:
        return {ending: base + urls.feed(lang, ending, slugs[lang]) for ending in FEED_TYPES}

    name = to_text(site.organisation.text)
    listed = view.edition.releases(view.lang, view.now, topic=key, count=ENTRIES)
    return Feed(
        lang=view.lang,
        title=f"{to_text(topic.name.text)} – {name}" if topic else name,
        subtitle=to_text(site.strapline.text),
        author=name,
        home=base + (urls.topic(view.lang, slug) if topic else urls.home(view.lang)),
        own=own(view.lang),
        others={lang: own(lang) for lang in site.languages if lang != view.lang},
        entries=tuple(_entry(view, item) for item in listed),
    )


def identity(view: View, release: LocalisedRelease, lang: str = "") -> str:
    """The name of a release for ever: a tag URI (RFC 4151). lang: for that of one language."""
    host = urlsplit(view.site.base_url).hostname
    return f"tag:{host},{release.year}:{release.name}{f':{lang}' if lang else ''}"


def places(view: View) -> Iterator[Place]:
    """Every page that a search engine should know, each with its twins."""
    sites, base = view.interface.sites, view.site.base_url
    for path in (urls.home, urls.archive, urls.follow, urls.leaving):
        yield Place({lang: base + path(lang) for lang in sites})
    for year in sorted({year for year, _ in view.month_counts}, reverse=True):
        yield Place({lang: base + urls.period(lang, year) for lang in sites})
    for key in view.topic_counts:
        slugs = topic_slugs(view, key)
        if all(slugs.values()):
            yield Place({lang: base + urls.topic(lang, slug) for lang, slug in slugs.items()})
    for _, addresses, changed in view.edition.overview(view.now).everything():
        yield Place({lang: base + address for lang, address in sorted(addresses.items())}, changed)


def _entry(view: View, item: Listed) -> Entry:
    release, base = item.release, view.site.base_url
    assert release.published is not None
    addresses = view.edition.addresses(release.name)
    page = release_alone(view, release, addresses)
    return Entry(
        identity=identity(view, release, view.lang),
        url=base + item.address,
        others={lang: base + path for lang, path in sorted(addresses.items()) if lang != view.lang},
        title=to_text(release.title.text),
        summary=to_text(release.summary.text),
        page=page,
        published=release.published,
        updated=max((release.published, *(each.at for each in release.corrections))),
        topics=tuple(topic.text.plain for topic in page.topics),
    )
