"""Does site.yaml have what a release names?"""

from collections.abc import Collection, Mapping

from app.model import Finding, Release


def check_references(release: Release, known: Mapping[str, Collection[str]]) -> tuple[Finding, ...]:
    """What a release names that site.yaml does not have. known: keys by "topics", "contacts" and "support"."""
    return tuple(
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
