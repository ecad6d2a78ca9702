"""What is left to do in each catalogue, as a status tells it to people."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import click
from rich.table import Table

from app.checks import Seal
from app.cli.telling import counted, narrow_terminal, print_table
from app.locales import LOCALES


@dataclass(frozen=True, slots=True)
class Silence:
    """A check that a translator silenced for one message. line: 1-based."""

    path: str
    line: int
    check: str


@dataclass(frozen=True, slots=True)
class Row:
    """What is left to do in one catalogue.

    words: in the sources of what is missing or fuzzy. errors, warnings: findings of the checks. seal: None where
    nobody has signed it off. state: of the release, "ready" where all that it lacks to be live is a publish; "whole"
    or "waiting" for the interface; "broken" for a file that cannot be read. problem: what is wrong with such a file.
    keeps: the pair that is live stays as it is meanwhile.
    """

    name: str
    lang: str
    state: str
    messages: int = 0
    missing: int = 0
    fuzzy: int = 0
    words: int = 0
    errors: int = 0
    warnings: int = 0
    silenced: tuple[Silence, ...] = ()
    seal: Seal | None = None
    problem: str = ""
    keeps: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something is left to do in it."""
        return bool(self.missing or self.fuzzy or self.errors or self.problem) or self.state == "waiting"


def print_rows(rows: list[Row], count: int) -> None:
    """A table on stdout, or a paragraph for each where the terminal is too narrow; below it what it cannot hold.

    count: of all catalogues, those among them that are not shown.
    """
    table = _table(rows)
    width = narrow_terminal(table)
    if width is not None:
        for line in _lines(rows, width):
            click.echo(line)
    elif rows:
        print_table(table)
    for row in rows:
        if row.problem:
            click.echo(row.problem)
    for silence in (each for row in rows for each in row.silenced):
        click.echo(f"{silence.path}:{silence.line}: silenced: {silence.check}")
    left = sum(row.words for row in rows)
    open_rows = sum(bool(row.missing or row.fuzzy) for row in rows)
    if left:
        click.echo(f"{counted(left, 'word')} to do in {open_rows} of {counted(count, 'catalogue')}.", err=True)
    elif any(row.problem for row in rows):
        click.echo("Every message that could be read has its translation.", err=True)
    else:
        click.echo("Every message has its translation.", err=True)


def _table(rows: list[Row]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    for title in ("Catalogue", "Language", "State"):
        table.add_column(title, overflow="fold")
    for title in ("Messages", "Missing", "Fuzzy", "Words", "Errors", "Warnings", "Silenced"):
        table.add_column(title, justify="right")
    table.add_column("Seal", overflow="fold")
    for row in rows:
        numbers = (row.messages, row.missing, row.fuzzy, row.words, row.errors, row.warnings, len(row.silenced))
        shown = [""] * len(numbers) if row.problem else [str(number) for number in numbers]
        table.add_row(row.name, LOCALES[row.lang].name if row.lang else "", _state(row), *shown, _seal(row.seal))
    return table


def _lines(rows: list[Row], width: int) -> Iterator[str]:
    """The same in words, without counts of zero: each name once, and below it a paragraph for each language."""
    for name, group in groupby(rows, lambda row: row.name):
        yield from textwrap.wrap(name, width, subsequent_indent="  ", break_long_words=False)
        for row in group:
            counts = (
                (row.messages, counted(row.messages, "message")),
                (row.missing, f"{row.missing} missing"),
                (row.fuzzy, f"{row.fuzzy} fuzzy"),
                (row.words, f"{counted(row.words, 'word')} to do"),
                (row.errors, counted(row.errors, "error")),
                (row.warnings, counted(row.warnings, "warning")),
                (len(row.silenced), f"{len(row.silenced)} silenced"),
                (row.seal, f"seal: {_seal(row.seal)}"),
            )
            state = f"{LOCALES[row.lang].name}: {_state(row)}" if row.lang else _state(row)
            said = "; ".join((state, *(words for there, words in counts if there)))
            yield from textwrap.wrap(said, width, initial_indent="  ", subsequent_indent="    ")


def _state(row: Row) -> str:
    return f"{row.state}, live as it was" if row.keeps else row.state


def _seal(seal: Seal | None) -> str:
    if seal is None:
        return "–"
    return f"{seal.by}, {seal.at[:10]}" if seal.whole else f"broken ({seal.by}, {seal.at[:10]})"
