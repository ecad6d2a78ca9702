"""`datganiad sign-off`: seals a translation."""

import click

from app.catalogue.edit import encoded
from app.catalogue.header import with_headers
from app.catalogue.po import read_po
from app.catalogue.save import save
from app.checks import seal_digest, seal_headers
from app.cli.names import INTERFACE, named, read_names
from app.cli.site import site_option
from app.cli.telling import now, site_of
from app.edition.assembly import assemble
from app.edition.sources import read_sources, release_paths
from app.errors import SiteError
from app.locales import LOCALES


@click.command("sign-off")
@click.argument("lang", type=click.Choice(sorted(LOCALES)))
@click.argument("name")
@click.option("--by", "who", metavar="WHO", help="Who signs, as the seal will say.")
@click.option("--remove", is_flag=True, help="Take the seal away.")
@site_option
@click.pass_context
def sign_off(context: click.Context, lang: str, name: str, who: str | None, remove: bool) -> None:
    """Seals a translation: who signed it off, when, and a digest of both languages, in its .po file.

    LANG is the language of the translation, NAME a release or page ("2018/operation-netsafe", "pages/about", or its
    .md or .po file). A later change of either language breaks the seal; `check` and `translations status` say so.

    \b
    Example: datganiad sign-off cy 2018/operation-netsafe --by "A. Translator"
    """
    folder = site_of(context)
    who = " ".join((who or "").split())
    if not who and not remove:
        raise SiteError("nobody is named", "say who signs: --by WHO")
    names = read_names(folder, (name,))
    if INTERFACE in names:
        raise SiteError("the interface has no seal", "a seal is of a release or a page: name one")
    path, *_ = named(release_paths(folder), names)
    sources = read_sources(folder, path)
    assembled = assemble(folder, sources)
    release = assembled.release
    if release is None:
        raise SiteError(f"{path} cannot be read", f"datganiad check {name}")
    if lang == release.source:
        others = ", ".join(each for each in LOCALES if each != lang)
        raise SiteError(f"{path} is written in {LOCALES[lang].english}", f"a seal is of its translation: {others}")
    errors = [finding for finding in assembled.findings if finding.level == "error"]
    if errors and not remove:
        rest = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise SiteError(f"there is something to mend first: {errors[0]}{rest}", f"datganiad check {name} lists it")
    file = folder.catalogue(lang, release.name)
    data = sources.files.get(folder.relative(file))
    if data is None:
        raise SiteError(f"{folder.relative(file)} is not there", "datganiad translations update makes it")
    digest = seal_digest(assembled.localised[release.source], assembled.localised[lang])
    fields = seal_headers(who, now(), digest)
    po = with_headers(read_po(data, folder.relative(file)), dict.fromkeys(fields) if remove else fields)
    save(file, encoded(po), expected=data)
    click.echo(f"{folder.relative(file)}: {'the seal is taken away' if remove else f'signed off by {who}'}.")
