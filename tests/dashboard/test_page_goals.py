"""The page Effektmål over every form, and that no other page shows a form that it does not speak of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import goal_queries, queries
from etl.build import build
from etl.forms.catalogue import get_form
from etl.house import create_house
from etl.publish import publish
from tests.dashboard.visits import said, source, visit
from tests.etl import houses
from tests.etl.forms.test_asi_and_vardkedja import filled_in
from tests.etl.test_goal_forms_together import COUNTY, MUNICIPALITIES, fill

pytestmark = pytest.mark.slow
# Their figures are of the same year as those of ASI: what keeps them apart is the form alone.
OF_THE_SURVEY = ("jamfor_kommuner", "alla_matt", "over_tid", "insatser_och_metoder", "min_kommun")


@pytest.fixture
def county(own_data_folder: Path) -> str:
    """Gävleborg with both forms and the survey of the same year, published."""
    house = fill(create_house(own_data_folder, "demo", COUNTY))
    houses.send(house, *(houses.submission(area, "2026") for area in MUNICIPALITIES), day=1500)
    publish(house, build(house).build_id)
    path = queries.served()
    assert path is not None
    return path


def words(app: AppTest) -> str:
    headings = " ".join(str(each.value) for each in app.subheader)
    return f"{said(app)} {headings}".replace("\u00a0", " ")


def test_the_other_pages_speak_of_the_survey_alone(county: str) -> None:
    others = [m.indicator.short_title for m in goal_queries.measures(county) if m.form != queries.FORM]
    assert len(others) >= 16
    for page in OF_THE_SURVEY:
        app = visit(page)
        shown = words(app) + " ".join(str(box.options) for box in app.selectbox)
        assert "Sökt hjälp" in shown or "12-steg" in shown, page
        assert [name for name in others if name in shown] == [], page
    assert {period.id for period in queries.periods(county)} == {"2026"}


def test_every_concept_and_goal_is_there_with_its_figures(county: str) -> None:
    shown = words(visit("effektmal"))
    for goal in goal_queries.goals(county):
        assert goal.words in shown
        assert goal.concept in shown
    for expected in (
        "ASI, andel kommuner",
        "Underlag nu: 6 av 8, svar 8 av 10 (78 %).",
        "Utskrivna med boende",
        "72 %",
        "Från behov till utfall",
        "Hur många lever med samsjuklighet?",
        "Inget steg kan delas med ett annat",
        "Mer skulle sägas av: en uppgift om väntetid till dygnsvården.",
        "Att det hör till Behovsbaserad är vår läsning av skanningens punkter.",
    ):
        assert expected in shown, expected


def test_the_printed_eight_of_ten_stands_in_the_whole_table(own_data_folder: Path) -> None:
    house = create_house(own_data_folder, "demo", COUNTY)
    houses.send(house, houses.submission("2180", "2026"))
    publish(house, build(house).build_id)
    shown = words(visit("effektmal", folds=("alla",)))
    assert "8 av 10 (2026, tryckt)" in shown
    assert re.search(r"Inga svar ännu: .*Ny SIP per 10 000 vuxna", shown)


def test_a_county_without_answers_still_says_what_it_waits_for(own_data_folder: Path) -> None:
    house = create_house(own_data_folder, "demo", "07")
    houses.send(house, houses.submission("0780", "2026"))
    publish(house, build(house).build_id)
    app = visit("effektmal")
    assert not app.exception
    assert "av 13 effektmål har minst ett mått med svar" in words(app)


def test_the_form_is_chosen_where_answers_are_sent(county: str) -> None:
    # A municipality that has been asked and has not answered.
    app = visit("lamna_uppgifter", kommun="2184", formular="asi", period="2026")
    assert not app.exception
    data = filled_in("asi", {}, "2184")
    app.file_uploader[0].set_value(("svar.xlsx", data, "application/octet-stream")).run()
    shown = words(app)
    assert "Uppgifterna visas på sidan ASI, och i de mål de säger något om på Effektmål" in shown
    assert "3.2 Hur många personer har intervjuats med ASI vid start" in shown

    app.selectbox[1].set_value("vardkedja").run()
    app.file_uploader[0].set_value(("svar.xlsx", data, "application/octet-stream")).run()
    assert f"Filen är ”{get_form('asi').title}”, men ni har valt Vårdkedjeuppföljningen" in words(app)


def test_the_page_is_short() -> None:
    assert len(source("effektmal").splitlines()) < 100
