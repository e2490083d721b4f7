"""What chance could have done to a change: its limits, its verdict, what it would take to see more. Arrays only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from etl.numeric_input import FloatArray
from etl.statistics import change, rate
from etl.verdict_rules import (
    LEAST_EXPECTED,
    LEAST_EXPECTED_WITHOUT,
    LEAST_PERSONS,
    MOST_YEARS,
    ROUNDING,
    Words,
)
from etl.verdicts import outcome
from etl.visible_change import periods_for_rate, periods_for_share, visible_change_of_rate, visible_change_of_share

# By the names of the table ``change``.
Columns = dict[str, FloatArray]


@dataclass(frozen=True)
class Pairs:
    """Then (1) and now (2) where nothing is missing and no denominator is 0."""

    x1: FloatArray
    n1: FloatArray
    x2: FloatArray
    n2: FloatArray
    scale: FloatArray
    margin: FloatArray
    lower_is_better: FloatArray

    @property
    def counts(self) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        return self.x1, self.n1, self.x2, self.n2

    @property
    def smaller(self) -> FloatArray:
        return np.minimum(self.n1, self.n2)

    @property
    def expected(self) -> FloatArray:
        """Events in the smaller of the two, had nothing changed."""
        return (self.x1 + self.x2) / (self.n1 + self.n2) * self.smaller


def compare_shares(pairs: Pairs) -> tuple[Words, Columns]:
    """By the difference, with Newcombe's limits: a verdict (or few_expected) for each, and the sizes behind it."""
    found = change(*pairs.counts, kind="proportion")
    lower, upper = found.lower * pairs.scale, found.upper * pairs.scale
    said = outcome(lower, upper, 0, pairs.margin, pairs.lower_is_better)
    expected, smaller = pairs.expected, pairs.smaller
    without = smaller - expected
    few = _under(expected, LEAST_EXPECTED) | _under(without, LEAST_EXPECTED_WITHOUT) | (smaller < LEAST_PERSONS)
    with np.errstate(divide="ignore"):
        to_judge = np.maximum.reduce(
            [LEAST_EXPECTED / expected, LEAST_EXPECTED_WITHOUT / without, LEAST_PERSONS / smaller]
        )
    return np.where(few, "few_expected", said), {
        "difference_lower": lower,
        "difference_upper": upper,
        "expected": expected,
        "smallest_visible": visible_change_of_share(*pairs.counts[:2], pairs.n2) * pairs.scale,
        "years_needed": _whole_years(periods_for_share(*pairs.counts), to_judge),
    }


def compare_rates(pairs: Pairs) -> tuple[Words, Columns]:
    """By the ratio, given the events of both; the difference tells whether it matters in practice. As for shares."""
    ratio = change(*pairs.counts, kind="rate")
    lower, upper = (limit * pairs.scale for limit in _difference_of_rates(pairs))
    by_ratio = outcome(ratio.lower, ratio.upper, 1, None, pairs.lower_is_better)
    alike = outcome(lower, upper, 0, pairs.margin, None) == "no_practical_difference"
    said = np.where(alike, "no_practical_difference", by_ratio)
    expected = pairs.expected
    with np.errstate(divide="ignore"):
        to_judge = LEAST_EXPECTED / expected
    return np.where(_under(expected, LEAST_EXPECTED), "few_expected", said), {
        "difference_lower": lower,
        "difference_upper": upper,
        "ratio": ratio.value,
        "ratio_lower": ratio.lower,
        "ratio_upper": ratio.upper,
        "expected": expected,
        "smallest_visible": visible_change_of_rate(*pairs.counts[:2], pairs.n2) * pairs.scale,
        "years_needed": _whole_years(periods_for_rate(*pairs.counts), to_judge),
    }


def _difference_of_rates(pairs: Pairs) -> tuple[FloatArray, FloatArray]:
    """The limits of the two rates, laid together (MOVER).

    d - √((r₂-l₂)² + (u₁-r₁)²) and d + √((u₂-r₂)² + (r₁-l₁)²).

    Source: Zou GY and Donner A, Stat Med 2008;27:1693-1702.
    """
    before, after = rate(pairs.x1, pairs.n1, multiplier=1), rate(pairs.x2, pairs.n2, multiplier=1)
    d = after.value - before.value
    lower = d - np.hypot(after.value - after.lower, before.upper - before.value)
    upper = d + np.hypot(after.upper - after.value, before.value - before.lower)
    return lower, upper


def _under(numbers: FloatArray, least: float) -> NDArray[np.bool_]:
    return np.asarray(numbers < least - ROUNDING)


def _whole_years(by_power: FloatArray, to_judge: FloatArray) -> FloatArray:
    """Whole periods until the change shows and there is enough to judge; never one, which did not decide."""
    needed = np.ceil(np.round(np.maximum(by_power, to_judge), 9))
    return np.where(needed <= MOST_YEARS, np.maximum(needed, 2), np.nan)
