"""What chance could have done to a difference between two counts: then and now, or an area and others beside it.

Both have an uncertainty of their own, and both are reckoned with: the limits of the difference, what they say, and what
it would take to see more. Arrays only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from etl.differences import change
from etl.intervals import rate
from etl.numeric_input import FloatArray
from etl.outcomes import Codes, outcome_codes
from etl.verdict_rules import (
    LEAST_EXPECTED,
    LEAST_EXPECTED_WITHOUT,
    LEAST_PERSONS,
    MOST_YEARS,
    NO_PRACTICAL_DIFFERENCE,
    ROUNDING,
)
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
    # As ``outcomes.direction`` has it.
    lower_is_better: FloatArray

    @property
    def counts(self) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        return self.x1, self.n1, self.x2, self.n2

    @property
    def smaller(self) -> FloatArray:
        return np.minimum(self.n1, self.n2)

    @property
    def expected(self) -> FloatArray:
        """Events in the smaller of the two, were both alike."""
        return (self.x1 + self.x2) / (self.n1 + self.n2) * self.smaller

    @property
    def without(self) -> FloatArray:
        """Persons of whom no event is expected there."""
        return self.smaller - self.expected


class Beside(Pairs):
    """A benchmark's counts (1) and those of the area that is held against it (2).

    What the area would have had with the benchmark's value must be enough too.
    """

    @property
    def _with_its_value(self) -> FloatArray:
        return self.x1 / self.n1 * self.n2

    @property
    def expected(self) -> FloatArray:
        return np.minimum(super().expected, self._with_its_value)

    @property
    def without(self) -> FloatArray:
        return np.minimum(self.smaller - super().expected, self.n2 - self._with_its_value)


@dataclass(frozen=True)
class Compared:
    """The verdicts as places in VERDICTS, what is too small for any, and the sizes behind them."""

    said: Codes
    few: NDArray[np.bool_]
    columns: Columns


def compare_shares(pairs: Pairs, confidence: float = 0.95) -> Compared:
    """By the difference, with Newcombe's limits."""
    found = change(*pairs.counts, kind="proportion", confidence=confidence)
    lower, upper = found.lower * pairs.scale, found.upper * pairs.scale
    expected, without, smaller = pairs.expected, pairs.without, pairs.smaller
    few = _under(expected, LEAST_EXPECTED) | _under(without, LEAST_EXPECTED_WITHOUT) | (smaller < LEAST_PERSONS)
    with np.errstate(divide="ignore"):
        to_judge = np.maximum.reduce(
            [LEAST_EXPECTED / expected, LEAST_EXPECTED_WITHOUT / without, LEAST_PERSONS / smaller]
        )
    return Compared(
        outcome_codes(lower, upper, 0, pairs.margin, pairs.lower_is_better),
        few,
        {
            "difference_lower": lower,
            "difference_upper": upper,
            "expected": expected,
            "smallest_visible": visible_change_of_share(*pairs.counts[:2], pairs.n2) * pairs.scale,
            "years_needed": _whole_years(periods_for_share(*pairs.counts), to_judge),
        },
    )


def compare_rates(pairs: Pairs, confidence: float = 0.95) -> Compared:
    """By the ratio, given the events of both; the difference tells whether it matters in practice."""
    ratio = change(*pairs.counts, kind="rate", confidence=confidence)
    lower, upper = (limit * pairs.scale for limit in _difference_of_rates(pairs, confidence))
    by_ratio = outcome_codes(ratio.lower, ratio.upper, 1, np.nan, pairs.lower_is_better)
    alike = (lower > -pairs.margin) & (upper < pairs.margin)
    expected = pairs.expected
    with np.errstate(divide="ignore"):
        to_judge = LEAST_EXPECTED / expected
    return Compared(
        np.where(alike, np.int8(NO_PRACTICAL_DIFFERENCE), by_ratio),
        _under(expected, LEAST_EXPECTED),
        {
            "difference_lower": lower,
            "difference_upper": upper,
            "ratio": ratio.value,
            "ratio_lower": ratio.lower,
            "ratio_upper": ratio.upper,
            "expected": expected,
            "smallest_visible": visible_change_of_rate(*pairs.counts[:2], pairs.n2) * pairs.scale,
            "years_needed": _whole_years(periods_for_rate(*pairs.counts), to_judge),
        },
    )


def _difference_of_rates(pairs: Pairs, confidence: float) -> tuple[FloatArray, FloatArray]:
    """The limits of the two rates, laid together (MOVER).

    d - √((r₂-l₂)² + (u₁-r₁)²) and d + √((u₂-r₂)² + (r₁-l₁)²).

    Source: Zou GY and Donner A, Stat Med 2008;27:1693-1702.
    """
    before = rate(pairs.x1, pairs.n1, confidence, multiplier=1)
    after = rate(pairs.x2, pairs.n2, confidence, multiplier=1)
    d = after.value - before.value
    lower = d - np.hypot(after.value - after.lower, before.upper - before.value)
    upper = d + np.hypot(after.upper - after.value, before.value - before.lower)
    return lower, upper


def _under(numbers: FloatArray, least: float) -> NDArray[np.bool_]:
    return np.asarray(numbers < least - ROUNDING)


def _whole_years(by_power: FloatArray, to_judge: FloatArray) -> FloatArray:
    """Whole periods until the difference shows and there is enough to judge; never one, which did not decide."""
    needed = np.ceil(np.round(np.maximum(by_power, to_judge), 9))
    return np.where(needed <= MOST_YEARS, np.maximum(needed, 2), np.nan)
