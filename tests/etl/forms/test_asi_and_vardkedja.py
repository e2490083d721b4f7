"""The forms on ASI and on the care chain: what they ask, and what the answers may and may not be beside each other."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import openpyxl
import pytest

from etl.areas import load_areas
from etl.find_rows import names
from etl.form_rows import GUIDE_SHEET, METHODS_SHEET
from etl.forms.asi import FORM as ASI
from etl.forms.catalogue import all_forms, get_form, survey_form
from etl.forms.description import Form, NoneWithout
from etl.forms.vardkedja import FORM as CHAIN
from etl.intake import check_file
from etl.periods import parse_period
from etl.problems import CATALOGUE
from etl.submission import CheckedFile
from etl.template import field_cells, write_template
from etl.web_form import Written, check_web_form

AREA, COUNTY = "2180", "21"
PERIODS = {"asi": "2026", "vardkedja": "2026-01/2026-06"}
ANSWERS: dict[str, dict[str, Any]] = {
    "asi": {"asi_anvands": "Ja", "asi_start": 40, "asi_uppfoljning": 15, "asi_personal": 6},
    "vardkedja": {
        "vardkedjeremisser": 3,
        "kontakt_lakare": 12,
        "kontakt_sjukskoterska": 4,
        "kontakt_psykolog": 0,
        "kontakt_annan": 2,
        "sip_upprattad": 20,
        "sip_uppfoljd": 11,
        "samverkansforum": 6,
        "bra_samtal": 5,
        "koordinator": "Nej",
        "utskrivna": 18,
        "utskrivna_boende": 13,
        "utskrivna_sysselsattning": 7,
        "utskrivna_plan": 15,
        "utskrivna_kontakt": 12,
    },
}


@dataclass(frozen=True)
class Case:
    """What is written over the ordinary answers, and the one answer it gets: outcome, and code with its fields."""

    form: str
    written: dict[str, Any]
    outcome: str
    told: dict[str, list[str]]


YES_AND_NO = [
    Case("asi", {}, "accepted", {}),
    Case("vardkedja", {}, "accepted", {}),
    Case("asi", {"asi_anvands": "Nej"}, "rejected", {"logik_fel": ["asi_start", "asi_uppfoljning"]}),
    Case("asi", {"asi_anvands": "Nej", "asi_start": 0, "asi_uppfoljning": 0}, "accepted", {}),
    Case(
        "asi",
        {"asi_start": 0, "asi_uppfoljning": 0},
        "accepted_with_warnings",
        {"ja_utan_antal": ["asi_anvands"]},
    ),
    Case("asi", {"asi_uppfoljning": 41}, "accepted_with_warnings", {"fler_an_helheten": ["asi_uppfoljning"]}),
    Case("asi", {"asi_personal": None}, "rejected", {"tom_cell": ["asi_personal"]}),
    Case("asi", {"asi_start": "ca 40"}, "rejected", {"tal_ungefar": ["asi_start"]}),
    Case("asi", {"asi_start": "Uppgift saknas"}, "accepted_with_warnings", {"uppgift_saknas": ["asi_start"]}),
    Case("asi", {"asi_anvands": None}, "accepted", {}),
    Case("vardkedja", {"utskrivna_plan": 19}, "rejected", {"logik_fel": ["utskrivna_plan"]}),
    Case("vardkedja", {"utskrivna": 7}, "rejected", {"logik_fel": [
        "utskrivna_boende", "utskrivna_plan", "utskrivna_kontakt"
    ]}),
    Case("vardkedja", {"sip_uppfoljd": 21}, "accepted_with_warnings", {"fler_an_helheten": ["sip_uppfoljd"]}),
    Case("vardkedja", {"kontakt_annan": -1}, "rejected", {"tal_negativt": ["kontakt_annan"]}),
    Case("vardkedja", {"koordinator": "kanske"}, "rejected", {"tal_text": ["koordinator"]}),
]  # fmt: skip


@lru_cache(maxsize=2)
def _template(form_id: str, area: str = AREA) -> bytes:
    return write_template(get_form(form_id), load_areas().get(area), parse_period(PERIODS[form_id]), example=True)


def filled_in(form_id: str, written: dict[str, Any], area: str = AREA) -> bytes:
    """The template filled in with these answers over the ordinary ones."""
    book = openpyxl.load_workbook(io.BytesIO(_template(form_id, area)))
    places = field_cells(get_form(form_id), parse_period(PERIODS[form_id]))
    sheet = book[places["sheet"]]
    for id, value in (ANSWERS[form_id] | written).items():
        sheet[places["fields"][id]] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def arrived(form_id: str, written: dict[str, Any], area: str = AREA) -> CheckedFile:
    """The answer to the same."""
    return check_file(filled_in(form_id, written, area), f"{form_id}.xlsx", county=COUNTY)


def _told(checked: CheckedFile, form: Form) -> dict[str, list[str]]:
    places = {cell: id for id, cell in field_cells(form, parse_period(PERIODS[form.id]))["fields"].items()}
    return {each.code: [places[cell] for cell in each.cells] for each in checked.problems}


@pytest.mark.parametrize("case", YES_AND_NO)
def test_each_way_to_fill_in_the_workbook_gets_its_answer(case: Case) -> None:
    checked = arrived(case.form, case.written)
    assert (checked.outcome, _told(checked, get_form(case.form))) == (case.outcome, case.told)


@pytest.mark.parametrize("case", YES_AND_NO)
def test_the_web_form_gets_the_same_answer(case: Case) -> None:
    form, period = get_form(case.form), parse_period(PERIODS[case.form])
    typed = {id: value for id, value in (ANSWERS[case.form] | case.written).items() if value is not None}
    written = {id: Written(str(value)) for id, value in typed.items()}
    checked = check_web_form(form, AREA, period, written, example=True, as_area=AREA, county=COUNTY)
    assert checked.outcome == case.outcome
    assert {each.code for each in checked.problems} == set(case.told)


def test_a_no_beside_a_number_says_both_and_where() -> None:
    [told] = arrived("asi", {"asi_anvands": "Nej", "asi_uppfoljning": 0}).problems
    assert "Svaret är Nej på raden ”ASI används” (C18), men här står 40." in told.message


@pytest.mark.parametrize("form", [ASI, CHAIN], ids=["asi", "vardkedja"])
def test_what_was_written_is_what_was_read(form: Form) -> None:
    [submission] = arrived(form.id, {}).submissions
    read = {id: submission.answers[id].value for id in ANSWERS[form.id]}
    expected = {id: {"Ja": 1.0, "Nej": 0.0}.get(v, v) for id, v in ANSWERS[form.id].items()}
    assert read == expected
    assert (submission.form, submission.area, submission.period) == (form.id, AREA, PERIODS[form.id])


@pytest.mark.parametrize("form", [ASI, CHAIN], ids=["asi", "vardkedja"])
def test_the_form_is_known_without_its_hidden_sheet(form: Form) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_template(form.id)))
    places = field_cells(form, parse_period(PERIODS[form.id]))
    for id, value in ANSWERS[form.id].items():
        book[places["sheet"]][places["fields"][id]] = value
    del book["_samsyn"]
    file = io.BytesIO()
    book.save(file)
    checked = check_file(file.getvalue(), "x.xlsx", county=COUNTY)
    assert [each.form for each in checked.submissions] == [form.id]


@pytest.mark.parametrize("form", [ASI, CHAIN], ids=["asi", "vardkedja"])
def test_the_guide_speaks_of_no_methods(form: Form) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_template(form.id)))
    assert METHODS_SHEET not in book.sheetnames
    words = " ".join(str(cell.value) for row in book[GUIDE_SHEET].iter_rows() for cell in row if cell.value)
    assert "metoder" not in words


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_every_form_is_whole(form: Form) -> None:
    """No label means two fields, and rules speak of fields and codes that there are."""
    seen: dict[str, str] = {}
    for field in form.fields():
        for name in names(field, form, None):
            assert seen.setdefault(name, field.id) == field.id, name
    for rule in form.rules:
        assert CATALOGUE[rule.code].severity == rule.severity
        if isinstance(rule, NoneWithout):
            assert form.get(rule.tick).kind == "tick"
    assert form.source


def test_only_the_municipal_survey_is_read_from_survey_systems() -> None:
    assert survey_form().id == "kommunenkat"


def test_items_of_different_forms_have_different_names() -> None:
    ids = [item.item_id for form in all_forms() for item in {each.item_id: each for each in form.items()}.values()]
    assert len(ids) == len(set(ids))
