"""Diagnoser och samsjuklighet: each source apart, the nation never a sum, the leap marked and not explained."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard import diagnoses, diagnosis_charts, diagnosis_tables, queries
from etl.build import build
from etl.house import create_house
from etl.publish import publish
from tests.dashboard import small_county
from tests.dashboard.visits import charts, said, source, visit

PAGE = "diagnoser_och_samsjuklighet"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house of Gävleborg where nobody has sent anything in: the reference data that ship are there."""
    house = create_house(tmp_path_factory.mktemp("gavleborg") / "data", "demo", "21")
    publish(house, build(house, date(2026, 11, 22)).build_id)
    return house.path


@pytest.fixture
def path(published: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SAMSYN_DATA", str(published))
    served = queries.served()
    assert served is not None
    return served


def test_the_county_stands_beside_the_nation_and_the_others(path: str) -> None:
    app = visit(PAGE, ("tabell", "lan"), lan="21", ar="2024")
    text = said(app)
    assert "1 539 patienter i Gävleborgs län" in text
    assert "541 per 100 000 invånare, mot 508 i riket. 60 % var män och 40 % kvinnor." in text
    assert len(charts(app)) == 4
    assert "Källa: Socialstyrelsen" in text
    assert "Riket 508,0 53 784" in text


def test_the_leap_is_marked_and_asked_about(path: str) -> None:
    assert "Varför vet vi inte." in said(visit(PAGE, lan="21", ar="2024"))
    assert "Varför vet vi inte." not in said(visit(PAGE, lan="25", ar="2024"))
    found = diagnoses.diagnoses(path, "21")
    rows = diagnosis_charts.panels(found, diagnoses.PER_100K)[0][1]
    assert [row["year"] for row in rows if row["what"] == "break"] == [2023.5]


def test_two_sources_stand_side_by_side_and_are_never_averaged(path: str) -> None:
    found = diagnoses.diagnoses(path, "21")
    table = diagnosis_tables.beside(path, found, "2024")
    assert table is not None
    values = {row.cells[0].text: [cell.value for cell in row.cells[1:]] for row in table.rows}
    assert values["Individer med skadligt bruk eller beroende"] == [1544, 1539]
    assert values["Av dem också psykiatrisk diagnos"][0] == 747
    assert "slås aldrig ihop" in said(visit(PAGE, lan="21", ar="2024"))


def test_the_measures_of_printed_figures_stand_with_what_they_do_not_say(path: str) -> None:
    table = diagnosis_tables.measures(path, "21", "2024")
    assert table is not None
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Andel med samsjuklighet, procent", "48,4", "45,9–50,9", "747", "1\u00a0544", "Arbetsrapport 2026:1"]
    ]
    text = said(visit(PAGE, ("matt",), lan="21", ar="2024"))
    assert "inte om samordningen fungerar" in text


def test_a_county_without_figures_of_its_own_says_so_and_all_of_them_can_be_looked_at(path: str) -> None:
    assert len(diagnoses.counties(path)) == 21
    assert next(iter(diagnoses.counties(path))) == queries.build(path).county
    text = said(visit(PAGE, lan="10", ar="2020"))
    assert "Regionen har inte lämnat egna tal för 2020." in text
    assert "person för person" in text
    assert "De finns för 2024." in said(visit(PAGE, lan="21", ar="2020"))


def test_what_is_withheld_is_no_zero(path: str) -> None:
    found = diagnoses.diagnoses(path, "21")
    emptied = diagnoses.Diagnoses("21", "Gävleborgs län", found.years, {}, ())
    assert diagnoses.finding(emptied, "2024") == "Socialstyrelsen har inget tal för Gävleborgs län 2024."
    assert diagnosis_tables.by_year(emptied).rows[0].cells[1].text == "–"
    key = (diagnoses.COUNT, "21", "total", "2024")
    withheld = replace(found.found[key], value=None, status="suppressed_at_source")
    hidden = replace(found, found={key: withheld})
    assert diagnoses.finding(hidden, "2024") == "Socialstyrelsen visar inte talet för Gävleborgs län 2024."
    row = next(each for each in diagnosis_tables.by_year(hidden).rows if each.cells[0].text == "2024")
    assert [cell.text for cell in row.cells[1:3]] == ["visas inte i källan", "–"]


def test_years_of_others_are_no_periods_of_the_survey(path: str) -> None:
    assert queries.periods(path) == ()


def test_without_any_figures_the_page_says_what_to_do(own_data_folder: Path) -> None:
    small_county.publish(own_data_folder)
    assert "Här finns ännu inga uppgifter om diagnoser." in said(visit(PAGE))


def test_the_page_is_short_and_does_no_reckoning() -> None:
    assert len(source(PAGE).splitlines()) < 100
    assert not re.search(r"\bSELECT\b|duckdb|polars|sum\(|unsafe_allow_html", source(PAGE))
