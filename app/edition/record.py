"""The record: instance/record.jsonl, one line each time a pair goes live, changes or is withdrawn.

Each line ends in a digest of itself, and carries that of the line before, so that no line can be changed, taken out or
put in unseen. Whoever writes the end of the file anew, digests and all, is found out by the last digest, which `audit`
prints to be kept elsewhere. The file is only ever appended to.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.errors import RecordError
from app.wording import Wording

RECORD_PATH = "instance/record.jsonl"
TOPICS = "topics/"
"""Begins the name of a topic, as "releases/" that of a release. One that moved has a line for each place that it has
had, without digests."""
_NOTHING = "0" * 64
_KEYS = {"at", "event", "name", "addresses", "digests", "previous"}
_SEAL = b', "digest": "'
_HINT = Wording("put the file back from a backup; or move it away, and a new record begins with what is live")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the record.

    at: aware datetime. event: "live", "changed" or "withdrawn". addresses: path by language.
    digests: hex SHA-256 by path of the files it came from.
    """

    at: datetime
    event: str
    name: str
    addresses: Mapping[str, str]
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """The record as read. last: the digest of its last line, hex SHA-256. size_bytes: of its whole lines."""

    events: tuple[Event, ...]
    last: str
    size_bytes: int


def read_record(path: Path) -> Record:
    """The record, every line proved. A last line without its end was never finished, and is left out.

    Raises RecordError with the first line that was changed.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Record((), _NOTHING, 0)
    whole = data[: data.rfind(b"\n") + 1]
    events: list[Event] = []
    last = _NOTHING
    for number, line in enumerate(whole.split(b"\n")[:-1], start=1):
        event, last = _read_line(line, number, last)
        events.append(event)
    return Record(tuple(events), last, len(whole))


def unrecorded(latest: Mapping[str, Event], seen: Iterable[Event]) -> tuple[Event, ...]:
    """What the public sees and the record does not say.

    latest: the record's last event of each name. seen: of each pair, with "live" or "withdrawn".
    """
    events = []
    for now in seen:
        past = latest.get(now.name)
        again = past is None or past.event == "withdrawn"
        event = "changed" if now.event == "live" and not again else now.event
        said = past and (past.digests, past.addresses, past.event == "withdrawn")
        if said != (now.digests, now.addresses, now.event == "withdrawn"):
            events.append(replace(now, event=event))
    return tuple(events)


def append(path: Path, record: Record, events: Iterable[Event]) -> Record:
    """The record with these events at its end, safe on the disk. Raises OSError; then nothing was added."""
    lines: list[bytes] = []
    last = record.last
    added = tuple(events)
    if not added:
        return record
    for event in added:
        line, last = _written(event, last)
        lines.append(line)
    data = b"".join(lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        os.ftruncate(descriptor, record.size_bytes)  # an unfinished line of a crash, if there is one
        os.lseek(descriptor, 0, os.SEEK_END)
        try:
            written = 0
            while written < len(data):
                written += os.write(descriptor, data[written:])
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, record.size_bytes)
            raise
    finally:
        os.close(descriptor)
    return Record(record.events + added, last, record.size_bytes + len(data))


def _written(event: Event, previous: str) -> tuple[bytes, str]:
    """A line with its end, and its digest: of the line as it would be without one."""
    row = {
        "at": event.at.isoformat(),
        "event": event.event,
        "name": event.name,
        "addresses": dict(sorted(event.addresses.items())),
        "digests": dict(sorted(event.digests.items())),
        "previous": previous,
    }
    text = json.dumps(row, ensure_ascii=False).encode()
    digest = hashlib.sha256(text).hexdigest()
    return text[:-1] + _SEAL + digest.encode() + b'"}\n', digest


def _read_line(line: bytes, number: int, previous: str) -> tuple[Event, str]:
    """The event of a line, and its digest."""
    text, _, end = line.rpartition(_SEAL)
    text += b"}"
    digest = hashlib.sha256(text).hexdigest()
    if end != digest.encode() + b'"}':
        raise RecordError(RECORD_PATH, number, Wording("the line was changed: its digest is another"), _HINT)
    try:
        row = json.loads(text)
        if not isinstance(row, dict) or set(row) != _KEYS:
            raise ValueError(Wording("it has other fields"))
        event = Event(datetime.fromisoformat(row["at"]), row["event"], row["name"], row["addresses"], row["digests"])
        if event.at.tzinfo is None or not all(_is_texts(each) for each in (event.addresses, event.digests)):
            raise ValueError(Wording("a field holds something else than it should"))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        what = Wording("the line cannot be read: %(why)s", why=error.args[0] if error.args else str(error))
        raise RecordError(RECORD_PATH, number, what, _HINT) from None
    if row["previous"] != previous:
        what = Wording("the line does not follow the one before: lines are missing or new")
        raise RecordError(RECORD_PATH, number, what, _HINT)
    return event, digest


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
