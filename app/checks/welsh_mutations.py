"""Does a Welsh word begin with the letter that the word before it asks for?"""

from collections.abc import Iterator
from functools import lru_cache

from app.checks.check import Desk, Problem, Signs, case, check, write
from app.checks.pairs import Pair
from app.checks.welsh_nouns import FORENAMES, PLACES
from app.checks.welsh_triggers import ADJECTIVES, KEEN, LANGUAGE, TRIGGERS, UNCHANGING, VOCALIC, Trigger
from app.checks.words import Joint, ends_with, joints, read_words, worded
from app.derivation import plural_of
from app.kept import while_running
from app.lexicon import Lexicon
from app.model import TextState
from app.mutations import ASPIRATE, BREATH, MUTATIONS, NASAL, SOFT, VOWELS, forms, initial, mutate, origins
from app.wording import Quoted, Wording

_KINDS = MUTATIONS[LANGUAGE].kinds
_NAMES = {
    SOFT: Wording("soft mutation"),
    NASAL: Wording("nasal mutation"),
    ASPIRATE: Wording("aspirate mutation"),
}
_H = MUTATIONS[LANGUAGE].before_vowels
_NASAL_IN = {"m": "ym", "ng": "yng"}
"""“yn” before these letters."""
_IN = frozenset({"yn", "ym", "yng"})
_IN_A_PLACE = Trigger(NASAL)
_PLACE_OF = {form: place for place in sorted(PLACES) for form in forms(place, LANGUAGE)} | {
    each: each for each in PLACES
}
"""Of every form of a place, the place."""
_NAMED = frozenset(_PLACE_OF) | {"cymraeg"}
"""What has a capital and mutates."""


@check(
    "warning",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(
        lead=lambda word: ends_with(word, KEEN),
        joint=lambda first, second, desk: _could_be_wrong(f"{first} {second}", desk),
    ),
    flags=(
        case("to create", "i creu tudalen"),
        case("in Cardiff", "yn Caerdydd"),
        case("It is important.", "Mae’n pwysig."),
        case("dogs and cats", "cŵn a cathod"),
        case("two dogs", "dau ci"),
        case("your account", "eich gyfrif"),
        case("my children", "fy plant"),
        case("his car", "ei car"),
        case("after saying", "wedi ddweud"),
        case("very happy to announce", "hapus iawn i cyhoeddi"),
        case("the thing to choose", "y peth i dewis"),
        case("in every language", "ym pob iaith"),
        case("in daylight", "yng golau dydd"),
        case("which way", "i pa ffordd"),
        case("or to sing", "neu canu"),
        case("the sentence and the gender", "y gosb a’r plaid"),
        case("It is available nationally.", "Mae ar gael yn cenedlaethol."),
        case("the two", "y dwy"),
        case("in the local community", "yn y gymuned lleol"),
        case("Three people were arrested.", "Cafodd tri o bobl eu arestio."),
        case("with our members", "gyda’n aelodau a’u ardal"),
    ),
    leaves=(
        case("to create", "i greu tudalen"),
        case("in Cardiff", "yng Nghaerdydd"),
        case("It is important.", "Mae'n bwysig."),
        case("dogs and cats", "cŵn a chathod"),
        case("It is working.", "Mae’n gweithio’n gyflym."),
        case("to Dafydd and Carys", "i Dafydd a Carys"),
        case("in the local community, a popular music book", "yn y gymuned leol, llyfr cerddoriaeth poblogaidd"),
        case("two games", "dwy gêm i mewn i [Google]{lang=en} Calendr"),
        case("Press or choose", "Pwyswch neu dewiswch, a “cadw”"),
        case("on exploitation", "adroddiad ar gamfanteisio, mwy o gamau"),
        case("I can", "Rydw i bob dydd yn gallu dod i lawr; roeddwn i bron â mynd"),
        case("locally and successfully", "yn lleol, yn llwyddiannus, yn rheolaidd"),
        case("She is praising, selecting.", "Mae’n canmol, yn dethol ac yn gwasgar."),
        case("in side bars", "mewn barau ochr"),
        case(
            "They were arrested in our area.",
            "Cafodd y ddau eu harestio yn ein hardal. Dyma ein barn ni, a’u barn eu hunain.",
        ),
    ),
    languages=(LANGUAGE,),
    informed=True,
)
def mutations(pair: Pair, desk: Desk) -> Iterator[Problem]:
    """Mutations

    A word that is certain to change the first letter of the next one, or to put an h before its vowel, stands before a
    word that has not changed, or has changed in another way. Names of people, words of other languages and words with a
    second opinion are let be.
    """
    lexicon = desk.knowledge.lexicon
    if lexicon is None or not worded(pair):
        return
    for joint in joints(pair.target, KEEN):
        if joint.first in TRIGGERS:
            problems = _problems(joint, lexicon)
            if problems and not _is_person(joint, pair.target):
                yield from problems


