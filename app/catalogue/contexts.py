"""A file that has lost every msgctxt on its way through another tool: given back those of today."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from app.catalogue.edit import with_source
from app.catalogue.entry import Key
from app.catalogue.po import PoFile
from app.model import Message


def rejoined(po: PoFile, wanted: Mapping[Key, Message]) -> tuple[PoFile, frozenset[Key]]:
    """The file, and the keys of what has a msgctxt again; as it was where it has not lost them all.

    XLIFF has no place for them. Some tools put one of their own where words stand twice; nobody can say whose
    translation those have, and they stay without.
    """
    roles = {role for role, _ in wanted if role is not None}
    if any(entry.key and entry.key[0] in roles and not entry.obsolete for entry in po.entries):
        return po, frozenset()
    often = Counter(msgid for _, msgid in wanted)
    lost = {msgid: message for (role, msgid), message in wanted.items() if role and often[msgid] == 1}
    found, entries = set(), []
    for entry in po.entries:
        message = lost.get(entry.key[1]) if entry.key and entry.key[0] is None else None
        if message and not entry.obsolete:
            found.add(message.key)
            entry = with_source(entry, message, po.newline)
        entries.append(entry)
    return replace(po, entries=tuple(entries)), frozenset(found)
