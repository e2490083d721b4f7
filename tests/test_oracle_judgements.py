"""The snapshot's judgements are those of the oracle: every row, numbers to 1e-9 and words exactly."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.areas import load_areas
from etl.build import build
from etl.compare_areas import comparisons
from etl.definitions import Indicator, load_definitions
from etl.demo import Demo
from etl.forms.catalogue import all_forms
from etl.house import House
from etl.inputs import INDICATORS
from etl.snapshot import TABLES, empty_frame, open_snapshot, read_table
from tests.etl.six_years import six_years_house
from tests.oracle_changes import Changes
from tests.oracle_judgements import KEY, Oracle


def same(ours: Any, theirs: Any) -> bool:
    if isinstance(theirs, float):
        return ours is not None and bool(ours == pytest.approx(theirs, rel=1e-9, abs=1e-9))
    return bool(ours == theirs)


def assert_the_same(table: pl.DataFrame, expected: Mapping[tuple[str, ...], Any], *key: str) -> None:
    found = {tuple(row[name] for name in (*KEY, *key)): row for row in table.to_dicts()}
    assert found.keys() == expected.keys()
    for row, judgement in expected.items():
        for field in fields(judgement):
            assert same(found[row][field.name], getattr(judgement, field.name)), (row, field.name)


# The oracle knows one county and the survey; the demo has more of both.
_JUDGED = ("indicator_value", "observation", "comparison", "change", "goal_progress")


def _own(table: pl.DataFrame) -> pl.DataFrame:
    printed = pl.col("source").is_in(["kommunenkat", "foui_95_2023"])
    return table.filter(printed, pl.col("area").str.starts_with("25"))


def assert_the_judgements_are_the_same(house: House) -> dict[str, pl.DataFrame]:
    con = open_snapshot(build(house).published)
    tables = {name: read_table(con, name) for name in TABLES} | {name: _own(read_table(con, name)) for name in _JUDGED}
    con.close()
    values, observations, breaks = (
        tables[name].to_dicts() for name in ("indicator_value", "observation", "comparability_break")
    )
    targets = {row["indicator"]: row["target"] for row in tables["target"].to_dicts() if row["county"] == "25"}
    changes = Changes(values, observations, breaks, "25")
    assert_the_same(tables["comparison"], Oracle(values, breaks).comparisons(), "against")
    assert_the_same(tables["change"], changes.changes())
    assert_the_same(tables["goal_progress"], changes.goals(targets))
    return tables


def words(table: pl.DataFrame) -> int:
    """How many different things are said; few would mean that little was tested."""
    return table.select(pl.struct("verdict", "reason").n_unique()).item()  # type: ignore[no-any-return]


@pytest.mark.slow
def test_every_judgement_of_the_demo(built_demo: Demo) -> None:
    tables = assert_the_judgements_are_the_same(built_demo.house)
    assert words(tables["comparison"]) >= 10
    assert words(tables["change"]) >= 7


@pytest.mark.slow
def test_every_judgement_of_six_years(tmp_path: Path) -> None:
    tables = assert_the_judgements_are_the_same(six_years_house(tmp_path))
    assert words(tables["comparison"]) >= 11
    assert words(tables["change"]) >= 10
    assert words(tables["goal_progress"]) >= 4
    assert tables["change"].filter(pl.col("breaks").list.len() > 0, pl.col("before").is_not_null()).height
    assert tables["change"]["membership_change"].drop_nulls().abs().max() > 0  # type: ignore[operator]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_invented_counts_of_every_kind(seed: int) -> None:
    """Nobody and everybody, more than everybody, nobody to ask, silence, areas never asked, breaks of one area."""
    chance = random.Random(seed)
    areas = load_areas()
    places = areas.municipalities("25") + areas.municipalities("24") + areas.municipalities("22")
    known_items = {form.id: {item.id: item.counts or "" for item in form.items()} for form in all_forms()}
    definitions = load_definitions(INDICATORS, known_items)
    values = [
        invented(chance, definition, area.code, areas.adults(area.code), period)
        for definition in definitions
        for period in ("2023", "2024")
        for area in chance.sample(places, len(places) * 5 // 6)
    ]
    columns = empty_frame("indicator_value").schema
    frame = pl.DataFrame(values, schema={name: columns[name] for name in values[0]}, strict=False)
    breaks = pl.DataFrame(
        [
            ("a", "kommunenkat", "cra", None, "2580", "2024", "coding", "s"),
            ("b", "kommunenkat", None, "andel_fatt_insats", "2482", "2023", "definition", "s"),
            ("c", "kommunenkat", None, None, "2581", "2024", "form", "s"),
            ("d", "kommunenkat", None, None, "2582", "2023", "organisation", "s"),
            ("e", "kommunenkat", "mi", None, None, "2023", "coding", "s"),
        ],
        schema=empty_frame("comparability_break").schema,
        orient="row",
    )
    found = comparisons(frame, definitions, areas, breaks)
    assert_the_same(found, Oracle(values, breaks.to_dicts()).comparisons(), "against")
    assert words(found) >= 12


def invented(chance: random.Random, definition: Indicator, area: str, adults: int, period: str) -> dict[str, Any]:
    below = float(chance.choice([0, 1, 9, 10, 29, 30, 60, 200, 5000]))
    above: float | None = float(chance.choice([0, 1, 5, 10, below, below + 1, below // 2, below // 3, below // 7]))
    if definition.kind == "rate":
        below = float(adults)
    denominator = None if definition.kind == "items_used" else below
    if definition.kind == "share_of_areas":
        above, denominator = float(chance.choice([0, 1])), 1.0
    value = None
    if denominator is None:
        value = above
    elif above is not None and denominator > 0:
        value = above if definition.kind == "share_of_areas" else above / denominator * definition.multiplier
    status = "ok" if value is not None else "not_applicable"
    if chance.random() < 0.15:
        value = above = denominator = None
        status = chance.choice(["not_submitted", "not_kept", "not_asked"])
    return {
        "indicator": definition.id, "source": definition.form, "area": area, "period": period, "sex": "total",
        "age_group": "all", "value": value, "numerator": above, "denominator": denominator, "status": status,
        "members": [], "gate": None,
    }  # fmt: skip
