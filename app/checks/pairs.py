"""A text and its translation, side by side, as every check takes them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.locales import LOCALES
from app.model import Catalogue, LocalisedBlock, LocalisedRelease, Message, Site, TextState, Translation


class Pair(NamedTuple):
    """A source text and its translation. A tuple, because one is made for every message there is.

    lang, source_lang: of target and source; the same where a catalogue changes the wording of its own language.
    role: of the block, or msgctxt. path, line: where the translation stands, or has to; line 1-based.
    flags: of the catalogue entry. form: the CLDR category of a plural form; empty for a text without plural.
    message: what the forms of one message share. markdown: whether the text may hold inline Markdown.
    A text as its writer wrote it, without a translation, is in `target`, with the state SOURCE (see source_pairs).
    """

    source: str
    target: str
    lang: str
    role: str
    state: TextState
    path: str
    line: int
    flags: tuple[str, ...] = ()
    form: str = ""
    message: str = ""
    markdown: bool = True
    source_lang: str = ""

    @property
    def first_lang(self) -> str:
        """The language of the source; where there is none, of the text itself."""
        return self.source_lang or self.lang


def release_pairs(source: LocalisedRelease, target: LocalisedRelease, catalogue_path: str) -> Iterator[Pair]:
    """Every text of a release beside its translation. catalogue_path: where a missing one has to be written."""
    for left, right in zip(_release_blocks(source), _release_blocks(target), strict=True):
        yield from _block_pairs(left, right, catalogue_path)


def source_pairs(release: LocalisedRelease, *translations: LocalisedRelease) -> Iterator[Pair]:
    """Every text of a release as its writer wrote it, for checks of a text by itself.

    Its flags are those of its message: Markdown has no place for a flag, so the catalogue speaks for both languages.
    """
    for blocks in zip(*map(_release_blocks, (release, *translations)), strict=True):
        yield from _own_pairs(*blocks)


def site_pairs(source: Site[LocalisedBlock], target: Site[LocalisedBlock], catalogue_path: str) -> Iterator[Pair]:
    """Every text of site.yaml beside its translation."""
    for left, right in zip(_site_blocks(source), _site_blocks(target), strict=True):
        yield from _block_pairs(left, right, catalogue_path)


def message_pairs(
    messages: Iterable[Message], catalogue: Catalogue | None, lang: str, path: str, source: str
) -> Iterator[Pair]:
    """Every message of the interface beside its translation, one pair for each plural form.

    source: the language of the templates, in which an empty msgstr means the msgid as it stands.
    """
    for message in messages:
        found = catalogue.translations.get(message.key) if catalogue else None
        forms = LOCALES[lang].plural_names if message.msgid_plural is not None else ("",)
        for index, form in enumerate(forms):
            target = found.msgstr[index] if found and index < len(found.msgstr) else ""
            text = message.msgid if not index or message.msgid_plural is None else message.msgid_plural
            if _lacks_words(target, text):
                state = TextState.SOURCE if lang == source else TextState.MISSING
            else:
                state = TextState.FUZZY if found and found.fuzzy else TextState.TRANSLATED
            yield Pair(
                source=text,
                target=target,
                lang=lang,
                role=message.msgctxt or "",
                state=state,
                path=path,
                line=found.line_of(index) if found else 1,
                flags=tuple(sorted(found.flags)) if found else (),
                form=form,
                message=repr(message.key),
                markdown=False,
                source_lang=source,
            )


def catalogue_pairs(
    translations: Iterable[Translation], lang: str, source: str, path: str, *, markdown: bool = False
) -> Iterator[Pair]:
    """Every translation of a .po file beside its msgid, whatever the file belongs to, one pair for each plural form.

    source: the language of the msgids. path: of the file. markdown: whether it has what stands in content/.
    """
    names = LOCALES[lang].plural_names
    for found in translations:
        msgid, msgctxt, flags = found.msgid, found.msgctxt, found.flags
        message = msgid if msgctxt is None else f"{msgctxt}\4{msgid}"
        told = tuple(sorted(flags)) if flags else ()
        if found.msgid_plural is None:
            target = found.msgstr[0]
            # Arguments by place, not by name, which is quicker: nearly every message comes by here.
            state = TextState.FUZZY if "fuzzy" in flags else TextState.TRANSLATED
            state = TextState.MISSING if _lacks_words(target, msgid) else state
            line = found.msgstr_line
            yield Pair(msgid, target, lang, msgctxt or "", state, path, line, told, "", message, markdown, source)
            continue
        for index, form in enumerate(names):
            target = found.msgstr[index] if index < len(found.msgstr) else ""
            state = TextState.FUZZY if found.fuzzy else TextState.TRANSLATED
            yield Pair(
                source=found.msgid_plural if index else msgid,
                target=target,
                lang=lang,
                role=msgctxt or "",
                state=TextState.MISSING if _lacks_words(target, msgid) else state,
                path=path,
                line=found.line_of(index),
                flags=told,
                form=form,
                message=message,
                markdown=markdown,
                source_lang=source,
            )


def _lacks_words(target: str, source: str) -> bool:
    """Whether a translation has no words though its source has. A message may be a space, but only in others' files."""
    return not target.strip() and (not target or bool(source.strip()))


