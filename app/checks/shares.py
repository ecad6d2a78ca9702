"""Shares of a whole: how each language says them, as data, and reads them: 25%, 1 in 4, a quarter."""

from collections.abc import Sequence

from app.checks.amounts import Amount, amount_at, part_at

PER_CENT = "%"
"""What words_of() makes of every way to say it."""

_OUT_OF = {
    "cy": ("o bob", "ym mhob", "allan o bob", "allan o", "mewn", "rhan o", "ran o", "/"),
    "en": ("in every", "in", "out of every", "out of", "of every", "/"),
}
"""What stands between how many there are and of how many, the longer ones first."""
_BETWEEN = 2
"""Words that may say before it what is counted: "un plentyn o bob tri"."""


def share_at(words: Sequence[str], at: int, lang: str) -> Amount | None:
    """The share that begins at one of the words_of() a text."""
    amount = amount_at(words, at, lang)
    if amount is None:
        return None
    if amount.end < len(words) and words[amount.end] == PER_CENT:
        return Amount(amount.value / 100, amount.digits, amount.end + 1)
    if amount == part_at(words, at, lang):
        return amount
    for start in range(amount.end, min(amount.end + _BETWEEN + 1, len(words))):
        for saying in map(str.split, _OUT_OF[lang]):
            place = start + len(saying)
            if [*words[start:place]] == saying and place < len(words):
                whole = amount_at(words, place, lang)
                if whole is None or not 0 < amount.value < whole.value:
                    return None
                return Amount(amount.value / whole.value, amount.digits + whole.digits, whole.end)
        if not words[start].isalpha():
            return None
    return None
