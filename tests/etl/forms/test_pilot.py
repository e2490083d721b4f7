"""The form on the pilot: counts and means of a group, never a person; too few give no mean and are not shown."""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from etl.areas import REFERENCE, load_areas
from etl.build import build
from etl.disclosure import SMALLEST_SHOWN, protect
from etl.forms.catalogue import small_groups
from etl.forms.pilot import FORM, SCALES, answers_to, mean_of
from etl.house import create_house
from etl.intake import check_file
from etl.periods import parse_period
from etl.receive import Words, receive
from etl.snapshot import open_snapshot, read_table
from etl.submission import CheckedFile
from etl.template import field_cells, write_template
from etl.web_form import Written, check_web_form
from tests.etl.houses import FIRST_DAY

AREA, COUNTY, DAY = "14-skaraborg", "14", "2025-12-03"
ANSWERS = {
    "pilot_deltagare": 14,
    "pilot_platser": 15,
    **{answers_to(scale): 9 for scale in SCALES},
    **{mean_of(scale): 4.8 for scale in SCALES},
}
NO_RATINGS = dict.fromkeys((*map(answers_to, SCALES), *map(mean_of, SCALES)))
FIRST = ["pilot_skala_1_medel"]
# What is written over the ordinary answers, the outcome, and each code with its fields.
CASES: list[tuple[dict[str, Any], str, dict[str, list[str]]]] = [
    ({}, "accepted", {}),
    (NO_RATINGS, "accepted", {}),
    ({"pilot_platser": None}, "accepted", {}),
    ({"pilot_deltagare": 3} | NO_RATINGS, "accepted", {}),
    ({"pilot_deltagare": 0} | NO_RATINGS, "accepted", {}),
    ({"pilot_deltagare": None}, "rejected", {"tom_cell": ["pilot_deltagare"]}),
    ({answers_to(1): 4}, "rejected", {"logik_fel": FIRST}),
    ({answers_to(1): 5}, "accepted", {}),
    ({answers_to(1): None}, "rejected", {"logik_fel": FIRST}),
    ({answers_to(1): 0}, "rejected", {"logik_fel": FIRST}),
    ({answers_to(1): 4, mean_of(1): None}, "accepted", {}),
    ({mean_of(1): 10}, "accepted", {}),
    ({mean_of(1): 10.1}, "rejected", {"tal_orimligt": FIRST}),
    ({mean_of(1): -1}, "rejected", {"tal_negativt": FIRST}),
    ({mean_of(1): "ca 5"}, "rejected", {"tal_ungefar": FIRST}),
    ({answers_to(2): 15}, "accepted_with_warnings", {"fler_an_helheten": [answers_to(2)]}),
    ({"pilot_deltagare": 16}, "accepted_with_warnings", {"fler_an_helheten": ["pilot_deltagare"]}),
    ({"pilot_deltagare": "Uppgift saknas"}, "accepted_with_warnings", {"uppgift_saknas": ["pilot_deltagare"]}),
]


@lru_cache(maxsize=1)
def _template() -> bytes:
    return write_template(FORM, load_areas().get(AREA), parse_period(DAY), example=True)


def arrived(written: dict[str, Any]) -> CheckedFile:
    book = openpyxl.load_workbook(io.BytesIO(_template()))
    places = field_cells(FORM, parse_period(DAY))
    for id, value in (ANSWERS | written).items():
        book[places["sheet"]][places["fields"][id]] = value
    file = io.BytesIO()
    book.save(file)
    return check_file(file.getvalue(), "pilot.xlsx", county=COUNTY)


def _told(checked: CheckedFile) -> dict[str, list[str]]:
    places = {cell: id for id, cell in field_cells(FORM, parse_period(DAY))["fields"].items()}
    return {each.code: [places[cell] for cell in each.cells] for each in checked.problems}


@pytest.mark.parametrize(("written", "outcome", "told"), CASES)
def test_each_way_to_fill_in_the_workbook_gets_its_answer(
    written: dict[str, Any], outcome: str, told: dict[str, list[str]]
) -> None:
    checked = arrived(written)
    assert (checked.outcome, _told(checked)) == (outcome, told)


@pytest.mark.parametrize(("written", "outcome", "told"), CASES)
def test_the_web_form_gets_the_same_answer(written: dict[str, Any], outcome: str, told: dict[str, list[str]]) -> None:
    typed = {id: value for id, value in (ANSWERS | written).items() if value is not None}
    cells = {id: Written(str(value).replace(".", ",")) for id, value in typed.items()}
    checked = check_web_form(FORM, AREA, parse_period(DAY), cells, example=True, as_area=AREA, county=COUNTY)
    assert (checked.outcome, {each.code for each in checked.problems}) == (outcome, set(told))


