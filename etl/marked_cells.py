"""Marks in the sender's own cells: a colour that goes when the cell is mended, and a comment in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.styles import PatternFill, Protection
from openpyxl.worksheet.worksheet import Worksheet

from etl.find_rows import LAST_ROW
from etl.marked_colours import COLOURS, solid
from etl.marked_rules import is_ours, rules
from etl.problem_cells import CellProblem

AUTHOR = "Samsyn"
_HEADS = {"error": "Samsyn, att rätta:", "warning": "Samsyn, att bekräfta:"}
# Our part of a comment: from its heading to the next blank line. What the sender wrote stands before or after.
_OURS = re.compile(r"(?:\A|\s*\n)Samsyn, att (?:rätta|bekräfta):(?:\r?\n(?!\r?\n).*)*")
_OUR_FILLS = frozenset(COLOURS.values())
_WIDTH, _LINE_HEIGHT, _CHARACTERS = 300, 18, 46


def clear_marks(sheet: Worksheet, fill_of: Callable[[str], str | None]) -> None:
    """Take away the marks of an earlier round; everything of the sender's own stays.

    Args:
        fill_of: the colour that a cell has in the form, or None.
    """
    # Cells without content are kept by openpyxl only where they have a look or a comment.
    for cell in list(sheet._cells.values()):
        if not isinstance(cell, Cell) or cell.row > LAST_ROW:
            continue
        if cell.comment is not None:
            _put_comment(cell, own_words(cell.comment.text), cell.comment.author)
        if cell.has_style and cell.fill.fill_type == "solid" and str(cell.fill.start_color.rgb)[2:] in _OUR_FILLS:
            colour = fill_of(cell.coordinate)
            cell.fill = solid(colour) if colour else PatternFill()
    _keep_rules(sheet)


def _keep_rules(sheet: Worksheet) -> None:
    """Rules of the sender's and of the form, without ours."""
    kept = ConditionalFormattingList()
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            if not is_ours(rule):
                kept.add(str(area.sqref), rule)
    sheet.conditional_formatting = kept


def own_words(comment: str) -> str:
    """A comment without our part of it."""
    return _OURS.sub("", comment).strip()


def mark_cell(sheet: Worksheet, cell: Cell, problems: Sequence[CellProblem], unchanged: str) -> None:
    """Mark a cell of a sheet for what is wrong with it.

    Args:
        unchanged: a spreadsheet's condition that holds until the cell is mended.
    """
    severity = "error" if any(each.severity == "error" for each in problems) else "warning"
    cell.fill = solid(COLOURS[severity])
    # In a locked cell nobody could mend what they are asked to mend.
    cell.protection = Protection(locked=False, hidden=cell.protection.hidden)
    own = own_words(cell.comment.text) if cell.comment else ""
    author = cell.comment.author if cell.comment and own else AUTHOR
    said = "\n".join([_HEADS[severity], *dict.fromkeys(each.sentences for each in problems)])
    _put_comment(cell, f"{own}\n\n{said}" if own else said, author)
    for rule in rules(severity, unchanged, cell.coordinate):
        sheet.conditional_formatting.add(cell.coordinate, rule)


def _put_comment(cell: Cell, text: str, author: str | None) -> None:
    if not text:
        cell.comment = None
        return
    lines = sum(1 + len(line) // _CHARACTERS for line in text.splitlines())
    cell.comment = Comment(text, author or AUTHOR, width=_WIDTH, height=_LINE_HEIGHT * (lines + 1))


def first_in_order(sheet: Worksheet) -> None:
    """Our rules before the form's own, which would colour every cell that is not empty as done."""
    every = [(str(area.sqref), rule) for area in sheet.conditional_formatting for rule in area.rules]
    every.sort(key=lambda each: (not is_ours(each[1]), each[1].priority))
    ordered = ConditionalFormattingList()
    for priority, (area, rule) in enumerate(every, start=1):
        rule.priority = priority
        ordered.add(area, rule)
    sheet.conditional_formatting = ordered
