"""What the newsroom must stand up to: broken files, two at once, a kill, a full disk, a meddled record.

Each time: one clear line that names file and line, and what was live is still live, whole, in both languages.
"""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from app.edition import recorded
from app.edition.record import Event, Record
from app.edition.report import Report
from app.errors import EditionError, RecordError
from app.locales import LOCALES
from app.model import Finding, State
from app.web import create_app
from tests.newsroom import HOUSE, NOON, STAND_IN, Newsroom, line_of, other, outcome_of, welsh_or_english

SOURCES = pytest.mark.parametrize("source", ["cy", "en"])


def one_line(finding: Finding) -> str:
    """A finding as a writer reads it, which has to fit on one line and to end in a way out."""
    text = str(finding)
    assert "\n" not in text
    assert finding.fix
    return text


# Broken .po files


@dataclass(frozen=True)
class Breakage:
    """How a .po file is broken, and what has to be told: a text on the line that is named, and words of the problem.

    at: a text that stands on that line of the broken file; or a line number.
    """

    break_it: Callable[[bytes, str], bytes]
    at: str | int
    check: str
    problem: str


def replacing(old: str, new: str, encoding: str = "utf-8") -> Callable[[bytes, str], bytes]:
    """A breakage that replaces a text. {stand} is the first word of every stand-in translation."""

    def replace(data: bytes, stand: str) -> bytes:
        before = old.format(stand=stand).encode()
        assert before in data, before
        return data.replace(before, new.format(stand=stand).encode(encoding), 1)

    return replace


def plural_header(value: str) -> Callable[[bytes, str], bytes]:
    def replace(data: bytes, stand: str) -> bytes:
        start = data.index(b'"Plural-Forms:')
        end = data.index(b"\n", start)
        return data[:start] + f'"Plural-Forms: {value}\\n"'.encode() + data[end:]

    return replace


BREAKAGES = {
    "truncated in a msgstr": Breakage(
        lambda data, stand: data[: data.index(b'msgstr "%s Test paragraph two' % stand.encode()) + 12],
        'msgstr "',
        "catalogue",
        "the string does not end on its line",
    ),
    "truncated before a msgstr": Breakage(
        lambda data, stand: data[: data.index(b'msgstr "%s Test paragraph two' % stand.encode())],
        'msgid "Test paragraph two."',
        "catalogue",
        "the message has no msgstr",
    ),
    "Latin-1": Breakage(
        replacing("{stand} Test paragraph two.", "Llan\xe2", "latin-1"), 0, "catalogue", "byte 0xe2 is not UTF-8"
    ),
    "an unknown charset": Breakage(replacing("charset=UTF-8", "charset=KLINGON"), 1, "catalogue", "is not known"),
    "a message twice": Breakage(
        lambda data, stand: data + b'\nmsgid "Test paragraph one."\nmsgstr "Again."\n',
        -2,
        "catalogue",
        "stands here again",
    ),
    "five plural forms": Breakage(
        plural_header("nplurals=5; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : 4);"),
        '"Plural-Forms: ',
        "catalogue",
        "the plural header has 5 forms",
    ),
    "a plural header that is none": Breakage(plural_header("six"), '"Plural-Forms: ', "catalogue", "cannot be read"),
    "a plural rule that divides by nothing": Breakage(
        plural_header("nplurals=6; plural=5%(n-7);"), '"Plural-Forms: ', "catalogue", "cannot be read"
    ),
    "another language": Breakage(
        replacing('"Language: ', '"Language: fr_'), '"Language: ', "catalogue", "the header says language"
    ),
    "an unknown escape": Breakage(
        replacing("{stand} Test paragraph two.", "\\q"), 'msgstr "\\q"', "catalogue", "is not an escape"
    ),
    "a merge conflict": Breakage(
        lambda data, stand: data.replace(b'msgid "Test paragraph two."', b'<<<<<<< HEAD\nmsgid "Test paragraph two."'),
        "<<<<<<< HEAD",
        "catalogue",
        "is not understood here",
    ),
    "not a .po file": Breakage(lambda data, stand: b"\x89PNG\r\n\x1a\n" + bytes(64), 1, "catalogue", "is not UTF-8"),
    "a placeholder lost": Breakage(
        replacing("{stand} Test {{name}} text.", "{stand} Test text."),
        'msgid "Test {name} text."',
        "placeholders",
        "{name} is lost",
    ),
    "a number placeholder lost": Breakage(
        replacing("{stand} Test %(num)s text.", "{stand} Test text."),
        'msgid "Test %(num)s text."',
        "placeholders",
        "%(num)s is lost",
    ),
    "a script": Breakage(
        replacing("{stand} Test paragraph two.", "{stand} <script>alert()</script>"),
        'msgid "Test paragraph two."',
        "markup",
        "HTML in the translation: <script>",
    ),
    "a number changed": Breakage(
        replacing("{stand} Test 51 things.", "{stand} Test 15 things."), 'msgid "Test 51 things."', "numbers", "51"
    ),
    "a slug with a space": Breakage(
        replacing('msgstr "test-release-', 'msgstr "test release-'), 'msgid "test-release"', "slug", "is not a slug"
    ),
}
BODY = "Test paragraph one.\n\nTest paragraph two.\n\nTest {name} text.\n\nTest %(num)s text.\n\nTest 51 things."


