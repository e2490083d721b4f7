"""The washed copy of a file: written with what was read at its addresses, and read back fast by the build.

Beside the form's own sheets the copy has an index that says which cell holds which answer of whom. Reading a copy
again needs no search for rows, and cannot come to another conclusion than the check did.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import xlsxwriter
from python_calamine import CalamineWorkbook
from xlsxwriter.worksheet import Worksheet

from etl.cells import place_of
from etl.submission import Answer, Kept, Submission

INDEX = "_samsyn_index"
_COLUMNS = "ABCDEF"
_WITH_VALUE = frozenset({"ok", "estimated"})
# A row of the index that opens a submission has this in place of a status.
_WHO = "#"
# The copy must not depend on when it was written.
_FIXED_DAY = datetime(2022, 1, 1)

Value = str | int | float | bool | None


def keep_answers(submissions: Iterable[Submission], read: Kept) -> Kept:
    """What is kept of a file: the cells that were read, the answers as they were understood, and the index.

    Args:
        read: labels, tags and other cells that were read, at their addresses.
    """
    submissions = tuple(submissions)
    kept: Kept = {sheet: dict(cells) for sheet, cells in read.items()}
    places = Counter((a.sheet, a.cell) for each in submissions for a in each.answers.values())
    rows: list[tuple[Value, ...]] = []
    for each in submissions:
        rows.append((each.form, each.layout, _WHO, each.area, each.period))
        for field_id, answer in each.answers.items():
            # A cell of an export may hold several answers ("NECT, 5 personer"; all ticks of a question). It is kept
            # as it stood, and what was understood of it stands in the index.
            is_shared = places[answer.sheet, answer.cell] > 1
            if answer.value is not None and not is_shared:
                kept.setdefault(answer.sheet, {})[answer.cell] = answer.value
            own = answer.value if is_shared else None
            rows.append((field_id, "", answer.status, answer.sheet, answer.cell, own))
    index: dict[str, Value] = {
        f"{_COLUMNS[c]}{r}": value
        for r, row in enumerate(rows, start=1)
        for c, value in enumerate(row)
        if value not in ("", None)
    }
    return kept | {INDEX: index}


def keep_submissions(submissions: Iterable[Submission], sheet: str) -> Kept:
    """The same for answers that stand alone, all in one sheet."""
    return keep_answers(submissions, {sheet: {}})


def write_copy(kept: Kept) -> bytes:
    """The copy as a workbook; the same bytes for the same cells. Every text in it is text, never a formula."""
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as book:
        book.set_properties({"created": _FIXED_DAY})
        for name, cells in kept.items():
            sheet = book.add_worksheet(name)
            for address, value in cells.items():
                _write(sheet, address, value)
            if name == INDEX:
                sheet.hide()
    return memory.getvalue()


def read_copy(data: bytes) -> tuple[Submission, ...]:
    """The submissions of a copy, with the sheet and cell of each answer."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets: dict[str, Sequence[Sequence[object]]] = {}
    submissions: list[Submission] = []
    answers: dict[str, Answer] = {}
    for first, second, status, sheet, cell, own in _index(book):
        if status == _WHO:
            answers = {}
            submissions.append(Submission(first, second, sheet, cell, answers))
            continue
        value: float | str | None = None
        if own != "":
            value = own if isinstance(own, str) else float(str(own))
        elif status in _WITH_VALUE:
            if sheet not in sheets:
                sheets[sheet] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            value = _value(sheets[sheet], cell)
        answers[first] = Answer(value, status, cell, sheet)
    return tuple(submissions)


def _index(book: CalamineWorkbook) -> Iterator[tuple[str, str, str, str, str, object]]:
    for row in book.get_sheet_by_name(INDEX).to_python(skip_empty_area=False):
        first, second, status, sheet, cell = (str(each) for each in row[:5])
        yield first, second, status, sheet, cell, row[5] if len(row) > 5 else ""


def _value(rows: Sequence[Sequence[object]], cell: str) -> float | str:
    place = place_of(cell)
    if place is None:
        raise ValueError(f"a kept copy names no cell: {cell}")
    value = rows[place[0] - 1][place[1] - 1]
    return value if isinstance(value, str) else float(str(value))


def _write(sheet: Worksheet, address: str, value: Value) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(address, value)
    elif isinstance(value, int | float):
        sheet.write_number(address, value)
    elif value is not None:
        sheet.write_string(address, value)
