"""Intervals, tests and verdicts: pure functions of numbers. This is the door; the work is done in the modules below.

Numbers, lists and arrays go in; None and NaN are missing, and give missing. Results are named tuples of floats where
only scalars were given, of arrays otherwise. What no figure can be made of raises `StatisticsError`. No clock, no
chance, nothing printed.
"""

from __future__ import annotations

from etl.comparisons import JUDGED_FROM, change_outcome, compare, equivalence
from etl.differences import Kind, change
from etl.intervals import EXACT_UNDER, Interval, byar, mean, proportion, rate
from etl.numeric_input import StatisticsError
from etl.power import (
    Direction,
    smallest_visible_change,
    smallest_visible_ratio,
    years_needed,
    years_needed_for_ratio,
)
from etl.ranks import RankInterval, rank_interval
from etl.statistical_names import Comparison, Marker, Outcome, Polarity, TrendMethod, ValueType

__all__ = [
    "EXACT_UNDER",
    "JUDGED_FROM",
    "Comparison",
    "Direction",
    "Interval",
    "Kind",
    "Marker",
    "Outcome",
    "Polarity",
    "RankInterval",
    "StatisticsError",
    "TrendMethod",
    "ValueType",
    "byar",
    "change",
    "change_outcome",
    "compare",
    "equivalence",
    "mean",
    "proportion",
    "rank_interval",
    "rate",
    "smallest_visible_change",
    "smallest_visible_ratio",
    "years_needed",
    "years_needed_for_ratio",
]
