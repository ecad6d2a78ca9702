"""Readers who look closely: they read every kind of page, and tell when what they see goes back.

A connection belongs to one server process, so on it no release may be seen in an earlier state than it was seen in
before, on whatever page, in whatever language and form. A list in another state than its page, or a language in another
than the other, goes back sooner or later when they are read in turn. Only an edition that comes between two answers
makes them differ, and then the second is the later one.
"""

import gzip
import random
import re
import socket
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

import brotli  # type: ignore[import-untyped]

from app.locales import LOCALES
from tests.bench.soak_editor import GONE, address

STATE = re.compile(rb"\br(\d+) s(\d+)\b")
ROUNDS = 20
"""Of some twenty answers on one connection, before the next one, which may belong to another process."""

PATIENCE_S = 30.0
_TOLD = 20


@dataclass
class Tally:
    """What readers saw. seen: when a state of a release was first seen, by time.monotonic(). slowest_s: in seconds."""

    answers: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    seen: dict[tuple[int, int], float] = field(default_factory=dict)
    slowest_s: float = 0.0

    def add(self, more: "Tally") -> None:
        self.answers += more.answers
        self.failures += more.failures
        self.slowest_s = max(self.slowest_s, more.slowest_s)
        for state, at in more.seen.items():
            self.seen[state] = min(at, self.seen.get(state, at))


class Connection:
    """One connection that is kept open, over which one asks and reads whole answers. Quicker than http.client."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str, *headers: str) -> tuple[int, dict[bytes, bytes], bytes]:
        """Status, headers in small letters, body. Raises OSError, also if the answer is cut off."""
        lines = (f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", "")
        self._socket.sendall("\r\n".join(lines).encode())
        data = b""
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        first, *rest = data[:end].split(b"\r\n")
        fields = {name.lower(): value for name, _, value in (line.partition(b": ") for line in rest)}
        body = bytearray(data[end + 4 :])
        status = int(first.split(b" ", 2)[1])
        size = 0 if status == 304 else int(fields[b"content-length"])
        while len(body) < size:
            body += self._more()
        return status, fields, bytes(body)

    def close(self) -> None:
        self._socket.close()

    def _more(self) -> bytes:
        found = self._socket.recv(1 << 18)
        if not found:
            raise ConnectionError("the server closed the connection")
        return found


class Reader:
    """Reads until told to stop. year: of the addresses of what the editor writes. pause_s: after each answer."""

    def __init__(self, port: int, year: int, seed: int, pause_s: float = 0.0) -> None:
        self.tally = Tally()
        self._port = port
        self._year = year
        self._chance = random.Random(seed)
        self._pause_s = pause_s
        self._connection: Connection | None = None
        self._states: dict[int, tuple[int, str]] = {}
        self._kept: dict[str, tuple[bytes, bytes]] = {}

    def read(self, until: float) -> Tally:
        """Until a time of time.monotonic()."""
        while time.monotonic() < until and len(self.tally.failures) < _TOLD:
            try:
                self._connect()
                for _ in range(ROUNDS):
                    self._round()
                    if time.monotonic() >= until:
                        break
            except OSError as error:
                self.tally.failures.append(f"connection: {error}")
            finally:
                self._disconnect()
        return self.tally

    def _connect(self) -> None:
        self._connection = Connection(self._port)
        self._states, self._kept = {}, {}

    def _disconnect(self) -> None:
        if self._connection:
            with suppress(OSError):
                self._connection.close()
        self._connection = None

    def _round(self) -> None:
        """The list, a release that is new on it in every form, and some of all the rest, in any order."""
        pages = [f"/{lang}/{routes.releases}/" for lang, routes in _ROUTES.items()]
        for page in pages:
            self._get(page)
        for number in self._chance.sample(sorted(self._states), min(2, len(self._states))):
            for lang, routes in _ROUTES.items():
                page = address(number, lang, self._year)
                pages += [page, f"{page}.txt", f"{page}.json", f"{page}/{routes.side}"]
        for lang, routes in _ROUTES.items():
            pages += [f"/{lang}/", f"/{lang}/{routes.feed}.atom", f"/{lang}/{routes.feed}.json"]
            pages += [f"/{lang}/{routes.search}?q=headline", f"/{lang}/{routes.releases}/{self._year}/"]
            pages += [f"/{lang}/{routes.releases}/{routes.page}/2", f"/{lang}/absent"]
        pages += ["/", "/sitemap.xml", "/robots.txt", "/healthz"]
        self._chance.shuffle(pages)
        for page in pages[:20]:
            self._get(page)

    def _get(self, path: str) -> None:
        headers = []
        coding = self._chance.choice(("", "", "br", "gzip"))
        if coding:
            headers.append(f"Accept-Encoding: {coding}")
        tag, known = self._kept.get(coding + path, (b"", b""))
        if tag and self._chance.random() < 0.5:
            headers.append(f"If-None-Match: {tag.decode()}")
        begin = time.monotonic()
        assert self._connection
        status, fields, body = self._connection.get(path, *headers)
        now = time.monotonic()
        self.tally.answers[status] += 1
        self.tally.slowest_s = max(self.tally.slowest_s, now - begin)
        if status >= 500:
            self._fail(f"{path} answers {status}")
        if status == 304:
            body = known
        else:
            body = _DECODERS[fields.get(b"content-encoding", b"")](body)
            self._kept[coding + path] = (fields.get(b"etag", b""), body)
        self._look(path, status, body, now)
        if self._pause_s:
            time.sleep(self._pause_s)

    def _look(self, path: str, status: int, body: bytes, now: float) -> None:
        """Whether anything on the page goes back, or is on it twice in two states."""
        found: dict[int, int] = {}
        for release, state in STATE.findall(body):
            number = int(release)
            if found.setdefault(number, int(state)) != int(state):
                self._fail(f"{path} has r{number} in the states s{found[number]} and s{int(state)}")
        asked = _ASKED.search(path)
        if asked and status == 410:
            found = {int(asked[1]): GONE}
        elif asked and status == 404 and int(asked[1]) in self._states:
            self._fail(f"{path} is not there any more")
        for number, state in found.items():
            before, where = self._states.get(number, (0, ""))
            if state < before:
                self._fail(f"{path} has r{number} {_name(state)}, after {where} had it {_name(before)}")
                continue
            self._states[number] = (state, path)
            self.tally.seen.setdefault((number, state), now)

    def _fail(self, what: str) -> None:
        self.tally.failures.append(what)


def read_for(port: int, year: int, seed: int, until: float, pause_s: float) -> Tally:
    """As a process or a thread of its own reads."""
    return Reader(port, year, seed, pause_s).read(until)


def _name(state: int) -> str:
    return "withdrawn" if state == GONE else f"in state s{state}"


_ROUTES = {lang: locale.routes for lang, locale in LOCALES.items()}
_ASKED = re.compile(r"/soak-(\d+)(?:-cy|-en)?(?:$|[./])")
_DECODERS = {b"": bytes, b"gzip": gzip.decompress, b"br": brotli.decompress}
