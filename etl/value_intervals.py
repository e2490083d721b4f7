"""What may be said of every indicator value: its limits, how certain it is, whom it speaks for, its possible places.

A county's value over too few answers is not formed: the counts stay, the value goes. Everything here is reckoned on
whole columns.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from etl.definitions import Indicator
from etl.ranks import rank_intervals
from etl.statistics import proportion, rate
from etl.verdict_rules import UNCERTAIN_EVENTS, UNCERTAIN_UNDER, gates, in_words

LEAST_RANKED = 3

LEVELS = {"": 0.95, "_998": 0.998}
COLUMNS = [
    "lower", "upper", "lower_998", "upper_998", "certainty", "gate", "at_most", "rank_low", "rank_high", "ranked",
]  # fmt: skip
_RANK_GROUP = ["indicator", "source", "county", "period", "sex", "age_group"]


def with_intervals(values: pl.DataFrame, definitions: Sequence[Indicator], adults: pl.DataFrame) -> pl.DataFrame:
    """The values of ``compute.indicator_values`` with the columns of ``COLUMNS``.

    Args:
        values: every municipality's, county's and printed value.
        definitions: the indicators they are of.
        adults: columns area, county, adults, county_adults; one row for each municipality.
    """
    rules = pl.DataFrame(
        [(d.id, d.kind, d.uncertainty, float(d.multiplier)) for d in definitions],
        schema={"indicator": pl.String, "kind": pl.String, "uncertainty": pl.String, "multiplier": pl.Float64},
        orient="row",
    )
    whole = adults.group_by(pl.col("county").alias("area")).agg(pl.len().alias("whole"))
    framed = (
        values.join(rules, on="indicator", how="left", maintain_order="left")
        .join(whole, on="area", how="left", maintain_order="left")
        .join(adults.select("area", "county"), on="area", how="left", maintain_order="left")
    )
    limited = _with_certainty(_with_limits(_gated(framed))).with_columns(_at_most())
    return _with_ranks(limited).select(*values.columns, *COLUMNS)


def _gated(framed: pl.DataFrame) -> pl.DataFrame:
    """The gate of what is made of others, and no value where only counts are told."""
    said = gates(*framed.select("population_share", "answered", "whole").to_numpy().T)
    gate = pl.when(pl.col("population_share").is_not_null()).then(pl.Series("said", said.astype(str)))
    too_few = (pl.col("gate") == "counts_only").fill_null(False) & pl.col("value").is_not_null()
    return framed.with_columns(gate.alias("gate")).with_columns(
        pl.when(~too_few).then(pl.col("value")).alias("value"),
        pl.when(too_few).then(pl.lit("too_few_answers")).otherwise(pl.col("status")).alias("status"),
    )


def _with_limits(framed: pl.DataFrame) -> pl.DataFrame:
    numerator, denominator, multiplier = (
        framed[name].to_numpy() for name in ("numerator", "denominator", "multiplier")
    )
    there = framed["value"].is_not_null().to_numpy() & (denominator > 0)
    uncertainty = framed["uncertainty"]
    shares = there & (uncertainty == "wilson").to_numpy() & (numerator <= denominator)
    events = there & (uncertainty == "poisson").to_numpy()
    columns = []
    for suffix, confidence in LEVELS.items():
        limits = {side: np.full(framed.height, np.nan) for side in ("lower", "upper")}
        for reckon, rows in ((proportion, shares), (rate, events)):
            found = reckon(numerator[rows], denominator[rows], confidence, 1)
            for side, column in limits.items():
                column[rows] = getattr(found, side) * multiplier[rows]
        columns += [pl.Series(f"{side}{suffix}", column).fill_nan(None) for side, column in limits.items()]
    return framed.with_columns(columns)


def _with_certainty(framed: pl.DataFrame) -> pl.DataFrame:
    per_inhabitant = framed["kind"] == "rate"
    told = pl.Series("told", in_words(per_inhabitant.to_numpy(), framed["denominator"].to_numpy()))
    few_persons = ~per_inhabitant & (framed["denominator"] < UNCERTAIN_UNDER)
    return framed.with_columns(
        pl.when(pl.col("upper").is_null())
        .then(None)
        .when(told)
        .then(pl.lit("in_words"))
        .when((pl.col("numerator") < UNCERTAIN_EVENTS) | few_persons)
        .then(pl.lit("uncertain"))
        .otherwise(pl.lit("firm"))
        .alias("certainty")
    )


def _at_most() -> pl.Expr:
    """How many areas it can be at most, if every silent one would have said yes; nothing is said of one area alone."""
    several = (pl.col("kind") == "share_of_areas") & pl.col("county").is_null()
    return pl.when(several).then(pl.col("numerator") + pl.col("asked") - pl.col("answered")).alias("at_most")


def _with_ranks(framed: pl.DataFrame) -> pl.DataFrame:
    """The tests behind the places count persons; an estimate that is no whole number leaves nobody with a place.

    A place compares: where too few have answered for a comparison there is none either.
    """
    too_few = framed.lazy().filter(gate="counts_only").with_columns(pl.col("area").alias("county"))
    ranked = pl.col("county").is_not_null() & pl.col("certainty").is_in(["firm", "uncertain"])
    counted = pl.col("numerator"), pl.when(pl.col("uncertainty") == "wilson").then("denominator")
    groups = (
        framed.lazy()
        .with_row_index("row")
        .filter(ranked)
        .join(too_few, on=_RANK_GROUP, how="anti")
        .with_columns(pl.all_horizontal((count.fill_null(0) % 1 == 0) for count in counted).alias("whole"))
        .group_by([*_RANK_GROUP, "uncertainty"])
        .agg("row", "numerator", "denominator", pl.col("whole").all())
        .filter("whole", pl.col("row").list.len() >= LEAST_RANKED)
        .select("uncertainty", "row", "numerator", "denominator")
        .with_row_index("group")
        .explode("row", "numerator", "denominator")
        .collect()
    )
    places = {name: np.full(framed.height, np.nan) for name in ("rank_low", "rank_high", "ranked")}
    for uncertainty, kind in (("wilson", "proportion"), ("poisson", "rate")):
        of_kind = groups.filter(uncertainty=uncertainty)
        figures = (of_kind[name].to_numpy() for name in ("numerator", "denominator", "group"))
        for column, found in zip(places.values(), rank_intervals(*figures, kind=kind), strict=True):
            column[of_kind["row"].to_numpy()] = found
    columns = [pl.Series(name, column).fill_nan(None).cast(pl.Int32) for name, column in places.items()]
    return framed.with_columns(columns)
