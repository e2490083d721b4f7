"""The parts of a county's change: what happened, who came and went, and what was asked in another way.

whole_change = real_change + membership_change + definition_change. V is the value over those who answered both times,
U the same with only the items of the numerator that no break has touched; U's change is real, V's beyond that is
definition, and what is left of the whole is membership. Where a break leaves nothing of the numerator, or is in the
denominator, nothing is subtracted at all: before and after are two facts.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from etl.change_verdicts import value_of
from etl.definitions import Indicator

_KEY = ["indicator", "source", "area", "period", "sex", "age_group"]


def with_items(rows: pl.DataFrame, municipal: pl.DataFrame, definitions: Sequence[Indicator]) -> pl.DataFrame:
    """The counties' rows with what only the single items tell.

    Args:
        rows: as ``series_breaks.breaks_between`` gives them, with the columns numerator1 and numerator2 (1 then,
            2 now) and kind; municipalities have NULL in the column municipalities and are left as they are.
        municipal: observations of municipalities.
        definitions: every indicator.

    Returns:
        The same rows. The numerators of items_used are how many different items the members used together;
        ``unbroken1`` and ``unbroken2`` are the numerators without the broken items, NULL where none is left;
        ``all_broken`` tells that no item, or nothing to divide by, is left to reckon with.
    """
    of_county, methods = pl.col("municipalities").is_not_null(), pl.col("kind") == "items_used"
    broken = pl.col("breaks").list.len() > 0
    nothing = pl.lit([], pl.List(pl.String)).alias("broken_items")
    every_item = _numerators(rows.filter(of_county & methods).with_columns(nothing), municipal, definitions)
    unbroken = _numerators(rows.filter(of_county & broken & ~pl.col("beyond_repair")), municipal, definitions)
    both = rows.join(every_item, on=_KEY, how="left").join(unbroken, on=_KEY, how="left", suffix="_unbroken")
    return (
        both.with_columns(
            pl.coalesce(f"counted{when}", f"numerator{when}").alias(f"numerator{when}") for when in (1, 2)
        )
        .with_columns(
            pl.when(~broken)
            .then(pl.col(f"numerator{when}"))
            .otherwise(pl.col(f"counted{when}_unbroken"))
            .alias(f"unbroken{when}")
            for when in (1, 2)
        )
        .with_columns((pl.col("beyond_repair") | _every_item_broken(definitions)).alias("all_broken"))
    )


def _every_item_broken(definitions: Sequence[Indicator]) -> pl.Expr:
    items = {d.id: len(set(d.numerator)) for d in definitions}
    left = pl.col("indicator").replace_strict(items, return_dtype=pl.Int64) - pl.col("broken_items").list.len()
    return left <= 0


def _numerators(rows: pl.DataFrame, municipal: pl.DataFrame, definitions: Sequence[Indicator]) -> pl.DataFrame:
    """The numerators over the members, without the broken items: ``counted1`` and ``counted2``."""
    items = pl.DataFrame(
        [(d.id, item) for d in definitions for item in d.numerator], schema=["indicator", "item"], orient="row"
    )
    answers = municipal.filter(pl.col("value").is_not_null()).select(
        "source", pl.col("area").alias("member"), "period", "item", "sex", "age_group", "value"
    )
    asked = (
        rows.select(*_KEY, "earlier", "kind", "members", "broken_items")
        .join(items, on="indicator")
        .filter(~pl.col("item").is_in(pl.col("broken_items")))
        .explode("members")
        .rename({"members": "member"})
    )
    found = rows.select(_KEY)
    for when, period in ((1, "earlier"), (2, "period")):
        by = ["source", "member", period, "item", "sex", "age_group"]
        answered = asked.join(answers.rename({"period": period}), on=by)
        used = pl.col("item").filter(pl.col("value") > 0).n_unique().cast(pl.Float64)
        counted = answered.group_by(_KEY).agg(
            pl.when(pl.col("kind").first() == "items_used")
            .then(used)
            .otherwise(pl.col("value").sum())
            .alias(f"counted{when}")
        )
        found = found.join(counted, on=_KEY, how="left")
    return found


def with_parts(rows: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """The counties' rows with the whole change and its three parts.

    Args:
        rows: as ``change_verdicts.judged`` gives them.
        values: the table ``indicator_value``; the whole change is between its values.
    """
    told = values.select(*_KEY, "value")
    key = ["earlier" if name == "period" else name for name in _KEY]
    then = told.rename({"period": "earlier", "value": "value1"})
    both = rows.join(told.rename({"value": "value2"}), on=_KEY, how="left").join(then, on=key, how="left")
    # No arithmetic crosses a break that leaves nothing to reckon with.
    spanned = pl.col("municipalities").is_not_null() & ~pl.col("all_broken")
    unbroken = [value_of(pl.col(f"unbroken{when}"), pl.col(f"denominator{when}")) for when in (1, 2)]
    formed, stayed = pl.col("before").is_not_null(), pl.col("after") - pl.col("before")
    parts = both.with_columns(
        pl.when(spanned).then(pl.col("value2") - pl.col("value1")).alias("whole_change"),
        pl.when(spanned & formed).then(unbroken[1] - unbroken[0]).alias("real_change"),
    )
    return parts.with_columns(
        (pl.col("whole_change") - stayed).alias("membership_change"),
        (stayed - pl.col("real_change")).alias("definition_change"),
    )
