"""What makes a function a check, and what runs them all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.checks.pairs import Pair
from app.model import Finding, TextState

Problem = tuple[str, str]
"""What is wrong, and what to do."""

Judge = Callable[[Pair], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check. name: as findings and flags name it. level: "error" or "warning". states: of the texts it looks at."""

    name: str
    level: str
    help: str
    states: frozenset[TextState]
    judge: Judge


CHECKS: dict[str, Check] = {}


def check(level: str, *states: TextState) -> Callable[[Judge], Judge]:
    """Registers a function as a check of texts in these states; without any, of translations."""

    def register(judge: Judge) -> Judge:
        text = " ".join((judge.__doc__ or "").split("\n\n")[0].split())
        CHECKS[judge.__name__] = Check(judge.__name__, level, text, frozenset(states or {TextState.TRANSLATED}), judge)
        return judge

    return register


def run(pairs: Iterable[Pair]) -> tuple[Finding, ...]:
    """What every check finds in these texts, but for those that a flag `no-check-<name>` silences."""
    return tuple(
        Finding(pair.path, pair.line, each.level, each.name, what, fix)
        for pair in pairs
        for each in CHECKS.values()
        if pair.state in each.states and f"no-check-{each.name}" not in pair.flags
        for what, fix in each.judge(pair)
    )


def excerpt(text: str) -> str:
    """The beginning of a text, to tell it by."""
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
