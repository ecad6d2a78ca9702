"""The sites that pages are read on: the demonstration, one with every kind of page, and one that things have left."""

import shutil
from pathlib import Path

from app.settings import HOUSE
from tests.newsroom import NOON, Newsroom, build

DEMONSTRATION_NOW = NOON.replace(month=12, day=1)
LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
"""The longest name that a headline in Wales may hold."""


def demonstration_in(root: Path) -> Newsroom:
    """The site that the repository is, in a folder of its own."""
    for name in ("content", "translations", "templates"):
        shutil.copytree(HOUSE / name, root / name)
    return Newsroom(root)


def busy_in(root: Path) -> Newsroom:
    """A newsroom with every kind of page: many releases, a correction, a withdrawal, a page of its own. Published."""
    newsroom = build(root)
    for number in range(45):
        topics = "topics: [first, second]" if number % 2 else "topics: [second]"
        source = "cy" if number % 3 else "en"
        year = 2024 if number < 25 else 2025 + number % 2  # more in a month than a page holds
        published = f"{year}-{'11' if year == 2024 else '01'}-{number % 14 + 1:02} 09:30"
        newsroom.release(f"test-{number}", source=source, year=year, published=published, front=topics)
    newsroom.release(
        "everything",
        body=(
            "First *paragraph* with a [link](https://test.example/a).\n\n1,234\n: test things\n\n56%\n: others\n\n"
            "## Test heading\n\n> Test words.\n> — Test Person, test role\n\n- one\n- two\n  1. inner\n\n"
            "{spoken=en}\n> More test words.\n>\n> — Test Person\n\n### Deeper\n\n"
            f"£1,250,000\n: tests\n\n12,400\n: more tests\n\n£98,765,432.10\n: yet more\n\n### {LONG_WORD}\n\nLast.\n\n"
            "## Nodiadau i olygyddion\n\n- a note\n\n### A heading in the notes\n\nA second note."
        ),
        front=(
            "topics: [first]\ncontacts: [desk]\nsupport: [line]\nquick_exit: true\ncorrections:\n"
            '  - {at: 2026-01-11 10:00, note: "Test correction."}\n'
        ),
    )
    gone = newsroom.release("gone")
    matter = "title: Test page\nsummary: Test summary\nsource: cy\nmenu: header"
    newsroom.write("content/pages/tudalen-brawf.md", f"---\n{matter}\n---\nTest text.\n")
    newsroom.translate("content/pages/tudalen-brawf.md")
    assert not newsroom.publish().waiting
    newsroom.withdraw(gone)
    assert not newsroom.publish().waiting
    return newsroom


def left_in(root: Path) -> Newsroom:
    """A newsroom with a release that has moved and one that was withdrawn. Published."""
    newsroom = build(root)
    moves, gone = newsroom.release("moves", front="topics: [first]"), newsroom.release("gone")
    newsroom.publish()
    newsroom.edit(moves, "source: cy", "source: cy\nslug: moved")
    newsroom.translate(moves)
    newsroom.withdraw(gone)
    assert not newsroom.publish().waiting
    return newsroom
