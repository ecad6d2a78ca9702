"""Initial mutations, there and back."""

import pytest

from app.mutations import ASPIRATE, MUTATIONS, NASAL, SOFT, forms, initial, mutate, origins


@pytest.mark.parametrize(
    ("word", "kind", "mutated"),
    [
        ("pobl", SOFT, "bobl"),
        ("tref", SOFT, "dref"),
        ("cath", SOFT, "gath"),
        ("bws", SOFT, "fws"),
        ("dyn", SOFT, "ddyn"),
        ("gardd", SOFT, "ardd"),
        ("mam", SOFT, "fam"),
        ("llyfr", SOFT, "lyfr"),
        ("rhan", SOFT, "ran"),
        ("Gwynedd", SOFT, "Wynedd"),
        ("Caerdydd", NASAL, "Nghaerdydd"),
        ("Bangor", NASAL, "Mangor"),
        ("tŷ", NASAL, "nhŷ"),
        ("plant", NASAL, "mhlant"),
        ("dinas", NASAL, "ninas"),
        ("gardd", NASAL, "ngardd"),
        ("cath", ASPIRATE, "chath"),
        ("plant", ASPIRATE, "phlant"),
        ("tref", ASPIRATE, "thref"),
    ],
)
def test_a_word_is_mutated_and_found_again(word: str, kind: str, mutated: str) -> None:
    assert mutate(word, kind, "cy") == mutated
    assert word.lower() in origins(mutated, kind, "cy")
    assert mutated.lower() in forms(word, "cy")


@pytest.mark.parametrize("word", ["chwaer", "ffordd", "thema", "ddoe", "phobl", "afal", "sŵn", "haul", "iaith", "nos"])
@pytest.mark.parametrize("kind", MUTATIONS["cy"].kinds)
def test_a_word_whose_letter_does_not_change_stays_as_it_is(word: str, kind: str) -> None:
    assert mutate(word, kind, "cy") == word


def test_a_letter_may_be_written_with_two() -> None:
    assert [initial(word, "cy") for word in ("Llanelli", "rhan", "ci", "chi", "")] == ["ll", "rh", "c", "ch", ""]
    assert initial("Llanelli", "en") == "l"


def test_a_vowel_takes_an_h_and_a_language_without_mutations_none() -> None:
    assert forms("Ysgol", "cy") == {"ysgol", "hysgol"}
    assert forms("Cat", "en") == {"cat"}
    assert mutate("cat", SOFT, "en") == "cat"
    assert list(origins("cat", SOFT, "en")) == []
