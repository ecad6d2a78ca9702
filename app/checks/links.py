"""Does a link lead somewhere, and to the page in the reader's language?"""

import re
from collections import Counter
from collections.abc import Iterator

from app import urls
from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.hosts import site_of_link
from app.checks.pairs import Pair
from app.content.inline import marks
from app.hosts import Hosts
from app.locales import LOCALES
from app.model import TextState
from app.wording import Wording

_NUMBERS = re.compile(r"\d+")
_HOST_PART = re.compile(r"^[^/?#]*/?")
_LINK = re.compile(r"\]\(")
_WHOLE = re.compile(r"https?://[^/?#]|mailto:.|tel:.|sms:.|#.", re.IGNORECASE)
"""How an address begins that leads away from the site, or to a place on the same page."""
_NOT_WHOLE = re.compile(rf"\]\((?!\s*<?(?:{_WHOLE.pattern}))", re.IGNORECASE)
"""Where a text may have a link that does not begin so: nearly all do, and then nothing has to be parsed."""
_RELEASE = re.compile(r"(?:.*/)?([0-9]{4})/([a-z0-9-]+)(?:\.md)?")
_MAIL = re.compile(r"[^/@:]+@[^/@:]+\.[^/@:]+")
_HOST = re.compile(
    r"(?:www\.[^/?#:]+|[a-z0-9.-]+\.(?:cymru|wales|uk|com|org|net))(?:[/?#:].*)?",
    re.IGNORECASE,
)


