"""Killed at any moment, nothing is lost: receipts are whole, what is served opens, and the next run completes."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from etl.build import build, newest_build
from etl.demo import make_demo
from etl.house import House, is_finished, open_house
from etl.publish import publish
from etl.receipts import copy_path, read_receipts
from etl.snapshot import current_build, open_snapshot, published_path, read_table
from tests.etl.houses import PERIOD

AREAS = ["2513", "2518", "2506", "2581", "2510", "2523"]
SEED = 20230201
KILLS = 15

# Receives, builds and publishes without end until it is killed.
WORKER = """
import sys
from datetime import date
from pathlib import Path
from etl.build import build
from etl.house import open_house
from etl.publish import publish
from etl.rounds import open_round
from tests.etl.houses import send, submission
house = open_house(Path(sys.argv[1]))
print("ready", flush=True)
for step in range(int(sys.argv[2]), 10_000):
    area = {areas}[step % {count}]
    send(house, submission(area, given={{"mi": float(step)}}), salt=str(step), day=step)
    open_round(house, "kommunenkat", "{period}", {areas}[: 1 + step % {count}], date(2023, 2, 1 + step % 28))
    build(house)
    publish(house)
    print(step, flush=True)
""".format(areas=AREAS, count=len(AREAS), period=PERIOD)


def run_and_kill(house: House, step: int, wait: float) -> None:
    command = [sys.executable, "-c", WORKER, str(house.path), str(step)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
        time.sleep(wait)
        worker.kill()


def seconds_of_a_round(house: House) -> float:
    """How long it takes here and now to receive, build and publish: the moments of the kills are spread over it."""
    command = [sys.executable, "-c", WORKER, str(house.path), str(100 * KILLS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
        started = time.monotonic()
        assert worker.stdout.readline() == b"%d\n" % (100 * KILLS)
        worker.kill()
        return time.monotonic() - started


def assert_nothing_is_lost(house: House, receipts_before: set[str]) -> None:
    current = current_build(house.path)
    assert current is not None
    con = open_snapshot(published_path(house.path, current))
    assert dict(read_table(con, "snapshot").iter_rows())["build_id"] == current
    con.close()
    receipts = read_receipts(house)
    assert receipts_before <= {receipt.id for receipt in receipts}
    assert all(copy_path(house, receipt.id).exists() for receipt in receipts)
    assert [receipt.sequence for receipt in receipts] == list(range(1, len(receipts) + 1))
    for changes in house.published.glob("*.changes.json"):
        json.loads(changes.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_killed_at_any_moment(tmp_path: Path) -> None:
    house = make_demo(tmp_path / "house", lambda text: None).house
    moments = random.Random(SEED)
    left_behind, longest = 0, 1.2 * seconds_of_a_round(house)
    for number in range(KILLS):
        before = {receipt.id for receipt in read_receipts(house)}
        run_and_kill(house, 100 * number, moments.uniform(0.0, longest))
        assert_nothing_is_lost(house, before)
        left_behind += sum(not is_finished(path) for path in house.path.rglob("*"))

    result = build(house)
    publication = publish(house)
    assert publication.build_id == result.build_id == newest_build(house) == current_build(house.path)
    con = open_snapshot(result.published)
    built = read_table(con, "submission")
    con.close()
    received = {(s.area, s.period) for receipt in read_receipts(house) for s in receipt.submissions}
    assert set(built.select("area", "period").rows()) == received
    assert len(received) > 18
    # The kills did hit work that was under way; otherwise this test proves nothing.
    assert left_behind > 0
    leftovers = [path for path in house.path.rglob("*") if not is_finished(path)]
    assert all(path.is_relative_to(house.received) or "rounds" in path.parts for path in leftovers)


@pytest.mark.slow
def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    house = make_demo(tmp_path / "house", lambda text: None).house
    workers = [
        subprocess.Popen([sys.executable, "-c", WORKER, str(house.path), str(step)], stdout=subprocess.PIPE)
        for step in (1000, 2000)
    ]
    done: list[set[int]] = []
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
    for worker in workers:
        assert worker.stdout is not None
        done.append({int(worker.stdout.readline()) for _ in range(4)})
    for worker in workers:
        worker.kill()
        worker.communicate()
    receipts = read_receipts(open_house(house.path))
    assert [receipt.sequence for receipt in receipts] == list(range(1, len(receipts) + 1))
    assert len(receipts) >= 19 + sum(map(len, done))
