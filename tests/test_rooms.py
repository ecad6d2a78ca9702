"""The rooms of the house: what app/README.md says that one room alone may do, no other room does."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from app.edition.sources import READERS, READING
from app.locales import LOCALES
from tests.newsroom import HOUSE

APP = HOUSE / "app"
MODULES = sorted(APP.rglob("*.py"))


def name_of(path: Path) -> str:
    """ "cli/new.py"."""
    return path.relative_to(APP).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All that a module is made of."""
    return tuple(ast.walk(parsed(path)))


def imports(path: Path) -> Iterator[str]:
    """Every module that a module imports, wherever in it the import stands."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the whole name of what is imported"
            assert node.module
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


@dataclass(frozen=True)
class Rule:
    """library: a module with all that is below it. rooms: paths in app/ that may import it."""

    library: str
    rooms: tuple[str, ...]


RULES = (
    Rule("flask", ("web/",)),
    Rule("werkzeug", ("web/",)),
    Rule("jinja2", ("render/",)),
    Rule("weasyprint", ("pdf/",)),
    Rule("sqlite3", ("edition/", "export/manifest.py", "export/changes.py", "export/folder.py")),
    Rule("click", ("cli/",)),
    Rule("rich", ("cli/",)),
    Rule("granian", ("cli/",)),
    Rule("watchfiles", ("cli/",)),
    Rule("docx", ("content/word",)),
    Rule("markdown_it", ("content/",)),
    Rule("mdit_py_plugins", ("content/",)),
    Rule("yaml", ("content/", "cli/new.py")),
    Rule("babel.messages", ("catalogue/",)),
    Rule("spylls", ("lexicon.py",)),
    Rule("csv", ("spreadsheet.py",)),
    Rule("fcntl", ("edition/", "export/", "pdf/")),
    Rule("subprocess", ("cli/export.py",)),
    Rule("requests", ()),
    Rule("httpx", ()),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.library)
def test_a_library_is_used_in_its_own_rooms_only(rule: Rule) -> None:
    users = {
        name_of(path)
        for path in MODULES
        if any(module == rule.library or module.startswith(f"{rule.library}.") for module in imports(path))
    }
    assert {user for user in users if not user.startswith(rule.rooms or ("nowhere",))} == set()
    assert users or not rule.rooms, f"nobody uses {rule.library}: take the rule out"


CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
}
ENVIRONMENT = {("os", "environ"), ("os", "getenv"), ("os", "putenv")}


def attributes(path: Path) -> Iterator[tuple[str, str, int]]:
    """Every a.b of a module, and every `from a import b`, with its line."""
    for node in nodes(path):
        if isinstance(node, ast.Attribute):
            owner = node.value
            if isinstance(owner, ast.Name):
                yield owner.id, node.attr, node.lineno
            elif isinstance(owner, ast.Attribute):
                yield owner.attr, node.attr, node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from (((node.module or "").rpartition(".")[2], alias.name, node.lineno) for alias in node.names)


@pytest.mark.parametrize("reads", [CLOCKS, ENVIRONMENT], ids=["the clock", "the environment"])
def test_only_commands_and_the_web_read(reads: set[tuple[str, str]]) -> None:
    found = {
        f"{name_of(path)}:{line}"
        for path in MODULES
        for owner, name, line in attributes(path)
        if (owner, name) in reads
    }
    assert found
    assert {place for place in found if not place.startswith(("cli/", "web/"))} == set()


def test_only_the_gate_decides() -> None:
    """Every state that the public sees comes out of decide(): nobody else makes a Decision."""
    makers = {
        name_of(path)
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Decision"
    }
    assert makers == {"gate.py"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_a_drawer_for_odds_and_ends(path: Path) -> None:
    words = set(path.relative_to(HOUSE).with_suffix("").as_posix().replace("_", "/").split("/"))
    assert words & {"utils", "util", "helpers", "helper", "common", "lib", "misc"} == set()


@pytest.mark.parametrize("path", [path for path in MODULES if name_of(path) != "locales.py"], ids=name_of)
def test_no_module_asks_which_language_it_is(path: Path) -> None:
    """A difference between languages is data in locales.py."""
    asked = [
        node.lineno
        for node in nodes(path)
        if isinstance(node, ast.Compare | ast.MatchValue)
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and part.value in LOCALES
    ]
    assert asked == []


@pytest.mark.parametrize("path", sorted(APP.glob("*/__init__.py")), ids=name_of)
def test_a_room_has_a_sign_on_its_door(path: Path) -> None:
    text = ast.get_docstring(parsed(path))
    assert text
    assert text.startswith("Takes ")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(parsed(path))


def test_an_edition_knows_all_the_code_that_finds_things_in_files() -> None:
    of_no_text = {"errors", "exchange", "kept", "settings", "sharing"}
    paths = [APP / f"{name}.py" for name in READING]
    paths += [path for package in READERS for path in (APP / package).glob("*.py")]
    used = {name.split(".")[1] for path in paths for name in imports(path) if name.startswith("app.")}
    assert used <= {*READERS, *READING, *of_no_text}


FEW = 2048
"""Results that a cache may keep for as long as the process lives."""


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_cache_that_grows_large_is_emptied_after_a_run(path: Path) -> None:
    decorated = [
        [ast.unparse(each) for each in node.decorator_list] for node in nodes(path) if isinstance(node, ast.FunctionDef)
    ]
    large = [
        each
        for each in decorated
        for size in re.findall(r"maxsize=(\w+)", " ".join(each))
        if not size.isdigit() or int(size.replace("_", "")) > FEW
    ]
    assert all("while_running" in each for each in large)
