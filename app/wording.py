"""Sentences that commands print in English and pages say in the reader's language."""

from collections.abc import Callable

from markupsafe import Markup, escape

LANGUAGE = "en"
"""The language of a wording as it is written."""

CONTEXT = "finding"
"""msgctxt of a wording in messages.po."""


class Quoted(str):
    """Words that a wording quotes. lang: their own language, which a page marks (WCAG 2.2, success criterion 3.1.2)."""

    __slots__ = ("lang",)

    lang: str

    def __new__(cls, text: str, lang: str) -> "Quoted":
        made = super().__new__(cls, text)
        made.lang = lang
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        return (str(self),), {"lang": self.lang}

    def within(self, lang: str) -> str:
        """The words in a sentence of a language."""
        return self if self.lang == lang else Markup('<span lang="{}">{}</span>').format(self.lang, self)


class Wording(str):
    """A sentence, or a part of one: the English one, which knows how to be said in another language.

    msgid: English, with placeholders such as %(number)s, and %% for a percent sign; written out where it is called, so
    that it can be extracted. values: what stands in place of the placeholders; another Wording is said in the language
    of the whole.
    """

    __slots__ = ("msgid", "values")

    msgid: str
    values: dict[str, object]

    def __new__(cls, msgid: str, **values: object) -> "Wording":
        made = super().__new__(cls, msgid % values)
        made.msgid, made.values = msgid, values
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        return (self.msgid,), self.values

    def said(self, lang: str, translate: Callable[[str], str]) -> Markup:
        """The sentence in a language, whose words for a msgid `translate` gives. Raises KeyError where it has none."""

        def value(of: object) -> object:
            if isinstance(of, Wording):
                return of.said(lang, translate)
            return of.within(lang) if isinstance(of, Quoted) else of

        return escape(translate(self.msgid)) % {name: value(of) for name, of in self.values.items()}


def said(text: str, lang: str, translate: Callable[[str], str]) -> Markup | None:
    """A text in a language; None for one that is English alone. translate: as in Wording.said()."""
    if not isinstance(text, Wording):
        return None
    try:
        return text.said(lang, translate)
    except KeyError:
        return None
