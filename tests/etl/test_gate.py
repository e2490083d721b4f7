"""The file stage: every sort of file that must not come in, with the one code that says why."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from etl.gate import MAX_PACKED, behind_the_door
from etl.read import FileRefused, read_workbook
from tests.etl.packages import SHEET1, changed_parts, packed, parts_of, plain, sheet_xml, template, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PLAIN = plain()
XLSB = packed({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"x"})
ODS = packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})
MAIL = b"From: a@example.invalid\r\nSubject: Form\r\nMIME-Version: 1.0\r\n\r\nHej"
DDE = b'<externalLink><ddeLink ddeService="cmd"/></externalLink>'


def refusal(data: bytes, name: str = "lulea.xlsx") -> str:
    """The code a file is refused with; fails if it is let in."""
    with pytest.raises(FileRefused) as refused:
        read_workbook(data, name)
    problem = refused.value.problem
    assert problem.severity == "error"
    assert problem.message
    return problem.code


def ole(*streams: str) -> bytes:
    return OLE + b"".join(name.encode("utf-16-le") + bytes(64) for name in streams)


FILES: list[tuple[str, str, bytes, str]] = [
    ("F05 old Excel", "form.xls", ole("Workbook"), "filtyp_stods_ej"),
    ("F06 old Excel renamed", "form.xlsx", ole("Workbook"), "filtyp_fel"),
    ("binary Excel", "form.xlsb", XLSB, "filtyp_stods_ej"),
    ("binary Excel renamed", "form.xlsx", XLSB, "filtyp_fel"),
    ("ods", "form.ods", ODS, "filtyp_stods_ej"),
    ("F10 ods renamed", "form.xlsx", ODS, "filtyp_fel"),
    ("password", "form.xlsx", ole("EncryptionInfo", "EncryptedPackage"), "losenord"),
    ("F11 pdf", "form.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "filtyp_fel"),
    ("F13 Word", "form.xlsx", packed({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "filtyp_fel"),
    ("PowerPoint", "form.xlsx", packed({"[Content_Types].xml": b"<x/>", "ppt/slides/1.xml": b"<x/>"}), "filtyp_fel"),
    ("F14 png", "form.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(40), "filtyp_fel"),
    ("jpeg", "form.xlsx", b"\xff\xd8\xff\xe0" + bytes(40), "filtyp_fel"),
    ("F18 empty", "form.xlsx", b"", "tom_fil"),
    ("only spaces", "form.csv", b"\xef\xbb\xbf \r\n\r\n", "tom_fil"),
    ("only zeros", "form.xlsx", bytes(2000), "tom_fil"),
    ("F40 zipped", "form.zip", packed({"form.xlsx": PLAIN}), "filtyp_fel"),
    ("empty zip", "form.xlsx", packed({}), "filtyp_fel"),
    ("F45 login page", "form.xlsx", b"<!DOCTYPE html>\n<html><title>Logga in</title></html>", "filtyp_fel"),
    ("login page of XML", "form.xlsx", b'<?xml version="1.0"?><html xmlns="x"><body/></html>', "filtyp_fel"),
    ("F47 Numbers", "form.numbers", packed({"Index/Document.iwa": b"x", "preview.jpg": b"x"}), "filtyp_fel"),
    ("F48 mail with attachment", "form.msg", ole("__properties_version1.0"), "filtyp_fel"),
    ("mail as text", "form.eml", MAIL, "filtyp_fel"),
    ("old Word", "form.xlsx", ole("WordDocument"), "filtyp_fel"),
    ("rtf", "form.csv", b"{\\rtf1\\ansi Hej}", "filtyp_fel"),
    ("program", "form.xlsx", b"MZ\x90\x00" + bytes(100), "filtyp_fel"),
    ("gzip", "form.xlsx", b"\x1f\x8b\x08" + bytes(range(1, 60)), "filtyp_fel"),
    ("noise", "form.csv", bytes(range(256)) * 10, "filtyp_fel"),
    ("lock file", "~$lulea.xlsx", b"\x05Anna " + b" " * 50, "lasfil"),
    ("lock file in a folder", "C:\\Mina dokument\\~$lulea.xlsx", b"\x05Anna " + b" " * 50, "lasfil"),
    ("too big", "form.xlsx", b"PK\x03\x04" + bytes(MAX_PACKED), "for_stor"),
    ("cut off", "form.xlsx", PLAIN[: len(PLAIN) // 2], "trasig_fil"),
    ("only the beginning", "form.xlsx", b"PK\x03\x04", "trasig_fil"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "code"), [f[1:] for f in FILES], ids=[f[0] for f in FILES])
def test_other_files_are_refused_for_what_they_are(name: str, data: bytes, code: str) -> None:
    assert refusal(data, name) == code


def test_the_refusal_says_what_the_file_is() -> None:
    with pytest.raises(FileRefused) as refused:
        read_workbook(b"%PDF-1.7\n", "lulea.xlsx")
    assert "en PDF" in refused.value.problem.message


@pytest.mark.parametrize("name", ["lulea.xlsx", "Enkät (1) – Luleå & co.xlsx", "lulea.txt", "lulea", "lulea.xlsm"])
def test_a_workbook_is_known_by_its_content_whatever_it_is_called(name: str) -> None:
    assert read_workbook(PLAIN, name).kind == "xlsx"


# ---- Damaged packages ----


def _damaged_byte(data: bytes) -> bytes:
    """Two bytes changed inside a stored sheet, so that only the checksum tells."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts_of(data).items():
            archive.writestr(name, content)
    return out.getvalue().replace(b"<v>17</v>", b"<v>71</v>")


