"""The tables of methods: bounds instead of scaling up, and who is asked about what."""

from pathlib import Path

import pytest

from dashboard import method_tables, queries
from dashboard.records import Period
from dashboard.tables import Table
from tests.dashboard import small_county
from tests.dashboard.small_county import EARLIER, LATER


@pytest.fixture
def path(own_data_folder: Path) -> str:
    return small_county.publish(own_data_folder)


def period(path: str, wanted: str) -> Period:
    return next(p for p in queries.periods(path) if p.id == wanted)


def column(shown: Table, title: str) -> dict[str, str]:
    place = [each.title for each in shown.columns].index(title)
    return {row.cells[0].text: row.cells[place].text.replace("\u00a0", " ") for row in shown.rows}


def test_where_a_method_is_used_is_told_as_bounds(path: str) -> None:
    used = column(method_tables.methods(path, period(path, EARLIER)), "Används i")
    assert (used["CRA"], used["MI"]) == ("mellan 2 och 3 av 4 kommuner", "mellan 3 och 4 av 4 kommuner")
    # Älvsbyn skipped CRA, and Kalix sent nothing.
    assert (
        column(method_tables.methods(path, period(path, LATER)), "Används i")["CRA"] == "mellan 2 och 4 av 4 kommuner"
    )


def test_a_rate_of_a_method_has_its_interval(path: str) -> None:
    assert column(method_tables.methods(path, period(path, EARLIER)), "Slumpens spelrum")["CRA"] == "9,5–18,2"


def test_groups_have_bounds_for_the_whole_county(path: str) -> None:
    groups = method_tables.groups(path, period(path, LATER))
    assert column(groups, "I hela länet") == {"12-stegsgrupp": "mellan 1 och 2 av 4 kommuner"}
    assert column(groups, "Har svarat på frågan") == {"12-stegsgrupp": "3 av 4 kommuner"}


def test_too_few_answers_are_told_as_counts(path: str) -> None:
    said = method_tables.finding(path, period(path, LATER)).replace("\u00a0", " ")
    assert said == (
        "I 2 av 4 kommuner (81 % av länets vuxna): 260 personer fick insats, och tillsammans 109 metodinsatser. "
        "Det är för få svar för ett gemensamt tal."
    )


def test_the_colour_of_the_grid_judges_nothing() -> None:
    assert "bedömer inget" in method_tables.HEAT_NOTES[0]
