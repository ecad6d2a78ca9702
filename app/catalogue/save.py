"""Writing a .po file: whole or not at all, and never over somebody else's edit."""

import os
import tempfile
from pathlib import Path

from app.errors import ConflictError
from app.wording import Wording


def save(path: Path, data: bytes, *, expected: bytes | None) -> bool:
    """Writes the file and says whether it had to. expected: what was read from it; None if there was no file.

    Raises ConflictError if the file is another than it was, and OSError; the file is then as it was.
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
        current = path.read_bytes() if path.exists() else None
        if current != expected:
            what = Wording("%(file)s was changed while it was being brought up to date", file=path.name)
            raise ConflictError(what, Wording("run the command again"))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True
