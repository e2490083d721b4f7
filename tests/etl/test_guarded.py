"""Read in a child: the same answer as without, and nothing that a file does to its reader reaches the server."""

from __future__ import annotations

import os
import pickle
import socket
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from etl import guarded
from etl.guarded import ChildFault, TookTooMuch, forking_here, run_guarded
from etl.guarded_check import check_guarded
from etl.intake import check_file
from etl.marked_workbook import mark
from etl.problems import UserError
from etl.read import FileRefused
from etl.waiting_process import WaitingProcess
from etl.wire import opened
from tests.conftest import REPOSITORY
from tests.etl import hostile_tasks
from tests.etl.packages import changed_parts, plain, template

EXAMPLES = REPOSITORY / "data" / "examples"
FILES = sorted([*EXAMPLES.glob("*.xlsx"), *EXAMPLES.glob("export/*.csv")])
WAYS = ["waiting process", "fork"]


@pytest.fixture(scope="module")
def waiting() -> Iterator[WaitingProcess]:
    """One process for this module, which also finds the tests' own tasks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(REPOSITORY))
        process = WaitingProcess()
        patch.setattr(guarded, "_waiting", process)
        for name in [name for name in vars(hostile_tasks) if not name.startswith("_")]:
            patch.setitem(guarded.TASKS, name, f"tests.etl.hostile_tasks:{name}")
        yield process
        process.end()


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, waiting: WaitingProcess) -> Iterator[str]:
    with forking_here() if request.param == "fork" else nullcontext():
        yield request.param


@pytest.fixture
def briefly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children that live for a moment only."""
    monkeypatch.setattr(guarded, "_LONGEST", 0.3)


@pytest.mark.slow
def test_the_answer_to_every_example_is_that_of_the_check_itself(way: str) -> None:
    for path in FILES:
        data = path.read_bytes()
        assert check_guarded(data, path.name) == check_file(data, path.name), path.name


def test_the_answer_is_that_of_the_check_itself(way: str) -> None:
    files = [
        *((path.read_bytes(), path.name) for path in (FILES[1], FILES[-1])),
        (b"", "tom.xlsx"),
        (b"%PDF-1.7\n", "a.xlsx"),
        (plain(), "fel.xlsx"),
        (template(), "19121212-1212.xlsx"),
        (changed_parts(template(), {"xl/vbaProject.bin": b"x"}), "a.xlsm"),
        (template(), "\udcff.xlsx"),
    ]
    for data, name in files:
        for area in (None, "2513"):
            assert check_guarded(data, name, as_area=area, county="25") == check_file(
                data, name, as_area=area, county="25"
            )


def test_a_marked_workbook_is_that_of_marking_itself(way: str) -> None:
    path = EXAMPLES / "2022_alvsbyn.xlsx"
    data, checked = path.read_bytes(), check_guarded(path.read_bytes(), path.name)
    assert checked.problems
    given = {"data": data, "name": path.name, "checked": checked}
    assert run_guarded("mark", **given) == mark(data, path.name, checked)


def test_what_the_person_can_mend_is_said_as_before(way: str) -> None:
    with pytest.raises(UserError, match=r"^Det finns ingen sådan kommun\.$") as told:
        run_guarded("user_error")
    assert told.value.exit_code == 3
    with pytest.raises(FileRefused) as refused:
        run_guarded("refused")
    assert refused.value.problem.code == "losenord"


def test_a_fault_is_told_by_its_place_and_never_by_the_files_words(way: str) -> None:
    with pytest.raises(ChildFault, match=r"^fault: KeyError at .*hostile_tasks\.py:\d+ fault$") as told:
        run_guarded("fault")
    assert hostile_tasks.SECRET not in str(told.value)


@pytest.mark.slow
@pytest.mark.parametrize("task", ["hog", "hog_in_c", "deep", "fall", "abort", "leave"])
def test_what_takes_too_much_or_falls_is_stopped(way: str, task: str) -> None:
    with pytest.raises(TookTooMuch, match=r"^Filen tog för lång tid eller för mycket minne att läsa"):
        run_guarded(task)
    assert run_guarded("same", value=1) == 1


