"""Bringing the edition up to date with the files: all in one transaction, or nothing.

The order is: the record catches up with what went live since (an embargo that ended, a crash), the interface, the
releases that changed, one commit, the record again.
"""

import fcntl
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from app.edition.aside import Aside
from app.edition.astray import gone_file, idle_text
from app.edition.files import Files, Watched
from app.edition.interface import Meta, Renewal, renew
from app.edition.pairs import Pairs
from app.edition.prepared import Basis, Due, Prepared, Rows, unpacked
from app.edition.query import Edition
from app.edition.record import TOPICS, Event
from app.edition.recorded import Recorded
from app.edition.report import Outcome, Report
from app.edition.rivals import Rivals
from app.edition.store import open_for_writing, prepare_tables, told
from app.edition.values import Interface, site_keys
from app.errors import TemplateError
from app.model import Finding, State
from app.settings import SiteFolder, name_of
from app.wording import Wording

Proof = Callable[[Edition, Interface, datetime], bytes]
"""Renders what the edition would show, and gives the compiled templates for whoever reads the edition. Raises
TemplateError if a page fails."""

Progress = Callable[[int, int], None]
"""Told how many steps of how many are done."""


def publish(
    folder: SiteFolder,
    *,
    now: datetime,
    proof: Proof | None = None,
    progress: Progress | None = None,
    processes: int = 1,
    verify: bool = False,
    watched: Watched | None = None,
) -> Report:
    """Publishes what is ready. now: aware. processes: that share the work, where there is much.

    verify: reads every file, also those that look unchanged. watched: as in Files.

    Raises EditionError (disk, permissions) or RecordError; then what was live is still live, whole.
    """
    with _alone(folder), told(folder.edition):
        connection = open_for_writing(folder.edition)
        try:
            files = Files(connection, folder, now, verify=verify, watched=watched)
            recorded = Recorded(connection, folder.record, now, verify=verify)
            return _Publication(folder, connection, recorded, now, proof, progress, files, processes).run()
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


