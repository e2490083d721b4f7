"""The sending pages drawn whole: what a real house keeps to itself, and questions that a municipality replies to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.explanations import waiting_explanations
from etl.house import House, Kind, create_house
from etl.intake import check_file
from etl.questions import open_questions
from etl.receive import Words, receive
from tests.dashboard.filled_forms import PERIOD, confirmed, workbook
from tests.dashboard.visits import said, visit

pytestmark = pytest.mark.slow
AT = datetime(2023, 12, 1, 9, 30, tzinfo=UTC)
EARLIER = "2022-01/2022-10"
# Numbers that nobody would write by chance, to be looked for on the pages.
BEFORE, NOW = 617, 683


def house_of(kind: Kind, folder: Path) -> House:
    return create_house(folder, kind, "25")


def send(house: House, hvb: int, period: str = PERIOD.id, hours: int = 0) -> None:
    data = workbook({"hvb": hvb}, period=period, example=house.kind == "demo")
    checked = check_file(data, "svar.xlsx", as_area="2580", county="25")
    words = Words("Test Testsson, chef", confirmed(checked))
    receive(house, checked, received_at=AT + timedelta(hours=hours), words=words)


def upload(app: AppTest, data: bytes) -> AppTest:
    app.file_uploader[0].set_value(("svar.xlsx", data, "application/octet-stream"))
    app.run()
    assert not app.exception
    return app


def all_words(app: AppTest) -> str:
    """Everything on the page, with labels."""
    labels = [str(w.label) for kind in (app.text_input, app.checkbox, app.button) for w in kind]
    return " ".join([said(app), *labels, *(str(each.options) for each in app.selectbox)])


def test_a_real_house_tells_times_and_states_and_neither_values_nor_names(own_data_folder: Path) -> None:
    house = house_of("real", own_data_folder)
    send(house, BEFORE)
    history = all_words(visit("inlamningar", kommun="2580"))
    assert "version 1 gäller" in history
    assert "2023-12-01" in history
    start = all_words(visit("lamna_uppgifter", kommun="2580", period="annan"))
    assert "Senast lämnat januari–oktober 2023, version 1" in start
    for page in (history, start):
        assert str(BEFORE) not in page
        assert "Testsson" not in page
    assert "Ta tillbaka" not in history


def test_a_real_house_shows_no_earlier_answers_to_who_says_that_they_send_for_it(own_data_folder: Path) -> None:
    house = house_of("real", own_data_folder)
    send(house, BEFORE, period=EARLIER)
    send(house, BEFORE, hours=1)
    app = visit("lamna_uppgifter", kommun="2580")
    app.text_input[0].set_value(PERIOD.id).run()
    page = all_words(upload(app, workbook({"hvb": NOW}, example=False)))
    assert "1 svar skiljer sig. Vad som stod förut visas inte här förrän inloggning finns" in page
    assert "Förra periodens svar visas inte här förrän inloggning finns" in page
    assert str(NOW) in page, "one's own answers are shown"
    assert str(BEFORE) not in page


def test_a_demo_shows_the_period_before_and_what_holds(own_data_folder: Path) -> None:
    house = house_of("demo", own_data_folder)
    send(house, BEFORE, period=EARLIER)
    send(house, BEFORE + 1, hours=1)
    app = visit("lamna_uppgifter", kommun="2580")
    app.text_input[0].set_value(PERIOD.id).run()
    page = all_words(upload(app, workbook({"hvb": NOW})))
    for expected in (f"{BEFORE + 1} {NOW} +{NOW - BEFORE - 1}", f"{BEFORE} {NOW} +{NOW - BEFORE}"):
        assert expected in page


def test_an_open_question_waits_on_the_start_page_and_its_explanation_at_the_analysts_desk(
    own_data_folder: Path,
) -> None:
    house = house_of("demo", own_data_folder)
    send(house, NOW)
    send(house, 3, period=EARLIER, hours=1)
    assert [each.item for each in open_questions(house)] == ["hvb"]

    app = visit("lamna_uppgifter", kommun="2580")
    assert "Att svara på 1 fråga om era tal" in said(app)
    answer = next(each for each in app.button if each.label == "Skicka svaret")
    answer.click().run()
    assert "välj ett svar" in said(app)
    app.radio[0].set_value("explanation")
    for each in app.text_input:
        written = {"Förklaring": "Ny mottagning sedan mars.", "Ditt namn": "Anna", "Din roll": "chef"}
        if each.label in written:
            each.set_value(written[each.label])
    next(each for each in app.button if each.label == "Skicka svaret").click().run()
    assert not app.exception
    assert "svaret är skickat till analytikern" in said(app)
    assert open_questions(house) == []

    desk = visit("analytikerns_bord")
    assert "Ny mottagning sedan mars." in said(desk)
    next(each for each in desk.text_input if each.label == "Ditt namn").set_value("Anna Analys")
    next(each for each in desk.button if each.label == "Visa anmärkningen").click().run()
    assert not desk.exception
    assert "Anmärkningen visas vid siffran" in said(desk)
    assert waiting_explanations(house) == []


def test_the_mail_with_questions_is_ready_to_copy(own_data_folder: Path) -> None:
    house = house_of("demo", own_data_folder)
    send(house, NOW)
    send(house, 3, period=EARLIER, hours=1)
    app = visit("insamling")
    assert any("Hej Luleå!" in each.value and str(NOW) in each.value for each in app.code)
