"""Which way the last five years have gone, where five unbroken years and enough events let it be said: table ``trend``.

A county's trend is that of the municipalities that answered in all five years.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from etl.comparable_periods import YEARS_OF_A_TREND, earlier_periods, yearly_runs
from etl.definitions import Indicator
from etl.numeric_input import FloatArray
from etl.over_time import GROUP, KEY, about, figures_of_municipalities, of_our_forms
from etl.series_breaks import breaks_between
from etl.snapshot import empty_frame
from etl.statistics import rate
from etl.trend_tests import trend_of_shares, trend_of_values
from etl.verdict_rules import WITH_INTERVAL, Words, gates
from etl.verdicts import outcome

# With fewer events a year on average even a doubling in five years is seldom found.
LEAST_EVENTS_A_YEAR = 20
_TIMES = range(1, YEARS_OF_A_TREND + 1)
_EVENTS = [f"numerator{time}" for time in _TIMES]
_BASES = [f"denominator{time}" for time in _TIMES]
_NO_TEXTS = pl.lit([], pl.List(pl.String))


def trends(
    values: pl.DataFrame, definitions: Sequence[Indicator], adults: pl.DataFrame, breaks: pl.DataFrame
) -> pl.DataFrame:
    """The trend that ends with each period, for every municipality and county, or why there is none.

    Args:
        values: the table ``indicator_value``; rows of printed sources are left aside.
        definitions: every indicator.
        adults: columns area, county, adults (of the municipality), county_adults.
        breaks: the table ``comparability_break``.

    Returns:
        The table ``trend``.
    """
    # Only what is used: the rows of the whole table are heavy to sort out and set beside others.
    read = values.select(*KEY, "numerator", "denominator", "asked", "answered", "status")
    own = figures_of_municipalities(read, definitions, adults)
    runs = _runs(own)
    series = _series(own, runs, adults)
    spans = (
        _everyone(read, definitions, adults)
        .join(runs, on=[*GROUP, "period"], how="left")
        .join(series, on=KEY, how="left")
        .join(about(definitions), on="indicator")
        .with_columns(pl.coalesce("members", _NO_TEXTS), pl.coalesce("periods", _NO_TEXTS))
    )
    told = _tested(breaks_between(spans, breaks, definitions, KEY))
    return told.select(pl.col(name).cast(dtype) for name, dtype in empty_frame("trend").schema.items())


def _everyone(values: pl.DataFrame, definitions: Sequence[Indicator], adults: pl.DataFrame) -> pl.DataFrame:
    """Every value's key with the county it belongs to or is."""
    placed = of_our_forms(values, definitions).join(adults.select("area", "county"), on="area", how="left")
    return placed.select(*KEY, pl.coalesce("county", "area").alias("county"))


def _runs(own: pl.DataFrame) -> pl.DataFrame:
    """For each group and period: the years of its run in which somebody in the county was asked.

    ``periods`` are their ids in order, ``comparable`` how many periods of that sort there are so far, in any year.
    """
    by = [*GROUP, "period"]
    asked, ids = own.select(by).unique(), own["period"].unique()
    one = asked.rename({"period": "one"})
    found = asked.join(yearly_runs(ids), on="period").join(one, on=[*GROUP, "one"], how="semi")
    earlier = asked.join(earlier_periods(ids), on="period").join(
        asked.rename({"period": "earlier"}), on=[*GROUP, "earlier"], how="semi"
    )
    years = (
        found.sort("time")
        .group_by(by)
        .agg(
            pl.col("one").alias("periods"),
            pl.col("one_starts").first().alias("earlier_starts"),
            pl.col("one_starts").last().alias("starts"),
        )
    )
    comparable = earlier.group_by(by).agg((pl.len() + 1).alias("comparable"))
    return asked.join(years, on=by, how="left").join(comparable, on=by, how="left")


def _series(own: pl.DataFrame, runs: pl.DataFrame, adults: pl.DataFrame) -> pl.DataFrame:
    """The counts of the five years, first to last: numerator1 to numerator5 and denominator1 to denominator5.

    Municipalities that answered in all five, and the counties' sums over them.
    """
    five = runs.filter(pl.col("periods").list.len() == YEARS_OF_A_TREND).select(*GROUP, "period", "periods")
    each = _five_years(own, five)
    counties = (
        each.group_by([*GROUP, "period"])
        .agg(
            pl.col(*_EVENTS, *_BASES).sum(),
            pl.col("area").sort().alias("members"),
            (pl.col("adults").sum() / pl.col("county_adults").first()).alias("population_share"),
        )
        .join(adults.group_by("county").agg(pl.len().alias("municipalities")), on="county")
        .with_columns(pl.col("county").alias("area"))
    )
    municipalities = each.with_columns(pl.concat_list("area").alias("members"))
    told = [*KEY, *_EVENTS, *_BASES, "members"]
    return pl.concat(
        [municipalities.select(told), counties.select(*told, "population_share", "municipalities")], how="diagonal"
    )


