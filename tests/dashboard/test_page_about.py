"""Om siffrorna in every county: the measures of each form, what each document prints, and its known errors."""

from __future__ import annotations

import pytest

from dashboard import about_forms, about_queries, about_tables, queries, what_there_is
from etl.demo import Demo
from tests.dashboard.visits import DASHBOARD, said, visit

PAGE = "om_siffrorna"


@pytest.fixture
def path(built_demo: Demo) -> str:
    return str(built_demo.build.published)


def test_every_form_tells_of_its_measures_and_its_questions(path: str) -> None:
    forms = about_queries.forms(path)
    assert {"kommunenkat", "diagnoser", "asi", "vardkedja", "insatsinventering", "brukarenkat"} <= {*forms}
    for form in forms:
        assert about_tables.questions(path, form).rows
        for indicator in queries.indicators(path, form).values():
            told = dict(about_tables.definition(path, indicator, form))
            assert told["Bygger på"]
            assert indicator.caveats
        page, _ = about_forms.shown_on(form)
        assert (DASHBOARD / "app_pages" / f"{page}.py").exists()


@pytest.mark.usefixtures("demo_data")
@pytest.mark.parametrize(("measure", "form"), [("cra_per_100", "kommunenkat"), ("andel_samsjuklighet", "diagnoser")])
def test_a_link_to_a_measure_opens_its_form_and_unfolds_it(measure: str, form: str) -> None:
    app = visit(PAGE, matt=measure)
    assert next(each.value for each in app.selectbox if each.label == "Mått ur") == form
    assert [each.proto.expanded for each in app.expander].count(True) == 1


def test_each_document_tells_its_own_errors_and_the_county_s_come_first(path: str) -> None:
    seen = queries.as_seen_by(path, "21")
    documents = about_tables.documents(seen)
    assert next(iter(documents)) == "arbetsrapport_2026_1"
    whole = about_tables.known_errors(seen)
    assert whole is not None
    parts = [about_tables.known_errors(seen, source) for source in documents]
    assert sum(len(each.rows) for each in parts if each) == len(whole.rows) == len(queries.known_errors(path))


@pytest.mark.parametrize(("county", "what", "value"), [("25", "CRA", "71"), ("21", "kvinnor", "37"), ("07", "", "23")])
def test_what_is_printed_of_a_county_stands_as_it_is_printed(path: str, county: str, what: str, value: str) -> None:
    table = about_tables.printed(queries.as_seen_by(path, county))
    assert table is not None
    assert [row for row in table.rows if what in row.cells[0].text and row.cells[3].text == value]
    assert all(row.cells[3].text for row in table.rows)


@pytest.mark.usefixtures("demo_data")
def test_a_county_without_the_survey_says_what_there_is_and_leads_there(path: str) -> None:
    app = visit("jamfor_kommuner", lanet="07")
    text = said(app)
    assert "Kommunenkäten är inte besvarad i Kronobergs län." in text
    assert "Det här finns för Kronobergs län" in text
    ways = what_there_is.ways(queries.as_seen_by(path, "07"))
    assert tuple(page for page in ("vardkedjan", "brukarnas_rost") if page in dict(ways)) == (
        "vardkedjan",
        "brukarnas_rost",
    )
    assert any("8 av 8 kommuner och regionen" in label.replace("\u00a0", " ") for _, label in ways)
