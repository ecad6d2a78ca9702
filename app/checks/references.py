"""Does site.yaml have what a release names?"""

from collections.abc import Collection, Mapping

from app.model import TO_WRITE, Finding, Release


def check_references(release: Release, known: Mapping[str, Collection[str]]) -> tuple[Finding, ...]:
    """What a release names that site.yaml does not have, and what is not written yet.

    known: keys by "topics", "contacts" and "support".
    """
    unwritten = (block for block in (release.title, release.summary, *release.body) if block.text == TO_WRITE)
    return tuple(
        Finding(release.path, block.line, "error", "unwritten", f"the {block.role} is still “{TO_WRITE}”", "write it")
        for block in unwritten
    ) + tuple(
        Finding(
            release.path,
            release.lines.get(field, 1),
            "error",
            "reference",
            f"{field}: '{key}' is not in content/site.yaml",
            f"it has {', '.join(sorted(keys)) or 'none'}",
        )
        for field, keys in known.items()
        for key in getattr(release, field)
        if key not in keys
    )
