"""The pages about the newsroom's services to its readers: how to follow it, and how to leave it in a hurry."""

from app import urls
from app.content.inline import to_text
from app.locales import LOCALES
from app.pages.parts import Link
from app.pages.shell import View, shell, text, whole_feeds
from app.pages.values import FollowFeeds, FollowPage, LeavingPage


def follow_page(view: View) -> FollowPage:
    """How to follow the newsroom, with the feeds of every language, the page's own first."""
    languages = view.site.languages
    return FollowPage(
        shell=shell(
            view,
            title="",
            description=to_text(view.site.description.text),
            addresses={lang: urls.follow(lang) for lang in languages},
        ),
        feeds=tuple(_feeds(view, lang) for lang in sorted(languages, key=lambda lang: lang != view.lang)),
    )


def leaving_page(view: View) -> LeavingPage:
    """What "Leave this page quickly" does, and what it does not."""
    return LeavingPage(
        shell=shell(
            view,
            title="",
            description=to_text(view.site.description.text),
            addresses={lang: urls.leaving(lang) for lang in view.site.languages},
        ),
        exit=view.site.quick_exit,
    )


def _feeds(view: View, lang: str) -> FollowFeeds:
    counts = view.topic_counts
    topics = (topic for topic in view.interface.sites[lang].topics if topic.key in counts)
    return FollowFeeds(
        lang=lang,
        name=LOCALES[lang].name,
        whole=whole_feeds(view, lang),
        topics=tuple(Link(text(topic.name), urls.feed(lang, "atom", topic.slug.text)) for topic in topics),
    )
