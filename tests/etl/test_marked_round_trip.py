"""Marked, mended and sent again: what the table of arrivals has faults in is accepted, and nothing new is asked."""

from __future__ import annotations

import io
from functools import cache

import openpyxl
import pytest
from openpyxl.cell.cell import MergedCell
from openpyxl.workbook.workbook import Workbook

from etl.intake import check_file
from etl.marked_colours import COLOURS
from etl.marked_workbook import mark, why_not_marked
from etl.problems import Problem
from etl.submission import Answer, CheckedFile
from tests.spec.filled_form import ANSWERS, AREA, Arrival
from tests.spec.test_arrivals import _arrive, _cases

EARLIER = {
    "sokt_hjalp": Answer(58.0, "ok", "C17", "Enkät"),
    "ap": Answer(15.0, "estimated", "C23", "Enkät"),
    "dokumentation": Answer(None, "not_kept", "C54", "Enkät"),
    "annan_evidens_vad": Answer("NECT", "ok", "C33", "Enkät"),
}
LABEL = "januari–oktober 2022"
HEAD = {"kommun": "Kalix", "ar": 2023, "period_fran": "2023-01-01", "period_till": "2023-12-31"}
# Mending what is told of here brings out something else: the other day, or what could not be weighed before.
MORE_IS_TOLD = {
    'fatt_insats = "ca 50"; mi = 60',
    'annan_evidens_antal = "fem"; annan_evidens_vad = null',
}
# What stands under a merged area is seen by nobody, and openpyxl leaves it out.
GOES_WITH_THE_FILE = {"extern_lank", "okand_cell"}
QUICK = {"T56", "K22"}


def told(problems: tuple[Problem, ...]) -> set[tuple[str, str, str]]:
    """Code, sheet and cell of every fault; the whole sheet or file where there is no cell."""
    return {(p.code, p.sheet, cell) for p in problems for cell in (p.cells or ("",))}


def faults(one_of_each: bool = False) -> list[object]:
    """The lines of the table that tell of something; or one line for each combination of codes."""
    # The same faults in other words are read alike, and are held by the table itself.
    cases = [case for case in _cases() if case.outcome != "accepted" and not getattr(case, "is_slow", False)]
    if one_of_each:
        cases = list({codes(case.problems): case for case in reversed(cases)}.values())
    slow = pytest.mark.slow
    return [pytest.param(case.happened, id=case.id, marks=() if case.id in QUICK else slow) for case in cases]


def codes(problems: str) -> tuple[str, ...]:
    return tuple(part.removeprefix("+ ").split()[0] for part in problems.split(", "))


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def marked(happened: str) -> tuple[bytes, CheckedFile, CheckedFile]:
    """The marked workbook, what was found in the sender's own, and what is found in the marked one."""
    if (made := _marked(happened)) is None:
        pytest.skip("there is no marked workbook of this one")
    return made


@cache
def _marked(happened: str) -> tuple[bytes, CheckedFile, CheckedFile] | None:
    form = _arrive(happened)
    data = form.data()
    checked = check_file(data, form.name)
    if why_not_marked(checked):
        return None
    made = mark(data, form.name, checked, EARLIER, LABEL)
    return made, checked, check_file(made, "kommunenkat_kalix.xlsx")


