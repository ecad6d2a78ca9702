"""What a screen reader has of each kind of page: read/*.txt beside this file, which changes only on purpose.

With DATGANIAD_WRITE_READINGS=1 in the environment the files are written anew; then read what changed.
"""

import difflib
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served
from tests.browser.kinds import BESIDE, KINDS, NETSAFE
from tests.browser.reading import reading

FOLDER = Path(__file__).parent / "read"
DEMONSTRATION = {
    "home": KINDS["home"],
    "archive": KINDS["archive"],
    "month": {"cy": "/cy/datganiadau/2018/01/", "en": "/en/releases/2018/01/"},
    "topic": {"cy": "/cy/pynciau/amddiffyn-plant", "en": "/en/topics/child-protection"},
    "release": NETSAFE,
    "side by side": BESIDE,
    "search": {"cy": "/cy/chwilio?q=blant", "en": "/en/search?q=child"},
    "nothing found": {"cy": "/cy/chwilio?q=warrant", "en": "/en/search?q=gwarant"},
    "follow": KINDS["follow"],
    "leaving": KINDS["leaving"],
    "page": {"cy": "/cy/preifatrwydd", "en": "/en/privacy"},
    "not found": {"cy": "/cy/dim", "en": "/en/none"},
}
NEITHER = {"choice": "/", "not found in either": "/none"}


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("kind", DEMONSTRATION)
def test_a_page_of_the_demonstration_is_read_as_before(demonstration: Served, tab: Page, kind: str, lang: str) -> None:
    tab.goto(demonstration.url + DEMONSTRATION[kind][lang])
    compare(tab, f"{kind}.{lang}")


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("kind", ["withdrawn", "preview"])
def test_a_page_of_a_busy_newsroom_is_read_as_before(busy: Served, tab: Page, kind: str, lang: str) -> None:
    tab.goto(busy.url + KINDS[kind][lang])
    compare(tab, f"{kind}.{lang}")


@pytest.mark.parametrize("kind", NEITHER)
def test_a_page_in_both_languages_is_read_as_before(demonstration: Served, page: Page, kind: str) -> None:
    page.context.set_extra_http_headers({"Accept-Language": "fr"})
    page.goto(demonstration.url + NEITHER[kind])
    compare(page, kind)


def compare(page: Page, name: str) -> None:
    """Holds the reading of a page against its file."""
    file = FOLDER / f"{name.replace(' ', '-')}.txt"
    now = reading(page)
    if os.environ.get("DATGANIAD_WRITE_READINGS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(now, "utf-8")
    before = file.read_text("utf-8")
    changes = "".join(difflib.unified_diff(before.splitlines(True), now.splitlines(True), "before", "now"))
    assert now == before, f"{file.name} is read otherwise than before:\n{changes}"
