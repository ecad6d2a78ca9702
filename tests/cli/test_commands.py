"""The commands as a person runs them: what is printed where, and the exit code."""

import fcntl
import json
import os
import pty
import re
import shutil
import socket
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import click
import docx
import pytest

from app.catalogue.po import read_po
from app.cli import COMMANDS, datganiad
from app.cli.telling import github_lines
from app.content.release import parse_release
from app.edition import inspection, neighbours
from app.edition.sources import release_paths
from app.locales import LOCALES
from app.model import Finding
from app.settings import settings_from
from tests.newsroom import HOUSE, NOON, Newsroom, line_of, other

TERMINAL = {"PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8"}
SOURCES = pytest.mark.parametrize("source", ["cy", "en"])


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], newsroom: Newsroom) -> "Runner":
    for name in ("SITE", "LANG", "HOST", "PORT", "WORKERS", "BASE_URL"):
        monkeypatch.delenv(f"DATGANIAD_{name}", raising=False)
    return Runner(monkeypatch, capfd, newsroom.root)


class Runner:
    """Runs the command line as `python -m app` does, errors and exit code included, without a new process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], site: Path) -> None:
        self.monkeypatch = monkeypatch
        self.capfd = capfd
        self.site = site

    def __call__(self, *arguments: str, site: Path | None = None) -> tuple[int, str, str]:
        """Exit code, stdout and stderr."""
        from app.cli import main

        self.capfd.readouterr()
        self.monkeypatch.setattr("sys.argv", ["datganiad", "--site", str(site or self.site), *arguments])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = self.capfd.readouterr()
        assert "Traceback" not in err
        code = stop.value.code
        assert code is None or isinstance(code, int)
        return code or 0, out, err


# Help


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, group
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))
        else:
            yield (*path, name), command


@pytest.mark.parametrize(
    ("path", "command"), [pytest.param(*each, id=" ".join(each[0])) for each in every_command(datganiad)]
)
def test_help_is_one_sentence_and_an_example_that_is_a_command(path: tuple[str, ...], command: click.Command) -> None:
    assert command.help
    assert re.match(r"[A-Z][^\n]*\.\n", command.help + "\n") or ".\n" in command.help.split("\n\n")[0] + "\n"
    example = re.search(r"Example: datganiad (.+)", command.help)
    assert example
    words = example[1].split()
    assert tuple(words[: len(path)]) == path
    group: click.Command = datganiad
    while isinstance(group, click.Group):
        found = group.get_command(click.Context(group), words.pop(0))
        assert found is not None
        group = found
    options = [word for word in words if word.startswith("-")]
    assert set(options) <= {flag for parameter in group.params for flag in parameter.opts}


def test_help_says_every_command(run: Runner) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert all(f"  {name} " in out for name in ("audit", "check", "new", "publish", "serve", "translations"))


# Wrong use


@pytest.mark.parametrize("command", [["audit"], ["check"], ["publish"], ["translations", "update"], ["new", "test"]])
def test_an_unknown_site_is_one_line_that_ends_in_the_way_out(run: Runner, tmp_path: Path, command: list[str]) -> None:
    code, out, err = run(*command, site=tmp_path / "nowhere")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "has no content/site.yaml" in err
    assert "--site" in err
    assert not (tmp_path / "nowhere").exists()


def test_a_site_is_named_before_a_command_or_after_it(run: Runner, tmp_path: Path) -> None:
    for command in every_command(datganiad):
        assert "--site" in {flag for parameter in command[1].params for flag in parameter.opts}, command[0]
    nowhere = tmp_path / "nowhere"
    for command in (["audit"], ["translations", "status"]):
        assert run(*command)[0] == 0
        assert run(*command, "--site", str(run.site), site=nowhere)[0] == 0
        code, _, err = run(*command, "--site", str(nowhere))
        assert (code, f"{nowhere} has no content/site.yaml" in err) == (2, True)
    assert run("translations", "--site", str(run.site), "status", site=nowhere)[0] == 0


def test_an_unknown_site_is_one_line_in_a_process_of_its_own(newsroom: Newsroom) -> None:
    told = newsroom.run("audit", "--sight", "x")
    assert told.returncode == 2
    (newsroom.root / "content" / "site.yaml").unlink()
    told = newsroom.run("audit")
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("arguments", [["audti"], ["audit", "--format", "xml"], ["audit", "extra"], ["new"]])
def test_wrong_use_is_exit_code_2(run: Runner, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "Usage:" in err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("PORT", value) for value in ("eighty", "0", "99999", "1" * 5000)),
        ("WORKERS", "500"),
        *(
            ("BASE_URL", f"https://{value}")
            for value in ("", 'a"b', "a.example/path", "me:you@a.example", "a b", "a;b", "-")
        ),
        ("BASE_URL", "a.example"),
        ("PREVIEW", "maybe"),
        ("ACCESS_LOG", "2"),
    ],
)
def test_a_setting_that_cannot_be_is_told(run: Runner, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"DATGANIAD_{name}", value)
    code, out, err = run("audit")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert f"DATGANIAD_{name} is '{value}'" in err
    assert "unset it" in err


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("https://newyddion.tŷ.cymru/", "https://newyddion.xn--t-foa.cymru"),
        ("HTTPS://News.Example:8443", "https://news.example:8443"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_a_public_address_is_in_letters_that_headers_can_hold(value: str, told: str) -> None:
    assert settings_from({"DATGANIAD_BASE_URL": value}).base_url == told


@pytest.mark.parametrize(("host", "way_out"), [("192.0.2.1", "--host"), ("no such host", "--host"), ("", "--port")])
def test_an_address_that_cannot_be_listened_on_is_told_with_the_option_to_change(
    run: Runner, host: str, way_out: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, _, err = run("serve", "--host", host or "127.0.0.1", "--port", str(taken.getsockname()[1]))
    assert (code, err.count("\n")) == (2, 1)
    assert way_out in err.rpartition(";")[2]


def test_the_environment_names_the_site(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATGANIAD_SITE", str(newsroom.root))
    monkeypatch.setattr("sys.argv", ["datganiad", "check"])
    with pytest.raises(SystemExit) as stop:
        datganiad.main()
    assert stop.value.code == 0


# check


@SOURCES
def test_check_says_that_there_is_nothing_to_mend(run: Runner, newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source)
    assert run("check") == (0, "", "Nothing to mend.\n")
    assert run("check", "--format", "json") == (0, "[]\n", "")


@SOURCES
def test_check_prints_a_finding_in_a_line_that_an_editor_can_open(run: Runner, newsroom: Newsroom, source: str) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source, body="Test 3 things."))
    newsroom.edit(catalogue, " Test 3 things.", " Test 4 things.")
    line = line_of(newsroom.root / catalogue, 'msgid "Test 3 things."') + 1
    code, out, err = run("check")
    assert code == 1
    assert [each.split(": ")[:3] for each in out.splitlines()] == [[f"{catalogue}:{line}", "error", "numbers"]] * 2
    assert err == "errors: 2, warnings: 0.\n"
    code, out, _ = run("check", "--format", "json")
    assert code == 1
    assert {(each["path"], each["line"], each["check"], each["level"]) for each in json.loads(out)} == {
        (catalogue, line, "numbers", "error")
    }


@SOURCES
def test_check_speaks_welsh_where_it_is_asked_to(run: Runner, newsroom: Newsroom, source: str) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source, body="Test 3 things."))
    newsroom.edit(catalogue, " Test 3 things.", " Test 4 things.")
    _, out, err = run("check", "--lang", "cy")
    first, _ = out.splitlines()
    assert ": error: numbers: nid yw 3 yn y cyfieithiad; cymharwch 3 â’r testun gwreiddiol" in first
    assert err == "gwallau: 2, rhybuddion: 0.\n"
    assert "nid yw 3 yn y cyfieithiad" in run("check", "--lang", "cy", "--format", "github")[1]
    newsroom.edit(catalogue, " Test 4 things.", " Test 3 things.")
    assert run("check", "--lang", "cy") == (0, "", "Nid oes dim i’w gywiro.\n")


@SOURCES
def test_check_looks_at_what_it_is_asked_for(run: Runner, newsroom: Newsroom, source: str) -> None:
    newsroom.release("whole", source=source)
    path = newsroom.release("broken", source=source, translate=False)
    for name in ("2026/broken", "releases/2026/broken", path):
        assert run("check", name)[0] == 1
    assert run("check", "2026/whole")[0] == 0
    assert run("check", "interface")[0] == 0
    code, _, err = run("check", "2026/nothing")
    assert (code, err.count("\n")) == (2, 1)
    newsroom.folder.catalogue("cy", "site").unlink()
    code, out, _ = run("check", "interface")
    assert code == 1
    assert "translations/cy/LC_MESSAGES/site.po:1: error: missing" in out


@SOURCES
def test_publish_tells_once_what_holds_all_back(run: Runner, newsroom: Newsroom, source: str) -> None:
    for slug in ("one", "two"):
        newsroom.release(slug, source=source)
    newsroom.release("broken", source=source, translate=False)
    newsroom.write("content/site.yaml", "broken")
    code, out, _ = run("publish")
    lines = out.splitlines()
    assert code == 1
    assert sum(line.startswith("content/site.yaml:1: error: interface: ") for line in lines) == 2
    assert "Releases and pages that wait with it: 2." in lines
    assert not any("/one: " in line or "/two: " in line for line in lines)
    assert "releases/2026/broken: waits, in both languages" in lines


def test_check_counts_what_it_found(run: Runner, newsroom: Newsroom) -> None:
    catalogue = newsroom.translate(newsroom.release(body="Test paragraph one."))
    newsroom.edit(catalogue, 'msgstr "Trial Test paragraph one."', 'msgstr ""')
    assert run("check")[2] == "errors: 1, warnings: 0.\n"


@SOURCES
def test_check_tells_two_newcomers_of_one_address(run: Runner, newsroom: Newsroom, source: str) -> None:
    target = other(source)
    for slug in ("first", "second"):
        catalogue = newsroom.translate(newsroom.release(slug, source=source))
        newsroom.edit(catalogue, f'msgstr "{slug}-{target}"', 'msgstr "same"')
    code, out, _ = run("check")
    assert code == 1
    assert out.count("is taken by content/releases/2026/") == 2


@SOURCES
def test_check_of_one_release_reads_no_other_but_who_wants_its_address(
    run: Runner, newsroom: Newsroom, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, read = other(source), []
    for slug in ("first", "second", "third"):
        catalogue = newsroom.translate(newsroom.release(slug, source=source))
        if slug != "third":
            newsroom.edit(catalogue, f'msgstr "{slug}-{target}"', 'msgstr ""\n"one-"\n"address"')
    newsroom.translate(newsroom.release("first", source=source, year=2025, published="2025-01-10 09:30"))
    for module in (neighbours, inspection):
        real = module.assemble
        monkeypatch.setattr(
            module,
            "assemble",
            lambda *given, real=real: read.append(given[1].name) or real(*given),  # type: ignore[misc]
        )
    code, out, _ = run("check", "--errors", "2026/first")
    assert code == 1
    (line,) = out.splitlines()
    assert line.startswith(f"{newsroom.catalogue_path('content/releases/2026/first.md')}:")
    assert "is taken by content/releases/2026/second.md" in line
    assert read == ["releases/2026/first", "releases/2026/second"]


@SOURCES
def test_check_of_one_release_knows_an_address_that_another_has_in_its_head(
    run: Runner, newsroom: Newsroom, source: str
) -> None:
    newsroom.release("first", source=source)
    newsroom.release("second", source=source, front="slug:\n  first", translate=False)
    code, out, _ = run("check", "--errors", "2026/first")
    assert code == 1
    assert "is taken by content/releases/2026/second.md" in out


# publish


@SOURCES
def test_publish_says_what_went_live_and_what_waits(run: Runner, newsroom: Newsroom, source: str) -> None:
    newsroom.release("ready", source=source)
    code, out, err = run("publish")
    assert (code, err) == (0, "")
    assert "releases/2026/ready: live in both languages" in out
    assert "/cy/datganiadau/2026/ready" in out
    assert "/en/releases/2026/ready" in out
    assert out.endswith("Edition 1.\n")
    catalogue = newsroom.catalogue_path(newsroom.release("unready", source=source, translate=False))
    code, out, _ = run("publish")
    assert code == 1
    assert f"{catalogue}:1: error: missing: " in out
    assert "releases/2026/unready: waits, in both languages" in out
    assert "/ready" not in out


@SOURCES
def test_publish_tells_programs_the_same(run: Runner, newsroom: Newsroom, source: str) -> None:
    newsroom.release("ready", source=source)
    newsroom.release("unready", source=source, translate=False)
    newsroom.release("later", source=source, published="2026-12-31 09:30", front="draft: true")
    code, out, _ = run("publish", "--format", "json")
    assert code == 1
    report = json.loads(out)
    assert (report["edition"], report["changed"], report["interface"], report["gone"]) == (1, True, [], [])
    rows = {row["name"].rpartition("/")[2]: row for row in report["releases"]}
    assert {name: row["state"] for name, row in rows.items()} == {
        "ready": "live",
        "unready": "waiting",
        "later": "draft",
    }
    assert set(rows["ready"]["addresses"]) == {"cy", "en"}
    assert rows["unready"]["findings"][0]["fix"]


# audit


@SOURCES
def test_audit_prints_the_record(run: Runner, newsroom: Newsroom, source: str) -> None:
    newsroom.release(source=source)
    newsroom.publish()
    code, out, err = run("audit")
    assert code == 0
    assert re.fullmatch(r"lines: 1, unchanged. Digest of the last: [0-9a-f]{64}\n", err)
    assert "15 January 2026, 12:00" in out
    assert "/cy/datganiadau/2026/test-release" in out
    code, out, _ = run("audit", "--format", "json")
    (row,) = json.loads(out)
    assert code == 0
    assert (row["at"], row["event"], row["name"]) == (NOON.isoformat(), "live", "releases/2026/test-release")
    assert set(row["addresses"]) == {"cy", "en"}
    assert len(row["digests"]) == 2


@pytest.mark.parametrize("lines", [0, 1])
def test_lines_that_are_cut_off_the_record_are_told(run: Runner, newsroom: Newsroom, lines: int) -> None:
    newsroom.release("one")
    newsroom.release("two", source="cy")
    newsroom.publish()
    assert run("audit")[0] == 0
    record = newsroom.root / "instance/record.jsonl"
    kept = b"".join(record.read_bytes().splitlines(keepends=True)[:lines])
    record.write_bytes(kept) if lines else record.unlink()
    told = "instance/record.jsonl:1: warning: record: lines are gone that it had at the last publish; "
    code, _, err = run("audit")
    assert code == 1
    assert told in err
    code, out, _ = run("publish")
    assert code == 1
    assert out.startswith(told)
    # It goes on with what is live: what was told once is no news.
    assert run("publish")[0] == run("audit")[0] == 0
    assert len(record.read_bytes().splitlines()) == 2


def test_audit_of_a_site_that_never_published_is_empty(run: Runner) -> None:
    assert run("audit", "--format", "json") == (0, "[]\n", "")


# translations


@SOURCES
def test_an_update_makes_what_is_missing_and_is_then_done(run: Runner, newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source, translate=False)
    catalogue = newsroom.catalogue_path(path)
    code, out, err = run("translations", "update", "--check")
    assert code == 1
    assert catalogue in [line.split(": ")[0] for line in out.splitlines()]
    assert "out of date" in err
    assert not (newsroom.root / catalogue).exists()
    code, out, err = run("translations", "update")
    assert code == 0
    assert catalogue in [line.split(": ")[0] for line in out.splitlines()]
    assert "brought up to date" in err
    headers = read_po((newsroom.root / catalogue).read_bytes(), catalogue).headers()
    assert headers["Plural-Forms"] == LOCALES[other(source)].plural_forms
    files = {file: file.read_bytes() for file in (newsroom.root / "translations").rglob("*.po")}
    assert run("translations", "update") == (0, "", "Every file is up to date.\n")
    assert run("translations", "update", "--check") == (0, "", "Every file is up to date.\n")
    assert {file: file.read_bytes() for file in (newsroom.root / "translations").rglob("*.po")} == files


@SOURCES
def test_an_update_marks_what_changed_and_touches_nothing_else(run: Runner, newsroom: Newsroom, source: str) -> None:
    run("translations", "update")
    path = newsroom.release(source=source)
    catalogue = newsroom.root / newsroom.catalogue_path(path)
    run("translations", "update")
    newsroom.edit(path, "Test paragraph one.", "Test paragraph one and more.")
    code, out, _ = run("translations", "update")
    assert (code, out) == (0, f"{newsroom.folder.relative(catalogue)}: 1 changed and now fuzzy\n")
    text = catalogue.read_text("utf-8")
    assert '#, fuzzy\n#| msgid "Test paragraph one."\nmsgid "Test paragraph one and more."\n' in text
    newsroom.publish()
    assert newsroom.live("cy") == newsroom.live("en") == []


@SOURCES
def test_an_update_leaves_out_what_cannot_be_read_and_does_the_rest(
    run: Runner, newsroom: Newsroom, source: str
) -> None:
    broken = newsroom.release("broken", source=source)
    newsroom.edit(broken, "source:", "sorce:")
    damaged = newsroom.translate(newsroom.release("damaged", source=source))
    newsroom.write(damaged, 'msgid "Test\n')
    newsroom.write("content/releases/2026/folder.md/test.txt", "test")
    (newsroom.root / "content/releases/2026/nowhere.md").symlink_to("nowhere")
    whole = newsroom.release("whole", source=source, translate=False)
    code, out, err = run("translations", "update")
    assert code == 2
    assert newsroom.catalogue_path(whole) in out
    assert f"datganiad: {broken}:5: " in err
    assert f"datganiad: {damaged}:1: " in err
    assert "datganiad: content/releases/2026/nowhere.md:1: the file cannot be read" in err
    assert (newsroom.root / damaged).read_text("utf-8") == 'msgid "Test\n'
    again = run("translations", "update")
    assert (again[0], again[2].splitlines()[-1]) == (2, "Everything else is up to date.")


def test_a_release_is_named_by_each_of_its_files_from_wherever_one_stands(
    run: Runner, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = newsroom.release("named", source="cy")
    newsroom.release("other", source="cy", translate=False)
    catalogue = newsroom.catalogue_path(path)
    assert run("translations", "update", "2026/named")[0] == 0
    for where, start in ((newsroom.root, "./"), (newsroom.root.parent, "site/"), (newsroom.root / "content", "../")):
        monkeypatch.chdir(where)
        for file in (path, catalogue, f"{start}{path}", f"{start}{catalogue}", str(newsroom.root / path)):
            rows = json.loads(run("translations", "status", "--format", "json", file)[1])
            assert [row["name"] for row in rows] == ["releases/2026/named"], file
            assert run("translations", "update", file) == (0, "", "What is named is up to date.\n")
            assert run("check", file)[0] == 0
            assert run("sign-off", "en", file, "--by", "Test Person")[0] == 0
    interface = json.loads(run("translations", "status", "--format", "json", "translations/cy/LC_MESSAGES/site.po")[1])
    assert {row["name"] for row in interface} == {"messages", "site"}
    code, _, err = run("translations", "update", "../nowhere.md")
    assert (code, err.count("\n")) == (2, 1)


@SOURCES
def test_an_update_that_a_files_charset_cannot_hold_is_told(run: Runner, newsroom: Newsroom, source: str) -> None:
    path = newsroom.release(source=source)
    catalogue = newsroom.catalogue_path(path)
    newsroom.edit(catalogue, "charset=UTF-8", "charset=ISO-8859-1")
    before = (newsroom.root / catalogue).read_bytes()
    newsroom.edit(path, "Test paragraph one.", "Test tŵr.")
    code, _, err = run("translations", "update")
    assert code == 2
    assert f"datganiad: {catalogue}:1: the file's charset cannot write 'ŵ'; save the file as UTF-8" in err
    assert (newsroom.root / catalogue).read_bytes() == before


@SOURCES
def test_status_counts_what_is_left_to_do(run: Runner, newsroom: Newsroom, source: str) -> None:
    newsroom.release("whole", source=source)
    newsroom.release("missing", source=source, translate=False)
    catalogue = newsroom.translate(newsroom.release("fuzzy", source=source))
    newsroom.edit(catalogue, 'msgid "Test paragraph one."', '#, fuzzy\nmsgid "Test paragraph one."')
    code, out, _ = run("translations", "status", "--format", "json")
    assert code == 0
    rows = {(row["name"], row["lang"]): row for row in json.loads(out)}
    assert {name for name, _ in rows} == {
        "messages",
        "site",
        *(f"releases/2026/{slug}" for slug in ("whole", "missing", "fuzzy")),
    }
    assert {rows["messages", lang]["state"] for lang in LOCALES} == {"whole"}
    target = other(source)
    whole, missing, fuzzy = (rows[f"releases/2026/{slug}", target] for slug in ("whole", "missing", "fuzzy"))
    assert [whole[key] for key in ("messages", "missing", "fuzzy", "words", "errors")] == [5, 0, 0, 0, 0]
    assert [missing[key] for key in ("messages", "missing", "fuzzy", "errors")] == [5, 5, 0, 5]
    assert [fuzzy[key] for key in ("messages", "missing", "fuzzy", "words", "errors")] == [5, 0, 1, 3, 1]
    assert (whole["state"], missing["state"], fuzzy["state"]) == ("ready", "waiting", "waiting")
    code, out, _ = run("translations", "status")
    assert code == 0
    assert re.search(rf"releases/2026/fuzzy +{LOCALES[target].name} +waiting +5 +0 +1 +3 +1 ", out)
    run("publish")
    rows = json.loads(run("translations", "status", "--format", "json", "2026/whole", "2026/missing")[1])
    assert {row["name"]: row["state"] for row in rows} == {
        "releases/2026/missing": "waiting",
        "releases/2026/whole": "live",
    }


@pytest.mark.parametrize("columns", [80, 160])
def test_status_breaks_no_word_on_a_terminal_of_any_width(newsroom: Newsroom, columns: int) -> None:
    names = [f"test-release-with-a-long-name-{number}" for number in (1, 2)]
    for name in names:
        newsroom.release(name, source="cy", translate=name.endswith("1"))
    newsroom.inside("sign-off", "en", f"2026/{names[0]}", "--by", "Test Person")
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    command = [sys.executable, "-m", "app", "--site", str(newsroom.root), "translations", "status"]
    told = subprocess.run(
        command, cwd=HOUSE, stdin=terminal, stdout=terminal, stderr=subprocess.PIPE, env=TERMINAL, check=True
    )
    os.close(terminal)
    shown = os.read(screen, 65_536).decode()
    os.close(screen)
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in shown.splitlines()]
    assert all(len(line) <= columns for line in lines)
    for words in (*names, "Cymraeg", "English", "waiting", "ready", "Test Person"):
        assert any(words in line for line in lines), words
    assert ("Catalogue" in shown) == (columns == 160)
    assert told.stderr.endswith(b"in 1 of 6 catalogues.\n")


@SOURCES
def test_status_looks_at_what_it_is_asked_for(run: Runner, newsroom: Newsroom, source: str) -> None:
    def names(*arguments: str) -> list[str]:
        return [row["name"] for row in json.loads(run("translations", "status", "--format", "json", *arguments)[1])]

    path = newsroom.release("whole", source=source)
    newsroom.release("missing", source=source, translate=False)
    for name in ("2026/whole", "releases/2026/whole", path):
        assert names(name) == ["releases/2026/whole"]
    assert names("interface") == ["messages", "messages", "site", "site"]
    assert names("interface", "2026/missing")[-1] == "releases/2026/missing"
    assert names("--left") == ["releases/2026/missing"]
    newsroom.edit("content/site.yaml", "Test strapline", "Test strapline two")
    assert names("--left") == ["site", "releases/2026/missing"]
    assert names("--left", "2026/whole") == []
    code, out, err = run("translations", "status", "--left", "2026/whole")
    assert (code, out, err.splitlines()[-1]) == (0, "", "Every message has its translation.")
    err = run("translations", "status", "--left")[2]
    assert "in 2 of 6 catalogues" in err
    code, _, err = run("translations", "status", "2026/nothing")
    assert (code, err.count("\n")) == (2, 1)


@SOURCES
def test_status_lists_what_is_silenced_and_what_cannot_be_read(run: Runner, newsroom: Newsroom, source: str) -> None:
    catalogue = newsroom.translate(newsroom.release("silenced", source=source))
    newsroom.edit(catalogue, 'msgid "Test paragraph one."', '# no-check-numbers\nmsgid "Test paragraph one."')
    # What cannot be silenced is not: it is told like any other finding.
    newsroom.edit(catalogue, 'msgid "Test paragraph two."', '#, no-check-missing\nmsgid "Test paragraph two."')
    damaged = newsroom.translate(newsroom.release("damaged", source=source))
    newsroom.write(damaged, 'msgid "Test\n')
    broken = newsroom.release("broken", source=source)
    newsroom.edit(broken, "source:", "sorce:")
    line = line_of(newsroom.root / catalogue, 'msgid "Test paragraph one."') + 1
    code, out, err = run("translations", "status")
    assert code == 2
    assert f"{catalogue}:{line}: silenced: numbers\n" in out
    assert "silenced: missing" not in out
    assert f"{damaged}:1: error: catalogue: the string does not end on its line" in out
    assert f"{broken}:5: error: content: " in out
    assert err.splitlines()[-1] == "Every message that could be read has its translation."
    code, out, _ = run("translations", "status", "--format", "json")
    rows = {row["name"]: row for row in json.loads(out)}
    assert code == 2
    assert rows["releases/2026/silenced"]["silenced"] == [{"path": catalogue, "line": line, "check": "numbers"}]
    assert [rows[f"releases/2026/{slug}"]["state"] for slug in ("damaged", "broken")] == ["broken", "broken"]


def test_findings_are_told_in_the_form_that_code_hosts_show(run: Runner, newsroom: Newsroom) -> None:
    catalogue = newsroom.translate(newsroom.release(body="Test 51%: a, b."))
    newsroom.edit(catalogue, "Trial Test 51%: a, b.", "Trial Test 15%: a, b.")
    code, out, _ = run("check", "--format", "github")
    assert code == 1
    line = line_of(newsroom.root / catalogue, "Trial Test 15%")
    first = out.splitlines()[0]
    assert first.startswith(f"::error file={catalogue},line={line},title=numbers::51 is not in the translation; ")


def test_what_a_code_host_would_take_for_its_own_is_escaped() -> None:
    finding = Finding("a,b:c%.po", 3, "warning", "test", "50%\nmore", "fix")
    assert github_lines((finding,)) == ["::warning file=a%2Cb%3Ac%25.po,line=3,title=test::50%25%0Amore; fix"]


# new


@SOURCES
def test_new_starts_a_draft_that_can_be_read(run: Runner, newsroom: Newsroom, source: str) -> None:
    code, out, err = run("new", "test-start", "--source", source)
    assert code == 0
    assert "draft" in err
    path = out.strip()
    assert path in release_paths(newsroom.folder)
    release = parse_release((newsroom.root / path).read_bytes(), path)
    assert (release.source, release.draft) == (source, True)
    newsroom.publish()
    assert newsroom.live(source) == []


def test_new_is_written_in_the_first_language_of_the_site(run: Runner, newsroom: Newsroom) -> None:
    path = run("new", "test-start")[1].strip()
    assert parse_release((newsroom.root / path).read_bytes(), path).source == "cy"


def write_text(file: Path, paragraphs: list[str]) -> None:
    if file.suffix == ".docx":
        document = docx.Document()
        for paragraph in paragraphs:
            style = {"#": "Heading 2", "-": "List Bullet"}.get(paragraph[0], "Normal")
            document.add_paragraph(paragraph.lstrip("#- "), style=style)
        document.save(str(file))
    else:
        file.write_text("\ufeff" + "\r\n\r\n".join(paragraphs) + "\r\n", "utf-8", newline="")


@SOURCES
@pytest.mark.parametrize("ending", [".txt", ".md", ".docx", ".DOCX"])
def test_new_takes_its_words_from_a_file(
    run: Runner, newsroom: Newsroom, tmp_path: Path, source: str, ending: str
) -> None:
    file = tmp_path / f"test{ending}"
    paragraphs = ["Test: headline", "Test # summary", "Test tŵr.", "## Test", "- Test item", "- Test two"]
    if ending == ".DOCX":
        write_text(tmp_path / "test.docx", paragraphs)
        shutil.move(tmp_path / "test.docx", file)
    else:
        write_text(file, paragraphs)
    code, out, _ = run("new", "test-start", "--source", source, "--from", str(file))
    assert code == 0
    path = out.strip()
    release = parse_release((newsroom.root / path).read_bytes(), path)
    assert (release.title.text, release.summary.text) == ("Test: headline", "Test # summary")
    assert [(block.role, block.text) for block in release.body] == [
        ("paragraph", "Test tŵr."),
        ("paragraph", "\\## Test") if ending == ".txt" else ("heading", "Test"),
        ("list", ""),
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [("test.docx", b"not a document"), ("test.txt", b"T\xe2n"), ("test.pdf", b"%PDF"), ("empty.docx", b"")],
)
def test_new_tells_of_a_file_that_it_cannot_read(run: Runner, newsroom: Newsroom, name: str, data: bytes) -> None:
    file = newsroom.write(f"../{name}", data)
    code, out, err = run("new", "test-start", "--from", str(file))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"datganiad: {name}:1: ")
    assert release_paths(newsroom.folder) == ()


def test_new_takes_an_empty_text(run: Runner, newsroom: Newsroom) -> None:
    file = newsroom.write("../test.txt", "\n\n")
    code, out, _ = run("new", "test-start", "--from", str(file))
    assert code == 0
    parse_release((newsroom.root / out.strip()).read_bytes(), out.strip())


@SOURCES
def test_new_never_overwrites(run: Runner, newsroom: Newsroom, source: str) -> None:
    path = newsroom.root / run("new", "test-start", "--source", source)[1].strip()
    path.write_text("somebody's work", "utf-8")
    code, out, err = run("new", "test-start", "--source", source)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "is there already" in err
    assert path.read_text("utf-8") == "somebody's work"
    assert [file.name for file in path.parent.iterdir()] == ["test-start.md"]


@pytest.mark.parametrize("slug", ["Test", "tŵr", "a b", "../test", "a--b", "a_b", "", "-", "2026", "index", "a" * 201])
def test_new_refuses_a_bad_slug(run: Runner, newsroom: Newsroom, slug: str) -> None:
    code, out, err = run("new", "--", slug)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "is not a slug" in err
    assert release_paths(newsroom.folder) == ()


# The house itself


def test_the_houses_own_site_has_no_findings(run: Runner) -> None:
    code, out, _ = run("check", site=HOUSE)
    assert (code, out) == (0, "")


def test_each_command_is_told_as_it_tells_itself(run: Runner) -> None:
    context = click.Context(datganiad)
    told = {name: datganiad.get_command(context, name) for name in datganiad.list_commands(context)}
    assert {name: command and command.get_short_help_str(200) for name, command in told.items()} == COMMANDS
    _, out, _ = run("--help")
    assert all(name in out for name in COMMANDS)


def test_help_and_serving_load_nothing_that_only_publishing_needs() -> None:
    heavy = {"rich", "markdown_it", "weasyprint", "docx", "spylls", "snowballstemmer", "rapidfuzz", "app.checks"}
    heavy |= {"app.catalogue", "babel.messages"}
    loads = {"app.cli": heavy | {"flask", "granian", "pydantic"}, "app.cli.serve": heavy | {"flask", "pydantic"}}
    loads["app.web"] = heavy | {"pydantic"}
    for module, unwanted in loads.items():
        script = f"import sys, {module}; print(sorted({unwanted!r} & sys.modules.keys()))"
        done = subprocess.run([sys.executable, "-c", script], cwd=HOUSE, capture_output=True, text=True, check=True)
        assert done.stdout == "[]\n", module
