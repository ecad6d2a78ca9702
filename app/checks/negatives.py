"""Does one text say that something is not so, and the other that it is?"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.pairs import Pair
from app.checks.visible import source_text, target_text
from app.checks.words import ByChunk, lower_chunk, word_set
from app.kept import while_running
from app.wording import Quoted, Wording

_IDIOMS = {
    "cy": (
        r"(?:nid|nad)(?: yw| ydy| oedd)? (?:yn unig|dim ond|heb|llai|mwy)",
        r"ddim (?:ond|yn unig|byd|llai|mwy|hwyrach)",
        r"nad (?:yw|ydynt|oes|oedd|ydych)\b.{0,40}\beisoes",
    ),
    "en": (
        r"not (?:only|just|least|merely|simply|to mention|until|long|all|every|too|un\w+|surprising\w*)",
        r"not (?:be )?(?:more|less|fewer|later|earlier|exceed\w*)",
        r"(?:or|if|why|whether|as) not",
        r"(?:not|\w+n[’' ]t)\b.{0,60}\buntil",
        r"or \w+ not",
        r"(?:do not|don[’' ]t|never) (?:forget|hesitate|miss|delay|mind|worry)",
        r"(?:can ?not|can[’' ]t) (?:wait|miss|be over\w+|be under\w+|help|fail)",
        r"(?:not|\w+n[’' ]t|never) be(?:en)? (?:more|so|too|easier|better)",
        r"never (?:before|again|too|ending)",
        r"there \w+ (?:been )?no (?:doubt|question|better|greater|larger|bigger|place|shortage|secret|limit|other)",
        r"\w+n[’' ]t (?:it|we|you|they|he|she|i)",
    ),
}
"""Where a negative says something else, or may well be turned round: "not only", "do not hesitate", "nid yn unig"."""
_PLAIN = {
    "cy": (
        r"\bnid (?:yw|oes|oedd|ydynt|ydym|wyf|ydych|oedden\w*|arestiwyd|anafwyd|effeithi\w+)\b",
        r"\b(?:nad|ddim)\b",
        # "Ni" is "we" as well, but not before a verb at the beginning of a clause.
        r"(?:^|[.!?:;“‘(]\s*|, |\b(?:ond|ac?) )ni"
        r" (?:ch\w+|fydd\w*|fu|all\w*|ellir|wnaeth|wneir|ddaeth|ddyl\w+|lwyddodd)\b",
    ),
    "en": (
        r"\b(?:is|are|was|were|be|been|do|does|did|has|have|had|will|would|can|could|should|must|may)"
        r"(?: (?:also|still|yet|currently|now))? not\b",
        r"\bcannot\b",
        r"\b\w+n[’' ]t\b",
        r"\bnever\b",
        r"\bno one\b",
        r"\bnobody\b",
        r"\bthere (?:is|are|was|were|(?:has|have|had|will) (?:be|been)) no\b",
        r"\bnone of\b",
        r"\bnothing (?:is|was|has been|had been) \w+e[dn]\b",
    ),
}
"""Plain negatives."""
_CARRIERS = {
    "cy": (
        r"ni nid na nad nac nis nas dim ddim mo mon[io] mohon[oi] heb hebddo hebddi heblaw neb byth fyth"
        r" erioed oni onid nes ond cyn hytrach lle p?h?rin brin rhag rhy tan hyd bellach mwyach llai lleiaf"
        r" mwyaf gwaethaf waeth ychwaith chwaith unig unman unlle allan hwnt gorau er sero ai dyw dydy\w*"
        r" does\w* doedd\w* p?h?[pb]?eidi\w* [mf]h?eth\w* n?gh?wrth(?!draw|daro|rych)\w* wrthod\w* wrthw\w*"
        r" g?wad\w+ ngwad\w+ dd?iffyg\w* n?[cg]h?oll\w* n?g?h?wah[ae]r\w* r?h?wystr\w* osgo\w* h?atal\w* stop\w*"
        r" eithr\w* absen\w* g?wag g?wall\w* esgeul\w* dd?ile\w* [td]h?[oe]rr\w* dd?iddym\w* [cg]h?ansl\w*"
        r" g?ormod\w* n?[cg]h?adw d?draw n?[cg]h?au n?[cg]h?aeed\w*"
        r" dd?i- h?an(?!fon|gen|ifail|elu|gladd|af|rhyd|rheg|tur|nwyl|nog)\w{4,} h?amh\w+ h?af[lri]\w+"
        r" dd?i(?:waith|enw|angen|hid|niwed|nod|oed|sail|fai|euog|ystyr|werth|lys|flan|lea|rif|ail|alw)\w*"
        r" dd?i(?:gartref|dâl|fater|wall)\w*"
        r" dd?i(?:anghen|galon|arwybod|reswm|derfyn|osg)\w*"
    ),
    "en": (
        r"not? nor never none nothing nobody neither nowhere cannot without nil zero only unless until till"
        r" but except\w* other rather instead away out beyond barely hardly few\w* little less\w* least most"
        r" rare\w* seldom too yet still before ever any\w* else against off\w* under over than hard short\w*"
        r" just alone no- non free although though however far otherwise whether if longer max\w* min\w*"
        r" (?:un|dis|mis|non|anti|de)\w{3,}"
        r" in(?!form|clud|vol|ter|vest|crea|side|to\b|stead|tro|dustr|deed|flu|nov|tent|spir|stall|spec|jur)\w{3,}"
        r" im(?:poss|prop|perf|mat|mov|pat|pract|mun)\w* ill\w+ irr\w+ \w+less lack\w* fail\w* refus\w*"
        r" den[yi]\w* reject\w* ruled stop\w* end\w* avoid\w* prevent\w* ban\w* prohibit\w* forbid\w* exclud\w*"
        r" miss\w* los[est]\w* absen\w* empty ceas\w* withdr\w* declin\w* oppos\w* object\w* ignor\w* scarce\w*"
        r" doubt\w* difficult\w* wrong\w* err\w* cancel\w* abandon\w* acquit\w* skip\w* remain\w* hid\w*"
        r" leav\w* left prior clos\w* block\w* delet\w* remov\w* blank\w* wait\w* needs? old former\w* gone"
    ),
}
"""Beginnings of words, or words, that may say in any other way that something is not so: far more than do.

