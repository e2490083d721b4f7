"""Sent again, corrected, overtaken, taken back, put back, approved: what holds, and what is told to whom."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from etl.approvals import answer_correction, read_approvals
from etl.build import build
from etl.content import differences
from etl.house import House
from etl.observations import submissions
from etl.problems import UserError
from etl.publish import publish
from etl.receipts import Key, Receipt, holding, read_receipts, revisions, states, waiting
from etl.receive import Words, receive
from etl.snapshot import open_snapshot, read_table
from etl.standing import counted_receipt, earlier, held, is_published, version
from etl.withdraw import restore, withdraw
from tests.etl.houses import FIRST_DAY, PERIOD, Given, checked, demo_house, send, submission

LULEA: Key = ("kommunenkat", "2580", PERIOD)
WHY = Words(reason="En mottagning räknades inte med.")


def mi(value: float) -> dict[str, Given]:
    return {"mi": value}


def holds(house: House) -> Receipt | None:
    return holding(read_receipts(house), read_approvals(house)).get(LULEA)


def told(house: House) -> dict[str, str]:
    """The state of each receipt about Luleå."""
    found = states(read_receipts(house), read_approvals(house))
    return {receipt: state for (receipt, key), state in found.items() if key == LULEA}


def take_back(house: House, day: int = 5) -> Receipt:
    at = FIRST_DAY + timedelta(days=day)
    return withdraw(house, LULEA, reason="Fel period.", sender="Chef", received_at=at)


def published(house: House) -> House:
    publish(house, build(house).build_id)
    return house


# ---- The same again, and something else ----


def test_the_same_answers_in_other_bytes_are_no_new_submission(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = send(house, submission("2580"))
    again = send(house, submission("2580"), salt="saved again", day=1)
    assert not again.new
    assert again == first
    assert len(read_receipts(house)) == 1


def test_a_change_needs_a_reason_and_what_holds_is_not_touched_without(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = send(house, submission("2580", given=mi(1)))
    with pytest.raises(UserError, match="Säg varför"):
        receive(house, checked(submission("2580", given=mi(2))), received_at=FIRST_DAY)
    assert holds(house) == first
    second = receive(house, checked(submission("2580", given=mi(2))), received_at=FIRST_DAY, words=WHY)
    assert holds(house) == second
    assert (second.reason, second.submissions[0].replaces) == (WHY.reason, first.id)
    assert told(house) == {first.id: "replaced", second.id: "holds"}


def test_a_reason_may_not_be_about_a_person(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    send(house, submission("2580", given=mi(1)))
    about_someone = Words(reason="Anna Svensson räknades två gånger")
    with pytest.raises(UserError, match="enskild person") as refused:
        receive(house, checked(submission("2580", given=mi(2))), received_at=FIRST_DAY, words=about_someone)
    assert "Svensson" not in str(refused.value)
    in_groups = Words(reason="Gäller 1912 1212 1212")
    with pytest.raises(UserError, match="personnummer"):
        receive(house, checked(submission("2580", given=mi(2))), received_at=FIRST_DAY, words=in_groups)


def test_of_a_whole_survey_sent_again_only_what_changed_is_new(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = send(house, submission("2580"), submission("2523"))
    again = send(house, submission("2580", given=mi(9)), submission("2523"), day=1)
    assert [s.area for s in again.submissions] == ["2580"]
    held_by = holding(read_receipts(house), ())
    assert held_by[LULEA] == again
    assert held_by["kommunenkat", "2523", PERIOD] == first


def test_the_first_version_sent_once_more_holds_again(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first, second = (send(house, submission("2580", given=mi(n)), day=n) for n in (1, 2))
    third = send(house, submission("2580", given=mi(1)), day=3)
    assert third.new
    assert third.id not in (first.id, second.id)
    assert holds(house) == third
    assert third.submissions[0].version == 3


def test_who_compared_with_something_older_is_told_who_came_between(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    seen = {LULEA: counted_receipt(house, LULEA)}
    first = receive(house, checked(submission("2580", given=mi(1))), received_at=FIRST_DAY, words=WHY, seen=seen)
    with pytest.raises(UserError, match=r"Någon annan lämnade in uppgifter 2 januari 2023 kl\. 09\.00 \(Luleå"):
        receive(house, checked(submission("2580", given=mi(2))), received_at=FIRST_DAY, words=WHY, seen=seen)
    assert holds(house) == first
    seen = {LULEA: counted_receipt(house, LULEA)}
    later = receive(house, checked(submission("2580", given=mi(2))), received_at=FIRST_DAY, words=WHY, seen=seen)
    assert holds(house) == later


# ---- Taken back and put back ----


@pytest.mark.slow
def test_what_is_taken_back_counts_as_not_submitted(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = send(house, submission("2580"))
    send(house, submission("2523"))
    taken = take_back(house)
    assert holds(house) is None
    assert told(house) == {first.id: "withdrawn", taken.id: "holds"}
    result = build(house)
    con = open_snapshot(result.published)
    rows = read_table(con, "observation")
    con.close()
    of_lulea = rows.filter((rows["area"] == "2580") & (rows["source"] == "kommunenkat") & (rows["period"] == PERIOD))
    assert set(of_lulea["status"]) <= {"not_submitted", "not_asked"}
    assert of_lulea["value"].null_count() == of_lulea.height > 0


def test_nothing_to_take_back_and_no_reason_are_told(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    with pytest.raises(UserError, match="Det finns inga inlämnade uppgifter för Luleå"):
        take_back(house)
    send(house, submission("2580"))
    with pytest.raises(UserError, match="Säg varför"):
        withdraw(house, LULEA, reason=" ", sender=None, received_at=FIRST_DAY)
    take_back(house)
    with pytest.raises(UserError, match="Det finns inga inlämnade uppgifter"):
        take_back(house, day=6)


def test_after_a_withdrawal_the_same_file_is_new_again(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = send(house, submission("2580"))
    take_back(house)
    again = receive(house, checked(submission("2580")), received_at=FIRST_DAY + timedelta(days=6))
    assert again.new
    assert again.id != first.id
    assert holds(house) == again


def test_an_older_version_can_hold_again(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first, second = (send(house, submission("2580", given=mi(n)), day=n) for n in (1, 2))
    back = restore(house, first.id, LULEA, reason="Rättelsen var fel.", sender=None, received_at=FIRST_DAY)
    assert holds(house) == back
    found = held(house, *LULEA)
    assert found is not None
    assert found.answers["mi"].value == 1
    assert told(house) == {first.id: "replaced", second.id: "replaced", back.id: "holds"}
    for same in (back, first):
        with pytest.raises(UserError, match="gäller redan"):
            restore(house, same.id, LULEA, reason="Igen.", sender=None, received_at=FIRST_DAY)
    with pytest.raises(UserError, match="Det finns ingen version"):
        restore(house, "f" * 20, LULEA, reason="Igen.", sender=None, received_at=FIRST_DAY)


def test_who_sends_is_never_told_with_a_personnummer(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    numbered = "Chef 19121212-1212"
    first = send(house, submission("2580", given=mi(1)))
    changed = checked(submission("2580", given=mi(2)))
    with pytest.raises(UserError, match="personnummer"):
        receive(house, changed, received_at=FIRST_DAY, words=Words(sender=numbered, reason="Rättelse"))
    with pytest.raises(UserError, match="personnummer"):
        withdraw(house, LULEA, reason="Fel period.", sender=numbered, received_at=FIRST_DAY)
    with pytest.raises(UserError, match="personnummer"):
        restore(house, first.id, LULEA, reason="Igen.", sender=numbered, received_at=FIRST_DAY)
    with pytest.raises(UserError, match="personnummer"):
        answer_correction(house, first.id, approved=True, by=numbered, decided_at=FIRST_DAY)
    assert read_receipts(house) == [first]


# ---- After publication ----


@pytest.mark.slow
def test_a_correction_of_what_is_published_waits_for_the_analyst(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = send(house, submission("2580", given=mi(1)))
    published(house)
    assert is_published(house, LULEA)
    second = send(house, submission("2580", given=mi(2)), day=1)
    assert second.needs_approval
    assert holds(house) == first
    assert waiting(read_receipts(house), read_approvals(house)) == [second]
    assert told(house) == {first.id: "holds", second.id: "waiting"}
    assert not send(house, submission("2580", given=mi(2)), salt="again", day=2).new

    before = build(house).build_id
    at = FIRST_DAY + timedelta(days=3)
    answer_correction(house, second.id[:8], approved=True, by="Analytiker", decided_at=at)
    assert holds(house) == second
    assert build(house).build_id != before
    (revision,) = revisions(read_receipts(house), read_approvals(house))
    assert (revision.key, revision.receipt, revision.replaces) == (LULEA, second, first.id)
    assert revision.revised_on == at.date()
    with pytest.raises(UserError, match="har redan fått svar"):
        answer_correction(house, second.id, approved=False, by="Analytiker", decided_at=at, reason="Nej.")


@pytest.mark.slow
def test_a_declined_correction_never_holds(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = send(house, submission("2580", given=mi(1)))
    published(house)
    second = send(house, submission("2580", given=mi(2)), day=1)
    with pytest.raises(UserError, match="Säg varför"):
        answer_correction(house, second.id, approved=False, by="Analytiker", decided_at=FIRST_DAY)
    answer_correction(house, second.id, approved=False, by="Analytiker", decided_at=FIRST_DAY, reason="Fel år.")
    assert holds(house) == first
    assert told(house) == {first.id: "holds", second.id: "declined"}
    assert revisions(read_receipts(house), read_approvals(house)) == []
    again = send(house, submission("2580", given=mi(2)), salt="with better grounds", day=4)
    assert again.new
    assert told(house)[again.id] == "waiting"


@pytest.mark.slow
def test_a_withdrawal_of_what_is_published_waits_too(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = send(house, submission("2580"))
    published(house)
    taken = take_back(house)
    assert holds(house) == first
    answer_correction(house, taken.id, approved=True, by="Analytiker", decided_at=FIRST_DAY)
    assert holds(house) is None


@pytest.mark.slow
def test_while_a_change_waits_nothing_is_taken_back_or_put_back(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first, second = (send(house, submission("2580", given=mi(n)), day=n) for n in (1, 2))
    published(house)
    taken = take_back(house)
    with pytest.raises(UserError, match="väntar på analytikerns svar"):
        take_back(house, day=6)
    with pytest.raises(UserError, match="väntar på analytikerns svar"):
        restore(house, first.id, LULEA, reason="Igen.", sender=None, received_at=FIRST_DAY)
    assert waiting(read_receipts(house), read_approvals(house)) == [taken]
    assert holds(house) == second


@pytest.mark.slow
def test_of_a_survey_only_what_is_published_waits_and_it_waits_once(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    boden: Key = ("kommunenkat", "2582", PERIOD)
    send(house, submission("2580", given=mi(1)), submission("2523"))
    published(house)
    survey = (submission("2580", given=mi(2)), submission("2523"), submission("2582"))
    second = send(house, *survey, day=1)
    assert [each.area for each in second.submissions] == ["2580", "2582"]
    again = send(house, *survey, salt="saved again", day=2)
    assert not again.new
    assert waiting(read_receipts(house), read_approvals(house)) == [second]
    # What does not wait can be changed; what waits is overtaken for itself alone.
    withdraw(house, boden, reason="Fel period.", sender=None, received_at=FIRST_DAY)
    assert send(house, submission("2582"), salt="sent once more", day=3).new
    newer = send(house, submission("2580", given=mi(3)), day=3)
    answer_correction(house, newer.id, approved=True, by="Analytiker", decided_at=FIRST_DAY)
    with pytest.raises(UserError, match="En nyare version gäller redan"):
        answer_correction(house, second.id, approved=True, by="Analytiker", decided_at=FIRST_DAY)


@pytest.mark.slow
def test_a_yes_to_what_a_newer_correction_has_overtaken_is_not_taken(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    send(house, submission("2580", given=mi(1)))
    published(house)
    older, newer = (send(house, submission("2580", given=mi(n)), day=n) for n in (2, 3))
    answer_correction(house, newer.id, approved=True, by="Analytiker", decided_at=FIRST_DAY)
    with pytest.raises(UserError, match="En nyare version gäller redan"):
        answer_correction(house, older.id, approved=True, by="Analytiker", decided_at=FIRST_DAY)
    answer_correction(house, older.id, approved=False, by="Analytiker", decided_at=FIRST_DAY, reason="Äldre.")
    assert told(house)[older.id] == "declined"
    assert holds(house) == newer
    assert [each.receipt for each in revisions(read_receipts(house), read_approvals(house))] == [newer]


@pytest.mark.slow
def test_the_answer_is_part_of_the_build_of_its_day_and_later(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = send(house, submission("2580", given=mi(1)))
    published(house)
    second = send(house, submission("2580", given=mi(2)), day=1)
    answer_correction(
        house, second.id, approved=True, by="Analytiker", decided_at=FIRST_DAY + timedelta(days=4), reason=""
    )
    receipts, approvals = read_receipts(house), read_approvals(house)
    assert submissions(receipts, approvals)["receipt"].to_list() == [second.id]
    assert submissions(receipts, ())["receipt"].to_list() == [first.id]
    earlier_build = build(house, as_of=(FIRST_DAY + timedelta(days=2)).date())
    con = open_snapshot(earlier_build.published)
    rows = read_table(con, "observation")
    con.close()
    here = (rows["area"] == "2580") & (rows["item"] == "mi") & (rows["source"] == "kommunenkat")
    assert rows.filter(here & (rows["period"] == PERIOD))["value"].to_list() == [1.0]


# ---- What was there before ----


def test_the_nearest_earlier_period_is_found(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    send(house, submission("2580", "2021", mi(5)))
    send(house, submission("2580", "2022", mi(6)))
    send(house, submission("2523", "2023", mi(7)))
    before = earlier(house, "kommunenkat", "2580", "2024")
    assert before is not None
    assert (before.period, before.answers["mi"].value) == ("2022", 6)
    assert earlier(house, "kommunenkat", "2580", "2021") is None
    overlapping = earlier(house, "kommunenkat", "2580", "2022-06/2023-05")
    assert overlapping is not None
    assert overlapping.period == "2021"


def test_an_older_version_stays_readable_and_is_told_apart_field_by_field(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = send(house, submission("2580", given={"mi": 1, "hvb": 4}))
    send(house, submission("2580", given={"mi": 1, "hvb": "not_kept", "lvm": 0}), day=1)
    old, new = version(house, first, LULEA), held(house, *LULEA)
    assert new is not None
    found = {
        each.field: (each.before and each.before.value, each.after and each.after.status)
        for each in differences(old.answers, new.answers)
    }
    assert found == {"hvb": (4.0, "not_kept"), "lvm": (1.0, "ok")}


def test_a_copy_that_was_changed_is_not_believed(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    first = send(house, submission("2580"))
    (house.received / first.id / "copy.xlsx").write_bytes(b"another")
    with pytest.raises(UserError, match="har ändrats"):
        version(house, first, LULEA)
