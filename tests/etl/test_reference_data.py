"""The reference tables agree with themselves and with each other."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from etl.areas import REFERENCE
from etl.forms.catalogue import all_forms
from etl.periods import parse_period

Row = dict[str, str]
METHODS = ("cra", "ap", "hap", "met", "cm", "act", "tolvsteg", "mi", "narstaende", "stodsamtal")


def rows(name: str) -> list[Row]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# What the report prints of the nation stands in test_reference_diagnoses.py; of its own interviews, below.
PRINTED = [row for row in rows("published/foui_95_2023.csv") if row["area"] == "25"]
PUBLISHED = [row for row in PRINTED if not row["item"].startswith("intervju")]
EVERY_FIGURE = [row for file in (REFERENCE / "published").glob("*.csv") for row in rows(f"published/{file.name}")]
VALUES = {row["item"]: float(row["value"]) for row in PUBLISHED}


def test_tables_1_and_3_add_up_to_their_printed_totals() -> None:
    assert sum(VALUES[method] for method in METHODS) == VALUES["metoder_totalt"] == 739
    assert VALUES["hvb"] + VALUES["lvm"] == VALUES["behandlingshem_totalt"] == 108


def test_the_four_municipalities_visits_add_up() -> None:
    assert [VALUES[f"dokumentation_kommun_{n}"] for n in (1, 2, 3, 4)] == [120, 20, 1299, 1634]
    assert sum((120, 20, 1299, 1634)) == VALUES["dokumentation"] == 3073


def test_the_group_passage_is_kept_although_it_adds_up_to_nine_of_eight() -> None:
    parts = [VALUES[f"grupp_{n}"] for n in ("anvander", "inga", "kops_in", "endast_behandlingshem")]
    assert parts == [5, 2, 1, 1]
    assert "grupper_nio_av_atta" in {row["id"] for row in rows("known_errors.csv")}


@pytest.mark.parametrize(
    ("item", "value"),
    [("sokt_hjalp", 527), ("fatt_insats", 480), ("nect", 5), ("kbt", 30), ("kontaktperson", 8),
     ("grupp_12steg", 4), ("grupp_anhorig", 2), ("grupp_motivation", 2), ("grupp_ap", 1), ("grupp_cra", 1)],
)  # fmt: skip
def test_other_figures_of_section_7_1(item: str, value: float) -> None:
    assert VALUES[item] == value


def test_every_printed_figure_says_where_it_stands_and_on_how_many_it_rests() -> None:
    assert [count for count in Counter(row["item"] for row in PUBLISHED).values() if count > 1] == []
    for row in PUBLISHED:
        assert row["printed_at"]
        assert (row["area"], parse_period(row["period"]).id, row["asked"]) == ("25", "2022-01/2022-10", "14")
        documentation = row["item"].startswith("dokumentation")
        assert row["status"] == ("estimated" if documentation else "ok")
        single = row["item"].startswith("dokumentation_kommun")
        assert row["answered"] == ("1" if single else "4" if documentation else "8")


def test_how_the_report_was_made_has_a_place_and_no_respondents() -> None:
    interviews = [row for row in PRINTED if row not in PUBLISHED]
    assert {row["item"]: row["value"] for row in interviews} == {"intervjuer": "2", "intervjuade": "4"}
    assert {(row["printed_at"], row["asked"]) for row in interviews} == {("Avsnitt 6.2", "")}


def test_every_printed_figure_has_a_label() -> None:
    asked = {(form.id, item.item_id) for form in all_forms() for item in form.items()}
    extra = {(row["form"], row["id"]) for row in rows("published_items.csv")}
    assert {(row["form"], row["item"]) for row in EVERY_FIGURE} <= asked | extra
    assert extra <= {(row["form"], row["item"]) for row in EVERY_FIGURE}


def test_sources_are_known_and_errors_are_explained() -> None:
    sources = [row["id"] for row in rows("sources.csv")]
    assert "foui_95_2023" in sources
    assert len(set(sources)) == len(sources)
    errors = rows("known_errors.csv")
    assert len({row["id"] for row in errors}) == len(errors)
    assert all(value for row in errors for value in row.values())
    assert {row["source"] for row in errors} <= set(sources)


def test_adults_by_sex_add_up_in_every_municipality() -> None:
    population = rows("population_2019.csv")
    assert len(population) == 290
    assert all(int(row["women"]) + int(row["men"]) == int(row["total"]) for row in population)
