"""What leaves the house: charts as pictures, tables as files, each saying where it comes from and how far it holds."""

from __future__ import annotations

import copy
import csv
import io
import json
import textwrap
from dataclasses import dataclass, replace
from typing import Any

import vl_convert
import xlsxwriter

from dashboard import tables
from dashboard.charts import Rows, Spec
from dashboard.figure_notes import HEADING
from dashboard.tables import Cell, Column, Table

EXAMPLE = "Exempeldata"
EXAMPLE_MEANING = "Exempeldata: det som kommuner och regioner har lämnat är påhittat."

_PICTURE_WIDTH = 760
_LINE = 115
_XLSX = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# A spreadsheet takes a text that begins so as a formula; the wide forms are folded to these by some programs.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True)
class Provenance:
    """What every saved picture and table says about itself."""

    title: str
    period: str
    coverage: str
    source: str
    build: str
    example: bool
    notes: tuple[str, ...] = ()
    # What a picture cannot be read without: the key to its marks, the year of the population.
    key: tuple[str, ...] = ()
    # The county that it is about.
    area: str = ""

    def lines(self) -> list[tuple[str, str]]:
        """The facts as label and text, in the order they are written in a file."""
        facts = [("Innehåll", self.title)]
        facts += [("Märkning", EXAMPLE_MEANING)] if self.example else []
        facts += [("Område", self.area)] if self.area else []
        facts += [("Period", self.period), ("Täckning", self.coverage), ("Källa", self.source)]
        facts += [("Anmärkning", note) for note in self.notes]
        return [*facts, ("Sammanställt av", f"Samsyn, version av data {self.build}")]


def svg(spec: Spec, rows: Rows, about: Provenance) -> bytes:
    """The chart as a drawing that can be scaled and edited."""
    return vl_convert.vegalite_to_svg(_picture(spec, rows, about)).encode("utf-8")


def png(spec: Spec, rows: Rows, about: Provenance) -> bytes:
    """The chart as a picture for a slide or a document."""
    return bytes(vl_convert.vegalite_to_png(_picture(spec, rows, about), scale=2))


def _picture(spec: Spec, rows: Rows, about: Provenance) -> str:
    drawing: dict[str, Any] = copy.deepcopy(spec)
    source, example = f"Källa: {about.source}", EXAMPLE_MEANING if about.example else ""
    facts = [about.area, about.period, about.coverage, source, example]
    facts += [line for fact in about.key for line in textwrap.wrap(fact, _LINE)]
    drawing |= {
        "data": {"name": "source", "values": rows},
        # A chart that says how wide its columns are keeps that.
        "width": _PICTURE_WIDTH if spec.get("width") == "container" else spec["width"],
        "padding": 24,
        "title": {
            "text": about.title,
            "subtitle": [fact for fact in facts if fact],
            "anchor": "start",
            "frame": "bounds",
        },
    }
    return json.dumps(drawing)


def _with_notes(shown: Table) -> Table:
    """The table with the notes of its figures in a last column, where there are any."""
    notes = [tables.notes_of(row) for row in shown.rows]
    if not any(notes):
        return shown
    rows = [replace(row, cells=(*row.cells, tables.words(note))) for row, note in zip(shown.rows, notes, strict=True)]
    return replace(shown, columns=(*shown.columns, Column(HEADING)), rows=tuple(rows))


def csv_file(shown: Table, about: Provenance) -> bytes:
    """Semicolons and decimal commas, as Swedish Excel opens it; the facts stand under the table."""
    shown = _with_notes(shown)
    text = io.StringIO()
    write = csv.writer(text, delimiter=";", lineterminator="\r\n").writerow
    write([*(_safe(column.title) for column in shown.columns), *([EXAMPLE] if about.example else [])])
    for row in shown.rows:
        write([*map(_csv_value, row.cells), *(["ja"] if about.example else [])])
    write([])
    for label, fact in about.lines():
        write([_safe(label), _safe(fact)])
    return text.getvalue().encode("utf-8-sig")


def _csv_value(cell: Cell) -> str:
    if isinstance(cell.value, int | float):
        return f"{round(cell.value, 6):.12g}".replace(".", ",")
    return _safe(cell.value or "")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def xlsx_file(shown: Table, about: Provenance) -> bytes:
    """A workbook with the table on one sheet and everything about it on another."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _XLSX) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        _write_table(book, _with_notes(shown), about, bold)
        facts = book.add_worksheet("Om tabellen")
        facts.set_column(0, 0, 18)
        facts.set_column(1, 1, 100)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for line, (label, fact) in enumerate(about.lines()):
            facts.write_string(line, 0, label, bold)
            facts.write_string(line, 1, fact, wrapped)
    return file.getvalue()


def _write_table(book: xlsxwriter.Workbook, shown: Table, about: Provenance, bold: Any) -> None:
    sheet = book.add_worksheet("Tabell")
    heading = [
        about.title,
        *([EXAMPLE_MEANING] if about.example else []),
        ". ".join(fact for fact in (about.area, about.period, about.coverage) if fact),
    ]
    for line, text in enumerate(heading):
        sheet.write_string(line, 0, text, book.add_format({"bold": line == 0, "font_size": 13 if line == 0 else 11}))
    top = len(heading) + 1
    for place, column in enumerate(shown.columns):
        sheet.write_string(top, place, column.title, bold)
        sheet.set_column(place, place, _width(shown, place))
        numbers = book.add_format({"num_format": _number_format(column)})
        right = book.add_format({"align": "right", "italic": True})
        for line, row in enumerate(shown.rows, start=top + 1):
            value = row.cells[place].value
            if isinstance(value, int | float):
                sheet.write_number(line, place, value, numbers)
            elif value:
                sheet.write_string(line, place, value, right if column.numeric else None)
    sheet.freeze_panes(top + 1, 1)


def _number_format(column: Column) -> str:
    return "#,##0" + ("." + "0" * column.decimals if column.decimals else "")


def _width(shown: Table, place: int) -> float:
    title = shown.columns[place].title
    texts = [row.cells[place].text for row in shown.rows]
    return min(60.0, max(len(title) * (1.0 if place == 0 else 0.6), 10.0, *map(len, texts)) + 2)
