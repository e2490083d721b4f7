"""What a sender sees of a checked file: the verdict, the list to mend, the preview, the receipt."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from dashboard import receipts, sending, tables
from etl.areas import load_areas
from etl.forms.catalogue import get_form
from etl.house import create_house
from etl.intake import check_file
from etl.periods import parse_period
from etl.receive import Words, receive
from etl.submission import CheckedFile
from etl.template import field_cells, write_template

FORM, PERIOD = get_form("kommunenkat"), parse_period("2023-01/2023-10")
FIELDS: dict[str, str] = field_cells(FORM, PERIOD)["fields"]


def sent(changes: dict[str, int | str | None]) -> CheckedFile:
    """A form with 3 in every count and the changes, checked as Luleå."""
    book = openpyxl.load_workbook(io.BytesIO(write_template(FORM, load_areas().get("2580"), PERIOD, example=True)))
    sheet = book["Enkät"]
    for each in FORM.fields():
        if each.kind == "count":
            sheet[FIELDS[each.id]] = 0 if each.may_be_blank else 3
    for field_id, value in changes.items():
        sheet[FIELDS[field_id]] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return check_file(buffer.getvalue(), "svar.xlsx", as_area="2580", county="25")


def rows(table: tables.Table) -> dict[str, list[str]]:
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Allt är läst och ser rätt ut"),
        ({"dokumentation": "uppgift saknas"}, "Filen går bra att lämna. 1 sak att bekräfta"),
        ({"hap": "-"}, "1 sak att rätta"),
        ({"hap": "-", "met": None, "dokumentation": "uppgift saknas"}, "2 saker att rätta, 1 att bekräfta"),
    ],
)
def test_the_verdict_counts_what_is_left_to_do(changes: dict[str, int | str | None], said: str) -> None:
    assert sending.verdict(sent(changes)) == said


def test_the_list_to_keep_holds_every_problem_with_its_place() -> None:
    checked = sent({"hap": "-", "met": None, "fritext_metoder": '=HYPERLINK("http://x.invalid")'})

    sheet = openpyxl.load_workbook(io.BytesIO(sending.problems_workbook(checked.problems))).active

    assert sheet is not None
    table = list(sheet.iter_rows(values_only=True))
    assert table[0][:3] == ("Blad", "Rad", "Cell")
    assert [line[2] for line in table[1:]] == [FIELDS["hap"], FIELDS["met"]]
    assert all(line[5] for line in table[1:]), "each says how it is mended"
    assert all(cell.data_type == "s" for line in sheet.iter_rows() for cell in line if cell.value), "text only"


def test_the_preview_tells_zero_from_missing_and_hides_free_text() -> None:
    changes: dict[str, int | str | None] = {
        "act": 0,
        "dokumentation": "uppgift saknas",
        "grupp_ap": "Ja",
        "ovrigt": "Hemlig text",
    }
    shown = rows(sending.preview(sent(changes).submissions[0]))

    by_cell = {cells[-1]: cells for cells in shown.values()}
    assert by_cell[FIELDS["act"]][:2] == ["0", "exakt"]
    assert by_cell[FIELDS["dokumentation"]][:2] == ["uppgift saknas", ""]
    assert by_cell[FIELDS["grupp_ap"]][0] == "ja"
    assert by_cell[FIELDS["grupp_12steg"]][0] == "frågan inte besvarad"
    assert by_cell[FIELDS["ovrigt"]][0] == "text, visas inte"
    assert "Hemlig" not in str(shown)


def test_a_text_from_a_file_cannot_become_markup() -> None:
    checked = sent({"hap": "<b>x</b>"})
    assert checked.outcome == "rejected"
    assert "<b>x</b>" not in "".join(sending.card(each) for each in checked.problems)


def test_the_receipt_says_what_was_kept_and_that_it_is_an_example(tmp_path: Path) -> None:
    checked = sent({})
    house = create_house(tmp_path / "house", "demo", "25")
    receipt = receive(
        house, checked, received_at=datetime(2023, 12, 1, 9, 30, tzinfo=UTC), words=Words(sender="Test, chef")
    )

    text = receipts.as_text(receipt, {"2580": "Luleå"})

    assert text.startswith("EXEMPELDATA")
    for expected in (receipt.id, "Luleå, januari–oktober 2023, version 1", "2023-12-01 kl. 09:30", checked.sha256):
        assert expected in text
    assert "Själva filen har inte sparats" in text


def test_a_form_gets_a_name_that_every_system_can_save() -> None:
    assert sending.form_file_name("kommunenkat", "Övertorneå", PERIOD) == (
        "kommunenkat-overtornea-2023-01--2023-10.xlsx"
    )
