"""Our update as a process of its own, to be measured beside msgmerge: OLD.po NEW.pot OUT.po."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from app.catalogue.edit import encoded
from app.catalogue.merge import merge
from app.catalogue.po import read_po
from app.catalogue.save import save
from app.model import Message

old, new, out = (Path(name) for name in sys.argv[1:4])
messages = [
    Message(found.msgid, found.msgctxt, "content/releases/2026/bench.md", 2 * number + 7, ("Paragraph, in the text.",))
    for number, entry in enumerate(read_po(new.read_bytes(), new.name).entries)
    if (found := entry.translation) and found.msgid
]
merged = merge(
    read_po(old.read_bytes(), old.name), messages, path=out.name, lang="cy", about="bench.md", now=datetime.now(UTC)
)
save(out, encoded(merged.po), expected=out.read_bytes() if out.exists() else None)
