"""A .po file brought up to date with the messages of today.

What did not change keeps its lines to the byte. A changed text keeps its old translation as fuzzy, with the old text
in "#|"; one that was taken out becomes obsolete, and comes back with its translation if it returns.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from app.catalogue.entry import Key, PoEntry
from app.catalogue.po import PoFile
from app.catalogue.write import comments, empty_translation, field, header, source_fields
from app.model import Message, Translation

_LIKENESS = 0.5
"""How alike two texts must be (difflib ratio) for the old translation to be kept as a fuzzy start."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A message of today with every place it stands in."""

    message: Message
    references: tuple[str, ...]


def merge(po: PoFile | None, messages: Iterable[Message], *, lang: str, about: str, now: datetime) -> str:
    """The text of the file with these messages, in their order; of a new file, if there is none.

    about: what the file translates, for its first line.
    """
    wanted = _gather(messages)
    if po is None:
        entries = [_new_entry(item, lang) for item in wanted.values()]
        return "\n".join([header(lang, about, now), *entries])
    return _Merge(po, wanted, lang).text()


def _gather(messages: Iterable[Message]) -> dict[Key, _Wanted]:
    wanted: dict[Key, _Wanted] = {}
    for message in messages:
        reference = f"{message.path}:{message.line}"
        known = wanted.get(message.key)
        references = (*known.references, reference) if known else (reference,)
        wanted[message.key] = _Wanted(known.message if known else message, references)
    return wanted


def _new_entry(item: _Wanted, lang: str) -> str:
    return comments(item.message, item.references) + source_fields(item.message) + empty_translation(item.message, lang)


