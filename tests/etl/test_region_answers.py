"""A form that the region answers: written out, filled in, checked, received and built like any other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.areas import load_areas
from etl.build import build
from etl.commands_intake import area_code
from etl.examples import EXAMPLES as EVERY_EXAMPLE
from etl.examples import example_files
from etl.forms.catalogue import get_form
from etl.house import create_house
from etl.intake import check_file
from etl.periods import parse_period
from etl.problems import UserError
from etl.receive import receive
from etl.snapshot import open_snapshot, read_table
from etl.submission import CheckedFile
from etl.web_form import Written, check_web_form

EXAMPLES = EVERY_EXAMPLE / "diagnoser"
FORM, YEAR = get_form("diagnoser"), parse_period("2024")
GOOD = {
    "beroende": "1544", "beroende_kvinnor": "571", "beroende_man": "973",
    "samsjuklighet": "747", "samsjuklighet_kvinnor": "276", "samsjuklighet_man": "471",
    "medelalder_beroende_kvinnor": "52,1", "medelalder_beroende_man": "50,8",
}  # fmt: skip


def check(answers: dict[str, str], **more: str) -> CheckedFile:
    written = {id: Written(value) for id, value in (answers | more).items()}
    return check_web_form(FORM, "21", YEAR, written, example=True, as_area="21", county="21")


def test_the_region_is_asked_in_its_own_words_and_its_answers_are_read() -> None:
    checked = check(GOOD)
    assert (checked.outcome, checked.area, checked.period) == ("accepted", "21", "2024")
    assert checked.answers["medelalder_beroende_man"].value == 50.8
    assert checked.answers["beroende_18_29"].status == "not_answered"


@pytest.mark.parametrize(
    ("wrong", "label"),
    [
        ({"samsjuklighet": "1545", "samsjuklighet_man": "900"}, "4.1"),
        ({"samsjuklighet_kvinnor": "600"}, "4.2"),
        ({"beroende_man": "974"}, "3.2"),
        ({"beroende_18_29": "800", "beroende_30_45": "745"}, "6.1"),
        ({"beroende_sluten": "1600"}, "7.2"),
    ],
)
def test_a_part_is_no_larger_than_its_whole(wrong: dict[str, str], label: str) -> None:
    checked = check(GOOD, **wrong)
    faults = [each for each in checked.problems if each.severity == "error"]
    assert checked.outcome == "rejected"
    assert {each.code for each in faults} == {"logik_fel"}
    assert label in faults[0].message


@pytest.mark.parametrize(
    ("written", "code"),
    [("Region Gävleborg", "21"), ("Gävleborgs län", "21"), ("21", "21"), ("Gävleborg", "21"), ("Örebro", "18"),
     ("Region Örebro län", "18"), ("Västra Götalandsregionen", "14"), ("Region Sörmland", "04"),
     ("Region Jämtland Härjedalen", "23"), ("Region Gotland", "09"), ("Region Skåne", "12")],
)  # fmt: skip
def test_a_region_is_known_by_what_it_is_called(written: str, code: str) -> None:
    assert area_code(written, FORM) == code


def test_a_municipality_is_no_region() -> None:
    with pytest.raises(UserError):
        area_code("Gävle", FORM)
    assert load_areas().find_at("Örebro", frozenset({"municipality"})) == load_areas().get("1880")


@pytest.mark.slow
def test_the_example_is_received_and_built_with_shares_of_each_sex_and_a_rate_of_all(tmp_path: Path) -> None:
    house = create_house(tmp_path / "data", "demo", "21")
    checked = check_file((EXAMPLES / "2024_region_gavleborg.xlsx").read_bytes(), "svar.xlsx", county="21")
    receive(house, checked, received_at=datetime(2025, 3, 11, 10, 5, tzinfo=UTC))
    con = open_snapshot(build(house).published)
    values = read_table(con, "indicator_value").filter(source="diagnoser", area="21")
    found = {(row["indicator"], row["sex"], row["age_group"]): row["value"] for row in values.to_dicts()}
    assert round(found["andel_samsjuklighet", "total", "18+"], 1) == 48.4
    assert round(found["andel_samsjuklighet", "women", "18+"], 1) == 48.3
    assert round(found["andel_samsjuklighet", "total", "65+"], 1) == 25.5
    adults = load_areas().adults("21")
    assert found["beroende_per_10000", "total", "18+"] == pytest.approx(1544 / adults * 10_000)
    assert {key for key in found if key[0].endswith("per_10000")} == {
        ("beroende_per_10000", "total", "18+"),
        ("samsjuklighet_per_10000", "total", "18+"),
    }
    assert read_table(con, "comparison").is_empty()
    con.close()


def test_the_example_file_is_what_its_answers_say() -> None:
    for name, content in example_files(EXAMPLES).items():
        assert (EXAMPLES / name).read_bytes() == content
