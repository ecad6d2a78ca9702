"""A check that is not asked about a text has nothing to say of it; words read apart are those of the whole text."""

import sys
from itertools import chain
from pathlib import Path

import pytest

from app.catalogue.po import read_po
from app.checks import CHECKS, Knowledge, Pair, catalogue_pairs, run
from app.checks import screen as screens
from app.checks import words as reading
from app.checks.check import Check, Desk
from app.edition.knowledge import read_knowledge
from app.settings import SiteFolder
from tests.newsroom import HOUSE

KNOWLEDGE = read_knowledge(SiteFolder(HOUSE))[0]
CATALOGUES = sorted((HOUSE / "translations/cy").rglob("*.po"))
CORPUS = sorted((Path(sys.prefix) / "corpus").rglob("cy/LC_MESSAGES/*.po"))
ODD = (
    "gair cyntaf, `dau air` a thri",
    "y [two words]{lang=en} a’r [dolen](/cy/newyddion) hon",
    "at a@b.cymru, neu www.enghraifft.cymru/cy – neu 12 awr, 3ydd",
    "a%(two words)s %d {name} b <a href='x y'>c</a> &nbsp; d.e",
    "dwr\u0302 a thy\u0302 – “geiriau” (mewn) cromfachau… ",
    "- \n  a – b -c d- e-f ‘g’ h_i #j 5k l5 x=y",
    "",
    " ",
)


def pairs() -> list[Pair]:
    """Every example of every check, and every message of the house and of the packages that carry Welsh."""
    found = [
        each
        for check in CHECKS.values()
        for case in (*check.flags, *check.leaves)
        for each in (*case.before, case.pair)
    ]
    for file in (*CATALOGUES, *CORPUS):
        entries = (entry.translation for entry in read_po(file.read_bytes(), file.name).entries if not entry.obsolete)
        found += catalogue_pairs((each for each in entries if each and each.msgid), "cy", "en", file.name)
    return found


@pytest.mark.parametrize("knowledge", [KNOWLEDGE, None], ids=["every check", "errors alone"])
def test_a_check_that_is_not_asked_has_nothing_to_say(
    knowledge: Knowledge | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def everyone(self: screens.Screen, pair: Pair) -> tuple[Check, ...]:
        return tuple(each for each in self._checks if not each.roles or pair.role in each.roles)

    texts = pairs()
    asked = run(texts, knowledge)
    assert len(asked) > len(CHECKS)
    monkeypatch.setattr(screens.Screen, "due", everyone)
    assert run(texts, knowledge) == asked


def test_words_read_chunk_by_chunk_are_those_of_the_whole_text() -> None:
    for text in (*ODD, *chain.from_iterable((pair.source, pair.target) for pair in pairs())):
        whole = reading._OUTSIDE.sub(reading.BREAK, reading._composed(text))
        found = reading.read_words(text)
        assert list(zip(found.words, found.gaps, strict=True)) == reading._WORD.findall(whole), text
        assert reading.lower_words(text) == tuple(word.lower() for word in found.words), text


def test_a_check_that_wants_a_letter_near_has_nothing_to_say_without() -> None:
    desk, wanting = Desk(KNOWLEDGE), set()
    for pair in pairs():
        for check in CHECKS.values():
            near = check.signs.near if check.signs is not None else ""
            if near and pair.state in check.states and not any(letter in pair.source + pair.target for letter in near):
                assert list(check.judge(pair, desk)) == [], (check.name, pair)
                wanting.add(check.name)
    assert wanting == {"dates", "encoding", "phones"}
