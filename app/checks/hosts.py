"""Which names of hosts belong to one site, in Welsh and in English."""

from urllib.parse import unquote, urlsplit

from app.hosts import Hosts
from app.locales import LOCALES

# Bodies whose name is itself in Welsh: before .cymru, those of the health service before that, and councils.
_BODIES = {
    "amgueddfa": "museum",
    "archwilio": "audit",
    "celf": "arts",
    "cenedlaethaurdyfodol": "futuregenerations",
    "chwaraeon": "sport",
    "comisiynyddygymraeg": "welshlanguagecommissioner",
    "cyfoethnaturiol": "naturalresources",
    "gig": "nhs",
    "gofalcymdeithasol": "socialcare",
    "llyfrgell": "library",
    "llyw": "gov",
    "ombwdsmon": "ombudsman",
    "traffig": "traffic",
    "trc": "tfw",
}
_HEALTH = {
    "biap": "pthb",
    "bipab": "abuhb",
    "bipba": "sbuhb",
    "bipbc": "bcuhb",
    "bipcaf": "cavuhb",
    "bipctm": "ctmuhb",
    "biphdd": "hduhb",
    "icc": "phw",
    "igdc": "dhcw",
}
_OF_GOVERNMENT = {
    "busnescymru": "businesswales",
    "gyrfacymru": "careerswales",
    "sirgar": "carmarthenshire",
    "tangogleddcymru": "northwalesfire",
    "ynysmon": "anglesey",
}
_COUNCILS = {
    "abertawe": "swansea",
    "bromorgannwg": "valeofglamorgan",
    "caerdydd": "cardiff",
    "caerffili": "caerphilly",
    "casnewydd": "newport",
    "sir-benfro": "pembrokeshire",
    "sirddinbych": "denbighshire",
    "siryfflint": "flintshire",
    "wrecsam": "wrexham",
}
_ENGLISH = {
    ".gig.cymru": (".nhs.wales", _HEALTH),
    ".llyw.cymru": (".gov.wales", _OF_GOVERNMENT),
    ".cymru": (".wales", _BODIES),
    ".gov.uk": (".gov.uk", _COUNCILS),
}
"""By how a host ends in Welsh, how it does in English, and the names before it."""

_OF_MANY = (".gig.cymru", ".llyw.cymru")
"""Endings of more bodies than the tables have."""
_OF_A_LANGUAGE = frozenset({"www", *LOCALES})
"""What stands before the name of a site, and may differ between its languages."""


def english_name(address: str, own: Hosts) -> str:
    """A host or an e-mail address, in lower case, with the English name of what ends in .cymru, and of a council.

    own: the site's own pairs of hosts, which come first.
    """
    box, at, host = address.rpartition("@")
    pair = own.pair_of(host)
    if pair is not None:
        return f"{box}{at}{host.removesuffix(pair[0])}{pair[1]}"
    for welsh, (english, names) in _ENGLISH.items():
        if address.endswith(welsh):
            before = address.removesuffix(welsh)
            start = max(before.rfind("."), before.rfind("@")) + 1
            body = before[start:]
            return f"{before[:start]}{names.get(body, body)}{english}"
    return address


def may_be_one(address: str, other: str) -> bool:
    """Whether two addresses, in lower case, may be those of one body in the two languages, whose name is not known."""
    for welsh in _OF_MANY:
        english, names = _ENGLISH[welsh]
        for one, another in ((address, other), (other, address)):
            if one.endswith(welsh) and another.endswith(english):
                (box, body), (other_box, other_body) = map(_box_and_body, (one, another), (welsh, english))
                return box == other_box and body not in names and other_body not in names.values()
    return False


def _box_and_body(address: str, ending: str) -> tuple[str, str]:
    box, _, host = address.removesuffix(ending).rpartition("@")
    return box, host.rpartition(".")[2]


def site_of_link(address: str, own: Hosts) -> str:
    """The site that a link leads to, the same in both languages; empty where it leads to no host.

    Of a host in the site's own pairs it is the English one, whatever stands further to the left. Of .cymru and .wales
    the name before it tells the body, and so does that of a council: what stands further to the left is translated as
    well, as in busnescymru.llyw.cymru and businesswales.gov.wales.
    """
    host = _host_of_page(address)
    pair = own.pair_of(host)
    if pair is not None:
        return pair[1]
    labels = english_name(host, own).split(".")
    if labels[-1:] == ["wales"]:
        return ".".join(labels[-2:])
    if labels[-2:] == ["gov", "uk"] and labels[-3:-2] and labels[-3] in _COUNCILS.values():
        return ".".join(labels[-3:])
    return ".".join(labels[1:] if len(labels) > 2 and labels[0] in _OF_A_LANGUAGE else labels)


def host_of_link(address: str) -> str:
    """The host of a page, or of who is written to, in lower case; empty where a link leads to none."""
    scheme, _, rest = address.partition(":")
    if scheme.lower() == "mailto":
        return unquote(rest.partition("?")[0]).lower().rpartition("@")[2]
    return _host_of_page(address)


def _host_of_page(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in {"http", "https"} else ""


def mailbox_of_link(address: str, own: Hosts) -> str:
    """To whom a link writes, the same in both languages, without its subject; empty where it writes to nobody."""
    scheme, _, rest = address.partition(":")
    if scheme.lower() != "mailto":
        return ""
    boxes = unquote(rest.partition("?")[0]).lower().split(",")
    return f"mailto:{','.join(sorted(english_name(each.strip(), own) for each in boxes))}"
