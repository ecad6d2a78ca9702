"""Does the translation keep the links and the marks of its source?"""

import re
from collections import Counter
from collections.abc import Iterator

from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.pairs import Pair
from app.content.inline import Mark, marks
from app.locales import LOCALES

_TAG = re.compile(
    r"</?(?:a|abbr|article|audio|b|blockquote|br|button|cite|code|dd|del|details|div|dl|dt|em|embed|figure|font|form"
    r"|h[1-6]|hr|i|iframe|img|input|ins|kbd|label|li|link|meta|object|ol|p|picture|pre|q|s|script|section|small|span"
    r"|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|u|ul|video)\b[^>]*>|<!--",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[*_`\[<]")
_KINDS = {"link": "link", "em": "emphasis", "strong": "strong emphasis", "code": "code"}


@check(
    "error",
    signs=Signs(letters="*_`[]<>"),
    flags=(case("Call *now*.", "Ffoniwch nawr."), case("Call now.", "Ffoniwch <b>nawr</b>.")),
    leaves=(case("Call *now*.", "Ffoniwch *nawr*."), case("Call now.", "[Call]{lang=en} nawr.")),
)
def markup(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Marks and links

    Links, emphasis or code of the source are missing or more than they were, or there is HTML in the translation.

    A mark of language, [words]{lang=en}, is the translator's own to set. A link may lead to the translated page.
    """
    added = Counter(_TAG.findall(pair.target)) - Counter(_TAG.findall(pair.source)) if "<" in pair.target else None
    if added:
        yield f"HTML in the translation: {next(iter(added))[:30]}", "take it out; readers would see it as it stands"
    if not pair.markdown or not (_SIGN.search(pair.source) or _SIGN.search(pair.target)):
        return
    wanted, found = (
        Counter(_comparable(mark) for mark in marks(text) if mark.kind != "span") for text in (pair.source, pair.target)
    )
    for mark in wanted - found:
        yield f"the {_name(mark)} of the source is missing", "copy its marks from the source around the right words"
    for mark in found - wanted:
        yield f"{_name(mark)} in the translation, which the source does not have", "take its marks out"


def _comparable(mark: Mark) -> Mark:
    """Addresses within the site differ between languages by right: only that there is such a link counts."""
    inside = any(mark.target.startswith(f"/{code}/") for code in LOCALES)
    return Mark(mark.kind, "/" if inside else mark.target)


def _name(mark: Mark) -> str:
    return f"{_KINDS[mark.kind]}{f' to {mark.target}' if mark.kind == 'link' else ''}"
