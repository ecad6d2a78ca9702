"""Compiled templates, to be kept: to compile them takes longer than everything else that comes before a first page.

Takes templates by name, gives bytes; and back, as long as it is the same Python and the same Jinja.
"""

import hashlib
import marshal
import re
import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from keyword import iskeyword
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
_GENERATOR = 1
"""Another number where the code below makes other code of a template."""


class _Direct(CodeGenerator):
    """Has templates look up attributes and call as Python does.

    Jinja's own code asks of each name whether it is an attribute or a key, and of all that is called what of Jinja's it
    wants to be given. Page values have attributes alone and want nothing, and a page asks hundreds of times. A key is
    had by `value["key"]`.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's
        block = isinstance(node.node, nodes.Name) and node.node.name == "self"  # it is a key of the template
        if block or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        odd = node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs)
        if forward_caller or odd:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for each in (*node.args, *node.kwargs):
            self.visit(each, frame)
            self.write(", ")
        self.write(")")


class _Macro(Macro):
    """Takes what it is called with and its defaults, without what Jinja would look for besides."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        if self.catch_kwargs or self.catch_varargs or self.caller or len(args) > len(self.arguments):
            return super().__call__(*args, **kwargs)
        if len(args) < len(self.arguments):
            args += tuple([kwargs.pop(name, missing) for name in self.arguments[len(args) :]])
        if kwargs:
            raise TypeError(f"macro '{self.name}' takes no argument '{next(iter(kwargs))}'")
        return str.__new__(Markup, self._func(*args))


_SPECIAL = re.compile("[&<>'\"]")


def _escaped(value: object) -> object:
    """What Jinja's own escape() gives, without a copy of what needs no escaping, as most of what templates show."""
    kind = type(value)
    if kind is Markup or (kind is str and _SPECIAL.search(value) is None):  # type: ignore[call-overload]
        return value
    return escape(value)


class _Compiler(Environment):
    code_generator_class = _Direct


_compiler = _Compiler(**OPTIONS)


@lru_cache(maxsize=512)
def compiled(name: str, source: str) -> CodeType:
    """The code of a template. Raises TemplateSyntaxError."""
    return _compiler.compile(source, name)


def template(environment: Environment, code: CodeType, known: Mapping[str, Any]) -> Template:
    """The template of a code in an environment. known: its globals."""
    made = Template.from_code(environment, code, dict(known))
    made.root_render_func.__globals__.update(escape=_escaped, Macro=_Macro)
    return made


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
    digest = hashlib.sha256(
        f"{sys.implementation.cache_tag} {sys.hexversion} {version('jinja2')} {_GENERATOR}".encode()
    )
    for name, source in sorted(templates.items()):
        digest.update(f"{name}\0{source}\0".encode())
    return digest.digest()
