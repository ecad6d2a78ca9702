"""The site's own table of hosts: what it lets be, what is told of one that cannot be read, and what a change does."""

from datetime import timedelta

import pytest

from app.checks import Knowledge, run
from app.checks.check import case
from app.edition.files import releases_of
from app.edition.knowledge import find_hosts
from app.hosts import HOSTS_PATH, Hosts, read_hosts
from app.model import State
from app.settings import SiteFolder
from tests.newsroom import HOUSE, NOON, Newsroom, other, outcome_of, welsh_or_english

HEADER = "english,welsh,note"
ROW = "www.bus.example,BWS.example,buses"
SIDES = {"en": "https://news.bus.example/a", "cy": "https://www.bws.example/b"}


def found(source: str, target: str, lang: str, hosts: Hosts) -> set[str]:
    return {finding.check for finding in run([case(source, target, lang=lang).pair], Knowledge(), hosts)}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_it_is_read_however_a_spreadsheet_saves_it(delimiter: str) -> None:
    hosts, findings = read_hosts(f"\ufeff{HEADER}\r\n{ROW}\r\n,,\r\n".replace(",", delimiter).encode())
    assert findings == ()
    assert hosts.english == {"bws.example": "bus.example"}


BROKEN = {
    "a column is missing": ("english,note\na,b\n", 1, "has no column welsh", HEADER),
    "a whole address": (f"{HEADER}\nhttps://bus.example/,bws.example,\n", 2, "'https://bus.example/' is not", "alone"),
    "no host": (f"{HEADER}\nbus.example,bws,\n", 2, "'bws' is not the name of a host", "www.example.org"),
    "a mailbox": (f"{HEADER}\nbus.example,a@bws.example,\n", 2, "'a@bws.example' is not", "alone"),
    "a Welsh host twice": (f"{HEADER}\n{ROW}\na.example,bws.example,\n", 3, "is in line 2 already", "one of the two"),
    "no Welsh": (f"{HEADER}\na.example,,\n", 2, "has no welsh", "fill the cell"),
    "a comma without quote marks": (f"{HEADER}\na.example,b.example,c,d\n", 2, "more cells than", "quote marks"),
}


@pytest.mark.parametrize(("text", "line", "what", "fix"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_wrong_is_told_with_its_line_and_the_way_out(text: str, line: int, what: str, fix: str) -> None:
    _, (finding,) = read_hosts(text.encode())
    assert (finding.path, finding.line, finding.level, finding.check) == (HOSTS_PATH, line, "error", "hosts")
    assert what in finding.what
    assert fix in finding.fix


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("[Test](https://{host}/a)", "markup"),
        ("[Test](https://test.{host}/)", "markup"),
        ("[Test](mailto:desk@{host})", "markup"),
        ("Test a@{host} test", "addresses"),
        ("Test www.{host} test", "addresses"),
    ],
)
def test_the_two_hosts_of_a_body_are_one(text: str, check: str, lang: str) -> None:
    names = {"en": "bus.example", "cy": "bws.example"}
    source, target = (text.format(host=names[each]) for each in (other(lang), lang))
    hosts, _ = read_hosts(f"{HEADER}\n{ROW}\n".encode())
    assert check in found(source, target, lang, Hosts())
    assert check not in found(source, target, lang, hosts)
    assert check in found(source, target.replace(names[lang], f"x{names[lang]}"), lang, hosts)


def test_another_number_on_the_page_of_such_a_body_is_told() -> None:
    hosts, _ = read_hosts(f"{HEADER}\n{ROW}\n".encode())
    texts = [f"[Test](https://{host}/{number})" for host, number in (("bus.example", 1), ("bws.example", 2))]
    assert "link_numbers" in found(texts[0], texts[1], "cy", hosts)
    assert "link_numbers" not in found(texts[0], texts[1].replace("2", "1"), "cy", hosts)


