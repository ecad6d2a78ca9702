"""Reading, updating and checking .po files, against Babel and GNU gettext on the same files in the same run.

python -m tests.bench.catalogues
"""

import io
import json
import random
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po as babel_read_po

from app.catalogue.edit import encoded
from app.catalogue.merge import merge
from app.catalogue.po import read_po
from app.catalogue.write import field
from app.locales import LOCALES
from app.model import Message
from tests.bench.harness import HOUSE, Result, best_of, peak_of, python, report, run, sentences, words_of, write

MESSAGES = 10_000
EDITED = MESSAGES // 20
PARAGRAPHS = 200
MANY = 100_000
NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
SENTENCE_ENDS = re.compile(r"(?<=[.!?]) (?=[A-Z“‘])")
NUMBER = re.compile(r"(?<![\d.,])\d+(?:,\d{3})*(?![\d.,]*\d)")
PEOPLE = ("Jon Drake", "Donald Findlater", "Lucy Faithfull")
NAMES = [word.capitalize() for word in words_of(6, 200)]


def po_text(sources: list[str], *, translated: bool) -> str:
    """A .po file with a message for each text; its translation is the text with a word before it."""
    header = "".join(
        f'"{line}\\n"\n'
        for line in (
            "Language: cy",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: 8bit",
            f"Plural-Forms: {LOCALES['cy'].plural_forms}",
        )
    )
    entries = (
        f"#. Paragraph, in the text.\n#: content/releases/2026/bench.md:{2 * line + 9}\n"
        + field("msgid", source)
        + field("msgstr", f"Cy {source}" if translated else "")
        for line, source in enumerate(sources)
    )
    return "\n".join([f'msgid ""\nmsgstr ""\n{header}', *entries])


def with_edits(sources: list[str], places: list[int]) -> list[str]:
    """The texts with one word changed at each of these places."""
    chosen = random.Random(7)
    changed = list(sources)
    for place in places:
        words = changed[place].split()
        words[chosen.randrange(len(words) - 1)] = "newid"
        changed[place] = " ".join(words)
    return changed


def real_pairs() -> list[tuple[str, str]]:
    """Every English sentence of the house’s releases and pages with its Welsh: real words."""
    found = []
    for path in sorted(HOUSE.glob("translations/cy/LC_MESSAGES/*/**/*.po")):
        for entry in read_po(path.read_bytes(), path.name).entries:
            text = entry.translation
            if text and text.msgid_plural is None and text.msgid.count(" ") > 3 and not entry.obsolete:
                english, welsh = SENTENCE_ENDS.split(text.msgid), SENTENCE_ENDS.split(text.msgstr[0])
                alike = len(english) == len(welsh)
                found += zip(english, welsh, strict=True) if alike else [(text.msgid, text.msgstr[0])]
    return found


def other_figures(english: str, welsh: str, chosen: random.Random) -> tuple[str, str]:
    """The texts with other numbers and other people, the same ones in both: what makes one release unlike another."""
    others: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        written = match[0]
        if written not in others:
            number = int(written.replace(",", ""))
            # A day stays a day, and a year keeps its four digits.
            most = 28 if number < 32 else number + 200
            others[written] = f"{chosen.randint(1 + number // 2, most):{',' * (',' in written)}}"
        return others[written]

    for person in PEOPLE:
        if person in english:
            name = " ".join(chosen.choices(NAMES, k=2))
            english, welsh = english.replace(person, name), welsh.replace(person, name)
    return NUMBER.sub(other, english), NUMBER.sub(other, welsh)


def news_text(count: int, seed: int) -> str:
    """A .po file of made-up paragraphs, thousands of them different: one to three real sentences, of other figures."""
    chosen, known = random.Random(seed), real_pairs()
    entries = []
    for number in range(count):
        parts = [other_figures(*pair, chosen) for pair in chosen.choices(known, k=chosen.choice((1, 2, 2, 3)))]
        english, welsh = (" ".join(texts) for texts in zip(*parts, strict=True))
        place = f"#. Paragraph, in the text.\n#: content/releases/2026/bench.md:{2 * number + 9}\n"
        entries.append(place + field("msgctxt", f"bench {number}") + field("msgid", english) + field("msgstr", welsh))
    return "\n".join([po_text([], translated=True), *entries])


