"""The last part of an address, as a writer or a translator chose it."""

import re

from app.wording import Wording

LONGEST = 200
"""Letters. A file name has at most 255 bytes on most systems, and an export adds its endings."""

_FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTER = re.compile(r"[a-z]")
_OF_A_LIST = "index"


def remedy(slug: str) -> Wording | None:
    """The way out where a slug cannot stand in an address; None where it can."""
    if not _FORM.fullmatch(slug):
        return Wording("write it with a-z, 0-9 and single hyphens, without accents")
    if not _LETTER.search(slug):
        return Wording("put a letter in it: digits alone are the address of a year or a month")
    if slug == _OF_A_LIST:
        return Wording("choose another word: static hosts keep a list in a file of that name")
    if len(slug) > LONGEST:
        return Wording(
            "make it shorter: it has %(length)s letters, and %(most)s are the most", length=len(slug), most=LONGEST
        )
    return None
