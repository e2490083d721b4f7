"""An export as a table: where its headings stand, what its columns hold, and its rows, one per respondent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etl.cells import Cell, Sheet, Workbook, address_of, column_letters
from etl.forms.catalogue import all_forms
from etl.forms.description import Form
from etl.survey_columns import Meaning, is_heading_row, key_of, meanings

_ROWS_BEFORE_HEADINGS = 10
_COLUMNS_BEFORE_HEADINGS = 2
# The second of two heading rows, as SurveyMonkey writes it.
_SECOND_HEADINGS = frozenset(map(key_of, ("Response", "Open-Ended Response", "Other (please specify)")))


@dataclass(frozen=True)
class Line:
    """One respondent: its cells by the place of the question.

    Attributes:
        name: the row's number, or the column's letters where the table lies on its side.
    """

    place: int
    name: str
    cells: Mapping[int, Cell]


@dataclass(frozen=True)
class Table:
    """Headings, their meanings and the lines under them.

    Attributes:
        on_its_side: one row per question and one column per respondent.
    """

    sheet: Sheet
    headings: Mapping[int, Cell]
    meanings: Mapping[int, Meaning]
    lines: tuple[Line, ...]
    on_its_side: bool

    def columns(self, role: str, field_id: str | None = None) -> list[int]:
        """Places of the columns with this role (and field)."""
        return [
            place
            for place, each in self.meanings.items()
            if each.role == role and (field_id is None or each.id == field_id)
        ]

    def head(self, field_id: str, line: Line) -> Cell | None:
        """A line's municipality, year or period."""
        return next((line.cells[p] for p in self.columns("head", field_id) if p in line.cells), None)

    def address(self, line: Line, column: int) -> str:
        """The address of a cell, also of one that is blank."""
        return address_of(column, line.place) if self.on_its_side else address_of(line.place, column)

    @property
    def has_second_headings(self) -> bool:
        """Whether the first line under the headings is more headings."""
        return bool(self.lines) and any(heading(c) in _SECOND_HEADINGS for c in self.lines[0].cells.values())


def heading(cell: Cell) -> str:
    """A cell as the key of a heading."""
    return key_of(str(cell.value))


def find_table(workbook: Workbook, form: Form) -> Table | None:
    """The first sheet that is an export of the form; None if there is none."""
    tables = (_table(sheet, form) for sheet in workbook.sheets if sheet.cells)
    return next((table for table in tables if table is not None), None)


def looks_like_export(workbook: Workbook) -> bool:
    """Whether a file is an export of one of the forms: rows of respondents under headings of questions."""
    return any(find_table(workbook, form) is not None for form in all_forms())


def _table(sheet: Sheet, form: Form) -> Table | None:
    upright = _lines(sheet, on_its_side=False)
    for position, (_place, cells) in enumerate(upright[:_ROWS_BEFORE_HEADINGS]):
        if is_heading_row(_texts(cells), form):
            return _make(sheet, form, cells, upright[position + 1 :], on_its_side=False)
    lying = _lines(sheet, on_its_side=True)
    for position, (_place, cells) in enumerate(lying[:_COLUMNS_BEFORE_HEADINGS]):
        if is_heading_row(_texts(cells), form):
            table = _make(sheet, form, cells, lying[position + 1 :], on_its_side=True)
            return table if _has_respondents(table, form) else None
    return None


def _has_respondents(table: Table, form: Form) -> bool:
    """Told from a form that was saved as text: there the next column holds the questions' wording."""
    with_municipality = [line for line in table.lines if table.head("kommun", line) is not None]
    if len(with_municipality) < 2:
        return False
    return not any(is_heading_row(_texts(line.cells), form) for line in table.lines)


def _make(
    sheet: Sheet, form: Form, headings: dict[int, Cell], below: list[tuple[int, dict[int, Cell]]], on_its_side: bool
) -> Table:
    lines = tuple(Line(place, column_letters(place) if on_its_side else str(place), cells) for place, cells in below)
    return Table(sheet, headings, meanings(_texts(headings), form), lines, on_its_side)


def _texts(cells: Mapping[int, Cell]) -> dict[int, str]:
    return {column: str(cell.value) for column, cell in cells.items() if cell.kind in ("text", "number")}


def _lines(sheet: Sheet, on_its_side: bool) -> list[tuple[int, dict[int, Cell]]]:
    """Rows with their cells by column, or columns with their cells by row."""
    found: dict[int, dict[int, Cell]] = {}
    for cell in sheet.cells.values():
        place, across = (cell.column, cell.row) if on_its_side else (cell.row, cell.column)
        found.setdefault(place, {})[across] = cell
    return sorted(found.items())


def other_sheets(workbook: Workbook, table: Table) -> Iterator[Sheet]:
    """Sheets that hold something but were not read."""
    return (sheet for sheet in workbook.sheets if sheet is not table.sheet and sheet.cells)
