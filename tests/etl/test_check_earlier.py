"""Answers beside the municipality's own earlier ones: what the sender is asked, never the same thing twice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.check_earlier import CODES, compare_with_earlier
from etl.demo import EXAMPLES
from etl.desk import beside_earlier, check_at_desk
from etl.house import create_house
from etl.problems import Problem, merged, problem
from etl.receive import receive
from etl.submission import CheckedFile, Submission
from tests.etl.houses import FIRST_DAY, FORM, checked, demo_house, send, submission

LULEA, BODEN = "2580", "2582"
COUNTS = [each.id for each in FORM.fields() if each.kind == "count" and not each.main]


def warnings(now: Submission, *earlier: Submission) -> tuple[Problem, ...]:
    return compare(checked(now), *earlier).problems


def compare(file: CheckedFile, *earlier: Submission) -> CheckedFile:
    keys = [(each.form, each.area, each.period) for each in file.submissions]
    return compare_with_earlier(file, dict.fromkeys(keys, earlier))


def test_a_jump_says_both_numbers_both_periods_and_the_cell() -> None:
    before, now = submission(LULEA, "2022", {"hap": 12}), submission(LULEA, "2023", {"hap": 60, "mi": 2})
    found = compare(checked(now), before)
    assert found.outcome == "accepted_with_warnings"
    (only,) = found.problems
    assert (only.code, only.severity, only.label) == ("hopp_mot_forra_aret", "warning", "4.3 HAP")
    assert only.cells == (now.answers["hap"].cell,)
    assert "Talet är 60 för 2023, men 12 för 2022." in only.message


def test_jumps_are_asked_about_one_by_one_as_long_as_they_are_few() -> None:
    usual, three = {"hap": 60.0, "cm": 70.0, "mi": 80.0}, {"hap": 9.0, "cm": 9.0, "mi": 9.0}
    few = warnings(submission(LULEA, "2023", three), submission(LULEA, "2022", usual))
    assert [each.label for each in few] == ["4.3 HAP", "4.5 CM", "4.8 MI"]
    many = warnings(submission(LULEA, "2023", three | {"cra": 9}), submission(LULEA, "2022", usual | {"cra": 50}))
    (together,) = many
    assert len(together.cells) == 4
    assert "CRA 9 (då 50), HAP 9 (då 60), CM 9 (då 70) och MI 9 (då 80)." in together.message


def test_all_zeros_are_told_once() -> None:
    zeros = dict.fromkeys(COUNTS, 0.0)
    (only,) = warnings(submission(LULEA, "2023", zeros), submission(LULEA, "2022", dict.fromkeys(COUNTS, 40.0)))
    assert (only.code, only.cells) == ("noll_mot_forra_aret", ())
    assert "Alla antal är 0 för 2023, men för 2022 hade ni tal över 0." in only.message


def test_the_same_numbers_again_are_told_once() -> None:
    (only,) = warnings(submission(LULEA, "2023"), submission(LULEA, "2022"))
    assert only.code == "identiskt_med_forra_aret"


def test_merging_again_keeps_questions_apart_and_other_problems_are_kept() -> None:
    file = replace(checked(submission(LULEA, "2023", {"hap": 9, "cm": 9})), problems=(problem("okant_blad"),))
    found = compare(file, submission(LULEA, "2022", {"hap": 60, "cm": 70})).problems
    assert sorted(each.code for each in found) == ["hopp_mot_forra_aret"] * 2 + ["okant_blad"]
    assert merged(found) == found


def test_two_municipalities_of_one_export_are_asked_apart() -> None:
    file = checked(submission(LULEA, "2023", {"hap": 9}), submission(BODEN, "2023", {"hap": 9}))
    found = compare(file, submission(LULEA, "2022", {"hap": 60}), submission(BODEN, "2022", {"hap": 70})).problems
    assert [each.label for each in found] == ["4.3 HAP", "4.3 HAP"]


def test_a_rejected_file_is_handed_back_as_it_is() -> None:
    file = replace(checked(submission(LULEA, "2023", {"hap": 9})), outcome="rejected")
    assert compare(file, submission(LULEA, "2022", {"hap": 60})) is file


numbers = st.fixed_dictionaries(dict.fromkeys(COUNTS, st.integers(0, 120).map(float)))


@settings(deadline=None, max_examples=40)
@given(numbers, numbers, numbers, numbers)
def test_what_a_neighbour_answers_never_matters(
    now: dict[str, float], before: dict[str, float], neighbour: dict[str, float], other: dict[str, float]
) -> None:
    file, own = checked(submission(LULEA, "2023", now)), submission(LULEA, "2022", before)
    alone = compare(file, own)
    for given_ in (neighbour, other):
        assert compare(file, own, submission(BODEN, "2022", given_), submission(BODEN, "2021", given_)) == alone


@settings(deadline=None, max_examples=40)
@given(numbers)
def test_the_first_time_nothing_is_asked(now: dict[str, float]) -> None:
    assert warnings(submission(LULEA, "2023", now)) == ()
    assert warnings(submission(LULEA, "2023", now), submission(LULEA, "2024", now)) == ()


def test_the_desk_compares_in_a_demo_only(tmp_path: Path) -> None:
    demo, real = demo_house(tmp_path), create_house(tmp_path / "real", "real", "25")
    send(demo, submission(LULEA, "2022", {"hap": 60}), submission(BODEN, "2022"))
    sent = checked(submission(LULEA, "2022", {"hap": 60}), example=False)
    receive(real, sent, received_at=FIRST_DAY)
    now = checked(submission(LULEA, "2023", {"hap": 9}))
    assert [each.label for each in beside_earlier(demo, now).problems] == ["4.3 HAP"]
    assert beside_earlier(real, replace(now, example=False)).problems == ()
    assert beside_earlier(None, now).problems == ()


def test_a_corrected_year_is_not_its_own_past(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    send(house, submission(LULEA, "2023", {"hap": 60}))
    assert beside_earlier(house, checked(submission(LULEA, "2023", {"hap": 9}))).problems == ()


def test_the_examples_of_the_second_year_are_ordinary(tmp_path: Path) -> None:
    """Eight municipalities' own figures a year apart: a question costs them time, and none is called for."""
    house = demo_house(tmp_path)
    files = json.loads((EXAMPLES / "manifest.json").read_text(encoding="utf-8"))["files"]
    wanted = {entry["area"] for entry in files if entry["period"].startswith("2022")}
    for entry in files:
        if entry["area"] not in wanted:
            continue
        found = check_at_desk(house, (EXAMPLES / entry["file"]).read_bytes(), entry["file"])
        assert not {each.code for each in found.problems} & set(CODES.values()), entry["file"]
        if entry["period"].startswith("2022"):
            receive(house, replace(found, problems=()), received_at=FIRST_DAY)
