"""What a person does: by keyboard alone, on paper, in forced colours, while a translator works."""

import re

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import Served
from tests.browser.kinds import BESIDE, KINDS, NETSAFE, break_one

SKIP = {"cy": "Neidio i’r prif gynnwys", "en": "Skip to main content"}
NAME = {"cy": "Cymraeg", "en": "English"}
PAIRS = [("cy", "en"), ("en", "cy")]

KEEP = {"cy": "Agor y wefan hon yn Gymraeg bob tro", "en": "Always open this site in English"}

SEEN = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
    const rings = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const rects = [...e.getClientRects()];
    const first = rects[0];
    const [x, y] = [first.left + Math.min(first.width / 2, 20), first.top + first.height / 2];
    const top = document.elementFromPoint(x, y);
    return {
        name: e.tagName + ' ' + e.textContent.trim().slice(0, 40), rings,
        inside: box.top >= 0 && first.bottom <= innerHeight && first.left >= 0 && first.left < innerWidth,
        uncovered: top !== null && (e === top || e.contains(top)),
    };
}"""


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_the_skip_link_is_first_and_leads_to_the_text(busy: Served, page: Page, lang: str) -> None:
    page.goto(busy.url + KINDS["release"][lang])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=SKIP[lang])
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize(("lang", "other"), PAIRS)
@pytest.mark.parametrize(
    "kind", ["home", "archive page", "topic", "release", "side by side", "search", "page", "not found", "withdrawn"]
)
def test_the_other_language_and_back_by_keyboard(busy: Served, tab: Page, kind: str, lang: str, other: str) -> None:
    start = busy.url + KINDS[kind][lang]
    tab.goto(start)
    for here, there in ((lang, other), (other, lang)):
        link = tab.get_by_role("link", name=NAME[there], exact=True)
        for _ in range(10):
            tab.keyboard.press("Tab")
            if link.evaluate("e => e === document.activeElement"):
                break
        expect(link).to_be_focused()
        assert tab.locator("html").get_attribute("lang") == here
        tab.keyboard.press("Enter")
        expect(tab.locator("html")).to_have_attribute("lang", there)
    expect(tab).to_have_url(start)


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("kind", ["home", "release", "side by side", "search", "choice"])
def test_focus_is_always_seen_and_never_covered(busy: Served, tab: Page, kind: str, width: int, lang: str) -> None:
    tab.set_viewport_size({"width": width, "height": 700})
    tab.goto(busy.url + KINDS[kind][lang])
    stops = (
        tab.locator("a, button:visible, input:not([type=hidden]), select").count()
        - tab.locator("input[type=radio]:not(:checked)").count()
    )
    for _ in range(stops):
        tab.keyboard.press("Tab")
        seen = tab.evaluate(SEEN)
        assert seen["rings"], seen
        assert seen["inside"], seen
        assert seen["uncovered"], seen


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("width", [320, 768, 1024, 1280])
@pytest.mark.parametrize("beside", [False, True], ids=["page", "side by side"])
def test_the_link_that_leaves_at_once_stays_in_sight_and_half_covers_no_line(
    demonstration: Served, tab: Page, beside: bool, width: int, lang: str
) -> None:
    """It stands in a bar from edge to edge, which looks the same whatever scrolls behind it."""
    tab.set_viewport_size({"width": width, "height": 700})
    tab.goto(demonstration.url + (BESIDE if beside else NETSAFE)[lang])
    tab.evaluate("document.fonts.ready.then(() => true)")
    link = tab.locator(".exit-link")
    for colours in ("none", "active"):
        tab.emulate_media(forced_colors=colours)
        bars: set[bytes] = set()
        for scrolled in (700, 1522):
            tab.evaluate("y => scrollTo(0, y)", scrolled)
            expect(link).to_be_in_viewport(ratio=1)
            height = tab.evaluate(
                """[...document.querySelectorAll('.exit, .exit > p:first-child')]
                .filter(e => getComputedStyle(e).display !== 'contents')[0].getBoundingClientRect().bottom"""
            )
            box = link.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= height < 80
            bars.add(tab.screenshot(clip={"x": 0, "y": 0, "width": width, "height": int(height)}))
        assert len(bars) == 1


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_language_is_remembered_from_the_front_door(busy: Served, browser: Browser, lang: str) -> None:
    context = browser.new_context(locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto(busy.url)
    page.get_by_role("button", name=KEEP[lang]).click()
    expect(page).to_have_url(f"{busy.url}/{lang}/")
    page.goto(busy.url)
    expect(page).to_have_url(f"{busy.url}/{lang}/")
    assert len(context.cookies()) == 1
    context.close()


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_nothing_comes_from_anywhere_else_and_nothing_is_complained_of(busy: Served, page: Page, lang: str) -> None:
    asked: list[str] = []
    said: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for kind, addresses in KINDS.items():
        if kind in {"not found", "not found in either", "withdrawn", "failure"}:
            continue  # a browser notes the status of these in its console
        page.goto(busy.url + addresses[lang])
        assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    assert asked
    assert {re.sub(r"(http://[^/]+).*", r"\1", url) for url in asked} == {busy.url}
    assert said == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_paper_has_the_release_and_no_navigation(busy: Served, page: Page, lang: str) -> None:
    page.goto(busy.url + KINDS["release"][lang])
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    for navigation in page.get_by_role("navigation").all():
        expect(navigation).to_be_hidden()
    for other in page.locator("button, .exit, form, .forms, .related").all():
        expect(other).to_be_hidden()
    written = page.locator(".prose a[href^='https://test.example']").evaluate(
        "a => getComputedStyle(a, '::after').content"
    )
    assert "https://test.example/a" in written or "attr" in written


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_forced_colours_keep_the_marks_that_carry_meaning(busy: Served, browser: Browser, lang: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(busy.url + KINDS["release"][lang])
    page.keyboard.press("Tab")
    assert page.evaluate(SEEN)["rings"]
    underlined = page.locator(".prose a").first.evaluate(
        "a => getComputedStyle(a).textDecorationLine + getComputedStyle(a).borderBottomStyle"
    )
    assert "underline" in underlined or "solid" in underlined
    context.close()


@pytest.mark.parametrize(
    ("source", "address"), [("en", "/cy/datganiadau/2026/byw-cy"), ("cy", "/en/releases/2026/byw-en")]
)
def test_a_translators_edit_is_seen_on_the_next_reload(busy: Served, page: Page, source: str, address: str) -> None:
    newsroom = busy.newsroom
    path = newsroom.release("byw", source=source, published="2026-01-14 08:00")
    _reload_until(page, busy.url + address, "Test paragraph one.")
    catalogue = newsroom.catalogue_path(path)
    stand_in = {"en": "Prawf", "cy": "Trial"}[source]
    newsroom.edit(catalogue, f"{stand_in} Test paragraph one.", "Newydd ŵ ŷ, new.")
    _reload_until(page, busy.url + address, "Newydd ŵ ŷ, new.")
    whole = (newsroom.root / catalogue).read_text("utf-8")
    newsroom.write(catalogue, whole[: len(whole) // 2])
    page.reload()
    expect(page.get_by_text("Newydd ŵ ŷ, new.")).to_be_visible()
    newsroom.write(catalogue, whole.replace("Newydd ŵ ŷ, new.", "Newydd eto, new again."))
    _reload_until(page, busy.url + address, "Newydd eto, new again.")
    (newsroom.root / path).unlink()
    (newsroom.root / catalogue).unlink()


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_the_list_of_what_is_left_to_do_leads_to_the_words_it_is_of(busy: Served, page: Page, lang: str) -> None:
    """From either half: what is fuzzy in the English one is shown there."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(busy.url + KINDS["preview"][lang])
    page.locator(".preview .mark", has_text=re.compile("“Test words\\.”.*fuzzy")).get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator("blockquote", has_text="Trial Test words.")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_page_that_fails_says_so_in_its_language(busy: Served, page: Page, lang: str) -> None:
    break_one(busy)
    answer = page.goto(busy.url + KINDS["failure"][lang])
    assert answer is not None
    assert answer.status == 500
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.get_by_role("link", name=NAME["en" if lang == "cy" else "cy"], exact=True)).to_be_visible()


def _reload_until(page: Page, url: str, text: str) -> None:
    """Reloads, as a translator does, until the page has the words; Playwright's own patience is the limit."""
    page.goto(url)
    for _ in range(100):
        if page.get_by_text(text).count():
            break
        page.wait_for_timeout(50)
        page.goto(url)
    expect(page.get_by_text(text)).to_be_visible()
