"""A site of any number of made-up releases, whole in both languages, to measure on.

Each has about ten paragraphs, two quotes, three key figures and two of thirty topics, at a minute of its own. Half are
written in Welsh, half in English. The words are of no language, but have its letters and lengths.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from app.catalogue.write import comments, field, header
from app.content.messages import release_messages, site_messages
from app.content.release import parse_release
from app.content.site import parse_site
from app.locales import LOCALES
from app.model import Message
from tests.bench.harness import words_of

TOPICS = 30
FIRST = datetime(2015, 1, 5, 7, 0)  # noqa: DTZ001 - written without an offset, as writers do: London time
DECADE = timedelta(days=3650)
"""Over which they are spread; up to ten thousand of them, the same each time, some nine hours after each other."""

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - of the .po files; no result depends on it
_WORDS = {"cy": words_of(1), "en": words_of(2)}
_PARAGRAPHS, _QUOTES, _FIGURES = 10, 2, 3


@dataclass(frozen=True)
class Text:
    """A release in one language. topics: numbers from 0. figures: of value and label."""

    lang: str
    slug: str
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Made:
    """A made-up release. source: the language it is written in. at: London time, without an offset."""

    number: int
    at: datetime
    topics: tuple[int, int]
    source: str
    texts: dict[str, Text]

    @property
    def name(self) -> str:
        """As in Release.name."""
        return f"releases/{self.at.year}/{self.texts[self.source].slug}"

    @property
    def target(self) -> str:
        """The language that it is translated into."""
        return "en" if self.source == "cy" else "cy"


def releases(count: int) -> Iterator[Made]:
    """So many releases, from the earliest to the latest."""
    yield from _releases(range(count), count)


def newest(count: int) -> Made:
    """The last of so many releases."""
    return next(_releases(range(count - 1, count), count))


def _releases(numbers: range, count: int) -> Iterator[Made]:
    step = DECADE / max(count, 10_000)
    for number in numbers:
        chance = random.Random(number)
        topics = sorted(chance.sample(range(TOPICS), 2))
        values = [str(chance.randint(2, 9999)) for _ in range(_FIGURES)]
        texts = {lang: _text(lang, number, values, random.Random(f"{lang} {number}")) for lang in LOCALES}
        source = "cy" if number % 2 else "en"
        at = FIRST + number * step
        at += timedelta(hours=at.hour == 1)  # an hour that does not exist in London when the clocks go forward
        yield Made(number, at, (topics[0], topics[1]), source, texts)


def topic(lang: str, number: int) -> str:
    """The name of a topic; its slug is the same in small letters."""
    return f"{_WORDS[lang][number].capitalize()}{number}"


def source_of(made: Made) -> str:
    """The release's file."""
    text = made.texts[made.source]
    head = (
        f"---\ntitle: {text.title}\nsummary: {text.summary}\npublished: {made.at:%Y-%m-%d %H:%M}\n"
        f"source: {made.source}\ntopics: [{', '.join(f't{each}' for each in made.topics)}]\ncontacts: [desk]\n---\n"
    )
    return head + body_of(text)


def body_of(text: Text) -> str:
    """What stands below the head of a release, as Markdown."""
    quotes = [f"> {words}\n>\n> — {who}" for words, who in text.quotes]
    figures = "\n\n".join(f"{value}\n: {label}" for value, label in text.figures)
    half = len(text.paragraphs) // 2
    parts = [
        *text.paragraphs[:2], figures, *text.paragraphs[2:half], quotes[0], *text.paragraphs[half:], quotes[1]
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def write_site(root: Path, count: int) -> None:
    """Writes the site into a folder. Its templates and its interface are the house's."""
    _write(root / "content" / "site.yaml", _SITE + "".join(_topics()))
    site = parse_site((root / "content" / "site.yaml").read_bytes())
    names = {topic("en", each): topic("cy", each) for each in range(TOPICS)}
    names |= {english.lower(): welsh.lower() for english, welsh in names.items()}
    _catalogue(root, "cy", "site", site_messages(site), names)
    for made in releases(count):
        _write(root / f"content/{made.name}.md", source_of(made))
        write_translation(root, made)


def write_translation(root: Path, made: Made) -> None:
    """Writes the release's .po file, and nothing else."""
    path = f"content/{made.name}.md"
    messages = release_messages(parse_release(source_of(made).encode(), path))
    known = dict(zip(_pieces(made.texts[made.source]), _pieces(made.texts[made.target]), strict=True))
    _catalogue(root, made.target, made.name, messages, known)


def edited(made: Made, word: str) -> Made:
    """The release with one message of its translation changed: a paragraph that begins with this word."""
    text = made.texts[made.target]
    paragraphs = (*text.paragraphs[:4], f"{word} {text.paragraphs[4]}", *text.paragraphs[5:])
    return replace(made, texts={**made.texts, made.target: replace(text, paragraphs=paragraphs)})


def _text(lang: str, number: int, values: list[str], chance: random.Random) -> Text:
    def sentence(shortest: int, longest: int) -> str:
        return " ".join(chance.choices(_WORDS[lang], k=chance.randint(shortest, longest))).capitalize()

    def several(count: int) -> str:
        return " ".join(f"{sentence(8, 22)}." for _ in range(count))

    title = sentence(5, 9)
    return Text(
        lang,
        f"{'-'.join(title.lower().split()[:4])}-{number}",
        title,
        f"{sentence(12, 20)}.",
        tuple(several(chance.randint(2, 4)) for _ in range(_PARAGRAPHS)),
        tuple((several(2), f"{sentence(2, 2).title()}, {sentence(2, 3).lower()}") for _ in range(_QUOTES)),
        tuple((value, sentence(2, 4).lower()) for value in values),
    )


def _pieces(text: Text) -> list[str]:
    return [
        text.slug,
        text.title,
        text.summary,
        *text.paragraphs,
        *(piece for quote in text.quotes for piece in quote),
        *(piece for figure in text.figures for piece in figure),
    ]


_SITE = """\
organisation: Test newsroom
strapline: Test strapline
description: Test description
notice: Test notice
base_url: https://test.example
languages: [cy, en]
source: en
contacts:
  desk: {name: Test desk, hours: Test hours, phone: "029 2018 0199", email: desk@test.example}
topics:
"""


def _topics() -> Iterator[str]:
    for number in range(TOPICS):
        name = topic("en", number)
        yield f"  t{number}: {{name: {name}, slug: {name.lower()}}}\n"


def _catalogue(root: Path, lang: str, name: str, messages: tuple[Message, ...], known: dict[str, str]) -> None:
    """A complete .po file. What is not known has the same words, as stand-ins."""
    entries = (
        f"\n{comments(message.comments, [f'{message.path}:{message.line}'])}"
        f"{field('msgctxt', message.msgctxt) if message.msgctxt is not None else ''}"
        f"{field('msgid', message.msgid)}{field('msgstr', known.get(message.msgid, message.msgid))}"
        for message in messages
    )
    _write(
        root / "translations" / lang / "LC_MESSAGES" / f"{name}.po",
        header(lang, f"content/{name}.md", _MADE) + "".join(entries),
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    write_site(Path(sys.argv[1]), int(sys.argv[2]))
