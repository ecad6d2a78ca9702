"""What the READMEs say in tables is what the code does."""

import platform
import re
import tomllib
from collections import Counter
from dataclasses import fields
from importlib.metadata import distribution
from pathlib import Path

import pytest

from app.catalogue.read import read_catalogue
from app.checks import CHECKS, HELP_CONTEXT, TITLE_CONTEXT
from app.cli import COMMANDS
from app.content.release import _Page, _Release
from app.content.site import _Site
from app.settings import HOUSE, Settings, settings_from
from tests.bench.harness import machine
from tests.precision import measure, recall
from tests.precision.measure import OF_A_SITE, judgements, measured


def part_of(readme: str, heading: str) -> str:
    """What stands under a heading of level 2."""
    return (HOUSE / readme).read_text("utf-8").split(f"{heading}\n", 1)[1].split("\n## ", 1)[0]


def first_cells(readme: str, heading: str, part: str = "") -> set[str]:
    """What stands in backquotes in the first column of the tables under a heading. part: the one that it is in."""
    text = part_of(readme, part) if part else (HOUSE / readme).read_text("utf-8")
    text = text.split(f"{heading}\n", 1)[1]
    section = re.split(r"^#+ ", text, maxsplit=1, flags=re.MULTILINE)[0]
    cells = [row.split("|")[1] for row in section.splitlines() if row.startswith("|")]
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def test_every_setting_is_in_the_table_and_works() -> None:
    names = {f"DATGANIAD_{field.name.upper()}" for field in fields(Settings)}
    assert first_cells("README.md", "## Settings") == names
    values = {"SITE": "/srv/site", "HOST": "::1", "PORT": "81", "WORKERS": "3", "BASE_URL": "https://test.example/"}
    values |= {"PREVIEW": "1", "ACCESS_LOG": "yes", "LANG": "cy"}
    assert {f"DATGANIAD_{name}" for name in values} == names
    found = settings_from({f"DATGANIAD_{name}": value for name, value in values.items()})
    assert [str(getattr(found, f.name)) for f in fields(Settings)] == [
        "/srv/site",
        "::1",
        "81",
        "3",
        "https://test.example",
        "True",
        "True",
        "cy",
    ]


@pytest.mark.parametrize("value", ["0", "no", "False", "off", ""])
def test_a_setting_that_is_switched_off_is_off(value: str) -> None:
    found = settings_from({"DATGANIAD_PREVIEW": value, "DATGANIAD_ACCESS_LOG": value})
    assert (found.preview, found.access_log) == (False, False)


def test_every_command_is_in_the_table() -> None:
    written = {cell.split(" ")[0] for cell in first_cells("README.md", "## Commands")}
    assert written == set(COMMANDS)


@pytest.mark.parametrize(
    ("half", "head", "site"),
    [("## Cymraeg", "### Pen y ffeil", "### site.yaml"), ("## English", "### The head of the file", "### site.yaml")],
)
def test_every_key_of_a_file_is_in_the_writers_tables(half: str, head: str, site: str) -> None:
    assert first_cells("content/README.md", head, half) == set(_Release.model_fields) - {"menu"}
    assert first_cells("content/README.md", site, half) == set(_Site.model_fields)
    assert "`menu: header`" in part_of("content/README.md", half)
    assert "menu" in _Page.model_fields


def test_the_writers_page_says_as_much_in_both_languages() -> None:
    """The same headings, tables, lists and examples, in the same order."""
    halves = [part_of("content/README.md", half) for half in ("## Cymraeg", "## English")]
    kinds = ("#", "| `", "- **", "    ")
    shapes = [
        [next((kind for kind in kinds if line.startswith(kind)), "") for line in text.splitlines()] for text in halves
    ]
    welsh, english = ([kind for kind in shape if kind] for shape in shapes)
    assert welsh == english


def test_the_rooms_stand_in_the_table_in_the_rows_that_hold_their_imports() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    text = (HOUSE / "app/README.md").read_text("utf-8").split("## Rooms\n", 1)[1].split("\n## ", 1)[0]
    cells = [row.split("|")[1] for row in text.splitlines() if row.startswith("| `")]
    rows = [{name.removesuffix("/").removesuffix(".py") for name in re.findall(r"`([^`]+)`", cell)} for cell in cells]
    assert rows == [set(layer.split(" | ")) for layer in layers]


