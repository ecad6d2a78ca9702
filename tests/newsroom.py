"""A small site to test on, written as files, in plainly made-up words."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from unittest.mock import patch

from app.catalogue.merge import merge
from app.catalogue.po import read_po
from app.cli import main
from app.content.messages import release_messages, site_messages
from app.content.release import parse_release
from app.content.site import parse_site
from app.edition.found import Found
from app.edition.publish import publish
from app.edition.query import Edition
from app.edition.record import TOPICS, Event, read_record
from app.edition.report import Outcome, Report
from app.edition.serial import dump_release
from app.edition.store import open_for_reading
from app.locales import LOCALES
from app.model import Message
from app.render.proof import prove
from app.settings import SiteFolder

HOUSE = Path(__file__).resolve().parent.parent
NOON = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
STAND_IN = {"cy": "Prawf", "en": "Trial"}
"""What every made-up translation begins with."""

SITE_YAML = """\
organisation: Test newsroom
strapline: Test strapline
description: Test description
notice: Test notice
base_url: https://test.example
languages: [cy, en]
source: en
topics:
  first: {name: First topic, slug: first-topic}
  second: {name: Second topic, slug: second-topic}
contacts:
  desk: {name: Test desk, hours: Test hours, phone: "029 2018 0199", email: desk@test.example}
support:
  line: {name: Test line, about: Test help, phone: "0808 157 0199", url: "https://help.test.example", answers: [cy, en]}
