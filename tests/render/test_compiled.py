"""Compiled templates that are kept: used as long as they are of the same templates, and no longer."""

from app.render.compiled import compiled, pack, unpack

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
