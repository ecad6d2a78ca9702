"""A release, or the interface, put together from its files: read, localised and checked."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from app import locales, model
from app.catalogue.interface import interface_messages
from app.catalogue.read import completed, read_catalogue
from app.checks import (
    Knowledge,
    Seal,
    check_messages,
    check_seals,
    message_pairs,
    read_seal,
    release_pairs,
    run,
    seal_digest,
    site_pairs,
    source_pairs,
)
from app.content.release import parse_release
from app.content.site import parse_site
from app.edition.sources import Sources, hosts_bytes, static_paths
from app.edition.values import Interface
from app.errors import FileError
from app.hosts import read_hosts
from app.localise import localise, localise_site
from app.model import Catalogue, Finding, LocalisedBlock, LocalisedRelease, Release, Site
from app.settings import HOUSE, SITE_PATH, SiteFolder, house_messages
from app.wording import Wording

TEMPLATE_LANGUAGE = "en"
"""The language of the msgids in templates/."""

FEW = 150
"""Releases up to which a second process would take longer to start than it saves."""
TOGETHER = 8
"""Releases that a process is given at a time."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A release in every language, with what the checks found.

    release: None where its file cannot be read. seals: of each translation, by language.
    """

    sources: Sources
    release: Release | None
    localised: Mapping[str, LocalisedRelease]
    findings: tuple[Finding, ...]
    seals: Mapping[str, Seal | None] = field(default_factory=dict)

    @property
    def summary(self) -> tuple[Finding, ...]:
        """The findings for a list of them: of a catalogue that is not there, one in place of one for each message."""
        files, name = self.sources.files, self.sources.name.removeprefix("releases/")
        found: dict[Finding, None] = {}
        for each in self.findings:
            if each.check == "missing" and each.path not in files:
                what = Wording("there is no translation yet, and no file for one")
                fix = Wording("run '%(command)s', which makes it", command=f"datganiad translations update {name}")
                each = Finding(each.path, 1, "error", "missing", what, fix)
            found[each] = None
        return tuple(found)


def assemble(folder: SiteFolder, sources: Sources, knowledge: Knowledge | None = None) -> Assembled:
    """The release of these bytes. What is wrong with them is a finding; nothing is raised.

    Without knowledge, only what can hold a release is looked for: errors.
    """
    data = sources.files[sources.path]
    if data is None:
        gone = Finding(
            sources.path,
            1,
            "error",
            "file",
            Wording("the file cannot be read"),
            Wording("look at its name and permissions, or put it back"),
        )
        return Assembled(sources, None, {}, (gone,))
    try:
        release = parse_release(data, sources.path)
    except FileError as error:
        return Assembled(sources, None, {}, (Finding.of(error, "content"),))
    localised: dict[str, LocalisedRelease] = {release.source: localise(release, None, release.source)}
    hosts, _ = read_hosts(sources.hosts)
    findings: list[Finding] = []
    unread: list[Finding] = []
    seals: dict[str, Seal | None] = {}
    for lang in (code for code in locales.LOCALES if code != release.source):
        path = folder.relative(folder.catalogue(lang, release.name))
        catalogue = _catalogue(sources.files.get(path), path, lang, unread)
        localised[lang] = localise(release, catalogue, lang)
        if not unread:
            findings += run(release_pairs(localised[release.source], localised[lang], path), knowledge, hosts)
        digest = seal_digest(localised[release.source], localised[lang])
        seals[lang] = read_seal(catalogue.headers, digest) if catalogue else None
    own, *others = localised.values()
    of_source = run(source_pairs(own, *others), knowledge, hosts)
    told = dict.fromkeys((*unread, *of_source, *findings))  # a message that is used twice, once
    return Assembled(sources, release, localised, tuple(told), seals)


def seal_findings(folder: SiteFolder, assembled: Assembled, *, required: bool) -> tuple[Finding, ...]:
    """What is wrong with the seals of a release. required: as site.yaml says in require_sign_off."""
    name = assembled.sources.name
    paths = {lang: folder.relative(folder.catalogue(lang, name)) for lang in assembled.seals}
    return check_seals(name, assembled.seals, paths, required=required)


def assemble_interface(
    folder: SiteFolder, files: Mapping[str, bytes], knowledge: Knowledge | None = None
) -> tuple[Interface | None, tuple[Finding, ...]]:
    """The interface, whole in both languages, or None and what it lacks. knowledge: as in assemble()."""
    findings: list[Finding] = []
    # No part of its digest: the interface stays whole when the table changes, and one that is not is looked at again.
    hosts, _ = read_hosts(hosts_bytes(folder))
    root = folder.relative(folder.templates)
    try:
        templates = {
            path.removeprefix(f"{root}/"): data.decode("utf-8")
            for path, data in files.items()
            if path.startswith(f"{root}/") and path.endswith(".html")
        }
        messages = (*interface_messages(templates), *check_messages())
        site = parse_site(files.get(SITE_PATH, b""))
    except FileError as error:
        return None, (Finding.of(error, "interface"),)
    except UnicodeDecodeError as error:
        what = Wording("a template is not UTF-8: %(why)s", why=error.reason)
        return None, (Finding(root, 1, "error", "interface", what, Wording("save the file as UTF-8")),)
    if folder.base_url:
        site = replace(site, base_url=folder.base_url)
    catalogues = {
        (lang, name): _catalogue(files.get(path), path, lang, findings)
        for lang in site.languages
        for name in ("messages", "site")
        for path in [folder.relative(folder.catalogue(lang, name))]
    }
    if findings:
        return None, tuple(findings)
    for lang in site.languages:
        catalogues[lang, "messages"] = with_house_messages(folder, catalogues[lang, "messages"], lang)
    sites = {lang: localise_site(site, catalogues[lang, "site"], lang) for lang in site.languages}
    source = localise_site(site, None, site.source)
    for lang in site.languages:
        path = folder.relative(folder.catalogue(lang, "messages"))
        findings += run(message_pairs(messages, catalogues[lang, "messages"], lang, path, TEMPLATE_LANGUAGE), knowledge)
        path = folder.relative(folder.catalogue(lang, "site"))
        findings += run(site_pairs(source, sites[lang], path), knowledge, hosts)
    findings += _shared_topic_slugs(sites)
    if any(finding.level == "error" for finding in findings):
        return None, tuple(findings)
    words = {
        lang: {
            message.key: _forms(catalogues[lang, "messages"], message, len(locales.LOCALES[lang].plural_names))
            for message in messages
        }
        for lang in site.languages
    }
    static = {path.relative_to(folder.static).as_posix(): files[folder.relative(path)] for path in static_paths(folder)}
    digests = {name: hashlib.sha256(data).hexdigest()[:16] for name, data in static.items()}
    return Interface(words, sites, templates, digests), tuple(findings)


def with_house_messages(folder: SiteFolder, own: Catalogue | None, lang: str) -> Catalogue | None:
    """A site's messages.po, with what it does not have of the one that comes with the program.

    So a new version of the program, which says more, needs no translator before it can be used.
    """
    if folder.catalogue(lang, "messages") == house_messages(lang):
        return own
    return completed(own, read_house_messages(lang))


def read_house_messages(lang: str) -> Catalogue:
    """The messages.po that comes with the program."""
    path = house_messages(lang)
    return read_catalogue(path.read_bytes(), SiteFolder(HOUSE).relative(path), lang)


def read_words(folder: SiteFolder, name: str, lang: str) -> Catalogue | None:
    """The words of the interface as they count: "messages" or "site". None without a file. Raises CatalogueError."""
    path = folder.catalogue(lang, name)
    own = read_catalogue(path.read_bytes(), folder.relative(path), lang) if path.exists() else None
    return with_house_messages(folder, own, lang) if name == "messages" else own


def _forms(catalogue: Catalogue | None, message: model.Message, plurals: int) -> tuple[str, ...]:
    found = catalogue.translations.get(message.key) if catalogue else None
    if message.msgid_plural is None:
        own: tuple[str, ...] = (message.msgid,)
    else:
        own = (message.msgid, *[message.msgid_plural] * (plurals - 1))
    return tuple(text if text.strip() else own[index] for index, text in enumerate(found.msgstr)) if found else own


def _shared_topic_slugs(sites: Mapping[str, Site[LocalisedBlock]]) -> Iterator[Finding]:
    for site in sites.values():
        taken: dict[str, str] = {}
        for topic in site.topics:
            slug = topic.slug
            if slug.text in taken:
                what = Wording(
                    "topics '%(key)s' and '%(other)s' share the slug '%(slug)s'",
                    key=taken[slug.text],
                    other=topic.key,
                    slug=slug.text,
                )
                yield Finding(slug.path, slug.line, "error", "address", what, Wording("give each its own"))
            taken[slug.text] = topic.key


def _catalogue(data: bytes | None, path: str, lang: str, findings: list[Finding]) -> Catalogue | None:
    if data is None:
        return None
    try:
        return read_catalogue(data, path, lang)
    except FileError as error:
        findings.append(Finding.of(error, "catalogue"))
        return None
