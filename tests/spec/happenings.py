"""What people, programs and mistakes do to a form, by the names that ``arrivals.txt`` uses."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Callable

import openpyxl
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.workbook.defined_name import DefinedName

from tests.etl.packages import changed_parts, parts_of
from tests.spec.filled_form import ANSWERS, Arrival

Happening = Callable[[Arrival], None]
HAPPENINGS: dict[str, Happening] = {}

NUMBERS = [id for id, answer in ANSWERS.items() if isinstance(answer, int)]
TAGS = "F"


def happening(name: str) -> Callable[[Happening], Happening]:
    """Give a happening the name by which the table calls it."""

    def remember(function: Happening) -> Happening:
        HAPPENINGS[name] = function
        return function

    return remember


@happening("nothing")
def _nothing(form: Arrival) -> None:
    """The file as the sender saved it."""


@happening("every number is stored as text")
def _text_numbers(form: Arrival) -> None:
    for field in NUMBERS:
        form.sheet[form.fields[field]] = str(ANSWERS[field])


@happening("every number is 0")
def _all_zero(form: Arrival) -> None:
    for field in NUMBERS:
        form.sheet[form.fields[field]] = 0
    for field in ("grupp_12steg", "grupp_motivation"):
        form.sheet[form.fields[field]] = "Nej"


@happening("only the numbers are filled in")
def _numbers_only(form: Arrival) -> None:
    for field, answer in ANSWERS.items():
        if isinstance(answer, str):
            form.sheet[form.fields[field]] = None
        elif field.startswith("annan"):
            form.sheet[form.fields[field]] = 0


@happening("nothing is filled in")
def _blank(form: Arrival) -> None:
    for field in ANSWERS:
        form.sheet[form.fields[field]] = None


@happening("only a comment is filled in")
def _only_comment(form: Arrival) -> None:
    _blank(form)
    form.sheet[form.fields["ovrigt"]] = "Vi återkommer"


@happening("a sheet of the sender's own without numbers")
def _own_sheet(form: Arrival) -> None:
    form.book.create_sheet("Anteckningar")["A1"] = "Kom ihåg att fråga om köpta platser"


@happening("a sheet of the sender's own with sums")
def _own_sums(form: Arrival) -> None:
    sheet = form.book.create_sheet("Underlag")
    for row, (what, number) in enumerate((("Nordväst", 30), ("Centrum", 32), ("Totalt", 62)), start=1):
        sheet[f"A{row}"], sheet[f"B{row}"] = what, number


@happening("the sheet is renamed Blad1")
def _renamed(form: Arrival) -> None:
    form.sheet.title = "Blad1"
    for name in form.book.defined_names.values():
        name.attr_text = (name.attr_text or "").replace("Enkät", "Blad1")


@happening("protection, validation and colours are gone")
def _bare(form: Arrival) -> None:
    form.sheet.protection.sheet = False
    form.sheet.data_validations.dataValidation = []
    for row in form.sheet["A1:E60"]:
        for cell in row:
            cell.fill = PatternFill()


@happening("two rows are inserted above the methods, names left behind")
def _inserted(form: Arrival) -> None:
    form.sheet.insert_rows(form.row("cra"), 2)


@happening("two rows are inserted at the top")
def _inserted_top(form: Arrival) -> None:
    form.sheet.insert_rows(1, 2)


@happening("two rows are inserted, tags and hidden sheet gone")
def _inserted_untagged(form: Arrival) -> None:
    _untagged(form)
    form.sheet.insert_rows(form.row("cra"), 2)


@happening("tags, names and hidden sheet are gone")
def _untagged(form: Arrival) -> None:
    for row in range(1, 80):
        form.sheet[f"{TAGS}{row}"] = None
    del form.book["_samsyn"]
    for name in list(form.book.defined_names):
        del form.book.defined_names[name]


@happening("pasted as values into a new workbook")
def _pasted(form: Arrival) -> None:
    fresh = openpyxl.Workbook()
    target = fresh.worksheets[0]
    for row in form.sheet.iter_rows(max_col=5):
        for cell in row:
            if cell.value is not None:
                target[cell.coordinate] = cell.value
    form.book, form.sheet = fresh, target


@happening("the tags and labels stay, the hidden sheet is gone")
def _no_meta(form: Arrival) -> None:
    del form.book["_samsyn"]


@happening("the row of MET is deleted")
def _row_deleted(form: Arrival) -> None:
    form.sheet.delete_rows(form.row("met"))


@happening("the rows of MET and CM have changed places")
def _rows_swapped(form: Arrival) -> None:
    first, second = form.row("met"), form.row("cm")
    for letter in "ABCDEF":
        one, other = form.sheet[f"{letter}{first}"], form.sheet[f"{letter}{second}"]
        one.value, other.value = other.value, one.value


@happening("the labels of MET and CM have changed places")
def _labels_swapped(form: Arrival) -> None:
    one, other = form.sheet[form.labels["met"]], form.sheet[form.labels["cm"]]
    one.value, other.value = other.value, one.value


@happening("the row of MET is copied below the form with another number")
def _row_copied(form: Arrival) -> None:
    for letter in "ABF":
        form.sheet[f"{letter}70"] = form.sheet[f"{letter}{form.row('met')}"].value
    form.sheet["C70"] = 99


@happening("the answers of MET and CM are merged")
def _merged(form: Arrival) -> None:
    form.sheet.merge_cells(f"{form.fields['met']}:{form.fields['cm']}")


@happening("the row of MET is hidden")
def _hidden(form: Arrival) -> None:
    form.sheet.row_dimensions[form.row("met")].hidden = True


@happening("the answer of MET stands in the comment column")
def _in_comment(form: Arrival) -> None:
    form.sheet[form.comments["met"]], form.sheet[form.fields["met"]] = 2, None


@happening("the answer of MET stands in the status column")
def _in_status(form: Arrival) -> None:
    form.sheet[form.status["met"]], form.sheet[form.fields["met"]] = 2, None


@happening("a column 'varav kvinnor' beside the answers")
def _own_column(form: Arrival) -> None:
    form.sheet.insert_cols(4)
    form.sheet["D5"] = "varav kvinnor"
    for field in ("sokt_hjalp", "fatt_insats", "mi"):
        form.sheet[f"D{form.row(field)}"] = ANSWERS[field] // 2


@happening("a column 'varav kvinnor' over the status column")
def _own_column_over(form: Arrival) -> None:
    form.sheet["D5"] = "varav kvinnor"
    for field in ("sokt_hjalp", "fatt_insats", "mi"):
        form.sheet[form.status[field]] = ANSWERS[field] // 2


@happening("a column 'varav kvinnor' to the right of the form")
def _own_column_right(form: Arrival) -> None:
    form.sheet["G5"] = "varav kvinnor"
    for field in ("sokt_hjalp", "fatt_insats", "mi"):
        form.sheet[f"G{form.row(field)}"] = ANSWERS[field] // 2


def _total(form: Arrival, number: int) -> None:
    form.sheet["B70"], form.sheet["C70"] = "Totalt", number


@happening("a row Totalt that is right")
def _right_total(form: Arrival) -> None:
    _total(form, 9 + 1)


@happening("a row Totalt that is wrong")
def _wrong_total(form: Arrival) -> None:
    _total(form, 9999)


@happening("a row of the sender's own with a number")
def _own_row(form: Arrival) -> None:
    form.sheet["B70"], form.sheet["C70"] = "Väntande", 4


@happening("a full stop in the last cell of the sheet")
def _far_dot(form: Arrival) -> None:
    form.sheet["XFD1048576"] = "."


@happening("the last cell of the sheet is formatted")
def _far_format(form: Arrival) -> None:
    form.sheet["XFD1048576"].number_format = "0.00"


@happening("the 1904 date system")
def _mac_days(form: Arrival) -> None:
    form.book.epoch = MAC_EPOCH


@happening("the year as a date shown as a year")
def _year_as_date(form: Arrival) -> None:
    cell = form.sheet[form.fields["ar"]]
    cell.value, cell.number_format = datetime.datetime(2023, 1, 1), "yyyy"


@happening("letters with their dots as signs of their own")
def _decomposed(form: Arrival) -> None:
    import unicodedata

    for row in form.sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = unicodedata.normalize("NFD", cell.value)


@happening("a cell comment without persons")
def _note(form: Arrival) -> None:
    from openpyxl.comments import Comment

    form.sheet[form.fields["mi"]].comment = Comment("Räknat för hand", "Enheten")


@happening("a sensitivity label")
def _sensitivity(form: Arrival) -> None:
    label = (
        b'<?xml version="1.0"?><clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"/>'
    )
    form.last.append(lambda data: changed_parts(data, {"docMetadata/LabelInfo.xml": label}))


@happening("a time of day in an answer")
def _time(form: Arrival) -> None:
    cell = form.sheet[form.fields["ap"]]
    cell.value, cell.number_format = datetime.time(0, 17), "hh:mm"


@happening("88 % in an answer")
def _percent(form: Arrival) -> None:
    cell = form.sheet[form.fields["ap"]]
    cell.value, cell.number_format = 0.88, "0%"


@happening("an error value in an answer")
def _error(form: Arrival) -> None:
    cell = form.sheet[form.fields["ap"]]
    cell.value, cell.data_type = "#REF!", "e"


@happening("a formula without a saved result in an answer")
def _formula(form: Arrival) -> None:
    form.sheet[form.fields["ap"]] = "=8+9"


@happening("a formula that fetches from another file, with its result")
def _linked(form: Arrival) -> None:
    address = form.fields["ap"]
    form.sheet[address] = 17

    def link(xml: bytes) -> bytes:
        pattern = rf'(<c r="{address}"[^>]*?)(?: t="n")?(>)<v>17</v>'.encode()
        linked = re.sub(pattern, rb"\1\2<f>'G:\\\\Gemensam\\\\[ifo.xlsx]Blad1'!$B$4</f><v>17</v>", xml)
        assert linked != xml
        return linked

    form.last.append(lambda data: changed_parts(data, {_form_part(data): link}))


def _form_part(data: bytes) -> str:
    """The part that holds the form: the one with the most rows."""
    parts = {name: part for name, part in parts_of(data).items() if name.startswith("xl/worksheets/sheet")}
    return max(parts, key=lambda name: parts[name].count(b"<row "))


@happening("saved as csv by Swedish Excel")
def _csv(form: Arrival) -> None:
    form.last.append(lambda data: _as_text(data, ";", "cp1252"))
    form.name = "kommunenkat_kalix.csv"


@happening("saved as Unicode text")
def _unicode_text(form: Arrival) -> None:
    form.last.append(lambda data: _as_text(data, "\t", "utf-16"))
    form.name = "kommunenkat_kalix.txt"


def _as_text(data: bytes, delimiter: str, encoding: str) -> bytes:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Enkät"]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in sheet.iter_rows(max_col=5, values_only=True):
        writer.writerow(["" if value is None else str(value) for value in row])
    return out.getvalue().encode(encoding, "replace")


@happening("a holiday list in place of the form")
def _other_workbook(form: Arrival) -> None:
    form.book = openpyxl.Workbook()
    sheet = form.book.worksheets[0]
    for cells in (("Vecka", "Vem"), (27, "Grupp A"), (28, "Grupp B")):
        sheet.append(cells)


@happening("a very hidden sheet with a list of persons")
def _client_list(form: Arrival) -> None:
    sheet = form.book.create_sheet("Data")
    sheet.sheet_state = "veryHidden"
    for row, cells in enumerate((("Namn", "Personnummer"), ("A", "19121212-1212")), start=1):
        sheet[f"A{row}"], sheet[f"B{row}"] = cells


@happening("a list of individuals on a sheet of its own")
def _individuals(form: Arrival) -> None:
    sheet = form.book.create_sheet("Underlag")
    sheet.append(["Nr", "Födelseår", "Kön", "Metod"])
    for number in range(1, 21):
        sheet.append([number, 1960 + number, "Man" if number % 3 else "Kvinna", "MI"])


@happening("defined names point at other rows")
def _names_astray(form: Arrival) -> None:
    for name in list(form.book.defined_names):
        if name.startswith("svar_"):
            form.book.defined_names[name] = DefinedName(name, attr_text="'Enkät'!$C$3")


@happening("the form sheet is there twice, both filled in")
def _twice(form: Arrival) -> None:
    copy = form.book.copy_worksheet(form.sheet)
    copy.title = "Enkät (2)"
    copy[form.fields["mi"]] = 99


@happening("the form sheet is there twice, the copy empty")
def _twice_empty(form: Arrival) -> None:
    copy = form.book.copy_worksheet(form.sheet)
    copy.title = "Enkät (2)"
    for field in ANSWERS:
        copy[form.fields[field]] = None


@happening("the form sheet is there twice, the first one empty")
def _twice_first_empty(form: Arrival) -> None:
    copy = form.book.copy_worksheet(form.sheet)
    copy.title = "Enkät (2)"
    for field in ANSWERS:
        form.sheet[form.fields[field]] = None


@happening("the boxes are crossed as on paper")
def _crossed(form: Arrival) -> None:
    for field in ("grupp_12steg", "grupp_anhorig", "grupp_motivation", "grupp_ap"):
        form.sheet[form.fields[field]] = "x" if field == "grupp_ap" else None


@happening("six different faults")
def _six(form: Arrival) -> None:
    for field, value in (
        ("kommun", "Atlantis"),
        ("cra", None),
        ("ap", "inga"),
        ("dokumentation", "ca 120"),
        ("hap", "<5"),
        ("met", -3),
    ):
        form.sheet[form.fields[field]] = value


# ---- Cells as other programs write them


def _raw(form: Arrival, field: str, cell: str) -> None:
    """Put the XML of a cell where a field's answer stands, with the look that was there."""
    address = form.fields[field]

    def replace(xml: bytes) -> bytes:
        there = re.search(rf'<c r="{address}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'.encode(), xml, re.DOTALL)
        assert there
        head = f'<c r="{address}"'.encode() + (there[1] or b"")
        return xml[: there.start()] + head + cell.encode() + xml[there.end() :]

    form.last.append(lambda data: changed_parts(data, {_form_part(data): replace}))


