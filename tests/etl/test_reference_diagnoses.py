"""Figures of diagnoses by others: every one as it stands with its source, and the traps in them are not walked into."""

from __future__ import annotations

import csv

import polars as pl
import pytest

from etl.areas import REFERENCE
from etl.reference import published_figures

FIGURES = published_figures(REFERENCE)
SOS = FIGURES.filter(source="socialstyrelsen_f10_f19")
COUNTS = SOS.filter(item="patienter_f10_f19").pivot("sex", index=["area", "period"], values="value")


def figure(source: str, area: str, period: str, item: str, sex: str = "total") -> float:
    return float(FIGURES.filter(source=source, area=area, period=period, item=item, sex=sex)["value"].item())


@pytest.mark.parametrize(
    ("item", "sex", "value"),
    [
        ("beroende", "total", 1544), ("konsandel_beroende", "men", 63), ("konsandel_beroende", "women", 37),
        ("samsjuklighet", "total", 747), ("andel_samsjuklighet_tryckt", "total", 48),
        ("medelalder_beroende", "men", 50.8), ("medelalder_beroende", "women", 52.1),
        ("medelalder_samsjuklighet", "men", 42.9), ("medelalder_samsjuklighet", "women", 42.3),
    ],
)  # fmt: skip
def test_every_figure_of_arbetsrapport_2026_1(item: str, sex: str, value: float) -> None:
    assert figure("arbetsrapport_2026_1", "21", "2024", item, sex) == value


@pytest.mark.parametrize(
    ("item", "sex", "value"),
    [("vardade_beroendeframkallande", "total", 51835), ("andel_psykiatrisk_diagnos", "men", 52),
     ("andel_psykiatrisk_diagnos", "women", 64)],
)  # fmt: skip
def test_what_foui_95_2023_prints_of_the_nation(item: str, sex: str, value: float) -> None:
    assert figure("foui_95_2023", "00", "2017", item, sex) == value
    assert set(FIGURES.filter(item=item)["age_group"]) == {"10+"}


def test_the_whole_table_of_socialstyrelsen_is_here() -> None:
    assert SOS.height == 22 * 18 * 3 * 2
    assert COUNTS.height == 22 * 18
    assert COUNTS.filter(pl.col("women") + pl.col("men") != pl.col("total")).is_empty()
    assert SOS["value"].null_count() == 0
    assert set(SOS["age_group"]) == {"all"}


def test_the_counties_never_sum_to_the_nation() -> None:
    counties = COUNTS.filter(pl.col("area") != "00").group_by("period").agg(pl.col("total").sum().alias("sum"))
    both = counties.join(COUNTS.filter(area="00"), on="period")
    assert both.filter(pl.col("sum") == pl.col("total")).is_empty()


def test_two_sources_for_one_thing_stand_side_by_side() -> None:
    assert figure("socialstyrelsen_f10_f19", "21", "2024", "patienter_f10_f19") == 1539
    assert figure("arbetsrapport_2026_1", "21", "2024", "beroende") == 1544


def test_the_leap_of_2024_is_marked_and_not_explained() -> None:
    per_100_000 = [figure("socialstyrelsen_f10_f19", "21", y, "patienter_f10_f19_per_100000") for y in ("2023", "2024")]
    assert [round(value) for value in per_100_000] == [401, 541]
    with (REFERENCE / "breaks.csv").open(encoding="utf-8", newline="") as file:
        [leap] = [row for row in csv.DictReader(file) if row["id"] == "gavleborg_2024"]
    assert (leap["area"], leap["from_period"], leap["kind"]) == ("21", "2024", "unexplained")
    assert "vet vi inte" in leap["says"]


def test_contradictions_are_told() -> None:
    with (REFERENCE / "known_errors.csv").open(encoding="utf-8", newline="") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    assert {"kvinnor_64_65", "gavleborg_1544_1539", "medelalder_endast_beroende"} <= known
