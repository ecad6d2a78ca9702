"""Is there a translation, and does somebody stand by it?"""

from collections.abc import Iterator

from app.checks.check import Problem, check, excerpt
from app.checks.pairs import Pair
from app.locales import LOCALES
from app.model import TextState


@check("error", TextState.MISSING)
def missing(pair: Pair) -> Iterator[Problem]:
    """A text has no translation, or a plural message lacks a form. Both languages wait until it has."""
    form = f", plural form '{pair.form}'" if pair.form else ""
    name = LOCALES[pair.lang].name
    yield (
        f"no {name} for “{excerpt(pair.source)}”{form}",
        "write it in msgstr; if the message is not there, run 'datganiad translations update'",
    )


@check("error", TextState.FUZZY)
def fuzzy(pair: Pair) -> Iterator[Problem]:
    """A translation is marked fuzzy: the source has changed since, or it is a guess. No reader sees it."""
    yield (
        f"the translation of “{excerpt(pair.source)}” is fuzzy",
        "compare it with the source, mend it, and take the fuzzy flag away",
    )
