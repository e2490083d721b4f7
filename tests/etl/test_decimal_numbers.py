"""Numbers with decimals and choices: what Swedes write is read, what has two meanings is asked about."""

from __future__ import annotations

import pytest

from etl.cells import Cell, CellValue, Kind
from etl.decimal_numbers import read_decimal
from etl.forms.catalogue import get_form
from etl.forms.description import Field
from etl.numbers import CountReading

AGE = get_form("diagnoser").get("medelalder_beroende")
WITHOUT_BOUND = Field("matt", "1", "Mått", "Mått", "number", unit="poäng")


def read(value: CellValue, field: Field = AGE, number_format: str = "General") -> CountReading:
    kind: Kind = "number" if isinstance(value, int | float) else "text"
    return read_decimal(Cell("C7", 7, 3, value, kind, number_format), field)


@pytest.mark.parametrize(
    ("written", "number"),
    [("50,8", 50.8), ("50.8", 50.8), (50.8, 50.8), (51, 51.0), ("51", 51.0), (" 50,8 ", 50.8), ("0", 0.0), (0, 0.0),
     ("50,833", 50.833), ("50.833", 50.833), ("0,5", 0.5), ("\u00a050,8", 50.8), ("50,80", 50.8)],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written(written: CellValue, number: float) -> None:
    assert read(written) == CountReading(number, "ok", None)


@pytest.mark.parametrize(
    ("written", "code"),
    [("50,8 år", "tal_enhet"), ("50 år", "tal_enhet"), ("ca 50,8", "tal_ungefar"), ("drygt 50", "tal_ungefar"),
     ("50-51", "tal_intervall"), ("50,8–51,2", "tal_intervall"), ("-3", "tal_negativt"), (-3.5, "tal_negativt"),
     ("1544", "tal_orimligt"), (150.5, "tal_orimligt"), (float("inf"), "tal_orimligt"), ("63 %", "tal_procent"),
     ("1,2,3", "tal_tvetydigt"), ("femtio", "tal_text"), ("-", "tvetydig_symbol"), ("", "tom_cell"),
     ("<50", "tal_maskerat"), ("2024-05-08", "tal_datum"), ("#REF!", "formel_fel")],
)  # fmt: skip
def test_what_is_no_plain_number_is_asked_about(written: CellValue, code: str) -> None:
    reading = read(written)
    assert (reading.value, reading.code) == (None, code)


def test_what_has_two_meanings_is_asked_about_where_both_are_possible() -> None:
    assert read("1.234", WITHOUT_BOUND).code == "tal_tvetydigt"
    assert [read(text, WITHOUT_BOUND).value for text in ("1 234", "1 234,5", "1\u00a0234.5")] == [1234, 1234.5, 1234.5]


def test_a_cell_that_shows_per_cent_is_no_mean() -> None:
    assert read(0.508, number_format="0.0%").code == "tal_procent"


def test_no_figure_is_told_in_words() -> None:
    assert read("uppgift saknas").status == "not_kept"
    assert read("ej aktuellt").status == "not_applicable"
    assert read_decimal(None, AGE).code == "tom_cell"
