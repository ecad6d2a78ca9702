"""Letters that a reader cannot see, or that are composed in another way than everybody else's."""

import re
import unicodedata
from collections.abc import Iterator

from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.pairs import Pair
from app.model import TextState
from app.wording import Quoted, Wording

# What stands for a letter that was lost, U+FFFD, is told with the letters that were broken on their way.
_BROKEN = "".join(
    chr(code)
    for first, last in (
        *((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F)),
        *((0x202A, 0x202E), (0x2066, 0x2069), (0xFFF9, 0xFFFC), (0xFFFE, 0xFFFF)),
    )
    for code in range(first, last + 1)
)
_BROKEN_LETTER = re.compile(f"[{re.escape(_BROKEN)}]")
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u200b-\u200f\u2060-\u2064\ufeff]")
_JOINER = "\N{ZERO WIDTH JOINER}"
_PICTURE = frozenset({"So", "Sk", "Mn"})
"""Categories of the signs of an emoji, skin tone and variation selector among them, that a joiner holds together."""
_CONTEXT = 12
"""Characters on each side of a letter, to find it by."""


@check(
    "error",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(letters=_BROKEN),
    flags=(
        case("house", "tŷ\x07"),
        case("house", "t\uffff"),
        case("tŷ", "\u202ehouse", lang="en"),
    ),
    leaves=(case("house", "tŷ\nnewydd"), case("house", "t\ufffd")),
)
def control(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Control characters

    A control character, or a mark that turns the direction of writing.
    """
    if pair.target.isascii() and pair.target.isprintable():
        return
    for match in _BROKEN_LETTER.finditer(pair.target):
        if match[0] not in pair.source:
            yield (
                standing(_name(match[0]), pair.target, pair.lang, match.start()),
                Wording("take it out, or write the letter that was lost"),
            )


@check(
    "warning",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(target=lambda word, _: _UNSEEN.search(word) is not None),
    flags=(case("house", "tŷ\u200b newydd"), case("tŷ newydd", "new\u00adhouse", lang="en")),
    leaves=(
        case("new house", "tŷ newydd"),
        case("new\u00adhouse", "tŷ\u00adnewydd"),
        case("the family", "y teulu \N{WOMAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"),
    ),
)
def invisible(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Invisible characters

    A character that nobody sees, such as a soft hyphen or a space of no width. They come with words that are pasted,
    and keep a search from finding them.
    """
    if pair.target.isascii():
        return
    for match in _UNSEEN.finditer(pair.target):
        if match[0] not in pair.source and not _joins_pictures(pair.target, match.start()):
            yield standing(_name(match[0]), pair.target, pair.lang, match.start()), Wording("take it out")


@check(
    "warning",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(target=lambda word, _: not unicodedata.is_normalized("NFC", word)),
    flags=(case("house", "ty\u0302"), case("water", "dw\u0302r")),
    leaves=(case("house", "tŷ a dŵr"),),
)
def normal_form(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Letters made of two

    A letter is written as two characters, such as w and a circumflex, where there is one for it (ŵ). It looks the same,
    and is not found by a search.
    """
    if pair.target.isascii() or unicodedata.is_normalized("NFC", pair.target):
        return
    for place, letter in enumerate(pair.target):
        if unicodedata.combining(letter) and place:
            two = pair.target[place - 1 : place + 1]
            one = unicodedata.normalize("NFC", two)
            if len(one) == 1:
                yield (
                    standing(
                        Wording("“%(letter)s” is made of two characters", letter=one), pair.target, pair.lang, place - 1
                    ),
                    Wording("write the one letter %(letter)s", letter=one),
                )


def _name(letter: str) -> str:
    code, name = f"U+{ord(letter):04X}", unicodedata.name(letter, "")
    return Quoted(f"{code} {name}") if name else Wording("%(code)s (a control character)", code=code)


def _joins_pictures(text: str, index: int) -> bool:
    """Whether a joiner makes one emoji of the two beside it, as in that of a family (Unicode, UTS 51)."""
    beside = [unicodedata.category(each) for each in text[index - 1 : index] + text[index + 1 : index + 2]]
    return text[index] == _JOINER and len(beside) == 2 and _PICTURE.issuperset(beside)


def standing(what: str, text: str, lang: str, index: int) -> Wording:
    """What stands somewhere in a text, with the words before it."""
    before = text[max(0, index - 2 * _CONTEXT) : index]
    seen = "".join(each if each.isprintable() else " " for each in before if not _UNSEEN.match(each))
    shown = " ".join(seen[-_CONTEXT:].split())
    if shown:
        return Wording("%(what)s after “%(words)s”", what=what, words=Quoted(shown, lang))
    return Wording("%(what)s at the beginning", what=what)
