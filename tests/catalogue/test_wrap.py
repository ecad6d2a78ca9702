"""What is written here GNU gettext writes in the same way, so that an editor that uses it rewrites nothing else."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.catalogue.edit import as_obsolete, lines_of, message_of, with_comments, with_previous
from app.catalogue.po import PoFile, read_po
from app.catalogue.write import columns_of, header, source_fields, translation_fields
from app.model import Message, Translation
from app.settings import HOUSE
from tests.catalogue.test_real_catalogues import CATALOGUES, CORPUS
from tests.newsroom import Newsroom

HEADER = header("cy", "content/releases/2026/prawf.md", datetime(2026, 1, 15, 12, 0, tzinfo=UTC))

PROSE = ("tŷ", "y", "heddluoedd", "ac", "y,", "dydd.", "i’r", "“geiriau”", "ar-lein", "cam-drin")
ODD = """
Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch a/neu 1,500 £1.5m 50% 24/7 10–12 °C $5 5€ 9.30yb 08:30 § © ½ №
‘un’ "dau" (tri) [pedwar] {lang=cy} pump! chwech? saith; wyth… x…y *naw* **deg** `cod` %(num)s a@b.example e.e. — – - _
[dolen](/cy/tudalen-hir/arall?a=b&c=d#e) \\ \\n !" ?) 日本語 🎉 y\u0302
https://newyddion.example/cy/datganiadau/2018/ymgyrch-netsafe?q=gair+arall
"""
WORDS = (*PROSE, *ODD.split(), "", " ", "\n", "\n\n", "\t", "\u00a0")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)


VERSION = re.search(r"(\d+)\.(\d+)", subprocess.run(["msgcat", "--version"], capture_output=True, text=True).stdout)
KNOWN = pytest.mark.skipif(
    VERSION is None or VERSION.groups() != ("0", "21"),
    reason="another version of GNU gettext may break a line at another place in an address or between signs",
)


def msgcat(text: str) -> str:
    done = subprocess.run(["msgcat", "-"], input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode()


def entry(number: int, text: str, flags: frozenset[str] = frozenset()) -> str:
    """An entry whose source and translation are one text, as it is written here."""
    message = Message(text, f"{number}", "", 0)
    translation = Translation(text, f"{number}", None, (text,), flags, 0, 0)
    flagged = f"#, {', '.join(flags)}\n" if flags else ""
    return flagged + source_fields(message, columns=columns_of(flags)) + translation_fields(translation)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(PROSE), min_size=1, max_size=40))
def test_every_version_of_gnu_gettext_breaks_plain_prose_where_it_is_broken_here(words: list[str]) -> None:
    written = entry(1, " ".join(words))
    assert msgcat(f"{HEADER}\n{written}").endswith(f"\n\n{written}")


@KNOWN
@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_gnu_gettext_breaks_every_text_where_it_is_broken_here(texts: list[str]) -> None:
    written = "\n".join([HEADER, *(entry(number, text) for number, text in enumerate(texts))])
    assert msgcat(written) == written


@KNOWN
@settings(max_examples=30, deadline=None)
@given(TEXTS, TEXTS)
@example("gair " * 40, "gair arall " * 15)
def test_gnu_gettext_writes_notes_previous_texts_and_what_is_obsolete_in_the_same_way(text: str, old: str) -> None:
    text, old = text.strip() or "a", old.strip() or "b"
    plain = read_po((HEADER + "\n" + entry(1, text)).encode(), "test.po").entries[1]
    for flagged in (plain, with_previous(plain, Message(old, None, "", 0), "\n")):
        found = with_comments(
            flagged, ["Nodyn."], [f"content/releases/2018/ymgyrch-netsafe.md:{line}" for line in range(8)], "\n"
        )
        written = f"{HEADER}\n{found.raw}"
        assert msgcat(written) == written
    gone = as_obsolete(plain, [], "\n")
    written = f"{HEADER}\n{gone.raw}"
    assert msgcat(written) == written
    assert lines_of(gone, "\n") == lines_of(plain, "\n")


def test_a_text_that_must_not_be_wrapped_is_not() -> None:
    written = f"{HEADER}\n{entry(1, 'gair ' * 40, frozenset({'no-wrap'}))}"
    assert len(max(written.split("\n"), key=len)) > 200
    assert msgcat(written) == written


@KNOWN
@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.relative_to(CORPUS).as_posix())
def test_every_text_of_a_real_catalogue_is_broken_as_gnu_gettext_breaks_it(file: Path) -> None:
    def texts(po: PoFile) -> list[str]:
        entries = (each for each in po.entries if each.translation and each.translation.msgid and not each.obsolete)
        return [
            source_fields(message_of(found)) + translation_fields(found)
            for found in (each.translation for each in entries)
            if found and "no-wrap" not in found.flags
        ]

    written = texts(read_po(file.read_bytes(), file.name))
    data = "\n".join([HEADER, *written])
    assert msgcat(data) == data


CATALOGUES_OF_OURS = sorted(HOUSE.glob("translations/*/LC_MESSAGES/**/*.po"))


@KNOWN
@pytest.mark.parametrize("file", CATALOGUES_OF_OURS, ids=lambda file: file.relative_to(HOUSE).as_posix())
def test_gnu_gettext_would_change_nothing_in_a_catalogue_of_the_project(file: Path) -> None:
    text = file.read_text("utf-8")
    assert msgcat(text) == text


@pytest.mark.parametrize("source", ["cy", "en"])
def test_gnu_gettext_would_change_nothing_in_what_an_update_writes(newsroom: Newsroom, source: str) -> None:
    long = "Prawf ar-lein o eiriau “hir” – â dolen i [dudalen arall](/cy/) – sy’n mynd ymlaen dros fwy nag un llinell. "
    body = f"{long * 3}\n\n> {long}\n>\n> — Test Person, {long}"
    path = newsroom.release(source=source, body=body, translate=False)
    assert newsroom.inside("translations", "update").returncode == 0
    text = (newsroom.root / newsroom.catalogue_path(path)).read_text("utf-8")
    assert '\nmsgid ""\n"Prawf ar-lein' in text
    assert msgcat(text) == text
