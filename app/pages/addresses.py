"""What became of the addresses that the site had."""

from collections.abc import Mapping

from app import urls
from app.pages.lists import PER_PAGE
from app.pages.release import release_forms
from app.pages.shell import FEED_TYPES, View
from app.pages.topics import topic_at, topic_slugs


def gone_addresses(view: View) -> Mapping[str, str]:
    """The addresses of what was withdrawn, in every form, each with that of the page that says so."""
    found: dict[str, str] = {}
    for name, addresses in view.edition.overview(view.now).withdrawn():
        for lang, path in addresses.items():
            forms = release_forms(view, lang, path) if name.startswith("releases/") else {}
            found |= dict.fromkeys((path, *forms.values()), path)
    return found


def moved_addresses(view: View) -> Mapping[str, str]:
    """Where each old address leads today, in every form."""
    return {**_moved_pairs(view), **_moved_topics(view)}


def _moved_topics(view: View) -> Mapping[str, str]:
    """Where the lists and feeds of topics were."""
    found: dict[str, str] = {}
    for key, lang, address in view.edition.topic_addresses():
        own, old = view.speaking(lang), address.rpartition("/")[2]
        slugs = topic_slugs(view, key)
        if not slugs.get(lang) or topic_at(own, old):
            continue
        pages = -(-view.topic_counts.get(key, 0) // PER_PAGE)
        for number in range(1, pages + 1):
            found[urls.topic(lang, old, number)] = urls.topic(lang, slugs[lang], number)
        for ending in FEED_TYPES:
            found[urls.feed(lang, ending, old)] = urls.feed(lang, ending, slugs[lang])
    return found


def _moved_pairs(view: View) -> Mapping[str, str]:
    found = {}
    for name, lang, old, new in view.edition.overview(view.now).moved():
        found[old] = new
        if name.startswith("releases/"):
            forms, theirs = release_forms(view, lang, old), release_forms(view, lang, new)
            found |= {forms[kind]: theirs[kind] for kind in forms}
    return found
