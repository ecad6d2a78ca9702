"""Addresses: every path of the site is made here, from the route words in locales.py."""

import re
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlencode

from app.locales import LOCALES
from app.wording import Wording

_SERVER = re.compile(r"(https?)://([a-z0-9.-]*[a-z0-9]|\[[0-9a-f:.]+\])(:\d{1,5})?", re.IGNORECASE)


def home(lang: str) -> str:
    """ "/cy/"."""
    return f"/{lang}/"


def archive(lang: str, number: int = 1) -> str:
    """ "/cy/datganiadau/", and "/cy/datganiadau/tudalen/2" for its second page."""
    return f"/{lang}/{LOCALES[lang].routes.releases}/{_paged(lang, number)}"


def period(lang: str, year: int, month: int = 0, number: int = 1) -> str:
    """ "/cy/datganiadau/2018/", "/cy/datganiadau/2018/01/" for a month; "…/tudalen/2" for a second page."""
    return f"{archive(lang)}{year}/{f'{month:02}/' if month else ''}{_paged(lang, number)}"


def release(lang: str, year: int, slug: str) -> str:
    """ "/cy/datganiadau/2018/ymgyrch-netsafe"."""
    return f"/{lang}/{LOCALES[lang].routes.releases}/{year}/{slug}"


def topic(lang: str, slug: str, number: int = 1) -> str:
    """ "/cy/pynciau/amddiffyn-plant", and "…/tudalen/2" for its second page."""
    paged = _paged(lang, number)
    return f"/{lang}/{LOCALES[lang].routes.topics}/{slug}{'/' if paged else ''}{paged}"


def side_by_side(lang: str, release_path: str) -> str:
    """ "…/ymgyrch-netsafe/ochr-yn-ochr", from the path of the release."""
    return f"{release_path}/{LOCALES[lang].routes.side}"


def search(lang: str, typed: str = "", *, topic: str = "", year: int = 0, number: int = 1) -> str:
    """ "/cy/chwilio", and "/cy/chwilio?q=plant&pwnc=…&blwyddyn=2018&tudalen=2". topic: its slug."""
    words = LOCALES[lang].routes
    asked = {"q": typed, words.topic: topic, words.year: year, words.page: number if number > 1 else 0}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"/{lang}/{words.search}{'?' if query else ''}{query}"


def follow(lang: str) -> str:
    """ "/cy/dilyn"."""
    return f"/{lang}/{LOCALES[lang].routes.follow}"


def leaving(lang: str) -> str:
    """ "/cy/gadael-yn-gyflym"."""
    return f"/{lang}/{LOCALES[lang].routes.leaving}"


def feed(lang: str, ending: str, topic: str = "") -> str:
    """ "/cy/ffrwd.atom", and "/cy/pynciau/amddiffyn-plant/ffrwd.atom". ending: "atom" or "json". topic: its slug."""
    words = LOCALES[lang].routes
    return f"/{lang}/{f'{words.topics}/{topic}/' if topic else ''}{words.feed}.{ending}"


def page(lang: str, slug: str) -> str:
    """ "/cy/amdanom": a page of the site stands directly under its language."""
    return f"/{lang}/{slug}"


def not_found(lang: str) -> str:
    """ "/cy/404", at which there is nothing: where an export keeps what it says of that; "/404" of no language."""
    return f"/{lang}/404" if lang else "/404"


def static(name: str, digest: str) -> str:
    """ "/static/site.3f2a….css": the digest is in the name, so that it can be kept for ever."""
    stem, _, ending = name.rpartition(".")
    return f"/static/{stem}.{digest}.{ending}"


def swap_language(path: str, lang: str) -> str:
    """The same address under another language's prefix: where an error page's other language is."""
    prefix, _, rest = path.removeprefix("/").partition("/")
    return f"/{lang}/{rest}" if prefix in LOCALES else f"/{lang}/"


SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
RELEASE_SCHEMA = "/schema/release.json"
"""The JSON Schema of a release's JSON."""


def sitemap(number: int) -> str:
    """ "/sitemap-2.xml": one of several, where one would be too long."""
    return f"/sitemap-{number}.xml"


_OF_NO_LANGUAGE = frozenset({"/", SITEMAP, ROBOTS, RELEASE_SCHEMA})


def may_lead(path: str) -> bool:
    """Whether a path is made as those of the site are; what stands there, if anything, is not looked at."""
    place = re.split("[?#]", path, maxsplit=1)[0]
    return place in _OF_NO_LANGUAGE or any(_form(lang).fullmatch(place) for lang in LOCALES)


@cache
def _form(lang: str) -> re.Pattern[str]:
    """What every path of a language is like. A list is found without the slash at its end, too."""
    words, slug = LOCALES[lang].routes, "[a-z0-9]+(?:-[a-z0-9]+)*"
    others = "|".join(f"{each.routes.releases}|{each.routes.topics}" for each in LOCALES.values())
    paged, feed = f"{words.page}/[1-9][0-9]*", rf"{words.feed}\.(?:atom|json)"
    a_period = f"{words.releases}(?:/[0-9]{{4}}(?:/[0-9]{{2}})?)?"
    forms = (
        f"{a_period}/?",
        f"{a_period}/{paged}",
        rf"{words.releases}/[0-9]{{4}}/{slug}(?:/{words.side}|\.pdf|\.txt|\.json)?",
        f"{words.topics}/{slug}(?:/{paged}|/{feed})?",
        feed,
        f"(?!(?:{others})$){slug}",
    )
    return re.compile(f"/{lang}(?:/(?:{'|'.join(forms)})?)?")


def absolute(html: str, url: str) -> str:
    """The HTML with links that lead to the same places wherever it is read. url: of the page it is from, absolute."""
    server = "/".join(url.split("/", 3)[:3])
    return html.replace('href="/', f'href="{server}/').replace('href="#', f'href="{url}#')


def _paged(lang: str, number: int) -> str:
    return f"{LOCALES[lang].routes.page}/{number}" if number > 1 else ""


def is_loopback(host: str) -> bool:
    """Whether a host name or an address is that of this machine itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def read_base_url(value: str) -> str:
    """The address of a server as headers may hold it: in ASCII (RFC 3490), no slash at its end. Raises ValueError."""
    scheme, mark, host = value.strip().rstrip("/").partition("://")
    try:
        found = _SERVER.fullmatch(f"{scheme}{mark}{'.'.join(_ascii(label) for label in host.split('.'))}")
    except UnicodeError:
        found = None
    if not found:
        raise ValueError(Wording("it is not an address such as https://news.example.org"))
    return found[0].lower()


def _ascii(label: str) -> str:
    return label if label.isascii() else label.encode("idna").decode()
