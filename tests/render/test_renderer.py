"""Words and templates brought together: everything escaped, every failure told with its line."""

from types import SimpleNamespace

import pytest
from markupsafe import Markup

from app.errors import TemplateError
from app.locales import LOCALES
from app.pages.values import ErrorPage
from app.render.renderer import Renderer, Translator

PAGE = ErrorPage(shell=SimpleNamespace(lang="cy"), code=404)  # type: ignore[arg-type]


def render(template: str) -> str:
    return Renderer({"errors/error.html": template}, {"cy": {}}, {}).render(PAGE)


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_words_and_what_is_put_into_them_are_escaped(lang: str) -> None:
    translator = Translator(lang, {(None, "m"): ("<b>%(name)s</b>",)})
    assert translator.gettext("m", name="<i>") == "&lt;b&gt;&lt;i&gt;&lt;/b&gt;"
    assert translator.gettext("m", name=Markup("<i>")) == "&lt;b&gt;<i>&lt;/b&gt;"


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_every_number_gets_the_words_of_its_form(lang: str) -> None:
    locale = LOCALES[lang]
    translator = Translator(lang, {(None, "one"): tuple(f"{name} %(num)s" for name in locale.plural_names)})
    for name, number in zip(locale.plural_names, locale.plural_examples, strict=True):
        assert translator.ngettext("one", "many", number) == f"{name} {number}"
    assert translator.ngettext("one", "many", 21) == "other 21"


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_language_without_the_words_does_not_fall_back(lang: str) -> None:
    for words in ({}, {(None, "m"): ("",)}):
        with pytest.raises(LookupError, match="has no words for 'm'"):
            Translator(lang, words).gettext("m")


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{{ page.code }}\n{% if %}", 2),
        ("{{ page.code }}\n\n{{ page.nothing }}", 3),
        ("\n{{ 1 / 0 }}", 2),
        ("{{ _('no words') }}", 1),
        ("{% include 'errors/error.html' %}", 1),
        ("{% include 'not/there.html' %}", 1),
    ],
)
def test_a_template_that_fails_is_told_with_its_line(template: str, line: int) -> None:
    with pytest.raises(TemplateError) as told:
        render(template)
    assert (told.value.path.startswith("templates/"), told.value.line) == (True, line)
    assert "\n" not in str(told.value)
