"""How large a change must be to show: what a silence about a small place is worth.

Two-sided test at 5 %, found four times in five (80 % power), unless other figures are given.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np
from scipy.special import ndtri

from etl.numeric_input import (
    Figure,
    FloatArray,
    Numbers,
    StatisticsError,
    broadcast,
    figure,
    read_multiplier,
    read_numbers,
    read_positive,
    read_scalar,
    read_shares,
)

# Halvings of the interval that holds the answer, which is then known to 1e-12.
_HALVINGS = 40


class Direction(StrEnum):
    """Which way a change would go; either: the larger of those that can show."""

    UP = "up"
    DOWN = "down"
    EITHER = "either"


def smallest_visible_change(
    baseline: Numbers,
    denominator: Numbers,
    other_denominator: Numbers | None = None,
    *,
    direction: str = Direction.EITHER,
    fixed_baseline: bool = False,
    power: float = 0.8,
    significance: float = 0.05,
    multiplier: float = 1,
) -> Figure:
    """The smallest change of a proportion that two groups would show.

    δ is the root of δ = zₐ√(p̄(1-p̄)(1/n₁+1/n₂)) + z_b√(p₁(1-p₁)/n₁ + p₂(1-p₂)/n₂), p₂ = p₁ ± δ, p̄ the mean of p₁ and
    p₂ weighted by n; against a baseline that is fixed (a goal, a whole nation): δ = zₐ√(p₁(1-p₁)/n) + z_b√(p₂(1-p₂)/n).
    With 20 persons each and 40 % to begin with: 42 percentage points upwards.

    Args:
        baseline: the proportion to begin with, 0 up to 1 (times multiplier); scalar or array.
        denominator: persons in the first group.
        other_denominator: persons in the second; None: as many.
        direction: up, down or either (the larger of the two that can show at all).
        fixed_baseline: the baseline has no uncertainty of its own; denominator is then that of the group.
        power: probability that the change shows.
        significance: of the two-sided test.
        multiplier: scale of baseline and answer (100: percentage points).

    Returns:
        The change, without sign; missing where none is large enough or something is missing.

    Raises:
        StatisticsError: not a number, proportion out of range, denominator 0 or less, unknown direction, power or
            significance out of range.

    Source: Fleiss JL, Levin B and Paik MC, Statistical Methods for Rates and Proportions, 2003, ch. 4.
    """
    scale = read_multiplier(multiplier)
    p, n, m = broadcast(
        baseline=read_shares("baseline", read_numbers("baseline", baseline) / scale),
        denominator=read_positive("denominator", denominator),
        other_denominator=read_positive(
            "other_denominator", denominator if other_denominator is None else other_denominator
        ),
    )
    z = _quantiles(power, significance)
    return figure(_which_way(direction, lambda sign: _root(p, n, m, sign, z, fixed_baseline)) * scale)


def smallest_visible_ratio(
    events: Numbers,
    exposure_ratio: Numbers = 1,
    *,
    direction: str = Direction.UP,
    fixed_baseline: bool = False,
    power: float = 0.8,
    significance: float = 0.05,
) -> Figure:
    """The smallest change of a rate, as a ratio, that two periods would show.

    √ρ = 1 ± ½(zₐ + z_b)√(1/e + 1/(ke)); against a fixed baseline √ρ = 1 ± ½(zₐ + z_b)/√e. Square roots make a Poisson
    count's variance ¼, whatever its size.

    Args:
        events: events expected in the first period (or, with fixed_baseline, in the group); scalar or array.
        exposure_ratio: person-years of the second period over those of the first.
        direction: up (1.5: half as many again), down (0.5: half), or either: the one further from no change, on the
            log scale, of those that can show.
        fixed_baseline, power, significance: as in `smallest_visible_change`.

    Returns:
        The ratio; missing where no fall is large enough or something is missing.

    Raises:
        StatisticsError: not a number, 0 or less, unknown direction, power or significance out of range.

    Source: Huffman MD, Appl Stat 1984;33:224-6.
    """
    e, k = broadcast(
        events=read_positive("events", events), exposure_ratio=read_positive("exposure_ratio", exposure_ratio)
    )
    step = sum(_quantiles(power, significance)) / 2 * np.sqrt(1 / e + (0 if fixed_baseline else 1 / (k * e)))
    return figure(np.exp(_which_way(direction, lambda sign: _log_ratio(step, sign))))


def years_needed(
    baseline: Numbers,
    denominator: Numbers,
    difference: Numbers,
    *,
    direction: str = Direction.EITHER,
    fixed_baseline: bool = False,
    power: float = 0.8,
    significance: float = 0.05,
    multiplier: float = 1,
) -> Figure:
    """How many years together, before and after, would show a change of a proportion of a stated size.

    The formula of `smallest_visible_change` solved for n, divided by the persons of one year and rounded upwards.

    Args:
        baseline: the proportion to begin with, 0 up to 1 (times multiplier); scalar or array.
        denominator: persons in one year.
        difference: the change that should show, greater than 0, without sign (times multiplier).
        direction: up, down or either (the larger number of years; a way that leads out of 0 to 1 is left out).
        fixed_baseline, power, significance, multiplier: as in `smallest_visible_change`.

    Returns:
        Whole years in each of the two periods (with fixed_baseline: in the one); missing where the change is not
        possible or something is missing.

    Raises:
        StatisticsError: as `smallest_visible_change`; a difference of 0 or less.
    """
    scale = read_multiplier(multiplier)
    p, n, d = broadcast(
        baseline=read_shares("baseline", read_numbers("baseline", baseline) / scale),
        denominator=read_positive("denominator", denominator),
        difference=read_positive("difference", read_numbers("difference", difference) / scale),
    )
    z = _quantiles(power, significance)
    return figure(_which_way(direction, lambda sign: _years(p, n, d, sign, z, fixed_baseline)))


def years_needed_for_ratio(
    events: Numbers, ratio: Numbers, *, fixed_baseline: bool = False, power: float = 0.8, significance: float = 0.05
) -> Figure:
    """How many years together, before and after, would show a change of a rate of a stated size.

    e = ½((zₐ + z_b)/(√ρ - 1))² events in each period, or half of that against a fixed baseline; divided by the events
    of one year and rounded upwards.

    Args:
        events: events expected in one year, before the change; scalar or array.
        ratio: the rate after over the rate before, greater than 0 and not 1.
        fixed_baseline, power, significance: as in `smallest_visible_ratio`.

    Returns:
        Whole years in each period; missing where something is missing.

    Raises:
        StatisticsError: not a number, 0 or less, a ratio of 1, power or significance out of range.
    """
    e, ratios = broadcast(events=read_positive("events", events), ratio=read_positive("ratio", ratio))
    if (ratios == 1).any():
        raise StatisticsError("ratio: 1 is no change")
    needed = (sum(_quantiles(power, significance)) / (np.sqrt(ratios) - 1)) ** 2 / (4 if fixed_baseline else 2)
    return figure(_whole_years(needed / e))


def _quantiles(power: float, significance: float) -> tuple[float, float]:
    wanted, level = read_scalar("power", power), read_scalar("significance", significance)
    if not 0.5 <= wanted < 1:
        raise StatisticsError("power: must be at least 0.5 and under 1")
    if not 0 < level < 0.5:
        raise StatisticsError("significance: must be over 0 and under 0.5")
    return float(ndtri(1 - level / 2)), float(ndtri(wanted))


def _root(p: FloatArray, n: FloatArray, m: FloatArray, sign: int, z: tuple[float, float], fixed: bool) -> FloatArray:
    low, high = np.zeros(p.shape), np.where(sign > 0, 1 - p, p)
    possible = high >= _needed(p, n, m, sign * high, z, fixed)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        enough = middle >= _needed(p, n, m, sign * middle, z, fixed)
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.where(possible & (high > 0), high, np.nan)


def _needed(
    p: FloatArray, n: FloatArray, m: FloatArray, change: FloatArray, z: tuple[float, float], fixed: bool
) -> FloatArray:
    """The change that would show if the second proportion were p + change."""
    other = np.clip(p + change, 0, 1)
    if fixed:
        return np.asarray(z[0] * np.sqrt(p * (1 - p) / n) + z[1] * np.sqrt(other * (1 - other) / n))
    both = (n * p + m * other) / (n + m)
    alike = np.sqrt(both * (1 - both) * (1 / n + 1 / m))
    apart = np.sqrt(p * (1 - p) / n + other * (1 - other) / m)
    return np.asarray(z[0] * alike + z[1] * apart)


def _years(p: FloatArray, n: FloatArray, d: FloatArray, sign: int, z: tuple[float, float], fixed: bool) -> FloatArray:
    other = p + sign * d
    possible = (other >= 0) & (other <= 1)
    one = np.ones(p.shape)
    # With n = 1 the change needed is the square root of what n must be, times the change.
    needed = (_needed(p, one, one, sign * d, z, fixed) / d) ** 2
    return np.where(possible, _whole_years(needed / n), np.nan)


def _whole_years(years: FloatArray) -> FloatArray:
    return np.maximum(1.0, np.ceil(np.round(years, 9)))


def _log_ratio(step: FloatArray, sign: int) -> FloatArray:
    """The logarithm of (1 ± step)²; missing where a fall would have to be larger than all there is."""
    root = 1 + sign * step
    return 2 * np.log(np.where(root > 0, root, np.nan))


def _which_way(direction: str, answer: Callable[[int], FloatArray]) -> FloatArray:
    """The answer upwards (1), downwards (-1), or the one further from 0 of those there are."""
    if direction not in set(Direction):
        raise StatisticsError(f"direction: {direction!r} is unknown; known are up, down, either")
    if direction != Direction.EITHER:
        return answer(1 if direction == Direction.UP else -1)
    up, down = answer(1), answer(-1)
    return np.where(np.isnan(up) | (np.abs(down) > np.abs(up)), down, up)