def _own_pairs(block: LocalisedBlock, *translations: LocalisedBlock) -> Iterator[Pair]:
    if block.text:
        yield Pair(
            source="",
            target=block.text,
            lang=block.lang,
            role=block.role,
            state=TextState.SOURCE,
            path=block.path,
            line=block.line,
            flags=tuple(flag for each in translations for flag in each.flags),
            message=repr((block.role, block.text)),
            source_lang=block.lang,
        )
    for children in zip(block.children, *(each.children for each in translations), strict=True):
        yield from _own_pairs(*children)


def _block_pairs(source: LocalisedBlock, target: LocalisedBlock, catalogue_path: str) -> Iterator[Pair]:
    # A figure such as "2,000" is written alike in both; but a site's words may be given others in their own language.
    if source.text and (target.state is not TextState.SOURCE or target.lang == source.lang):
        known = target.path == catalogue_path
        yield Pair(
            source=source.text,
            target=target.text,
            lang=target.lang,
            role=target.role,
            state=target.state,
            path=catalogue_path,
            line=target.line if known else 1,
            flags=target.flags,
            message=repr((source.role, source.text)),
            source_lang=source.lang,
        )
    for left, right in zip(source.children, target.children, strict=True):
        yield from _block_pairs(left, right, catalogue_path)


def release_texts(
    source: LocalisedRelease, target: LocalisedRelease
) -> Iterator[tuple[LocalisedBlock, LocalisedBlock]]:
    """Every block of a release beside itself in another language, containers and all."""
    for left, right in zip(_release_blocks(source), _release_blocks(target), strict=True):
        yield from _with_children(left, right)


def _with_children(source: LocalisedBlock, target: LocalisedBlock) -> Iterator[tuple[LocalisedBlock, LocalisedBlock]]:
    yield source, target
    for left, right in zip(source.children, target.children, strict=True):
        yield from _with_children(left, right)


def _release_blocks(release: LocalisedRelease) -> Iterator[LocalisedBlock]:
    yield from (release.title, release.slug, release.summary, *release.body, *release.notes)
    yield from (item.note for item in release.corrections)
    if release.withdrawn:
        yield release.withdrawn.reason


def _site_blocks(site: Site[LocalisedBlock]) -> Iterator[LocalisedBlock]:
    yield from (site.organisation, site.strapline, site.description, site.notice)
    for topic in site.topics:
        yield from (topic.name, topic.slug)
    for contact in site.contacts:
        yield from (contact.name, contact.hours)
    for service in site.support:
        yield from (service.name, service.about)
