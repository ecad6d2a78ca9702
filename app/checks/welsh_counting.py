"""Have a number and "this" the form that the noun beside them asks for: "tair wythnos", "pum mis", "y wefan hon"?"""

from app.checks.check import Problem, write
from app.checks.welsh_nouns import COUNTED, FEMININE, MASCULINE, SHORTER, STEADY
from app.checks.welsh_triggers import LANGUAGE
from app.checks.words import Joint, word_set
from app.lexicon import Lexicon
from app.mutations import ASPIRATE, SOFT, mutate
from app.wording import Quoted, Wording

_ARTICLES = frozenset({"y", "yr", "r"})
_NUMBERED = word_set(
    "cam gam rhan ran haen lefel rhif pennod bennod dosbarth ddosbarth grŵp atodlen categori tabl ffigur tudalen"
    " dudalen blwyddyn flwyddyn pwynt bwynt adran erthygl tîm dîm parth"
)
"""Words before a number that it belongs to, and not to what comes after it: "cam dau rhaglen y llywodraeth"."""
_THIS = {"hwn": "hon", "hwnnw": "honno"}
_AFTER = {"dau": SOFT, "tri": ASPIRATE}
"""What masculine numbers do to a noun."""
_AFTER_FEMININE = {"dwy": SOFT, "trydedd": SOFT, "pedwaredd": SOFT}
"""What feminine ones do to it."""
# "Pobl" is counted in neither way.
_NOUNS = ((FEMININE | STEADY) - {"pobl"}) | {"blynedd", "blwydd"}


def _number(joint: Joint, word: str, _: Lexicon | None) -> Problem | None:
    """A masculine number before a feminine noun."""
    masculine, feminine = MASCULINE[joint.first]
    noun = _noun_of(word, _AFTER.get(masculine))
    if not noun or joint.before in _NUMBERED or word != joint.second:
        return None
    first = feminine if joint.first == masculine else mutate(feminine, _kind_of(joint.first, masculine), LANGUAGE)
    if feminine in {"trydedd", "pedwaredd"} and joint.before in _ARTICLES:
        first = mutate(feminine, SOFT, LANGUAGE)
    kind = _AFTER_FEMININE.get(feminine)
    right = f"{first} {mutate(noun, kind, LANGUAGE) if kind else noun}"
    return _feminine(noun), write_as(joint, right)


def _short(joint: Joint, word: str, _: Lexicon | None) -> Problem | None:
    """A number in its longer form before what it counts."""
    if word not in COUNTED or joint.before in _NUMBERED or word != joint.second:
        return None
    if joint.first == "cant" and joint.before == "y":
        return None  # per cent
    short = SHORTER[joint.first]
    why = Wording("“%(word)s” loses its last letter before what it counts", word=Quoted(joint.first, LANGUAGE))
    return why, write_as(joint, f"{short} {mutate(word, ASPIRATE, LANGUAGE) if short == 'chwe' else word}")


def _this(joint: Joint, word: str, _: Lexicon | None) -> Problem | None:
    """A masculine "this" behind a feminine noun. Without an article, it may be of a noun before that one."""
    if word not in _THIS or joint.before not in _ARTICLES or joint.written != joint.first:
        return None
    noun = _noun_of(joint.first, SOFT)
    right = mutate(noun, SOFT, LANGUAGE) if noun in FEMININE else noun
    return _feminine(noun), write_as(joint, f"{right} {_THIS[word]}")


def _feminine(noun: str) -> Wording:
    return Wording("“%(word)s” is feminine", word=Quoted(noun, LANGUAGE))


def as_written(joint: Joint, right: str) -> Quoted:
    """What should stand there, with a capital where the first of the two words has one."""
    return Quoted(right[:1].upper() + right[1:] if joint.written[:1].isupper() else right, LANGUAGE)


def write_as(joint: Joint, right: str) -> Wording:
    """The fix: what should stand there."""
    return write(as_written(joint, right))


def _noun_of(word: str, kind: str | None) -> str:
    """The feminine noun that a word is, unmutated or in a mutation of this kind; empty if it is none."""
    return word if word in _NOUNS else _MUTATED.get((word, kind or ""), "")


def _kind_of(form: str, word: str) -> str:
    return next(kind for kind in (SOFT, ASPIRATE) if mutate(word, kind, LANGUAGE) == form)


_MUTATED = {(mutate(noun, kind, LANGUAGE), kind): noun for noun in sorted(_NOUNS) for kind in (SOFT, ASPIRATE)}

RULES = {
    **dict.fromkeys((form for noun in _NOUNS for form in (noun, mutate(noun, SOFT, LANGUAGE))), _this),
    **dict.fromkeys(MASCULINE, _number),
    **dict.fromkeys(SHORTER, _short),
}
"""By the first of two words, in lower case, what asks about them."""