def _is_person(joint: Joint, text: str) -> bool:
    """Whether the second word is the forename of somebody, whose surname comes after it."""
    if joint.second.lower() not in FORENAMES:
        return False
    words, gaps = (reading := read_words(text)).words, reading.gaps
    return any(
        words[at : at + 2] == (joint.written, joint.second)
        and gaps[at + 1] == " "
        and words[at + 2].istitle()
        and words[at + 2].lower() not in PLACES
        for at in range(len(words) - 2)
    )


def _could_be_wrong(text: str, desk: Desk) -> bool:
    """Whether two words would be wrong next to each other, whatever stands before them."""
    lexicon = desk.knowledge.lexicon
    return lexicon is not None and any(
        _problems(joint if joint.first[0] == "’" else joint._replace(before=before), lexicon)
        for joint in joints(text, KEEN)
        if joint.first in TRIGGERS
        for before in (next(iter(TRIGGERS[joint.first][0].after), ""),)
    )


@while_running
@lru_cache(maxsize=65_536)
def _problems(joint: Joint, lexicon: Lexicon) -> tuple[Problem, ...]:
    """The problem of two neighbours, if they have one; most have been neighbours before, without any."""
    word = joint.second
    small = word.lower()
    if len(word) < 2 or small in UNCHANGING or not (word.islower() or (small in _NAMED and word[1:].islower())):
        return ()
    # Not one of the triggers: before a place the first word has to be right as well, "yng" and not "yn".
    if joint.first in _IN and small in _PLACE_OF:
        right = mutate(_PLACE_OF[small].capitalize(), NASAL, LANGUAGE)
        wanted = f"{_first(_IN_A_PLACE, joint.lead, right)} {right}"
        return () if wanted == f"{joint.lead} {word}" else (_problem(NASAL, joint, wanted),)
    for trigger in TRIGGERS[joint.first]:
        if _asleep(trigger, joint, lexicon):
            continue
        right = _RIGHT.get(trigger.kind, _mutated)(trigger, word, lexicon)
        if right:
            return (_problem(trigger.kind, joint, f"{_first(trigger, joint.lead, right)} {right}"),)
    return ()


def _problem(kind: str, joint: Joint, wanted: str) -> Problem:
    words = Quoted(f"{joint.lead} {joint.second}", LANGUAGE)
    return _told(kind, words, Quoted(joint.first, LANGUAGE)), write(Quoted(wanted, LANGUAGE))


def _told(kind: str, words: Quoted, first: Quoted) -> Wording:
    if kind == BREATH:
        return Wording("“%(words)s”: an h comes before a vowel after “%(trigger)s”", words=words, trigger=first)
    if not kind:
        return Wording("“%(words)s”: no mutation comes after “%(trigger)s”", words=words, trigger=first)
    return Wording(
        "“%(words)s”: the %(mutation)s comes after “%(trigger)s”", words=words, mutation=_NAMES[kind], trigger=first
    )


def _asleep(trigger: Trigger, joint: Joint, lexicon: Lexicon) -> bool:
    """Whether the first word is another word here than the one that mutates."""
    before = joint.before
    return (
        before in trigger.not_after
        or (bool(trigger.after) and before not in trigger.after)
        or (
            bool(trigger.ending_before)
            and before.endswith(trigger.ending_before)
            and not any(lexicon.lists(each) for each in (before, *_origins(before)))
        )
        or (trigger.small and not joint.written.islower())
    )


def _mutated(trigger: Trigger, word: str, lexicon: Lexicon) -> str:
    """What this word should be; empty where it is right, or not certain to be wrong."""
    return _unchanged(trigger, word, lexicon) or _changed_otherwise(trigger, word, lexicon)


