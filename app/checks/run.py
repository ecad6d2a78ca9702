"""Running the checks over texts."""

from collections.abc import Iterable, Iterator

from app.checks.check import CHECKS, Desk, Knowledge
from app.checks.pairs import Pair
from app.checks.screen import Screen
from app.model import Finding


def run(pairs: Iterable[Pair], knowledge: Knowledge | None = None) -> tuple[Finding, ...]:
    """What the checks find in these texts, but for those that a flag `no-check-<name>` silences.

    Without knowledge, only what can hold a release: errors.
    """
    return tuple(findings(pairs, knowledge))


def findings(pairs: Iterable[Pair], knowledge: Knowledge | None = None) -> Iterator[Finding]:
    """As run(), one finding at a time."""
    desk = Desk(knowledge or Knowledge())
    due = [each for each in CHECKS.values() if knowledge is not None or each.level == "error"]
    screens: dict[tuple[str, str, str], Screen] = {}
    for pair in pairs:
        kind = (pair.state, pair.lang, pair.source_lang)
        screen = screens.get(kind)
        if screen is None:
            checks = [e for e in due if pair.state in e.states and (not e.languages or pair.lang in e.languages)]
            screen = screens[kind] = Screen(checks, desk)
        for each in screen.due(pair):
            if pair.flags and f"no-check-{each.name}" in pair.flags:
                continue
            for what, fix in each.judge(pair, desk):
                yield Finding(pair.path, pair.line, each.level, each.name, what, fix)
