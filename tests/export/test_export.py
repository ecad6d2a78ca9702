"""The exported site: the same bytes as the server's, always whole, and nobody else's files touched."""

import gzip
import importlib
import json
import os
import re
import subprocess
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import brotli
import pytest

from app.content.messages import site_messages
from app.content.site import parse_site
from app.export import folder, site
from app.export.guests import link
from app.export.names import HEADERS, HIDDEN, MANIFEST, REDIRECTS, file_of
from app.pages.shell import Offer
from app.pages.units import Unit
from app.web import Asker, create_app
from app.web.headers import PAGE, PAGE_AT_CDN
from tests.newsroom import SITE_YAML, Newsroom, build
from tests.sites import busy_in

OFFER = Offer(search=None, remember=False, pdf=False)
OURS = {*HIDDEN, MANIFEST}
OWN = ("/cy/", "/en/", "/static/", "/schema/", "/sitemap")
ADDRESS = re.compile(r"""(?:href|src)=["']([^"'#]+)|<loc>([^<]+)|"(https://test\.example[^"]*)"|url\("([^"]+)"\)""")


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A newsroom with every kind of page, whose clock is that of the machine."""
    newsroom = busy_in(tmp_path_factory.mktemp("busy"))
    path = newsroom.release("moves")
    newsroom.publish()
    newsroom.edit(path, "source: cy", "source: cy\nslug: moved")
    newsroom.translate(path)
    assert not newsroom.publish().waiting
    return newsroom


def export(newsroom: Newsroom, target: Path, *options: str, code: int = 0, script: str = "") -> str:
    """The command; gives what it said. script: Python that breaks something first, in a process of its own."""
    arguments = ("export", str(target), *options)
    done = (
        newsroom.run("--site", str(newsroom.root), *arguments, script=script) if script else newsroom.inside(*arguments)
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def files_in(target: Path) -> dict[str, bytes]:
    """The bytes of every file, by name."""
    return {
        path.relative_to(target).as_posix(): path.read_bytes() for path in sorted(target.rglob("*")) if path.is_file()
    }


def crawl(newsroom: Newsroom) -> dict[str, bytes]:
    """What the server answers at every address that is named anywhere, by path."""
    client = create_app(newsroom.folder, datetime.now().astimezone, offer=OFFER).test_client(use_cookies=False)
    found: dict[str, bytes] = {}
    waiting = ["/", "/robots.txt", "/sitemap.xml"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        response = client.get(path)
        assert response.status_code == 200, path
        found[path] = response.data
        for match in ADDRESS.findall(response.data.decode("utf-8", "replace")):
            parts = urlsplit(next(filter(None, match)))
            if parts.netloc in {"", "test.example"} and parts.path.startswith(OWN):
                waiting.append(parts.path)
    return found


def test_the_exported_site_is_what_the_server_answers_byte_for_byte(busy: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    export(busy, target)
    files, answers = files_in(target), crawl(busy)
    named = {file_of(path): body for path, body in answers.items()}
    assert len(named) == len(answers) > 200
    assert {name for name, body in named.items() if files.get(name) != body} == set()
    # Besides what is linked: what was withdrawn, what is said where there is nothing, feeds of topics, files by their
    # plain names; and the compressed forms of all.
    coded = {name for name in files if name.endswith((".br", ".gz"))}
    client = create_app(busy.folder, datetime.now().astimezone, offer=OFFER).test_client(use_cookies=False)
    for name in files.keys() - named.keys() - coded - OURS:
        path = f"/{name.removesuffix('.html')}" if name.endswith(".html") else f"/{name}"
        assert client.get(path).data == files[name], name
    for name in coded:
        plain = files[name.removesuffix(".br").removesuffix(".gz")]
        assert (brotli.decompress if name.endswith(".br") else gzip.decompress)(files[name]) == plain, name
    assert {"cy/index.html.br", "cy/ffrwd.atom.gz", "sitemap.xml.br"} <= coded


def test_every_kind_of_address_is_exported_but_what_needs_a_server(busy: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    export(busy, target)
    app = create_app(busy.folder, datetime.now().astimezone)
    adapter = app.url_map.bind("test.example")
    covered = set()
    for name in files_in(target):
        plain = name.removesuffix("index.html") if name.endswith("index.html") else name.removesuffix(".html")
        if adapter.test(f"/{plain}", method="GET"):
            covered.add(adapter.match(f"/{plain}", method="GET")[0])
    known = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())}
    left_out = {"health", "sitemap-part", "search.cy", "search.en"}
    left_out |= {name for name in known if name.startswith(("slash", "pdf"))}
    assert known - covered == left_out


def test_several_processes_write_what_one_does(busy: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pools: list[int] = []

    class Pool(ProcessPoolExecutor):
        def __init__(self, processes: int, **named: Any) -> None:
            pools.append(processes)
            super().__init__(processes, **named)

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Pool)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1}, raising=False)
    written = []
    for name, few in (("one", 10**6), ("several", 0)):
        monkeypatch.setattr(site, "FEW", few)
        export(busy, tmp_path / name)
        written.append({file: data for file, data in files_in(tmp_path / name).items() if file != MANIFEST})
    assert pools == [2]
    assert written[0] == written[1]


def test_nothing_to_do_touches_no_file_and_one_change_touches_few(busy: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    export(busy, target)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in target.rglob("*") if path.is_file()}
    assert ": 0 new, 0 changed, 0 removed, " in export(busy, target)
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in before} == before
    busy.edit("content/releases/2024/test-0.md", "Test paragraph two.", "Test paragraph two, again.")
    busy.translate("content/releases/2024/test-0.md")
    assert "changed: en/releases/2024/test-0.html" in export(busy, target)
    after = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in before}
    touched = {path.relative_to(target).as_posix() for path in before if before[path] != after[path]}
    assert "cy/datganiadau/2024/test-0-cy.html" in touched
    assert {name for name in touched if "/2024/" in name and "test-0" not in name} == set()
    assert {name for name in touched if "/2025/" in name or "static" in name} == set()


def test_a_changed_paragraph_makes_no_page_again_that_does_not_show_it(
    busy: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "public"
    export(busy, target)
    asked: set[str] = set()
    real = Asker.ask
    monkeypatch.setattr(Asker, "ask", lambda self, path: asked.add(path) or real(self, path))
    busy.edit("content/releases/2024/test-1.md", "Test paragraph two.", "Test paragraph two, again.")
    busy.translate("content/releases/2024/test-1.md")
    export(busy, target)
    assert {"/cy/datganiadau/2024/test-1", "/en/releases/2024/test-1-en"} <= asked
    own = re.compile(r"/test-1(-en)?([./]|$)|/(feed|ffrwd)\.")
    assert {path for path in asked if not own.search(path)} == set()
    asked.clear()
    busy.edit("content/releases/2024/test-1.md", "Test summary", "Another test summary")
    busy.translate("content/releases/2024/test-1.md")
    export(busy, target)
    assert {"/en/releases/2024/page/2", "/cy/datganiadau/2024/tudalen/2"} <= asked


def test_a_feed_without_an_entry_is_what_a_new_export_would_make_of_it(newsroom: Newsroom, tmp_path: Path) -> None:
    path = newsroom.release(front="topics: [first]")
    target = tmp_path / "public"
    export(newsroom, target)
    newsroom.edit(path, "Test paragraph two.", "Test paragraph two, again.")
    newsroom.translate(path)
    export(newsroom, target)
    export(newsroom, tmp_path / "new")
    there, fresh = ({**files_in(each), MANIFEST: b""} for each in (target, tmp_path / "new"))
    assert "en/topics/second-topic/feed.atom" in there
    assert there == fresh


@pytest.mark.parametrize("anew", [False, True])
def test_what_is_published_while_it_runs_is_not_mixed_in(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, anew: bool
) -> None:
    """Also where the edition was taken away meanwhile, and another one is there now."""
    path = newsroom.release()
    target = tmp_path / "public"
    export(newsroom, target)
    before = files_in(target)
    real = folder.Staging.put

    def put(staging: folder.Staging, unit: Unit, digests: Mapping[str, str]) -> None:
        monkeypatch.setattr(folder.Staging, "put", real)
        if anew:
            newsroom.remove_edition()
        newsroom.edit(path, "Test paragraph two.", "Test paragraph two, again.")
        newsroom.translate(path)
        newsroom.publish(datetime.now(UTC))
        real(staging, unit, digests)

    newsroom.release("second")
    monkeypatch.setattr(folder.Staging, "put", put)
    assert "something was published meanwhile; export again" in export(newsroom, target, code=2)
    assert files_in(target) == before
    export(newsroom, target)
    there, fresh = tmp_path / "public/en/releases/2026", tmp_path / "new/en/releases/2026"
    export(newsroom, tmp_path / "new")
    assert files_in(there) == files_in(fresh)


def test_a_damaged_file_is_written_again(newsroom: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    export(newsroom, target)
    page = target / "cy/index.html"
    whole = page.read_bytes()
    page.write_bytes(b"")
    assert ": 0 new, 0 changed, 0 removed, " in export(newsroom, target), "what looks unchanged is not read"
    assert "changed: cy/index.html" in export(newsroom, target, "--verify")
    assert page.read_bytes() == whole
    newsroom.release("other")
    for _ in range(2):  # both the folder and its twin are whole
        newsroom.edit("content/releases/2026/other.md", "Test paragraph", "Test paragraph,")
        newsroom.translate("content/releases/2026/other.md")
        export(newsroom, target)
    assert page.read_bytes() != b""
    assert files_in(target).keys() >= {"cy/index.html.br", "cy/index.html.gz"}


def test_a_file_that_is_in_both_folders_already_is_not_linked_again(tmp_path: Path) -> None:
    source, place, another = (tmp_path / name for name in ("source", "place", "another"))
    source.write_text("test")
    another.write_text("another")
    link(str(source), str(place))
    before = source.stat()
    link(str(source), str(place))
    assert source.stat().st_ctime_ns == before.st_ctime_ns
    link(str(another), str(place))
    assert place.read_text() == "another"
    assert source.stat().st_nlink == 1


def test_a_file_that_somebody_took_away_is_written_again(newsroom: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    newsroom.release("first")
    export(newsroom, target)
    whole = files_in(target)
    (target / "cy/datganiadau/2026/first.html").unlink()
    (target / "en/index.html.br").unlink()
    said = export(newsroom, target)
    assert "changed: cy/datganiadau/2026/first.html" in said
    assert {name: data for name, data in files_in(target).items() if name not in OURS} == {
        name: data for name, data in whole.items() if name not in OURS
    }


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_what_somebody_did_to_the_folder_before_a_small_change_is_seen_as_well(
    newsroom: Newsroom, tmp_path: Path, lang: str
) -> None:
    target = tmp_path / "public"
    first = newsroom.release("first", body="Test one.")
    export(newsroom, target)
    newsroom.release("second")
    export(newsroom, target)
    releases = target / ("cy/datganiadau/2026" if lang == "cy" else "en/releases/2026")
    for page in releases.glob("second*.html"):
        page.unlink()
    (releases / "nodiadau.pdf").write_text("not ours")
    newsroom.edit(first, "Test one.", "Test changed.")
    newsroom.translate(first)
    export(newsroom, target)
    assert (releases / "nodiadau.pdf").read_text() == "not ours"
    (releases / "nodiadau.pdf").unlink()
    export(newsroom, tmp_path / "anew")
    now, anew = (
        {name: data for name, data in files_in(tmp_path / each).items() if name not in OURS}
        for each in ("public", "anew")
    )
    assert now == anew


def test_what_is_gone_is_removed_and_what_is_not_ours_stays(newsroom: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    gone = newsroom.release("gone")
    export(newsroom, target)
    for name in ("CNAME", ".well-known/security.txt", "cy/datganiadau/2026/nodiadau.pdf"):
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_text("not ours")
    (target / "link").symlink_to("CNAME")
    inode = (target / "CNAME").stat().st_ino
    assert (target / "cy/datganiadau/2026/gone.txt").exists()
    newsroom.withdraw(gone)
    said = export(newsroom, target)
    assert "removed: cy/datganiadau/2026/index.html" in said
    assert not (target / "cy/datganiadau/2026/index.html").exists()
    assert "Test reason." in (target / "cy/datganiadau/2026/gone.html").read_text("utf-8")
    for name in ("CNAME", ".well-known/security.txt", "cy/datganiadau/2026/nodiadau.pdf", "link"):
        assert (target / name).read_text() == "not ours"
    assert (target / "CNAME").stat().st_ino == inode
    assert (target / "link").is_symlink()


def test_a_strangers_file_in_the_way_is_an_error_and_changes_nothing(newsroom: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    (target / "cy").mkdir(parents=True)
    (target / "cy/index.html").write_text("not ours")
    said = export(newsroom, target, code=2)
    assert "cy/index.html is there, and was not exported by datganiad; move it away" in said
    assert files_in(target) == {"cy/index.html": b"not ours"}
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith((".new", ".old"))] == []


def test_check_says_what_would_change_and_writes_nothing(newsroom: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    newsroom.release("first")
    assert "there is no edition yet; run 'datganiad publish'" in export(newsroom, target, "--check", code=2)
    assert not newsroom.folder.instance.exists()
    newsroom.publish()
    said = export(newsroom, target, "--check", code=1)
    assert "new: cy/404.html" in said
    assert "would be written" in said
    assert not target.exists()
    export(newsroom, target)
    before = files_in(target)
    export(newsroom, target, "--check")
    newsroom.release("later")
    record = newsroom.folder.record.read_bytes()
    assert ": 0 new, 0 changed, 0 removed, " in export(newsroom, target, "--check")
    assert newsroom.folder.record.read_bytes() == record
    newsroom.publish(datetime.now().astimezone())
    row = json.loads(newsroom.inside("export", str(target), "--check", "--format", "json").stdout)
    assert "cy/datganiadau/2026/later.html" in row["added"]
    assert "cy/index.html" in row["changed"]
    assert files_in(target) == before


KILLED = """
import os, signal, sys
from app.export import folder, switch
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
{break_it}
from app.cli import main
main()
"""
MOMENTS = {
    "while files are written": "count = iter(range(5)); put = folder.Staging.put\n"
    "folder.Staging.put = lambda self, *a: put(self, *a) if next(count, None) is not None else die()",
    "while the twin is brought up to date": "folder.link = die",
    "before the switch": "folder.switch = die",
    "after the switch": "switch = folder.switch; folder.switch = lambda *a: (switch(*a), die())",
    "between two renames": "switch.exchange = lambda *a: False\n"
    "from pathlib import Path; rename = Path.rename\n"
    "Path.rename = lambda self, to: (rename(self, to), die()) if str(to).endswith('.old') else rename(self, to)",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_any_moment_it_leaves_the_old_site_or_the_new_one(
    newsroom: Newsroom, tmp_path: Path, moment: str
) -> None:
    target = tmp_path / "public"
    export(newsroom, target)
    newsroom.release("newer")  # by which the twin is older than the folder
    export(newsroom, target)
    old = files_in(target)
    newsroom.release("newest")
    export(newsroom, target, code=-9, script=KILLED.format(break_it=MOMENTS[moment]))
    export(newsroom, tmp_path / "other")
    new = {name: data for name, data in files_in(tmp_path / "other").items() if name != MANIFEST}
    old.pop(MANIFEST)
    if moment != "between two renames":  # a system without renameat2: whole again with the next run
        left = {name: data for name, data in files_in(target).items() if name != MANIFEST}
        assert left == (new if moment == "after the switch" else old)
    export(newsroom, target)
    assert {name: data for name, data in files_in(target).items() if name != MANIFEST} == new
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith((".new", ".old"))] == []


FULL = """
import importlib, resource, signal
from app.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
command = importlib.import_module("app.cli.exporting")
real = command.export_site
def full(*arguments, **named):
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
    return real(*arguments, **named)
