"""A survey with a row for each person: whatever system wrote it, what comes out is its counts."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.__main__ import main
from etl.house import create_house
from etl.intake import check_file
from etl.marked_workbook import mark, why_not_marked
from etl.periods import parse_period
from etl.problems import UserError
from etl.submission import CheckedFile
from tests.etl.person_shapes import NUMBERS, SYSTEMS, WORDINGS, Person, export, person, survey

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
PERIOD = parse_period("2026-04")
_SCALE = ["Stämmer helt", "Stämmer delvis", "Stämmer lite", "Stämmer inte alls"]
_LABELS = {
    "1": ["Man", "Kvinna", "Annat/vill inte svara"],
    "2": ["18–29 år", "30–45 år", "46–64 år", "65 år och äldre"],
    **{number: ["Ja", "Nej"] for number in ("4", "8")},
    **dict.fromkeys(("5a", "6", "7a", "9a"), _SCALE),
}
_ANY = st.tuples(*(st.sampled_from([*_LABELS[number], ""]) for number in NUMBERS)).map(Person)
# As many as a survey has: enough to be kept, with some of everything.
_MIXED = [
    person(row)
    for row in (
        *["Man | 30–45 år | Nej | Stämmer helt | Stämmer helt | Stämmer delvis | Ja | Stämmer lite"] * 7,
        *["Kvinna | 46–64 år | Ja | Stämmer delvis | Stämmer helt | Stämmer lite | Nej |"] * 6,
        *["Man | 46–64 år | Nej | Stämmer inte alls | | Stämmer helt | Ja | Stämmer helt"] * 8,
        "Annat/vill inte svara | 18–29 år | Nej | Stämmer lite | Stämmer helt | Stämmer helt | |",
    )
]


def checked_as(system: str, persons: Sequence[Person], **asked: Any) -> CheckedFile:
    data, name, codebook = export(system, persons)
    usual: dict[str, Any] = {"as_area": "07", "period": PERIOD, "codebook": codebook}
    return check_file(data, name, **usual | asked)


def counts(checked: CheckedFile) -> dict[str, float]:
    [submission] = checked.submissions
    return {id: answer.value for id, answer in submission.answers.items() if isinstance(answer.value, float)}


def counted_by_hand(persons: Sequence[Person]) -> dict[str, int]:
    """The scales in slow and obvious steps; who was not at a treatment home is not asked about the time after it."""
    found: Counter[str] = Counter()
    stems = {"5a": "stod", "6": "onskan", "7a": "samordning", "9a": "hemma"}
    ends = dict(zip([*_SCALE, ""], ("helt", "delvis", "lite", "inte_alls", "ej_svarat"), strict=True))
    for each in persons:
        if not any(each.answers):
            continue
        found["svarande"] += 1
        for number, stem in stems.items():
            if number != "9a" or each["8"] == "Ja":
                found[f"{stem}_{ends[each[number]]}"] += 1
    return found


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_gives_the_same_counts(system: str) -> None:
    checked = checked_as(system, _MIXED)
    assert (checked.kind, checked.form, checked.outcome) == ("persons", "brukarenkat", "accepted"), checked.problems
    found = counts(checked)
    assert found == counts(checked_as("google", _MIXED))
    assert found["svarande"] == 22
    assert (found["stod_helt"], found["stod_delvis"], found["stod_lite"], found["stod_inte_alls"]) == (7, 6, 1, 8)
    assert (found["onskan_helt"], found["onskan_ej_svarat"]) == (14, 8)
    assert (found["hemma_helt"], found["hemma_lite"], found["hemma_ej_svarat"]) == (8, 7, 0)


@settings(max_examples=25, deadline=None)
@given(st.lists(_ANY, min_size=12, max_size=60))
def test_what_is_kept_is_the_count_of_the_rows_or_nothing(persons: list[Person]) -> None:
    checked = checked_as("google", persons)
    by_hand = counted_by_hand(persons)
    if by_hand["svarande"] < 10:
        assert checked.outcome == "rejected"
        return
    kept = counts(checked)
    for stem in ("stod", "onskan", "samordning", "hemma"):
        ends = [f"{stem}_{end}" for end in ("helt", "delvis", "lite", "inte_alls", "ej_svarat")]
        answered = sum(by_hand.get(id, 0) for id in ends[:4])
        assert {id: kept.get(id) for id in ends} == {id: by_hand.get(id, 0) if answered >= 10 else None for id in ends}


@settings(max_examples=25, deadline=None)
@given(st.lists(_ANY, min_size=12, max_size=60))
def test_no_small_group_is_kept_and_none_follows_from_the_others(persons: list[Person]) -> None:
    checked = checked_as("google", persons)
    if checked.outcome == "rejected":
        return
    kept = counts(checked)
    for question in survey().questions:
        if question.sort == "group" and not question.unanswered:
            groups = [kept[id] for id in (*question.fields, *(id for id, _ in question.coarser)) if id in kept]
            assert all(group == 0 or group >= 10 for group in groups)
            rest = kept["svarande"] - sum(groups)
            assert not groups or not question.withholds or rest == 0 or rest >= 10


def test_the_order_of_the_rows_says_nothing() -> None:
    assert checked_as("google", _MIXED[::-1]).kept == checked_as("google", _MIXED).kept


def test_the_counts_stand_where_the_form_has_them() -> None:
    checked = checked_as("google", _MIXED)
    [submission] = checked.submissions
    by_hand = check_file((EXAMPLES / "brukarenkat" / "2026_04_region_kronoberg.xlsx").read_bytes(), "x.xlsx")
    places = {id: (answer.sheet, answer.cell) for id, answer in by_hand.submissions[0].answers.items()}
    for id, answer in submission.answers.items():
        assert (answer.sheet, answer.cell) == places.get(id, (answer.sheet, answer.cell))
        if answer.value is not None:
            assert checked.kept[answer.sheet][answer.cell] == answer.value


def test_the_example_file_gives_the_counts_of_the_example_form() -> None:
    data = (EXAMPLES / "export" / "brukarenkat_2026_04.csv").read_bytes()
    of_rows = check_file(data, "brukarenkat_2026_04.csv", as_area="07", period=PERIOD)
    of_form = check_file((EXAMPLES / "brukarenkat" / "2026_04_region_kronoberg.xlsx").read_bytes(), "x.xlsx")
    assert of_rows.outcome == of_form.outcome == "accepted"
    assert counts(of_rows) == counts(of_form)
    assert not of_rows.example


def test_whose_and_when_are_asked_for_and_never_guessed() -> None:
    def told(**asked: Any) -> list[tuple[str, str]]:
        checked = checked_as("google", _MIXED, **asked)
        assert checked.outcome == "rejected"
        assert not checked.submissions
        return [(each.code, each.message) for each in checked.problems]

    assert [code for code, _ in told(as_area=None, period=None)] == ["kommun_saknas", "period_fel"]
    assert "vilket län" in told(as_area=None)[0][1]
    assert "när enkäten gjordes" in told(period=None)[0][1]
    assert [code for code, _ in told(as_area="0780")] == ["kommun_fel"]
    assert [code for code, _ in told(county="25")] == ["kommun_fel"]


def test_only_this_list_of_persons_is_let_in() -> None:
    rows = [["Person", "Kön", "Ålder", "Behandling"], *[[f"Klient {n}", "Man", "34", "MI"] for n in range(20)]]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    checked = check_file(out.getvalue().encode(), "x.csv", as_area="07", period=PERIOD)
    assert "individdata" in {each.code for each in checked.problems}


@pytest.mark.parametrize("system", ["google", "forms", "surveymonkey"])
def test_a_personal_number_stops_the_file_wherever_it_stands(system: str) -> None:
    checked = checked_as(system, [*_MIXED, person("Man", secret="Ring 19811228-9874 om du undrar")])
    assert checked.outcome == "rejected"
    assert "personuppgift" in {each.code for each in checked.problems}
    assert "9874" not in f"{checked.problems} {checked.fine}"
    assert not checked.kept


def test_a_question_that_is_missing_or_comes_twice_is_told() -> None:
    data, name, _ = export("google", _MIXED)
    without = data.decode().replace(WORDINGS["6"], "Något helt annat")
    checked = check_file(without.encode(), name, as_area="07", period=PERIOD)
    assert {each.code: each.severity for each in checked.problems} == {
        "kolumn_saknas": "warning",
        "okand_kolumn": "warning",
    }
    assert "helt annat" not in str([each.message for each in checked.problems])
    assert not any(id.startswith("onskan") for id in counts(checked))
    twice = data.decode().replace(WORDINGS["6"], WORDINGS["7a"])
    doubled = check_file(twice.encode(), name, as_area="07", period=PERIOD)
    assert ("kolumn_dubbel", "error") in {(each.code, each.severity) for each in doubled.problems}


@pytest.mark.parametrize("cut", [60, 45, 30])
def test_a_heading_may_be_cut_off_or_have_a_slip_of_the_pen(cut: int) -> None:
    data, name, _ = export("google", _MIXED)
    text = data.decode()
    slipped = text.replace(WORDINGS["7a"], WORDINGS["7a"][:cut]).replace(
        WORDINGS["9a"], WORDINGS["9a"].replace("hemmaplan", "hemma plan").replace("arbetade", "arbetar")
    )
    checked = check_file(slipped.encode(), name, as_area="07", period=PERIOD)
    assert checked.outcome == "accepted", [each.message for each in checked.problems]
    assert counts(checked) == counts(checked_as("google", _MIXED))


def test_fewer_than_ten_are_never_taken_in() -> None:
    checked = checked_as("google", _MIXED[:9])
    assert [each.code for each in checked.problems] == ["for_fa_svar"]
    assert checked.outcome == "rejected"


def test_an_answer_that_was_never_sent_in_is_not_counted() -> None:
    data, name, _ = export("limesurvey", _MIXED)
    lines = data.decode().split("\n")
    lines[1] = ";".join(["1", "", *lines[1].split(";")[2:]])
    checked = check_file("\n".join(lines).encode(), name, as_area="07", period=PERIOD)
    assert counts(checked)["svarande"] == len(_MIXED) - 1
    assert [each.code for each in checked.problems] == ["rad_inte_raknad"]


def test_a_file_of_persons_is_never_written_out_again() -> None:
    data, name, _ = export("google", [*_MIXED, person("Man | 30–45 år | Nej | Så där")])
    checked = check_file(data, name, as_area="07", period=PERIOD)
    assert checked.outcome == "rejected"
    assert "en rad för varje person" in (why_not_marked(checked) or "")
    with pytest.raises(UserError):
        mark(data, name, checked)


def test_the_command_line_counts_and_receives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMSYN_DATA", str(tmp_path / "house"))
    file = str(EXAMPLES / "export" / "brukarenkat_2026_04.csv")
    assert main(["check", file]) == 1
    assert main(["check", file, "--as", "07", "--period", "2026-04"]) == 0
    assert "41 personers svar är räknade" in capsys.readouterr().out
    create_house(tmp_path / "house", "demo", "07")
    assert main(["receive", file, "--as", "07", "--period", "2026-04", "--example"]) == 0
    assert "Region Kronoberg, april 2026" in capsys.readouterr().out
