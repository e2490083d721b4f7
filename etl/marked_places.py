"""Every fault to its cell and to its line in the list: which cells are marked, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from openpyxl.cell.cell import Cell as TargetCell
from openpyxl.utils.datetime import WINDOWS_EPOCH
from openpyxl.worksheet.worksheet import Worksheet

from etl.areas import load_areas
from etl.cells import Cell, Workbook
from etl.form_rows import SHEET
from etl.marked_cells import first_in_order, mark_cell
from etl.marked_rules import unchanged
from etl.periods import parse_period
from etl.problem_cells import CellProblem, of_cell
from etl.problem_list import Line, together
from etl.problems import Problem
from etl.recognise import Found
from etl.refilled_form import Moved
from etl.submission import CheckedFile

_MOST_CELLS_OF_A_PROBLEM = 60
# A column of the sender's own is told of once, not in every row of it.
_TOLD_ONCE = frozenset({"okand_kolumn"})
_SAME = "Samma som raden ovan."


@dataclass(frozen=True)
class Places:
    """Where what was read stands in the workbook that is marked.

    Attributes:
        sheets: by name, those that may be marked.
        moved: for a fresh form: address in the sender's form -> address here; None where everything stands as it was.
    """

    sheets: Mapping[str, Worksheet]
    found: Found
    workbook: Workbook
    moved: Moved | None

    def target(self, sheet: str, address: str) -> tuple[str, str] | None:
        """Sheet and cell to mark for a cell of the sender's; None where it did not come along."""
        if self.moved is not None:
            if sheet != self.found.sheet.name or address not in self.moved:
                return None
            sheet, address = SHEET, self.moved[address]
        if sheet not in self.sheets:
            return None
        # Only the first cell of a merged area can be marked.
        for area in self.sheets[sheet].merged_cells.ranges:
            if address in area:
                return sheet, str(area.start_cell.coordinate)
        return sheet, address

    def read(self, sheet: str, address: str) -> Cell | None:
        """What was read in a cell of the sender's."""
        source = self.workbook.sheet(sheet)
        return source.cells.get(address) if source else None

    def about(self, checked: CheckedFile) -> str:
        """Whose form it is and of when, as far as that is known: "Kalix, 2023"."""
        area, period = checked.area or self.found.area, checked.period
        name = load_areas().get(area).name if area and area in load_areas() else ""
        when = parse_period(period).label if period else self.found.period.label if self.found.period else ""
        return ", ".join(filter(None, (self.found.form.short_title, name, when)))


def mark_places(places: Places, problems: Iterable[Problem]) -> list[Line]:
    """Mark the cells of every problem, and give the lines that tell of them."""
    lines: list[Line] = []
    faults: dict[tuple[str, str], list[CellProblem]] = {}
    source: dict[tuple[str, str], tuple[str, str]] = {}
    for each in problems:
        for told in _by_cell(places, each):
            target = places.target(told.sheet, told.cell) if told.cell else None
            if target is not None:
                faults.setdefault(target, []).append(told)
                source.setdefault(target, (told.sheet, told.cell))
        lines += _lines(places, each)
    for (name, address), told_here in faults.items():
        sheet = places.sheets[name]
        cell = sheet[address]
        if isinstance(cell, TargetCell):
            mark_cell(sheet, cell, told_here, _until_mended(places, *source[name, address]))
    for name in {name for name, _ in faults}:
        first_in_order(places.sheets[name])
    return lines


def _by_cell(places: Places, each: Problem) -> Iterator[CellProblem]:
    most = 1 if each.code in _TOLD_ONCE else _MOST_CELLS_OF_A_PROBLEM
    for address in each.cells[:most]:
        cell = places.read(each.sheet, address)
        yield of_cell(each, address, cell.value if cell else None)


def _lines(places: Places, each: Problem) -> Iterator[Line]:
    """The first cell's line says everything, the others' only what is their own."""
    told = list(_by_cell(places, each))
    if not told or each.code in _TOLD_ONCE:
        whole_sheet = each.sheet in places.sheets and not each.cells and not each.label and each.code == "okant_blad"
        line = together(each)
        address = told[0].cell if told else "A1" if whole_sheet else ""
        target = places.target(each.sheet, address) if address else None
        yield line.leading_to(target, line.cell or "bladet")
        return
    for number, one in enumerate(told):
        same = bool(number) and one.mend == told[0].mend
        says = _SAME if number and one.says == told[0].says else one.says
        line = Line(one.severity, one.sheet, one.label, one.cell, says, one.expected, _SAME if same else one.mend)
        target = places.target(one.sheet, one.cell)
        yield line.leading_to(target, target[1] if target else one.cell)
    if (rest := len(each.cells) - len(told)) > 0:
        yield Line(each.severity, each.sheet, f"och {rest} celler till", "", _SAME, each.expected, _SAME)


def _until_mended(places: Places, sheet: str, address: str) -> str:
    """A condition that holds until the answer, or the choice beside it, is another."""
    epoch = next((each.parent.epoch for each in places.sheets.values() if each.parent), WINDOWS_EPOCH)
    found, watched = places.found, [address]
    if sheet == found.sheet.name:
        for field_id, place in found.places.items():
            pair = [found.address(field_id, column) for column in ("value", "status") if found.columns[column]]
            if address in pair and place.field.kind != "text":
                watched = pair
    conditions = []
    for each in watched:
        target = places.target(sheet, each)
        if target is not None:
            conditions.append(unchanged(target[1], places.read(sheet, each), epoch))
    return ",".join(conditions)
