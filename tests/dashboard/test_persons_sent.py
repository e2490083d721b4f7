"""A survey system's file with a row for each person, handed in on the page: counted, attested and received."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from etl.house import create_house, open_house
from etl.receipts import read_receipts
from tests.dashboard.visits import said, visit
from tests.etl.person_shapes import export, person

PAGE = "lamna_uppgifter"
ROWS = ["Man | 30–45 år | Nej | Stämmer helt | Stämmer helt | Stämmer lite | Ja | Stämmer helt"] * 24


def _page(data: bytes) -> AppTest:
    app = visit(PAGE, kommun="07", formular="brukarenkat", period="annan")
    app.text_input[0].set_value("2026-04").run()
    app.file_uploader[0].set_value(("svar.csv", data, "text/csv")).run()
    assert not app.exception
    return app


def test_the_counts_are_shown_attested_and_kept(own_data_folder: Path) -> None:
    create_house(own_data_folder, "demo", "07")
    data, _, _ = export("google", [person(row, "hemligt ord") for row in ROWS])
    app = _page(data)
    assert "24 personers svar är räknade" in said(app)
    assert "Det här är en demo" in said(app)
    next(each for each in app.checkbox if "påhittade" in each.label).check().run()
    text = said(app)
    assert "Tillräckligt stöd i vardagen: stämmer helt" in text
    assert "hemligt" not in text
    app.text_input[-2].set_value("Ada Sample")
    for line in app.text_input:
        if not line.value:
            line.set_value("utredare")
    for tick in app.checkbox:
        tick.check()
    next(each for each in app.button if each.label == "Lämna in").click().run()
    assert not app.exception
    [receipt] = read_receipts(open_house())
    assert (receipt.kind, receipt.channel, receipt.form) == ("persons", "persons", "brukarenkat")
    assert "enkätsystemets fil med en rad per person" in said(app)


def test_what_is_wrong_is_told_by_its_cell_and_never_by_its_words(own_data_folder: Path) -> None:
    create_house(own_data_folder, "demo", "07")
    data, _, _ = export("google", [person(row) for row in [*ROWS, "Man | 30–45 år | Nej | hemligt ord"]])
    app = _page(data)
    text = said(app)
    assert "annat än frågans svarsalternativ" in text
    assert "F26" in text
    assert "hemligt ord" not in text
    assert not any(each.label == "Rätta här i stället" for each in app.button)
