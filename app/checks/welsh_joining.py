"""Do the little words that look ahead, "a" or "ac", "y" or "yr", fit the word after them?"""

from collections.abc import Iterator
from functools import lru_cache

from app.checks.check import Desk, Problem, Signs, case, check, write
from app.checks.pairs import Pair
from app.checks.welsh_counting import RULES, as_written, write_as
from app.checks.welsh_nouns import VOWELLED
from app.checks.welsh_triggers import (
    AS_VERBS,
    BEFORE_AC,
    CONTRACTED,
    KEEN,
    LANGUAGE,
    NEVER_FINITE,
    NOT_A,
    NOT_NA,
    NOT_NAC,
    VOCALIC,
)
from app.checks.words import Joint, ends_with, joints, worded
from app.kept import while_running
from app.lexicon import Lexicon
from app.model import TextState
from app.mutations import ASPIRATE, VOWELS, initial, mutate
from app.wording import Quoted, Wording

_PLAIN = frozenset(
    ["b", "c", "d", "f", "g", "l", "n", "p", "s", "t", "ll", "rh", "h", "ch", "dd", "ff", "ph", "th", "m"]
)
"""Consonants with which none of the words begins that take "ac" or "nac" by custom, but for those in BEFORE_AC."""
_COMPARED = frozenset({"mwy", "fwy", "llai", "lai", "gwell", "well", "gwaeth", "waeth", "hytrach", "amgenach", "dim"})
_GLIDES = frozenset("iw")
_CONSONANTAL = ("wa", "we", "wi", "wo")
"""How words begin in which w is a consonant: "wefan", "wobr"."""
_SHORT = {"ei": "i", "eu": "u", "ein": "n", "eich": "ch"}
"""What possessives are after "a", "â", "gyda" and "na"."""
_AFTER_A_LETTER = frozenset({"y", "yr", "i", "o"})
"""Words before which "y" is no article but the name of a letter, as of the y axis."""


@check(
    "warning",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(
        lead=lambda word: ends_with(word, KEEN),
        joint=lambda first, second, desk: _could_be_wrong(f"{first} {second}", desk),
    ),
    flags=(
        case("schools and homes", "cartrefi a ysgolion"),
        case("and also", "ac hefyd"),
        case("dogs and cats", "cŵn ac cathod"),
        case("the school", "y ysgol"),
        case("the dog", "yr ci"),
        case("to the town", "mynd i y dref"),
        case("and it is", "a mae hi"),
        case("more than one", "mwy na un"),
        case("boys and girls", "bechgyn ac merched"),
        case("of the town", "o’r y dref"),
        case("a place and a star", "lle ac seren"),
        case("to build and to teach", "adeiladu a addysgu"),
        case("and so on", "coed, blodau a ati"),
        case("the site", "yr wefan"),
        case("three weeks", "tri wythnos"),
        case("this website", "y wefan hwn"),
        case("five people", "pump person"),
        case("with his brother", "gyda ei frawd"),
        case("Schools and hospitals will close.", "Bydd ysgolion a ysbytai yn cau."),
        case("a school and a union", "ysgol a undeb"),
    ),
    leaves=(
        case("schools and homes", "cartrefi ac ysgolion"),
        case("who was", "y dyn a oedd yno, a aeth a hefyd a all ddod"),
        case("the school", "yr ysgol, yr wythnos, yr wyneb a’r wlad"),
        case("the dog", "y ci, yr hwn, y wefan a’r iaith"),
        case("to the town", "mynd i’r dref"),
        case("and it is", "ac mae hi, ac felly ac mor, ac sydd, ac ni, ac na, ac fe"),
        case("a or b", "dewis A neu B, y AS"),
        case("Y position of the test", "Safle Y y prawf, ar hyd yr echelin y i symud"),
        case("more than one", "mwy nag un"),
        case("three weeks", "tair wythnos, tri mis, cam tri rhaglen y llywodraeth"),
        case("this website", "y wefan hon, y cynllun ysgol hwn, y peth hwn"),
        case("five people", "pum person, am bump nos Lun, yn bump oed, pump o bobl"),
        case("with his brother", "gyda’i frawd, drwy eich gwaith, dywedodd o ei fod yno"),
        case("neither one nor the other", "nac un nac arall, na all ac na ellir"),
        case("Is there one who won, who opened?", "A oes un a enillodd, a agorodd, a ymladd, a agor, ac a eglurwyd?"),
    ),
    languages=(LANGUAGE,),
    informed=True,
)
def joining(pair: Pair, desk: Desk) -> Iterator[Problem]:
    """a, ac · y, yr · tri, tair

    “ac”, “nac”, “nag” and “yr” stand before a vowel, and “a”, “na” and “y” before a consonant; after “i”, “o”, “a”,
    “â”, “gyda”, “neu”, “drwy” and “na” the article is written ’r, and after “a”, “â”, “gyda” and “na” “ei” is ’i. “Tri”
    is “tair” before a feminine noun, and “hwn” is “hon” behind one; “pump” is “pum” before what it counts.
    """
    if not worded(pair):
        return
    for joint in joints(pair.target, KEEN):
        if joint.first in _RULES:
            yield from _problems(joint, desk.knowledge.lexicon)


