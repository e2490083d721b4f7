"""Vårdkedjan: the chain in its order, half-year by half-year, and the region beside the municipalities, never added."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard import chain, chain_words, form_charts, form_page, form_tables, queries
from dashboard.form_page import FormPage
from etl.build import build
from etl.examples import EXAMPLES
from etl.house import create_house
from etl.intake import check_file
from etl.publish import publish
from etl.receipts import Confirmation
from etl.receive import Words, receive
from tests.dashboard import small_county
from tests.dashboard.visits import charts, said, source, visit
from tests.etl.houses import FIRST_DAY

PAGE = "vardkedjan"
KRONOBERG, NORRBOTTEN = "07", "25"
NOW, BEFORE, YEAR_AGO = "2026-01/2026-06", "2025-07/2025-12", "2025-01/2025-06"
pytestmark = pytest.mark.usefixtures("demo_data")


def shown(period: str = NOW) -> FormPage:
    served = queries.served()
    assert served is not None
    path = queries.as_seen_by(served, KRONOBERG)
    periods = form_page.periods_with_answers(path, chain.FORM)
    return FormPage(path, chain.FORM, next(each for each in periods if each.id == period), periods)


def test_the_finding_comes_first_and_says_whom_it_is_about() -> None:
    text = said(visit(PAGE, lanet=KRONOBERG))
    assert "Alla 8 kommuner har svarat. Talen gäller hela länet." in text
    assert "Kommunerna tog emot 109 kontaktbegäran, 51 av 109 från andra än läkare." in text
    assert (
        "Av 92 personer som skrevs ut från heldygnsvård hade 70 en plan före utskrivningen, och 69 fick kontakt" in text
    )
    assert "En vårdkedjekoordinator finns i 3 av 8 svarande kommuner." in text


def test_every_part_stands_in_the_order_of_the_chain_with_its_verdict_and_its_region() -> None:
    app = visit(PAGE, ("svar", "regionen"), lanet=KRONOBERG)
    text = said(app)
    heads = [app_header.value for app_header in app.header]
    assert heads[:5] == [part.title for part in chain.PARTS]
    assert heads.index("Vägen in") < heads.index("Heldygnsvård och utskrivning") < heads.index("Insatser på hemmaplan")
    assert "Utskrivna med plan 76 % 66–84 70 / 92 8 av 8 (100 %) ▲ bättre" in text
    assert "Utskrivna med boende 77 % 68–85 71 / 92 8 av 8 (100 %) ● kan inte avgöras" in text
    assert "Kontaktbegäran, läkare 58 58" in text
    assert "Regionens tal jämförs inte" in text
    assert len(charts(app)) == 7


def test_a_half_year_is_held_against_the_same_one_a_year_before_and_no_other() -> None:
    assert {each.change.earlier for each in shown().changed(*chain.INDICATORS)} == {YEAR_AGO}
    assert shown(BEFORE).changed(*chain.INDICATORS) == []
    assert "Det finns inget tidigare svar för samma halvår" in said(visit(PAGE, lanet=KRONOBERG, period=BEFORE))


def test_who_is_silent_is_named_and_a_sum_is_at_least() -> None:
    text = said(visit(PAGE, ("svar",), lanet=KRONOBERG, period=YEAR_AGO))
    assert "Har inte svarat: Uppvidinge." in text
    assert "Uppvidinge svarade inte" in text
    table = form_tables.by_municipality(shown(YEAR_AGO), ["kontakt_lakare", "sip_uppfoljd", "koordinator"], "x")
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows}
    assert rows["De svarande kommunerna"] == ["minst\u00a059", "minst\u00a039", "0\u00a0av\u00a07"]
    assert rows["Tingsryd"] == ["3", "uppgift saknas", "nej"]
    assert "Region" not in " ".join(rows)


def test_the_region_stands_beside_and_is_in_no_sum() -> None:
    table = form_tables.beside_the_region(shown(), ["utskrivna", "koordinator"], "x")
    assert table is not None
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Utskrivna från heldygnsvård", "92", "55"],
        ["Koordinator på plats", "3\u00a0av\u00a08", "ja"],
    ]


def test_the_counts_of_a_silent_half_year_are_told_as_at_least() -> None:
    drawn = form_charts.counts(shown(), chain.PARTS[0].counted)
    assert drawn is not None
    doctors = [row["shown"] for row in drawn[1] if row["name"] == "Kontaktbegäran, läkare"]
    assert doctors == [
        "första halvåret 2025: minst\u00a059", "andra halvåret 2025: 59", "första halvåret 2026: 58",
    ]  # fmt: skip
    assert [row["newest"] for row in drawn[1]][:3] == [False, False, True]


def test_the_context_is_printed_and_said_to_be_no_measure_of_the_county() -> None:
    text = said(visit(PAGE, lanet=KRONOBERG))
    assert "gjordes 721 samtal 2016 och 1 335 samtal 2024" in text
    assert "en ökning med 85 procent" in text
    assert "Ett samtal är inte ett barn." in text
    assert "får ofta hjälp inom två veckor" in text


def test_no_change_is_chance_until_it_is_decided() -> None:
    found = shown()
    sentence = chain_words.changes(found.changed(*chain.INDICATORS), "första halvåret 2025")
    assert sentence == (
        "Jämfört med första halvåret 2025 är 3\u00a0mått bättre: kontaktbegäran från andra än läkare, utskrivna med "
        "plan och kontakt inom två veckor. För 4\u00a0andra mått kan det inte avgöras."
    )
    few = [each for each in found.changed(*chain.INDICATORS) if each.change.verdict == "cannot_tell"]
    assert chain_words.changes(few, "2025") == "Jämfört med 2025 är ingen förändring större än vad slumpen kan ge."
    assert chain_words.changes([], "2025") == ""


def test_a_county_without_answers_says_so_and_where_there_are_some() -> None:
    text = said(visit(PAGE, lanet=NORRBOTTEN))
    assert "Norrbottens län har inga svar om vårdkedjan." in text
    assert "Svar finns för Kronobergs län: byt län i menyn." in text
    assert not charts(visit(PAGE, lanet=NORRBOTTEN))


def test_where_only_the_region_has_answered_its_answer_is_no_county_s(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSYN_DATA", str(own_data_folder))
    house = create_house(own_data_folder, "demo", KRONOBERG)
    file = EXAMPLES / "vardkedja" / "2026-1_region_kronoberg.xlsx"
    checked = check_file(file.read_bytes(), file.name, county=KRONOBERG)
    words = Words(confirmed=[Confirmation(each.code, "Exempel.") for each in checked.problems])
    receive(house, checked, received_at=FIRST_DAY, words=words)
    publish(house, build(house).build_id)
    text = said(visit(PAGE))
    assert "Regionen har lämnat ett eget svar" in text
    assert "Kontaktbegäran, läkare svarade inte 58" in text
    assert "Kommunerna tog emot" not in text
    assert "Av 55 personer" not in text


def test_nobody_anywhere_has_answered(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSYN_DATA", str(own_data_folder))
    small_county.publish(own_data_folder)
    assert "De lämnas när en insamling har öppnats." in said(visit(PAGE))


def test_the_page_is_short_and_does_no_reckoning() -> None:
    assert len(source(PAGE).splitlines()) < 100
    assert not re.search(r"\bSELECT\b|duckdb|polars|sum\(|unsafe_allow_html", source(PAGE))
