"""Takes texts in two languages, gives findings.

Each check is a small function; its severity is in its decorator, its help is the first paragraph of its docstring.
It never reads a file, and never decides what the public sees. A module of checks registers them when it is imported.
"""

from app.checks import completeness, markup, numbers, placeholders, slugs
from app.checks.check import CHECKS, run
from app.checks.pairs import Pair, message_pairs, release_pairs, site_pairs
from app.checks.references import check_references

__all__ = [
    "CHECKS",
    "Pair",
    "check_references",
    "completeness",
    "markup",
    "message_pairs",
    "numbers",
    "placeholders",
    "release_pairs",
    "run",
    "site_pairs",
    "slugs",
]
