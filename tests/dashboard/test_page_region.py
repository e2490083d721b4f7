"""Region och kommuner: each count with whom it is about, bounds and no share, and only like places side by side."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard import kolada_queries, queries, region_view
from dashboard.kolada import table
from dashboard.swedish import ages
from etl import fetch_kolada
from etl.build import build
from etl.fetch import use
from etl.fetch_kolada import KOLADA
from etl.forms.diagnoser import AGES
from etl.publish import publish
from tests.dashboard.visits import said, source, visit
from tests.etl.houses import FIRST_DAY
from tests.etl.statistics_services import KOLADA_RECORDED, kolada
from tests.etl.test_fetch import desk

PAGE = "region_och_kommuner"


@pytest.fixture
def gavleborg(demo_data: Path) -> str:
    served = queries.served()
    assert served is not None
    return queries.as_seen_by(served, "21")


def test_the_two_sides_stand_beside_each_other_with_whom_they_count(demo_data: Path) -> None:
    text = said(visit(PAGE, lanet="21"))
    assert "1 544 individer hade 2024 en diagnos inom F10–F19." in text
    assert "Av dem kan allt från ingen till 215 vara samma personer." in text
    assert "Regionen 1 544 18 år eller äldre 2024, 12 månader – Arbetsrapport 2026:1" in text
    assert "Socialstyrelsen 1 539 alla åldrar" in text
    assert "person för person" in text
    assert "Kvoten är ingen täckningsgrad." in text


def test_the_silent_open_the_bounds_of_the_county_and_an_estimate_is_no_least(demo_data: Path) -> None:
    text = said(visit(PAGE, lanet="21"))
    assert "kan vara allt från 0 till 14 %. Vad de tysta kommunerna gjort vet vi inte" in text
    assert "ASI vid start, 2024 ca 215 ca 14 0–215 1 544" in text
    norrbotten = said(visit(PAGE))
    assert "Fått insats, januari–oktober 2023 minst 635" in norrbotten
    assert "Metodinsatser (en person kan ha flera) Kommunerna 1 030" in norrbotten
    assert "10 av 14 (93 %) Kommunenkäten, exempel" in norrbotten
    assert "Olika lång tid: regionens tal gäller tolv månader, kommunernas januari–oktober 2023." in norrbotten


def test_only_municipalities_that_both_are_known_for_are_added(gavleborg: str) -> None:
    [other] = region_view.helped(gavleborg, "2024")
    found = {each.name: each for each in region_view.places(gavleborg, "2024", other)}
    assert found["Ockelbo"].diagnosed == 28
    assert found["Ockelbo"].beside is None
    whole = found["Kommunerna tillsammans"]
    assert (whole.members, whole.diagnosed) == (9, 1514 - 28)
    parts = [found["Gästrikland"], found["Hälsingland"]]
    assert sum(each.members for each in parts) == whole.members
    assert sum(each.diagnosed or 0 for each in parts) == whole.diagnosed


@pytest.mark.parametrize(
    ("county", "says"),
    [("07", "Utskrivna från heldygnsvård"), ("14", "Kommunerna har inte lämnat något för samma år.")],
)
def test_a_county_has_what_its_forms_give_and_is_told_what_is_missing(county: str, says: str, demo_data: Path) -> None:
    text = said(visit(PAGE, lanet=county))
    assert says in text
    assert "Regionen har inte lämnat tal för varje kommun" in text


def test_the_example_adds_up_to_no_more_than_what_is_printed(gavleborg: str) -> None:
    found = queries.item_answers(gavleborg, "2024", region_view.BY_MUNICIPALITY)
    sums = [
        sum(figure.value or 0 for figure in found[item].areas) for item in ("beroende_kommun", "samsjuklighet_kommun")
    ]
    assert sums == [1514, 727]
    assert min(figure.value or 0 for item in found.values() for figure in item.areas) >= 10


def test_diagnoses_by_municipality_stand_as_map_and_table(demo_data: Path) -> None:
    text = said(visit("diagnoser_och_samsjuklighet", lan="21", ar="2024"))
    assert "Gävle 547 67,4 61,9–73,3 268 49,0 44,8–53,2" in text
    assert "Summan av kommunerna är inte regionens tal" in text
    assert "30–45 år 398 243" in text
    assert "I sluten vård 462 –" in text
    assert "Regionen har inte lämnat tal för varje kommun 2020." in said(
        visit("diagnoser_och_samsjuklighet", lan="21", ar="2020")
    )


def test_the_age_groups_are_called_as_in_the_form() -> None:
    assert {group: ages(group) for group in AGES} == AGES


def test_the_page_is_short_and_does_no_reckoning() -> None:
    assert len(source(PAGE).splitlines()) < 100
    assert not re.search(r"\bSELECT\b|duckdb|polars|sum\(|unsafe_allow_html", source(PAGE))


def test_what_is_not_fetched_from_kolada_is_told_with_how_to_fetch_it(demo_data: Path) -> None:
    assert "samsyn fetch kolada" in said(visit(PAGE, lanet="14"))


def test_key_figures_from_kolada_stand_as_published_with_year_and_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_kolada, "KEY_FIGURES", KOLADA_RECORDED)
    with desk(tmp_path, KOLADA, kolada()) as at:
        use(at.house, KOLADA, at.fetch(2017, 2018), by="Analytikern", decided_at=FIRST_DAY)
    publish(at.house, build(at.house).build_id)
    monkeypatch.setenv("SAMSYN_DATA", str(at.house.path))
    served = queries.served()
    assert served is not None
    seen = queries.as_seen_by(served, "14")
    assert list(kolada_queries.titles(seen)) == list(KOLADA_RECORDED)
    assert kolada_queries.titles(queries.as_seen_by(served, "25")) == {}
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table(seen, "N03703", "Kostnad").rows}
    # As recorded; who has no figure has a gap and no nought.
    assert rows["Göteborg"] == ["1\u00a0028", "1\u00a0023"]
    assert rows["Borås"] == ["–", "–"]
