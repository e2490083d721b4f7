"""Every spelling a municipality uses of itself is understood; nothing is guessed."""

from __future__ import annotations

import csv
import json
import unicodedata

import pytest

from etl.areas import BOUNDARIES, REFERENCE, load_areas, swedish_key

NORRBOTTEN = [
    "Arjeplog", "Arvidsjaur", "Boden", "Gällivare", "Haparanda", "Jokkmokk", "Kalix", "Kiruna",
    "Luleå", "Pajala", "Piteå", "Älvsbyn", "Överkalix", "Övertorneå",
]  # fmt: skip


def test_the_whole_of_sweden_is_there() -> None:
    areas = load_areas()
    assert len(areas.of_level("municipality")) == 290
    assert len(areas.of_level("county")) == 21
    assert len(areas.of_level("nation")) == 1


def test_municipalities_come_in_swedish_order_with_both_that_the_source_form_confuses() -> None:
    assert [m.name for m in load_areas().municipalities("25")] == NORRBOTTEN


def test_sub_areas_divide_their_counties_without_rest() -> None:
    areas = load_areas()
    sizes = {s.code: len(areas.municipalities(s.code)) for s in (*areas.sub_areas("14"), *areas.sub_areas("21"))}
    assert sizes == {
        "14-borasregionen": 8,
        "14-fyrbodal": 14,
        "14-goteborgsregionen": 12,
        "14-skaraborg": 15,
        "21-gastrikland": 4,
        "21-halsingland": 6,
    }
    assert all(m.sub_area for county in ("14", "21") for m in areas.municipalities(county))
    assert areas.sub_areas("25") == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Luleå", "2580"),
        ("Luleå kommun", "2580"),
        ("  LULEÅ\u00a0 kommun ", "2580"),
        (unicodedata.normalize("NFD", "Luleå kommun"), "2580"),
        ("2580", "2580"),
        ("2580 Luleå", "2580"),
        ("Bodens kommun", "2582"),
        ("Älvsbyns kommun", "2560"),
        ("Haparanda stad", "2583"),
        ("Arvidsjaur kommun", "2505"),
        ("Övertorneå kommun", "2518"),
        ("Överkalix kommun", "2513"),
        ("Falu kommun", "2080"),
        ("Malung–Sälens kommun", "2023"),
        ("Upplands Väsby", "0114"),
        ("Norrbotten", "25"),
        ("Norrbottens län", "25"),
        ("Västra Götaland", "14"),
        ("Örebro", "1880"),
        ("Örebro län", "18"),
        ("18 Örebro län", "18"),
        ("Region Gotland", "0980"),
        ("Sjuhärad", "14-borasregionen"),
        ("Riket", "00"),
    ],
)
def test_known_spellings_are_found(text: str, code: str) -> None:
    area = load_areas().find(text)
    assert area is not None
    assert area.code == code


@pytest.mark.parametrize(
    "text", ["", " ", "Region Norrbotten", "Lulea", "Luleåå", "2580 Boden", "9999", "114", "Habo kommun x"]
)
def test_what_is_not_known_is_not_guessed(text: str) -> None:
    assert load_areas().find(text) is None


def test_look_alikes_stay_apart() -> None:
    areas = load_areas()
    found = [areas.find("Håbo"), areas.find("Habo")]
    assert [a.code for a in found if a] == ["0305", "0643"]


@pytest.mark.parametrize(("text", "name"), [("Lulea", "Luleå"), ("Bodn", "Boden"), ("Overtornea", "Övertorneå")])
def test_a_misspelling_gets_a_suggestion(text: str, name: str) -> None:
    assert load_areas().nearest(text) == name


def test_what_is_far_off_gets_none() -> None:
    assert load_areas().nearest("Socialförvaltningen") is None


def test_adults_add_up_from_municipality_to_nation() -> None:
    areas = load_areas()
    assert areas.adults("2580") == 63414
    assert areas.adults("2580", "women") + areas.adults("2580", "men") == 63414
    assert areas.adults("25") == sum(areas.adults(m.code) for m in areas.municipalities("25")) == 203679
    assert areas.adults("00") == 8147081  # SCB's published total for 2019


def test_every_name_in_the_reference_data_is_composed_text() -> None:
    with (REFERENCE / "areas.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(unicodedata.is_normalized("NFC", row["name"]) and row["name"].strip() for row in rows)
    assert len({row["code"] for row in rows}) == len(rows)


def test_similar_municipalities_exist() -> None:
    areas = load_areas()
    assert all(len(m.similar) == 7 and all(s in areas for s in m.similar) for m in areas.municipalities())


@pytest.mark.parametrize("level", ["municipality", "county"])
def test_every_area_has_its_boundary(level: str) -> None:
    shapes = json.loads(BOUNDARIES[level].read_text(encoding="utf-8"))["features"]
    codes = {shape["properties"]["code"] for shape in shapes}
    assert codes == {a.code for a in load_areas() if a.level == level}


def test_swedish_order() -> None:
    words = ["Öckerö", "Åre", "Zorn", "Älvsbyn", "Ystad", "Idre", "Idé"]
    assert sorted(words, key=swedish_key) == ["Idé", "Idre", "Ystad", "Zorn", "Åre", "Älvsbyn", "Öckerö"]


def test_short_names_of_counties() -> None:
    areas = load_areas()
    assert [areas.get(c).short_name for c in ("25", "12", "14", "18", "2580")] == [
        "Norrbotten", "Skåne", "Västra Götaland", "Örebro", "Luleå",
    ]  # fmt: skip
