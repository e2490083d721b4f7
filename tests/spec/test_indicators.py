"""Every example of indicators.txt comes out as it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from etl.compute import county_sums, indicator_values
from etl.definitions import Indicator, Kind
from etl.observations import OBSERVATION

TABLE = Path(__file__).with_name("indicators.txt")
ADULTS = {"A": 1000, "B": 1000, "C": 3000, "D": 5000}
COUNTY = "X"


def definition(id: str, kind: Kind, numerator: str, denominator: str = "", multiplier: float = 1) -> Indicator:
    return Indicator(
        id=id, title=id, short_title=id, theme="t", why="w", how="h", unit="u", kind=kind,
        numerator=tuple(numerator.split()), denominator=tuple(denominator.split()), multiplier=multiplier,
        decimals=1, lower_is_better=None, form="f", source_document="s", source_questions=(), author="a",
        reviewed=date(2026, 1, 1), next_review=date(2027, 1, 1), version=1, sort=1,
    )  # fmt: skip


DEFINITIONS = [
    definition("rate", "rate", "helped", multiplier=10_000),
    definition("proportion", "proportion", "helped", "sought", 100),
    definition("ratio", "ratio", "visits", "helped"),
    definition("used", "items_used", "m1 m2 m3"),
    definition("per_person", "ratio", "m1 m2 m3", "helped"),
    definition("share", "share_of_areas", "group", multiplier=100),
]


@dataclass
class Example:
    name: str
    answers: list[tuple[str, str, float | None, str]] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)


def examples() -> list[Example]:
    found: list[Example] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            found.append(Example(line[3:]))
        elif line.startswith("-> "):
            found[-1].expected.append(line[3:])
        elif line and not line.startswith("#"):
            item, _, answers = line.partition(": ")
            for answer in answers.split(", "):
                area, _, written = answer.partition(" ")
                found[-1].answers.append((area, item, *meaning(written)))
    return found


def meaning(written: str) -> tuple[float | None, str]:
    if written.lstrip("~").isdigit():
        return float(written.lstrip("~")), "estimated" if written.startswith("~") else "ok"
    return None, written


def municipal(example: Example) -> pl.DataFrame:
    rows = [
        ("f", "f", area, "2022", item, "total", "18+", value, status, None, None, None, True)
        for area, item, value, status in example.answers
    ]
    return pl.DataFrame(rows, schema=OBSERVATION, orient="row")


def adults() -> pl.DataFrame:
    total = sum(ADULTS.values())
    rows = [(area, COUNTY, count, total) for area, count in ADULTS.items()]
    return pl.DataFrame(rows, schema=["area", "county", "adults", "county_adults"], orient="row")


def outcomes(example: Example) -> dict[str, str]:
    """Everything that comes out, written as in the table."""
    observations = municipal(example)
    nothing_printed = observations.clear().with_columns(
        pl.lit(None, pl.Int32).alias("answered"), pl.lit(None, pl.Int32).alias("asked")
    )
    sums = county_sums(observations, adults())
    values = indicator_values(observations, nothing_printed, DEFINITIONS, adults())
    said = {f"county {row['item']}": words(row) for row in sums.iter_rows(named=True)}
    for row in values.iter_rows(named=True):
        who = "county" if row["area"] == COUNTY else row["area"]
        said[f"{who} {row['indicator']}"] = words(row)
    return said


def words(row: dict[str, object]) -> str:
    estimate = "~" if row["status"] == "estimated" else ""
    parts = [f"{estimate}{row['value']:.10g}" if row["value"] is not None else str(row["status"])]
    if row.get("numerator") is not None:
        below = f" / {row['denominator']:g}" if row["denominator"] is not None else ""
        parts.append(f"{row['numerator']:g}{below}")
    if row["population_share"] is not None:
        parts.append(f"{row['answered']} of {row['asked']}")
        parts.append(f"{row['population_share']:.0%} of adults".replace("%", " %"))
    return ", ".join(parts)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_the_example_comes_out_as_written(example: Example) -> None:
    said = outcomes(example)
    got = [f"{line.split(' = ')[0]} = {said.get(line.split(' = ')[0])}" for line in example.expected]
    assert got == example.expected


def test_there_are_examples() -> None:
    assert len(examples()) > 10
    assert all(example.answers and example.expected for example in examples())
