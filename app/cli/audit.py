"""`datganiad audit`: the record of what went live when."""

import click
from rich.table import Table

from app.cli.site import site_option
from app.cli.telling import as_json, counted, format_option, print_table, site_of
from app.edition.record import read_record
from app.edition.recorded import cut_off
from app.locales import clock_time, long_date
from app.model import Finding


@click.command()
@format_option
@site_option
@click.pass_context
def audit(context: click.Context, form: str) -> None:
    """Prints the record of what went live when, and proves that no line of it was changed.

    Exit code 2 if a line was changed, 1 if it lacks lines that it had when the site was published last.

    \b
    Example: datganiad audit
    """
    folder = site_of(context)
    record = read_record(folder.record)
    lost = cut_off(folder)
    if form == "json":
        as_json(
            [
                {
                    "at": event.at.isoformat(),
                    "event": event.event,
                    "name": event.name,
                    "addresses": dict(event.addresses),
                    "digests": dict(event.digests),
                }
                for event in record.events
            ]
        )
        _tell(context, lost)
        return
    table = Table("When (London)", "What", "Release", "Addresses", box=None, pad_edge=False)
    for event in record.events:
        when = f"{long_date('en', event.at)}, {clock_time(event.at)}"
        table.add_row(when, event.event, event.name, "\n".join(event.addresses.values()))
    print_table(table)
    click.echo(f"{counted(len(record.events), 'line')}, unchanged. Digest of the last: {record.last}", err=True)
    _tell(context, lost)


def _tell(context: click.Context, lost: tuple[Finding, ...]) -> None:
    for finding in lost:
        click.echo(str(finding), err=True)
    if lost:
        context.exit(1)
