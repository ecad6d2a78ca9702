"""What a server process keeps of the edition: a connection for each thread, the renderer, the answers it has made.

A new edition, or an embargo that ends, empties what is kept; nothing is ever answered from two editions.
What is kept is answered again without SQL, for as long as the edition's files look as they did.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from app.edition.query import Edition
from app.edition.store import is_at_rest, open_for_reading
from app.edition.values import Interface
from app.errors import EditionError
from app.pages.memo import Memo
from app.pages.shell import Offer, View
from app.render.renderer import Renderer
from app.settings import SiteFolder
from app.web.answers import Answer
from app.web.watch import Look, Proof, Sight, Watch
from app.wording import Wording

KEPT_BYTES = 7 * 1024 * 1024
"""Answers that each process keeps, in bytes: about three hundred pages. What was asked for longest ago goes first."""

_KEPT_STATUS = frozenset({200, 410})
"""What stands at an address of the edition. Other answers are not kept: addresses where nothing stands have no end."""

_TURNS = count(1)
"""Numbers that name what is kept: a reference would keep it in memory after its edition."""


@dataclass
class _Kept:
    """What was made from one edition.

    file: device and inode of what it was read from. until: when the next embargo ends. making: a lock for each answer
    in the making. weight_bytes: of the answers. turn: a number of its own. proof: that it is the edition of today, if
    files can tell.
    """

    file: Look
    number: int
    interface_digest: str
    interface: Interface
    renderer: Renderer
    published_at: datetime
    changed_at: datetime
    until: datetime | None
    answers: OrderedDict[str, Answer]
    making: dict[str, threading.Lock]
    memo: Memo = field(default_factory=Memo)
    weight_bytes: int = 0
    turn: int = field(default_factory=lambda: next(_TURNS))
    proof: Proof | None = None

    def lasts(self, now: datetime) -> bool:
        """Whether no embargo has ended since."""
        return self.until is None or now < self.until


class Reading:
    """The edition, as one server process reads it. Safe to share between threads."""

    def __init__(self, folder: SiteFolder, offer: Offer) -> None:
        self._folder = folder
        self._offer = offer
        self._file = folder.edition
        self._watch = Watch(self._file)
        self._threads = threading.local()
        self._lock = threading.Lock()
        self._taking = threading.Lock()
        self._kept: _Kept | None = None

    def prepare(self, now: datetime) -> None:
        """Reads what every answer needs. Raises EditionError if there is no edition.

        It leaves nothing open, so that the process may be forked (https://sqlite.org/howtocorrupt.html, 2.6).
        """
        sight = self._watch.sight()
        with closing(open_for_reading(self._file)) as connection:
            edition = Edition(self._folder, connection)
            with edition.snapshot():
                self._looked_up(edition, now, sight)

    def known(self, path: str, now: datetime) -> Answer | None:
        """The answer that is kept at a path, if it is that of this moment; None where it has to be made, or fails."""
        kept = self._kept
        if kept is None or path not in kept.answers:
            return None
        if not (kept.lasts(now) and self._watch.holds(kept.proof)):
            sight = self._watch.sight()
            try:
                edition = self._edition(sight)
                with edition.snapshot():
                    kept = self._current(edition, now, sight)
            except EditionError:
                return None
        return _known(kept, path)

    def answer(self, key: str, now: datetime, make: Callable[["Reader"], Answer | None]) -> Answer | None:
        """The answer kept under a key, or the one that `make` makes now. Raises EditionError if there is no edition.

        Whoever asks for the same while it is made waits for it: a page that nobody has seen is made once.
        """
        sight = self._watch.sight()
        edition = self._edition(sight)
        with edition.snapshot():
            kept = self._current(edition, now, sight)
            with self._lock:
                known = _known(kept, key)
                if known is not None:
                    return known
                making = kept.making.setdefault(key, threading.Lock())
            with making:
                return self._made(kept, key, Reader(edition, kept, now, self._offer), make)

    def _made(
        self, kept: _Kept, key: str, reader: "Reader", make: Callable[["Reader"], Answer | None]
    ) -> Answer | None:
        """The answer that somebody else has made meanwhile, or the one that `make` makes now."""
        with self._lock:
            known = _known(kept, key)
        if known is not None:
            return known
        try:
            answer = make(reader)
        finally:
            with self._lock:
                kept.making.pop(key, None)
        if answer is not None and answer.status in _KEPT_STATUS:
            with self._lock:
                kept.answers[key] = answer
                kept.weight_bytes += answer.weight_bytes
                while kept.weight_bytes > KEPT_BYTES:
                    _, oldest = kept.answers.popitem(last=False)
                    kept.weight_bytes -= oldest.weight_bytes
        return answer

    def fresh(self, now: datetime, make: Callable[["Reader"], Answer | None]) -> Answer | None:
        """The answer that `make` makes now, which is not kept. Raises EditionError if there is no edition."""
        sight = self._watch.sight()
        edition = self._edition(sight)
        with edition.snapshot():
            return make(Reader(edition, self._current(edition, now, sight), now, self._offer))

    def health(self, now: datetime) -> dict[str, object]:
        """Number and age of the edition. Raises EditionError if there is none."""
        sight = self._watch.sight()
        edition = self._edition(sight)
        with edition.snapshot():
            kept = self._current(edition, now, sight)
        return {"status": "ok", "edition": kept.number, "age_s": int((now - kept.published_at).total_seconds())}

    def _edition(self, sight: Sight) -> Edition:
        """This thread's connection; a new one if the file is another than it was."""
        if not sight.look:
            raise EditionError(Wording("there is no edition"), Wording("run 'datganiad publish'"))
        identity = sight.look if is_at_rest(self._file) else sight.look[:2]
        if getattr(self._threads, "identity", None) != identity:
            self._threads.edition = Edition(self._folder, open_for_reading(self._file))
            self._threads.identity = identity
            self._threads.seen = None
        edition: Edition = self._threads.edition
        return edition

    def _current(self, edition: Edition, now: datetime, sight: Sight) -> _Kept:
        """What is kept of this edition at this time. sight: taken before the edition's snapshot."""
        version = edition.data_version()
        kept = self._kept
        if kept is not None and self._threads.seen == (kept.turn, version) and kept.lasts(now):
            kept.proof = self._watch.proof(sight)
            return kept
        kept = self._looked_up(edition, now, sight)
        self._threads.seen = kept.turn, version
        return kept

    def _looked_up(self, edition: Edition, now: datetime, sight: Sight) -> _Kept:
        """As _current(), where the edition may have changed: one thread looks, and the others wait for it."""
        number, published_at = edition.number(), edition.published_at()
        now = max(now, published_at)  # a clock that went back takes nothing back
        with self._taking:
            kept = self._kept
            # An edition made anew from nothing counts from 1 again, so its file and its time are looked at too.
            file = sight.look[:2]
            same = kept is not None and (kept.file, kept.number, kept.published_at) == (file, number, published_at)
            if kept is not None and same and kept.lasts(now):
                kept.proof = self._watch.proof(sight)
                return kept
            digest = edition.interface_digest()
            if kept is not None and kept.interface_digest == digest:
                interface, renderer = kept.interface, kept.renderer
            else:
                interface = self._offer.at_home(edition.interface())
                renderer = Renderer(interface.templates, interface.words, interface.static, interface.compiled)
            self._kept = _Kept(
                file,
                number,
                digest,
                interface,
                renderer,
                published_at,
                edition.changed_at(now),
                edition.next_change(now),
                OrderedDict(),
                {},
                proof=self._watch.proof(sight),
            )
            return self._kept


def _known(kept: _Kept, key: str) -> Answer | None:
    """The answer kept under a key, noted as asked for now."""
    known = kept.answers.get(key)
    if known is not None:
        try:  # noqa: SIM105 - suppress() would cost more than all the rest here
            kept.answers.move_to_end(key)
        except KeyError:
            pass  # another thread has put it out meanwhile
    return known


class Reader:
    """The edition at one moment, for one answer."""

    def __init__(self, edition: Edition, kept: _Kept, now: datetime, offer: Offer) -> None:
        self.edition = edition
        self.interface = kept.interface
        self.renderer = kept.renderer
        self.changed_at = kept.changed_at
        self.now = max(now, kept.published_at)
        self.offer = offer
        self.memo = kept.memo

    def view(self, lang: str) -> View:
        """The view of a language; of the site's first, if it is none of the site's."""
        chosen = lang if lang in self.interface.sites else next(iter(self.interface.sites))
        return View(self.edition, self.interface, chosen, self.now, self.offer, self.memo)
