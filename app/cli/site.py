"""`--site DIR`: the folder of the site that a command is about, before its name or after it."""

import os
from dataclasses import replace
from pathlib import Path

import click

from app.settings import settings_from


def _choose(context: click.Context, _parameter: click.Parameter, site: Path | None) -> None:
    """The settings with the site that was named last; as the context above has them where none was."""
    if site is not None:
        context.obj = replace(context.obj or settings_from(os.environ), site=site)


site_option = click.option(
    "--site",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    expose_value=False,
    callback=_choose,
    help="The site's folder (DATGANIAD_SITE; else this one).",
)
