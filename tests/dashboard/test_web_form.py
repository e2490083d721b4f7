"""The web form as a sender meets it: every question of the workbook, faults where they are, nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import web_form_faults
from dashboard.web_form_style import CSS
from etl.form_rows import is_wide
from etl.forms.catalogue import all_forms, get_form
from etl.house import House, create_house
from etl.periods import parse_period
from etl.problems import problem
from etl.receive import receive
from etl.submission import Answer, CheckedFile
from etl.web_form import Written, check_web_form
from etl.web_words import Faults
from tests.spec.filled_form import ANSWERS

FORM, PERIOD = get_form("kommunenkat"), "2023-01/2023-10"
FIELDS = {each.id: each for each in FORM.fields()}
ANSWERED = {id: Written(str(value)) for id, value in ANSWERS.items()}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return create_house(tmp_path / "house", "demo", "25")


def visit(
    house: House,
    period: str = PERIOD,
    prefill: Mapping[str, Written] | None = None,
    earlier: Mapping[str, Answer] | None = None,
) -> AppTest:
    app = AppTest.from_file(str(Path(__file__).with_name("web_form_page.py")), default_timeout=60)
    given = {"house": house, "area": "2580", "period": period, "prefill": prefill, "earlier": earlier}
    for name, value in given.items():
        app.session_state[name] = value
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def widget(app: AppTest, part: str, field_id: str) -> Any:
    """The newest widget of a field; its kind follows from the part."""
    kinds = (app.text_input, app.text_area, app.radio, app.selectbox)
    found = [each for kind in kinds for each in kind if str(each.key).startswith(f"web_{part}_{field_id}_kommun")]
    assert len(found) == 1, (part, field_id)
    return found[0]


def write(app: AppTest, **values: str) -> None:
    for field_id, value in values.items():
        each = FIELDS[field_id]
        widget(app, "which" if each.names else "value", field_id).set_value(value)


def press(app: AppTest, label: str) -> AppTest:
    next(each for each in app.button if each.label == label).click()
    return run(app)


def check(app: AppTest) -> AppTest:
    return press(app, "Kontrollera svaren")


def sent(app: AppTest) -> CheckedFile | None:
    found: CheckedFile | None = app.session_state["sent"]
    return found


def html(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def at_question(app: AppTest, field_id: str) -> str:
    """What stands at a question, as plain text; empty when nothing is wrong with it."""
    found = [e.proto.body for e in app.get("html") if f'id="fraga-{field_id}"' in e.proto.body]
    return re.sub(r"<[^>]+>", " ", " ".join(found))


# ---- What is on the page


@pytest.mark.parametrize("period", [PERIOD, "2022-01/2022-10"])
def test_every_question_is_there_in_the_words_of_the_workbook(house: House, period: str) -> None:
    app, when = visit(house, period), parse_period(period)
    for each in FORM.fields(FORM.layout_for(when)):
        shown = widget(app, "which" if each.names else "value", each.id)
        assert FORM.wording(each, when) in shown.label
        if each.kind == "count":
            assert widget(app, "status", each.id).options == [
                "Exakt tal", "Uppskattat värde", "Uppgift saknas", "Ej aktuellt",
            ]  # fmt: skip
        if not is_wide(each) and not each.main and not each.names:
            assert widget(app, "comment", each.id).label.startswith(f"Kommentar till {each.number}")
    labels = [str(w.label) for kind in (app.text_input, app.text_area, app.radio, app.selectbox) for w in kind]
    assert len(labels) == len(set(labels)), "no two fields have the same name"


def test_the_form_of_2022_has_no_row_for_what_it_did_not_ask(house: House) -> None:
    app = visit(house, "2022-01/2022-10")
    assert not [each for each in app.text_input if "stodsamtal" in str(each.key)]


def test_no_wording_can_be_taken_for_markup() -> None:
    for form in all_forms():
        for each in form.fields():
            wordings = [each.label, *(layout.wordings.get(each.id, "") for layout in form.layouts)]
            assert not re.search(r"[*_`\[\]$<>#~]|:\w+:|:\w+\[", "".join(wordings)), each.id


def test_earlier_values_stand_beside_only_when_they_are_given(house: House) -> None:
    earlier = {
        "dokumentation": Answer(1234.0, "ok", "C1", "x"),
        "hvb": Answer(None, "not_kept", "C2", "x"),
        "grupp_ap": Answer(1.0, "ok", "C3", "x"),
        "ovrigt": Answer("Ring Anna Svensson", "ok", "C4", "x"),
    }
    said = html(visit(house, earlier=earlier)).replace("\u00a0", " ")
    assert all(f"2022: {value}<" in said for value in ("1 234", "uppgift saknas", "ja"))
    assert "Anna" not in said
    assert "2022:" not in html(visit(house))


def test_the_style_sheet_knows_the_keys_of_the_widgets() -> None:
    for part in ("web_row_", "web_value_", "web_which_", "web_comment_", "web_bar"):
        assert f"st-key-{part}" in CSS


# ---- Checking


def test_nothing_filled_in_is_said_once(house: House) -> None:
    app = check(visit(house))
    assert sent(app) is None
    assert "hela formuläret" in html(app)
    assert "Inget antal är ifyllt än." in html(app)


def test_each_fault_stands_at_its_question_and_what_was_typed_stays(house: House) -> None:
    app = visit(house, prefill=ANSWERED)
    write(app, hap="", met="", dokumentation="ca 120", cra="1 184", annan_evidens_vad="")
    widget(app, "status", "lvm").set_value("not_kept")
    widget(app, "value", "lvm").set_value("")
    widget(app, "comment", "cm").set_value("Gäller 19121212-1212")
    check(app)

    assert sent(app) is None
    assert "Rätta: Frågan är inte besvarad." in " ".join(at_question(app, "hap").split())
    assert "inte besvarad" in at_question(app, "met")
    assert "Skriv bara siffran: 120." in at_question(app, "dokumentation")
    assert "Bekräfta" in at_question(app, "lvm")
    assert "Bekräfta" in at_question(app, "annan_evidens_antal")
    assert "Rätta kommentaren" in at_question(app, "cm")
    assert at_question(app, "act") == ""
    assert "1912" not in html(app)
    # 4.1 CRA says more than got help at all: one to confirm, beside the two above.
    assert "4\u00a0saker att rätta, 3\u00a0att bekräfta" in html(app)
    assert 'href="#fraga-hap"' in html(app)
    assert (widget(app, "value", "dokumentation").value, widget(app, "value", "cra").value) == ("ca 120", "1 184")
    assert widget(app, "status", "lvm").value == "not_kept"
    assert widget(app, "comment", "cm").value == "Gäller 19121212-1212"


def test_mended_answers_can_be_sent_and_the_form_is_folded_away(house: House) -> None:
    app = visit(house, prefill={**ANSWERED, "hap": Written(), "dokumentation": Written()})
    check(app)
    assert sent(app) is None
    write(app, hap="1", dokumentation="uppgift saknas", grupp_ap="Ja", ovrigt="Inget")
    check(app)

    checked = sent(app)
    assert checked is not None
    assert (checked.outcome, checked.channel, checked.example) == ("accepted_with_warnings", "web", True)
    answers = checked.submissions[0].answers
    assert (answers["hap"].value, answers["dokumentation"].status, answers["grupp_ap"].value) == (1, "not_kept", 1)
    assert not app.text_input, "what is sent is what was checked"
    assert sent(run(app)) == checked, "it goes on being what is sent"

    press(app, "Ändra svaren")
    assert sent(app) is None
    assert widget(app, "value", "hap").value == "1"
    assert "Bekräfta" in at_question(app, "dokumentation")
    write(app, hap="x")
    check(app)
    assert sent(app) is None
    assert "Rätta" in at_question(app, "hap")


def test_a_fault_further_down_the_page_loses_nothing(house: House) -> None:
    app = visit(house, prefill=ANSWERED)
    app.session_state["fails"] = True
    next(each for each in app.button if each.label == "Kontrollera svaren").click()
    app.run()
    assert app.exception
    assert len(app.exception) == 1
    press(app, "Ändra svaren")
    assert widget(app, "value", "mi").value == "31"


def test_what_is_unlike_earlier_answers_is_asked_about_at_its_question(house: House) -> None:
    before = {id: each for id, each in ANSWERED.items() if id != "stodsamtal"}
    earlier = check_web_form(
        FORM, "2580", parse_period("2022-01/2022-10"), before, example=True, as_area="2580", county="25"
    )
    receive(house, earlier, received_at=datetime(2022, 12, 1, tzinfo=UTC))
    app = check(visit(house, prefill={**ANSWERED, "mi": Written("0")}))
    assert sent(app) is not None
    press(app, "Ändra svaren")
    assert "Bekräfta" in at_question(app, "mi")
    assert at_question(app, "ap") == ""


@pytest.mark.parametrize(
    ("choice", "value", "status"),
    [("Ja", 1, "ok"), ("Nej", 0, "ok"), ("", None, "not_answered"), ("not_kept", None, "not_kept")],
)
def test_a_tick_is_answered_yes_no_or_not_at_all(house: House, choice: str, value: object, status: str) -> None:
    app = visit(house, prefill={id: each for id, each in ANSWERED.items() if not id.startswith("grupp")})
    assert widget(app, "value", "grupp_anhorig").value == ""
    write(app, grupp_anhorig=choice)
    checked = sent(check(app))
    assert checked is not None
    assert (checked.answers["grupp_anhorig"].value, checked.answers["grupp_anhorig"].status) == (value, status)


# ---- What is typed stays, and is emptied only when asked for


def test_something_new_to_fill_in_replaces_what_is_there_and_the_same_does_not(house: House) -> None:
    app = visit(house, prefill={"hap": Written("7", "estimated", "Räknat för hand")})
    assert widget(app, "value", "hap").value == "7"
    assert widget(app, "status", "hap").value == "estimated"
    assert widget(app, "comment", "hap").value == "Räknat för hand"
    write(app, hap="8")
    check(app)
    assert widget(app, "value", "hap").value == "8"
    app.session_state["prefill"] = {"hap": Written("9")}
    run(app)
    assert widget(app, "value", "hap").value == "9"
    assert widget(app, "status", "hap").value == ""


def test_each_municipality_has_a_draft_of_its_own(house: House) -> None:
    app = visit(house)
    write(app, hap="8")
    check(app)
    app.session_state["area"] = "2505"
    run(app)
    assert widget(app, "value", "hap").value == ""
    assert at_question(app, "met") == ""
    app.session_state["area"] = "2580"
    run(app)
    assert widget(app, "value", "hap").value == "8"
    assert "inte besvarad" in at_question(app, "met")


def test_the_form_is_emptied_only_after_a_yes(house: House) -> None:
    app = visit(house, prefill=ANSWERED)
    press(app, "Töm formuläret")
    assert widget(app, "value", "mi").value == "31"
    press(app, "Nej, behåll det")
    assert widget(app, "value", "mi").value == "31"
    press(app, "Töm formuläret")
    press(app, "Ja, töm formuläret")
    assert not any(each.value for kind in (app.text_input, app.text_area, app.radio) for each in kind)
    assert widget(run(app), "value", "mi").value == "", "what was filled in beforehand does not come back"


# ---- Markup


def test_nothing_typed_becomes_markup() -> None:
    each = problem("tal_text", label="4.3 HAP", found="”<b>x</b>”")
    assert "<b>x" not in web_form_faults.at_question("hap", [each])
    assert "<b>x" not in web_form_faults.as_list([each], FORM, parse_period(PERIOD))


@pytest.mark.parametrize(
    ("errors", "warnings", "said"),
    [(0, 0, ""), (1, 0, "1 sak att rätta"), (2, 1, "2 saker att rätta, 1 att bekräfta"), (0, 1, "1 sak att bekräfta")],
)
def test_the_faults_are_counted(errors: int, warnings: int, said: str) -> None:
    told = [problem("tom_cell")] * errors + [problem("uppgift_saknas")] * warnings
    assert web_form_faults.amounts(Faults({"hap": tuple(told)}, ())).replace("\u00a0", " ") == said
