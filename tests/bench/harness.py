"""What every measurement shares: made-up text, clocks, peers in processes of their own, and the table of results.

A result is a ratio of two times, or of two memories, of the same work in the same run on the same machine.
"""

import json
import os
import platform
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
HOUSE = Path(__file__).resolve().parents[2]


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
    """A process that has ended. seconds: wall time. peak: its largest resident memory, in MiB. out: its stdout."""

    seconds: float
    peak: float
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
    """Measured from a small process of its own, because a fork of a large one counts the large one's memory."""
    script = (
        "import json,resource,subprocess,sys,time\n"
        "begin=time.perf_counter()\n"
        "done=subprocess.run(sys.argv[1:],stdout=subprocess.PIPE)\n"
        "seconds=time.perf_counter()-begin\n"
        "peak=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024\n"
        "print(json.dumps([done.returncode,seconds,peak,done.stdout.decode()]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    code, seconds, peak, out = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"{' '.join(command)} ended with {code}: {done.stderr}")
    return Run(seconds, peak, out)


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of this folder."""
    return [sys.executable, "-m", module, *arguments]


def write(name: str, title: str, results: Sequence[Result], versions: Sequence[str]) -> None:
    """Writes results as NAME.json and NAME.md."""
    RESULTS.mkdir(exist_ok=True)
    about = machine(versions)
    rows = [{**asdict(each), "ratio": round(each.ratio, 4), "holds": each.holds} for each in results]
    (RESULTS / f"{name}.json").write_text(json.dumps({**about, "results": rows}, indent=2, ensure_ascii=False) + "\n")
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
    ]
    (RESULTS / f"{name}.md").write_text("\n".join(lines) + "\n")


def machine(versions: Sequence[str]) -> dict[str, Any]:
    """When and on what it was measured. versions: names of packages whose version counts."""
    return {
        "measured": datetime.now(UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "versions": {"Python": platform.python_version(), **{each: _version(each) for each in versions}},
    }


def report(results: Sequence[Result]) -> int:
    """Prints the results; gives how many do not hold."""
    for each in results:
        word = "holds" if each.holds else "DOES NOT HOLD"
        print(f"{each.work}, against {each.peer}: {_number(each.ratio)} (at most {each.limit:g}): {word}")
    return sum(not each.holds for each in results)


def own_peak() -> float:
    """The largest resident memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def peak_of_children() -> float:
    """The largest resident memory of any process that this one has started and that has ended, in MiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _version(name: str) -> str:
    if name == "gettext":
        out = subprocess.run(["msgmerge", "--version"], capture_output=True, text=True, check=True).stdout
        return out.split("\n")[0].split()[-1]
    return version(name)


def _number(value: float) -> str:
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"
