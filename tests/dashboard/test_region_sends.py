"""A region sends on the same page as a municipality: its own form, checked, previewed and kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard import form_names
from etl.build import build
from etl.examples import EXAMPLES
from etl.house import create_house
from etl.intake import check_file
from etl.publish import publish
from etl.receive import receive
from etl.rounds import open_round
from tests.dashboard.visits import said, visit

FILE = EXAMPLES / "diagnoser" / "2024_region_gavleborg.xlsx"


def test_each_answers_its_own_forms() -> None:
    assert "diagnoser" not in form_names.forms_of("municipality")
    assert "kommunenkat" not in form_names.forms_of("county")
    assert form_names.answerers("21")["21"] == "Region Gävleborg"


@pytest.mark.slow
def test_a_region_is_asked_uploads_sees_what_was_read_and_finds_it_again(own_data_folder: Path) -> None:
    house = create_house(own_data_folder, "demo", "21")
    open_round(house, "diagnoser", "2024", ["21"], datetime(2025, 4, 30, tzinfo=UTC).date())
    app = visit("lamna_uppgifter", kommun="21", formular="diagnoser", period="2024")
    assert "2024, Diagnoser: " in said(app)
    app.file_uploader[0].set_value((FILE.name, FILE.read_bytes(), "application/octet-stream"))
    app.run()
    assert not app.exception
    text = said(app)
    assert "Filen är godkänd" in text
    assert "50,8" in text
    checked = check_file(FILE.read_bytes(), FILE.name, county="21")
    receive(house, checked, received_at=datetime(2025, 3, 11, 10, 5, tzinfo=UTC))
    assert "version 1 gäller" in said(visit("inlamningar", kommun="21"))


@pytest.mark.slow
def test_an_example_is_called_one_beside_the_figures_of_others(own_data_folder: Path) -> None:
    house = create_house(own_data_folder, "demo", "21")
    checked = check_file(FILE.read_bytes(), FILE.name, county="21")
    receive(house, checked, received_at=datetime(2025, 3, 11, 10, 5, tzinfo=UTC))
    publish(house, build(house).build_id)
    app = visit("diagnoser_och_samsjuklighet", lan="21", ar="2024")
    assert "Regionen, inlämnat, exempel Arbetsrapport 2026:1 Socialstyrelsen" in said(app)
    assert "Individer med skadligt bruk eller beroende 1 544 1 544 1 539" in said(app)


@pytest.mark.slow
def test_the_form_can_be_filled_in_on_the_page(own_data_folder: Path) -> None:
    house = create_house(own_data_folder, "demo", "21")
    open_round(house, "diagnoser", "2024", ["21"], datetime(2025, 4, 30, tzinfo=UTC).date())
    app = visit("lamna_uppgifter", kommun="21", formular="diagnoser", period="2024")
    [button] = [each for each in app.button if each.label == "Öppna formuläret här"]
    button.click().run()
    assert not app.exception
    labels = [each.label for each in app.text_input]
    assert "5.3 Medelålder för alla individer med F10–F19, män" in labels
