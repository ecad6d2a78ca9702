"""The public site of an edition, put into a folder: at one moment, as often as it is asked for."""

import hashlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache, partial
from pathlib import Path

from app import urls
from app.cli.speech import Speech
from app.cli.telling import cores, progress
from app.edition.query import Edition
from app.edition.store import open_for_reading
from app.export.caddy import caddy
from app.export.changes import Changes
from app.export.hosts import Rules, headers, ignored, nginx, redirects
from app.export.names import CADDY, HEADERS, IGNORED, NGINX, REDIRECTS
from app.export.site import Answered, Ask, Site, export_site
from app.pages.addresses import gone_addresses, moved_addresses
from app.pages.shell import Offer, View
from app.pages.units import Unit, changed_units, everything_shared, public_units
from app.settings import HOUSE, SiteFolder
from app.web import Asker
from app.web.headers import A_DAY, FOR_EVER, PAGE, REVALIDATE, caching, site_headers
from app.wording import Wording

_CODE = HOUSE / "app"


@dataclass(frozen=True, slots=True)
class Exported:
    """What a run did. changes: to be closed. again: when the next embargo ends. redirects: lines of the host's file."""

    changes: Changes
    again: datetime | None
    redirects: int


@dataclass(frozen=True, slots=True)
class Exporter:
    """Puts a site into a folder. target: as target_of() gives it. compressed: with .br and .gz."""

    home: SiteFolder
    target: Path
    offer: Offer
    compressed: bool
    say: Speech

    def run(self, at: datetime, *, check: bool = False, verify: bool = False) -> Exported:
        """Brings the folder up to date with the edition. at: aware. check, verify: as of export_site().

        Raises SiteError or EditionError; the folder is as it was.
        """
        with closing(open_for_reading(self.home.edition)) as connection:
            edition = Edition(self.home, connection)
            with edition.snapshot():
                at = max(at, edition.published_at())  # a clock that went back takes nothing back
                site = _site(self.home, edition, at, self.offer, compressed=self.compressed)
                again = edition.next_change(at)
            with progress(self.say(Wording("Exporting"))) as tick:
                changes = export_site(self.target, site, check=check, verify=verify, processes=cores(), progress=tick)
        return Exported(changes, again, site.files[REDIRECTS].count(b"\n"))


def _site(home: SiteFolder, edition: Edition, at: datetime, offer: Offer, *, compressed: bool) -> Site:
    """What is exported of the edition at this moment. compressed: with .br and .gz."""
    token = edition.token()
    known = edition.interface()
    own, interface = known.sites[known.site.source], offer.at_home(known)
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
        owner={"organisation": own.organisation.text, "address": own.base_url},
        units=lambda: [*public_units(view), static],
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
        settled=lambda: _token(home) == token,
    )


def _token(home: SiteFolder) -> str:
    """Which edition a site has by now: the file that was opened may have been taken away since."""
    with closing(open_for_reading(home.edition)) as connection:
        edition = Edition(home, connection)
        with edition.snapshot():
            return edition.token()


@cache
def _code() -> str:
    """A digest of the program that makes the pages, as it was when this process began to."""
    code = hashlib.sha256()
    for path in sorted(_CODE.rglob("*.py")):
        code.update(path.read_bytes())
    return code.hexdigest()


def _asking(home: SiteFolder, at: datetime, offer: Offer, *, compressed: bool) -> Ask:
    """Asks the application at one moment for all: what it answers is what is exported."""
    asker = _asker(home, offer)
    asker.at = at

    def ask(path: str) -> Answered:
        status, body, codings = asker.ask(path)
        return Answered(status, body, codings if compressed else {})

    return ask


@lru_cache(maxsize=1)
def _asker(home: SiteFolder, offer: Offer) -> Asker:
    """The application, which a process that exports again and again need not make anew."""
    return Asker(home, offer)


def _statics(digests: Mapping[str, str]) -> Mapping[str, str]:
    """How long a static file may be kept, by its address, with its digest in the name and without."""
    named = {urls.static(name, digest): FOR_EVER for name, digest in digests.items()}
    return {**named, **{f"/static/{name}": A_DAY for name in digests}}
