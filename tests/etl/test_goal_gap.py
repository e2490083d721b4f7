"""How many are left to a goal: whole numbers, never below nought, and no crumb of a float makes one more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.goal_gap import left_to_goal


@pytest.mark.parametrize(
    ("target", "multiplier", "numerator", "denominator", "lower_is_better", "left"),
    [
        (85, 100, 480, 600, False, 30),
        (85, 100, 510, 600, False, 0),
        (85, 100, 600, 600, False, 0),
        # 85 per cent of 527 are 447.95: 447 do not do.
        (85, 100, 440, 527, False, 8),
        (35, 100, 7, 20, False, 0),
        (10, 100, 30, 200, True, 10),
        # 10 per cent of 205 are 20.5: 20 may remain.
        (10, 100, 30, 205, True, 10),
        (10, 100, 20, 205, True, 0),
        (25, 10_000, 400, 200_000, False, 100),
        (0, 100, 3, 20, True, 3),
        (0.5, 1, 3, 10, False, 2),
    ],
)
def test_what_is_left_is_counted(
    target: float, multiplier: float, numerator: float, denominator: float, lower_is_better: bool, left: int
) -> None:
    assert left_to_goal(target, multiplier, numerator, denominator, lower_is_better=lower_is_better) == left


@given(st.integers(0, 100), st.integers(0, 500), st.integers(1, 500), st.booleans())
def test_with_so_many_more_the_goal_is_reached_and_with_one_less_it_is_not(
    target: int, numerator: int, denominator: int, lower_is_better: bool
) -> None:
    left = left_to_goal(target, 100, numerator, denominator, lower_is_better=lower_is_better)
    sign = -1 if lower_is_better else 1

    def reached(moved: int) -> bool:
        away = (numerator + sign * moved) * 100 - target * denominator
        return away <= 0 if lower_is_better else away >= 0

    assert reached(left)
    assert left == 0 or not reached(left - 1)


@pytest.mark.parametrize(("numerator", "denominator"), [(1, 0), (1, -3), (-1, 3)])
def test_nothing_is_counted_of_nobody(numerator: float, denominator: float) -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        left_to_goal(50, 100, numerator, denominator, lower_is_better=False)
