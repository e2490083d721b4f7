"""Changes, trends and goals of a snapshot are those of the oracle: every row, numbers to 1e-9 and words exactly."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.areas import load_areas
from etl.breaks import COLUMNS
from etl.build import build
from etl.definitions import load_definitions
from etl.demo import Demo
from etl.forms.catalogue import all_forms
from etl.goal_progress import progress
from etl.house import House
from etl.inputs import INDICATORS
from etl.over_time import changes
from etl.reference import adults_of_municipalities
from etl.snapshot import open_snapshot, read_table
from etl.trend_markers import trends
from tests.etl.houses import FORM, PERIOD, Given, demo_house, send, submission
from tests.oracle_over_time import Oracle, Row

TABLES = ("indicator_value", "observation", "comparability_break", "change", "trend", "goal_progress")
Tables = dict[str, pl.DataFrame]


def tables_of(house: House) -> Tables:
    con = open_snapshot(build(house).published)
    tables = {name: read_table(con, name) for name in TABLES}
    con.close()
    # Of an indicator that a report has printed too, there is one row for each source; the oracle knows the answers.
    ours = pl.col("source") == FORM.id
    return {name: table.filter(ours) if "source" in table.columns else table for name, table in tables.items()}


def assert_the_same(tables: Tables) -> None:
    oracle = Oracle(*(tables[name].to_dicts() for name in TABLES[:3]))
    for name, expected in (("change", oracle.changes()), ("trend", oracle.trends()), ("goal_progress", oracle.goals())):
        found = {(row["indicator"], row["area"], row["period"]): row for row in tables[name].to_dicts()}
        assert len(found) == tables[name].height
        assert found.keys() == expected.keys(), name
        for key, row in expected.items():
            differing = {
                column: (found[key][column], told) for column, told in row.items() if not same(found[key][column], told)
            }
            assert not differing, (name, key)
            assert row.keys() | {"indicator", "source", "area", "period", "sex", "age_group"} == found[key].keys()


def same(ours: Any, theirs: Any) -> bool:
    if isinstance(theirs, float):
        return ours is not None and bool(ours == pytest.approx(theirs, rel=1e-9, abs=1e-9))
    return bool(ours == theirs)


def shown(tables: Tables, name: str, *columns: str) -> set[Row | tuple[Any, ...]]:
    return set(tables[name].select(columns).unique().rows())


@pytest.mark.slow
def test_the_demo(built_demo: Demo) -> None:
    tables = tables_of(built_demo.house)
    assert_the_same(tables)
    # Enough happens in the demo for this to mean something.
    assert len(shown(tables, "change", "verdict", "reason")) >= 6
    assert len(shown(tables, "goal_progress", "verdict", "reason")) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_invented_years_with_gaps_and_breaks(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    house = demo_house(tmp_path, county="08")
    areas = ["0821", "0834", "0840", "0860", "0861", "0862", "0880", "0881", "0882", "0883", "0884", "0885"]
    years = ["2015", *map(str, range(2017, 2023)), PERIOD, "2023-01/2023-10", "2024", "2025"]
    size = {area: chance.choice([6, 30, 200]) for area in areas}
    for day, (period, area) in enumerate((period, area) for period in years for area in areas):
        if chance.random() < 0.93:
            send(house, submission(area, period, invented(chance, size[area])), salt=str(day), day=day)
    tables = tables_of(house)
    assert_the_same(tables)
    assert_the_same(with_breaks(tables))
    assert len(shown(tables, "change", "verdict", "reason")) >= 8
    assert shown(tables, "trend", "reason") >= {
        (None,),
        ("gap",),
        ("too_few_periods",),
        ("no_answer",),
        ("few_events",),
    }


def invented(chance: random.Random, size: int) -> dict[str, Given]:
    """Persons, and of everything else what they make likely; here and there an estimate or a gap."""
    persons = chance.randint(size // 2, size)
    given: dict[str, Given] = {
        "sokt_hjalp": float(persons),
        "fatt_insats": float(chance.randint(persons // 2, persons)),
    }
    for each in FORM.fields():
        if each.kind == "text":
            continue
        count = float(chance.randint(0, persons // 2) if each.kind == "count" else chance.choice([0, 1]))
        outcomes: list[Given] = [count, (count, "estimated"), chance.choice(["not_kept", "not_answered"])]
        given.setdefault(each.id, chance.choices(outcomes, [30, 1, 1])[0])
    return given


def with_breaks(tables: Tables) -> Tables:
    """The same figures with breaks of every reach between them, made again without a build."""
    broken = [
        ("b1", "cra", None, None, "2018"),
        ("b2", "fatt_insats", None, None, "2025"),
        ("b3", None, "sokt_hjalp_per_10000", None, "2024"),
        ("b4", None, None, "0880", "2020"),
        ("b5", "mi", None, "0881", "2021"),
        ("b6", "hvb", None, "08", "2022"),
    ]  # fmt: skip
    rows = [
        (id, "kommunenkat", item, indicator, area, start, "form", "x") for id, item, indicator, area, start in broken
    ]
    breaks = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    definitions = load_definitions(
        INDICATORS, {form.id: {i.id: i.counts or "" for i in form.items()} for form in all_forms()}
    )
    adults, values = adults_of_municipalities(load_areas()), tables["indicator_value"]
    municipal = tables["observation"].filter(pl.col("area").str.len_chars() == 4)
    return tables | {
        "comparability_break": breaks,
        "change": changes(values, municipal, definitions, adults, breaks),
        "trend": trends(values, definitions, adults, breaks),
        "goal_progress": progress(values, definitions),
    }
