"""Ten minutes of reading at full speed while releases come, change and go twice a second.

`python -m tests.bench.soak --minutes 10` serves a site of made-up releases with two workers, and tells what went wrong:
an error, a mixed edition, memory or file handles that grow. Writes soak.json and soak.md; exit code 1 if anything did.
"""

import argparse
import json
import multiprocessing
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.request import urlopen

from app.locales import LOCALES
from tests.bench.harness import HOUSE, RESULTS, family_of, machine, pss_kib, run
from tests.bench.releases import write_site
from tests.bench.soak_editor import EVERY_S, Editor, address
from tests.bench.soak_reader import STATE, Connection, Tally, read_for
from tests.newsroom import Newsroom
from tests.ports import free_port

RELEASES = 200
"""That the site has before anything happens."""

READERS = 8
"""Connections at a time, each of a process of its own."""

WARM_S = 60.0
"""Reading and editing before memory and handles are first counted, in seconds; a fifth of a short soak."""

LONG_S = 300.0
"""From how many seconds on growth is judged: before, what is kept is still filling up."""

REST_S = 3.0
"""Nobody reads or edits for so long before they are counted, in seconds: what is in flight is no leak."""

MEMORY = 1.1
"""How much of what it had after warming up a process may have at the end, and all of them together."""

SETTLED_S = 60.0
"""How long the last save may take to be on every page, in seconds."""


_NUMBER = re.compile(r"(?<=:\[)[0-9]+(?=\]$)")
_TROUBLE = re.compile(r"^.*(?:Traceback|^datganiad: |panicked|\bERROR\b).*", re.MULTILINE)
_SHOWN = 10_000
"""Characters of what the server said of trouble, from where it began."""


