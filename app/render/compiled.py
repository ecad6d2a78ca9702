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
_GENERATOR = 2
"""To be raised whenever the code below compiles a template to other code."""


class _Direct(CodeGenerator):
    """Has templates look up attributes and call as Python does.

    Jinja's own code asks of each name whether it is an attribute or a key, and of each function whether it wants to be
    given Jinja's context. Page values have only attributes, and want no context; and a page would ask hundreds of
    times. For a key, templates write `value["key"]`. What is HTML already, as most of what a page shows, is shown
    without a call.
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

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._escapes(frame):
            self.write("(shown if type(shown := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._escapes(frame):
            self.write(") is Markup else escape(shown))")
        else:
            super()._output_child_post(node, frame, finalize)

    def _escapes(self, frame: Frame) -> bool:
        return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


class _Macro(Macro):
    """Takes its arguments and its defaults, and skips all else that Jinja would look for."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._odd = self.catch_kwargs or self.catch_varargs or self.caller

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        lacking = len(self.arguments) - len(args)
        if lacking < 0 or self._odd:
            return super().__call__(*args, **kwargs)
        if lacking:
            args += tuple([kwargs.pop(name, missing) for name in self.arguments[-lacking:]])
        if kwargs:
            raise TypeError(f"macro '{self.name}' takes no argument '{next(iter(kwargs))}'")
        return str.__new__(Markup, self._func(*args))


_SPECIAL = re.compile("[&<>'\"]")


def _escaped(value: object) -> object:
    """What Jinja's own escape() gives, without a copy of what needs no escaping, as most of what templates show."""
    return value if type(value) is str and _SPECIAL.search(value) is None else escape(value)


class _Template(Template):
    """Gives the macros of a component without asking each time whether there are new globals: there never are."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        return self._module or super()._get_default_module(ctx)


class _Compiler(Environment):
    code_generator_class = _Direct


_compiler = _Compiler(**OPTIONS)


@lru_cache(maxsize=512)
def compiled(name: str, source: str) -> CodeType:
    """The code of a template. Raises TemplateSyntaxError."""
    return _compiler.compile(source, name)


def template(environment: Environment, code: CodeType, known: Mapping[str, Any]) -> Template:
    """The template of a code in an environment. known: its globals."""
    made = _Template.from_code(environment, code, dict(known))
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
