"""A form that is filled in on the web: put where the workbook has its cells, then checked the very same way."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from etl.areas import Area, load_areas
from etl.cells import Cell, CellValue, Kind, Sheet, Workbook, address_of
from etl.form_rows import (
    COLUMN_HEADINGS,
    COLUMNS,
    ESTIMATED,
    HEADING_ROW,
    META_SHEET,
    NOT_APPLICABLE,
    NOT_KEPT,
    SHEET,
    Row,
    form_rows,
    is_wide,
)
from etl.forms.description import Form
from etl.intake import Original, answer, understand
from etl.periods import Period
from etl.personal_data import find_in_cells
from etl.problems import Problem
from etl.submission import CheckedFile

Status = Literal["", "estimated", "not_kept", "not_applicable"]
STATUSES: dict[Status, str] = {
    "": "",
    "estimated": ESTIMATED,
    "not_kept": NOT_KEPT,
    "not_applicable": NOT_APPLICABLE,
}
# No cell of a workbook can hold more.
_LONGEST_CELL = 32_767
_COLUMN = {name: ord(letter) - 64 for name, letter in COLUMNS.items()}
_NO_NAME = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True)
class Written:
    """What is written for one field, as it was typed.

    Attributes:
        value: "120", "ca 120", "Ja", or a text.
        status: the choice beside it; empty for an exact number.
    """

    value: str = ""
    status: Status = ""
    comment: str = ""


BLANK = Written()


@dataclass(frozen=True)
class WebAnswer:
    """The answer to a form that was filled in on the web.

    Attributes:
        problems: every problem by itself, as it is told beside its question; ``checked`` has them merged.
    """

    checked: CheckedFile
    problems: tuple[Problem, ...] = field(default_factory=tuple)


def check_web_form(
    form: Form,
    area: str,
    period: Period,
    written: Mapping[str, Written],
    *,
    example: bool,
    as_area: str | None,
    county: str | None,
) -> CheckedFile:
    """Check what is written in the web form; the arguments and errors are those of ``answer_web_form``."""
    return answer_web_form(form, area, period, written, example=example, as_area=as_area, county=county).checked


def answer_web_form(
    form: Form,
    area: str,
    period: Period,
    written: Mapping[str, Written],
    *,
    example: bool,
    as_area: str | None,
    county: str | None,
) -> WebAnswer:
    """Check what is written in the web form; the same writing always gets the same answer.

    Args:
        area: the code of the municipality that the answers are about.
        written: by field id; a field that is not there is blank.
        example: the form is filled in in a demo.
        as_area: check as this municipality would be checked; None as the analyst.
        county: the county of the house.

    Raises:
        ValueError: the form of this period has no such field.
    """
    unknown = written.keys() - {each.id for each in form.fields(form.layout_for(period))}
    if unknown:
        raise ValueError(f"{form.id} has no field {', '.join(sorted(unknown))} in {period.id}")
    workbook = web_workbook(form, load_areas().get(area), period, written, example=example)
    personal = find_in_cells(workbook)
    understood = understand(workbook, personal, as_area=as_area, county=county, period=period)
    checked = answer(_original(form, area, period, written, example), understood)
    return WebAnswer(checked, understood.problems)


def _original(form: Form, area: str, period: Period, written: Mapping[str, Written], example: bool) -> Original:
    """What was typed, in one way to write it down, stands for the bytes of a file."""
    typed = {
        "form": [form.id, form.template_version],
        "about": [area, period.id, example],
        "answers": {id: [w.value, w.status, w.comment] for id, w in written.items() if w != BLANK},
    }
    data = json.dumps(typed, sort_keys=True, separators=(",", ":")).encode("ascii")
    return Original(hashlib.sha256(data).hexdigest(), len(data), _NO_NAME, "web")


def web_workbook(form: Form, area: Area, period: Period, written: Mapping[str, Written], *, example: bool) -> Workbook:
    """The workbook that the template would have become with this written in it: the cells that are read."""
    cells = [_cell(HEADING_ROW, name, text) for name, text in COLUMN_HEADINGS.items()]
    for row in form_rows(form, period):
        cells += _row(row, area, period, written)
    meta = {
        "form": form.id,
        "template_version": form.template_version,
        "layout": form.layout_for(period).id,
        "area": area.code,
        "county": area.county or "",
        "period": period.id,
        "example": "ja" if example else "nej",
    }
    hidden = [Cell(f"{'AB'[n]}{row}", row, n + 1, pair[n], "text") for row, pair in _numbered(meta) for n in (0, 1)]
    sheets = (
        Sheet(SHEET, "visible", {each.address: each for each in cells}),
        Sheet(META_SHEET, "veryHidden", {each.address: each for each in hidden if each.value}),
    )
    return Workbook(sheets, {}, "xlsx")


def _numbered(meta: Mapping[str, str]) -> Iterator[tuple[int, tuple[str, str]]]:
    return enumerate(meta.items(), start=1)


def _row(row: Row, area: Area, period: Period, written: Mapping[str, Written]) -> Iterator[Cell]:
    if row.kind == "heading":
        yield _cell(row.number, "number", row.text)
        return
    yield _cell(row.number, "label", row.text)
    if row.field is None:
        return
    yield _cell(row.number, "tag", row.field.id)
    if not row.field.main:
        yield _cell(row.number, "number", row.field.number)
    if row.kind == "head":
        yield _head(row, area, period)
        return
    typed = written.get(row.field.id, BLANK)
    texts = {"value": typed.value, "status": STATUSES[typed.status], "comment": typed.comment}
    # A running text is laid over the columns beside it.
    for name in ("value",) if is_wide(row.field) else ("value", "status", "comment"):
        if texts[name].strip():
            yield _cell(row.number, name, texts[name][:_LONGEST_CELL])


def _head(row: Row, area: Area, period: Period) -> Cell:
    name = row.field.id if row.field else ""
    if name == "kommun":
        return _cell(row.number, "value", area.name)
    if name == "ar":
        return _cell(row.number, "value", period.end.year, "number")
    day = period.start if name == "period_fran" else period.end
    return _cell(row.number, "value", datetime.datetime(day.year, day.month, day.day), "date")


def _cell(row: int, column: str, value: CellValue, kind: Kind = "text") -> Cell:
    number = _COLUMN[column]
    return Cell(address_of(row, number), row, number, value, kind)
