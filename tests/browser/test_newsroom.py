"""What a reader does with a release: leaves it in a hurry, copies from it, reads both languages, searches."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Served
from tests.browser.kinds import KINDS

LEAVE = {"cy": "Gadael y dudalen hon yn gyflym", "en": "Leave this page quickly"}
TWO_MORE = {"cy": "Pwyswch Shift ddwywaith eto", "en": "Press Shift two more times"}
ONE_MORE = {"cy": "Pwyswch Shift unwaith eto", "en": "Press Shift once more"}
COPY = {"cy": "Copïo’r dyfyniad hwn", "en": "Copy this quotation"}
COPY_TEXT = {"cy": "Copïo’r testun plaen", "en": "Copy the plain text"}
COPIED = {"cy": "Wedi’i gopïo", "en": "Copied"}
SAID = {"cy": "Test words.", "en": "Trial Test words."}
SPOKE = {"cy": "Test Person, test role", "en": "Trial Test Person, test role"}
BOTH = {"cy": "Y ddwy iaith", "en": "Both languages"}
NAME = {"cy": "Cymraeg", "en": "English"}
LANGS = ["cy", "en"]
PAIRS = [("cy", "en"), ("en", "cy")]


@pytest.fixture
def elsewhere(context: BrowserContext) -> str:
    """Where the link leads, answered without leaving this machine."""
    address = "https://www.bbc.co.uk/weather"
    context.route(address, lambda route: route.fulfill(body="<title>Elsewhere</title>", content_type="text/html"))
    return address


# Leaving in a hurry


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["release", "side by side"])
def test_shift_three_times_leaves_and_back_does_not_return(
    busy: Served, page: Page, elsewhere: str, kind: str, lang: str
) -> None:
    page.goto(busy.url + KINDS["home"][lang])
    page.goto(busy.url + KINDS[kind][lang])
    said = page.locator("body > [role=status]")
    page.keyboard.press("Shift")
    expect(said).to_contain_text(TWO_MORE[lang])
    page.keyboard.press("Shift")
    expect(said).to_contain_text(ONE_MORE[lang])
    page.keyboard.press("Shift")
    expect(page).to_have_url(elsewhere)
    page.go_back()
    expect(page).to_have_url(busy.url + KINDS["home"][lang])


@pytest.mark.parametrize("lang", LANGS)
def test_a_capital_letter_is_no_wish_to_leave(busy: Served, page: Page, elsewhere: str, lang: str) -> None:
    start = busy.url + KINDS["release"][lang]
    page.goto(start)
    for _ in range(4):
        page.keyboard.press("Shift+A")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift")
    expect(page.locator("body > [role=status]")).to_contain_text(TWO_MORE[lang])
    expect(page).to_have_url(start)


@pytest.mark.parametrize("lang", LANGS)
def test_the_link_takes_the_page_out_of_the_history(busy: Served, page: Page, elsewhere: str, lang: str) -> None:
    page.goto(busy.url + KINDS["home"][lang])
    page.goto(busy.url + KINDS["release"][lang])
    page.get_by_role("link", name=LEAVE[lang]).press("Enter")
    expect(page).to_have_url(elsewhere)
    page.go_back()
    expect(page).to_have_url(busy.url + KINDS["home"][lang])


@pytest.mark.parametrize("lang", LANGS)
def test_without_javascript_leaving_is_a_link_and_nothing_offers_to_copy(
    busy: Served, browser: Browser, lang: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    address = "https://www.bbc.co.uk/weather"
    context.route(address, lambda route: route.fulfill(body="<title>Elsewhere</title>", content_type="text/html"))
    page = context.new_page()
    page.goto(busy.url + KINDS["release"][lang])
    for button in page.get_by_role("button", name=COPY[lang], include_hidden=True).all():
        expect(button).to_be_hidden()
    page.get_by_role("link", name=LEAVE[lang]).click()
    expect(page).to_have_url(address)
    context.close()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [320, 1280])
def test_the_way_out_stays_in_sight(busy: Served, page: Page, width: int, lang: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(busy.url + KINDS["release"][lang])
    page.locator("#contacts").scroll_into_view_if_needed()
    expect(page.get_by_role("link", name=LEAVE[lang])).to_be_in_viewport()


@pytest.mark.parametrize("lang", LANGS)
def test_a_release_that_does_not_ask_for_it_has_none(busy: Served, page: Page, lang: str) -> None:
    page.goto(busy.url + {"cy": "/cy/datganiadau/2024/test-1", "en": "/en/releases/2024/test-1-en"}[lang])
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("link", name=LEAVE[lang])).to_have_count(0)


# Copying


@pytest.mark.parametrize("lang", LANGS)
def test_a_quotation_is_copied_with_its_speaker_and_that_is_announced(
    busy: Served, page: Page, context: BrowserContext, lang: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(busy.url + KINDS["release"][lang])
    button = page.get_by_role("button", name=COPY[lang]).first
    button.press("Enter")
    expect(page.get_by_role("status").filter(has_text=COPIED[lang])).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{SAID[lang]}”\n\n— {SPOKE[lang]}")
    page.get_by_role("button", name=COPY[lang]).nth(1).press("Enter")
    expect(page.get_by_role("status").filter(has_text=COPIED[lang])).to_have_count(2)
    again = page.evaluate("navigator.clipboard.readText()")
    text = page.request.get(busy.url + KINDS["release"][lang] + ".txt").text()
    for each in (copied, again):  # one of them is our translation, and says so
        assert "\n\n".join(f"    {line}" for line in each.split("\n\n")) in text
    assert sorted(each.count("\n\n") for each in (copied, again)) == [1, 2]


@pytest.mark.parametrize("lang", LANGS)
def test_the_plain_text_is_copied_whole(busy: Served, page: Page, context: BrowserContext, lang: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(busy.url + KINDS["release"][lang])
    page.get_by_role("button", name=COPY_TEXT[lang]).click()
    expect(page.get_by_role("status").filter(has_text=COPIED[lang])).to_be_visible()
    text = page.request.get(busy.url + KINDS["release"][lang] + ".txt").text()
    assert page.evaluate("navigator.clipboard.readText()") == text


ONLY_WHILE_A_PRESS_IS_HANDLED = """() => {
  let pressed = false;
  addEventListener("click", () => { pressed = true; setTimeout(() => { pressed = false; }); }, true);
  for (const name of ["write", "writeText"]) {
    const really = navigator.clipboard[name].bind(navigator.clipboard);
    const refused = async () => { throw new DOMException("", "NotAllowedError"); };
    navigator.clipboard[name] = (given) => pressed ? really(given) : refused();
  }
}"""
"""What Safari allows."""


@pytest.mark.parametrize("lang", LANGS)
def test_the_plain_text_is_copied_where_a_page_may_copy_only_while_a_press_is_handled(
    busy: Served, page: Page, context: BrowserContext, lang: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(busy.url + KINDS["release"][lang])
    page.evaluate(ONLY_WHILE_A_PRESS_IS_HANDLED)
    page.get_by_role("button", name=COPY_TEXT[lang]).click()
    expect(page.get_by_role("status").filter(has_text=COPIED[lang])).to_be_visible()
    text = page.request.get(busy.url + KINDS["release"][lang] + ".txt").text()
    assert page.evaluate("navigator.clipboard.readText()") == text


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_not_the_text_of_the_release_is_not_copied(
    busy: Served, page: Page, context: BrowserContext, lang: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(busy.url + KINDS["release"][lang])
    page.evaluate("navigator.clipboard.writeText('what was there')")
    page.route("**/*.txt", lambda route: route.fulfill(status=410, body="<!doctype html>withdrawn"))
    button = page.get_by_role("button", name=COPY_TEXT[lang])
    button.click()
    failed = button.get_attribute("data-failed")
    expect(page.get_by_role("status").filter(has_text=failed)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "what was there"


# Both languages


@pytest.mark.parametrize(("lang", "other"), PAIRS)
def test_either_column_can_be_hidden_by_keyboard_and_without_javascript(
    busy: Served, browser: Browser, lang: str, other: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(busy.url + KINDS["side by side"][lang])
    own, theirs = (page.locator(f".pair > [lang={code}]") for code in (lang, other))
    boxes = [each.nth(3).bounding_box() for each in (own, theirs)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]
    assert boxes[0]["width"] == boxes[1]["width"]
    page.get_by_role("radio", name=BOTH[lang]).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=NAME[lang])).to_be_checked()
    expect(own.nth(3)).to_be_visible()
    expect(theirs.nth(3)).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(own.nth(3)).to_be_hidden()
    expect(theirs.nth(3)).to_be_visible()
    context.close()


@pytest.mark.parametrize(("lang", "other"), PAIRS)
def test_pairs_stack_on_a_narrow_screen_and_stand_beside_each_other_on_paper(
    busy: Served, page: Page, lang: str, other: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(busy.url + KINDS["side by side"][lang])
    pair = page.locator("div.pair").nth(2)
    own, theirs = (pair.locator(f"> [lang={code}]").bounding_box() for code in (lang, other))
    assert own is not None
    assert theirs is not None
    assert own["y"] + own["height"] <= theirs["y"]
    page.set_viewport_size({"width": 660, "height": 900})  # A4, less its margins
    page.emulate_media(media="print")
    expect(page.locator(".columns")).to_be_hidden()
    own, theirs = (pair.locator(f"> [lang={code}]").bounding_box() for code in (lang, other))
    assert own is not None
    assert theirs is not None
    assert own["y"] == theirs["y"]


# Searching


@pytest.mark.parametrize("lang", LANGS)
def test_a_search_by_keyboard_has_an_address_that_can_be_shared(busy: Served, browser: Browser, lang: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(busy.url + KINDS["home"][lang])
    field = page.get_by_role("searchbox")
    field.fill("everything")
    field.press("Enter")
    expect(page.get_by_role("heading", level=3)).to_have_count(1)
    shared = context.new_page()
    shared.goto(page.url)
    expect(shared.get_by_role("searchbox")).to_have_value("everything")
    expect(shared.locator("mark").first).to_be_visible()
    context.close()
