"""What is received is whole, never overwritten, counted once, and holds no byte of the original."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from etl.house import create_house
from etl.kept_copy import read_copy
from etl.problems import UserError
from etl.receipts import copy_path, holding, read_receipts
from etl.receive import already_received, receive
from tests.etl.houses import FIRST_DAY, PERIOD, checked, demo_house, send, submission


def test_a_receipt_says_what_came_and_the_copy_holds_what_was_read(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    sent = submission("2580", given={"mi": 74, "dokumentation": "not_kept"})
    receipt = send(house, sent)
    assert receipt.new
    assert (receipt.sequence, receipt.form, receipt.received_at) == (1, "kommunenkat", "2023-01-02T09:00:00+01:00")
    assert [(s.area, s.period, s.layout, s.version) for s in receipt.submissions] == [("2580", PERIOD, "2022", 1)]
    copy = copy_path(house, receipt.id).read_bytes()
    assert hashlib.sha256(copy).hexdigest() == receipt.copy_sha256
    (again,) = read_copy(copy)
    assert {item: (a.value, a.status) for item, a in again.answers.items()} == {
        item: (a.value, a.status) for item, a in sent.answers.items()
    }


def test_a_receipt_is_found_again(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    receipts = [send(house, submission("2580"), submission("2523")), send(house, submission("2581"))]
    assert read_receipts(house) == receipts


def test_the_same_bytes_twice_are_one_submission(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = send(house, submission("2580"))
    before = {path: path.stat().st_mtime_ns for path in house.received.rglob("*")}
    again = send(house, submission("2580"), day=3)
    assert not again.new
    assert again == first
    assert {path: path.stat().st_mtime_ns for path in house.received.rglob("*")} == before


def test_bytes_are_known_before_they_are_checked(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    assert already_received(house, b"bytes") is None
    file = replace(checked(submission("2580")), sha256=hashlib.sha256(b"bytes").hexdigest())
    receipt = receive(house, file, received_at=FIRST_DAY)
    assert already_received(house, b"bytes") == receipt
    assert already_received(house, b"other bytes") is None


def test_a_folder_without_a_receipt_is_told(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    (house.received / "abc").mkdir()
    with pytest.raises(UserError, match="abc") as told:
        read_receipts(house)
    assert told.value.exit_code == 3


def test_a_newer_file_supersedes_and_the_older_stays_readable(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = send(house, submission("2580", given={"mi": 1}), submission("2523"))
    second = send(house, submission("2580", given={"mi": 2}), day=1)
    assert second.submissions[0].version == 2
    held = holding(read_receipts(house), ())
    assert held[("kommunenkat", "2580", PERIOD)] == second
    assert held[("kommunenkat", "2523", PERIOD)] == first
    assert read_copy(copy_path(house, first.id).read_bytes())[0].answers["mi"].value == 1


def test_another_period_supersedes_nothing(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    send(house, submission("2580"))
    later = send(house, submission("2580", "2023"), day=300)
    assert later.submissions[0].version == 1
    assert len(holding(read_receipts(house), ())) == 2


def test_a_rejected_file_leaves_no_trace(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    with pytest.raises(UserError) as refused:
        receive(house, checked(submission("2580"), rejected=True), received_at=FIRST_DAY)
    assert refused.value.exit_code == 1
    assert list(house.received.iterdir()) == []


@pytest.mark.parametrize(("kind", "example"), [("demo", False), ("real", True)])
def test_example_and_real_never_share_a_folder(tmp_path: Path, kind: str, example: bool) -> None:
    house = create_house(tmp_path / kind, "demo" if kind == "demo" else "real", "25")
    with pytest.raises(UserError, match="exempeldata"):
        receive(house, checked(submission("2580"), example=example), received_at=FIRST_DAY)
    assert list(house.received.iterdir()) == []


def test_many_senders_at_once_all_get_their_receipt(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    areas = ["2580", "2581", "2582", "2583", "2584", "2523", "2514", "2513"]
    threads = [threading.Thread(target=send, args=(house, submission(area))) for area in areas]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    receipts = read_receipts(house)
    assert [r.sequence for r in receipts] == list(range(1, len(areas) + 1))
    assert {s.area for r in receipts for s in r.submissions} == set(areas)


def test_what_a_killed_upload_left_is_cleaned_by_the_next(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    left = house.received / "abc.123.unfinished"
    left.mkdir()
    (left / "copy.xlsx").write_bytes(b"half")
    assert read_receipts(house) == []
    send(house, submission("2580"))
    assert not left.exists()


def test_the_receipt_is_plain_json(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    receipt = send(house, submission("2580"))
    content = json.loads((house.received / receipt.id / "receipt.json").read_text(encoding="utf-8"))
    assert set(content) == {
        "id", "form", "received_at", "sequence", "original_sha256", "original_size", "name_sha256", "example", "kind",
        "submissions", "warnings", "checker_version", "copy_sha256", "sender", "channel", "confirmations", "reason",
    }  # fmt: skip
