"""What is left to do in each catalogue, as a status tells it to people."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import click
from rich.table import Table

from app.checks import Seal
from app.cli.speech import Speech
from app.cli.telling import narrow_terminal, print_table
from app.locales import LOCALES
from app.wording import Quoted, Told, Wording

_STATES = {
    "draft": Wording("draft"),
    "waiting": Wording("waiting"),
    "embargoed": Wording("embargoed"),
    "ready": Wording("ready"),
    "live": Wording("live"),
    "withdrawn": Wording("withdrawn"),
    "whole": Wording("whole"),
    "broken": Wording("broken"),
}
"""How people are told of the state of a Row."""


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
    problem: Told | None = None
    keeps: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something is left to do in it."""
        return bool(self.missing or self.fuzzy or self.errors or self.problem) or self.state == "waiting"


def tell_rows(rows: list[Row], count: int, say: Speech) -> None:
    """A table on stdout, or a paragraph for each where the terminal is too narrow; below it what it cannot hold.

    count: of all catalogues, those among them that are not shown.
    """
    table = _table(rows, say)
    width = narrow_terminal(table)
    if width is not None:
        for line in _lines(rows, width, say):
            click.echo(line)
    elif rows:
        print_table(table)
    for row in rows:
        if row.problem:
            say.tell(row.problem)
    for silence in (each for row in rows for each in row.silenced):
        place = f"{silence.path}:{silence.line}"
        say.tell(Wording("%(place)s: silenced: %(check)s", place=place, check=silence.check))
    left = sum(row.words for row in rows)
    open_rows = sum(bool(row.missing or row.fuzzy) for row in rows)
    if left:
        told = Wording(
            "words to do: %(words)s, in %(open)s of %(all)s catalogues.", words=left, open=open_rows, all=count
        )
    elif any(row.problem for row in rows):
        told = Wording("Every message that could be read has its translation.")
    else:
        told = Wording("Every message has its translation.")
    say.tell(told, err=True)


def _table(rows: list[Row], say: Speech) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    for title in (Wording("Catalogue"), Wording("Language"), Wording("State")):
        table.add_column(say(title), overflow="fold")
    for title in (
        Wording("Messages"),
        Wording("Missing"),
        Wording("Fuzzy"),
        Wording("Words"),
        Wording("Errors"),
        Wording("Warnings"),
        Wording("Silenced"),
    ):
        table.add_column(say(title), justify="right")
    table.add_column(say(Wording("Seal")), overflow="fold")
    for row in rows:
        numbers = (row.messages, row.missing, row.fuzzy, row.words, row.errors, row.warnings, len(row.silenced))
        shown = [""] * len(numbers) if row.problem else [str(number) for number in numbers]
        name = LOCALES[row.lang].name if row.lang else ""
        table.add_row(row.name, name, say(_state(row)), *shown, say(_seal(row.seal)))
    return table


def _lines(rows: list[Row], width: int, say: Speech) -> Iterator[str]:
    """The same in words, without counts of zero: each name once, and below it a paragraph for each language."""
    for name, group in groupby(rows, lambda row: row.name):
        yield from textwrap.wrap(name, width, subsequent_indent="  ", break_long_words=False)
        for row in group:
            counts = (
                (row.messages, Wording("messages: %(count)s", count=row.messages)),
                (row.missing, Wording("missing: %(count)s", count=row.missing)),
                (row.fuzzy, Wording("fuzzy: %(count)s", count=row.fuzzy)),
                (row.words, Wording("words to do: %(count)s", count=row.words)),
                (row.errors, Wording("errors: %(count)s", count=row.errors)),
                (row.warnings, Wording("warnings: %(count)s", count=row.warnings)),
                (len(row.silenced), Wording("silenced: %(count)s", count=len(row.silenced))),
                (row.seal, Wording("seal: %(seal)s", seal=_seal(row.seal))),
            )
            state = say(_state(row))
            first = f"{LOCALES[row.lang].name}: {state}" if row.lang else state
            said = "; ".join((first, *(say(words) for there, words in counts if there)))
            yield from textwrap.wrap(said, width, initial_indent="  ", subsequent_indent="    ")


def _state(row: Row) -> Wording:
    state = _STATES[row.state]
    return Wording("%(state)s, live as it was", state=state) if row.keeps else state


def _seal(seal: Seal | None) -> Told:
    if seal is None:
        return Quoted("–")
    signed = Quoted(f"{seal.by}, {seal.at[:10]}")
    return signed if seal.whole else Wording("broken (%(signed)s)", signed=signed)
