"""Personal data in a file that is sent in: every cell, every other part of the package, and the file's name.

What was found is never repeated, neither in a message nor in a log.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from etl.cells import Cell, Sheet, Workbook
from etl.individual_lists import list_of_individuals
from etl.personal_numbers import are_made_up, holds_personal_number, is_personal_number
from etl.personal_parts import find_in_parts
from etl.problems import Problem, problem
from etl.survey_table import looks_like_export
from etl.suspicions import names_a_person

# Row and column.
Place = tuple[int, int]

_FEWEST_CHARACTERS_ABOUT_SOMEONE = 6
# With and without a century; Excel drops the first zero of a number such as 050601-1234.
_LENGTHS = frozenset({9, 10, 12})
# Nobody in a form about adults is born later; a day since then beside a count is a day and a count.
_YOUNGEST = 2010


def find_personal_data(data: bytes, workbook: Workbook, name: str) -> list[Problem]:
    """Search a file that has been read.

    Args:
        data: the file's bytes.
        workbook: the same file, read.
        name: the file's name.

    Returns:
        ``personuppgift`` and ``individdata`` (errors), ``personuppgift_misstankt`` (warnings).
    """
    problems = [*_in_name(name), *find_in_cells(workbook)]
    if workbook.kind == "xlsx":
        in_cells = any(each.code == "personuppgift" and each.cells for each in problems)
        problems += find_in_parts(data, also_sheets=not in_cells)
    return problems


def find_in_cells(workbook: Workbook) -> list[Problem]:
    """Search what stands in the cells alone: all there is of a form that was filled in on the web."""
    return [found for position, sheet in enumerate(workbook.sheets, start=1) for found in _in_sheet(sheet, position)]


def _in_name(name: str) -> list[Problem]:
    if not holds_personal_number(name):
        return []
    return [
        problem(
            "personuppgift",
            says="Filens namn ser ut att innehålla ett personnummer eller samordningsnummer.",
            mend="Ge filen ett annat namn och skicka igen. Namnet har inte sparats.",
        )
    ]


def _in_sheet(sheet: Sheet, position: int) -> list[Problem]:
    # A sheet whose name is a person's number is called by its place.
    shown = f"Blad nr {position}" if holds_personal_number(sheet.name) else sheet.name
    problems: list[Problem] = []
    if cells := _cells_with_numbers(sheet):
        problems.append(_found_in_cells("personuppgift", sheet, shown, cells))
    if cells := list_of_individuals(sheet):
        problems.append(_found_in_cells("individdata", sheet, shown, cells))
    # What is found for sure is not told of as a suspicion too.
    sure = {cell for each in problems if each.code == "personuppgift" for cell in each.cells}
    suspected = tuple(c.address for c in sheet.cells.values() if c.address not in sure and _is_suspect(c))
    # In an export the respondent's own name and e-mail are dropped with their columns; its texts are searched there.
    if suspected and not looks_like_export(Workbook((sheet,), {}, "csv")):
        problems.append(problem("personuppgift_misstankt", sheet=shown, cells=suspected))
    return problems


def _found_in_cells(code: str, sheet: Sheet, shown: str, cells: tuple[str, ...]) -> Problem:
    if sheet.state == "visible":
        return problem(code, sheet=shown, cells=cells)
    mend = "Bladet är dolt. Ta fram det (högerklicka på en flik > Ta fram) och ta bort allt om enskilda personer."
    if sheet.state == "veryHidden":
        mend = "Bladet är dolt och går inte att ta fram i Excel. Hämta ett nytt formulär i Samsyn och för över svaren."
    return problem(code, sheet=shown, cells=cells, mend=f"{mend} Inget av det som stod har sparats.")


def _cells_with_numbers(sheet: Sheet) -> tuple[str, ...]:
    digits = {(cell.row, cell.column): written for cell in sheet.cells.values() if (written := _digits(cell))}
    ids = _columns_of_ids(digits)
    found: dict[str, None] = {}
    for cell in sheet.cells.values():
        place = (cell.row, cell.column)
        is_id = cell.column in ids and len(digits.get(place, "")) in _LENGTHS
        if (not is_id and _holds_number(cell)) or (place in digits and _begins_number(place, digits)):
            found[cell.address] = None
    return tuple(found)


def _columns_of_ids(digits: Mapping[Place, str]) -> frozenset[int]:
    """Columns of long numbers of which few are right as numbers of persons: those few are chance."""
    columns: dict[int, list[str]] = {}
    for (_, column), written in digits.items():
        if len(written) in _LENGTHS:
            columns.setdefault(column, []).append(written)
    return frozenset(column for column, numbers in columns.items() if are_made_up(numbers))


def _holds_number(cell: Cell) -> bool:
    if cell.formula is not None and holds_personal_number(cell.formula):
        return True
    if isinstance(cell.value, str):
        return holds_personal_number(cell.value, written_by_hand=True)
    written = _whole(cell)
    return len(written) in _LENGTHS and is_personal_number(written.zfill(10))


def _begins_number(place: Place, digits: Mapping[Place, str]) -> bool:
    """A number in pieces: the day (or year, month and day) in cells of their own, the four last digits in the next."""
    day = digits[place]
    if len(day) not in (4, 6, 8):
        return False
    row, column = place
    after = [digits.get((row, column + step), "") for step in (1, 2, 3)]
    if len(day) == 4 and len(after[0]) in (1, 2) and len(after[1]) in (1, 2):
        day, after = f"{day}{after[0]:>02}{after[1]:>02}", after[2:]
    if len(day) not in (6, 8) or not 1 <= len(after[0]) <= 4:
        return False
    return (len(day) == 6 or 1900 <= int(day[:4]) <= _YOUNGEST) and is_personal_number(day + after[0].zfill(4))


def _digits(cell: Cell) -> str:
    """The digits of a cell that holds nothing else, or a day; empty otherwise."""
    if isinstance(cell.value, datetime.date):
        return f"{cell.value:%Y%m%d}"
    written = cell.value.strip().replace("-", "") if isinstance(cell.value, str) else _whole(cell)
    return written if len(written) <= 12 and written.isascii() and written.isdigit() else ""


def _whole(cell: Cell) -> str:
    number = cell.value
    if isinstance(number, bool) or not isinstance(number, int | float):
        return ""
    return str(int(number)) if 0 < number < 1e13 and number == int(number) else ""


def _is_suspect(cell: Cell) -> bool:
    text = cell.value
    return isinstance(text, str) and len(text) >= _FEWEST_CHARACTERS_ABOUT_SOMEONE and names_a_person(text)
