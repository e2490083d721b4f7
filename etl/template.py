"""Writes a form as a workbook: filled in with who and when, only the answer cells unlocked."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from etl.areas import Area
from etl.earlier_column import earlier_value, heading
from etl.form_rows import (
    COLUMN_HEADINGS,
    COLUMNS,
    EARLIER_COLUMN,
    EXAMPLE_ROW,
    HEADING_ROW,
    HINT_ROW,
    META_SHEET,
    NAME_PREFIX,
    NOT_APPLICABLE,
    NOT_KEPT,
    SHEET,
    TITLE_ROW,
    WHO_ROW,
    Row,
    field_rows,
    form_rows,
    is_wide,
)
from etl.forms.description import Field, Form
from etl.periods import Period
from etl.submission import Answer
from etl.template_answers import field_of, guide_answer, has_status, is_counted, look_of, prompt
from etl.template_guide import write_guide, write_methods
from etl.template_look import formats, text_height

_WIDTHS = {"number": 6.5, "label": 56, "value": 15, "status": 21, "comment": 34, "tag": 4}
_EARLIER_WIDTH = 21


def write_template(
    form: Form,
    area: Area,
    period: Period,
    *,
    example: bool,
    earlier: Mapping[str, Answer] | None = None,
    earlier_label: str | None = None,
) -> bytes:
    """The form of one municipality and period as an xlsx file; the same bytes for the same arguments.

    Args:
        example: mark it as one to try with.
        earlier: what this municipality answered last period, shown in a locked column beside. Only for that
            municipality or the analyst.
        earlier_label: that period in words.
    """
    memory = io.BytesIO()
    workbook = xlsxwriter.Workbook(memory, {"in_memory": True})
    # A fixed day: the file must not depend on when it was written.
    workbook.set_properties(
        {"title": form.title, "author": "Samsyn", "created": datetime(2022, 1, 1), "comments": form.source}
    )
    look = formats(workbook)
    write_guide(workbook, look, form, area, period)
    _FormSheet(workbook, look, form, area, period, example, earlier, earlier_label).write()
    write_methods(workbook, look, form)
    _write_meta(workbook, form, area, period, example)
    workbook.close()
    return memory.getvalue()


def field_cells(form: Form, period: Period) -> dict[str, Any]:
    """Which field stands in which cell, in the shape of ``samsyn template --fields``."""
    rows = field_rows(form, period)
    narrow = {id: row for id, row in rows.items() if row.kind == "field" and row.field and not is_wide(row.field)}
    return {
        "sheet": SHEET,
        "fields": {id: row.value_cell for id, row in rows.items()},
        "labels": {id: row.label_cell for id, row in rows.items()},
        "status": {id: f"{COLUMNS['status']}{row.number}" for id, row in narrow.items() if has_status(row)},
        "comments": {id: f"{COLUMNS['comment']}{row.number}" for id, row in narrow.items()},
    }


@dataclass
class _FormSheet:
    """The sheet that is filled in."""

    workbook: Workbook
    look: dict[str, Format]
    form: Form
    area: Area
    period: Period
    example: bool
    earlier: Mapping[str, Answer] | None
    earlier_label: str | None

    def write(self) -> None:
        self.rows = form_rows(self.form, self.period)
        self.sheet: Worksheet = self.workbook.add_worksheet(SHEET)
        for name, letter in COLUMNS.items():
            options = {"hidden": True} if name == "tag" else {}
            self.sheet.set_column(f"{letter}:{letter}", _WIDTHS[name], None, options)
        self._write_top()
        for row in self.rows:
            self._write_row(row)
        if self.earlier is not None:
            self._write_earlier(self.earlier)
        self._set_up_view()
        self._set_up_print()

    def _write_top(self) -> None:
        sheet, look = self.sheet, self.look
        sheet.set_row(TITLE_ROW - 1, 27)
        sheet.write(f"A{TITLE_ROW}", self.form.title, look["title"])
        sheet.set_row(WHO_ROW - 1, 21)
        sheet.write(f"A{WHO_ROW}", f"{self.area.name}, {self.period.label}", look["who"])
        sheet.write_formula(f"D{WHO_ROW}", self._progress(), look["progress"], self._progress_text(0))
        sheet.set_row(HINT_ROW - 1, 18)
        sheet.write(
            f"A{HINT_ROW}",
            f"Besvaras av {self.form.respondent}. {self._hint()}",
            look["hint"],
        )
        sheet.set_row(EXAMPLE_ROW - 1, 20 if self.example else 5)
        if self.example:
            text = "Exempel: formuläret är till för att prova. Det tas bara emot i en demo med exempeldata."
            sheet.write(f"A{EXAMPLE_ROW}", text, look["example"])
            for letter in "BCDE":
                sheet.write_blank(f"{letter}{EXAMPLE_ROW}", None, look["example"])
        sheet.set_row(HEADING_ROW - 1, 21)
        for name, letter in COLUMNS.items():
            look_name = "column_left" if name in ("label", "comment") else "column"
            sheet.write(f"{letter}{HEADING_ROW}", COLUMN_HEADINGS[name], look[look_name])

    def _hint(self) -> str:
        if self.form.has_follow_ups:
            return "Välj ett svar i de gula cellerna."
        return "Fyll i de gula cellerna. Skriv 0 om det inte var någon."

    def _progress_text(self, answered: int) -> str:
        return f"Ifyllt: {answered} av {sum(map(is_counted, self.rows))} {self._counted()}"

    def _counted(self) -> str:
        """What the sheet counts: figures, or questions where what it asks for first is no figure."""
        return "frågor" if self.form.has_follow_ups else "antal"

    def _progress(self) -> str:
        """A formula that counts the answered rows that need an answer; it follows rows that are moved."""
        numbers = [row.number for row in self.rows if is_counted(row)]
        blocks: list[list[int]] = []
        for number in numbers:
            if blocks and blocks[-1][1] == number - 1:
                blocks[-1][1] = number
            else:
                blocks.append([number, number])
        terms = [
            f'SUMPRODUCT(--((C{a}:C{b}<>"")+(D{a}:D{b}="{NOT_KEPT}")+(D{a}:D{b}="{NOT_APPLICABLE}")>0))'
            for a, b in blocks
        ]
        return f'="Ifyllt: "&({"+".join(terms)})&" av {len(numbers)} {self._counted()}"'

    def _write_row(self, row: Row) -> None:
        if row.kind == "heading":
            self.sheet.set_row(row.number - 1, 24)
            for letter in "ABCDE":
                self.sheet.write_blank(f"{letter}{row.number}", None, self.look["section"])
            self.sheet.write(f"A{row.number}", row.text, self.look["section"])
        elif row.kind == "text":
            self.sheet.write(row.label_cell, row.text, self.look["intro"])
        elif row.kind == "head":
            self._write_head(row)
        else:
            self._write_field(row)

    def _write_labels(self, row: Row, field: Field, first_place: bool = True) -> None:
        letter = COLUMNS["number"]
        self.sheet.write(f"{letter}{row.number}", field.number if first_place else "", self.look["number"])
        self.sheet.write(row.label_cell, row.text, self.look["label_under" if field.under else "label"])
        self.sheet.write(f"{COLUMNS['tag']}{row.number}", field.id, self.look["tag"])
        self.workbook.define_name(f"{NAME_PREFIX}{field.id}", f"='{SHEET}'!${COLUMNS['value']}${row.number}")

    def _write_head(self, row: Row) -> None:
        field = field_of(row)
        self.sheet.set_row(row.number - 1, 19)
        self._write_labels(row, field)
        cell, look = row.value_cell, self.look
        if field.id == "kommun":
            self.sheet.write(cell, self.area.name, look["given"])
        elif field.id == "ar":
            self.sheet.write(cell, self.period.end.year, look["given"])
        else:
            day = self.period.start if field.id == "period_fran" else self.period.end
            self.sheet.write_datetime(cell, datetime(day.year, day.month, day.day), look["given_date"])

    def _write_field(self, row: Row) -> None:
        field = field_of(row)
        self._write_labels(row, field, first_place=not (field.main or field.under))
        self.sheet.set_row(row.number - 1, self._row_height(row, field))
        if is_wide(field):
            first, last = COLUMNS["value"], COLUMNS["comment"]
            area = f"{first}{row.number}:{last}{row.number}"
            self.sheet.merge_range(area, "", self.look[look_of(field, "value")])
            prompt(self.sheet, row, "Skriv aldrig något om enskilda personer: inga namn, personnummer eller datum.")
            return
        for column in ("value", "status", "comment"):
            self.sheet.write_blank(f"{COLUMNS[column]}{row.number}", None, self.look[look_of(field, column)])
        guide_answer(self.sheet, self.look, row, field)

    def _row_height(self, row: Row, field: Field) -> float:
        height = text_height(row.text, _WIDTHS["label"])
        return max(height, 48 if is_wide(field) else 0)

    def _write_earlier(self, earlier: Mapping[str, Answer]) -> None:
        sheet, column = self.sheet, EARLIER_COLUMN
        sheet.set_column(f"{column}:{column}", _EARLIER_WIDTH)
        sheet.set_row(HEADING_ROW - 1, 36)
        sheet.write_string(f"{column}{HEADING_ROW}", heading(self.earlier_label), self.look["earlier_head"])
        for row in self.rows:
            if row.kind != "field":
                continue
            field = field_of(row)
            value = earlier_value(field, earlier.get(field.id))
            cell, look = f"{column}{row.number}", self.look["earlier"]
            if value is None:
                sheet.write_blank(cell, None, look)
            elif isinstance(value, str):
                sheet.write_string(cell, value, look)
            else:
                sheet.write_number(cell, value, look)

    def _set_up_view(self) -> None:
        sheet = self.sheet
        first = next(row for row in self.rows if row.kind == "field")
        sheet.freeze_panes(HEADING_ROW, 0)
        sheet.hide_gridlines(2)
        sheet.set_selection(first.value_cell)
        sheet.activate()
        # No password: the protection is there to guide, and whoever needs to can lift it.
        sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})

    def _set_up_print(self) -> None:
        sheet = self.sheet
        sheet.set_portrait()
        sheet.set_paper(9)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADING_ROW - 1)
        last = COLUMNS["comment"] if self.earlier is None else EARLIER_COLUMN
        sheet.print_area(f"A1:{last}{self.rows[-1].number}")
        sheet.set_footer(f"&L{self.form.short_title}, {self.area.name}, {self.period.label}&RSida &P av &N")


def _write_meta(workbook: Workbook, form: Form, area: Area, period: Period, example: bool) -> None:
    """What tells Samsyn which form this is; very hidden, so that nobody sorts or mends it by mistake."""
    sheet = workbook.add_worksheet(META_SHEET)
    meta = {
        "form": form.id,
        "template_version": form.template_version,
        "layout": form.layout_for(period).id,
        "area": area.code,
        "county": area.county or "",
        "period": period.id,
        "example": "ja" if example else "nej",
    }
    for index, (key, value) in enumerate(meta.items()):
        sheet.write_string(index, 0, key)
        sheet.write_string(index, 1, value)
    sheet.protect("")
    sheet.very_hidden()
