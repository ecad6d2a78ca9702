"""What a server process keeps, when many ask at once."""

import threading
from datetime import datetime

import pytest

from app.edition.query import Edition
from app.pages.values import Page
from app.render.renderer import Renderer
from app.web.reading import Reading, _Kept
from app.web.watch import Sight
from tests.newsroom import NOON, Newsroom
from tests.web.reader import Reader

CROWD = 20
LANGS = {"cy": "/cy/", "en": "/en/"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_that_nobody_has_seen_is_made_once_for_all_who_ask(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    newsroom.publish()
    reader = Reader(newsroom)
    made: list[str] = []
    all_are_here = threading.Event()
    arrived = threading.Semaphore(0)
    render, current = Renderer.render, Reading._current

    def slow_render(self: Renderer, page: Page) -> str:
        assert all_are_here.wait(30)
        made.append(page.shell.lang)
        return render(self, page)

    def noted(self: Reading, edition: Edition, now: datetime, sight: Sight) -> _Kept:
        kept = current(self, edition, now, sight)
        arrived.release()
        return kept

    monkeypatch.setattr(Renderer, "render", slow_render)
    monkeypatch.setattr(Reading, "_current", noted)
    answers: list[bytes] = []
    crowd = [
        threading.Thread(target=lambda: answers.append(reader.app.test_client().get(LANGS[lang]).data))
        for _ in range(CROWD)
    ]
    for each in crowd:
        each.start()
    for _ in crowd:
        assert arrived.acquire(timeout=30)
    all_are_here.set()
    for each in crowd:
        each.join()
    assert made == [lang]
    assert len(answers) == CROWD
    assert len(set(answers)) == 1


def test_a_page_that_fails_is_tried_again(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.publish(NOON)
    reader = Reader(newsroom)
    render = Renderer.render

    def broken(self: Renderer, page: Page) -> str:
        raise RuntimeError("test")

    monkeypatch.setattr(Renderer, "render", broken)
    assert reader.ask("/cy/").status_code == 500
    monkeypatch.setattr(Renderer, "render", render)
    assert reader.get("/cy/").lang == "cy"
