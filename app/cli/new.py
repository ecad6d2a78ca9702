"""`datganiad new`: starts a release, from a text if there is one."""

import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import click
import docx
import yaml
from docx.text.paragraph import Paragraph

from app.cli.site import site_option
from app.cli.telling import now, site_of
from app.content.front_matter import split
from app.content.release import SLUG, decode
from app.content.site import parse_site
from app.errors import ContentError, SiteError
from app.locales import LOCALES, LONDON
from app.settings import SITE_PATH

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
@site_option
@click.pass_context
def new(context: click.Context, slug: str, source: str | None, text: Path | None) -> None:
    """Starts a release as a draft, from a .txt, .md or .docx file if one is given.

    The first paragraph of the file becomes the headline, the second the summary, the rest the text.

    \b
    Example: datganiad new new-bus-shelter --source en
    """
    if not SLUG.fullmatch(slug):
        raise SiteError(f"'{slug}' is not a slug", "write it with a-z, 0-9 and single hyphens, such as new-bus-shelter")
    folder = site_of(context)
    source = source or parse_site((folder.root / SITE_PATH).read_bytes()).languages[0]
    published = (now() + _DRAFT_TIME).astimezone(LONDON).replace(hour=9, minute=0, second=0, microsecond=0)
    path = folder.content / "releases" / str(published.year) / f"{slug}.md"
    _write_new(path, _draft(_paragraphs(text) if text else [], source, published))
    click.echo(folder.relative(path))
    click.echo("It is a draft: write it, run 'datganiad translations update', and take 'draft: true' out.", err=True)


def _draft(paragraphs: list[str], source: str, published: datetime) -> str:
    headline, summary, *rest = [*paragraphs, "", ""][: max(len(paragraphs), 2)]
    front = {"title": _plain(headline) or "…", "summary": _plain(summary) or "…"}
    matter = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
    body = "\n\n".join(rest) or "…"
    return (
        f"---\n{matter}published: {published:%Y-%m-%d %H:%M}\nsource: {source}\ntopics: []\ncontacts: []\nsupport: []\n"
        f"draft: true\n---\n{body}\n"
    )


def _paragraphs(path: Path) -> list[str]:
    """The paragraphs of a text, without front matter. Raises ContentError if the file is not what its name says."""
    if path.suffix.lower() == ".docx":
        try:
            document = docx.Document(str(path))
        except Exception as error:
            # python-docx raises whatever its parts raise: zipfile, lxml, KeyError.
            raise ContentError(
                path.name, 1, f"this is not a Word document ({error})", "save it again as .docx"
            ) from error
        found = [_docx_paragraph(paragraph) for paragraph in document.paragraphs]
        return [text for text in found if text]
    if path.suffix.lower() not in {".txt", ".md"}:
        raise ContentError(path.name, 1, "a release begins with a .txt, .md or .docx file", "save it as one of these")
    text = decode(path.read_bytes(), path.name)
    if text.startswith("---\n"):  # the head of another release: this one gets its own
        text = split(text, path.name)[1]
    blocks = text.split("\n\n")
    keep_lines = path.suffix.lower() == ".md"
    return [text for block in blocks if (text := block.strip() if keep_lines else " ".join(block.split()))]


def _docx_paragraph(paragraph: Paragraph) -> str:
    text = " ".join(paragraph.text.split())
    style = paragraph.style.name if paragraph.style is not None and paragraph.style.name else ""
    if text and style.startswith("Heading") and style[-1:].isdigit():
        return f"{'#' * max(2, min(4, int(style[-1])))} {text}"
    return f"- {text}" if text and style.startswith("List") else text


def _plain(text: str) -> str:
    return " ".join(text.lstrip("# ").split())


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
        raise SiteError(f"{path.name} is there already", "choose another slug, or write in that file") from None
    finally:
        Path(temporary).unlink(missing_ok=True)
