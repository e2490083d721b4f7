"""The many ways of writing a number of a person, the many places for it in a file, and what only looks like one."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from personnummer import personnummer

from etl.intake import check_file, to_json
from etl.personal_numbers import holds_personal_number, is_personal_number, looks_like_one
from etl.submission import CheckedFile
from tests.etl.packages import MAIN, SHEET1, Change, changed_parts, saved, workbook

# Tolvan Tolvansson, the number that Swedish authorities print on their sample forms.
NUMBER = "121212-1212"
BASE = workbook({"A1": "Fråga", "B1": 17})


def codes(checked: CheckedFile) -> list[str]:
    return [each.code for each in checked.problems]


# ---- Ways ----

BY_HAND = [
    "1 2 1 2 1 2 - 1 2 1 2", "12 12 12 12 12", "1212-12-1212", "12-1212-1212", "1912 1212 1212", "1912/12/12-1212",
    "19 12 12 12 12 12", "12.12.12.12.12", "född 121212 nr 1212", "121212 (1212)", "121212, 1212", "121212_1212",
    "121212 sista fyra 1212", "121212 och sista fyra 1212", "19121212 med de sista fyra siffrorna 1212", "121212*1212",
    "121212 - - 1212", "(121212) 1212", "121212·1212",
    "121212 -- 1212", "121212–\n1212", "12l2l2-12I2", "1212l2-l212", "7O1O63-2391", "70 10 63 23 91",
    "1️⃣2️⃣1️⃣2️⃣1️⃣2️⃣-1️⃣2️⃣1️⃣2️⃣", "①②①②①②-①②①②", "¹²¹²¹²-¹²¹²", "𝟏𝟐𝟏𝟐𝟏𝟐-𝟏𝟐𝟏𝟐", "１２１２１２ー１２１２",
]  # fmt: skip


@pytest.mark.parametrize("written", BY_HAND)
def test_a_number_in_odd_groups_words_or_letters_is_seen(written: str) -> None:
    assert holds_personal_number(f"Vi hade {written} hos oss.", written_by_hand=True)


CHANCE = [
    "120 20 1299 1634", "1184, 120, 117 och 98", "2022-10 – 2022-12", "2022-01-01 – 2022", "220101-221031",
    "010-121 21 21", "08-121 212 12", "+46 10 121 21 21", "556036-0793", "202100-5489", "Dnr SN 2022/00123-4",
    "§ 121/22", "0920-45 30 00",
    "121212-1213", "20221014", "OCR 12121213 4", "faktura 2022101401", "Bankgiro 5050-1055", "1299 besök 2022",
    "b6a7c812121212d9e0", "0.1212121212", "{12121212-1212-1212-1212-121212121212}", "2022-10-31T12:12:12.1212Z",
]  # fmt: skip


@pytest.mark.parametrize("written", CHANCE)
def test_counts_dates_telephones_and_numbers_of_matters_are_no_persons(written: str) -> None:
    assert not holds_personal_number(f"Vi hade {written} hos oss.", written_by_hand=True)


@settings(deadline=None)
@given(st.integers(0, 10**12 - 1), st.booleans())
def test_the_check_is_that_of_the_library(number: int, short: bool) -> None:
    digits = f"{number:012d}"[2:] if short else f"{('19', '20')[number % 2]}{number:012d}"[:2] + f"{number:012d}"[2:]
    # Without a century the library asks the clock; only leap days differ.
    candidates = [century + digits for century in ("19", "20")] if short else [digits]
    assert is_personal_number(digits) == any(map(personnummer.valid, candidates))


@pytest.mark.parametrize("written", ["850601-1234", "19850601-1234", "850601-XXXX", "850601-TF12", "19850601-R123"])
def test_what_looks_like_one_is_suspected(written: str) -> None:
    assert looks_like_one(f"Avser {written}.")
    assert not holds_personal_number(written, written_by_hand=True)


@pytest.mark.parametrize(
    "written", ["220101-1031", "20220101-20221031", "556036-0793", "851301-1234", "SN-850601-1234-2"]
)
def test_spans_and_numbers_of_matters_do_not_look_like_one(written: str) -> None:
    assert not looks_like_one(f"Avser {written}.")


# ---- Over several cells ----

PIECES: list[tuple[list[object], bool]] = [
    (["19121212", 1212], True),
    ([19, 121212, 1212], True),
    ([1912, 12, 12, 1212], True),
    ([datetime.date(1912, 12, 12), 1212], True),
    (["1912-12-12", "1212"], True),
    (["Tolvan", 121212, "1212", "CRA"], True),
    ([12, 12, 12, 1212], False),
    ([62, 10, 15, 45], False),
    ([datetime.date(2022, 10, 31), 1299], False),
    (["2022-01-01", 1299], False),
    ([2022, 12, 12, 1212], False),
]


@pytest.mark.parametrize(("pieces", "is_number"), PIECES)
def test_a_number_over_several_cells_is_seen_and_counts_in_a_row_are_not(pieces: list[object], is_number: bool) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Enkät"])
    book.worksheets[0].append(pieces)
    checked = check_file(saved(book), "x.xlsx")
    assert ("personuppgift" in codes(checked)) == is_number


def test_a_column_of_made_up_numbers_is_no_list_of_persons() -> None:
    """Survey systems number respondents at random: one in a hundred such numbers is right as a person's."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["Respondent ID", "Svar"])
    for number in range(5_012_120_000, 5_012_120_300):
        page.append([number, 17])
    assert "personuppgift" not in codes(check_file(saved(book), "x.xlsx"))
    real = [number for number in range(5_012_120_000, 5_012_129_999) if is_personal_number(str(number))]
    for row, number in enumerate(real[:200], start=2):
        page.cell(row, 1).value = number
    assert "personuppgift" in codes(check_file(saved(book), "x.xlsx"))


