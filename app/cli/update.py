"""`datganiad translations update`: brings every .po file up to date."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from app.catalogue.edit import encoded, fill
from app.catalogue.memory import Memory, offer, wants_offers
from app.catalogue.merge import Merged, merge
from app.catalogue.po import PoFile, read_po
from app.catalogue.save import save
from app.cli.jobs import Job, catalogue_jobs
from app.cli.names import read_names
from app.cli.site import site_option
from app.cli.telling import counted, now, progress, site_of
from app.content.site import parse_site
from app.edition.assembly import TEMPLATE_LANGUAGE, read_house_messages
from app.edition.sources import release_paths
from app.errors import CatalogueError, DatganiadError, FileError
from app.locales import LOCALES
from app.settings import SiteFolder, house_messages, name_of
from app.sharing import collect_seldom

_KINDS = {
    "new": "new",
    "provided": "new, and translated with the program",
    "changed": "changed and now fuzzy",
    "typographic": "kept though spaces, quote marks or dashes changed",
    "returned": "back with their translation",
    "obsolete": "taken out and now obsolete",
}


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME…]")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit code 1 if a file is out of date.")
@click.option(
    "--memory/--no-memory",
    default=None,
    help="Offer what was translated elsewhere in the site (else as site.yaml says; it does unless told not to).",
)
@site_option
@click.pass_context
def update(context: click.Context, names: tuple[str, ...], only_check: bool, memory: bool | None) -> None:
    """Brings every .po file up to date with the templates, site.yaml and the releases.

    NAME is a release or page ("2018/operation-netsafe", "pages/about", or its .md or .po file), or "interface" for
    messages.po and site.po; then no other file is touched. A file with nothing to do is not touched either. A file
    that somebody saves meanwhile is left as it was saved. A release that cannot be read is told and left out, with
    exit code 2.

    \b
    Example: datganiad translations update
    """
    collect_seldom()
    folder = site_of(context)
    run = _Update(folder, write=not only_check, remembers=_remembers(folder, memory))
    with progress("Updating") as tick:
        jobs = list(catalogue_jobs(folder, read_names(folder, names)))
        (run.some if names else run.all)(jobs, tick)
    word = "out of date" if only_check else "brought up to date"
    if run.stale:
        click.echo(f"{run.stale} of {counted(run.read, 'file')} {word}.", err=True)
    elif run.broken:
        click.echo("Everything else is up to date.", err=True)
    else:
        click.echo(f"{'What is named' if names else 'Every file'} is up to date.", err=True)
    if run.broken:
        context.exit(2)
    if only_check and run.stale:
        context.exit(1)


def _remembers(folder: SiteFolder, told: bool | None) -> bool:
    if told is not None:
        return told
    try:
        return parse_site(folder.site_yaml.read_bytes()).translation_memory
    except (FileError, OSError):
        return True  # what is wrong with site.yaml is told by its own job


class _Update:
    """One run over the files. The memory is of all files as they are after it, so that a second run changes none."""

    def __init__(self, folder: SiteFolder, *, write: bool, remembers: bool) -> None:
        self.folder = folder
        self.write = write
        self.remembers = remembers
        self.memories: defaultdict[str, Memory] = defaultdict(Memory)
        self.read = self.stale = self.broken = 0

    def all(self, jobs: list[Job | FileError], tick: Callable[[int, int], None]) -> None:
        """Brings every file up to date, for which these are the jobs."""
        later = self.first(jobs, tick, self.learn)
        for lang, path in self.left_alone(jobs):
            if self.remembers:
                self.learn_from(lang, path)
        for job in later:
            self.one(job, self.memories[job.lang])

    def some(self, jobs: list[Job | FileError], tick: Callable[[int, int], None]) -> None:
        """Brings a few files up to date. The others are read as they are, and only if the memory is wanted."""
        named: dict[str, PoFile] = {}
        later = self.first(jobs, tick, lambda _, po: named.update({po.path: po}))
        for lang, path in _translations(self.folder) if later else ():
            merged = named.get(self.folder.relative(path))
            if merged:
                self.learn(lang, merged)
            else:
                self.learn_from(lang, path)
        for job in later:
            self.one(job, self.memories[job.lang])

    def first(
        self, jobs: list[Job | FileError], tick: Callable[[int, int], None], learn: Callable[[str, PoFile], None]
    ) -> list[Job]:
        """Brings up to date what needs no memory, and gives the rest. learn: takes what the memory may learn."""
        later = []
        for done, job in enumerate(jobs):
            tick(done, len(jobs))
            if isinstance(job, FileError):
                self.tell(job)
            elif self.one(job, None, learn):
                later.append(job)
        return later

    def one(self, job: Job, memory: Memory | None, learn: Callable[[str, PoFile], None] | None = None) -> bool:
        """Brings one file up to date, and says whether it has to wait for the memory."""
        try:
            path = self.folder.catalogue(job.lang, job.name)
            data = path.read_bytes() if path.exists() else None
            shown = self.folder.relative(path)
            po = read_po(data, shown) if data is not None else None
            merged = merge(po, job.messages, path=shown, lang=job.lang, about=job.about, now=now())
            if job.name == "messages" and path != house_messages(job.lang):
                merged = _with_house_messages(merged, job.lang)
            if learn and self.remembers and job.lang != job.source:
                learn(job.lang, merged.po)
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

    def left_alone(self, jobs: list[Job | FileError]) -> Iterator[tuple[str, Path]]:
        """The files that nothing asks for any more, with their language; tells of each."""
        asked = {self.folder.catalogue(job.lang, job.name) for job in jobs if isinstance(job, Job)}
        unread = {name_of(job.path) for job in jobs if isinstance(job, FileError)}
        for (lang, name), path in _catalogues(self.folder).items():
            if path in asked or name in unread:
                continue
            shown = self.folder.relative(path)
            click.echo(f"{shown}: content/{name}.md is not there, or not in another language; left as it is", err=True)
            yield lang, path

    def learn_from(self, lang: str, path: Path) -> None:
        """Learns a file as it is."""
        with suppress(CatalogueError):
            self.learn(lang, read_po(path.read_bytes(), self.folder.relative(path)))

    def learn(self, lang: str, po: PoFile) -> None:
        self.memories[lang].learn(po)
        self.memories[next(each for each in LOCALES if each != lang)].learn(po, backwards=True)

    def tell(self, error: DatganiadError) -> None:
        click.echo(f"datganiad: {error}", err=True)
        self.broken += 1


def _catalogues(folder: SiteFolder) -> dict[tuple[str, str], Path]:
    """Every .po file that there is, by language and name, in order."""
    roots = {lang: folder.catalogues(lang) for lang in LOCALES}
    return {
        (lang, path.relative_to(root).as_posix().removesuffix(".po")): path
        for lang, root in roots.items()
        for path in sorted(root.rglob("*.po"))
        if not path.name.startswith(".")
    }


def _translations(folder: SiteFolder) -> Iterator[tuple[str, Path]]:
    """The .po files that translate, with their language, in the order in which a run over all files learns them."""
    there = _catalogues(folder)
    there.pop((TEMPLATE_LANGUAGE, "messages"), None)
    with suppress(FileError, OSError):
        there.pop((parse_site(folder.site_yaml.read_bytes()).source, "site"), None)
    releases = [name_of(path) for path in release_paths(folder)]
    known = dict.fromkeys(["messages", "site", *releases])
    wanted = [(lang, name) for name in known for lang in LOCALES]
    for lang, name in [*(each for each in wanted if each in there), *(each for each in there if each[1] not in known)]:
        yield lang, there[lang, name]


def _with_house_messages(merged: Merged, lang: str) -> Merged:
    """A site's messages.po; what is new in it is translated as in the one that comes with the program."""
    known = {key: found.msgstr for key, found in read_house_messages(lang).translations.items() if found.ready}
    words = {key: known[key] for key in merged.new if key in known}
    new = tuple(key for key in merged.new if key not in words)
    return replace(merged, po=fill(merged.po, words), new=new, provided=tuple(words))


def _report(merged: Merged, fresh: bytes) -> None:
    """One line for the file, and one for each translation that was kept though its source looks different now."""
    counts = [f"{len(keys)} {words}" for kind, words in _KINDS.items() if (keys := getattr(merged, kind))]
    click.echo(f"{merged.po.path}: {', '.join(counts) or 'places, notes or header alone'}")
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
