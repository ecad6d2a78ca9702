"""How good the answers to questions are: recall among the first ten, and the rank of the first right one."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

from tests.search.corpus import Question


@dataclass(frozen=True)
class Score:
    """Of some questions.

    recall: the mean share of the right answers that is among the first ten. first: the mean of 1 / the rank of the
    first right answer, 0 where there is none. rank: the median of these ranks where there is one; 0 if there is none.
    none: questions without any right answer among the first ten.
    """

    questions: int
    recall: float
    first: float
    rank: float
    none: int


def score(questions: Sequence[Question], found: Sequence[Sequence[str]]) -> Score:
    """The score of what was found for each question."""
    recalls, ranks = [], []
    for question, keys in zip(questions, found, strict=True):
        recalls.append(len(question.answers & set(keys[:10])) / len(question.answers))
        ranks.append(next((rank for rank, key in enumerate(keys[:10], 1) if key in question.answers), 0))
    right = [rank for rank in ranks if rank]
    return Score(
        len(questions),
        round(mean(recalls), 3),
        round(mean(1 / rank if rank else 0.0 for rank in ranks), 3),
        float(median(right)) if right else 0.0,
        ranks.count(0),
    )
