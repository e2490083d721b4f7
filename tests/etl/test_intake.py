"""The answer to a file as a whole: outcome, what is said in JSON, whose it is and what is kept back."""

from __future__ import annotations

import hashlib
import io

import openpyxl
import pytest

from etl.areas import load_areas
from etl.forms.kommunenkat import FORM
from etl.intake import check_file, to_json
from etl.periods import parse_period
from etl.template import write_template
from tests.spec.filled_form import Arrival
from tests.spec.happenings import HAPPENINGS

# A made-up number that passes the check sum, for tests.
SECRET = "19121212-1212"


def arrived(happening: str = "nothing", **cells: object) -> bytes:
    form = Arrival()
    HAPPENINGS[happening](form)
    for field, value in cells.items():
        form.sheet[form.fields[field]].value = value
    return form.data()


def test_the_same_file_gets_the_same_answer() -> None:
    data = arrived()
    assert check_file(data, "a.xlsx") == check_file(data, "a.xlsx")


def test_the_file_is_known_by_its_fingerprint() -> None:
    data = arrived()
    checked = check_file(data, "kalix.xlsx")
    assert checked.sha256 == hashlib.sha256(data).hexdigest()
    assert checked.size == len(data)
    assert checked.name_sha256 == hashlib.sha256(b"kalix.xlsx").hexdigest()


@pytest.mark.parametrize("name", ["kalix.xlsx", "Enkät (1) – Kalix & co.xlsx", "kalix", "..\\..\\kalix.xlsx"])
def test_the_name_of_the_file_changes_nothing(name: str) -> None:
    assert check_file(arrived(), name).outcome == "accepted"


def test_json_has_the_shape_that_others_rely_on() -> None:
    told = to_json(check_file(arrived(dokumentation="ca 120"), "kalix.xlsx"))
    assert list(told) == ["outcome", "area", "period", "values", "problems"]
    assert (told["outcome"], told["area"], told["period"]) == ("rejected", "2514", "2023")
    assert told["values"]["sokt_hjalp"] == {"value": 62, "status": "ok", "cell": Arrival().fields["sokt_hjalp"]}
    (told_of,) = told["problems"]
    assert list(told_of) == ["code", "severity", "sheet", "cells", "message"]
    assert told_of["cells"] == [Arrival().fields["dokumentation"]]


def test_what_could_be_read_is_told_also_when_it_is_not_settled_whose_it_is() -> None:
    told = to_json(check_file(arrived(kommun="Atlantis"), "kalix.xlsx"))
    assert told["area"] is None
    assert told["values"]["mi"]["value"] == 31
    assert check_file(arrived(kommun="Atlantis"), "kalix.xlsx").submissions == ()


def test_the_municipality_that_sends_may_only_send_its_own() -> None:
    data = arrived()
    assert check_file(data, "a.xlsx", as_area="2514").outcome == "accepted"
    refused = check_file(data, "a.xlsx", as_area="2580")
    assert [each.code for each in refused.problems] == ["kommun_fel"]
    assert "Luleå" in refused.problems[0].message
    assert refused.submissions == ()


def test_the_form_says_its_county_before_the_house_does() -> None:
    assert check_file(arrived(), "a.xlsx", county="07").outcome == "accepted"
    without = arrived("the tags and labels stay, the hidden sheet is gone")
    assert "kommun_fel" in {each.code for each in check_file(without, "a.xlsx", county="07").problems}
    assert check_file(without, "a.xlsx", county="25").outcome == "accepted_with_warnings"


@pytest.mark.parametrize(
    ("period", "codes"), [("2023", []), ("2022", ["period_fel"]), ("2023-01/2023-10", ["period_fel"])]
)
def test_a_form_for_another_period_than_the_one_asked_for_is_refused(period: str, codes: list[str]) -> None:
    checked = check_file(arrived(), "a.xlsx", period=parse_period(period))
    assert [each.code for each in checked.problems] == codes


def test_an_example_is_known_as_one() -> None:
    assert not check_file(arrived(), "a.xlsx").example
    data = write_template(FORM, load_areas().get("2580"), parse_period("2023"), example=True)
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Enkät"][Arrival().fields["sokt_hjalp"]] = 3
    out = io.BytesIO()
    book.save(out)
    assert check_file(out.getvalue(), "a.xlsx").example


def test_a_form_of_another_version_is_sent_back() -> None:
    form = Arrival()
    form.book["_samsyn"]["B2"] = "0"
    assert [each.code for each in check_file(form.data(), "a.xlsx").problems] == ["gammal_mall"]


