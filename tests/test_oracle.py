"""The snapshot and the oracle say the same of every sum and every indicator."""

from __future__ import annotations

import random
from dataclasses import fields
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from etl.build import build
from etl.demo import Demo
from etl.house import House
from etl.rounds import open_round
from etl.snapshot import open_snapshot, read_table
from tests.etl.houses import FORM, PERIOD, Given, demo_house, send, submission
from tests.oracle import Figure, Oracle

ITEM_KEY = ["area", "period", "item"]
VALUE_KEY = ["indicator", "area", "period"]


def from_snapshot(house: House, table: str, key: list[str]) -> dict[tuple[str, ...], Figure]:
    con = open_snapshot(build(house).published)
    frame = read_table(con, table).filter(pl.col("source") == "kommunenkat")
    con.close()
    names = [field.name for field in fields(Figure) if field.name in frame.columns]
    figures = {}
    for row in frame.iter_rows(named=True):
        known = {name: row[name] for name in names} | {"members": tuple(row.get("members") or ())}
        figures[tuple(row[column] for column in key)] = Figure(**known)
    return figures


def assert_the_same(found: dict[tuple[str, ...], Figure], expected: dict[tuple[str, str, str], Figure]) -> None:
    assert found.keys() == expected.keys()
    for key, figure in expected.items():
        for field in fields(Figure):
            ours, theirs = getattr(found[key], field.name), getattr(figure, field.name)
            if isinstance(theirs, float):
                assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-9), (key, field.name)
            else:
                assert ours == theirs, (key, field.name)


def compare(house: House) -> Oracle:
    oracle = Oracle(house.path)
    items = oracle.municipal_items() | oracle.county_items()
    values = oracle.municipal_values() | oracle.county_values()
    assert_the_same(from_snapshot(house, "observation", ITEM_KEY), items)
    assert_the_same(from_snapshot(house, "indicator_value", VALUE_KEY), values)
    return oracle


@pytest.mark.slow
def test_the_demo(built_demo: Demo) -> None:
    oracle = compare(built_demo.house)
    assert len(oracle.sent) == 18
    assert {figure.status for figure in oracle.municipal_values().values()} >= {
        "ok",
        "estimated",
        "not_submitted",
        "not_kept",
    }
    assert set(oracle.items) == {item.id for item in FORM.items()}
    every = [*oracle.municipal_values().values(), *oracle.county_values().values()]
    assert {figure.certainty for figure in every} >= {"firm", "uncertain"}
    assert {figure.gate for figure in every} >= {"county", "answering", "answering_few"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_invented_answers_with_every_kind_of_gap(tmp_path: Path, seed: int) -> None:
    """Corrections, rounds that ask a part of the county, other areas that answer all the same, zeros everywhere."""
    chance = random.Random(seed)
    house = demo_house(tmp_path)
    areas = ["2580", "2581", "2582", "2583", "2584", "2505", "2506", "2510"]
    open_round(house, "kommunenkat", PERIOD, areas[:5], date(2023, 2, 1))
    for day, (area, period) in enumerate((a, p) for a in areas for p in (PERIOD, "2023", PERIOD)):
        if chance.random() < 0.6:
            send(house, submission(area, period, invented(chance)), salt=str(day), day=day)
    oracle = compare(house)
    assert {figure.certainty for figure in oracle.municipal_values().values()} == {
        None, "firm", "uncertain", "in_words",
    }  # fmt: skip
    assert "too_few_answers" in {figure.status for figure in oracle.county_values().values()}


def invented(chance: random.Random) -> dict[str, Given]:
    given: dict[str, Given] = {}
    for each in FORM.fields():
        if each.kind == "text":
            continue
        count = float(chance.choice([0, 0, 1, 7, 120]) if each.kind == "count" else chance.choice([0, 1]))
        gap = chance.choice(["not_kept", "not_answered", "not_applicable"])
        outcomes: list[Given] = [count, (count, "estimated"), gap]
        given[each.id] = chance.choices(outcomes, [12, 2, 2])[0]
    return given
