"""What is kept of a file: only what was read, at its addresses, and read back as the check understood it."""

from __future__ import annotations

import io

import openpyxl
import pytest

from etl.intake import check_file
from etl.kept_copy import INDEX, keep_answers, keep_submissions, read_copy, write_copy
from etl.submission import Answer, CheckedFile, Submission
from tests.spec.filled_form import Arrival
from tests.spec.happenings import HAPPENINGS


def checked(happening: str = "nothing") -> tuple[Arrival, CheckedFile]:
    form = Arrival()
    HAPPENINGS[happening](form)
    return form, check_file(form.data(), form.name)


@pytest.mark.parametrize(
    "happening",
    [
        "nothing",
        "only the numbers are filled in",
        "the boxes are crossed as on paper",
        "two rows are inserted at the top",
        "the sheet is renamed Blad1",
        "a column 'varav kvinnor' beside the answers",
        "letters with their dots as signs of their own",
    ],
)
def test_a_copy_is_read_as_the_file_was(happening: str) -> None:
    _, answer = checked(happening)
    (read,) = read_copy(write_copy(answer.kept))
    (sent,) = answer.submissions
    assert dict(read.answers) == dict(sent.answers)
    assert (read.form, read.layout, read.area, read.period) == (sent.form, sent.layout, sent.area, sent.period)


def test_a_copy_is_the_same_bytes_every_time() -> None:
    _, answer = checked()
    assert write_copy(answer.kept) == write_copy(answer.kept)


def test_answers_stand_in_the_copy_where_they_stood_in_the_file() -> None:
    form, answer = checked("two rows are inserted at the top")
    sheet = openpyxl.load_workbook(io.BytesIO(write_copy(answer.kept)))["Enkät"]
    place = answer.submissions[0].answers["mi"]
    assert sheet[place.cell].value == 31
    assert place.cell == f"C{form.row('mi') + 2}"
    assert sheet[place.cell.replace("C", "B")].value == "Motiverande samtal (MI)"


def test_nothing_else_of_the_file_is_kept() -> None:
    _, answer = checked("a sheet of the sender's own with sums")
    copy = openpyxl.load_workbook(io.BytesIO(write_copy(answer.kept)))
    assert copy.sheetnames == ["Enkät", INDEX]
    assert "Nordväst" not in {c.value for sheet in copy for row in sheet.iter_rows() for c in row}


def test_nothing_is_kept_of_a_rejected_file() -> None:
    _, answer = checked("six different faults")
    assert answer.outcome == "rejected"
    assert answer.kept == {}


@pytest.mark.parametrize("text", ["=1+1", "+46", "@SUM(1)", "http://example.invalid", "007", "  luft  ", "rad\nrad"])
def test_a_text_is_kept_as_text_and_never_as_a_formula(text: str) -> None:
    answers = {"ovrigt": Answer(text, "ok", "C60", "Svar")}
    sent = Submission("kommunenkat", "helar", "2580", "2023", answers)
    data = write_copy(keep_submissions([sent], "Svar"))
    assert read_copy(data)[0].answers["ovrigt"].value == text
    cell = openpyxl.load_workbook(io.BytesIO(data))["Svar"]["C60"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)


def test_several_answers_of_one_cell_are_each_read_back() -> None:
    answers = {
        "annan_evidens_antal": Answer(5.0, "ok", "K2", "CSV"),
        "annan_evidens_vad": Answer("NECT", "ok", "K2", "CSV"),
        "sokt_hjalp": Answer(62.0, "estimated", "B2", "CSV"),
        "hvb": Answer(None, "not_kept", "C2", "CSV"),
    }
    several = [Submission("kommunenkat", "2022", area, "2022-01/2022-10", answers) for area in ("2580", "2514")]
    read = read_copy(write_copy(keep_submissions(several, "CSV")))
    assert [each.area for each in read] == ["2580", "2514"]
    assert all(dict(each.answers) == answers for each in read)


@pytest.mark.parametrize(
    "name",
    ["Anna Andersson", INDEX.upper(), INDEX, "a" * 40, "a/b", "[x]", "'x'", "<b>fet</b>", "=1+1", "\U0001d518" * 20],
)
def test_what_a_sheet_is_called_is_not_kept(name: str) -> None:
    cells = {"C10": Answer(17.0, "ok", "C10", name), "C11": Answer(None, "not_kept", "C11", name)}
    sent = Submission("kommunenkat", "2022", "2580", "2022", dict(zip(("cra", "met"), cells.values(), strict=True)))
    data = write_copy(keep_answers([sent], {name: {"B10": "CRA"}}))
    assert name not in str(openpyxl.load_workbook(io.BytesIO(data))[INDEX]["E1"].value)
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["Formulär", INDEX]
    (read,) = read_copy(data)
    assert {id: (a.value, a.status, a.cell) for id, a in read.answers.items()} == {
        "cra": (17.0, "ok", "C10"),
        "met": (None, "not_kept", "C11"),
    }
