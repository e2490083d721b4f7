"""The data folder: found where it should be, of one kind, one writer at a time, whole or not at all."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from etl import house as houses
from etl.house import (
    create_house,
    data_folder,
    is_finished,
    open_house,
    remove_unfinished,
    unfinished_folder,
    write_whole,
)
from etl.problems import UserError

HOLD_THE_LOCK = """
import sys, time
from pathlib import Path
from etl.house import open_house
with open_house(Path(sys.argv[1])).lock():
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAMSYN_DATA", str(tmp_path / "x"))
    assert data_folder() == tmp_path / "x"


def test_without_the_environment_a_real_folder_goes_before_the_demo(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SAMSYN_DATA")
    monkeypatch.setattr(houses, "REPOSITORY", tmp_path)
    assert data_folder() == tmp_path / "data"
    create_house(tmp_path / "data" / "demo", "demo", "25")
    assert data_folder() == tmp_path / "data" / "demo"
    create_house(tmp_path / "data", "real", "25")
    assert data_folder() == tmp_path / "data"


def test_a_house_is_found_again(tmp_path: Path) -> None:
    made = create_house(tmp_path / "h", "real", "07")
    assert open_house(tmp_path / "h") == made
    assert create_house(tmp_path / "h", "real", "07") == made


@pytest.mark.parametrize(("kind", "county"), [("demo", "07"), ("real", "25")])
def test_a_house_is_never_made_over(tmp_path: Path, kind: houses.Kind, county: str) -> None:
    create_house(tmp_path, "real", "07")
    with pytest.raises(UserError, match="finns redan"):
        create_house(tmp_path, kind, county)
    assert open_house(tmp_path).kind == "real"


def test_no_house_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Kör samsyn demo eller samsyn init"):
        open_house(tmp_path / "nowhere")


@pytest.mark.parametrize("mark", ["", "{}", "[1]", '{"kind": "other", "county": "25"}'])
def test_a_broken_mark_is_told(tmp_path: Path, mark: str) -> None:
    (tmp_path / "house.json").write_text(mark, encoding="utf-8")
    with pytest.raises(UserError):
        open_house(tmp_path)


def test_the_second_writer_waits_and_then_gives_up(tmp_path: Path) -> None:
    house = create_house(tmp_path, "demo", "25")
    with house.lock(), pytest.raises(UserError, match="Försök igen"), house.lock(wait_seconds=0.05):
        pytest.fail("two writers at once")


def test_the_two_locks_do_not_stand_in_each_others_way(tmp_path: Path) -> None:
    house = create_house(tmp_path, "demo", "25")
    with house.lock("build"), house.lock("received", wait_seconds=0.05):
        pass


def test_threads_write_one_at_a_time(tmp_path: Path) -> None:
    house = create_house(tmp_path, "demo", "25")
    inside, most = 0, 0

    def write() -> None:
        nonlocal inside, most
        for _ in range(20):
            with house.lock():
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


@pytest.mark.slow
def test_a_killed_writer_lets_go_of_the_lock(tmp_path: Path) -> None:
    house = create_house(tmp_path, "demo", "25")
    with subprocess.Popen([sys.executable, "-c", HOLD_THE_LOCK, str(tmp_path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(UserError), house.lock(wait_seconds=0.05):
            pytest.fail("two writers at once")
        holder.kill()
    with house.lock(wait_seconds=1):
        pass


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"one")
    write_whole(tmp_path / "a", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"two")]


def test_what_was_left_half_done_is_cleaned_away_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "receipt.json").write_text("{}", encoding="utf-8")
    (unfinished_folder(tmp_path, "abc") / "copy.xlsx").write_bytes(b"half")
    (tmp_path / "x.1.unfinished").write_bytes(b"half")
    (tmp_path / "x.1.unfinished.wal").write_bytes(b"half")
    assert [path.name for path in tmp_path.iterdir() if is_finished(path)] == ["kept"]
    remove_unfinished(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept" / "receipt.json").exists()
