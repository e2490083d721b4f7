"""Values with their intervals: proportions, rates, counts and means.

The interval of a whole count stands for chance (the same services, the same people, another year), not for sampling.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import gammainccinv, gammaincinv, stdtrit

from etl.numeric_input import (
    Figure,
    FloatArray,
    Numbers,
    StatisticsError,
    broadcast,
    figure,
    read_confidence,
    read_counts,
    read_multiplier,
    read_numbers,
    read_positive,
    two_sided_z,
)

# Byar's approximation is used from this number of events, the exact Poisson limits under it.
EXACT_UNDER = 10


class Interval(NamedTuple):
    """A value with its limits.

    Attributes:
        value: the estimate.
        lower: the lower limit.
        upper: the upper limit.
            All three are floats where only scalars were given, arrays of one shape otherwise; NaN is missing.
    """

    value: Figure
    lower: Figure
    upper: Figure


def proportion(numerator: Numbers, denominator: Numbers, confidence: float = 0.95, multiplier: float = 1) -> Interval:
    """Shares with Wilson score limits.

    (2x + z² ∓ z√(z² + 4x(1 - x/n))) / (2(n + z²))

    Args:
        numerator: persons with the property, 0 up to the denominator; scalar or array.
        denominator: all persons, greater than 0; scalar or array of a shape that fits.
        confidence: 0.9 up to 1, or 90 up to 100; at 1 or 100 the limits are 0 and 1.
        multiplier: 100 for per cent.

    Raises:
        StatisticsError: not a number, negative, numerator over denominator, denominator 0 or less, shapes that do
            not fit together, confidence or multiplier out of range.

    Source: Wilson EB, J Am Stat Assoc 1927;22:209-12; Newcombe RG and Altman DG in Statistics with Confidence, 2000.
    """
    scale = read_multiplier(multiplier)
    x, n = read_share_of(numerator, denominator)
    fraction = read_confidence(confidence, certain=True)
    lower, upper = wilson_limits(x, n, two_sided_z(fraction)) if fraction < 1 else (0 * x / n, 0 * x / n + 1)
    return Interval(figure(x / n * scale), figure(lower * scale), figure(upper * scale))


def rate(numerator: Numbers, denominator: Numbers, confidence: float = 0.95, multiplier: float = 100_000) -> Interval:
    """Crude rates: exact Poisson limits under 10 events, Byar's from 10.

    Exact: χ²(α/2; 2x)/2 and χ²(1-α/2; 2x+2)/2, and 0 below at no events.
    Byar: x(1 - 1/(9x) - z/(3√x))³ and (x+1)(1 - 1/(9(x+1)) + z/(3√(x+1)))³. Both divided by the denominator.

    Args:
        numerator: events, 0 or more; scalar or array.
        denominator: persons or person-years (for several years, their sum), greater than 0.
        confidence: 0.9 up to 1, or 90 up to 100.
        multiplier: events per so many.

    Raises:
        StatisticsError: not a number, negative, denominator 0 or less, shapes that do not fit together, confidence
            or multiplier out of range.

    Source: Breslow NE and Day NE, Statistical Methods in Cancer Research II, 1987 (Byar); Armitage P and Berry G,
    Statistical Methods in Medical Research, 2002 (exact).
    """
    scale = read_multiplier(multiplier)
    x, n = read_events(numerator, denominator)
    lower, upper = count_limits(x, read_confidence(confidence))
    return Interval(figure(x / n * scale), figure(lower / n * scale), figure(upper / n * scale))


def byar(numerator: Numbers, denominator: Numbers, confidence: float = 0.95, multiplier: float = 100_000) -> Interval:
    """Crude rates with Byar's limits at every count, also where `rate` would be exact.

    Args, errors and source: as for `rate`. The lower limit is missing where the formula gives nothing usable: at no
    events, and where it falls under 0 (a very small count at high confidence).
    """
    scale = read_multiplier(multiplier)
    x, n = read_events(numerator, denominator)
    lower, upper = byar_limits(x, two_sided_z(read_confidence(confidence)))
    return Interval(figure(x / n * scale), figure(lower / n * scale), figure(upper / n * scale))


def mean(values: Numbers, groups: object | None = None, confidence: float = 0.95, multiplier: float = 1) -> Interval:
    """Means with Student's t limits: x̄ ± t(n-1)·s/√n, s with n - 1 below.

    Args:
        values: the measurements. One dimension gives one mean; of more dimensions, the last one is averaged over.
        groups: None, or for values of one dimension a label for each: then one mean for each label, in sorted order.
        confidence: 0.9 up to 1, or 90 up to 100.
        multiplier: scales the result.

    A missing measurement makes its mean missing. One measurement has a mean but no limits.

    Raises:
        StatisticsError: not a number, labels that do not match the values, confidence or multiplier out of range.

    Source: Altman DG et al, Statistics with Confidence, 2000.
    """
    scale, fraction = read_multiplier(multiplier), read_confidence(confidence)
    measured = np.atleast_1d(read_numbers("values", values))
    if groups is None:
        parts = [figure(part * scale) for part in _mean_limits(measured, fraction)]
        return Interval(*parts)
    labels = np.asarray(groups)
    if labels.shape != measured.shape or labels.ndim != 1:
        raise StatisticsError("groups: one label for each value is expected")
    each = [_mean_limits(measured[labels == label], fraction) for label in np.unique(labels)]
    return Interval(*(np.array([one[part] * scale for one in each], dtype=np.float64) for part in range(3)))


def _mean_limits(values: FloatArray, confidence: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    number = values.shape[-1]
    if not number:
        nothing = np.full(values.shape[:-1], np.nan)
        return nothing, nothing, nothing
    middle = np.asarray(values.sum(axis=-1) / number)
    if number == 1:
        return middle, np.full_like(middle, np.nan), np.full_like(middle, np.nan)
    half = abs(stdtrit(number - 1, (1 - confidence) / 2)) * values.std(axis=-1, ddof=1) / np.sqrt(number)
    return middle, middle - half, middle + half


def read_share_of(numerator: Numbers, denominator: Numbers, of: str = "") -> tuple[FloatArray, FloatArray]:
    """Numerator and denominator of a proportion, checked and in one shape. `of` names which, in messages."""
    x, n = broadcast(
        numerator=read_counts(f"numerator{of}", numerator), denominator=read_positive(f"denominator{of}", denominator)
    )
    if (x > n).any():
        raise StatisticsError(f"numerator{of}: must not be greater than the denominator of a proportion")
    return x, n


def read_events(numerator: Numbers, denominator: Numbers, of: str = "") -> tuple[FloatArray, FloatArray]:
    """Events and denominator of a rate, checked and in one shape. `of` names which, in messages."""
    x, n = broadcast(
        numerator=read_counts(f"numerator{of}", numerator), denominator=read_positive(f"denominator{of}", denominator)
    )
    return x, n


def wilson_limits(x: FloatArray, n: FloatArray, z: float) -> tuple[FloatArray, FloatArray]:
    """Wilson score limits of x/n. Exactly 0 at x = 0 and exactly 1 at x = n, where rounding would leave a crumb."""
    root = z * np.sqrt(z * z + 4 * x * (1 - x / n))
    width = 2 * (n + z * z)
    lower = np.where(x == 0, 0.0, (2 * x + z * z - root) / width)
    upper = np.where(x == n, 1.0, (2 * x + z * z + root) / width)
    return np.where(np.isnan(n), np.nan, lower), np.where(np.isnan(n), np.nan, upper)


def count_limits(x: FloatArray, confidence: float) -> tuple[FloatArray, FloatArray]:
    """Limits of a count: exact under 10, Byar's from 10."""
    byar_lower, byar_upper = byar_limits(x, two_sided_z(confidence))
    few = np.asarray(x < EXACT_UNDER)
    if not few.any():
        return byar_lower, byar_upper
    exact_lower, exact_upper = exact_limits(np.where(few, x, 0.0), confidence)
    return np.where(few, exact_lower, byar_lower), np.where(few, exact_upper, byar_upper)


def byar_limits(x: FloatArray, z: float) -> tuple[FloatArray, FloatArray]:
    """Byar's limits of a count; the lower one missing where it comes out negative or undefined."""
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
        lower = np.where(lower < 0, np.nan, lower)
    above = x + 1
    return lower, above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3


def exact_limits(x: FloatArray, confidence: float) -> tuple[FloatArray, FloatArray]:
    """Exact Poisson limits of a count, by the gamma distribution; few different counts are worked out once each."""
    counts, place = np.unique(x, return_inverse=True)
    tail = (1 - confidence) / 2
    with np.errstate(invalid="ignore"):
        lower = np.where(counts == 0, 0.0, gammaincinv(counts, tail))
        upper = np.asarray(gammainccinv(counts + 1, tail), dtype=np.float64)
    return lower[place].reshape(x.shape), upper[place].reshape(x.shape)
