"""The Welsh dictionary: what it knows, that it is optional, and that a site without it is told so."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from app import lexicon
from app.lexicon import REMEDY, Hunspell, Lexicon, open_lexicon
from tests.newsroom import HOUSE, Newsroom

WITHOUT = """
import importlib.util, sys
whole = importlib.util.find_spec
absent = {absent!r}
importlib.util.find_spec = lambda name, package=None: None if name in absent else whole(name, package)
sys.argv = ["datganiad", "--site", {site!r}, *{arguments!r}]
from app.cli import main
main()
"""


@pytest.fixture
def welsh() -> Lexicon:
    found = open_lexicon()
    assert found is not None
    return found


@pytest.mark.parametrize(
    "word",
    ["heddlu", "Nghaerdydd", "phlant", "mhlant", "warantau", "hysgolion", "arestiwyd", "e-bost", "gellir", "sicrhewch"],
)
def test_it_knows_words_in_any_form_and_mutation(welsh: Lexicon, word: str) -> None:
    assert welsh.knows(word)


@pytest.mark.parametrize("word", ["gwybodeth", "datganaid", "ty", "heddly", "llwyddianus", "dewisiwch", "caerdydd"])
def test_it_does_not_know_what_is_no_word(welsh: Lexicon, word: str) -> None:
    assert not welsh.knows(word)


def test_it_tells_a_word_from_its_mutations(welsh: Lexicon) -> None:
    assert all(welsh.lists(word) for word in ("cael", "camau", "ardal"))
    assert not any(welsh.lists(word) for word in ("gael", "gamau", "Nghaerdydd"))
    assert welsh.marked("dy") == ("dŷ",)
    assert welsh.marked("ty") == ("tŷ",)


def test_it_suggests_at_most_three_words_the_likeliest_first(welsh: Lexicon) -> None:
    assert welsh.suggestions("gwybodeth") == ("gwybodaeth",)
    assert welsh.suggestions("Dilewch")[0] == "Dilëwch"
    assert welsh.suggestions("xqzt") == ()
    assert all(len(welsh.suggestions(word)) <= 3 for word in ("ffild", "darm", "cath"))


def test_it_is_read_at_the_first_word_and_without_the_package_that_carries_it() -> None:
    script = (
        "import sys; from app.lexicon import open_lexicon; lexicon = open_lexicon()\n"
        "assert 'spylls' not in sys.modules\n"
        "assert lexicon.knows('heddlu')\n"
        "assert 'spylls' in sys.modules and 'cymraeg_mcp' not in sys.modules and 'mcp' not in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", script], cwd=HOUSE, check=True)


@pytest.mark.parametrize(
    "absent", [{"cymraeg_mcp"}, {"spylls"}, {"cymraeg_mcp", "spylls"}], ids=lambda names: "+".join(sorted(names))
)
def test_a_site_without_it_is_told_in_one_line_and_checked_for_the_rest(newsroom: Newsroom, absent: set[str]) -> None:
    catalogue = newsroom.translate(newsroom.release(source="en", body="Test 3 things."))
    newsroom.edit(catalogue, " Test 3 things.", " gwybodeth i creu 3 things.")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return newsroom.run(script=WITHOUT.format(absent=absent, site=str(newsroom.root), arguments=arguments))

    told = run("check")
    first, *rest = told.stderr.splitlines()
    assert first.startswith("Welsh spelling and mutations were not checked: ")
    assert REMEDY in first
    assert rest == ["Nothing to mend."]
    told = run("check", "--format", "json")
    assert (told.returncode, json.loads(told.stdout)) == (0, [])
    assert told.stderr.count("\n") == 1
    whole = newsroom.inside("check")
    assert "warning: spelling: " in whole.stdout
    assert "warning: mutations: " in whole.stdout
    assert REMEDY not in whole.stderr


def test_a_package_without_the_dictionary_in_it_counts_as_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lexicon, "_FILES", Path("data") / "elsewhere")
    open_lexicon.cache_clear()
    try:
        assert open_lexicon() is None
    finally:
        open_lexicon.cache_clear()


def test_a_dictionary_of_ones_own_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.aff").write_text("SET UTF-8\nPFX M Y 1\nPFX M c g c\n", "utf-8")
    (tmp_path / "x.dic").write_text("2\ncath/M\ntŷ\n", "utf-8")
    own = Hunspell(tmp_path / "x")
    assert own.knows("gath")
    assert own.marked("ty") == ("tŷ",)
    assert not own.knows("ci")


def test_the_lock_file_has_the_two_packages_alone_each_with_its_hashes() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[<>=]", each)[0] for each in project["optional-dependencies"]["welsh"]}
    lock = (HOUSE / "requirements-welsh.lock").read_text("utf-8")
    assert set(re.findall(r"^([a-z-]+)==", lock, re.MULTILINE)) == wanted
    assert lock.count("--hash=sha256:") >= len(wanted)
    assert re.search(r"https?:|^ *#|/", lock, re.MULTILINE) is None
    assert not any(name in each for name in wanted for each in project["dependencies"])
