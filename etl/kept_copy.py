"""The washed copy of a file: written with what was read at its addresses, and read back fast by the build.

Beside the form's own sheets the copy has an index that says what was understood of which cell, and of whom. Reading a
copy again needs no search for rows, and cannot come to another conclusion than the check did.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook
from xlsxwriter.worksheet import Worksheet

from etl.submission import Answer, Kept, Submission

INDEX = "_samsyn_index"
# A row of the index is a submission: form, layout, area, period, and the answers as JSON in as many cells as it takes.
_COLUMNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Excel's limit is 32 767.
_CELL_LENGTH = 30_000
# The copy must not depend on when it was written.
_FIXED_DAY = datetime(2022, 1, 1)

_PLAIN_SHEET = re.compile(
    r"(?:Enkät|Svar|CSV|Data|Export|Blad|Sheet|Ark|Kalkylblad|Tabell|Formulärsvar|Form(?: ?Responses?)?)[ _]?[0-9]{0,3}"
)
_OTHER_SHEET = "Formulär"

Value = str | int | float | bool | None


def keep_answers(submissions: Iterable[Submission], read: Kept) -> Kept:
    """What is kept of a file: the cells that were read, the answers as they were understood, and the index.

    Args:
        read: labels, tags and other cells that were read, at their addresses.
    """
    submissions = tuple(map(_with_plain_sheets, submissions))
    kept: Kept = {_plain_sheet(sheet): dict(cells) for sheet, cells in read.items()}
    places = Counter((a.sheet, a.cell) for each in submissions for a in each.answers.values())
    for each in submissions:
        for answer in each.answers.values():
            # A cell of an export may hold several answers ("NECT, 5 personer"; all ticks of a question). It is kept
            # as it stood; what was understood of it stands in the index only.
            if answer.value is not None and places[answer.sheet, answer.cell] == 1:
                kept.setdefault(answer.sheet, {})[answer.cell] = answer.value
    index: dict[str, Value] = {
        f"{_COLUMNS[column]}{row}": text
        for row, each in enumerate(submissions, start=1)
        for column, text in enumerate(_index_row(each))
    }
    return kept | {INDEX: index}


def _with_plain_sheets(submission: Submission) -> Submission:
    answers = {id: replace(answer, sheet=_plain_sheet(answer.sheet)) for id, answer in submission.answers.items()}
    return replace(submission, answers=answers)


def _plain_sheet(name: str) -> str:
    """A sheet may be named after a person, or as no sheet can be; only names that programs give are kept."""
    return name if _PLAIN_SHEET.fullmatch(name) else _OTHER_SHEET


def _index_row(submission: Submission) -> Iterator[str]:
    """Who and when, then the answers in pieces that fit a cell: field, status, sheet, cell, value; comments last."""
    yield from (submission.form, submission.layout, submission.area, submission.period)
    piece: list[str] = []
    for field_id, answer in submission.answers.items():
        written = json.dumps([field_id, answer.status, answer.sheet, answer.cell, answer.value], ensure_ascii=False)
        if piece and sum(map(len, piece)) + len(piece) + len(written) > _CELL_LENGTH:
            yield f"[{','.join(piece)}]"
            piece = []
        piece.append(written)
    yield f"[{','.join(piece)}]"
    if submission.comments:
        yield json.dumps(dict(submission.comments), ensure_ascii=False)


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
    return read_index(_index_rows(CalamineWorkbook.from_filelike(io.BytesIO(data))))


def index_of(path: Path) -> list[list[str]]:
    """The index of a copy on disk, unread: other threads may work while the file is unpacked."""
    return _index_rows(CalamineWorkbook.from_path(str(path)))


def read_index(rows: list[list[str]]) -> tuple[Submission, ...]:
    """The submissions that an index tells of."""
    return tuple(map(_submission, rows))


def _index_rows(book: CalamineWorkbook) -> list[list[str]]:
    rows = book.get_sheet_by_name(INDEX).to_python(skip_empty_area=False)
    return [[str(text) for text in row] for row in rows]


def _submission(row: list[str]) -> Submission:
    form, layout, area, period, *pieces = row
    answers: dict[str, Answer] = {}
    comments: dict[str, str] = {}
    for piece in map(json.loads, filter(None, pieces)):
        if isinstance(piece, dict):
            comments |= piece
        else:
            answers |= {id: Answer(value, status, cell, sheet) for id, status, sheet, cell, value in piece}
    return Submission(form, layout, area, period, answers, comments)


def _write(sheet: Worksheet, address: str, value: Value) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(address, value)
    elif isinstance(value, int | float):
        sheet.write_number(address, value)
    elif value is not None and sheet.write_string(address, value) != 0:
        raise ValueError(f"the text of {address} does not fit a cell")
