"""Is the translation a translation, and one for each text?"""

import re
from collections.abc import Iterable, Iterator

from app.checks.check import Desk, Problem, Signs, case, check, excerpt
from app.checks.pairs import Pair
from app.checks.visible import source_text, target_text
from app.checks.words import read_words, word_set
from app.lexicon import LANGUAGE
from app.wording import Wording

_WORD = re.compile(r"(?<![%.\w])[^\W\d_]+")
"""A word; neither a gap to be filled nor the ending of a file's name is one."""
_LITTLE = {
    "cy": frozenset(
        ["y", "yr", "a", "ac", "i", "o", "yn", "ar", "am", "at", "gan", "neu", "ei", "eu", "nid", "mae", "oedd", "wedi"]
    ),
    "en": frozenset(
        ["the", "a", "an", "of", "to", "in", "for", "and", "or", "is", "are", "was", "were", "with", "by", "on", "at"]
    ),
}
"""Words that a phrase has, by language; a name seldom has one of them and another small word besides."""
_TURNING = {
    "cy": frozenset(["ni", "nid", "na", "nad", "nac", "dim", "ddim", "heb", "peidio", "beidio", "byth"]),
    "en": frozenset(["not", "no", "never", "cannot", "without", "nor", "t"]),
}
"""Words that say the opposite, by language; "t" is what an apostrophe leaves of "isn’t"."""
_OWN = {
    "cy": word_set("yr yn wedi mae oedd nid neu gan sydd eu y ei"),
    "en": word_set(
        "the of and for are was were with by this that these those your you it they them our their has have been will"
        " should would could must please not from who which what when where if but about after before than there"
    ),
}
"""Words of a language that the other has not, one of which a few words of it in a row are likely to have."""
_LEFT = 4
"""Words in a row, but for the first in small letters, that are no name."""
_SAME_BEGINNING = 4
"""Letters that two forms of one word begin with."""

_NAMES = frozenset({"slug", "topic-slug", "attribution", "contact"})
_SHORT = 3
"""Words of a text that may well be said in two ways, or stand for two things."""


@check(
    "warning",
    signs=Signs(
        pair=lambda source, target: source == target,
        target=lambda word, desk: any(word in own for lang, own in _OWN.items() if lang != desk.lang),
    ),
    flags=(
        case("Two people were arrested.", "Two people were arrested."),
        case("Nodiadau i olygyddion", "Nodiadau i olygyddion", lang="en"),
        case("The police", "The police"),
        case("He was seen. Call us if you know the man.", "Gwelwyd ef. Call us if you know the man."),
        case("Mae’r ffordd ar gau yn y dref heddiw.", "The road is ar gau yn y dref.", lang="en"),
    ),
    leaves=(
        case("NSPCC Cymru", "NSPCC Cymru"),
        case("Radio", "Radio"),
        case("Alex Test, Test Force", "Alex Test, Test Force", role="attribution"),
        case("https://test.example/news", "https://test.example/news"),
        case("vCard (.vcf, .gcrd)", "vCard (.vcf, .gcrd)"),
        case("The Guardian", "The Guardian"),
        case("The Department for Work and Pensions said", "Meddai’r Department for Work and Pensions"),
        case("A film, waiting for the bus", "Ffilm, [waiting for the bus]{lang=en}"),
    ),
)
def untranslated(pair: Pair, desk: Desk) -> Iterator[Problem]:
    """Not translated

    The translation is a copy of the source, or words of the source still stand in it. Names, numbers and addresses may;
    for anything else that is alike in both languages, silence the check for that message.
    """
    if pair.lang == pair.source_lang or pair.role in _NAMES:
        return
    if pair.target != pair.source:
        left = _left(pair, desk)
        if left:
            fix = Wording("translate it; if it is a title, mark it [words]{lang=…}")
            yield Wording("“%(text)s” is not translated", text=excerpt(left, pair.first_lang)), fix
        return
    text = target_text(pair)
    words = _WORD.findall(text)
    small = [word for word in words if word.islower()]
    long = [word for word in small if len(word) > 2]
    little = not _LITTLE[pair.source_lang].isdisjoint(word.lower() for word in words)
    foreign = len(long) == 1 and _is_foreign(long[0], pair, desk)
    if not long or (len(long) < 2 and not little and not foreign):
        return
    if "://" not in text and "@" not in text and (not _is_one_token(text) or (foreign and text == long[0])):
        yield (
            Wording("“%(text)s” is not translated", text=excerpt(pair.target, pair.first_lang)),
            Wording("translate it; if it is right, add the comment '# no-check-untranslated'"),
        )


def _left(pair: Pair, desk: Desk) -> str:
    """Words of the source that stand in the translation, as a phrase of the source's language; empty if none do."""
    own = _OWN[pair.first_lang]
    if own.isdisjoint(desk.target_words(pair)):
        return ""
    words = read_words(pair.target).words
    source = [word.lower() for word in read_words(pair.source).words]
    runs = {tuple(source[at : at + _LEFT]) for at in range(len(source) - _LEFT + 1)}
    for at in range(len(words) - _LEFT + 1):
        run = words[at : at + _LEFT]
        if all(word.islower() for word in run[1:]) and not own.isdisjoint(run) and (run[0].lower(), *run[1:]) in runs:
            return " ".join(run)
    return ""


