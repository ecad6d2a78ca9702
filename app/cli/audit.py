"""`datganiad audit`: the record of what went live when."""

import click
from rich.table import Table

from app.cli.asked import asked_options, site_of, speech_of
from app.cli.telling import as_json, format_option, print_table
from app.edition.record import read_record
from app.edition.recorded import cut_off
from app.locales import clock_time, long_date
from app.wording import Quoted, Told, Wording

_EVENTS: dict[str, Told] = {"live": Wording("live"), "changed": Wording("changed"), "withdrawn": Wording("withdrawn")}


@click.command()
@format_option
@asked_options
@click.pass_context
def audit(context: click.Context, form: str) -> None:
    """Prints the record of what went live when, and proves that no line of it was changed.

    Exit code 2 if a line was changed, 1 if it lacks lines that it had when the site was published last.

    \b
    Example: datganiad audit
    """
    folder, say = site_of(context), speech_of(context)
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
    else:
        titles = (Wording("When (London)"), Wording("What"), Wording("Release"), Wording("Addresses"))
        table = Table(*map(say, titles), box=None, pad_edge=False)
        for event in record.events:
            when = f"{long_date(say.lang, event.at)}, {clock_time(event.at)}"
            what = say(_EVENTS.get(event.event, Quoted(event.event)))
            table.add_row(when, what, event.name, "\n".join(event.addresses.values()))
        print_table(table)
        lines = len(record.events)
        told = Wording("lines: %(lines)s, unchanged. Digest of the last: %(digest)s", lines=lines, digest=record.last)
        say.tell(told, err=True)
    for finding in lost:
        say.tell(finding.told, err=True)
    if lost:
        context.exit(1)