@SOURCES
@pytest.mark.parametrize("breakage", BREAKAGES.values(), ids=BREAKAGES.keys())
def test_a_broken_catalogue_is_told_and_what_was_live_stays(
    newsroom: Newsroom, source: str, breakage: Breakage
) -> None:
    newsroom.release("unhurt", source=other(source))
    catalogue = newsroom.translate(newsroom.release(source=source, body=BODY))
    newsroom.publish()
    before = newsroom.seen()
    assert len(before) == 4
    file = newsroom.root / catalogue
    file.write_bytes(breakage.break_it(file.read_bytes(), STAND_IN[other(source)]))
    outcome = outcome_of(newsroom.publish(), "test-release")
    assert outcome.keeps
    finding = outcome.blockers[0]
    text = one_line(finding)
    assert breakage.problem in text
    assert (finding.path, finding.check) == (catalogue, breakage.check)
    assert finding.line == expected_line(file, breakage)
    assert newsroom.seen() == before


def expected_line(file: Path, breakage: Breakage) -> int:
    text = file.read_bytes().decode("latin-1")
    lines = text.split("\n")
    if breakage.at == 0:
        return next(number for number, line in enumerate(lines, 1) if "\xe2" in line)
    if isinstance(breakage.at, int):
        return breakage.at if breakage.at > 0 else len(lines) + breakage.at
    matching = [number for number, line in enumerate(lines, 1) if breakage.at in line]
    # A check names the msgstr, which stands below the msgid; a string that does not end is the last line of the file.
    if breakage.check != "catalogue":
        return matching[0] + 1
    return matching[-1]


@SOURCES
def test_the_right_number_of_plural_forms_with_the_wrong_rule_is_told(newsroom: Newsroom, source: str) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source))
    newsroom.publish()
    before = newsroom.seen()
    count = LOCALES[other(source)].plural_count
    file = newsroom.root / catalogue
    file.write_bytes(plural_header(f"nplurals={count}; plural=(n==1 ? 1 : 0);")(file.read_bytes(), ""))
    (finding,) = outcome_of(newsroom.publish(), "test-release").blockers
    assert "another form than CLDR" in one_line(finding)
    assert LOCALES[other(source)].plural_forms in finding.fix
    assert newsroom.seen() == before


@SOURCES
@pytest.mark.parametrize("how", ["CRLF", "BOM", "CRLF and BOM", "declared Latin-1", "no final newline"])
def test_what_other_editors_write_is_taken_as_it_is(newsroom: Newsroom, source: str, how: str) -> None:
    catalogue = newsroom.translate(newsroom.release(source=source))
    file = newsroom.root / catalogue
    data = file.read_bytes()
    if "CRLF" in how:
        data = data.replace(b"\n", b"\r\n")
    if "BOM" in how:
        data = b"\xef\xbb\xbf" + data
    if "Latin-1" in how:
        data = data.decode().replace("charset=UTF-8", "charset=ISO-8859-1").replace("two.", "tŵo.", 0).encode("latin-1")
    if "newline" in how:
        data = data.rstrip(b"\n")
    file.write_bytes(data)
    assert outcome_of(newsroom.publish(), "test-release").state is State.LIVE
    assert len(newsroom.seen()) == 2


# Broken releases


