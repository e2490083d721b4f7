"""The process that forks: it ends with its server, is started again when it is gone, and serves many at once."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from etl import guarded
from etl.guarded import TookTooMuch, run_guarded
from etl.guarded_check import check_guarded
from etl.intake import check_file
from etl.problems import UserError
from etl.waiting_process import WaitingProcess
from tests.conftest import REPOSITORY

EXAMPLES = sorted((REPOSITORY / "data" / "examples").glob("*.xlsx"))


@pytest.fixture(scope="module")
def one_process() -> Iterator[WaitingProcess]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(REPOSITORY))
        process = WaitingProcess()
        yield process
        process.end()


@pytest.fixture
def waiting(one_process: WaitingProcess, monkeypatch: pytest.MonkeyPatch) -> WaitingProcess:
    monkeypatch.setattr(guarded, "_waiting", one_process)
    for name in ("same", "sleep", "limits"):
        monkeypatch.setitem(guarded.TASKS, name, f"tests.etl.hostile_tasks:{name}")
    return one_process


def forking_process() -> int:
    """Its id, as its children say."""
    found = run_guarded("limits")
    assert isinstance(found, dict)
    return int(found["parent"])


def is_alive(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_until_gone(process: int) -> None:
    until = time.monotonic() + 10
    while is_alive(process):
        assert time.monotonic() < until, "the process lives on"
        time.sleep(0.02)


def test_it_is_the_same_process_for_every_file(waiting: WaitingProcess) -> None:
    assert forking_process() == forking_process() != os.getpid()


@pytest.mark.slow
def test_killed_it_is_started_again_and_the_file_is_read(waiting: WaitingProcess) -> None:
    before = forking_process()
    os.kill(before, signal.SIGKILL)
    wait_until_gone(before)
    assert run_guarded("same", value="läst") == "läst"
    assert forking_process() != before


@pytest.mark.slow
def test_killed_while_a_child_reads_the_child_answers_all_the_same(waiting: WaitingProcess) -> None:
    with ThreadPoolExecutor(1) as pool:
        before = forking_process()
        answer = pool.submit(check_guarded, EXAMPLES[0].read_bytes(), EXAMPLES[0].name)
        os.kill(before, signal.SIGKILL)
        assert answer.result() == check_file(EXAMPLES[0].read_bytes(), EXAMPLES[0].name)


def test_a_process_that_cannot_start_is_a_fault_and_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    monkeypatch.setattr(guarded, "_waiting", WaitingProcess())
    with pytest.raises(guarded.ChildFault, match="does not start"):
        run_guarded("check", data=b"", name="a.xlsx")


def test_one_that_is_ended_is_not_ended_again_for_its_successor() -> None:
    process = WaitingProcess()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        first = process.fork(theirs, 1)
        process.end(first)
        second = process.fork(theirs, 1)
        process.end(first)
    assert first != second
    assert is_alive(second)
    process.end()
    assert not is_alive(second)


def test_many_threads_are_answered_each_with_its_own(waiting: WaitingProcess) -> None:
    with ThreadPoolExecutor(12) as pool:
        values = [f"{number} " * 5000 for number in range(40)]
        assert list(pool.map(lambda value: run_guarded("same", value=value), values)) == values


def test_four_at_once_and_the_others_wait(waiting: WaitingProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "_LONGEST", 0.3)
    before = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        stopped = list(pool.map(lambda _: _is_stopped(), range(8)))
    assert stopped == [True] * 8
    assert 0.6 <= time.monotonic() - before < 3


def _is_stopped() -> bool:
    with pytest.raises(TookTooMuch):
        run_guarded("sleep")
    return True


def test_who_waits_too_long_is_told_to_try_again(waiting: WaitingProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "_LONGEST", 0.6)
    monkeypatch.setattr(guarded, "_LONGEST_QUEUE", 0.1)
    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(_is_stopped) for _ in range(4)]
        time.sleep(0.15)
        with pytest.raises(UserError, match=r"^Just nu läses många filer\."):
            run_guarded("same", value=1)
        assert all(each.result() for each in running)


def test_who_got_too_little_time_for_waiting_is_not_told_that_the_file_is_bad(
    waiting: WaitingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "ANSWER_WITHIN", 0.8)
    with pytest.raises(UserError, match=r"^Just nu läses många filer\."):
        run_guarded("sleep")


PARENT = """
import sys, time
from etl import guarded
guarded.start()
guarded.run_guarded("check", data=b"", name="a.xlsx")
print(guarded._waiting._running[0].pid, flush=True)
{rest}
"""


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, None])
def test_it_ends_when_the_server_ends_however_that_happens(end: signal.Signals | None) -> None:
    code = PARENT.format(rest="time.sleep(60)" if end else "")
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=REPOSITORY
    ) as server:
        assert server.stdout is not None
        process = int(server.stdout.readline())
        if end:
            assert is_alive(process)
            server.send_signal(end)
        server.wait(timeout=20)
        wait_until_gone(process)


@pytest.mark.slow
def test_nothing_is_run_again_where_streamlit_has_put_another_main(tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text(
        "import sys, types\n"
        "print('run', flush=True)\n"
        "sys.modules['__main__'] = types.ModuleType('__main__')\n"
        "from etl.guarded import run_guarded\n"
        "run_guarded('check', data=b'', name='a.xlsx')\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], check=False, capture_output=True, text=True, cwd=REPOSITORY, timeout=60
    )
    assert (done.stdout, done.stderr, done.returncode) == ("run\n", "", 0)
