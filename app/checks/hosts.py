"""Which names of hosts belong to one site, in Welsh and in English."""

from urllib.parse import urlsplit

from app.locales import LOCALES

# Bodies whose name before .cymru is itself in Welsh.
_ENGLISH = {
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
_OF_A_LANGUAGE = frozenset({"www", *LOCALES})
"""What stands before the name of a site, and may differ between its languages."""


def english_name(address: str) -> str:
    """A host or an e-mail address, in lower case, with the English name of what ends in .cymru."""
    before, _, ending = address.rpartition(".")
    if ending != "cymru":
        return address
    start = max(before.rfind("."), before.rfind("@")) + 1
    body = before[start:]
    return f"{before[:start]}{_ENGLISH.get(body, body)}.wales"


def site_of_link(address: str) -> str:
    """The site that a link leads to, the same in both languages; empty where it leads to no host.

    Of .cymru and .wales the name before it tells the body: what stands further to the left is translated as well, as in
    busnescymru.llyw.cymru and businesswales.gov.wales.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    labels = english_name(parts.hostname or "").split(".") if parts.scheme in {"http", "https"} else []
    if labels[-1:] == ["wales"]:
        return ".".join(labels[-2:])
    return ".".join(labels[1:] if len(labels) > 2 and labels[0] in _OF_A_LANGUAGE else labels)
