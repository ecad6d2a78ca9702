"""What others put into an exported folder stays there, whenever they do; and the folder is the one that they know."""

import os
from pathlib import Path

import pytest

from app.errors import SiteError
from app.export import folder
from app.pages.units import Unit
from tests.export.test_export import export, files_in
from tests.newsroom import Newsroom

COMES = """
import sys
from pathlib import Path
from app.export import folder, site, switch
target = Path(sys.argv[4])
def come(name):
    (target / name).parent.mkdir(parents=True, exist_ok=True)
    (target / name).write_text("not ours")
{moment}
from app.cli import main
main()
"""
ALL = "[come(name) for name in ('CNAME', 'cy/notes.pdf', 'uploads/new.jpg', 'fresh/a/b.txt')]"
MOMENTS = {
    "while files are written": f"put = folder.Staging.put; folder.Staging.put = lambda *a: (put(*a), {ALL})",
    "at the switch": f"real = folder.switch; folder.switch = lambda *a: ({ALL}, real(*a))",
    "between two renames": f"switch.exchange = lambda *a: {ALL} is None",
}
NAMES = ("CNAME", "cy/notes.pdf", "uploads/new.jpg", "fresh/a/b.txt")


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("first", [True, False])
def test_a_file_that_comes_while_it_runs_stays(newsroom: Newsroom, tmp_path: Path, moment: str, first: bool) -> None:
    target = tmp_path / "public"
    (target / "uploads").mkdir(parents=True)
    (target / "uploads/old.jpg").write_text("not ours")
    if not first:
        export(newsroom, target)
        newsroom.release("newer")
    export(newsroom, target, script=COMES.format(moment=MOMENTS[moment]))
    for number in range(2):  # in the folder, and in its twin
        files = files_in(target)
        assert {name: files[name] for name in (*NAMES, "uploads/old.jpg")} == dict.fromkeys(
            (*NAMES, "uploads/old.jpg"), b"not ours"
        )
        newsroom.release(f"newer-{number}")
        export(newsroom, target)
    for name in NAMES:
        (target / name).unlink()
    for number in range(2):
        newsroom.release(f"newest-{number}")
        export(newsroom, target)
        assert files_in(target).keys() & {*NAMES} == set()
    assert {path.name for path in tmp_path.iterdir()} == {"public", "site", ".public.spare", ".public.lock"}


@pytest.mark.parametrize("exchange", ["", "switch.exchange = lambda *a: False\n"])
def test_killed_at_the_first_switch_it_loses_nothing_of_others(
    newsroom: Newsroom, tmp_path: Path, exchange: str
) -> None:
    target = tmp_path / "public"
    target.mkdir()
    (target / "old.txt").write_text("not ours")
    killed = f"import os; real = folder.switch; folder.switch = lambda *a: ({ALL}, real(*a), os.kill(os.getpid(), 9))"
    export(newsroom, target, code=-9, script=COMES.format(moment=exchange + killed))
    newsroom.release("newer")
    export(newsroom, target)
    files = files_in(target)
    assert [files[name] for name in (*NAMES, "old.txt")] == [b"not ours"] * 5
    assert {path.name for path in tmp_path.iterdir()} == {"public", "site", ".public.spare", ".public.lock"}


def test_a_run_that_was_killed_as_it_began_is_in_nobodys_way(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / ".public.new/.datganiad").mkdir(parents=True)
    export(newsroom, tmp_path / "public")
    assert (tmp_path / "public/cy/index.html").exists()


