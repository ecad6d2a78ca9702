"""The measure of what the checks find, on the translations of this site alone."""

import re

import pytest

from tests.precision import recall
from tests.precision.measure import house_pairs, knowledge_of_the_house
from tests.precision.mistakes import KINDS, Kind
from tests.precision.recall import clean, found, planted

KNOWLEDGE = knowledge_of_the_house()
PAIRS = clean([*house_pairs()], KNOWLEDGE)
EVERY = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def measured(kind: Kind) -> tuple[int, int]:
    """How many mistakes of a kind were put in when it was measured, and how many were found by the check for them."""
    row = re.search(
        rf"^\| {re.escape(kind.name)}(?: †)? \| .* \| (\d+) \| (\d+) \| \d+ \|$",
        recall.RESULTS.read_text("utf-8"),
        re.MULTILINE,
    )
    assert row, "measure again: python -m tests.precision.recall"
    return int(row[1]), int(row[2])


@EVERY
def test_a_mistake_is_put_into_the_translation_alone_and_the_same_one_each_time(kind: Kind) -> None:
    few = [*planted(kind, PAIRS, KNOWLEDGE, 4)]
    assert few == [*planted(kind, PAIRS, KNOWLEDGE, 4)]
    for wrong in few:
        right = next(pair for pair in PAIRS if (pair.path, pair.line) == (wrong.path, wrong.line))
        assert wrong.target != right.target
        assert kind.carried or wrong.source == right.source


@EVERY
def test_what_was_found_whenever_it_was_measured_is_found_here(kind: Kind) -> None:
    put_in, told = measured(kind)
    if told == put_in:
        assert all(found(kind, wrong, KNOWLEDGE)[0] for wrong in planted(kind, PAIRS, KNOWLEDGE, 4))
