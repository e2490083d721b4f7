"""Files that are made to harm: each is refused with a sentence or read right, at a cost that hardly shows."""

from __future__ import annotations

import io
import os
import struct
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest

from etl.intake import check_file
from etl.personal_numbers import holds_personal_number, looks_like_one
from etl.read import FileRefused, read_workbook
from etl.suspicions import names_a_person
from tests.etl.packages import MAIN, SHEET1, changed_parts, packed, parts_of, plain, sheet_xml, template, with_rows

PLAIN = plain()
BOOK = "xl/workbook.xml"
STYLES = "xl/styles.xml"
TEXTS = "xl/sharedStrings.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


def refusal(data: bytes, name: str = "x.xlsx") -> str:
    """The code a file is refused with, at once; fails if it is let in."""
    began = time.process_time()
    with pytest.raises(FileRefused) as refused:
        read_workbook(data, name)
    assert time.process_time() - began < 5
    return refused.value.problem.code


def changed(part: str, content: bytes | Callable[[bytes], bytes]) -> bytes:
    return changed_parts(PLAIN, {part: content})


# ---- What the directory of the package says is only a claim ----


def _with_directory(data: bytes, change: Callable[[bytearray, int], None], name: bytes) -> bytes:
    """One entry of the directory changed."""
    spoilt = bytearray(data)
    at = spoilt.find(b"PK\x01\x02")
    while spoilt[at + 46 : at + 46 + len(name)] != name:
        at = spoilt.find(b"PK\x01\x02", at + 4)
    change(spoilt, at)
    return bytes(spoilt)


def _bomb_in_disguise() -> bytes:
    """Far more than it says, with the checksum of what it says: refused by nobody who believes it."""
    pattern = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed_bomb = pattern.compress(b"<a/>" + bytes(80_000_000)) + pattern.flush()
    name = b"xl/theme/theme9.xml"
    sizes = (zlib.crc32(b"<a/>"), len(packed_bomb), 4)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, *sizes, len(name), 0) + name
    end = PLAIN.rfind(b"PK\x05\x06")
    count, size, begin = struct.unpack_from("<HII", PLAIN, end + 10)
    central = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, *sizes, len(name), 0, 0, 0, 0, 0, begin)
    directory = PLAIN[begin : begin + size] + central + name
    body = PLAIN[:begin] + local + packed_bomb
    closing = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(directory), len(body), 0)
    return body + directory + closing


def _overlapping() -> bytes:
    """Twenty names for the same packed bytes."""
    begin = struct.unpack_from("<I", PLAIN, PLAIN.rfind(b"PK\x05\x06") + 16)[0]
    end = PLAIN.rfind(b"PK\x05\x06")
    entry = bytearray(PLAIN[PLAIN.rfind(b"PK\x01\x02") : end])
    more = b"".join(bytes(entry).replace(b"docProps/app.xml", b"docProps/a%02d.xml" % n) for n in range(20))
    closing = bytearray(PLAIN[end:])
    count, size = struct.unpack_from("<H", closing, 10)[0] + 20, end - begin + len(more)
    struct.pack_into("<HHI", closing, 8, count, count, size)
    return PLAIN[:end] + more + bytes(closing)