def _is_foreign(word: str, pair: Pair, desk: Desk) -> bool:
    """Whether the dictionary tells that an ordinary word of a release is none of the language it is said to be in.

    What a program says may well be a word of its own, such as a format.
    """
    lexicon = desk.knowledge.lexicon
    if lexicon is None or pair.lang != LANGUAGE or not pair.markdown:
        return False
    return len(word) > _SHORT and not lexicon.knows(word)


def _is_one_token(text: str) -> bool:
    return " " not in text.strip()


@check(
    "warning",
    flags=(
        case(
            "Notes for the press",
            "Nodiadau i’r cyfryngau",
            case("Notes for the press", "Nodiadau i’r wasg", role="heading").pair,
        ),
    ),
    leaves=(
        case(
            "Notes for the press",
            "Nodiadau i’r wasg",
            case("Notes for the press", "Nodiadau i’r wasg", role="heading").pair,
        ),
        case("Open", "Agored", case("Open", "Agor", role="heading").pair),
        case(
            "%(day)s at %(time)s",
            "%(day)s yn %(time)s",
            case("%(day)s at %(time)s", "%(day)s am %(time)s", markdown=False).pair,
            markdown=False,
        ),
    ),
)
def two_ways(pair: Pair, desk: Desk) -> Iterable[Problem]:
    """One text, two translations

    The same words of a release are translated in two ways, as in its headline and further down.
    """
    if pair.form or pair.role in _NAMES or pair.source.count(" ") < _SHORT - 1:
        return ()
    first = desk.earlier("two_ways", pair.source, pair)
    if first.target == pair.target or len(_bare(source_text(pair))) < _SHORT:
        return ()
    what = Wording(
        "“%(text)s” is “%(translation)s” on line %(line)s",
        text=excerpt(pair.source, pair.first_lang),
        translation=excerpt(first.target, pair.lang),
        line=first.line,
    )
    return ((what, Wording("say it in one way, unless the place asks for another")),)


@check(
    "warning",
    flags=(
        case(
            "Two people were charged today.",
            "Cafodd dau eu harestio heddiw.",
            case("Two people were arrested today.", "Cafodd dau eu harestio heddiw.").pair,
        ),
        case(
            "He was not charged with it.",
            "Cafodd ei gyhuddo o hynny.",
            case("He was charged with it.", "Cafodd ei gyhuddo o hynny.").pair,
        ),
        case(
            "Nid yw’r heddlu yn y dref.",
            "The police are in the town.",
            case("Mae’r heddlu yn y dref.", "The police are in the town.", lang="en").pair,
            lang="en",
        ),
    ),
    leaves=(
        case(
            "Two people were arrested today.",
            "Cafodd dau eu harestio heddiw.",
            case("Two people were arrested today", "Cafodd dau eu harestio heddiw.").pair,
        ),
        case("Go away!", "Ewch o’ma!", case("Get out!", "Ewch o’ma!").pair),
        case(
            "Randomising the headers of it",
            "Penawdau ar hap yn hyn",
            case("Randomise the header of it", "Penawdau ar hap yn hyn").pair,
        ),
        case(
            "You can not go there today.",
            "Ni chewch fynd yno heddiw.",
            case("You cannot go there today.", "Ni chewch fynd yno heddiw.").pair,
        ),
    ),
)
def two_sources(pair: Pair, desk: Desk) -> Iterable[Problem]:
    """One translation, two texts

    Two different texts have the very same translation: one of them may have been pasted in the wrong place.

    Other forms of the same words, and a word more in one of them, are let be: one translation may serve both.
    """
    if pair.form or pair.role in _NAMES or pair.target.count(" ") < _SHORT:
        return ()
    first = desk.earlier("two_sources", pair.target, pair)
    if first.source == pair.source:
        return ()
    if not _says_another(source_text(first), source_text(pair), pair.first_lang):
        return ()
    what = Wording(
        "the translation is that of “%(text)s” on line %(line)s as well",
        text=excerpt(first.source, pair.first_lang),
        line=first.line,
    )
    return ((what, Wording("see which of the two it belongs to")),)


def _bare(text: str) -> list[str]:
    """The words of a text: what stands between them does not make it another."""
    return _WORD.findall(text.lower())


def _says_another(one: str, other: str, lang: str) -> bool:
    """Whether two texts differ by more than the forms of their words, or a word more in one of them."""
    words = [_bare(one), _bare(other)]
    turned = [not _TURNING[lang].isdisjoint(each) for each in words]
    if turned[0] != turned[1]:
        return True
    telling = [
        [word for word in each if len(word) > 1 and word not in _LITTLE[lang] | _TURNING[lang]] for each in words
    ]
    mine, others = ({_beginning(word) for word in each} for each in telling)
    if mine != others:
        return len(mine ^ others) > 1
    return [_beginning(word) for word in telling[0]] != [_beginning(word) for word in telling[1]]


def _beginning(word: str) -> str:
    return word[:_SAME_BEGINNING]
