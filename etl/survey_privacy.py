"""What is dropped at the door of an export gives no cause for suspicion; everything else in the file does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from etl.cells import Workbook
from etl.column_mapping import DROP, ColumnMapping
from etl.individual_lists import list_of_individuals
from etl.problems import Problem
from etl.survey_headings import RawTable


@dataclass(frozen=True)
class Dropped:
    """The cells of an export that are left behind unread.

    Attributes:
        whole_sheet: what is read of the sheet is searched answer by answer.
    """

    sheet: str
    cells: frozenset[str]
    whole_sheet: bool


def dropped_cells(raw: RawTable, mapping: ColumnMapping, whole_sheet: bool) -> Dropped:
    """The cells of the columns that name the respondent or the time, with their headings."""
    places = [place for place, each in zip(sorted(raw.texts), mapping.columns, strict=True) if each.use == DROP]
    cells = [raw.headings[place].address for place in places]
    cells += [line.cells[place].address for line in raw.lines for place in places if place in line.cells]
    return Dropped(raw.sheet.name, frozenset(cells), whole_sheet)


def suspicions_left(personal: Iterable[Problem], workbook: Workbook, dropped: Dropped) -> Iterator[Problem]:
    """The problems that hold also without the dropped cells. A personal number stops a file wherever it stands."""
    for each in personal:
        if each.sheet != dropped.sheet or each.code == "personuppgift":
            yield each
        elif each.code == "individdata":
            if _is_list_without(workbook, dropped):
                yield each
        elif not dropped.whole_sheet and (cells := tuple(c for c in each.cells if c not in dropped.cells)):
            yield replace(each, cells=cells)


def _is_list_without(workbook: Workbook, dropped: Dropped) -> bool:
    sheet = workbook.sheet(dropped.sheet)
    if sheet is None:
        return True
    left = {address: cell for address, cell in sheet.cells.items() if address not in dropped.cells}
    return bool(list_of_individuals(replace(sheet, cells=left)))