def test_a_mean_of_too_few_is_refused_in_words() -> None:
    [told] = arrived({answers_to(1): 4}).problems
    assert "På raden ”Har skattat sig, skala 1”" in told.message
    assert f"minst {SMALLEST_SHOWN} personer" in told.expected
    assert "ta bort talen om gruppen" in told.mend


def test_a_few_are_kept_for_us_and_hidden_from_everybody_else(tmp_path: Path) -> None:
    house = create_house(tmp_path / "house", "demo", COUNTY)
    few: dict[str, Any] = {"pilot_deltagare": 4, answers_to(1): 3, mean_of(1): None, answers_to(2): 0, mean_of(2): None}
    few |= {answers_to(3): None, mean_of(3): None}
    receive(house, arrived(few), received_at=FIRST_DAY, words=Words())
    built = build(house)
    inside, outside = (_seen(path) for path in (built.work, built.published))
    assert inside["pilot_deltagare"] == (4, "ok")
    assert outside["pilot_deltagare"] == outside[answers_to(1)] == (None, "suppressed")
    assert (outside[answers_to(2)], outside["pilot_platser"]) == ((0, "ok"), (15, "ok"))
    assert outside["pilot_deltagare_per_plats"] == outside["pilot_skattat_andel"] == (None, "suppressed")


def _seen(path: Path) -> dict[str, tuple[float | None, str]]:
    con = open_snapshot(path)
    try:
        of = pl.col("source") == "pilot"
        items = read_table(con, "observation").filter(of).select("item", "value", "status")
        values = read_table(con, "indicator_value").filter(of).select("indicator", "value", "status")
    finally:
        con.close()
    return {name: (value, status) for name, value, status in [*items.iter_rows(), *values.iter_rows()]}


STATES = [("2024", None), ("2026", "2024"), ("2026", "2025"), ("2026", None)]


def test_what_is_judged_from_a_few_goes_with_them() -> None:
    key = {"indicator": "i", "source": "pilot", "area": AREA, "sex": "total", "age_group": "18+"}
    judged = ("comparison", "trend", "goal_progress")
    values = [key | {"period": year, "numerator": n} for year, n in (("2024", 4.0), ("2025", 9.0), ("2026", 10.0))]
    told = dict.fromkeys(("value", "denominator", "lower", "upper", "lower_998", "upper_998"), 1.0)
    frames = {
        "observation": pl.DataFrame([key | {"item": "pilot_deltagare", "value": 4.0, "status": "ok"}]),
        "indicator_value": pl.DataFrame([each | told | {"certainty": "firm", "status": "ok"} for each in values]),
        "change": pl.DataFrame(
            [key | {"period": after, "earlier": before} for before, after in (("2024", "2025"), ("2025", "2026"))]
        ),
        **{name: pl.DataFrame([key | {"period": "2024"}]) for name in judged},
        # Of a period whose value is hidden, starting from one, and two that touch none.
        "goal_state": pl.DataFrame(
            [key | {"period": now, "baseline_period": first} for now, first in STATES], infer_schema_length=None
        ),
    }
    frames["indicator_value"] = frames["indicator_value"].with_columns(pl.lit(20.0).alias("denominator"))
    shown = protect(frames, small_groups())
    assert shown["indicator_value"]["status"].to_list() == ["suppressed", "ok", "ok"]
    assert shown["change"]["period"].to_list() == ["2026"]
    assert [shown[name].height for name in judged] == [0, 0, 0]
    assert shown["goal_state"].select("period", "baseline_period").rows() == STATES[2:]
    assert protect(frames, {})["change"].height == 2


def test_the_form_asks_nothing_about_anybody() -> None:
    assert {field.kind for field in FORM.fields()} == {"count", "number", "text"}
    assert {field.sex for field in FORM.fields()} == {"total"}


def test_what_the_document_prints_is_kept_as_printed() -> None:
    with (REFERENCE / "published" / "skaraborg_2025.csv").open(encoding="utf-8") as file:
        printed = {(row["item"], row["period"], row["area"]): float(row["value"]) for row in csv.DictReader(file)}
    assert printed == {
        ("pilot_deltagare", "2025-05-21", AREA): 12,
        ("pilot_plan_minst", "2025-03-03", AREA): 10,
        ("pilot_plan_hogst", "2025-03-03", AREA): 15,
    }
