"""Sentences that commands print in English and pages say in the reader's language."""

from collections.abc import Callable

from markupsafe import Markup

LANGUAGE = "en"
"""The language of a wording as it is written."""

CONTEXT = "finding"
"""msgctxt of a wording in messages.po."""


class Quoted(str):
    """Words within a wording that are of a language of their own, whichever it is said in: a page marks them so.

    lang: a text's own; English for what another program says.
    """

    __slots__ = ("lang",)

    lang: str

    def __new__(cls, text: str, lang: str = LANGUAGE) -> "Quoted":
        made = super().__new__(cls, text)
        made.lang = lang
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        return (str(self),), {"lang": self.lang}

    def __html__(self) -> Markup:
        return Markup('<span lang="{}">{}</span>').format(self.lang, str(self))


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

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence as `translate` says its msgid: HTML where that is. Raises KeyError where there is none."""
        values = {
            name: value.said(translate) if isinstance(value, Wording) else value for name, value in self.values.items()
        }
        return translate(self.msgid) % values


def said(text: str, translate: Callable[[str], str]) -> str | None:
    """A text in another language; None for one that is English alone."""
    if not isinstance(text, Wording):
        return None
    try:
        return text.said(translate)
    except KeyError:
        return None
