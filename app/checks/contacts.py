"""Are telephone numbers, e-mail addresses and web addresses the same in both languages?"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

from app.checks.check import Desk, Problem, Signs, case, check
from app.checks.hosts import english_name, may_be_one
from app.checks.pairs import Pair
from app.checks.visible import source_text, target_text
from app.hosts import Hosts
from app.wording import Wording

PHONE = re.compile(r"(?<![\w./-])(?:\+44[\s-]?(?:\(0\))?|\(?0)(?:[\s()-]{0,2}\d){8,10}(?![\w/])")
"""A British telephone number as people write it."""
_PHONE_BEGINS = re.compile(r"(?<![\w./-])(?:\+44|\(?0)")

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ENDINGS = r"\.(?:uk|wales|cymru|org|com|net|info)"
_WEB = re.compile(
    rf"(?:(?i:https?://|\bwww\.))([^\s/?#<>()\[\]”’\"']+)"
    rf"|(?<![\w@./-])((?:[a-z0-9-]+\.)*[a-z0-9-]+{_ENDINGS})(?![\w@-]|\.\w)"
)
"""The host of a web address, whole or as people write it: what follows it may be translated.

With capitals, what has no beginning such as www. is the name of a site.
"""
_BARE = re.compile(_ENDINGS)

_EXAMPLE = re.compile(r"(?:^|[@.])example\.(?:com|net|org)$")
"""An address that stands for any other (RFC 2606 section 3): each language may make up its own."""

_KINDS = ((Wording("e-mail address"), _EMAIL), (Wording("web address"), _WEB))


@check(
    "error",
    signs=Signs(
        near="0123456789",
        source=lambda word, _: _may_begin_a_phone(word),
        target=lambda word, _: _may_begin_a_phone(word),
    ),
    flags=(
        case("Call 029 2018 0199 now.", "Ffoniwch 029 2018 0919 nawr."),
        case("Ffoniwch 0808 157 0199.", "Call us.", lang="en"),
    ),
    leaves=(
        case("Call 029 2018 0199 or 101.", "Ffoniwch (029) 2018 0199 neu 101."),
        case("Call +44 29 2018 0199.", "Ffoniwch 02920 180199."),
    ),
)
def phones(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Telephone numbers

    A telephone number of the source is not in the translation, or is another one there. Spaces do not matter.
    """
    if not PHONE.search(pair.source) and not PHONE.search(pair.target):
        return
    wanted, found = (Counter(map(_plain, PHONE.findall(text(pair)))) for text in (source_text, target_text))
    for number in wanted - found:
        what = Wording("the telephone number %(number)s is not in the translation", number=number)
        yield what, Wording("copy it from the source")
    for number in found - wanted:
        what = Wording("the telephone number %(number)s is not in the source", number=number)
        yield what, Wording("copy the number of the source")


@check(
    "warning",
    signs=Signs(letters="@", source=lambda word, _: _names_a_host(word), target=lambda word, _: _names_a_host(word)),
    flags=(
        case("Write to press@test.example.", "Ysgrifennwch at pres@test.example."),
        case("See www.test.example.", "Gweler www.prawf.example."),
        case("Gweler www.test.example.", "See it.", lang="en"),
        case("See test-line.org.uk for help.", "Gweler testline.org.uk am gymorth."),
        case("Gweler test.cymru/help.", "See test.org/help.", lang="en"),
        case("See phw.nhs.wales.", "Gweler bipab.gig.cymru."),
        case("See phw.nhs.wales.", "Gweler cbc.gig.cymru."),
        case("Gweler cbc.gig.cymru.", "See abuhb.nhs.wales.", lang="en"),
        case("Write to a@jcc.nhs.wales.", "Ysgrifennwch at b@cbc.gig.cymru."),
    ),
    leaves=(
        case("Write to press@test.example.", "Ysgrifennwch at press@test.example."),
        case("See https://www.gov.wales/news.", "Gweler https://www.llyw.cymru/newyddion."),
        case("See www.test.wales/en.", "Gweler https://test.cymru/cy."),
        case("See www.museum.wales.", "Gweler amgueddfa.cymru."),
        case("Write to test@gov.wales.", "Ysgrifennwch at test@llyw.cymru."),
        case("See phw.nhs.wales.", "Gweler icc.gig.cymru."),
        case("See jcc.nhs.wales.", "Gweler cbc.gig.cymru."),
        case("Write to a@jcc.nhs.wales.", "Ysgrifennwch at a@cbc.gig.cymru."),
        case("Write to test@swansea.gov.uk.", "Ysgrifennwch at test@abertawe.gov.uk."),
        case("Such as name@example.com.", "Megis enw@esiampl.com."),
        case("The Test.org forum", "Fforwm Test"),
        case("See test.org.uk/report.", "Gweler www.test.org.uk/adrodd."),
        case("See test.org.uk. Write to a@test.org.", "Gweler test.org.uk. Ysgrifennwch at a@test.org."),
    ),
)
def addresses(pair: Pair, desk: Desk) -> Iterator[Problem]:
    """E-mail and web addresses

    An e-mail or web address that the source spells out is lost or another one in the translation. A site's Welsh page
    is no other address, nor its .cymru name for .wales.
    """
    words = [_pointed(text(pair)) for text in (source_text, target_text)]
    if words[0] == words[1]:
        return
    for kind, pattern in _KINDS:
        meant, written = (list(_addresses(pattern, each)) for each in words)
        wanted, found = (Counter(_comparable(address, desk.hosts) for address in each) for each in (meant, written))
        if wanted == found or any(map(_EXAMPLE.search, wanted)):
            continue
        lost = list(_standing(meant, wanted - found, desk.hosts))
        new = list(_standing(written, found - wanted, desk.hosts))
        for one, other in product(list(lost), list(new)):
            if one in lost and other in new and may_be_one(one.lower(), other.lower()):
                lost.remove(one)
                new.remove(other)
        for address in lost:
            what = Wording("the %(kind)s %(address)s is not in the translation", kind=kind, address=address)
            yield what, Wording("copy it from the source")
        for address in new:
            what = Wording("the %(kind)s %(address)s is not in the source", kind=kind, address=address)
            yield what, Wording("copy the address of the source")


def _may_begin_a_phone(word: str) -> bool:
    return _PHONE_BEGINS.search(word) is not None


def _names_a_host(word: str) -> bool:
    return "://" in word or ("." in word[1:-1] and (word[:4].lower() == "www." or _BARE.search(word) is not None))


def _pointed(text: str) -> list[str]:
    """The words of a text that may be addresses: a full stop at the end makes none."""
    return [word for word in text.split() if "." in word[:-1] or "@" in word or "://" in word]


def _addresses(pattern: re.Pattern[str], words: list[str]) -> Iterator[str]:
    for word in words:
        for match in pattern.finditer(word):
            yield match[match.lastindex or 0].rstrip(".,;:!?").removeprefix("www.")


def _standing(written: list[str], some: Counter[str], hosts: Hosts) -> Iterator[str]:
    """The addresses that are compared as some, as they are written, each once."""
    known = {_comparable(address, hosts): address for address in reversed(written)}
    yield from (known[each] for each in some)


def _plain(number: str) -> str:
    digits = re.sub(r"\D", "", number.replace("+44", "0").replace("(0)", ""))
    return f"0{digits.lstrip('0')}"


def _comparable(address: str, hosts: Hosts) -> str:
    """An address as both languages have it: with the English name."""
    return english_name(address.lower().removeprefix("www."), hosts)
