"""A stranger's file -> cells with addresses. The only door to the content of a file that is sent in."""

from __future__ import annotations

import re

from etl.cells import Cell, CellValue, Sheet, Workbook, address_of
from etl.delimited import rows_of
from etl.gate import FileRefused, admit, behind_the_door, inspect_parts, unpack
from etl.problems import Problem, problem
from etl.sheet_xml import Room
from etl.workbook_xml import read_xlsx

__all__ = ["Cell", "CellValue", "FileRefused", "Sheet", "Workbook", "read_workbook"]

# The sheet name of a file that has no sheets; its own name may hold anything and is not repeated.
CSV_SHEET = "CSV"
_LINK_TO_FILE = re.compile(r"\[[^\[\]]+\.(?:xl\w{1,2}|ods|csv)\]|(?<![\w\]\[])\[\d+\]", re.IGNORECASE)
_TEXT_IN_FORMULA = re.compile(r'"[^"]*"')
_DDE = re.compile(r"\w\s{0,9}\|\s{0,9}'?[^'!|]{0,200}'?\s{0,9}!")


def read_workbook(data: bytes, name: str) -> Workbook:
    """Read an xlsx workbook or a text file with separated fields.

    Args:
        data: the bytes as they came.
        name: the file's name; used only to tell what is wrong with it.

    Raises:
        FileRefused: with the one problem that stops the file.
    """
    if admit(data, name) == "text":
        return behind_the_door(_read_text, data)
    return behind_the_door(_read_package, data)


def _read_package(data: bytes) -> Workbook:
    parts = unpack(data)
    remarks = inspect_parts(parts)
    workbook = read_xlsx(parts)
    remarks += _linking_formulas(workbook, already_known=any(r.code == "extern_lank" for r in remarks))
    return Workbook(workbook.sheets, workbook.defined_names, "xlsx", tuple(remarks))


def _linking_formulas(workbook: Workbook, already_known: bool) -> list[Problem]:
    """Formulas that fetch from another file keep their saved value; formulas that start programs do not pass."""
    cells = (cell for sheet in workbook.sheets for cell in sheet.cells.values())
    formulas = [_TEXT_IN_FORMULA.sub('""', cell.formula) for cell in cells if cell.formula]
    if any(_DDE.search(formula) for formula in formulas):
        raise FileRefused(problem("extern_lank", severity="error"))
    linked = any(map(links_to_file, formulas))
    return [problem("extern_lank", severity="warning")] if linked and not already_known else []


def links_to_file(formula: str) -> bool:
    """Whether a formula fetches from another file."""
    return _LINK_TO_FILE.search(_TEXT_IN_FORMULA.sub('""', formula)) is not None


def _read_text(data: bytes) -> Workbook:
    rows = rows_of(data)
    room = Room()
    cells: dict[str, Cell] = {}
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text.strip():
                room.take(len(text))
                address = address_of(number, column)
                cells[address] = Cell(address, number, column, text, "text")
    counts = {number: len(row) for number, row in enumerate(rows, start=1) if row}
    return Workbook((Sheet(CSV_SHEET, "visible", cells, field_counts=counts),), {}, "csv")
