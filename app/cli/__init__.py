"""Takes arguments, gives printed lines and an exit code: 0 done, 1 findings, 2 wrong use or bad input.

With web/ it alone reads the clock and the environment. Results go to stdout, the rest to stderr.
"""

import sys
from importlib import import_module

import click

from app.cli.asked import Asked, asked_options
from app.errors import DatganiadError
from app.wording import Quoted, Wording

COMMANDS = {
    "audit": "Prints the record of what went live when, and proves that no line of it was changed.",
    "check": "Prints what is wrong with the texts as file:line: level: check: what, and the fix.",
    "export": "Writes the whole public site into DIR as static files, and publishes what is ready first.",
    "new": "Starts a release as a draft, from a .txt, .md or .docx file if one is given.",
    "publish": "Brings the edition up to date, and says what went live, what waits and why.",
    "serve": "Publishes what is ready, serves it, and follows changes in the files.",
    "sign-off": "Seals a translation: who signed it off, when, and a digest of both languages, in its .po file.",
    "translations": "Keeps the .po files up to date, and says what is left to do.",
}
"""What each command does, by name: the first sentence of its own help."""


class _Commands(click.Group):
    """The commands, each with a module of its name, imported when it is called: a page of help needs none."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        word = name.replace("-", "_")
        command: click.Command = getattr(import_module(f"app.cli.{word}"), word)
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@asked_options
@click.version_option(package_name="datganiad")
def datganiad() -> None:
    """Publishes news releases in Welsh and English: both, or neither.

    \b
    Example: datganiad serve
    """


def main() -> None:
    """Runs the command line. No traceback reaches a writer: an error is one line that ends in the way out."""
    asked = Asked()
    try:
        # Outside of standalone mode, exit(1) is what it returns.
        code = datganiad.main(standalone_mode=False, obj=asked)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except DatganiadError as error:
        asked.speech().tell_error(error)
        sys.exit(2)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        hint = Wording("look at the disk and its permissions")
        asked.speech().tell_error(DatganiadError(Quoted(f"{where}{error.strerror or error}"), hint))
        sys.exit(2)
    sys.exit(code)
