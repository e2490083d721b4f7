"""An export as a table: what its columns hold, and its lines with only the columns that are read.

What names the respondent is left behind here, before anything else looks at the answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from etl.cells import Cell, Sheet, Workbook, address_of
from etl.column_mapping import DROP, FINISHED, NOT_KNOWN, TICKED, ColumnMapping, ColumnUse
from etl.forms.catalogue import survey_form
from etl.forms.description import Form
from etl.survey_columns import UNKNOWN, Meaning, key_of, meaning_of, settle
from etl.survey_headings import RawLine, RawTable, find_headings
from etl.survey_systems import System
from etl.survey_values import plain_text

_SUMS = frozenset(
    map(
        key_of,
        ("Summa", "Totalt", "Total", "Sum", "Medelvärde", "Medel", "Median", "Summa totalt", "Antal svar", "Alla"),
    )
)
# LimeSurvey can put an apostrophe before what Excel would take for a formula.
_MASKED = re.compile("'(?==)")
_READ = ("head", "field", "named", "choice")


@dataclass(frozen=True)
class Line:
    """One respondent: the cells that are read, by the place of the question.

    Attributes:
        name: the row's number, or the column's letters where the table lies on its side.
        first: the place of its first cell, read or not.
        is_sum: totals, which are nobody's answer.
        finished: the answer was sent in.
    """

    place: int
    name: str
    cells: Mapping[int, Cell]
    first: int
    is_sum: bool = False
    finished: bool = True


@dataclass(frozen=True)
class Table:
    """Headings, their meanings and the lines under them.

    Attributes:
        codes: for a question with several options in one cell: label -> field id, where the mapping says so.
        filled: columns that something stands in, read or not.
        on_its_side: one row per question and one column per respondent.
    """

    sheet: Sheet
    headings: Mapping[int, Cell]
    meanings: Mapping[int, Meaning]
    lines: tuple[Line, ...]
    on_its_side: bool
    system: System = "unknown"
    codes: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    filled: frozenset[int] = frozenset()

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


def make_table(raw: RawTable, mapping: ColumnMapping, form: Form) -> Table:
    """The export as its mapping says it is to be read."""
    uses = dict(zip(sorted(raw.texts), mapping.columns, strict=True))
    found = settle({place: _meaning(each, raw.texts[place], form) for place, each in uses.items()}, form)
    finished = [place for place, each in uses.items() if each.use == FINISHED]
    wanted = {place: uses[place] for place, each in found.items() if each.role in _READ}
    decode = {place: _codes(each, raw.options.get(place, ""), found[place], form) for place, each in wanted.items()}
    masked = mapping.system == "limesurvey"
    lines = tuple(
        Line(
            place=line.place,
            name=line.name,
            cells={p: _decoded(line.cells[p], decode[p], masked) for p in line.cells if p in wanted},
            first=min(line.cells),
            is_sum=is_sum(line),
            finished=not finished or any(place in line.cells for place in finished),
        )
        for line in raw.lines
    )
    codes = {place: wanted[place].codes for place, each in found.items() if each.role == "choice"}
    filled = frozenset(place for line in raw.lines for place in line.cells)
    return Table(raw.sheet, raw.headings, found, lines, raw.on_its_side, mapping.system, codes, filled)


def looks_like_export(workbook: Workbook) -> bool:
    """Whether a file is an export of one of the forms: rows of respondents under headings of questions."""
    return find_headings(workbook, survey_form()) is not None


def _meaning(use: ColumnUse, heading: str, form: Form) -> Meaning:
    if use.use in (DROP, FINISHED):
        return Meaning("system", use.key)
    return UNKNOWN if use.use == NOT_KNOWN else meaning_of(use.use, heading, form)


def _codes(use: ColumnUse, option: str, meaning: Meaning, form: Form) -> dict[str, str]:
    """What cells of a column are read as; an option that stands under its own heading is ticked."""
    if meaning.role == "choice":
        return {}
    is_tick = meaning.role == "field" and form.get(meaning.id).kind == "tick"
    own = {_written(option): TICKED} if is_tick and option else {}
    return own | {_written(code): said for code, said in use.codes.items()}


def _written(text: str) -> str:
    return " ".join(text.split()).casefold()


def _decoded(cell: Cell, codes: Mapping[str, str], masked: bool) -> Cell:
    """The cell with its code in words."""
    meaning = codes.get(_written(plain_text(cell)), "") if codes else ""
    if meaning:
        return replace(cell, value=meaning, kind="text")
    if masked and isinstance(cell.value, str) and _MASKED.match(cell.value):
        return replace(cell, value=cell.value[1:])
    return cell


def is_sum(line: RawLine) -> bool:
    """Whether a line is a total, which is nobody's answer."""
    first = [line.cells[place] for place in sorted(line.cells)[:2]]
    return any(isinstance(cell.value, str) and key_of(cell.value) in _SUMS for cell in first)
