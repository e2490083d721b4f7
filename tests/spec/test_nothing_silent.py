"""Whatever is written in a number cell: it is read as the number it is, or told of with its cell. Never a crash."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.cells import Cell, Sheet, Workbook, place_of
from etl.check_form import FormResult, check_form
from etl.problems import CATALOGUE
from etl.read import read_workbook
from etl.recognise import recognise
from tests.spec.filled_form import ANSWERS, Arrival

# A loaded machine is no fault.
UNHURRIED = settings(deadline=None, max_examples=150)
NUMBERS = [id for id, answer in ANSWERS.items() if isinstance(answer, int)]
PLACES = Arrival().fields
WRITTEN = st.one_of(
    st.text(max_size=30),
    st.integers(-(10**20), 10**20).map(str),
    st.from_regex(r"(ca |ungefär |<|>|~)?[0-9]{1,4}([ .,\u00a0][0-9]{1,3})?( st|%|\*)?", fullmatch=True),
    st.sampled_from(["uppgift saknas", "-", "..", "x", "0", "inga", "Ja", "#N/A", "1 184", "", " "]),
)


@lru_cache(maxsize=1)
def _workbook() -> Workbook:
    form = Arrival()
    return read_workbook(form.data(), form.name)


def _with(cells: dict[str, str | float]) -> FormResult:
    workbook = _workbook()
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == "Enkät")
    changed = dict(sheet.cells)
    for address, value in cells.items():
        place = place_of(address)
        assert place is not None
        # The reader leaves cells out that hold nothing but space.
        if isinstance(value, str) and not value.strip():
            changed.pop(address, None)
        else:
            changed[address] = Cell(address, *place, value, "text" if isinstance(value, str) else "number")
    sheets = tuple(_replaced(each, sheet, changed) for each in workbook.sheets)
    book = replace(workbook, sheets=sheets)
    found = recognise(book)
    assert found is not None
    return check_form(found, book, as_area=None, county=None, period=None)


def _replaced(each: Sheet, sheet: Sheet, cells: dict[str, Cell]) -> Sheet:
    return replace(sheet, cells=cells) if each is sheet else each


@UNHURRIED
@given(field=st.sampled_from(NUMBERS), written=WRITTEN)
def test_a_count_is_read_or_told_of(field: str, written: str) -> None:
    result = _with({PLACES[field]: written})
    told = {p.code for p in result.problems if PLACES[field] in p.cells}
    answer = result.answers.get(field)
    assert told <= set(CATALOGUE)
    if answer is not None and answer.value is not None:
        whole = re.split("[.,]", written, maxsplit=1)[0]
        digits = "".join(c for c in whole if c.isdecimal())
        assert answer.value == int(digits or -1)
    elif answer is not None and answer.status == "not_answered":
        assert field.startswith("annan")
    elif answer is None or answer.status != "not_applicable":
        assert told


@UNHURRIED
@given(field=st.sampled_from(["kommun", "ar", "period_fran", "period_till"]), written=WRITTEN)
def test_who_and_when_are_never_made_up(field: str, written: str) -> None:
    result = _with({PLACES[field]: written})
    if result.problems:
        return
    assert (result.area, result.period) == ("2514", "2023") or (field == "kommun" and result.period == "2023")


@UNHURRIED
@given(written=st.text(max_size=200), field=st.sampled_from(["ovrigt", "annan_insats_vad", "fritext_metoder"]))
def test_free_text_never_stands_in_a_message(field: str, written: str) -> None:
    secret = f"hemlig{written}hemlig"
    result = _with({PLACES[field]: secret})
    assert not any("hemlig" in f"{p.message}{p.found}{p.label}" for p in result.problems)


@pytest.mark.slow
@pytest.mark.parametrize("column", [2, 3, 4, 5, 6])
@UNHURRIED
@given(data=st.data())
def test_no_cell_of_the_form_can_make_the_check_fall_over(column: int, data: st.DataObject) -> None:
    row = data.draw(st.integers(1, 70))
    value = data.draw(st.one_of(WRITTEN, st.floats(allow_nan=False, allow_infinity=False)))
    result = _with({f"{'ABCDEF'[column - 1]}{row}": value})
    assert all(p.message for p in result.problems)
