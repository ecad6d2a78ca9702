"""Is there a translation, and does somebody stand by it?"""

from collections.abc import Iterator

from app.checks.check import Desk, Problem, case, check, excerpt
from app.checks.pairs import Pair
from app.locales import LOCALES
from app.model import TextState
from app.wording import Wording


@check(
    "error",
    TextState.MISSING,
    silenceable=False,
    flags=(case("Two people were arrested.", "", state=TextState.MISSING),),
    leaves=(case("Two people were arrested.", "Cafodd dau berson eu harestio."),),
)
def missing(pair: Pair, _: Desk) -> Iterator[Problem]:
    """No translation

    A text has no translation, or a plural message lacks a form. Both languages wait until it has.
    """
    yield (
        Wording(
            "no %(language)s for “%(text)s”",
            language=LOCALES[pair.lang].english,
            text=excerpt(pair.source, pair.first_lang),
        ),
        Wording("write it in msgstr; if the message is not there, run 'datganiad translations update'"),
    )


@check(
    "error",
    TextState.FUZZY,
    silenceable=False,
    flags=(case("Three people were arrested.", "Cafodd dau berson eu harestio.", state=TextState.FUZZY),),
    leaves=(case("Two people were arrested.", "Cafodd dau berson eu harestio."),),
)
def fuzzy(pair: Pair, desk: Desk) -> Iterator[Problem]:
    """Fuzzy translation

    A translation is marked fuzzy: the source has changed since, or it is a guess. No reader sees it.
    """
    if pair.form and desk.earlier("fuzzy", pair.message, pair) is not pair:
        return  # the flag is of the message, not of one of its forms
    yield (
        Wording("the translation of “%(text)s” is fuzzy", text=excerpt(pair.source, pair.first_lang)),
        Wording("compare it with the source, mend it, and take the fuzzy flag away"),
    )
