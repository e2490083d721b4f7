"""What a county's row holds for answers that are no counts: means are weighed together, and the rest has no row.

A mean is weighed by what it is the mean of (``Field.mean_over``), over the municipalities that gave both; a mean of
which nobody said how many it rests on is no part of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from etl.compute import KNOWN
from etl.forms.description import Form

_BY = ["source", "form", "county", "period", "sex", "age_group"]


def summable(municipal: pl.DataFrame, forms: Sequence[Form]) -> pl.DataFrame:
    """The observations that can be added: counts, and yes as one."""
    others = pl.DataFrame(
        [(form.id, each.item_id) for form in forms for each in form.items() if each.kind not in ("count", "tick")],
        schema={"form": pl.String, "item": pl.String},
        orient="row",
    )
    return municipal.join(others.unique(), on=["form", "item"], how="anti", maintain_order="left")


def county_means(municipal: pl.DataFrame, adults: pl.DataFrame, forms: Sequence[Form]) -> pl.DataFrame:
    """The weighed means of the answering municipalities, in the columns of ``compute.county_sums``.

    Args:
        municipal: observations, the whole grid of who was asked what.
        adults: columns area, county, adults (of the municipality), county_adults.
        forms: whose fields say which mean is over what.
    """
    over = pl.DataFrame(
        [(form.id, each.item_id, each.mean_over) for form in forms for each in form.items() if each.mean_over],
        schema={"form": pl.String, "item": pl.String, "over": pl.String},
        orient="row",
    )
    placed = municipal.join(adults, on="area", how="inner", validate="m:1")
    weights = placed.filter(pl.col("status").is_in(KNOWN)).select(
        *_BY, "area", pl.col("item").alias("over"), pl.col("value").alias("weight")
    )
    framed = placed.join(over, on=["form", "item"]).join(weights, on=[*_BY, "area", "over"], how="left")
    known = pl.col("value").is_not_null() & (pl.col("weight") > 0).fill_null(False)
    weight = pl.col("weight").filter(known)
    return (
        framed.group_by([*_BY, "item"])
        .agg(
            ((pl.col("value").filter(known) * weight).sum() / weight.sum()).fill_nan(None).alias("value"),
            (known & (pl.col("status") == "estimated")).any().alias("estimated"),
            known.sum().cast(pl.Int32).alias("answered"),
            (pl.col("status") != "not_asked").sum().cast(pl.Int32).alias("asked"),
            (pl.col("adults").filter(known).sum() / pl.col("county_adults").first()).alias("population_share"),
            pl.col("example").any(),
        )
        .filter(pl.col("value").is_not_null())
        .with_columns(pl.when("estimated").then(pl.lit("estimated")).otherwise(pl.lit("ok")).alias("status"))
        .rename({"county": "area"})
        .drop("estimated")
    )
