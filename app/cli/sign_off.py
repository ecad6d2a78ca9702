"""`datganiad sign-off`: seals a translation."""

import click

from app.catalogue.edit import encoded
from app.catalogue.header import with_headers
from app.catalogue.po import read_po
from app.catalogue.save import save
from app.checks import seal_digest, seal_headers
from app.cli.asked import asked_options, site_of, speech_of
from app.cli.names import INTERFACE, named, read_names
from app.cli.telling import now
from app.edition.assembly import assemble
from app.edition.sources import read_sources, release_paths
from app.errors import SiteError
from app.locales import LOCALES
from app.wording import Wording


@click.command("sign-off")
@click.argument("lang", type=click.Choice(sorted(LOCALES)))
@click.argument("name")
@click.option("--by", "who", metavar="WHO", help="Who signs, as the seal will say.")
@click.option("--remove", is_flag=True, help="Take the seal away.")
@asked_options
@click.pass_context
def sign_off(context: click.Context, lang: str, name: str, who: str | None, remove: bool) -> None:
    """Seals a translation: who signed it off, when, and a digest of both languages, in its .po file.

    LANG is the language of the translation, NAME a release or page ("2018/operation-netsafe", "pages/about", or its
    .md or .po file). A later change of either language breaks the seal; `check` and `translations status` say so.

    \b
    Example: datganiad sign-off cy 2018/operation-netsafe --by "A. Translator"
    """
    folder, say = site_of(context), speech_of(context)
    who = " ".join((who or "").split())
    if not who and not remove:
        raise SiteError(Wording("nobody is named"), Wording("say who signs: --by WHO"))
    names = read_names(folder, (name,))
    if INTERFACE in names:
        what = Wording("the interface has no seal")
        raise SiteError(what, Wording("a seal is of a release or a page: name one"))
    path, *_ = named(release_paths(folder), names)
    sources = read_sources(folder, path)
    assembled = assemble(folder, sources)
    release = assembled.release
    if release is None:
        what = Wording("%(file)s cannot be read", file=path)
        raise SiteError(what, Wording("datganiad check %(name)s says why", name=name))
    if lang == release.source:
        others = ", ".join(each for each in LOCALES if each != lang)
        what = Wording("%(file)s is written in %(language)s", file=path, language=LOCALES[lang].english)
        raise SiteError(what, Wording("a seal is of its translation: %(codes)s", codes=others))
    errors = [finding for finding in assembled.findings if finding.level == "error"]
    if errors and not remove:
        what = Wording("there is something to mend first: %(finding)s", finding=errors[0].told)
        if len(errors) > 1:
            what = Wording("%(what)s (and %(count)s more)", what=what, count=len(errors) - 1)
        raise SiteError(what, Wording("datganiad check %(name)s lists it", name=name))
    file = folder.catalogue(lang, release.name)
    data = sources.files.get(folder.relative(file))
    if data is None:
        what = Wording("%(file)s is not there", file=folder.relative(file))
        raise SiteError(what, Wording("datganiad translations update makes it"))
    digest = seal_digest(assembled.localised[release.source], assembled.localised[lang])
    fields = seal_headers(who, now(), digest)
    po = with_headers(read_po(data, folder.relative(file)), dict.fromkeys(fields) if remove else fields)
    save(file, encoded(po), expected=data)
    if remove:
        say.tell(Wording("%(file)s: the seal is taken away.", file=folder.relative(file)))
    else:
        say.tell(Wording("%(file)s: signed off by %(who)s.", file=folder.relative(file), who=who))
