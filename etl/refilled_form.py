"""A fresh form with what was read of the sender's: for files that can be read but not written in."""

from __future__ import annotations

import io
from collections.abc import Mapping

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as TargetCell
from openpyxl.styles.numbers import is_date_format
from openpyxl.workbook.workbook import Workbook

from etl.areas import load_areas
from etl.cells import Cell
from etl.form_rows import COLUMNS, SHEET, field_rows
from etl.periods import Period, parse_period
from etl.problems import UserError
from etl.recognise import Found
from etl.submission import Answer, CheckedFile
from etl.template import write_template

# Where a cell of the sender's stands in the fresh form: address there -> address here.
Moved = Mapping[str, str]

_LONGEST_TEXT, _LARGEST = 32_000, 1e300
_UNKNOWN = (
    "Det går inte att skriva i filen, och den säger inte vilken kommun och period den gäller. "
    "Hämta ett nytt formulär i Samsyn och för över svaren."
)


def refill(
    found: Found, checked: CheckedFile, earlier: Mapping[str, Answer] | None, earlier_label: str | None
) -> tuple[Workbook, Moved]:
    """Write the form anew and put in every answer, choice and comment as it stood, faulty or not.

    Raises:
        UserError: it is not known whose form it is.
    """
    area, period = found.area or checked.area, _period(found, checked)
    if area is None or area not in load_areas() or period is None:
        raise UserError(_UNKNOWN)
    fresh = write_template(
        found.form,
        load_areas().get(area),
        period,
        example=found.example,
        earlier=earlier,
        earlier_label=earlier_label,
    )
    book = openpyxl.load_workbook(io.BytesIO(fresh))
    moved: dict[str, str] = {}
    rows = field_rows(found.form, period)
    for field_id in found.places:
        if field_id not in rows:
            continue
        for column in ("value", "status", "comment", "label"):
            if not found.columns[column]:
                continue
            target = f"{COLUMNS[column]}{rows[field_id].number}"
            moved[found.address(field_id, column)] = target
            cell = found.cell(field_id, column)
            if cell is not None and cell.value is not None and column != "label":
                _put(book[SHEET][target], cell)
    return book, moved


def _period(found: Found, checked: CheckedFile) -> Period | None:
    return found.period or (parse_period(checked.period) if checked.period else None)


def _put(target: object, cell: Cell) -> None:
    # The inner cells of a merged area hold nothing.
    if not isinstance(target, TargetCell):
        return
    value = cell.value
    if isinstance(value, str):
        target.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_TEXT]
        target.data_type = "e" if cell.kind == "error" else "s"
    elif cell.kind == "date":
        target.value = value
        target.number_format = cell.number_format if is_date_format(cell.number_format) else "yyyy-mm-dd"
    else:
        # No cell holds an endless number; one that is out of all reason is told of alike.
        target.value = min(value, _LARGEST) if isinstance(value, float) else value
        if cell.number_format.endswith("%"):
            target.number_format = cell.number_format
