"""How fast a goal comes nearer, and how fast it must: a year at a time, in the unit of the value. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.two_samples import Pairs, compare_rates, compare_shares
from etl.verdict_rules import WITH_INTERVAL

# What a product of floats is off.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Counted:
    """A value with what it is made of, where that is known."""

    value: float
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class Pace:
    """Change a year from the baseline until now.

    Attributes:
        achieved: the change of the value.
        lower, upper: what chance leaves of it; None where chance cannot be reckoned with.
        few: the counts are too small for any judgement.
    """

    achieved: float
    lower: float | None
    upper: float | None
    few: bool


def achieved_pace(baseline: Counted, now: Counted, years: int, *, uncertainty: str, multiplier: float) -> Pace:
    """From the baseline until now; both have their uncertainty, where both are counts.

    Raises:
        ValueError: not a year or more has gone.
    """
    if years < 1:
        raise ValueError("a pace is of whole years")
    achieved = (now.value - baseline.value) / years
    counts = [baseline.numerator, baseline.denominator, now.numerator, now.denominator]
    if uncertainty not in WITH_INTERVAL or not all(counts[place] for place in (1, 3)) or None in counts:
        return Pace(achieved, None, None, few=False)
    x1, n1, x2, n2 = (np.array([float(count or 0)]) for count in counts)
    if uncertainty == "wilson" and ((x1 > n1).any() or (x2 > n2).any()):
        return Pace(achieved, None, None, few=False)
    nothing = np.array([np.nan])
    compared = (compare_shares if uncertainty == "wilson" else compare_rates)(
        Pairs(x1, n1, x2, n2, np.array([float(multiplier)]), nothing, nothing)
    )
    lower, upper = (float(compared.columns[f"difference_{side}"][0]) / years for side in ("lower", "upper"))
    return Pace(achieved, lower, upper, bool(compared.few[0]))


def required_pace(start: float, target: float, years: int, *, lower_is_better: bool) -> float | None:
    """What each of so many years must bring; 0 where the goal is there already, None where no year is left."""
    if years < 1:
        return None
    needed = (target - start) / years
    return min(needed, 0.0) if lower_is_better else max(needed, 0.0)


def holds_pace(pace: Pace, required: float, *, lower_is_better: bool) -> bool | None:
    """Whether it is fast enough; None where that is within chance. Without limits the pace is taken as it is."""
    low, high = (pace.achieved, pace.achieved) if pace.lower is None or pace.upper is None else (pace.lower, pace.upper)
    if lower_is_better:
        low, high, required = -high, -low, -required
    if low >= required - _ROUNDING:
        return True
    return False if high < required - _ROUNDING else None
