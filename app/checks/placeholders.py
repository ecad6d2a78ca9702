"""Are the gaps that a program fills still there?"""

import re
from collections.abc import Iterator

from app.checks.check import Desk, Problem, case, check
from app.checks.pairs import Pair

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<![\]\w])\{\w+\}")
_PERCENT = re.compile(r"%%|%\(\w+\)[sd]")
_NUMBER = "%(num)s"


@check(
    "error",
    flags=(case("Delete {item_name}", "Dileu {enw}", markdown=False),),
    leaves=(case("Delete {item_name}", "Dileu {item_name}", markdown=False),),
)
def placeholders(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Placeholders

    A placeholder such as %(num)s or {name} is lost, new or misspelt: the page would show a gap, or fail.

    A plural form may do without %(num)s where it says the number in words.
    """
    wanted, found = set(_PLACEHOLDER.findall(pair.source)), set(_PLACEHOLDER.findall(pair.target))
    lost = wanted - found - ({_NUMBER} if pair.form not in {"", "other"} else set())
    added = found - wanted - ({_NUMBER} if pair.form else set())
    if lost:
        yield f"{', '.join(sorted(lost))} is lost", "put it into the translation as it stands in the source"
    if added:
        yield f"{', '.join(sorted(added))} is not in the source", "take it out, or copy the source's spelling"
    if not pair.markdown and wanted and "%" in _PERCENT.sub("", pair.target):
        yield "a % stands alone", "write it as %%"
