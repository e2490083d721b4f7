"""The inventory in the web form: what hangs under an answer stands beside it, and nothing is asked for in vain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from etl.forms.catalogue import get_form
from etl.house import create_house

FORM = get_form("insatsinventering")


@pytest.fixture
def app(tmp_path: Path) -> AppTest:
    page = AppTest.from_file(str(Path(__file__).with_name("web_form_page.py")), default_timeout=60)
    given = {"house": create_house(tmp_path / "house", "demo", "14"), "area": "1496", "period": "2025"}
    for name, value in {**given, "form": FORM.id, "prefill": None, "earlier": None}.items():
        page.session_state[name] = value
    page.run()
    assert not page.exception
    return page


def widget(app: AppTest, field_id: str) -> Any:
    kinds = (app.text_input, app.text_area, app.selectbox, app.radio)
    [found] = [each for kind in kinds for each in kind if str(each.key).startswith(f"web_value_{field_id}_insats")]
    return found


def check(app: AppTest) -> None:
    next(each for each in app.button if each.label == "Kontrollera svaren").click()
    app.run()
    assert not app.exception


def test_every_question_has_one_widget_with_a_name_of_its_own(app: AppTest) -> None:
    labels = [widget(app, each.id).label for each in FORM.fields()]
    assert len(set(labels)) == len(labels)
    assert widget(app, "laro_ges").label == "3.1 LARO (Läkemedelsassisterad behandling vid opioidberoende): vem ger?"
    assert widget(app, "laro_aktivt").label == "LARO, öppen vid aktivt bruk"
    # How sure a number is is not asked before there is something to say of it.
    assert not [each for each in app.selectbox if each.label.startswith("Så säker")]


def test_what_is_not_given_needs_no_more_answers(app: AppTest) -> None:
    widget(app, "laro_ges").set_value("Regionen")
    widget(app, "peer_support_ges").set_value("Ges inte")
    widget(app, "kedja_cra_erbjuds").set_value("Nej")
    check(app)
    sent = app.session_state["sent"]
    assert sent.outcome == "accepted"
    assert sent.fine == "3 av 44 frågor är besvarade."


def test_a_number_that_is_about_is_met_with_the_choice_that_says_so(app: AppTest) -> None:
    widget(app, "kedja_mi_erbjuds").set_value("Ja")
    widget(app, "kedja_mi_anvands").set_value("ca 30")
    check(app)
    assert not app.session_state["sent"]
    [certainty] = [each for each in app.selectbox if each.label.startswith("Så säker")]
    certainty.set_value("estimated")
    widget(app, "kedja_mi_anvands").set_value("30")
    check(app)
    answer = app.session_state["sent"].answers["kedja_mi_anvands"]
    assert (answer.value, answer.status) == (30.0, "estimated")
