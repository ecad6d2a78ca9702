"""How Welsh makes words of words, as data: what a dictionary with few inflections leaves out.

Takes a word, gives the words that it could be made of. It asks no dictionary whether they are words.
"""

from collections.abc import Iterator


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


UNLISTED = frozenset(
    _words(
        "gellir gellid gellwch caniateir caniateid caniatewch rhoddwyd ber bechan haws hawsaf gwgol ion chwef tach"
        " gallen gallem gallech oeddan roeddan doeddan apiau"
        " fêp fêps prom promiau"
    )
)
"""Words of every grammar, of speech, of late, and short forms of months, that the dictionary does not have."""

_VERB = _words("wch wyd ir id odd ais aist ant wn af ai er asom asant em ech ent")
_VERB_NOUN = ("", "u", "o", "i", "a", "an", "io")
_PLURAL = _words("au iau ion on oedd ydd yddion wyr")
_ADJECTIVE = ("og", "ig")
_MARKED = {"a": "â", "e": "ê", "i": "î", "o": "ô", "u": "û", "w": "ŵ", "y": "ŷ"}
_DEGREES = {"cach": "g", "caf": "g", "pach": "b", "paf": "b", "tach": "d", "taf": "d", "ach": "", "af": ""}
_AGENT = _words("wr ydd wyr yddion")
_VOWELS = "aeiouwy"
_OPEN = "aeiou"
"""Letters that the stem of a verb does not end on, but for those in -hau."""
_NEW_VERB = ("io", "u", "o")
_LONG = 6
"""Letters of a noun that a new verb, or an English plural, is made of; with fewer, a slip is likelier."""
_NUMBER = "iliwn"
_PREFIXES = _words(
    "ad aeth ail aml am an ar awto cam cyd cyfr cyn dad di eil gor gwrth hunan is mega meicro micro mewn mini pen prif"
    " rhag rhyng tra traws tros un uwch wrth ym"
)


def made_of(word: str) -> Iterator[str]:
    """The words that a word could be an inflection of: "sicrhau" of "sicrhewch", "caniatâd" of "caniatadau"."""
    for stem in _stems(word, _VERB):
        if stem[-1] not in _OPEN:
            yield from (stem + ending for ending in _VERB_NOUN)
        if stem.endswith(("he", "ha")):
            yield f"{stem[:-1]}au"
    yield from plural_of(word)
    for stem in _stems(word, _ADJECTIVE):
        yield stem
    for stem in _stems(word, ("edig",)):
        yield from (stem + ending for ending in _VERB_NOUN)
    for stem in _stems(word, _AGENT):
        yield from (stem + ending for ending in _VERB_NOUN)
    for stem in _stems(word, _NEW_VERB):
        if len(stem) >= _LONG:
            yield stem
    for ending, letter in _DEGREES.items():
        for stem in _stems(word, (ending,)):
            yield stem + letter
    if word.endswith(_NUMBER):
        yield f"m{_NUMBER}"
    for stem in _stems(word, ("s",)):
        if stem[-1] in _VOWELS or len(stem) >= _LONG:
            yield stem


def plural_of(word: str) -> Iterator[str]:
    """The words that a word could be a plural of: "bar" of "barau"."""
    for stem in _stems(word, _PLURAL):
        yield stem
        if stem[-2] in _MARKED:
            yield f"{stem[:-2]}{_MARKED[stem[-2]]}{stem[-1]}"


def without_prefix(word: str) -> Iterator[str]:
    """What follows a prefix of the word, if that is long enough to be a word: "weithredu" of "dadweithredu"."""
    for prefix in _PREFIXES:
        if word.startswith(prefix):
            rest = word[len(prefix) :].lstrip("-")
            if len(rest) > 3:
                yield rest


def _stems(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            yield word[: -len(ending)]
