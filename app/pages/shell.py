"""What every page shares: who publishes, the two languages, the menus."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from functools import cache, cached_property

from babel import Locale as CldrLocale

from app import urls
from app.content.inline import to_both, to_text
from app.edition.query import Edition
from app.edition.values import Interface
from app.locales import LOCALES, LONDON, long_date
from app.model import LocalisedBlock, LocalisedRelease, Site
from app.pages.memo import Memo
from app.pages.parts import FeedLink, LanguageLink, Link, Moment, Shell, Text

MIDNIGHT = time(0)
FEED_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}
"""The media type of each kind of feed, by its ending."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What pages may offer that not every server of them can do.

    search: the server that answers searches: absolute, without a slash at its end; "" for the site itself, None where
    there is none. remember: whether a choice of language can be kept. pdf: whether releases are there as PDF.
    base_url: the public address at which the pages will be, in place of the site's own; empty for that one.
    """

    search: str | None = ""
    remember: bool = True
    pdf: bool = True
    base_url: str = ""

    def at_home(self, interface: Interface) -> Interface:
        """The interface, with the public address at which the pages will be."""
        if not self.base_url:
            return interface
        sites = {lang: replace(site, base_url=self.base_url) for lang, site in interface.sites.items()}
        return replace(interface, sites=sites)


EVERYTHING = Offer()


@dataclass(frozen=True)
class View:
    """What a page is made from: the edition with its interface, one language, one moment.

    now: aware. memo: of the edition at this state of its embargoes.
    """

    edition: Edition
    interface: Interface
    lang: str
    now: datetime
    offer: Offer = EVERYTHING
    memo: Memo = field(default_factory=Memo)

    @cached_property
    def site(self) -> Site[LocalisedBlock]:
        """The site in the view's language."""
        return self.interface.sites[self.lang]

    def speaking(self, lang: str) -> "View":
        """The same in another language of the site."""
        return replace(self, lang=lang)

    @property
    def search(self) -> str:
        """The address of searches in the view's language; empty where there are none."""
        return "" if self.offer.search is None else self.offer.search + urls.search(self.lang)

    @property
    def month_counts(self) -> Mapping[tuple[int, int], int]:
        """As the edition gives them."""
        return self.memo.get("month counts", lambda: self.edition.month_counts(self.now))

    @property
    def topic_counts(self) -> Mapping[str, int]:
        """As the edition gives them."""
        return self.memo.get("topic counts", lambda: self.edition.topic_counts(self.now))

    def halves(self, name: str) -> dict[str, LocalisedRelease]:
        """A release that is in the edition, in each language of the site."""
        return {lang: self.edition.named(lang, name).release for lang in self.interface.sites}


def text(block: LocalisedBlock) -> Text:
    """A block's words, with their language."""
    return written(block.text, block.lang)


def written(markdown: str, lang: str) -> Text:
    """Inline Markdown, with its language."""
    return Text(*to_both(markdown), lang)


def moment(at: datetime, lang: str) -> Moment:
    """A time, as machines and readers say it. Midnight is a date without a time of day."""
    local = at.astimezone(LONDON)
    day, iso = long_date(lang, local.date()), local.isoformat()
    date, _, clock = iso.partition("T")
    return Moment(date, day, "") if local.time() == MIDNIGHT else Moment(iso, day, clock[:5])


@cache
def language_name(code: str, lang: str) -> str:
    """A language's name in another (CLDR): "Saesneg" for en in cy."""
    return str(CldrLocale.parse(lang).languages[code])


def shell(
    view: View,
    *,
    title: str,
    description: str,
    addresses: Mapping[str, str],
    skip: bool = False,
    feeds: tuple[FeedLink, ...] = (),
) -> Shell:
    """The shell of a page. addresses: of this same page in each language; empty on a page that has none.

    feeds: of the page's own subject, besides those of all releases.
    """
    common: Shell = view.memo.get(("shell", view.lang), lambda: _common(view))
    base = view.site.base_url
    own = addresses.get(view.lang, "")
    return common._replace(
        title=title,
        description=description,
        url=f"{base}{own}" if own and not skip else "",
        languages=tuple(
            LanguageLink(
                code,
                LOCALES[code].name,
                addresses[code],
                base + addresses[code],
                LOCALES[code].territory,
                code == view.lang,
            )
            for code in view.site.languages
            if code in addresses
        ),
        header=_marked(common.header, own),
        footer=_marked(common.footer, own),
        skip=skip,
        own=own,
        feeds=(*common.feeds, *feeds),
    )


def _common(view: View) -> Shell:
    """What is the same on every page of a language."""
    return Shell(
        lang=view.lang,
        title="",
        description="",
        url="",
        languages=(),
        organisation=text(view.site.organisation),
        notice=text(view.site.notice),
        home=urls.home(view.lang),
        header=_menu(view, "header"),
        footer=_menu(view, "footer"),
        archive=urls.archive(view.lang),
        search=view.search,
        follow=urls.follow(view.lang),
        leaving=urls.leaving(view.lang),
        remember=view.offer.remember,
        feeds=whole_feeds(view, view.lang),
    )


def whole_feeds(view: View, lang: str) -> tuple[FeedLink, ...]:
    """The feeds of all releases in a language."""
    name = to_text(view.interface.sites[lang].organisation.text)
    return tuple(FeedLink(urls.feed(lang, ending), kind, name, lang) for ending, kind in FEED_TYPES.items())


def bare_shell(view: View, title: str, *, description: str = "") -> Shell:
    """The shell of a page that belongs to no language: no menus, no link to another language."""
    return Shell(
        lang=view.lang,
        title=title,
        description=description,
        url="",
        languages=(),
        organisation=text(view.site.organisation),
        notice=text(view.site.notice),
        home=urls.home(view.lang),
        header=(),
        footer=(),
        skip=True,
        remember=view.offer.remember,
    )


def _menu(view: View, menu: str) -> tuple[Link, ...]:
    items = view.edition.menu(view.lang, menu, view.now)
    return tuple(Link(written(item.title, view.lang), item.address) for item in items)


def _marked(links: tuple[Link, ...], own: str) -> tuple[Link, ...]:
    """The links of a page, of which one may lead to itself. own: path of the page."""
    return tuple(link._replace(current=True) if link.href == own else link for link in links)
