"""How building grows with the number of releases: time and memory, cold and after one edit, with Hugo beside.

`python -m tests.bench.growth 100 1000` measures these sizes; `make bench` 100, 1,000, 10,000 and 50,000. Writes
growth.json, growth.md and growth.png. The largest takes 20 GB of disk. Hugo would take longer for it than for all the
rest together, and is measured up to 10,000; --hugo-most measures more of it.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.bench.builders import Builder, Datganiad, Hugo
from tests.bench.harness import PEERS, RESULTS, machine, run, timed_peak_of
from tests.bench.releases import edited, newest

SIZES = (100, 1_000, 10_000, 50_000)
HUGO_MOST = 10_000
SLACK = 1.2
"""How much more than its share a larger site may take before it counts as growth: clocks are not the same twice."""

BASE = 1_000
"""The smallest size that growth is judged from: below it, Python's start is most of the time."""

_COLOURS = {"Datganiad": "#00594c", "Hugo": "#b8336a"}


@dataclass(frozen=True)
class Measured:
    """A size and who built it. cold_s, edit_s: seconds. peak_mib: of all processes together, in the cold build."""

    builder: str
    releases: int
    cold_s: float
    edit_s: float
    peak_mib: float


def measure(builder: Builder, count: int) -> Measured:
    builder.write(count)
    # Looking at gigabytes of memory fifty times a second would be a good part of the work.
    cold_s, peak = timed_peak_of(builder.command, every_s=0.02 if count <= BASE else 0.25)
    made = newest(count)
    builder.edit(edited(made, "Newid"))
    edit_s = run(builder.command).seconds
    assert "Newid" in builder.page(made, made.target).read_text("utf-8")
    for number in range(2):
        builder.edit(edited(made, f"Newid{number}"))
        edit_s = min(edit_s, run(builder.command).seconds)
    return Measured(builder.name, count, cold_s, edit_s, peak)


def too_fast(rows: Sequence[Measured]) -> list[str]:
    """What of ours grows faster than the number of releases, in words."""
    found = []
    ours = [row for row in rows if row.builder == "Datganiad" and row.releases >= BASE]
    for smaller, larger in pairwise(ours):
        share = larger.releases / smaller.releases
        for name in ("cold_s", "peak_mib", "edit_s"):
            times = getattr(larger, name) / getattr(smaller, name)
            if times > share * SLACK:
                found.append(
                    f"{name} grows {times:.1f} times from {smaller.releases:,} to {larger.releases:,} releases"
                )
    return found


def table(rows: Sequence[Measured]) -> list[str]:
    known = {(row.builder, row.releases): row for row in rows}

    def cell(builder: str, count: int, name: str) -> str:
        row = known.get((builder, count))
        return "" if row is None else f"{getattr(row, name):,.3g}" if name != "peak_mib" else f"{row.peak_mib:,.0f}"

    lines = [
        "| releases | cold, s | Hugo | after one edit, s | Hugo | peak memory, MiB | Hugo |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for count in sorted({row.releases for row in rows}):
        cells = [
            cell(builder, count, name) for name in ("cold_s", "edit_s", "peak_mib") for builder in ("Datganiad", "Hugo")
        ]
        lines.append(f"| {count:,} | {' | '.join(cells)} |")
    return lines


def draw(rows: Sequence[Measured], path: Path) -> None:
    """Time and memory by the number of releases, both on scales of powers: what grows like N is a straight line."""
    sys.path.append(str(PEERS))
    import matplotlib as mpl
    from matplotlib import pyplot as plt
    from matplotlib.ticker import LogLocator

    mpl.use("Agg")

    figure, (times, memory) = plt.subplots(1, 2, figsize=(10, 4.2), layout="constrained")
    for builder, colour in _COLOURS.items():
        of = [row for row in rows if row.builder == builder]
        if not of:
            continue
        sizes = [row.releases for row in of]
        style: dict[str, Any] = {"color": colour, "marker": "o" if builder == "Datganiad" else "s"}
        times.plot(sizes, [row.cold_s for row in of], label=f"{builder}, cold", **style)
        times.plot(sizes, [row.edit_s for row in of], label=f"{builder}, after one edit", linestyle="--", **style)
        memory.plot(sizes, [row.peak_mib for row in of], label=builder, **style)
    for axes, title, unit in ((times, "Time", "seconds"), (memory, "Peak memory, all processes", "MiB")):
        axes.set(title=title, xlabel="releases", ylabel=unit, xscale="log", yscale="log")
        axes.set_xticks(sorted({row.releases for row in rows}))
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.xaxis.set_minor_formatter("")
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.yaxis.set_major_formatter("{x:,g}")
        axes.yaxis.set_minor_formatter("")
        axes.grid(visible=True, color="#d8dedc")
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False)
    figure.savefig(path, dpi=120, metadata={"Software": None})


def write(rows: Sequence[Measured]) -> None:
    RESULTS.mkdir(exist_ok=True)
    about = machine(("hugo", "matplotlib"))
    data = {**about, "results": [asdict(row) for row in rows]}
    (RESULTS / "growth.json").write_text(json.dumps(data, indent=2) + "\n")
    shown = ", ".join(f"{name} {number}" for name, number in about["versions"].items())
    head = f"Growth of building. Measured {about['measured']} on {about['machine']}; {shown}."
    (RESULTS / "growth.md").write_text("\n".join([head, "", *table(rows)]) + "\n")
    draw(rows, RESULTS / "growth.png")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of releases")
    parser.add_argument("--hugo-most", type=int, default=HUGO_MOST, help="leave Hugo out above so many releases")
    chosen = parser.parse_args()
    rows: list[Measured] = []
    for count in sorted(chosen.sizes):
        for kind in (Datganiad, Hugo):
            if kind is Hugo and count > chosen.hugo_most:
                continue
            print(f"{time.strftime('%H:%M:%S')} {kind.name}, {count:,} releases …", file=sys.stderr, flush=True)
            folder = Path(tempfile.mkdtemp())
            try:
                rows.append(measure(kind(folder), count))
            finally:
                shutil.rmtree(folder)
            # As soon as a size is known it is kept: the next one may take an hour.
            write(rows)
    print("\n".join(table(rows)))
    grown = too_fast(rows)
    for each in grown:
        print(f"DOES NOT HOLD: {each}", file=sys.stderr)
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