command.export_site = full
main()
"""


def test_a_full_disk_leaves_the_old_site(newsroom: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    path = newsroom.release("first")
    export(newsroom, target)
    before = files_in(target)
    newsroom.edit(path, "Test paragraph one.", f"Test paragraph one. {'Test words. ' * 20_000}")
    newsroom.translate(path)
    said = export(newsroom, target, code=2, script=FULL)
    assert f"{target} cannot be written" in said.splitlines()[-1]
    assert said.splitlines()[-1].endswith(
        "look at the disk and its permissions, and export again; the folder is as it was"
    )
    assert "Traceback" not in said
    assert files_in(target) == before
    export(newsroom, target)
    assert files_in(target) != before


def test_it_says_when_an_embargo_makes_another_run_due(newsroom: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    tomorrow = datetime.now().astimezone() + timedelta(days=1)
    newsroom.release("to-come", year=tomorrow.year, published=f"{tomorrow:%Y-%m-%d} 06:00")
    newsroom.release("out")
    assert "at 06:00: then an embargo ends." in export(newsroom, target)
    assert not any("to-come" in name or b"to-come" in data for name, data in files_in(target).items())


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_forms_that_need_a_server_point_at_one_or_are_left_out(newsroom: Newsroom, tmp_path: Path, lang: str) -> None:
    export(newsroom, tmp_path / "without")
    page = (tmp_path / "without" / lang / "index.html").read_text("utf-8")
    assert "<form" not in page
    assert "search" not in page
    export(newsroom, tmp_path / "with", "--search-url", "https://search.test.example")
    page = (tmp_path / "with" / lang / "index.html").read_text("utf-8")
    path = {"cy": "/cy/chwilio", "en": "/en/search"}[lang]
    assert f'action="https://search.test.example{path}"' in page
    assert f'href="https://search.test.example{path}"' in page
    assert "form-action 'self' https://search.test.example;" in (tmp_path / "with" / HEADERS).read_text()
    assert "method=" not in page


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_pdfs_come_along_when_they_are_asked_for(newsroom: Newsroom, tmp_path: Path, lang: str) -> None:
    newsroom.release("paper")
    name = {"cy": "cy/datganiadau/2026/paper.pdf", "en": "en/releases/2026/paper-en.pdf"}[lang]
    export(newsroom, tmp_path / "public")
    assert not (tmp_path / "public" / name).exists()
    assert name not in (tmp_path / "public" / name.replace(".pdf", ".html")).read_text("utf-8")
    export(newsroom, tmp_path / "public", "--pdf")
    assert (tmp_path / "public" / name).read_bytes().startswith(b"%PDF-")
    assert name in (tmp_path / "public" / name.replace(".pdf", ".html")).read_text("utf-8")


def blocks_of(target: Path) -> list[list[str]]:
    """Of _headers: a pattern, and its lines."""
    return [block.strip().split("\n") for block in (target / HEADERS).read_text().split("\n\n")]


def test_old_addresses_lead_on_and_all_forms_of_what_was_withdrawn_to_the_page_that_says_so(
    busy: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "public"
    assert "reads the first" not in export(busy, target)
    lines = (target / REDIRECTS).read_text().splitlines()
    # Pages first: a host that reads no more than so many lines leaves out what comes last.
    assert lines[:2] == [
        "/cy/datganiadau/2026/moves /cy/datganiadau/2026/moved 301",
        "/en/releases/2026/moves-en /en/releases/2026/moved-en 301",
    ]
    assert "/en/releases/2026/moves-en.txt /en/releases/2026/moved-en.txt 301" in lines
    assert "/cy/datganiadau/2026/gone/ochr-yn-ochr /cy/datganiadau/2026/gone 302" in lines
    files = files_in(target)
    assert {name.rpartition("/")[2] for name in files if "/gone" in name and not name.endswith((".br", ".gz"))} == {
        "gone.html",
        "gone-en.html",
    }
    for line in lines:
        old, new, _ = line.split(" ")
        # Not every host leads on from an address where there is a file; all find one where it leads.
        assert (file_of(old) in files, file_of(new) in files) == (False, True), line
    monkeypatch.setattr(importlib.import_module("app.cli.export"), "READ_LINES", 3)
    said = export(busy, tmp_path / "again")
    assert f"{tmp_path / 'again' / REDIRECTS} has {len(lines)} lines; Cloudflare Pages reads the first 3" in said
    assert "reads the first" not in export(busy, tmp_path / "again"), "it is told again at each run"


def test_a_host_that_stops_reading_redirects_knows_as_many_of_each_language(newsroom: Newsroom, tmp_path: Path) -> None:
    paths = {year: newsroom.release(f"old-{year}", year=year, published=f"{year}-01-10 09:30") for year in (2024, 2025)}
    newsroom.publish()
    for year, path in paths.items():
        newsroom.edit(path, "source: cy", f"source: cy\nslug: new-{year}")
        newsroom.translate(path)
    export(newsroom, tmp_path / "public")
    lines = (tmp_path / "public" / REDIRECTS).read_text().splitlines()
    assert [line.split(" ")[0] for line in lines[:4]] == [
        "/cy/datganiadau/2025/old-2025",
        "/en/releases/2025/old-2025-en",
        "/cy/datganiadau/2024/old-2024",
        "/en/releases/2024/old-2024-en",
    ]


def test_a_host_that_reads_a_hundred_headers_reads_all(busy: Newsroom, newsroom: Newsroom, tmp_path: Path) -> None:
    export(busy, tmp_path / "busy")
    newsroom.edit("content/site.yaml", "topics:\n", "topics:\n  third: {name: Third topic, slug: third-topic}\n")
    newsroom.fill(
        "translations/cy/LC_MESSAGES/site.po",
        site_messages(parse_site((newsroom.root / "content/site.yaml").read_bytes())),
        "cy",
        "content/site.yaml",
    )
    export(newsroom, tmp_path / "other")
    assert (tmp_path / "other/en/topics/third-topic/feed.json").exists()
    assert len(blocks_of(tmp_path / "busy")) == len(blocks_of(tmp_path / "other")) <= 100
    assert max(map(len, (tmp_path / "busy" / HEADERS).read_text().splitlines())) <= 2000


def test_compressed_copies_are_left_out_when_they_are_not_wanted(newsroom: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    newsroom.release("first")
    export(newsroom, target)
    whole = files_in(target)
    copies = {name for name in whole if name.endswith((".br", ".gz"))}
    assert f"0 new, 0 changed, {len(copies)} removed" in export(newsroom, target, "--no-compressed")
    assert files_in(target).keys() == whole.keys() - copies
    assert ": 0 new, 0 changed, 0 removed, " in export(newsroom, target, "--no-compressed")
    newsroom.release("second")
    export(newsroom, target, "--no-compressed")
    assert (target / "cy/datganiadau/2026/second.html").exists()
    assert not list(target.rglob("*.br"))
    assert "removed: " not in export(newsroom, target)
    files = files_in(target)
    assert copies < files.keys()
    for name in files.keys() - OURS:
        if name.endswith(".gz"):
            assert gzip.decompress(files[name]) == files[name.removesuffix(".gz")], name


def test_a_host_that_reads_what_to_ignore_is_brought_what_readers_get_and_its_own_rules(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    target = tmp_path / "public"
    newsroom.release("first")
    export(newsroom, target)
    # The file has the form of .gitignore, which git itself reads best.
    subprocess.run(["git", "init", "--quiet", tmp_path / "git"], check=True)
    git = ["git", f"--git-dir={tmp_path}/git/.git", f"--work-tree={target}", "ls-files", "--others", "-z"]
    told = subprocess.run([*git, f"--exclude-from={target}/.assetsignore"], cwd=target, check=True, capture_output=True)
    brought = set(told.stdout.decode().rstrip("\0").split("\0"))
    assert brought == files_in(target).keys() - OURS | {REDIRECTS, HEADERS}


def test_headers_are_in_the_form_that_hosts_read(busy: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    export(busy, target)
    blocks = blocks_of(target)
    said = {pattern: [tuple(line.strip().split(": ", 1)) for line in lines] for pattern, *lines in blocks}
    assert len(said) == len(blocks)
    client = create_app(busy.folder, datetime.now().astimezone, offer=OFFER).test_client(use_cookies=False)
    gone = ("/cy/datganiadau/2026/gone", "/en/releases/2026/gone-en")
    for path in (*crawl(busy), *gone, "/static/release.schema.json"):
        # :topic is whatever has no slash in it.
        shapes = {pattern: re.escape(pattern).replace(":topic", "[^/]+").replace(r"\*", ".*") for pattern in said}
        matching = [lines for pattern, lines in said.items() if re.fullmatch(shapes[pattern], path)]
        names = [name for lines in matching for name, _ in lines]
        assert len(names) == len(set(names)), f"{path}: a host would join what two blocks say"
        own = dict(client.get(path).headers)
        if path == "/":  # serve chooses by who asks
            own |= {"Cache-Control": PAGE, "CDN-Cache-Control": PAGE_AT_CDN}
        if re.fullmatch(r"/../\w+/[0-9]+/[^/]+\.json", path):
            own["Content-Language"] = path[1:3]  # a pattern for all below a language cannot leave these out
        told = dict(line for lines in matching for line in lines)
        for name in ("Cache-Control", "CDN-Cache-Control", "Content-Language", "Content-Security-Policy"):
            assert told.get(name) == own.get(name), f"{path}: {name}"
        # What a host knows by the ending is not said.
        kind = own["Content-Type"]
        unknown = "feed+json" in kind or "schema+json" in kind
        assert told.get("Content-Type") == (kind if unknown else None), path


def test_a_folder_that_cannot_be_switched_is_named(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "--help" in export(newsroom, tmp_path / "file", code=2)
    target = tmp_path / "public"
    export(newsroom, target)
    (target / MANIFEST).write_text("nonsense")
    assert "cannot be read" in export(newsroom, target, code=2)


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("", "is, or holds, the current folder"),
        ("none/..", "is, or holds, the current folder"),
        ("..", "is, or holds, the current folder"),
        ("../site", "site's own"),
        ("../site/content", "site's own"),
        ("../site/instance/public", "site's own"),
        ("../site/translations/../templates", "site's own"),
        ("..//site/translations/cy/", "site's own"),
    ],
)
def test_a_folder_that_holds_something_else_is_refused(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, says: str
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    done = newsroom.inside("export", named)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.endswith("name a folder of its own, such as public\n")
    assert done.stderr.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"here", "site"}
    assert not newsroom.folder.instance.exists()


def test_another_site_is_not_put_in_the_place_of_the_one_that_is_there(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.release()
    newsroom.publish()
    target = tmp_path / "public"
    export(newsroom, target)
    before = files_in(target)
    renamed = SITE_YAML.replace("Test newsroom", "Other newsroom")
    moved = SITE_YAML.replace("https://test.example", "https://other.example")
    another = renamed.replace("https://test.example", "https://other.example")
    for name, site_yaml in (("renamed", renamed), ("moved", moved), ("another", another)):
        other = build(tmp_path / name, site_yaml)
        other.publish()
        told = export(other, target, code=2 if name == "another" else 0)
        if name == "another":
            assert f"{target} holds the site of Test newsroom · https://test.example, " in told
            assert "not that of Other newsroom · https://other.example; export into another folder" in told
            assert files_in(target) == before
        export(newsroom, target)
        before = files_in(target)


def test_another_base_url_is_in_every_absolute_address(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.release("out")
    export(newsroom, tmp_path / "public", "--base-url", "https://arall.example/")
    for name, data in files_in(tmp_path / "public").items():
        if not name.endswith((".br", ".gz")) and name != MANIFEST:
            assert b"https://test.example/cy/" not in data, name
    assert b"https://arall.example/cy/" in (tmp_path / "public/sitemap.xml").read_bytes()
    assert newsroom.edition().interface().site.base_url == "https://test.example", "what is served was changed"
    assert "such as https://" in export(newsroom, tmp_path / "x", "--base-url", "arall", code=2)


def test_what_waits_is_told_however_much_went_live(newsroom: Newsroom, tmp_path: Path) -> None:
    for number in range(25):
        newsroom.release(f"test-{number}")
    newsroom.release("unready", translate=False)
    said = export(newsroom, tmp_path / "public")
    assert "2026/unready: waits, in both languages" in said
    assert "… and 6 more" in said
