"""What may be said of a change: its size with an interval, a verdict, and what it would take to see more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from etl.numeric_input import FloatArray
from etl.statistics import Interval, change, proportion, rate
from etl.verdict_rules import (
    LEAST_EXPECTED,
    LEAST_EXPECTED_WITHOUT,
    LEAST_MEMBERS,
    LEAST_PERSONS,
    MOST_YEARS,
    ROUNDING,
    WITH_INTERVAL,
    Words,
    gates,
    in_words,
)
from etl.verdicts import outcome
from etl.visible_change import periods_for_rate, periods_for_share, visible_change_of_rate, visible_change_of_share

_COUNTS = ["numerator1", "denominator1", "numerator2", "denominator2"]
# What only a comparison can fill.
_SIZES = [
    "difference_lower", "difference_upper", "ratio", "ratio_lower", "ratio_upper",
    "expected", "smallest_visible", "years_needed",
]  # fmt: skip
_LIMITS = ["before_lower", "before_upper", "after_lower", "after_upper"]

Columns = dict[str, FloatArray]


@dataclass(frozen=True)
class _Pairs:
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


def judged(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with values, intervals, gate and verdict.

    Args:
        rows: numerator1, denominator1, numerator2, denominator2 (1 then, 2 now), members, population_share and
            municipalities (of the county; both NULL for a municipality), breaks, and what ``over_time.about`` tells.

    Returns:
        The same rows with the columns of the table ``change`` that are about size and judgement.
    """
    framed = _with_values(_with_gate(rows))
    why_not = _why_not_compared(framed)
    columns = {name: np.full(rows.height, np.nan) for name in (*_SIZES, *_LIMITS)}
    said = np.full(rows.height, "not_compared", dtype=object)
    for uncertainty, limits, compared in (("wilson", proportion, _shares), ("poisson", rate, _rates)):
        chosen = (framed["uncertainty"] == uncertainty).to_numpy()
        for side, when in (("before", 1), ("after", 2)):
            there = np.flatnonzero(chosen & framed[f"{side}_has_limits"].to_numpy())
            _fill(columns, there, _limits_of(framed[there], limits, side, when))
        open_ = np.flatnonzero(chosen & (why_not == ""))
        verdict, found = compared(_pairs(framed[open_]))
        said[open_] = verdict
        _fill(columns, open_, found)
    undecided = (said == "few_expected") | (said == "cannot_tell")
    columns["years_needed"] = np.where(undecided, columns["years_needed"], np.nan)
    reason = np.select([why_not != "", said == "few_expected", undecided], [why_not, said, "within_chance"], "")
    return framed.with_columns(
        pl.Series("verdict", np.where(undecided, "cannot_tell", said), pl.String),
        pl.Series("reason", reason, pl.String).replace("", None),
        *(pl.Series(name, numbers).fill_nan(None) for name, numbers in columns.items()),
    )


def _with_gate(rows: pl.DataFrame) -> pl.DataFrame:
    """How far the members speak for their county; NULL for a municipality, which speaks for itself."""
    members, whole = pl.col("members").list.len().cast(pl.Float64), pl.col("municipalities").cast(pl.Float64)
    counted = rows.select("population_share", members, whole)
    told = gates(*(column.to_numpy() for column in counted))
    return rows.with_columns(
        pl.when(whole.is_not_null()).then(pl.Series(told, dtype=pl.String)).alias("gate"),
        pl.when(whole.is_not_null())
        .then(members < pl.min_horizontal(whole, pl.lit(float(LEAST_MEMBERS))))
        .otherwise(pl.lit(False))
        .alias("too_few"),
    )


