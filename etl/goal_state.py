"""Where each county is in the life of a goal: baseline, now, target, pace, what is left; the table ``goal_state``.

The locked baseline is the figure that was decided, whatever its period gives today. Nothing is reckoned from a baseline
of another definition, nor across a break, nor between those who answered then and others who answer now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from etl import goal_verdict
from etl.baselines import baseline_in
from etl.definitions import Indicator
from etl.goal_life import Life, Now, life_of
from etl.over_time import of_our_forms
from etl.periods import parse_period
from etl.series_breaks import breaks_between
from etl.snapshot import empty_frame
from etl.targets import target_in

_KEY = ["indicator", "source", "area", "period", "sex", "age_group"]
_SPAN = ["indicator", "area", "period", "sex", "age_group"]
Row = dict[str, Any]


def goal_states(
    values: pl.DataFrame,
    definitions: Sequence[Indicator],
    adults: pl.DataFrame,
    breaks: pl.DataFrame,
    progress: pl.DataFrame,
    counts: Mapping[str, Mapping[str, str | None]],
) -> pl.DataFrame:
    """Every county with a goal or a baseline, in every period that it was asked about.

    Args:
        values: the table ``indicator_value``; rows of printed sources are left aside.
        definitions: every indicator, without goals and baselines that do not hold here.
        adults: columns area, county, adults (of the municipality), county_adults.
        breaks: the table ``comparability_break``.
        progress: the table ``goal_progress``.
        counts: form -> item -> what the item counts.

    Returns:
        The table ``goal_state``.
    """
    asked = of_our_forms(values, definitions).filter(pl.col("asked") > 0)
    by_key = {tuple(row[name] for name in _KEY): row for row in asked.iter_rows(named=True)}
    judged = {tuple(row[name] for name in _KEY): row for row in progress.iter_rows(named=True)}
    counties = {county: rows for (county,), rows in adults.group_by("county")}
    lives = [
        (row, life)
        for row in by_key.values()
        if row["area"] in counties and (life := _life(row, definitions, by_key, counties[row["area"]], counts))
    ]
    broken = _breaks(lives, definitions, breaks)
    told = [
        {name: row[name] for name in _KEY}
        | goal_verdict.told(life, judged.get(tuple(row[name] for name in _KEY)), broken.get(place, []))
        for place, (row, life) in enumerate(lives)
    ]
    schema = empty_frame("goal_state").schema
    return pl.DataFrame([{name: row[name] for name in schema} for row in told], schema=schema)


def _life(
    row: Row,
    definitions: Sequence[Indicator],
    by_key: Mapping[tuple[Any, ...], Row],
    adults: pl.DataFrame,
    counts: Mapping[str, Mapping[str, str | None]],
) -> Life | None:
    definition = next(each for each in definitions if each.id == row["indicator"])
    target, baseline = (target_in(definition.target, row["area"]), baseline_in(definition.baseline, row["area"]))
    if target is None and baseline is None:
        return None
    then = None if baseline is None else _in_period(row, row["area"], baseline.period, by_key)
    known = counts.get(definition.form, {})
    now = Now(
        row=row,
        counted={known.get(item) for item in definition.numerator},
        adults=dict(zip(adults["area"], adults["adults"], strict=True)),
        municipal={area: _in_period(row, area, row["period"], by_key) for area in row["members"]},
        municipal_then={area: _in_period(row, area, baseline.period, by_key) for area in (then or row)["members"]}
        if baseline
        else {},
    )
    return life_of(definition, target, baseline, then, now)


def _in_period(row: Row, area: str, period: str, by_key: Mapping[tuple[Any, ...], Row]) -> Row | None:
    key = row | {"area": area, "period": period}
    return by_key.get(tuple(key[name] for name in _KEY))


def _breaks(
    lives: Sequence[tuple[Row, Life]], definitions: Sequence[Indicator], breaks: pl.DataFrame
) -> dict[int, list[str]]:
    """The breaks between baseline and now, by the place of the life."""
    spans = [
        (place, row["indicator"], row["area"], row["area"], list(life.members),
         parse_period(life.baseline.period).start, parse_period(row["period"]).start)
        for place, (row, life) in enumerate(lives)
        if life.baseline is not None
    ]  # fmt: skip
    texts: dict[str, pl.DataType] = dict.fromkeys(("indicator", "area", "county"), pl.String())
    dates: dict[str, pl.DataType] = dict.fromkeys(("earlier_starts", "starts"), pl.Date())
    schema = {"place": pl.Int64(), **texts, "members": pl.List(pl.String), **dates}
    framed = pl.DataFrame(spans, schema=schema, orient="row")
    found = breaks_between(framed, breaks, definitions, ["place", "indicator", "area"])
    return dict(zip(found["place"].to_list(), found["breaks"].to_list(), strict=True))