def _unchanged(trigger: Trigger, word: str, lexicon: Lexicon) -> str:
    """What this unmutated word should be; empty where it is right, or not certain to be wrong."""
    small = word.lower()
    letter = initial(small, LANGUAGE)
    certain = trigger.initials or _KINDS[trigger.kind].keys()
    place = small in PLACES
    if letter not in certain or small in trigger.unless or (place and not trigger.places):
        return ""
    if trigger.only and small not in trigger.only:
        return ""
    if trigger.endings and not small.endswith(trigger.endings):
        return ""
    right = mutate(word, trigger.kind, LANGUAGE)
    # What "mawr" could be a mutation of, as of "bawr", is itself one.
    if place or small in trigger.only or small in ADJECTIVES:
        return right
    # A rare form of a verb, as "tewis", is no reason to take a word that has an entry, "dewis", for a mutation.
    is_word = lexicon.lists if lexicon.lists(small) else lexicon.knows
    known = lexicon.knows(small) and lexicon.knows(right)
    return right if known and (trigger.strict or not any(map(is_word, _origins(small)))) else ""


def _changed_otherwise(trigger: Trigger, word: str, lexicon: Lexicon) -> str:
    """What this word of another mutation should be; empty where it may be right, or a word of its own."""
    small = word.lower()
    if small in trigger.unless or ((trigger.only or trigger.initials or trigger.endings) and not trigger.strict):
        return ""
    kinds = (trigger.kind, *trigger.others)
    if small in _PLACE_OF:
        place = _PLACE_OF[small]
        is_right = not trigger.places or small in {place, *(mutate(place, kind, LANGUAGE) for kind in kinds)}
        return "" if is_right else mutate(place.capitalize(), trigger.kind, LANGUAGE)
    if _is_own(word, lexicon) or any(lexicon.knows(each) for kind in kinds for each in origins(word, kind, LANGUAGE)):
        return ""
    origin = _origin(trigger, word, lexicon)
    return mutate(origin, trigger.kind, LANGUAGE) if origin else ""


def _is_own(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is none that only a mutation makes of another, or is not known at all."""
    return lexicon.lists(word) or not lexicon.knows(word) or any(map(lexicon.lists, plural_of(word)))


def _unmutated(trigger: Trigger, word: str, lexicon: Lexicon) -> str:
    """What this mutated word should be; empty where it is no mutation, or could be a word of its own."""
    return "" if _is_own(word, lexicon) else _origin(trigger, word, lexicon)


def _origin(trigger: Trigger, word: str, lexicon: Lexicon) -> str:
    """The word that this one is a mutation of; empty where the trigger does not change it, or nothing does."""
    found = [each for each in _origins(word) if lexicon.lists(each) and (not trigger.only or each in trigger.only)]
    return found[0] if found and UNCHANGING.isdisjoint(found) else ""


def _breathed(trigger: Trigger, word: str, lexicon: Lexicon) -> str:
    """What this word with a vowel should be; empty where it has none, or may itself be a mutation of one with a g.

    Of words such as “e-bost” there are two opinions.
    """
    if word[:1] not in VOWELS or word in trigger.unless or word[1:2] == "-":
        return ""
    if word[:1] == "w" and not word.startswith(VOCALIC):
        return ""
    is_word = lexicon.lists if lexicon.lists(word) else lexicon.knows
    origin = any(is_word(each) for each in _origins(word) if each not in UNCHANGING)
    return f"{_H}{word}" if lexicon.knows(word) and not origin else ""


_RIGHT = {"": _unmutated, BREATH: _breathed}
"""What a word should be after one that causes no mutation."""


def _origins(word: str) -> list[str]:
    """What this word can be a mutation of."""
    return [each for kind in _KINDS for each in origins(word, kind, LANGUAGE)]


def _first(trigger: Trigger, written: str, right: str) -> str:
    """The word that mutates, in the form it takes before the mutated one: “yng” of “yn” before “Nghaerdydd”."""
    if written.lower() == "y" and right[:1].lower() in VOWELS - {"w"}:
        return f"{written}r"
    if trigger.kind != NASAL or not written.lower().startswith("yn"):
        return written
    form = next((form for letter, form in _NASAL_IN.items() if right.lower().startswith(letter)), written)
    return form.capitalize() if written[:1].isupper() else form