def _could_be_wrong(text: str, desk: Desk) -> bool:
    """Whether two words would be wrong next to each other, after one word or another."""
    # To all that look at the word before, those that compare are alike.
    return any(
        _problems(joint._replace(before=before), desk.knowledge.lexicon)
        for joint in joints(text, KEEN)
        if joint.first in _RULES
        for before in (joint.before, "mwy", "y")
    )


@while_running
@lru_cache(maxsize=65_536)
def _problems(joint: Joint, lexicon: Lexicon | None) -> tuple[Problem, ...]:
    word = joint.second
    if (len(word) < 2 and word.lower() not in {"y", "i", "o"}) or (word.isupper() and len(word) > 1):
        return ()
    problem = _RULES[joint.first](joint, word.lower(), lexicon)
    if problem is None:
        return ()
    why, fix = problem
    return ((Wording("“%(words)s”: %(why)s", words=Quoted(f"{joint.lead} {word}", LANGUAGE), why=why), fix),)


def _is_noun(word: str, lexicon: Lexicon | None) -> bool:
    """Whether a word with a vowel at its beginning is certain to be no finite verb."""
    if word[:1] not in VOWELS - _GLIDES or word in NOT_A or word in AS_VERBS:
        return False
    return word.endswith(NEVER_FINITE) or word in VOWELLED or (lexicon is not None and lexicon.is_noun(word))


def _and(joint: Joint, word: str, lexicon: Lexicon | None) -> Problem | None:
    if word in {"y", "yr"}:
        return _shortened(joint)
    if word in _SHORT:
        return _shortened(joint, word)
    if word in BEFORE_AC:
        return Wording("“and” is “ac” here"), write_as(joint, f"ac {joint.second}")
    if _is_noun(word, lexicon):
        right, other = (as_written(joint, f"{first} {joint.second}") for first in ("ac", "ag"))
        return _before_a_consonant("a"), write(right, other, Wording("in the sense of “â”"))
    return None


def _and_long(joint: Joint, word: str, _: Lexicon | None) -> Problem | None:
    if initial(word, LANGUAGE) not in _PLAIN or word in BEFORE_AC or word in NOT_NAC:
        return None
    short = "a" if joint.first == "ac" else "na"
    right = f"{short} {mutate(joint.second, ASPIRATE, LANGUAGE)}"
    return Wording("“%(word)s” stands before a vowel", word=Quoted(joint.first, LANGUAGE)), write_as(joint, right)


def _than(joint: Joint, word: str, lexicon: Lexicon | None) -> Problem | None:
    if word in {"y", "yr"}:
        return _shortened(joint)
    if word in _SHORT:
        return _shortened(joint, word)
    if joint.before in _COMPARED and word[:1] in VOWELS - _GLIDES:
        return _before_a_consonant("na"), write_as(joint, f"nag {joint.second}")
    if _is_noun(word, lexicon) or word in NOT_NA:
        right, other = (as_written(joint, f"{first} {joint.second}") for first in ("nac", "nag"))
        return _before_a_consonant("na"), write(right, other, Wording("of what is compared"))
    return None


def _the(joint: Joint, word: str, _: Lexicon | None) -> Problem | None:
    if word in _AFTER_A_LETTER:
        return None
    if (word[:1] in VOWELS | {"h"} and not word.startswith("w")) or word.startswith(VOCALIC):
        right, other = (as_written(joint, f"{first} {joint.second}") for first in ("yr", "yn"))
        return _before_a_consonant("y"), write(right, other, Wording("if it is meant"))
    return None


def _the_long(joint: Joint, word: str, _: Lexicon | None) -> Problem | None:
    if (word[:1] in VOWELS or word[:1] == "h") and not word.startswith(_CONSONANTAL):
        return None
    return Wording("“yr” stands before a vowel or h"), write_as(joint, f"y {joint.second}")


def _twice(joint: Joint, word: str, _: Lexicon | None) -> Problem | None:
    # In capitals it is a letter, or the beginning of a name.
    if word == joint.second and word in {"y", "yr"}:
        return Wording("the article stands twice"), write_as(joint, joint.first)
    return None


def _shortens(joint: Joint, word: str, _: Lexicon | None) -> Problem | None:
    if word in _SHORT and joint.first in {"â", "gyda"}:
        return _shortened(joint, word)
    return _shortened(joint) if word in {"y", "yr"} and joint.before not in CONTRACTED else None


def _shortened(joint: Joint, word: str = "y") -> Problem:
    why = Wording("“%(word)s” is shortened after a vowel", word=Quoted(word, LANGUAGE))
    return why, write_as(joint, f"{joint.first}’{_SHORT.get(word, 'r')}")


def _before_a_consonant(word: str) -> Wording:
    return Wording("“%(word)s” stands before a consonant", word=Quoted(word, LANGUAGE))


_RULES = RULES | {
    "a": _and,
    "ac": _and_long,
    "na": _than,
    "nac": _and_long,
    "nag": _and_long,
    "y": _the,
    "yr": _the_long,
    "’r": _twice,
    **dict.fromkeys(("i", "o", "â", "gyda", "drwy", "trwy", "neu"), _shortens),
}
