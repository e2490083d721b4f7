"""The marked workbook: the sender's own and nothing lost, readable at once, and refused where it may not be made."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.workbook import Workbook

from etl.guarded import TookTooMuch, forking_here
from etl.guarded_mark import mark_guarded
from etl.intake import check_file
from etl.marked_cells import own_words
from etl.marked_colours import COLOURS
from etl.marked_workbook import mark, why_not_marked
from etl.problems import UserError
from etl.read import read_workbook
from etl.submission import Answer, CheckedFile
from tests.etl.packages import changed_parts
from tests.spec.filled_form import ANSWERS, Arrival
from tests.spec.test_arrivals import _arrive

EARLIER = {
    "sokt_hjalp": Answer(58.0, "ok", "C17", "Enkät"),
    "ap": Answer(15.0, "estimated", "C23", "Enkät"),
    "dokumentation": Answer(None, "not_kept", "C54", "Enkät"),
}
LABEL = "januari–oktober 2022"
OFFICE = shutil.which("soffice")


def faulty() -> Arrival:
    return _arrive('dokumentation = "ca 120"; hap = null')


def marked(form: Arrival, *, earlier: bool = False) -> tuple[bytes, CheckedFile]:
    data = form.data()
    checked = check_file(data, form.name)
    made = mark(data, form.name, checked, EARLIER, LABEL) if earlier else mark(data, form.name, checked)
    return made, checked


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def texts(book: Workbook, sheet: str = "Att åtgärda") -> list[list[str]]:
    return [[str(c.value or "") for c in row] for row in book[sheet].iter_rows(max_col=6)]


def test_the_list_says_the_important_thing_first_and_leads_to_each_cell() -> None:
    form = _arrive('dokumentation = "ca 120"; hap = null; met = null; mi = 60')
    book = opened(marked(form)[0])
    sheet, lines = book["Att åtgärda"], texts(book)

    assert lines[0][0] == "Att åtgärda: 2 saker att rätta, 1 att bekräfta"
    assert lines[1][0] == "Kommunenkäten, Kalix, 2023"
    assert lines[2][0] == "12 av 15 uppgifter är lästa."
    at = next(n for n, line in enumerate(lines) if line[0] == "Blad")
    assert lines[at] == ["Blad", "Rad", "Cell", "Det här står där", "Det här behövs", "Så här rättar du"]
    assert lines[at + 1][0].startswith("Rätta:")
    hap, met, visits = lines[at + 2 : at + 5]
    assert hap[:4] == ["Enkät", "4.3 HAP", form.fields["hap"], "Cellen är tom. En tom cell räknas inte som 0."]
    assert (met[1], met[2], met[3], met[5]) == ("4.4 MET", form.fields["met"], *["Samma som raden ovan."] * 2)
    assert visits[3] == "Det står ”ca 120”."
    assert lines[at + 5][0].startswith("Bekräfta:")
    links = {str(c.value): c.hyperlink.location for row in sheet.iter_rows() for c in row if c.hyperlink}
    faulty_cells = [form.fields[id] for id in ("hap", "met", "dokumentation", "mi")]
    assert links == {cell: f"'Enkät'!{cell}" for cell in faulty_cells}


def test_only_the_list_is_selected_so_that_nobody_fills_in_two_sheets_at_once() -> None:
    book = opened(marked(faulty())[0])
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == ["Att åtgärda"]


def test_it_prints_on_its_side_one_page_wide() -> None:
    sheet = opened(marked(faulty())[0])["Att åtgärda"]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.print_title_rows == "$6:$6"


def test_what_stands_in_the_file_becomes_text_and_never_a_formula() -> None:
    form = _arrive('hap = "=1+1"; ap = "@SUM(1)"; ovrigt = "=HYPERLINK(1)"')
    book = opened(marked(form)[0])
    assert all(cell.data_type != "f" for row in book["Att åtgärda"].iter_rows() for cell in row)
    assert book["Enkät"][form.fields["ovrigt"]].data_type == "s"


def test_the_senders_own_comment_stands_above_ours_and_is_left_when_ours_goes() -> None:
    form = faulty()
    form.sheet[form.fields["hap"]].comment = Comment("Räknat för hand.\n\nFråga Enheten.", "Enheten")
    form.sheet[form.fields["mi"]].comment = Comment("Bara min egen", "Enheten")
    data, _ = marked(form)
    sheet = opened(data)["Enkät"]

    both = sheet[form.fields["hap"]].comment
    assert both is not None
    assert both.text.startswith("Räknat för hand.\n\nFråga Enheten.\n\nSamsyn, att rätta:\nCellen är tom.")
    assert own_words(both.text) == "Räknat för hand.\n\nFråga Enheten."
    ours = sheet[form.fields["dokumentation"]].comment
    assert ours is not None
    assert (ours.author, own_words(ours.text)) == ("Samsyn", "")
    kept = sheet[form.fields["mi"]].comment
    assert kept is not None
    assert kept.text == "Bara min egen"


@pytest.mark.parametrize(
    ("comment", "own"),
    [
        ("Samsyn, att rätta:\nDet står ”x”.\nOch mer.", ""),
        ("Eget\n\nSamsyn, att bekräfta:\nEtt.\nTvå.\n\nTillagt efteråt", "Eget\n\nTillagt efteråt"),
        ("Vi frågade Samsyn, att rätta: är svårt", "Vi frågade Samsyn, att rätta: är svårt"),
    ],
)
def test_our_part_of_a_comment_is_known(comment: str, own: str) -> None:
    assert own_words(comment) == own


def test_marks_of_a_mended_cell_are_gone_in_the_next_round() -> None:
    form = faulty()
    data, _ = marked(form)
    book = opened(data)
    book["Enkät"][form.fields["hap"]] = 3
    out = io.BytesIO()
    book.save(out)
    again = check_file(out.getvalue(), form.name)
    sheet = opened(mark(out.getvalue(), form.name, again))["Enkät"]

    mended, still = sheet[form.fields["hap"]], sheet[form.fields["dokumentation"]]
    assert mended.comment is None
    assert str(mended.fill.start_color.rgb) == str(form.sheet[form.fields["hap"]].fill.start_color.rgb)
    assert str(still.fill.start_color.rgb)[2:] == COLOURS["error"]
    ours = {str(a.sqref) for a in sheet.conditional_formatting for rule in a.rules if "Samsyn" in str(rule.formula)}
    assert ours == {form.fields["dokumentation"]}


def test_a_form_of_the_senders_own_making_loses_nothing() -> None:
    form = faulty()
    notes = form.book.create_sheet("Anteckningar")
    notes["A1"], notes["A2"] = "Kom ihåg", "=1+1"
    form.sheet["H30"], form.sheet["H31"] = "Eget", "text"
    form.sheet[form.comments["mi"]] = "Köpt plats ingår"
    before, after = form.book, opened(marked(form, earlier=True)[0])  # last period in G

    assert after.sheetnames == ["Att åtgärda", *before.sheetnames]
    assert after["_samsyn"].sheet_state == "veryHidden"
    for sheet in before.worksheets:
        other = after[sheet.title]
        assert all(other[c.coordinate].value == c.value for row in sheet.iter_rows() for c in row if c.column != 7)
        assert other.protection.sheet == sheet.protection.sheet
        assert len(other.data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
    assert set(after.defined_names) == set(before.defined_names)


def test_last_period_stands_in_the_first_column_that_is_free() -> None:
    form = faulty()
    form.sheet["G5"] = "varav kvinnor"
    form.sheet[f"G{form.row('ap')}"] = 3
    form.sheet[f"G{form.row('mi')}"] = 3
    data, _ = marked(form, earlier=True)
    sheet = opened(data)["Enkät"]

    assert sheet["H5"].value == f"Förra perioden ({LABEL})"
    shown = [sheet[f"H{form.row(id)}"].value for id in ("sokt_hjalp", "ap", "dokumentation", "mi")]
    assert shown == [58, "uppskattat 15", "uppgift saknas", None]
    assert sheet["H22"].protection.locked
    told = {each.code for each in check_file(data, form.name).problems}
    assert told == {"tom_cell", "tal_ungefar", "okand_kolumn"}


def test_formulas_keep_both_formula_and_result() -> None:
    form = faulty()
    form.sheet[form.fields["ap"]] = 17
    form.sheet[form.fields["mi"]] = 31
    letters, ap, mi = "C", form.fields["ap"], form.fields["mi"]

    def calculated(xml: bytes) -> bytes:
        for cell, formula, value in ((ap, "8+9", "17"), (mi, "SUM(C22:C24)", "31")):
            xml = re.sub(
                rf'(<c r="{cell}"[^>]*?)(?: t="n")?(>)<v>{value}</v>'.encode(),
                rf"\1\2<f>{formula}</f><v>{value}</v>".encode(),
                xml,
            )
        return xml

    form.last.append(lambda data: changed_parts(data, {"xl/worksheets/sheet2.xml": calculated}))
    data, checked = marked(form)

    cells = read_workbook(data, form.name).sheet("Enkät")
    assert cells is not None
    assert (cells.cells[ap].formula, cells.cells[ap].value) == ("=8+9", 17)
    assert (cells.cells[mi].formula, cells.cells[mi].value) == ("=SUM(C22:C24)", 31)
    assert {each.code for each in check_file(data, form.name).problems} == {each.code for each in checked.problems}
    assert letters == ap[0]


def test_a_sheet_of_the_senders_with_our_name_is_left_alone() -> None:
    form = faulty()
    form.book.create_sheet("Att åtgärda")["A1"] = "Ring enheten"
    data, _ = marked(form)
    assert opened(data).sheetnames[0] == "Att åtgärda (Samsyn)"
    again = opened(mark(data, form.name, check_file(data, form.name)))
    assert again.sheetnames.count("Att åtgärda (Samsyn)") == 1
    assert again["Att åtgärda"]["A1"].value == "Ring enheten"


def test_a_number_form_that_must_be_changed_can_be_told_from_one_that_has_been() -> None:
    """Our rule comes before the form's own, which is green as soon as anything stands in the cell."""
    form = _arrive('dokumentation = "ca ""120"""'.replace('""', '\\"'))
    sheet = opened(marked(form)[0])["Enkät"]
    [area] = [a for a in sheet.conditional_formatting if str(a.sqref) == form.fields["dokumentation"]]
    first, second, third = sorted(area.rules, key=lambda rule: rule.priority)
    assert 'EXACT($C$54,"ca ""120""")' in first.formula[0]
    assert "LEN(TRIM($D$54))=0" in first.formula[0]
    assert str(first.dxf.fill.bgColor.rgb)[2:] == COLOURS["error"]
    assert "Samsyn" in second.formula[0]
    assert "Samsyn" not in third.formula[0]