@dataclass(frozen=True)
class Counted:
    """A process of the server. pss_mib: its memory, shared pages by share. handles: its open files and sockets."""

    pid: int
    name: str
    pss_mib: float
    handles: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of a soak.

    seconds: of reading and editing. shown_s: from each save that was seen to the first page that showed it. before,
    after: the server's processes, after warming up and at the end.
    """

    seconds: float
    tally: Tally
    saves: int
    editions: int
    shown_s: list[float]
    before: list[Counted]
    after: list[Counted]
    failures: list[str]


def soak(
    root: Path, seconds: float, *, readers: int = READERS, pause_s: float = 0.0, every_s: float = EVERY_S
) -> Outcome:
    """Serves, reads and edits a site for so long.

    pause_s: after each answer; then the readers share this process. every_s: between two saves.
    """
    editor = Editor(Newsroom(root), every_s)
    tally = Tally()
    warm_s = min(WARM_S, seconds / 5)
    with _serving(root) as (server, port, said):
        _read_and_edit(editor, port, warm_s, tally, readers, pause_s)
        before, first = _counted(server.pid), _edition(port)
        _read_and_edit(editor, port, seconds - warm_s, tally, readers, pause_s)
        failures = [*tally.failures, *_unsettled(editor, port)]
        after, last = _counted(server.pid), _edition(port)
        if server.poll() is not None:
            failures.append(f"the server ended with {server.returncode}")
        said.seek(0)
        told = said.read()
        trouble = list(_TROUBLE.finditer(told))
        failures += [f"the server said: {each[0]}" for each in trouble]
        if trouble:
            print(told[trouble[0].start() :][:_SHOWN], file=sys.stderr)
    audit = Newsroom(root).inside("audit")
    if audit.returncode:
        failures.append(f"audit ends with {audit.returncode}: {audit.stderr}")
    shown = [tally.seen[state] - at for state, at in editor.saved.items() if state in tally.seen]
    return Outcome(seconds, tally, len(editor.saved), last - first, shown, before, after, failures)


def growth(outcome: Outcome) -> list[str]:
    """What has grown in the processes of the server, in words; nothing of a soak that was too short to tell."""
    found: list[str] = []
    if outcome.seconds < LONG_S:
        return found
    before, after = _together(outcome.before), _together(outcome.after)
    if after > before * MEMORY:
        found.append(f"the processes have grown from {before:.1f} to {after:.1f} MiB together")
    later = {each.pid: each for each in outcome.after}
    for each in outcome.before:
        now = later.get(each.pid)
        if now is None:
            found.append(f"{each.name} is not there any more")
            continue
        if now.pss_mib > each.pss_mib * MEMORY:
            found.append(f"{each.name} has grown from {each.pss_mib:.1f} to {now.pss_mib:.1f} MiB")
        if len(now.handles) > len(each.handles):
            new = ", ".join((Counter(now.handles) - Counter(each.handles)).elements())
            found.append(f"{each.name} has {len(now.handles)} open files and sockets, and had not: {new}")
    return found


def _together(counted: Sequence[Counted]) -> float:
    """The memory of all processes, in MiB."""
    return sum(each.pss_mib for each in counted)


@contextmanager
def _serving(root: Path) -> Iterator[tuple["subprocess.Popen[bytes]", int, IO[str]]]:
    """Serves a site with two workers; gives the process, the port, and what it says. Ends when it does."""
    port = free_port()
    command = _datganiad(root, "serve", "--port", str(port), "--workers", "2")
    with TemporaryFile("w+") as said, subprocess.Popen(command, cwd=HOUSE, stderr=said) as server:
        try:
            while True:
                if server.poll() is not None:
                    said.seek(0)
                    raise RuntimeError(f"serve ended with {server.returncode}: {said.read()}")
                with suppress(OSError):
                    _edition(port)
                    break
                time.sleep(0.05)
            yield server, port, said
        finally:
            server.terminate()


def _datganiad(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "app", "--site", str(root), *arguments]


def _edition(port: int) -> int:
    """The number of the edition that is served. Raises OSError."""
    with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=SETTLED_S) as answer:
        number: int = json.load(answer)["edition"]
        return number


def _read_and_edit(editor: Editor, port: int, seconds: float, tally: Tally, readers: int, pause_s: float) -> None:
    """Both at once for so long; then a rest, for what is in flight is no leak."""
    until = time.monotonic() + seconds
    year = editor.first.year
    pool: Executor = (
        ThreadPoolExecutor(readers) if pause_s else ProcessPoolExecutor(readers, multiprocessing.get_context("spawn"))
    )
    with pool:
        reading = [pool.submit(read_for, port, year, seed, until, pause_s) for seed in range(readers)]
        editor.work(until)
        for each in reading:
            tally.add(each.result())
    time.sleep(min(REST_S, seconds / 20))


def _unsettled(editor: Editor, port: int) -> list[str]:
    """What is not as the editor left it, on fresh connections to every worker, once it has had its time."""
    end = time.monotonic() + SETTLED_S
    while True:
        wrong = [each for _ in range(READERS) for each in _not_as_left(editor, port)]
        if not wrong or time.monotonic() > end:
            return sorted(set(wrong))
        time.sleep(0.2)


def _not_as_left(editor: Editor, port: int) -> Iterator[str]:
    connection = Connection(port)
    try:
        live = {each.number: each.state for each in editor.written if not each.withdrawn}
        for lang, locale in LOCALES.items():
            path = f"/{lang}/{locale.routes.releases}/"
            listed = {int(number): int(state) for number, state in STATE.findall(connection.get(path)[2])}
            if listed != live:
                yield f"{path} has at the end {listed}, and not {live}"
            for each in editor.written:
                path = address(each.number, lang, editor.first.year)
                status, _, body = connection.get(path)
                shown = f"r{each.number} s{each.state}".encode()
                if (status == 410) != bool(each.withdrawn) or (status == 200 and shown not in body):
                    yield f"{path} answers {status} at the end, and is not {'withdrawn' if each.withdrawn else shown!r}"
    finally:
        connection.close()


def _counted(pid: int) -> list[Counted]:
    """The processes of a server, as they are now."""
    found = []
    for number, each in enumerate(family_of(pid)):
        with suppress(OSError):
            name = f"process {number}" if number else "serve"
            found.append(Counted(each, name, pss_kib(each) / 1024, tuple(_handles(each))))
    return found


def _handles(pid: int) -> Iterator[str]:
    """What the open files and sockets of a process are: paths, and kinds without their numbers."""
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            yield _NUMBER.sub("", str(each.readlink()))


def write(outcome: Outcome, grown: Sequence[str]) -> None:
    """Writes soak.json and soak.md."""
    RESULTS.mkdir(exist_ok=True)
    about = machine(("granian",))
    answers = outcome.tally.answers
    data = {
        **about,
        "seconds": outcome.seconds,
        "answers": {str(status): count for status, count in sorted(answers.items())},
        "saves": outcome.saves,
        "editions": outcome.editions,
        "saved_to_seen_s": {"median": round(median(outcome.shown_s), 3), "longest": round(max(outcome.shown_s), 3)},
        "slowest_answer_s": round(outcome.tally.slowest_s, 3),
        "before": [_row(each) for each in outcome.before],
        "after": [_row(each) for each in outcome.after],
        "failures": [*outcome.failures, *grown],
    }
    (RESULTS / "soak.json").write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    (RESULTS / "soak.md").write_text("\n".join(summary(outcome, grown, about)) + "\n")


def _row(counted: Counted) -> dict[str, object]:
    return {**asdict(counted), "pss_mib": round(counted.pss_mib, 1), "handles": len(counted.handles)}


def summary(outcome: Outcome, grown: Sequence[str], about: dict[str, Any]) -> list[str]:
    answers = outcome.tally.answers
    statuses = ", ".join(f"{count:,} × {status}" for status, count in sorted(answers.items()))
    later = {each.pid: each for each in outcome.after}
    return [
        f"Soak, {outcome.seconds / 60:.3g} minutes. Measured {about['measured']} on {about['machine']}; Python "
        f"{about['versions']['Python']}, granian {about['versions']['granian']}.",
        "",
        f"- {answers.total():,} answers ({statuses}), {answers.total() / outcome.seconds:,.0f} a second; the slowest "
        f"took {outcome.tally.slowest_s:.2f} s",
        f"- {outcome.saves:,} saves of releases in both languages, which made {outcome.editions:,} editions; "
        f"{len(outcome.shown_s):,} of them were seen, {median(outcome.shown_s):.2f} s after the save in the middle, "
        f"{max(outcome.shown_s):.2f} s at most",
        f"- errors, mixed editions and all else that went wrong: {len(outcome.failures)}",
        "",
        "| process | memory after warming up, MiB | at the end | open files and sockets | at the end |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(
            f"| {each.name} | {each.pss_mib:.1f} | {now.pss_mib:.1f} | {len(each.handles)} | {len(now.handles)} |"
            for each in outcome.before
            if (now := later.get(each.pid))
        ),
        f"| together | {_together(outcome.before):.1f} | {_together(outcome.after):.1f} | | |",
        *(f"\n**{each}**" for each in (*outcome.failures, *grown)),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soak")
    parser.add_argument("--minutes", type=float, default=10.0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        write_site(Path(name), RELEASES)
        run(_datganiad(Path(name), "publish"))
        outcome = soak(Path(name), 60 * chosen.minutes)
    grown = growth(outcome)
    write(outcome, grown)
    print("\n".join(summary(outcome, grown, machine(("granian",)))))
    return 1 if outcome.failures or grown else 0


if __name__ == "__main__":
    sys.exit(main())
