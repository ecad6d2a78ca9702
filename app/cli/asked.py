"""`--site DIR` and `--lang`: which site a command is about, and how it speaks; before its name or after it."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import click

from app.cli.speech import Speech
from app.locales import LOCALES
from app.settings import Settings, SiteFolder, find_site, settings_from
from app.wording import LANGUAGE

Command = TypeVar("Command", bound=Callable[..., object])


@dataclass
class Asked:
    """What a command line asks for beside its command: what it names last; None for what it does not name."""

    site: Path | None = None
    language: str | None = None

    def settings(self) -> Settings:
        """The settings. Raises SiteError."""
        found = settings_from(os.environ)
        return replace(found, site=self.site or found.site, lang=self.language or found.lang)

    def folder(self) -> SiteFolder:
        """The site. Raises SiteError."""
        return find_site(self.settings())

    def speech(self) -> Speech:
        """In the language that is asked for, also where another setting cannot be; English where it itself cannot."""
        lang = self.language or os.environ.get("DATGANIAD_LANG", "")
        return Speech(lang if lang in LOCALES else LANGUAGE, self.folder)


def _note(context: click.Context, parameter: click.Parameter, value: object) -> None:
    asked = context.ensure_object(Asked)
    if value is not None:
        setattr(asked, str(parameter.name), value)


def asked_options(command: Command) -> Command:
    """Gives a command the two options."""
    site = click.option(
        "--site",
        metavar="DIR",
        type=click.Path(path_type=Path, file_okay=False),
        expose_value=False,
        callback=_note,
        help="The site's folder (DATGANIAD_SITE; else this one).",
    )
    lang = click.option(
        "--lang",
        "language",  # sign-off has an argument by the other name
        type=click.Choice(tuple(LOCALES)),
        expose_value=False,
        callback=_note,
        help="The language of what is told (DATGANIAD_LANG; else English).",
    )
    return site(lang(command))


def settings_of(context: click.Context) -> Settings:
    """The settings that a command is given. Raises SiteError."""
    return context.ensure_object(Asked).settings()


def site_of(context: click.Context) -> SiteFolder:
    """The site that a command is about. Raises SiteError."""
    return context.ensure_object(Asked).folder()


def speech_of(context: click.Context) -> Speech:
    """How a command speaks to people."""
    return context.ensure_object(Asked).speech()