@pytest.mark.parametrize(
    ("happened", "says"),
    [
        ('ovrigt = "Gäller 19121212-1212"', "enskilda personer"),
        ("a list of individuals on a sheet of its own", "enskilda personer"),
        ("a holiday list in place of the form", "Inga svar kunde läsas"),
        ("nothing is filled in", "Inga svar kunde läsas"),
        ("saved as csv by Swedish Excel", "Inga svar kunde läsas"),
        ("nothing", "inget att rätta"),
    ],
)
def test_where_there_is_no_marked_workbook_a_sentence_says_why(happened: str, says: str) -> None:
    form = _arrive(happened)
    data = form.data()
    checked = check_file(data, form.name)
    assert says in (why_not_marked(checked) or "")
    with pytest.raises(UserError, match=says):
        mark(data, form.name, checked)


def strict(xml: bytes) -> bytes:
    return xml.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    )


def test_a_file_that_cannot_be_written_in_comes_back_as_a_fresh_form_with_its_answers() -> None:
    form = _arrive('dokumentation = "ca 120"; hap = null; status of mi = "Uppskattat värde"; comment on mi = "Köpt"')
    parts = ["xl/workbook.xml", *(f"xl/worksheets/sheet{number}.xml" for number in range(1, 5))]
    form.last.append(lambda data: changed_parts(data, dict.fromkeys(parts, strict)))
    data, checked = marked(form, earlier=True)
    assert {each.code for each in checked.problems} == {"tal_ungefar", "tom_cell"}

    book = opened(data)
    assert "nytt formulär med era svar" in texts(book)[3][0]
    again = check_file(data, form.name)
    assert {(p.code, p.cells) for p in again.problems} == {(p.code, p.cells) for p in checked.problems}
    assert {id: (a.value, a.status) for id, a in again.answers.items()} == {
        id: (a.value, a.status) for id, a in checked.answers.items()
    }
    assert book["Enkät"][form.comments["mi"]].value == "Köpt"
    assert book["Enkät"]["G5"].value == f"Förra perioden ({LABEL})"


