"""Kinds of mistakes that a translator makes, and how to put one into a good translation.

None of it asks the checks: which words change the next one is written here again, as grammars have it.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from app.checks import Knowledge, Pair
from app.mutations import ASPIRATE, NASAL, SOFT, mutate, origins
from tests.precision import sentences
from tests.precision.sentences import other_digit, slip

Plant = Callable[[Pair, random.Random, Knowledge], Pair | None]
"""The pair with one mistake in its translation; None where there is no place for it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mistake. checks: those that are there to find it.

    carried: real texts have too few of what it is about, so that a sentence with one is put behind both of them.
    """

    name: str
    checks: str
    plant: Plant
    carried: bool = False


def _spot(pattern: str, change: Callable[[str, random.Random], str]) -> Plant:
    """Changes one of what a pattern finds in the translation, whichever it is."""

    def plant(pair: Pair, rng: random.Random, _: Knowledge) -> Pair | None:
        spots = [*re.finditer(pattern, pair.target)]
        if not spots:
            return None
        spot = rng.choice(spots)
        return _with(pair, f"{pair.target[: spot.start()]}{change(spot[0], rng)}{pair.target[spot.end() :]}")

    return plant


def _behind(sentence: sentences.Sentence) -> Plant:
    """Puts a sentence behind both texts, with a mistake in its translation."""

    def plant(pair: Pair, rng: random.Random, _: Knowledge) -> Pair | None:
        source, target = sentence(rng)
        return pair._replace(source=f"{pair.source} {source}", target=f"{pair.target} {target}", markdown=True)

    return plant


def _with(pair: Pair, target: str) -> Pair | None:
    return pair._replace(target=target) if target not in {pair.target, ""} else None


def _mangled(letter: str, rng: random.Random) -> str:
    plain, other = {"ŵ": ("w", "û"), "ŷ": ("y", "ÿ")}[letter.lower()]
    return rng.choice((letter.encode().decode("cp1252"), "?", f"{plain}^", other))


_START = r"(?<![\w%$)}<>&/_.-])(?<!\wi['’])"
"""Where a word may begin that is no part of a tag, an address or a placeholder."""

CHANGES = {
    SOFT: "i o am ar at gan heb dros drwy dan wrth hyd dau dwy neu dy rhy mor pa holl unrhyw dyma prif ei y yr r yn n",
    ASPIRATE: "a â gyda tua tri chwe ei",
    NASAL: "fy yn yng ym",
}
"""Words that change the next one, the article before a feminine noun and “yn” before an adjective among them."""
LEAVE = "ein eich eu pob mewn"
"""Words that leave it as it is."""


def _unmutated(kind: str) -> Plant:
    def plant(pair: Pair, rng: random.Random, knowledge: Knowledge) -> Pair | None:
        assert knowledge.lexicon is not None
        spots = []
        for match in re.finditer(rf"{_START}(\w+) (?=([^\W\d_]+))", pair.target):
            radicals = [each for each in origins(match[2], kind, "cy") if knowledge.lexicon.lists(each)]
            # "Ei" is "her" as well, and leaves other letters than p, t and c; so does "’i".
            others = {"ei": "bdglmr", "yn": "lr", "n": "lr", "mor": "lr"}.get(match[1].lower(), "")
            if (
                not (radicals and radicals[0][0] in others)
                and not (match[1].lower() == "i" and pair.target[match.start() - 1] in "'’")
                and match[1].lower() in CHANGES[kind].split()
                and len(radicals) == 1
                and match[2].islower()
                and not knowledge.lexicon.lists(match[2])
            ):
                spots.append((match.start(2), match.end(2), radicals[0]))
        if not spots:
            return None
        start, end, radical = rng.choice(spots)
        return _with(pair, pair.target[:start] + radical + pair.target[end:])

    return plant


def _mutated(pair: Pair, rng: random.Random, knowledge: Knowledge) -> Pair | None:
    assert knowledge.lexicon is not None
    return _spot(
        rf"(?<!\w)(?:{LEAVE.replace(' ', '|')}) [^\W\d_]+",
        lambda text, _: f"{text.split()[0]} {mutate(text.split()[1], SOFT, 'cy')}",
    )(pair, rng, knowledge)


def _breathless(pair: Pair, rng: random.Random, knowledge: Knowledge) -> Pair | None:
    """Without the h that "eu" and "ein" put before a vowel."""
    assert knowledge.lexicon is not None
    spots = [
        match
        for match in re.finditer(rf"(?:{_START}(?:eu|ein|Eu|Ein)|['’]u) (h(?=[aeiouyâêîôŷ])[^\W\d_]+)", pair.target)
        if knowledge.lexicon.lists(match[1][1:]) and not knowledge.lexicon.lists(match[1])
    ]
    if not spots:
        return None
    at = rng.choice(spots).start(1)
    return _with(pair, pair.target[:at] + pair.target[at + 1 :])


def _unmarked(text: str, _: random.Random) -> str:
    return text.translate(str.maketrans("âêîôûŵŷÂÊÎÔÛŴŶ", "aeiouwyAEIOUWY"))


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) +", text)


def _sentence_lost(pair: Pair, rng: random.Random, _: Knowledge) -> Pair | None:
    kept = _sentences(pair.target)
    if len(kept) < 2:
        return None
    del kept[rng.randrange(len(kept))]
    return _with(pair, " ".join(kept))


def _sentence_left(pair: Pair, rng: random.Random, _: Knowledge) -> Pair | None:
    source, target = _sentences(pair.source), _sentences(pair.target)
    if len(source) < 2 or len(source) != len(target) or source[-1].count(" ") < 2:
        return None
    return _with(pair, " ".join([*target[:-1], source[-1]]))


def _left(pair: Pair, rng: random.Random, _: Knowledge) -> Pair | None:
    return _with(pair, pair.source) if len(re.findall(r"\b[a-z]{3,}\b", pair.source)) > 1 else None


def _other_term(pair: Pair, rng: random.Random, knowledge: Knowledge) -> Pair | None:
    terms = [each for each in knowledge.glossary.terms if each.words.get("cy") and each.words.get("en")]
    for term in rng.sample(terms, len(terms)):
        if any(re.search(rf"\b{re.escape(each)}\b", pair.source, re.IGNORECASE) for each in term.words["en"]):
            for way in sorted(term.words["cy"], key=len, reverse=True):
                if way in pair.target:
                    return _with(pair, pair.target.replace(way, rng.choice(terms).words["cy"][0]))
    return None


_NUMBER = r"(?<![\w%$.:/#&{<-])\d+(?![\w$;}])"
"""A number that is no part of a placeholder, an entity or an address."""


def _number_changed(pair: Pair, rng: random.Random, knowledge: Knowledge) -> Pair | None:
    numbers = set(re.findall(_NUMBER, pair.source))
    if not numbers:
        return None
    return _spot(f"(?=(?:{'|'.join(numbers)})(?!\\d)){_NUMBER}", other_digit)(pair, rng, knowledge)


_NAMED = r"%\(\w+\)[sd]|(?<!\{)\{\w+\}(?!\})"

KINDS = (
    Kind("a number has another digit", "numbers", _number_changed),
    Kind("a date has another day", "dates numbers", _behind(sentences.dated("day")), carried=True),
    Kind("a date has another month", "dates", _behind(sentences.dated("month")), carried=True),
    Kind("a date has another year", "dates numbers", _behind(sentences.dated("year")), carried=True),
    Kind("a date has another day of the week", "dates", _behind(sentences.dated("weekday")), carried=True),
    Kind("a day of the week without a date is another", "days", _behind(sentences.day_alone), carried=True),
    Kind("a month without a date is another", "days", _behind(sentences.month_alone), carried=True),
    Kind("a sign or a unit is another one, or lost", "numbers", _behind(sentences.of_another_kind), carried=True),
    Kind("a number in words is another one", "in_words", _behind(sentences.number_in_words), carried=True),
    Kind("only one text has a “not”", "negation", _behind(sentences.negative), carried=True),
    Kind("9am is 9yh", "numbers", _behind(sentences.half_of_day), carried=True),
    Kind("a telephone number has another digit", "phones", _behind(sentences.phone), carried=True),
    Kind("an e-mail address is misspelt", "addresses", _behind(sentences.email), carried=True),
    Kind("a web address is misspelt", "addresses", _behind(sentences.web), carried=True),
    Kind("a link leads to another site", "markup", _behind(sentences.link), carried=True),
    Kind("a link leads to another page of the same site", "markup", _behind(sentences.page), carried=True),
    Kind("the address of a link has another digit", "link_numbers", _behind(sentences.page_number), carried=True),
    Kind("a link is lost", "markup", _behind(sentences.link_lost), carried=True),
    Kind("a named placeholder is lost", "placeholders", _spot(rf"(?:{_NAMED}) ?", lambda *_: "")),
    Kind(
        "a named placeholder is misspelt",
        "placeholders",
        _spot(r"(?<=%\()\w{3,}(?=\)[sd])|(?<=[^{]{)\w{3,}(?=})", slip),
    ),
    Kind("%s or %d is lost", "placeholders", _spot(r"%(?:\d\$)?[sd] ?", lambda *_: "")),
    Kind("the full stop at the end is missing", "ending", _spot(r"\.\Z", lambda *_: "")),
    Kind(
        "a word stands twice", "doubled_words", _spot(rf"{_START}[^\W\d_A-Z]+(?= )", lambda text, _: f"{text} {text}")
    ),
    Kind("two spaces between two words", "spaces", _spot(r"(?<=[^\W\d_]) (?=[^\W\d_])", lambda *_: "  ")),
    Kind("a comma has its space before it", "punctuation", _spot(r"(?<=[^\W\d_]), (?=[^\W\d_])", lambda *_: " ,")),
    Kind(
        "a full stop has no space after it",
        "punctuation",
        _spot(r"(?<=[^\W\d_A-Z]{3}\.) (?=[A-Z][^\W\d_])", lambda *_: ""),
    ),
    Kind("a full stop stands twice", "punctuation", _spot(r"(?<=[^\W\d_]{2})\.\Z", lambda *_: "..")),
    Kind("a bracket is lost", "brackets", _spot(r"(?<![\w%])\((?=\w)|(?<=\w)\)(?![\ws])", lambda *_: "")),
    Kind("the soft mutation is missing", "mutations", _unmutated(SOFT)),
    Kind("the aspirate mutation is missing", "mutations", _unmutated(ASPIRATE)),
    Kind("the nasal mutation is missing", "mutations", _unmutated(NASAL)),
    Kind("a mutation stands where none belongs", "mutations", _mutated),
    Kind("the h after “eu” or “ein” is missing", "mutations", _breathless),
    Kind(
        "“a” for “ac”, or “ac” for “a”",
        "joining",
        _spot(rf"{_START}(?<!['’])ac?(?= [^\W\d_])", lambda text, _: "a" if text == "ac" else "ac"),
    ),
    Kind(
        "“y” for “yr”, or “yr” for “y”",
        "joining",
        _spot(rf"{_START}(?<!['’])yr?(?= [^\W\d_])", lambda text, _: "y" if text == "yr" else "yr"),
    ),
    Kind("a word lacks its circumflex", "circumflex spelling", _spot(r"\w*[âêîôûŵŷ]\w+|\w+[âêîôûŵŷ]\b", _unmarked)),
    Kind("“a” for “â”", "circumflex", _spot(r"\bâ\b", _unmarked)),
    Kind("ŵ or ŷ is mangled", "encoding lost_letters", _spot("[ŵŷŴŶ]", _mangled)),
    Kind(
        "a slip of one letter in a word",
        "spelling circumflex",
        _spot(rf"{_START}[^\W\d_A-Z]{{5,}}(?![\w}}=/.-])", slip),
    ),
    Kind("all is left in English", "untranslated", _left),
    Kind("the last sentence is left in English", "untranslated", _sentence_left),
    Kind("a sentence is missing", "length", _sentence_lost),
    Kind("quotation marks are missing", "quotes", _behind(sentences.quotes), carried=True),
    Kind("quotation marks of a part are missing", "quotes", _behind(sentences.quoted_part), carried=True),
    Kind("a term of the glossary is another one", "glossary", _other_term),
)
