"""Sentences of the program, which commands and pages say in the language that is asked for."""

from collections.abc import Callable

LANGUAGE = "en"
"""The language of a wording as it is written."""

CONTEXT = "finding"
"""msgctxt of a wording in messages.po."""


class Quoted(str):
    """Words within a wording that are of a language of their own, whichever it is said in: a page marks them so.

    lang: a text's own; English for what another program says. Source: WCAG 2.2, success criterion 3.1.2.
    """

    __slots__ = ("lang",)

    lang: str

    def __new__(cls, text: str, lang: str = LANGUAGE) -> "Quoted":
        made = super().__new__(cls, text)
        made.lang = lang
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        return (str(self),), {"lang": self.lang}


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

    def said(self, translate: Callable[[str], str], show: Callable[[str], str] = str) -> str:
        """The sentence as `translate` says its msgid. Raises KeyError where that has no translation.

        show: makes of its words, and of each text in it, what is wanted: escapes them, marks what is Quoted.
        """

        def value(of: object) -> object:
            if isinstance(of, Wording):
                return of.said(translate, show)
            return show(of) if isinstance(of, str) else of

        return show(translate(self.msgid)) % {name: value(of) for name, of in self.values.items()}


Told = Wording | Quoted
"""What people are told: a wording, or what somebody else has said, such as the system."""


def said(text: str, translate: Callable[[str], str], show: Callable[[str], str] = str) -> str | None:
    """A text in another language; None for one that is English alone. Parameters as of Wording.said()."""
    if not isinstance(text, Wording):
        return None
    try:
        return text.said(translate, show)
    except (KeyError, ValueError, TypeError):  # there is none, or its placeholders are others: checks tell of both
        return None