@pytest.mark.parametrize(
    "where", ["ovrigt", "fritext_metoder", "annan_insats_vad", "kommun", "ap", "grupp_12steg", "sheet name", "comment"]
)
def test_a_personal_number_is_repeated_nowhere(where: str) -> None:
    form = Arrival()
    if where == "sheet name":
        form.sheet.title = SECRET
        form.sheet[form.fields["ap"]] = "inga"
    elif where == "comment":
        form.sheet[form.comments["mi"]] = f"gäller {SECRET}"
    else:
        form.sheet[form.fields[where]].value = SECRET
    checked = check_file(form.data(), "kalix.xlsx")
    assert checked.outcome == "rejected"
    assert "personuppgift" in {each.code for each in checked.problems}
    assert checked.kept == {}
    assert SECRET not in str(to_json(checked))
    assert SECRET.replace("-", "") not in str(to_json(checked))


def test_a_text_that_may_name_someone_is_left_out_of_the_answer_and_the_others_stay() -> None:
    told = to_json(check_file(arrived(ovrigt="Vi fick hjälp av Anna Svensson på enheten"), "kalix.xlsx"))
    assert told["outcome"] == "accepted_with_warnings"
    assert "ovrigt" not in told["values"]
    assert told["values"]["annan_evidens_vad"]["value"] == "NECT"
    assert "Svensson" not in str(told)


def test_a_file_that_is_not_ours_is_refused_in_one_sentence() -> None:
    checked = check_file(arrived("a holiday list in place of the form"), "semester.xlsx")
    (told,) = checked.problems
    assert told.code == "fel_mall"
    assert to_json(checked)["values"] == {}


def test_a_column_that_is_gone_is_not_replaced_by_its_neighbour() -> None:
    form = Arrival()
    form.sheet[form.comments["mi"]] = "Uppskattat värde"
    form.sheet.delete_cols(4)
    checked = check_file(form.data(), "kalix.xlsx")
    assert checked.outcome == "accepted"
    assert checked.answers["mi"].status == "ok"


def test_a_heading_that_is_worded_otherwise_leaves_the_answers_where_they_are() -> None:
    form = Arrival()
    form.sheet["C5"] = "Antal 2023"
    assert check_file(form.data(), "kalix.xlsx").answers["mi"].value == 31


def test_a_missing_place_for_remarks_does_not_stop_the_answers() -> None:
    form = Arrival()
    form.sheet.delete_rows(form.row("ovrigt"))
    checked = check_file(form.data(), "kalix.xlsx")
    assert [(each.code, each.severity) for each in checked.problems] == [("rad_saknas", "warning")]


def test_what_does_not_add_up_is_told_with_both_numbers() -> None:
    (told,) = check_file(arrived(mi=60), "kalix.xlsx").problems
    mi, treated = Arrival().fields["mi"], Arrival().fields["fatt_insats"]
    assert told.message.startswith(f"4.8 MI ({mi}): Det står 60, men på raden ”Fått insats” bara 55 ({treated}).")


def test_a_number_in_the_wrong_column_is_told_once_and_where_to() -> None:
    (told,) = check_file(arrived("the answer of MET stands in the status column"), "kalix.xlsx").problems
    assert (told.code, told.cells) == ("tom_cell", (Arrival().fields["met"],))
    assert "det står ett tal i cellen bredvid. Flytta talet till kolumnen Svar." in told.message


def test_the_same_row_twice_is_named_with_its_label() -> None:
    (told,) = check_file(arrived("the row of MET is copied below the form with another number"), "kalix.xlsx").problems
    assert told.message.startswith("4.4 MET (B")
    assert len(told.cells) == 2


@pytest.mark.parametrize("field", ["ap", "grupp_12steg", "kommun", "ar", "period_fran"])
@pytest.mark.parametrize("name", ["Kalle", "anna svensson", "A. Svensson", "ANNA SVENSSON", "Bosse 2 ggr"])
def test_a_name_is_repeated_nowhere(field: str, name: str) -> None:
    form = Arrival()
    form.write(form.fields[field], name)
    checked = check_file(form.data(), "kalix.xlsx")
    assert checked.outcome == "rejected"
    assert not any(name.casefold() in f"{each.message}{each.found}".casefold() for each in checked.problems)


def test_a_form_whose_questions_are_gone_is_not_taken_for_an_export() -> None:
    checked = check_file(arrived("nothing is left of labels, tags and hidden sheet"), "kalix.xlsx")
    assert [(each.code, "frågorna" in each.message) for each in checked.problems] == [("fel_mall", True)]