BROKEN_RELEASES = {
    "no front matter": (lambda text: text.replace("---\n", "", 1), 1, "there is no front matter"),
    "front matter without an end": (lambda text: text.replace("\n---\n", "\n", 1), 1, "the front matter does not end"),
    "not YAML": (lambda text: text.replace("summary: ", "summary: a: ", 1), "summary:", "this is not YAML"),
    "an impossible date": (
        lambda text: text.replace("2026-01-10 09:30", "2026-02-30 09:30"),
        "published:",
        "'2026-02-30 09:30' is not a date and time",
    ),
    "an hour that London does not have": (
        lambda text: text.replace("2026-01-10 09:30", "2026-03-29 01:30"),
        "published:",
        "does not exist in London",
    ),
    "a year of another folder": (
        lambda text: text.replace("2026-01-10", "2025-01-10"),
        "published:",
        "published in 2025, but filed under 2026",
    ),
    "an unknown key": (lambda text: text.replace("summary:", "sumary:"), "sumary:", "did you mean 'summary'?"),
    "a key twice": (
        lambda text: text.replace("source:", "title: Again\nsource:"),
        "title: Again",
        "'title' stands here twice",
    ),
    "an unknown topic": (
        lambda text: text.replace("source:", "topics: [third]\nsource:"),
        "topics:",
        "topics: 'third' is not in content/site.yaml; it has first, second",
    ),
    "an unknown support service": (
        lambda text: text.replace("source:", "support: [lines]\nsource:"),
        "support:",
        "support: 'lines' is not in content/site.yaml",
    ),
    "an unknown language": (lambda text: text.replace("source: ", "source: x"), "source:", "source: "),
    "a draft that is maybe": (lambda text: text.replace("source:", "draft: maybe\nsource:"), "draft:", "draft: "),
    "an empty title": (lambda text: text.replace('"Test headline test-release"', '""'), "title:", "it is empty"),
    "a title that is missing": (
        lambda text: text.replace('title: "Test headline test-release"\n', ""),
        2,
        "'title' is missing",
    ),
    "HTML": (lambda text: text.replace("Test paragraph two.", "<b>Test</b>"), "<b>", "HTML cannot stand in a release"),
    "no text": (lambda text: text[: text.index("Test paragraph one.")], 7, "there is no text"),
    "brackets without end": (
        lambda text: text.replace("source:", f"topics: {'[' * 1000}{']' * 1000}\nsource:"),
        2,
        "this is not YAML",
    ),
}


@SOURCES
@pytest.mark.parametrize(("break_it", "at", "problem"), BROKEN_RELEASES.values(), ids=BROKEN_RELEASES.keys())
def test_a_broken_release_is_told_and_what_was_live_stays(
    newsroom: Newsroom, source: str, break_it: Callable[[str], str], at: str | int, problem: str
) -> None:
    newsroom.release("unhurt", source=other(source))
    path = newsroom.release(source=source)
    newsroom.publish()
    before = newsroom.seen()
    file = newsroom.root / path
    file.write_text(break_it(file.read_text("utf-8")), "utf-8")
    outcome = outcome_of(newsroom.publish(), "test-release")
    assert outcome.keeps
    finding = outcome.blockers[0]
    assert problem in one_line(finding)
    assert finding.path == path
    assert finding.line == (at if isinstance(at, int) else line_of(file, at))
    assert newsroom.seen() == before


# Addresses


@SOURCES
def test_two_newcomers_that_want_one_address_both_wait(newsroom: Newsroom, source: str) -> None:
    newsroom.publish()
    target = other(source)
    catalogues = {}
    for slug in ("first", "second"):
        catalogues[slug] = newsroom.translate(newsroom.release(slug, source=source))
        newsroom.edit(catalogues[slug], f'msgstr "{slug}-{target}"', 'msgstr "same-slug"')
    report = newsroom.publish()
    for slug, rival in (("first", "second"), ("second", "first")):
        (finding,) = outcome_of(report, f"/{slug}").blockers
        assert (finding.path, finding.check) == (catalogues[slug], "address")
        assert finding.line == line_of(newsroom.root / catalogues[slug], 'msgstr "same-slug"')
        assert f"same-slug is taken by content/releases/2026/{rival}.md" in one_line(finding)
    assert not report.changed
    assert newsroom.seen() == {}
    newsroom.edit(catalogues["second"], 'msgstr "same-slug"', 'msgstr "other-slug"')
    newsroom.publish()
    assert len(newsroom.seen()) == 4


@SOURCES
def test_of_a_lost_edition_one_that_moved_and_a_newcomer_that_want_one_address_both_wait(
    newsroom: Newsroom, source: str
) -> None:
    target = other(source)
    catalogue = newsroom.translate(newsroom.release("first", source=source))
    newsroom.publish()
    (old,) = (address for address in newsroom.seen() if address.startswith(f"/{target}/"))
    newsroom.remove_edition()
    newsroom.edit(catalogue, f'msgstr "first-{target}"', 'msgstr "same-slug"')
    newcomer = newsroom.translate(newsroom.release("second", source=source))
    newsroom.edit(newcomer, f'msgstr "second-{target}"', 'msgstr "same-slug"')
    for _ in range(2):
        report = newsroom.publish()
        assert [outcome.state for outcome in report.outcomes] == [State.WAITING, State.WAITING]
        assert not newsroom.seen()
        assert newsroom.find(old) is None
    newsroom.edit(newcomer, 'msgstr "same-slug"', 'msgstr "other-slug"')
    newsroom.publish()
    moved = newsroom.find(old)
    assert moved is not None
    assert moved.moved_to.endswith("/same-slug")
    assert len(newsroom.seen()) == 4


