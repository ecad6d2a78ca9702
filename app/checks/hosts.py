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
_TWINS = {"cymru": "wales", "wales": "wales"}
_OF_A_LANGUAGE = frozenset({"www", *LOCALES})
"""What stands before the name of a site, and may differ between its languages."""


def site_of_link(address: str) -> str:
    """The site that a link leads to, the same in both languages; empty where it leads to no host.

    Of .cymru and .wales the name before it tells the body: what stands further to the left is translated as well, as in
    busnescymru.llyw.cymru and businesswales.gov.wales.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    labels = (parts.hostname or "").split(".") if parts.scheme in {"http", "https"} else []
    if len(labels) > 1 and labels[-1] in _TWINS:
        return f"{_ENGLISH.get(labels[-2], labels[-2])}.{_TWINS[labels[-1]]}"
    return ".".join(labels[1:] if len(labels) > 2 and labels[0] in _OF_A_LANGUAGE else labels)
