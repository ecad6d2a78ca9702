"""axe-core on every kind of page: all rules, AAA and best practice included; and what axe does not measure."""

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Served
from tests.browser.kinds import BESIDE, KINDS, NETSAFE, break_one

WIDTHS = [320, 1280]
LOOKS: list[tuple[Literal["light", "dark"], int]] = [("light", 1280), ("dark", 320)]
# Off by default in axe, and wanted here.
RULES = ["color-contrast-enhanced", "identical-links-same-purpose", "target-size", "css-orientation-lock"]
OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {rule: {"enabled": True} for rule in RULES},
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"],
    },
}
# WCAG 2.2, success criterion 1.4.12: text spacing.
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    " p { margin-block-end: 2em !important }"
)

BROKEN = """[...document.querySelectorAll('.numeral')]
    .flatMap(e => [...e.textContent.matchAll(/\\S+/g)].filter(word => {
        const range = document.createRange();
        range.setStart(e.firstChild, word.index);
        range.setEnd(e.firstChild, word.index + word[0].length);
        return range.getClientRects().length > 1;
    }).map(word => word[0]))"""
"""The numbers that stand on two lines, none of which has a space in it."""
LEAVING = """[...document.querySelectorAll('main :is(h1, h2, h3, li, p, dt, dd, b)')]
    .filter(e => getComputedStyle(e).display !== 'inline' && e.scrollWidth > e.clientWidth + 1)
    .map(e => e.outerHTML.slice(0, 80))"""
"""What is wider than the column that it stands in."""


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One for all visits: to open it takes longer than to look at a page."""
    page = browser.new_page(locale="fr-FR", reduced_motion="reduce")
    yield page
    page.close()


@pytest.fixture(scope="module", params=[f"{kind}-{lang}" for kind in KINDS for lang in ("cy", "en")])
def visit(busy: Served, window: Page, request: pytest.FixtureRequest) -> Page:
    """A page of each kind in each language, fetched once for all that is asked of it."""
    kind, _, lang = str(request.param).rpartition("-")
    break_one(busy)
    window.goto(busy.url + KINDS[kind][lang])
    return window


def test_axe_finds_nothing(visit: Page) -> None:
    found: list[str] = []
    for scheme, width in LOOKS:
        visit.emulate_media(color_scheme=scheme)
        visit.set_viewport_size({"width": width, "height": 900})
        results = Axe().run(visit, options=OPTIONS)
        found += [
            f"{scheme} {width}: {rule['id']}: {rule['nodes'][0]['html'][:120]}"
            for rule in results.response["violations"]
        ]
    assert found == []


def test_links_and_buttons_are_large_enough_to_hit(visit: Page) -> None:
    """44 by 44 CSS pixels, but for links in a sentence (WCAG 2.2, 2.5.5)."""
    for width in WIDTHS:
        visit.set_viewport_size({"width": width, "height": 900})
        small = visit.evaluate(
            """[...document.querySelectorAll('a, button')]
            .filter(e => !e.closest('.prose p, .prose li, .skip'))
            .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
            .filter(([, box]) => box.width < 43.9 || box.height < 43.9)
            .map(([text, box]) => `${text} ${box.width}x${box.height}`)"""
        )
        assert small == [], f"at {width}"


def test_nothing_runs_off_a_narrow_screen(visit: Page) -> None:
    """At 320 CSS pixels, which is 1280 at 400 % (WCAG 2.2, 1.4.10), with text spacing overridden too (1.4.12)."""
    visit.set_viewport_size({"width": 320, "height": 900})
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert visit.evaluate(overflow) == 0
    # The page's own policy forbids a style sheet that is not its own; a constructed one is the test's.
    visit.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s] }", SPACED
    )
    wide = visit.evaluate(overflow)
    clipped = visit.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => getComputedStyle(e).overflow !== 'visible'"
        " && (e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight)).map(e => e.outerHTML.slice(0, 80))"
    )
    visit.evaluate("document.adoptedStyleSheets = []")
    assert wide == 0
    assert clipped == []


def test_no_number_is_broken_and_nothing_leaves_its_column(visit: Page) -> None:
    for width in (320, 700, 1280):
        visit.set_viewport_size({"width": width, "height": 900})
        broken = visit.evaluate(BROKEN)
        wide = visit.evaluate(LEAVING)
        assert (broken, wide) == ([], []), f"at {width}"


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("beside", [False, True], ids=["page", "side by side"])
@pytest.mark.parametrize(
    "numbers",
    [("486", "339", "2,000"), ("88.8%", "£9.5m", "0.25%"), ("£100m", "100%", "18–24")],
    ids=["as they are", "shares", "wide ones"],
)
def test_a_short_number_is_in_one_piece_at_every_width(
    demonstration: Served, tab: Page, numbers: tuple[str, ...], beside: bool, lang: str
) -> None:
    tab.goto(demonstration.url + (BESIDE if beside else NETSAFE)[lang])
    tab.evaluate(
        "numbers => document.querySelectorAll('.numeral').forEach((e, i) => { e.textContent = numbers[i % 3] })",
        numbers,
    )
    tab.evaluate("document.fonts.ready.then(() => true)")
    assert tab.locator(".figures:not(.short, .long) .numeral").count() == (6 if beside else 3)
    for width in range(320, 1601, 40):
        tab.set_viewport_size({"width": width, "height": 900})
        assert (tab.evaluate(BROKEN), tab.evaluate(LEAVING)) == ([], []), f"at {width}"


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_text_twice_as_large_and_spaced_out_stays_on_a_narrow_screen(
    demonstration: Served, page: Page, lang: str
) -> None:
    """At 200 % text (WCAG 2.2, 1.4.4) on a telephone: the name of the newsroom above all."""
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{demonstration.url}/{lang}/")
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s] }",
        f"html {{ font-size: 200% }} {SPACED}",
    )
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_the_sections_of_the_home_page_are_headed_alike_and_below_its_title(
    demonstration: Served, tab: Page, lang: str
) -> None:
    tab.goto(f"{demonstration.url}/{lang}/")
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        title, *looks = tab.evaluate(
            """[...document.querySelectorAll('h1, h2')].map(getComputedStyle)
            .map(s => [parseFloat(s.fontSize), s.fontFamily, s.fontWeight, s.color])"""
        )
        assert len(looks) == 2
        assert looks[0] == looks[1]
        assert title[0] > looks[0][0]


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_text_is_large_with_room_between_lines_and_a_measure(demonstration: Served, tab: Page, lang: str) -> None:
    """At least 1.125rem; lines 1.5 apart and at most 80 characters (WCAG 2.2, 1.4.8)."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto(demonstration.url + NETSAFE[lang])
    measures = tab.evaluate(
        """[...document.querySelectorAll('.prose > p')].map(p => {
            const style = getComputedStyle(p), range = document.createRange();
            range.selectNodeContents(p);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
            return [parseFloat(style.fontSize), parseFloat(style.lineHeight) / parseFloat(style.fontSize),
                    p.textContent.length / lines, style.textAlign];
        })"""
    )
    assert len(measures) >= 6
    for size, leading, characters, align in measures:
        assert size >= 18
        assert leading >= 1.5
        assert characters <= 80
        assert align in {"start", "left"}