RAW_NUMBERS = {
    "an error that a formula gave": ' t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    "a yes or no that a formula gave": ' t="b"><f>1=1</f><v>1</v></c>',
    "a formula whose result is blank": ' t="str"><f>IF(1,"","")</f><v></v></c>',
    "a date as a cell of its own kind": ' t="d"><v>2023-01-17T00:00:00</v></c>',
    "a number in two runs of letters": ' t="inlineStr"><is><r><t>1</t></r><r><rPr><b/></rPr><t>7</t></r></is></c>',
    "a number that a formula gave as text": ' t="str"><f>"1"&amp;"7"</f><v>17</v></c>',
    "a number that a formula gave": "><f>8+9</f><v>17</v></c>",
    "a number written with an exponent": "><v>1.7E1</v></c>",
    "four hundred digits": f"><v>{'1' * 400}</v></c>",
    "a formula that starts a program": "><f>cmd|'/c calc'!A0</f><v>17</v></c>",
}


def _remember_raw(name: str, cell: str) -> None:
    @happening(name)
    def write(form: Arrival) -> None:
        _raw(form, "ap", cell)


for _name, _cell in RAW_NUMBERS.items():
    _remember_raw(_name, _cell)


@happening("a formula without a saved result in a tick")
def _tick_formula(form: Arrival) -> None:
    _raw(form, "grupp_anhorig", '><f>IF(1,"Ja")</f></c>')


