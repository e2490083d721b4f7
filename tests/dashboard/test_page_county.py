"""Läget i länet: for whom the figures speak, who is silent, and what cannot be said to have changed."""

from pathlib import Path

import pytest

from tests.dashboard import long_county, small_county
from tests.dashboard.long_county import BEFORE, LAST
from tests.dashboard.small_county import EARLIER, LATER
from tests.dashboard.visits import charts, said, visit


@pytest.fixture
def small(own_data_folder: Path) -> str:
    return small_county.publish(own_data_folder)


@pytest.fixture
def six_years(own_data_folder: Path) -> str:
    return long_county.publish(own_data_folder)


def test_it_starts_with_whom_the_figures_are_about(small: str) -> None:
    assert "Talen får gälla länet: 94 % av de vuxna" in said(visit("laget_i_lanet", period=EARLIER))
    assert "Talen gäller de svarande kommunerna, inte länet" in said(visit("laget_i_lanet", period=LATER))


def test_a_count_is_a_least_as_long_as_somebody_is_silent(small: str) -> None:
    text = said(visit("laget_i_lanet", period=LATER))
    assert "Sökt hjälp, personer minst 320 34,5 per 10 000 vuxna slumpens spelrum 30,8–38,5" in text
    # An estimate is no lower bound, and too few answers are no value.
    assert "Dokumentation av drogfrihet, besök ca 1 160" in text
    assert "metoder_per_person för få svar 109 metodinsatser för 260 personer" in text


def test_the_silent_are_named_and_set_beside_those_who_answered(small: str) -> None:
    text = said(visit("laget_i_lanet", ("svarande",), period=LATER))
    assert "1 kommun har inte svarat: Kalix." in text
    assert "Vuxna invånare 92 858 13 174" in text
    assert "Vad den hade svarat vet vi inte." in text
    assert "Kalix 13 174 svarade inte" in text


def test_when_all_have_answered_nobody_is_set_apart(six_years: str) -> None:
    text = said(visit("laget_i_lanet", period=LAST))
    assert "Alla 4 kommuner har svarat. Talen gäller hela länet." in text
    assert "Känt om alla" not in text


def test_a_change_that_cannot_be_told_says_what_could_have_been_seen(six_years: str) -> None:
    text = said(visit("laget_i_lanet", period=LAST))
    assert f"Förändring sedan {BEFORE}" in text
    assert "Kort sokt_hjalp_per_10000 ● kan inte avgöras Samma kommuner: 39,8" in text
    assert "brukar en förändring synas först när den är omkring 9,0 per 10 000 vuxna" in text
    assert "Kort andel_fatt_insats ▲ bättre Samma kommuner: 60,0 %" in text


def test_whom_the_changes_are_about_is_said_once(six_years: str) -> None:
    assert said(visit("laget_i_lanet", period=LAST)).count("har svarat på frågan båda gångerna") == 1


def test_the_difference_is_split_for_who_asks(six_years: str) -> None:
    folded = said(visit("laget_i_lanet", period=LAST))
    assert "Andra kommuner svarade" not in folded
    text = said(visit("laget_i_lanet", ("delar", "andring"), period=LAST))
    assert "Kort andel_fatt_insats +6,0 +5,0 +1,0 0,0" in text
    assert "Kort andel_fatt_insats ▲ bättre 60,0 55,2–64,5 64,9 60,3–69,3 +5,0 −1,0 till 11,0 9,0" in text


def test_the_first_period_has_nothing_to_be_set_beside(six_years: str) -> None:
    assert "Förändring sedan" not in said(visit("laget_i_lanet", period="2018"))


def test_a_goal_of_a_demo_is_an_example(six_years: str) -> None:
    assert "(exempelmål) ○ inte nått Målet är minst 90,0 % senast 2026." in said(visit("laget_i_lanet", period=LAST))


def test_the_map_has_words_and_a_table(small: str) -> None:
    app = visit("laget_i_lanet", ("svarande",), period=LATER)
    assert [alt[:24] for alt in charts(app)] == ["Karta över länets kommun"]
    assert "Svarande kommuner, januari–oktober 2023" in said(app)
