"""Values of the model as JSON, and back."""

import json
from dataclasses import replace
from functools import lru_cache
from typing import Generic, TypeVar

from pydantic_core import SchemaSerializer, SchemaValidator

from app.edition.schema import schema_of
from app.edition.values import Interface
from app.model import Finding, LocalisedBlock, LocalisedRelease, Site, TextState

Value = TypeVar("Value")


class _Json(Generic[Value]):
    """How values of a type are read and written. wanted: the type."""

    def __init__(self, wanted: type[Value]) -> None:
        schema = schema_of(wanted)
        self._reads = SchemaValidator(schema)
        self._writes = SchemaSerializer(schema)

    def loads(self, text: str) -> Value:
        value: Value = self._reads.validate_json(text)
        return value

    def made(self, rows: object) -> Value:
        """The value of JSON that is taken apart already."""
        value: Value = self._reads.validate_python(rows)
        return value

    def dumps(self, value: Value) -> str:
        """JSON, without what is as it is by default."""
        return self._writes.to_json(value, exclude_defaults=True).decode()


_RELEASE = _Json(LocalisedRelease)
_SITE = _Json(Site[LocalisedBlock])
_FINDINGS = _Json(tuple[Finding, ...])


def dump_release(release: LocalisedRelease) -> str:
    """JSON of what readers of an edition may want: not of the state of each text, nor of where it stands."""
    withdrawn = release.withdrawn
    return _RELEASE.dumps(
        replace(
            release,
            title=_bare(release.title),
            slug=_bare(release.slug),
            summary=_bare(release.summary),
            body=tuple(map(_bare, release.body)),
            notes=tuple(map(_bare, release.notes)),
            corrections=tuple(replace(each, note=_bare(each.note)) for each in release.corrections),
            withdrawn=replace(withdrawn, reason=_bare(withdrawn.reason)) if withdrawn else None,
        )
    )


def _bare(block: LocalisedBlock) -> LocalisedBlock:
    children = tuple(map(_bare, block.children))
    return replace(block, state=TextState.SOURCE, path="", line=0, flags=(), children=children)


@lru_cache(maxsize=64)
def load_release(text: str) -> LocalisedRelease:
    """The release of such JSON. The same object for the same text, where it was asked for lately."""
    return _RELEASE.loads(text)


def dump_findings(findings: tuple[Finding, ...]) -> str:
    return _FINDINGS.dumps(findings)


def load_findings(text: str) -> tuple[Finding, ...]:
    return _FINDINGS.loads(text)


def dump_interface(interface: Interface) -> str:
    """JSON, with each language's words as rows of msgctxt, msgid and forms."""
    return json.dumps(
        {
            "words": {
                lang: [[context, msgid, list(forms)] for (context, msgid), forms in words.items()]
                for lang, words in interface.words.items()
            },
            "sites": {lang: json.loads(_SITE.dumps(site)) for lang, site in interface.sites.items()},
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
        sites={lang: _SITE.made(site) for lang, site in rows["sites"].items()},
        templates=rows["templates"],
        static=rows["static"],
    )
