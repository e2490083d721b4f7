"""The sender's own workbook, marked: what is to be mended stands first, and in each cell that has a fault."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.workbook.workbook import Workbook as TargetBook
from openpyxl.worksheet.worksheet import Worksheet

from etl.cells import Workbook, place_of
from etl.form_rows import TO_MEND_SHEETS
from etl.gate import unpack
from etl.marked_cells import clear_marks
from etl.marked_columns import write_earlier
from etl.marked_places import Places, mark_places
from etl.problem_list import counted, fill_list, is_own_list
from etl.problems import CATALOGUE, UserError
from etl.read import links_to_file, read_workbook
from etl.recognise import Found, recognise
from etl.refilled_form import refill
from etl.submission import Answer, CheckedFile
from etl.template_answers import look_of
from etl.template_look import fill_of
from etl.written_workbook import write_workbook

_PERSONAL = frozenset({"personuppgift", "individdata"})
_NOT_THE_FORM = frozenset({"fel_mall", "gammal_mall", "tom_mall"})
# A workbook that takes openpyxl seconds is not the form but what lies beside it.
_MOST_UNPACKED = 3_000_000
# It makes a cell of each place that a merged area, a link or a comment says it covers.
_MOST_COVERED = 20_000
_COVERS = re.compile(rb'<(?:\w{1,20}:)?(?:mergeCell|hyperlink|comment)\s[^<>]{0,500}?\bref="([^"<>]{0,60})"')
# What openpyxl is known to stumble on in files that our own reader can read.
_STUMBLES = (
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, ParseError, TypeError, ValueError,
    struct.error, zipfile.BadZipFile,
)  # fmt: skip
_HOW = (
    "Klicka på en cells adress så kommer du till cellen. Den är färgad och har en kommentar; färgen försvinner när du "
    "har ändrat. Ändra bara det som står här, spara och lämna in filen igen. Det här bladet och färgerna kan vara kvar."
)
_FRESH = (
    "Det här är ett nytt formulär med era svar: det gick inte att skriva i er egen fil. Det som står bredvid "
    "formuläret i den har inte följt med. "
)


def why_not_marked(checked: CheckedFile) -> str | None:
    """Why there is no marked workbook of a file, in a sentence; None when there is one."""
    codes = {each.code for each in checked.problems}
    if codes & _PERSONAL:
        return (
            "Filen har uppgifter om enskilda personer, och därför gör Samsyn ingen kopia av den. "
            "Ta bort dem i er egen fil och skicka den igen."
        )
    if checked.channel == "web":
        return "Svaren är ifyllda på webben, så det finns ingen fil att märka."
    if checked.kind == "persons":
        return (
            "Filen har en rad för varje person, och därför gör Samsyn ingen kopia av den. Rätta i enkätsystemet, eller "
            "i er egen fil."
        )
    if checked.kind == "export":
        return "En export av webbenkäten rättas i enkätsystemet. Spara listan med det som ska rättas i stället."
    stopped = {each.code for each in checked.problems if each.severity == "error"}
    if stopped & _NOT_THE_FORM or any(CATALOGUE[code].stage == "file" for code in stopped):
        return "Inga svar kunde läsas i filen, så det finns inga celler att märka."
    return None if codes else "Det finns inget att rätta eller bekräfta i filen."


def mark(
    data: bytes,
    name: str,
    checked: CheckedFile,
    earlier: Mapping[str, Answer] | None = None,
    earlier_label: str | None = None,
) -> bytes:
    """The workbook that was sent in with its faults marked, and nothing else changed.

    Where the sender's file cannot be written in, a fresh form is filled in with what was read and marked alike.

    Args:
        data, name: as they were checked.
        checked: what was found in that file.
        earlier: what the municipality answered last period, to stand beside; only for that municipality or the analyst.
        earlier_label: that period in words.

    Raises:
        UserError: there is no marked workbook of this file, and why.
    """
    if why := why_not_marked(checked):
        raise UserError(why)
    workbook = read_workbook(data, name)
    found = recognise(workbook)
    if found is None:
        raise UserError("Filen är inte Samsyns formulär, så det finns inga celler att märka.")
    if (own := _in_their_own(data, workbook, found, checked, earlier, earlier_label)) is not None:
        return own
    fresh, moved = refill(found, checked, earlier, earlier_label)
    _mark_all(fresh, Places(_worksheets(fresh), found, workbook, moved), checked, _FRESH + _HOW)
    return write_workbook(fresh)


def _in_their_own(
    data: bytes,
    workbook: Workbook,
    found: Found,
    checked: CheckedFile,
    earlier: Mapping[str, Answer] | None,
    earlier_label: str | None,
) -> bytes | None:
    """The sender's file with its marks; None where it cannot be written so that it is read as before."""
    book = _opened(data, workbook, found)
    if book is None:
        return None
    sheets = _worksheets(book)
    _tidy(book, sheets, workbook, found)
    if earlier is not None:
        write_earlier(sheets[found.sheet.name], found, earlier, earlier_label)
    _mark_all(book, Places(sheets, found, workbook, None), checked, _HOW)
    try:
        made = write_workbook(book, {sheet.name: sheet.cells for sheet in workbook.sheets})
    except _STUMBLES:
        return None
    return made if _reads_alike(made, found) else None


