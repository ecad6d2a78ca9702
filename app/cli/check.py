"""`datganiad check`: what is wrong with the texts, and the fix."""

import click

from app.checks import Knowledge, check_references
from app.cli.telling import as_json, cores, finding_rows, github_lines, progress, say_what_is_absent, site_of
from app.edition.addresses import reserved_addresses, shared_addresses
from app.edition.assembly import Assembled, assemble, assemble_interface, seal_findings
from app.edition.knowledge import read_knowledge
from app.edition.loose import catalogue_name, check_loose
from app.edition.sources import interface_files, read_sources, release_paths
from app.edition.values import site_keys
from app.errors import SiteError
from app.model import Finding
from app.settings import SiteFolder

INTERFACE = "interface"


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
@click.pass_context
def check(context: click.Context, names: tuple[str, ...], form: str, errors: bool) -> None:
    """Prints what is wrong with the texts as file:line: level: check: what, and the fix.

    NAME is a release or page ("2018/operation-netsafe", "pages/about", or its file), or "interface" for messages.po
    and site.po, or any .po file, inside of the site or outside. Without a name everything is checked. Exit code 1 if
    there is an error.

    \b
    Example: datganiad check 2018/operation-netsafe
    """
    findings = find_all(site_of(context), names, informed=not errors)
    if form == "json":
        as_json(finding_rows(findings))
    elif form == "github":
        for line in github_lines(findings):
            click.echo(line)
    else:
        for finding in findings:
            click.echo(str(finding))
        held = sum(finding.level == "error" for finding in findings)
        click.echo(f"{held} errors, {len(findings) - held} warnings." if findings else "Nothing to mend.", err=True)
    if any(finding.level == "error" for finding in findings):
        context.exit(1)


def find_all(folder: SiteFolder, names: tuple[str, ...], *, informed: bool = True) -> tuple[Finding, ...]:
    """The findings of releases and pages by name; of everything without names. Raises SiteError for an unknown name.

    A .po file of the site stands for what it belongs to; any other is checked by itself. informed: with what the
    dictionary and the glossary know; else errors alone.
    """
    knowledge: Knowledge | None = None
    glossary_findings: tuple[Finding, ...] = ()
    if informed:
        knowledge, glossary_findings = read_knowledge(folder)
        say_what_is_absent(knowledge)
    loose = [name for name in names if name.endswith(".po") and catalogue_name(folder, name) is None]
    found = list(glossary_findings)
    for name in loose:
        checked = check_loose(folder, name, knowledge, processes=cores())
        click.echo(f"{name}: messages checked: {checked.messages:,}, words: {checked.words:,}.", err=True)
        found += checked.findings
    if loose and len(loose) == len(names):
        return tuple(found)
    names = tuple(_of_catalogue(folder, name) for name in names if name not in loose)
    interface, interface_findings = assemble_interface(folder, interface_files(folder), knowledge)
    paths = release_paths(folder)
    wanted = {path: names_release(path, names) for path in paths}
    for name in names:
        if name != INTERFACE and not any(names_release(path, (name,)) for path in paths):
            raise SiteError(f"there is no release or page '{name}'", "datganiad translations status lists them")
    everything: list[Assembled] = []
    with progress("Checking") as tick:
        for done, path in enumerate(paths):
            tick(done, len(paths))
            everything.append(assemble(folder, read_sources(folder, path), knowledge))
    shared = shared_addresses(everything)
    found += [] if names and INTERFACE not in names else interface_findings
    for assembled in everything:
        if not wanted[assembled.sources.path]:
            continue
        found += [*assembled.findings, *reserved_addresses(assembled)]
        found += [finding for finding in shared if finding.path in assembled.sources.files]
        if assembled.release is not None and interface is not None:
            found += check_references(assembled.release, site_keys(interface.site))
            found += seal_findings(folder, assembled, required=interface.site.require_sign_off)
    return tuple(finding for finding in found if informed or finding.level == "error")


def _of_catalogue(folder: SiteFolder, name: str) -> str:
    """The name of what a .po file of the site belongs to; any other name as it is."""
    found = catalogue_name(folder, name) if name.endswith(".po") else None
    return INTERFACE if found in {"messages", "site"} else found or name


def names_release(path: str, names: tuple[str, ...]) -> bool:
    """Whether one of these names is that of the release in a file; no name at all is every release's."""
    name = path.removeprefix("content/").removesuffix(".md")
    return not names or any(wanted in {path, name, name.removeprefix("releases/")} for wanted in names)
