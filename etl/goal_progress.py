"""Where each area stands against a goal that somebody has set, and how sure that is: the table ``goal_progress``."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from etl.definitions import Indicator
from etl.over_time import of_our_forms
from etl.periods import parse_period
from etl.snapshot import empty_frame
from etl.statistics import goal_probability
from etl.targets import Target
from etl.verdict_rules import LEAST_MEMBERS
from etl.verdicts import against_benchmark

# So sure that the goal is reached, or that it is not.
REACHED, NOT_REACHED = 0.975, 0.025


def progress(values: pl.DataFrame, definitions: Sequence[Indicator]) -> pl.DataFrame:
    """Every municipality and county against the goals of the indicators that have one and can be held against chance.

    A goal for events per inhabitant is for as many months as its own period: ten months are not held against a year.

    Args:
        values: the table ``indicator_value``; rows of printed sources are left aside.
        definitions: every indicator, without goals that do not hold here.

    Returns:
        The table ``goal_progress``.
    """
    aimed = [each for each in definitions if each.has_interval and each.target]
    with_goal = values.filter(pl.col("indicator").is_in([each.id for each in aimed]), pl.col("asked") > 0)
    asked = of_our_forms(with_goal, definitions)
    frames = [
        _against(
            _in_periods_of(_where_it_holds(asked.filter(indicator=each.id), each, target), each, target), each, target
        )
        for each in aimed
        for target in each.target
    ]
    return pl.concat([empty_frame("goal_progress"), *frames])


def _where_it_holds(rows: pl.DataFrame, definition: Indicator, target: Target) -> pl.DataFrame:
    """A county's own goal holds in it and its municipalities, that of all in the others."""
    county = pl.col("area").str.slice(0, 2)
    if target.county is not None:
        return rows.filter(county == target.county)
    return rows.filter(~county.is_in([each.county for each in definition.target if each.county is not None]))


def _in_periods_of(rows: pl.DataFrame, definition: Indicator, target: Target) -> pl.DataFrame:
    if definition.kind != "rate":
        return rows
    months = parse_period(target.by).months
    return rows.filter(pl.col("period").is_in([p for p in rows["period"].unique() if parse_period(p).months == months]))


def _against(rows: pl.DataFrame, definition: Indicator, target: Target) -> pl.DataFrame:
    numerator, denominator = (rows[name].cast(pl.Float64).to_numpy() for name in ("numerator", "denominator"))
    judged = against_benchmark(
        definition.uncertainty, numerator, denominator, definition.multiplier, target.value, None,
        definition.lower_is_better, per_population=definition.kind == "rate",
        refused=np.array(_not_formed(rows).to_list(), dtype=object),
    )  # fmt: skip
    # Few expected events forbid any judgement, and a probability is one.
    judgeable = (judged.verdict != "not_compared") & (judged.reason != "few_expected")
    probability = np.full(rows.height, np.nan)
    probability[judgeable] = goal_probability(
        numerator[judgeable],
        denominator[judgeable],
        target.value,
        at="at_most" if definition.lower_is_better else "at_least",
        kind="proportion" if definition.uncertainty == "wilson" else "rate",
        multiplier=definition.multiplier,
    )
    reached, not_reached = probability >= REACHED, probability <= NOT_REACHED
    verdict = np.select(
        [judged.verdict == "not_compared", reached, not_reached], ["not_compared", "better", "worse"], "cannot_tell"
    )
    reason = np.select([~judgeable, reached | not_reached], [judged.reason, ""], "within_chance")
    years = np.where(verdict == "cannot_tell", judged.years_needed, np.nan)
    told = rows.with_columns(
        pl.lit(target.value).alias("target"),
        pl.Series("probability", probability).fill_nan(None),
        pl.Series("verdict", verdict, pl.String),
        pl.Series("reason", reason, pl.String).replace("", None),
        pl.Series("smallest_visible", judged.smallest_visible).fill_nan(None),
        pl.Series("years_needed", years).fill_nan(None),
    )
    return told.select(pl.col(name).cast(dtype) for name, dtype in empty_frame("goal_progress").schema.items())


def _not_formed(rows: pl.DataFrame) -> pl.Series:
    """Why a county has counts but no value."""
    reason = (
        pl.when(pl.col("members").list.len() < LEAST_MEMBERS)
        .then(pl.lit("too_few_areas"))
        .otherwise(pl.lit("low_coverage"))
    )
    return rows.select(pl.when(pl.col("gate") == "counts_only").then(reason)).to_series()
