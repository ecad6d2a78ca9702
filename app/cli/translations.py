"""`datganiad translations`: keeps the .po files up to date, and says what is left to do."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

import click
from rich.table import Table

from app.catalogue.read import read_catalogue
from app.checks import Pair, message_pairs, release_pairs, run, site_pairs
from app.cli.jobs import Job, catalogue_jobs
from app.cli.telling import as_json, format_option, now, print_table, site_of
from app.cli.update import update
from app.content.site import SITE_PATH, parse_site
from app.edition.assembly import TEMPLATE_LANGUAGE, assemble, read_sources, release_paths
from app.edition.query import Edition
from app.edition.store import open_for_reading
from app.errors import EditionError, FileError
from app.gate import decide
from app.locales import LOCALES
from app.localise import localise_site
from app.model import TextState
from app.settings import SiteFolder


@click.group()
def translations() -> None:
    """Keeps the .po files up to date, and says what is left to do.

    \b
    Example: datganiad translations status
    """


translations.add_command(update)


@dataclass(frozen=True, slots=True)
class _Row:
    """What is left to do in one catalogue. words: in the sources of what is missing or fuzzy."""

    name: str
    lang: str
    messages: int
    missing: int
    fuzzy: int
    words: int
    findings: int
    state: str


@translations.command()
@format_option
@click.pass_context
def status(context: click.Context, form: str) -> None:
    """For each catalogue: its messages, what is left to do, what the checks found, and the state of its release.

    \b
    Example: datganiad translations status --format json
    """
    rows = list(_status(site_of(context)))
    if form == "json":
        as_json([asdict(row) for row in rows])
        return
    table = Table(box=None, pad_edge=False)
    for title in ("Catalogue", "Language", "State"):
        table.add_column(title)
    for title in ("Messages", "Missing", "Fuzzy", "Words to do", "Findings"):
        table.add_column(title, justify="right")
    for row in rows:
        numbers = (row.messages, row.missing, row.fuzzy, row.words, row.findings)
        table.add_row(row.name, LOCALES[row.lang].name, row.state, *(str(number) for number in numbers))
    print_table(table)


def _status(folder: SiteFolder) -> Iterator[_Row]:
    yield from _interface_status(folder)
    live = _live_names(folder)
    for path in release_paths(folder):
        sources = read_sources(folder, path)
        assembled = assemble(folder, sources)
        if assembled.release is None:
            for finding in assembled.findings:
                click.echo(str(finding), err=True)
            continue
        release = assembled.release
        decision = decide(release, assembled.findings, now=now(), was_live=release.name in live)
        state = f"{decision.state.value}, live as it was" if decision.keeps else decision.state.value
        for lang, half in assembled.localised.items():
            if lang == release.source:
                continue
            file = folder.relative(folder.catalogue(lang, release.name))
            if any(finding.check == "catalogue" for finding in assembled.findings):
                click.echo(str(assembled.findings[0]), err=True)
            pairs = tuple(release_pairs(assembled.localised[release.source], half, file))
            yield _row(release.name, lang, pairs, state)


def _interface_status(folder: SiteFolder) -> Iterator[_Row]:
    jobs = {(job.name, job.lang): job for job in catalogue_jobs(folder) if isinstance(job, Job)}
    site = parse_site((folder.root / SITE_PATH).read_bytes())
    for name in ("messages", "site"):
        for lang in LOCALES:
            path = folder.catalogue(lang, name)
            file = folder.relative(path)
            try:
                catalogue = read_catalogue(path.read_bytes(), file, lang) if path.exists() else None
            except FileError as error:
                click.echo(str(error), err=True)
                continue
            if name == "messages" and ("messages", lang) in jobs:
                pairs = tuple(message_pairs(jobs["messages", lang].messages, catalogue, lang, file, TEMPLATE_LANGUAGE))
            else:
                own = localise_site(site, None, site.source)
                pairs = tuple(site_pairs(own, localise_site(site, catalogue, lang), file))
            row = _row(name, lang, pairs, "")
            held = row.findings > 0
            yield _Row(**{**asdict(row), "state": "waiting" if held else "whole"})


def _row(name: str, lang: str, pairs: tuple[Pair, ...], state: str) -> _Row:
    def messages(*states: TextState) -> dict[str, str]:
        return {pair.message: pair.source for pair in pairs if pair.state in states}

    return _Row(
        name=name,
        lang=lang,
        messages=len(messages(*TextState)),
        missing=len(messages(TextState.MISSING)),
        fuzzy=len(messages(TextState.FUZZY)),
        words=sum(len(text.split()) for text in messages(TextState.MISSING, TextState.FUZZY).values()),
        findings=len(run(pairs)),
        state=state,
    )


def _live_names(folder: SiteFolder) -> frozenset[str]:
    try:
        connection = open_for_reading(folder.edition)
    except EditionError:
        return frozenset()
    try:
        edition, moment = Edition(folder, connection), now()
        with edition.snapshot():
            return frozenset(name for name, pair in edition.names().items() if pair.visible_at <= moment)
    finally:
        connection.close()
