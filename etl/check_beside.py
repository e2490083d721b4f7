"""What stands in a form's file beside its answers: rows, columns, cells and sheets of the sender's own, never read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.cells import Cell, Sheet, Workbook, address_of
from etl.find_rows import plain_label, title
from etl.form_answers import Answers
from etl.form_rows import OWN_SHEETS, head_fields, is_head, is_wide
from etl.forms.description import Field
from etl.numbers import read_count
from etl.problems import Problem, problem
from etl.recognise import Found

_SUM_WORDS = re.compile(r"(?:del)?(?:summa|totalt?|total(?:summa)?|sammanlagt)\b")
_NUMBERS = ("number", "date", "bool", "error")


def check_beside(read: Answers, workbook: Workbook) -> None:
    """Add to ``read`` what is not read, so that nobody believes that it was."""
    read.problems += _own_rows(read)
    read.problems += _beside_answers(read.found)
    read.problems += _own_columns(read.found)
    read.problems += _own_sheets(read.found, workbook)


def _own_rows(read: Answers) -> Iterator[Problem]:
    """Rows of the sender's own beside the answers; a sum that is right needs no words."""
    found = read.found
    known = {place.row for place in found.places.values()} | found.doubtful_rows
    columns = {found.columns[name] for name in ("value", "status", "comment")}
    words = {found.columns[name] for name in ("number", "label") if name in found.columns}
    for cell in found.sheet.cells.values():
        if cell.column in words and cell.row not in known and cell.kind == "number":
            yield problem("okand_cell", sheet=found.sheet.name, cells=[cell.address])
        if cell.column not in columns or cell.row in known or not says_something(cell):
            continue
        if cell.row <= found.heading_row:
            # Words above the form say whose it is; a number there may be an answer that slipped.
            if cell.kind == "number":
                yield problem("okand_cell", sheet=found.sheet.name, cells=[cell.address])
            continue
        beside = found.sheet.cells.get(address_of(cell.row, found.columns["label"]))
        text = plain_label(beside.value) if beside and beside.value is not None else ""
        total = read_count(cell).value if _SUM_WORDS.match(text) else None
        if total is None:
            yield problem("okand_rad", sheet=found.sheet.name, cells=[cell.address])
        elif not _is_a_sum(read, total):
            yield problem("summa_fel", sheet=found.sheet.name, cells=[cell.address])


def says_something(cell: Cell) -> bool:
    """Whether a cell holds more than a stray full stop."""
    return cell.value is not None and any(character.isalnum() for character in str(cell.value))


def _is_a_sum(read: Answers, value: float) -> bool:
    sums = (sum(read.number(part) or 0.0 for part in parts) for parts in read.found.form.sums)
    everything = sum(read.number(f.id) or 0.0 for f in _method_fields(read))
    return value in (*sums, everything)


def _method_fields(read: Answers) -> list[Field]:
    return [f for f in read.found.form.fields(read.found.layout) if f.counts == "method_courses"]


def _beside_answers(found: Found) -> Iterator[Problem]:
    """What stands in the form's own columns where the form has no place for it."""
    fields = {each.id: each for each in (*head_fields(found.form), *found.form.fields(found.layout))}
    for field_id in found.places:
        each = fields[field_id]
        for column in _unread_columns(each):
            cell = found.cell(field_id, column)
            if cell is not None and says_something(cell):
                yield problem("okand_cell", sheet=found.sheet.name, cells=[cell.address], label=title(each))
        comment = None if "comment" in _unread_columns(each) else found.cell(field_id, "comment")
        if comment is not None and comment.kind in _NUMBERS and found.cell(field_id, "value") is not None:
            says = "Det står tal i kolumnen för kommentarer. De har inte lästs."
            yield problem("okand_kolumn", sheet=found.sheet.name, cells=[comment.address], label=title(each), says=says)


def _unread_columns(field: Field) -> tuple[str, ...]:
    if is_head(field) or is_wide(field):
        return ("status", "comment")
    return ("status",) if field.kind == "text" else ()


def _own_columns(found: Found) -> Iterator[Problem]:
    """Something in columns that the form does not have; it is not read and not kept."""
    own = set(found.columns.values())
    columns: dict[int, list[str]] = {}
    for cell in found.sheet.cells.values():
        if cell.column not in own and says_something(cell):
            columns.setdefault(cell.column, []).append(cell.address)
    for addresses in columns.values():
        code = "okand_kolumn" if len(addresses) > 1 else "okand_cell"
        yield problem(code, sheet=found.sheet.name, cells=addresses)


def _own_sheets(found: Found, workbook: Workbook) -> Iterator[Problem]:
    """A sheet of the sender's own with numbers in it may be meant to be read; notes need no words."""
    told = {each.sheet for each in found.problems if each.code == "okant_blad"}
    for sheet in workbook.sheets:
        if sheet.name in (*OWN_SHEETS, found.sheet.name, *told) or _is_blank_copy(sheet, found):
            continue
        if any(cell.kind in ("number", "date", "error") for cell in sheet.cells.values()):
            yield problem("okant_blad", sheet=sheet.name)


def _is_blank_copy(sheet: Sheet, found: Found) -> bool:
    """A copy of the form that holds nothing but what the form was written out with, or the same answers."""
    return all(
        cell.value is None or ((own := found.sheet.cells.get(address)) is not None and own.value == cell.value)
        for address, cell in sheet.cells.items()
    )
