"""The form as a workbook: only answers are unlocked, everything is where ``--fields`` says, same bytes always."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.areas import load_areas
from etl.form_rows import GUIDE_SHEET, HEADING_ROW, META_SHEET, METHODS_SHEET, NAME_PREFIX, is_wide
from etl.forms.kommunenkat import FORM
from etl.intake import check_file
from etl.periods import parse_period
from etl.submission import Answer
from etl.template import field_cells, write_template
from tests.spec.filled_form import Arrival

PERIODS = ["2022-01/2022-10", "2023-01/2023-10", "2023", "2024-01/2024-06"]


def written(period: str = "2022-01/2022-10", area: str = "2580", example: bool = False) -> bytes:
    return write_template(FORM, load_areas().get(area), parse_period(period), example=example)


def opened(period: str = "2022-01/2022-10", example: bool = False) -> tuple[Workbook, Worksheet, dict[str, Any]]:
    book = openpyxl.load_workbook(io.BytesIO(written(period, example=example)))
    places = field_cells(FORM, parse_period(period))
    return book, book[places["sheet"]], places


def test_the_same_form_is_the_same_bytes() -> None:
    assert written() == written()


@pytest.mark.parametrize("period", PERIODS)
def test_every_field_of_the_layout_has_its_cell_label_tag_and_name(period: str) -> None:
    book, sheet, places = opened(period)
    layout = FORM.layout_for(parse_period(period))
    fields = [field.id for field in FORM.fields(layout)]
    assert list(places["fields"]) == ["kommun", "ar", "period_fran", "period_till", *fields]
    for id in fields:
        cell = places["fields"][id]
        assert sheet[places["labels"][id]].value == FORM.wording(FORM.get(id), parse_period(period))
        assert sheet[f"F{sheet[cell].row}"].value == id
        assert book.defined_names[f"{NAME_PREFIX}{id}"].attr_text == f"'Enkät'!${cell[0]}${cell[1:]}"


def test_who_and_when_are_filled_in() -> None:
    _, sheet, places = opened("2022-01/2022-10")
    values = {id: sheet[places["fields"][id]].value for id in ("kommun", "ar", "period_fran", "period_till")}
    assert [str(value)[:10] for value in values.values()] == ["Luleå", "2022", "2022-01-01", "2022-10-31"]


@pytest.mark.parametrize("period", PERIODS)
def test_only_the_answer_cells_are_unlocked(period: str) -> None:
    _, sheet, places = opened(period)
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    unlocked = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
    head = {"kommun", "ar", "period_fran", "period_till"}
    answers = {cell for id, cell in places["fields"].items() if id not in head}
    assert answers <= unlocked
    beside = {*places["status"].values(), *places["comments"].values()}
    merged = {c.coordinate for area in sheet.merged_cells.ranges for row in sheet[area.coord] for c in row}
    assert unlocked - answers - beside <= merged


def test_a_count_may_be_a_whole_number_and_anything_else_only_after_a_question() -> None:
    _, sheet, places = opened()
    rules = {cell: rule for rule in sheet.data_validations.dataValidation for cell in str(rule.sqref).split()}
    for field in FORM.fields(FORM.layouts[0]):
        rule = rules[places["fields"][field.id]]
        if field.kind == "count":
            assert (rule.type, rule.operator, rule.formula1) == ("whole", "greaterThanOrEqual", "0")
            # A stop would make "uppgift saknas" impossible to type.
            assert rule.errorStyle == "warning"
            assert "Uppgift saknas" in (rule.prompt or "")
            assert "Uppgift saknas" in str(rules[places["status"][field.id]].formula1)
        elif field.kind == "tick":
            assert rule.formula1 == '"Ja,Nej"'
        if is_wide(field):
            assert "enskilda personer" in (rule.prompt or "")


def test_merged_cells_never_cover_more_than_one_row_or_an_answer_of_a_number() -> None:
    _, sheet, places = opened()
    wide = {places["fields"][f.id] for f in FORM.fields(FORM.layouts[0]) if is_wide(f)}
    for area in sheet.merged_cells.ranges:
        assert area.min_row == area.max_row
        assert area.start_cell.coordinate in wide


def test_the_cursor_stands_in_the_first_answer_and_the_headings_stay() -> None:
    book, sheet, places = opened()
    assert book.active is sheet
    assert sheet.sheet_view.selection[-1].activeCell == places["fields"]["sokt_hjalp"]
    assert sheet.freeze_panes == f"A{HEADING_ROW + 1}"


def test_it_prints_on_upright_a4_one_page_wide() -> None:
    _, sheet, _ = opened()
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("portrait", "9")
    setup = sheet.sheet_properties.pageSetUpPr
    assert setup is not None
    assert setup.fitToPage
    # As many pages high as it takes; one page wide is what is not written out.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"


def test_the_hidden_sheet_says_what_form_it_is() -> None:
    book, _, _ = opened("2023")
    meta = book[META_SHEET]
    assert meta.sheet_state == "veryHidden"
    assert {row[0].value: row[1].value for row in meta.iter_rows(max_col=2)} == {
        "form": "kommunenkat",
        "template_version": FORM.template_version,
        "layout": "helar",
        "area": "2580",
        "county": "25",
        "period": "2023",
        "example": "nej",
    }


def test_an_example_says_so_and_nothing_moves() -> None:
    _, plain, _ = opened()
    book, example, places = opened(example=True)
    assert book[META_SHEET]["B7"].value == "ja"
    texts = [str(c.value) for row in example.iter_rows(max_row=HEADING_ROW) for c in row if c.value]
    assert any(text.startswith("Exempel") for text in texts)
    assert all(example[cell].value == plain[cell].value for cell in places["labels"].values())
    assert not any("xempel" in str(c.value) for row in plain.iter_rows(max_row=HEADING_ROW) for c in row if c.value)


def test_every_method_is_explained_with_its_link() -> None:
    book, _, _ = opened()
    sheet = book[METHODS_SHEET]
    explained = {sheet.cell(row, 1).value: sheet.cell(row, 3).hyperlink for row in range(1, sheet.max_row + 1)}
    for entry in FORM.glossary:
        link = explained[entry.term]
        assert link is not None
        assert link.target == entry.link
        assert link.target.startswith("https://www.")


def test_the_guide_says_the_three_ways_to_answer_without_a_number() -> None:
    book, _, _ = opened()
    texts = " ".join(str(c.value) for row in book[GUIDE_SHEET].iter_rows() for c in row if c.value)
    for word in ("Uppskattat värde", "Uppgift saknas", "Ej aktuellt", "Skriv 0"):
        assert word in texts


@pytest.mark.parametrize("period", PERIODS)
def test_what_is_written_out_is_recognised_and_blank(period: str) -> None:
    checked = check_file(written(period), "formular.xlsx")
    assert [each.code for each in checked.problems] == ["tom_mall"]


@pytest.mark.parametrize("period", PERIODS)
def test_filled_in_numbers_alone_are_a_complete_form(period: str) -> None:
    book, sheet, places = opened(period)
    for number, field in enumerate(FORM.fields(FORM.layout_for(parse_period(period)))):
        if field.kind == "count":
            sheet[places["fields"][field.id]] = {"sokt_hjalp": 900, "fatt_insats": 800}.get(
                field.id, 0 if field.id.startswith("annan") else number
            )
    out = io.BytesIO()
    book.save(out)
    checked = check_file(out.getvalue(), "formular.xlsx")
    assert checked.outcome == "accepted"
    assert checked.problems == ()
    assert re.fullmatch(r"(\d+) av \1 uppgifter är lästa\.", checked.fine)
    assert checked.submissions[0].period == period


def test_every_municipality_has_a_form() -> None:
    for area in load_areas().municipalities("25"):
        assert area.name in str(openpyxl.load_workbook(io.BytesIO(written(area=area.code)))["Enkät"]["A2"].value)


EARLIER = {
    "sokt_hjalp": Answer(58.0, "ok", "C17", "Enkät"),
    "fatt_insats": Answer(12.0, "estimated", "C18", "Enkät"),
    "cra": Answer(0.0, "ok", "C22", "Enkät"),
    "ap": Answer(None, "not_kept", "C23", "Enkät"),
    "hap": Answer(None, "not_applicable", "C24", "Enkät"),
    "annan_evidens_antal_2": Answer(None, "not_answered", "C34", "Enkät"),
    "annan_evidens_vad": Answer("NECT", "ok", "C33", "Enkät"),
    "grupp_ap": Answer(1.0, "ok", "C48", "Enkät"),
    "ovrigt": Answer("Hemlig text", "ok", "C61", "Enkät"),
}


def with_earlier(period: str = "2023") -> bytes:
    area = load_areas().get("2580")
    return write_template(
        FORM, area, parse_period(period), example=False, earlier=EARLIER, earlier_label="januari–oktober 2022"
    )


def test_last_periods_answers_stand_beside_locked_and_move_nothing() -> None:
    plain = openpyxl.load_workbook(io.BytesIO(written("2023")))["Enkät"]
    sheet = openpyxl.load_workbook(io.BytesIO(with_earlier()))["Enkät"]
    places = field_cells(FORM, parse_period("2023"))["fields"]

    assert sheet[f"G{HEADING_ROW}"].value == "Förra perioden (januari–oktober 2022)"
    shown = {id: sheet[f"G{cell[1:]}"].value for id, cell in places.items()}
    assert {id: value for id, value in shown.items() if value is not None} == {
        "sokt_hjalp": 58,
        "fatt_insats": "uppskattat 12",
        "cra": 0,
        "ap": "uppgift saknas",
        "hap": "ej aktuellt",
        "annan_evidens_vad": "NECT",
        "grupp_ap": "ja",
    }
    assert all(sheet[f"G{cell[1:]}"].protection.locked for cell in places.values())
    assert all(sheet[c.coordinate].value == c.value for row in plain.iter_rows() for c in row)
    assert re.fullmatch(r"'Enkät'!\$A\$1:\$G\$\d+", str(sheet.print_area)), "printed with the form"


def test_what_stood_last_period_is_never_an_answer() -> None:
    book = openpyxl.load_workbook(io.BytesIO(with_earlier()))
    sheet, places = book["Enkät"], field_cells(FORM, parse_period("2023"))["fields"]
    for number, field in enumerate(FORM.fields(FORM.layout_for(parse_period("2023")))):
        if field.kind == "count" and field.id not in ("hap", "ap"):
            sheet[places[field.id]] = {"sokt_hjalp": 900, "fatt_insats": 800}.get(
                field.id, 0 if field.id.startswith("annan") else number
            )
    out = io.BytesIO()
    book.save(out)

    checked = check_file(out.getvalue(), "formular.xlsx")

    assert [(each.code, each.cells) for each in checked.problems] == [("tom_cell", (places["ap"], places["hap"]))]
    assert checked.answers["sokt_hjalp"].value == 900


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Förra perioden (2022)", set()),
        ("  förra  PERIODEN", set()),
        ("Förra året, varav kvinnor", {"okand_kolumn"}),
    ],
)
def test_only_our_own_heading_makes_a_column_ours(heading: str, told: set[str]) -> None:
    form = Arrival()
    form.sheet["H5"] = heading
    for row in range(17, 30):
        form.sheet[f"H{row}"] = row
    assert {each.code for each in check_file(form.data(), form.name).problems} == told
