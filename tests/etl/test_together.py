"""Many at once and any of them killed: everyone is answered, one version holds, and nothing is lost or half there."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.approvals import read_approvals
from etl.areas import load_areas
from etl.build import build
from etl.content import content_of
from etl.desk import check_at_desk
from etl.forms.kommunenkat import FORM
from etl.house import House
from etl.kept_copy import read_copy
from etl.periods import parse_period
from etl.publish import publish
from etl.receipts import Receipt, copy_path, counting, holding, read_receipts, states
from etl.receive import Words, receive
from etl.snapshot import current_build, open_snapshot, published_path, read_table
from etl.standing import version
from etl.template import field_cells, write_template
from tests.conftest import REPOSITORY
from tests.etl.at_once import AREAS
from tests.etl.houses import FIRST_DAY, demo_house, send, submission
from tests.spec.filled_form import ANSWERS

SECONDS = 10
YEAR = "2023"
NORRBOTTEN = [area.code for area in load_areas().municipalities("25")]
SEED = 20261122
KILLS = 40

pytestmark = pytest.mark.slow


def form_of(area: str, persons: int = 31) -> bytes:
    """A form that a municipality has filled in, without anything to ask about."""
    period = parse_period(YEAR)
    places = field_cells(FORM, period)
    book = openpyxl.load_workbook(io.BytesIO(write_template(FORM, load_areas().get(area), period, example=True)))
    sheet = book[places["sheet"]]
    for field, answer in (ANSWERS | {"mi": persons}).items():
        if field in places["fields"]:
            sheet[places["fields"][field]] = answer
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Other:
    """Somebody else: a process in a role of ``at_once``."""

    def __init__(self, role: str, house: House, *rest: str) -> None:
        command = [sys.executable, "-m", "tests.etl.at_once", role, str(house.path), *rest]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY
        )

    def hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line.endswith("\n"):
            pytest.fail(f"it ended: {self.complaint()}")
        said: dict[str, Any] = json.loads(line)
        return said

    def go(self, word: str = "") -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def complaint(self) -> str:
        self.process.kill()
        return self.process.communicate()[1]

    def kill(self) -> list[dict[str, Any]]:
        """Kill it, and hear what it had said whole."""
        self.process.kill()
        out, err = self.process.communicate()
        assert err == ""
        return [json.loads(line) for line in out.splitlines(keepends=True) if line.endswith("\n")]


@contextmanager
def others(*made: Other) -> Iterator[tuple[Other, ...]]:
    """All of them ready; none is left behind."""
    try:
        for each in made:
            assert each.hear() == {"ready": True}
        yield made
    finally:
        for each in made:
            each.process.kill()
            each.process.communicate()


def all_at_once(house: House, files: Sequence[str], how: str) -> list[dict[str, Any]]:
    """One person for each file, all sending at the same moment; what each was answered, in the order of the answers."""
    with others(Other("send", house)) as (keeper,):
        return sent(keeper, files, how)


def sent(keeper: Other, files: Sequence[str], how: str) -> list[dict[str, Any]]:
    keeper.go(json.dumps([(file, how) for file in files]))
    answers = [keeper.hear() for _ in files]
    assert max(answer["seconds"] for answer in answers) < SECONDS
    return answers


def assert_whole(house: House, known: dict[str, Receipt] | None = None) -> dict[str, Receipt]:
    """Nothing lost, nothing half there, one version for each municipality and period. Returns every receipt."""
    receipts = read_receipts(house)
    approvals = read_approvals(house)
    by_id = {receipt.id: receipt for receipt in receipts}
    assert len(by_id) == len(receipts)
    assert [receipt.sequence for receipt in receipts] == list(range(1, len(receipts) + 1))
    for id, before in (known or {}).items():
        assert by_id[id] == before
    versions: dict[tuple[str, str, str], int] = {}
    for receipt in receipts:
        for key in receipt.keys:
            about = receipt.about(key)
            versions[key] = versions.get(key, 0) + 1
            assert about.version == versions[key]
            assert about.replaces is None or by_id[about.replaces].sequence < receipt.sequence
            if receipt.id not in (known or {}) and receipt.kind != "withdrawal":
                assert content_of(version(house, receipt, key).submission) == about.content_sha256
    holds = [(key, id) for (id, key), state in states(receipts, approvals).items() if state == "holds"]
    assert dict(holds) == {key: counted.id for key, counted in counting(receipts, approvals).items()}
    assert len(dict(holds)) == len(holds)
    return by_id


def published_areas(house: House) -> set[tuple[str, str]]:
    current = current_build(house.path)
    assert current is not None
    con = open_snapshot(published_path(house.path, current))
    found = read_table(con, "submission")
    con.close()
    return set(found.select("area", "period").rows())


def file_of(folder: Path, area: str, persons: int = 31) -> str:
    path = folder / f"{area}_{persons}.xlsx"
    path.write_bytes(form_of(area, persons))
    return str(path)


# ---- At once ----


def test_fourteen_municipalities_send_at_once(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    assert len(NORRBOTTEN) == 14
    answers = all_at_once(house, [file_of(tmp_path, area) for area in NORRBOTTEN], "compared")
    assert [answer["told"] for answer in answers] == [""] * 14
    receipts = assert_whole(house)
    assert {answer["receipt"] for answer in answers} == set(receipts)
    assert {key[1] for key in holding(receipts.values(), [])} == set(NORRBOTTEN)


def test_fourteen_people_of_one_server_send_at_once(tmp_path: Path) -> None:
    """Threads of one process, as the sessions of a server are, and its waiting process."""
    house = demo_house(tmp_path)
    files = {area: form_of(area) for area in NORRBOTTEN}
    began = time.perf_counter()

    def one(area: str) -> tuple[Receipt, float]:
        checked = check_at_desk(house, files[area], f"{area}.xlsx", as_area=area, county="25")
        return receive(house, checked, received_at=FIRST_DAY, words=Words()), time.perf_counter() - began

    with ThreadPoolExecutor(14) as pool:
        answers = list(pool.map(one, NORRBOTTEN))
    assert max(seconds for _, seconds in answers) < SECONDS
    assert {receipt.id for receipt, _ in answers} == set(assert_whole(house))


def test_of_those_who_send_for_one_municipality_one_holds_and_the_others_are_told(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    files = [file_of(tmp_path, "2580", persons) for persons in range(1, 7)]
    answers = all_at_once(house, files, "compared")
    received = [answer["receipt"] for answer in answers if answer["receipt"]]
    assert list(assert_whole(house)) == received
    assert len(received) == 1
    told = [answer["told"] for answer in answers if not answer["receipt"]]
    assert all(words.startswith("Någon annan lämnade in uppgifter ") for words in told)


def test_those_who_correct_at_once_without_looking_stand_in_order(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    files = [file_of(tmp_path, "2580", persons) for persons in range(1, 7)]
    answers = all_at_once(house, files, "blindly")
    assert all(answer["new"] for answer in answers)
    receipts = assert_whole(house)
    assert len(receipts) == 6
    (held,) = holding(receipts.values(), []).values()
    assert held.sequence == 6


def test_the_same_file_sent_by_many_is_one_submission(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    file = file_of(tmp_path, "2580")
    answers = all_at_once(house, [file] * 6, "blindly")
    assert len({answer["receipt"] for answer in answers}) == 1
    assert [answer["new"] for answer in answers].count(True) == 1
    assert len(assert_whole(house)) == 1


def test_sending_need_not_wait_for_a_build_and_every_build_is_whole(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    for number, area in enumerate(AREAS):
        send(house, submission(area, YEAR), day=number)
    known = assert_whole(house)
    with others(Other("build", house), Other("send", house)) as (builder, keeper):
        builder.go()
        for area in NORRBOTTEN:
            if area not in AREAS:
                (answer,) = sent(keeper, [file_of(tmp_path, area)], "compared")
                assert answer["receipt"]
                known = assert_whole(house, known)
        builder.kill()
    build(house)
    publish(house)
    assert published_areas(house) == {(area, YEAR) for area in NORRBOTTEN}
    for snapshot in house.published.glob("*.duckdb"):
        con = open_snapshot(snapshot)
        rows = read_table(con, "submission").select("area", "period").rows()
        con.close()
        assert len(set(rows)) == len(rows) >= len(AREAS)


# ---- Killed ----


@pytest.mark.parametrize("act", ["send", "withdraw", "restore", "approve", "build", "publish"])
def test_killed_at_every_write(tmp_path: Path, act: str) -> None:
    house = demo_house(tmp_path)
    for number, area in enumerate(AREAS[:3]):
        send(house, submission(area), day=number)
    if act == "approve":
        build(house)
        publish(house)
    known = assert_whole(house)
    given = len(read_approvals(house))
    kills = 0
    with others(Other("fall", house, act)) as (faller,):
        while True:
            faller.go()
            said = faller.hear()
            known = assert_whole(house, known)
            approvals = read_approvals(house)
            assert given <= len(approvals) <= given + 1
            given = len(approvals)
            if current_build(house.path) is not None:
                assert published_areas(house)
            if not said["killed"]:
                assert said["code"] == 0, faller.complaint()
                break
            kills += 1
            assert faller.hear() == {"ready": True}
    # A first write, a finished one, and a name at the least; otherwise nothing was killed.
    assert kills >= 3
    publish_all(house)


def publish_all(house: House) -> None:
    """The next run completes, and shows what holds."""
    build(house)
    publish(house)
    held = holding(read_receipts(house), read_approvals(house))
    assert published_areas(house) == {(area, period) for _, area, period in held}


def started(keeper: Other, seed: str, answers: list[dict[str, Any]]) -> int:
    """A busy process, by its id; what the others say meanwhile is heard too."""
    keeper.go(seed)
    while "started" not in (said := keeper.hear()):
        answers.append(said)
    return int(said["started"])


def test_killed_at_any_moment_while_others_work_on(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    for number, area in enumerate(AREAS):
        send(house, submission(area), day=number)
    build(house)
    publish(house)
    chance = random.Random(SEED)
    known = assert_whole(house)
    answers: list[dict[str, Any]] = []
    with others(Other("busy", house)) as (keeper,):
        busy = [started(keeper, f"{SEED} {number}", answers) for number in range(4)]
        for number in range(KILLS):
            time.sleep(chance.uniform(0.05, 0.6))
            os.kill(busy.pop(chance.randrange(len(busy))), signal.SIGKILL)
            known = assert_whole(house, known)
            busy.append(started(keeper, f"{SEED} {KILLS} {number}", answers))
        for each in busy:
            os.kill(each, signal.SIGKILL)
        answers += keeper.kill()
    known = assert_whole(house, known)
    # Who was told of a receipt has it.
    assert {answer["receipt"] for answer in answers if answer["receipt"]} <= set(known)
    assert max(answer["seconds"] for answer in answers) < SECONDS
    assert len(answers) > KILLS
    assert len(known) > len(AREAS)
    publish_all(house)
    for receipt in known.values():
        if receipt.kind != "withdrawal":
            assert read_copy(copy_path(house, receipt.id).read_bytes())
