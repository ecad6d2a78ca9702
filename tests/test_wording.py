"""What commands print in English, pages say in the reader's language."""

import pickle

import pytest

from app.wording import Quoted, Wording, said

WELSH = {"the %(kind)s is not there": "nid yw’r %(kind)s yno", "100%% of %(text)s": "100%% o %(text)s", "dog": "ci"}


@pytest.mark.parametrize("copied", [False, True], ids=["made here", "from another process"])
def test_a_wording_is_english_and_is_said_in_welsh_with_all_that_is_in_it(copied: bool) -> None:
    made = Wording("the %(kind)s is not there", kind=Wording("dog"))
    wording = pickle.loads(pickle.dumps(made)) if copied else made
    assert wording == "the dog is not there"
    assert said(wording, WELSH.__getitem__) == "nid yw’r ci yno"


def test_a_percent_sign_is_one_in_either_language() -> None:
    wording = Wording("100%% of %(text)s", text="50 %")
    assert (wording, said(wording, WELSH.__getitem__)) == ("100% of 50 %", "100% o 50 %")


@pytest.mark.parametrize("text", ["words of a program", Wording("the %(kind)s is not there", kind=Wording("cat"))])
def test_what_is_not_translated_whole_is_left_in_english(text: str) -> None:
    assert said(text, WELSH.__getitem__) is None


@pytest.mark.parametrize("copied", [False, True], ids=["made here", "from another process"])
def test_words_of_another_language_are_shown_as_asked_for(copied: bool) -> None:
    made = Wording("100%% of %(text)s", text=Quoted("dog", "en"))
    wording = pickle.loads(pickle.dumps(made)) if copied else made
    assert wording == "100% of dog"

    def show(text: str) -> str:
        return f"[{text.lang}: {text}]" if isinstance(text, Quoted) else text

    assert said(wording, WELSH.__getitem__, show) == "100% o [en: dog]"
