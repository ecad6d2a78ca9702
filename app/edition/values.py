"""What the edition holds besides releases, as values: read and made by others, and light to import."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model import Block, LocalisedBlock, Site

Words = Mapping[tuple[str | None, str], tuple[str, ...]]
"""The interface in one language: for msgctxt and msgid, one string or one for each plural form."""


@dataclass(frozen=True, slots=True)
class Interface:
    """All that pages are made of besides releases. words, sites: by language. static: digests by name.

    compiled: the templates as the renderer has compiled them; empty where it has to.
    """

    words: Mapping[str, Words]
    sites: Mapping[str, Site[LocalisedBlock]]
    templates: Mapping[str, str]
    static: Mapping[str, str]
    compiled: bytes = field(default=b"", compare=False, repr=False)

    @property
    def site(self) -> Site[LocalisedBlock]:
        """The site in its first language, for what is not a text."""
        return next(iter(self.sites.values()))


def site_keys(site: Site[Block] | Site[LocalisedBlock]) -> dict[str, frozenset[str]]:
    """The keys that releases may name, by "topics", "contacts" and "support"."""
    return {
        "topics": frozenset(item.key for item in site.topics),
        "contacts": frozenset(item.key for item in site.contacts),
        "support": frozenset(item.key for item in site.support),
    }
