"""The pages over counties where much is missing: nobody answered, one, three tiny ones, or there is only one.

Built by the real thing, and drawn as a visitor meets them.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dashboard import queries
from etl import snapshot
from etl.areas import load_areas
from etl.build import build
from etl.house import create_house
from etl.publish import publish
from etl.rounds import open_round
from tests.dashboard.test_pages import PAGES
from tests.dashboard.visits import said, visit
from tests.etl.houses import Given, send, submission

# Each county is built and published by itself.
pytestmark = pytest.mark.slow

RATE = "sokt_hjalp_per_10000"
PERIODS = ("2023-01/2023-10", "2022-01/2022-10")
SOUGHT: dict[str, Given] = {"sokt_hjalp": 90.0, "fatt_insats": 70.0, "cra": 12.0, "hvb": 9.0}


def county(folder: Path, code: str, *answering: str, periods: tuple[str, ...] = PERIODS[:1]) -> str:
    """A county whose municipalities have been asked, where some have answered."""
    house = create_house(folder, "demo", code)
    asked = [area.code for area in load_areas().municipalities(code)]
    for day, period in enumerate(reversed(periods)):
        open_round(house, "kommunenkat", period, asked, date(2024, 1, 15), opened_on=date(2023, 1, 1))
        for area in answering:
            send(house, submission(area, period, SOUGHT), day=day)
    built = build(house).build_id
    publish(house, built)
    return str(snapshot.published_path(folder, built))


@pytest.mark.parametrize("page", PAGES)
def test_one_answer(page: str, own_data_folder: Path) -> None:
    county(own_data_folder, "25", "2582")
    visit(page)


def test_a_rug_that_is_not_drawn_is_not_described_either(own_data_folder: Path) -> None:
    county(own_data_folder, "25", "2582")
    text = said(visit("alla_matt"))
    assert "Rutmönstret över alla mått visas inte" in text
    assert "Rutmönster, " not in text
    assert "En ruta är" not in text


def test_a_county_of_one_compares_nothing(own_data_folder: Path) -> None:
    county(own_data_folder, "09", "0980")
    text = said(visit("alla_matt"))
    assert "HVB per 10 000 vuxna 1,9 jämförs inte – – 1 av 1" in text


@pytest.mark.parametrize("answering", [(), ("2505", "2506", "2513")])
def test_a_rate_that_few_have_is_not_said_to_be_no_rate(answering: tuple[str, ...], own_data_folder: Path) -> None:
    county(own_data_folder, "25", *answering)
    text = said(visit("jamfor_kommuner", ("karta",), matt="hvb_per_10000"))
    assert "så få har svarat" in text
    assert "Bara mått som räknas per invånare" not in text


def test_a_goal_says_whom_it_is_about(own_data_folder: Path) -> None:
    county(own_data_folder, "25", "2580", "2581", "2582")
    text = said(visit("laget_i_lanet"))
    assert "Det gäller de svarande kommunerna: 3 av 14 kommuner, med 59 % av länets vuxna." in text


def test_a_county_of_one_is_told_as_one(own_data_folder: Path) -> None:
    county(own_data_folder, "09", "0980", periods=PERIODS)
    for page in PAGES:
        text = said(visit(page))
        assert not re.search(r"\b1 kommuner\b", text), page
    assert "Länets enda kommun har svarat. Talen gäller hela länet." in said(visit("laget_i_lanet"))


def test_three_tiny_ones_are_not_the_county_over_time(own_data_folder: Path) -> None:
    county(own_data_folder, "25", "2505", "2506", "2513", periods=PERIODS)
    text = said(visit("over_tid", matt="sokt_hjalp_per_10000"))
    assert "3 kommuner, med slumpens spelrum i båda ändar" in text
    assert "Talen gäller de 3 kommuner som har svarat på frågan båda gångerna, med 5 % av länets vuxna." in text
    assert "– jämförs inte Ändringen bedöms inte: kommunerna som har svarat båda gångerna rymmer mindre" in text
    assert "Boden – jämförs inte – – – – – – –" in text
    assert "Överkalix bedöms inte" not in text
    assert "Övertorneå bedöms inte: det saknas ett tal för någon av perioderna." in text
    front = said(visit("laget_i_lanet"))
    assert "Ändringen bedöms inte: kommunerna som har svarat båda gångerna rymmer mindre" in front
    assert "Samma person kan räknas flera gånger" not in front


def test_no_two_tables_have_the_same_name(own_data_folder: Path) -> None:
    county(own_data_folder, "10", *(area.code for area in load_areas().municipalities("10")), periods=PERIODS)
    app = visit("laget_i_lanet", ("svarande", "andring", "delar"))
    captions = [name for each in app.get("html") for name in re.findall(r"<caption>(.*?)</caption>", each.proto.body)]
    assert len(captions) == len(set(captions)) == 3


def test_among_many_a_municipality_may_have_another_verdict_and_is_told_why(own_data_folder: Path) -> None:
    areas = [area.code for area in load_areas().municipalities("14")]
    path = county(own_data_folder, "14", *areas)
    found = queries.comparisons(path, PERIODS[0])[RATE]
    one = next(each["county"] for each in found.values() if each["county"].verdict != each["county"].verdict_998)
    text = said(visit("min_kommun", kommun=one.area, matt=RATE))
    assert "här under avgör strängare" in text
    assert "kan därför ligga vid sidan av linjen utan att skillnaden är avgjord" in text
    assert "är räknade för en kommun för sig, med 95 procent" in said(
        visit("jamfor_kommuner", ("underlag",), matt=RATE)
    )
