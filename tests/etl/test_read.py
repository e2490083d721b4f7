"""Cells with addresses, whatever program wrote the file and however much emptiness it holds."""

from __future__ import annotations

import datetime
import io
import time
import tracemalloc
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH

from etl.cells import Cell, Sheet, address_of, place_of
from etl.read import CSV_SHEET, FileRefused, read_workbook
from tests.etl.packages import (
    MAIN,
    SHEET1,
    changed_parts,
    plain,
    saved,
    sheet_xml,
    styled,
    template,
    with_rows,
    workbook,
)

# A loaded machine is no fault.
UNHURRIED = settings(deadline=None)

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def sheet(data: bytes, name: str = "lulea.xlsx") -> Sheet:
    return read_workbook(data, name).sheets[0]


def cell(data: bytes, address: str) -> Cell:
    return sheet(data).cells[address]


def code(data: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        read_workbook(data, "lulea.xlsx")
    return refused.value.problem.code


# ---- Kinds of cells ----


def _of_every_kind() -> bytes:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    values = {
        "A1": "ca 120", "A2": 17, "A3": 17.5, "A4": True, "A5": datetime.datetime(2024, 1, 17),
        "A6": datetime.time(0, 17), "A7": "#REF!", "A8": "=A2+1",
        "A9": "   ", "A10": 0, "A11": 0.88, "A12": 17, "A13": "åäö", "A14": 1.5,
    }  # fmt: skip
    for address, value in values.items():
        page[address] = value  # type: ignore[assignment]  # every sort of value on purpose
    page["A11"].number_format = "0%"
    page["A12"].number_format = "yyyy-mm-dd"
    page["A14"].number_format = "[h]:mm"
    return saved(book)


@pytest.mark.parametrize(
    ("address", "kind", "value"),
    [
        ("A1", "text", "ca 120"),
        ("A2", "number", 17),
        ("A3", "number", 17.5),
        ("A4", "bool", True),
        ("A5", "date", datetime.datetime(2024, 1, 17)),
        ("A6", "date", datetime.time(0, 17)),
        ("A7", "error", "#REF!"),
        ("A8", "formula_without_value", None),
        ("A10", "number", 0),
        ("A11", "number", 0.88),
        ("A12", "date", datetime.datetime(1900, 1, 17)),
        ("A13", "text", "åäö"),
        ("A14", "date", datetime.timedelta(days=1.5)),
    ],
)
def test_each_kind_of_cell_is_told_apart(address: str, kind: str, value: object) -> None:
    found = cell(_of_every_kind(), address)
    assert (found.kind, found.value, found.address) == (kind, value, address)


def test_number_formats_and_formulas_are_kept_and_blanks_are_not() -> None:
    cells = sheet(_of_every_kind()).cells
    assert cells["A11"].number_format == "0%"
    assert cells["A8"].formula == "=A2+1"
    assert "A9" not in cells
    assert (cells["A10"].row, cells["A10"].column) == (10, 1)


def test_a_formula_gives_its_saved_value() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        page.write_formula("A1", "=B1*2", value=34)
        page.write_formula("A2", "=1/0", value="#DIV/0!")
        page.write_formula("A3", '=""', value="")
        page.write_formula("A4", '="x"&1', value="x1")
    cells = sheet(out.getvalue()).cells
    assert (cells["A1"].value, cells["A1"].formula, cells["A1"].kind) == (34, "=B1*2", "number")
    assert (cells["A2"].value, cells["A2"].kind) == ("#DIV/0!", "error")
    assert (cells["A4"].value, cells["A4"].kind) == ("x1", "text")
    assert cells["A3"].kind in ("empty", "formula_without_value")


def test_sheets_states_names_merges_and_hidden_rows() -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "Enkät"
    page["B2"], page["B3"], page["B9"] = 1, 2, 3
    page.merge_cells("C10:C11")
    page.row_dimensions[3].hidden = True
    page.row_dimensions[500].hidden = True
    for title, state in (("Dolt", "hidden"), ("Mycket dolt", "veryHidden")):
        book.create_sheet(title).sheet_state = state
    book.defined_names["svar_mi"] = openpyxl.workbook.defined_name.DefinedName("svar_mi", attr_text="Enkät!$B$2")
    found = read_workbook(saved(book), "x.xlsx")
    assert [(s.name, s.state) for s in found.sheets] == [
        ("Enkät", "visible"),
        ("Dolt", "hidden"),
        ("Mycket dolt", "veryHidden"),
    ]
    assert (found.sheets[0].merged, found.sheets[0].hidden_rows) == (("C10:C11",), frozenset({3}))
    assert found.defined_names == {"svar_mi": "Enkät!$B$2"}
    assert found.sheet("Dolt") is found.sheets[1]
    assert found.sheet("Finns ej") is None


def test_chart_sheets_are_passed_over() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Enkät").write("A1", 17)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Enkät!$A$1"})
        book.add_chartsheet("Diagram").set_chart(chart)
    assert [s.name for s in read_workbook(out.getvalue(), "x.xlsx").sheets] == ["Enkät"]