@happening("a text that is an error")
def _text_error(form: Arrival) -> None:
    _raw(form, "ovrigt", ' t="e"><v>#NAME?</v></c>')


@happening("a text of four thousand characters")
def _long_text(form: Arrival) -> None:
    form.write(form.fields["ovrigt"], "ord " * 999 + "slut")


@happening("a text of more than four thousand characters")
def _too_long_text(form: Arrival) -> None:
    form.write(form.fields["ovrigt"], "ord " * 1001 + "slut")


@happening("every text stands in its own cell")
def _inline(form: Arrival) -> None:
    for address in form.labels.values():
        form.write(address, form.sheet[address].value)
    for address, answer in ((form.fields[field], answer) for field, answer in ANSWERS.items()):
        form.write(address, answer)


@happening("written with a prefix before every tag")
def _prefixed(form: Arrival) -> None:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

    def prefix(xml: bytes) -> bytes:
        tagged = re.sub(rb"<(/?)(?!\?)([a-zA-Z]+)(?=[\s/>])", rb"<\1x:\2", xml)
        assert space in tagged
        return tagged.replace(space, space.replace(b"xmlns=", b"xmlns:x="))

    form.last.append(lambda data: changed_parts(data, {_form_part(data): prefix}))


# ---- Rows, columns and labels


