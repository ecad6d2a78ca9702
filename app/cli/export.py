"""`datganiad export`: writes the whole public site as static files."""

import shlex
import subprocess
from contextlib import closing
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

import click

from app.cli.asked import asked_options, site_of, speech_of
from app.cli.exporting import Exported, Exporter
from app.cli.following import Told, stop_when_told
from app.cli.following import follow as follow_files
from app.cli.publish import change_lines, waiting_lines
from app.cli.speech import Speech
from app.cli.telling import as_json, cores, format_option, now, progress, prove
from app.edition.publish import publish as publish_site
from app.errors import DatganiadError, EditionError, PdfError, ProcessError
from app.export.changes import Kind
from app.export.hosts import READ_LINES
from app.export.names import REDIRECTS
from app.export.target import target_of
from app.locales import clock_time, long_date
from app.pages.shell import Offer
from app.pdf import REMEDY, what_is_missing
from app.settings import HOUSE, SiteFolder
from app.sharing import collect_seldom
from app.urls import read_base_url
from app.wording import Wording

SHOWN = 20
"""Names of files of each kind that are told to people; JSON has them all."""


def _address(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return read_base_url(value)
    except ValueError as error:
        raise click.BadParameter(f"{error}") from None


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--base-url", callback=_address, help="The site's public address, in place of the one in site.yaml.")
@click.option("--search-url", callback=_address, help="The server that answers searches; without it there are none.")
@click.option("--pdf", is_flag=True, help="With each release as PDF.")
@click.option("--no-compressed", is_flag=True, help="Without .br and .gz, for a host that compresses by itself.")
@click.option("--check", is_flag=True, help="Only say what would change, and publish nothing; exit code 1 if it would.")
@click.option("--verify", is_flag=True, help="Read every file, also those that should be unchanged.")
@click.option("--follow", is_flag=True, help="Stay, and export again whenever a file changes or an embargo ends.")
@click.option("--then", default="", metavar="COMMAND", help="With --follow: run this after each export that changed.")
@format_option
@asked_options
@click.pass_context
def export(
    context: click.Context,
    folder: Path,
    base_url: str | None,
    search_url: str | None,
    pdf: bool,
    no_compressed: bool,
    check: bool,
    verify: bool,
    follow: bool,
    then: str,
    form: str,
) -> None:
    """Writes the whole public site into DIR as static files, and publishes what is ready first.

    DIR is the old site or the new one, never half of each, and files that others have put there stay. Beside the pages
    are _redirects, _headers, _nginx.conf and _Caddyfile, for the host. It says when to run it again, because an embargo
    ends; with --follow it need not be.

    \b
    Example: datganiad export public --base-url https://newyddion.example
    """
    if follow and (check or form == "json"):
        raise click.UsageError("--follow goes with neither --check nor --format json")
    if then and not follow:
        raise click.UsageError("--then goes with --follow alone; after a single export, write the command behind it")
    collect_seldom()
    if pdf and (missing := what_is_missing()):
        raise PdfError(Wording("no PDF can be made without the libraries %(names)s", names=missing), REMEDY)
    home, say = site_of(context), speech_of(context)
    own = (home.content, home.translations, home.root / "templates", home.templates, home.instance, HOUSE / "app")
    offer = Offer(search=search_url, remember=False, pdf=pdf, base_url=base_url or "")
    exporter = Exporter(home, target_of(folder, Path.cwd(), own), offer, not no_compressed, say)
    at = now()
    waits = frozenset[str]() if check else _publish(home, at, verify, say)
    try:
        exported = exporter.run(at, check=check, verify=verify)
    except EditionError as error:
        if not follow:
            raise
        say.tell_error(error)  # it may be that nothing can be published yet
        _follow(exporter, folder, then, waits)
        return
    with closing(exported.changes) as changes:
        if form == "json":
            as_json(_row(exported))
        else:
            _tell(exported, folder, say, check=check, last=not follow)
        _tell_long(exported, folder, say)
        if check and changes.any:
            context.exit(1)
    if follow:
        _follow(exporter, folder, then, waits)


def _follow(exporter: Exporter, folder: Path, then: str, waits: Told) -> None:
    """Exports again whenever something was published or an embargo ended, until it is told to stop.

    then: a command to be run after each export that changed something, and after the first; empty for none.
    waits: what was told of what waits.
    """
    say = exporter.say
    stop = stop_when_told()
    owed = bool(then)

    def again(at: datetime) -> list[str]:
        nonlocal owed
        try:
            exported = exporter.run(at)
            with closing(exported.changes) as changes:
                if changes.any:
                    owed = bool(then)
                    _tell(exported, folder, say, check=False, last=False)
                    _tell_long(exported, folder, say)
            if owed:
                _run(then)
                owed = False
        except DatganiadError as error:
            return [say.failure(error)]
        return []

    say.tell(Wording("%(folder)s follows the files  (Ctrl-C stops it)", folder=str(folder)), err=True)
    follow_files(exporter.home, say, stop, waits, again)


def _run(command: str) -> None:
    """Runs a command of the one who exports. Raises ProcessError where it fails."""
    try:
        code = subprocess.run(shlex.split(command), check=False).returncode  # noqa: S603 - as they typed it
        why = Wording("exit code %(code)s", code=code)
    except (OSError, ValueError) as error:
        code, why = 1, Wording("it cannot be run: %(why)s", why=str(error))
    if code:
        what = Wording("'%(command)s' failed (%(why)s)", command=command, why=why)
        raise ProcessError(what, Wording("mend it; it is run again in a minute, and after the next change"))


def _publish(home: SiteFolder, at: datetime, verify: bool, say: Speech) -> Told:
    """Publishes what is ready, and says on stderr what went live and what waits. Gives the lines of what waits."""
    with progress(say(Wording("Publishing"))) as tick:
        report = publish_site(home, now=at, proof=prove, progress=tick, processes=cores(), verify=verify)
    waits = list(waiting_lines(report))
    news = chain(waits, change_lines(report, say.lang))
    for line in islice(news, SHOWN):
        say.tell(line, err=True)
    more = sum(1 for _ in news)
    if more:
        say.tell(Wording("… and %(count)s more", count=more), err=True)
    return Told(map(say, waits))


def _row(exported: Exported) -> dict[str, object]:
    changes, again = exported.changes, exported.again
    return {
        "added": [*changes.names("added")],
        "changed": [*changes.names("changed")],
        "removed": [*changes.names("removed")],
        "unchanged": changes.kept,
        "run_again_at": again.isoformat() if again else None,
    }


def _tell_long(exported: Exported, folder: Path, say: Speech) -> None:
    """Says where a host would not read all of what leads on."""
    if exported.redirects > READ_LINES and exported.changes.brings(REDIRECTS):
        told = Wording(
            "%(file)s has %(lines)s lines; Cloudflare Pages reads the first %(read)s, and leads nobody on from the "
            "others; those of files are last.",
            file=str(folder / REDIRECTS),
            lines=f"{exported.redirects:,}",
            read=f"{READ_LINES:,}",
        )
        say.tell(told, err=True)


def _tell(exported: Exported, folder: Path, say: Speech, *, check: bool, last: bool) -> None:
    """Says what a run changed. last: and when the next one is due."""
    changes = exported.changes
    words: dict[Kind, Wording] = {
        "added": Wording("new"),
        "changed": Wording("changed"),
        "removed": Wording("removed"),
    }
    for kind, word in words.items():
        for name in changes.names(kind, SHOWN):
            say.tell(Wording("%(kind)s: %(name)s", kind=word, name=name))
        more = changes.count(kind) - SHOWN
        if more > 0:
            say.tell(Wording("%(kind)s: %(count)s more", kind=word, count=more))
    counts = Wording(
        "%(folder)s: %(new)s new, %(changed)s changed, %(removed)s removed, %(kept)s unchanged files",
        folder=str(folder),
        new=changes.count("added"),
        changed=changes.count("changed"),
        removed=changes.count("removed"),
        kept=changes.kept,
    )
    done = Wording("%(counts)s.", counts=counts)
    say.tell(Wording("%(counts)s (would be written).", counts=counts) if check else done)
    if last and exported.again:
        day, time = long_date(say.lang, exported.again), clock_time(exported.again)
        say.tell(Wording("Run it again on %(day)s at %(time)s: then an embargo ends.", day=day, time=time))
