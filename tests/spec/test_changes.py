"""Every example of changes.txt comes out as it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.over_time import changes
from etl.snapshot import REASONS_CANNOT_TELL, REASONS_NOT_COMPARED, VERDICTS
from tests.spec.county_of_four import (
    COUNTY,
    DEFINITIONS,
    Answer,
    Break,
    adults,
    breaks_of,
    meaning,
    observations,
    values_of,
    written_break,
)

TABLE = Path(__file__).with_name("changes.txt")


@dataclass(eq=False)
class Example:
    name: str
    answers: list[Answer] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)


@cache
def examples() -> list[Example]:
    found: list[Example] = []
    period = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            found.append(Example(line[3:]))
        elif line.startswith("-> "):
            found[-1].expected.append(line[3:])
        elif line.startswith("break "):
            found[-1].breaks.append(written_break(line.removeprefix("break "), len(found[-1].breaks)))
        elif line.startswith("in "):
            period = line.removeprefix("in ")
        elif line and not line.startswith("#"):
            item, _, answers = line.partition(": ")
            for answer in answers.split(", "):
                area, _, written = answer.partition(" ")
                found[-1].answers.append((period, area, item, *meaning(written)))
    return found


@cache
def table(example: Example) -> pl.DataFrame:
    municipal = observations(example.answers)
    values = values_of(municipal, DEFINITIONS)
    return changes(values, municipal, DEFINITIONS, adults(), breaks_of(example.breaks))


def outcomes(example: Example) -> dict[str, str]:
    """Everything that comes out, written as in the table."""
    said = {}
    for row in table(example).iter_rows(named=True):
        who = "county" if row["area"] == COUNTY else row["area"]
        key = f"{who} {row['indicator']} {row['earlier']} to {row['period']}"
        said[key] = f"{size(row)}, {judgement(row)}"
        if who == "county":
            said[f"{key} members"] = f"{' '.join(row['members']) or 'nobody'}, {share(row)} of adults, {row['gate']}"
            said[f"{key} parts"] = (
                f"{signed(row['whole_change'])} = {signed(row['real_change'])} real"
                f" {signed(row['membership_change'])} membership {signed(row['definition_change'])} definition"
            )
    return said


def size(row: dict[str, Any]) -> str:
    """Before and after with their counts, the difference and the ratio with their limits."""
    estimate = "~" if row["estimated"] else ""
    two = " then ".join(
        f"{estimate}{number(row[side])}{counts(row[f'{side}_numerator'], row[f'{side}_denominator'])}"
        for side in ("before", "after")
    )
    change = [two]
    if row["difference"] is not None:
        change.append(f"{signed(row['difference'])}{limits(row, 'difference')}")
    if row["ratio_lower"] is not None:
        change.append(f"x {number(row['ratio'])}{limits(row, 'ratio')}")
    return ", ".join(change)


def counts(numerator: float | None, denominator: float | None) -> str:
    parts = [f"{part:g}" for part in (numerator, denominator) if part is not None]
    return f" ({' / '.join(parts)})" if parts else ""


def limits(row: dict[str, Any], name: str) -> str:
    pair = row[f"{name}_lower"], row[f"{name}_upper"]
    return "" if pair == (None, None) else f" [{number(pair[0])} to {number(pair[1])}]"


def judgement(row: dict[str, Any]) -> str:
    said = [row["verdict"] + (f" {row['reason']}" if row["reason"] else "")]
    if row["breaks"]:
        said.append(" ".join(row["breaks"]))
    if row["smallest_visible"] is not None:
        said.append(f"shows from {number(row['smallest_visible'])}")
    if row["years_needed"] is not None:
        said.append(f"{row['years_needed']} years")
    return ", ".join(said)


def number(value: float | None) -> str:
    return "?" if value is None else f"{value:.4g}"


def signed(value: float | None) -> str:
    return "?" if value is None else f"{value:+.4g}"


def share(row: dict[str, Any]) -> str:
    return f"{row['population_share']:.0%}".replace("%", " %")


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_the_example_comes_out_as_written(example: Example) -> None:
    said = outcomes(example)
    got = [f"{line.split(': ')[0]}: {said.get(line.split(': ')[0], 'no row')}" for line in example.expected]
    assert got == example.expected


def test_every_verdict_and_reason_has_its_example() -> None:
    rows = [row for example in examples() for row in table(example).iter_rows(named=True)]
    shown = {row["verdict"] for row in rows} | {row["reason"] for row in rows} - {None}
    # A change has no benchmark to be without.
    assert shown == {*VERDICTS, *REASONS_CANNOT_TELL, *REASONS_NOT_COMPARED} - {"no_benchmark"}
    assert all(example.answers and example.expected for example in examples())
