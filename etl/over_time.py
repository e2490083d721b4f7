"""Then and now: every figure beside the one before it, over the areas that answered both times; the table ``change``.

No arithmetic crosses a break, and a county is only set beside itself: what it gained or lost of members is told apart
from what happened in those who stayed.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from etl.change_parts import with_items, with_parts
from etl.change_verdicts import judged
from etl.comparable_periods import earlier_periods
from etl.definitions import Indicator
from etl.forms.catalogue import all_forms
from etl.series_breaks import breaks_between
from etl.snapshot import empty_frame

GROUP = ["indicator", "source", "county", "sex", "age_group"]
KEY = ["indicator", "source", "area", "period", "sex", "age_group"]
_SPAN = [*KEY, "earlier"]
_PARTS = ("numerator", "denominator")


def changes(
    values: pl.DataFrame,
    municipal: pl.DataFrame,
    definitions: Sequence[Indicator],
    adults: pl.DataFrame,
    breaks: pl.DataFrame,
) -> pl.DataFrame:
    """Everybody who was asked, and every county, beside the nearest earlier comparable period.

    Args:
        values: the table ``indicator_value``; rows of printed sources are left aside.
        municipal: observations of municipalities, the whole grid of who was asked what.
        definitions: every indicator.
        adults: columns area, county, adults (of the municipality), county_adults.
        breaks: the table ``comparability_break``.

    Returns:
        The table ``change``.
    """
    both = _side_by_side(figures_of_municipalities(values, definitions, adults))
    alone = _side_by_side(_figures_of_others(values, definitions))
    spans = pl.concat([_of_each(both), _of_counties(both, adults), _of_each(alone)], how="diagonal")
    broken = breaks_between(spans.join(about(definitions), on="indicator"), breaks, definitions, _SPAN)
    counted = with_items(broken, municipal, definitions)
    told = with_parts(judged(counted), values)
    in_table = {f"{side}_{part}": f"{part}{when}" for when, side in ((1, "before"), (2, "after")) for part in _PARTS}
    named = told.with_columns(pl.col(ours).alias(name) for name, ours in in_table.items())
    return named.select(pl.col(name).cast(dtype) for name, dtype in empty_frame("change").schema.items())


def about(definitions: Sequence[Indicator]) -> pl.DataFrame:
    """What is needed of each definition to reckon with its figures."""
    rows = [(d.id, d.kind, d.uncertainty, float(d.multiplier), d.margin, d.lower_is_better) for d in definitions]
    schema = {
        "indicator": pl.String, "kind": pl.String, "uncertainty": pl.String, "multiplier": pl.Float64,
        "margin": pl.Float64, "lower_is_better": pl.Boolean,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def of_our_forms(values: pl.DataFrame, definitions: Sequence[Indicator]) -> pl.DataFrame:
    """The values that rest on answers to our forms, and not on what a report has printed."""
    forms = pl.DataFrame([(d.id, d.form) for d in definitions], schema=["indicator", "source"], orient="row")
    return values.join(forms, on=["indicator", "source"], how="semi")


def figures_of_municipalities(
    values: pl.DataFrame, definitions: Sequence[Indicator], adults: pl.DataFrame
) -> pl.DataFrame:
    """What the municipalities that were asked answered, with the county and the adults of each."""
    asked = of_our_forms(values, definitions).filter(pl.col("asked") > 0).join(adults, on="area")
    known, estimated = pl.col("answered") > 0, pl.col("status") == "estimated"
    return asked.select(
        *KEY, "county", "adults", "county_adults", "numerator", "denominator",
        known.alias("known"), estimated.alias("estimated"),
    )  # fmt: skip


def _figures_of_others(values: pl.DataFrame, definitions: Sequence[Indicator]) -> pl.DataFrame:
    """What regions and parts of counties answered to forms of theirs: each speaks for itself, no sum of others."""
    theirs = [form.id for form in all_forms() if "municipality" not in form.levels]
    asked = of_our_forms(values, definitions).filter(pl.col("asked") > 0, pl.col("source").is_in(theirs))
    return asked.select(
        *KEY, pl.col("area").alias("county"), "numerator", "denominator",
        (pl.col("answered") > 0).alias("known"), (pl.col("status") == "estimated").alias("estimated"),
    )  # fmt: skip


def _side_by_side(own: pl.DataFrame) -> pl.DataFrame:
    """Each municipality's figure with its own of the nearest comparable period when somebody in the county was asked.

    The later figure's columns end in 2, the earlier one's in 1; null where the municipality was not asked then.
    """
    told = ["numerator", "denominator", "known", "estimated"]
    asked = own.select(*GROUP, "period").unique()
    nearest = (
        asked.join(earlier_periods(own["period"].unique()), on="period")
        .join(asked, left_on=[*GROUP, "earlier"], right_on=[*GROUP, "period"], how="semi")
        .sort("earlier_starts")
        .group_by(*GROUP, "period")
        .last()
    )
    then = own.select(KEY + told).rename({"period": "earlier", **{name: f"{name}1" for name in told}})
    key = ["earlier" if name == "period" else name for name in KEY]
    return (
        own.rename({name: f"{name}2" for name in told})
        .join(nearest, on=[*GROUP, "period"])
        .join(then, on=key, how="left")
        .with_columns(pl.col("known1", "estimated1").fill_null(False))
        .with_columns((pl.col("known1") & pl.col("known2")).alias("matched"))
    )


def _of_each(both: pl.DataFrame) -> pl.DataFrame:
    """Each as it stands, also where only one of the two figures is there."""
    members = pl.when("matched").then(pl.concat_list("area")).otherwise(pl.lit([], pl.List(pl.String)))
    return both.select(
        *_SPAN, "county", "earlier_starts", "starts",
        "numerator1", "denominator1", "numerator2", "denominator2",
        members.alias("members"), (pl.col("estimated1") | pl.col("estimated2")).alias("estimated"),
    )  # fmt: skip


def _of_counties(both: pl.DataFrame, adults: pl.DataFrame) -> pl.DataFrame:
    """The sums over those who answered both times."""
    matched = pl.col("matched")
    sums = [
        # A kind without denominator has none in the sum either.
        pl.when((matched & pl.col(name).is_not_null()).any()).then(pl.col(name).filter(matched).sum()).alias(name)
        for name in ("numerator1", "denominator1", "numerator2", "denominator2")
    ]
    municipalities = adults.group_by("county").agg(pl.len().alias("municipalities"))
    return (
        both.group_by([*GROUP, "period", "earlier", "starts", "earlier_starts"])
        .agg(
            *sums,
            pl.col("area").filter(matched).sort().alias("members"),
            (pl.col("adults").filter(matched).sum() / pl.col("county_adults").first()).alias("population_share"),
            ((pl.col("estimated1") | pl.col("estimated2")) & matched).any().alias("estimated"),
        )
        .join(municipalities, on="county")
        .with_columns(pl.col("county").alias("area"))
    )
