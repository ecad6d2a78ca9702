"""Can the translated slug stand in an address?"""

from collections.abc import Iterator

from app.checks.check import Desk, Problem, case, check
from app.checks.pairs import Pair
from app.content.slug import remedy
from app.wording import Wording

_ROLES = frozenset({"slug", "topic-slug"})


@check(
    "error",
    silenceable=False,
    roles=_ROLES,
    flags=(case("home-page", "Tŷ newydd", role="slug"),),
    leaves=(case("home-page", "ty-newydd", role="slug"),),
)
def slug(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Address

    A translated slug has letters that cannot stand in an address: it takes a-z, 0-9 and single hyphens.
    """
    fix = remedy(pair.target) if pair.markdown else None
    if fix is not None:
        yield Wording("'%(slug)s' is not a slug", slug=pair.target), fix
