"""What app/deploy/s3.sh says of each file to an object store is what the server says of it."""

import json
import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path
from typing import Any

import playwright

from app import urls
from app.export.names import HIDDEN, MANIFEST
from app.locales import LOCALES
from app.pages.shell import Offer
from app.settings import HOUSE
from app.web import create_app
from app.web.headers import PAGE
from tests.newsroom import Newsroom

OURS = {*HIDDEN, MANIFEST}
ASKS = ("--cache-control", "--content-type")
ALONE = Offer(search=None, remember=False, pdf=False)
NODE = Path(playwright.__file__).parent / "driver/node"
"""The JavaScript that comes with the browser's tests: CloudFront's has no more than what it has."""


def brought(folder: Path) -> list[list[str]]:
    """The arguments of each `aws s3 sync` that the script runs but the last, which only takes away."""
    program = folder / "aws"
    program.write_text(f'#!/bin/bash\nprintf "%q " "$@" >>{folder}/said\necho >>{folder}/said\n')
    program.chmod(0o755)
    command = [HOUSE / "app/deploy/s3.sh", "public", "s3://test"]
    subprocess.run(command, check=True, env={"PATH": f"{folder}:{os.environ['PATH']}"})
    *calls, last = map(shlex.split, (folder / "said").read_text().splitlines())
    assert "--delete" in last
    return calls


def told_of(file: str, calls: list[list[str]]) -> list[Mapping[str, str]]:
    """What each call that takes a file says of it. Of several filters that match a name, the last one counts."""
    found = []
    for call in calls:
        pairs = list(pairwise(call))
        takes = [key == "--include" for key, value in pairs if key in {"--include", "--exclude"} and fits(file, value)]
        if takes[-1]:
            found.append({key: value for key, value in pairs if key in ASKS})
    return found


def fits(file: str, pattern: str) -> bool:
    return fnmatchcase(f"public/{file}", f"public/{pattern}")


def test_each_file_is_brought_to_a_store_once_with_what_the_server_says_of_it(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.release("first", front="topics: [first]")
    target = tmp_path / "public"
    done = newsroom.inside("export", str(target), "--no-compressed")
    assert done.returncode == 0, done.stderr
    client = create_app(newsroom.folder, datetime.now().astimezone, offer=ALONE)
    calls = brought(tmp_path)
    for path in sorted(target.rglob("*")):
        file = path.relative_to(target).as_posix()
        if not path.is_file():
            continue
        told = told_of(file, calls)
        if file in OURS:
            assert told == [], file
            continue
        address = file.removesuffix("index.html") if file.endswith("index.html") else file.removesuffix(".html")
        own = client.test_client(use_cookies=False).get(f"/{address}").headers
        # / depends on who asks serve, and what is said where there is nothing is no page there.
        kept = PAGE if file == "index.html" or file.endswith("404.html") else own["Cache-Control"]
        assert [list(each.values()) for each in told] == [[kept, own["Content-Type"]]], file


def led(addresses: Sequence[str]) -> list[Mapping[str, Any]]:
    """What the function for CloudFront makes of requests for addresses: a request or a response."""
    asked = json.dumps([{"request": {"uri": uri}} for uri in addresses])
    program = (HOUSE / "app/deploy/cloudfront.js").read_text("utf-8")
    run = f"{program}\nconsole.log(JSON.stringify({asked}.map(handler)))"
    done = subprocess.run([NODE, "-e", run], check=True, capture_output=True, text=True)
    found: list[Mapping[str, Any]] = json.loads(done.stdout)
    return found


def test_at_cloudfront_every_address_leads_to_its_file_or_to_its_slash_as_it_does_at_the_server(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    for number in range(21):
        newsroom.release(f"test-{number}", front="topics: [first]")
    target = tmp_path / "public"
    done = newsroom.inside("export", str(target), "--no-compressed")
    assert done.returncode == 0, done.stderr
    client = create_app(newsroom.folder, datetime.now().astimezone, offer=ALONE).test_client(use_cookies=False)
    files = {f"/{path.relative_to(target).as_posix()}" for path in target.rglob("*") if path.is_file()}
    pages = {file.removesuffix("index.html") if file.endswith("/index.html") else file for file in files}
    addresses = {page.removesuffix(".html") for page in pages if page.removeprefix("/") not in OURS}
    addresses |= {address.rstrip("/") for address in addresses} - {""}
    for lang in LOCALES:
        archive = urls.archive(lang)
        addresses |= {urls.period(lang, 1999)[:-1], f"{archive}2026/1", f"{archive}{LOCALES[lang].routes.page}"}
        assert {urls.home(lang)[:-1], archive[:-1], f"{archive}2026", f"{archive}2026/01"} <= addresses
    both = sorted(addresses)
    for address, answer in zip(both, led(both), strict=True):
        own = client.get(address)
        if own.status_code == 308:
            assert answer.get("statusCode") == 308, address
            assert answer["headers"]["location"]["value"] == own.headers["Location"]
            assert answer["headers"]["cache-control"]["value"] == own.headers["Cache-Control"]
        else:
            assert "statusCode" not in answer, address
            nowhere = address.endswith("/404") or own.status_code == 404
            assert nowhere or answer["uri"] in files, address