def mend(book: Workbook, problems: tuple[Problem, ...]) -> None:
    """Do what each fault asks for, in the cells that it names."""
    blank = Arrival()
    fields = {cell: id for id, cell in blank.fields.items()}
    labels = {cell: id for id, cell in blank.labels.items()}
    choices = set(blank.status.values())
    for each in problems:
        if each.severity != "error" or not each.cells:
            continue
        sheet = book[each.sheet]
        for area in list(sheet.merged_cells.ranges):
            if area.min_row == area.max_row and area.min_col > 2:
                continue
            if any(cell in area for cell in each.cells):
                sheet.unmerge_cells(str(area))
        for address in each.cells:
            cell = sheet[address]
            assert not isinstance(cell, MergedCell)
            if each.code == "rad_dubbel":
                if address not in labels:
                    sheet[address].value = sheet[f"C{cell.row}"].value = sheet[f"F{cell.row}"].value = None
                    sheet[f"A{cell.row}"].value = None
            elif address in fields:
                cell.value, cell.number_format = (ANSWERS | HEAD).get(fields[address]), "General"
                if each.code == "logik_fel" and "bredvid" in each.message:
                    sheet[f"D{cell.row}"].value = None
                elif each.code == "logik_fel":
                    sheet[blank.fields["sokt_hjalp"]].value = ANSWERS["sokt_hjalp"]
                for letter in "DE":
                    if isinstance(sheet[f"{letter}{cell.row}"].value, int | float):
                        sheet[f"{letter}{cell.row}"].value = None
            elif address in labels:
                cell.value = blank.sheet[address].value
            elif address in choices:
                cell.value = None


@pytest.mark.parametrize("happened", faults())
def test_a_marked_file_is_read_as_before_and_accepted_when_mended(happened: str) -> None:
    data, before, unmended = marked(happened)
    # Links that lead out are cut on the way; nothing else is told of less, and nothing more.
    gone = told(before.problems) - told(unmended.problems)
    assert {code for code, *_ in gone} <= GOES_WITH_THE_FILE
    assert told(unmended.problems) <= told(before.problems)
    assert {id: a.value for id, a in unmended.answers.items()} == {id: a.value for id, a in before.answers.items()}

    if happened in MORE_IS_TOLD:
        return
    book = opened(data)
    mend(book, before.problems)
    after = check_file(saved(book), "kommunenkat_kalix.xlsx")
    assert told(after.problems) <= {each for each in told(before.problems) if each not in errors_in_cells(before)}
    if all(each.cells for each in before.problems if each.severity == "error"):
        assert after.outcome != "rejected"
        assert after.area == AREA


def errors_in_cells(checked: CheckedFile) -> set[tuple[str, str, str]]:
    return told(tuple(each for each in checked.problems if each.severity == "error" and each.cells))


@pytest.mark.parametrize("happened", faults(one_of_each=True))
def test_every_faulty_cell_is_coloured_says_what_to_do_and_can_be_changed(happened: str) -> None:
    data, checked, _ = marked(happened)
    book = opened(data)
    for each in checked.problems:
        for address in each.cells[:1] if each.code == "okand_kolumn" else each.cells:
            sheet = book[each.sheet]
            area = next((a for a in sheet.merged_cells.ranges if address in a), None)
            cell = area.start_cell if area else sheet[address]
            assert str(cell.fill.start_color.rgb)[2:] in COLOURS.values(), address
            assert cell.comment is not None
            assert each.mend in cell.comment.text
            assert not cell.protection.locked
    first = book.worksheets[0]
    assert (first.title, book.active is first) == ("Att åtgärda", True)
    assert all(c.data_type in ("s", "n") and c.data_type != "f" for row in first.iter_rows() for c in row)


@pytest.mark.parametrize("happened", faults(one_of_each=True))
def test_marking_twice_marks_once(happened: str) -> None:
    data, _, again = marked(happened)
    if why_not_marked(again) is not None:
        return
    twice = mark(data, "kommunenkat_kalix.xlsx", again, EARLIER, LABEL)

    one, other = opened(data), opened(twice)
    assert one.sheetnames == other.sheetnames
    for name in one.sheetnames:
        assert look(one, name) == look(other, name), name
        assert colour_rules(one, name) == colour_rules(other, name), name


def look(book: Workbook, name: str) -> dict[str, tuple[object, ...]]:
    return {
        cell.coordinate: (cell.value, cell.fill.start_color.rgb, cell.comment.text if cell.comment else None)
        for row in book[name].iter_rows()
        for cell in row
        if not isinstance(cell, MergedCell)
    }


def colour_rules(book: Workbook, name: str) -> list[tuple[str, str, int]]:
    rules = [(str(area.sqref), rule) for area in book[name].conditional_formatting for rule in area.rules]
    return sorted((area, str(rule.formula), rule.priority) for area, rule in rules)
