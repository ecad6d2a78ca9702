"""Does site.yaml have what a release names?"""

from collections.abc import Collection, Mapping

from app.model import TO_WRITE, Finding, Release
from app.wording import Wording


def check_references(release: Release, known: Mapping[str, Collection[str]]) -> tuple[Finding, ...]:
    """What a release names that site.yaml does not have, and what is not written yet.

    known: keys by "topics", "contacts" and "support".
    """
    unwritten = (block for block in (release.title, release.summary, *release.body) if block.text == TO_WRITE)
    return tuple(
        Finding(
            release.path,
            block.line,
            "error",
            "unwritten",
            Wording("“%(text)s” still stands here", text=TO_WRITE),
            Wording("write what belongs here"),
        )
        for block in unwritten
    ) + tuple(
        Finding(
            release.path,
            release.lines.get(field, 1),
            "error",
            "reference",
            Wording("%(field)s: '%(key)s' is not in content/site.yaml", field=field, key=key),
            Wording("it has %(keys)s", keys=", ".join(sorted(keys))) if keys else Wording("it has none"),
        )
        for field, keys in known.items()
        for key in getattr(release, field)
        if key not in keys
    )
