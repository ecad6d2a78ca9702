"""Does a link lead to the page in the reader's language?"""

import re
from collections.abc import Iterator

from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.pairs import Pair
from app.content.inline import marks
from app.locales import LOCALES
from app.urls import home

_LINK = re.compile(r"\]\(")


@check(
    "warning",
    signs=Signs(letters="]"),
    flags=(
        case("See [the news](/en/releases/).", "Gweler [y newyddion](/en/releases/)."),
        case("Gweler [y newyddion](/cy/datganiadau/).", "See [the news](/cy/datganiadau/).", lang="en"),
    ),
    leaves=(
        case("See [the news](/en/releases/).", "Gweler [y newyddion](/cy/datganiadau/)."),
        case("See [it](https://test.example/en/a).", "Gweler [ef](https://test.example/en/a)."),
    ),
    informed=True,
)
def link_language(pair: Pair, desk: Desk) -> Iterator[Problem]:
    """Links to the other language

    A link leads to a page of this site in the other language, though every page is there in both.
    """
    if not pair.markdown or pair.lang == pair.source_lang or not _LINK.search(pair.target):
        return
    for mark in marks(pair.target):
        path = mark.target.removeprefix(desk.knowledge.base_url) if desk.knowledge.base_url else mark.target
        if mark.kind == "link" and f"{path}/".startswith(home(pair.source_lang)):
            name = LOCALES[pair.lang].english
            yield f"the link to {mark.target} leads away from {name}", f"link to the page below {home(pair.lang)}"
