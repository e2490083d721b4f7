"""The analyst's desk: which system, what its columns stand for, mended where needed, approved once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.column_mapping_files import read_mappings
from etl.house import House, create_house
from etl.receipts import read_receipts
from tests.dashboard.visits import said
from tests.etl import survey_shapes as shapes
from tests.etl.survey_shapes import ASKED, RESPONDENT, File, Reply

PAGE = Path(__file__).parent / "survey_page.py"
COUNTS = {f: "7" for f, n, _ in ASKED if n[0] in "3467" and not f.endswith("vad") and f != "fritext_metoder"}
REPLIES = [Reply(name, COUNTS, frozenset({"grupp_ap"})) for name in ("Kalix", "Boden", "Luleå")]
EVASYS = shapes.evasys(REPLIES)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return create_house(tmp_path / "data", "demo", "25")


def at_desk(house: House, file: File, codebook: bool = True) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=30)
    app.session_state["house"] = house
    app.session_state["file"] = file
    app.session_state["codebook"] = file.codebook if codebook else None
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def has(app: AppTest, label: str) -> bool:
    return any(button.label == label for button in app.button)


def test_codes_are_shown_with_what_they_mean_and_nothing_is_read_before_the_yes(house: House) -> None:
    app = at_desk(house, EVASYS)
    text = said(app)
    assert "Filen kommer från EvaSys." in text
    assert "1 = Luleå, 2 = Kalix, 3 = Boden" in text
    assert "V2 3.1 Sökt hjälp kodboken" in text
    assert "Filen läses när ni har godkänt" in text
    assert not has(app, "Läs in enkäten")


def test_what_is_approved_is_read_and_remembered(house: House) -> None:
    app = press(at_desk(house, EVASYS), "Godkänn kopplingen")
    [saved] = read_mappings(house)
    assert saved.approved_by == "Analytikern"
    assert "Svaren i" in said(app)
    again = at_desk(house, EVASYS, codebook=False)
    assert "Sparad koppling, godkänd" in said(again)
    assert has(again, "Läs in enkäten")


def test_an_export_that_says_all_itself_is_ready_at_once(house: House) -> None:
    app = at_desk(house, shapes.forms(REPLIES))
    assert "Filen kommer från Microsoft Forms." in said(app)
    assert has(app, "Läs in enkäten")


def test_columns_that_nobody_knows_are_told_one_by_one(house: House) -> None:
    file = shapes.unknown(REPLIES)
    app = at_desk(house, file)
    assert "Rubrikerna känns inte igen" in said(app)
    asked = [f for f, _, _ in ASKED for f in (tuple(shapes.ORDINARY) if f == "5.1" else (f,))]
    boxes = [box for box in app.selectbox if box.label.startswith("Kolumn ")]
    assert len(boxes) == len(asked)
    for box, use in zip(boxes, asked, strict=True):
        box.set_value(use)
    press(app, "Godkänn kopplingen")
    # Which municipality a number is, only the analyst knows.
    codes = [box for box in app.selectbox if box.label.startswith("Kod ")]
    assert [box.label for box in codes] == ["Kod 1", "Kod 2", "Kod 3"]
    for box, name in zip(codes, ("Boden", "Kalix", "Luleå"), strict=True):
        box.set_value(name)
    press(app, "Godkänn kopplingen")
    assert "Svaren i" in said(app)
    assert [name for name in ("Boden", "Kalix", "Luleå") if name not in said(app)] == []


def test_a_column_that_was_taken_for_the_wrong_question_is_mended(house: House) -> None:
    app = at_desk(house, EVASYS)
    place = next(n for n, (f, _, _) in enumerate(ASKED, 2) if f == "ovrigt") + 3
    app.multiselect[0].set_value([place]).run()
    box = next(box for box in app.selectbox if box.label.startswith("Kolumn "))
    assert box.value == "ovrigt"
    box.set_value("drop")
    press(app, "Godkänn kopplingen")
    [saved] = read_mappings(house)
    assert (saved.columns[place].use, saved.columns[place].by) == ("drop", "hand")


def test_what_names_the_respondent_is_nowhere_on_the_page(house: House) -> None:
    for file in (shapes.surveymonkey(REPLIES), shapes.unknown(REPLIES), shapes.forms(REPLIES)):
        text = said(at_desk(house, file))
        assert [each for each in RESPONDENT if each in text] == []


def test_a_codebook_that_is_none_is_said(house: House) -> None:
    app = at_desk(house, replace(EVASYS, codebook=b"Kommun;Antal\n"))
    assert "ingen kodbok" in said(app)


def test_the_survey_is_received_once_its_warnings_are_answered(house: House) -> None:
    app = at_desk(house, shapes.google(REPLIES))
    press(app, "Läs in enkäten")
    assert "riktiga uppgifter tas inte emot här" in said(app)
    for box in app.checkbox:
        box.check()
    for line in app.text_input:
        line.set_value("Enligt kommunen")
    press(app, "Läs in enkäten")
    assert "3 kommuners svar är mottagna" in said(app)
    [receipt] = read_receipts(house)
    assert len(receipt.submissions) == 3
