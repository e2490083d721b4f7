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
