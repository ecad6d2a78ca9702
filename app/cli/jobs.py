"""Every .po file of a site, with the messages that belong in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.catalogue.interface import interface_messages
from app.checks import check_messages
from app.cli.names import INTERFACE, named
from app.content.messages import release_messages, site_messages
from app.content.release import parse_release
from app.content.site import parse_site
from app.edition.assembly import TEMPLATE_LANGUAGE
from app.edition.sources import release_paths
from app.errors import ContentError, FileError
from app.locales import LOCALES
from app.model import Message
from app.settings import SITE_PATH, SiteFolder
from app.wording import Wording


@dataclass(frozen=True, slots=True)
class Job:
    """One .po file.

    name: "messages", "site" or that of a release. lang, source: of the translations and of the messages; the same where
    a catalogue may change the wording of its own language. about: the path of what it translates.
    """

    name: str
    lang: str
    source: str
    about: str
    messages: tuple[Message, ...]


def catalogue_jobs(folder: SiteFolder, names: tuple[str, ...] = ()) -> Iterator[Job | FileError]:
    """The files that the site should have, or those of names; an error in place of what cannot be read.

    Raises SiteError for a name that nothing has.
    """
    paths = named(release_paths(folder), names)
    if not names or INTERFACE in names:
        yield from _interface_jobs(folder)
    for path in paths:
        try:
            release = parse_release((folder.root / path).read_bytes(), path)
        except FileError as error:
            yield error
            continue
        except OSError as error:
            what = Wording("the file cannot be read (%(why)s)", why=error.strerror)
            yield ContentError(path, 1, what, Wording("look at its permissions, or put it back"))
            continue
        found = release_messages(release)
        for lang in LOCALES:
            if lang != release.source:
                yield Job(release.name, lang, release.source, path, found)


def _interface_jobs(folder: SiteFolder) -> Iterator[Job | FileError]:
    try:
        messages = messages_of_interface(folder)
        for lang in LOCALES:
            yield Job("messages", lang, TEMPLATE_LANGUAGE, "templates/", messages)
    except FileError as error:
        yield error
    try:
        site = parse_site(folder.site_yaml.read_bytes())
        for lang in LOCALES:
            yield Job("site", lang, site.source, SITE_PATH, site_messages(site))
    except FileError as error:
        yield error


def messages_of_interface(folder: SiteFolder) -> tuple[Message, ...]:
    """What belongs into messages.po: the words of the templates, and those of the checks. Raises TemplateError."""
    templates = {
        path.relative_to(folder.templates).as_posix(): path.read_text("utf-8")
        for path in folder.templates.rglob("*.html")
    }
    return (*interface_messages(templates), *check_messages())