# ---- Places ----


def _part(name: str, content: str, encoding: str = "utf-8") -> dict[str, Change]:
    return {name: content.encode(encoding)}


def _after(part: str, before: str, content: str) -> dict[str, Change]:
    return {part: lambda xml: xml.replace(before.encode(), content.encode() + before.encode(), 1)}


def _in_sheet(content: str) -> dict[str, Change]:
    return _after(SHEET1, "</worksheet>", content)


def _runs(tag: str) -> str:
    return "".join(f"<{tag}>{sign}</{tag}>" for sign in NUMBER)


PLACES: list[tuple[str, dict[str, Change]]] = [
    ("author of a comment", _part("xl/comments1.xml", f"<comments><author>{NUMBER}</author></comments>")),
    ("thread", _part("xl/threadedComments/t1.xml", f"<threadedComment><text>{NUMBER}</text></threadedComment>")),
    ("person", _part("xl/persons/person.xml", f'<person displayName="{NUMBER}"/>')),
    ("list of a validation", _in_sheet(f'<dataValidation><formula1>"ja,{NUMBER}"</formula1></dataValidation>')),
    ("prompt of a validation", _in_sheet(f'<dataValidation prompt="{NUMBER}"/>')),
    ("conditional format", _in_sheet(f'<conditionalFormatting><cfRule text="{NUMBER}"/></conditionalFormatting>')),
    ("header", _in_sheet('<oddHeader>&amp;L1212&amp;"Arial,Bold"12-12&amp;K00000012</oddHeader>')),
    ("tip of a link", _in_sheet(f'<hyperlinks><hyperlink ref="A1" tooltip="{NUMBER}"/></hyperlinks>')),
    ("scenario", _in_sheet(f'<scenarios><scenario comment="{NUMBER}"/></scenarios>')),
    ("filter", _in_sheet('<autoFilter ref="A1"><filters><filter val="1212121212"/></filters></autoFilter>')),
    ("link", _part("xl/worksheets/_rels/sheet1.xml.rels", f'<Relationship Target="x/{NUMBER}"/>')),
    ("pivot definition", _part("xl/pivotCache/pivotCacheDefinition1.xml", f'<s v="{NUMBER}"/>')),
    ("slicer", _part("xl/slicerCaches/slicerCache1.xml", f'<x n="{NUMBER}"/>')),
    ("table", _part("xl/tables/table1.xml", f'<tableColumn name="{NUMBER}"/>')),
    ("title of a chart", _part("xl/charts/chart1.xml", f"<a:p>{_runs('a:t')}</a:p>")),
    ("cache of a chart", _part("xl/charts/chart1.xml", f"<c:pt><c:v>{NUMBER}</c:v></c:pt>")),
    ("text instead of a picture", _part("xl/drawings/drawing1.xml", f'<xdr:cNvPr id="2" descr="{NUMBER}"/>')),
    ("box of old", _part("xl/drawings/vmlDrawing1.vml", f"<v:textbox><div>{_runs('font')}</div></v:textbox>")),
    ("property of one's own", _part("docProps/custom.xml", "<vt:lpwstr>född 121212 nr 1212</vt:lpwstr>")),
    ("keywords", _after("docProps/core.xml", "</cp:coreProperties>", f"<cp:keywords>{NUMBER}</cp:keywords>")),
    ("company", _after("docProps/app.xml", "</Properties>", f"<Company>{NUMBER}</Company>")),
    ("saved by", _after("xl/workbook.xml", "</workbook>", f'<fileSharing userName="{NUMBER}"/>')),
    ("changes", _part("xl/revisions/revisionLog1.xml", f"<nc><is><t>{NUMBER}</t></is></nc>")),
    ("texts that no cell has", _part("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"><si>{_runs("t")}</si></sst>')),
    ("drawn picture", _part("xl/media/image1.svg", f"<svg><text>{NUMBER}</text></svg>")),
    ("photograph", _part("xl/media/image1.jpg", f"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00{NUMBER}\xff\xd9", "latin-1")),
    ("part nobody knows", _part("xl/x.dat", f"hej {NUMBER} hej")),
]  # fmt: skip


@pytest.mark.parametrize("changes", [p[1] for p in PLACES], ids=[p[0] for p in PLACES])
def test_no_part_of_a_file_hides_a_number_and_no_answer_repeats_it(changes: dict[str, Change]) -> None:
    checked = check_file(changed_parts(BASE, changes), "x.xlsx")
    assert "personuppgift" in codes(checked)
    assert checked.kept == {}
    told = f"{checked.problems} {json.dumps(to_json(checked))}"
    assert "1212" not in told


CHART, DRAWING = "xl/charts/chart1.xml", "xl/drawings/drawing1.xml"
GUID = "{12121212-1212-1212-1212-121212121212}"
ANCHOR = "<xdr:col>12</xdr:col><xdr:colOff>1212</xdr:colOff><xdr:row>1212</xdr:row>"
COUNTS = f'<sst xmlns="{MAIN}"><si><t>121212</t></si><si><t>1212</t></si></sst>'
MADE_UP = "".join(f"<si><t>{number}</t></si>" for number in range(5_012_120_000, 5_012_120_100))
ORDINARY: list[tuple[str, dict[str, Change]]] = [
    ("axes that Excel numbers", _part(CHART, '<c:axId val="1212121212"/><c:crossAx val="7010632391"/>')),
    ("shapes that Google numbers", _part(DRAWING, '<xdr:cNvPr id="1212121212" name="Diagram 1"/>')),
    ("where a drawing stands", _part(DRAWING, ANCHOR)),
    ("counts in the texts", _part("xl/sharedStrings.xml", COUNTS)),
    ("respondents that a program numbers", _part("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{MADE_UP}</sst>')),
    ("counts in a chart", _part(CHART, "<c:pt><c:v>121212</c:v></c:pt><c:pt><c:v>1212</c:v></c:pt>")),
    ("numbers of a sheet", _after("xl/workbook.xml", "</workbook>", f'<ext uri="{GUID}"/>')),
    ("a label of the organisation", _part("docMetadata/LabelInfo.xml", f'<label id="{GUID}"/>')),
    ("a checksum", _part("customXml/item1.xml", "<h>b6a7c8f1212121212d9e0a1b2c3</h>")),
    ("parts of a number", _in_sheet('<x a="0.1212121212" b="12.1212121212" c="2022-12-12T12:12:12.1212"/>')),
]  # fmt: skip


@pytest.mark.parametrize("changes", [o[1] for o in ORDINARY], ids=[o[0] for o in ORDINARY])
def test_what_programs_write_of_themselves_is_no_person(changes: dict[str, Change]) -> None:
    assert "personuppgift" not in codes(check_file(changed_parts(BASE, changes), "x.xlsx"))


# ---- Text files and names ----


@pytest.mark.parametrize("encode", [lambda t: t.encode(), lambda t: t.encode("utf-16"), lambda t: t.encode("cp1252")])
@pytest.mark.parametrize("written", ["121212-1212", "19121212–1212", "1212121212", "121212 nr 1212"])
def test_a_text_file_hides_no_number(written: str, encode: Callable[[str], bytes]) -> None:
    checked = check_file(encode(f'Fråga;Svar\r\nKommentar;"{written}"\r\n'), "x.csv")
    assert "personuppgift" in codes(checked)
    assert "1212" not in f"{checked.problems} {to_json(checked)}"


@settings(deadline=None, max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), st.sampled_from(["-", "", " ", "–"]))
def test_whatever_stands_around_a_number_it_is_found_and_never_repeated(around: str, sign: str) -> None:
    text = f"{around} 121212{sign}1212 {around}"
    checked = check_file(f'Fråga;Svar\r\nKommentar;"{escape(text).replace(chr(34), "")}"\r\n'.encode(), "x.csv")
    assert {"personuppgift", "csv_fel", "teckenkodning"} & set(codes(checked))
    assert "1212" not in f"{checked.problems} {to_json(checked)}".replace("1212" * (around.count("1212")), "")
