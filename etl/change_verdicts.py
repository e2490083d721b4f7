"""What may be said of a change: before and after, how far it speaks for a county, its size, its verdict, its reason."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from etl.outcomes import in_verdicts
from etl.statistics import Interval, proportion, rate
from etl.two_samples import Columns, Pairs, compare_rates, compare_shares
from etl.verdict_rules import LEAST_MEMBERS, WITH_INTERVAL, Words, gates, in_words

_COUNTS = ["numerator1", "denominator1", "numerator2", "denominator2"]
# What only a comparison can fill.
_SIZES = [
    "difference_lower", "difference_upper", "ratio", "ratio_lower", "ratio_upper",
    "expected", "smallest_visible", "years_needed",
]  # fmt: skip
_LIMITS = ["before_lower", "before_upper", "after_lower", "after_upper"]


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
    for uncertainty, limits, compared in (("wilson", proportion, compare_shares), ("poisson", rate, compare_rates)):
        chosen = (framed["uncertainty"] == uncertainty).to_numpy()
        for side, when in (("before", 1), ("after", 2)):
            there = np.flatnonzero(chosen & framed[f"{side}_has_limits"].to_numpy())
            _fill(columns, there, _limits_of(framed[there], limits, side, when))
        open_ = np.flatnonzero(chosen & (why_not == ""))
        found = compared(_pairs(framed[open_]))
        said[open_] = np.where(found.few, "few_expected", in_verdicts(found.said))
        _fill(columns, open_, found.columns)
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


def _pairs(rows: pl.DataFrame) -> Pairs:
    names = (*_COUNTS, "multiplier", "margin", "lower_is_better")
    return Pairs(*(rows[name].cast(pl.Float64).to_numpy() for name in names))
