"""Running the checks over texts."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache

from app.catalogue.entry import SILENCES
from app.checks.check import CHECKS, Desk, Knowledge, Problem
from app.checks.pairs import Pair
from app.checks.screen import Screen
from app.hosts import Hosts
from app.kept import while_running
from app.locales import LOCALES
from app.model import Finding, TextState
from app.wording import Wording

_NONE = Hosts()


def run(pairs: Iterable[Pair], knowledge: Knowledge | None = None, hosts: Hosts = _NONE) -> tuple[Finding, ...]:
    """What the checks find in these texts, but for those that a flag `no-check-<name>` silences.

    Without knowledge, only what can hold a release: errors. hosts: the site's own pairs of them.
    """
    return tuple(findings(pairs, knowledge, hosts))


def findings(pairs: Iterable[Pair], knowledge: Knowledge | None = None, hosts: Hosts = _NONE) -> Iterator[Finding]:
    """As run(), one finding at a time."""
    desk = Desk(knowledge or Knowledge(), hosts=hosts)
    screens: dict[tuple[TextState, str], Screen] = {}
    for pair in pairs:
        kind = (pair.state, pair.lang)
        screen = screens.get(kind)
        if screen is None:
            screen = screens[kind] = _screen(knowledge, *kind)
        desk.source_words, desk.target_words = screen.source_words, screen.target_words
        for each in screen.due(pair):
            if pair.flags and each.silenceable and f"{SILENCES}{each.name}" in pair.flags:
                continue
            for what, fix in each.judge(pair, desk):
                if pair.form and each.name != "fuzzy":
                    what = _in_form(what, pair)
                yield Finding(pair.path, pair.line, each.level, each.name, what, fix)
        if pair.flags and knowledge is not None:
            for what, fix in _vain(pair.flags):
                # A source has the flags of its translation, and each form those of its message: they are told once.
                if pair.source and pair.form in {"", LOCALES[pair.lang].plural_names[0]}:
                    yield Finding(pair.path, pair.line, "warning", "flag", what, fix)


def _in_form(what: Wording, pair: Pair) -> Wording:
    """What is wrong with a plural form, and which it is, as a translator finds it in the file."""
    locale = LOCALES[pair.lang]
    return Wording(
        "%(what)s, in msgstr[%(index)s], the plural form for %(numbers)s",
        what=what,
        index=locale.plural_names.index(pair.form),
        numbers=locale.numbers_of(pair.form),
    )


@lru_cache(maxsize=256)
def _vain(flags: tuple[str, ...]) -> tuple[Problem, ...]:
    """What is wrong with flags that are meant to silence something, and silence nothing."""
    found = []
    for flag in flags:
        meant = flag.lower().replace("_", "-")
        check = CHECKS.get(flag.removeprefix(SILENCES))
        if not meant.startswith(SILENCES.rstrip("-")) or (check is not None and check.silenceable):
            continue
        near = get_close_matches(meant.removeprefix(SILENCES).replace("-", "_"), CHECKS, 1)
        if not near:
            fix = Wording("translations/README.md has the names of the checks")
        elif CHECKS[near[0]].silenceable:
            fix = Wording("write %(flag)s", flag=f"{SILENCES}{near[0]}")
        else:
            fix = Wording("this check cannot be silenced; mend what it finds, and take the comment or the flag out")
        found.append((Wording("%(flag)s silences nothing", flag=flag), fix))
    return tuple(found)


@while_running
@lru_cache(maxsize=16)
def _screen(knowledge: Knowledge | None, state: TextState, lang: str) -> Screen:
    """The checks of one kind of text. What it learns of words serves until all is let go."""
    checks = (
        each
        for each in CHECKS.values()
        if (knowledge is not None or each.level == "error")
        and state in each.states
        and (not each.languages or lang in each.languages)
    )
    return Screen(checks, Desk(knowledge or Knowledge(), lang))