def _with_values(rows: pl.DataFrame) -> pl.DataFrame:
    """Before and after, and the difference. Too few to speak for their county have counts but no value."""
    formed = (pl.col("gate") != "counts_only").fill_null(True)
    broken = pl.col("breaks").list.len() > 0
    valued = rows.with_columns(
        *(
            value_of(pl.col(f"numerator{when}"), pl.col(f"denominator{when}")).alias(f"quotient{when}")
            for when in (1, 2)
        )
    ).with_columns(
        pl.when(formed).then(pl.col("quotient1")).alias("before"),
        pl.when(formed).then(pl.col("quotient2")).alias("after"),
    )
    of_chance = pl.col("uncertainty").is_in(WITH_INTERVAL)
    return valued.with_columns(
        pl.when(~broken).then(pl.col("after") - pl.col("before")).alias("difference"),
        *(
            (of_chance & pl.col(side).is_not_null() & ~_over_the_whole(when)).alias(f"{side}_has_limits")
            for side, when in (("before", 1), ("after", 2))
        ),
    )


def value_of(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    """The value as ``compute`` forms it: a count as it is, one municipality's yes as 1, otherwise a quotient."""
    kind = pl.col("kind")
    as_it_is = (kind == "items_used") | ((kind == "share_of_areas") & pl.col("municipalities").is_null())
    quotient = pl.when(denominator > 0).then(numerator / denominator * pl.col("multiplier"))
    return pl.when(as_it_is).then(numerator).otherwise(quotient)


def _over_the_whole(when: int) -> pl.Expr:
    """A share of more than all: something is wrong in what was counted, and chance has no part in it."""
    over = pl.col(f"numerator{when}") > pl.col(f"denominator{when}")
    return ((pl.col("uncertainty") == "wilson") & over).fill_null(False)


def _why_not_compared(framed: pl.DataFrame) -> Words:
    """The first reason that holds, in the order in which they are told; empty where there is none."""
    no_interval = ~pl.col("uncertainty").is_in(WITH_INTERVAL) | _over_the_whole(1) | _over_the_whole(2)
    smaller = framed.select(pl.min_horizontal("denominator1", "denominator2").cast(pl.Float64)).to_series().to_numpy()
    few_persons = in_words((framed["kind"] == "rate").to_numpy(), smaller)
    reason = (
        pl.when(no_interval)
        .then(pl.lit("no_interval"))
        .when(pl.col("quotient1").is_null() | pl.col("quotient2").is_null())
        .then(pl.lit("no_value"))
        .when(pl.Series(few_persons, dtype=pl.Boolean))
        .then(pl.lit("in_words"))
        .when("too_few")
        .then(pl.lit("too_few_areas"))
        .when((pl.col("gate") == "counts_only").fill_null(False))
        .then(pl.lit("low_coverage"))
        .when(pl.col("breaks").list.len() > 0)
        .then(pl.lit("break"))
        .otherwise(pl.lit(""))
    )
    return framed.select(reason).to_series().to_numpy().astype(object)


def _fill(columns: Columns, place: NDArray[np.intp], found: Columns) -> None:
    """What is infinite (the ratio to nothing) cannot be told as a number, and is left out."""
    for name, numbers in found.items():
        columns[name][place] = np.where(np.isfinite(numbers), numbers, np.nan)


def _limits_of(rows: pl.DataFrame, limits: Callable[..., Interval], side: str, when: int) -> Columns:
    counts = [rows[f"{part}{when}"].to_numpy() for part in ("numerator", "denominator")]
    found = limits(*counts, multiplier=1)
    scale = rows["multiplier"].to_numpy()
    return {f"{side}_lower": found.lower * scale, f"{side}_upper": found.upper * scale}


def _pairs(rows: pl.DataFrame) -> _Pairs:
    names = (*_COUNTS, "multiplier", "margin", "lower_is_better")
    return _Pairs(*(rows[name].cast(pl.Float64).to_numpy() for name in names))


def _shares(pairs: _Pairs) -> tuple[Words, Columns]:
    """By the difference, with Newcombe's limits."""
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


def _rates(pairs: _Pairs) -> tuple[Words, Columns]:
    """By the ratio, given the events of both; the difference tells whether it matters in practice."""
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


def _difference_of_rates(pairs: _Pairs) -> tuple[FloatArray, FloatArray]:
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