@pytest.mark.parametrize(
    ("part", "after", "covering"),
    [
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b'<mergeCells><mergeCell ref="H100:XFD1048576"/></mergeCells>'),
        ("xl/comments/comment1.xml", b"<commentList>", b'<comment ref="A1:XFD1048576" authorId="0"><text/></comment>'),
    ],
)
def test_what_says_it_covers_the_whole_sheet_is_not_opened(part: str, after: bytes, covering: bytes) -> None:
    """openpyxl would make seventeen thousand million cells of it."""
    form = faulty()
    form.sheet["C30"].comment = Comment("Eget", "Enheten")
    form.last.append(lambda data: changed_parts(data, {part: lambda xml: xml.replace(after, after + covering, 1)}))
    data, checked = marked(form)
    assert {each.code for each in checked.problems} == {"tom_cell", "tal_ungefar"}
    assert "nytt formulär med era svar" in texts(opened(data))[3][0]


def test_the_same_file_is_marked_with_the_same_bytes() -> None:
    form = faulty()
    data = form.data()
    checked = check_file(data, form.name)
    first = mark(data, form.name, checked, EARLIER, LABEL)
    assert first == mark(data, form.name, checked, EARLIER, LABEL)


def test_it_is_made_in_a_child_that_may_write_nothing() -> None:
    form = faulty()
    data = form.data()
    checked = check_file(data, form.name)
    with forking_here():
        made = mark_guarded(data, form.name, checked, EARLIER, LABEL)
    assert made == mark(data, form.name, checked, EARLIER, LABEL)


