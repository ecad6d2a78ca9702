"""Values of the model as JSON, and back."""

import json
from dataclasses import replace
from functools import lru_cache

from pydantic import TypeAdapter

from app.edition.values import Interface
from app.model import Finding, LocalisedBlock, LocalisedRelease, Site

_RELEASE = TypeAdapter(LocalisedRelease)
_SITE = TypeAdapter(Site[LocalisedBlock])
_FINDINGS = TypeAdapter(tuple[Finding, ...])


def dump_release(release: LocalisedRelease) -> str:
    return _RELEASE.dump_json(release, exclude_defaults=True).decode()


def dump_head(release: LocalisedRelease) -> str:
    """The release without its text, as load_release() reads it too: all that a list shows, in a tenth of the bytes."""
    return dump_release(replace(release, body=(), notes=(), corrections=()))


@lru_cache(maxsize=128)
def load_release(text: str) -> LocalisedRelease:
    """The release of such JSON. The same object for the same text, where it was asked for lately."""
    return _RELEASE.validate_json(text)


def dump_findings(findings: tuple[Finding, ...]) -> str:
    return _FINDINGS.dump_json(findings).decode()


def load_findings(text: str) -> tuple[Finding, ...]:
    return _FINDINGS.validate_json(text)


def dump_interface(interface: Interface) -> str:
    """JSON, with each language's words as rows of msgctxt, msgid and forms."""
    return json.dumps(
        {
            "words": {
                lang: [[context, msgid, list(forms)] for (context, msgid), forms in words.items()]
                for lang, words in interface.words.items()
            },
            "sites": {lang: json.loads(_SITE.dump_json(site)) for lang, site in interface.sites.items()},
            "templates": dict(interface.templates),
            "static": dict(interface.static),
        },
        ensure_ascii=False,
    )


def load_interface(text: str) -> Interface:
    """The interface of such JSON."""
    rows = json.loads(text)
    return Interface(
        words={
            lang: {(context, msgid): tuple(forms) for context, msgid, forms in words}
            for lang, words in rows["words"].items()
        },
        sites={lang: _SITE.validate_python(site) for lang, site in rows["sites"].items()},
        templates=rows["templates"],
        static=rows["static"],
    )
