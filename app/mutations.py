"""Which initial letters of a language change in use, and into which, as data.

Takes a word, gives its other forms. A language without an entry has no initial mutations.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.kept import while_running

SOFT, NASAL, ASPIRATE = "soft", "nasal", "aspirate"
BREATH = "h before a vowel"
"""What some words do to a vowel. It is in no table of mutations, since what it makes is the same for every one."""


@dataclass(frozen=True, slots=True)
class Mutations:
    """The mutations of one language.

    kinds: by the name of the mutation, initial letters and what they become, the longer ones first.
    before_vowels: letters that a word with a vowel at its beginning takes after some words.
    digraphs: letters of the alphabet that look like two, and so do not begin with the first of them.
    articles: words that may fall away before a name, as in "Y Drenewydd" and "o’r Drenewydd".
    """

    kinds: Mapping[str, Mapping[str, str]]
    before_vowels: str
    digraphs: frozenset[str]
    articles: frozenset[str]


# A grammar of Welsh has these tables on its first pages; /ll/ and /rh/ are letters of their own, as are the digraphs.
MUTATIONS = {
    "cy": Mutations(
        kinds={
            SOFT: {
                "ll": "l",
                "rh": "r",
                "p": "b",
                "t": "d",
                "c": "g",
                "b": "f",
                "d": "dd",
                "g": "",
                "m": "f",
            },
            NASAL: {"p": "mh", "t": "nh", "c": "ngh", "b": "m", "d": "n", "g": "ng"},
            ASPIRATE: {"p": "ph", "t": "th", "c": "ch"},
        },
        before_vowels="h",
        digraphs=frozenset({"ch", "dd", "ff", "ng", "ll", "ph", "rh", "th"}),
        articles=frozenset({"y", "yr", "r"}),
    ),
}
VOWELS = frozenset("aeiouwyâêîôûŵŷäëïöüáéíóúàèìòùẁẃỳýÿ")


def initial(word: str, lang: str) -> str:
    """The first letter of a word in lower case, by the alphabet of its language: "ll" of "Llanelli"."""
    two = word[:2].lower()
    return two if lang in MUTATIONS and two in MUTATIONS[lang].digraphs else two[:1]


def mutate(word: str, kind: str, lang: str) -> str:
    """The word with its first letter mutated, in capitals as it was; the word itself where nothing changes."""
    table = MUTATIONS[lang].kinds[kind] if lang in MUTATIONS else {}
    letter = initial(word, lang)
    if letter not in table:
        return word
    changed = table[letter] + word[len(letter) :]
    if word.isupper() and len(word) > 1:
        return table[letter].upper() + word[len(letter) :]
    return changed[:1].upper() + changed[1:] if word[:1].isupper() else changed


@while_running
@lru_cache(maxsize=8192)
def forms(word: str, lang: str) -> frozenset[str]:
    """Every form of a word that a reader may meet, itself among them, in lower case."""
    word = word.lower()
    found = {word}
    if lang in MUTATIONS:
        found |= {mutate(word, kind, lang) for kind in MUTATIONS[lang].kinds}
        if word[:1] in VOWELS:
            found.add(MUTATIONS[lang].before_vowels + word)
    return frozenset(found)


def origins(word: str, kind: str, lang: str) -> Iterator[str]:
    """The words, in lower case, that this one may be a mutation of: "cael" of "gael". Not all of them are words."""
    lower = word.lower()
    for before, after in MUTATIONS[lang].kinds[kind].items() if lang in MUTATIONS else ():
        if lower.startswith(after):
            origin = before + lower[len(after) :]
            if initial(origin, lang) == before and mutate(origin, kind, lang) == lower:
                yield origin