# ---- Written by other programs ----


def _strict(data: bytes) -> bytes:
    def change(content: bytes) -> bytes:
        content = content.replace(MAIN.encode(), STRICT.encode())
        return content.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    names = [SHEET1, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"]
    return changed_parts(data, dict.fromkeys(names, change))


def _prefixed(data: bytes) -> bytes:
    def change(content: bytes) -> bytes:
        text = content.decode()
        for name in ("worksheet", "sheetData", "row", "c", "v", "is", "t"):
            for before, after in (
                (f"<{name} ", f"<x:{name} "),
                (f"<{name}>", f"<x:{name}>"),
                (f"</{name}>", f"</x:{name}>"),
            ):
                text = text.replace(before, after)
        return text.replace('xmlns="', 'xmlns:x="', 1).encode()

    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Fråga</t></is></c><c r="B1"><v>17</v></c></row>'
    return changed_parts(data, {SHEET1: change(sheet_xml(rows))})


def _without_addresses(data: bytes) -> bytes:
    rows = '<row><c t="inlineStr"><is><t>Fråga</t></is></c><c><v>17</v></c></row>'
    return changed_parts(data, {SHEET1: sheet_xml(rows)})


def _in_utf16(data: bytes) -> bytes:
    def change(content: bytes) -> bytes:
        return content.decode().replace("UTF-8", "UTF-16").encode("utf-16")

    return changed_parts(data, {SHEET1: change})


def _absolute_targets(data: bytes) -> bytes:
    def change(content: bytes) -> bytes:
        return content.replace(b'Target="worksheets/', b'Target="/xl/worksheets/')

    return changed_parts(data, {"xl/_rels/workbook.xml.rels": change})


@pytest.mark.parametrize("write", [_strict, _prefixed, _without_addresses, _in_utf16, _absolute_targets])
def test_other_programs_ways_of_writing_give_the_same_cells(write: Callable[[bytes], bytes]) -> None:
    cells = sheet(write(plain())).cells
    assert {address: c.value for address, c in cells.items()} == {"A1": "Fråga", "B1": 17}


def test_dates_of_the_old_macintosh_are_not_read_four_years_wrong() -> None:
    book = openpyxl.Workbook()
    book.epoch = MAC_EPOCH
    book.worksheets[0]["A1"] = datetime.datetime(2024, 1, 1)
    assert cell(saved(book), "A1").value == datetime.datetime(2024, 1, 1)


def test_dates_written_as_text_by_the_strict_format_are_dates() -> None:
    data = with_rows(
        '<row r="1"><c r="A1" t="d"><v>2024-01-01T00:00:00Z</v></c><c r="B1" t="d"><v>10:30:00</v></c></row>'
    )
    assert cell(data, "A1").value == datetime.datetime(2024, 1, 1)
    assert cell(data, "B1").value == datetime.time(10, 30)
    assert code(with_rows('<row r="1"><c r="A1" t="d"><v>i går</v></c></row>')) == "trasig_fil"


def test_texts_in_runs_escapes_and_readings() -> None:
    runs = "<is><r><t>ca</t></r><r><rPr><b/></rPr><t> 120</t></r><rPh sb='0' eb='1'><t>NOT</t></rPh></is>"
    data = with_rows(
        f'<row r="1"><c r="A1" t="inlineStr">{runs}</c>'
        '<c r="B1" t="str"><v>a_x000D_b_x005F_</v></c><c r="C1" t="str"><v>_xD83D_ x</v></c></row>'
    )
    cells = sheet(data).cells
    assert [cells[a].value for a in ("A1", "B1", "C1")] == ["ca 120", "a\rb_", "\ufffd x"]


# ---- Emptiness and odd places ----


def test_a_value_in_the_last_cell_of_all_costs_nothing() -> None:
    tracemalloc.start()
    cells = sheet(workbook({"A1": 1, "XFD1048576": "."})).cells
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert set(cells) == {"A1", "XFD1048576"}
    assert peak < 20_000_000


def test_a_formatted_empty_cell_in_the_last_place_is_no_cell() -> None:
    assert set(sheet(styled()).cells) == {"A1"}


@pytest.mark.slow
def test_a_million_empty_rows_are_read_to_their_end() -> None:
    rows = "".join(f'<row r="{n}" spans="1:3" ht="15"/>' for n in range(1, 1_000_001))
    data = with_rows(rows + '<row r="1000001"><c r="A1000001"><v>17</v></c></row>')
    begun = time.process_time()
    assert {a: c.value for a, c in sheet(data).cells.items()} == {"A1000001": 17}
    assert time.process_time() - begun < 40


@pytest.mark.slow
def test_too_many_cells_are_refused() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 200_002))
    assert code(with_rows(rows)) == "for_manga_rader"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>999</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="x"/>',
        '<row r="1"><c r="A1"><v>tolv</v></c></row>',
        '<row r="1"><c r="A1"><v>1_000</v></c></row>',
        '<row r="1"><c r="A1"><v>nan</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
    ],
)
def test_a_sheet_that_readers_would_disagree_on_is_refused(rows: str) -> None:
    assert code(with_rows(rows)) == "trasig_fil"