def _reads_alike(made: bytes, found: Found) -> bool:
    """Whether every answer, choice and comment stands in the marked file as it did in the sender's."""
    again = read_workbook(made, "").sheet(found.sheet.name)
    if again is None:
        return False
    addresses = [
        found.address(id, column)
        for id in found.places
        for column in ("label", "value", "status", "comment", "tag")
        if found.columns[column]
    ]
    pairs = ((found.sheet.cells.get(address), again.cells.get(address)) for address in addresses)
    return all((a and (a.value, a.kind)) == (b and (b.value, b.kind)) for a, b in pairs)


def _opened(data: bytes, workbook: Workbook, found: Found) -> TargetBook | None:
    """The workbook as openpyxl has it, if that is how we read it; None otherwise."""
    parts = {name: part for name, part in unpack(data).items() if name.lower().endswith(".xml")}
    if sum(map(len, parts.values())) > _MOST_UNPACKED or _covered(parts.values()) > _MOST_COVERED:
        return None
    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out; what it leaves out is not the form.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False, rich_text=True)
    except _STUMBLES:
        return None
    sheets = _worksheets(book)
    same = set(sheets) == {each.name for each in workbook.sheets}
    return book if same and _same_labels(sheets[found.sheet.name], found) else None


def _covered(parts: Iterable[bytes]) -> int:
    """How many places are covered; an area that says nothing sensible counts as too many."""
    covered = 0
    for area in (match[1].decode("ascii", "replace") for part in parts for match in _COVERS.finditer(part)):
        first, _, last = area.replace("$", "").partition(":")
        start, end = place_of(first), place_of(last or first)
        if start is None or end is None:
            return _MOST_COVERED + 1
        covered += (abs(end[0] - start[0]) + 1) * (abs(end[1] - start[1]) + 1)
    return covered


def _worksheets(book: TargetBook) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in book.worksheets if isinstance(sheet, Worksheet)}


def _same_labels(sheet: Worksheet, found: Found) -> bool:
    cells = (found.cell(field_id, column) for field_id in found.places for column in ("label", "tag"))
    return all(str(sheet[cell.address].value) == cell.value for cell in cells if cell and cell.kind == "text")


def _tidy(book: TargetBook, sheets: dict[str, Worksheet], workbook: Workbook, found: Found) -> None:
    """Take away what an earlier round has left, and cut links that lead out of the file."""
    for name in [name for name, sheet in sheets.items() if is_own_list(sheet)]:
        book.remove(sheets.pop(name))
    fields = {each.id: each for each in (place.field for place in found.places.values())}
    fills = {
        found.address(id, column): fill_of(look_of(field, column))
        for id, field in fields.items()
        for column in ("value", "status", "comment")
        if found.columns[column]
    }
    for name, sheet in sheets.items():
        clear_marks(sheet, fills.get if name == found.sheet.name else _no_fill)
    for each in workbook.sheets:
        for cell in each.cells.values():
            if cell.formula and links_to_file(cell.formula) and each.name in sheets:
                sheets[each.name][cell.address].value = cell.value


def _no_fill(address: str) -> None:
    return None


def _mark_all(book: TargetBook, places: Places, checked: CheckedFile, how: str) -> None:
    """Mark every cell, and put the list first with the book open at it."""
    lines = mark_places(places, checked.problems)
    taken = {name.casefold() for name in book.sheetnames}
    title = next((name for name in TO_MEND_SHEETS if name.casefold() not in taken), TO_MEND_SHEETS[0])
    sheet = book.create_sheet(title, 0)
    about = places.about(checked)
    fill_list(sheet, lines, title=counted(checked.problems), told=(about, checked.fine, how))
    # Sheets that are selected together are filled in together.
    for other in _worksheets(book).values():
        for view in other.views.sheetView:
            view.tabSelected = other is sheet
    for chart in book.chartsheets:
        for chart_view in chart.sheetViews.sheetView:
            chart_view.tabSelected = False
    book.active = 0
    for window in book.views:
        window.firstSheet = 0
