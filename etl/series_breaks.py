"""Which breaks lie between two periods of an indicator and an area, and which of its items they leave whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from etl.definitions import Indicator
from etl.periods import parse_period

_TOUCH = {
    "indicator": pl.String, "id": pl.String, "of_area": pl.String, "from": pl.Date,
    "item": pl.String, "beyond_repair": pl.Boolean,
}  # fmt: skip
_NO_TEXTS = pl.lit([], pl.List(pl.String))


def breaks_between(
    spans: pl.DataFrame, breaks: pl.DataFrame, definitions: Sequence[Indicator], by: Sequence[str]
) -> pl.DataFrame:
    """The spans with what is broken inside them.

    Args:
        spans: ``by`` tells the rows apart; with the columns indicator, area, county, members, earlier_starts and
            starts (of the periods that are set beside each other).
        breaks: the table ``comparability_break``. One that names an area holds for it, for every area of that
            county, and for what has it among its members.

    Returns:
        The same rows with ``breaks`` (ids), ``broken_items`` (of the numerator) and ``beyond_repair``: the break is in
        the denominator, in the indicator as such or in the area, so no item's figures can be set side by side.
    """
    crossed = spans.select(*by, "county", "members", "earlier_starts", "starts").join(
        _touching(breaks.iter_rows(named=True), definitions), on="indicator"
    )
    of_area = pl.col("of_area")
    touched = crossed.filter(
        (pl.col("earlier_starts") < pl.col("from")) & (pl.col("from") <= pl.col("starts")),
        of_area.is_null() | (of_area == pl.col("area")) | (of_area == pl.col("county")) | _among_members(),
    )
    found = touched.group_by(by).agg(
        pl.col("id").unique().sort().alias("breaks"),
        pl.col("item").drop_nulls().unique().sort().alias("broken_items"),
        pl.col("beyond_repair").any(),
    )
    return spans.join(found, on=by, how="left").with_columns(
        pl.coalesce("breaks", _NO_TEXTS),
        pl.coalesce("broken_items", _NO_TEXTS),
        pl.col("beyond_repair").fill_null(False),
    )


def _among_members() -> pl.Expr:
    return pl.col("members").list.contains(pl.col("of_area")).fill_null(False)


def _touching(breaks: Iterable[dict[str, str | None]], definitions: Sequence[Indicator]) -> pl.DataFrame:
    """One row for each indicator that a break touches, with the item of its numerator if that is all."""
    rows = []
    for each in breaks:
        start = parse_period(str(each["from_period"])).start
        for definition in definitions:
            in_numerator = each["item"] in definition.numerator
            everything = each["item"] is None and each["indicator"] in (None, definition.id)
            below = each["item"] in definition.denominator
            if each["form"] == definition.form and (in_numerator or below or everything):
                item = each["item"] if in_numerator else None
                rows.append((definition.id, each["id"], each["area"], start, item, below or everything))
    return pl.DataFrame(rows, schema=_TOUCH, orient="row")
