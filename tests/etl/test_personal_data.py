"""No personal data enters, wherever in a file it lies, and no message repeats it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Sequence

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from personnummer import personnummer

from etl.personal_data import find_personal_data
from etl.personal_numbers import holds_personal_number
from etl.problems import Problem
from etl.read import read_workbook
from etl.suspicions import names_a_person
from tests.etl.packages import SHEET1, changed_parts, saved, template, workbook
from tests.etl.survey_files import as_text, as_xlsx, rows

# A loaded machine is no fault.
UNHURRIED = settings(deadline=None)

# Tolvan Tolvansson, the number that Swedish authorities print on their sample forms.
NUMBER = "121212-1212"
DIGITS = "1212121212"


def find(data: bytes, name: str = "lulea.xlsx") -> list[Problem]:
    return find_personal_data(data, read_workbook(data, name), name)


def codes(problems: Sequence[Problem]) -> list[str]:
    return [each.code for each in problems]


def assert_not_repeated(problems: Sequence[Problem]) -> None:
    told = str(problems)
    assert NUMBER not in told
    assert DIGITS not in told
    assert "1212" not in told


# ---- Ways of writing ----

WRITTEN = [
    "19121212-1212", "121212-1212", "121212+1212", "1212121212", "191212121212", "19121212 1212", "121212 1212",
    "121212\u20101212", "121212\u20111212", "121212–1212", "121212—1212", "121212\u22121212", "121212 - 1212",
    "121212 – 1212", "121212\u00a01212", "121212\u202f1212", "12 12 12-1212", "1912-12-12-1212", "1912-12-12 1212",
    "12-12-12-1212", "12.12.12-1212", "1912 12 12 1212", "121212/1212", "12121\u00ad2-1212", "121212\u200b-1212",
    "１２１２１２－１２１２", "١٢١٢١٢-١٢١٢", "121212\n1212", "pnr:121212-1212.", "(121212-1212)", "nr.121212-1212",
    "klient121212-1212", "Född 19121212-1212, inskriven", "121212-1212,121212-1213", "701063-2391", "19701063-2391",
    "7010632391",
]  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_a_number_is_seen_however_it_is_written(written: str) -> None:
    assert holds_personal_number(written)
    assert holds_personal_number(f"Vi hade {written} hos oss 2022.")


HARMLESS = [
    "20240101-20241231", "2024-01-01--2024-12-31", "2024-01-01 – 2024-12-31", "2022-01-01 2022-10-31",
    "2022-01-01/2022-10-31", "20220101 - 20221031", "2024-01-01 2024", "SN 2024/00123", "IFN-2024-0123-45",
    "Dnr SN 2024-121212", "556036-0793", "0971-170 00", "0926-740 00", "070-123 45 67", "+46 70 123 45 67",
    "0.1212121212", "12,1212121212", "121212-1213", "1212121212345", "12121212121",
    "{12121212-1212-1212-1212-121212121212}",
    "1 184", "120 20 1299 1634", "Bankgiro 5050-1055", "https://example.invalid/121212-1212-1", "12.12.12",
    "000000-0000", "999999-9999", "121312-1212",
]  # fmt: skip


@pytest.mark.parametrize("written", HARMLESS)
def test_dates_case_numbers_and_telephones_are_no_persons(written: str) -> None:
    assert not holds_personal_number(written)
    assert not holds_personal_number(f"Vi hade {written} hos oss.")


DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2020, 12, 31))


@UNHURRIED
@given(DAYS, st.integers(1, 999), st.booleans(), st.sampled_from(["", "-", "–", " ", "\u2011"]), st.booleans())
def test_every_valid_number_is_seen(
    day: datetime.date, serial: int, coordination: bool, sign: str, century: bool
) -> None:
    written = f"{day:%y%m}{day.day + 60 * coordination:02d}"
    check = next(n for n in range(10) if personnummer.valid(f"{day.year // 100}{written}{serial:03d}{n}"))
    text = (str(day.year // 100) if century else "") + written + sign + f"{serial:03d}{check}"
    assert holds_personal_number(f"x {text} y")
    assert not holds_personal_number(f"x 9{text} y") or sign == " "


@UNHURRIED
@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    assert holds_personal_number(text + " 121212-1212") or text[-1:].isdecimal()
    assert isinstance(names_a_person(text), bool)


# ---- Places in a file ----


def test_a_cell_is_pointed_out_and_not_quoted() -> None:
    problems = find(workbook({"B3": f"Klienten {NUMBER}", "C9": "17"}))
    assert (codes(problems), problems[0].cells, problems[0].sheet) == (["personuppgift"], ("B3",), "Enkät")
    assert problems[0].severity == "error"
    assert_not_repeated(problems)


@pytest.mark.parametrize("value", [191212121212, 1212121212, 191212121212.0])
def test_a_number_in_a_number_cell_is_seen(value: float) -> None:
    problems = find(workbook({"C10": value}))
    assert (codes(problems), problems[0].cells) == (["personuppgift"], ("C10",))
    assert_not_repeated(problems)


def test_a_number_whose_first_nought_excel_dropped_is_seen() -> None:
    written = next(f"050601{n:04d}" for n in range(1, 9999) if personnummer.valid(f"20050601{n:04d}"))
    assert codes(find(workbook({"C10": int(written)}))) == ["personuppgift"]


def test_a_number_over_two_cells_is_seen() -> None:
    assert codes(find(workbook({"B3": "19121212", "C3": 1212}))) == ["personuppgift"]
    assert codes(find(workbook({"B3": 121212, "C3": "1212"}))) == ["personuppgift"]
    assert find(workbook({"B3": 17, "C3": 1212})) == []


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_searched_and_the_way_to_them_told(state: str) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Enkät"
    book.create_sheet("Lista").sheet_state = state
    book["Lista"]["A2"] = NUMBER
    problems = find(saved(book))
    assert (codes(problems), problems[0].sheet) == (["personuppgift"], "Lista")
    assert "dolt" in problems[0].message
    assert_not_repeated(problems)


def test_a_sheet_named_after_a_person_is_called_by_its_place() -> None:
    problems = find(workbook({"A1": NUMBER}, sheet=NUMBER))
    assert {each.sheet for each in problems} == {"Blad nr 1", ""}
    assert_not_repeated(problems)


def _with_comment() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = 17
    book.worksheets[0]["A1"].comment = Comment(f"Avser {NUMBER}", "Anna")
    return saved(book)


def _with_defined_name() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = 17
    book.defined_names["x"] = DefinedName("x", attr_text=f'"{NUMBER}"')
    return saved(book)


def _with_property() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = 17
    book.properties.title = NUMBER
    return saved(book)


def _with_footer() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = 17
    content = b"</sheetData><headerFooter><oddFooter>&amp;L" + NUMBER.encode() + b"</oddFooter></headerFooter>"
    return changed_parts(saved(book), {SHEET1: lambda part: part.replace(b"</sheetData>", content)})


def _with_text_box() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().insert_textbox("B2", f"Avser {NUMBER}")
    return out.getvalue()


def _with_rich_text() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        bold = book.add_format({"bold": True})
        book.add_worksheet().write_rich_string("B2", "Avser 12", bold, "1212", "-12", bold, "12")
    return out.getvalue()


def _part(name: str, content: str, encoding: str = "utf-8") -> bytes:
    return changed_parts(workbook({"A1": 17}), {name: content.encode(encoding)})


ENTITIES = "".join(f"&#{ord(character)};" for character in NUMBER)
RUNS = "<comment><text><r><t>121212</t></r><r><t>-1212</t></r></text></comment>"
PLACES: list[tuple[str, Callable[[], bytes], str]] = [
    ("comment", _with_comment, "kommentar"),
    ("defined name", _with_defined_name, "definierat namn"),
    ("property", _with_property, "egenskaper"),
    ("footer", _with_footer, "sidhuvud"),
    ("text box", _with_text_box, "textruta"),
    ("rich text", _with_rich_text, ""),
    ("P22 cache of a link", lambda: _part("xl/externalLinks/externalLink1.xml", f"<v>{NUMBER}</v>"), "länkad fil"),
    ("pivot cache", lambda: _part("xl/pivotCache/pivotCacheRecords1.xml", f'<s v="{DIGITS}"/>'), "pivottabell"),
    ("text left behind", lambda: _part("xl/sharedStrings.xml", f"<sst><si><t>{NUMBER}</t></si></sst>"), "borttagen"),
    ("as entities", lambda: _part("customXml/item1.xml", f"<x>{ENTITIES}</x>"), "dold"),
    ("escaped", lambda: _part("xl/sharedStrings.xml", "<sst><si><t>_x0031_21212-1212</t></si></sst>"), "borttagen"),
    ("UTF-16", lambda: _part("customXml/item1.xml", f"<x>{NUMBER}</x>", "utf-16"), "dold"),
    ("binary", lambda: _part("xl/printerSettings/p1.bin", f"x{NUMBER}x", "utf-16-le"), "dold"),
    ("name of a part", lambda: _part(f"xl/{DIGITS}.xml", "<x/>"), "dold"),
    ("comment in runs", lambda: _part("xl/comments1.xml", f"<comments>{RUNS}</comments>"), "kommentar"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "place"), [p[1:] for p in PLACES], ids=[p[0] for p in PLACES])
def test_every_part_of_the_file_is_searched(make: Callable[[], bytes], place: str) -> None:
    problems = find(make())
    assert codes(problems) == ["personuppgift"]
    assert place in problems[0].message
    assert_not_repeated(problems)


def test_the_files_name_is_searched_and_not_repeated() -> None:
    problems = find(workbook({"A1": 17}), f"enkät {NUMBER}.xlsx")
    assert codes(problems) == ["personuppgift"]
    assert "namn" in problems[0].message
    assert_not_repeated(problems)


def test_counts_in_neighbouring_cells_are_never_read_together() -> None:
    cells: dict[str, str | int | float | bool] = {f"C{row}": 12 for row in range(1, 40)}
    assert find(workbook(cells | {f"D{row}": 1212 for row in range(1, 40)})) == []


def test_a_number_that_is_not_one_changes_nothing() -> None:
    texts = {f"B{row}": text for row, text in enumerate(HARMLESS, 1) if not text.startswith("+46")}
    assert [each for each in find(workbook(texts)) if each.code == "personuppgift"] == []


# ---- Lists of individuals ----

PEOPLE = [(1, 1985, "man", "CRA"), (2, 1990, "kvinna", "MI"), (3, 1971, "man", "ÅP"), (4, 1964, "man", "ÅP")]


def _list(headings: Sequence[str], people: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Enkät"
    page = book.create_sheet("Underlag")
    for row in ([headings] if headings else []) + list(people):
        page.append(list(row))
    return saved(book)


@pytest.mark.parametrize(
    "headings", [("Nr", "Födelseår", "Kön", "Metod"), ("Löpnr", "Född", "Man/kvinna", "Insats"), ()]
)
def test_a_list_of_individuals_is_known_even_without_names(headings: Sequence[str]) -> None:
    problems = find(_list(headings, PEOPLE))
    assert codes(problems) == ["individdata"]
    assert problems[0].sheet == "Underlag"
    assert "1985" not in str(problems)


@pytest.mark.parametrize(
    ("headings", "table"),
    [
        (("Ålder", "Kön", "Antal"), [("18–29", "män", 4), ("18–29", "kvinnor", 3), ("30–45", "män", 9)]),
        (("Ålder", "Kön", "Tal"), [("Samtliga", "Kvinnor och män", 10), ("16–29", "Kvinnor", 4), ("30–45", "Män", 6)]),
        (("Metod", "Antal"), [("CRA", 4), ("MI", 3)]),
        (("År", "Antal"), [(2019, 4), (2020, 3), (2021, 5), (2022, 6)]),
        (("Namn", "Telefon"), [("Mottagningen", "0920-45 30 00"), ("Växeln", "0920-45 30 01")]),
        (("Kön",), [("man",), ("kvinna",)]),
    ],
)
def test_tables_of_sums_are_no_lists_of_individuals(headings: Sequence[str], table: Sequence[Sequence[object]]) -> None:
    assert find(_list(headings, table)) == []


def test_rows_of_individuals_in_a_text_file_are_refused() -> None:
    table = [["Personnummer", "Kommun", "Metod"], ["121212-1212", "Luleå", "CRA"], ["19701063-2391", "Boden", "MI"]]
    problems = find(as_text(table), "lista.csv")
    assert set(codes(problems)) == {"personuppgift", "individdata"}
    assert {each.sheet for each in problems} == {"CSV"}
    assert_not_repeated(problems)


# ---- Suspicions ----


@pytest.mark.parametrize(
    "text",
    [
        "Kontakta Anna Andersson om frågor",
        "Klienten Kalle fick insats",
        "Per-Olof Öberg har slutat",
        "Vi placerade Kalle Svensson på HVB",
        "En man, 34 år, på HVB",
        "En 34-årig man",
        "född 1985-06-01",
        "f. 850601",
        "1985-06-01",
        "19850601",
        "850601-xxxx",
        "070-123 45 67",
        "+46 70 123 45 67",
        "anna.andersson@example.invalid",
        "Fru Bergström bor kvar",
    ],
)
def test_texts_about_one_person_are_held_for_a_human(text: str) -> None:
    problems = find(workbook({"B3": text}))
    assert [(each.code, each.severity, each.cells) for each in problems] == [
        ("personuppgift_misstankt", "warning", ("B3",))
    ]
    assert text not in str(problems)


@pytest.mark.parametrize(
    "text",
    [
        "Kommunens växel 0971-170 00",
        "Mini-Maria i Luleå",
        "Maria Ungdom tar emot ungdomar",
        "Kriminalvården Luleå och Region Norrbotten",
        "Avser 2022-01-01 – 2022-10-31",
        "Personer 18 år eller äldre",
        "Stöd till närstående (ex. Craft, individuella stödsamtal)",
        "Beslut 2022-03-04 av Socialnämnden",
        "Tre personer började 2021",
        "HVB Anders gård",
        "Svenska Kyrkan driver Anhöriggrupp",
    ],
)
def test_texts_about_the_work_are_not(text: str) -> None:
    assert find(workbook({"B3": text})) == []


def test_our_own_form_and_an_export_are_free_from_suspicion() -> None:
    assert find(template()) == []
    assert find(as_xlsx(rows()), "export.xlsx") == []
    assert find(as_text(rows()), "export.csv") == []
