"""Takes arguments, gives printed lines and an exit code: 0 done, 1 findings, 2 wrong use or bad input.

With web/ it alone reads the clock and the environment. Results go to stdout, the rest to stderr.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from app.cli.audit import audit
from app.cli.check import check
from app.cli.export import export
from app.cli.new import new
from app.cli.publish import publish
from app.cli.serve import serve
from app.cli.sign_off import sign_off
from app.cli.translations import translations
from app.errors import DatganiadError
from app.settings import settings_from


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    help="The site's folder (DATGANIAD_SITE; else this one).",
)
@click.version_option(package_name="datganiad")
@click.pass_context
def datganiad(context: click.Context, site: Path | None) -> None:
    """Publishes news releases in Welsh and English: both, or neither.

    \b
    Example: datganiad serve
    """
    settings = settings_from(os.environ)
    context.obj = replace(settings, site=site) if site is not None else settings


for command in (audit, check, export, new, publish, serve, sign_off, translations):
    datganiad.add_command(command)


def main() -> None:
    """Runs the command line. No traceback reaches a writer: an error is one line that ends in the way out."""
    try:
        code = datganiad.main(standalone_mode=False)  # outside of standalone mode, exit(1) is what it returns
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except DatganiadError as error:
        click.echo(f"datganiad: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"datganiad: {where}{error.strerror or error}; look at the disk and its permissions", err=True)
        sys.exit(2)
    sys.exit(code)