@happening("the label of every row has a space after it")
def _spaced_labels(form: Arrival) -> None:
    for address in form.labels.values():
        form.sheet[address] = f"{form.sheet[address].value}\u00a0 "


@happening("every label is in capital letters")
def _capital_labels(form: Arrival) -> None:
    for address in form.labels.values():
        form.sheet[address] = str(form.sheet[address].value).upper()


@happening("every label is in another language")
def _translated(form: Arrival) -> None:
    for number, address in enumerate(form.labels.values()):
        form.sheet[address] = f"Question number {number} about treatment"


@happening("nothing is left of labels, tags and hidden sheet")
def _nothing_left(form: Arrival) -> None:
    _translated(form)
    _untagged(form)


@happening("the column of comments is deleted")
def _no_comments(form: Arrival) -> None:
    form.sheet.delete_cols(5)


@happening("the column of choices is deleted")
def _no_choices(form: Arrival) -> None:
    form.sheet.delete_cols(4)


@happening("the column of numbers is deleted")
def _no_numbers(form: Arrival) -> None:
    form.sheet.delete_cols(1)


@happening("a column is inserted to the left")
def _column_left(form: Arrival) -> None:
    form.sheet.insert_cols(1)


@happening("a row is inserted between all methods")
def _rows_between(form: Arrival) -> None:
    for row in range(form.row("stodsamtal"), form.row("cra"), -1):
        form.sheet.insert_rows(row)


