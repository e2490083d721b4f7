"""Every municipality beside the county, its group there and those like it all over the country: ``comparison``.

The benchmark is the sum over those who answered. One that too few stand behind is not formed, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from etl.area_groups import CELL, Grid, Sums
from etl.areas import Area, Areas
from etl.benchmark_verdicts import REASONS, Cases, judge
from etl.definitions import Indicator
from etl.periods import parse_period
from etl.snapshot import GATES, empty_frame
from etl.verdict_rules import CANNOT_TELL, LARGEST_SHARE_OF_BENCHMARK, LEAST_MEMBERS, VERDICTS, gate_places

NATION = "00"
# Benchmarks without the area itself, often no larger than it is: they have an uncertainty of their own.
OF_OTHERS = ("rest_of_county", "skr_group", "similar")
# Breaks after which one area counts in another way than the others do.
_COUNTED_OTHERWISE = ("form", "coding", "definition")
_TOO_FEW_AREAS, _LOW_COVERAGE, _BREAK = (REASONS.index(why) for why in ("too_few_areas", "low_coverage", "break"))
_BROKEN = ["indicator", "area", "period"]


def comparisons(
    values: pl.DataFrame, definitions: Sequence[Indicator], areas: Areas, breaks: pl.DataFrame
) -> pl.DataFrame:
    """The table ``comparison`` of every municipality's row.

    Args:
        values: the table ``indicator_value``.
        definitions: the indicators they are of.
        areas: the county, the SKR group and the similar ones of each municipality, and its adults.
        breaks: the table ``comparability_break``; one of a single municipality, from which it counts in another way,
            takes it out of all comparison.

    Returns:
        For each row of a municipality one comparison with the county or the rest of it, one with its SKR group in the
        county and one with the similar ones; one with the nation where that has a row.
    """
    columns = empty_frame("comparison")
    rows = _municipal(values, definitions, areas)
    if rows.is_empty():
        return columns
    broken = _own_breaks(rows, definitions, breaks).with_columns(pl.lit(True).alias("broken"))
    rows = rows.join(broken, on=_BROKEN, how="left", maintain_order="left").with_columns(
        pl.col("broken").fill_null(False)
    )
    beside = [*_beside_groups(rows, Grid(rows, areas)), *_beside_nation(rows, values)]
    return pl.concat(
        [_judged(each).select(pl.col(name).cast(dtype) for name, dtype in columns.schema.items()) for each in beside]
    )


def _municipal(values: pl.DataFrame, definitions: Sequence[Indicator], areas: Areas) -> pl.DataFrame:
    """The municipalities' rows with what is needed of their indicators, sorted by cell."""
    codes = [area.code for area in areas.municipalities()]
    known = pl.col("numerator").is_not_null() & (pl.col("denominator").is_not_null() | (pl.col("kind") == "items_used"))
    return (
        values.filter(pl.col("area").is_in(codes))
        .select(*CELL, "area", "value", "numerator", "denominator", "status")
        .join(_rules(definitions), on="indicator", how="inner")
        .with_columns(known.alias("known"), (pl.col("status") != "not_asked").alias("asked"))
        .sort(_place(values[name]) for name in (*CELL, "area"))
    )


def _place(words: pl.Series) -> pl.Expr:
    """Where each word stands among those there are: places are sorted in a fraction of the time of words."""
    return pl.col(words.name).cast(pl.Enum(words.unique().sort())).to_physical()


