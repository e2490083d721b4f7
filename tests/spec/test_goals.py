"""Every example of goals.txt comes out as it says, and the paces are those of plain arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.baselines import Baseline
from etl.definitions import Indicator
from etl.goal_progress import progress
from etl.goal_state import goal_states
from etl.periods import parse_period
from etl.snapshot import GOAL_STATES, REASONS_NO_STATE
from etl.targets import Target
from etl.versions import Version, version_breaks
from tests.spec.county_of_four import (
    COUNTY,
    DEFINITIONS,
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

TABLE = Path(__file__).with_name("goals.txt")
MEASURES = {each.id: each for each in DEFINITIONS} | {
    "group": definition("group", "share_of_areas", "group", multiplier=100, lower_is_better=False),
    "visits": definition("visits", "ratio", "visits", "helped", lower_is_better=False, uncertainty="not_independent"),
    "used": definition("used", "items_used", "m1 m2 m3", lower_is_better=False),
}
COUNTS = {"f": {"helped": "persons", "sought": "persons", "relapses": "persons", "visits": "visits"}}


@dataclass(eq=False)
class Example:
    name: str
    indicators: dict[str, Indicator] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def change(self, measure: str, **changes: Any) -> None:
        self.indicators[measure] = replace(self.indicators.get(measure, MEASURES[measure]), **changes)


@cache
def examples() -> list[Example]:
    found: list[Example] = []
    period = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        key, _, rest = line.partition(" ")
        if key == "==":
            found.append(Example(rest))
        elif key == "->":
            found[-1].expected.append(rest)
        elif key == "break":
            found[-1].breaks.append(written_break(rest, len(found[-1].breaks)))
        elif key == "in":
            period = rest
        elif key in ("baseline", "goal", "version"):
            _read(found[-1], key, rest)
        else:
            found[-1].answers += _answers(period, line)
    return found


def _read(example: Example, key: str, rest: str) -> None:
    """baseline share in 2022: 40 of 80 / 200 (version 1); goal share: 60 by 2026; version share: 2 from 2024"""
    about, _, told = rest.partition(": ")
    measure, _, period = about.partition(" in ")
    first, *words = told.split(" ")
    if key == "goal":
        example.change(measure, target=(Target(float(first), words[-1], "nämnden"),))
    elif key == "version":
        example.change(measure, version=int(first), versions=(Version(int(first), words[-1], "Annat räknas."),))
    else:
        made_of = [float(words[at]) for at in (1, 3)] if "of" in words else [None, None]
        version = int(told.partition("(version ")[2].rstrip(")") or 1)
        locked = Baseline(COUNTY, period, float(first), version, "nämnden", date(2023, 1, 1), *made_of)
        example.change(measure, baseline=(locked,))


def _answers(period: str, line: str) -> list[Answer]:
    item, _, answers = line.partition(": ")
    parts = [answer.partition(" ")[::2] for answer in answers.split(", ")]
    return [(period, area, item, *meaning(written)) for area, written in parts]


@cache
def table(example: Example) -> list[dict[str, Any]]:
    definitions = list(example.indicators.values())
    values = values_of(observations(example.answers), definitions)
    breaks = pl.concat([breaks_of(example.breaks), version_breaks(definitions)])
    found = goal_states(values, definitions, adults(), breaks, progress(values, definitions), COUNTS)
    return found.to_dicts()


def outcomes(example: Example) -> dict[str, str]:
    """Everything that comes out, written as in the table."""
    return {f"{row['indicator']} {row['period']}": ", ".join(_told(row)) for row in table(example)}


def _told(row: dict[str, Any]) -> list[str]:
    said = [f"{number(row['value'])}", row["state"] + (f" {row['reason']}" if row["reason"] else "")]
    if row["baseline_corrected"]:
        said.append(f"{number(row['baseline'])} was locked and {number(row['baseline_today'])} is what it gives today")
    if row["required_pace"] is not None:
        said.append(f"needs {row['required_pace']:+.4g} a year")
    if row["achieved_pace"] is not None:
        limits = (row["achieved_lower"], row["achieved_upper"])
        chance = "" if None in limits else f" [{number(limits[0])} to {number(limits[1])}]"
        said.append(f"got {row['achieved_pace']:+.4g}{chance} in {' '.join(row['members'])}")
    if row["pace_left"] is not None:
        said.append(f"from now {row['pace_left']:+.4g}")
    if row["left_count"] is not None:
        span = "" if row["left_low"] is None else f" [{row['left_low']} to {row['left_high']}]"
        said.append(f"{row['left_count']} {row['left_counts']} left{span}")
    return [*said, *row["breaks"]]


def number(value: float | None) -> str:
    return "?" if value is None else f"{value:.4g}"


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_the_example_comes_out_as_written(example: Example) -> None:
    said = outcomes(example)
    got = [f"{line.split(': ')[0]}: {said.get(line.split(': ')[0], 'no row')}" for line in example.expected]
    assert got == example.expected


def test_every_state_and_reason_has_its_example() -> None:
    rows = [row for example in examples() for row in table(example)]
    assert {row["state"] for row in rows} == set(GOAL_STATES)
    assert {row["reason"] for row in rows} - {None} == set(REASONS_NO_STATE)
    assert all(example.answers and example.expected for example in examples())


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_the_paces_are_those_of_plain_arithmetic(example: Example) -> None:
    """The oracle: sums of what the members answered then and now, as fractions, a year at a time."""
    for row in table(example):
        measure = example.indicators[row["indicator"]]
        if row["achieved_pace"] is None or measure.kind in ("rate", "share_of_areas", "items_used"):
            continue
        years = parse_period(row["period"]).end.year - parse_period(row["baseline_period"]).end.year
        now = _share(example, measure, row["period"], row["members"])
        everybody = sorted(row["members"]) == sorted(_known(example, measure, row["baseline_period"]))
        then = Fraction(str(row["baseline"]))
        if not everybody:
            then = _share(example, measure, row["baseline_period"], row["members"])
        assert row["achieved_pace"] == pytest.approx(float((now - then) / years), abs=1e-9)
        if row["required_pace"] is not None:
            last = parse_period(row["target_by"]).end.year - parse_period(row["baseline_period"]).end.year
            needed = (Fraction(str(row["target"])) - Fraction(str(row["baseline"]))) / last
            needed = min(needed, Fraction(0)) if measure.lower_is_better else max(needed, Fraction(0))
            assert row["required_pace"] == pytest.approx(float(needed), abs=1e-9)
        if row["achieved_lower"] is not None:
            assert row["achieved_lower"] <= row["achieved_pace"] <= row["achieved_upper"]


def _known(example: Example, measure: Indicator, period: str) -> list[str]:
    items = {*measure.numerator, *measure.denominator}
    answered = [(area, item) for when, area, item, value, _ in example.answers if when == period and value is not None]
    return [area for area in "ABCD" if all((area, item) in answered for item in items)]


def _share(example: Example, measure: Indicator, period: str, members: list[str]) -> Fraction:
    def total(items: tuple[str, ...]) -> Fraction:
        return sum(
            (Fraction(value) for when, area, item, value, _ in example.answers
             if when == period and area in members and item in items and value is not None),
            Fraction(0),
        )  # fmt: skip

    return total(measure.numerator) / total(measure.denominator) * Fraction(measure.multiplier)


def test_another_county_is_not_measured_against_a_goal_that_is_not_its_own() -> None:
    [example] = [each for each in examples() if each.name.startswith("In good time")]
    elsewhere = replace(example.indicators["share"], target=(Target(60, "2026", "nämnden", county="Y"),), baseline=())
    values = values_of(observations(example.answers), [elsewhere])
    assert progress(values, [elsewhere]).is_empty()
    assert goal_states(values, [elsewhere], adults(), breaks_of([]), progress(values, [elsewhere]), COUNTS).is_empty()