@happening("the introduction is deleted")
def _no_introduction(form: Arrival) -> None:
    form.sheet.delete_rows(7, 4)


@happening("the guide is deleted")
def _no_guide(form: Arrival) -> None:
    del form.book["Så fyller du i"]
    del form.book["Metoder"]


@happening("all defined names are gone")
def _no_names(form: Arrival) -> None:
    for name in list(form.book.defined_names):
        del form.book.defined_names[name]


@happening("the form is the last sheet")
def _last_sheet(form: Arrival) -> None:
    form.book.move_sheet("Enkät", 5)


@happening("the sheet is called 2023 års siffror")
def _own_name(form: Arrival) -> None:
    form.sheet.title = "2023 års siffror"


@happening("the sheet is called Blad'1")
def _apostrophe(form: Arrival) -> None:
    form.sheet.title = "Blad'1"


@happening("two blank sheets of the sender's own")
def _blank_sheets(form: Arrival) -> None:
    form.book.create_sheet("Blad2")
    form.book.create_sheet("Blad3")


@happening("the tags are shown")
def _shown_tags(form: Arrival) -> None:
    form.sheet.column_dimensions[TAGS].hidden = False


@happening("the rows are hidden that nobody has filled in")
def _hidden_blanks(form: Arrival) -> None:
    for field in ("annan_evidens_vad_3", "annan_insats_vad_3", "fritext_grupp"):
        form.sheet.row_dimensions[form.row(field)].hidden = True


