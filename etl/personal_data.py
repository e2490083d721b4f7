"""Personal data in a file that is sent in: every cell, every other part of the package, and the file's name.

What was found is never repeated, neither in a message nor in a log.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from etl.cells import Cell, Sheet, Workbook, address_of
from etl.gate import unpack
from etl.individual_lists import list_of_individuals
from etl.personal_numbers import holds_personal_number
from etl.problems import Problem, problem
from etl.sheet_xml import unescape
from etl.survey_table import looks_like_export
from etl.suspicions import names_a_person

_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|emf|wmf|tiff?|bmp|svgz)$", re.IGNORECASE)
# Text is written in runs; a number may change font in its middle.
_END_OF_TEXT = re.compile(r"</(?:\w{1,20}:)?(?:si|comment|p|text|txBody|v|f|is)>")
_TAG = re.compile(r"<[^<>]*>")
_HAS_RUNS = ("xl/sharedstrings", "xl/comments", "xl/threadedcomments", "xl/drawings", "xl/charts", "xl/worksheets")
_FEWEST_CHARACTERS_ABOUT_SOMEONE = 6

# What each part of a package is, in the words of whoever made the file; the first that fits.
_PLACES = (
    ("xl/externallinks", "det som är sparat från en länkad fil"),
    ("xl/comments", "en kommentar"),
    ("xl/threadedcomments", "en kommentar"),
    ("xl/drawings", "en textruta eller kommentar"),
    ("xl/pivotcache", "det dolda underlaget till en pivottabell"),
    ("xl/pivottables", "en pivottabell"),
    ("xl/querytables", "en dataanslutning"),
    ("xl/connections", "en dataanslutning"),
    ("xl/charts", "ett diagram"),
    ("xl/workbook", "ett definierat namn eller ett bladnamn"),
    ("xl/worksheets", "en dold del av ett blad (sidhuvud, länk eller dataverifiering)"),
    ("xl/sharedstrings", "text som är borttagen ur bladen men ligger kvar i filen"),
    ("docprops", "filens egenskaper (Arkiv > Information)"),
)
_SOMEWHERE = "en dold del av filen"


def find_personal_data(data: bytes, workbook: Workbook, name: str) -> list[Problem]:
    """Search a file that has been read.

    Args:
        data: the file's bytes.
        workbook: the same file, read.
        name: the file's name.

    Returns:
        ``personuppgift`` and ``individdata`` (errors), ``personuppgift_misstankt`` (warnings).
    """
    problems = [*_in_name(name), *find_in_cells(workbook)]
    if workbook.kind == "xlsx":
        in_cells = any(each.code == "personuppgift" and each.cells for each in problems)
        problems += _in_parts(data, also_sheets=not in_cells)
    return problems


def find_in_cells(workbook: Workbook) -> list[Problem]:
    """Search what stands in the cells alone: all there is of a form that was filled in on the web."""
    return [found for position, sheet in enumerate(workbook.sheets, start=1) for found in _in_sheet(sheet, position)]


def _in_name(name: str) -> list[Problem]:
    if not holds_personal_number(name):
        return []
    return [
        problem(
            "personuppgift",
            says="Filens namn ser ut att innehålla ett personnummer eller samordningsnummer.",
            mend="Ge filen ett annat namn och skicka igen. Namnet har inte sparats.",
        )
    ]


def _in_sheet(sheet: Sheet, position: int) -> list[Problem]:
    # A sheet whose name is a person's number is called by its place.
    shown = f"Blad nr {position}" if holds_personal_number(sheet.name) else sheet.name
    problems: list[Problem] = []
    if cells := _cells_with_numbers(sheet):
        problems.append(_found_in_cells("personuppgift", sheet, shown, cells))
    if cells := list_of_individuals(sheet):
        problems.append(_found_in_cells("individdata", sheet, shown, cells))
    suspected = tuple(cell.address for cell in sheet.cells.values() if _is_suspect(cell))
    # In an export the respondent's own name and e-mail are dropped with their columns; its texts are searched there.
    if suspected and not looks_like_export(Workbook((sheet,), {}, "csv")):
        problems.append(problem("personuppgift_misstankt", sheet=shown, cells=suspected))
    return problems


def _found_in_cells(code: str, sheet: Sheet, shown: str, cells: tuple[str, ...]) -> Problem:
    if sheet.state == "visible":
        return problem(code, sheet=shown, cells=cells)
    mend = "Bladet är dolt. Ta fram det (högerklicka på en flik > Ta fram) och ta bort allt om enskilda personer."
    if sheet.state == "veryHidden":
        mend = "Bladet är dolt och går inte att ta fram i Excel. Hämta ett nytt formulär i Samsyn och för över svaren."
    return problem(code, sheet=shown, cells=cells, mend=f"{mend} Inget av det som stod har sparats.")


def _cells_with_numbers(sheet: Sheet) -> tuple[str, ...]:
    found = [cell.address for cell in sheet.cells.values() if _holds_number(cell)]
    found += [cell.address for cell in sheet.cells.values() if _holds_number_with_next(cell, sheet)]
    return tuple(dict.fromkeys(found))


def _holds_number(cell: Cell) -> bool:
    if cell.formula is not None and holds_personal_number(cell.formula):
        return True
    if isinstance(cell.value, str):
        return holds_personal_number(cell.value)
    written = _whole(cell)
    # Excel drops the first zero of a number such as 050601-1234.
    return len(written) in (9, 10, 12) and holds_personal_number(written.zfill(10))


def _holds_number_with_next(cell: Cell, sheet: Sheet) -> bool:
    """Date of birth in one cell, the four last digits in the next."""
    day = _whole(cell) or (cell.value.strip().replace("-", "") if isinstance(cell.value, str) else "")
    if len(day) not in (6, 8) or not day.isascii() or not day.isdigit():
        return False
    beside = sheet.cells.get(address_of(cell.row, cell.column + 1))
    four = "" if beside is None else _whole(beside).zfill(4) if _whole(beside) else str(beside.value).strip()
    return len(four) == 4 and four.isdigit() and holds_personal_number(day + four)


def _whole(cell: Cell) -> str:
    number = cell.value
    if isinstance(number, bool) or not isinstance(number, int | float):
        return ""
    return str(int(number)) if 0 < number < 1e13 and number == int(number) else ""


def _is_suspect(cell: Cell) -> bool:
    text = cell.value
    return isinstance(text, str) and len(text) >= _FEWEST_CHARACTERS_ABOUT_SOMEONE and names_a_person(text)


def _in_parts(data: bytes, also_sheets: bool) -> list[Problem]:
    """What cells do not show. Where the cells have been found faulty, their own parts are not told of twice."""
    places: dict[str, None] = {}
    for name, content in unpack(data).items():
        lowered = name.lower()
        if _PICTURE.search(lowered) or (not also_sheets and lowered.startswith(("xl/worksheets", "xl/sharedstr"))):
            continue
        if holds_personal_number(name) or any(map(holds_personal_number, _texts(lowered, content))):
            places[next((place for start, place in _PLACES if lowered.startswith(start)), _SOMEWHERE)] = None
    return [
        problem(
            "personuppgift",
            says=f"I {place} finns något som ser ut att vara ett personnummer eller samordningsnummer.",
            mend="Hämta ett nytt formulär i Samsyn, för över svaren och skicka det. Inget av det som stod har sparats.",
        )
        for place in places
    ]


def _texts(name: str, content: bytes) -> Iterator[str]:
    """The part as text: as it stands, and with its runs joined."""
    if name.endswith(".bin"):
        yield content.decode("latin-1")
        yield content.decode("utf-16-le", "replace")
        return
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = content.decode("utf-16" if marked else "utf-8", "replace")
    yield _plain(text)
    if name.startswith(_HAS_RUNS):
        yield _plain(_TAG.sub("", _END_OF_TEXT.sub("\n", text)))


def _plain(text: str) -> str:
    return unescape(html.unescape(text)) if "&" in text else unescape(text)
