"""`datganiad translations update`: brings every .po file up to date."""

import time
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
from app.cli.asked import asked_options, site_of, speech_of
from app.cli.jobs import Job, catalogue_jobs
from app.cli.names import read_names
from app.cli.speech import Speech
from app.cli.telling import now, progress
from app.content.site import parse_site
from app.edition.assembly import TEMPLATE_LANGUAGE, read_house_messages
from app.edition.sources import release_paths
from app.errors import CatalogueError, DatganiadError, FileError
from app.locales import LOCALES
from app.settings import SiteFolder, house_messages, name_of
from app.sharing import collect_seldom
from app.wording import Wording

SETTLE_S = 0.1
"""For so long a file has to be as it is before it is read, in seconds."""
_LOOKS = 40
"""How often it is looked at before it is read in any case."""


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME…]")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit code 1 if a file is out of date.")
@click.option(
    "--memory/--no-memory",
    default=None,
    help="Offer what was translated elsewhere in the site (else as site.yaml says; it does unless told not to).",
)
@asked_options
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
    folder, say = site_of(context), speech_of(context)
    run = _Update(folder, say, write=not only_check, remembers=_remembers(folder, memory))
    with progress(say(Wording("Updating"))) as tick:
        jobs = list(catalogue_jobs(folder, read_names(folder, names)))
        (run.some if names else run.all)(jobs, tick)
    if run.stale and only_check:
        told = Wording("files out of date: %(count)s of %(all)s.", count=run.stale, all=run.read)
    elif run.stale:
        told = Wording("files brought up to date: %(count)s of %(all)s.", count=run.stale, all=run.read)
    elif run.broken:
        told = Wording("Everything else is up to date.")
    elif names:
        told = Wording("What is named is up to date.")
    else:
        told = Wording("Every file is up to date.")
    say.tell(told, err=True)
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

    def __init__(self, folder: SiteFolder, say: Speech, *, write: bool, remembers: bool) -> None:
        self.folder = folder
        self.say = say
        self.write = write
        self.remembers = remembers
        self.memories: defaultdict[str, Memory] = defaultdict(Memory)
        self.read = self.stale = self.broken = 0

    def all(self, jobs: list[Job | FileError], tick: Callable[[int, int], None]) -> None:
        """Brings every file up to date, for which these are the jobs."""
        begun = [job for job in jobs if isinstance(job, Job) and not self.folder.catalogue(job.lang, job.name).exists()]
        later = self.first(jobs, tick, self.learn)
        for lang, path in self.left_alone(jobs, begun):
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
            data = _settled(path)
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
                _report(merged, fresh, self.say)
            if po is not None and not any(entry.translation and entry.translation.msgid for entry in po.entries):
                what = Wording("%(catalogue)s held no message", catalogue=shown)
                hint = Wording("if it was cut off, put back the file as it was before")
                self.say.tell(Wording("%(problem)s; %(hint)s", problem=what, hint=hint), err=True)
        except DatganiadError as error:
            self.tell(error)
        return False

    def left_alone(self, jobs: list[Job | FileError], begun: list[Job]) -> Iterator[tuple[str, Path]]:
        """The files that nothing asks for any more, with their language; tells of each. begun: that had no file yet."""
        asked = {self.folder.catalogue(job.lang, job.name) for job in jobs if isinstance(job, Job)}
        unread = {name_of(job.path) for job in jobs if isinstance(job, FileError)}
        for (lang, name), path in _catalogues(self.folder).items():
            if path in asked or name in unread:
                continue
            told = Wording(
                "%(catalogue)s: %(file)s is not there, or not in another language; left as it is",
                catalogue=self.folder.relative(path),
                file=f"content/{name}.md",
            )
            self.say.tell(self.followed(lang, path, told, begun), err=True)
            yield lang, path

    def followed(self, lang: str, path: Path, told: Wording, begun: list[Job]) -> Wording:
        """What is told of a file that nothing asks for, with the way to go where its release has another name now."""
        with suppress(CatalogueError):
            po = read_po(path.read_bytes(), self.folder.relative(path))
            held = {entry.key for entry in po.entries if entry.key and not entry.obsolete}
            for job in begun:
                if job.lang == lang and 2 * len(held & {message.key for message in job.messages}) > len(held):
                    new = self.folder.relative(self.folder.catalogue(lang, job.name))
                    hint = Wording(
                        "if this is %(file)s now, run 'mv %(old)s %(new)s', and the update again",
                        file=job.about,
                        old=po.path,
                        new=new,
                    )
                    return Wording("%(problem)s; %(hint)s", problem=told, hint=hint)
        return told

    def learn_from(self, lang: str, path: Path) -> None:
        """Learns a file as it is."""
        with suppress(CatalogueError):
            self.learn(lang, read_po(path.read_bytes(), self.folder.relative(path)))

    def learn(self, lang: str, po: PoFile) -> None:
        self.memories[lang].learn(po)
        self.memories[next(each for each in LOCALES if each != lang)].learn(po, backwards=True)

    def tell(self, error: DatganiadError) -> None:
        self.say.tell_error(error)
        self.broken += 1


def _settled(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none. One that was written to just now is waited for.

    Some editors empty a file before they write it again: what stands in it between is not what was saved.
    """
    try:
        for _ in range(_LOOKS):
            if not 0 <= time.time() - path.stat().st_mtime < SETTLE_S:
                break
            time.sleep(SETTLE_S / 4)
        return path.read_bytes()
    except FileNotFoundError:
        return None


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


def _report(merged: Merged, fresh: bytes, say: Speech) -> None:
    """One line for the file, and one for each translation that was kept though its source looks different now."""
    path = merged.po.path
    what = ", ".join(map(say, _kinds(merged))) or say(Wording("places, notes or header alone"))
    click.echo(f"{path}: {what}")
    if merged.typographic:
        lines = _lines(read_po(fresh, path))
        what = Wording("the translation stays: only spaces, quote marks or dashes of its source changed")
        hint = Wording("look whether its own should")
        for key in merged.typographic:
            told = Wording("%(place)s: %(problem)s; %(hint)s", place=f"{path}:{lines[key]}", problem=what, hint=hint)
            say.tell(told, err=True)


def _kinds(merged: Merged) -> Iterator[Wording]:
    """What became of how many messages."""
    if merged.new:
        yield Wording("%(count)s new", count=len(merged.new))
    if merged.provided:
        yield Wording("%(count)s new, and translated with the program", count=len(merged.provided))
    if merged.changed:
        yield Wording("%(count)s changed and now fuzzy", count=len(merged.changed))
    if merged.typographic:
        yield Wording("%(count)s kept though spaces, quote marks or dashes changed", count=len(merged.typographic))
    if merged.returned:
        yield Wording("%(count)s back with their translation", count=len(merged.returned))
    if merged.obsolete:
        yield Wording("%(count)s taken out and now obsolete", count=len(merged.obsolete))


def _lines(po: PoFile) -> dict[tuple[str | None, str], int]:
    return {
        entry.key: entry.translation.line
        for entry in po.entries
        if entry.key and entry.translation and not entry.obsolete
    }
