"""Are the figures the same in both languages?"""

import re
from collections import Counter
from collections.abc import Iterator

from app.checks.check import Desk, Problem, case, check
from app.checks.pairs import Pair
from app.content.inline import to_text

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")


@check(
    "error",
    flags=(case("51 warrants were executed.", "Gweithredwyd 15 o warantau."),),
    leaves=(case("1,051 warrants were executed.", "Gweithredwyd 1051 o warantau."),),
)
def numbers(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Numbers

    A number of the source is not in the translation, or the translation has one of its own. Where a language rightly
    says a number in words, silence the check for that message with the flag no-check-numbers.
    """
    if pair.form:
        return
    wanted, found = _numbers(pair, pair.source), _numbers(pair, pair.target)
    for number in wanted - found:
        yield f"{number} is not in the translation", _hint(number)
    for number in found - wanted:
        yield f"{number} is not in the source", _hint(number)


def _numbers(pair: Pair, text: str) -> Counter[str]:
    words = to_text(text) if pair.markdown else text
    return Counter(_THOUSANDS.sub("", number) for number in _NUMBER.findall(words))


def _hint(number: str) -> str:
    return f"compare {number} with the source; if it is right in words, flag the message '#, no-check-numbers'"
