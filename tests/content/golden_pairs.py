"""The golden pairs: NAME.md beside the NAME.expected.po that a translator gets.

`python -m tests.content.golden_pairs` writes every .expected.po anew. Read the difference line by line before you
keep it: it is what every translator sees.
"""

from pathlib import Path

from app.catalogue.merge import merge
from app.content.messages import release_messages
from app.content.release import parse_release
from tests.newsroom import NOON, other

FOLDER = Path(__file__).parent / "golden"


def sources() -> list[Path]:
    """The Markdown half of every pair."""
    return sorted(FOLDER.glob("*.md"))


def expected(source: Path) -> Path:
    """The other half."""
    return source.with_name(f"{source.stem}.expected.po")


def catalogue_for(source: Path) -> str:
    """The new .po file of a release."""
    path = f"content/releases/2026/{source.name}"
    release = parse_release(source.read_bytes(), path)
    wanted = release_messages(release)
    return merge(None, wanted, path="test.po", lang=other(release.source), about=path, now=NOON).po.text()


if __name__ == "__main__":
    for markdown in sources():
        expected(markdown).write_text(catalogue_for(markdown), "utf-8")
