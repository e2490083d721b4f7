"""What is to be mended in a file as a sheet: a list to keep, and the first sheet of a marked workbook.

Everything in it is text, never a formula, whatever stood in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from etl.form_rows import TO_MEND_SHEETS
from etl.marked_colours import ACCENT, COLOURS, INK, LINE, LINK, QUIET, solid
from etl.problem_cells import labels_of, says_of
from etl.problems import Problem
from etl.template_look import text_height
from etl.written_workbook import FIXED_DAY, write_workbook

HEADINGS = ("Blad", "Rad", "Cell", "Det här står där", "Det här behövs", "Så här rättar du")
_WIDTHS = (12, 34, 14, 44, 28, 56)
_HEADING_ROW = 6
_MOST_CELLS_NAMED, _MOST_LABELS_NAMED = 12, 4
_TITLE = "Att åtgärda: "
_KEEP = (
    "Listan hör till filen som skickades. Rätta i formuläret, spara och lämna in det igen. Det som ska bekräftas "
    "svarar ni på när filen lämnas in."
)
_SECTIONS = {
    "error": "Rätta: formuläret kan inte tas emot innan det är gjort",
    "warning": "Bekräfta: stämmer det så räcker det att svara när ni lämnar in",
}
_LETTERS = "ABCDEF"
# What a spreadsheet would take for a formula if somebody edits the cell.
_FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Line:
    """One line of the list, as its columns say it.

    Attributes:
        link: sheet and cell that the line leads to within its workbook, or None.
    """

    severity: str
    sheet: str
    label: str
    cell: str
    says: str
    expected: str
    mend: str
    link: tuple[str, str] | None = None

    def leading_to(self, target: tuple[str, str] | None, shown: str) -> Line:
        """The line with a link to a cell, and how that cell is called; without a target it stays as it is."""
        return replace(self, cell=shown, link=target) if target else self


def counted(problems: Sequence[Problem]) -> str:
    """What is left to do: "3 saker att rätta, 2 att bekräfta"."""
    errors = sum(each.severity == "error" for each in problems)
    warnings = len(problems) - errors
    to_confirm = f"{warnings} att bekräfta"
    if errors:
        return f"{_things(errors)} att rätta" + (f", {to_confirm}" if warnings else "")
    return f"{_things(warnings)} att bekräfta" if warnings else "ingenting"


def write_problem_list(problems: Sequence[Problem], *, about: str = "", fine: str = "") -> bytes:
    """The list as a workbook to keep beside the form; a fault in many cells is one line.

    Args:
        about: whose file it is, if that is known: "Kalix, 2023".
        fine: what was read without a fault.
    """
    book = Workbook()
    book.properties.created, book.properties.creator = FIXED_DAY, "Samsyn"
    sheet = book.worksheets[0]
    sheet.title = TO_MEND_SHEETS[0]
    lines = [together(each) for each in problems]
    fill_list(sheet, lines, title=counted(problems), told=(about, fine, _KEEP))
    return write_workbook(book)


def together(each: Problem) -> Line:
    """A problem as one line, with all its cells."""
    cells, labels = list(each.cells[:_MOST_CELLS_NAMED]), list(dict.fromkeys(labels_of(each)))
    if len(each.cells) > _MOST_CELLS_NAMED:
        cells.append(f"och {len(each.cells) - _MOST_CELLS_NAMED} till")
    if len(labels) > _MOST_LABELS_NAMED:
        labels = [*labels[: _MOST_LABELS_NAMED - 1], f"och {len(labels) - _MOST_LABELS_NAMED + 1} rader till"]
    label = "; ".join(labels)
    return Line(each.severity, each.sheet, label, ", ".join(cells), says_of(each), each.expected, each.mend)


def is_own_list(sheet: Worksheet) -> bool:
    """Whether a sheet is a list that was written here, not the sender's own."""
    return sheet.title in TO_MEND_SHEETS and str(sheet["A1"].value or "").startswith(_TITLE)


def fill_list(sheet: Worksheet, lines: Sequence[Line], *, title: str, told: Sequence[str]) -> None:
    """Write the list on an empty sheet: errors first, then what is to be confirmed.

    Args:
        title: what is left to do, in words.
        told: up to three lines under the title; the last one may be long.
    """
    for letter, width in zip(_LETTERS, _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _write(sheet, 1, 0, f"{_TITLE}{title}", font=Font(name="Calibri", size=17, bold=True, color=ACCENT))
    sheet.row_dimensions[1].height = 27
    for row, text in enumerate(filter(None, told), start=2):
        _write_across(sheet, row, text)
    row = _HEADING_ROW
    for column, heading in enumerate(HEADINGS):
        cell = _write(sheet, row, column, heading, font=Font(name="Calibri", bold=True, color="FFFFFF"))
        cell.fill = solid(ACCENT)
    sheet.row_dimensions[row].height = 20
    for severity, heading in _SECTIONS.items():
        mine = [line for line in lines if line.severity == severity]
        if mine:
            row += 1
            _write_section(sheet, row, heading)
        for line in mine:
            row += 1
            _write_line(sheet, row, line)
    _set_up(sheet, row)


def _things(count: int) -> str:
    return f"{count} {'sak' if count == 1 else 'saker'}"


def _write(sheet: Worksheet, row: int, column: int, text: str, font: Font | None = None) -> Cell:
    cell: Cell = sheet[f"{_LETTERS[column]}{row}"]
    cell.value = text or None
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_FORMULA_SIGNS)
    cell.font = font or Font(name="Calibri", color=INK)
    cell.alignment = Alignment(wrap_text=row >= _HEADING_ROW, vertical="center")
    return cell


def _write_across(sheet: Worksheet, row: int, text: str) -> None:
    cell = _write(sheet, row, 0, text, font=Font(name="Calibri", color=QUIET))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(f"A{row}:F{row}")
    sheet.row_dimensions[row].height = text_height(text, sum(_WIDTHS))


def _write_section(sheet: Worksheet, row: int, heading: str) -> None:
    for column in range(len(HEADINGS)):
        cell = _write(sheet, row, column, "" if column else heading)
        cell.font = Font(name="Calibri", size=13, bold=True, color=ACCENT)
        cell.alignment = Alignment(vertical="bottom")
        cell.border = Border(bottom=Side("medium", color=ACCENT))
    sheet.row_dimensions[row].height = 26


def _write_line(sheet: Worksheet, row: int, line: Line) -> None:
    texts = (line.sheet, line.label, line.cell, line.says, line.expected, line.mend)
    for column, text in enumerate(texts):
        cell = _write(sheet, row, column, text)
        cell.border = Border(bottom=Side("thin", color=LINE))
    place = sheet[f"C{row}"]
    place.fill = solid(COLOURS[line.severity])
    if line.link is not None:
        name, address = line.link
        target = "'{}'!{}".format(name.replace("'", "''"), address)
        place.hyperlink = Hyperlink(ref=place.coordinate, location=target, tooltip=f"Gå till cell {address}")
        place.font = Font(name="Calibri", bold=True, color=LINK, underline="single")
    sheet.row_dimensions[row].height = max(text_height(text, width) for text, width in zip(texts, _WIDTHS, strict=True))


def _set_up(sheet: Worksheet, last: int) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"A{_HEADING_ROW + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    sheet.print_area = f"A1:F{last}"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    if sheet.oddFooter is not None:
        sheet.oddFooter.right.text = "Sida &P av &N"
