"""Do commas, full stops and brackets stand where they belong?"""

import re
from collections.abc import Iterator

from app.checks.check import Desk, Problem, Signs, case, check, excerpt
from app.checks.pairs import Pair
from app.checks.visible import source_text, target_text
from app.checks.words import worded
from app.model import TextState
from app.wording import Quoted, Wording

_AFTER_A_SPACE = re.compile(r"(?<=\S)[ \n\N{NO-BREAK SPACE}]+([,;])(?=[^\W\d_]|\s|$)")
_WITHOUT_A_SPACE = re.compile(
    r"(?<![\w@/\\.=-])(?:[^\W\d_]+-)*[^\W\d_]*(?:[^\W\d_A-ZÂÊÎÔÛŴŶ]{3}[”’\"')*]*([.!?])(?=[A-ZÂÊÎÔÛŴŶ])|[^\W\d_]{2}(,)(?=[^\W\d_]{2}))"
    r"[^\W\d_]+(?=[\s’'”\",:;!?)*]|\.?(?:\s|$))"
)
"""Letters, a mark and letters, and nothing else: not an address, a decimal, a time, an abbreviation or a file name."""
_TWICE = re.compile(r"[^\W\d_]+[”’\"')\]*_]*([.,])\1(?![.,/\w])")
_QUICK = re.compile(r"\s[,;]|[.,!?][“‘\"'(*]*[^\W\d_]|\.\.|,,")
"""What all of these have. To look for it takes a small part of the time."""
_SMILEY = re.compile(r"(?<!\S)[:;]-?[()]")
_MARKER = re.compile(r"(?:^|\s)(?:[a-z]|[ivx]{2,4}|\d{1,2})\.?$")
"""What stands before a bracket that begins a list: "a)", "12)"."""
_NEAR_A_BRACKET = 30
"""Characters beside a bracket, to find it by."""


@check(
    "warning",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(target=lambda word, _: word[0] in ",;" or _may_be_wrong(word)),
    flags=(
        case("It is hot, and dry.", "Mae’n boeth ,ac yn sych."),
        case("It is hot, and dry.", "Mae’n boeth , ac yn sych."),
        case("He said so today. It is true.", "Dywedodd hynny heddiw.Mae’n wir."),
        case("police, fire and ambulance", "heddlu,tân ac ambiwlans"),
        case("They are happy.", "Maent yn hapus.."),
        case("", "It is hot.And dry.", lang="en", source_lang="en", state=TextState.SOURCE),
    ),
    leaves=(
        case("It is hot, and dry.", "Mae’n boeth, ac yn sych."),
        case("Open test.example, a.b@test.example, README.Test", "Agor Test.example, a.b@test.example, README.Test"),
        case("at 9.30am, 2.5 and so on…", "am 9.30yb, 2.5, e.e. hyn, h.y. hynny... S.P.R. Prawf, v1.Prawf"),
        case("the folder ../test", "y ffolder ../prawf"),
        case("Testing ,this", "Profi ,hyn"),
    ),
)
def punctuation(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Commas and full stops

    A space stands before a comma, no space comes after a comma or a full stop, or one of them stands twice, where the
    source has nothing of the kind.
    """
    text, source, lang = pair.target, pair.source, pair.lang
    if not worded(pair) or not _QUICK.search(text):
        return
    for found in _only_there(_AFTER_A_SPACE, text, source):
        word = Quoted(text[: found.start()].split()[-1], lang)
        what = Wording("a space stands before “%(mark)s”, after “%(word)s”", mark=found[1], word=word)
        yield what, Wording("put the space after it")
    for found in _only_there(_WITHOUT_A_SPACE, text, source):
        words = Quoted(found[0], lang)
        what = Wording("“%(words)s”: no space comes after “%(mark)s”", words=words, mark=found[1] or found[2])
        yield what, Wording("put a space after it")
    for found in _only_there(_TWICE, text, source):
        words = Quoted(found[0], lang)
        yield Wording("“%(words)s”: “%(mark)s” stands twice", words=words, mark=found[1]), Wording("keep one of them")


def _may_be_wrong(word: str) -> bool:
    return _QUICK.search(word) is not None and any(each.search(word) for each in (_WITHOUT_A_SPACE, _TWICE))


def _only_there(pattern: re.Pattern[str], text: str, source: str) -> Iterator[re.Match[str]]:
    """What a pattern finds in a text, unless the source has the like."""
    if not pattern.search(source):
        yield from pattern.finditer(text)


@check(
    "warning",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(letters="()"),
    flags=(
        case("Call us (in Welsh or English).", "Ffoniwch ni (yn Gymraeg neu’n Saesneg."),
        case("Ffoniwch ni (yn Gymraeg).", "Call us in Welsh).", lang="en"),
        case("", "Call us (in Welsh.", lang="en", source_lang="en", state=TextState.SOURCE),
    ),
    leaves=(
        case("Call us (in Welsh).", "Ffoniwch ni (yn Gymraeg)."),
        case("(a) one; b) two; 1) three :) (of a 12)", "(a) un; b) dau; 1) tri :) (o a 12)"),
        case("a smile (yes", "gwên (ie"),
    ),
)
def brackets(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Brackets

    A bracket is opened and not closed, or closed and not opened, where the source has nothing of the kind.
    """
    if pair.target.count("(") == pair.target.count(")") or not worded(pair):
        return
    text = target_text(pair)
    opened, closed = _alone(text)
    if not (opened or closed) or any(_alone(source_text(pair))):
        return
    for at in opened:
        words = excerpt(text[at : at + _NEAR_A_BRACKET], pair.lang)
        yield Wording("“%(words)s”: the bracket is not closed", words=words), Wording("close it")
    for at in closed:
        words = excerpt(text[max(0, at + 1 - _NEAR_A_BRACKET) : at + 1], pair.lang)
        yield Wording("“%(words)s”: the bracket was not opened", words=words), Wording("open it, or take it out")


def _alone(text: str) -> tuple[list[int], list[int]]:
    """Where brackets are opened and not closed, and closed and not opened, but for the marks of a list and smiles."""
    smiles = {each.end() - 1 for each in _SMILEY.finditer(text)}
    opened: list[int] = []
    closed: list[int] = []
    for at, letter in enumerate(text):
        if letter == "(" and at not in smiles:
            opened.append(at)
        elif letter == ")" and opened:
            opened.pop()
        elif letter == ")" and at not in smiles and not _MARKER.search(text[:at]):
            closed.append(at)
    return opened, closed
