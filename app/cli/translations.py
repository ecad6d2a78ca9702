"""`datganiad translations`: keeps the .po files up to date, and says what is left to do."""

import click

from app.cli.asked import asked_options
from app.cli.status import status
from app.cli.update import update


@click.group()
@asked_options
def translations() -> None:
    """Keeps the .po files up to date, and says what is left to do.

    \b
    Example: datganiad translations status
    """


for command in (status, update):
    translations.add_command(command)
