"""Rates that do not depend on age: directly standardised (DSR) and indirectly (ISR, for places with few events)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from etl.intervals import Interval, byar_limits, count_limits
from etl.numeric_input import (
    FloatArray,
    Numbers,
    StatisticsError,
    broadcast,
    figure,
    read_confidence,
    read_counts,
    read_multiplier,
    read_positive,
    two_sided_z,
)

# The European Standard Population 2013: 0-4, 5-9, …, 85-89, 90 and over.
EUROPEAN_STANDARD_2013: tuple[int, ...] = (
    5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000,
)  # fmt: skip

# Under this number of events in all, a directly standardised rate is not reliable and is not given.
LEAST_EVENTS = 10


def dsr(
    counts: Numbers,
    populations: Numbers,
    confidence: float = 0.95,
    multiplier: float = 100_000,
    standard: Sequence[float] = EUROPEAN_STANDARD_2013,
) -> Interval:
    """Directly standardised rates with Dobson's limits.

    v = Σwᵢxᵢ/nᵢ / Σwᵢ, Var = Σwᵢ²xᵢ/nᵢ² / (Σwᵢ)², limits v + √(Var/X)·(Xₗ - X), X = Σxᵢ, Xₗ being Byar's limits of X.

    Args:
        counts: events in each age group; the last dimension is the age groups, others are areas, years and so on.
        populations: persons in each age group, greater than 0; the shape of counts, or one that fits it.
        confidence: 0.9 up to 1, or 90 up to 100.
        multiplier: events per so many.
        standard: the weight of each age group, 0 or more; the European Standard Population 2013 has 19.

    Value and limits are missing under 10 events in all, and where any age group's figure is missing. (The published
    packages count a missing age group as no events; a gap is no zero here.)

    Raises:
        StatisticsError: not a number, negative, population 0 or less, shapes that do not fit together, no weight at
            all, confidence or multiplier out of range.

    Source: Dobson AJ et al, Stat Med 1991;10:457-62; Breslow and Day 1987 (Byar); Morris JK et al, Popul Health Metr
    2018;16:20 (10 events).
    """
    x, n, w = _read_age_groups(counts, populations, standard)
    return _dobson(x, n, w, _variance(x, n, w), read_confidence(confidence), read_multiplier(multiplier))


def dsr_nonindependent(
    persons: Mapping[Any, Numbers],
    populations: Numbers,
    confidence: float = 0.95,
    multiplier: float = 100_000,
    standard: Sequence[float] = EUROPEAN_STANDARD_2013,
) -> Interval:
    """Directly standardised rates of events that may strike one person several times.

    As `dsr` on all events, but Var = Σ f²·Var_f, Var_f being the variance by persons who had f events each.

    Args:
        persons: for each number of events (1, 2, …) the persons who had so many, by age group as counts in `dsr`.
        populations, confidence, multiplier, standard: as in `dsr`.

    Value and limits are missing under 10 events in all, and where any figure is missing.

    Raises:
        StatisticsError: as `dsr`; no number of events, or one that is not a whole number of 1 or more.

    Source: Fingertips technical guidance, DSR (non-independent events); PHEindicatormethods 2.1.0.
    """
    if not persons:
        raise StatisticsError("persons: at least one number of events is expected")
    read = {
        _how_often(often): _read_age_groups(one, populations, standard, "persons") for often, one in persons.items()
    }
    events = sum(often * x for often, (x, _, _) in read.items())
    variance = sum(often**2 * _variance(x, n, w) for often, (x, n, w) in read.items())
    x, n, w = broadcast(
        events=np.asarray(events), populations=next(iter(read.values()))[1], standard=_weights(standard)
    )
    return _dobson(x, n, w, np.asarray(variance), read_confidence(confidence), read_multiplier(multiplier))


def isr_ratio(
    counts: Numbers,
    populations: Numbers,
    confidence: float = 0.95,
    multiplier: float = 100,
    *,
    ref_numerator: Numbers,
    ref_denominator: Numbers,
) -> Interval:
    """Indirectly standardised ratios (SMR): events seen over those expected at the reference's rates.

    O/E, E = Σ nᵢ·xᵢʳᵉᶠ/nᵢʳᵉᶠ; limits of the count O (exact under 10, Byar's from 10) over E. Each ratio may be held
    against the reference; two of them not against each other.

    Args:
        counts: events in each age group (summed), or their sum; the last dimension of the first is the age groups.
        populations: persons in each age group, 0 or more; the last dimension is the age groups.
        confidence: 0.9 up to 1, or 90 up to 100.
        multiplier: what the reference itself would get: 100, or 1.
        ref_numerator: events of the reference in each age group.
        ref_denominator: its persons in each age group, greater than 0.

    Missing where any figure is missing, and where no event is expected.

    Raises:
        StatisticsError: not a number, negative, reference population 0 or less, shapes that do not fit together,
            confidence or multiplier out of range.

    Source: Breslow NE and Day NE, Statistical Methods in Cancer Research II, 1987.
    """
    scale, fraction = read_multiplier(multiplier), read_confidence(confidence)
    return _over_expected(*_observed_and_expected(counts, populations, ref_numerator, ref_denominator), fraction, scale)


def isr_rate(
    counts: Numbers,
    populations: Numbers,
    confidence: float = 0.95,
    multiplier: float = 100_000,
    *,
    ref_numerator: Numbers,
    ref_denominator: Numbers,
) -> Interval:
    """Indirectly standardised rates: the ratio of `isr_ratio` times the crude rate of the reference.

    Args, missing values, errors and source: as for `isr_ratio`; multiplier is events per so many.
    """
    scale, fraction = read_multiplier(multiplier), read_confidence(confidence)
    events = np.atleast_1d(read_counts("ref_numerator", ref_numerator)).sum(axis=-1)
    crude = events / np.atleast_1d(read_positive("ref_denominator", ref_denominator)).sum(axis=-1)
    seen, expected = _observed_and_expected(counts, populations, ref_numerator, ref_denominator)
    return _over_expected(seen, expected, fraction, scale * crude)


def _how_often(given: object) -> int:
    """The number of events a group of persons had; written as text where the mapping came from a JSON file."""
    if isinstance(given, str) and given.isdecimal():
        given = int(given)
    if (
        isinstance(given, bool)
        or not isinstance(given, int | float | np.integer | np.floating)
        or given % 1
        or given < 1
    ):
        raise StatisticsError("persons: the numbers of events must be whole and 1 or more")
    return int(given)


def _weights(standard: Numbers) -> FloatArray:
    weights = read_counts("standard", standard)
    if np.isnan(weights).any() or not (weights.sum(axis=-1) > 0).all():
        raise StatisticsError("standard: every weight must be known, and one at least greater than 0")
    return weights


def _read_age_groups(
    counts: Numbers, populations: Numbers, standard: Numbers, name: str = "counts"
) -> tuple[FloatArray, FloatArray, FloatArray]:
    read = {
        name: read_counts(name, counts),
        "populations": read_positive("populations", populations),
        "standard": _weights(standard),
    }
    if len({array.shape[-1:] for array in read.values()}) > 1:
        shapes = ", ".join(f"{one} {array.shape}" for one, array in read.items())
        raise StatisticsError(f"as many age groups are expected everywhere: {shapes}")
    x, n, w = broadcast(**read)
    return x, n, w


def _variance(x: FloatArray, n: FloatArray, w: FloatArray) -> FloatArray:
    return np.asarray((w**2 * x / n**2).sum(axis=-1) / w.sum(axis=-1) ** 2)


def _dobson(
    x: FloatArray, n: FloatArray, w: FloatArray, variance: FloatArray, confidence: float, multiplier: float
) -> Interval:
    events = np.asarray(x.sum(axis=-1))
    events = np.where(events < LEAST_EVENTS, np.nan, events)
    value = (w * x / n).sum(axis=-1) / w.sum(axis=-1) + 0 * events
    spread = np.sqrt(variance / events)
    lower, upper = byar_limits(events, two_sided_z(confidence))
    parts = (value, value + spread * (lower - events), value + spread * (upper - events))
    return Interval(*(figure(part * multiplier) for part in parts))


def _observed_and_expected(
    counts: Numbers, populations: Numbers, ref_numerator: Numbers, ref_denominator: Numbers
) -> tuple[FloatArray, FloatArray]:
    n, ref_x, ref_n = broadcast(
        populations=read_counts("populations", populations),
        ref_numerator=read_counts("ref_numerator", ref_numerator),
        ref_denominator=read_positive("ref_denominator", ref_denominator),
    )
    expected = np.asarray((n * ref_x / ref_n).sum(axis=-1) if n.ndim else n * ref_x / ref_n)
    seen = read_counts("counts", counts)
    if seen.ndim and seen.shape[-1:] == n.shape[-1:] and seen.shape != expected.shape:
        seen = np.asarray(seen.sum(axis=-1))
    elif seen.shape == (1,) and not expected.ndim:
        seen = seen.reshape(())
    if seen.ndim > expected.ndim:
        raise StatisticsError(f"counts {seen.shape}, populations {n.shape}: the shapes do not fit together")
    seen, expected = broadcast(counts=seen, expected=expected)
    return seen, np.where(expected > 0, expected, np.nan)


def _over_expected(seen: FloatArray, expected: FloatArray, confidence: float, scale: FloatArray | float) -> Interval:
    lower, upper = count_limits(seen, confidence)
    return Interval(*(figure(np.asarray(part / expected * scale)) for part in (seen, lower, upper)))
