"""A short soak: `make bench` has the long one, which also looks at memory and file handles."""

from pathlib import Path

from tests.bench.releases import write_site
from tests.bench.soak import soak


def test_nothing_that_readers_see_goes_back_while_releases_come_change_and_go(tmp_path: Path) -> None:
    write_site(tmp_path, 4)
    outcome = soak(tmp_path, 2.0, readers=2, pause_s=0.01, every_s=0.15)
    assert outcome.failures == []
    assert outcome.editions > 1
    assert len(outcome.shown_s) > 1
    assert set(outcome.tally.answers) <= {200, 304, 404, 410}
