"""`datganiad publish`: brings the edition up to date, and says what went live, what waits and why."""

from collections.abc import Iterator

import click

from app.cli.asked import asked_options, site_of, speech_of
from app.cli.speech import Speech
from app.cli.telling import as_json, cores, finding_rows, format_option, now, progress, prove
from app.edition.publish import publish as publish_site
from app.edition.report import Outcome, Report
from app.locales import clock_time, long_date
from app.model import Finding, State
from app.sharing import collect_seldom
from app.wording import Wording


@click.command()
@format_option
@click.option("--verify", is_flag=True, help="Read every file, also those that look unchanged.")
@asked_options
@click.pass_context
def publish(context: click.Context, form: str, verify: bool) -> None:
    """Brings the edition up to date, and says what went live, what waits and why.

    Exit code 1 if something waits, or if lines of the record are gone.

    \b
    Example: datganiad publish
    """
    collect_seldom()
    folder, say = site_of(context), speech_of(context)
    with progress(say(Wording("Publishing"))) as tick:
        report = publish_site(folder, now=now(), proof=prove, progress=tick, processes=cores(), verify=verify)
    if form == "json":
        as_json(_rows(report, say))
    else:
        for line in report_lines(report, say.lang):
            say.tell(line)
    if report.waiting or report.interface or report.record:
        context.exit(1)


def report_lines(report: Report, lang: str) -> Iterator[Wording]:
    """A report for people. lang: of its dates."""
    yield from (finding.told for finding in (*report.record, *report.interface))
    if report.interface:
        yield Wording("The interface waits: nothing new goes live until it is whole in both languages.")
    others = [outcome for outcome in report.outcomes if not _waits_for_interface(outcome)]
    if len(others) < len(report.outcomes):
        count = len(report.outcomes) - len(others)
        yield Wording("Releases and pages that wait with it: %(count)s.", count=count)
    for outcome in others:
        yield from _outcome_lines(outcome, lang)
    yield from (finding.told for finding in report.astray)
    if not report.edition:
        yield Wording("Nothing is published yet.")
    elif report.changed:
        yield Wording("Edition %(number)s.", number=report.edition)
    else:
        yield Wording("Edition %(number)s, unchanged.", number=report.edition)


def waiting_lines(report: Report) -> Iterator[Wording]:
    """What a publish left as it is, for somebody who is editing: one line for each thing that waits, and each draft."""
    yield from (finding.told for finding in (*report.record, *report.astray))
    if report.interface:
        held = Wording("nothing new goes live until it is whole")
        yield _brief(report.interface, "interface", held)
    for outcome in report.outcomes:
        if outcome.blockers and not _waits_for_interface(outcome):
            yield _brief(outcome.blockers, outcome.name.removeprefix("releases/"), _held(outcome))
        elif outcome.state is State.DRAFT:
            yield Wording("%(name)s: draft", name=outcome.name)


def change_lines(report: Report, lang: str) -> Iterator[Wording]:
    """What a publish changed, one line each. lang: of its dates."""
    for outcome in report.outcomes:
        if outcome.change:
            yield from _outcome_lines(outcome, lang)


def _waits_for_interface(outcome: Outcome) -> bool:
    """Whether nothing of its own holds a release back."""
    return bool(outcome.blockers) and outcome.blockers[0].check == "interface"


def _brief(findings: tuple[Finding, ...], name: str, held: Wording) -> Wording:
    first, *others = (finding.told for finding in findings)
    if not others:
        return Wording("%(finding)s. %(name)s: %(held)s", finding=first, name=name, held=held)
    return Wording(
        "%(finding)s (and %(count)s more: datganiad check %(name)s). %(name)s: %(held)s",
        finding=first,
        count=len(others),
        name=name,
        held=held,
    )


def _held(outcome: Outcome) -> Wording:
    if outcome.keeps:
        return Wording("waits; what was live stays live, in both languages")
    return Wording("waits, in both languages")


def _outcome_lines(outcome: Outcome, lang: str) -> list[Wording]:
    if outcome.addresses and not outcome.change:
        return []  # put in anew by other code or another interface: the public sees the same words
    where = "  ".join(outcome.addresses.values())
    match outcome.change or outcome.state.value:
        case "live":
            return [Wording("%(name)s: live in both languages  %(where)s", name=outcome.name, where=where)]
        case "changed":
            return [Wording("%(name)s: changed in both languages  %(where)s", name=outcome.name, where=where)]
        case "withdrawn":
            return [Wording("%(name)s: withdrawn in both languages  %(where)s", name=outcome.name, where=where)]
        case "embargoed" if outcome.visible_at is not None:
            until = f"{long_date(lang, outcome.visible_at)}, {clock_time(outcome.visible_at)}"
            return [Wording("%(name)s: embargoed until %(until)s", name=outcome.name, until=until)]
        case "draft" if not outcome.blockers:
            return [Wording("%(name)s: draft", name=outcome.name)]
    held = Wording("%(name)s: %(held)s", name=outcome.name, held=_held(outcome))
    return [*dict.fromkeys(finding.told for finding in outcome.blockers), held]


def _rows(report: Report, say: Speech) -> dict[str, object]:
    return {
        "edition": report.edition,
        "changed": report.changed,
        "interface": finding_rows(say.findings(report.interface)),
        "record": finding_rows(say.findings(report.record)),
        "releases": [
            {
                "name": outcome.name,
                "state": outcome.state.value,
                "change": outcome.change,
                "addresses": dict(outcome.addresses),
                "visible_at": outcome.visible_at.isoformat() if outcome.visible_at else None,
                "keeps_live_pair": outcome.keeps,
                "findings": finding_rows(say.findings(outcome.blockers)),
            }
            for outcome in report.outcomes
        ],
        "gone": list(report.gone),
        "astray": finding_rows(say.findings(report.astray)),
    }
