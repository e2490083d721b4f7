"""A form as a municipality fills it in, and the things that happen to it before it arrives."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.areas import load_areas
from etl.forms.kommunenkat import FORM
from etl.periods import parse_period
from etl.template import field_cells, write_template
from tests.etl.packages import packed, parts_of

AREA, PERIOD = "2514", "2023"
# Everything that asks for a number is answered; the free text and the ticks as an ordinary sender leaves them.
ANSWERS: dict[str, Any] = {
    "sokt_hjalp": 62,
    "fatt_insats": 55,
    "cra": 7,
    "ap": 17,
    "hap": 1,
    "met": 2,
    "cm": 3,
    "act": 0,
    "tolvsteg": 14,
    "mi": 31,
    "narstaende": 12,
    "stodsamtal": 20,
    "annan_evidens_antal": 5,
    "annan_evidens_vad": "NECT",
    "annan_evidens_antal_2": 0,
    "annan_evidens_antal_3": 0,
    "annan_insats_antal": 4,
    "annan_insats_vad": "Förstärkt kontaktperson",
    "annan_insats_antal_2": 0,
    "annan_insats_antal_3": 0,
    "grupp_12steg": "Ja",
    "grupp_anhorig": "Nej",
    "grupp_motivation": "Ja",
    "grupp_ap": "Nej",
    "dokumentation": 120,
    "hvb": 9,
    "lvm": 1,
}


class Arrival:
    """A filled-in form on its way: its workbook, where its fields stand, and what it ends up called.

    The workbook is opened only by what happens to more than its cells; a cell that is written otherwise is put into
    the saved file as it is, which takes a fifth of the time.
    """

    def __init__(self, period: str = PERIOD, area: str = AREA) -> None:
        self.period, self.area = period, area
        self.name = "kommunenkat_kalix.xlsx"
        # Some things happen to the bytes of the saved file.
        self.last: list[Callable[[bytes], bytes]] = []
        places = field_cells(FORM, parse_period(period))
        self.fields: dict[str, str] = places["fields"]
        self.labels: dict[str, str] = places["labels"]
        self.status: dict[str, str] = places["status"]
        self.comments: dict[str, str] = places["comments"]
        self._sheet_name: str = places["sheet"]
        self._book: Workbook | None = None
        self._sheet: Worksheet | None = None
        self._cells: dict[str, Any] = {}

    @property
    def book(self) -> Workbook:
        """The workbook, opened."""
        if self._book is None:
            self._book = openpyxl.load_workbook(io.BytesIO(_filled_in(self.area, self.period)))
            self._sheet = self._book[self._sheet_name]
            for address, value in self._cells.items():
                _put(self._sheet, address, value)
        return self._book

    @book.setter
    def book(self, book: Workbook) -> None:
        self._book = book

    @property
    def sheet(self) -> Worksheet:
        """The form's own sheet."""
        book = self.book
        return self._sheet if self._sheet is not None else book[self._sheet_name]

    @sheet.setter
    def sheet(self, sheet: Worksheet) -> None:
        self._sheet = sheet

    def write(self, address: str, value: Any) -> None:
        """What somebody typed into a cell; with a quotation mark first text stays text."""
        if self._book is None and isinstance(value, str | int | float | None):
            self._cells[address] = value
        else:
            _put(self.sheet, address, value)

    def row(self, field_id: str) -> int:
        """The row a field stands in, as the template has it."""
        return int(self.fields[field_id].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))

    def data(self) -> bytes:
        """The bytes that arrive."""
        data = self._with_cells() if self._book is None else None
        if data is None:
            out = io.BytesIO()
            self.book.save(out)
            data = out.getvalue()
        for change in self.last:
            data = change(data)
        return data

    def _with_cells(self) -> bytes | None:
        """The saved file with other cells; None when one of them is not there to be replaced."""
        parts = dict(_parts(self.area, self.period))
        name = max((n for n in parts if n.startswith("xl/worksheets/sheet")), key=lambda n: parts[n].count(b"<row "))
        for address, value in self._cells.items():
            cell = re.search(rf'<c r="{address}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'.encode(), parts[name], re.DOTALL)
            if cell is None:
                return None
            written = _cell_xml(address, (cell[1] or b"").decode(), value).encode()
            parts[name] = parts[name][: cell.start()] + written + parts[name][cell.end() :]
        return packed(parts)


def _put(sheet: Worksheet, address: str, value: Any) -> None:
    sheet[address] = value
    if isinstance(value, str):
        sheet[address].data_type = "s"


def _cell_xml(address: str, style: str, value: Any) -> str:
    if value is None:
        return f'<c r="{address}"{style}/>'
    if isinstance(value, bool):
        return f'<c r="{address}"{style} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{address}"{style}><v>{value!r}</v></c>'
    return f'<c r="{address}"{style} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


@lru_cache(maxsize=8)
def _filled_in(area: str, period: str) -> bytes:
    written = write_template(FORM, load_areas().get(area), parse_period(period), example=False)
    book = openpyxl.load_workbook(io.BytesIO(written))
    places = field_cells(FORM, parse_period(period))
    for field_id, answer in ANSWERS.items():
        if field_id in places["fields"]:
            book[places["sheet"]][places["fields"][field_id]] = answer
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@lru_cache(maxsize=8)
def _parts(area: str, period: str) -> tuple[tuple[str, bytes], ...]:
    return tuple(parts_of(_filled_in(area, period)).items())
