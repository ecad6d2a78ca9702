"""What becomes of .po files that are read and saved unchanged: here, and by those who also read and save them.

`python -m tests.bench.fidelity` reads the hard cases of tests/catalogue/test_po.py and the real Welsh catalogues that
`make test` sets up. polib and the Translate Toolkit are no part of the project: they come with `make bench`.
"""

import importlib
import io
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po as babel_read_po
from babel.messages.pofile import write_po as babel_write_po

from app.catalogue.entry import PoEntry
from app.catalogue.po import read_po
from app.errors import CatalogueError
from tests.bench.harness import PEERS, RESULTS, version_of
from tests.catalogue.test_po import HARD

CORPUS = Path(sys.prefix) / "corpus"
_NAMES = ("Generated-By:", "Project-Id-Version:")
"""Fields of the header in which whoever saves a file may name himself, and the version of what is translated."""

Saved = Callable[[bytes], bytes]


def ours(data: bytes) -> bytes:
    return read_po(data, "test.po").encode()


def babel(data: bytes) -> bytes:
    out = io.BytesIO()
    babel_write_po(out, babel_read_po(io.BytesIO(data), abort_invalid=True))
    return out.getvalue()


def msgcat(data: bytes) -> bytes:
    return subprocess.run(["msgcat", "--force-po", "-"], input=data, capture_output=True, check=True).stdout


def _peer(module: str) -> Any:
    if str(PEERS) not in sys.path:
        sys.path.append(str(PEERS))
    return importlib.import_module(module)


def polib(data: bytes) -> bytes:
    # It is given the text, as it would take a file's: it reads bytes from a path alone.
    return str(_peer("polib").pofile(data.decode())).encode()


def pypo(data: bytes) -> bytes:
    return bytes(_peer("translate.storage.pypo").pofile.parsestring(data))


READERS: dict[str, tuple[str, Saved]] = {
    "Datganiad": ("", ours),
    "Babel": ("babel", babel),
    "GNU msgcat": ("gettext", msgcat),
    "polib": ("polib", polib),
    "Translate Toolkit pypo": ("translate-toolkit", pypo),
}


def files() -> dict[str, bytes]:
    """The files, by name: those made by hand, in which something is hard, and real ones."""
    made = {name: text.encode() for name, text in HARD.items() if text}
    forms = {
        "CRLF": HARD["every kind of comment"].replace("\n", "\r\n").encode(),
        "a byte-order mark": b"\xef\xbb\xbf" + HARD["every kind of comment"].encode(),
    }
    real = {
        path.relative_to(CORPUS).as_posix(): path.read_bytes() for path in sorted(CORPUS.rglob("cy/LC_MESSAGES/*.po"))
    }
    return {**made, **forms, **real}


def meaning(data: bytes) -> Counter[Any]:
    """All that a file says, whatever its order, wrapping and spacing; of the header, each field by itself."""
    found: Counter[Any] = Counter()
    for entry in read_po(data, "test.po").entries:
        text = entry.translation
        if entry.key == (None, "") and text and not entry.obsolete:
            found.update(line.lower() for line in text.msgstr[0].split("\n") if line and not line.startswith(_NAMES))
            found.update([*text.flags, *comments(entry)])
        else:
            words = (text.msgctxt, text.msgid, text.msgid_plural, text.msgstr) if text else ()
            found.update((entry.key, flag) for flag in (text.flags if text else ()))
            found[words, entry.obsolete, entry.previous, comments(entry)] += 1
    return found


def comments(entry: PoEntry) -> tuple[tuple[str, ...], ...]:
    """Notes of the translator, notes for the translator, and references, word for word."""
    lines = [
        line.strip() for line in entry.raw.split("\n") if line.startswith("#") and line[1:2] not in {"~", "|", ","}
    ]
    kinds = ([], [], [])  # type: tuple[list[str], list[str], list[str]]
    for line in lines:
        mark = {".": 1, ":": 2}.get(line[1:2], 0)
        kinds[mark].extend(line[1 + bool(mark) :].split())
    return tuple(map(tuple, kinds))


def judged(saved: Saved, data: bytes) -> str:
    """What became of a file: "kept" to the byte, "said otherwise" without a loss, "lost" in part, or "refused"."""
    try:
        after = saved(data)
    except ModuleNotFoundError:
        raise
    except Exception:  # noqa: BLE001 - whatever a peer raises, it has not read the file
        return "refused"
    if after == data:
        return "kept"
    try:
        return "lost" if meaning(data) - meaning(after) else "said otherwise"
    except CatalogueError:
        return "lost"


def main() -> None:
    cases = files()
    real = sum(name.endswith(".po") for name in cases)
    lines = [
        f"{len(cases) - real} files with something hard in each, and {real} real Welsh catalogues, saved unchanged.",
        "",
        "| read and saved by | kept to the byte | written otherwise | something lost | not read |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, (package, saved) in READERS.items():
        fates = {case: judged(saved, data) for case, data in cases.items()}
        count = Counter(fates.values())
        row = (count["kept"], count["said otherwise"], count["lost"], count["refused"])
        lines.append(f"| {f'{name} {version_of(package)}' if package else name} | {' | '.join(map(str, row))} |")
        for fate in ("lost", "refused"):
            print(f"{name}, {fate}: {', '.join(case for case, each in fates.items() if each == fate)}", file=sys.stderr)
    text = "\n".join(lines) + "\n"
    (RESULTS / "fidelity.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
