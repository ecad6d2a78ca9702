"""Did the letters of a text come through whole?"""

import re
from collections.abc import Iterator

from app.checks.check import Desk, Problem, Signs, case, check, write
from app.checks.letters import standing
from app.checks.pairs import Pair
from app.checks.welsh_triggers import LANGUAGE
from app.checks.words import read_words, word_set, worded
from app.model import TextState
from app.wording import Quoted, Wording

# UTF-8 read as Windows-1252: the two bytes of a letter with a mark, or the three of a typographic sign.
_MOJIBAKE = re.compile(
    r"[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
    r"|Å[µ·¶´]"
    r"|â€[\u0080-\u00bf™œ˜¦“”]"
    r"|ï»¿"
)
_QUICK = re.compile("[ÃÂÅâï\N{REPLACEMENT CHARACTER}]")
_LOST_LETTER = "\N{REPLACEMENT CHARACTER}"
"""What a program puts for a letter that it cannot read."""
_CODE = re.compile(r"`[^`]*`")


@check(
    "error",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(
        near="ÃÂÅ€ï\N{REPLACEMENT CHARACTER}",
        target=lambda word, _: not word.isascii() and (_LOST_LETTER in word or _MOJIBAKE.search(word) is not None),
    ),
    flags=(
        case("the house", "y tÅ·"),
        case("water", "dÅµr"),
        case("It is", "Maeâ€™n"),
        case("songs", "cÃ¢n"),
        case("house", "t\N{REPLACEMENT CHARACTER}"),
        case("house", "`t\N{REPLACEMENT CHARACTER}`"),
        case("tŷ", "the tÅ·", lang="en"),
    ),
    leaves=(
        case("the house", "y tŷ, â’r ŵyl, cân"),
        case("Ångström", "Ångström, â €5, Ï, Ã, Â"),
        case("mojibake", "`tÅ·` yn lle tŷ"),
    ),
)
def encoding(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Broken letters

    Letters with marks, or quote marks, were saved in one encoding and opened in another, such as Å· for ŷ; what is
    meant to look so goes between backquotes. Or a letter was lost, and � stands for it.
    """
    if pair.target.isascii() or not _QUICK.search(pair.target):
        return
    for match in re.finditer(_LOST_LETTER, pair.target) if _LOST_LETTER not in pair.source else ():
        what = standing(Wording("a letter was lost (�)"), pair.target, pair.lang, match.start())
        yield what, Wording("write the letter that was lost, and save as UTF-8")
    found = _MOJIBAKE.search(_CODE.sub("", pair.target))
    if found and found[0] not in pair.source:
        what = Wording("“%(letter)s” is a letter that was broken on its way", letter=Quoted(found[0], pair.lang))
        yield what, Wording("write the letter again, and save as UTF-8")


# Words with a circumflex on w or y, which few encodings and keyboards have.
_MARKED = word_set(
    "tŷ dŷ nhŷ thŷ dŵr ddŵr nŵr gŵr ŵr ngŵr tŵr nhŵr thŵr cŵn gŵn chŵn nghŵn sŵn siŵr grŵp sŵ ŵyl gŵyl ŵyn ŵyr cŵyn"
    " gŵyn chŵyn ynglŷn hŷn llŷn rhŷn cŵl ffŵl"
)
_STANDS_IN = {"ÿ": "ŷ", "þ": "ŷ", "ý": "ŷ", "ð": "ŵ", "ẃ": "ŵ", "ẁ": "ŵ", "û": "ŵ", "õ": "ŵ", "ŭ": "ŵ"}
"""What stands for ŵ or ŷ in a text that was written, or read, without them."""
_ALIEN = frozenset("ÿþðõŭẃẁýû?^~")
_LOST = re.compile(r"\^[wy]|[wy]\^|[^\W\d_]\?(?=[^\W\d_])", re.IGNORECASE)
_ADDRESS = frozenset("/=@")
"""What an address has, in which a question mark is at home."""
_EDGES = ".,:;!?()[]“”‘’\"'*"


@check(
    "warning",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(target=lambda word, _: not _ALIEN.isdisjoint(word.rstrip("?"))),
    flags=(
        case("the house", "y tÿ"),
        case("clean water", "dûr glân"),
        case("clean water", "d?r glân"),
        case("the house", "y t^y"),
        case("group", "grẃp"),
    ),
    leaves=(
        case("the house", "y tŷ"),
        case("clean water", "dŵr glân? Ie."),
        case("Guðrún and Louÿs", "Guðrún a Louÿs, mẁg, sûr"),
        case("address", "www.enghraifft.cymru/tudalen?rhif=1"),
    ),
    languages=(LANGUAGE,),
)
def lost_letters(pair: Pair, _: Desk) -> Iterator[Problem]:
    """ŵ and ŷ

    Another letter, a question mark or a ^ stands where a word has ŵ or ŷ: the letter was lost on its way here.
    """
    if not worded(pair) or _ALIEN.isdisjoint(pair.target):
        return
    for word in read_words(pair.target).words:
        right = "".join(_STANDS_IN.get(letter, letter) for letter in word.lower())
        if right in _MARKED and right != word.lower():
            wanted = right.capitalize() if word[:1].isupper() else right
            what = Wording("“%(word)s” has another letter for ŵ or ŷ", word=Quoted(word, LANGUAGE))
            yield what, write(Quoted(wanted, LANGUAGE))
    for chunk in _CODE.sub("", pair.target).split():
        if _LOST.search(chunk) and _ADDRESS.isdisjoint(chunk) and chunk not in pair.source:
            what = Wording("“%(word)s” has lost a letter", word=Quoted(chunk.strip(_EDGES), LANGUAGE))
            yield what, Wording("write the word again, with its ŵ or ŷ")
