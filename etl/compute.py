"""Observations and definitions to county sums and indicator values: frames in, frames out, no files, no clock.

A sum is formed over the municipalities that gave a figure and never scaled up. An indicator is formed over the
municipalities where all its parts are known, so numerator and denominator speak of the same places.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from etl.definitions import Indicator

KNOWN = ("ok", "estimated")
# When a figure is missing for several reasons at once, the first of these is told.
REASONS = (
    "not_submitted", "not_answered", "not_kept", "not_applicable", "too_few_answers", "suppressed_at_source",
    "suppressed", "not_asked",
)  # fmt: skip

_EVERYBODY = (pl.col("sex") == "total") & (pl.col("age_group") == "18+")
_KEY = ["source", "form", "area", "period", "sex", "age_group"]
_WHO = ["answered", "asked", "population_share"]
VALUE_COLUMNS = [
    "indicator", "source", "area", "period", "sex", "age_group", "value", "numerator", "denominator",
    "status", "answered", "asked", "population_share", "members", "example",
]  # fmt: skip


def county_sums(municipal: pl.DataFrame, adults: pl.DataFrame) -> pl.DataFrame:
    """The sums of the answering municipalities, one row for each county and item.

    Args:
        municipal: observations of municipalities, the whole grid of who was asked what.
        adults: columns area, county, adults (of the municipality), county_adults.
    """
    # A region's own figures, and those of a part of a county, are no part of a sum of municipalities.
    placed = municipal.join(adults, on="area", how="inner", validate="m:1")
    by = ["source", "form", "county", "period", "item", "sex", "age_group"]
    known = pl.col("value").is_not_null()
    sums = placed.group_by(by).agg(
        pl.when(known.any()).then(pl.col("value").sum()).alias("value"),
        _status_of_sum(known),
        known.sum().cast(pl.Int32).alias("answered"),
        (pl.col("status") != "not_asked").sum().cast(pl.Int32).alias("asked"),
        (pl.col("adults").filter(known).sum() / pl.col("county_adults").first()).alias("population_share"),
        pl.col("example").any(),
    )
    return sums.rename({"county": "area"})


def _status_of_sum(known: pl.Expr) -> pl.Expr:
    """ok, or estimated if any part is; where nobody gave a figure, why those who did send in gave none."""
    reason = _first_reason(pl.col("status").filter(pl.col("status") != "not_submitted"))
    return (
        pl.when((known & (pl.col("status") == "estimated")).any())
        .then(pl.lit("estimated"))
        .when(known.any())
        .then(pl.lit("ok"))
        .when((pl.col("status") == "not_asked").all())
        .then(pl.lit("not_asked"))
        .otherwise(pl.coalesce(reason, pl.lit("not_submitted")))
        .alias("status")
    )


def _first_reason(statuses: pl.Expr) -> pl.Expr:
    """The first reason among the statuses in the order of ``REASONS``; null when there is none.

    A question that was not put is told only by the caller, and only when it was not put to anyone.
    """
    told = [reason for reason in REASONS if reason != "not_asked"]
    return pl.coalesce(*[pl.when((statuses == reason).any()).then(pl.lit(reason)) for reason in told])


def indicator_values(
    municipal: pl.DataFrame,
    published: pl.DataFrame,
    definitions: Sequence[Indicator],
    adults: pl.DataFrame,
) -> pl.DataFrame:
    """Every indicator for every asked municipality, for the counties' answering ones, and from printed figures."""
    parts = _parts(municipal, definitions, adults)
    return pl.concat(
        [
            _of_municipalities(parts).select(VALUE_COLUMNS),
            _of_counties(parts, municipal, definitions, adults).select(VALUE_COLUMNS),
            _of_published(published, definitions).select(VALUE_COLUMNS),
        ]
    )


def municipal_values(municipal: pl.DataFrame, definitions: Sequence[Indicator], adults: pl.DataFrame) -> pl.DataFrame:
    """Every indicator for the municipalities alone."""
    return _of_municipalities(_parts(municipal, definitions, adults)).select(VALUE_COLUMNS)


def _definition_frame(definitions: Sequence[Indicator]) -> pl.DataFrame:
    """One row for each item of each indicator's numerator and denominator."""
    rows = [
        (d.id, d.form, d.kind, float(d.multiplier), role, item)
        for d in definitions
        for role, items in (("numerator", d.numerator), ("denominator", d.denominator))
        for item in items
    ]
    columns = ["indicator", "form", "kind", "multiplier", "role", "item"]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String) | {"multiplier": pl.Float64}, orient="row")


