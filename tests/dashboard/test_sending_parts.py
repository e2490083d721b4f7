"""The parts of the sending pages that say what is so: coverage before and after, what waits, the history, a round."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard import collection, consequences, corrections, sending_history, start_block
from dashboard.consequences import Coverage
from dashboard.records import Respondent
from etl.approvals import answer_correction, read_approvals
from etl.house import House, create_house
from etl.receipts import Receipt, holding, read_receipts, waiting
from etl.receive import Words, receive
from etl.rounds import Round, open_round
from etl.withdraw import restore, withdraw
from tests.dashboard.filled_forms import FORM, PERIOD, confirmed, sent, submission

AT = datetime(2023, 12, 1, 9, 30, tzinfo=UTC)
KEY = (FORM.id, "2580", PERIOD.id)
TODAY = date(2023, 12, 1)


def respondent(area: str, adults: int, answered: bool) -> Respondent:
    return Respondent(area, area, adults, TODAY if answered else None, 1, None)


def send(house: House, changes: dict[str, int | str | None], hours: int, reason: str = "") -> Receipt:
    checked = sent(changes)
    words = Words("Test, chef", confirmed(checked), reason)
    return receive(house, checked, received_at=AT + timedelta(hours=hours), words=words)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return create_house(tmp_path / "house", "demo", "25")


def test_coverage_counts_who_is_about_to_send() -> None:
    known = [respondent("A", 600, True), respondent("B", 100, False), respondent("C", 300, False)]
    before, after = (consequences.coverage(known, 1000, also=also) for also in (None, known[1]))
    assert (before, after) == (Coverage(1, 3, 0.6), Coverage(2, 3, 0.7))
    assert consequences.county_coverage(before, after).replace("\u00a0", " ") == (
        "Länets siffror: 1 av 3 kommuner, 60 % av de vuxna → 2 av 3 kommuner, 70 % av de vuxna."
    )


def test_coverage_is_the_same_when_who_sends_has_answered_before() -> None:
    known = [respondent("A", 600, True), respondent("B", 400, False)]
    before, after = (consequences.coverage(known, 1000, also=also) for also in (None, known[0]))
    assert before == after
    assert "ändras inte" in consequences.county_coverage(before, after)


def test_who_was_not_asked_counts_as_asked_when_sending() -> None:
    known = [respondent("A", 600, True)]
    assert consequences.coverage(known, 1000, also=respondent("B", 400, False)) == Coverage(2, 2, 1.0)


TITLES = {"a": "Mått A", "b": "Mått B, andel", "c": "Mått C"}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (set(), {"a", "b"}, "värden för 2 av 3 mått. I dag visas inget för perioden. Utan värde blir ”Mått C”."),
        ({"a"}, {"a", "b"}, "(i dag 1). Nytt värde: ”Mått B, andel”."),
        ({"a", "b"}, {"a"}, "(i dag 2). Förlorar sitt värde: ”Mått B, andel”."),
        ({"a"}, {"a"}, "värden för 1 av 3 mått, samma som i dag."),
    ],
)
def test_the_municipality_is_told_which_measures_it_gains_or_loses(
    before: set[str], after: set[str], said: str
) -> None:
    assert said in consequences.own_measures(before, after, TITLES).replace("\u00a0", " ")


def round_of(*areas: str, deadline: date = TODAY) -> Round:
    return Round(FORM.id, PERIOD.id, areas, deadline, 1)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "sista dagen är i dag"),
        (1, "om 1 dag."),
        (9, "om 9 dagar."),
        (-1, "sista dagen var 30 november 2023. Det går fortfarande att lämna."),
    ],
)
def test_the_deadline_is_told_as_how_long_there_is(days: int, said: str) -> None:
    [(label, line)] = start_block.to_send([round_of("2580", deadline=TODAY + timedelta(days))], {}, "2580", TODAY)
    assert label == "Att lämna"
    assert said in line.replace("\u00a0", " ")


def test_what_is_sent_no_longer_waits_and_who_is_not_asked_is_told_so(house: House) -> None:
    send(house, {}, 0)
    held = holding(read_receipts(house), [])
    assert start_block.to_send([round_of("2580")], held, "2580", TODAY) == [
        ("Att lämna", "Inget. Allt som har frågats efter är lämnat.")
    ]
    assert "Ingen omgång" in start_block.to_send([round_of("2581")], held, "2580", TODAY)[0][1]


def test_who_sent_last_is_told_only_where_it_may_be(house: House) -> None:
    send(house, {}, 0)
    received = read_receipts(house)
    assert "Test, chef" in start_block.last_sent(received, "2580", names=True)[0][1]
    assert "Test" not in start_block.last_sent(received, "2580", names=False)[0][1]
    assert start_block.last_sent(received, "2581", names=True) == [("Senast lämnat", "Inget ännu.")]


def test_a_correction_tells_what_differs_and_the_same_content_is_the_same(house: House) -> None:
    send(house, {"hvb": 12}, 0)
    found = corrections.find(house, submission({"hvb": 5}))
    assert found is not None
    assert [(d.field, d.before and d.before.value, d.after and d.after.value) for d in found.differences] == [
        ("hvb", 12, 5)
    ]
    assert (found.shown, found.published, found.same) == (True, False, False)
    again = corrections.find(house, submission({"hvb": 12}))
    assert again is not None
    assert again.same


def test_the_history_tells_every_version_and_what_became_of_it(house: House) -> None:
    first = send(house, {"hvb": 12}, 0)
    send(house, {"hvb": 5}, 1, "Fel tal.")
    withdraw(house, KEY, reason="Fel kommun.", sender="Test, chef", received_at=AT + timedelta(hours=2))
    states = told(house)
    assert states == [
        ("tillbakadragande", "gäller: ej lämnat"),
        ("version 2", "tillbakadragen"),
        ("version 1", "tillbakadragen"),
    ]
    restore(house, first.id, KEY, reason="Rätt ändå.", sender="Test, chef", received_at=AT + timedelta(hours=3))
    assert told(house)[0] == ("version 4, en tidigare version igen", "gäller")


def told(house: House) -> list[tuple[str, str]]:
    found = sending_history.versions(read_receipts(house), read_approvals(house), "2580")
    return [(each.what, each.state_words) for each in found]


def test_the_history_of_a_real_house_names_nobody(house: House) -> None:
    send(house, {"hvb": 12}, 0)
    found = sending_history.versions(read_receipts(house), [], "2580")
    for names, columns in ((True, 6), (False, 4)):
        table = sending_history.table(found, "Luleå", names=names)
        assert len(table.columns) == columns
        assert ("Test" in str(table)) is names


def test_a_declined_correction_is_told_with_the_analysts_reason(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    send(house, {"hvb": 12}, 0)
    monkeypatch.setattr("etl.receive.published_submissions", lambda _: frozenset({KEY}))
    correction = send(house, {"hvb": 5}, 1, "Fel tal.")
    assert told(house)[0] == ("version 2", "väntar på analytikerns ja")
    assert start_block.to_approve(waiting(read_receipts(house), []), "2580")[0][1].startswith("En rättelse")
    answer_correction(house, correction.id, approved=False, by="Anna", decided_at=AT, reason="Fel period.")
    found = sending_history.versions(read_receipts(house), read_approvals(house), "2580")
    assert found[0].state_words == "inte godkänd"
    assert found[0].answered is not None
    assert found[0].answered.reason == "Fel period."


def test_a_round_tells_who_is_waited_for_and_why(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = open_round(house, FORM.id, PERIOD.id, ["2580", "2581"], TODAY)
    send(house, {"hvb": 12, "dokumentation": "uppgift saknas"}, 0)
    found = collection.answering(round_, read_receipts(house), [], {KEY: 2})
    assert [(each.area, each.sent, each.state) for each in found] == [
        ("2580", True, "har lämnat"),
        ("2581", False, "väntar på svar"),
    ]
    [sent_row, silent_row] = collection.table(round_, found).rows
    assert [cell.text.replace("\u00a0", " ") for cell in sent_row.cells][3:] == ["1", "1 sak", "2 obesvarade"]
    assert [cell.text for cell in silent_row.cells] == ["Piteå", "väntar på svar", "", "", "", ""]

    monkeypatch.setattr("etl.withdraw.published_submissions", lambda _: frozenset({KEY}))
    withdraw(house, KEY, reason="Fel kommun.", sender=None, received_at=AT + timedelta(hours=2))
    [own, _] = collection.answering(round_, read_receipts(house), [], {})
    assert own.state == "har lämnat; rättelse väntar på analytikern"
    waits = waiting(read_receipts(house), [])[0]
    answer_correction(house, waits.id, approved=True, by="Anna", decided_at=AT)
    [own, _] = collection.answering(round_, read_receipts(house), read_approvals(house), {})
    assert own.state == "har tagit tillbaka, väntar på svar"
    assert not own.sent


def test_a_version_of_an_export_is_named_by_its_period_too(house: House) -> None:
    receipt = send(house, {}, 0)
    both = replace(receipt, submissions=tuple(replace(receipt.submissions[0], period=p) for p in ("2022", "2023")))
    ids = [each.id for each in sending_history.versions([both], [], "2580")]
    assert len(set(ids)) == 2
