"""What intervals and verdicts cost beside the same aggregation without them, in the same run.

290 municipalities × 45 indicators × 10 years × 3 sexes: made-up counts of realistic sizes. DuckDB forms the
municipalities' values and the sums of the counties from them; then everything that is judged is added: intervals,
certainty, gates, places, comparisons, changes, trends and goals. Run by `make bench`;
`python tests/bench/judgement_bench.py 5 3` is a quick trial with 5 indicators and 3 years.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import duckdb
import numpy as np
import polars as pl

from etl import compare_areas, goal_progress, over_time, reference, trend_markers, value_intervals
from etl.areas import load_areas
from etl.compute import VALUE_COLUMNS
from etl.definitions import Indicator, load_definitions
from etl.forms.catalogue import all_forms
from etl.inputs import INDICATORS
from etl.snapshot import empty_frame

FIRST_YEAR = 2014
SEXES = ("total", "women", "men")
SHARE_SILENT = 0.15
# Of the aggregation, which is short: the middle one is told.
RUNS = 3

AGGREGATION = """
    CREATE OR REPLACE TABLE aggregated AS
    SELECT indicator, source, area, period, sex, age_group, numerator, denominator,
           numerator / nullif(denominator, 0) * multiplier AS value, 1 AS answered
    FROM parts JOIN scale USING (indicator)
    UNION ALL
    SELECT indicator, source, county, period, sex, age_group, sum(numerator), sum(denominator),
           sum(numerator) / nullif(sum(denominator), 0) * first(multiplier),
           count(*) FILTER (numerator IS NOT NULL)
    FROM parts JOIN scale USING (indicator) GROUP BY ALL"""


def main(indicators: int, years: int) -> None:
    definitions = made_up(indicators)
    areas = load_areas()
    adults = reference.adults_of_municipalities(areas)
    parts = counts(definitions, adults, years)
    aggregated = statistics.median(seconds(lambda: aggregate(parts, definitions)) for _ in range(RUNS))
    values = as_values(parts, definitions, adults)
    breaks = empty_frame("comparability_break")
    municipal = observations(parts, definitions)

    found: dict[str, pl.DataFrame] = {}

    def step(name: str, work: Callable[[], pl.DataFrame]) -> float:
        return seconds(lambda: found.update({name: work()}))

    taken = {
        "intervals, certainty, gates, places": step(
            "values", lambda: value_intervals.with_intervals(values, definitions, adults)
        ),
        "comparisons": step(
            "comparison", lambda: compare_areas.comparisons(found["values"], definitions, areas, breaks)
        ),
        "changes": step("change", lambda: over_time.changes(found["values"], municipal, definitions, adults, breaks)),
        "trends": step("trend", lambda: trend_markers.trends(found["values"], definitions, adults, breaks)),
        "goals": step("goal_progress", lambda: goal_progress.progress(found["values"], definitions)),
    }
    print(f"290 municipalities × {indicators} indicators × {years} years × 3 sexes: {values.height:,} values")
    print(f"  the same aggregation in DuckDB, nothing judged   {aggregated:6.2f} s")
    for name, spent in taken.items():
        print(f"  {name:46}   {spent:6.2f} s")
    whole = sum(taken.values())
    rows = ", ".join(f"{name} {frame.height:,}" for name, frame in found.items())
    print(f"  all that is judged                               {whole:6.2f} s   ratio {whole / aggregated:.1f}")
    print(f"  rows: {rows}")


def made_up(wanted: int) -> list[Indicator]:
    """Definitions of the kinds that have intervals and that have not, as many as wanted."""
    known = {form.id: {item.id: item.counts or "" for item in form.items()} for form in all_forms()}
    real = load_definitions(INDICATORS, known)
    return [replace(real[n % len(real)], id=f"indicator_{n}", sort=n) for n in range(wanted)]


def counts(definitions: list[Indicator], adults: pl.DataFrame, years: int) -> pl.DataFrame:
    """A numerator and a denominator for every municipality, or none where it is silent."""
    chance = np.random.default_rng(len(definitions))
    grid = (
        adults.select("area", "county", "adults")
        .join(pl.DataFrame({"period": [str(FIRST_YEAR + year) for year in range(years)]}), how="cross")
        .join(pl.DataFrame({"sex": SEXES}), how="cross")
    )
    people = grid["adults"].to_numpy() / np.where(grid["sex"].to_numpy() == "total", 1, 2)
    frames = []
    for each in definitions:
        treated = chance.poisson(people * 0.004).astype(float)
        rate = each.kind == "rate"
        below = np.floor(people) if rate else treated
        above = np.minimum(chance.poisson(people * 0.003), below if each.kind == "proportion" else np.inf)
        silent = chance.random(grid.height) < SHARE_SILENT
        frames.append(
            grid.select("area", "county", "period", "sex").with_columns(
                pl.lit(each.id).alias("indicator"),
                pl.lit(each.form).alias("source"),
                pl.lit("18+").alias("age_group"),
                pl.Series("numerator", np.where(silent, np.nan, above)).fill_nan(None),
                pl.Series("denominator", np.where(silent, np.nan, below)).fill_nan(None),
            )
        )
    return pl.concat(frames)


def aggregate(parts: pl.DataFrame, definitions: list[Indicator]) -> None:
    with duckdb.connect() as con:
        con.execute("SET threads = 2")
        con.register("parts", parts.to_arrow())
        scale = pl.DataFrame(
            {"indicator": [d.id for d in definitions], "multiplier": [d.multiplier for d in definitions]}
        )
        con.register("scale", scale.to_arrow())
        con.execute(AGGREGATION)


def as_values(parts: pl.DataFrame, definitions: list[Indicator], adults: pl.DataFrame) -> pl.DataFrame:
    """The same in the columns of ``compute.indicator_values``; not timed."""
    scale = pl.DataFrame(
        {"indicator": [d.id for d in definitions], "multiplier": [float(d.multiplier) for d in definitions]}
    )
    known = pl.col("numerator").is_not_null()
    placed = parts.join(scale, on="indicator").join(adults.select("area", "adults", "county_adults"), on="area")
    own = placed.with_columns(
        known.cast(pl.Int32).alias("answered"),
        pl.lit(1, pl.Int32).alias("asked"),
        pl.lit(None, pl.Float64).alias("population_share"),
        pl.when(known).then(pl.concat_list("area")).otherwise(pl.lit([], pl.List(pl.String))).alias("members"),
    )
    county = (
        placed.group_by("indicator", "source", "county", "period", "sex", "age_group")
        .agg(
            pl.col("multiplier").first(),
            pl.col("numerator", "denominator").sum(),
            known.sum().cast(pl.Int32).alias("answered"),
            pl.len().cast(pl.Int32).alias("asked"),
            (pl.col("adults").filter(known).sum() / pl.col("county_adults").first()).alias("population_share"),
            pl.col("area").filter(known).sort().alias("members"),
        )
        .rename({"county": "area"})
    )
    value = pl.when(pl.col("denominator") > 0).then(pl.col("numerator") / pl.col("denominator") * pl.col("multiplier"))
    return (
        pl.concat([own, county], how="diagonal")
        .with_columns(value.alias("value"), pl.lit(True).alias("example"))
        .with_columns(
            pl.when(pl.col("value").is_not_null())
            .then(pl.lit("ok"))
            .when(pl.col("answered") > 0)
            .then(pl.lit("not_applicable"))
            .otherwise(pl.lit("not_submitted"))
            .alias("status")
        )
        .select(VALUE_COLUMNS)
    )


def observations(parts: pl.DataFrame, definitions: list[Indicator]) -> pl.DataFrame:
    """One answer for every item the indicators speak of: the made-up numerator, for the parts of a change."""
    items = sorted({item for d in definitions for item in (*d.numerator, *d.denominator)})
    first = parts.filter(pl.col("indicator") == definitions[0].id)
    return first.join(pl.DataFrame({"item": items}), how="cross").select(
        "source", pl.col("source").alias("form"), "area", "period", "item", "sex", "age_group",
        pl.col("numerator").alias("value"),
        pl.when(pl.col("numerator").is_null()).then(pl.lit("not_submitted")).otherwise(pl.lit("ok")).alias("status"),
        pl.lit(True).alias("example"),
    )  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*(arguments or (45, 10)))
