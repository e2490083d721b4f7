"""The inventory of Västra Götaland as it is printed: its figures, who gives what, how spread, and nothing more."""

from __future__ import annotations

import csv

import pytest

from etl.areas import load_areas
from etl.inputs import REFERENCE

SOURCE = "vg_inventering_2021"


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("workshoppar", 4), ("workshop_deltagare", 50), ("workshop_kommuner", 41), ("workshop_region", 9),
        ("webbenkat_svar", 69), ("webbenkat_kommuner", 57), ("webbenkat_region", 12),
    ],
)  # fmt: skip
def test_how_the_inventory_was_made(item: str, value: int) -> None:
    figures = {row["item"]: row for row in rows(f"published/{SOURCE}.csv")}
    assert len(figures) == 7
    found = figures[item]
    assert (float(found["value"]), found["area"], found["period"]) == (value, "14", "2021-11")


def test_the_parts_make_the_whole() -> None:
    value = {row["item"]: int(row["value"]) for row in rows(f"published/{SOURCE}.csv")}
    assert value["workshop_kommuner"] + value["workshop_region"] == value["workshop_deltagare"]
    assert value["webbenkat_kommuner"] + value["webbenkat_region"] == value["webbenkat_svar"]


def test_who_gives_each_theme_as_printed() -> None:
    told = {row["theme"]: row["who"] for row in rows("interventions.csv")}
    assert told == {
        "Medicinska- och omvårdnadsinsatser": "Ges främst av regionen men även av kommunal hälso- och sjukvård.",
        "Psykologiska insatser": "Ges av psykologer inom psykiatrin.",
        "Psykosociala insatser": "Ges av både region och kommun.",
        "Sociala insatser": "Erbjuds främst av kommunerna.",
        "Praktiska/kompensatoriska insatser": "",
        "Samverkansinsatser": "",
        "Nätverksmöten och IPS": "",
        "Verksamheter som regionen och kommunerna samorganiserar": "Samorganiseras av regionen och kommunerna.",
    }


def test_how_spread_each_is_as_printed() -> None:
    spread: dict[str, set[str]] = {}
    for row in rows("interventions.csv"):
        spread.setdefault(row["spread"], set()).add(row["id"])
    assert spread["Finns i alla länsdelar."] == {"sip", "vardplanering"}
    assert spread["Finns i alla länsdelar, som den enda av de sju."] == {"finsam"}
    assert spread["Varierar i länet."] == {"ract", "vardsamordning", "natverksmoten", "ips"}
    assert len(spread["Verksamheterna är ojämnt spridda över länet."]) == 6
    assert spread["Det finns inte längre någon tillnyktringsenhet i Västra Götaland."] == {"avgiftning"}


def test_every_part_of_the_county_wished_for_something() -> None:
    wishes = [row for row in rows("statements.csv") if row["topic"] == "wish"]
    parts = {area.code for area in load_areas().sub_areas("14")}
    assert {row["area"] for row in wishes} == parts
    assert {row["printed_at"] for row in wishes} == {"”I den bästa av världar”"}
