"""How much is left to a goal, counted in what the numerator counts: persons, municipalities, meetings."""

from __future__ import annotations

from math import ceil, floor

# The product of a goal and a denominator is rounded first: 35 per cent of 20 persons are 7, though floats say a crumb
# more.
_DIGITS = 9


def left_to_goal(
    target: float, multiplier: float, numerator: float, denominator: float, *, lower_is_better: bool
) -> int:
    """How many more, or how many fewer, the numerator would have to be with the denominator as it is.

    Args:
        target: in the unit of the value, so with the multiplier in it.
        multiplier: 100 for per cent, 10 000 for events per 10 000.
        numerator, denominator: what has been counted; the denominator is more than 0.
        lower_is_better: whether the goal is a most; else a least.

    Returns:
        A whole number; 0 when the value lies at the goal or beyond, whatever chance has to do with it.

    Raises:
        ValueError: a denominator that is not more than 0, or a negative number.
    """
    if denominator <= 0 or min(target, numerator) < 0 or multiplier <= 0:
        raise ValueError("a goal is counted in whole numbers of something")
    wanted = round(target / multiplier * denominator, _DIGITS)
    return max(0, ceil(numerator - floor(wanted)) if lower_is_better else ceil(ceil(wanted) - numerator))


def left_between(
    target: float, multiplier: float, limits: tuple[float, float], denominator: float, *, lower_is_better: bool
) -> tuple[int, int]:
    """The fewest and the most that may be left, by what chance leaves of the value.

    Args:
        limits: lower and upper limit of the value, in its own unit.
    """
    counts = [max(0.0, round(limit / multiplier * denominator, _DIGITS)) for limit in limits]
    left = [left_to_goal(target, multiplier, each, denominator, lower_is_better=lower_is_better) for each in counts]
    return min(left), max(left)
