"""Plain `pybabel extract` finds what `datganiad translations update` does, so that other tools can be used as well."""

import subprocess
import sys
from pathlib import Path

from app.catalogue.po import read_po
from app.cli.jobs import Job, catalogue_jobs
from app.settings import SiteFolder
from tests.newsroom import HOUSE

Texts = set[tuple[str | None, str, str | None]]


def extracted_by_babel(folder: Path) -> Texts:
    """What stands in the .pot file that pybabel makes of the repository."""
    pot = folder / "test.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "extract", "-F", "babel.cfg", "-o", str(pot), "."]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    entries = read_po(pot.read_bytes(), "test.pot").entries
    found = [entry.translation for entry in entries if entry.translation and entry.translation.msgid]
    return {(each.msgctxt, each.msgid, each.msgid_plural) for each in found}


def extracted_here() -> Texts:
    """What `translations update` would write."""
    jobs = list(catalogue_jobs(SiteFolder(HOUSE)))
    assert all(isinstance(job, Job) for job in jobs)
    messages = [message for job in jobs if isinstance(job, Job) for message in job.messages]
    return {(each.msgctxt, each.msgid, each.msgid_plural) for each in messages}


def test_pybabel_finds_every_message_that_an_update_does(tmp_path: Path) -> None:
    assert extracted_by_babel(tmp_path) == extracted_here()
