"""`datganiad check`: what is wrong with the texts, and the fix."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import click

from app.checks import Knowledge, check_references
from app.cli.asked import asked_options, site_of, speech_of
from app.cli.names import INTERFACE, named, read_names
from app.cli.speech import Speech
from app.cli.telling import as_json, cores, finding_rows, github_lines, progress, tell_what_is_absent
from app.edition.addresses import Claim, claim_of, reserved_addresses, shared_addresses
from app.edition.assembly import Assembled, assemble_interface, seal_findings
from app.edition.astray import astray
from app.edition.inspection import inspect
from app.edition.knowledge import find_hosts, read_knowledge
from app.edition.linked import Lead, leads_of, lost_lead, lost_leads, stray_leads
from app.edition.loose import catalogue_name, check_loose
from app.edition.neighbours import Neighbours
from app.edition.record import read_record
from app.edition.sources import interface_files, release_paths
from app.edition.values import site_keys
from app.model import Finding
from app.settings import SiteFolder
from app.sharing import collect_seldom
from app.wording import Wording


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="For people, for programs, or for a code host to show beside a change.",
)
@click.option(
    "--errors", is_flag=True, help="Look only for what holds a release back, without dictionary and glossary."
)
@asked_options
@click.pass_context
def check(context: click.Context, names: tuple[str, ...], form: str, errors: bool) -> None:
    """Prints what is wrong with the texts as file:line: level: check: what, and the fix.

    NAME is a release or page ("2018/operation-netsafe", "pages/about", or its file), or "interface" for messages.po
    and site.po, or any .po file, inside of the site or outside. Without a name everything is checked. Exit code 1 if
    there is an error.

    \b
    Example: datganiad check 2018/operation-netsafe --lang cy
    """
    collect_seldom()
    folder, say = site_of(context), speech_of(context)
    findings = say.findings(find_all(folder, names, say, informed=not errors))
    if form == "json":
        as_json(finding_rows(findings))
    elif form == "github":
        for line in github_lines(findings):
            click.echo(line)
    else:
        for finding in findings:
            say.tell(finding.told)
        held = sum(finding.level == "error" for finding in findings)
        counts = Wording("errors: %(errors)s, warnings: %(warnings)s.", errors=held, warnings=len(findings) - held)
        say.tell(counts if findings else Wording("Nothing to mend."), err=True)
    if any(finding.level == "error" for finding in findings):
        context.exit(1)


def find_all(folder: SiteFolder, names: tuple[str, ...], say: Speech, *, informed: bool = True) -> tuple[Finding, ...]:
    """The findings of releases and pages by name; of everything without names. Raises SiteError for an unknown name.

    A .po file of the site stands for what it belongs to; any other is checked by itself. informed: with what the
    dictionary and the glossary know; else errors alone.
    """
    knowledge: Knowledge | None = None
    glossary_findings: tuple[Finding, ...] = ()
    if informed:
        knowledge, glossary_findings = read_knowledge(folder)
        tell_what_is_absent(knowledge, say)
    loose = [name for name in names if name.endswith(".po") and catalogue_name(folder, name) is None]
    found = [*glossary_findings, *find_hosts(folder)[1]]
    for name in loose:
        checked = check_loose(folder, name, knowledge, processes=cores())
        messages, words = f"{checked.messages:,}", f"{checked.words:,}"
        counts = Wording(
            "%(name)s: messages checked: %(count)s, words: %(words)s.", name=name, count=messages, words=words
        )
        say.tell(counts, err=True)
        found += checked.findings
    if loose and len(loose) == len(names):
        return tuple(found)
    names = read_names(folder, (name for name in names if name not in loose))
    interface, interface_findings = assemble_interface(folder, interface_files(folder), knowledge)
    wanted = named(release_paths(folder), names)
    site = interface.site if interface else None
    judge = partial(_inspected, keys=site_keys(site) if site else None, sealed=bool(site and site.require_sign_off))
    everything: list[_Inspected] = []
    with progress(say(Wording("Checking"))) as tick:
        for done, inspected in enumerate(inspect(folder, wanted, knowledge, judge, cores())):
            tick(done + 1, len(wanted))
            everything.append(inspected)
    claims = [each.claim for each in everything]
    shared = shared_addresses([*claims, *(_others(folder, claims) if names else ())])
    if informed and not names:  # by a part of the releases nobody can say what is not among them
        shared += _misled(folder, everything)
    found += [] if names and INTERFACE not in names else interface_findings
    found += () if names else astray(folder)
    for each in everything:
        found += [*each.findings, *(finding for finding in shared if finding.path in each.files), *each.of_site]
    return tuple(finding for finding in found if informed or finding.level == "error")


@dataclass(frozen=True, slots=True)
class _Inspected:
    """What was found in a release. of_site: what it asks of the site, and its seals. files: paths of all of them."""

    claim: Claim
    leads: tuple[Lead, ...]
    files: frozenset[str]
    findings: tuple[Finding, ...]
    of_site: tuple[Finding, ...]


def _inspected(
    folder: SiteFolder, assembled: Assembled, *, keys: Mapping[str, frozenset[str]] | None, sealed: bool
) -> _Inspected:
    """keys: as site_keys() gives them; None where the site cannot be read. sealed: whether a seal is a condition."""
    of_site: tuple[Finding, ...] = ()
    if assembled.release is not None and keys is not None:
        of_site = (
            *check_references(assembled.release, keys),
            *seal_findings(folder, assembled, required=sealed),
        )
    findings = (*assembled.summary, *reserved_addresses(assembled))
    leads = leads_of(assembled.localised)
    return _Inspected(claim_of(assembled), leads, frozenset(assembled.sources.files), findings, of_site)


def _misled(folder: SiteFolder, everything: Iterable[_Inspected]) -> tuple[Finding, ...]:
    """Links that lead to no release or page, or to the wrong one; nothing where one of them cannot be read, and may be
    the one meant."""
    leads, claims = [lead for each in everything for lead in each.leads], [each.claim for each in everything]
    if not leads or not all(claim.addresses for claim in claims):
        return ()
    lost = lost_leads(leads, claims)
    # An old address leads on for ever.
    once = {old for event in read_record(folder.record).events for old in event.addresses.values()} if lost else set()
    return (*(lost_lead(each) for each in lost if each.address not in once), *stray_leads(leads, claims))


def _others(folder: SiteFolder, claims: Sequence[Claim]) -> list[Claim]:
    """What else could want one of these addresses."""
    neighbours = Neighbours(folder)
    names = {claim.name for claim in claims}
    found = {each.sources.name: each for claim in claims for each in neighbours.of(claim)}
    return [claim_of(each) for name, each in found.items() if name not in names]
