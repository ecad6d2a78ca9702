"""A .po file brought up to date with the messages of today.

What did not change keeps its lines to the byte. A changed text keeps its old translation as fuzzy, with the old text
in "#|"; one that returns to its old words gets its translation back; one that was taken out becomes obsolete, and
comes back with its translation. A change of spaces, quote marks and dashes alone keeps the translation.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.catalogue.contexts import rejoined
from app.catalogue.edit import (
    as_obsolete,
    message_of,
    recalled,
    with_comments,
    with_flag,
    with_msgstr,
    with_previous,
    with_source,
)
from app.catalogue.entry import Key, PoEntry
from app.catalogue.header import with_header, with_headers
from app.catalogue.likeness import gaps, matches, typographic_form
from app.catalogue.memory import is_offer
from app.catalogue.po import PoFile, read_po
from app.catalogue.write import DATES, comment_lines, comments, empty_translation, header, header_date, source_fields
from app.locales import LOCALES
from app.model import Message, Translation

_CHANGED = 'Changed since it was translated: "#|" has the text of then.'
_CHANGED_NOTE = re.compile(re.escape(_CHANGED) + r" \[([0-9a-f]{12})\]")


@dataclass(frozen=True, slots=True)
class Merged:
    """A file brought up to date. po: the file. Of each kind of change, the messages, by key.

    new: without any translation. provided: new, and translated with the program.
    changed: fuzzy, because their text changed. typographic: kept, though spaces, quote marks or dashes of the source
    changed. returned: back from obsolete or from other words. obsolete: taken out.
    """

    po: PoFile
    new: tuple[Key, ...] = ()
    provided: tuple[Key, ...] = ()
    changed: tuple[Key, ...] = ()
    typographic: tuple[Key, ...] = ()
    returned: tuple[Key, ...] = ()
    obsolete: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A message of today with every place it stands in."""

    message: Message
    references: tuple[str, ...]


def merge(po: PoFile | None, messages: Iterable[Message], *, path: str, lang: str, about: str, now: datetime) -> Merged:
    """The file with these messages, in their order; a new file, if there is none.

    path: of the file, relative to the site. about: what it translates, for its first line. The line numbers of the
    entries are those of the file as it was.
    """
    wanted = _gather(messages)
    if po is None:
        entries = [_new_entry(item, lang, "\n") for item in wanted.values()]
        text = header(lang, about, now) + "".join(f"\n{entry.raw}" for entry in entries)
        return Merged(read_po(text.encode(), path), new=tuple(wanted))
    if all(entry.key != (None, "") for entry in po.entries):
        po = with_header(po, header(lang, about, now))
    # As Poedit leaves a date that was not there. Babel then does not read the file at all.
    undated = [name for name in DATES if po.headers().get(name) == ""]
    if undated:
        po = with_headers(po, dict.fromkeys(undated, header_date(now)))
    return _Merge(po, wanted, lang).merged()


def _gather(messages: Iterable[Message]) -> dict[Key, _Wanted]:
    wanted: dict[Key, _Wanted] = {}
    for message in messages:
        reference = f"{message.path}:{message.line}"
        known = wanted.get(message.key)
        references = (*known.references, reference) if known else (reference,)
        wanted[message.key] = _Wanted(known.message if known else message, references)
    return wanted


def _new_entry(item: _Wanted, lang: str, newline: str) -> PoEntry:
    message = item.message
    raw = comments(message.comments, item.references) + source_fields(message) + empty_translation(message, lang)
    translation = Translation(message.msgid, message.msgctxt, message.msgid_plural, ("",), frozenset(), 0, 0)
    return PoEntry(newline, raw.replace("\n", newline), translation)


