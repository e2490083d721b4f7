"""What has changed between two periods, or differs between two groups, with its interval."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from scipy.special import betainccinv, betaincinv

from etl.intervals import EXACT_UNDER, Interval, read_events, read_share_of, wilson_limits
from etl.numeric_input import (
    FloatArray,
    Numbers,
    StatisticsError,
    broadcast,
    figure,
    read_confidence,
    read_multiplier,
    two_sided_z,
)


class Kind(StrEnum):
    """Persons out of persons, or events out of person-years."""

    PROPORTION = "proportion"
    RATE = "rate"


def read_kind(given: object) -> Kind:
    if isinstance(given, str) and given in set(Kind):
        return Kind(given)
    raise StatisticsError(f"kind: {given!r} is unknown; known are proportion, rate")


def change(
    numerator_before: Numbers,
    denominator_before: Numbers,
    numerator_after: Numbers,
    denominator_after: Numbers,
    *,
    kind: str = Kind.PROPORTION,
    confidence: float = 0.95,
    multiplier: float = 1,
) -> Interval:
    """The change from one period to another, of groups with no person in common.

    Proportions: the difference after - before, with Newcombe's hybrid score limits:
    d - √((p₂-l₂)² + (u₁-p₁)²) and d + √((u₂-p₂)² + (p₁-l₁)²), l and u being each proportion's Wilson limits.
    Rates: the ratio after / before. Given the sum of events, those of the second period are binomial with
    θ = ρn₂/(n₁ + ρn₂), so limits of θ give limits of the ratio ρ: Wilson's, or Clopper-Pearson's (exact) where either
    period has under 10 events. From no events the ratio is infinite, and so is its upper limit; from nothing to
    nothing the ratio is missing and its limits are 0 and infinite.

    Args:
        numerator_before, denominator_before: of the first period; scalars or arrays, as in `proportion` or `rate`.
        numerator_after, denominator_after: of the second.
        kind: proportion or rate.
        confidence: 0.9 up to 1, or 90 up to 100.
        multiplier: scales a difference of proportions (100: percentage points). A ratio has no unit and takes none.

    Returns:
        value, lower, upper: a difference (0 is no change), or a ratio (1 is no change).

    Raises:
        StatisticsError: as `proportion` and `rate`; unknown kind; a multiplier with a ratio.

    Source: Newcombe RG, Stat Med 1998;17:873-90 (method 10); Przyborowski J and Wilenski H, Biometrika 1940;31:313-23
    (conditional test); Clopper CJ and Pearson ES, Biometrika 1934;26:404-13.
    """
    scale, fraction = read_multiplier(multiplier), read_confidence(confidence)
    if read_kind(kind) is Kind.RATE:
        if scale != 1:
            raise StatisticsError("multiplier: a ratio of rates takes none")
        before = read_events(numerator_before, denominator_before, "_before")
        after = read_events(numerator_after, denominator_after, "_after")
        return Interval(*(figure(part) for part in _ratio(*_together(before, after), fraction)))
    before = read_share_of(numerator_before, denominator_before, "_before")
    after = read_share_of(numerator_after, denominator_after, "_after")
    parts = _difference(*_together(before, after), two_sided_z(fraction))
    return Interval(*(figure(part * scale) for part in parts))


def _together(
    before: tuple[FloatArray, FloatArray], after: tuple[FloatArray, FloatArray]
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    x1, n1, x2, n2 = broadcast(before=before[0], before_of=before[1], after=after[0], after_of=after[1])
    return x1, n1, x2, n2


def _difference(
    x1: FloatArray, n1: FloatArray, x2: FloatArray, n2: FloatArray, z: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    p1, p2 = x1 / n1, x2 / n2
    l1, u1 = wilson_limits(x1, n1, z)
    l2, u2 = wilson_limits(x2, n2, z)
    difference = p2 - p1
    lower = difference - np.sqrt((p2 - l2) ** 2 + (u1 - p1) ** 2)
    upper = difference + np.sqrt((u2 - p2) ** 2 + (p1 - l1) ** 2)
    return difference, lower, upper


def _ratio(
    x1: FloatArray, n1: FloatArray, x2: FloatArray, n2: FloatArray, confidence: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    together = x1 + x2
    known = together > 0
    events = np.where(known, together, 1.0)
    lower, upper = wilson_limits(np.where(known, x2, 0.0), events, two_sided_z(confidence))
    few = known & ((x1 < EXACT_UNDER) | (x2 < EXACT_UNDER))
    exact_lower, exact_upper = _clopper_pearson(np.where(few, x2, 0.0), np.where(few, together, 1.0), confidence)
    lower, upper = np.where(few, exact_lower, lower), np.where(few, exact_upper, upper)
    lower, upper = np.where(known, lower, 0.0), np.where(known, upper, 1.0)
    missing = np.isnan(together) | np.isnan(n1) | np.isnan(n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (x2 / n2) / (x1 / n1)
        parts = [value, *(limit / (1 - limit) * n1 / n2 for limit in (lower, upper))]
    value, low, high = (np.where(missing, np.nan, part) for part in parts)
    return value, low, high


def _clopper_pearson(x: FloatArray, n: FloatArray, confidence: float) -> tuple[FloatArray, FloatArray]:
    tail = (1 - confidence) / 2
    with np.errstate(invalid="ignore"):
        lower = np.where(x == 0, 0.0, betaincinv(x, n - x + 1, tail))
        upper = np.where(x == n, 1.0, betainccinv(x + 1, n - x, tail))
    return lower, upper