def _parts(municipal: pl.DataFrame, definitions: Sequence[Indicator], adults: pl.DataFrame) -> pl.DataFrame:
    """Numerator and denominator of each indicator and municipality, null where any item of theirs is unknown.

    Items that the layout of the form does not ask are left out; a part with no other items is not_asked.
    """
    by = ["indicator", "kind", "multiplier", *_KEY]
    of_role = pl.col("role")
    wide = (
        municipal.select(*_KEY, "item", "value", "status", "example")
        .join(_definition_frame(definitions), on=["form", "item"], how="inner")
        .group_by(by)
        .agg(
            *_sum_of_items(of_role == "numerator", "numerator"),
            *_sum_of_items(of_role == "denominator", "denominator"),
            ((pl.col("value") > 0) & (of_role == "numerator")).sum().cast(pl.Float64).alias("used"),
            (pl.col("status") == "estimated").any().alias("estimated"),
            _first_reason(pl.col("status")).alias("reason"),
            pl.col("example").any(),
        )
        .join(_with_regions(adults), on="area", how="left", validate="m:1")
        # The adults are both sexes and all ages: a part of them has no rate.
        .filter((pl.col("kind") != "rate") | _EVERYBODY)
    )
    # What is not asked by sex or age is no gap there.
    return _by_kind(wide).filter(pl.col("put") | _EVERYBODY)


def _with_regions(adults: pl.DataFrame) -> pl.DataFrame:
    """The municipalities and the counties, which a region answers for; a county is part of no county's sum."""
    regions = adults.select(
        pl.col("county").alias("area"),
        pl.lit(None, pl.String).alias("county"),
        pl.col("county_adults").alias("adults"),
        pl.lit(None, adults.schema["county_adults"]).alias("county_adults"),
    ).unique()
    return pl.concat([adults, regions])


def _sum_of_items(of_role: pl.Expr, name: str) -> tuple[pl.Expr, pl.Expr]:
    """The sum if every asked item is known, and whether any item was asked at all."""
    put = of_role & (pl.col("status") != "not_asked")
    complete = put.any() & pl.col("value").is_not_null().filter(put).all()
    total = pl.when(complete).then(pl.col("value").filter(put).sum()).alias(name)
    return total, put.any().alias(f"{name}_asked")


def _by_kind(wide: pl.DataFrame) -> pl.DataFrame:
    """What numerator and denominator mean differs between the kinds; from here on they mean the same."""
    kind = pl.col("kind")
    numerator = (
        pl.when(pl.col("numerator").is_null())
        .then(None)
        .when(kind == "items_used")
        .then(pl.col("used"))
        .when(kind == "share_of_areas")
        .then((pl.col("used") > 0).cast(pl.Float64))
        .otherwise(pl.col("numerator"))
    )
    denominator = (
        pl.when(kind == "rate")
        .then(pl.col("adults").cast(pl.Float64))
        .when(kind == "share_of_areas")
        .then(pl.lit(1.0))
        .when(kind == "items_used")
        .then(None)
        .otherwise(pl.col("denominator"))
    )
    two_parts = kind.is_in(["proportion", "ratio"])
    put = pl.col("numerator_asked") & (pl.col("denominator_asked") | ~two_parts)
    framed = wide.with_columns(numerator.alias("numerator"), denominator.alias("denominator"), put.alias("put"))
    complete = pl.col("numerator").is_not_null() & (pl.col("denominator").is_not_null() | (kind == "items_used"))
    return framed.with_columns(complete.alias("complete"))


def _quotient() -> pl.Expr:
    """The value itself; null where the denominator is zero, because nothing can be said per nobody."""
    return (
        pl.when(pl.col("kind") == "items_used")
        .then(pl.col("numerator"))
        .when(pl.col("denominator") > 0)
        .then(pl.col("numerator") / pl.col("denominator") * pl.col("multiplier"))
    )


def _status_of_value() -> pl.Expr:
    return (
        pl.when(pl.col("value").is_not_null() & pl.col("estimated"))
        .then(pl.lit("estimated"))
        .when(pl.col("value").is_not_null())
        .then(pl.lit("ok"))
        .when(pl.col("complete"))
        .then(pl.lit("not_applicable"))
        .when(~pl.col("put"))
        .then(pl.lit("not_asked"))
        .otherwise(pl.col("reason"))
        .alias("status")
    )


def _of_municipalities(parts: pl.DataFrame) -> pl.DataFrame:
    # A municipality is its own whole, so a yes is 1 there and not 100 per cent of one municipality.
    share = pl.col("kind") == "share_of_areas"
    value = pl.when(share).then(pl.col("numerator")).otherwise(_quotient()).alias("value")
    return (
        parts.with_columns(value)
        .with_columns(_status_of_value())
        .with_columns(
            pl.when("complete").then(pl.col("numerator")).alias("numerator"),
            pl.when("complete").then(pl.col("denominator")).alias("denominator"),
            pl.col("complete").cast(pl.Int32).alias("answered"),
            pl.col("put").cast(pl.Int32).alias("asked"),
            pl.lit(None, pl.Float64).alias("population_share"),
            pl.when("complete").then(pl.concat_list("area")).otherwise(pl.lit([], pl.List(pl.String))).alias("members"),
        )
    )


