"""What leaves the house carries where it comes from, and can do no harm where it is opened."""

import csv
import io
import re
from dataclasses import replace

import openpyxl
import pytest

from dashboard import exports, tables
from dashboard.chart_dots import dots, dots_rows
from dashboard.chart_rug import Measure, rug, rug_rows
from dashboard.exports import EXAMPLE_MEANING, Provenance
from dashboard.tables import Column
from tests.dashboard.figures import ANSWERS, BODEN, KALIX, LULEA

ABOUT = Provenance(
    title="Sökt hjälp",
    period="januari–oktober 2022",
    coverage="8 av 14 kommuner (88 % av länets vuxna)",
    source="Kommunenkäten",
    build="2026-11-22-abc",
    example=True,
    notes=("En person kan ha flera metoder.",),
)
FACTS = [ABOUT.title, ABOUT.period, ABOUT.coverage, ABOUT.source, *ABOUT.notes, EXAMPLE_MEANING]
TABLE = tables.table(
    "Sökt hjälp",
    [Column("Kommun"), Column("Antal", numeric=True, decimals=1)],
    [tables.row(tables.words(f.name), tables.figure(f, 1)) for f in (BODEN, KALIX, LULEA)],
)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "－1"]


def cells(data: bytes, sheet: str) -> list[list[object]]:
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True)]


def test_workbook_holds_numbers_as_numbers_and_gaps_as_words() -> None:
    rows = cells(exports.xlsx_file(TABLE, ABOUT), "Tabell")
    assert rows[4:] == [["Kommun", "Antal"], ["Boden", 1234.5], ["Kalix", 0], ["Luleå", "uppgift saknas"]]


def test_workbook_says_where_it_comes_from() -> None:
    data = exports.xlsx_file(TABLE, ABOUT)
    facts = [str(row[1]) for row in cells(data, "Om tabellen")]
    assert set(FACTS) <= set(facts)
    assert [row[0] for row in cells(data, "Tabell")[:2]] == ["Sökt hjälp", EXAMPLE_MEANING]


def test_real_figures_are_not_called_examples() -> None:
    about = replace(ABOUT, example=False)
    files = [exports.xlsx_file(TABLE, about), exports.csv_file(TABLE, about)]
    assert "Exempel" not in str(cells(files[0], "Tabell") + cells(files[0], "Om tabellen"))
    assert "Exempel" not in files[1].decode("utf-8-sig")


def test_csv_opens_in_swedish_excel_and_says_where_it_comes_from() -> None:
    data = exports.csv_file(TABLE, ABOUT)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[:4] == [
        ["Kommun", "Antal", "Exempeldata"],
        ["Boden", "1234,5", "ja"],
        ["Kalix", "0", "ja"],
        ["Luleå", "uppgift saknas", "ja"],
    ]
    assert set(FACTS) <= {row[1] for row in rows[5:]}


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text: str) -> None:
    evil = tables.table(text, [Column(text)], [tables.row(tables.words(text))])
    about = replace(ABOUT, title=text, notes=(text,))
    written = openpyxl.load_workbook(io.BytesIO(exports.xlsx_file(evil, about)))
    for sheet in written:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    read = list(csv.reader(io.StringIO(exports.csv_file(evil, about).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert not [cell for row in read for cell in row if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


def test_a_picture_carries_the_key_to_its_marks() -> None:
    key = "Ihålig punkt: uppskattat. " * 6
    rows = dots_rows(ANSWERS, 1, [BODEN.area])
    drawing = exports.svg(dots(), rows, replace(ABOUT, key=(key,))).decode("utf-8")
    lines = re.findall(r">([^<]*Ihålig[^<]*)<", drawing)
    assert " ".join(lines).count("Ihålig punkt: uppskattat.") == 6
    assert max(map(len, lines)) < 120


def test_pictures_say_where_they_come_from() -> None:
    rows = dots_rows(ANSWERS, 1, [f.area for f in ANSWERS.areas])
    drawing = exports.svg(dots(), rows, ABOUT).decode("utf-8")
    for fact in (ABOUT.title, ABOUT.period, ABOUT.coverage, "Källa: Kommunenkäten", EXAMPLE_MEANING, "Boden"):
        assert fact in drawing
    assert exports.png(dots(), rows, ABOUT).startswith(b"\x89PNG")


def test_a_picture_leaves_the_page_s_chart_as_it_was() -> None:
    before = str(dots())
    exports.svg(dots(), dots_rows(ANSWERS, 1, [BODEN.area]), ABOUT)
    assert str(dots()) == before


def test_a_chart_of_fixed_columns_keeps_its_width() -> None:
    rows = rug_rows([Measure("CRA", ANSWERS, 0)])
    width = re.search(r'<svg[^>]* width="(\d+)', exports.svg(rug(), rows, ABOUT).decode("utf-8"))
    assert width
    assert 200 < int(width[1]) < 760