What has one is let be.
"""
_PAIRED = (
    {"cy": r"n?[cg]h?(?:au|ae[eo]d\w*|aewyd)", "en": r"(?:clos|shut)\w*"},
    {"cy": r"(?:stop|h?atal)\w*", "en": r"(?:stop|prevent)\w*"},
)
"""Of these, words that say the same in both languages: where both texts have it, it does not stand for a “not”."""
_SIGNS = {"cy": word_set("nid nad ddim ni"), "en": word_set("not cannot never nobody no none nothing t")}
"""One of these is in every plain negative; "t" is what an apostrophe leaves of "isn’t"."""
_SIGNS_OF_SOURCE = {
    lang: frozenset(word for other, words in _SIGNS.items() if other != lang for word in words) for lang in _SIGNS
}
"""Those of every language but that of the translation."""
_OFTEN: dict[str, Callable[[str], bool]] = {
    "cy": lambda text: (
        "nid " in text
        or "nad " in text
        or "Nid " in text
        or "dim" in text
        or " na " in text
        or "Ni " in text
        or "heb " in text
        or "neb" in text
    ),
    "en": lambda text: (
        " not " in text
        or " not," in text
        or " no " in text
        or "n’t" in text
        or "nobody" in text
        or "No " in text
        or "never" in text
        or "cannot" in text
    ),
}
"""Whether a text has one of the most frequent negatives. In a row, since that is quickest."""
_PLAIN_WORD, _CARRIER = 2, 1
_SENTENCE = re.compile(r"(?<=[.!?…])[”’\"')]*\s+")


@check(
    "warning",
    signs=Signs(
        source=lambda word, desk: not _SIGNS_OF_SOURCE[desk.lang].isdisjoint(lower_chunk(word)),
        target=lambda word, desk: not _SIGNS[desk.lang].isdisjoint(lower_chunk(word)),
    ),
    flags=(
        case("He was not charged.", "Cafodd ei gyhuddo."),
        case("No one was hurt.", "Cafodd pobl eu hanafu."),
        case("No one was hurt in the collision.", "Cafodd pobl eu hanafu yn y gwrthdrawiad."),
        case("The road isn’t open today.", "Mae’r ffordd ar agor heddiw."),
        case("There is no risk.", "Mae risg."),
        case("Nothing was stolen.", "Cafodd popeth ei ddwyn."),
        case("The school will not close.", "Bydd yr ysgol yn cau."),
        case("He was charged.", "Ni chafodd ei gyhuddo."),
        case("Nid yw’r ffordd ar agor.", "The road is open.", lang="en"),
    ),
    leaves=(
        case("He was not charged.", "Ni chafodd ei gyhuddo."),
        case("The form is not valid.", "Mae’r ffurflen yn annilys."),
        case("He would not answer.", "Gwrthododd ateb."),
        case("It will not open on Sunday.", "Bydd ar gau ddydd Sul."),
        case("It was not only the police who came.", "Daeth yr heddlu, a phobl eraill hefyd."),
        case("There was no shortage of help.", "Roedd digon o gymorth."),
        case("The school will not close.", "Ni fydd yr ysgol yn cau."),
        case("Please do not hesitate to call.", "Mae croeso i chi ffonio."),
        case("It is open on Sundays alone.", "Nid yw ar agor ond ar ddydd Sul."),
        case("Ein gwaith ni fydd hynny.", "That will be our work.", lang="en"),
    ),
)
def negation(pair: Pair, _: Desk) -> Iterable[Problem]:
    """A “not” in one text alone

    One text has a plain negative, such as “not” or “ni chafodd”, and the other has nothing that could say the same: it
    may say the opposite.
    """
    if _OFTEN[pair.first_lang](pair.source) and _OFTEN[pair.lang](pair.target):
        return ()  # nearly every such text and its translation
    return _turned(pair) if pair.source_lang and not pair.form and _may_differ(pair) else ()


def _turned(pair: Pair) -> Iterator[Problem]:
    for source, target in _sentences(_plain(source_text(pair)), _plain(target_text(pair))):
        source, target = _without_pairs(source, pair.source_lang, target, pair.lang)
        if (word := _negative(source, pair.source_lang)) and not _carries(target, pair.lang, word):
            what = Wording("“%(text)s” has no counterpart in the translation", text=Quoted(word, pair.source_lang))
        elif (word := _negative(target, pair.lang)) and not _carries(source, pair.source_lang, word):
            what = Wording("“%(text)s” has no counterpart in the source", text=Quoted(word, pair.lang))
        else:
            continue
        yield what, Wording("see whether both say the same; if so, add the comment '# no-check-negation'")


def _plain(text: str) -> str:
    """A text without the marks of access keys that programs write in words."""
    return text.replace("_", "") if "_" in text else text


def _without_pairs(source: str, source_lang: str, target: str, lang: str) -> tuple[str, str]:
    """Both texts without the words that say the same in either."""
    for words in _paired():
        if words[source_lang].search(source) and words[lang].search(target):
            source, target = words[source_lang].sub("", source), words[lang].sub("", target)
    return source, target


def _sentences(source: str, target: str) -> Iterable[tuple[str, str]]:
    """Each sentence with its translation, where both texts have as many; else the whole."""
    both = _SENTENCE.split(source), _SENTENCE.split(target)
    return zip(*both, strict=True) if len(both[0]) == len(both[1]) else ((source, target),)


def _carries(text: str, lang: str, word: str) -> bool:
    """Whether a text has what may say a negative; or the very word, as one that is spoken of."""
    # Words in lower case are found much sooner than those of which the case does not matter.
    return word in text or _carriers(lang).search(text.lower()) is not None


def _negative(text: str, lang: str) -> str:
    """The first plain negative of a text; empty if there is none."""
    if not _plain_negative(lang).search(text):
        return ""
    match = _plain_negative(lang).search(_idioms(lang).sub(" ", text))
    return match[0].strip(" .,:;!?“‘(") if match else ""


@cache
def _plain_negative(lang: str) -> re.Pattern[str]:
    return re.compile("|".join(_PLAIN[lang]), re.IGNORECASE)


@cache
def _idioms(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_IDIOMS[lang])})\b", re.IGNORECASE)


@cache
def _carriers(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_CARRIERS[lang].split())})(?:(?<=-)|\b)|n[’' ]t\b")


@cache
def _paired() -> tuple[dict[str, re.Pattern[str]], ...]:
    return tuple(
        {lang: re.compile(rf"\b(?:{word})\b", re.IGNORECASE) for lang, word in words.items()} for words in _PAIRED
    )


def _may_differ(pair: Pair) -> bool:
    """Whether one text has more plain negatives than the other has words that may say one: quickly, by words."""
    wanted = [*map(_by_chunk(pair.first_lang).__getitem__, pair.source.split(" "))]
    found = [*map(_by_chunk(pair.lang).__getitem__, pair.target.split(" "))]
    negatives, others = wanted.count(_PLAIN_WORD), found.count(_PLAIN_WORD)
    return negatives > others + found.count(_CARRIER) or others > negatives + wanted.count(_CARRIER)


@while_running
@cache
def _by_chunk(lang: str) -> ByChunk[int]:
    signs, carriers = _SIGNS[lang], _carriers(lang)

    def kind(chunk: str) -> int:
        if not signs.isdisjoint(lower_chunk(chunk)) and chunk.strip("(") != "No.":
            return _PLAIN_WORD
        small = chunk.lower().replace("_", "")
        return _CARRIER if carriers.search(small) and not any(words[lang].search(small) for words in _paired()) else 0

    return ByChunk(kind)