def test_what_takes_too_much_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(task: str, **arguments: object) -> object:
        raise TookTooMuch

    monkeypatch.setattr("etl.guarded_mark.run_guarded", stopped)
    form = faulty()
    data = form.data()
    with pytest.raises(UserError, match="Spara listan"):
        mark_guarded(data, form.name, check_file(data, form.name))


@pytest.mark.slow
def test_a_big_file_is_not_written_in_but_comes_back_as_a_fresh_form() -> None:
    """What openpyxl takes many seconds to read is a register beside the form; the form itself is small."""
    form = faulty()
    own = form.book.create_sheet("Eget underlag")
    for row in range(1, 11_501):
        own.append([f"Rad {row}", f"text {row * 7}", "ja", "nej", "kanske"])
    data = form.data()
    checked = check_file(data, form.name)
    began = time.process_time()
    made = mark(data, form.name, checked)
    assert time.process_time() - began < 4
    assert "nytt formulär med era svar" in texts(opened(made))[3][0]
    assert len(made) < 50_000


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_saved_by_libreoffice_it_is_still_the_same(tmp_path: Path) -> None:
    """As a sender without Excel does: what another program writes of ours is still ours, and is marked once."""
    form = _arrive('dokumentation = "ca 120"; hap = null; ap = "17 st"')
    form.sheet[form.fields["mi"]] = "=30+1"
    data, checked = marked(form, earlier=True)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "form.xlsx").write_bytes(data)
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx",
         "--outdir", str(tmp_path), str(tmp_path / "in" / "form.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    resaved = (tmp_path / "form.xlsx").read_bytes()

    again = check_file(resaved, "form.xlsx")
    # The formula had no result; LibreOffice has calculated it.
    assert {p.code for p in again.problems} == {p.code for p in checked.problems} - {"formel_utan_varde"}
    assert again.answers["mi"].value == ANSWERS["mi"]
    twice = opened(mark(resaved, "form.xlsx", again, EARLIER, LABEL))
    assert twice.sheetnames.count("Att åtgärda") == 1
    comment = twice["Enkät"][form.fields["hap"]].comment
    assert comment is not None
    assert comment.text.count("Samsyn, att rätta:") == 1
    assert twice["Enkät"][form.fields["mi"]].comment is None
    headings = [c.value for c in twice["Enkät"][5] if str(c.value or "").startswith("Förra perioden")]
    assert headings == [f"Förra perioden ({LABEL})"]


@pytest.mark.parametrize(
    ("cell", "code", "fresh"),
    [
        (b'<c r="C23" t="d"><v>2023-01-05</v></c>', "tal_datum", True),
        (b'<c r="C23"><v>' + b"9" * 400 + b"</v></c>", "tal_orimligt", True),
        (b'<c r="C23" t="str"><f>IF(1=1,"","")</f><v></v></c>', "tom_cell", False),
    ],
)
def test_what_openpyxl_would_write_in_another_way_is_still_read_as_it_was(cell: bytes, code: str, fresh: bool) -> None:
    """A date of its own kind would come back as the number 44931, and be accepted."""
    form = faulty()

    def other(xml: bytes) -> bytes:
        return re.sub(rb'<c r="C23"[^>]*><v>17</v></c>', cell, xml)

    form.last.append(lambda data: changed_parts(data, {"xl/worksheets/sheet2.xml": other}))
    data, checked = marked(form)
    assert code in {each.code for each in checked.problems if form.fields["ap"] in each.cells}
    again = check_file(data, form.name)
    assert {(p.code, p.cells) for p in again.problems} == {(p.code, p.cells) for p in checked.problems}
    assert ("nytt formulär" in texts(opened(data))[3][0]) == fresh
