"""Templates, the interface's words and page values, brought together."""

import traceback
from collections.abc import Callable, Mapping, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from markupsafe import Markup, escape

from app.edition.values import Words
from app.errors import TemplateError
from app.locales import LOCALES, plural_form
from app.pages import preview_values, values
from app.render.compiled import OPTIONS, compiled, template, unpack
from app.urls import static
from app.wording import Quoted, Wording

TEMPLATES: Mapping[type, str] = {
    values.HomePage: "pages/home.html",
    values.ArchivePage: "pages/archive.html",
    values.TopicPage: "pages/topic.html",
    values.ReleasePage: "pages/release.html",
    values.SideBySidePage: "pages/side.html",
    values.SearchPage: "pages/search.html",
    values.FollowPage: "pages/follow.html",
    values.LeavingPage: "pages/leaving.html",
    values.PlainPage: "pages/page.html",
    values.ChoicePage: "pages/choice.html",
    values.ErrorPage: "errors/error.html",
    values.BilingualErrorPage: "errors/bilingual.html",
    values.WithdrawnPage: "errors/withdrawn.html",
    preview_values.PreviewPage: "pages/preview.html",
    preview_values.PreviewListPage: "pages/previews.html",
}


class Translator:
    """The interface's words in one language, as templates call them: escaped, like every value that is put into them.

    A message that the language lacks is an error: the gate lets no interface through that is not whole.
    """

    def __init__(self, lang: str, words: Words) -> None:
        self.lang = lang
        self._words = {key: tuple(map(escape, forms)) for key, forms in words.items()}
        self._plain = {msgid: forms[0] for (context, msgid), forms in self._words.items() if forms and not context}

    def gettext(self, msgid: str, **values: object) -> Markup:
        return _filled(self._plain.get(msgid) or self._find(None, msgid, 0), values)

    def pgettext(self, context: str, msgid: str, **values: object) -> Markup:
        return _filled(self._find(context, msgid, 0), values)

    def ngettext(self, singular: str, plural: str, num: int, **values: object) -> Markup:
        return _filled(self._find(None, singular, plural_form(self.lang, num)), {"num": num, **values})

    def npgettext(self, context: str, singular: str, plural: str, num: int, **values: object) -> Markup:
        return _filled(self._find(context, singular, plural_form(self.lang, num)), {"num": num, **values})

    def plain(self, msgid: str, **values: object) -> str:
        """As gettext, for what is not HTML."""
        return str(self.gettext(msgid, **values).unescape())

    def _find(self, context: str | None, msgid: str, form: int) -> Markup:
        forms = self._words.get((context, msgid), ())
        if form >= len(forms) or not forms[form]:
            raise LookupError(f"messages.po of '{self.lang}' has no words for '{msgid}'")
        return forms[form]


def _filled(text: Markup, values: Mapping[str, object]) -> Markup:
    return text % values if values else text


class _CompiledOnce(BaseLoader):
    """Templates by name. Each is compiled once for all languages, and again only when its source changes.

    codes: those that are compiled already, by name.
    """

    def __init__(self, templates: Mapping[str, str], codes: Mapping[str, CodeType]) -> None:
        self._templates = templates
        self._codes = codes

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        if name not in self._templates:
            raise TemplateNotFound(name)
        code = self._codes.get(name) or compiled(name, self._templates[name])
        return template(environment, code, globals or {})


class _Environment(Environment):
    """Gives a template that it has given before without looking whether it is still the same: it is, as long as there
    is this renderer, and a page asks for fifteen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(cache_size=0, auto_reload=False, undefined=StrictUndefined, **options, **OPTIONS)
        self._given: dict[str, Template] = {}

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Template:  # noqa: A002 - Jinja's
        given = self._given.get(name)
        if given is None:
            given = self._given[name] = super().get_template(name, parent, globals)
        return given


class Renderer:
    """Renders page values. Built once for each state of the templates and the interface.

    packed: the templates compiled, as compiled.pack() gives them, or empty.
    """

    def __init__(
        self,
        templates: Mapping[str, str],
        words: Mapping[str, Words],
        static_digests: Mapping[str, str],
        packed: bytes = b"",
    ) -> None:
        translators = {lang: Translator(lang, words[lang]) for lang in words}
        self._translators = translators
        self._static = static_digests
        loader = _CompiledOnce(templates, unpack(packed, templates) if packed else {})
        self._environments = {lang: self._environment(loader, translators, lang) for lang in words}

    def _environment(self, loader: BaseLoader, translators: Mapping[str, Translator], lang: str) -> Environment:
        environment = _Environment(loader=loader)
        own = translators[lang]
        names: dict[str, object] = {
            "_": own.gettext,
            "gettext": own.gettext,
            "ngettext": own.ngettext,
            "pgettext": own.pgettext,
            "npgettext": own.npgettext,
            "translators": translators,
            "locales": LOCALES,
            "static": self._static_url,
        }
        environment.globals.update(names)
        return environment

    def _static_url(self, name: str) -> str:
        return static(name, self._static[name])

    def render(self, page: values.Page) -> str:
        """The page's HTML. Raises TemplateError with the template and its line."""
        return self._rendered(TEMPLATES[type(page)], page)

    def feed_content(self, page: values.ReleasePage) -> str:
        """A release as a feed carries it: its body without the page around it. Raises TemplateError."""
        return self._rendered("feeds/entry.html", page).strip()

    def print_sheet(self, page: values.ReleasePage) -> str:
        """A release as HTML to be printed, with absolute addresses. Raises TemplateError."""
        shell = page.shell
        base = shell.url.removesuffix(shell.own)
        return self._rendered("pdf/release.html", page).replace('href="/', f'href="{base}/')

    def translator(self, lang: str) -> Translator:
        """The interface's words in a language, for the forms of a release that no template makes."""
        return self._translators[lang]

    def _rendered(self, name: str, page: values.Page) -> str:
        environment = self._environments[page.shell.lang]
        return _telling(name, lambda: environment.get_template(name).render(page=page))


def _telling(name: str, work: Callable[[], str]) -> str:
    try:
        return work()
    except JinjaError as error:
        where = getattr(error, "name", None) or name
        raise TemplateError(
            f"templates/{where}", _line(error), Quoted(str(error)), Wording("mend the template and save it again")
        ) from error
    except Exception as error:
        what = Quoted(f"{type(error).__name__}: {error}")
        hint = Wording("mend the template or the messages.po that it uses")
        raise TemplateError(f"templates/{name}", _line(error), what, hint) from error


def _line(error: BaseException) -> int:
    """The line of the innermost template frame: Jinja rewrites tracebacks to name template lines."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename == "<template>"), 1)