def linked(newsroom: Newsroom, source: str) -> str:
    """A release with a link that leads to another host in its translation. Gives its catalogue."""
    body = f"Test [link]({SIDES[source]})."
    path = newsroom.release(source=source, body=body)
    lang = other(source)
    known = {body: welsh_or_english(body, lang).replace(SIDES[source], SIDES[lang])}
    newsroom.fill(newsroom.catalogue_path(path), newsroom.messages_of(path), lang, path, known)
    return newsroom.catalogue_path(path)


@pytest.mark.parametrize("source", ["cy", "en"])
def test_the_way_out_of_a_link_to_the_other_host_is_the_table(newsroom: Newsroom, source: str) -> None:
    catalogue = linked(newsroom, source)
    told = newsroom.inside("check", "--errors")
    assert told.returncode == 1
    assert f"if both hosts are of one body, put them into {HOSTS_PATH}" in told.stdout
    newsroom.write(HOSTS_PATH, f"{HEADER}\n{ROW}\n")
    for names in ((), (catalogue,), ("2026/test-release",)):
        assert newsroom.inside("check", *names).returncode == 0
    copy = newsroom.write("from-an-agency.po", (newsroom.root / catalogue).read_bytes())
    assert newsroom.inside("check", str(copy)).returncode == 0
    assert "waiting" not in newsroom.inside("translations", "status").stdout


def test_a_release_that_waits_goes_live_when_the_table_lets_its_link_be_and_no_other_is_news(
    newsroom: Newsroom,
) -> None:
    newsroom.release("other", source="en")
    linked(newsroom, "en")
    assert outcome_of(newsroom.publish(), "test-release").state is State.WAITING
    edition = newsroom.publish(NOON + timedelta(hours=1))
    assert outcome_of(edition, "test-release").state is State.WAITING
    newsroom.write(HOSTS_PATH, f"{HEADER}\n{ROW}\n")
    report = newsroom.publish(NOON + timedelta(hours=2))
    assert outcome_of(report, "test-release").state is State.LIVE
    assert [outcome.name for outcome in report.outcomes if outcome.change] == ["releases/2026/test-release"]
    assert newsroom.publish(NOON + timedelta(hours=3)).outcomes == ()


def test_another_table_in_which_nothing_new_is_found_makes_no_new_edition(newsroom: Newsroom) -> None:
    newsroom.release(source="en")
    number = newsroom.publish().edition
    newsroom.write(HOSTS_PATH, f"{HEADER}\n{ROW}\n")
    report = newsroom.publish(NOON + timedelta(hours=1))
    assert (report.edition, report.changed, report.outcomes) == (number, False, ())


def test_what_is_live_stays_when_the_table_goes(newsroom: Newsroom) -> None:
    newsroom.write(HOSTS_PATH, f"{HEADER}\n{ROW}\n")
    linked(newsroom, "en")
    assert outcome_of(newsroom.publish(), "test-release").state is State.LIVE
    (newsroom.root / HOSTS_PATH).unlink()
    outcome = outcome_of(newsroom.publish(NOON + timedelta(hours=1)), "test-release")
    assert (outcome.state, outcome.keeps) == (State.WAITING, True)


def test_the_table_belongs_to_no_single_release(newsroom: Newsroom) -> None:
    assert releases_of(newsroom.folder, [newsroom.root / HOSTS_PATH]) is None


def test_a_broken_table_is_told_by_the_command_and_holds_nothing_back(newsroom: Newsroom) -> None:
    newsroom.release(source="en")
    newsroom.write(HOSTS_PATH, f"{HEADER}\na.example,,\n")
    told = newsroom.inside("check")
    assert told.returncode == 1
    assert f"{HOSTS_PATH}:2: error: hosts: the row has no welsh; fill the cell" in told.stdout
    assert len(newsroom.publish().waiting) == 0


def test_the_houses_own_table_is_whole() -> None:
    assert find_hosts(SiteFolder(HOUSE))[1] == ()