class _Merge:
    def __init__(self, po: PoFile, wanted: dict[Key, _Wanted], lang: str) -> None:
        po, self.rejoined = rejoined(po, {key: item.message for key, item in wanted.items()})
        self.po = po
        self.wanted = wanted
        self.lang = lang
        self.newline = po.newline
        self.live = {entry.key: entry for entry in po.entries if entry.key and entry.key[1] and not entry.obsolete}
        self.obsolete = {
            entry.key: recalled(entry, po.encoding) for entry in po.entries if entry.key and entry.obsolete
        }
        self.taken: set[Key] = set()
        self.news: dict[str, list[Key]] = {name: [] for name in Merged.__slots__ if name != "po"}

    def merged(self) -> Merged:
        sources = self.sources()
        entries = [entry for entry in self.po.entries if entry.key == (None, "") and not entry.obsolete]
        for key, item in self.wanted.items():
            old = self.live.get(key) or self.obsolete.get(key) or sources.get(key)
            if old is None:
                self.news["new"].append(key)
                entries.append(_new_entry(item, self.lang, self.newline))
                continue
            assert old.key is not None
            self.taken.add(old.key)
            entries.append(self.carried(old, item))
        for entry in self.po.entries:
            if (entry.key == (None, "") and not entry.obsolete) or entry.key in self.taken:
                continue
            entries += self.left_over(entry)
        news = {name: tuple(keys) for name, keys in self.news.items()}
        return Merged(replace(self.po, entries=tuple(self.spaced(entries))), **news)

    def spaced(self, entries: list[PoEntry]) -> Iterable[PoEntry]:
        """Entries with a blank line between them; the blank lines that were there stay."""
        last = len(entries) - 1
        for place, entry in enumerate(entries):
            lead = entry.lead or (self.newline if place else "")
            raw = entry.raw if place == last or entry.raw.endswith("\n") else entry.raw + self.newline
            yield entry if (lead, raw) == (entry.lead, entry.raw) else replace(entry, lead=lead, raw=raw)

    # What a message of today is made from

    def sources(self) -> dict[Key, PoEntry]:
        """For new texts, the entry whose translation they carry on."""
        entries = self.obsolete | self.live
        known = entries.keys()
        spare = {key: entry for key, entry in entries.items() if key not in self.wanted and self.serves(entry)}
        previous = {key: before for key, entry in spare.items() if (before := _before(entry))}
        found = {
            before: key
            for key, before in previous.items()
            if before in self.wanted and before not in known and self.returns(spare[key], self.wanted[before].message)
        }
        taken = set(found.values())
        for fresh, gone in gaps(list(self.wanted), list(self.live)):
            fresh = [key for key in fresh if key not in known and key not in found]
            gone = [key for key in gone if key in spare and key not in taken]
            if fresh and gone:
                found |= matches(fresh, gone, previous)
        left = [key for key in self.wanted if key not in known and key not in found]
        if left:
            taken = set(found.values())
            forms = {(key[0], typographic_form(key[1])): key for key in spare if key not in taken}
            for key in left:
                old = forms.pop((key[0], typographic_form(key[1])), None)
                if old is not None:
                    found[key] = old
        return {new: entries[old] for new, old in found.items() if self.fits(entries[old], self.wanted[new].message)}

    @staticmethod
    def serves(entry: PoEntry) -> bool:
        return entry.translation is not None and any(entry.translation.msgstr)

    @staticmethod
    def fits(entry: PoEntry, message: Message) -> bool:
        """Both have plural forms, or neither."""
        return entry.translation is not None and (entry.translation.msgid_plural is None) == (
            message.msgid_plural is None
        )

    # What becomes of an entry

    def carried(self, old: PoEntry, item: _Wanted) -> PoEntry:
        """An old entry as the translation of a message of today."""
        message, newline = item.message, self.newline
        found = old.translation
        assert found is not None
        if old.key == message.key:
            if old.obsolete or message.key in self.rejoined:
                self.news["returned"].append(message.key)
            return self.kept(self.with_plural(old, message), item)
        entry = with_source(old, message, newline)
        if typographic_form(found.msgid) == typographic_form(message.msgid) and _same_plural(found, message):
            self.news["typographic"].append(message.key)
            return self.kept(entry, item)
        if self.returns(old, message):
            self.news["returned"].append(message.key)
            restored = with_flag(with_previous(entry, None, newline), "fuzzy", newline, on=False)
            return self.kept(restored, item)
        self.news["changed"].append(message.key)
        return self.fuzzy(old, entry, item)

    def with_plural(self, old: PoEntry, message: Message) -> PoEntry:
        """The entry with the msgid_plural of today; another one makes it fuzzy, and no word of it is lost."""
        found, newline = old.translation, self.newline
        assert found is not None
        if found.msgid_plural == message.msgid_plural:
            return old
        entry = with_source(old, message, newline)
        if not any(found.msgstr):
            forms = LOCALES[self.lang].plural_count if message.msgid_plural is not None else 1
            return with_msgstr(entry, ("",) * forms, newline)
        self.news["changed"].append(message.key)
        if found.msgid_plural is None:
            entry = with_msgstr(entry, found.msgstr * LOCALES[self.lang].plural_count, newline)
        elif message.msgid_plural is None:
            told = (f"msgstr[{form}]: {' '.join(text.split())}" for form, text in enumerate(found.msgstr))
            lines = comment_lines("#", told, newline)
            entry = with_msgstr(replace(entry, raw="".join(lines) + entry.raw), found.msgstr[-1:], newline)
        entry = with_previous(entry, message_of(found), newline)
        return with_flag(entry, "fuzzy", newline, on=True)

    def returns(self, old: PoEntry, message: Message) -> bool:
        """Whether a fuzzy entry has the very translation that these words had before they changed."""
        found = old.translation
        if found is None or _before(old) != message.key:
            return False
        note = _CHANGED_NOTE.search(old.raw)
        return note is not None and note[1] == _digest(message, found.msgstr)

    def kept(self, entry: PoEntry, item: _Wanted) -> PoEntry:
        """The entry as it stands, but for the comment lines that an update owns."""
        fuzzy = entry.translation is not None and entry.translation.fuzzy
        own = _own_notes(entry) if fuzzy else ()
        return self.commented(entry, item, own)

    def commented(self, entry: PoEntry, item: _Wanted, own: tuple[str, ...]) -> PoEntry:
        notes = (*item.message.comments, *own)
        fresh = comments(notes, item.references, self.newline)
        rest = entry.raw[len(fresh) :]
        if not entry.obsolete and entry.raw.startswith(fresh) and not _OWNED.search(rest):
            return entry
        return with_comments(entry, notes, item.references, self.newline)

    def fuzzy(self, old: PoEntry, entry: PoEntry, item: _Wanted) -> PoEntry:
        """The old translation as a start, marked so that no reader sees it, with the text that it was made from."""
        before = old.translation
        assert before is not None
        if before.fuzzy:
            made_from = (
                Message(old.previous.msgid, old.previous.msgctxt, "", 0, msgid_plural=old.previous.msgid_plural)
                if old.previous
                else message_of(before)
            )
            if made_from.key == item.message.key:
                offers = tuple(note for note in _own_notes(old) if is_offer(note))
                return self.commented(with_previous(entry, None, self.newline), item, offers)
            return self.commented(with_previous(entry, made_from, self.newline), item, _own_notes(old))
        source = message_of(before)
        entry = with_flag(with_previous(entry, source, self.newline), "fuzzy", self.newline, on=True)
        return self.commented(entry, item, (f"{_CHANGED} [{_digest(source, before.msgstr)}]",))

    def left_over(self, entry: PoEntry) -> list[PoEntry]:
        """What stays of an entry that nothing asks for: its translation, as obsolete; or nothing."""
        found = entry.translation
        if entry.obsolete or found is None:
            return [entry]
        if not any(found.msgstr):
            return []
        self.news["obsolete"].append((found.msgctxt, found.msgid))
        notes = _own_notes(entry) if found.fuzzy else ()
        return [as_obsolete(entry, (note for note in notes if _CHANGED_NOTE.fullmatch(note)), self.newline)]


_OWNED = re.compile(r"^#[.:]", re.MULTILINE)


def _own_notes(entry: PoEntry) -> tuple[str, ...]:
    """The notes of a fuzzy entry that are an update's own, not the message's: they go when the flag goes."""
    notes = (line[2:].strip() for line in entry.raw.split("\n") if line.startswith("#."))
    return tuple(note for note in notes if _CHANGED_NOTE.fullmatch(note) or is_offer(note))


def _before(entry: PoEntry) -> Key | None:
    """The message that the translation of an entry was made from, where that is another one."""
    return (entry.previous.msgctxt, entry.previous.msgid) if entry.previous else None


def _same_plural(found: Translation, message: Message) -> bool:
    if found.msgid_plural is None or message.msgid_plural is None:
        return found.msgid_plural == message.msgid_plural
    return typographic_form(found.msgid_plural) == typographic_form(message.msgid_plural)


def _digest(source: Message, msgstr: tuple[str, ...]) -> str:
    """Of a text and its translation, to tell later whether both are as they were. 12 digits of SHA-256, hex."""
    parts = repr((source.msgctxt, source.msgid, source.msgid_plural, msgstr))
    return hashlib.sha256(parts.encode()).hexdigest()[:12]
