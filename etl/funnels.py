"""Funnel plots: how far from the common level chance alone takes places of each size.

Rates and ratios have limit lines that run through whole numbers of events, so each line has x values of its own.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np

from etl.intervals import count_limits, exact_limits, wilson_limits
from etl.numeric_input import (
    Figure,
    FloatArray,
    Numbers,
    StatisticsError,
    broadcast,
    chosen,
    figure,
    read_confidence,
    read_counts,
    read_multiplier,
    read_positive,
    read_scalar,
    read_shares,
    two_sided_z,
)

# The two limits of a funnel: 0.025 and 0.001 in each tail.
WARNING, CONTROL = 0.95, 0.998


class Limits(NamedTuple):
    """Control limits: floats where only scalars were given, arrays otherwise; NaN is missing."""

    lower: Figure
    upper: Figure


class FunnelPath(NamedTuple):
    """The two limit lines as paths, each to be drawn in its own order through its own x values.

    Attributes:
        lower_x, lower: the lower line; x is persons (for a ratio: expected events).
        upper_x, upper: the upper line.
    """

    lower_x: FloatArray
    lower: FloatArray
    upper_x: FloatArray
    upper: FloatArray


class FunnelKind(StrEnum):
    """What the funnel shows: shares, rates by population, or events against expected events."""

    PROPORTION = "proportion"
    RATE = "rate"
    RATIO = "ratio"


class FunnelLabel(StrEnum):
    """Where a place lies in the funnel."""

    LOW_99_8 = "low_99_8"
    LOW_95 = "low_95"
    NOT_SIGNIFICANT = "not_significant"
    HIGH_95 = "high_95"
    HIGH_99_8 = "high_99_8"
    NOT_APPLICABLE = "not_applicable"


def funnel_proportion(
    baseline: Numbers, denominator: Numbers, confidence: float = 0.95, multiplier: float = 1
) -> Limits:
    """Limits of a funnel of proportions: θ ± z√(θ(1-θ)/n), cut at 0 and 1.

    At the limit, the place's own Wilson limit touches θ.

    Args:
        baseline: θ, all events over all persons of the places shown, 0 up to 1; scalar or array.
        denominator: persons, greater than 0; scalar or array.
        confidence: 0.95 and 0.998 are the usual two.
        multiplier: scales the result (100 for per cent); the baseline is never scaled.

    Raises:
        StatisticsError: not a number, baseline out of 0 to 1, denominator 0 or less, confidence or multiplier out of
            range.

    Source: Spiegelhalter DJ, Stat Med 2005;24:1185-202; PHEindicatormethods, calculate_funnel_limits.
    """
    scale = read_multiplier(multiplier)
    share, n = broadcast(
        baseline=read_shares("baseline", baseline), denominator=read_positive("denominator", denominator)
    )
    half = two_sided_z(read_confidence(confidence)) * np.sqrt(share * (1 - share) / n)
    return Limits(figure(np.maximum(share - half, 0) * scale), figure(np.minimum(share + half, 1) * scale))


def funnel_ratio(events: Numbers, confidence: float = 0.95, multiplier: float = 1) -> Limits:
    """Limits of a funnel of ratios (observed over expected) at given numbers of events k: k/U and k/L.

    L and U are the exact Poisson limits of k. The lower limit belongs at the x value (expected events) U, the upper
    at L: see `funnel_path`. With no events there is no upper limit: it is missing.

    Args:
        events: numbers of events, 0 or more; scalar or array.
        confidence: 0.95 and 0.998 are the usual two.
        multiplier: 100 for standardised ratios.

    Raises:
        StatisticsError: not a number, negative, confidence or multiplier out of range.

    Source: PHEindicatormethods, calculate_funnel_limits; Dover DC and Schopflocher DP, Int J Epidemiol 2011;40:1303.
    """
    scale = read_multiplier(multiplier)
    lower, upper = _over_limits(read_counts("events", events), read_confidence(confidence))
    return Limits(figure(lower * scale), figure(upper * scale))


def funnel_rate(events: Numbers, baseline: Numbers, confidence: float = 0.95, multiplier: float = 100_000) -> Limits:
    """Limits of a funnel of rates at given numbers of events k: baseline·k/U and baseline·k/L.

    The lower limit belongs at the x value (persons) U/baseline, the upper at L/baseline: see `funnel_path`.

    Args:
        events, confidence: as in `funnel_ratio`.
        baseline: events per person of all places shown together (not scaled), greater than 0; scalar or array.
        multiplier: scales the result.

    Raises:
        StatisticsError: as `funnel_ratio`; a baseline of 0 or less.

    Source: as for `funnel_ratio`.
    """
    scale = read_multiplier(multiplier)
    k, level = broadcast(events=read_counts("events", events), baseline=read_positive("baseline", baseline))
    lower, upper = _over_limits(k, read_confidence(confidence))
    return Limits(figure(lower * level * scale), figure(upper * level * scale))


def funnel_baseline(numerator: Numbers, denominator: Numbers) -> float:
    """The common level of the places shown: all events over all persons, of the places where both are known.

    Args:
        numerator: events of each place, 0 or more.
        denominator: persons (or expected events) of each, greater than 0.

    Returns:
        Events per person; missing when no place is known.
    """
    x, n = broadcast(
        numerator=read_counts("numerator", numerator), denominator=read_positive("denominator", denominator)
    )
    known = ~(np.isnan(x) | np.isnan(n))
    return float(x[known].sum() / n[known].sum()) if known.any() else float("nan")


def funnel_label(
    numerator: Numbers,
    denominator: Numbers,
    baseline: Numbers,
    *,
    kind: str = FunnelKind.PROPORTION,
    standardised: bool = False,
) -> Any:
    """Which limits a place lies outside, from its own interval at 95 and 99.8 % against the baseline.

    Proportions by Wilson's interval, rates and ratios by that of `rate` (exact under 10 events, Byar's from 10). A
    place very near a drawn line may therefore be labelled otherwise than the line suggests.

    Args:
        numerator: events of each place.
        denominator: its persons; for a ratio its expected events; for a directly standardised rate its events over
            its rate.
        baseline: the level compared with: as `funnel_baseline` gives it, or 1 for a ratio.
        kind: proportion, rate or ratio.
        standardised: the rates are directly standardised: not applicable under 10 events.

    Returns:
        A `FunnelLabel` for scalars, an array of them otherwise; not_applicable where something is missing.

    Raises:
        StatisticsError: as `proportion` and `rate`; unknown kind.

    Source: PHEindicatormethods, assign_funnel_significance.
    """
    x, n, level = broadcast(
        numerator=read_counts("numerator", numerator),
        denominator=read_positive("denominator", denominator),
        baseline=read_counts("baseline", baseline),
    )
    by_share = _read_kind(kind) is FunnelKind.PROPORTION
    if by_share and (x > n).any():
        raise StatisticsError("numerator: must not be greater than the denominator of a proportion")
    levels = []
    for confidence in (CONTROL, WARNING):
        if by_share:
            low, high = wilson_limits(x, n, two_sided_z(confidence))
        else:
            low, high = (limit / n for limit in count_limits(x, confidence))
        levels += [low > level, high < level]
    unknown = np.isnan(x) | np.isnan(n) | np.isnan(level) | (standardised & (x < 10))
    return chosen(FunnelLabel, np.select([unknown, *levels], [5, 4, 0, 3, 1], 2))


def funnel_path(
    baseline: float,
    largest: float,
    *,
    kind: str = FunnelKind.PROPORTION,
    confidence: float = 0.95,
    multiplier: float = 1,
    points: int = 100,
) -> FunnelPath:
    """The limit lines of a funnel, ready to draw: each with its own x values.

    Args:
        baseline: as in `funnel_proportion` or `funnel_rate`; 1 for a ratio.
        largest: the largest x value to be covered: persons, or expected events for a ratio.
        kind: proportion, rate or ratio.
        confidence: of the pair of lines.
        multiplier: scales the values, not the baseline.
        points: about how many points each line has; more where the first numbers of events need them.

    Raises:
        StatisticsError: not a number, baseline or largest 0 or less, unknown kind, fewer than two points, confidence
            or multiplier out of range.
    """
    level, end = read_scalar("baseline", baseline), read_scalar("largest", largest)
    if level <= 0 or end <= 0 or points < 2:
        raise StatisticsError("baseline, largest: must be greater than 0; points: at least 2")
    if _read_kind(kind) is FunnelKind.PROPORTION:
        x = np.unique(np.append(np.round(np.geomspace(min(1.0, end), end, points)), end))
        lines = funnel_proportion(level, x, confidence, multiplier)
        return FunnelPath(x, lines.lower, x, lines.upper)
    k = _numbers_of_events(end * level, read_confidence(confidence), points)
    low, high = exact_limits(k, read_confidence(confidence))
    lines = funnel_rate(k, level, confidence, multiplier)
    return FunnelPath(high / level, lines.lower, low[1:] / level, lines.upper[1:])


def _numbers_of_events(expected: float, confidence: float, points: int) -> FloatArray:
    """0, 1, 2 … and then sparser, until both lines reach past so many expected events."""
    most = 1
    while exact_limits(np.array([float(most)]), confidence)[0][0] < expected:
        most *= 2
    few = np.arange(min(most, points // 2) + 1)
    return np.unique(np.concatenate([few, np.round(np.geomspace(1, most, points))])).astype(np.float64)


def _over_limits(k: FloatArray, confidence: float) -> tuple[FloatArray, FloatArray]:
    low, high = exact_limits(k, confidence)
    return k / high, k / np.where(low > 0, low, np.nan)


def _read_kind(given: object) -> FunnelKind:
    if isinstance(given, str) and given in set(FunnelKind):
        return FunnelKind(given)
    raise StatisticsError(f"kind: {given!r} is unknown; known are proportion, rate, ratio")
