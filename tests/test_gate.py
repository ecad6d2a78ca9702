"""The gate: what the public sees, as one table of cases."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from app.content.release import parse_release
from app.gate import ALWAYS, decide
from app.model import Decision, Finding, Release, State

NOW = datetime(2026, 1, 15, 12, 0, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ERROR = Finding("test.po", 7, "error", "missing", "test problem", "test fix")
WARNING = Finding("test.po", 7, "warning", "test", "test problem", "test fix")
PAST, FUTURE = "2026-01-14 09:30", "2026-01-16 09:30"


def release(source: str, published: str, front: str = "") -> Release:
    """A release as a writer would write it."""
    matter = f"title: Test title\nsummary: Test summary\npublished: {published}\nsource: {source}\n{front}"
    return parse_release(f"---\n{matter.strip()}\n---\nTest text.\n".encode(), "content/releases/2026/test.md")


def when(moment: str) -> datetime:
    return datetime.fromisoformat(f"{moment}+00:00")


@dataclass(frozen=True)
class Case:
    """visible: the time from which the public sees it; None for never. told: a word of each blocker."""

    published: str
    state: State
    visible: datetime | None
    front: str = ""
    findings: tuple[Finding, ...] = ()
    was_live: bool = False
    keeps: bool = False
    told: tuple[str, ...] = ()


CASES = {
    "live": Case(PAST, State.LIVE, when(PAST)),
    "live again": Case(PAST, State.LIVE, when(PAST), was_live=True),
    "embargoed": Case(FUTURE, State.EMBARGOED, when(FUTURE)),
    "draft": Case(PAST, State.DRAFT, None, "draft: true"),
    "draft of the future": Case(FUTURE, State.DRAFT, None, "draft: true"),
    "draft with an error": Case(PAST, State.DRAFT, None, "draft: true", (ERROR,)),
    "draft of a live release": Case(PAST, State.DRAFT, None, "draft: true", (), True, True, ("cannot become a draft",)),
    "an error holds both": Case(PAST, State.WAITING, None, "", (ERROR,), told=("test problem",)),
    "an error holds an embargo": Case(FUTURE, State.WAITING, None, "", (ERROR,), told=("test problem",)),
    "an error keeps what was live": Case(PAST, State.WAITING, None, "", (ERROR,), True, True, ("test problem",)),
    "a warning does not hold": Case(PAST, State.LIVE, when(PAST), "", (WARNING,)),
    "only errors are told": Case(PAST, State.WAITING, None, "", (WARNING, ERROR), told=("test problem",)),
    "withdrawn": Case(PAST, State.WITHDRAWN, when(PAST), f"withdrawn: {{at: {PAST}, reason: Test}}", was_live=True),
    "withdrawn, never live": Case(PAST, State.WITHDRAWN, None, f"withdrawn: {{at: {PAST}, reason: Test}}"),
    "withdrawn during its embargo": Case(FUTURE, State.WITHDRAWN, None, f"withdrawn: {{at: {PAST}, reason: Test}}"),
    "a withdrawal that is not translated": Case(
        PAST, State.WAITING, None, f"withdrawn: {{at: {PAST}, reason: Test}}", (ERROR,), True, True, ("test problem",)
    ),
    "a withdrawal to come": Case(
        PAST, State.WAITING, None, f"withdrawn: {{at: {FUTURE}, reason: Test}}", (), True, True, ("withdrawal's time",)
    ),
    "a correction": Case(PAST, State.LIVE, when(PAST), f"corrections: [{{at: {PAST}, note: Test}}]", was_live=True),
    "a correction to come": Case(
        PAST,
        State.WAITING,
        None,
        f"corrections: [{{at: {FUTURE}, note: Test}}]",
        (),
        True,
        True,
        ("correction's time",),
    ),
    "a second correction to come": Case(
        PAST,
        State.WAITING,
        None,
        f"corrections: [{{at: {PAST}, note: Test}}, {{at: {FUTURE}, note: Test}}]",
        told=("correction's time",),
    ),
    "live, then moved to the future": Case(FUTURE, State.WAITING, None, "", (), True, True, ("still to come",)),
    "one second to go": Case("2026-01-15 12:00:01", State.EMBARGOED, NOW + SECOND),
    "to the second": Case("2026-01-15 12:00:00", State.LIVE, NOW),
    "one second ago": Case("2026-01-15 11:59:59", State.LIVE, NOW - SECOND),
    "one microsecond to go": Case("2026-01-15 12:00:00.000001", State.EMBARGOED, NOW + timedelta(microseconds=1)),
    "an offset counts": Case("2026-01-15T13:00:00+01:00", State.LIVE, NOW),
    "an offset counts the other way": Case("2026-01-15T12:00:00-00:30", State.EMBARGOED, NOW + timedelta(minutes=30)),
    "a correction before the release": Case(
        PAST,
        State.WAITING,
        None,
        "corrections: [{at: 2025-01-15 12:00, note: Test}]",
        was_live=True,
        keeps=True,
        told=("a correction's time is earlier than the release's own time",),
    ),
    "a correction of its day, without a time": Case(
        PAST, State.LIVE, when(PAST), f"corrections: [{{at: {PAST[:10]}, note: Test}}]", was_live=True
    ),
    "a withdrawal before the release": Case(
        PAST,
        State.WAITING,
        None,
        "withdrawn: {at: 2025-01-15 12:00, reason: Test}",
        was_live=True,
        keeps=True,
        told=("the withdrawal's time is earlier than the release's own time",),
    ),
    "a correction of this second": Case(
        PAST, State.LIVE, when(PAST), "corrections: [{at: 2026-01-15 12:00, note: Test}]", was_live=True
    ),
}


@pytest.mark.parametrize("source", ["cy", "en"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_gate_decides(case: Case, source: str) -> None:
    decision = decide(release(source, case.published, case.front), case.findings, now=NOW, was_live=case.was_live)
    assert decision.state is case.state
    assert decision.visible_at == case.visible
    assert decision.keeps is case.keeps
    assert len(decision.blockers) == len(case.told)
    for word, blocker in zip(case.told, decision.blockers, strict=True):
        assert word in blocker.what
        assert blocker.fix


def test_london_time_counts_in_summer() -> None:
    text = release("cy", "2026-07-01 09:30")
    half_past_eight_utc = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    assert decide(text, (), now=half_past_eight_utc, was_live=False).state is State.LIVE
    assert decide(text, (), now=half_past_eight_utc - SECOND, was_live=False).state is State.EMBARGOED


@pytest.mark.parametrize("source", ["cy", "en"])
def test_a_page_without_a_date_is_always_visible(source: str) -> None:
    text = f"---\ntitle: Test title\nsummary: Test summary\nsource: {source}\n---\nTest text.\n"
    page = parse_release(text.encode(), "content/pages/test.md")
    assert decide(page, (), now=NOW, was_live=False) == Decision(State.LIVE, ALWAYS)
    assert decide(page, (ERROR,), now=NOW, was_live=True).keeps


@pytest.mark.parametrize(
    ("front", "published", "key"),
    [
        ("draft: true", PAST, "draft"),
        (f"corrections:\n  - {{at: {FUTURE}, note: Test}}", PAST, "corrections"),
        (f"withdrawn: {{at: {FUTURE}, reason: Test}}", PAST, "withdrawn"),
        ("topics: []", FUTURE, "published"),
    ],
)
def test_a_blocker_of_the_gate_names_the_line_of_its_key(front: str, published: str, key: str) -> None:
    text = release("cy", published, front)
    (blocker,) = decide(text, (), now=NOW, was_live=True).blockers
    assert blocker.path == "content/releases/2026/test.md"
    assert blocker.line == text.lines[key] > 1
    assert blocker.check == key
