"""`datganiad publish`: brings the edition up to date, and says what went live, what waits and why."""

import click

from app.cli.site import site_option
from app.cli.telling import as_json, cores, finding_rows, format_option, now, progress, prove, site_of
from app.edition.publish import publish as publish_site
from app.edition.report import Outcome, Report
from app.locales import clock_time, long_date
from app.model import Finding
from app.sharing import collect_seldom


@click.command()
@format_option
@click.option("--verify", is_flag=True, help="Read every file, also those that look unchanged.")
@site_option
@click.pass_context
def publish(context: click.Context, form: str, verify: bool) -> None:
    """Brings the edition up to date, and says what went live, what waits and why.

    Exit code 1 if something waits, or if lines of the record are gone.

    \b
    Example: datganiad publish
    """
    collect_seldom()
    folder = site_of(context)
    with progress("Publishing") as tick:
        report = publish_site(folder, now=now(), proof=prove, progress=tick, processes=cores(), verify=verify)
    if form == "json":
        as_json(_rows(report))
    else:
        for line in report_lines(report):
            click.echo(line)
    if report.waiting or report.interface or report.record:
        context.exit(1)


def report_lines(report: Report) -> list[str]:
    """A report for people."""
    lines = [str(finding) for finding in (*report.record, *report.interface)]
    if report.interface:
        lines.append("The interface waits: nothing new goes live until it is whole in both languages.")
    for outcome in report.outcomes:
        lines += _outcome_lines(outcome)
    for name in report.gone:
        lines.append(f"{name}: live, but content/{name}.md is gone; put it back, and withdraw it if it should go")
    lines.append(
        f"Edition {report.edition}{'' if report.changed else ', unchanged'}."
        if report.edition
        else "Nothing is published yet."
    )
    return lines


def news_lines(report: Report) -> list[str]:
    """A report for somebody who is editing: one line for each thing that waits, then for each that went live."""
    lines = [str(finding) for finding in report.record]
    if report.interface:
        lines.append(_brief(report.interface, "interface", "nothing new goes live until it is whole"))
    for outcome in sorted(report.outcomes, key=lambda each: not each.blockers):
        if outcome.blockers and not (report.interface and outcome.blockers[0].check == "interface"):
            lines.append(_brief(outcome.blockers, outcome.name.removeprefix("releases/"), _held(outcome)))
        elif not outcome.blockers:
            lines += _outcome_lines(outcome)
    return lines


def _brief(findings: tuple[Finding, ...], name: str, held: str) -> str:
    more = f" (and {len(findings) - 1} more: datganiad check {name})" if len(findings) > 1 else ""
    return f"{findings[0]}{more}. {name}: {held}"


def _held(outcome: Outcome) -> str:
    return "waits; what was live stays live, in both languages" if outcome.keeps else "waits, in both languages"


def _outcome_lines(outcome: Outcome) -> list[str]:
    if outcome.addresses and not outcome.change:
        return []  # put in anew by other code or another interface: the public sees the same words
    where = "  ".join(outcome.addresses.values())
    match outcome.change or outcome.state.value:
        case "live":
            return [f"{outcome.name}: live in both languages  {where}"]
        case "changed":
            return [f"{outcome.name}: changed in both languages  {where}"]
        case "withdrawn":
            return [f"{outcome.name}: withdrawn in both languages  {where}"]
        case "embargoed" if outcome.visible_at is not None:
            until = f"{long_date('en', outcome.visible_at)}, {clock_time(outcome.visible_at)}"
            return [f"{outcome.name}: embargoed until {until}"]
        case "draft" if not outcome.blockers:
            return [f"{outcome.name}: draft"]
    lines = [str(finding) for finding in outcome.blockers]
    return [*dict.fromkeys(lines), f"{outcome.name}: {_held(outcome)}"]


def _rows(report: Report) -> dict[str, object]:
    return {
        "edition": report.edition,
        "changed": report.changed,
        "interface": finding_rows(report.interface),
        "record": finding_rows(report.record),
        "releases": [
            {
                "name": outcome.name,
                "state": outcome.state.value,
                "change": outcome.change,
                "addresses": dict(outcome.addresses),
                "visible_at": outcome.visible_at.isoformat() if outcome.visible_at else None,
                "keeps_live_pair": outcome.keeps,
                "findings": finding_rows(outcome.blockers),
            }
            for outcome in report.outcomes
        ],
        "gone": list(report.gone),
    }