def _of_counties(
    parts: pl.DataFrame, municipal: pl.DataFrame, definitions: Sequence[Indicator], adults: pl.DataFrame
) -> pl.DataFrame:
    by = ["indicator", "kind", "multiplier", "source", "form", "county", "period", "sex", "age_group"]
    complete = pl.col("complete")
    sent = pl.col("reason").filter(pl.col("reason") != "not_submitted")
    summed = (
        parts.filter(pl.col("county").is_not_null())
        .group_by(by)
        .agg(
            pl.when(complete.any()).then(pl.col("numerator").filter(complete).sum()).alias("numerator"),
            pl.when((complete & pl.col("denominator").is_not_null()).any())
            .then(pl.col("denominator").filter(complete).sum())
            .alias("denominator"),
            (complete & pl.col("estimated")).any().alias("estimated"),
            pl.coalesce(_first_reason(sent), pl.lit("not_submitted")).alias("reason"),
            complete.any().alias("complete"),
            pl.col("put").any(),
            complete.sum().cast(pl.Int32).alias("answered"),
            pl.col("put").sum().cast(pl.Int32).alias("asked"),
            (pl.col("adults").filter(complete).sum() / pl.col("county_adults").first()).alias("population_share"),
            pl.col("area").filter(complete).sort().alias("members"),
            pl.col("example").any(),
        )
    )
    used = _distinct_items_used(parts, municipal, definitions)
    joined = summed.join(used, on=["indicator", "source", "county", "period", "sex", "age_group"], how="left")
    distinct = pl.when((pl.col("kind") == "items_used") & complete).then(pl.col("distinct").fill_null(0.0))
    return (
        joined.with_columns(pl.coalesce(distinct, pl.col("numerator")).alias("numerator"))
        .with_columns(_quotient().alias("value"))
        .with_columns(_status_of_value())
        .rename({"county": "area"})
    )


def _distinct_items_used(
    parts: pl.DataFrame, municipal: pl.DataFrame, definitions: Sequence[Indicator]
) -> pl.DataFrame:
    """How many of the listed items any member municipality has used."""
    listed = _definition_frame([d for d in definitions if d.kind == "items_used"])
    members = parts.filter("complete").select("indicator", *_KEY, "county")
    return (
        municipal.filter(pl.col("value") > 0)
        .select(*_KEY, "item")
        .join(listed.filter(pl.col("role") == "numerator").select("indicator", "form", "item"), on=["form", "item"])
        .join(members, on=["indicator", *_KEY])
        .group_by("indicator", "source", "county", "period", "sex", "age_group")
        .agg(pl.col("item").n_unique().cast(pl.Float64).alias("distinct"))
    )


def _of_published(published: pl.DataFrame, definitions: Sequence[Indicator]) -> pl.DataFrame:
    """Indicators of printed figures, only where every part is printed and rests on equally many answers.

    No rate: who answered is not told, so there is no population to divide by.
    """
    wanted = _definition_frame([d for d in definitions if d.kind != "rate"])
    expected = wanted.group_by("indicator").agg(pl.len().alias("expected"))
    of_role = pl.col("role")
    value, status = pl.col("value"), pl.col("status")
    found = (
        published.select(*_KEY, "item", "value", "status", "answered", "asked", "example")
        .filter(status.is_in(KNOWN))
        .join(wanted, on=["form", "item"], how="inner")
        .group_by("indicator", "kind", "multiplier", *_KEY)
        .agg(
            pl.len().alias("found"),
            value.filter(of_role == "numerator").sum().alias("numerator"),
            value.filter(of_role == "denominator").sum().alias("denominator"),
            ((value > 0) & (of_role == "numerator")).sum().cast(pl.Float64).alias("used"),
            (status == "estimated").any().alias("estimated"),
            pl.col("answered").n_unique().alias("bases"),
            pl.col("answered").first(),
            pl.col("asked").first(),
            pl.col("example").any(),
        )
        .join(expected, on="indicator")
        .filter((pl.col("found") == pl.col("expected")) & (pl.col("bases") == 1))
    )
    kind = pl.col("kind")
    return (
        found.with_columns(
            pl.when(kind == "items_used").then(pl.col("used")).otherwise(pl.col("numerator")).alias("numerator"),
            pl.when(kind == "share_of_areas")
            .then(pl.col("answered").cast(pl.Float64))
            .when(kind == "items_used")
            .then(None)
            .otherwise(pl.col("denominator"))
            .alias("denominator"),
            pl.lit(True).alias("complete"),
            pl.lit(True).alias("put"),
            pl.lit(None, pl.String).alias("reason"),
            pl.lit(None, pl.Float64).alias("population_share"),
            pl.lit([], pl.List(pl.String)).alias("members"),
        )
        .with_columns(_quotient().alias("value"))
        .with_columns(_status_of_value())
    )
