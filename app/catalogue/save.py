"""Writing a .po file: whole or not at all, and never over somebody else's edit."""

import os
import tempfile
from pathlib import Path

from app.errors import ConflictError
from app.exchange import exchange
from app.wording import Wording


def save(path: Path, data: bytes, *, expected: bytes | None) -> bool:
    """Writes the file and says whether it had to. expected: what was read from it; None if there was no file.

    Raises ConflictError if the file is another than it was, and OSError; the file is then as it was. That is so as well
    where an editor has saved it in the very last moment: it is looked at once more when the new one is in its place.
    """
    if data == expected:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        _refuse_changed(path, expected, path.name)
        _put(Path(temporary), path, expected)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return True


def _put(new: Path, path: Path, expected: bytes | None) -> None:
    """Puts a new file in the place of the old one."""
    if expected is None or not exchange(new, path):
        new.replace(path)
        return
    try:
        _refuse_changed(new, expected, path.name)
    except ConflictError:
        exchange(new, path)  # it is the very file again: an editor may still be writing into it
        raise


def _refuse_changed(path: Path, expected: bytes | None, name: str) -> None:
    """Raises ConflictError where a file is not as it was read."""
    current = path.read_bytes() if path.exists() else None
    if current != expected:
        what = Wording("%(file)s was changed while it was being brought up to date", file=name)
        raise ConflictError(what, Wording("run the command again"))