def test_a_file_that_comes_under_a_name_of_ours_while_it_runs_changes_nothing(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    target = tmp_path / "public"
    export(newsroom, target)
    before = files_in(target)
    newsroom.release("newer")
    come = "open = folder.Staging.finish; folder.Staging.finish = lambda self, *rest: (come('{}'), open(self, *rest))"
    name = "cy/datganiadau/2026/newer.html"
    said = export(newsroom, target, code=2, script=COMES.format(moment=come.format(name)))
    assert f"{name} is there, and was not exported by datganiad; move it away" in said
    assert files_in(target) == {**before, name: b"not ours"}
    (target / name).unlink()
    export(newsroom, target)
    assert b"newer" in (target / name).read_bytes()


def test_a_name_that_a_guest_gave_up_can_be_ours(newsroom: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    export(newsroom, target)
    guest = target / "cy/datganiadau/2026/newer.html"
    guest.parent.mkdir()
    guest.write_text("not ours")
    newsroom.release("first")
    export(newsroom, target)
    guest.unlink()
    for number in range(2):
        newsroom.release("newer" if number == 0 else "newest")
        export(newsroom, target)
        assert b"newer" in guest.read_bytes()


def test_a_guest_whose_name_is_not_utf8_stays(newsroom: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    export(newsroom, target)
    guest = os.fsencode(target) + b"/caf\xe9.txt"
    Path(os.fsdecode(guest)).write_text("not ours")
    for number in range(2):
        newsroom.release(f"newer-{number}")
        export(newsroom, target)
        assert Path(os.fsdecode(guest)).read_text() == "not ours"


def test_a_link_to_the_folder_stays_one(newsroom: Newsroom, tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "public"
    link.symlink_to("real")
    for number in range(2):
        newsroom.release(f"newer-{number}")
        export(newsroom, link)
        assert link.is_symlink()
        assert (real / f"cy/datganiadau/2026/newer-{number}.html").exists()


def test_the_folder_keeps_its_mode_and_its_group(newsroom: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "public"
    target.mkdir()
    group = os.getgroups()[-1] if os.geteuid() else 12345
    os.chown(target, -1, group)
    target.chmod(0o2750)
    for number in range(3):
        newsroom.release(f"newer-{number}")
        export(newsroom, target)
        assert (target.stat().st_mode & 0o7777, target.stat().st_gid) == (0o2750, group)
    assert (target / "cy/index.html").stat().st_gid == group


def test_a_guest_who_has_left_since_is_in_nobodys_way(tmp_path: Path) -> None:
    target = tmp_path / "public"

    def run(made_of: str, *names: str, trusting: bool = False) -> None:
        unit = Unit("test", made_of, lambda: {f"/{name}": 200 for name in names})
        with folder.staging(target, trusting=trusting) as staged:
            staged.due(lambda: [unit], lambda mark: [unit] if mark else None, "", "")
            staged.open()
            assert staged.place
            for name in names:
                (staged.place / name).unlink(missing_ok=True)
                (staged.place / name).write_text(made_of)
            staged.put(unit, dict.fromkeys(names, made_of))
            staged.finish("mark", {})

    run("one", "a.txt")
    (target / "b.txt").write_text("not ours")
    run("two", "a.txt")
    with pytest.raises(SiteError, match=r"b\.txt is there"):
        run("three", "a.txt", "b.txt")
    (target / "b.txt").unlink()
    with pytest.raises(folder.DisturbedError):
        run("three", "a.txt", "b.txt", trusting=True)
    run("three", "a.txt", "b.txt")
    assert (target / "b.txt").read_text() == "three"


@pytest.mark.parametrize("runs", [1, 2])
def test_a_guest_who_has_left_does_not_come_back(newsroom: Newsroom, tmp_path: Path, runs: int) -> None:
    target = tmp_path / "public"

    def export_others(count: int, kind: str) -> None:
        for number in range(count):
            newsroom.release(f"{kind}-{number}")
            export(newsroom, target)

    export_others(2, "before")
    for name in NAMES:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text("not ours")
    export_others(runs, "there")
    for name in NAMES:
        assert (target / name).exists()
        (target / name).unlink()
    for number in range(3):
        export_others(1, f"left-{number}")
        assert files_in(target).keys() & {*NAMES} == set()
