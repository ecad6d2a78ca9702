"""Addresses: every path of the site is made here, from the route words in locales.py."""

from app.locales import LOCALES


def home(lang: str) -> str:
    """ "/cy/"."""
    return f"/{lang}/"


def archive(lang: str, number: int = 1) -> str:
    """ "/cy/datganiadau/", and "/cy/datganiadau/tudalen/2" for its second page."""
    return f"/{lang}/{LOCALES[lang].routes.releases}/{_paged(lang, number)}"


def release(lang: str, year: int, slug: str) -> str:
    """ "/cy/datganiadau/2018/ymgyrch-netsafe"."""
    return f"/{lang}/{LOCALES[lang].routes.releases}/{year}/{slug}"


def topic(lang: str, slug: str, number: int = 1) -> str:
    """ "/cy/pynciau/amddiffyn-plant", and "…/tudalen/2" for its second page."""
    paged = _paged(lang, number)
    return f"/{lang}/{LOCALES[lang].routes.topics}/{slug}{'/' if paged else ''}{paged}"


def page(lang: str, slug: str) -> str:
    """ "/cy/amdanom": a page of the site stands directly under its language."""
    return f"/{lang}/{slug}"


def static(name: str, digest: str) -> str:
    """ "/static/site.3f2a….css": the digest is in the name, so that it can be kept for ever."""
    stem, _, ending = name.rpartition(".")
    return f"/static/{stem}.{digest}.{ending}"


def swap_language(path: str, lang: str) -> str:
    """The same address under another language's prefix: where an error page's other language is."""
    prefix, _, rest = path.removeprefix("/").partition("/")
    return f"/{lang}/{rest}" if prefix in LOCALES else f"/{lang}/"


def _paged(lang: str, number: int) -> str:
    return f"{LOCALES[lang].routes.page}/{number}" if number > 1 else ""