def test_every_dependency_is_in_the_table_with_its_licence() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *project["optional-dependencies"]["build"],
        *project["optional-dependencies"]["dev"],
        *project["optional-dependencies"]["welsh"],
    ]
    names = {re.split(r"[<>=\[]", each)[0].lower() for each in wanted}
    text = (HOUSE / "app/README.md").read_text("utf-8").split("## What it is built on", 1)[1]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in text.splitlines() if row.startswith("| ")]
    told = {name.strip().lower(): row[1] for row in rows for name in row[0].split(",")}
    # What is measured against is installed by `make bench` alone, so its licence is not looked up here.
    lists = [
        (HOUSE / path).read_text("utf-8").splitlines() for path in ("tests/bench/peers.in", "tests/search/pagefind.in")
    ]
    peers = {line for lines in lists for line in lines if not line.startswith("#")}
    heads = {"package", "to check welsh", "to test", "to measure", "---"}
    assert names | peers == {name for name in told if name not in heads}
    for name in names:
        metadata = distribution(name).metadata
        stated = (
            f"{metadata.get('License-Expression')} {metadata.get('License')} {metadata.get_all('Classifier')}".upper()
        )
        family = told[name].split("-")[0].split(",")[0].upper()
        # What these two say of themselves is out of date; their LICENSE files are right.
        assert family in stated or name in {"axe-playwright-python", "spylls"}, f"{name}: {told[name]}"


@pytest.mark.parametrize(
    ("lang", "begin", "levels"),
    [
        ("cy", "### Y gwiriadau", {"error": "gwall", "warning": "rhybudd"}),
        ("en", "### The checks", {"error": "error", "warning": "warning"}),
    ],
)
def test_every_check_is_in_the_translators_table(lang: str, begin: str, levels: dict[str, str]) -> None:
    path = "translations/cy/LC_MESSAGES/messages.po"
    welsh = read_catalogue((HOUSE / path).read_bytes(), path, "cy").translations
    text = (HOUSE / "translations/README.md").read_text("utf-8").split(f"{begin}\n", 1)[1].split("\n### ", 1)[0]
    rows = {line for line in text.splitlines() if line.startswith("| `")}
    wanted = set()
    for each in CHECKS.values():
        title, words = (
            (each.title, each.help)
            if lang == "en"
            else (welsh[TITLE_CONTEXT, each.title].msgstr[0], welsh[HELP_CONTEXT, each.help].msgstr[0])
        )
        wanted.add(f"| `{each.name}` | {levels[each.level]} | **{title}.** {words} |")
    assert rows == wanted


def test_the_translators_example_is_in_the_file_that_it_names() -> None:
    text = (HOUSE / "translations/README.md").read_text("utf-8")
    example = """#. Heading, in the text.
#: content/releases/2018/operation-netsafe.md:30
msgctxt "heading"
msgid "Dozens of children safeguarded"
msgstr "Diogelu dwsinau o blant"
"""
    shown = "".join(f"    {line}\n" for line in example.splitlines())
    assert text.count(shown) == 2
    assert example in (HOUSE / "translations/cy/LC_MESSAGES/releases/2018/operation-netsafe.po").read_text("utf-8")


OF_CHECKS = [measure.RESULTS, recall.RESULTS]
RESULTS = [*sorted((HOUSE / "tests/bench/results").glob("*.md")), HOUSE / "tests/search/results.md", *OF_CHECKS]


@pytest.mark.parametrize("results", RESULTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_measurements_are_those_of_the_last_run(results: Path) -> None:
    readme = (HOUSE / ("app/README.md" if results in OF_CHECKS else "README.md")).read_text("utf-8")
    quoted = readme.split(f"<!-- {results.relative_to(HOUSE).as_posix()} -->\n", 1)[1].split("<!-- end -->", 1)[0]
    assert quoted.strip() == results.read_text("utf-8").strip()


def test_a_measurement_says_on_what_it_was_made() -> None:
    said = machine(("flask",))
    assert said["versions"] == {"Python": platform.python_version(), "flask": distribution("flask").version}
    assert said["machine"]
    assert said["measured"]


def test_a_check_that_holds_releases_was_never_wrong() -> None:
    rows = measured()
    assert rows.keys() == CHECKS.keys() - OF_A_SITE, "measure again: python -m tests.precision.measure"
    judged = Counter((name, right) for (name, _), right in judgements().items())
    for name, row in rows.items():
        assert row.level == CHECKS[name].level
        assert row.flagged == row.judged, f"judge the rest: python -m tests.precision.measure --only {name}"
        assert row.right <= judged[name, True]
        assert row.judged - row.right <= judged[name, False]
        assert row.level == "warning" or row.right == row.judged, f"{name} cries wolf, and holds releases"
