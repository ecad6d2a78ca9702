"""Lighthouse, with its mobile profile, on the demonstration: the lowest score of several runs of each page.

`make bench` installs Lighthouse beside this file, in lighthouse/, from the npm registry.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.harness import RESULTS, machine
from tests.browser.conftest import serving
from tests.sites import demonstration_in

HERE = Path(__file__).parent / "lighthouse"
RUNS = 3
TRIES = 5
"""How often a run may fail in which Lighthouse could not record the page: it then asks to be run again."""
PAGES = {
    "home": {"cy": "/cy/", "en": "/en/"},
    "release": {"cy": "/cy/datganiadau/2018/ymgyrch-netsafe", "en": "/en/releases/2018/operation-netsafe"},
    "search": {"cy": "/cy/chwilio", "en": "/en/search"},
}
AT_LEAST = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless --disable-gpu --disable-background-networking --disable-component-update --disable-sync"


def scores(url: str, browser: str) -> dict[str, int]:
    """The scores of one run, from 0 to 100, by category."""
    sandbox = " --no-sandbox" if os.geteuid() == 0 else ""
    command = ["npx", "lighthouse", url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}{sandbox}"]
    command.append(f"--only-categories={','.join(AT_LEAST)}")
    environment = {**os.environ, "CHROME_PATH": browser}
    for _ in range(TRIES):
        done = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, check=False)
        if "Please run Lighthouse again" not in done.stderr:
            break
    if done.returncode:
        raise RuntimeError(f"Lighthouse ended with {done.returncode}: {done.stderr[-500:]}")
    categories = json.loads(done.stdout)["categories"]
    return {name: round(100 * categories[name]["score"]) for name in AT_LEAST}


def main() -> int:
    browser = os.environ["DATGANIAD_TEST_BROWSER"]
    rows = []
    with tempfile.TemporaryDirectory() as folder, serving(demonstration_in(Path(folder))) as served:
        for kind, addresses in PAGES.items():
            for lang, path in addresses.items():
                runs = [scores(served.url + path, browser) for _ in range(RUNS)]
                lowest = {name: min(run[name] for run in runs) for name in AT_LEAST}
                rows.append({"page": kind, "language": lang, **lowest})
                print(f"{kind} ({lang}): {lowest}", file=sys.stderr)
    version = json.loads((HERE / "node_modules" / "lighthouse" / "package.json").read_text("utf-8"))["version"]
    about = machine(())
    about["versions"]["Lighthouse"] = version
    (RESULTS / "lighthouse.json").write_text(json.dumps({**about, "runs": RUNS, "results": rows}, indent=2) + "\n")
    lines = [
        f"Lighthouse {version}, mobile profile, the lowest of {RUNS} runs. Measured {about['measured']} on "
        f"{about['machine']}.",
        "",
        "| page | language | performance | accessibility | best practices | SEO |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
        *(f"| {' | '.join(str(each) for each in row.values())} |" for row in rows),
    ]
    (RESULTS / "lighthouse.md").write_text("\n".join(lines) + "\n")
    low = [row for row in rows if any(row[name] < least for name, least in AT_LEAST.items())]
    for row in low:
        print(f"DOES NOT HOLD: {row}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    raise SystemExit(main())