def _named(name: str) -> bytes:
    """A package with one more part, of a name that the library would not write."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts_of(PLAIN).items():
            archive.writestr(part, content)
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        with archive.open(entry, "w") as part_file:
            part_file.write(b"<x/>")
    return out.getvalue()


def _linked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, content in parts_of(PLAIN).items():
            archive.writestr(part, content)
        entry = zipfile.ZipInfo("xl/link.xml")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def _other_local_name() -> bytes:
    return PLAIN.replace(b"xl/styles.xml", b"xl/stylex.xml", 1)


def _further(offset: int, value: int) -> bytes:
    return _with_directory(PLAIN, lambda d, at: struct.pack_into("<I", d, at + offset, value), SHEET1.encode())


PACKAGES: list[tuple[str, Callable[[], bytes], str]] = [
    ("eighty million bytes that say they are four", _bomb_in_disguise, "trasig_fil"),
    ("parts that lie in each other", _overlapping, "trasig_fil"),
    ("a size that is too small", lambda: _further(24, 10), "trasig_fil"),
    ("a size that is too big", lambda: _further(24, 50_000), "trasig_fil"),
    ("a size beyond reason", lambda: _further(24, 0xFFFFFFF0), "zip_bomb"),
    ("a packed size that reaches into the next part", lambda: _further(20, 5_000), "trasig_fil"),
    ("a place outside the file", lambda: _further(42, 0x7FFFFFF0), "trasig_fil"),
    ("a place in the middle of another part", lambda: _further(42, 100), "trasig_fil"),
    ("another checksum", lambda: _further(16, 1), "trasig_fil"),
    ("another name at the part itself", _other_local_name, "trasig_fil"),
    ("a part without a name", lambda: _named(""), "trasig_fil"),
    ("a name that begins with NUL", lambda: _named("\x00xl/x.xml"), "trasig_fil"),
    ("a name that ends after NUL", lambda: _named("xl/x.xml\x00.png"), "trasig_fil"),
    ("a name with a line break", lambda: _named("xl/x\n.xml"), "trasig_fil"),
    ("a name that turns its direction", lambda: _named("xl/\u202elmx.x"), "trasig_fil"),
    ("a name without end", lambda: _named("xl/" + "x" * 300), "trasig_fil"),
    ("the same name with the other slash", lambda: _named(SHEET1.replace("/", "\\")), "trasig_fil"),
    ("the same name escaped", lambda: _named(SHEET1.replace("s", "%73")), "trasig_fil"),
    ("the same name by a detour", lambda: _named("xl/./worksheets/sheet1.xml"), "trasig_fil"),
    ("the same name with two slashes", lambda: _named("xl//worksheets/sheet1.xml"), "trasig_fil"),
    ("a link to a file of the server", _linked, "trasig_fil"),
    ("another zip file before it", lambda: packed({"xl/a": b"x"}) + PLAIN, "trasig_fil"),
    ("a program before it", lambda: b"MZ\x90\x00" + bytes(500) + PLAIN, "filtyp_fel"),
    ("its directory cut off", lambda: PLAIN[: PLAIN.rfind(b"PK\x01\x02")], "trasig_fil"),
    ("many small parts", lambda: changed_parts(PLAIN, {f"xl/x{n}.xml": b"x" for n in range(400)}), "zip_bomb"),
    ("a zip file as a picture", lambda: changed("xl/media/x.png", PLAIN), "inbaddat_objekt"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "code"), [p[1:] for p in PACKAGES], ids=[p[0] for p in PACKAGES])
def test_a_package_that_lies_is_refused(make: Callable[[], bytes], code: str) -> None:
    assert refusal(make()) == code


def test_a_comment_of_the_package_is_of_no_account() -> None:
    out = io.BytesIO(PLAIN)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = b"x" * 60_000
    assert read_workbook(out.getvalue(), "x.xlsx").sheets[0].cells["B1"].value == 17


def test_a_package_written_as_a_stream_is_read() -> None:
    """Sizes after the parts instead of before them, as programs write that cannot go back."""

    class Stream(io.RawIOBase):
        def __init__(self) -> None:
            self.written = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            chunk = bytes(data)  # type: ignore[call-overload]  # a buffer of any kind
            self.written += chunk
            return len(chunk)

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(PLAIN).items():
            archive.writestr(name, content)
    assert read_workbook(bytes(stream.written), "x.xlsx").sheets[0].cells["B1"].value == 17


# ---- Parts that are made to be read in two ways, or to cost ----


def _rows(xml: str) -> bytes:
    return with_rows(f'<row r="1">{xml}</row>')


def _before(part: str, place: bytes, content: bytes) -> Callable[[], bytes]:
    """Something put in before the first of something else."""
    return lambda: changed(part, lambda xml: xml.replace(place, content + place, 1))


def _relation(number: bytes, kind: bytes) -> bytes:
    return b'<Relationship Id="' + number + b'" Type="a/' + kind + b'" Target="x.xml"/>'


LONG_FORMAT = b'<numFmts><numFmt numFmtId="0" formatCode="' + b"y" * 999 + b'"/></numFmts>'
FAR_ENCODING = b"<?xml version='1.0'" + b" " * 600 + b"encoding='cp037'?><sst/>"

TWO_WAYS: list[tuple[str, Callable[[], bytes]]] = [
    ("two values", lambda: _rows('<c r="A1"><v>1</v><v>2</v></c>')),
    ("an element in a value", lambda: _rows('<c r="A1"><v>1<x>5</x>2</v></c>')),
    ("an element in a text", lambda: _rows('<c r="A1" t="inlineStr"><is><t>1<x>5</x>2</t></is></c>')),
    ("a value that is not the cell's own", lambda: _rows('<c r="A1"><x><v>1</v></x></c>')),
    ("a cell in a cell", lambda: _rows('<c r="A1"><c r="B1"><v>1</v></c></c>')),
    ("a row in a row", lambda: _rows('<row r="2"><c r="A2"><v>1</v></c></row>')),
    ("a cell outside every row", lambda: with_rows("", after='<c r="A1"><v>1</v></c>')),
    ("two sets of rows", lambda: with_rows("", after='<sheetData><row><c r="A1"><v>1</v></c></row></sheetData>')),
    ("two cells of one address", lambda: _rows('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>')),
    ("an address of another row", lambda: _rows('<c r="A2"><v>1</v></c>')),
    ("an address outside all sheets", lambda: _rows('<c r="ZZZZ99999999"><v>1</v></c>')),
    ("a row outside all sheets", lambda: with_rows('<row r="1048577"><c><v>1</v></c></row>')),
    ("a row before the first", lambda: with_rows('<row r="-1"><c><v>1</v></c></row>')),
    ("a text that is not there", lambda: _rows('<c r="A1" t="s"><v>99999</v></c>')),
    ("a text before the first", lambda: _rows('<c r="A1" t="s"><v>-1</v></c>')),
    ("a style that is not there", lambda: _rows('<c r="A1" s="9999"><v>44561</v></c>')),
    ("a type that is none", lambda: _rows('<c r="A1" t="x"><v>1</v></c>')),
    ("a truth that is neither", lambda: _rows('<c r="A1" t="b"><v>7</v></c>')),
    ("no number", lambda: _rows('<c r="A1"><v>1_000</v></c>')),
    ("NaN", lambda: _rows('<c r="A1"><v>NaN</v></c>')),
    ("digits of another script", lambda: _rows('<c r="A1"><v>\u0661</v></c>')),
    ("a formula without end", lambda: _rows(f'<c r="A1"><f>{"1+" * 15_000}1</f><v>1</v></c>')),
    ("two sheets in one part", _before(BOOK, b"</sheets>", b'<sheet name="B" sheetId="9" r:id="rId1"/>')),
    ("two parts of one number", _before(RELATIONS, b"</Rel", _relation(b"rId1", b"worksheet"))),
    ("two parts of texts", _before(RELATIONS, b"</Rel", _relation(b"r99", b"sharedStrings"))),
    ("texts in texts", _before(TEXTS, b"<t", b"<si><t>x</t></si>")),
    ("a format without end", _before(STYLES, b"<cellXfs", LONG_FORMAT)),
    ("depth without end", lambda: with_rows("", after="<x>" * 500 + "</x>" * 500)),
    ("a declaration that hides its encoding", lambda: changed(TEXTS, FAR_ENCODING)),
    ("UTF-7", lambda: changed(TEXTS, b"<?xml version='1.0' encoding='utf-7'?>+ADw-sst/>")),
    ("UTF-32", lambda: changed(TEXTS, f'<sst xmlns="{MAIN}"/>'.encode("utf-32"))),
]  # fmt: skip


@pytest.mark.parametrize("make", [t[1] for t in TWO_WAYS], ids=[t[0] for t in TWO_WAYS])
def test_what_could_be_read_in_two_ways_is_not_read(make: Callable[[], bytes]) -> None:
    assert refusal(make()) == "trasig_fil"


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ('<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>17</v></c></row>', 17),
        ('<row r="1"><c r="B1"><v>3</v></c><c r="A1"><v>17</v></c></row>', 17),
        ("<row><c><v>17</v></c></row>", 17),
        (
            '<row r="1"><c r="A1" t="inlineStr"><is><r><t>1</t></r><rPh><t>9</t></rPh><r><t>7</t></r></is></c></row>',
            "17",
        ),
        ('<row r="1"><c r="A1"><v>1<!-- -->7</v></c></row>', 17),
        ('<row r="1"><c r="A1"><v><![CDATA[17]]></v></c></row>', 17),
        ('<row r="1"><c r="A1" t="str"><v>a_x0000_b</v></c></row>', "a\x00b"),
        ('<row r="1"><c r="A1" t="str"><v>_xD83D_</v></c></row>', "\ufffd"),
    ],
)
def test_what_is_odd_but_has_one_meaning_is_read(rows: str, value: object) -> None:
    data = with_rows(rows, before='<dimension ref="A1:XFD1048576"/>')
    assert read_workbook(data, "x.xlsx").sheets[0].cells["A1"].value == value


# Random bytes that keep the package from being refused for how little it weighs.
BALLAST = os.urandom(600_000)


def _in_root(name: str, inside: str) -> bytes:
    return f'<{name} xmlns="{MAIN}">{inside}</{name}>'.encode()


def _long_texts() -> bytes:
    text = "a" * 200
    return sheet_xml("".join(f"<row><c t='inlineStr'><is><t>{text}</t></is></c></row>" for _ in range(30_000)))


COSTLY: list[tuple[str, str, Callable[[], bytes]]] = [
    ("empty cells", SHEET1, lambda: sheet_xml("<row>" + "<c/>" * 2_000_000 + "</row>")),
    ("rows in rows", SHEET1, lambda: sheet_xml("<row>" * 4_000_000)),
    ("a tag of a million attributes", SHEET1, lambda: b"<worksheet " + b'a="" ' * 2_000_000 + b"/>"),
    ("a text of twenty million characters", SHEET1, lambda: sheet_xml("<row><c><v>" + "1" * 20_000_000)),
    ("texts without end", TEXTS, lambda: _in_root("sst", "<si/>" * 3_000_000)),
    ("styles without end", STYLES, lambda: _in_root("styleSheet", "<xf/>" * 3_000_000)),
    ("a long text in every cell", SHEET1, _long_texts),
    ("a property as long as a book", "docProps/custom.xml", lambda: b"<x>" + b"121212 " * 3_000_000),
    ("a hidden part as long as a book", "customXml/item1.xml", lambda: b"<x>" + b"121212 " * 5_000_000),
    ("entities without end", "xl/drawings/drawing1.xml", lambda: b"<x>" + b"&#49;" * 600_000),
]


@pytest.mark.slow
@pytest.mark.parametrize(("part", "make"), [c[1:] for c in COSTLY], ids=[c[0] for c in COSTLY])
def test_what_would_cost_is_refused_before_it_costs(part: str, make: Callable[[], bytes]) -> None:
    assert refusal(changed_parts(PLAIN, {part: make(), "xl/media/x.png": BALLAST})) == "zip_bomb"


# ---- Text files ----

TEXT_FILES: list[tuple[str, bytes, str]] = [
    ("one line", b"a" * 4_900_000, ""),
    ("a million columns", b";" * 1_000_000 + b"a", "for_manga_rader"),
    ("more cells than any survey", (b"1;" * 99 + b"1\n") * 1_000, "for_manga_rader"),
    ("more rows than any survey", b"a;b\n" * 6_000, "for_manga_rader"),
    ("an open quote", b'"' + b"a;b\n" * 100_000, "csv_fel"),
    ("quotes in the middle", b'a"b";"c"d\n' * 100, "fel_mall"),
    ("NUL among the letters", b"a;b\n\x00" * 10_000, "filtyp_fel"),
    ("two encodings", "å;ä\n".encode() * 50 + "å;ä\n".encode("cp1252") * 50, "teckenkodning"),
    ("UTF-32", "Kommun;Antal\nLuleå;17\n".encode("utf-32"), "teckenkodning"),
    ("half a character", "Kommun;Antal\n".encode("utf-16")[:-1], "teckenkodning"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code"), [t[1:] for t in TEXT_FILES], ids=[t[0] for t in TEXT_FILES])
def test_a_text_file_that_is_none_of_ours_is_refused(data: bytes, code: str) -> None:
    began = time.process_time()
    checked = check_file(data, "x.csv")
    assert time.process_time() - began < 5
    assert checked.outcome == "rejected"
    assert code in ("", *(each.code for each in checked.problems))


# ---- Texts that are made for whoever searches them ----

UNITS = [
    "a", "1", " ", "12", "12-", "1 2 ", "121213 ", "121213-1212 ", "121212 nr ", "121212 sista fyra ", "O", "l0", "0-",
    "070-", "07 ", "+46 7", "Anna ", "Aaa ", "A.", "a@", "a@a.", "f. ", "född ", "55 år ", "man, ", "hon ", "klienten ",
    "\u2011\u00a01", "\ufdfa", "１", "<", "&", "_x0041_", "12121212-1212-1212-1212-121212121212 ", "1985-06-",
    "gatan 1",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_no_text_is_slow_to_search(unit: str) -> None:
    text = unit * (200_000 // len(unit)) + "x"
    began = time.process_time()
    holds_personal_number(text, written_by_hand=True)
    looks_like_one(text)
    names_a_person(text)
    assert time.process_time() - began < 4


# ---- What other programs make of the form ----


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TEXT_DOCUMENT = io.BytesIO()
with zipfile.ZipFile(TEXT_DOCUMENT, "w") as _archive:
    _archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
ODS = packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})
IN_EXCEL = "Arkiv > Spara som > Excel-arbetsbok (.xlsx)"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("f.ods", ODS, "LibreOffice, välj Arkiv > Spara som > Excel 2007–365 (.xlsx)"),
        ("f.ods", ODS, "Arkiv > Ladda ned > Microsoft Excel (.xlsx)"),
        ("f.numbers", packed({"Index/Document.iwa": b"x"}), "Arkiv > Exportera till > Excel"),
        ("f.xls", OLE + "Workbook".encode("utf-16-le"), IN_EXCEL),
        ("f.xlsb", packed({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"x"}), IN_EXCEL),
        ("f.xls", b"<html><table><tr><td>Fr\xe5ga</td></tr></table></html>", IN_EXCEL),
        ("f.zip", packed({"form.xlsx": template()}), "Packa upp"),
        ("f.msg", OLE + "__properties_version1.0".encode("utf-16-le"), "bilagan"),
        ("f.odt", TEXT_DOCUMENT.getvalue(), "hämtar det i Samsyn"),
        ("f.pdf", b"%PDF-1.7\n", "hämtar det i Samsyn"),
    ],
)
def test_a_form_in_another_format_is_answered_with_how_to_save_it(name: str, data: bytes, words: str) -> None:
    for called in (name, "form.xlsx"):
        (told,) = check_file(data, called).problems
        assert told.code in ("filtyp_stods_ej", "filtyp_fel")
        assert words in told.mend
        assert words in told.message