def _encrypted(data: bytes) -> bytes:
    """Every entry marked as encrypted, in both directories."""
    marked = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(signature)
        while at >= 0:
            (flags,) = struct.unpack_from("<H", marked, at + offset)
            struct.pack_into("<H", marked, at + offset, flags | 1)
            at = marked.find(signature, at + 4)
    return bytes(marked)


def _twice(name: str, content: bytes) -> bytes:
    return packed([*parts_of(PLAIN).items(), (name, content)])


def _cut(content: bytes) -> bytes:
    return content[: content.index(b"</row>")]


_NINES = sheet_xml('<row r="1"><c r="B1"><v>999</v></c></row>')

DAMAGED: list[tuple[str, Callable[[], bytes]]] = [
    ("F22 checksum", lambda: _damaged_byte(PLAIN)),
    ("F23 sheet part missing", lambda: changed_parts(PLAIN, {SHEET1: None})),
    ("F24 sheet cut off", lambda: changed_parts(PLAIN, {SHEET1: _cut})),
    ("texts cut off", lambda: changed_parts(PLAIN, {"xl/sharedStrings.xml": lambda c: c[:-8]})),
    ("texts missing", lambda: changed_parts(PLAIN, {"xl/sharedStrings.xml": b"<sst/>"})),
    ("workbook part missing", lambda: changed_parts(PLAIN, {"xl/workbook.xml": None})),
    ("workbook part is no XML", lambda: changed_parts(PLAIN, {"xl/workbook.xml": b"hej"})),
    ("F37 path upwards", lambda: changed_parts(PLAIN, {"../../etc/passwd": b"x"})),
    ("F37 absolute path", lambda: changed_parts(PLAIN, {"/etc/passwd": b"x"})),
    ("F37 path of Windows", lambda: changed_parts(PLAIN, {"xl\\..\\..\\x": b"x"})),
    ("F37 drive", lambda: changed_parts(PLAIN, {"C:/x": b"x"})),
    ("F39 encrypted entries", lambda: _encrypted(PLAIN)),
    ("same part in other case", lambda: _twice("xl/worksheets/SHEET1.xml", _NINES)),
    ("unknown namespace", lambda: changed_parts(PLAIN, {SHEET1: b'<worksheet xmlns="urn:x"><sheetData/></worksheet>'})),
    ("no namespace", lambda: changed_parts(PLAIN, {SHEET1: b"<worksheet><sheetData/></worksheet>"})),
    ("two sheets of one name", lambda: changed_parts(PLAIN, {"xl/workbook.xml": _doubled_sheet})),
    ("encoding nobody uses", lambda: changed_parts(PLAIN, {SHEET1: lambda c: c.replace(b"UTF-8", b"UTF-7")})),
    ("invalid bytes", lambda: changed_parts(PLAIN, {SHEET1: lambda c: c.replace(b"<v>", b"\xff\xfe<v>", 1)})),
]  # fmt: skip


def _doubled_sheet(content: bytes) -> bytes:
    start, end = content.index(b"<sheet "), content.index(b"</sheets>")
    return content[:end] + content[start:end] + content[end:]


@pytest.mark.parametrize("make", [d[1] for d in DAMAGED], ids=[d[0] for d in DAMAGED])
def test_a_damaged_package_is_refused_and_nothing_of_it_read(make: Callable[[], bytes]) -> None:
    assert refusal(make()) == "trasig_fil"


def test_the_same_sheet_twice_in_the_package_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        doubled = _twice(SHEET1, _NINES)
    assert refusal(doubled) == "trasig_fil"


# ---- Attacks ----

