"""Are the gaps that a program fills still there?"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.figures import ORDINAL
from app.checks.numerals import says
from app.checks.pairs import Pair
from app.locales import LOCALES
from app.wording import Wording

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{(?<![\]\w]\{)\w+\}")
_PRINTED = re.compile(r"%%|%(?:[1-9]\$)?(?:(?<!\w%)(?<!\w%\d\$)[-+#0]?\d*(?:\.\d+)?)?(?:[sdfgi]|[hlz]+[diu])")
"""What printf fills, in the order of its arguments or by their numbers; %% is a sign, and a%20d of an address."""
_PERCENT = re.compile(r"%%|%\(\w+\)[sd]")
_NUMBER = "%(num)s"
_ENDING = re.compile(rf"{ORDINAL}\b")


@check(
    "error",
    signs=Signs(letters="%{}"),
    flags=(
        case("Delete {item_name}", "Dileu {enw}", markdown=False),
        case("Delete {item_name}", "Dileu{item_name}", markdown=False),
        case("Dileu %(name)s nawr", "Delete %(name)snow", lang="en", markdown=False),
        case("%(num)s tests", "chwe phrawf", markdown=False, form="few"),
        case("%(num)s tests", "profion", markdown=False, form="other"),
        case("%(num)s prawf", "tests", lang="en", markdown=False, form="other"),
        case("Could not open “%s”", "Methwyd ei agor", markdown=False),
        case("%d of %s", "%1$s o %2$s", markdown=False),
        case("%d of %s", "%s: %d", markdown=False),
    ),
    leaves=(
        case("Delete {item_name}", "Dileu {item_name}", markdown=False),
        case("The %(num)sth of them", "Yr %(num)sfed ohonynt", markdown=False),
        case("%(num)s years", "%(num)sfed flwyddyn, ‘%(num)s’", markdown=False),
        case("%(num)s tests", "thri phrawf", markdown=False, form="few"),
        case("%(num)s test", "dim profion", markdown=False, form="zero"),
        case("%(num)s prawf", "one test", lang="en", markdown=False, form="one"),
        case("%d of %s", "%2$s: %1$d", markdown=False),
        case("%d tests", "tri phrawf", markdown=False, form="few"),
        case("100% sure, %s", "100% sicr, %s", markdown=False),
        case("?subject=my%20idea", "?subject=fy%20safle", markdown=False),
    ),
)
def placeholders(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Placeholders

    A placeholder such as %(num)s or {name} is lost, new or misspelt, or has lost the space beside it: the page would
    show a gap, or fail.

    A plural form may do without %(num)s where it says the number in words; those for none and for one need not say it.
    """
    if not ("%" in pair.source or "{" in pair.source or "%" in pair.target or "{" in pair.target):
        return
    wanted, found = set(_PLACEHOLDER.findall(pair.source)), set(_PLACEHOLDER.findall(pair.target))
    lost = wanted - found - ({_NUMBER} if _says_its_number(pair) else set())
    added = found - wanted - ({_NUMBER} if pair.form else set())
    if lost:
        yield _lost(lost)
    if added:
        yield _added(added), Wording("take it out, or copy the source's spelling")
    for name in sorted(wanted & found):
        if _is_glued(name, pair.target) and not _is_glued(name, pair.source):
            what = Wording("%(name)s has lost the space beside it", name=name)
            yield what, Wording("put a space between it and the word")
    if not pair.markdown and "%" in pair.source + pair.target:
        yield from _printed_otherwise(pair)
    if not pair.markdown and wanted and "%" in _PERCENT.sub("", pair.target):
        yield Wording("a %% stands alone"), Wording("write it as %(text)s", text="%%")


def _printed_otherwise(pair: Pair) -> Iterator[Problem]:
    """What is wrong with the gaps that printf fills: %s, %d, %1$s."""
    wanted, found = (_printed(text) for text in (pair.source, pair.target))
    if wanted == found:
        return
    lost, added = Counter(map(_kind, wanted)), Counter(map(_kind, found))
    lost, added = lost - added, added - lost
    if lost and not _says_its_number(pair):
        yield _lost(lost)
    if added:
        yield _added(added), Wording("take it out")
    if not lost and not added and [*map(_kind, wanted)] != found and not any("$" in each for each in found):
        what = Wording("%(names)s are in another order", names=", ".join(found))
        yield what, Wording("keep their order, or number them, as %(example)s", example="%2$s, %1$s")


def _lost(names: Iterable[str]) -> Problem:
    what = Wording("%(names)s is lost", names=", ".join(sorted(names)))
    return what, Wording("put it into the translation as it stands in the source")


def _added(names: Iterable[str]) -> Wording:
    return Wording("%(names)s is not in the source", names=", ".join(sorted(names)))


def _printed(text: str) -> list[str]:
    return [match[0] for match in _PRINTED.finditer(text) if match[0] != "%%"]


def _kind(printed: str) -> str:
    """What is to be printed, as which argument of all it may be."""
    return f"%{printed.split('$')[-1].lstrip('%')}"


def _says_its_number(pair: Pair) -> bool:
    """Whether a plural form is that of one number alone, and says it in words, or is that of none or one."""
    locale = LOCALES[pair.lang]
    number = dict(zip(locale.plural_names[:-1], locale.plural_examples, strict=False)).get(pair.form)
    return number is not None and (number < 2 or says(number, pair.target, pair.lang))


def _is_glued(name: str, text: str) -> bool:
    """Whether a letter touches a placeholder; an ending of its number, as in the 20th, may."""
    start = text.find(name)
    before, after = text[max(0, start - 1) : start], text[start + len(name) :]
    return before.isalpha() or (after[:1].isalpha() and not _ENDING.match(after))
