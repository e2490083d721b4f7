"""Forms filled in in code, for the tests of the pages where they are sent in."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache

import openpyxl

from etl.areas import load_areas
from etl.forms.catalogue import get_form
from etl.intake import check_file
from etl.periods import parse_period
from etl.problems import CATALOGUE
from etl.receipts import Confirmation
from etl.submission import CheckedFile, Submission
from etl.template import field_cells, write_template

FORM, PERIOD = get_form("kommunenkat"), parse_period("2023-01/2023-10")
FIELDS: dict[str, str] = field_cells(FORM, PERIOD)["fields"]
Changes = Mapping[str, int | str | None]


def workbook(changes: Changes, area: str = "2580", period: str = PERIOD.id, *, example: bool = True) -> bytes:
    """A form with 30 who sought help, 20 who were treated, 3 in every other count, and the changes."""
    when = parse_period(period)
    book = openpyxl.load_workbook(io.BytesIO(write_template(FORM, load_areas().get(area), when, example=example)))
    sheet, cells = book["Enkät"], field_cells(FORM, when)["fields"]
    for each in FORM.fields(FORM.layout_for(when)):
        if each.kind == "count":
            sheet[cells[each.id]] = {"sokt_hjalp": 30, "fatt_insats": 20}.get(each.id, 0 if each.may_be_blank else 3)
    for field_id, value in changes.items():
        sheet[cells[field_id]] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sent(changes: Changes, area: str = "2580", period: str = PERIOD.id) -> CheckedFile:
    """The same, checked as its own municipality."""
    return _sent(tuple(changes.items()), area, period)


@cache
def _sent(changes: tuple[tuple[str, int | str | None], ...], area: str, period: str) -> CheckedFile:
    return check_file(workbook(dict(changes), area, period), "svar.xlsx", as_area=area, county="25")


def submission(changes: Changes, area: str = "2580", period: str = PERIOD.id) -> Submission:
    """The answers of the same."""
    return sent(changes, area, period).submissions[0]


def confirmed(checked: CheckedFile) -> list[Confirmation]:
    """Every warning answered."""
    codes = dict.fromkeys(each.code for each in checked.problems)
    return [Confirmation(code, "Det stämmer." if CATALOGUE[code].asks else "") for code in codes]
