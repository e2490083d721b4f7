"""Finds the headings of an export, in one row or two, and the lines under them; what the headings mean comes later."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from etl.cells import Cell, Sheet, Workbook, column_letters
from etl.forms.description import Form
from etl.survey_columns import is_heading_row, key_of, meanings
from etl.survey_systems import SECOND_HEADINGS, is_second_row, plain

_ROWS_BEFORE_HEADINGS = 10
_COLUMNS_BEFORE_HEADINGS = 2
_FEWEST_COLUMNS = 4
# Nobody tells one by one what more columns than this stand for.
_MOST_COLUMNS = 200
_OTHER_OPTION = plain("Other (please specify)")
_OWN_WORDS_FOR_OTHER = "Annat, ange vad"
# Headings by column -> whether they are those that are looked for.
Known = Callable[[Mapping[int, str]], bool]


@dataclass(frozen=True)
class RawLine:
    """One respondent as the file has it.

    Attributes:
        name: the row's number, or the column's letters where the table lies on its side.
    """

    place: int
    name: str
    cells: Mapping[int, Cell]


@dataclass(frozen=True)
class RawTable:
    """Headings and lines as they stand.

    Attributes:
        texts: each heading as text; of two rows the question with its option within brackets.
        on_its_side: one row per question and one column per respondent.
        options: of two rows: what the second says of a column that is one of several.
    """

    sheet: Sheet
    headings: Mapping[int, Cell]
    texts: Mapping[int, str]
    lines: tuple[RawLine, ...]
    on_its_side: bool = False
    options: Mapping[int, str] = field(default_factory=dict)
    two_rows: bool = False

    def columns(self) -> dict[int, list[Cell]]:
        """The cells under each heading."""
        found: dict[int, list[Cell]] = {place: [] for place in self.texts}
        for line in self.lines:
            for place, cell in line.cells.items():
                if place in found:
                    found[place].append(cell)
        return found


def find_headings(workbook: Workbook, form: Form, known: Known | None = None) -> RawTable | None:
    """The first sheet that is an export of the form: by its wordings, or headings that are known otherwise."""
    for sheet in workbook.sheets:
        table = _upright(sheet, form, known) or _on_its_side(sheet, form) if sheet.cells else None
        if table is not None:
            return table
    return None


def guess_headings(workbook: Workbook) -> RawTable | None:
    """The first row that can be headings, whatever they say; for somebody to tell what they mean."""
    for sheet in workbook.sheets:
        rows = _lines(sheet, on_its_side=False)
        for position, (_, cells) in enumerate(rows[:_ROWS_BEFORE_HEADINGS]):
            texts = {key_of(str(cell.value)) for cell in cells.values() if cell.kind == "text"}
            if len(texts) >= _FEWEST_COLUMNS and len(cells) <= _MOST_COLUMNS and position + 1 < len(rows):
                return _table(sheet, rows, position)
    return None


def _upright(sheet: Sheet, form: Form, known: Known | None) -> RawTable | None:
    rows = _lines(sheet, on_its_side=False)
    for position in range(min(len(rows), _ROWS_BEFORE_HEADINGS)):
        table = _table(sheet, rows, position)
        if (known is not None and known(table.texts)) or is_heading_row(table.texts, form):
            return table
    return None


def _table(sheet: Sheet, rows: list[tuple[int, dict[int, Cell]]], position: int) -> RawTable:
    first, texts = rows[position][1], _texts(rows[position][1])
    second = _texts(rows[position + 1][1]) if position + 1 < len(rows) else {}
    if not is_second_row(texts, second):
        return RawTable(sheet, first, texts, _raw(rows[position + 1 :], on_its_side=False))
    headings = {**rows[position + 1][1], **first}
    lines = _raw(rows[position + 2 :], on_its_side=False)
    options = {place: text for place, text in second.items() if plain(text) not in SECOND_HEADINGS}
    return RawTable(sheet, headings, _joined(texts, second), lines, options=options, two_rows=True)


def _joined(first: Mapping[int, str], second: Mapping[int, str]) -> dict[int, str]:
    """The question stands over the first of its columns only; under it the option, or that there is none."""
    joined: dict[int, str] = {}
    question = ""
    for place in sorted(first.keys() | second.keys()):
        question = first.get(place, question)
        option = second.get(place, "")
        if plain(option) == _OTHER_OPTION:
            joined[place] = f"{question} [{_OWN_WORDS_FOR_OTHER}]"
        elif not option or plain(option) in SECOND_HEADINGS:
            joined[place] = question
        else:
            joined[place] = f"{question} [{option}]"
    return joined


def _on_its_side(sheet: Sheet, form: Form) -> RawTable | None:
    lying = _lines(sheet, on_its_side=True)
    for position, (_, cells) in enumerate(lying[:_COLUMNS_BEFORE_HEADINGS]):
        texts = _texts(cells)
        if is_heading_row(texts, form):
            table = RawTable(sheet, cells, texts, _raw(lying[position + 1 :], on_its_side=True), on_its_side=True)
            return table if _has_respondents(table, form) else None
    return None


def _has_respondents(table: RawTable, form: Form) -> bool:
    """Told from a form that was saved as text: there the next column holds the questions' wording."""
    found = meanings(table.texts, form)
    who = [place for place, each in found.items() if each.role == "head" and each.id == "kommun"]
    with_municipality = [line for line in table.lines if any(place in line.cells for place in who)]
    if len(with_municipality) < 2:
        return False
    return not any(is_heading_row(_texts(line.cells), form) for line in table.lines)


def _raw(rows: list[tuple[int, dict[int, Cell]]], on_its_side: bool) -> tuple[RawLine, ...]:
    return tuple(RawLine(place, column_letters(place) if on_its_side else str(place), cells) for place, cells in rows)


def _texts(cells: Mapping[int, Cell]) -> dict[int, str]:
    return {column: str(cell.value) for column, cell in cells.items() if cell.kind in ("text", "number")}


def _lines(sheet: Sheet, on_its_side: bool) -> list[tuple[int, dict[int, Cell]]]:
    """Rows with their cells by column, or columns with their cells by row."""
    found: dict[int, dict[int, Cell]] = {}
    for cell in sheet.cells.values():
        place, across = (cell.column, cell.row) if on_its_side else (cell.row, cell.column)
        found.setdefault(place, {})[across] = cell
    return sorted(found.items())


def other_sheets(workbook: Workbook, sheet: Sheet) -> Iterator[Sheet]:
    """Sheets that hold something but were not read."""
    return (each for each in workbook.sheets if each is not sheet and each.cells)


def find_known(workbook: Workbook, known: Known) -> RawTable | None:
    """The first rows of a sheet that are the headings looked for, with the lines under them."""
    for sheet in workbook.sheets:
        rows = _lines(sheet, on_its_side=False)
        for position in range(min(len(rows), _ROWS_BEFORE_HEADINGS)):
            table = _table(sheet, rows, position)
            if known(table.texts):
                return table
    return None
