"""Building a whole site, against Hugo and a Frozen-Flask site on the same text in the same run.

`python -m tests.bench.building [RELEASES MANY_RELEASES]` takes 1,000 and 10,000, as `make bench` does; fewer to try it.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.builders import Builder, Datganiad, FrozenFlask, Hugo
from tests.bench.harness import Result, peak_of, report, run, write
from tests.bench.live import edit_to_folder, edit_to_page
from tests.bench.releases import Made, edited, newest

RELEASES, MANY = 1_000, 10_000
EDITS = 3

_COUNTED = ("html", "atom", "json", "xml", "txt", "br", "gz")


def cold(builder: Builder, times: int) -> float:
    """Seconds of the quickest of several builds with nothing made before."""
    found = []
    for _ in range(times):
        builder.clear()
        found.append(run(builder.command).seconds)
    return min(found)


def one_edit(builder: Builder, made: Made) -> float:
    """Seconds of the quickest of several builds, each after one message of a release's translation was edited."""
    found = []
    for number in range(EDITS):
        word = f"Newid{number}"
        builder.edit(edited(made, word))
        found.append(run(builder.command).seconds)
        assert word in builder.page(made, made.target).read_text("utf-8")
    return min(found)


def made_of(builder: Builder) -> str:
    """What a build has made: files and sizes, in words."""
    sizes: dict[str, list[int]] = {}
    for path in builder.out.rglob("*"):
        if path.is_file():
            sizes.setdefault(path.suffix[1:], []).append(path.stat().st_size)
    total = sum(map(sum, sizes.values()))
    kinds = ", ".join(
        f"{len(sizes[kind]):,} .{kind} ({sum(sizes[kind]) / 2**20:.1f} MiB)" for kind in _COUNTED if kind in sizes
    )
    return f"{sum(map(len, sizes.values())):,} files, {total / 2**20:.1f} MiB: {kinds}"


def whole_sites(folder: Path, count: int) -> tuple[list[Result], list[str]]:
    """Cold builds of the smaller site."""
    builders = [Datganiad(folder / "ours"), Hugo(folder / "hugo"), FrozenFlask(folder / "flask")]
    seconds = []
    notes = []
    for builder in builders:
        _say(f"{builder.name}, {count:,} releases")
        builder.write(count)
        seconds.append(cold(builder, 3))
        notes.append(f"{builder.name} makes of {count:,} releases {made_of(builder)}.")
    ours, hugo, frozen = seconds
    work = f"cold publish and export, {count:,} releases"
    return [
        Result(work, "Hugo", "s", ours, hugo, 0.7),
        Result(work, "Flask, Babel and Frozen-Flask", "s", ours, frozen, 0.15),
    ], notes


def many(folder: Path, count: int) -> tuple[list[Result], list[str]]:
    """The larger site: cold, one edit, and one edit seen on a live server; and memory."""
    ours, hugo = Datganiad(folder / "ours"), Hugo(folder / "hugo")
    made = newest(count)
    seconds: dict[str, list[float]] = {}
    measures: dict[str, Callable[[Builder], float]] = {
        "cold": lambda builder: cold(builder, 1),
        "edit": lambda builder: one_edit(builder, made),
        "live": lambda builder: edit_to_page(builder, made, EDITS),
        "peak": _cold_peak,
    }
    for builder in (ours, hugo):
        builder.write(count)
        for name, measure in measures.items():
            _say(f"{builder.name}, {count:,} releases, {name}")
            seconds.setdefault(name, []).append(measure(builder))
            if name == "edit" and builder is ours:
                _say(f"{builder.name}, {count:,} releases, edit, followed")
                followed = edit_to_folder(ours, made, EDITS)
    work = f"cold publish and export, {count:,} releases"
    edit, rebuild = f"one .po message changed at {count:,}", "Hugo's rebuild of the same edit"
    results = [
        Result(work, "Hugo", "s", *seconds["cold"], 0.25),
        Result(f"{work}: peak memory of all processes", "Hugo", "MiB", *seconds["peak"], 0.25),
        Result(f"{edit}: publish and export", rebuild, "s", *seconds["edit"], 0.01),
        Result(f"{edit}: edit to file with export --follow", rebuild, "s", followed, seconds["edit"][1], 0.01),
        Result(
            f"{edit}: edit to page on a running serve", "Hugo's live server, fast render", "s", *seconds["live"], 0.1
        ),
    ]
    return results, [f"{each.name} makes of {count:,} releases {made_of(each)}." for each in (ours, hugo)]


def _cold_peak(builder: Builder) -> float:
    builder.clear()
    return peak_of(builder.command)


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what} …", file=sys.stderr, flush=True)


FORMS = (
    "Datganiad also writes each release as plain text, as data in both languages and side by side, and everything "
    "compressed twice (.br, .gz): its times include that. Hugo writes the pages, lists, feeds and sitemap alone."
)


def main() -> int:
    few, count = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (RELEASES, MANY)
    results: list[Result] = []
    notes = [FORMS]
    for part, size in ((whole_sites, few), (many, count)):
        with tempfile.TemporaryDirectory() as name:
            found, said = part(Path(name), size)
        results += found
        notes += said
    write("building", "Building", results, ("babel", "hugo", "flask", "frozen-flask"), notes)
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
