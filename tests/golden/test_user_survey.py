"""What the text of Delrapport 3 prints of the user survey, figure by figure; nothing of what only its diagrams show."""

from __future__ import annotations

import csv
from pathlib import Path

from etl.forms.catalogue import get_form

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
PRINTED = {
    ("brukarenkat", "svarande", "total"): 23,
    ("brukarenkat", "svarande", "men"): 16,
    ("brukarenkat", "svarande", "women"): 6,
    ("delrapport_3_2025", "andel_30_64_tryckt", "total"): 82,
    ("delrapport_3_2025", "samordning_instammer_tryckt", "total"): 82,
    ("delrapport_3_2025", "samordning_instammer_inte_tryckt", "total"): 16.5,
    ("delrapport_3_2025", "hemma_inte_alls_tryckt", "total"): 1,
}


def _rows() -> list[dict[str, str]]:
    with (REFERENCE / "published" / "delrapport_3_2025.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["period"] == "2025-04"]


def test_every_figure_of_the_survey_is_the_printed_one_and_there_is_no_other() -> None:
    found = {(row["form"], row["item"], row["sex"]): float(row["value"]) for row in _rows()}
    assert found == PRINTED
    assert {row["area"] for row in _rows()} == {"07"}
    assert all(row["printed_at"] for row in _rows())


def test_no_answer_is_read_from_a_diagram_and_annat_has_no_row() -> None:
    items = {row["item"] for row in _rows()}
    assert not items & {id for id in (each.id for each in get_form("brukarenkat").fields()) if id.endswith("_helt")}
    assert not any("annat" in item for item in items)


def test_what_the_report_contradicts_is_listed() -> None:
    with (REFERENCE / "known_errors.csv").open(encoding="utf-8", newline="") as file:
        errors = {row["id"]: row for row in csv.DictReader(file) if row["source"] == "delrapport_3_2025"}
    assert {"aldrar_30_34", "sju_a_98_5", "nio_a_underlag", "brukarenkat_annat"} <= errors.keys()
    assert "98,5" in errors["sju_a_98_5"]["problem"]


def test_the_questions_are_the_ten_of_the_appendix() -> None:
    survey = get_form("brukarenkat").persons
    assert survey is not None
    assert [each.number for each in survey.questions] == ["1", "2", "4", "5a", "6", "7a", "8", "9a"]
    scale = [option.labels[0] for option in survey.questions[3].options]
    assert scale == ["Stämmer helt", "Stämmer delvis", "Stämmer lite", "Stämmer inte alls"]
    ages = [option.labels[0] for option in survey.questions[1].options]
    assert ages == ["18–29 år", "30–45 år", "46–64 år", "65 år och äldre"]
    assert survey.questions[7].only_if == "behandlingshem_ja"
