"""Changes to one entry of a .po file, line by line: a line that is not asked for keeps its bytes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.catalogue.entry import Key, PoEntry
from app.catalogue.po import PoFile, read_entries, read_po
from app.catalogue.read import check_line_ends
from app.catalogue.write import columns_of, comment_lines, reference_lines, source_fields, translation_fields
from app.errors import CatalogueError
from app.model import Message, Translation
from app.wording import Wording

_LINES = re.compile(r"[ \t\r\f\v]*#(?:\\\n|[^\n])*\n?|[^\n]*\n|[^\n]+")
"""Lines, and comments that a backslash makes go on in the next line."""
_KEYWORD = re.compile(r"\s*(msgctxt|msgid_plural|msgid|msgstr)\b")
_KEYWORDS = re.compile(r"\bmsg(?:ctxt|id|id_plural|str)\b")
_PREVIOUS_NOTE = "#. #|"
"""What a line of previous text begins with where its message is obsolete."""
_OBSOLETE = "#~ "
Fields = tuple[tuple[str, ...], tuple[str, ...]]
"""The lines of the source and those of the translation."""
_RANKS = {"#": 0, "#.": 1, "#:": 2, "#,": 3, "#|": 4}
"""The kinds of comment, in the order of the GNU gettext manual."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of an entry. comments: with their kinds, in their order; "#" is the translator's, blank lines too.

    source: of msgctxt, msgid and msgid_plural.
    """

    comments: tuple[tuple[str, str], ...]
    source: tuple[str, ...]
    msgstr: tuple[str, ...]

    def text(self) -> str:
        """The entry."""
        return "".join((*(line for _, line in self.comments), *self.source, *self.msgstr))

    def of(self, kind: str) -> tuple[str, ...]:
        """The comments of one kind."""
        return tuple(line for each, line in self.comments if each == kind)

    def having(self, kind: str, fresh: Iterable[str]) -> "Lines":
        """With other comments of one kind, where the old ones were; else where the GNU gettext manual has them."""
        rank = _RANKS[kind]
        places = [place for place, (each, _) in enumerate(self.comments) if each == kind]
        before = [place + 1 for place, (each, _) in enumerate(self.comments) if _RANKS[each] < rank]
        place = places[0] if places else max(before, default=0)
        kept = [each for each in self.comments[place:] if each[0] != kind]
        return replace(self, comments=(*self.comments[:place], *((kind, line) for line in fresh), *kept))


def lines_of(entry: PoEntry, newline: str) -> Lines:
    """The lines of an entry. One that is obsolete is given without its "#~"."""
    assert entry.translation is not None
    comments: list[tuple[str, str]] = []
    source: list[str] = []
    msgstr: list[str] = []
    group: list[str] | None = None
    for line in _LINES.findall(entry.raw):
        bare = _revived(line) if entry.obsolete else line
        stripped = bare.lstrip(" \t\r\f\v")
        if stripped.startswith("#"):
            comments.append((_kind(stripped), bare))
            continue
        keyword = _KEYWORD.match(bare)
        if keyword:
            group = msgstr if keyword[1] == "msgstr" else source
        if group is None:
            comments.append(("#", bare))
        else:
            group.append(bare)
    if msgstr and not msgstr[-1].endswith("\n"):
        msgstr[-1] += newline
    fields = (tuple(source), tuple(msgstr))
    if not _are_whole(*fields, entry.translation) or (entry.obsolete and _are_own(fields, entry.translation, newline)):
        fields = _own_lines(entry.translation, newline)
    return Lines(tuple(comments), *fields)


def with_comments(entry: PoEntry, notes: Iterable[str], references: Iterable[str], newline: str) -> PoEntry:
    """The entry with these notes ("#.") and references ("#:"), of which an update is the owner, and no "#~".

    The same references stay on as many lines as they are: editors put several on one.
    """
    lines = lines_of(entry, newline)
    fresh = lines.having("#.", comment_lines("#.", notes, newline))
    wanted = tuple(references)
    if " ".join(wanted).split() != "".join(line[2:] for line in lines.of("#:")).split():
        fresh = fresh.having("#:", reference_lines(wanted, newline))
    if not entry.obsolete and fresh == lines:
        return entry
    return replace(entry, raw=fresh.text(), obsolete=False)


def with_source(entry: PoEntry, message: Message, newline: str) -> PoEntry:
    """The entry with another msgctxt, msgid and msgid_plural; everything else as it was."""
    assert entry.translation is not None
    lines = lines_of(entry, newline)
    source = _source_lines(entry.translation, message, newline)
    translation = replace(
        entry.translation, msgid=message.msgid, msgctxt=message.msgctxt, msgid_plural=message.msgid_plural
    )
    return replace(entry, raw=replace(lines, source=source).text(), translation=translation, obsolete=False)


def with_flag(entry: PoEntry, flag: str, newline: str, *, on: bool) -> PoEntry:
    """The entry with a flag, in front of the others, or without it."""
    assert entry.translation is not None
    flags = entry.translation.flags
    if (flag in flags) == on:
        return entry
    lines = lines_of(entry, newline)
    if on:
        first, *rest = lines.of("#,") or ("",)
        others = first[2:].strip(" \t\r\n,")
        kept = (f"#, {flag}, {others}{newline}" if others else f"#, {flag}{newline}", *rest)
    else:
        kept = tuple(line for line in (_without(line, flag, newline) for line in lines.of("#,")) if line)
    raw = lines.having("#,", kept).text()
    translation = replace(entry.translation, flags=flags | {flag} if on else flags - {flag})
    return replace(entry, raw=raw, translation=translation)


def with_previous(entry: PoEntry, previous: Message | None, newline: str) -> PoEntry:
    """The entry with the text that its translation was made from, in "#|" lines; None takes them away."""
    assert entry.translation is not None
    lines = lines_of(entry, newline)
    fresh = _source_lines(entry.translation, previous, newline, "#| ") if previous else ()
    return replace(entry, raw=lines.having("#|", fresh).text())


def with_msgstr(entry: PoEntry, msgstr: tuple[str, ...], newline: str) -> PoEntry:
    """The entry with another translation: one string, or one for each plural form."""
    assert entry.translation is not None
    if entry.translation.msgstr == msgstr:
        return entry
    translation = replace(entry.translation, msgstr=msgstr)
    fresh = split_lines(translation_fields(translation), newline)
    return replace(entry, raw=replace(lines_of(entry, newline), msgstr=fresh).text(), translation=translation)


def as_obsolete(entry: PoEntry, notes: Iterable[str], newline: str) -> PoEntry:
    """The entry as one that nothing asks for: "#~", with these notes and without references.

    The text that its translation was made from goes into notes as well, since Babel refuses "#~|".
    """
    lines = lines_of(entry, newline)
    previous = (f"{_PREVIOUS_NOTE}{line.lstrip()[2:]}" for line in lines.of("#|"))
    lines = lines.having("#|", ()).having("#:", ()).having("#.", (*comment_lines("#.", notes, newline), *previous))
    assert entry.translation is not None
    fields = (lines.source, lines.msgstr)
    own = fields == _own_lines(entry.translation, newline)
    source, msgstr = _own_lines(entry.translation, newline, _OBSOLETE) if own else map(_marked, fields)
    return replace(entry, raw=replace(lines, source=source, msgstr=msgstr).text(), obsolete=True)


def recalled(entry: PoEntry, encoding: str) -> PoEntry:
    """An obsolete entry with the text that its translation was made from in "#~|" lines, if its notes have it."""
    if _PREVIOUS_NOTE not in entry.raw:
        return entry
    lines = _LINES.findall(entry.raw)
    previous = [f"#~|{line.removeprefix(_PREVIOUS_NOTE)}" for line in lines if line.startswith(_PREVIOUS_NOTE)]
    others = [line for line in lines if not line.startswith(_PREVIOUS_NOTE)]
    place = next(place for place, line in enumerate(others) if line.lstrip().startswith("#~"))
    raw = "".join((*others[:place], *previous, *others[place:]))
    try:
        found = next(read_entries(raw, encoding, ""))
    except CatalogueError:  # somebody wrote in the notes
        return entry
    return replace(entry, raw=raw, previous=found.previous)


def replace_translation(po: PoFile, key: Key, msgstr: tuple[str, ...], *, fuzzy: bool = False) -> PoFile:
    """The file with another translation of one message. All other lines keep their bytes.

    Raises CatalogueError if the file has no such message, if its charset cannot write the words, or if only one of
    source and words begins or ends with a line end.
    """
    if key not in {entry.key for entry in po.entries if not entry.obsolete}:
        what = Wording("there is no message “%(text)s”", text=key[1])
        raise CatalogueError(po.path, 1, what, Wording("run 'datganiad translations update'"))
    entries = []
    for entry in po.entries:
        if entry.key == key and not entry.obsolete:
            changed = with_msgstr(entry, msgstr, po.newline)
            changed = with_flag(changed, "fuzzy", po.newline, on=fuzzy)
            if not fuzzy and changed.previous:
                changed = with_previous(changed, None, po.newline)
            assert changed.translation is not None
            check_line_ends(changed.translation, po.path)
            entries.append(changed)
        else:
            entries.append(entry)
    fresh = replace(po, entries=tuple(entries))
    return read_po(encoded(fresh), po.path)


def fill(po: PoFile, words: Mapping[Key, tuple[str, ...]]) -> PoFile:
    """The file with translations of messages that have none. Raises CatalogueError as encoded() does."""
    if not words:
        return po
    entries = [
        with_msgstr(entry, words[entry.key], po.newline)
        if entry.key and entry.key in words and not entry.obsolete
        else entry
        for entry in po.entries
    ]
    return read_po(encoded(replace(po, entries=tuple(entries))), po.path)


def encoded(po: PoFile) -> bytes:
    """The bytes of a file that was changed. Raises CatalogueError where its charset cannot write a letter."""
    try:
        return po.encode()
    except UnicodeEncodeError as error:
        problem = Wording("the file's charset cannot write '%(letter)s'", letter=error.object[error.start])
        hint = Wording("save the file as UTF-8, charset in the header included")
        raise CatalogueError(po.path, 1, problem, hint) from None


def split_lines(text: str, newline: str) -> tuple[str, ...]:
    """Lines as they are written, with the line end of the file."""
    return tuple(f"{line}{newline}" for line in text.removesuffix("\n").split("\n"))


def _own_lines(found: Translation, newline: str, prefix: str = "") -> Fields:
    """The lines of an entry as we write them."""
    msgstr = split_lines(translation_fields(found, prefix), newline)
    return _source_lines(found, message_of(found), newline, prefix), msgstr


def _are_own(fields: Fields, found: Translation, newline: str) -> bool:
    """Whether lines of which "#~" was taken had been written as those of an obsolete entry are."""
    return tuple(map(_marked, fields)) == _own_lines(found, newline, _OBSOLETE)


def _marked(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{_OBSOLETE}{line}" if line.strip() else line for line in lines)


def _source_lines(found: Translation, message: Message, newline: str, prefix: str = "") -> tuple[str, ...]:
    """The lines of a message beside this translation, whose flags say how they are wrapped."""
    return split_lines(source_fields(message, prefix, columns_of(found.flags)), newline)


def _kind(comment: str) -> str:
    mark = "#," if comment.startswith("#=") else comment[:2]
    return mark if mark in _RANKS else "#"


def _revived(line: str) -> str:
    return re.sub(r"^#~(\|?) ?", lambda match: "#| " if match[1] else "", line)


def _without(line: str, flag: str, newline: str) -> str:
    """A line of flags without one of them; empty if that was the last."""
    rest = re.sub(rf"(?<![^\s,]){re.escape(flag)}(?![^\s,])", "", line[2:])
    kept = [each for each in map(str.strip, rest.split(",")) if each]
    return f"{line[:2]} {', '.join(kept)}{newline}" if kept else ""


def _are_whole(source: Iterable[str], msgstr: Iterable[str], translation: Translation) -> bool:
    """Whether the lines of the source and of the translation are apart: two keywords may share a line."""
    keywords = [len(_KEYWORDS.findall(_outside("".join(lines)))) for lines in (source, msgstr)]
    wanted = 1 + (translation.msgctxt is not None) + (translation.msgid_plural is not None)
    return keywords == [wanted, len(translation.msgstr)]


def _outside(lines: str) -> str:
    """What of some lines stands outside of strings."""
    return re.sub(r'"(?:[^"\\]|\\.)*"', '""', lines, flags=re.DOTALL)


def message_of(found: Translation) -> Message:
    """The message that a translation is of."""
    return Message(found.msgid, found.msgctxt, "", 0, msgid_plural=found.msgid_plural)
