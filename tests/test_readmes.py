"""What the READMEs say in tables is what the code does."""

import re
import tomllib
from dataclasses import fields
from importlib.metadata import distribution

import pytest

from app.cli import datganiad
from app.content.release import _Page, _Release
from app.content.site import _Site
from app.settings import HOUSE, Settings, settings_from


def first_cells(readme: str, heading: str) -> set[str]:
    """What stands in backquotes in the first column of the tables under a heading."""
    text = (HOUSE / readme).read_text("utf-8").split(f"{heading}\n", 1)[1]
    section = re.split(r"^#+ ", text, maxsplit=1, flags=re.MULTILINE)[0]
    cells = [row.split("|")[1] for row in section.splitlines() if row.startswith("|")]
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def test_every_setting_is_in_the_table_and_works() -> None:
    names = {f"DATGANIAD_{field.name.upper()}" for field in fields(Settings)}
    assert first_cells("README.md", "## Settings") == names
    values = {"SITE": "/srv/site", "HOST": "::1", "PORT": "81", "WORKERS": "3", "BASE_URL": "https://test.example/"}
    values["PREVIEW"] = "1"
    assert {f"DATGANIAD_{name}" for name in values} == names
    found = settings_from({f"DATGANIAD_{name}": value for name, value in values.items()})
    assert [str(getattr(found, f.name)) for f in fields(Settings)] == [
        "/srv/site",
        "::1",
        "81",
        "3",
        "https://test.example",
        "True",
    ]


def test_every_command_is_in_the_table() -> None:
    written = {cell.split(" ")[0] for cell in first_cells("README.md", "## Commands")}
    assert written == set(datganiad.commands)


@pytest.mark.parametrize(("heading", "model"), [("## The head of the file", _Release), ("## site.yaml", _Site)])
def test_every_key_of_a_file_is_in_the_table(heading: str, model: type[_Release] | type[_Site]) -> None:
    keys = set(model.model_fields) - ({"menu"} if model is _Release else set())
    assert first_cells("content/README.md", heading) == keys
    assert "`menu: header`" in (HOUSE / "content/README.md").read_text("utf-8")
    assert "menu" in _Page.model_fields


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
    assert names == {name for name in told if name not in {"package", "to check welsh", "to test", "---"}}
    for name in names:
        metadata = distribution(name).metadata
        stated = (
            f"{metadata.get('License-Expression')} {metadata.get('License')} {metadata.get_all('Classifier')}".upper()
        )
        family = told[name].split("-")[0].split(",")[0].upper()
        # What these two say of themselves is out of date; their LICENSE files are right.
        assert family in stated or name in {"axe-playwright-python", "spylls"}, f"{name}: {told[name]}"