"""


def other(lang: str) -> str:
    """The other language of the pair."""
    return "en" if lang == "cy" else "cy"


def welsh_or_english(text: str, lang: str) -> str:
    """A stand-in for a translation: recognisable, and with every mark and number of its source."""
    return f"{STAND_IN[lang]} {text}"


@dataclass
class Newsroom:
    """A site in a folder, with the moves of a writer and a translator."""

    root: Path

    @property
    def folder(self) -> SiteFolder:
        return SiteFolder(self.root)

    def write(self, path: str, text: str | bytes) -> Path:
        """Writes any file of the site."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def release(
        self,
        slug: str = "test-release",
        *,
        source: str = "cy",
        year: int = 2026,
        published: str = "2026-01-10 09:30",
        title: str = "",
        body: str = "Test paragraph one.\n\nTest paragraph two.",
        front: str = "",
        translate: bool = True,
    ) -> str:
        """Writes a release and, unless told not to, a complete translation. Gives its path."""
        heading = title or f"Test headline {slug}"
        matter = f'title: "{heading}"\nsummary: Test summary {slug}\npublished: {published}\nsource: {source}\n{front}'
        path = f"content/releases/{year}/{slug}.md"
        self.write(path, f"---\n{matter.rstrip()}\n---\n{body}\n")
        if translate:
            self.translate(path)
        return path

    def messages_of(self, path: str) -> tuple[Message, ...]:
        """The messages of a release or a page."""
        return release_messages(parse_release((self.root / path).read_bytes(), path))

    def catalogue_path(self, path: str) -> str:
        """The .po file of a release or a page, in the language that it is not written in."""
        release = parse_release((self.root / path).read_bytes(), path)
        return self.folder.relative(self.folder.catalogue(other(release.source), release.name))

    def translate(self, path: str) -> str:
        """Writes a complete translation of a release or a page. Gives the path of its .po file."""
        release = parse_release((self.root / path).read_bytes(), path)
        catalogue = self.catalogue_path(path)
        self.fill(catalogue, release_messages(release), other(release.source), path)
        return catalogue

    def withdraw(self, path: str, at: str = "2026-01-12 10:00") -> None:
        """Withdraws a release, with the reason and its translation."""
        self.edit(path, "\nsource: ", f'\nwithdrawn: {{at: {at}, reason: "Test reason."}}\nsource: ')
        self.translate(path)

    def fill(
        self,
        catalogue: str,
        messages: tuple[Message, ...],
        lang: str,
        about: str,
        known: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Writes a .po file in which every message has the translation that is known, or else a stand-in."""
        text = merge(None, messages, path=catalogue, lang=lang, about=about, now=NOON).po.text()
        lines = []
        po = read_po(text.encode(), catalogue)
        for entry in po.entries:
            found = entry.translation
            raw = entry.raw
            if found and found.msgid:
                slug = found.msgctxt in {"slug", "topic-slug"}
                stand_in = f"{found.msgid}-{lang}" if slug else welsh_or_english(found.msgid, lang)
                words = known.get(found.msgid, stand_in)
                quoted = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
                if found.msgid_plural is None:
                    raw = raw.replace('msgstr ""\n', f'msgstr "{quoted}"\n')
                else:
                    for form in range(LOCALES[lang].plural_count):
                        raw = raw.replace(f'msgstr[{form}] ""\n', f'msgstr[{form}] "{quoted}"\n')
            lines.append(entry.lead + raw)
        self.write(catalogue, "".join(lines))

    def edit(self, path: str, old: str, new: str) -> None:
        """Changes a text in a file, which has to be there."""
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text, f"{old!r} is not in {path}"
        file.write_text(text.replace(old, new, 1), "utf-8")

    def publish(self, now: datetime = NOON) -> Report:
        """Publishes, as the command does."""
        return publish(self.folder, now=now, proof=prove)

    def edition(self) -> Edition:
        """The edition, opened for reading."""
        return Edition(self.folder, open_for_reading(self.folder.edition))

    def live(self, lang: str, now: datetime = NOON) -> list[str]:
        """The addresses of the releases that the public sees in a language."""
        with closing(open_for_reading(self.folder.edition)) as connection:
            return [item.address for item in Edition(self.folder, connection).headlines(lang, now)]

    def find(self, address: str, now: datetime = NOON) -> Found | None:
        """What the public finds at an address."""
        with closing(open_for_reading(self.folder.edition)) as connection:
            return Edition(self.folder, connection).find(address.split("/")[1], address, now)

    def seen(self, now: datetime = NOON) -> dict[str, str]:
        """All that the public sees in lists, word for word, by address: to compare a before with an after."""
        with closing(open_for_reading(self.folder.edition)) as connection:
            edition = Edition(self.folder, connection)
            return {
                item.address: dump_release(item.release)
                for lang in LOCALES
                for item in edition.releases(lang, now, count=1000)
            }

    def number(self) -> int:
        """The number of the edition."""
        with closing(open_for_reading(self.folder.edition)) as connection:
            return Edition(self.folder, connection).number()

    def events(self) -> tuple[Event, ...]:
        """What the record, proved, says of releases and pages."""
        events = read_record(self.folder.record).events
        return tuple(event for event in events if not event.name.startswith(TOPICS))

    def remove_edition(self) -> None:
        """Loses the edition, but not the record."""
        for file in self.folder.instance.glob("edition.sqlite*"):
            file.unlink()

    def inside(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The same command inside this process: all of it but Python's start, and what was read once stays read."""
        out, err = StringIO(), StringIO()
        named = ["datganiad", "--site", str(self.root), *arguments]
        clean = {key: text for key, text in os.environ.items() if not key.startswith("DATGANIAD_")}
        with (
            patch.object(sys, "argv", named),
            patch.dict(os.environ, clean, clear=True),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            try:
                main()
                code: object = 0
            except SystemExit as end:
                code = end.code or 0
        assert isinstance(code, int)
        return subprocess.CompletedProcess(named, code, out.getvalue(), err.getvalue())

    def run(self, *arguments: str, script: str = "") -> subprocess.CompletedProcess[str]:
        """The real command in a process of its own; with a script, Python that may break something first."""
        command = ["-c", script, *arguments] if script else ["-m", "app", "--site", str(self.root), *arguments]
        return subprocess.run(
            [sys.executable, *command],
            cwd=HOUSE,
            env={**{key: text for key, text in os.environ.items() if not key.startswith("DATGANIAD_")}, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


def build(root: Path, site_yaml: str = SITE_YAML) -> Newsroom:
    """A site without releases, whose interface is whole: the house's templates and messages, its own site.yaml."""
    newsroom = Newsroom(root)
    newsroom.write("content/site.yaml", site_yaml)
    texts = site_messages(parse_site(site_yaml.encode()))
    newsroom.fill("translations/cy/LC_MESSAGES/site.po", texts, "cy", "content/site.yaml")
    return newsroom


def outcome_of(report: Report, name: str) -> Outcome:
    """What became of one release, in a report that has to speak of it."""
    return next(outcome for outcome in report.outcomes if outcome.name.endswith(name))


def line_of(file: Path, text: str) -> int:
    """The 1-based number of the first line of a file that holds a text."""
    return next(number for number, line in enumerate(file.read_text("utf-8").split("\n"), 1) if text in line)
