"""Is the translation about as long as its source?"""

import re
from collections.abc import Iterator

from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.pairs import Pair
from app.checks.visible import source_text, target_text
from app.wording import Wording

_SHORTEST = 40
"""Characters of a source whose length tells anything."""
_LEAST, _MOST = 0.45, 2.2
"""How long a translation is, as a part of its source, where nothing is lost or added."""
_SENTENCE_LESS = 0.8
"""The same, where it has fewer sentences: two may have become one, but that is about as long."""
_SENTENCE = re.compile(r"(?<=[.!?…])[”’\"']?\s+(?=[“‘\"']?[^\W\d_])")
"""What stands between two sentences."""


@check(
    "warning",
    signs=Signs(pair=lambda source, target: _is_off(len(source), len(target)) or _may_lack(len(source), len(target))),
    flags=(
        case("Two people were arrested in the early morning of the day.", "Cafodd dau eu harestio."),
        case(
            "Two people were arrested early today. They are both at the police station. Call us if you saw them.",
            "Cafodd dau o bobl eu harestio’n gynnar heddiw. Ffoniwch ni os gwelsoch nhw.",
        ),
    ),
    leaves=(
        case(
            "Two people were arrested in the early morning of the day.",
            "Cafodd dau o bobl eu harestio’n gynnar yn y bore ar y diwrnod hwnnw.",
        ),
        case("Two people were arrested.", "Dau."),
        case(
            "The comment could not be saved here. Please try again later.", "Nid oedd modd cadw’r sylw. Ceisiwch eto."
        ),
        case(
            "Two were arrested early today. They are at the police station.",
            "Cafodd dau eu harestio heddiw, ac mae’r ddau yn yr orsaf.",
        ),
    ),
)
def length(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Length

    A translation is much shorter or much longer than its source: a sentence may be missing, or there twice.
    """
    if not (_is_off(len(pair.source), len(pair.target)) or _may_lack(len(pair.source), len(pair.target))):
        return
    wanted, found = len(source_text(pair)), len(target_text(pair))
    if _is_off(wanted, found):
        shorter = Wording("the translation is much shorter than its source")
        longer = Wording("the translation is much longer than its source")
        what = Wording(
            "%(what)s (%(found)s characters for %(wanted)s)",
            what=shorter if found < wanted else longer,
            found=found,
            wanted=wanted,
        )
        yield what, Wording("see whether a sentence is missing or there twice")
    elif _may_lack(wanted, found):
        sentences, others = (len(_SENTENCE.findall(text(pair))) + 1 for text in (source_text, target_text))
        if others < sentences:
            what = Wording(
                "the translation has fewer sentences than its source (%(found)s for %(wanted)s), and is shorter",
                found=others,
                wanted=sentences,
            )
            yield what, Wording("see whether a sentence is missing")


def _may_lack(wanted: int, found: int) -> bool:
    """Whether a text of so many characters, translated into so many, may have lost a sentence."""
    return wanted >= _SHORTEST and found < _SENTENCE_LESS * wanted


def _is_off(wanted: int, found: int) -> bool:
    """Whether a text of so many characters, translated into so many, is off in its length."""
    return wanted >= _SHORTEST and not _LEAST * wanted <= found <= _MOST * wanted
