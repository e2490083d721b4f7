"""The county X of the spec tables about time: four municipalities, a few measures, and the chain up to the values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from etl.breaks import COLUMNS
from etl.compute import indicator_values
from etl.definitions import Indicator, Kind
from etl.observations import OBSERVATION
from etl.targets import Target
from etl.value_intervals import with_intervals

Answer = tuple[str, str, str, float | None, str]
Break = dict[str, str | None]

ADULTS = {"A": 1000, "B": 1000, "C": 3000, "D": 6000}
COUNTY = "X"


def definition(
    id: str,
    kind: Kind,
    numerator: str,
    denominator: str = "",
    multiplier: float = 1,
    lower_is_better: bool | None = None,
    margin: float | None = None,
    uncertainty: str = "",
    target: Target | None = None,
) -> Indicator:
    return Indicator(
        id=id, title=id, short_title=id, theme="t", why="w", how="h", unit="u", kind=kind,
        numerator=tuple(numerator.split()), denominator=tuple(denominator.split()), multiplier=multiplier,
        decimals=1, lower_is_better=lower_is_better, form="f", source_document="s", source_questions=(), author="a",
        reviewed=date(2026, 1, 1), next_review=date(2027, 1, 1), version=1, sort=1, margin=margin,
        uncertainty=uncertainty, target=(target,) if target else (),
    )  # fmt: skip


DEFINITIONS = [
    definition("share", "proportion", "helped", "sought", 100, lower_is_better=False, margin=5),
    definition("rate", "rate", "relapses", multiplier=10_000, lower_is_better=True),
    definition("courses", "ratio", "m1 m2 m3", "helped", 100, margin=20, uncertainty="poisson"),
    definition("visits", "ratio", "visits", "helped", uncertainty="not_independent"),
    definition("used", "items_used", "m1 m2 m3"),
    definition("group", "share_of_areas", "group", multiplier=100),
]


def meaning(written: str) -> tuple[float | None, str]:
    if written.lstrip("~").isdigit():
        return float(written.lstrip("~")), "estimated" if written.startswith("~") else "ok"
    return None, written


def written_break(line: str, number: int) -> Break:
    """from 2023: item m1, indicator share, area A"""
    start, _, parts = line.removeprefix("from ").partition(": ")
    told = dict(part.split(" ") for part in parts.split(", "))
    return dict.fromkeys(COLUMNS) | told | {"id": f"b{number + 1}", "form": "f", "from_period": start, "kind": "form"}


def observations(answers: Iterable[Answer]) -> pl.DataFrame:
    """Period, area, item, value and status of each."""
    rows = [
        ("f", "f", area, period, item, "total", "18+", value, status, None, None, None, True)
        for period, area, item, value, status in answers
    ]
    return pl.DataFrame(rows, schema=OBSERVATION, orient="row")


def adults() -> pl.DataFrame:
    total = sum(ADULTS.values())
    rows = [(area, COUNTY, count, total) for area, count in ADULTS.items()]
    return pl.DataFrame(rows, schema=["area", "county", "adults", "county_adults"], orient="row")


def breaks_of(breaks: Iterable[Break]) -> pl.DataFrame:
    return pl.DataFrame(list(breaks), schema=dict.fromkeys(COLUMNS, pl.String))


def values_of(municipal: pl.DataFrame, definitions: list[Indicator]) -> pl.DataFrame:
    nothing_printed = municipal.clear().with_columns(
        pl.lit(None, pl.Int32).alias("answered"), pl.lit(None, pl.Int32).alias("asked")
    )
    return with_intervals(indicator_values(municipal, nothing_printed, definitions, adults()), definitions, adults())
