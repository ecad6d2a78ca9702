"""What holds for every check there is: its examples, its words, its place."""

import pytest

from app.catalogue.read import read_catalogue
from app.checks import CHECKS, HELP_CONTEXT, TITLE_CONTEXT, Knowledge, run
from app.checks.check import Case, Check
from app.edition.knowledge import read_knowledge
from app.model import Finding
from app.settings import SiteFolder
from app.wording import CONTEXT, said
from tests.newsroom import HOUSE

KNOWLEDGE = read_knowledge(SiteFolder(HOUSE))[0]
"""Of the house: its glossary and the dictionary, without which informed checks find nothing."""

MESSAGES = "translations/cy/LC_MESSAGES/messages.po"
WELSH = read_catalogue((HOUSE / MESSAGES).read_bytes(), MESSAGES, "cy").translations

EVERY = pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)


def findings_of(check: Check, case: Case, flag: str = "") -> list[Finding]:
    pair = case.pair._replace(flags=(flag,)) if flag else case.pair
    knowledge = KNOWLEDGE if check.informed else Knowledge()
    return [finding for finding in run((*case.before, pair), knowledge) if finding.check == check.name]


def found(check: Check, case: Case, flag: str = "") -> bool:
    return bool(findings_of(check, case, flag))


@EVERY
def test_it_flags_what_it_must_and_leaves_the_look_alike(check: Check) -> None:
    assert check.flags
    assert check.leaves
    for case in check.flags:
        assert found(check, case), case.pair
    for case in check.leaves:
        assert not found(check, case), case.pair


@EVERY
def test_what_it_says_it_says_in_welsh(check: Check) -> None:
    for case in check.flags:
        for finding in findings_of(check, case):
            for told in (finding.what, finding.fix):
                welsh = said(told, lambda msgid: WELSH[CONTEXT, msgid].msgstr[0])
                assert welsh
                assert welsh != told


@EVERY
def test_a_flag_silences_it_unless_it_must_not(check: Check) -> None:
    assert check.silenceable == (check.name not in {"missing", "fuzzy", "slug"})
    for case in check.flags:
        assert found(check, case, f"no-check-{check.name}") != check.silenceable
        assert found(check, case, "no-check-another")


@EVERY
def test_it_has_title_and_help_in_both_languages(check: Check) -> None:
    for context, words in ((TITLE_CONTEXT, check.title), (HELP_CONTEXT, check.help)):
        assert words
        assert WELSH[context, words].filled
        assert not WELSH[context, words].fuzzy
    assert len(check.title) <= 40
