"""The seal of a translator: who signed a translation off, when, and whether it is still what was signed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.catalogue.entry import SILENCES
from app.checks.pairs import release_texts
from app.model import Finding, LocalisedRelease
from app.wording import Wording

SIGNED_BY = "X-Signed-Off-By"
SIGNED_AT = "X-Signed-Off-At"
SIGNED_DIGEST = "X-Signed-Off-Digest"
"""Fields of the header of a .po file."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A sign-off. by: who. at: ISO 8601, as it is written. whole: nothing was changed since."""

    by: str
    at: str
    whole: bool


def seal_digest(source: LocalisedRelease, target: LocalisedRelease) -> str:
    """Hex SHA-256 of every text of a release in both languages, with the flags that decide whether it is published.

    Where a text stands, and the other comments around it, do not count: an update may move them.
    """
    rows = [
        [left.role, left.text, right.text, [flag for flag in right.flags if flag.startswith(("fuzzy", SILENCES))]]
        for left, right in release_texts(source, target)
    ]
    text = json.dumps([source.name, source.lang, target.lang, rows], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def seal_headers(by: str, at: datetime, digest: str) -> dict[str, str]:
    """The fields that seal a translation."""
    return {SIGNED_BY: by, SIGNED_AT: at.isoformat(timespec="seconds"), SIGNED_DIGEST: digest}


def read_seal(headers: Mapping[str, str], digest: str) -> Seal | None:
    """The seal of a catalogue. digest: of the texts as they are now."""
    if not headers.get(SIGNED_BY):
        return None
    return Seal(headers[SIGNED_BY], headers.get(SIGNED_AT, ""), headers.get(SIGNED_DIGEST) == digest)


def check_seals(
    name: str, seals: Mapping[str, Seal | None], paths: Mapping[str, str], *, required: bool
) -> tuple[Finding, ...]:
    """What is wrong with the seals of a release, by language. required: a seal is a condition of going live.

    name: of the release. paths: of its catalogues, by language.
    """
    level = "error" if required else "warning"
    found = []
    for lang, seal in seals.items():
        command = f"datganiad sign-off {lang} {name.removeprefix('releases/')} --by WHO"
        fix = Wording("read it again, then run '%(command)s'", command=command)
        if seal is not None and not seal.whole:
            what = Wording(
                "the seal of %(who)s (%(date)s) is broken: a text was changed since", who=seal.by, date=seal.at[:10]
            )
            found.append(Finding(paths[lang], 1, level, "seal", what, fix))
        if seal is None and required:
            what = Wording("nobody has signed the translation off")
            found.append(Finding(paths[lang], 1, level, "seal", what, fix))
    return tuple(found)
