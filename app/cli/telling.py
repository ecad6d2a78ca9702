"""What the commands share: the time, progress, JSON, tables and findings in lines."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from app.cli.speech import Speech
from app.lexicon import ABSENT, REMEDY
from app.model import Finding
from app.wording import Wording

if TYPE_CHECKING:  # they take longer to import than a publish that finds nothing new
    from rich.table import Table

    from app.checks import Knowledge
    from app.edition.query import Edition
    from app.edition.values import Interface

WIDE_COLUMNS = 240
"""Of a table in a pipe: enough that no address is cut."""

format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)


def now() -> datetime:
    """The time. Aware, UTC."""
    return datetime.now(UTC)


def cores() -> int:
    """How many processes may share the work of a command: one for each core that this one may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def prove(edition: "Edition", interface: "Interface", at: datetime) -> bytes:
    """As of render.proof, which only a new interface needs."""
    from app.render import proof

    return proof.prove(edition, interface, at)


def as_json(value: object) -> None:
    """A result for programs, on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def finding_rows(findings: tuple[Finding, ...]) -> list[dict[str, object]]:
    """Findings as JSON objects, with the fields of Finding."""
    return [asdict(finding) for finding in findings]


def github_lines(findings: tuple[Finding, ...]) -> list[str]:
    """Findings as workflow commands, which code hosts show beside a change (GitHub, "Workflow commands")."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def of(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    return [
        f"::{each.level} file={of(each.path)},line={each.line},title={of(each.check)}::"
        + data(f"{each.what}; {each.fix}")
        for each in findings
    ]


def tell_what_is_absent(knowledge: "Knowledge", say: Speech) -> None:
    """Says on stderr what could not be looked up, and the way to have it."""
    if knowledge.lexicon is None:
        say.tell(Wording("%(what)s; to have it: %(remedy)s", what=ABSENT, remedy=REMEDY), err=True)


def print_table(table: "Table") -> None:
    """A table on stdout: as wide as the terminal, as wide as it needs in a pipe."""
    from rich.console import Console

    wide = None if Console().is_terminal else WIDE_COLUMNS
    Console(width=wide).print(table)


def narrow_terminal(table: "Table") -> int | None:
    """How many columns the terminal has, where that is too few for the table; None where it has room, or in a pipe."""
    from rich.console import Console

    console = Console()
    wanted = Console(width=WIDE_COLUMNS).measure(table).maximum
    return console.width if console.is_terminal and wanted > console.width else None


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal, for work that takes longer than a moment; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
