"""What every measurement shares: made-up text, clocks, peers in processes of their own, and the table of results.

A result is a ratio of two times, or of two memories, of the same work in the same run on the same machine.
"""

import json
import os
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

RESULTS = Path(__file__).parent / "results"
HOUSE = Path(__file__).resolve().parents[2]
PEERS = Path(sys.prefix) / "peers"
"""Where `make bench` puts what is measured against and is no part of the project."""

# Python keeps what it has compiled, of ours and of the peers, as it does wherever a site is built or served.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@dataclass(frozen=True)
class Result:
    """One measurement. ours, theirs: in `unit`. limit: of the ratio ours / theirs, at most."""

    work: str
    peer: str
    unit: str
    ours: float
    theirs: float
    limit: float

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def holds(self) -> bool:
        return self.ratio <= self.limit


@dataclass(frozen=True)
class Run:
    """A process that has ended. seconds: wall time. out: its stdout."""

    seconds: float
    out: str


def words_of(seed: int, count: int = 4000) -> list[str]:
    """Made-up words: no language, but its letters and lengths."""
    source = random.Random(seed)
    return ["".join(source.choices("aeiouwybcdfglmnprst", k=source.randint(2, 9))) for _ in range(count)]


def sentences(count: int, seed: int, *, shortest: int = 8, longest: int = 40) -> list[str]:
    """Made-up sentences, all different, with a number in every fifth one."""
    source = random.Random(seed)
    vocabulary = words_of(seed)
    made = []
    for number in range(count):
        words = source.choices(vocabulary, k=source.randint(shortest, longest))
        words += [str(number)] if number % 5 == 0 else []
        made.append(" ".join(words).capitalize() + ".")
    return made


def best_of(times: int, work: Callable[[], object]) -> float:
    """Seconds of the quickest of several runs: what the work takes when nothing else disturbs it."""
    found = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        found.append(time.perf_counter() - begin)
    return min(found)


def run(command: Sequence[str], *, times: int = 1) -> Run:
    """The quickest of several runs of a command that has to succeed."""
    runs = [_run(command) for _ in range(times)]
    return min(runs, key=lambda each: each.seconds)


def _run(command: Sequence[str]) -> Run:
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begin
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    return Run(seconds, done.stdout)


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of this folder."""
    return [sys.executable, "-m", module, *arguments]


def write(name: str, title: str, results: Sequence[Result], versions: Sequence[str], notes: Sequence[str] = ()) -> None:
    """Writes results as NAME.json and NAME.md. notes: what has to be known to read them, a paragraph each."""
    RESULTS.mkdir(exist_ok=True)
    about = machine(versions)
    rows = [{**asdict(each), "ratio": round(each.ratio, 4), "holds": each.holds} for each in results]
    about |= {"results": rows} | ({"notes": list(notes)} if notes else {})
    (RESULTS / f"{name}.json").write_text(json.dumps(about, indent=2, ensure_ascii=False) + "\n")
    shown = ", ".join(f"{each} {number}" for each, number in about["versions"].items())
    lines = [
        f"{title}. Measured {about['measured']} on {about['machine']}; {shown}.",
        "",
        "| work | against | ours | theirs | ratio | at most |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
        *(
            f"| {each.work} | {each.peer} | {_number(each.ours)} {each.unit} | {_number(each.theirs)} {each.unit} | "
            f"{_number(each.ratio)} | {each.limit:g} |"
            for each in results
        ),
        *(line for note in notes for line in ("", note)),
    ]
    (RESULTS / f"{name}.md").write_text("\n".join(lines) + "\n")


def machine(versions: Sequence[str]) -> dict[str, Any]:
    """When and on what it was measured. versions: names of packages whose version counts."""
    return {
        "measured": datetime.now(UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "versions": {"Python": platform.python_version(), **{each: version_of(each) for each in versions}},
    }


def report(results: Sequence[Result]) -> int:
    """Prints the results; gives how many do not hold."""
    for each in results:
        word = "holds" if each.holds else "DOES NOT HOLD"
        print(f"{each.work}, against {each.peer}: {_number(each.ratio)} (at most {each.limit:g}): {word}")
    return sum(not each.holds for each in results)


def peak_of(command: Sequence[str]) -> float:
    """The most memory that a command and all the processes it starts have at one moment, in MiB; shared pages once.

    Sampled, from the proportional set size that Linux gives of each process.
    """
    return timed_peak_of(command)[1]


def timed_peak_of(command: Sequence[str], every_s: float = 0.02) -> tuple[float, float]:
    """Seconds and MiB of a command that has to succeed; its memory as in peak_of, looked at so often.

    To look is work too, and the more so the more memory there is.
    """
    with TemporaryFile("w+") as said:
        begin = time.perf_counter()
        with subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.DEVNULL, stderr=said) as process:
            peak = 0
            while process.poll() is None:
                peak = max(peak, sum(map(pss_kib, family_of(process.pid))))
                with suppress(subprocess.TimeoutExpired):
                    process.wait(every_s)
        seconds = time.perf_counter() - begin
        said.seek(0)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {said.read()}")
    return seconds, peak / 1024


def family_of(pid: int) -> Iterator[int]:
    """A process and all that it has started, and those have."""
    yield pid
    children: list[str] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):  # a thread may end meanwhile
                children += (thread / "children").read_text().split()
    for child in children:
        yield from family_of(int(child))


def pss_kib(pid: int) -> int:
    """The proportional set size of a process, which has its share of shared pages; 0 of one that has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().split("\n"):
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def version_of(name: str) -> str:
    """The version of a package, of a peer, or of GNU gettext. Raises StopIteration where it is not installed."""
    if name == "gettext":
        out = subprocess.run(["msgmerge", "--version"], capture_output=True, text=True, check=True).stdout
        return out.split("\n")[0].split()[-1]
    return next(iter(distributions(name=name, path=[*sys.path, str(PEERS)]))).version


def _number(value: float) -> str:
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"