@happening("a number has a comment of its own in Excel's margin")
def _margin(form: Arrival) -> None:
    from openpyxl.comments import Comment

    for field in NUMBERS:
        form.sheet[form.fields[field]].comment = Comment("Stämt av", "Enheten")


def _sort_methods(form: Arrival, letters: str) -> None:
    rows = range(form.row("cra"), form.row("stodsamtal") + 1)
    held = [[form.sheet[f"{letter}{row}"].value for letter in letters] for row in rows]
    held.sort(key=lambda cells: str(cells[letters.index("B")]))
    for row, cells in zip(rows, held, strict=True):
        for letter, value in zip(letters, cells, strict=True):
            form.sheet[f"{letter}{row}"] = value


@happening("all methods are sorted with everything they have")
def _sorted(form: Arrival) -> None:
    _sort_methods(form, "ABCDEF")


@happening("all methods are sorted without their tags")
def _sorted_untagged(form: Arrival) -> None:
    _sort_methods(form, "ABCDE")


@happening("the row of the municipality is deleted")
def _no_municipality(form: Arrival) -> None:
    form.sheet.delete_rows(form.row("kommun"))


@happening("the row of a group is deleted")
def _no_group(form: Arrival) -> None:
    form.sheet.delete_rows(form.row("grupp_anhorig"))


@happening("the row of MET is deleted, tags and hidden sheet gone")
def _deleted_untagged(form: Arrival) -> None:
    _untagged(form)
    form.sheet.delete_rows(form.row("met"))


@happening("the row of MET is there twice, one of them without an answer")
def _twice_blank(form: Arrival) -> None:
    for letter in "ABF":
        form.sheet[f"{letter}70"] = form.sheet[f"{letter}{form.row('met')}"].value


@happening("the row of MET is there twice, without tag")
def _twice_untagged(form: Arrival) -> None:
    for letter in "AB":
        form.sheet[f"{letter}70"] = form.sheet[f"{letter}{form.row('met')}"].value
    form.sheet["C70"] = 99


@happening("the answers of all methods are merged")
def _all_merged(form: Arrival) -> None:
    form.sheet.merge_cells(f"{form.fields['cra']}:{form.fields['stodsamtal']}")


@happening("the answer of MET is merged with the choice beside it")
def _merged_beside(form: Arrival) -> None:
    form.sheet.merge_cells(f"{form.fields['met']}:{form.status['met']}")


@happening("the label of MET is merged with its answer")
def _merged_label(form: Arrival) -> None:
    form.sheet.merge_cells(f"{form.labels['met']}:{form.fields['met']}")


@happening("the rows of MET and CM are hidden")
def _two_hidden(form: Arrival) -> None:
    for field in ("met", "cm"):
        form.sheet.row_dimensions[form.row(field)].hidden = True


@happening("all answers stand in the status column")
def _all_in_status(form: Arrival) -> None:
    for field in NUMBERS:
        form.write(form.status[field], ANSWERS[field])
        form.write(form.fields[field], None)


@happening("every answer is a dash")
def _dashes(form: Arrival) -> None:
    for field in NUMBERS:
        form.write(form.fields[field], "-")


@happening("every answer says that it is not kept")
def _none_kept(form: Arrival) -> None:
    for field in NUMBERS:
        form.write(form.fields[field], "uppgift saknas")


