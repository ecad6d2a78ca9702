"""Compiled templates, to be kept: to compile them takes longer than everything else that comes before a first page.

Takes templates by name, gives bytes; and back, as long as it is the same Python and the same Jinja.
"""

import hashlib
import marshal
import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from types import CodeType
from typing import Any

from jinja2 import Environment

OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
_compiler = Environment(**OPTIONS)  # noqa: S701 - autoescape is among the options


@lru_cache(maxsize=512)
def compiled(name: str, source: str) -> CodeType:
    """The code of a template. Raises TemplateSyntaxError."""
    return _compiler.compile(source, name)


def pack(templates: Mapping[str, str]) -> bytes:
    """The code of all templates. Raises TemplateSyntaxError."""
    return _tag(templates) + marshal.dumps({name: compiled(name, source) for name, source in templates.items()})


def unpack(packed: bytes, templates: Mapping[str, str]) -> Mapping[str, CodeType]:
    """The code of templates by name; none where the bytes are of others, or of another Python or Jinja."""
    tag = _tag(templates)
    if not packed.startswith(tag):
        return {}
    # Whoever can write it into the edition can write the templates themselves.
    codes: dict[str, CodeType] = marshal.loads(packed[len(tag) :])  # noqa: S302
    return codes


def _tag(templates: Mapping[str, str]) -> bytes:
    digest = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.hexversion} {version('jinja2')}".encode())
    for name, source in sorted(templates.items()):
        digest.update(f"{name}\0{source}\0".encode())
    return digest.digest()
