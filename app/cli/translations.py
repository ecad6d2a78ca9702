"""`datganiad translations`: keeps the .po files up to date, and says what is left to do."""

import click

from app.cli.site import site_option
from app.cli.status import status
from app.cli.update import update


@click.group()
@site_option
def translations() -> None:
    """Keeps the .po files up to date, and says what is left to do.

    \b
    Example: datganiad translations status
    """


for command in (status, update):
    translations.add_command(command)