@pytest.mark.parametrize(
    ("written", "value"),
    [("17", 17), ("17.000000000000004", 17.000000000000004), ("1E3", 1000.0), ("-3", -3), ("1E400", float("inf"))],
)
def test_numbers_are_what_they_are_written_as(written: str, value: float) -> None:
    assert cell(with_rows(f'<row r="1"><c r="A1"><v>{written}</v></c></row>'), "A1").value == value


def test_four_hundred_digits_and_dates_out_of_range_are_numbers_too_large() -> None:
    assert cell(with_rows(f'<row r="1"><c r="A1"><v>{"9" * 400}</v></c></row>'), "A1").value == float("inf")
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = 10**15
    book.worksheets[0]["A1"].number_format = "yyyy-mm-dd"
    found = cell(saved(book), "A1")
    assert (found.kind, found.value) == ("number", 10**15)


# ---- Text files ----


def text_cells(data: bytes) -> dict[str, object]:
    found = read_workbook(data, "export.csv")
    assert found.kind == "csv"
    assert found.sheets[0].name == CSV_SHEET
    return {address: c.value for address, c in found.sheets[0].cells.items()}


SWEDISH = "Kommun;Antal\r\nÖvertorneå – öst;1\u00a0184\r\n\r\nÅmål;5\r\n"
READ = {"A1": "Kommun", "B1": "Antal", "A2": "Övertorneå – öst", "B2": "1\u00a0184", "A4": "Åmål", "B4": "5"}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_any_encoding_and_blank_rows_keep_their_numbers(encoding: str) -> None:
    assert text_cells(SWEDISH.encode(encoding)) == READ


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found_although_the_texts_hold_others(separator: str) -> None:
    rows = [["Fråga, ett; med\ttecken", "B", "C"], ["rad\nbruten", 'citat "x"', "1,5; 2"], ["a", "b", "c"]]
    line = separator.join
    text = "\r\n".join(line('"' + field.replace('"', '""') + '"' for field in row) for row in rows)
    assert list(text_cells(text.encode()).values()) == [field for row in rows for field in row]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Kommun;Antal\nÃ–vertorneÃ¥;5\n".encode(), "teckenkodning"),
        ("Kommun;Antal\nLule\u0085;5\n".encode(), "teckenkodning"),
        ("Kommun;Antal\nLule\ufffd;5\n".encode(), "teckenkodning"),
        ("Kommun;Antal\nLuleå;5\n".encode("cp850"), "teckenkodning"),
        ("Kommun;Antal\nPiteå älv;5\n".encode("mac_roman"), "teckenkodning"),
        (b"Kommun;Antal\nLule\x81;5\n", "teckenkodning"),
        (b'Kommun;Antal\n"Lule;5\n', "csv_fel"),
        (b"a;b\n" * 6_000, "for_manga_rader"),
        (b";".join([b"a"] * 2_000), "for_manga_rader"),
    ],
)
def test_text_that_cannot_be_read_surely_is_refused(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_uneven_rows_are_counted_for_whoever_reads_the_table() -> None:
    found = sheet(b"a;b;c\n1;2\n\n1;2;3;4\n", "x.csv")
    assert found.field_counts == {1: 3, 2: 2, 4: 4}


# ---- Properties ----


@UNHURRIED
@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_addresses_are_read_as_they_are_written(row: int, column: int) -> None:
    assert place_of(address_of(row, column)) == (row, column)


@UNHURRIED
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    try:
        cells = read_workbook(data, "x.csv").sheets[0].cells
    except FileRefused as refused:
        message = refused.problem.message
    else:
        message = str(cells)
    assert message


@UNHURRIED
@given(st.integers(0, 16_000), st.integers(0, 255))
def test_a_form_with_one_byte_changed_is_read_alike_or_refused(position: int, byte: int) -> None:
    data = bytearray(template())
    position %= len(data)
    data[position] = byte
    try:
        found = read_workbook(bytes(data), "x.xlsx")
    except FileRefused:
        return
    whole = read_workbook(template(), "x.xlsx")
    # Times and attributes in the directory may change without harm; the contents may not.
    assert {s.name: dict(s.cells) for s in found.sheets} == {s.name: dict(s.cells) for s in whole.sheets}


def test_a_form_is_read_in_a_blink() -> None:
    data = template()
    read_workbook(data, "x.xlsx")
    times = []
    for _ in range(5):
        begun = time.process_time()
        read_workbook(data, "x.xlsx")
        times.append(time.process_time() - begun)
    assert min(times) < 0.2
