"""Last period's answers in a grey column beside the sender's own form, where nothing else stands."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from etl.cells import MAX_COLUMN
from etl.earlier_column import earlier_value, heading
from etl.find_rows import LAST_ROW
from etl.marked_colours import GREY, INK, LINE, QUIET, solid
from etl.recognise import Found
from etl.submission import Answer

_WIDTH, _HEAD_HEIGHT = 21, 36


def write_earlier(sheet: Worksheet, found: Found, earlier: Mapping[str, Answer], label: str | None) -> None:
    """Write last period's answers beside the rows of their fields; a column of an earlier round is written over."""
    column = _column(found)
    if column > MAX_COLUMN:
        return
    letter = get_column_letter(column)
    _widen(sheet, column)
    _put(sheet, f"{letter}{found.heading_row}", heading(label), head=True)
    head = sheet.row_dimensions[found.heading_row]
    head.height = max(head.height or 0, _HEAD_HEIGHT)
    for each in found.form.fields(found.layout):
        if each.id in found.places:
            _put(sheet, f"{letter}{found.places[each.id].row}", earlier_value(each, earlier.get(each.id)))
    _print_too(sheet, column)


def _column(found: Found) -> int:
    """The column that is ours already, else the first to the right of the form where nothing stands."""
    if "earlier" in found.columns:
        return found.columns["earlier"]
    used = {cell.column for cell in found.sheet.cells.values() if cell.row <= LAST_ROW}
    column = max(found.columns.values()) + 1
    while column in used:
        column += 1
    return column


def _put(sheet: Worksheet, address: str, value: int | float | str | None, head: bool = False) -> None:
    cell = sheet[address]
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font = Font(name="Calibri", bold=head, color=INK if head else QUIET)
    cell.fill = solid(LINE if head else GREY)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    side = Side("thin", color=LINE)
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.number_format = "#,##0"


def _widen(sheet: Worksheet, column: int) -> None:
    """Give the column its width; columns that are kept as a group with it keep theirs."""
    dimensions = sheet.column_dimensions
    for each in list(dimensions.values()):
        first, last = each.min or 0, each.max or 0
        if not first <= column <= last or first == last:
            continue
        if last > column:
            after = get_column_letter(column + 1)
            dimensions[after] = ColumnDimension(
                sheet, index=after, min=column + 1, max=last, width=each.width, hidden=each.hidden, customWidth=True
            )
        each.max = max(first, column - 1)
    letter = get_column_letter(column)
    dimensions[letter] = ColumnDimension(sheet, index=letter, min=column, max=column, width=_WIDTH, customWidth=True)


def _print_too(sheet: Worksheet, column: int) -> None:
    """A print area that ends before the column is drawn out to it; where there are several, nothing is touched."""
    area = str(sheet.print_area or "").rpartition("!")[2].replace("$", "")
    if not area or "," in area:
        return
    left, top, right, bottom = range_boundaries(area)
    if left and right and right < column:
        sheet.print_area = f"{get_column_letter(left)}{top}:{get_column_letter(column)}{bottom}"
