"""The list to keep: everything at once, the worst first, and text only."""

from __future__ import annotations

import io

import openpyxl
import pytest

from etl.intake import check_file
from etl.problem_list import counted, write_problem_list
from etl.problems import merged, problem
from tests.spec.test_arrivals import _arrive


def lines(data: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def test_the_same_fault_in_many_cells_is_one_line_with_all_of_them() -> None:
    form = _arrive('hap = null; met = null; dokumentation = "uppgift saknas"')
    checked = check_file(form.data(), form.name)
    told = lines(write_problem_list(checked.problems, about="Kalix, 2023", fine=checked.fine))

    assert [line[0] for line in told[:3]] == [
        "Att åtgärda: 1 sak att rätta, 1 att bekräfta",
        "Kalix, 2023",
        checked.fine,
    ]
    assert told[5] == ("Blad", "Rad", "Cell", "Det här står där", "Det här behövs", "Så här rättar du")
    assert str(told[6][0]).startswith("Rätta:")
    assert told[7][:3] == ("Enkät", "4.3 HAP; 4.4 MET", f"{form.fields['hap']}, {form.fields['met']}")
    assert str(told[8][0]).startswith("Bekräfta:")
    assert told[9][2] == form.fields["dokumentation"]
    assert all(line[5] for line in (told[7], told[9])), "each says how it is mended"


def test_many_cells_are_counted_and_not_all_written_out() -> None:
    many = merged(problem("tom_cell", sheet="Enkät", cells=[f"C{n}"], label=f"{n} Rad") for n in range(10, 40))
    [line] = [line for line in lines(write_problem_list(many)) if line[0] == "Enkät"]
    assert str(line[2]).startswith("C10, C11")
    assert str(line[2]).endswith("och 18 till")
    assert str(line[1]).endswith("och 27 rader till")


def test_every_cell_is_text() -> None:
    hostile = [problem("tal_text", sheet="=1+1", cells=["C10"], label="=cmd|'/c calc'!A1", found="=2+2")]
    sheet = openpyxl.load_workbook(io.BytesIO(write_problem_list(hostile))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert sheet["A8"].quotePrefix


def test_the_same_list_is_the_same_bytes() -> None:
    problems = [problem("tom_cell", sheet="Enkät", cells=["C10"])]
    assert write_problem_list(problems) == write_problem_list(problems)


@pytest.mark.parametrize(
    ("errors", "warnings", "said"),
    [
        (1, 0, "1 sak att rätta"),
        (3, 2, "3 saker att rätta, 2 att bekräfta"),
        (0, 1, "1 sak att bekräfta"),
        (0, 0, "ingenting"),
    ],
)
def test_it_is_counted_in_words(errors: int, warnings: int, said: str) -> None:
    faults = [problem("tom_cell", cells=[f"C{n}"]) for n in range(errors)]
    assert counted([*faults, *(problem("uppgift_saknas", cells=[f"D{n}"]) for n in range(warnings))]) == said
