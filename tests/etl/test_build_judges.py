"""What a build says beside the figures: whom they speak for, who is silent, where series break, which goals hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from etl.build import build
from etl.house import House, create_house
from etl.rounds import open_round
from etl.snapshot import TABLES, open_snapshot, read_table
from tests.etl.houses import PERIOD, demo_house, send, submission

LATER = "2023-01/2023-10"


def tables(house: House, as_of: date | None = None) -> dict[str, pl.DataFrame]:
    con = open_snapshot(build(house, as_of).published)
    try:
        return {name: read_table(con, name) for name in TABLES}
    finally:
        con.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    """Two small municipalities one year, most of the county the next."""
    house = demo_house(tmp_path_factory.mktemp("judges"))
    send(house, submission("2505"), submission("2506"))
    send(house, *(submission(area, LATER) for area in ("2505", "2580", "2581", "2582", "2583", "2584")), day=300)
    return tables(house)


def test_a_county_speaks_only_where_enough_have_answered(built: dict[str, pl.DataFrame]) -> None:
    county = built["indicator_value"].filter(pl.col("area") == "25", pl.col("source") == "kommunenkat")
    few = county.filter(pl.col("period") == PERIOD, pl.col("answered") > 0)
    assert few.select("gate", "status", "value").unique().rows() == [("counts_only", "too_few_answers", None)]
    assert few["numerator"].is_not_null().all()
    (later,) = county.filter(pl.col("period") == LATER, pl.col("indicator") == "andel_fatt_insats").rows(named=True)
    assert (later["gate"], later["status"]) == ("answering_few", "ok")
    assert later["lower"] < later["value"] == 100


def test_counts_themselves_are_still_told(built: dict[str, pl.DataFrame]) -> None:
    sums = built["observation"].filter(pl.col("area") == "25", pl.col("item") == "cra", pl.col("period") == PERIOD)
    assert sums.filter(pl.col("source") == "kommunenkat").select("value", "status").rows() == [(2.0, "ok")]


def test_who_is_silent_is_told_for_every_round(built: dict[str, pl.DataFrame]) -> None:
    groups = built["response_group"].sort("period", "who").select("period", "who", pl.col("members").list.len())
    assert groups.rows() == [
        (PERIOD, "answered", 2),
        (PERIOD, "silent", 12),
        (LATER, "answered", 6),
        (LATER, "silent", 8),
    ]


def test_breaks_are_in_the_snapshot_and_nothing_is_reckoned_across_them(built: dict[str, pl.DataFrame]) -> None:
    assert "stodsamtal" in built["comparability_break"]["item"].to_list()
    across = built["change"].filter(pl.col("indicator") == "stodsamtal_per_100")
    assert across.height > 0
    assert across.select("difference", "ratio").null_count().row(0) == (across.height, across.height)


def test_every_table_of_judgements_has_rows(built: dict[str, pl.DataFrame]) -> None:
    assert built["comparison"].height > 0
    assert built["change"].height > 0
    assert set(built["trend"]["marker"]) == {"cannot_be_calculated"}
    assert set(built["goal_progress"]["indicator"]) == {"andel_fatt_insats"}


def test_an_example_goal_holds_in_a_demo_and_nowhere_else(built: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    assert "andel_fatt_insats" in built["target"]["indicator"].to_list()
    assert built["baseline"].height > 0
    real = create_house(tmp_path / "real", "real", "25")
    nothing = tables(real, date(2026, 1, 31))
    assert all(nothing[name].is_empty() for name in ("target", "baseline", "goal_progress", "goal_state"))
    assert nothing["indicator"]["margin"].is_not_null().any()


def test_a_round_that_nobody_has_answered_is_built_all_the_same(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    open_round(house, "kommunenkat", LATER, ["2580", "2581"], date(2023, 12, 1), opened_on=date(2023, 11, 1))
    built = tables(house)
    assert set(built["indicator_value"].filter(pl.col("source") == "kommunenkat")["value"]) == {None}
    assert built["response_group"].select("who", "adults").sort("who").rows()[0] == ("answered", 0)
