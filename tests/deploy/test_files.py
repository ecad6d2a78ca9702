"""What app/deploy/ and its section of app/README.md say is so: files, settings, commands."""

import os
import re
import shlex
import subprocess
from dataclasses import fields
from fnmatch import fnmatch
from pathlib import Path

import pytest

from app.cli import COMMANDS
from app.pdf.libraries import REMEDY
from app.settings import HOUSE, Settings
from app.web.headers import HTTPS_ONLY

DEPLOY = HOUSE / "app/deploy"
FILES = sorted(path.name for path in DEPLOY.iterdir())
ROOT = "/srv/newyddion"
README = (HOUSE / "app/README.md").read_text("utf-8").split("## Serving for real\n", 1)[1].split("\n## ", 1)[0]
DEFAULTS = Settings()


def text_of(name: str) -> str:
    """A file of app/deploy/, its lines joined where a backslash says so."""
    return (DEPLOY / name).read_text("utf-8").replace("\\\n", "")


def instructions(word: str) -> list[str]:
    """What follows a word at the start of the lines of the Containerfile."""
    return [line.split(" ", 1)[1] for line in text_of("Containerfile").splitlines() if line.startswith(f"{word} ")]


def made_by(target: str) -> list[str]:
    """The commands of pip in a rule of the Makefile."""
    rule = (HOUSE / "Makefile").read_text("utf-8").split(f"{target}:", 1)[1].split("\n\n", 1)[0]
    return [line.strip().lstrip("@").replace("$(BIN)", ".venv/bin") for line in rule.splitlines() if " pip " in line]


def test_the_readme_leads_to_each_file() -> None:
    assert {name for name in FILES if f"](deploy/{name})" in README} == set(FILES)


@pytest.mark.parametrize("name", [*FILES, "README.md"])
def test_settings_and_commands_that_are_named_exist(name: str) -> None:
    text = README if name == "README.md" else (DEPLOY / name).read_text("utf-8")
    known = {f"DATGANIAD_{field.name.upper()}" for field in fields(Settings)}
    assert set(re.findall(r"DATGANIAD_\w+", text)) <= known
    assert set(re.findall(r"bin/datganiad ([a-z-]+)", text)) <= COMMANDS.keys()
    assert set(re.findall(r"\bdatganiad ([a-z-]+)`", text)) <= COMMANDS.keys()
    assert set(re.findall(r"make \.venv/\.(\w+)", text)) <= {"serve"}


def test_the_container_is_made_as_make_serve_makes_it() -> None:
    assert [line for line in instructions("RUN") if " pip " in line] == made_by("$(VENV)/.serve")
    packages = REMEDY.split("apt-get install ")[1].rstrip(")")
    assert [re.sub(" +", " ", line) for line in instructions("RUN") if packages in line]


def test_the_container_copies_what_is_there_and_is_let_through() -> None:
    ignored = (HOUSE / ".dockerignore").read_text("utf-8").splitlines()
    through = [line[1:] for line in ignored if line.startswith("!")]
    copied = [
        source for line in instructions("COPY") if not line.startswith("--from=") for source in shlex.split(line)[:-1]
    ]
    assert sorted(copied) == sorted(through)
    assert [source for source in copied if not (HOUSE / source).exists()] == []
    assert "*" in ignored
    assert not [pattern for pattern in ignored if not pattern.startswith(("!", "#", "*")) and fnmatch("app", pattern)]


def test_the_container_runs_as_nobody_in_particular_and_stops_when_asked() -> None:
    number = re.search(r"--uid (\d+)", text_of("Containerfile"))
    assert number
    assert instructions("USER") == [number[1]]
    assert instructions("VOLUME") == [f"{ROOT}/instance"]
    assert instructions("WORKDIR") == [ROOT, ROOT]
    assert instructions("EXPOSE") == [str(DEFAULTS.port)]
    assert instructions("STOPSIGNAL") == ["SIGTERM"]
    [environment] = instructions("ENV")
    values = dict(pair.split("=", 1) for pair in environment.split(" "))
    assert (values["DATGANIAD_HOST"], values["DATGANIAD_SITE"]) == ("0.0.0.0", ROOT)
    assert values["DATGANIAD_PORT"] == str(DEFAULTS.port)
    [check] = instructions("HEALTHCHECK")
    assert "'/healthz'" in check
    [script] = re.findall(r'"-c", "(.*)"\]', check)
    compile(script, "HEALTHCHECK", "exec")


def test_the_service_may_write_to_instance_alone() -> None:
    lines = [line.partition("=") for line in text_of("datganiad.service").splitlines()]
    said = {key: value for key, _, value in lines if value}
    assert said["ProtectSystem"] == "strict"
    assert said["ReadWritePaths"] == f"{ROOT}/instance"
    assert said["ExecStart"] == f"{ROOT}/.venv/bin/datganiad serve"
    assert said["User"] == said["Group"] == "datganiad"


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_proxies_stand_in_front_of_the_default_port_and_send_hsts(name: str) -> None:
    text = text_of(name)
    assert f"{DEFAULTS.host}:{DEFAULTS.port}" in text
    for header, value in HTTPS_ONLY.items():
        assert f'{header} "{value}"' in text
    assert f"{ROOT}/app/deploy" in text
    assert "unavailable.html" in text


def test_nginx_is_reloaded_when_what_it_is_told_has_changed_and_only_then(tmp_path: Path) -> None:
    text = (HOUSE / "README.md").read_text("utf-8").replace("\\\n", "")
    [script] = re.findall(r"ExecStartPost=\+/bin/sh -c '(.*)'", text)
    for name in ("/srv/public", "/run"):
        assert name in script
        script = script.replace(name, str(tmp_path))
    program = tmp_path / "systemctl"
    program.write_text(f'#!/bin/sh\necho "$@" >>{tmp_path}/said\n')
    program.chmod(0o755)
    for told in ("one", "one", "two", "two"):
        (tmp_path / "_nginx.conf").write_text(told)
        path = f"{tmp_path}:{os.environ['PATH']}"
        subprocess.run(["/bin/sh", "-c", script], check=True, env={"PATH": path})
    assert (tmp_path / "said").read_text() == "reload nginx\n" * 2