@SOURCES
def test_a_newcomer_that_wants_a_live_address_waits_and_the_live_pair_can_still_change(
    newsroom: Newsroom, source: str
) -> None:
    target = other(source)
    path = newsroom.release("first", source=source)
    newsroom.publish()
    before = newsroom.seen()
    catalogue = newsroom.translate(newsroom.release("second", source=source))
    newsroom.edit(catalogue, f'msgstr "second-{target}"', f'msgstr "first-{target}"')
    (finding,) = outcome_of(newsroom.publish(), "/second").blockers
    assert "is taken by content/releases/2026/first.md" in one_line(finding)
    assert newsroom.seen() == before
    newsroom.edit(path, "Test paragraph one.", "Test paragraph changed.")
    newsroom.translate(path)
    report = newsroom.publish()
    assert outcome_of(report, "/first").change == "changed"
    assert outcome_of(report, "/second").state is State.WAITING


@SOURCES
def test_a_page_cannot_stand_where_the_site_itself_does(newsroom: Newsroom, source: str) -> None:
    path = "content/pages/test.md"
    newsroom.write(path, f"---\ntitle: Test\nsummary: Test summary\nsource: {source}\n---\nTest text.\n")
    target = other(source)
    catalogue = newsroom.translate(path)
    reserved = LOCALES[target].routes.search
    newsroom.edit(catalogue, f'msgstr "test-{target}"', f'msgstr "{reserved}"')
    (finding,) = outcome_of(newsroom.publish(), "pages/test").blockers
    assert (finding.path, finding.check) == (catalogue, "address")
    assert finding.line == line_of(newsroom.root / catalogue, f'msgstr "{reserved}"')
    assert newsroom.find(f"/{target}/{reserved}") is None


# Two at once, and a kill


