"""What pydantic-core has to know of a dataclass, to read it from JSON and to write it.

Takes a type, gives a schema. It is the one that pydantic itself would make, except that fields marked as not kept are
left out of JSON. Importing pydantic to make it would take longer than anything else that a server does before its first
answer, except importing Flask.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from enum import StrEnum
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from pydantic_core import CoreSchema, core_schema

_PLAIN: Mapping[Any, CoreSchema] = {
    str: core_schema.str_schema(),
    int: core_schema.int_schema(),
    bool: core_schema.bool_schema(),
    datetime: core_schema.datetime_schema(),
}


def schema_of(wanted: Any) -> CoreSchema:
    """The schema of a dataclass, or of a tuple of one. Fields may be of the types that the model uses: see _schema."""
    known: dict[str, CoreSchema] = {}
    schema = _schema(wanted, {}, known)
    return core_schema.definitions_schema(schema, list(known.values()))


def _schema(wanted: Any, given: Mapping[Any, Any], known: dict[str, CoreSchema]) -> CoreSchema:
    """given: what stands for each type variable. known: the schemas of dataclasses, by reference."""
    wanted = given.get(wanted, wanted) if isinstance(wanted, TypeVar) else wanted
    if wanted in _PLAIN:
        return _PLAIN[wanted]
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return core_schema.enum_schema(wanted, list(wanted), sub_type="str")
    origin, within = get_origin(wanted), get_args(wanted)
    if origin is tuple:
        return core_schema.tuple_variable_schema(_schema(within[0], given, known))
    if NoneType in within:
        return core_schema.nullable_schema(_schema(within[0], given, known))
    made = origin or wanted
    own = [given.get(each, each) for each in within]
    reference = f"{made.__name__}{[each.__name__ for each in own]}"
    if reference not in known:
        known[reference] = core_schema.any_schema()  # for now: a block holds blocks
        stands_for = dict(zip(getattr(made, "__parameters__", ()), own, strict=True))
        known[reference] = _dataclass(made, stands_for, known, reference)
    return core_schema.definition_reference_schema(reference)


def _dataclass(made: Any, given: Mapping[Any, Any], known: dict[str, CoreSchema], reference: str) -> CoreSchema:
    hints = get_type_hints(made)
    parts = []
    for each in fields(made):
        schema = _schema(hints[each.name], given, known)
        if each.default is not MISSING:
            schema = core_schema.with_default_schema(schema, default=each.default)
        kept = each.metadata.get("kept", True)
        parts.append(core_schema.dataclass_field(each.name, schema, serialization_exclude=not kept))
    arguments = core_schema.dataclass_args_schema(made.__name__, parts)
    names = [each.name for each in fields(made)]
    return core_schema.dataclass_schema(made, arguments, names, slots=True, ref=reference)
