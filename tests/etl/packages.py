"""Workbooks made in code and mutated part by part, as files that really arrive are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment

from etl.areas import load_areas
from etl.forms.kommunenkat import FORM
from etl.periods import parse_period
from etl.template import write_template

Change = bytes | Callable[[bytes], bytes] | None
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET1 = "xl/worksheets/sheet1.xml"


@lru_cache(maxsize=1)
def template() -> bytes:
    """Luleå's form for 2022."""
    return write_template(FORM, load_areas().get("2580"), parse_period("2022-01/2022-10"), example=False)


def plain() -> bytes:
    """A small workbook with its texts in a part of their own, as Excel has them."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("Enkät")
        page.write("A1", "Fråga")
        page.write("B1", 17)
    return out.getvalue()


def workbook(cells: Mapping[str, str | int | float | bool], sheet: str = "Enkät") -> bytes:
    """A workbook of one sheet, as openpyxl writes it."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for address, value in cells.items():
        page[address] = value
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def styled() -> bytes:
    """A sheet with nothing in it but a formatted last cell."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Fråga"
    book.worksheets[0]["XFD1048576"].alignment = Alignment(wrap_text=True)
    return saved(book)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    """Parts as a package; a list may hold a name twice."""
    out = io.BytesIO()
    pairs = list(parts.items()) if isinstance(parts, Mapping) else parts
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            archive.writestr(name, content)
    return out.getvalue()


def changed_parts(data: bytes, changes: Mapping[str, Change]) -> bytes:
    """A package with parts added, changed or (None) removed."""
    parts = parts_of(data)
    for name, change in changes.items():
        if change is None:
            del parts[name]
        elif callable(change):
            parts[name] = change(parts[name])
        else:
            parts[name] = change
    return packed(parts)


def sheet_xml(rows: str, before: str = "", after: str = "") -> bytes:
    """A sheet part from the XML of its rows."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def with_rows(rows: str, before: str = "", after: str = "") -> bytes:
    """A workbook whose only sheet has these rows, written by hand."""
    return changed_parts(workbook({"A1": "text"}), {SHEET1: sheet_xml(rows, before, after)})
