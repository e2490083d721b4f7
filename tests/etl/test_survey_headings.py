"""Headings in one row or two, the signatures of systems, and options joined in one cell."""

from __future__ import annotations

import pytest

from etl.cells import Cell
from etl.forms.kommunenkat import FORM
from etl.read import read_workbook
from etl.survey_headings import find_headings, guess_headings
from etl.survey_systems import is_second_row, is_system_heading, recognise_system
from etl.survey_values import options_in
from tests.etl.survey_files import Style, as_text, rows

GROUPS = "Vilka insatser ges i grupp?"


def _cells(*texts: str) -> list[Cell]:
    return [Cell(f"A{row}", row, 1, text, "text") for row, text in enumerate(texts, 2)]


# ---- Signatures ----


@pytest.mark.parametrize(
    ("headings", "under", "system"),
    [
        (["[FILTER] semester", "zufrieden"], [], "evasys"),
        (["kommun", "kommentar"], ["[Freitextfeld]"], "evasys"),
        (["kommun", "kommentar"], ["[IMAGE]"], "evasys"),
        (["grupp_2", "kommun"], ["0", "2", "0"], "evasys"),
        (["grupp_2", "kommun"], ["0", "1", "0"], "unknown"),
        (["id", "submitdate", "lastpage", "V31"], [], "limesurvey"),
        (["submitdate", "G1[SQ001]"], [], "limesurvey"),
        (["Svars-ID", "Datum inskickat", "Sista sidan"], [], "limesurvey"),
        (["ID", "Start time", "Completion time", "Email", "Name"], [], "forms"),
        (["Id", "Starttid", "Slutförandetid", "E-post", "Namn"], [], "forms"),
        (["Tidstämpel", "Vilken kommun?"], [], "google"),
        (["Timestamp", "Vilken kommun?"], [], "google"),
        (["Vilken kommun?", "Timestamp"], [], "unknown"),
        (["RespondentID", "CollectorID", "Vilken kommun?"], [], "surveymonkey"),
        (["Kommun", "E-post", "3.1"], [], "unknown"),
    ],
)
def test_a_system_is_known_by_what_only_it_writes(headings: list[str], under: list[str], system: str) -> None:
    texts = dict(enumerate(headings, 1))
    place = 2 if len(under) == 1 else 1
    columns = {place: _cells(*under)}
    assert recognise_system(texts, two_rows=False, columns=columns, with_codebook=False) == system


@pytest.mark.parametrize(
    "heading",
    ["IP Address", "First Name", "Svarare", "Points - 3.1 Hur många?", "Feedback – HVB", "Poäng – HVB", "E\u2011post"],
)
def test_what_names_the_respondent_or_belongs_to_a_quiz_is_the_systems(heading: str) -> None:
    assert is_system_heading(heading)


# ---- Two rows ----


def test_the_second_row_says_the_option_and_other_is_the_open_question() -> None:
    first = ["RespondentID", "CollectorID", "2.1 Vilken kommun arbetar du i?", GROUPS, "", "", "3.1", "4.1", "8.1"]
    second = ["", "", "Response", "Anhöriggrupp", "Motivationsgrupp", "Other (please specify)", *["Response"] * 3]
    workbook = read_workbook(
        as_text([first, second, ["1", "2", "Kalix", "Anhöriggrupp", "", "Yoga", "4", "1", ""]]), "x.csv"
    )
    table = find_headings(workbook, FORM)
    assert table is not None
    assert table.two_rows
    assert [table.texts[place] for place in (4, 5, 6)] == [
        f"{GROUPS} [Anhöriggrupp]",
        f"{GROUPS} [Motivationsgrupp]",
        f"{GROUPS} [Annat, ange vad]",
    ]
    assert [line.name for line in table.lines] == ["3"]


def test_a_row_of_answers_is_no_second_row() -> None:
    first = {1: "RespondentID", 2: "CollectorID", 3: "Kommun"}
    assert not is_second_row(first, {1: "1", 2: "2", 3: "Kalix"})
    assert is_second_row(first, {3: "Svar"})
    assert not is_second_row({1: "Kommun", 2: "3.1"}, {1: "Kalix", 2: "4"})


# ---- A table that nobody knows ----


def test_any_row_with_headings_may_be_told_what_it_is() -> None:
    table = guess_headings(read_workbook(as_text([["A", "B", "C", "D"], ["1", "2", "3", "4"]]), "x.csv"))
    assert table is not None
    assert list(table.texts.values()) == ["A", "B", "C", "D"]


@pytest.mark.parametrize("headings", [["A", "B"], [f"X{n}" for n in range(300)]])
def test_too_few_or_too_many_columns_are_no_survey(headings: list[str]) -> None:
    assert guess_headings(read_workbook(as_text([headings, ["1"] * len(headings)]), "x.csv")) is None


def test_headings_without_answers_are_nothing_to_tell_of() -> None:
    assert guess_headings(read_workbook(as_text(rows(Style("wording"))[:1]), "x.csv")) is None


# ---- Several options in one cell ----

LABELS = {"A": "a", "B": "b", "C, med mera": "c", "D; och\nE": "d"}


@pytest.mark.parametrize(
    ("text", "separators", "ticked"),
    [
        ("", ",", set()),
        ("A;B;", ";", {"a", "b"}),
        ("A, B", ",", {"a", "b"}),
        ("C, med mera", ",", {"c"}),
        ("A, C, med mera, B", ",", {"a", "b", "c"}),
        ("C, med mera;A;", ";", {"a", "c"}),
        ("D; och\nE;A;", ";", {"a", "d"}),
        ("D; och\r\nE, A", ",", {"a", "d"}),
        ("A\nB", ";,|\n", {"a", "b"}),
        ("D; och\nE|A", ";,|\n", {"a", "d"}),
        ("C", ",", None),
        ("A, med mera", ",", None),
        ("A, B", ";", None),
        ("A; ; B", ";", {"a", "b"}),
        (", ".join(["A"] * 100), ",", None),
    ],
)
def test_a_joined_cell_is_read_as_known_labels(text: str, separators: str, ticked: set[str] | None) -> None:
    assert options_in(text, LABELS, separators) == ticked


def test_a_cell_that_can_be_two_sets_of_options_is_asked_about() -> None:
    labels = {"Anhöriga": "a", "barn": "b", "Anhöriga, barn": "c"}
    assert options_in("Anhöriga, barn", labels, ",") is None
    assert options_in("Anhöriga, barn", {"Anhöriga": "a", "Anhöriga, barn": "c"}, ",") == {"c"}