class _Publication:
    """One run of publish(). embargoed: names of pairs that nobody sees when it begins. present: names with a file."""

    def __init__(
        self,
        folder: SiteFolder,
        connection: sqlite3.Connection,
        recorded: Recorded,
        now: datetime,
        proof: Proof | None,
        progress: Progress | None,
        files: Files,
        processes: int,
    ) -> None:
        self.folder = folder
        self.connection = connection
        self.recorded = recorded
        self.now = self.clock = now
        self.proof = proof
        self.progress = progress or (lambda _done, _total: None)
        self.edition = Edition(folder, connection)
        self.pairs = Pairs(connection)
        self.meta = Meta(connection)
        self.files = files
        self.processes = processes
        self.embargoed: list[str] = []
        self.present: frozenset[str] = frozenset()
        self.outcomes: dict[str, Outcome] = {}
        self.touched = False
        self.done = self.total = 0

    def run(self) -> Report:
        with self.transaction():
            self.open()
            # A clock that went back takes nothing back: what was live stays live. Nor does it end an embargo.
            self.now = max(self.now, self.published_at() or self.now)
            self.tell_late(self.catch_up())
            self.pairs.catch_up(self.now)
            self.embargoed = self.edition.embargoed(self.now)
            renewal = self.interface()
            findings = renewal.findings
            texts = self.files.texts()
            self.present = frozenset(map(name_of, texts.releases))
            aside = Aside(self.connection)
            self.settle(self.read(texts.releases, renewal, aside), aside)
            self.drop_unready()
            self.pairs.settle(self.now, self.step)
            findings += self.prove(renewal)
            if self.touched:
                self.record_moved_topics(renewal)
                self.meta.begin_edition(self.now)
        with self.transaction():
            self.catch_up()
            gone = tuple(name for name in self.edition.standing() if name not in self.present)
            number = int(self.meta.get("number") or 0)
        outcomes, astray = tuple(self.outcomes.values()), (*map(gone_file, gone), *map(idle_text, texts.others))
        return Report(number, self.touched, findings, self.recorded.findings, outcomes, gone, astray, texts)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    # The record

    def open(self) -> None:
        """Makes the tables where there are none, and takes note of what the record says."""
        prepare_tables(self.connection)
        if not self.recorded.open():
            self.pairs.forget_recorded()

    def catch_up(self) -> tuple[Event, ...]:
        """Writes into the record what the public sees and the record does not have yet; gives that."""
        seen = self.pairs.unrecorded(self.now)
        added = self.recorded.add(seen)
        if seen:
            self.pairs.set_recorded(self.now)
        return added

    def record_moved_topics(self, renewal: Renewal) -> None:
        """Writes into the record where a topic was that has moved, and where it is: the old address leads there."""
        for key, *addresses in renewal.moved_topics():
            for each in addresses:
                self.recorded.add([Event(self.now, "live", f"{TOPICS}{key}", each, {})])

    def tell_late(self, events: Iterable[Event]) -> None:
        """Notes what the public has come to see since the last publish, because an embargo ended."""
        for event in events:
            state = State.WITHDRAWN if event.event == "withdrawn" else State.LIVE
            self.outcomes[event.name] = Outcome(event.name, state, event.event, addresses=event.addresses)

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
            self.meta.set("compiled", self.proof(self.edition, renewal.interface, self.now))
        except TemplateError as error:
            self.connection.execute("ROLLBACK")
            self.connection.execute("BEGIN IMMEDIATE")
            self.open()
            self.touched = False
            self.outcomes.clear()
            return (Finding.of(error, "template"),)
        return ()

    # The releases

    def read(self, paths: tuple[str, ...], renewal: Renewal, aside: Aside) -> list[str]:
        """The names of what is ready among what changed, which is laid aside; notes what holds the rest back."""
        site = renewal.interface.site if renewal.interface else None
        basis = Basis(
            keys=site_keys(site) if site else {},
            sealed=site.require_sign_off if site else False,
            shared=renewal.blockers(),
            now=self.now,
        )
        same = self.meta.get("basis") == basis.told()
        self.meta.set("basis", basis.told())
        ready: list[str] = []
        due = [
            Due(path, was_live=self.is_live(name_of(path)) or self.recorded.knows(name_of(path)))
            for path, digest in self.files.in_question(paths, every=not same)
            if not self.is_settled(name_of(path), digest, same_basis=same)
        ]
        self.done, self.total = len(paths) - len(due), len(paths) + 2 * len(due)
        for prepared in self.prepared(due, basis):
            self.step()
            self.pairs.hold(prepared)
            if prepared.rows is None:
                decision = prepared.decision
                self.wait(prepared.name, decision.state, decision.blockers)
            else:
                aside.lay(prepared)
                ready.append(prepared.name)
        return ready

    def prepared(self, due: list[Due], basis: Basis) -> Iterable[Prepared]:
        """Each release that is due, ready."""
        if not due:
            return ()
        from app.edition.preparing import prepare_all  # only now: it brings all that reads and checks files

        return prepare_all(self.folder, due, basis, self.processes)

    def step(self) -> None:
        """Tells how far it has come: each release that is due is read, put in, and put beside the others."""
        self.done += 1
        self.progress(self.done, self.total)

    def is_settled(self, name: str, digest: str, *, same_basis: bool) -> bool:
        """Whether a release whose files have this digest is in the edition, or held back.

        same_basis: whether what else its state rests on is as it was, too.
        """
        known = self.edition.stored(name)
        if known and known.digest == digest and same_basis:
            return True
        held = self.pairs.held(name, digest)
        if held is None or (not held and (known or self.recorded.knows(name))):
            return False
        self.wait(name, State.WAITING if held else State.DRAFT, held)
        return True

    def wait(self, name: str, state: State, blockers: tuple[Finding, ...]) -> None:
        """Notes that a release stays out, and why; the pair of it that is live stays."""
        self.outcomes[name] = Outcome(name, state, "", blockers, keeps=self.is_live(name))

    def settle(self, ready: list[str], aside: Aside) -> None:
        """Puts in what is ready, but for pairs whose address somebody else has. Newcomers are last."""
        rivals = Rivals(self.pairs, self.recorded, self.present, aside)
        for name in sorted(ready, key=lambda name: self.edition.stored(name) is None):
            self.step()
            prepared = aside.take(name)
            taken = rivals.of(prepared)
            if taken:
                self.wait(name, State.WAITING, taken)
            elif prepared.rows is not None:
                self.put(prepared, unpacked(prepared.rows))

    def put(self, prepared: Prepared, rows: Rows) -> None:
        """Puts a pair in. Where only the code that reads its files has changed, that is no news to anybody.

        Where its files say what is there already, the pair stays as it is: somebody has added a comment, or signed off
        a translation, and there is nothing that a reader could see.
        """
        name, decision = prepared.name, prepared.decision
        known, withdrawn = self.edition.stored(name), decision.state is State.WITHDRAWN
        if known and (known.digest, known.withdrawn) == (prepared.digest, withdrawn):
            return
        if known and self.pairs.keep(prepared, rows, withdrawn=withdrawn):
            return
        same = bool(known) and self.edition.pair_digests(name) == prepared.digests
        is_live = self.is_live(name)
        if not is_live and decision.visible_at is not None and self.clock < decision.visible_at <= self.now:
            self.wait(name, State.WAITING, (self.clock_finding(name),))
            return
        old = self.recorded.addresses_of(name)
        if is_live:
            old.append(self.edition.addresses(name))
        self.pairs.put(prepared, rows, self.now, withdrawn=withdrawn, old=old)
        self.touched = True
        news = "changed" if decision.state is State.LIVE and is_live else decision.state.value
        self.outcomes[name] = Outcome(
            name,
            decision.state,
            "" if same else news,
            visible_at=decision.visible_at,
            addresses=prepared.addresses,
        )

    def clock_finding(self, name: str) -> Finding:
        """That a release would be public before its time, because the last edition is later than this clock."""
        time = f"{self.now:%Y-%m-%d %H:%M} UTC"
        what = Wording("the last edition is of %(time)s, later than this machine's clock", time=time)
        fix = Wording(
            "wait until then; if the clock was wrong that day, move instance/edition.sqlite away and publish again"
        )
        return Finding(f"content/{name}.md", 1, "error", "clock", what, fix)

    def is_live(self, name: str) -> bool:
        """Whether the public sees a pair of this name that is not put in again yet; also one that was withdrawn."""
        known = self.edition.stored(name)
        return known is not None and known.is_live(self.now)

    def drop_unready(self) -> None:
        """An embargoed pair whose files no longer say so is closed: the public has never seen it."""
        closed = {State.WAITING, State.DRAFT, State.WITHDRAWN}
        for name in self.embargoed:
            outcome = self.outcomes.get(name)
            if name not in self.present or (outcome and outcome.state in closed):
                self.pairs.drop(name)
                self.touched = True

    def published_at(self) -> datetime | None:
        """When the edition was published last; None before the first time."""
        at = self.meta.get("published_at")
        return datetime.fromtimestamp(float(at), UTC) if at else None
