"""Search finds what it was measured to find."""

import json

import pytest

from tests.newsroom import Newsroom
from tests.search.corpus import HERE, newsroom_in, questions, releases
from tests.search.measure import NAMES, scores
from tests.search.seekers import ours, plain

RESULTS = json.loads((HERE / "results.json").read_text("utf-8"))["results"]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return newsroom_in(tmp_path_factory.mktemp("measured") / "site")


def test_search_finds_no_less_than_when_it_was_measured(corpus: Newsroom) -> None:
    for lang, kinds in scores(corpus, ours).items():
        assert set(kinds) == set(RESULTS["Datganiad"][lang]), "measure again: python -m tests.search.measure"
        for kind, now in kinds.items():
            then = RESULTS["Datganiad"][lang][kind]
            assert now.questions == then["questions"], "measure again: python -m tests.search.measure"
            assert now.recall >= then["recall"], f"{lang}: {kind}"
            assert now.first >= then["first"], f"{lang}: {kind}"


def test_what_it_is_measured_against_finds_what_it_found(corpus: Newsroom) -> None:
    for lang, kinds in scores(corpus, plain).items():
        assert {kind: each.recall for kind, each in kinds.items()} == {
            kind: each["recall"] for kind, each in RESULTS["FTS5"][lang].items()
        }


def test_the_measured_set_is_as_large_as_it_is_said_to_be() -> None:
    assert len(releases()) >= 120
    for lang in NAMES:
        asked = [question for question in questions() if question.lang == lang]
        assert len({question.typed for question in asked}) == len(asked) == 60
    assert sum(question.kind == "mutation" for question in questions()) >= 25