@pytest.mark.slow
@pytest.mark.parametrize("task", ["loop", "sleep", "loop_in_c"])
def test_what_never_ends_is_ended(way: str, briefly: None, task: str) -> None:
    before = time.monotonic()
    with pytest.raises(TookTooMuch):
        run_guarded(task)
    assert time.monotonic() - before < 3
    assert run_guarded("same", value=1) == 1


def test_a_file_that_is_stopped_is_refused_for_what_it_costs(
    way: str, briefly: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(guarded.TASKS, "check", "tests.etl.hostile_tasks:any_file")
    data, name = template(), "a.xlsx"
    stopped, usual = check_guarded(data, name), check_file(data, name)
    assert stopped.outcome == "rejected"
    assert [each.code for each in stopped.problems] == ["zip_bomb"]
    assert stopped.problems[0].message.startswith("Filen tog för lång tid eller för mycket minne att läsa.")
    assert (stopped.sha256, stopped.name_sha256, stopped.size) == (usual.sha256, usual.name_sha256, usual.size)
    assert (stopped.kept, stopped.submissions, stopped.answers) == ({}, (), {})


def test_an_answer_beyond_bounds_is_not_taken(way: str) -> None:
    assert run_guarded("same", value=bytes(15_000_000)) == bytes(15_000_000)
    with pytest.raises(TookTooMuch):
        run_guarded("same", value=bytes(16_000_000))


def test_an_answer_is_data_and_never_called(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(pickle.UnpicklingError, match=r"posix\.system is no dataclass of ours"):
        run_guarded("no_data")
    assert not (tmp_path / "called").exists()


@pytest.mark.parametrize(
    ("module", "name"),
    [("etl.problems", "UserError"), ("etl.gate", "unpack"), ("etl.gate", "io.BytesIO"), ("builtins", "eval")],
)
def test_only_our_dataclasses_are_made(module: str, name: str) -> None:
    names = b"".join(b"\x8c" + bytes([len(each)]) + each.encode() for each in (module, name))
    with pytest.raises(pickle.UnpicklingError, match=f"{module}.{name} is no dataclass of ours"):
        opened(b"\x80\x04" + names + b"\x93.")


def test_the_child_reaches_nothing(way: str, tmp_path: Path) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        for task, given in (
            ("connect", {"port": listening.getsockname()[1]}),
            ("start_program", {}),
            ("start_process", {}),
            ("write", {"path": str(tmp_path / "a.txt")}),
        ):
            with pytest.raises(ChildFault, match=r"(PermissionError|OSError) at "):
                run_guarded(task, **given)
    written = tmp_path / "a.txt"
    assert not written.exists() or not written.read_bytes()


def test_the_child_has_nothing_of_the_parents_open(way: str, tmp_path: Path) -> None:
    with (tmp_path / "open.txt").open("w") as kept:
        os.set_inheritable(kept.fileno(), True)
        found = run_guarded("descriptors")
    assert isinstance(found, list)
    kinds = [each.split(":")[0] for each in found]
    assert [kind for kind in kinds if kind != "/dev/null"] == ["socket"]


def test_what_a_library_prints_is_heard_nowhere(way: str, capfd: pytest.CaptureFixture[str]) -> None:
    run_guarded("chatter")
    assert capfd.readouterr() == ("", "")


def test_the_child_leaves_no_core_and_has_one_thread(waiting: WaitingProcess) -> None:
    found = run_guarded("limits")
    assert isinstance(found, dict)
    assert found["core"] == 0
    assert found["threads"] == 1
    assert found["parent"] != os.getpid()


def test_children_are_not_left_behind(way: str) -> None:
    for _ in range(3):
        run_guarded("nothing")
    with pytest.raises(ChildFault):
        run_guarded("fault")
    assert "Z" not in states_of_children()


def states_of_children() -> str:
    processes = [path.read_text() for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]
    fields = [text.rpartition(")")[2].split() for text in processes]
    return "".join(state for state, parent, *_ in fields if int(parent) == os.getpid())
