"""Every row of gates.txt comes out as it says."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from etl.compute import indicator_values
from etl.observations import OBSERVATION
from etl.snapshot import GATES
from etl.value_intervals import with_intervals
from tests.spec.test_indicators import definition

TABLE = Path(__file__).with_name("gates.txt")
COUNTIES = {"X": {"A": 5000, "B": 2000, "C": 1500, "D": 1000, "E": 500}, "Y": {"F": 300, "G": 200}, "Z": {"H": 400}}
DEFINITIONS = [
    definition("proportion", "proportion", "helped", "sought", 100),
    definition("share", "share_of_areas", "group", multiplier=100),
]
ANSWERS = {"helped": 10.0, "sought": 20.0, "group": 1.0}


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


LINES = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if "|" in line]
HEAD, *ROWS = map(cells, LINES)


def outcome(county: str, answered: str) -> list[str]:
    members = COUNTIES[county]
    rows = [
        ("f", "f", area, "2022", item, "total", "18+", value, "ok", None, None, None, True)
        if area in answered.split()
        else ("f", "f", area, "2022", item, "total", "18+", None, "not_submitted", None, None, None, True)
        for area in members
        for item, value in ANSWERS.items()
    ]
    observations = pl.DataFrame(rows, schema=OBSERVATION, orient="row")
    nothing_printed = observations.clear().with_columns(
        pl.lit(None, pl.Int32).alias("answered"), pl.lit(None, pl.Int32).alias("asked")
    )
    every = [(area, of, size, sum(sizes.values())) for of, sizes in COUNTIES.items() for area, size in sizes.items()]
    adults = pl.DataFrame(every, schema=["area", "county", "adults", "county_adults"], orient="row")
    values = indicator_values(observations, nothing_printed, DEFINITIONS, adults)
    found = with_intervals(values, DEFINITIONS, adults).filter(pl.col("area") == county)
    row, share = (found.row(by_predicate=pl.col("indicator") == id, named=True) for id in ("proportion", "share"))
    assert share["gate"] == row["gate"]
    return [
        f"{row['population_share']:.0%}".replace("%", " %"),
        row["gate"],
        "" if row["value"] is None else f"{row['value']:g}",
        row["status"],
        "" if row["numerator"] is None else f"{row['numerator']:g} of {row['denominator']:g}",
        "" if share["at_most"] is None else f"{share['at_most']:g}",
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}")
def test_the_row_comes_out_as_written(row: list[str]) -> None:
    assert outcome(row[0], row[1]) == row[2:]


def test_the_table_has_every_gate() -> None:
    assert HEAD == ["county", "answered", "share", "gate", "value", "status", "counts", "at most"]
    assert {row[3] for row in ROWS} == set(GATES)
