"""Intervals, tests and verdicts: pure functions of numbers. This is the door; the work is done in the modules below.

Numbers, lists and arrays go in; None and NaN are missing, and give missing. Results are named tuples of floats where
only scalars were given, of arrays otherwise, with NaN for missing. What no figure can be made of raises
`StatisticsError`. No clock, no chance, nothing printed.
"""

from __future__ import annotations

from etl.comparisons import JUDGED_FROM, change_outcome, compare, equivalence
from etl.differences import Kind, change
from etl.funnels import (
    CONTROL,
    WARNING,
    FunnelKind,
    FunnelLabel,
    FunnelPath,
    Limits,
    funnel_baseline,
    funnel_label,
    funnel_path,
    funnel_proportion,
    funnel_rate,
    funnel_ratio,
)
from etl.goals import Goal, goal_probability
from etl.intervals import EXACT_UNDER, Interval, byar, mean, proportion, rate
from etl.numeric_input import StatisticsError
from etl.power import (
    Direction,
    smallest_visible_change,
    smallest_visible_ratio,
    years_needed,
    years_needed_for_ratio,
)
from etl.quantiles import quantile
from etl.ranks import RankInterval, rank_interval
from etl.standardised import EUROPEAN_STANDARD_2013, LEAST_EVENTS, dsr, dsr_nonindependent, isr_rate, isr_ratio
from etl.statistical_names import Comparison, Marker, Outcome, Polarity, TrendMethod, ValueType
from etl.trends import SIGNIFICANT_OVER, YEARS, Trend, trend

__all__ = [
    "CONTROL",
    "EUROPEAN_STANDARD_2013",
    "EXACT_UNDER",
    "JUDGED_FROM",
    "LEAST_EVENTS",
    "SIGNIFICANT_OVER",
    "WARNING",
    "YEARS",
    "Comparison",
    "Direction",
    "FunnelKind",
    "FunnelLabel",
    "FunnelPath",
    "Goal",
    "Interval",
    "Kind",
    "Limits",
    "Marker",
    "Outcome",
    "Polarity",
    "RankInterval",
    "StatisticsError",
    "Trend",
    "TrendMethod",
    "ValueType",
    "byar",
    "change",
    "change_outcome",
    "compare",
    "dsr",
    "dsr_nonindependent",
    "equivalence",
    "funnel_baseline",
    "funnel_label",
    "funnel_path",
    "funnel_proportion",
    "funnel_rate",
    "funnel_ratio",
    "goal_probability",
    "isr_rate",
    "isr_ratio",
    "mean",
    "proportion",
    "quantile",
    "rank_interval",
    "rate",
    "smallest_visible_change",
    "smallest_visible_ratio",
    "trend",
    "years_needed",
    "years_needed_for_ratio",
]
