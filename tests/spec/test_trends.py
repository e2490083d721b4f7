"""Every example of trends.txt comes out as it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.snapshot import REASONS_NO_TREND, TRENDS
from etl.trend_markers import trends
from tests.spec.county_of_four import (
    COUNTY,
    Answer,
    Break,
    adults,
    breaks_of,
    definition,
    meaning,
    observations,
    values_of,
    written_break,
)

TABLE = Path(__file__).with_name("trends.txt")
PARTS = {
    "share": ("helped", "sought"),
    "rate": ("relapses",),
    "courses": ("m1", "helped"),
    "visits": ("visits", "helped"),
}
DEFINITIONS = [
    definition("share", "proportion", "helped", "sought", 100, lower_is_better=False),
    definition("rate", "rate", "relapses", multiplier=10_000, lower_is_better=True),
    definition("courses", "ratio", "m1", "helped", 100, uncertainty="poisson"),
    definition("visits", "ratio", "visits", "helped", uncertainty="not_independent"),
]


@dataclass(eq=False)
class Example:
    name: str
    answers: list[Answer] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)


@cache
def examples() -> list[Example]:
    found: list[Example] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            found.append(Example(line[3:]))
        elif line.startswith("-> "):
            found[-1].expected.append(line[3:])
        elif line.startswith("break "):
            found[-1].breaks.append(written_break(line.removeprefix("break "), len(found[-1].breaks)))
        elif line and not line.startswith("#"):
            found[-1].answers.extend(written_years(line))
    return found


def written_years(line: str) -> Iterator[Answer]:
    """A share: 2019 80/200, 2020 not_submitted"""
    who, _, years = line.partition(": ")
    area, measure = who.split(" ")
    for year in years.split(", "):
        period, written = year.split(" ")
        figures = written.split("/") if "/" in written else [written] * len(PARTS[measure])
        for item, figure in zip(PARTS[measure], figures, strict=True):
            yield (period, area, item, *meaning(figure))


def outcomes(example: Example) -> dict[str, str]:
    """Everything that comes out; what names no year is of the last one."""
    said = {}
    for row in table(example).sort("period").iter_rows(named=True):
        key = f"{'county' if row['area'] == COUNTY else row['area']} {row['indicator']}"
        said[key] = said[f"{key} {row['period']}"] = words(row)
    return said


@cache
def table(example: Example) -> pl.DataFrame:
    values = values_of(observations(example.answers), DEFINITIONS)
    return trends(values, DEFINITIONS, adults(), breaks_of(example.breaks))


def words(row: dict[str, Any]) -> str:
    if row["reason"]:
        return f"{row['marker']} {row['verdict']} {row['reason']}"
    years, members = f"{row['periods'][0]} to {row['periods'][-1]}", " ".join(row["members"])
    return f"{row['marker']} {row['verdict']}, {row['chi2']:.7g}, {years}, {members}"


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_the_example_comes_out_as_written(example: Example) -> None:
    said = outcomes(example)
    got = [f"{line.split(': ')[0]}: {said.get(line.split(': ')[0])}" for line in example.expected]
    assert got == example.expected


def test_every_marker_and_reason_has_its_example() -> None:
    rows = [row for example in examples() for row in table(example).iter_rows(named=True)]
    assert {row["marker"] for row in rows} == set(TRENDS)
    assert {row["reason"] for row in rows} == {*REASONS_NO_TREND, None}
    assert {row["verdict"] for row in rows} == {"better", "worse", "higher", "lower", "cannot_tell", "not_compared"}


def test_every_value_has_a_row() -> None:
    example = max(examples(), key=lambda one: len(one.answers))
    values = values_of(observations(example.answers), DEFINITIONS)
    key = ["indicator", "area", "period"]
    assert sorted(table(example).select(key).rows()) == sorted(values.select(key).rows())
