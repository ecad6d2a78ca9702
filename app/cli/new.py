"""`datganiad new`: starts a release, from a text if there is one."""

import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import click
import yaml

from app.cli.asked import asked_options, site_of, speech_of
from app.cli.telling import now
from app.content.incoming import Incoming, from_markdown, from_text
from app.content.release import decode
from app.content.site import parse_site
from app.content.slug import remedy
from app.content.word import from_word
from app.errors import ContentError, SiteError
from app.locales import LOCALES, LONDON
from app.model import TO_WRITE
from app.wording import Wording

_DRAFT_TIME = timedelta(days=1)


@click.command()
@click.argument("slug")
@click.option(
    "--source", type=click.Choice(sorted(LOCALES)), help="The language it is written in (else the site's first)."
)
@click.option(
    "--from",
    "text",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A .txt, .md or .docx to begin with.",
)
@asked_options
@click.pass_context
def new(context: click.Context, slug: str, source: str | None, text: Path | None) -> None:
    """Starts a release as a draft, from a .txt, .md or .docx file if one is given.

    The first paragraph of the file becomes the headline, the second the summary, the rest the text, unless a .md file
    has a head with a title or a summary. An embargo above the headline becomes the time in 'published'. What cannot
    come along as it stands is told.

    \b
    Example: datganiad new new-bus-shelter --source en
    """
    fix = remedy(slug)
    if fix is not None:
        raise SiteError(Wording("'%(slug)s' is not a slug", slug=slug), fix)
    folder, say = site_of(context), speech_of(context)
    source = source or parse_site(folder.site_yaml.read_bytes()).languages[0]
    incoming = _incoming(text, source) if text else Incoming()
    tomorrow = (now() + _DRAFT_TIME).astimezone(LONDON).replace(hour=9, minute=0, second=0, microsecond=0)
    published = incoming.embargo or tomorrow
    path = folder.content / "releases" / str(published.year) / f"{slug}.md"
    _write_new(path, _draft(incoming, source, published))
    click.echo(folder.relative(path))
    for line in incoming.told:
        say.tell(line, err=True)
    told = Wording("It is a draft: write it, run 'datganiad translations update', and take 'draft: true' out.")
    say.tell(told, err=True)


def _draft(text: Incoming, source: str, published: datetime) -> str:
    front = {"title": text.title or TO_WRITE, "summary": text.summary or TO_WRITE}
    matter = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
    return (
        f"---\n{matter}published: {published:%Y-%m-%d %H:%M}\nsource: {source}\ntopics: []\ncontacts: []\nsupport: []\n"
        f"draft: true\n---\n{text.body or TO_WRITE}\n"
    )


def _incoming(path: Path, source: str) -> Incoming:
    """A text as a release. Raises ContentError if the file is not what its name says."""
    match path.suffix.lower():
        case ".docx":
            return from_word(path.read_bytes(), path.name, source)
        case ".txt":
            return from_text(decode(path.read_bytes(), path.name), source)
        case ".md":
            return from_markdown(decode(path.read_bytes(), path.name), path.name)
    what = Wording("a release begins with a .txt, .md or .docx file")
    raise ContentError(path.name, 1, what, Wording("save it as one of these"))


def _write_new(path: Path, text: str) -> None:
    """Writes the file whole, and never over one that is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).chmod(0o644)
        os.link(temporary, path)
    except FileExistsError:
        what = Wording("%(file)s is there already", file=path.name)
        raise SiteError(what, Wording("choose another slug, or write in that file")) from None
    finally:
        Path(temporary).unlink(missing_ok=True)
