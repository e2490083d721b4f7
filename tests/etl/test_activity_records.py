"""Notes about activities: none is lost or overwritten, the newest holds, an undoing is a note, none is of a person."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.activity_edits import Edit, record_activity, undo_record
from etl.activity_records import newest, read_activity_records
from etl.build import build
from etl.house import House, create_house, open_house
from etl.problems import UserError
from etl.publish import publish
from etl.snapshot import open_snapshot, published_path, read_table
from tests.etl.houses import demo_house

AT = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
EDIT = Edit("ar1_kommunerna_1", "25", "ongoing", date(2026, 3, 1), "Utredare", "Underlag samlas in.", "https://a.se/x")
SUBJECT = ("25", "ar1_kommunerna_1")


def test_the_newest_holds_and_the_history_stays(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = record_activity(house, EDIT, recorded_at=AT)
    second = record_activity(house, replace(EDIT, status="done", note=""), recorded_at=AT + timedelta(days=1))
    assert [each.id for each in read_activity_records(house)] == [first.id, second.id]
    assert newest(read_activity_records(house))[SUBJECT].status == "done"
    assert (first.note, first.link, first.by) == ("Underlag samlas in.", "https://a.se/x", "Utredare")


def test_undoing_restores_what_held_and_can_be_undone(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = record_activity(house, EDIT, recorded_at=AT)
    second = record_activity(house, replace(EDIT, status="done"), recorded_at=AT)
    with pytest.raises(UserError, match="nyare anteckning"):
        undo_record(house, first.id, by="Utredare", recorded_at=AT)
    third = undo_record(house, second.id[:6], by="Utredare", recorded_at=AT)
    assert (third.status, third.note, third.undoes) == ("ongoing", EDIT.note, second.id)
    assert undo_record(house, third.id, by="Utredare", recorded_at=AT).status == "done"
    assert len(read_activity_records(house)) == 4


def test_undoing_the_only_note_leaves_nothing_noted_which_is_no_status(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    undo_record(house, record_activity(house, EDIT, recorded_at=AT).id, by="Utredare", recorded_at=AT)
    held = newest(read_activity_records(house))[SUBJECT]
    assert (held.status, held.held_on, held.note, held.link) == (None, None, "", "")


def test_two_at_once_are_both_kept(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda _: record_activity(house, EDIT, recorded_at=AT), range(24)))
    assert len({each.id for each in kept}) == 24
    assert [each.sequence for each in read_activity_records(house)] == list(range(1, 25))


_WORKER = """
import sys
from datetime import timedelta
from pathlib import Path
from etl.activity_edits import record_activity
from etl.house import open_house
from tests.etl.test_activity_records import AT, EDIT
house = open_house(Path(sys.argv[1]))
while True:
    print(record_activity(house, EDIT, recorded_at=AT).id, flush=True)
