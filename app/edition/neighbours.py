"""The other releases in the files, to be asked which of them want an address as well. Reads files, changes nothing."""

from collections import defaultdict
from collections.abc import Iterator

from app.edition.addresses import Claim
from app.edition.assembly import Assembled, assemble
from app.edition.sources import Sources, read_sources, release_paths, slugs_in
from app.settings import SiteFolder, name_of


class Neighbours:
    """The files of a site, as they are when they are first asked for."""

    def __init__(self, folder: SiteFolder) -> None:
        self._folder = folder
        self._near: dict[str, defaultdict[str, list[Sources]]] = {}

    def of(self, claim: Claim) -> Iterator[Assembled]:
        """Who else may want an address of a release: of the same year, with its slug in one of the files."""
        slugs = {slug.text for slug in claim.slugs.values() if slug.text}
        near = self._by_slug(_home(claim.name))
        found = {each.name: each for slug in slugs for each in near.get(slug, ())}
        for name in sorted(found.keys() - {claim.name}):
            yield assemble(self._folder, found[name])

    def _by_slug(self, home: str) -> defaultdict[str, list[Sources]]:
        if home not in self._near:
            self._near[home] = defaultdict(list)
            for path in release_paths(self._folder):
                if _home(name_of(path)) == home:
                    sources = read_sources(self._folder, path)
                    for slug in slugs_in(sources):
                        self._near[home][slug].append(sources)
        return self._near[home]


def _home(name: str) -> str:
    """What two releases share of their names whose addresses may be the same."""
    return name.rpartition("/")[0]