def test_two_publishers_at_once_make_one_whole_edition(newsroom: Newsroom) -> None:
    for number in range(4):
        newsroom.release(f"test-{number}", source=("cy", "en")[number % 2])
    command = [sys.executable, "-m", "app", "--site", str(newsroom.root), "publish", "--format", "json"]
    both = [
        subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert sorted(len(json.loads(out)["releases"]) for out, _ in told) == [0, 4]
    assert len(newsroom.seen()) == 8
    assert len(newsroom.events()) == 4
    assert newsroom.number() == 1


def test_nobody_else_publishes_between_the_commit_and_the_record(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two at once would be lucky without the lock; so this asks for it at the worst moment."""
    tried = []

    def append(path: Path, known: Record, events: Iterable[Event]) -> Record:
        with (newsroom.folder.instance / "publish.lock").open("w") as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        tried.append(path)
        return real(path, known, events)

    real = recorded.append
    monkeypatch.setattr(recorded, "append", append)
    newsroom.release()
    newsroom.publish()
    assert tried
    with (newsroom.folder.instance / "publish.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


DIE = "__import__('os').kill(__import__('os').getpid(), 9)"
KILLS = {
    "before anything is written": f"publish._Publication.interface = lambda self: {DIE}",
    "before the commit": f"publish.Meta.begin_edition = lambda self, now: {DIE}",
    "between the commit and the record": f"""
real, calls = publish._Publication.catch_up, []
def catch_up(self):
    calls.append(1)
    if len(calls) == 2:
        {DIE}
    return real(self)
publish._Publication.catch_up = catch_up""",
    "in the middle of a line of the record": f"""
real = os.write
def write(descriptor, data):
    real(descriptor, data[:len(data) * 2 // 3])
    {DIE}
record.os = types.SimpleNamespace(**{{**vars(os), "write": write}})""",
    "before the record is safe on the disk": f"""
def fsync(descriptor):
    {DIE}
record.os = types.SimpleNamespace(**{{**vars(os), "fsync": fsync}})""",
}
PUBLISHING = """
import os, sys, types
from datetime import datetime
from pathlib import Path
from app.edition import publish, record
from app.render.proof import prove
from app.settings import SiteFolder
{first}
publish.publish(SiteFolder(Path(sys.argv[1])), now=datetime.fromisoformat(sys.argv[2]), proof=prove)
"""


@SOURCES
@pytest.mark.parametrize("first", KILLS.values(), ids=KILLS.keys())
def test_the_next_publish_mends_what_a_kill_left(newsroom: Newsroom, source: str, first: str) -> None:
    path = newsroom.release("first", source=source)
    newsroom.publish()
    before = newsroom.seen()
    newsroom.edit(path, "Test paragraph one.", "Test paragraph changed.")
    newsroom.translate(path)
    newsroom.release("second", source=source)
    killed = newsroom.run(str(newsroom.root), NOON.isoformat(), script=PUBLISHING.format(first=first))
    assert killed.returncode == -9, killed.stderr
    assert newsroom.seen() == before or len(newsroom.seen()) == 4, "all or nothing"
    newsroom.publish()
    after = newsroom.seen()
    assert len(after) == 4
    assert sum("Test paragraph changed." in words for words in after.values()) == 2
    newsroom.publish()
    assert [(event.event, event.name.rpartition("/")[2]) for event in newsroom.events()] == [
        ("live", "first"),
        ("changed", "first"),
        ("live", "second"),
    ]
    assert newsroom.run("audit").returncode == 0


# The disk


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
{first}
from app.cli import main
main()
"""
RECORD_ONLY = """
import os, errno, types
from app.edition import record
def write(descriptor, data):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
record.os = types.SimpleNamespace(**{**vars(os), "write": write})
"""


@SOURCES
def test_a_full_disk_leaves_the_edition_as_it_was(newsroom: Newsroom, source: str) -> None:
    newsroom.release("first", source=source)
    newsroom.publish()
    before, record = newsroom.seen(), newsroom.folder.record.read_bytes()
    for number in range(3):
        # Words that no compression makes small.
        words = (hashlib.sha256(f"{number} {n}".encode()).hexdigest() for n in range(200))
        newsroom.release(f"test-{number}", source=source, body="\n\n".join(f"Test {word}." for word in words))
    full = newsroom.run("100000", "--site", str(newsroom.root), "publish", script=LIMITED.format(first=""))
    assert full.returncode == 2, full
    assert "the disk is full or failing" in full.stderr
    assert full.stderr.count("\n") == 1
    assert full.stdout == ""
    assert newsroom.seen() == before
    assert newsroom.folder.record.read_bytes() == record
    newsroom.publish()
    assert len(newsroom.seen()) == 8


@SOURCES
def test_a_record_that_cannot_be_written_catches_up_later(newsroom: Newsroom, source: str) -> None:
    newsroom.release("first", source=source)
    newsroom.publish()
    record = newsroom.folder.record.read_bytes()
    newsroom.release("second", source=source)
    script = LIMITED.format(first=RECORD_ONLY)
    full = newsroom.run(str(10**9), "--site", str(newsroom.root), "publish", script=script)
    assert full.returncode == 2, full
    assert "the record cannot be written (No space left on device)" in full.stderr
    assert full.stderr.count("\n") == 1
    assert newsroom.folder.record.read_bytes() == record
    assert len(newsroom.seen()) == 4, "the edition is whole"
    newsroom.publish()
    assert [event.name.rpartition("/")[2] for event in newsroom.events()] == ["first", "second"]
    assert newsroom.run("audit").returncode == 0


@SOURCES
def test_a_record_line_that_fits_only_in_part_is_taken_back(newsroom: Newsroom, source: str) -> None:
    """The real limit of the system, on the record alone: what was written of a line is cut off again."""
    newsroom.release("first", source=source)
    newsroom.publish()
    record = newsroom.folder.record.read_bytes()
    newsroom.release("second", source=source)
    first = """
import resource
from app.edition import record
real = record.append
def append(path, known, events):
    added = list(events)
    if added:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 40, resource.RLIM_INFINITY))
    return real(path, known, added)
record.append = append
"""
    script = LIMITED.format(first=first).replace("(size, size)", "(size, resource.RLIM_INFINITY)", 1)
    full = newsroom.run(str(10**9), "--site", str(newsroom.root), "publish", script=script)
    assert full.returncode == 2, full
    assert "the record cannot be written" in full.stderr
    assert full.stderr.count("\n") == 1
    assert newsroom.folder.record.read_bytes() == record
    newsroom.publish()
    assert [event.name.rpartition("/")[2] for event in newsroom.events()] == ["first", "second"]


# Root may write anywhere, until it gives up that one capability (capabilities(7): CAP_DAC_OVERRIDE is bit 1).
AS_ANYBODY = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
head, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
assert not libc.capget(head, sets)
sets[0] &= ~2
assert not libc.capset(head, sets)
"""
PUBLISHED = """
from app.cli import main
main()
"""
READ = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.settings import SiteFolder
from app.web import create_app
client = create_app(SiteFolder(Path(sys.argv[1])), lambda: datetime.now(UTC)).test_client()
print(*(client.get(path).status_code for path in sys.argv[2:]))
"""


@pytest.mark.parametrize("live", [True, False], ids=["live", "empty"])
def test_a_folder_that_cannot_be_written_is_told_and_what_was_live_stays(newsroom: Newsroom, live: bool) -> None:
    newsroom.release("first")
    if live:
        newsroom.publish()
    before = newsroom.seen() if live else {}
    newsroom.folder.instance.mkdir(exist_ok=True)
    newsroom.release("second")
    for path in (*newsroom.folder.instance.iterdir(), newsroom.folder.instance):
        path.chmod(0o555)
    try:
        told = newsroom.run("--site", str(newsroom.root), "publish", script=AS_ANYBODY + PUBLISHED)
        answers = newsroom.run(str(newsroom.root), *before, script=AS_ANYBODY + READ)
    finally:
        for path in (newsroom.folder.instance, *newsroom.folder.instance.iterdir()):
            path.chmod(0o755)
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1
    assert "Permission denied; look at the disk and its permissions" in told.stderr
    assert told.stdout == ""
    assert answers.stdout.split() == ["200"] * len(before), answers
    if live:
        assert newsroom.seen() == before


NUMBERS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.settings import SiteFolder
from app.web import create_app
client = create_app(SiteFolder(Path(sys.argv[1])), lambda: datetime.now(UTC)).test_client()
for path in sys.stdin:
    print(client.get(path.strip()).status_code, client.get("/healthz").json.get("edition"), flush=True)
"""


def test_a_reader_who_may_write_nothing_reads_what_is_published_before_and_after_it_began(newsroom: Newsroom) -> None:
    newsroom.release("first")
    assert newsroom.run("publish").returncode == 0
    assert [path.name for path in newsroom.folder.instance.glob("edition*")] == ["edition.sqlite"]
    newsroom.folder.instance.chmod(0o555)
    command = [sys.executable, "-c", AS_ANYBODY + NUMBERS, str(newsroom.root)]
    answers = []
    try:
        with subprocess.Popen(
            command, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        ) as reader:
            assert reader.stdin is not None
            assert reader.stdout is not None
            for number in range(2):
                reader.stdin.write("/cy/\n")
                answers.append(reader.stdout.readline())
                newsroom.release(f"later-{number}")
                assert newsroom.run("publish").returncode == 0  # by somebody who may
    finally:
        newsroom.folder.instance.chmod(0o755)
    assert answers == ["200 1\n", "200 2\n"]


def test_an_instance_that_is_a_file_is_told(newsroom: Newsroom) -> None:
    newsroom.release()
    newsroom.write("instance", "test")
    with pytest.raises(EditionError) as told:
        newsroom.publish()
    assert "\n" not in str(told.value)


@SOURCES
@pytest.mark.parametrize("keep", [0, 100, 5000], ids=["all of it", "after its name", "in the middle"])
def test_a_damaged_edition_is_told_and_can_be_made_again(newsroom: Newsroom, source: str, keep: int) -> None:
    newsroom.release(source=source)
    newsroom.publish()
    before, events = newsroom.seen(), newsroom.events()
    file = newsroom.folder.edition
    with file.open("r+b") as damaged:
        damaged.seek(keep)
        damaged.write(b"\xa5" * (file.stat().st_size - keep))
    for beside in newsroom.folder.instance.glob("edition.sqlite-*"):
        beside.unlink()
    newsroom.release("second", source=source)
    told = newsroom.run("publish")
    assert told.returncode == 2, told
    assert "edition.sqlite" in told.stderr
    assert "publish again" in told.stderr
    assert told.stderr.count("\n") == 1
    newsroom.remove_edition()
    newsroom.publish()
    assert {address: newsroom.seen()[address] for address in before} == before
    assert newsroom.events()[: len(events)] == events


# The clock

AN_HOUR = timedelta(hours=1)
JUST_LIVE = "2026-01-15 11:30"
"""Before noon, but not before noon less an hour."""


@SOURCES
def test_readers_still_see_what_was_live_when_the_clock_jumps_back(newsroom: Newsroom, source: str) -> None:
    newsroom.release("first", source=source)
    newsroom.release("second", source=source, published=JUST_LIVE)
    newsroom.publish()
    addresses = list(newsroom.seen())
    assert len(addresses) == 4
    for now in (NOON, NOON - AN_HOUR):
        # A process that has just started: an older one may still have the pages of before.
        client = create_app(newsroom.folder, lambda now=now: now).test_client()
        assert [client.get(address).status_code for address in addresses] == [200] * 4, now


@SOURCES
def test_a_publish_at_a_clock_that_jumped_back_closes_nothing(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release("first", source=source, published=JUST_LIVE)
    newsroom.publish()
    before = newsroom.seen()
    newsroom.edit(path, "Test paragraph one.", "Test paragraph changed.")
    assert outcome_of(newsroom.publish(NOON - AN_HOUR), "first").keeps
    assert newsroom.seen() == before
    newsroom.translate(path)
    newsroom.publish(NOON - AN_HOUR)
    newsroom.publish()
    assert sum("Test paragraph changed." in words for words in newsroom.seen().values()) == 2
    assert [event.event for event in newsroom.events()] == ["live", "changed"]


@SOURCES
def test_what_has_long_been_live_can_change_at_a_clock_that_jumped_back(newsroom: Newsroom, source: str) -> None:
    path = newsroom.release("first", source=source)
    newsroom.release("later", source=source, published="2026-01-15 12:30")
    newsroom.publish()
    newsroom.edit(path, "Test paragraph one.", "Test paragraph changed.")
    newsroom.translate(path)
    newsroom.publish(NOON - AN_HOUR)
    for now in (NOON - AN_HOUR, NOON):
        seen = newsroom.seen(now)
        assert len(seen) == 2, "what is under embargo is not seen sooner"
        assert all("Test paragraph changed." in words for words in seen.values())
    newsroom.publish(NOON + AN_HOUR)
    assert len(newsroom.seen(NOON + AN_HOUR)) == 4
    assert [event.event for event in newsroom.events()] == ["live", "changed", "live"]
    assert newsroom.run("audit").returncode == 0


@SOURCES
def test_a_clock_that_was_ahead_ends_no_embargo(newsroom: Newsroom, source: str) -> None:
    newsroom.release("first", source=source)
    newsroom.publish(NOON + AN_HOUR)
    newsroom.release("second", source=source, published="2026-01-15 12:30")
    (finding,) = outcome_of(newsroom.publish(), "second").blockers
    assert finding.check == "clock"
    assert "the last edition is of 2026-01-15 13:00 UTC" in one_line(finding)
    assert len(newsroom.seen()) == len(newsroom.seen(NOON + AN_HOUR)) == 2
    newsroom.publish(NOON + AN_HOUR)
    assert len(newsroom.seen(NOON + AN_HOUR)) == 4


# What is no file of words


def test_a_pipe_and_a_name_that_is_no_text_are_told_in_a_line_and_a_folder_may_be_a_link(newsroom: Newsroom) -> None:
    newsroom.release("first")
    releases = newsroom.root / "content" / "releases"
    (releases / "2026").rename(newsroom.root / "elsewhere")
    (releases / "2026").symlink_to(newsroom.root / "elsewhere")
    (releases / "again").symlink_to(releases)
    os.mkfifo(releases / "2026" / "pipe.md")
    (releases / "2026" / os.fsdecode(b"caf\xe9.md")).write_bytes(b"")
    report = newsroom.publish()
    assert len(newsroom.seen()) == 2
    told = {outcome.name: [one_line(finding) for finding in outcome.blockers] for outcome in report.waiting}
    assert told.keys() == {"releases/2026/pipe", "releases/2026/caf\ufffd"}
    assert all(len(lines) == 1 for lines in told.values())
    assert "the file cannot be read; look at its name" in told["releases/2026/caf\ufffd"][0]


# Files that change while they are read


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_checkout_in_the_middle_of_a_publish_mixes_nothing(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """One branch is live, another is being published, and a third is checked out just before or after a file is read.

    It is tried at every file that is read.
    """

    def git(*arguments: str) -> None:
        mine = ("-C", str(newsroom.root), "-c", "user.name=Test", "-c", "user.email=test@test.example")
        quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        subprocess.run(["git", *mine, *arguments], env=quiet, check=True, capture_output=True)

    def publish() -> Report:
        # At a time at which the files of now are no longer too new to be trusted.
        return newsroom.publish(datetime.now(UTC) + AN_HOUR)

    def pairs() -> dict[str, list[str]]:
        seen = newsroom.seen(datetime.now(UTC) + AN_HOUR)
        return {slug: [words for at, words in seen.items() if f"/{slug}" in at] for slug in ("both", "one")}

    git("init", "-q")
    branches = deque(("first", "second", "third"))
    whole = {}
    catalogue = newsroom.catalogue_path(newsroom.release("one", source="cy"))
    stand_in = welsh_or_english("Test paragraph two.", "en")
    for branch in branches:
        newsroom.release("both", source="cy", body=f"Test paragraph of the {branch}.")
        newsroom.edit(catalogue, stand_in, stand_in := f"{stand_in} In the {branch} as well.")
        git("checkout", "-q", "-b", branch)
        git("add", "content", "translations")
        git("commit", "-q", "-m", branch)
        publish()
        whole[branch] = pairs()
        assert all(branch in pair[0] + pair[1] for pair in whole[branch].values())

    left, swapped = 0, []
    real = Path.read_bytes

    def read_bytes(self: Path) -> bytes:
        nonlocal left
        if "releases" not in self.parts:
            return real(self)
        left -= 1
        if left == 0 and when == "before":
            swap(self)
        try:
            return real(self)
        finally:
            if left == 0 and when == "after":
                swap(self)

    def swap(file: Path) -> None:
        git("checkout", "-q", branches[1])
        swapped.append(file.suffix)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    for turn in count(1):
        # The last one is live.
        git("checkout", "-q", branches[0])
        left = turn
        report = publish()
        if len(swapped) < turn:
            break
        assert all(one_line(finding) for outcome in report.outcomes for finding in outcome.blockers)
        for slug, pair in pairs().items():
            assert pair in [each[slug] for each in whole.values()], f"{slug}, swapped at file {turn}"
        publish()
        assert pairs() == whole[branches[1]], f"swapped at file {turn}"
        branches.rotate(1)
    assert {".md", ".po"} == set(swapped[6:]), "some are swapped after what has changed is known"


# The record


def three_lines(newsroom: Newsroom) -> list[bytes]:
    for slug in ("first", "second", "third"):
        newsroom.release(slug, source="cy")
        newsroom.publish()
    lines = newsroom.folder.record.read_bytes().splitlines(keepends=True)
    assert len(lines) == 3
    return lines


def resealed(line: bytes, old: bytes, new: bytes) -> bytes:
    """A line changed by somebody who knows how its digest is made."""
    text = line[: line.rindex(b', "digest"')] + b"}"
    assert old in text
    text = text.replace(old, new, 1)
    return text[:-1] + b', "digest": "' + hashlib.sha256(text).hexdigest().encode() + b'"}\n'


MEDDLING: dict[str, tuple[Callable[[list[bytes]], list[bytes]], int, str]] = {
    "a time changed": (
        lambda lines: [lines[0].replace(b"2026-01-15T12", b"2026-01-14T12", 1), *lines[1:]],
        1,
        "was changed",
    ),
    "a time changed in the last line": (
        lambda lines: [*lines[:2], lines[2].replace(b"2026-01-15T12", b"2026-01-14T12", 1)],
        3,
        "was changed",
    ),
    "a time changed with its digest": (
        lambda lines: [resealed(lines[0], b"2026-01-15T12", b"2026-01-14T12"), *lines[1:]],
        2,
        "does not follow",
    ),
    "the first line removed": (lambda lines: lines[1:], 1, "lines are missing"),
    "a line removed": (lambda lines: [lines[0], lines[2]], 2, "lines are missing"),
    "a line put in": (lambda lines: [lines[0], lines[0], *lines[1:]], 2, "missing or new"),
    "two lines swapped": (lambda lines: [lines[1], lines[0], lines[2]], 1, "does not follow"),
    "not JSON": (lambda lines: [lines[0], b"test\n", lines[2]], 2, "was changed"),
    "an empty line": (lambda lines: [lines[0], b"\n", *lines[1:]], 2, "was changed"),
    "another shape": (lambda lines: [*lines, b"[]\n"], 4, "was changed"),
    "a last line of another shape": (
        lambda lines: [*lines[:2], resealed(lines[2], b'"addresses": {', b'"addresses": "", "x": {')],
        3,
        "cannot be read",
    ),
    "a last line with addresses that are none": (
        lambda lines: [*lines[:2], resealed(lines[2], b'"cy": "/cy/datganiadau/2026/third"', b'"cy": 3')],
        3,
        "cannot be read",
    ),
    "a last line without a time zone": (
        lambda lines: [*lines[:2], resealed(lines[2], b"+00:00", b"")],
        3,
        "cannot be read",
    ),
    "not text": (lambda lines: [b"\xff\xfe\n", *lines], 1, "was changed"),
}


@pytest.mark.parametrize(("meddle", "line", "problem"), MEDDLING.values(), ids=MEDDLING.keys())
def test_a_record_that_somebody_changed_is_told_with_its_line(
    newsroom: Newsroom, meddle: Callable[[list[bytes]], list[bytes]], line: int, problem: str
) -> None:
    lines = three_lines(newsroom)
    before = newsroom.seen()
    newsroom.folder.record.write_bytes(b"".join(meddle(lines)))
    with pytest.raises(RecordError) as told:
        newsroom.publish()
    assert str(told.value).startswith(f"instance/record.jsonl:{line}: ")
    assert problem in str(told.value)
    assert "\n" not in str(told.value)
    assert newsroom.seen() == before


@pytest.mark.parametrize("command", ["audit", "publish"])
def test_a_changed_record_stops_the_commands(newsroom: Newsroom, command: str) -> None:
    lines = three_lines(newsroom)
    newsroom.folder.record.write_bytes(b"".join([lines[0], lines[2]]))
    told = newsroom.run(command)
    assert told.returncode == 2
    assert told.stdout == ""
    assert told.stderr.startswith("datganiad: instance/record.jsonl:2: ")
    assert told.stderr.count("\n") == 1


def test_a_last_line_that_is_lost_comes_back_as_it_was(newsroom: Newsroom) -> None:
    lines = three_lines(newsroom)
    newsroom.folder.record.write_bytes(b"".join(lines[:2]))
    newsroom.publish()
    assert newsroom.folder.record.read_bytes() == b"".join(lines)


def test_a_record_moved_away_begins_again_with_what_is_live(newsroom: Newsroom) -> None:
    three_lines(newsroom)
    newsroom.folder.record.unlink()
    newsroom.publish()
    assert [event.event for event in newsroom.events()] == ["live"] * 3