class _Merge:
    def __init__(self, po: PoFile, wanted: dict[Key, _Wanted], lang: str) -> None:
        self.po = po
        self.wanted = wanted
        self.lang = lang
        self.newline = po.newline
        self.live = {entry.key: entry for entry in po.entries if entry.key and entry.key[1] and not entry.obsolete}
        self.obsolete = {entry.key: entry for entry in po.entries if entry.key and entry.obsolete}
        self.taken: set[Key] = set()

    def text(self) -> str:
        guesses = self.guesses()
        parts: list[tuple[str, str]] = [
            (entry.lead, entry.raw) for entry in self.po.entries if entry.key == (None, "") and not entry.obsolete
        ]
        for key, item in self.wanted.items():
            entry = self.live.get(key) or self.obsolete.get(key)
            if entry is not None:
                self.taken.add(key)
                parts.append((entry.lead, self.kept(entry, item)))
            elif key in guesses:
                old = guesses[key]
                assert old.key is not None
                self.taken.add(old.key)
                parts.append((old.lead, self.line_ends(self.fuzzy(old, item))))
            else:
                parts.append((self.newline, self.line_ends(_new_entry(item, self.lang))))
        for entry in self.po.entries:
            if (entry.key == (None, "") and not entry.obsolete) or entry.key in self.taken:
                continue
            parts += [(entry.lead, kept) for kept in self.left_over(entry)]
        return self.join(parts)

    def join(self, parts: Sequence[tuple[str, str]]) -> str:
        """Entries with a blank line between them; the blank lines that were there stay."""
        text = ""
        for lead, raw in parts:
            text += (lead or (self.newline if text else "")) + raw
            if not raw.endswith("\n") and raw is not parts[-1][1]:
                text += self.newline
        return text + self.po.tail

    def line_ends(self, text: str) -> str:
        return text.replace("\n", self.newline) if self.newline != "\n" else text

    def kept(self, entry: PoEntry, item: _Wanted) -> str:
        """The entry as it stands, but for the comment lines that an update owns."""
        lines = re.findall(r"[^\n]*\n|[^\n]+", entry.raw)
        if entry.obsolete:
            lines = [re.sub(r"^#~(\|?) ?", lambda m: "#| " if m[1] else "", line) for line in lines]
        owned = [line for line in lines if line.startswith(("#.", "#:"))]
        fresh = self.line_ends(comments(item.message, item.references))
        if "".join(owned) == fresh:
            return "".join(lines)
        translators = [line for line in lines if re.match(r"#(?:\s|$)", line)]
        rest = [line for line in lines if line not in translators and not line.startswith(("#.", "#:"))]
        return "".join(translators) + fresh + "".join(rest)

    def fuzzy(self, old: PoEntry, item: _Wanted) -> str:
        """The old translation as a start, marked so that no reader sees it, with the text that it was made from."""
        before = old.translation
        assert before is not None
        previous = Message(before.msgid, before.msgctxt, "", 0, msgid_plural=before.msgid_plural)
        flags = ", ".join(["fuzzy", *sorted(before.flags - {"fuzzy"})])
        translators = "".join(re.findall(r"^#(?:\s.*|)\n", old.raw, re.MULTILINE)).replace("\r", "")
        return (
            translators
            + comments(item.message, item.references)
            + f"#, {flags}\n"
            + source_fields(previous, "#| ")
            + source_fields(item.message)
            + _translation_fields(before)
        )

    def left_over(self, entry: PoEntry) -> list[str]:
        """What stays of an entry that nothing asks for: its translation, as obsolete; or nothing."""
        found = entry.translation
        if entry.obsolete or found is None:
            return [entry.raw]
        if not any(found.msgstr):
            return []
        source = Message(found.msgid, found.msgctxt, "", 0, msgid_plural=found.msgid_plural)
        flags = f"#, {', '.join(sorted(found.flags))}\n" if found.flags else ""
        translators = "".join(re.findall(r"^#(?:\s.*|)\n", entry.raw, re.MULTILINE)).replace("\r", "")
        return [self.line_ends(translators + flags + source_fields(source, "#~ ") + _translation_fields(found, "#~ "))]

    def guesses(self) -> dict[Key, PoEntry]:
        """For each new message the old one that it was probably made from: of the same role, in the same gap between
        messages that stayed, and alike. Never from elsewhere."""
        order = list(self.live)
        position = {key: index for index, key in enumerate(order)}
        free = {key for key in order if key not in self.wanted}
        keys = list(self.wanted)
        guesses: dict[Key, PoEntry] = {}
        if not free:
            return guesses
        following = self._next_stayed(keys, position)
        before = -1
        for index, key in enumerate(keys):
            if key in position:
                before = position[key]
                continue
            if key in self.obsolete:
                continue
            gap = order[before + 1 : following[index]]
            near = [(self.likeness(old, key), old) for old in gap if old in free and old[0] == key[0]]
            best = max(near, key=lambda pair: pair[0], default=(0.0, key))
            entry = self.live.get(best[1])
            if best[0] >= _LIKENESS and entry and self.fits(entry, self.wanted[key].message):
                guesses[key] = entry
                free.discard(best[1])
        return guesses

    @staticmethod
    def _next_stayed(keys: Sequence[Key], position: dict[Key, int]) -> list[int]:
        following = [len(position)] * len(keys)
        after = len(position)
        for index in range(len(keys) - 1, -1, -1):
            following[index] = after
            after = position.get(keys[index], after)
        return following

    @staticmethod
    def fits(entry: PoEntry, message: Message) -> bool:
        found = entry.translation
        return (
            found is not None and any(found.msgstr) and (found.msgid_plural is None) == (message.msgid_plural is None)
        )

    @staticmethod
    def likeness(old: Key, new: Key) -> float:
        return SequenceMatcher(None, old[1], new[1], autojunk=False).ratio()


def _translation_fields(found: Translation, prefix: str = "") -> str:
    if found.msgid_plural is None:
        return field("msgstr", found.msgstr[0], prefix)
    return "".join(field(f"msgstr[{form}]", text, prefix) for form, text in enumerate(found.msgstr))
