"""Bringing the edition up to date with the files: all in one transaction, or nothing.

The order is: the record catches up with what went live since (an embargo that ended, a crash), the interface, the
releases that changed, one commit, the record again.
"""

import fcntl
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.checks import check_references
from app.edition import record as record_file
from app.edition.addresses import addresses_of, reserved_addresses, taken_address
from app.edition.assembly import (
    Assembled,
    Interface,
    Sources,
    assemble,
    assemble_interface,
    interface_digest,
    interface_files,
    read_sources,
    release_paths,
    site_keys,
)
from app.edition.query import Edition
from app.edition.record import Event, Record
from app.edition.serial import dump_findings, dump_interface, dump_release, load_findings, load_interface
from app.edition.store import open_for_writing, prepare, told
from app.errors import EditionError, TemplateError
from app.gate import ALWAYS, decide
from app.model import Decision, Finding, State
from app.settings import SiteFolder

Proof = Callable[[Edition, Interface, datetime], None]
"""Renders what the edition would show; raises TemplateError if a page fails."""

Progress = Callable[[int, int], None]
"""Told how many files of how many have been looked at."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one release.

    change: "live", "changed", "withdrawn", "embargoed" or "" where nothing changed for the public.
    addresses: by language, of what is public or will be.
    """

    name: str
    state: State
    change: str
    blockers: tuple[Finding, ...] = ()
    keeps: bool = False
    visible_at: datetime | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What a publish did. edition: its number after it; 0 if there is none. gone: live, but its file is not there."""

    edition: int
    changed: bool
    interface: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    gone: tuple[str, ...]

    @property
    def waiting(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.blockers)


def publish(
    folder: SiteFolder, *, now: datetime, proof: Proof | None = None, progress: Progress | None = None
) -> Report:
    """Publishes what is ready. now: aware.

    Raises EditionError (disk, permissions) or RecordError; then what was live is still live, whole.
    """
    with _alone(folder), told(folder.edition):
        record = record_file.read_record(folder.record)
        connection = open_for_writing(folder.edition)
        try:
            return _Publication(folder, connection, record, now, proof, progress).run()
        finally:
            connection.close()


@contextmanager
def _alone(folder: SiteFolder) -> Iterator[None]:
    """One publisher at a time: the second waits for the first. The lock goes with the process that holds it."""
    with told(folder.edition):
        folder.instance.mkdir(parents=True, exist_ok=True)
        lock = (folder.instance / "publish.lock").open("w")
        fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        lock.close()


@dataclass(frozen=True, slots=True)
class _Ready:
    """A pair that may go into the edition, if nobody else has its addresses."""

    assembled: Assembled
    decision: Decision
    addresses: dict[str, str]


class _Publication:
    def __init__(
        self,
        folder: SiteFolder,
        connection: sqlite3.Connection,
        record: Record,
        now: datetime,
        proof: Proof | None,
        progress: Progress | None,
    ) -> None:
        self.folder = folder
        self.connection = connection
        self.record = record
        self.now = now
        self.proof = proof
        self.progress = progress or (lambda _done, _total: None)
        self.edition = Edition(folder, connection)
        self.past: dict[str, list[Event]] = {}
        self.had: dict[str, set[str]] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.touched = False

    def run(self) -> Report:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            prepare(self.connection)
            self.catch_up()
            before = self.edition.names()
            interface, findings, fresh = self.interface()
            self.past = _by_name(self.record.events)
            self.had = _by_address((event.name, event.addresses) for event in self.record.events)
            paths = release_paths(self.folder)
            ready = self.read(paths, before, interface, findings, fresh)
            self.settle(ready, before)
            self.drop_unready(before, {_name(path) for path in paths})
            if interface is not None:
                findings += self.prove(interface, fresh)
            if self.touched:
                self.number()
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self.catch_up()
        seen = {_name(path) for path in paths}
        gone = tuple(
            name for name, (_, withdrawn, _) in self.edition.names().items() if name not in seen and not withdrawn
        )
        number = int(self.meta("number") or 0)
        return Report(number, self.touched, findings, tuple(self.outcomes.values()), gone)

    # The record

    def catch_up(self) -> None:
        """Writes into the record what the public sees and the record does not have yet."""
        latest = self.record.latest()
        rows = self.connection.execute(
            "SELECT name, visible_at, stored_at, withdrawn, digests FROM pair WHERE visible_at <= ? "
            "ORDER BY max(visible_at, stored_at), name",
            (self.now.timestamp(),),
        ).fetchall()
        events = []
        for name, visible_at, stored_at, withdrawn, digests in rows:
            past = latest.get(name)
            addresses, files = self.edition.addresses(name), json.loads(digests)
            again = past is None or past.event == "withdrawn"
            event = "withdrawn" if withdrawn else "live" if again else "changed"
            same = past and past.digests == files and past.addresses == addresses
            if past is None or not same or (past.event == "withdrawn") != bool(withdrawn):
                at = datetime.fromtimestamp(max(visible_at, stored_at), UTC)
                events.append(Event(at, event, name, addresses, files))
        try:
            self.record = record_file.append(self.folder.record, self.record, events)
        except OSError as error:
            hint = "make room and publish again; the edition is whole, and the record catches up with it"
            raise EditionError(f"the record cannot be written ({error.strerror})", hint) from error

    # The interface

    def interface(self) -> tuple[Interface | None, tuple[Finding, ...], bool]:
        """The interface that is live after this publish, what holds a new one back, and whether it is new."""
        files = interface_files(self.folder)
        digest = interface_digest(self.folder, files)
        stored = self.meta("interface")
        if stored and self.meta("interface_digest") == digest:
            return load_interface(stored), (), False
        interface, findings = assemble_interface(self.folder, files)
        errors = tuple(finding for finding in findings if finding.level == "error")
        if interface is None:
            return (load_interface(stored) if stored else None), errors, False
        self.set_meta("interface", dump_interface(interface))
        self.set_meta("interface_digest", digest)
        self.touched = True
        return interface, (), True

    def prove(self, interface: Interface, fresh: bool) -> tuple[Finding, ...]:
        """Renders the pages with a new interface; if one fails, the whole publish is undone, so that nothing mixes."""
        if not fresh or self.proof is None:
            return ()
        try:
            self.proof(self.edition, interface, self.now)
        except TemplateError as error:
            self.connection.execute("ROLLBACK")
            self.connection.execute("BEGIN IMMEDIATE")
            prepare(self.connection)
            self.touched = False
            self.outcomes.clear()
            return (Finding(error.path, error.line, "error", "template", error.problem, error.hint),)
        return ()

    # The releases

    def read(
        self,
        paths: tuple[str, ...],
        before: Mapping[str, tuple[str, bool, datetime]],
        interface: Interface | None,
        interface_findings: tuple[Finding, ...],
        fresh: bool,
    ) -> list[_Ready]:
        keys = site_keys(interface.site) if interface else {}
        shared = _interface_blocker(interface_findings)
        ready = []
        for done, path in enumerate(paths):
            self.progress(done, len(paths))
            sources = read_sources(self.folder, path)
            digest = sources.digest()
            known = before.get(sources.name)
            if known and known[0] == digest and not fresh:
                continue
            is_live = bool(known and known[2] <= self.now)
            held = self.held(sources.name, digest)
            if held:
                self.wait(sources.name, State.WAITING, held, is_live)
                continue
            assembled = assemble(self.folder, sources)
            self.hold(sources, digest, assembled)
            if assembled.release is None:
                self.wait(sources.name, State.WAITING, assembled.findings, is_live)
                continue
            release = assembled.release
            findings = (*assembled.findings, *check_references(release, keys), *shared, *reserved_addresses(assembled))
            was_live = is_live or sources.name in self.past
            decision = decide(release, findings, now=self.now, was_live=was_live)
            if decision.visible_at is None:
                self.wait(sources.name, decision.state, decision.blockers, is_live)
            else:
                ready.append(_Ready(assembled, decision, addresses_of(assembled.localised)))
        self.progress(len(paths), len(paths))
        return ready

    def wait(self, name: str, state: State, blockers: tuple[Finding, ...], is_live: bool) -> None:
        self.outcomes[name] = Outcome(name, state, "", blockers, keeps=is_live)

    def settle(self, ready: list[_Ready], before: Mapping[str, tuple[str, bool, datetime]]) -> None:
        """Puts in what is ready, but for pairs whose address somebody else has."""
        wanting = _by_address((each.assembled.sources.name, each.addresses) for each in ready)
        for each in sorted(ready, key=lambda item: item.assembled.sources.name not in before):
            name = each.assembled.sources.name
            rivals = self.rivals(each, wanting)
            if rivals:
                self.wait(name, State.WAITING, rivals, name in before and before[name][2] <= self.now)
            else:
                self.put(each, before.get(name))

    def rivals(self, each: _Ready, wanting: Mapping[str, set[str]]) -> tuple[Finding, ...]:
        """Who else has, had or wants one of its addresses. Between two newcomers neither wins.

        An edition made anew does not know who was first: the record does.
        """
        found: list[Finding] = []
        name = each.assembled.sources.name
        for lang, address in each.addresses.items():
            had = self.had.get(address, set())
            newcomers = set() if name in had else wanting[address]
            rows = self.connection.execute(
                "SELECT name FROM half WHERE address = :address AND name <> :name "
                "UNION SELECT name FROM old_address WHERE address = :address AND name <> :name",
                {"address": address, "name": name},
            ).fetchall()
            rivals = sorted({*newcomers, *had, *(row[0] for row in rows)} - {name})
            found += [taken_address(each.assembled, lang, address, rival) for rival in rivals]
        return tuple(found)

    def put(self, each: _Ready, known: tuple[str, bool, datetime] | None) -> None:
        assembled, decision = each.assembled, each.decision
        release = assembled.release
        assert release is not None
        assert decision.visible_at is not None
        name, digest = release.name, assembled.sources.digest()
        same = bool(known) and self.edition.pair_digests(name) == assembled.sources.digests()
        if known and known[0] == digest and known[1] == (decision.state is State.WITHDRAWN):
            return
        visible_at = decision.visible_at.timestamp()
        for lang, address in self.edition.addresses(name).items():
            if known and known[2] <= self.now and address != each.addresses[lang]:
                self.connection.execute("INSERT OR IGNORE INTO old_address VALUES (?, ?, ?)", (address, lang, name))
        self.connection.execute("DELETE FROM pair WHERE name = ?", (name,))
        self.connection.execute(
            "INSERT INTO pair VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                name,
                release.section,
                visible_at,
                self.now.timestamp(),
                decision.state is State.WITHDRAWN,
                (release.published or ALWAYS).timestamp(),
                release.year,
                release.menu,
                digest,
                json.dumps(assembled.sources.digests()),
            ),
        )
        for lang, localised in assembled.localised.items():
            row = (name, lang, each.addresses[lang], dump_release(localised))
            self.connection.execute("INSERT INTO half VALUES (?, ?, ?, ?)", row)
            self.connection.execute("DELETE FROM old_address WHERE address = ?", (each.addresses[lang],))
        for topic in dict.fromkeys(release.topics):
            self.connection.execute("INSERT INTO pair_topic VALUES (?, ?)", (topic, name))
        for event in self.past.get(name, ()):  # an edition made anew does not know its old addresses
            for lang, address in event.addresses.items():
                if address != each.addresses.get(lang):
                    self.connection.execute("INSERT OR IGNORE INTO old_address VALUES (?, ?, ?)", (address, lang, name))
        self.touched = True
        self.outcomes[name] = Outcome(
            name,
            decision.state,
            "" if same else _change(decision, known, self.now),
            visible_at=decision.visible_at,
            addresses=each.addresses,
        )

    def drop_unready(self, before: Mapping[str, tuple[str, bool, datetime]], present: set[str]) -> None:
        """An embargoed pair whose files no longer say so is closed: the public has never seen it."""
        closed = {State.WAITING, State.DRAFT, State.WITHDRAWN}
        for name, (_, _, visible_at) in before.items():
            outcome = self.outcomes.get(name)
            if visible_at > self.now and (name not in present or (outcome and outcome.state in closed)):
                self.connection.execute("DELETE FROM pair WHERE name = ?", (name,))
                self.touched = True

    # What the edition says of itself

    def held(self, name: str, digest: str) -> tuple[Finding, ...]:
        """What the files of a release were found to lack, if they have not changed since."""
        row = self.connection.execute(
            "SELECT findings FROM held WHERE name = ? AND digest = ?", (name, digest)
        ).fetchone()
        return load_findings(row[0]) if row else ()

    def hold(self, sources: Sources, digest: str, assembled: Assembled) -> None:
        self.connection.execute("DELETE FROM held WHERE name = ?", (sources.name,))
        draft = assembled.release is not None and assembled.release.draft
        errors = tuple(finding for finding in assembled.findings if finding.level == "error")
        if errors and not draft:
            self.connection.execute("INSERT INTO held VALUES (?, ?, ?)", (sources.name, digest, dump_findings(errors)))

    def number(self) -> None:
        self.set_meta("number", str(int(self.meta("number") or 0) + 1))
        self.set_meta("published_at", str(self.now.timestamp()))

    def meta(self, key: str) -> str:
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, key: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _name(path: str) -> str:
    return path.removeprefix("content/").removesuffix(".md")


def _by_name(events: tuple[Event, ...]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.name, []).append(event)
    return found


def _by_address(pairs: Iterable[tuple[str, Mapping[str, str]]]) -> dict[str, set[str]]:
    """The names that go with each address. pairs: of name and addresses by language."""
    found: dict[str, set[str]] = {}
    for name, addresses in pairs:
        for address in addresses.values():
            found.setdefault(address, set()).add(name)
    return found


def _interface_blocker(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    if not findings:
        return ()
    first = findings[0]
    what = f"the interface is not whole ({len(findings)} findings), and nothing new goes live until it is: {first.what}"
    return (Finding(first.path, first.line, "error", "interface", what, first.fix),)


def _change(decision: Decision, known: tuple[str, bool, datetime] | None, now: datetime) -> str:
    if decision.state is not State.LIVE:
        return decision.state.value
    return "changed" if known and known[2] <= now else "live"