@check(
    "error",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(letters="]"),
    flags=(
        case("", "See [it](../2018/operation-netsafe.md).", lang="en", source_lang="en", state=TextState.SOURCE),
        case("See [it](/en/releases/2018/test).", "Gweler [ef](/cy/releases/2018/prawf)."),
        case("See [it](https://test.example).", "Gweler [ef](www.test.example)."),
    ),
    leaves=(
        case("", "See [it](/en/releases/2018/operation-netsafe).", lang="en", source_lang="en", state=TextState.SOURCE),
        case("See [it](/en/releases/2018/test#p2).", "Gweler [ef](/cy/datganiadau/2018/prawf#p2)."),
        case("See [it](mailto:a@test.example) or [this](#p3).", "Gweler [ef](mailto:a@test.example) neu [hwn](#p3)."),
    ),
)
def links(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Links that lead nowhere

    A link has neither a whole address, such as https://…, nor a path of this site, such as /en/releases/…: a reader
    who follows it finds nothing.
    """
    if not pair.markdown or not _NOT_WHOLE.search(pair.target):
        return
    for target in dict.fromkeys(mark.target for mark in marks(pair.target) if mark.kind == "link"):
        if not _WHOLE.match(target) and not urls.may_lead(target):
            nowhere = Wording("the link to %(address)s leads nowhere", address=target)
            yield nowhere if target else Wording("a link has no address"), _meant(target, pair)


def _meant(target: str, pair: Pair) -> Wording:
    """The address that was meant; where that is not plain, how one is written."""
    if _MAIL.fullmatch(target):
        return Wording("write %(text)s", text=f"mailto:{target}")
    if _HOST.fullmatch(target):
        return Wording("write %(text)s", text=f"https://{target}")
    release = _RELEASE.fullmatch(target)
    # In a translation the last part is another one, which only the release itself can tell.
    slug = release[2] if release and pair.state is TextState.SOURCE else "…"
    path = f"{urls.archive(pair.lang)}{release[1] if release else 2018}/{slug}"
    return Wording("write https://… or, for a page of this site, its path, such as %(path)s", path=path)


@check(
    "warning",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(letters="]"),
    flags=(
        case("See [the news](/en/releases/).", "Gweler [y newyddion](/en/releases/)."),
        case("Gweler [y newyddion](/cy/datganiadau/).", "See [the news](/cy/datganiadau/).", lang="en"),
        case("", "See [the news](/cy/datganiadau/).", lang="en", source_lang="en", state=TextState.SOURCE),
    ),
    leaves=(
        case("See [the news](/en/releases/).", "Gweler [y newyddion](/cy/datganiadau/)."),
        case("See [it](https://test.example/en/a).", "Gweler [ef](https://test.example/en/a)."),
        case("", "See [the news](/en/releases/).", lang="en", source_lang="en", state=TextState.SOURCE),
    ),
    informed=True,
)
def link_language(pair: Pair, desk: Desk) -> Iterator[Problem]:
    """Links to the other language

    A link leads to a page of this site in the other language, though every page is there in both.
    """
    if not pair.markdown or not _LINK.search(pair.target):
        return
    away = tuple(urls.home(lang) for lang in LOCALES if lang != pair.lang)
    for mark in marks(pair.target):
        path = mark.target.removeprefix(desk.knowledge.base_url) if desk.knowledge.base_url else mark.target
        if mark.kind == "link" and f"{path}/".startswith(away):
            yield (
                Wording("the link to %(address)s leads to the page in the other language", address=mark.target),
                Wording("link to the page below %(path)s", path=urls.home(pair.lang)),
            )


@check(
    "warning",
    signs=Signs(letters="]"),
    flags=(
        case("See [it](https://test.example/news/12345).", "Gweler [ef](https://test.example/news/12354)."),
        case("See [it](https://www.gov.wales/a?page=2).", "Gweler [ef](https://www.llyw.cymru/a?page=3)."),
        case("Gweler [ef](https://www.caerffili.gov.uk/12).", "See [it](https://www.caerphilly.gov.uk/21).", lang="en"),
    ),
    leaves=(
        case("See [it](https://test.example/news/12345).", "Gweler [ef](https://test.example/newyddion/678)."),
        case(
            "See [it](https://test.example/1) or [that](https://test.example/2).",
            "Gweler [hwnnw](https://test.example/2) neu [ef](https://test.example/1).",
        ),
        case("See [it](https://test.example/1).", "Gweler [ef](https://other.example/2)."),
        case("See [it](https://www.caerphilly.gov.uk/).", "Gweler [ef](https://www.caerffili.gov.uk/)."),
        case(
            "See [it](https://cadw.gov.wales/1) or [that](https://cadw.gov.wales/2).",
            "Gweler [ef](https://cadw.llyw.cymru/1) neu [hwnnw](https://cadw.llyw.cymru/2).",
        ),
    ),
)
def link_numbers(pair: Pair, desk: Desk) -> Iterator[Problem]:
    """Numbers in links

    A link leads to another page of the same site, and of its address nothing but numbers is different.
    """
    if not pair.markdown or not _LINK.search(pair.target):
        return
    wanted, found = (
        [(_page(mark.target, desk.hosts), mark.target) for mark in marks(text) if mark.kind == "link"]
        for text in (pair.source, pair.target)
    )
    pages = [Counter(page for page, _ in each) for each in (wanted, found)]
    meant = {_without_numbers(page): page for page in pages[0] - pages[1]}
    for page in pages[1] - pages[0]:
        other = meant.get(_without_numbers(page))
        if other and other[0]:
            what = Wording("the link to %(address)s differs from the source in its numbers", address=dict(found)[page])
            yield (
                what,
                Wording(
                    "the source has %(address)s; if both are right, silence the check", address=dict(wanted)[other]
                ),
            )


def _page(address: str, hosts: Hosts) -> tuple[str, str]:
    """What a link leads to, the same in both languages: its site, and what follows the host."""
    _, _, rest = address.partition("://")
    return site_of_link(address, hosts), _HOST_PART.sub("", rest)


def _without_numbers(page: tuple[str, str]) -> tuple[str, str]:
    """The same for pages that differ in numbers alone."""
    site, path = page
    return site, _NUMBERS.sub("0", path)
