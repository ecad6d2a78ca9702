"""`datganiad translations update`: brings every .po file up to date."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress

import click

from app.catalogue.edit import encoded
from app.catalogue.memory import Memory, offer, wants_offers
from app.catalogue.merge import Merged, merge
from app.catalogue.po import PoFile, read_po
from app.catalogue.save import save
from app.cli.jobs import Job, catalogue_jobs
from app.cli.site import site_option
from app.cli.telling import now, progress, site_of
from app.content.site import parse_site
from app.errors import CatalogueError, DatganiadError, FileError
from app.locales import LOCALES
from app.settings import SITE_PATH, SiteFolder
from app.sharing import collect_seldom

_KINDS = {
    "new": "new",
    "changed": "changed and now fuzzy",
    "typographic": "kept though spaces, quote marks or dashes changed",
    "returned": "back with their translation",
    "obsolete": "taken out and now obsolete",
}


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit code 1 if a file is out of date.")
@click.option(
    "--memory/--no-memory",
    default=None,
    help="Offer what was translated elsewhere in the site (else as site.yaml says; it does unless told not to).",
)
@site_option
@click.pass_context
def update(context: click.Context, only_check: bool, memory: bool | None) -> None:
    """Brings every .po file up to date with the templates, site.yaml and the releases.

    A file with nothing to do is not touched. A file that somebody saves meanwhile is left as it was saved. A release
    that cannot be read is told and left out, with exit code 2.

    \b
    Example: datganiad translations update
    """
    collect_seldom()
    folder = site_of(context)
    run = _Update(folder, write=not only_check, remembers=_remembers(folder, memory))
    with progress("Updating") as tick:
        run.all(list(catalogue_jobs(folder)), tick)
    word = "out of date" if only_check else "brought up to date"
    click.echo(f"{run.stale} of {run.read} files {word}." if run.stale else "Every file is up to date.", err=True)
    if run.broken:
        context.exit(2)
    if only_check and run.stale:
        context.exit(1)


def _remembers(folder: SiteFolder, told: bool | None) -> bool:
    if told is not None:
        return told
    try:
        return parse_site((folder.root / SITE_PATH).read_bytes()).translation_memory
    except (FileError, OSError):
        return True  # what is wrong with site.yaml is told by its own job


class _Update:
    """One run over the files. The memory is made of all files as they are after it, so that twice is once."""

    def __init__(self, folder: SiteFolder, *, write: bool, remembers: bool) -> None:
        self.folder = folder
        self.write = write
        self.remembers = remembers
        self.memories: defaultdict[str, Memory] = defaultdict(Memory)
        self.read = self.stale = self.broken = 0

    def all(self, jobs: list[Job | FileError], tick: Callable[[int, int], None]) -> None:
        later = []
        for done, job in enumerate(jobs):
            tick(done, len(jobs))
            if isinstance(job, FileError):
                self.tell(job)
            elif self.one(job, None):
                later.append(job)
        self.left_alone(jobs)
        for job in later:
            self.one(job, self.memories[job.lang])

    def one(self, job: Job, memory: Memory | None) -> bool:
        """Brings one file up to date, and says whether it has to wait for the memory."""
        try:
            path = self.folder.catalogue(job.lang, job.name)
            data = path.read_bytes() if path.exists() else None
            shown = self.folder.relative(path)
            po = read_po(data, shown) if data is not None else None
            merged = merge(po, job.messages, path=shown, lang=job.lang, about=job.about, now=now())
            if memory is None and self.remembers and job.lang != job.source:
                self.learn(merged.po, job.lang, job.source)
                if wants_offers(merged.po):
                    return True
            fresh = encoded(offer(merged.po, memory) if memory else merged.po)
            self.read += 1
            if save(path, fresh, expected=data) if self.write else fresh != data:
                self.stale += 1
                _report(merged, fresh)
        except DatganiadError as error:
            self.tell(error)
        return False

    def left_alone(self, jobs: list[Job | FileError]) -> None:
        """Tells of the files that nothing asks for any more, and remembers their translations."""
        asked = {self.folder.catalogue(job.lang, job.name) for job in jobs if isinstance(job, Job)}
        unread = {job.path.removeprefix("content/").removesuffix(".md") for job in jobs if isinstance(job, FileError)}
        for lang in LOCALES:
            root = self.folder.root / "translations" / lang / "LC_MESSAGES"
            for path in sorted(set(root.rglob("*.po")) - asked):
                name = path.relative_to(root).as_posix().removesuffix(".po")
                if path.name.startswith(".") or name in unread:
                    continue
                shown = self.folder.relative(path)
                click.echo(
                    f"{shown}: content/{name}.md is not there, or not in another language; left as it is", err=True
                )
                with suppress(CatalogueError):
                    if self.remembers:
                        self.learn(
                            read_po(path.read_bytes(), shown), lang, next(each for each in LOCALES if each != lang)
                        )

    def learn(self, po: PoFile, lang: str, source: str) -> None:
        self.memories[lang].learn(po)
        self.memories[source].learn(po, backwards=True)

    def tell(self, error: DatganiadError) -> None:
        click.echo(f"datganiad: {error}", err=True)
        self.broken += 1


def _report(merged: Merged, fresh: bytes) -> None:
    """One line for the file, and one for each translation that was kept though its source looks different now."""
    counts = [f"{len(keys)} {words}" for kind, words in _KINDS.items() if (keys := getattr(merged, kind))]
    click.echo(f"{merged.po.path}: {', '.join(counts) or 'places and notes alone'}")
    if merged.typographic:
        lines = _lines(read_po(fresh, merged.po.path))
        for key in merged.typographic:
            what = "the translation stays: only spaces, quote marks or dashes of its source changed"
            click.echo(f"{merged.po.path}:{lines[key]}: {what}; look whether its own should", err=True)


def _lines(po: PoFile) -> dict[tuple[str | None, str], int]:
    return {
        entry.key: entry.translation.line
        for entry in po.entries
        if entry.key and entry.translation and not entry.obsolete
    }
