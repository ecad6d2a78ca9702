"""`datganiad export`: writes the whole public site as static files."""

import hashlib
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path

import click

from app import urls
from app.cli.asked import asked_options, site_of, speech_of
from app.cli.publish import change_lines, waiting_lines
from app.cli.speech import Speech
from app.cli.telling import as_json, cores, format_option, now, progress, prove
from app.edition.publish import publish as publish_site
from app.edition.query import Edition
from app.edition.store import open_for_reading
from app.errors import PdfError
from app.export.caddy import caddy
from app.export.changes import Changes, Kind
from app.export.hosts import READ_LINES, Rules, headers, ignored, nginx, redirects
from app.export.names import CADDY, HEADERS, IGNORED, NGINX, REDIRECTS
from app.export.site import Answered, Ask, Site, export_site
from app.export.target import target_of
from app.locales import clock_time, long_date
from app.pages.addresses import gone_addresses, moved_addresses
from app.pages.shell import Offer, View
from app.pages.units import Unit, changed_units, everything_shared, public_units
from app.pdf import REMEDY, what_is_missing
from app.settings import HOUSE, SiteFolder
from app.sharing import collect_seldom
from app.urls import read_base_url
from app.web import Asker
from app.web.headers import A_DAY, FOR_EVER, PAGE, REVALIDATE, caching, site_headers
from app.wording import Wording

_CODE = HOUSE / "app"

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
    form: str,
) -> None:
    """Writes the whole public site into DIR as static files, and publishes what is ready first.

    DIR is the old site or the new one, never half of each, and files that others have put there stay. Beside the pages
    are _redirects, _headers, _nginx.conf and _Caddyfile, for the host. It says when to run it again, because an embargo
    ends.

    \b
    Example: datganiad export public --base-url https://newyddion.example
    """
    collect_seldom()
    if pdf and (missing := what_is_missing()):
        raise PdfError(Wording("no PDF can be made without the libraries %(names)s", names=missing), REMEDY)
    home, say = site_of(context), speech_of(context)
    own = (home.content, home.translations, home.root / "templates", home.templates, home.instance, _CODE)
    target = target_of(folder, Path.cwd(), own)
    at = now()
    if not check:
        _publish(home, at, verify, say)
    offer = Offer(search=search_url, remember=False, pdf=pdf, base_url=base_url or "")
    edition = Edition(home, open_for_reading(home.edition))
    with edition.snapshot():
        at = max(at, edition.published_at())  # a clock that went back takes nothing back
        site = _site(home, edition, at, offer, compressed=not no_compressed)
        again = edition.next_change(at)
    with progress(say(Wording("Exporting"))) as tick:
        found = export_site(target, site, check=check, verify=verify, processes=cores(), progress=tick)
    with closing(found) as changes:
        if form == "json":
            as_json(_row(changes, again))
        else:
            _tell(changes, folder, again, say, check=check)
        lines = site.files[REDIRECTS].count(b"\n")
        if lines > READ_LINES and changes.brings(REDIRECTS):
            told = Wording(
                "%(file)s has %(lines)s lines; Cloudflare Pages reads the first %(read)s, and leads nobody on from the "
                "others; those of files are last.",
                file=str(folder / REDIRECTS),
                lines=f"{lines:,}",
                read=f"{READ_LINES:,}",
            )
            say.tell(told, err=True)
        if check and changes.any:
            context.exit(1)


def _publish(home: SiteFolder, at: datetime, verify: bool, say: Speech) -> None:
    """Publishes what is ready, and says on stderr what went live and what waits."""
    with progress(say(Wording("Publishing"))) as tick:
        report = publish_site(home, now=at, proof=prove, progress=tick, processes=cores(), verify=verify)
    news = chain(waiting_lines(report), change_lines(report, say.lang))
    for line in islice(news, SHOWN):
        say.tell(line, err=True)
    more = sum(1 for _ in news)
    if more:
        say.tell(Wording("… and %(count)s more", count=more), err=True)


def _site(home: SiteFolder, edition: Edition, at: datetime, offer: Offer, *, compressed: bool) -> Site:
    """What is exported of the edition at this moment. compressed: with .br and .gz."""
    number = edition.number()
    interface = offer.at_home(edition.interface())
    view = View(edition, interface, next(iter(interface.sites)), at, offer)
    statics = _statics(interface.static)
    rules = Rules(
        moved=moved_addresses(view),
        gone=gone_addresses(view),
        everywhere=site_headers(offer.search or ""),
        pages=caching(PAGE),
        missing=caching(REVALIDATE),
        files=FOR_EVER,
        plain=A_DAY,
        static=statics,
        langs=tuple(interface.sites),
    )
    static = Unit("static", f"{interface.static}", lambda: dict.fromkeys(statics, 200))

    def changed(mark: str) -> list[Unit] | None:
        names = edition.changed_since(mark, at)
        return None if names is None else list(changed_units(view, names))

    return Site(
        units=lambda: [*public_units(view, edition.changed_at(at)), static],
        changed=changed,
        mark=edition.mark(at),
        files={
            REDIRECTS: redirects(rules),
            HEADERS: headers(rules),
            NGINX: nginx(rules),
            CADDY: caddy(rules),
            IGNORED: ignored(),
        },
        shared=f"{everything_shared(view)} {offer} {compressed}",
        code=_code(),
        asking=partial(_asking, home, at, offer, compressed=compressed),
        settled=lambda: edition.number() == number,
    )


def _code() -> str:
    """A digest of the program that makes the pages."""
    code = hashlib.sha256()
    for path in sorted(_CODE.rglob("*.py")):
        code.update(path.read_bytes())
    return code.hexdigest()


def _asking(home: SiteFolder, at: datetime, offer: Offer, *, compressed: bool) -> Ask:
    """Asks the application at one moment for all: what it answers is what is exported."""
    asker = Asker(home, at, offer)

    def ask(path: str) -> Answered:
        status, body, codings = asker.ask(path)
        return Answered(status, body, codings if compressed else {})

    return ask


def _statics(digests: Mapping[str, str]) -> Mapping[str, str]:
    """How long a static file may be kept, by its address, with its digest in the name and without."""
    named = {urls.static(name, digest): FOR_EVER for name, digest in digests.items()}
    return {**named, **{f"/static/{name}": A_DAY for name in digests}}


def _row(changes: Changes, again: datetime | None) -> dict[str, object]:
    return {
        "added": [*changes.names("added")],
        "changed": [*changes.names("changed")],
        "removed": [*changes.names("removed")],
        "unchanged": changes.kept,
        "run_again_at": again.isoformat() if again else None,
    }


def _tell(changes: Changes, folder: Path, again: datetime | None, say: Speech, *, check: bool) -> None:
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
    if again:
        day, time = long_date(say.lang, again), clock_time(again)
        say.tell(Wording("Run it again on %(day)s at %(time)s: then an embargo ends.", day=day, time=time))
