"""Files → releases in two languages: front matter by PyYAML, Markdown by markdown-it-py, .po files by Babel."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

LANGS = ("cy", "en")
LONDON = ZoneInfo("Europe/London")
markdown = MarkdownIt()


@dataclass(frozen=True)
class Text:
    """A release in one language. body: HTML."""

    slug: str
    title: str
    summary: str
    body: Markup


@dataclass(frozen=True, eq=False)
class Release:
    """A release. published: aware datetime. topics: keys."""

    published: datetime
    topics: tuple[str, ...]
    texts: dict[str, Text]


@dataclass(frozen=True)
class Topic:
    """A topic. names, slugs: by language."""

    key: str
    names: dict[str, str]
    slugs: dict[str, str]


@dataclass
class Site:
    """All that is published, the newest first."""

    config: dict[str, Any]
    topics: dict[str, Topic]
    releases: list[Release]

    @cached_property
    def by_slug(self) -> dict[tuple[str, int, str], Release]:
        return {
            (lang, release.published.year, text.slug): release
            for release in self.releases
            for lang, text in release.texts.items()
        }

    @cached_property
    def by_topic(self) -> dict[str, list[Release]]:
        found = defaultdict(list)
        for release in self.releases:
            for topic in release.topics:
                found[topic].append(release)
        return found

    @cached_property
    def months(self) -> Counter[tuple[int, int]]:
        return Counter((each.published.year, each.published.month) for each in self.releases)

    @cached_property
    def years(self) -> Counter[int]:
        return Counter(each.published.year for each in self.releases)

    def of_period(self, year: int, month: int | None = None) -> list[Release]:
        return [
            each
            for each in self.releases
            if each.published.year == year and (month is None or each.published.month == month)
        ]

    def related(self, release: Release, count: int = 3) -> list[Release]:
        """Those that share the most topics, the newest first among equals."""
        shared: Counter[Release] = Counter()
        for topic in release.topics:
            shared.update(self.by_topic[topic])
        del shared[release]
        return sorted(shared, key=lambda each: (shared[each], each.published), reverse=True)[:count]


def load(root: Path) -> Site:
    config = yaml.safe_load((root / "content" / "site.yaml").read_text("utf-8"))
    welsh = catalogue(root, "cy", "site")
    topics = {}
    for key, topic in config["topics"].items():
        names = {"en": topic["name"], "cy": translated(welsh, topic["name"], "topic")}
        slugs = {"en": topic["slug"], "cy": translated(welsh, topic["slug"], "topic-slug")}
        topics[key] = Topic(key, names, slugs)
    releases = [load_release(root, path) for path in sorted((root / "content" / "releases").rglob("*.md"))]
    releases.sort(key=lambda each: each.published, reverse=True)
    return Site(config, topics, releases)


def load_release(root: Path, path: Path) -> Release:
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    front = yaml.safe_load(head)
    source = front["source"]
    other = "en" if source == "cy" else "cy"
    name = path.relative_to(root / "content").with_suffix("").as_posix()
    words = catalogue(root, other, name)
    texts = {
        source: Text(path.stem, front["title"], front["summary"], html(body, None)),
        other: Text(
            translated(words, path.stem, "slug"),
            translated(words, front["title"], "title"),
            translated(words, front["summary"], "summary"),
            html(body, words),
        ),
    }
    published = front["published"]
    if isinstance(published, str):
        published = datetime.strptime(published, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - London time, as the next line says
    return Release(published.replace(tzinfo=LONDON), tuple(front.get("topics", ())), texts)


def catalogue(root: Path, lang: str, name: str) -> Catalog:
    with (root / "translations" / lang / "LC_MESSAGES" / f"{name}.po").open("rb") as file:
        return read_po(file, locale=lang)


def translated(words: Catalog | None, text: str, context: str | None = None) -> str:
    """The translation of a text; the text itself where there is none, or no catalogue."""
    message = words.get(text, context) if words else None
    return message.string or text if message else text


def html(body: str, words: Catalog | None) -> Markup:
    """The body of a release, block by block, in the language of a catalogue."""
    parts: list[str] = []
    figures: list[str] = []
    for block in body.strip().split("\n\n"):
        value, colon, label = block.partition("\n: ")
        if colon:
            figure = f"<p><b>{escape(value)}</b> {escape(translated(words, label, 'figure'))}</p>"
            figures.append(f"<li>\n{figure}\n</li>")
            continue
        if figures:
            parts.append('<ul class="figures panel">\n' + "\n".join(figures) + "\n</ul>\n")
            figures = []
        parts.append(quotation(block, words) if block.startswith(">") else markdown.render(translated(words, block)))
    return Markup("".join(parts))


def quotation(block: str, words: Catalog | None) -> str:
    lines = [line.removeprefix(">").strip() for line in block.split("\n")]
    said = " ".join(line for line in lines if line and not line.startswith("— "))
    who = next((line.removeprefix("— ") for line in lines if line.startswith("— ")), "")
    return (
        '<figure class="quotation">\n<blockquote>\n'
        f"{markdown.render(translated(words, said, 'quote'))}</blockquote>\n"
        f"<figcaption>{markdown.renderInline(translated(words, who, 'attribution'))}</figcaption>\n</figure>\n"
    )