def _rules(definitions: Sequence[Indicator]) -> pl.DataFrame:
    """What of the definitions decides a judgement; the polarity as 1 (lower is better), 0 (higher is) or nothing."""
    rows = [(d.id, d.kind, d.uncertainty, float(d.multiplier), d.margin, d.lower_is_better) for d in definitions]
    schema = {
        "indicator": pl.String, "kind": pl.String, "uncertainty": pl.String, "multiplier": pl.Float64,
        "margin": pl.Float64, "lower_is_better": pl.Boolean,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(pl.col("lower_is_better").cast(pl.Float64))


def _own_breaks(rows: pl.DataFrame, definitions: Sequence[Indicator], breaks: pl.DataFrame) -> pl.DataFrame:
    """The rows where the area itself counts in another way than the others do: indicator, area, period."""
    starts = {period: parse_period(period).start for period in rows["period"].unique()}
    own = breaks.filter(pl.col("area").is_not_null(), pl.col("kind").is_in(_COUNTED_OTHERWISE))
    broken = {
        (definition.id, each["area"], period)
        for each in own.iter_rows(named=True)
        for definition in definitions
        if _touches(each, definition)
        for period, start in starts.items()
        if start >= parse_period(each["from_period"]).start
    }
    return pl.DataFrame(sorted(broken), schema=dict.fromkeys(_BROKEN, pl.String), orient="row")


def _touches(each: dict[str, str | None], definition: Indicator) -> bool:
    items = (*definition.numerator, *definition.denominator)
    everything = each["item"] is None and each["indicator"] is None
    return each["form"] == definition.form and (
        everything or each["indicator"] == definition.id or each["item"] in items
    )


def _beside_groups(rows: pl.DataFrame, grid: Grid) -> Iterator[pl.DataFrame]:
    yield _beside_county(rows, grid)
    same_group = grid.links(_skr_group) & ~grid.oneself
    asked = grid.sums(same_group, grid.asked)
    yield _with_benchmark(rows, asked, grid.member_lists(same_group), pl.lit("skr_group"))
    alike = grid.links_to(lambda area: area.similar) & ~grid.oneself
    yield _with_benchmark(rows, grid.sums(alike), grid.member_lists(alike), pl.lit("similar"))


def _skr_group(area: Area) -> tuple[str | None, str] | None:
    return (area.county, area.skr_group_code) if area.skr_group_code is not None else None


def _beside_county(rows: pl.DataFrame, grid: Grid) -> pl.DataFrame:
    """The county with the municipality in it, or the rest where it would be compared mostly with itself."""
    links = grid.links(lambda area: area.county)
    county, rest = grid.sums(links), grid.sums(links & ~grid.oneself)
    own = rows["denominator"].fill_null(0).to_numpy() * rows["known"].to_numpy()
    large = own > LARGEST_SHARE_OF_BENCHMARK * county.denominator
    members = grid.member_lists(links, without_itself=large)
    against = pl.when(pl.Series(large)).then(pl.lit("rest_of_county")).otherwise(pl.lit("county"))
    return _with_benchmark(rows, rest.where(large, county), members, against)


def _with_benchmark(rows: pl.DataFrame, sums: Sums, members: pl.Series, against: pl.Expr) -> pl.DataFrame:
    """The rows with their benchmark, whether it may be used or not."""
    has_value = (sums.denominator > 0) & (rows["kind"] != "items_used").to_numpy()
    # A group of nobody has no coverage.
    gate = np.where(sums.whole > 0, gate_places(sums.share, sums.members, sums.whole), len(GATES))
    quotient = np.divide(sums.numerator, sums.denominator, out=np.full(rows.height, np.nan), where=has_value)
    refused = np.select(
        [sums.members < LEAST_MEMBERS, gate == GATES.index("counts_only"), rows["broken"].to_numpy()],
        [_TOO_FEW_AREAS, _LOW_COVERAGE, _BREAK],
        0,
    )
    return rows.with_columns(
        against.alias("against"),
        pl.Series("benchmark", quotient * rows["multiplier"].to_numpy()),
        pl.Series("benchmark_numerator", np.where(has_value, sums.numerator, np.nan)),
        pl.Series("benchmark_denominator", np.where(has_value, sums.denominator, np.nan)),
        members,
        _words("gate", (*GATES, None), gate),
        pl.Series("refused", refused.astype(np.int8)),
    )


def _beside_nation(rows: pl.DataFrame, values: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The nation's own row, where there is one, is used as it is."""
    nation = values.filter(pl.col("area") == NATION)
    if nation.is_empty():
        return
    refused = pl.when(pl.col("gate") == "counts_only").then(_LOW_COVERAGE).when("broken").then(_BREAK).otherwise(0)
    yield rows.join(
        nation.select(
            *CELL,
            pl.lit("nation").alias("against"),
            pl.col("value").alias("benchmark"),
            pl.col("numerator").alias("benchmark_numerator"),
            pl.col("denominator").alias("benchmark_denominator"),
            "members",
            "gate",
        ),
        on=CELL,
        how="inner",
        maintain_order="left",
    ).with_columns(refused.cast(pl.Int8).alias("refused"))


def _judged(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with their benchmark -> rows of the table; an unusable benchmark is not shown as a value."""
    of_others = pl.col("against").is_in(OF_OTHERS)
    # A denominator of nobody gives no value; neither does a figure that is not there.
    there = pl.col("value").is_not_null()
    columns = rows.select(
        (pl.col("uncertainty") == "wilson").alias("share"),
        (pl.col("uncertainty") == "poisson").alias("count"),
        (pl.col("kind") == "rate").alias("per_population"),
        *(
            number.cast(pl.Float64).fill_null(np.nan).alias(name)
            for name, number in (
                ("x", pl.when(there).then("numerator")),
                ("n", pl.when(there).then("denominator")),
                ("scale", pl.col("multiplier")),
                ("benchmark", pl.col("benchmark")),
                ("others_x", pl.when(of_others).then("benchmark_numerator")),
                ("others_n", pl.when(of_others).then("benchmark_denominator")),
                ("margin", pl.col("margin")),
                ("lower_is_better", pl.col("lower_is_better")),
            )
        ),
    )
    cases = Cases(**{column.name: column.to_numpy() for column in columns})
    at_95 = judge(cases, rows["refused"].to_numpy())
    # What is not decided at 95 per cent is not at 99.8 either.
    strict = at_95.verdict.copy()
    decided = np.flatnonzero(at_95.verdict < CANNOT_TELL)
    strict[decided] = judge(cases[decided], np.zeros(decided.size, np.int8), 0.998).verdict
    not_formed = pl.col("refused").is_in([_TOO_FEW_AREAS, _LOW_COVERAGE])
    return rows.with_columns(
        pl.when(~not_formed).then(pl.col("benchmark").fill_nan(None)).alias("benchmark"),
        pl.col("benchmark_numerator", "benchmark_denominator").fill_nan(None),
        _words("verdict", VERDICTS, at_95.verdict),
        _words("reason", (None, *REASONS[1:]), at_95.reason),
        pl.Series("expected", at_95.expected).fill_nan(None),
        pl.Series("smallest_visible", at_95.smallest_visible).fill_nan(None),
        pl.Series("years_needed", at_95.years_needed).fill_nan(None),
        _words("verdict_998", VERDICTS, strict),
    )


def _words(name: str, words: Sequence[str | None], places: NDArray[np.integer]) -> pl.Series:
    """The word at each place: a table has few different ones and hundreds of thousands of rows."""
    return pl.Series(name, words, pl.String).gather(pl.Series(places, dtype=pl.UInt32))
