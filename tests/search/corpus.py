"""The made-up newsroom that search is measured on, and the questions to it. No place, person or event in it is real.

corpus/*.txt: a file for each topic; a release is seven lines: its slugs and date, then title, summary and text, each in
Welsh and then in English. questions.LANG.csv: what is typed, through what it is to find its answers, and these, each by
its English slug. The questions were written before anything was measured.
"""

import csv
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from app.content.messages import site_messages
from app.content.site import parse_site
from tests.newsroom import SITE_YAML, Newsroom

HERE = Path(__file__).parent
NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """A release in both languages. texts: title, summary and text, by language. slugs: by language."""

    topic: str
    date: str
    slugs: dict[str, str]
    texts: dict[str, tuple[str, str, str]]

    @property
    def key(self) -> str:
        return self.slugs["en"]

    @property
    def year(self) -> int:
        return int(self.date[:4])


@dataclass(frozen=True)
class Question:
    """What a reader types. kind: through what it finds. answers: keys of the releases that are right."""

    lang: str
    typed: str
    kind: str
    answers: frozenset[str]


@cache
def releases() -> tuple[Told, ...]:
    """Every release of the corpus."""
    found = []
    for file in sorted((HERE / "corpus").glob("*.txt")):
        for record in file.read_text("utf-8").strip().split("\n\n"):
            head, *lines = record.split("\n")
            welsh, english, date = head.split(" | ")
            texts = {"cy": tuple(lines[0::2]), "en": tuple(lines[1::2])}
            assert [len(each) for each in texts.values()] == [3, 3], head
            found.append(Told(file.stem, date, {"cy": welsh, "en": english}, texts))  # type: ignore[arg-type]
    return tuple(found)


@cache
def questions() -> tuple[Question, ...]:
    """Every question, in both languages."""
    found = []
    for lang in ("cy", "en"):
        with (HERE / f"questions.{lang}.csv").open(encoding="utf-8", newline="") as file:
            found += [
                Question(lang, row["question"], row["kind"], frozenset(row["answers"].split()))
                for row in csv.DictReader(file)
            ]
    keys = {told.key for told in releases()}
    assert all(question.answers and question.answers <= keys for question in found)
    return tuple(found)


def newsroom_in(root: Path) -> Newsroom:
    """The newsroom of the corpus in a folder, published. Every other release is written in Welsh."""
    newsroom = Newsroom(root)
    topics = sorted({told.topic for told in releases()})
    listed = "topics:\n" + "".join(f"  {key}: {{name: Topic {key}, slug: topic-{key}}}\n" for key in topics)
    site = re.sub(r"topics:\n(?: .*\n)+", listed, SITE_YAML)
    newsroom.write("content/site.yaml", site)
    texts = site_messages(parse_site(site.encode()))
    newsroom.fill("translations/cy/LC_MESSAGES/site.po", texts, "cy", "content/site.yaml")
    for number, told in enumerate(releases()):
        source, target = ("cy", "en") if number % 2 else ("en", "cy")
        title, summary, body = told.texts[source]
        known = dict(zip(told.texts[source], told.texts[target], strict=True))
        known[told.slugs[source]] = told.slugs[target]
        path = f"content/releases/{told.year}/{told.slugs[source]}.md"
        matter = f'title: "{title}"\nsummary: "{summary}"\npublished: {told.date} 09:30\nsource: {source}\n'
        newsroom.write(path, f"---\n{matter}topics: [{told.topic}]\n---\n{body}\n")
        newsroom.fill(newsroom.catalogue_path(path), newsroom.messages_of(path), target, path, known)
    waiting = newsroom.publish(NOW).waiting
    assert not waiting, waiting
    return newsroom