"""


@pytest.mark.parametrize("wait", [0.05, 0.15, 0.3])
def test_killed_in_the_middle_what_was_answered_for_is_there(tmp_path: Path, wait: float) -> None:
    house = demo_house(tmp_path)
    with subprocess.Popen([sys.executable, "-c", _WORKER, str(house.path)], stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        first = worker.stdout.readline()
        time.sleep(wait)
        worker.kill()
        told = [first, *worker.stdout.readlines()]
    answered = {line.decode().strip() for line in told if line.endswith(b"\n")}
    records = read_activity_records(house)
    assert answered
    assert answered <= {each.id for each in records}
    after = record_activity(house, EDIT, recorded_at=AT)
    assert after.sequence == len(records) + 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "nästan"}, "Status ska vara"),
        ({"activity": "rek_4_1_1_1"}, "ingen aktivitet att följa"),
        ({"activity": "ar1_perspektiv_1"}, "ingen aktivitet att följa"),
        ({"county": "2580"}, "ingen aktivitet att följa"),
        ({"held_on": date(2026, 3, 3)}, "framåt i tiden"),
        ({"by": "  "}, "vem som antecknar"),
        ({"by": "Anna 850101-1236"}, "personnummer"),
        ({"note": "Gäller 850101-1236."}, "personnummer"),
        ({"note": "Anna Svensson har flyttat till ett boende."}, "enskild person"),
        ({"note": "x" * 501}, "längre än 500"),
        ({"link": "javascript:alert(1)"}, "https://"),
        ({"link": "https://a.se/ <b>"}, "https://"),
        ({"link": "ftp://a.se/x"}, "https://"),
        ({"link": "https://a.se/850101-1236"}, "personnummer"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(
    tmp_path: Path, change: dict[str, object], words: str
) -> None:
    house = demo_house(tmp_path)
    with pytest.raises(UserError, match=words):
        record_activity(house, replace(EDIT, **change), recorded_at=AT)  # type: ignore[arg-type]
    assert read_activity_records(house) == []


def test_a_real_house_refuses_until_it_is_known_who_notes(tmp_path: Path) -> None:
    house = create_house(tmp_path / "real", "real", "25")
    with pytest.raises(UserError, match="först när inloggning finns"):
        record_activity(house, EDIT, recorded_at=AT)
    with pytest.raises(UserError, match="först när inloggning finns"):
        undo_record(house, "a", by="Utredare", recorded_at=AT)
    assert not (house.decisions / "activities").exists()


def test_a_record_that_was_changed_afterwards_is_found_out(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    kept = record_activity(house, EDIT, recorded_at=AT)
    file = house.decisions / "activities" / f"{kept.id}.json"
    file.write_text(file.read_text(encoding="utf-8").replace("ongoing", "done"), encoding="utf-8")
    with pytest.raises(UserError, match="ändrad efteråt"):
        read_activity_records(house)


def test_a_build_is_of_the_records_and_shows_them(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    record_activity(house, EDIT, recorded_at=AT)
    before = build(house)
    record_activity(house, replace(EDIT, status="done"), recorded_at=AT + timedelta(days=1))
    after = build(house)
    assert before.build_id != after.build_id
    assert build(house, AT.date()).build_id == before.build_id
    assert _statuses(house, after.build_id) == ["ongoing", "done"]
    assert _statuses(house, before.build_id) == ["ongoing"]
    publish(house, before.build_id)
    [change] = [c for c in publish(house, after.build_id, dry_run=True).changes if c.what.startswith("Aktiviteter")]
    assert (change.before, change.after) == ("1 anteckning", "2 anteckningar")


def _statuses(house: House, build_id: str) -> list[str]:
    con = open_snapshot(published_path(house.path, build_id))
    try:
        return read_table(con, "activity_record").sort("sequence")["status"].to_list()
    finally:
        con.close()


def test_the_command_notes_lists_tells_and_undoes(own_data_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_house(own_data_folder, "demo", "21")
    args = ["activity", "set", "rek_4_2_1_3", "--status", "pågår", "--date", "2026-02-01", "--by", "Samordnare"]
    assert main([*args, "--note", "Ett brukarråd bildas."]) == 0
    [kept] = read_activity_records(open_house())
    assert f"Kvitto {kept.id}" in capsys.readouterr().out
    assert main(["activity", "list", "--status", "pågår"]) == 0
    assert capsys.readouterr().out.startswith("rek_4_2_1_3\n")
    assert main(["activity", "undo", kept.id, "--by", "Samordnare"]) == 0
    assert "Nu gäller: inget antecknat" in capsys.readouterr().out
    assert main(["activity", "history", "rek_4_2_1_3"]) == 0
    told = capsys.readouterr().out
    assert told.index("Ångrade") < told.index("pågår 2026-02-01")
    assert main(["activity", "history", "slutsats_5"]) == 2
    assert main(["activity", "list", "--county", "Ingenstans"]) == 2
