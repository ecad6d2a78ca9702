"""The made-up releases as a Hugo site with the same pages.

Its templates are in hugo/: written as Hugo's documentation advises, with partialCached for
what is the same on many pages. Its pages are those of ours, about as large; but ours also writes each release as text,
as data and side by side, and everything compressed.
"""

import shutil
import sys
from calendar import month_name
from collections.abc import Iterator
from pathlib import Path

from tests.bench.harness import HOUSE
from tests.bench.releases import TOPICS, Made, body_of, releases, topic

HERE = Path(__file__).parent / "hugo"
SECTIONS = {"en": "releases", "cy": "datganiadau"}
_TITLES = {
    "en": {"all": "All releases", "of": "Releases of {}"},
    "cy": {"all": "Pob datganiad", "of": "Datganiadau {}"},
}
_MONTHS = {
    "en": tuple(month_name)[1:],
    "cy": (
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
        "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
    ),
}  # fmt: skip
_PAGES = {
    "follow": {"en": ("follow", "Follow our news"), "cy": ("dilyn", "Dilyn ein newyddion")},
    "exit": {"en": ("leaving-quickly", "Leaving quickly"), "cy": ("gadael-yn-gyflym", "Gadael yn gyflym")},
}
_ASSETS = ("site.css", "icon.svg", "copy.js", "exit.js")
_WORDS = "A feed is a list of our latest releases that a program reads for you, whole, with every correction.\n\n"


def content_of(root: Path, made: Made, lang: str) -> Path:
    """Where a release's text in a language is."""
    return root / "content" / lang / SECTIONS[lang] / f"{made.at:%Y/%m}" / f"{made.texts[lang].slug}.md"


def write_hugo(root: Path, count: int) -> None:
    """Writes so many releases into a folder, as a whole site."""
    shutil.copytree(HERE, root, dirs_exist_ok=True)
    # What differs from the English section by its name alone.
    shutil.copytree(root / "layouts" / "releases", root / "layouts" / "datganiadau")
    for name in _ASSETS:
        _copy(HOUSE / "app" / "static" / name, root / "assets" / name)
    for font in sorted((HOUSE / "app" / "static" / "fonts").iterdir()):
        _copy(font, root / "static" / "fonts" / font.name)
    for lang in SECTIONS:
        _write_frame(root / "content" / lang, lang)
    months = set()
    for made in releases(count):
        months.add((made.at.year, made.at.month))
        for lang in SECTIONS:
            write_text(root, made, lang)
    for lang, section in SECTIONS.items():
        for path, text in _lists(lang, months):
            _write(root / "content" / lang / section / path / "_index.md", text)


def write_text(root: Path, made: Made, lang: str) -> None:
    """Writes a release's text in a language, and nothing else."""
    _write(content_of(root, made, lang), _release(made, lang))


def _write_frame(folder: Path, lang: str) -> None:
    """Home, topics, and the pages that are no releases."""
    _write(folder / "_index.md", "---\ntitle: Test strapline\n---\n")
    for number in range(TOPICS):
        name = topic(lang, number)
        _write(
            folder / "topics" / name.lower() / "_index.md", f"---\ntitle: {name}\ntranslationKey: topic-{number}\n---\n"
        )
    for key, pages in _PAGES.items():
        slug, title = pages[lang]
        layout = "layout: follow\n" if key == "follow" else ""
        menu = "menu: footer\n" if key == "follow" else ""
        head = f"title: {title}\nsummary: Test summary\ntranslationKey: {key}\n{layout}{menu}"
        _write(folder / f"{slug}.md", f"---\n{head}---\n{_WORDS * 3}")


def _release(made: Made, lang: str) -> str:
    text = made.texts[lang]
    topics = ", ".join(topic(lang, each) for each in made.topics)
    return (
        f"---\ntitle: {text.title}\nsummary: {text.summary}\ndate: {made.at.isoformat()}\nslug: {text.slug}\n"
        f"topics: [{topics}]\ntranslationKey: {made.number}\n---\n{body_of(text)}"
    )


def _lists(lang: str, months: set[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """The head of each list of releases, with its folder below the section."""
    titles = _TITLES[lang]
    yield "", f"---\ntitle: {titles['all']}\ntranslationKey: archive\narchive: true\n---\n"
    for year in sorted({year for year, _ in months}):
        title = titles["of"].format(year)
        yield str(year), f"---\ntitle: {title}\nlinkTitle: {year}\ntranslationKey: year-{year}\n---\n"
    for year, month in sorted(months):
        name = _MONTHS[lang][month - 1]
        title = titles["of"].format(f"{name} {year}")
        head = f"title: {title}\nlinkTitle: {name}\nweight: {month}\ntranslationKey: month-{year}-{month}\n"
        yield f"{year}/{month:02}", f"---\n{head}---\n"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    write_hugo(Path(sys.argv[1]), int(sys.argv[2]))
