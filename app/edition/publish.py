"""Bringing the edition up to date with the files: all in one transaction, or nothing.

The order is: the record catches up with what went live since (an embargo that ended, a crash), the interface, the
releases that changed, one commit, the record again.
"""

import fcntl
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from app.checks import check_references
from app.edition import record as record_file
from app.edition.addresses import addresses_of, reserved_addresses, taken_address
from app.edition.assembling import assemble_all
from app.edition.assembly import (
    Assembled,
    Interface,
    release_paths,
    seal_findings,
    site_keys,
)
from app.edition.files import Files
from app.edition.interface import Meta, Renewal, renew
from app.edition.pairs import Pairs
from app.edition.query import Edition, Stored
from app.edition.record import Event, Record
from app.edition.report import Outcome, Report
from app.edition.store import open_for_writing, prepare, told
from app.errors import EditionError, TemplateError
from app.gate import decide
from app.model import Decision, Finding, State
from app.settings import SiteFolder

Proof = Callable[[Edition, Interface, datetime], None]
"""Renders what the edition would show; raises TemplateError if a page fails."""

Progress = Callable[[int, int], None]
"""Told how many files of how many have been looked at."""


def publish(
    folder: SiteFolder,
    *,
    now: datetime,
    proof: Proof | None = None,
    progress: Progress | None = None,
    processes: int = 1,
    verify: bool = False,
) -> Report:
    """Publishes what is ready. now: aware. processes: that share the work, where there is much.

    verify: reads every file, also those that look unchanged.

    Raises EditionError (disk, permissions) or RecordError; then what was live is still live, whole.
    """
    with _alone(folder), told(folder.edition):
        record = record_file.read_record(folder.record)
        connection = open_for_writing(folder.edition)
        try:
            files = Files(connection, folder, now, verify=verify)
            return _Publication(folder, connection, record, now, proof, progress, files, processes).run()
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
        files: Files,
        processes: int,
    ) -> None:
        self.folder = folder
        self.connection = connection
        self.record = record
        self.now = now
        self.proof = proof
        self.progress = progress or (lambda _done, _total: None)
        self.edition = Edition(folder, connection)
        self.pairs = Pairs(connection)
        self.meta = Meta(connection)
        self.files = files
        self.processes = processes
        self.past: dict[str, list[Event]] = {}
        self.had: dict[str, set[str]] = {}
        self.present: set[str] = set()
        self.outcomes: dict[str, Outcome] = {}
        self.touched = False

    def run(self) -> Report:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            prepare(self.connection)
            self.catch_up()
            self.pairs.catch_up(self.now)
            before = self.edition.names()
            renewal = self.interface()
            findings = renewal.findings
            self.past = _by_name(self.record.events)
            self.had = _by_address((event.name, event.addresses) for event in self.record.events)
            paths = release_paths(self.folder)
            self.present = {_name(path) for path in paths}
            ready = self.read(paths, before, renewal)
            self.settle(ready, before)
            self.drop_unready(before)
            self.pairs.settle()
            findings += self.prove(renewal)
            if self.touched:
                self.number()
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self.catch_up()
        stored = self.edition.names().items()
        gone = tuple(name for name, pair in stored if name not in self.present and not pair.withdrawn)
        number = int(self.meta.get("number") or 0)
        return Report(number, self.touched, findings, tuple(self.outcomes.values()), gone)

    # The record

    def catch_up(self) -> None:
        """Writes into the record what the public sees and the record does not have yet."""
        events = record_file.unrecorded(self.record, self.pairs.seen(self.now))
        try:
            self.record = record_file.append(self.folder.record, self.record, events)
        except OSError as error:
            hint = "make room and publish again; the edition is whole, and the record catches up with it"
            raise EditionError(f"the record cannot be written ({error.strerror})", hint) from error

    # The interface

    def interface(self) -> Renewal:
        """The interface that is live after this publish, and what holds a new one back."""
        renewal = renew(self.folder, self.meta)
        self.touched = renewal.fresh
        return renewal

    def prove(self, renewal: Renewal) -> tuple[Finding, ...]:
        """Renders the pages with a new interface; if one fails, the whole publish is undone, so that nothing mixes."""
        if not renewal.fresh or renewal.interface is None or self.proof is None:
            return ()
        try:
            self.proof(self.edition, renewal.interface, self.now)
        except TemplateError as error:
            self.connection.execute("ROLLBACK")
            self.connection.execute("BEGIN IMMEDIATE")
            prepare(self.connection)
            self.touched = False
            self.outcomes.clear()
            return (Finding(error.path, error.line, "error", "template", error.problem, error.hint),)
        return ()

    # The releases

    def read(self, paths: tuple[str, ...], before: Mapping[str, Stored], renewal: Renewal) -> list[_Ready]:
        """What is ready among what changed; of the rest, what holds it back."""
        keys = site_keys(renewal.interface.site) if renewal.interface else {}
        sealed = renewal.interface.site.require_sign_off if renewal.interface else False
        shared = renewal.blockers()
        ready = []
        due = [path for path in paths if not self.is_settled(path, before, renewal)]
        done = len(paths) - len(due)
        for count, assembled in enumerate(assemble_all(self.folder, due, self.processes)):
            self.progress(done + count, len(paths))
            sources, digest = assembled.sources, assembled.sources.digest()
            is_live = self.is_live(before.get(sources.name))
            self.pairs.hold(digest, assembled)
            if assembled.release is None:
                self.wait(sources.name, State.WAITING, assembled.findings, is_live)
                continue
            release = assembled.release
            findings = (
                *assembled.findings,
                *seal_findings(self.folder, assembled, required=sealed),
                *check_references(release, keys),
                *shared,
                *reserved_addresses(assembled),
            )
            was_live = is_live or sources.name in self.past
            decision = decide(release, findings, now=self.now, was_live=was_live)
            if decision.visible_at is None:
                self.wait(sources.name, decision.state, decision.blockers, is_live)
            else:
                ready.append(_Ready(assembled, decision, addresses_of(assembled.localised)))
        self.progress(len(paths), len(paths))
        return ready

    def is_settled(self, path: str, before: Mapping[str, Stored], renewal: Renewal) -> bool:
        """Whether the files of a release are as they were, in the edition or held back; opens them where in doubt."""
        digest, name = self.files.digest(path), _name(path)
        known = before.get(name)
        if known and known.digest == digest and not renewal.fresh:
            return True
        held = self.pairs.held(name, digest)
        if held:
            self.wait(name, State.WAITING, held, self.is_live(known))
        return bool(held)

    def wait(self, name: str, state: State, blockers: tuple[Finding, ...], is_live: bool) -> None:
        self.outcomes[name] = Outcome(name, state, "", blockers, keeps=is_live)

    def settle(self, ready: list[_Ready], before: Mapping[str, Stored]) -> None:
        """Puts in what is ready, but for pairs whose address somebody else has."""
        wanting = _by_address((each.assembled.sources.name, each.addresses) for each in ready)
        for each in sorted(ready, key=lambda item: item.assembled.sources.name not in before):
            name = each.assembled.sources.name
            rivals = self.rivals(each, wanting)
            if rivals:
                self.wait(name, State.WAITING, rivals, self.is_live(before.get(name)))
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
            rivals = sorted({*newcomers, *had, *self.pairs.names_at(address)} - {name})
            found += [
                taken_address(each.assembled, lang, address, rival, there=rival in self.present) for rival in rivals
            ]
        return tuple(found)

    def put(self, each: _Ready, known: Stored | None) -> None:
        """Puts a pair in. One whose files are the same, but not the code that read them, is no news to anybody."""
        decision, sources = each.decision, each.assembled.sources
        assert decision.visible_at is not None
        withdrawn = decision.state is State.WITHDRAWN
        if known and (known.digest, known.withdrawn) == (sources.digest(), withdrawn):
            return
        same = bool(known) and self.edition.pair_digests(sources.name) == sources.digests()
        is_live = self.is_live(known)
        old = [event.addresses for event in self.past.get(sources.name, ())]
        if is_live:
            old.append(self.edition.addresses(sources.name))
        self.pairs.put(each.assembled, each.addresses, decision.visible_at, self.now, withdrawn=withdrawn, old=old)
        self.touched = True
        news = "changed" if decision.state is State.LIVE and is_live else decision.state.value
        self.outcomes[sources.name] = Outcome(
            sources.name,
            decision.state,
            "" if same else news,
            visible_at=decision.visible_at,
            addresses=each.addresses,
        )

    def is_live(self, known: Stored | None) -> bool:
        """Whether the public sees, or saw, a pair of the edition."""
        return known is not None and known.visible_at <= self.now

    def drop_unready(self, before: Mapping[str, Stored]) -> None:
        """An embargoed pair whose files no longer say so is closed: the public has never seen it."""
        closed = {State.WAITING, State.DRAFT, State.WITHDRAWN}
        for name, known in before.items():
            outcome = self.outcomes.get(name)
            if not self.is_live(known) and (name not in self.present or (outcome and outcome.state in closed)):
                self.pairs.drop(name)
                self.touched = True

    def number(self) -> None:
        """Gives the edition its next number, and its time."""
        self.meta.set("number", str(int(self.meta.get("number") or 0) + 1))
        self.meta.set("published_at", str(self.now.timestamp()))


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
