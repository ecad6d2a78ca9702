"""What the edition holds besides releases, as values: read and made by others, and light to import."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.model import LocalisedBlock, Site

Words = Mapping[tuple[str | None, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Interface:
    """All that pages are made of besides releases. words, sites: by language. static: digests by name."""

    words: Mapping[str, Words]
    sites: Mapping[str, Site[LocalisedBlock]]
    templates: Mapping[str, str]
    static: Mapping[str, str]

    @property
    def site(self) -> Site[LocalisedBlock]:
        """The site in its first language, for what is not a text."""
        return next(iter(self.sites.values()))
