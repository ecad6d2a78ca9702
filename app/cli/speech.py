"""What commands say to people, in the language that was asked for."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property

import click

from app.errors import DatganiadError
from app.model import Catalogue, Finding
from app.settings import SiteFolder
from app.wording import CONTEXT, LANGUAGE, Quoted, Told, said


class Speech:
    """Says each text in one language, by the site's messages.po and the program's own; in English what neither has.

    lang: a code. site: gives the site; raises DatganiadError where there is none.
    """

    def __init__(self, lang: str, site: Callable[[], SiteFolder]) -> None:
        self.lang = lang
        self._site = site

    def __call__(self, text: Told) -> str:
        """A text in this language; what is quoted, as it stands."""
        if self.lang == LANGUAGE:
            return text
        return said(text, self._known.__getitem__) or text

    def findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings in this language."""
        return tuple(
            replace(each, what=Quoted(self(each.what), self.lang), fix=Quoted(self(each.fix), self.lang))
            for each in findings
        )

    def tell(self, text: Told, *, err: bool = False) -> None:
        """Prints a line: a result, or with err what is not one."""
        click.echo(self(text), err=err)

    def tell_error(self, error: DatganiadError) -> None:
        """Prints what is wrong, and the way out."""
        click.echo(self.failure(error), err=True)

    def failure(self, error: DatganiadError) -> str:
        """What is wrong, and the way out, on one line."""
        return f"datganiad: {self(error.told)}"

    @cached_property
    def _known(self) -> Mapping[str, str]:
        """The words of each msgid. Where the site's own cannot be read, which `check` tells, the program's."""
        from app.edition.assembly import read_house_messages, read_words  # only now: English needs none of it

        with suppress(DatganiadError, OSError):
            return _words(read_words(self._site(), "messages", self.lang))
        with suppress(DatganiadError, OSError):
            return _words(read_house_messages(self.lang))
        return {}


def _words(catalogue: Catalogue | None) -> dict[str, str]:
    found = catalogue.translations if catalogue else {}
    return {msgid: each.msgstr[0] for (context, msgid), each in found.items() if context == CONTEXT and each.ready}
