"""Values of the model as JSON, and back."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from typing import Any, Generic, TypeVar

from pydantic_core import SchemaSerializer, SchemaValidator

from app.edition.schema import schema_of
from app.edition.values import Interface
from app.model import Finding, LocalisedBlock, LocalisedRelease, Site
from app.wording import Quoted, Wording

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
        """JSON, without what is as it is by default, and without what is not kept."""
        return self._writes.to_json(value, exclude_defaults=True).decode()


_RELEASE = _Json(LocalisedRelease)
_SITE = _Json(Site[LocalisedBlock])


def dump_release(release: LocalisedRelease) -> str:
    return _RELEASE.dumps(release)


@lru_cache(maxsize=32)
def load_release(text: str) -> LocalisedRelease:
    """The release of such JSON. The same object for the same text, where it was asked for lately."""
    return _RELEASE.loads(text)


def dump_findings(findings: tuple[Finding, ...]) -> str:
    """JSON of findings, which can be said in another language when they are read."""
    return json.dumps([asdict(each, dict_factory=_row_of) for each in findings], ensure_ascii=False, default=str)


def load_findings(text: str) -> tuple[Finding, ...]:
    return tuple(Finding(**{key: _text_of(value) for key, value in row.items()}) for row in json.loads(text))


def _row_of(fields: Iterable[tuple[str, object]]) -> dict[str, object]:
    return {name: _parts_of(value) for name, value in fields}


def _parts_of(value: object) -> object:
    """What a wording is made of; any other value as it is."""
    if isinstance(value, Wording):
        return {"msgid": value.msgid, "values": _row_of(value.values.items())}
    return {"text": str(value), "lang": value.lang} if isinstance(value, Quoted) else value


def _text_of(parts: Any) -> Any:
    if not isinstance(parts, dict):
        return parts
    if "msgid" not in parts:
        return Quoted(**parts)
    return Wording(parts["msgid"], **{name: _text_of(value) for name, value in parts["values"].items()})


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
