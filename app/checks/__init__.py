"""Takes texts in two languages, gives findings.

Each check is a small function; its severity and its examples are in its decorator, title and help in its
docstring.
It never reads a file, and never decides what the public sees. A module of checks registers them when it is imported.
"""

from app.checks import (
    completeness,
    contacts,
    copies,
    counts,
    length,
    letters,
    links,
    markup,
    negatives,
    numbers,
    placeholders,
    punctuation,
    slugs,
    terms,
    typography,
    welsh_encoding,
    welsh_joining,
    welsh_mutations,
    welsh_spelling,
)
from app.checks.check import CHECKS, HELP_CONTEXT, TITLE_CONTEXT, Knowledge, check_messages
from app.checks.pairs import Pair, catalogue_pairs, message_pairs, release_pairs, site_pairs, source_pairs
from app.checks.references import check_references
from app.checks.run import findings, run
from app.checks.seal import Seal, check_seals, read_seal, seal_digest, seal_headers

__all__ = [
    "CHECKS",
    "HELP_CONTEXT",
    "TITLE_CONTEXT",
    "Knowledge",
    "Pair",
    "Seal",
    "catalogue_pairs",
    "check_messages",
    "check_references",
    "check_seals",
    "completeness",
    "contacts",
    "copies",
    "counts",
    "findings",
    "length",
    "letters",
    "links",
    "markup",
    "message_pairs",
    "negatives",
    "numbers",
    "placeholders",
    "punctuation",
    "read_seal",
    "release_pairs",
    "run",
    "seal_digest",
    "seal_headers",
    "site_pairs",
    "slugs",
    "source_pairs",
    "terms",
    "typography",
    "welsh_encoding",
    "welsh_joining",
    "welsh_mutations",
    "welsh_spelling",
]
