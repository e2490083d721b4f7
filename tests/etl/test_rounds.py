"""Rounds are decisions: kept version by version, never overwritten, and they know who is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.house import House, create_house
from etl.problems import UserError
from etl.rounds import asked_areas, by_name, open_round, read_rounds, reminder_text, rounds

PERIOD = "2022-01/2022-10"
DEADLINE = date(2023, 2, 1)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return create_house(tmp_path, "demo", "25")


def test_a_round_is_found_again(house: House) -> None:
    opened = open_round(house, "kommunenkat", PERIOD, ["2580", "2523", "2580"], DEADLINE, opened_on=date(2022, 12, 1))
    assert (opened.areas, opened.version, opened.deadline) == (("2523", "2580"), 1, DEADLINE)
    assert rounds(house) == [opened]


def test_a_changed_round_is_a_new_version_and_the_old_stays(house: House) -> None:
    first = open_round(house, "kommunenkat", PERIOD, ["2580"], DEADLINE)
    second = open_round(house, "kommunenkat", PERIOD, ["2580", "2523"], DEADLINE)
    assert second.version == 2
    assert rounds(house) == [second]
    assert read_rounds(house) == [first, second]


def test_the_same_round_again_changes_nothing(house: House) -> None:
    first = open_round(house, "kommunenkat", PERIOD, ["2580"], DEADLINE, opened_on=date(2022, 12, 1))
    again = open_round(house, "kommunenkat", PERIOD, ["2580"], DEADLINE, opened_on=date(2022, 12, 9))
    assert again == first
    assert read_rounds(house) == [first]


@pytest.mark.parametrize(
    ("form", "period", "areas"),
    [
        ("kommunenkäten", PERIOD, ["2580"]),
        ("kommunenkat", "tjugotvå", ["2580"]),
        ("kommunenkat", PERIOD, ["25"]),
        ("kommunenkat", PERIOD, ["9999"]),
        ("kommunenkat", PERIOD, []),
    ],
)
def test_what_cannot_be_asked_is_refused(house: House, form: str, period: str, areas: list[str]) -> None:
    with pytest.raises(UserError):
        open_round(house, form, period, areas, DEADLINE)
    assert rounds(house) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [("25", 14), ("all", 14), ("2580,2581", 2), ("Luleå, Haparanda stad", 2), ("2580, 25", 14), ("25,21", 24)],
)
def test_areas_are_written_in_several_ways(house: House, text: str, count: int) -> None:
    assert len(asked_areas(house, text)) == count


def test_an_unknown_area_is_told_with_the_nearest_name(house: House) -> None:
    with pytest.raises(UserError, match="Menar du Luleå"):
        asked_areas(house, "2580, Lulea")


def test_the_reminder_says_who_what_and_when(house: House) -> None:
    text = reminder_text(open_round(house, "kommunenkat", PERIOD, ["2580"], DEADLINE), "2580")
    for part in ("Luleå", "januari–oktober 2022", "1 februari 2023", "Lämna uppgifter", "uppgift saknas"):
        assert part in text


def test_names_are_in_swedish_order() -> None:
    assert by_name(["2560", "2582", "2580", "2513"]) == ["2582", "2580", "2560", "2513"]


def test_each_county_has_a_round_of_its_own(house: House) -> None:
    here = open_round(house, "asi", "2026", ["2580", "2581"], DEADLINE)
    there = open_round(house, "asi", "2026", ["2180"], DEADLINE)
    assert (here.version, there.version) == (1, 1)
    assert sorted(each.key[2] for each in rounds(house)) == ["21", "25"]
    with pytest.raises(UserError, match="ett län"):
        open_round(house, "asi", "2026", ["2580", "2180"], DEADLINE)


def test_whom_a_region_is_called_when_it_is_reminded(house: House) -> None:
    assert "från Region Norrbotten på" in reminder_text(open_round(house, "diagnoser", "2024", ["25"], DEADLINE), "25")
