"""The gate: it alone decides what the public sees.

Takes a release, its findings and the time; gives a decision. Pure: no file, no clock, no memory.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from app.locales import LONDON
from app.model import Decision, Finding, Release, State
from app.wording import Wording

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
"""From when a page of the site is visible: it has no time of its own."""


def decide(release: Release, findings: Iterable[Finding], *, now: datetime, was_live: bool) -> Decision:
    """The decision on a release in both languages at once, so that neither is ever public alone.

    findings: of the release and of the interface. now: aware. was_live: whether the public has seen the release.
    In this order: a draft stays in the house; an error in either language holds both; a withdrawal takes both away;
    a time to come is an embargo. What was live stays as it is while its successor is held.
    """
    held = tuple(finding for finding in findings if finding.level == "error")
    if release.draft:
        return Decision(State.DRAFT, None, _draft_of_live(release) if was_live else (), keeps=was_live)
    held += _wrong_times(release, now, was_live)
    if held:
        return Decision(State.WAITING, None, held, keeps=was_live)
    visible_at = release.published or ALWAYS
    if release.withdrawn:
        return Decision(State.WITHDRAWN, visible_at if was_live else None)
    return Decision(State.EMBARGOED if visible_at > now else State.LIVE, visible_at)


def decide_unread(findings: tuple[Finding, ...], *, was_live: bool) -> Decision:
    """The decision on a release whose file cannot be read. findings: that say why. was_live: as in decide()."""
    return Decision(State.WAITING, None, findings, keeps=was_live)


def _draft_of_live(release: Release) -> tuple[Finding, ...]:
    what = Wording("the release is live, and what was live cannot become a draft")
    fix = Wording("take 'draft' out, or withdraw the release with a reason")
    return (_finding(release, "draft", what, fix),)


def _wrong_times(release: Release, now: datetime, was_live: bool) -> tuple[Finding, ...]:
    found = []
    if was_live and release.published and release.published > now:
        what = Wording("the release is live already, but its time is still to come")
        fix = Wording("write the time that it had, or withdraw the release")
        found.append(_finding(release, "published", what, fix))
    if any(item.at > now for item in release.corrections):
        what = Wording("a correction's time is still to come")
        found.append(_finding(release, "corrections", what, Wording("give the time of today")))
    if release.withdrawn and release.withdrawn.at > now:
        what = Wording("the withdrawal's time is still to come")
        found.append(_finding(release, "withdrawn", what, Wording("give the time of today")))
    corrected = Wording("a correction's time is earlier than the release's own time")
    withdrawn = Wording("the withdrawal's time is earlier than the release's own time")
    changes = [("corrections", item.at, corrected) for item in release.corrections]
    changes += [("withdrawn", release.withdrawn.at, withdrawn)] if release.withdrawn and was_live else []
    for key, at, what in changes:
        if release.published and at.astimezone(LONDON).date() < release.published.astimezone(LONDON).date():
            found.append(_finding(release, key, what, Wording("look at both times")))
    return tuple(found)


def _finding(release: Release, key: str, what: Wording, fix: Wording) -> Finding:
    return Finding(release.path, release.lines.get(key, 1), "error", key, what, fix)
