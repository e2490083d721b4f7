"""What must hold of a pace whatever the figures are: it leads to the goal, and its limits hold it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.goal_gap import left_between, left_to_goal
from etl.goal_pace import Counted, Pace, achieved_pace, holds_pace, required_pace

SHARES = st.floats(0, 100)
YEARS = st.integers(1, 20)


@given(SHARES, SHARES, YEARS, st.booleans())
def test_the_required_pace_leads_to_the_goal_and_never_away_from_it(
    start: float, target: float, years: int, lower_is_better: bool
) -> None:
    pace = required_pace(start, target, years, lower_is_better=lower_is_better)
    assert pace is not None
    there = start <= target if lower_is_better else start >= target
    assert pace == 0 if there else start + pace * years == pytest.approx(target, abs=1e-9)


def test_no_year_left_has_no_pace() -> None:
    assert required_pace(40, 60, 0, lower_is_better=False) is None
    with pytest.raises(ValueError, match="whole years"):
        achieved_pace(Counted(1), Counted(2), 0, uncertainty="wilson", multiplier=100)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 300), YEARS, st.sampled_from(["wilson", "poisson"]))
def test_the_limits_hold_the_pace_and_two_years_halve_it(
    before: int, after: int, persons: int, years: int, uncertainty: str
) -> None:
    x1, x2 = min(before, persons), min(after, persons)
    then, now = (Counted(x / persons * 100, x, persons) for x in (x1, x2))
    one, many = (achieved_pace(then, now, each, uncertainty=uncertainty, multiplier=100) for each in (1, years))
    assert one.lower is not None
    assert one.upper is not None
    assert one.lower - 1e-9 <= one.achieved <= one.upper + 1e-9
    assert many.achieved * years == pytest.approx(one.achieved, abs=1e-9)
    assert many.lower is not None
    assert many.lower * years == pytest.approx(one.lower, abs=1e-9)


def test_where_counts_are_not_known_there_are_no_limits() -> None:
    pace = achieved_pace(Counted(82), Counted(87.5, 35, 40), 1, uncertainty="wilson", multiplier=100)
    assert (pace.achieved, pace.lower, pace.upper) == (5.5, None, None)


@given(SHARES, st.floats(0, 20), st.floats(-100, 100), st.booleans())
def test_a_pace_that_holds_holds_for_whatever_is_slower(
    middle: float, half: float, required: float, lower_is_better: bool
) -> None:
    pace = Pace(middle, middle - half, middle + half, few=False)
    slower = required + 5 if lower_is_better else required - 5
    if holds_pace(pace, required, lower_is_better=lower_is_better):
        assert holds_pace(pace, slower, lower_is_better=lower_is_better)


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 30), st.integers(1, 500), st.booleans())
def test_what_is_left_lies_between_the_fewest_and_the_most(
    target: int, value: int, half: int, persons: int, lower_is_better: bool
) -> None:
    count = left_to_goal(target, 100, value / 100 * persons, persons, lower_is_better=lower_is_better)
    limits = (float(max(0, value - half)), float(min(100, value + half)))
    fewest, most = left_between(target, 100, limits, persons, lower_is_better=lower_is_better)
    assert fewest <= count <= most
