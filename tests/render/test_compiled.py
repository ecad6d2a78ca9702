"""Templates compiled: to what they show by Jinja's own code; and kept as long as they are of the same templates."""

from types import SimpleNamespace

import pytest
from jinja2 import BaseLoader, DictLoader, Environment, StrictUndefined, Template, UndefinedError
from markupsafe import Markup

from app.render.compiled import OPTIONS, compiled, pack, template, unpack

TEMPLATES = {"a.html": "{% if page %}<p>{{ page }}</p>{% endif %}", "b.html": "Test"}


def test_what_is_packed_is_what_would_be_compiled() -> None:
    found = unpack(pack(TEMPLATES), TEMPLATES)
    assert {name: code.co_code for name, code in found.items()} == {
        name: compiled(name, source).co_code for name, source in TEMPLATES.items()
    }


def test_the_code_of_other_templates_is_not_used() -> None:
    packed = pack(TEMPLATES)
    assert unpack(packed, {**TEMPLATES, "b.html": "Other"}) == {}
    assert unpack(packed[:10], TEMPLATES) == {}
    assert unpack(b"", TEMPLATES) == {}


SHOWN = {
    "base.html": (
        "<title>{% block name %}{{ page.title }}{% endblock %}</title>{{ self.name() }}{% block main %}{% endblock %}"
    ),
    "parts.html": (
        "{% macro part(text, class='plain', last=none) %}"
        "<p class=\"{{ class }}\">{{ text }}{{ last or '' }}</p>{% endmacro %}"
        "{% macro around(words) %}<b>{{ words }}{{ caller(words, end='!') }}</b>{% endmacro %}"
        "{% macro any() %}{{ varargs|join }}{{ kwargs['more'] }}{% endmacro %}"
    ),
    "page.html": (
        "{% extends 'base.html' %}{% from 'parts.html' import part, around, any %}"
        "{% block main %}"
        "{{ part(page.title) }}{{ part(page.html, last=page.title, class='é & <') }}{{ part(*page.both, last='>') }}"
        "{% call(words, end='?') around(page.title) %}<i>{{ words.upper() }}{{ end }}</i>{% endcall %}"
        "{{ any(1, 2, more='&') }}{{ page.forms['a'] }}{{ page.forms.keys()|join }}{{ 'a' in page.forms }}"
        "{% for each in page.both if each %}{{ loop.index }}{{ part(each, **{'last': each}) }}{% endfor %}"
        "{% set own %}{{ page.title }}{% endset %}{{ own }}{{ page.title ~ own }}{{ page.none }}{{ page.number + 1 }}"
        "{% endblock %}"
    ),
}
VALUES = SimpleNamespace(
    title="Tŷ \"a\" 'b' <c> & d",
    html=Markup("<em>Tŷ</em>"),
    both=("un", "two & three"),
    forms={"a": "<a>"},
    none=None,
    number=1,
)


class Loader(BaseLoader):
    """Gives templates as the renderer has them."""

    def load(self, environment: Environment, name: str, globals: object = None) -> Template:  # noqa: A002 - Jinja's
        return template(environment, compiled(name, SHOWN[name]), {})


def environment(loader: BaseLoader) -> Environment:
    return Environment(loader=loader, undefined=StrictUndefined, **OPTIONS)


def test_templates_show_what_they_show_by_jinjas_own_code() -> None:
    shown, expected = (
        environment(loader).get_template("page.html").render(page=VALUES) for loader in (Loader(), DictLoader(SHOWN))
    )
    assert shown == expected
    assert '<p class="é &amp; &lt;"><em>Tŷ</em>Tŷ &#34;a&#34; &#39;b&#39; &lt;c&gt; &amp; d</p>' in shown


@pytest.mark.parametrize("call", ["part()", "part(1, 2, 3, 4)", "part(1, text=2)", "part(1, other=2)"])
def test_a_macro_called_wrongly_is_an_error(call: str) -> None:
    loaded = environment(Loader()).from_string("{% from 'parts.html' import part %}{{ " + call + " }}")
    with pytest.raises((TypeError, UndefinedError)):
        loaded.render()
