"""The optional profile of a group: seven areas of life, of no fewer than ten interviews, with no limit of ours."""

from __future__ import annotations

import pytest

from etl.forms.asi import FORM
from etl.forms.asi_profile import AREAS_OF_LIFE, INTERVIEWS, LEAST_INTERVIEWS, PROFILE, mean_of, over_limit
from etl.periods import parse_period
from etl.submission import CheckedFile
from etl.web_form import Written, check_web_form

PERIOD = parse_period("2025")
PLAIN = {"asi_anvands": "Ja", "asi_start": "40", "asi_uppfoljning": "15", "asi_personal": "6"}
MENTAL, OVER = mean_of("psykisk"), over_limit("psykisk")


def check(**profile: str) -> CheckedFile:
    written = {id: Written(value) for id, value in (PLAIN | profile).items()}
    return check_web_form(FORM, "2180", PERIOD, written, example=True, as_area="2180", county="21")


def faults(checked: CheckedFile) -> set[str]:
    return {each.code for each in checked.problems}


def test_the_areas_are_those_of_the_interview_and_each_has_a_mean_and_a_count() -> None:
    assert len(AREAS_OF_LIFE) == 7
    for area, title in AREAS_OF_LIFE.items():
        assert FORM.get(mean_of(area)).label.startswith(title)
        assert (FORM.get(mean_of(area)).kind, FORM.get(mean_of(area)).most) == ("number", 1)
        assert FORM.get(over_limit(area)).kind == "count"
    assert all(each.may_be_blank for each in PROFILE.fields)


def test_the_whole_part_can_be_left_out() -> None:
    checked = check()
    assert checked.outcome == "accepted"
    assert {checked.answers[each.id].status for each in PROFILE.fields if each.kind != "text"} == {"not_answered"}


def test_a_profile_of_ten_is_read_with_its_decimals() -> None:
    checked = check(**{INTERVIEWS: str(LEAST_INTERVIEWS), MENTAL: "0,42", OVER: "6"})
    assert checked.outcome == "accepted"
    assert (checked.answers[MENTAL].value, checked.answers[OVER].value) == (0.42, 6)


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        ({MENTAL: "0,42"}, "logik_fel"),
        ({INTERVIEWS: "9", MENTAL: "0,42"}, "logik_fel"),
        ({INTERVIEWS: "9", OVER: "3"}, "logik_fel"),
        ({INTERVIEWS: "20", OVER: "21"}, "logik_fel"),
        ({INTERVIEWS: "20", MENTAL: "1,2"}, "tal_orimligt"),
        ({INTERVIEWS: "20", MENTAL: "42 %"}, "tal_procent"),
    ],
)
def test_what_cannot_be_told_of_a_group_is_refused(profile: dict[str, str], code: str) -> None:
    checked = check(**profile)
    assert checked.outcome == "rejected"
    assert code in faults(checked)


def test_the_refusal_says_how_many_it_takes_and_what_to_do() -> None:
    [told] = check(**{INTERVIEWS: "4", MENTAL: "0,42", OVER: "2"}).problems
    assert "står 4" in told.message
    assert "minst 10 intervjuer" in told.message
    assert "ta bort talen om gruppen" in told.message


def test_more_in_the_profile_than_were_interviewed_is_asked_about() -> None:
    assert check(**{INTERVIEWS: "41", MENTAL: "0,42"}).outcome == "accepted_with_warnings"