def _five_years(own: pl.DataFrame, five: pl.DataFrame) -> pl.DataFrame:
    """Those of the municipalities' figures that end five answered years, with the counts of each year.

    The figures lie in tables of one row a series and one column a period: nothing is looked up five times by name.
    """
    known = own.filter("known").with_row_index("row").join(five, on=[*GROUP, "period"], how="left")
    one_series = [name for name in KEY if name != "period"]
    numbered = known.group_by(one_series).agg("row").with_row_index("series").explode("row").sort("row")
    known = known.sort("row").with_columns(numbered["series"])
    column = pl.Enum(known["period"].unique().sort())
    place = (known["series"].to_numpy(), _codes(known["period"], column))
    shape = (known["series"].n_unique(), len(column.categories))
    answered = np.zeros(shape, dtype=np.bool_)
    answered[place] = True
    last = known.filter(pl.col("periods").is_not_null())
    years = (
        last["series"].to_numpy()[:, None],
        np.column_stack([_codes(last["periods"].list.get(time - 1), column) for time in _TIMES]),
    )
    complete = answered[years].all(axis=1)
    told: dict[str, FloatArray] = {}
    for names, count in ((_EVENTS, "numerator"), (_BASES, "denominator")):
        table = np.full(shape, np.nan)
        table[place] = known[count].cast(pl.Float64).to_numpy()
        told |= dict(zip(names, table[years][complete].T, strict=True))
    columns = [pl.Series(name, counts).fill_nan(None) for name, counts in told.items()]
    return last.filter(complete).drop("row", "series", "numerator", "denominator").with_columns(columns)


def _codes(periods: pl.Series, known: pl.Enum) -> NDArray[np.intp]:
    return periods.cast(known).to_physical().to_numpy().astype(np.intp)


def _tested(spans: pl.DataFrame) -> pl.DataFrame:
    """The spans with marker, verdict, χ² and why there is none."""
    reason = _why_none(spans)
    direction, chi2 = np.zeros(spans.height, dtype=np.int_), np.full(spans.height, np.nan)
    for uncertainty, test in (("wilson", trend_of_shares), ("poisson", _trend_of_rates)):
        place = np.flatnonzero((spans["uncertainty"] == uncertainty).to_numpy() & (reason == ""))
        events, bases = (spans[place].select(names).to_numpy() for names in (_EVENTS, _BASES))
        direction[place], chi2[place] = test(events, bases)
    markers = np.select(
        [reason != "", direction > 0, direction < 0],
        ["cannot_be_calculated", "increasing", "decreasing"],
        "no_certain_change",
    )
    said = outcome(direction, direction, 0, None, spans["lower_is_better"].cast(pl.Float64).to_numpy())
    return spans.with_columns(
        pl.Series("marker", markers, pl.String),
        pl.Series("verdict", np.where(reason != "", "not_compared", said), pl.String),
        pl.Series("chi2", chi2).fill_nan(None),
        pl.Series("reason", reason, pl.String).replace("", None),
    )


def _trend_of_rates(events: FloatArray, bases: FloatArray) -> tuple[NDArray[np.int_], FloatArray]:
    return trend_of_values(*rate(events, bases, multiplier=1))


def _why_none(spans: pl.DataFrame) -> Words:
    """The first reason that holds, in the order in which they are told; empty where there is a trend."""
    years = list(zip(_EVENTS, _BASES, strict=True))
    of_shares = pl.col("uncertainty") == "wilson"
    over_the_whole = of_shares & pl.any_horizontal(pl.col(x) > pl.col(n) for x, n in years)
    # The log of the odds of nobody, and of everybody, is no number.
    at_an_end = of_shares & pl.any_horizontal((pl.col(x) == 0) | (pl.col(x) == pl.col(n)) for x, n in years)
    incomplete = pl.col("periods").list.len() < YEARS_OF_A_TREND
    nothing_to_divide_by = pl.any_horizontal(pl.col(n) <= 0 for n in _BASES)
    few_events = pl.sum_horizontal(_EVENTS) < LEAST_EVENTS_A_YEAR * YEARS_OF_A_TREND
    told = (
        pl.when(~pl.col("uncertainty").is_in(WITH_INTERVAL) | over_the_whole.fill_null(False))
        .then(pl.lit("no_interval"))
        .when(incomplete & (pl.col("comparable").fill_null(1) < YEARS_OF_A_TREND))
        .then(pl.lit("too_few_periods"))
        .when(incomplete)
        .then(pl.lit("gap"))
        .when((pl.col("members").list.len() == 0) | nothing_to_divide_by)
        .then(pl.lit("no_answer"))
        .when(_speaks_for_few(spans))
        .then(pl.lit("low_coverage"))
        .when(pl.col("breaks").list.len() > 0)
        .then(pl.lit("break"))
        .when(few_events | at_an_end)
        .then(pl.lit("few_events"))
        .otherwise(pl.lit(""))
    )
    return spans.select(told).to_series().to_numpy().astype(object)


def _speaks_for_few(spans: pl.DataFrame) -> pl.Series:
    """Whether a county's members are too few for a value of the county; a municipality speaks for itself."""
    numbers = spans.select(
        "population_share", pl.col("members").list.len().cast(pl.Float64), pl.col("municipalities").cast(pl.Float64)
    )
    told = gates(*(column.to_numpy() for column in numbers))
    return pl.Series(told == "counts_only") & spans["municipalities"].is_not_null()