BILLION = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def _declared(declaration: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        head, _, rest = content.partition(b"?>") if content.startswith(b"<?xml") else (b"", b"", content)
        return (head + b"?>" if head else b"") + declaration + rest

    return change


@pytest.mark.parametrize("declaration", [BILLION, EXTERNAL, b"<!DOCTYPE x>"], ids=["F34", "F35", "plain"])
@pytest.mark.parametrize("part", [SHEET1, "xl/sharedStrings.xml", "xl/styles.xml", "docProps/core.xml", "_rels/.rels"])
def test_document_types_are_refused_in_every_part(part: str, declaration: bytes) -> None:
    assert refusal(changed_parts(PLAIN, {part: _declared(declaration)})) == "xml_angrepp"


def test_document_types_are_refused_in_utf_16_and_in_parts_with_odd_names() -> None:
    hidden = ('<?xml version="1.0" encoding="UTF-16"?>' + EXTERNAL.decode() + "<x/>").encode("utf-16")
    assert refusal(changed_parts(PLAIN, {"customXml/item1.xml": hidden})) == "xml_angrepp"
    assert refusal(changed_parts(PLAIN, {"xl/drawings/x.bin2": EXTERNAL + b"<x/>"})) == "xml_angrepp"


def test_a_bomb_is_not_unpacked() -> None:
    zeros = bytes(50_000_000)
    assert refusal(changed_parts(PLAIN, {"xl/media/x.xml": zeros, "xl/worksheets/sheet2.xml": zeros})) == "zip_bomb"
    assert refusal(changed_parts(PLAIN, {SHEET1: bytes(20_000_000)})) == "zip_bomb"
    assert refusal(changed_parts(PLAIN, {f"xl/x{n}.xml": b"x" for n in range(400)})) == "zip_bomb"


def test_a_bomb_that_lies_about_its_size_is_stopped_by_its_own_word() -> None:
    data = bytearray(changed_parts(PLAIN, {SHEET1: sheet_xml(" " * 3_000_000)}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(signature)
        while at >= 0:
            (size,) = struct.unpack_from("<I", data, at + offset)
            if size > 1_000_000:
                struct.pack_into("<I", data, at + offset, 100)
            at = data.find(signature, at + 4)
    assert refusal(bytes(data)) == "trasig_fil"


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("xl/vbaProject.bin", b"x", "makro"),
        ("xl/macrosheets/sheet1.xml", b"<x/>", "makro"),
        ("xl/embeddings/oleObject1.bin", b"x", "inbaddat_objekt"),
        ("xl/activeX/activeX1.xml", b"<x/>", "inbaddat_objekt"),
        ("xl/inner.dat", b"PK\x03\x04inner", "inbaddat_objekt"),
        ("docProps/x.bin", b"MZ\x90\x00", "inbaddat_objekt"),
        ("xl/externalLinks/externalLink1.xml", DDE, "extern_lank"),
    ],
)  # fmt: skip
def test_what_runs_or_hides_in_a_workbook_is_refused(part: str, content: bytes, code: str) -> None:
    assert refusal(changed_parts(PLAIN, {part: content})) == code


def test_macros_under_another_name_are_refused_by_their_declaration() -> None:
    declared = b'<Override PartName="/xl/x.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    data = changed_parts(PLAIN, {"[Content_Types].xml": lambda c: c.replace(b"</Types>", declared)})
    assert refusal(data) == "makro"


def test_a_dde_formula_is_refused_and_a_text_like_one_is_not() -> None:
    assert refusal(workbook({"A1": "=cmd|'/c calc'!A1"})) == "extern_lank"
    assert read_workbook(workbook({"A1": '=IF(B1="a|b",Blad1!C1,0)'}), "x.xlsx").remarks == ()


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/externalLinks/externalLink1.xml", b"<externalLink><externalBook/></externalLink>"),
        ("xl/connections.xml", b"<connections/>"),
        ("customXml/item1.xml", "<DataMashup/>".encode("utf-16")),
    ],
)
def test_links_to_other_sources_are_let_in_with_a_warning(part: str, content: bytes) -> None:
    (remark,) = read_workbook(changed_parts(PLAIN, {part: content}), "x.xlsx").remarks
    assert (remark.code, remark.severity) == ("extern_lank", "warning")


@pytest.mark.parametrize("formula", ["='G:\\Gemensam\\[fil.xlsx]Blad1'!A1", "=[1]Blad1!A1+2"])
def test_a_formula_that_fetches_from_another_file_is_warned_of_without_its_path(formula: str) -> None:
    (remark,) = read_workbook(workbook({"A1": formula}), "x.xlsx").remarks
    assert remark.code == "extern_lank"
    assert "Gemensam" not in str(remark)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("docMetadata/LabelInfo.xml", b"<clbl:labelList xmlns:clbl='x'/>"),
        ("xl/comments1.xml", b"<comments/>"),
        ("xl/media/image1.png", b"\x89PNG"),
        ("xl/printerSettings/printerSettings1.bin", b"\x01\x02"),
        ("customXml/item1.xml", b"<x/>"),
        ("[trash]/0000.dat", b"\x00\x00"),
    ],
)
def test_parts_that_ordinary_programs_add_are_no_reason_for_words(part: str, content: bytes) -> None:
    assert read_workbook(changed_parts(PLAIN, {part: content}), "x.xlsx").remarks == ()


def test_a_part_nobody_knows_is_told_of() -> None:
    (remark,) = read_workbook(changed_parts(PLAIN, {"evil/x.xml": b"<x/>"}), "x.xlsx").remarks
    assert (remark.code, remark.severity) == ("okand_del", "warning")


def test_our_own_form_comes_through_without_a_word() -> None:
    workbook = read_workbook(template(), "lulea.xlsx")
    assert workbook.remarks == ()
    assert {sheet.state for sheet in workbook.sheets} == {"visible", "veryHidden"}


def test_a_bug_behind_the_door_is_not_taken_for_a_broken_file() -> None:
    def bug() -> None:
        raise KeyError("bug")

    with pytest.raises(KeyError):
        behind_the_door(bug)
