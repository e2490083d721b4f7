"""ASI: who uses it, the printed figure apart, and a group's profile that never speaks of a few."""

from __future__ import annotations

import re

import pytest

from dashboard import asi, asi_words, form_page, queries
from dashboard.form_page import FormPage
from tests.dashboard.visits import charts, said, source, visit

PAGE = "asi"
GAVLEBORG, KRONOBERG = "21", "07"
pytestmark = pytest.mark.usefixtures("demo_data")


def shown(year: str = "2025") -> FormPage:
    served = queries.served()
    assert served is not None
    path = queries.as_seen_by(served, GAVLEBORG)
    periods = form_page.periods_with_answers(path, asi.FORM)
    return FormPage(path, asi.FORM, next(each for each in periods if each.id == year), periods)


def test_our_own_answers_and_the_printed_figure_stand_apart() -> None:
    text = said(visit(PAGE, lanet=GAVLEBORG))
    assert (
        "ASI användes i 8 av 10 svarande kommuner 2025. 259 personer intervjuades vid start, 91 vid uppföljning."
        in text
    )
    assert "Arbetsrapport 2026:1 skriver att ASI används i 8 av 10 kommuner i länet 2026: avsnitt 4.6" in text
    assert "Vilka kommuner det är sägs inte." in text
    assert "Exempeldata" in text


def test_who_uses_it_is_said_in_names_and_who_is_silent_too() -> None:
    text = said(visit(PAGE, lanet=GAVLEBORG, period="2024"))
    assert "Ja: Bollnäs, Gävle, Hudiksvall, Ljusdal, Sandviken och Söderhamn." in text
    assert "Nej: Hofors, Nordanstig och Ovanåker." in text
    assert "Har inte svarat: Ockelbo." in text
    assert "Minst ca 215 personer intervjuades vid start, minst 51 vid uppföljning." in text


def test_the_measures_have_their_intervals_and_what_has_changed() -> None:
    app = visit(PAGE, ("andring",), lanet=GAVLEBORG)
    text = said(app)
    assert "ASI vid start per 10 000 vuxna 11,3 9,9–12,7 259 / 229 747 10 av 10 (100 %) △ högre" in text
    assert "ASI vid start per utbildad 7,2 – 259 / 36 10 av 10 (100 %) – jämförs inte" in text
    assert len(charts(app)) == 4


def test_another_measure_can_be_chosen_for_the_municipalities() -> None:
    text = said(visit(PAGE, lanet=GAVLEBORG, matt="asi_uppfoljning_per_100"))
    assert "Personer intervjuade med ASI vid uppföljning per 100 intervjuade vid start" in text


def test_the_profile_is_that_of_the_group_and_says_whom_it_is_of() -> None:
    text = said(visit(PAGE, lanet=GAVLEBORG))
    assert (
        "2025 är gruppens medelvärde för psykisk hälsa 0,49 på en skala från 0 till 1, och 121 av 200 låg över" in text
    )
    assert "2024: Gävle och Hudiksvall, 119 intervjuer." in text
    assert "Det är inte samma kommuner alla år" in text
    assert "Psykisk hälsa 0,45 0,49 121 av 200" in text
    assert "men inte bredvid ett annat område" in text


def test_one_municipality_s_profile_is_its_own() -> None:
    app = visit(PAGE, lanet=GAVLEBORG, profil="2180")
    assert "Psykisk hälsa 0,46 0,51 64 av 101" in said(app)
    found = asi.profiles(shown(), "2181")
    assert [(each.period.id, each.members) for each in found] == [("2025", ("Sandviken",))]
    assert "Psykisk hälsa 0,46 51 av 88" in said(visit(PAGE, lanet=GAVLEBORG, profil="2180", period="2024"))


def test_those_who_told_no_profile_are_not_to_be_chosen() -> None:
    assert [each.name for each in asi.tellers(shown())] == ["Gävle", "Hudiksvall", "Sandviken", "Söderhamn"]
    assert [each.name for each in asi.tellers(shown("2024"))] == ["Gävle", "Hudiksvall"]


def test_no_area_of_life_is_held_above_another() -> None:
    finding = asi_words.profile_finding(asi.profiles(shown()))
    assert "psykisk hälsa" in finding
    assert not re.search(r"högst|störst|större|mest", finding)


def test_a_county_without_answers_says_so_and_where_there_are_some() -> None:
    text = said(visit(PAGE, lanet=KRONOBERG))
    assert (
        "Kronobergs län har inga svar om användningen av ASI. Svar finns för Gävleborgs län: byt län i menyn." in text
    )
    assert "Arbetsrapport" not in text.split("Bedömningsintervjun")[1]


def test_the_page_is_short_and_does_no_reckoning() -> None:
    assert len(source(PAGE).splitlines()) < 100
    assert not re.search(r"\bSELECT\b|duckdb|polars|sum\(|unsafe_allow_html", source(PAGE))
