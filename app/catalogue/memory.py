"""The translation memory: what was translated anywhere in the site, offered where the same words come again, or nearly.

The same text elsewhere is put in as fuzzy, with its origin in a "#." line; one that is nearly the same stands in a "#."
line alone. These lines go once the message is translated. A guess is never put where a reader could see it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from app.catalogue.edit import lines_of, with_comments, with_flag, with_msgstr
from app.catalogue.entry import PoEntry
from app.catalogue.po import PoFile

NEAR = 75.0
"""How alike a text must be to be offered in a comment: rapidfuzz ratio, 0 to 100."""

OFFERS = 2
"""How many near texts are offered at most."""

_EXACT = "Memory: the same text in "
_NEAR = "Memory: "
_SHORTEST = 12
"""The fewest characters of a text for which near ones are looked for: too many shorter ones are alike."""
_RARE = 200
"""A word that is in more texts than this does not tell one from another."""
_WORD = re.compile(r"\w{4,}")
_ROLES_APART = frozenset({"slug", "topic-slug"})


@dataclass(frozen=True, slots=True)
class _Known:
    """A text with its translation. origin: the .po file, relative to the site."""

    msgid: str
    msgstr: str
    origin: str


@dataclass(slots=True)
class Memory:
    """What was translated into one language."""

    exact: dict[str, _Known] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def learn(self, po: PoFile, *, backwards: bool = False) -> None:
        """Learns every translation of a file that is not fuzzy; those that are obsolete as well.

        backwards: learns them the other way round, each msgid as the translation of its msgstr.
        """
        for entry in po.entries:
            found = entry.translation
            if found is None or not found.msgid or found.fuzzy or found.msgid_plural is not None or not found.filled:
                continue
            source, target = (found.msgstr[0], found.msgid) if backwards else (found.msgid, found.msgstr[0])
            if found.msgctxt not in _ROLES_APART:
                self.exact.setdefault(source, _Known(source, target, po.path))

    def index(self) -> None:
        """Lists the texts by their words, so that near ones can be looked for."""
        for msgid in self.exact:
            for word in set(_WORD.findall(msgid.lower())):
                self.words[word].append(msgid)

    def near(self, text: str) -> list[tuple[float, _Known]]:
        """The texts most like this one, with how alike they are, 0 to 100."""
        if len(text) < _SHORTEST:
            return []
        if not self.words:
            self.index()
        lists = (self.words.get(word, ()) for word in set(_WORD.findall(text.lower())))
        candidates = {each for texts in lists if len(texts) <= _RARE for each in texts} - {text}
        best = process.extract(text, sorted(candidates), scorer=fuzz.ratio, score_cutoff=NEAR, limit=OFFERS)
        return [(score, self.exact[msgid]) for msgid, score, _ in best]


def offer(po: PoFile, memory: Memory) -> PoFile:
    """The file with what the memory knows of the messages that have no translation yet.

    A file that is not in UTF-8 stays as it is: it might not be able to say what is offered.
    """
    if po.encoding.lower() not in {"utf-8", "utf8"}:
        return po
    entries = tuple(_offered(entry, memory, po.newline) for entry in po.entries)
    return replace(po, entries=entries)


def wants_offers(po: PoFile) -> bool:
    """Whether a message of the file has no translation."""
    return any(_is_open(entry) for entry in po.entries)


def is_offer(note: str) -> bool:
    """Whether a "#." note is the memory's."""
    return note.startswith(_NEAR)


def _is_open(entry: PoEntry) -> bool:
    found = entry.translation
    return (
        found is not None
        and bool(found.msgid)
        and not entry.obsolete
        and found.msgid_plural is None
        and not any(found.msgstr)
        and found.msgctxt not in _ROLES_APART
    )


def _offered(entry: PoEntry, memory: Memory, newline: str) -> PoEntry:
    if not _is_open(entry):
        return entry
    assert entry.translation is not None
    text = entry.translation.msgid
    known = memory.exact.get(text)
    if known is not None:
        filled = with_flag(with_msgstr(entry, (known.msgstr,), newline), "fuzzy", newline, on=True)
        return _noted(filled, (f"{_EXACT}{known.origin}.",), newline)
    notes = tuple(
        f"{_NEAR}{score:.0f} %: {_one_line(near.msgid)} → {_one_line(near.msgstr)} ({near.origin})"
        for score, near in memory.near(text)
    )
    return _noted(entry, notes, newline) if notes else entry


def _noted(entry: PoEntry, notes: Iterable[str], newline: str) -> PoEntry:
    lines = lines_of(entry, newline)
    own = [line[2:].strip() for line in lines.of("#.")]
    references = [line[2:].strip() for line in lines.of("#:")]
    return with_comments(entry, (*own, *notes), references, newline)


def _one_line(text: str) -> str:
    return " ".join(text.split())
