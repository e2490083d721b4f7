"""Samverkan och omställning: whose lists, what holds, no status where none is noted; a note is kept and seen later."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import activities, activity_queries, pilot, pilot_chart, queries
from etl.activity_records import read_activity_records
from etl.build import build
from etl.house import create_house, open_house
from etl.publish import publish
from tests.dashboard.visits import charts, said, source, visit

PAGE = "samverkan_och_omstallning"


def look(county: str, *folds: str, **address: str) -> str:
    return said(visit(PAGE, folds, lanet=county, **address))


def test_the_steps_of_the_trappa_have_their_recommendations_and_how_far_they_came(demo_data: Path) -> None:
    text = look("21")
    assert "Gävleborgs län har 37 aktiviteter, rekommendationer och förslag att följa" in text
    for place, step, count in (
        (1, "Mötesplats", 3),
        (2, "Samtal", 3),
        (3, "Samsyn", 2),
        (4, "Samverkan", 8),
        (5, "Samhandling", 3),
    ):
        assert re.search(rf"Steg {place} {step} \d av {count} klara {count} rekommendationer:", text)
    assert "✓ klar 9 juni 2026 Exempel: ett gemensamt syfte är skrivet och antaget." in text
    assert "Punkt 5 är teori och ingen åtgärd" in text
    assert "Raden" not in text
    assert "Därunder: Tydliggöra och förankra syftet" in text
    assert "Källa: Arbetsrapport 2026:1." in text


def test_nothing_noted_is_no_status_and_not_the_same_as_not_started(demo_data: Path) -> None:
    text = look("21")
    assert "2 är klara, 3 pågår, 2 är ej påbörjade och om 30 är inget antecknat" in text
    assert "Inget antecknat betyder att ingen har sagt något." in text


def test_the_choice_shows_those_with_a_status_and_still_counts_all(demo_data: Path) -> None:
    text = look("21", status="not_started")
    assert "Samsyn: 2 rekommendationer (1 ej påbörjad, 1 utan anteckning), 1 visas" in text
    assert "Mötesplats: 3 rekommendationer (1 klar, 2 utan anteckning), 0 visas" in text
    assert "Tas upp i höst".lower() in text.lower()
    assert "✓ klar" not in text


def test_year_one_is_every_countys_and_a_county_without_a_list_says_who_has_one(demo_data: Path) -> None:
    text = look("25")
    assert "Norrbottens län har 13 aktiviteter att följa" in text
    assert "Det har Gävleborgs län, Kronobergs län och Västra Götalands län." in text
    for caption in ("Regionerna: 8 aktiviteter", "Kommunerna: 1 aktivitet", "Regioner och kommuner tillsammans: 4"):
        assert caption in text
    assert text.count("Varje sida i listan avslutas så här") == 1
    assert "Samverkanstrappan" not in text
    assert "Piloten" not in text


def test_each_list_stands_with_its_county(demo_data: Path) -> None:
    kronoberg, skaraborg = look("07"), look("14")
    assert "Förslag till beslut: 10 förslag (1 klar, 1 pågår, 1 avförd, 7 utan anteckning)" in kronoberg
    assert "Analys Skaraborg: 10 områden" in skaraborg
    assert "Analys Skaraborg" not in kronoberg


def test_the_pilot_has_its_dates_its_plan_and_no_mean_of_too_few(demo_data: Path) -> None:
    text = look("14")
    assert "Skaraborg: 15 deltagare den 4 mars 2026 (exempel). Inledningsvis planerades 10–15." in text
    assert "21 maj 2025 12 ca 10–15" in text
    assert "17 september 2025 för få svar färre än 5" in text
    assert "3 december 2025 4,8 9 av 14" in text
    assert "Var skalorna börjar och vad de betyder står inte i källan" in text
    assert "Snabbare tider" in text
    assert "Vårdcentralen" in text
    assert charts(visit(PAGE, lanet="14")) == [pilot_chart.ALT]


def test_what_the_measures_say_and_do_not_say_of_the_goals_can_be_unfolded(demo_data: Path) -> None:
    text = look("14", "pilot_mal")
    assert "Pilotens deltagare mot planen: Om målet säger måttet" in text
    assert "Det säger inte vad de upplever" in text


def test_the_goals_know_what_a_part_of_the_county_has_told_of_its_pilot(demo_data: Path) -> None:
    text = said(visit("effektmal", ("alla",), lanet="14"))
    assert re.search(r"Pilotens deltagare mot planen – 100 \(4 mars 2026\) – \S+ Skaraborg, 15 personer", text)
    assert not re.search(r"Inga svar ännu: [^.]*Pilotens deltagare", text)
    assert re.search(r"Inga svar ännu: [^.]*Pilotens deltagare", said(visit("effektmal", lanet="21")))


def test_the_chart_shows_the_plan_and_what_is_printed_apart_from_what_is_sent(
    demo_data: Path,
) -> None:
    served = queries.served()
    assert served is not None
    found = pilot.pilot(queries.as_seen_by(served, "14"))
    assert found is not None
    plan, *points = pilot_chart.rows(found)
    assert (plan["value"], plan["high"]) == (10, 15)
    assert [(row["day"], row["value"]) for row in points] == [
        ("2025-05-21", 12),
        ("2025-09-17", 13),
        ("2025-12-03", 14),
        ("2026-03-04", 15),
    ]
    assert len({row["fill"] for row in points[1:]} | {points[0]["fill"]}) == 2


def test_the_whole_list_can_be_taken_to_a_meeting_and_the_history_stays(demo_data: Path) -> None:
    served = queries.served()
    assert served is not None
    lines = activities.followed(activity_queries.lines(queries.as_seen_by(served, "21")))
    table = activities.whole(lines, "Gävleborgs län")
    assert len(table.rows) == 37
    assert [cell.value for cell in table.rows[13].cells][:4] == [
        "Samverkanstrappan",
        "Mötesplats",
        "4.1.1",
        lines[13].text,
    ]
    kept = next(each for each in lines if len(each.notes) == 2)
    history = activities.history(kept)
    assert [row.cells[1].value for row in history.rows] == ["klar", "pågår"]
    assert history.rows[0].cells[4].link == "https://example.org/protokoll/2026-06-09"


@pytest.fixture
def gavleborg(own_data_folder: Path) -> Path:
    """A demo of Gävleborg where nothing has been sent or noted."""
    house = create_house(own_data_folder, "demo", "21")
    publish(house, build(house, date(2026, 11, 22)).build_id)
    return own_data_folder


def box(app: AppTest, kind: str, label: str) -> object:
    return next(each for each in getattr(app, kind) if each.label.startswith(label))


def test_a_note_is_received_with_a_receipt_and_seen_after_the_next_build(gavleborg: Path) -> None:
    app = visit(PAGE, ("anteckna",))
    assert "Ingenting är antecknat ännu." in said(app)
    box(app, "selectbox", "Aktivitet").select("rek_4_1_1_2")  # type: ignore[attr-defined]
    box(app, "selectbox", "Status").select("ongoing")  # type: ignore[attr-defined]
    box(app, "text_input", "Anteckning").input("Syftet är <b>förankrat</b>.")  # type: ignore[attr-defined]
    box(app, "text_input", "Vem antecknar").input("Samordnare")  # type: ignore[attr-defined]
    box(app, "button", "Anteckna").click()  # type: ignore[attr-defined]
    app.run()
    [kept] = read_activity_records(open_house())
    assert f"Antecknat. Nu gäller: pågår. Kvitto {kept.id}. Det syns efter nästa bygge." in said(app)
    assert "Ingenting är antecknat ännu." in said(app)
    house = open_house()
    publish(house, build(house).build_id)
    text = said(visit(PAGE))
    assert "1 pågår och om 36 är inget antecknat" in text
    assert "Syftet är &lt;b&gt;förankrat&lt;/b&gt;." in text


def test_what_cannot_be_kept_is_told_and_the_newest_note_can_be_taken_back(gavleborg: Path) -> None:
    app = visit(PAGE, ("anteckna",))
    box(app, "button", "Anteckna").click()  # type: ignore[attr-defined]
    app.run()
    assert "Skriv vem som antecknar" in said(app)
    box(app, "text_input", "Vem antecknar").input("Samordnare")  # type: ignore[attr-defined]
    box(app, "button", "Anteckna").click()  # type: ignore[attr-defined]
    app.run()
    box(app, "text_input", "Vem ångrar").input("Samordnare")  # type: ignore[attr-defined]
    box(app, "button", "Ångra").click()  # type: ignore[attr-defined]
    app.run()
    assert "Ångrat. Nu gäller: inget antecknat." in said(app)
    assert [each.status for each in read_activity_records(open_house())] == ["not_started", None]


def test_a_real_house_has_no_form_to_note_with(own_data_folder: Path) -> None:
    house = create_house(own_data_folder, "real", "21")
    publish(house, build(house, date(2026, 11, 22)).build_id)
    app = visit(PAGE, ("anteckna",))
    assert "Listan kan ändras här när inloggning finns" in said(app)
    assert not [each for each in app.button if each.label == "Anteckna"]


def test_the_page_is_short_and_does_no_reckoning() -> None:
    assert len(source(PAGE).splitlines()) < 100
    assert not re.search(r"\bSELECT\b|duckdb|polars|sum\(|unsafe_allow_html", source(PAGE))
