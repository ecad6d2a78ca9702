"""A release and a catalogue, brought together: the release in one language.

Takes values, gives values. A text that has no translation is marked as missing; it never falls back.
"""

from app.content.blocks import needs_translation
from app.content.messages import message_context
from app.model import (
    Block,
    Catalogue,
    Contact,
    Correction,
    LocalisedBlock,
    LocalisedRelease,
    Release,
    Site,
    SupportService,
    TextState,
    Topic,
    Withdrawal,
)
from app.settings import SITE_PATH


def localise(release: Release, catalogue: Catalogue | None, lang: str) -> LocalisedRelease:
    """The release in a language: as written in its source language, else as the catalogue has it."""
    voice = _Voice(release.path, lang, release.source == lang, catalogue)
    withdrawn = release.withdrawn
    return LocalisedRelease(
        name=release.name,
        lang=lang,
        source=release.source,
        year=release.year,
        title=voice.block(release.title),
        slug=voice.block(release.slug),
        summary=voice.block(release.summary),
        body=tuple(voice.block(block) for block in release.body),
        notes=tuple(voice.block(block) for block in release.notes),
        published=release.published,
        topics=release.topics,
        contacts=release.contacts,
        support=release.support,
        corrections=tuple(Correction(item.at, voice.block(item.note)) for item in release.corrections),
        withdrawn=Withdrawal(withdrawn.at, voice.block(withdrawn.reason)) if withdrawn else None,
        quick_exit=release.quick_exit,
    )


def localise_site(site: Site[Block], catalogue: Catalogue | None, lang: str) -> Site[LocalisedBlock]:
    """The site in a language. In its source language a filled msgstr changes the wording, an empty one leaves it."""
    voice = _Voice(SITE_PATH, lang, site.source == lang, catalogue)
    return Site(
        base_url=site.base_url,
        languages=site.languages,
        source=site.source,
        quick_exit=site.quick_exit,
        translation_memory=site.translation_memory,
        require_sign_off=site.require_sign_off,
        organisation=voice.block(site.organisation),
        strapline=voice.block(site.strapline),
        description=voice.block(site.description),
        notice=voice.block(site.notice),
        topics=tuple(Topic(item.key, voice.block(item.name), voice.block(item.slug)) for item in site.topics),
        contacts=tuple(
            Contact(item.key, voice.block(item.name), voice.block(item.hours), item.phone, item.email)
            for item in site.contacts
        ),
        support=tuple(
            SupportService(
                item.key,
                voice.block(item.name),
                voice.block(item.about),
                item.phone,
                item.email,
                item.url,
                item.answers,
            )
            for item in site.support
        ),
    )


class _Voice:
    """One language's way to say each block."""

    def __init__(self, path: str, lang: str, is_source: bool, catalogue: Catalogue | None) -> None:
        self.path = path
        self.lang = lang
        self.is_source = is_source
        self.catalogue = catalogue

    def block(self, block: Block) -> LocalisedBlock:
        text, state, path, line, flags = self.words(block)
        return LocalisedBlock(
            role=block.role,
            text=text,
            lang=self.lang,
            state=state,
            path=path,
            line=line,
            flags=flags,
            anchor=block.anchor,
            level=block.level,
            ordinal=block.ordinal,
            spoken=block.spoken,
            children=tuple(self.block(child) for child in block.children),
        )

    def words(self, block: Block) -> tuple[str, TextState, str, int, tuple[str, ...]]:
        own = (block.text, TextState.SOURCE, self.path, block.line, ())
        if not needs_translation(block):
            return own
        nothing = own if self.is_source else ("", TextState.MISSING, self.path, block.line, ())
        key = (message_context(block.role), block.text)
        found = self.catalogue.translations.get(key) if self.catalogue else None
        if self.catalogue is None or found is None:
            return nothing
        flags = tuple(sorted(found.flags))
        here = (self.catalogue.path, found.msgstr_line, flags)
        if not found.filled:
            return own if self.is_source else ("", TextState.MISSING, *here)
        if found.fuzzy:
            return found.msgstr[0], TextState.FUZZY, *here
        return found.msgstr[0], TextState.TRANSLATED, *here
