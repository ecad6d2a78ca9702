"""Who else has, had or wants an address of a release that is ready to go in. Gives findings, changes nothing."""

from collections.abc import Container

from app.edition.addresses import taken_address
from app.edition.aside import Aside
from app.edition.pairs import Pairs
from app.edition.prepared import Prepared
from app.edition.recorded import Recorded
from app.model import Finding


class Rivals:
    """Where two newcomers want the same address, neither gets it. Otherwise whoever has or had an address keeps it.

    An edition that is made anew does not know who was first; the record does. present: names that have a file.
    aside: all that is to go in.
    """

    def __init__(self, pairs: Pairs, recorded: Recorded, present: Container[str], aside: Aside) -> None:
        self._pairs = pairs
        self._recorded = recorded
        self._present = present
        self._aside = aside

    def of(self, prepared: Prepared) -> tuple[Finding, ...]:
        """A finding for each rival of a release."""
        return tuple(
            taken_address(prepared.slugs[lang], address, rival, there=rival in self._present)
            for lang, address in prepared.addresses.items()
            for rival in self._at(address, prepared.name)
        )

    def _at(self, address: str, name: str) -> list[str]:
        had = self._recorded.names_at(address)
        newcomers = set() if name in had else self._aside.wanting(address)
        return sorted({*newcomers, *had, *self._pairs.names_at(address)} - {name})
