"""The topics of the site: where each is, and how a page links to it."""

from collections.abc import Collection, Mapping

from app import urls
from app.content.inline import to_text
from app.model import LocalisedBlock, Topic
from app.pages.parts import FeedLink, Link, TopicCount
from app.pages.shell import FEED_TYPES, View, text


def topic_at(view: View, slug: str) -> Topic[LocalisedBlock] | None:
    """The topic with a slug in the view's language."""
    return next((topic for topic in view.site.topics if topic.slug.text == slug), None)


def topic_slugs(view: View, key: str) -> Mapping[str, str]:
    """The slug of a topic in each language; empty where the key is none of the site's."""
    return {
        lang: next((topic.slug.text for topic in site.topics if topic.key == key), "")
        for lang, site in view.interface.sites.items()
    }


def slug_today(view: View, slug: str) -> str:
    """The slug of the topic that once had this one in the view's language; empty where none had, or it is gone."""
    old = urls.topic(view.lang, slug)
    keys = [key for key, lang, address in view.edition.topic_addresses() if (lang, address) == (view.lang, old)]
    today = [topic_slugs(view, key)[view.lang] for key in keys]
    return next((each for each in today if each), "")


def topic_links(view: View, keys: Collection[str]) -> tuple[Link, ...]:
    """Links to topics, in the site's order; a key that the site no longer has is left out."""
    places: Mapping[str, tuple[int, Link]] = view.memo.get(
        ("topic links", view.lang),
        lambda: {topic.key: (place, _link(view, topic)) for place, topic in enumerate(view.site.topics)},
    )
    return tuple([link for _, link in sorted([places[key] for key in keys if key in places])])


def topic_counts(view: View, current: str = "") -> tuple[TopicCount, ...]:
    """The topics that have releases, in the site's order. current: key of the topic that the page is about."""
    counts = view.topic_counts
    return tuple(
        TopicCount(_link(view, topic, topic.key == current), counts[topic.key])
        for topic in view.site.topics
        if topic.key in counts
    )


def topic_feed(topic: Topic[LocalisedBlock], lang: str) -> FeedLink:
    """The Atom feed of a topic."""
    return FeedLink(urls.feed(lang, "atom", topic.slug.text), FEED_TYPES["atom"], to_text(topic.name.text), lang)


def _link(view: View, topic: Topic[LocalisedBlock], current: bool = False) -> Link:
    return Link(text(topic.name), urls.topic(view.lang, topic.slug.text), current)
