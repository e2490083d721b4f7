"""Every example of changes.txt comes out as it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.breaks import COLUMNS
from etl.compute import indicator_values
from etl.definitions import Indicator, Kind
from etl.observations import OBSERVATION
from etl.over_time import changes
from etl.snapshot import REASONS_CANNOT_TELL, REASONS_NOT_COMPARED, VERDICTS
from etl.value_intervals import with_intervals

TABLE = Path(__file__).with_name("changes.txt")
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
) -> Indicator:
    return Indicator(
        id=id, title=id, short_title=id, theme="t", why="w", how="h", unit="u", kind=kind,
        numerator=tuple(numerator.split()), denominator=tuple(denominator.split()), multiplier=multiplier,
        decimals=1, lower_is_better=lower_is_better, form="f", source_document="s", source_questions=(), author="a",
        reviewed=date(2026, 1, 1), next_review=date(2027, 1, 1), version=1, sort=1, margin=margin,
        uncertainty=uncertainty,
    )  # fmt: skip


DEFINITIONS = [
    definition("share", "proportion", "helped", "sought", 100, lower_is_better=False, margin=5),
    definition("rate", "rate", "relapses", multiplier=10_000, lower_is_better=True),
    definition("courses", "ratio", "m1 m2 m3", "helped", 100, margin=20, uncertainty="poisson"),
    definition("visits", "ratio", "visits", "helped", uncertainty="not_independent"),
    definition("used", "items_used", "m1 m2 m3"),
    definition("group", "share_of_areas", "group", multiplier=100),
]


@dataclass
class Example:
    name: str
    answers: list[tuple[str, str, str, float | None, str]] = field(default_factory=list)
    breaks: list[dict[str, str | None]] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)


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


def meaning(written: str) -> tuple[float | None, str]:
    if written.lstrip("~").isdigit():
        return float(written.lstrip("~")), "estimated" if written.startswith("~") else "ok"
    return None, written


def written_break(line: str, number: int) -> dict[str, str | None]:
    """from 2023: item m1, indicator share, area A"""
    start, _, parts = line.removeprefix("from ").partition(": ")
    told = dict(part.split(" ") for part in parts.split(", "))
    return dict.fromkeys(COLUMNS) | told | {"id": f"b{number + 1}", "form": "f", "from_period": start, "kind": "form"}


def observations(example: Example) -> pl.DataFrame:
    rows = [
        ("f", "f", area, period, item, "total", "18+", value, status, None, None, None, True)
        for period, area, item, value, status in example.answers
    ]
    return pl.DataFrame(rows, schema=OBSERVATION, orient="row")


def adults() -> pl.DataFrame:
    total = sum(ADULTS.values())
    rows = [(area, COUNTY, count, total) for area, count in ADULTS.items()]
    return pl.DataFrame(rows, schema=["area", "county", "adults", "county_adults"], orient="row")


def values_of(municipal: pl.DataFrame, definitions: list[Indicator]) -> pl.DataFrame:
    nothing_printed = municipal.clear().with_columns(
        pl.lit(None, pl.Int32).alias("answered"), pl.lit(None, pl.Int32).alias("asked")
    )
    return with_intervals(indicator_values(municipal, nothing_printed, definitions, adults()), definitions, adults())


def table(example: Example) -> pl.DataFrame:
    municipal = observations(example)
    breaks = pl.DataFrame(example.breaks, schema=dict.fromkeys(COLUMNS, pl.String))
    return changes(values_of(municipal, DEFINITIONS), municipal, DEFINITIONS, adults(), breaks)


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