# ---- Sheets, versions and whole files


@happening("a hidden copy of the form has other answers")
def _hidden_copy(form: Arrival) -> None:
    copy = form.book.copy_worksheet(form.sheet)
    copy.title, copy.sheet_state = "Förra året", "hidden"
    copy[form.fields["mi"]] = 29


@happening("a copy of the form with the same answers")
def _same_copy(form: Arrival) -> None:
    form.book.copy_worksheet(form.sheet).title = "Enkät (2)"


def _meta(form: Arrival, key: str, value: str) -> None:
    sheet = form.book["_samsyn"]
    row = next(row for row in range(1, 20) if sheet[f"A{row}"].value == key)
    sheet[f"B{row}"] = value


@happening("the form is for an older version")
def _older(form: Arrival) -> None:
    _meta(form, "template_version", "0")


@happening("the form is another one's")
def _another_form(form: Arrival) -> None:
    _meta(form, "form", "annan_enkat")


@happening("saved as csv in UTF-8")
def _csv_utf8(form: Arrival) -> None:
    form.last.append(lambda data: _as_text(data, ";", "utf-8-sig"))
    form.name = "kommunenkat_kalix.csv"


@happening("saved as csv with commas")
def _csv_commas(form: Arrival) -> None:
    form.last.append(lambda data: _as_text(data, ",", "utf-8"))
    form.name = "kommunenkat_kalix.csv"


@happening("saved as UTF-16 without a mark")
def _utf16(form: Arrival) -> None:
    form.last.append(lambda data: _as_text(data, "\t", "utf-16-le"))
    form.name = "kommunenkat_kalix.txt"


@happening("the sheet is cut off in the middle")
def _cut_off(form: Arrival) -> None:
    form.last.append(lambda data: changed_parts(data, {_form_part(data): lambda xml: xml[: len(xml) // 2]}))


@happening("the sheet is not in the file")
def _no_sheet(form: Arrival) -> None:
    form.last.append(lambda data: changed_parts(data, {_form_part(data): None}))


@happening("nothing is left of the file")
def _no_bytes(form: Arrival) -> None:
    form.last.append(lambda data: b"")


@happening("half of the file is gone")
def _half(form: Arrival) -> None:
    form.last.append(lambda data: data[: len(data) // 2])


@happening("a web page in place of the file")
def _web_page(form: Arrival) -> None:
    form.last.append(lambda data: b"<!DOCTYPE html><html><body>Logga in</body></html>")


@happening("a picture in place of the file")
def _picture(form: Arrival) -> None:
    form.last.append(lambda data: b"\x89PNG\r\n\x1a\n" + bytes(200))


@happening("Excel's lock file")
def _lock_file(form: Arrival) -> None:
    form.name = "~$kommunenkat_kalix.xlsx"


@happening("an empty workbook")
def _empty_book(form: Arrival) -> None:
    form.book = openpyxl.Workbook()


@happening("a budget in place of the form")
def _budget(form: Arrival) -> None:
    form.book = openpyxl.Workbook()
    for cells in (("Konto", "Utfall 2023", "Budget 2023"), (5010, 12345, 12000), (5020, 33, 22)):
        form.book.worksheets[0].append(cells)


@happening("its rows are written as LibreOffice writes them")
def _libreoffice(form: Arrival) -> None:
    """Attributes that Excel leaves out, and cells without a type."""

    def rewrite(xml: bytes) -> bytes:
        rewritten = re.sub(rb' t="n"', b"", xml)
        rewritten = re.sub(rb"<row r=", b'<row customFormat="false" outlineLevel="0" collapsed="false" r=', rewritten)
        return rewritten.replace(b"<sheetPr>", b'<sheetPr filterMode="false">', 1)

    form.last.append(lambda data: changed_parts(data, {_form_part(data): rewrite}))
