"""Över tid: which chart the periods can bear, what is never set side by side, and what is said in its place."""

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard import long_county, small_county
from tests.dashboard.long_county import BEFORE, LAST, METHODS, RATE, SHARE, TEN_MONTHS, YEARS, YES
from tests.dashboard.visits import charts, said, source, visit

LULEA, KALIX = "2580", "2514"


@pytest.fixture
def six_years(own_data_folder: Path) -> str:
    return long_county.publish(own_data_folder)


def drawn(app: AppTest) -> str:
    return " ".join(json.dumps(chart.proto.spec) for chart in app.get("vega_lite_chart"))


def test_three_periods_and_more_are_small_panels_with_bands(six_years: str) -> None:
    app = visit("over_tid", ("tabell",), matt=SHARE, period=LAST)
    assert len(charts(app)) == 2
    assert all("En ruta per kommun" in alt for alt in charts(app))
    for year in YEARS:
        assert f"Luleå {year}" in said(app)


def test_ten_months_are_named_and_not_drawn_beside_twelve(six_years: str) -> None:
    text = said(visit("over_tid", ("tabell",), matt=SHARE, period=LAST))
    assert "Därför visas inte januari–oktober 2024 här." in text
    assert "Luleå januari–oktober 2024" not in text
    alone = said(visit("over_tid", matt=SHARE, period=TEN_MONTHS))
    assert "Luleå januari–oktober 2024" in alone
    assert "Därför visas inte 2023, 2022, 2021, 2020, 2019 och 2018 här." in alone


def test_periods_after_the_chosen_one_are_left_out(six_years: str) -> None:
    text = said(visit("over_tid", ("tabell",), matt=SHARE, period="2020"))
    assert "Luleå 2020" in text
    assert "Luleå 2021" not in text


def test_exactly_two_periods_are_a_slope(own_data_folder: Path) -> None:
    long_county.publish(own_data_folder, (BEFORE, LAST))
    app = visit("over_tid", matt=SHARE, period=LAST)
    assert [alt[:20] for alt in charts(app)] == ["En linje per kommun "]


def test_one_period_is_a_table_in_sight_and_no_chart(own_data_folder: Path) -> None:
    long_county.publish(own_data_folder, (LAST,))
    app = visit("over_tid", matt=SHARE, period=LAST)
    assert charts(app) == []
    assert "Luleå 2023 65,0 59,4–70,2 195 300" in said(app)
    assert "visas inte: " in said(app)


@pytest.mark.parametrize("indicator", [METHODS, YES])
def test_what_has_no_interval_says_why(indicator: str, six_years: str) -> None:
    text = said(visit("over_tid", matt=indicator, period=LAST))
    assert "inget spelrum" in text
    assert "bättre" not in text


def test_a_break_is_told_with_its_reason(six_years: str) -> None:
    assert "Frågan ställdes på ett annat sätt." in said(visit("over_tid", matt=RATE, period=LAST))
    assert "Frågan ställdes på ett annat sätt." not in said(visit("over_tid", matt=SHARE, period=LAST))
    # Before the break there is nothing to warn of.
    assert "Frågan ställdes på ett annat sätt." not in said(visit("over_tid", matt=RATE, period="2019"))


def test_only_those_chosen_are_shown(six_years: str) -> None:
    app = visit("over_tid", ("tabell",), matt=SHARE, period=LAST, urval=LULEA)
    assert len(charts(app)) == 1
    assert "Luleå 2023" in said(app)
    assert "Boden 2023" not in said(app)
    assert app.query_params["urval"] == LULEA


def test_a_trend_is_told_in_words_and_so_is_why_there_is_none(six_years: str) -> None:
    text = said(visit("over_tid", matt=SHARE, period=LAST))
    assert "Länet och Luleå ▲ bättre Säker ökning" in text
    assert "Boden, Kalix och Älvsbyn. Ingen trend visas" in text


def test_two_periods_are_too_few_for_a_trend(own_data_folder: Path) -> None:
    small_county.publish(own_data_folder)
    assert said(visit("over_tid")).count("Ingen trend visas: det behövs fem år i följd") == 1


def test_every_change_has_its_verdict_and_the_county_its_parts(six_years: str) -> None:
    text = said(visit("over_tid", ("delar",), matt=SHARE, period=LAST))
    assert "Samma kommuner ▲ bättre 60,0 55,2–64,5 64,9 60,3–69,3 +5,0 −1,0 till 11,0 9,0" in text
    assert "Älvsbyn – jämförs inte 5 av 8 – 5 av 8 – – –" in text
    assert f"Kort {SHARE} +6,0 +5,0 +1,0 0,0" in text
    assert "4 kommuner som har svarat på frågan båda gångerna, med 100 % av länets vuxna" in text


def test_a_year_without_an_answer_is_a_gap_and_no_nought(six_years: str) -> None:
    text = said(visit("over_tid", ("tabell",), matt=SHARE, period=LAST, urval=KALIX))
    assert "Kalix 2020 svarade inte – – –" in text


def test_before_anything_is_published(own_data_folder: Path) -> None:
    assert "samsyn demo" in said(visit("over_tid"))


def test_nobody_asked_yet(own_data_folder: Path) -> None:
    small_county.publish(own_data_folder, empty=True)
    assert "Kommunenkäten är inte besvarad i Norrbottens län. Öppna en insamling först." in said(visit("over_tid"))


def test_the_page_chooses_and_shows_and_does_nothing_else() -> None:
    assert len(source("over_tid").splitlines()) < 100
    assert not re.search(r"\bSELECT\b|duckdb|polars|sum\(|unsafe_allow_html", source("over_tid"))
