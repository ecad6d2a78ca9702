"""Does the translation keep the links and the marks of its source?"""

import re
from collections import Counter
from collections.abc import Iterator

from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.hosts import host_of_link, mailbox_of_link, site_of_link
from app.checks.pairs import Pair
from app.content.inline import Mark, fault, marks
from app.hosts import HOSTS_PATH, Hosts
from app.locales import LOCALES
from app.wording import Wording

_TAG = re.compile(
    r"</?(?:a|abbr|article|audio|b|blockquote|br|button|cite|code|dd|del|details|div|dl|dt|em|embed|figure|font|form"
    r"|h[1-6]|hr|i|iframe|img|input|ins|kbd|label|li|link|meta|object|ol|p|picture|pre|q|s|script|section|small|span"
    r"|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|u|ul|video)\b[^>]*>|<!--",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[*_`\[<]")
_HOMES = tuple(f"/{lang}/" for lang in LOCALES)
_INSIDE = Mark("link", "/")
_KINDS = {"em": Wording("emphasis"), "strong": Wording("strong emphasis"), "code": Wording("code")}


@check(
    "error",
    signs=Signs(letters="*_`[]<>"),
    flags=(
        case("Call *now*.", "Ffoniwch nawr."),
        case("Call now.", "Ffoniwch <b>nawr</b>."),
        case("See [it](https://test.example/a).", "Gweler [ef](https://other.example/a)."),
        case("See [it](https://www.cardiff.gov.uk/a).", "Gweler [ef](https://www.abertawe.gov.uk/a)."),
        case("See [it](https://test.example/a).", "Gweler [](https://test.example/a)."),
        case("See it.", "[See]{lang=english} ef."),
        case("Write to [us](mailto:a@swansea.gov.uk).", "Ysgrifennwch [atom](mailto:b@abertawe.gov.uk)."),
    ),
    leaves=(
        case("Call *now*.", "Ffoniwch *nawr*."),
        case("Call now.", "[Call]{lang=en} nawr."),
        case("See [it](https://www.gov.wales/help).", "Gweler [ef](https://www.llyw.cymru/cymorth)."),
        case("See [it](https://news.cardiff.gov.uk/a).", "Gweler [ef](https://newyddion.caerdydd.gov.uk/b)."),
        case("Write to [us](mailto:a@swansea.gov.uk).", "Ysgrifennwch [atom](mailto:a@abertawe.gov.uk?subject=b)."),
    ),
)
def markup(pair: Pair, desk: Desk) -> Iterator[Problem]:
    """Marks and links

    Links, emphasis or code of the source are missing or more than they were, a link has no words, or there is HTML in
    the translation.

    A mark of language, [words]{lang=en}, is the translator's own to set. A link may lead to the translated page, of
    this site or of another.
    """
    added = Counter(_TAG.findall(pair.target)) - Counter(_TAG.findall(pair.source)) if "<" in pair.target else None
    if added:
        what = Wording("HTML in the translation: %(tag)s", tag=next(iter(added))[:30])
        yield what, Wording("take it out; readers would see it as it stands")
    wrong = fault(pair.target) if pair.markdown else None
    if wrong:
        yield wrong, Wording("mend it, or take its marks out")
    if not pair.markdown or not (_SIGN.search(pair.source) or _SIGN.search(pair.target)):
        return
    source, target = (
        [_comparable(mark, desk.hosts) for mark in marks(text) if mark.kind != "span"]
        for text in (pair.source, pair.target)
    )
    if source == target:
        return
    wanted, found = Counter(source), Counter(target)
    lost, new = wanted - found, found - wanted
    # The other page of a site is its translation, unless the source has a link to that very page as well.
    of_lost, of_new = (
        Counter(_site(mark, desk.hosts) for mark in each.elements() if mark not in both)
        for each, both in ((lost, found), (new, wanted))
    )
    lacking, surplus = (list(dict.fromkeys(_without(*each, desk.hosts))) for each in ((lost, of_new), (new, of_lost)))
    meant, written = (_as_written(text, desk.hosts) for text in (pair.source, pair.target))
    elsewhere = list(
        zip(*([mark for mark in each if mark.kind == "link"] for each in (lacking, surplus)), strict=False)
    )
    for mark, other in elsewhere:
        yield (
            Wording(
                "the link to %(address)s leads to %(other)s in the source",
                address=written[other].target,
                other=meant[mark].target,
            ),
            _way_out(meant[mark], written[other]),
        )
    for mark in lacking:
        if all(mark != each for each, _ in elsewhere):
            what = Wording("the translation lacks %(mark)s, which the source has", mark=_name(meant[mark]))
            yield what, Wording("copy its marks from the source around the right words")
    for mark in surplus:
        if all(mark != each for _, each in elsewhere):
            what = Wording("the translation has %(mark)s, which the source does not have", mark=_name(written[mark]))
            yield what, Wording("take its marks out")


def _way_out(meant: Mark, written: Mark) -> Wording:
    """What to do about a link that leads elsewhere than its source does."""
    hosts = {host_of_link(each.target) for each in (meant, written)}
    if len(hosts) > 1 and all(hosts):
        return Wording(
            "lead it where the source leads; if both hosts are of one body, put them into %(path)s; if both links are"
            ' right, silence the check for the message with the comment "# no-check-markup"',
            path=HOSTS_PATH,
        )
    return Wording(
        "lead it where the source leads; if both are right, silence the check for the message with the comment"
        ' "# no-check-markup"'
    )


def _comparable(mark: Mark, hosts: Hosts) -> Mark:
    """A mark as both languages have it.

    Addresses within the site differ between languages by right: only that there is such a link counts. Of a link that
    writes to somebody, only to whom.
    """
    if mark.kind != "link":
        return mark
    if mark.target.startswith(_HOMES):
        return _INSIDE
    mailbox = mailbox_of_link(mark.target, hosts)
    return Mark("link", mailbox) if mailbox else mark


def _as_written(text: str, hosts: Hosts) -> dict[Mark, Mark]:
    """The marks of a text, by what they are compared as."""
    return {_comparable(mark, hosts): mark for mark in reversed(marks(text))}


def _site(mark: Mark, hosts: Hosts) -> str:
    return site_of_link(mark.target, hosts) if mark.kind == "link" else ""


def _without(marked: Counter[Mark], sites: Counter[str], hosts: Hosts) -> Iterator[Mark]:
    """These marks, but for as many links to each site as there are in the other text."""
    left = Counter(sites)
    for mark in marked.elements():
        site = _site(mark, hosts)
        if site and left[site]:
            left[site] -= 1
        else:
            yield mark


def _name(mark: Mark) -> Wording:
    if mark.kind == "link" and mark.target.startswith(_HOMES):
        return Wording("a link to a page of this site")
    return _KINDS.get(mark.kind) or Wording("a link to %(address)s", address=mark.target)
