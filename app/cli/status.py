"""`datganiad translations status`: what is left to do, in every catalogue."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from functools import partial

import click

from app.catalogue.entry import SILENCES
from app.checks import (
    CHECKS,
    Knowledge,
    Pair,
    Seal,
    check_references,
    message_pairs,
    release_pairs,
    run,
    site_pairs,
)
from app.cli.asked import asked_options, site_of, speech_of
from app.cli.jobs import messages_of_interface
from app.cli.names import INTERFACE, named, read_names
from app.cli.tally import Row, Silence, tell_rows
from app.cli.telling import as_json, cores, format_option, now, progress, tell_what_is_absent
from app.content.site import parse_site
from app.edition.addresses import reserved_addresses
from app.edition.assembly import TEMPLATE_LANGUAGE, Assembled, read_words, seal_findings
from app.edition.inspection import inspect
from app.edition.knowledge import find_hosts, read_knowledge
from app.edition.query import Edition
from app.edition.sources import release_paths
from app.edition.store import open_for_reading
from app.edition.values import site_keys
from app.errors import EditionError, FileError
from app.gate import decide
from app.locales import LOCALES
from app.localise import localise_site
from app.model import Block, Catalogue, Finding, Site, State, TextState
from app.settings import SiteFolder
from app.sharing import collect_seldom
from app.wording import Wording

_READY = "ready"
"""The state of what would be live, if it were published."""
_FLAGS = frozenset(f"{SILENCES}{each.name}" for each in CHECKS.values() if each.silenceable)
"""Flags that silence a check. Any other flag changes nothing, and what it names is still found."""


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME…]")
@click.option(
    "--left", is_flag=True, help="Only the catalogues with something left to do, or that keep a release back."
)
@format_option
@asked_options
@click.pass_context
def status(context: click.Context, names: tuple[str, ...], form: str, *, left: bool) -> None:
    """For each catalogue: its messages, what is left to do, what the checks found, its seal, the state of its release.

    NAME is a release or page ("2018/operation-netsafe", "pages/about", or its .md or .po file), or "interface" for
    messages.po and site.po. Below the table stand the checks that a translator has silenced, with file and line. A
    file that cannot be read has a line of its own, and makes the exit code 2.

    \b
    Example: datganiad translations status --left
    """
    folder, say = site_of(context), speech_of(context)
    collect_seldom()
    rows: list[Row] = []
    names = read_names(folder, names)
    paths = named(release_paths(folder), names)
    knowledge, _ = read_knowledge(folder)
    tell_what_is_absent(knowledge, say)
    with progress(say(Wording("Counting"))) as tick:
        for done, found in enumerate(_rows(folder, paths, knowledge, interface=not names or INTERFACE in names)):
            tick(done, len(paths))
            rows += found
    shown = [row for row in rows if row.is_open or not left]
    if form == "json":
        as_json([{**asdict(row), "problem": say(row.problem) if row.problem else ""} for row in shown])
    else:
        tell_rows(shown, len(rows), say)
    if any(row.problem for row in rows):
        context.exit(2)


def _rows(folder: SiteFolder, paths: Sequence[str], knowledge: Knowledge, *, interface: bool) -> Iterator[list[Row]]:
    """Those of the interface, then those of each release. interface: whether it is asked for."""
    try:
        site = parse_site(folder.site_yaml.read_bytes())
        unread = []
    except FileError as error:
        site, unread = None, [Row("site", "", "broken", problem=error.told)]
    yield [*unread, *_interface_rows(folder, site, knowledge)] if interface else unread
    judge = partial(_release_rows, live=_live_names(folder), site=site, at=now())
    yield from inspect(folder, paths, knowledge, judge, cores())


def _release_rows(
    folder: SiteFolder, assembled: Assembled, *, live: frozenset[str], site: Site[Block] | None, at: datetime
) -> list[Row]:
    name, release = assembled.sources.name, assembled.release
    if release is None:
        return [Row(name, "", "broken", problem=assembled.findings[0].told)]
    findings = (*assembled.findings, *reserved_addresses(assembled))
    if site is not None:
        findings += seal_findings(folder, assembled, required=site.require_sign_off)
        findings += check_references(release, site_keys(site))
    decision = decide(release, findings, now=at, was_live=name in live)
    state = _READY if decision.state is State.LIVE and name not in live else decision.state.value
    rows = []
    for lang, seal in assembled.seals.items():
        file = folder.relative(folder.catalogue(lang, name))
        unread = next((each for each in findings if each.check == "catalogue" and each.path == file), None)
        if unread:
            rows.append(Row(name, lang, "broken", problem=unread.told, keeps=decision.keeps))
            continue
        pairs = tuple(release_pairs(assembled.localised[release.source], assembled.localised[lang], file))
        rows.append(_row(name, lang, state, pairs, findings, seal=seal, keeps=decision.keeps))
    return rows


def _interface_rows(folder: SiteFolder, site: Site[Block] | None, knowledge: Knowledge) -> Iterator[Row]:
    pairs_of: dict[str, Callable[[Catalogue | None, str, str], Iterable[Pair]]] = {}
    try:
        messages = messages_of_interface(folder)
        pairs_of["messages"] = lambda catalogue, lang, file: message_pairs(
            messages, catalogue, lang, file, TEMPLATE_LANGUAGE
        )
    except FileError as error:
        yield Row("messages", "", "broken", problem=error.told)
    if site is not None:
        own = localise_site(site, None, site.source)
        pairs_of["site"] = lambda catalogue, lang, file: site_pairs(own, localise_site(site, catalogue, lang), file)
    for name, pairs in pairs_of.items():
        for lang in LOCALES:
            file = folder.relative(folder.catalogue(lang, name))
            try:
                catalogue = read_words(folder, name, lang)
            except FileError as error:
                yield Row(name, lang, "broken", problem=error.told)
                continue
            found = tuple(pairs(catalogue, lang, file))
            findings = run(found, knowledge, find_hosts(folder)[0])
            held = any(finding.level == "error" for finding in findings)
            yield _row(name, lang, "waiting" if held else "whole", found, findings)


def _row(
    name: str,
    lang: str,
    state: str,
    pairs: tuple[Pair, ...],
    findings: tuple[Finding, ...],
    *,
    seal: Seal | None = None,
    keeps: bool = False,
) -> Row:
    def messages(*states: TextState) -> dict[str, str]:
        return {pair.message: pair.source for pair in pairs if pair.state in states}

    silenced = {
        Silence(pair.path, pair.line, flag.removeprefix(SILENCES))
        for pair in pairs
        for flag in pair.flags
        if flag in _FLAGS and pair.form in {"", LOCALES[lang].plural_names[0]}
    }
    return Row(
        name=name,
        lang=lang,
        state=state,
        messages=len(messages(*TextState)),
        missing=len(messages(TextState.MISSING)),
        fuzzy=len(messages(TextState.FUZZY)),
        words=sum(len(text.split()) for text in messages(TextState.MISSING, TextState.FUZZY).values()),
        errors=sum(finding.level == "error" for finding in findings),
        warnings=sum(finding.level == "warning" for finding in findings),
        silenced=tuple(sorted(silenced, key=lambda each: (each.path, each.line, each.check))),
        seal=seal,
        keeps=keeps,
    )


def _live_names(folder: SiteFolder) -> frozenset[str]:
    try:
        connection = open_for_reading(folder.edition)
    except EditionError:
        return frozenset()
    with closing(connection):
        edition, moment = Edition(folder, connection), now()
        with edition.snapshot():
            return frozenset(name for name, pair in edition.names().items() if pair.is_live(moment))