def reading(folder: Path) -> list[Result]:
    data = po_text(sentences(MESSAGES, 1), translated=True).encode()
    ours = best_of(5, lambda: read_po(data, "bench.po"))
    theirs = best_of(5, lambda: babel_read_po(io.BytesIO(data), abort_invalid=True))
    return [Result(f"read {MESSAGES:,} messages, without loss", "Babel read_po", "s", ours, theirs, 1)]


def updating(folder: Path) -> list[Result]:
    """The whole process, Python's start included."""
    sources = sentences(MESSAGES, 2)
    edited = with_edits(sources, random.Random(3).sample(range(MESSAGES), EDITED))
    old, new, out = folder / "old.po", folder / "new.pot", folder / "out.po"
    old.write_text(po_text(sources, translated=True))
    new.write_text(po_text(edited, translated=False))
    ours = run(python("tests.bench.update_po", str(old), str(new), str(out)), times=5)
    assert out.read_text().count("#, fuzzy") == EDITED
    theirs = run(["msgmerge", "--quiet", "--previous", "-o", str(folder / "gnu.po"), str(old), str(new)], times=5)
    assert (folder / "gnu.po").read_text().count("#, fuzzy") > 0
    work = f"update {MESSAGES:,} messages, {EDITED} edited, Python's start included"
    return [Result(work, "GNU msgmerge", "s", ours.seconds, theirs.seconds, 1)]


def matching(folder: Path) -> list[Result]:
    sources = sentences(PARAGRAPHS, 4, shortest=30, longest=90)
    edited = with_edits(sources, list(range(PARAGRAPHS)))
    data = po_text(sources, translated=True).encode()
    messages = [Message(text, None, "content/releases/2026/bench.md", line) for line, text in enumerate(edited, 1)]

    def ours() -> None:
        merged = merge(read_po(data, "b.po"), messages, path="b.po", lang="cy", about="b.md", now=NOW)
        assert encoded(merged.po).count(b"#, fuzzy") == PARAGRAPHS

    def theirs() -> None:
        catalogue = babel_read_po(io.BytesIO(data), abort_invalid=True)
        template = Catalog()
        for message in messages:
            template.add(message.msgid)
        catalogue.update(template)
        assert sum(message.fuzzy for message in catalogue) >= PARAGRAPHS

    work = f"update a catalogue in which all of {PARAGRAPHS} paragraphs were edited"
    return [Result(work, "Babel Catalog.update", "s", best_of(5, ours), best_of(1, theirs), 0.01)]


def checking(folder: Path) -> list[Result]:
    """Read, check and count, a part at a time, with every core; against the reading alone, which has one."""
    file = folder / "many.po"
    file.write_text(news_text(MANY, 5))
    commands = [
        python("tests.bench.babel_read", str(file)),
        python("tests.bench.check_po", str(file)),
        python("tests.bench.check_po", str(file), "--all"),
    ]
    theirs, held, every = map(measured, commands)
    assert theirs["messages"] == held["messages"] == every["messages"] == MANY
    peak, held_peak, every_peak = map(peak_of, commands)
    work, peer = f"read, check and count {MANY:,} messages", "Babel read_po alone"
    memory = "the same, memory of all its processes"
    return [
        Result(f"{work}: what holds a release", peer, "s", held["seconds"], theirs["seconds"], 1),
        Result(f"{work}: {memory}", peer, "MiB", held_peak, peak, 1),
        Result(f"{work}: every check", peer, "s", every["seconds"], theirs["seconds"], 1),
        Result(f"{work}: {memory}", peer, "MiB", every_peak, peak, 1),
    ]


def measured(command: list[str]) -> dict[str, Any]:
    """What the quickest of three processes says of itself."""
    said = [json.loads(run(command).out) for _ in range(3)]
    return min(said, key=lambda each: float(each["seconds"]))


PARTS = (reading, updating, matching, checking)


def main() -> int:
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as name:
        for part in PARTS:
            print(f"{part.__name__} …", file=sys.stderr)
            results += part(Path(name))
    write("catalogues", "Catalogues", results, ("babel", "rapidfuzz", "gettext"))
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
