"""What is written in the web form is understood as the same writing in the workbook is."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl import prefill, web_words
from etl.areas import load_areas
from etl.form_rows import NO, YES
from etl.forms.catalogue import get_form
from etl.intake import check_file
from etl.kept_copy import write_copy
from etl.periods import parse_period
from etl.read import read_workbook
from etl.submission import CheckedFile
from etl.template import write_template
from etl.web_form import BLANK, STATUSES, WebAnswer, Written, answer_web_form, check_web_form, web_workbook
from tests.spec.filled_form import ANSWERS, AREA, PERIOD, Arrival

FORM = get_form("kommunenkat")
FIELDS = {each.id: each for each in FORM.fields()}
_STATUS_OF = {words: status for status, words in STATUSES.items()}
_ASSIGNMENT = re.compile(r"(?:(status of|comment on|label of) )?([a-z0-9_]+) = ")
# Days, times and number formats are stored by programs, not typed.
_NOT_TYPED = re.compile(r"= (?:day|time) |shown as ")
_ABOUT_A_FILE = re.compile(
    r"(?i:\b(?:cell\w*|blad\w*|kolumn\w*|fil|filen|filens|excel\w*|spara|skicka)\b)|\b[A-Z]{1,2}[0-9]{1,3}\b"
)
# What the sender wrote is quoted.
_QUOTED = re.compile("”[^”]*”")


def answered(changes: Mapping[str, Written] | None = None, period: str = PERIOD) -> dict[str, Written]:
    """An ordinary answer to everything, and the changes."""
    written = {id: Written(str(value)) for id, value in ANSWERS.items()}
    return written | dict(changes or {})


def on_the_web(written: Mapping[str, Written], period: str = PERIOD, area: str = AREA) -> WebAnswer:
    return answer_web_form(
        FORM, area, parse_period(period), written, example=False, as_area=area, county=load_areas().get(area).county
    )


def in_the_workbook(written: Mapping[str, Written], period: str = PERIOD) -> CheckedFile:
    """The same writing in the template's cells, saved and read as any file."""
    form = Arrival(period=period)
    for field_id in form.fields.keys() & FIELDS.keys():
        typed = written.get(field_id, BLANK)
        texts = (typed.value, STATUSES[typed.status], typed.comment)
        for cells, text in zip((form.fields, form.status, form.comments), texts, strict=True):
            if field_id in cells:
                cell = form.sheet[cells[field_id]]
                cell.value = text or None
                if text:
                    cell.data_type = "s"
    area = load_areas().get(AREA)
    return check_file(form.data(), form.name, as_area=AREA, county=area.county, period=parse_period(period))


def told(checked: CheckedFile) -> set[tuple[object, ...]]:
    return {(p.code, p.severity, p.sheet, p.cells, p.message) for p in checked.problems}


def assert_same(written: Mapping[str, Written], period: str = PERIOD) -> None:
    web, file = on_the_web(written, period).checked, in_the_workbook(written, period)
    assert told(web) == told(file)
    assert (web.outcome, web.answers, web.area, web.period, web.fine, web.kept) == (
        (file.outcome, file.answers, file.area, file.period, file.fine, file.kept)
    )
    assert web.submissions == file.submissions


# ---- One source


@pytest.mark.parametrize("period", ["2022-01/2022-10", "2023-01/2023-10", "2023"])
@pytest.mark.parametrize("code", ["2580", "2518"])
def test_the_web_form_has_the_cells_that_the_template_is_read_by(code: str, period: str) -> None:
    area, when = load_areas().get(code), parse_period(period)
    template = read_workbook(write_template(FORM, area, when, example=True), "x.xlsx")
    web = web_workbook(FORM, area, when, {}, example=True)
    for sheet in web.sheets:
        own = template.sheet(sheet.name)
        assert own is not None
        assert own.state == sheet.state
        theirs = {a: (c.value, c.kind) for a, c in own.cells.items() if sheet.state != "visible" or c.row > 4}
        assert {a: (c.value, c.kind) for a, c in sheet.cells.items()} == theirs


def _typed(value: object) -> str:
    """A value as a Swede types it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _mutations() -> list[tuple[str, dict[str, Written]]]:
    """Every line of arrivals.txt that writes in answers, choices or comments alone."""
    lines = (Path(__file__).parents[1] / "spec" / "arrivals.txt").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if not line or line.startswith("#") or _NOT_TYPED.search(line):
            continue
        happened = line.split("|")[1].strip()
        starts = list(_ASSIGNMENT.finditer(happened))
        if not starts or starts[0].start() or any(s[1] == "label of" or s[2] not in FIELDS for s in starts):
            continue
        written = answered()
        # What is not in the list cannot be chosen on the web.
        chosen = True
        for start, end in zip(starts, [s.start() for s in starts[1:]] + [len(happened)], strict=True):
            value: Any = json.loads(happened[start.end() : end].rstrip("; "))
            part = {"status of": "status", "comment on": "comment"}.get(start[1], "value")
            change: Any = _typed(value)
            if part == "status":
                chosen = chosen and change in _STATUS_OF
                change = _STATUS_OF.get(change, "")
            written[start[2]] = dataclasses.replace(written.get(start[2], BLANK), **{part: change})
        if chosen:
            found.append((line.split("|")[0].strip(), written))
    return found


MUTATIONS = _mutations()


def test_most_of_what_goes_wrong_in_a_cell_can_be_typed() -> None:
    assert len(MUTATIONS) > 65


@pytest.mark.slow
@pytest.mark.parametrize(("case", "written"), MUTATIONS, ids=[case for case, _ in MUTATIONS])
def test_what_can_arrive_in_a_workbook_is_answered_alike(case: str, written: dict[str, Written]) -> None:
    assert_same(written)
    assert_names_questions(written)


def test_no_problem_of_the_web_form_speaks_of_cells_and_files() -> None:
    for _, written in MUTATIONS[::3]:
        assert_names_questions(written)


def assert_names_questions(written: Mapping[str, Written]) -> None:
    told = web_words.faults(on_the_web(written).problems, FORM, parse_period(PERIOD))
    for fault in (*told.elsewhere, *(each for found in told.by_field.values() for each in found)):
        said = _QUOTED.sub("", f"{fault.message} {fault.expected}")
        assert not _ABOUT_A_FILE.search(said), said


# fmt: off
_ODD_COUNTS = [
    "", " ", "-", "..", "ca 120", "drygt 100", "<5", "1 184", "1\u00a0184", "1.184", "1,5", "17,0", "12 st",
    "10-12", "uppgift saknas", "Uppgift saknas.", "ej aktuellt", "inga", "O", "17*", "2023-01-01", "#SAKNAS!",
    "SANT", "88 %", "x", "19121212-1212", "Anna Svensson 40 år", "\u00ad17", "−3", "１２",
]
# fmt: on
_COUNTS = st.one_of(
    st.integers(-5, 2_000_000).map(str),
    st.sampled_from(_ODD_COUNTS),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=12),
)
_TEXTS = st.one_of(
    st.sampled_from(["", "NECT", "Stödsamtal", "=1+1", "jan–okt", "Ring Anna Svensson", "19121212-1212", "<b>x</b>"]),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=30),
)
_TICKS = st.sampled_from(["", YES, NO])


@st.composite
def _writings(draw: st.DrawFn) -> dict[str, Written]:
    written = answered() if draw(st.booleans()) else {}
    for field_id in draw(st.lists(st.sampled_from(sorted(FIELDS)), unique=True, max_size=8)):
        each = FIELDS[field_id]
        values = {"count": _COUNTS, "tick": _TICKS, "text": _TEXTS}[each.kind]
        status = draw(st.sampled_from(sorted(STATUSES))) if each.kind != "text" else ""
        if each.kind == "tick" and status == "estimated":
            status = ""
        comment = draw(_TEXTS) if each.kind != "text" else ""
        written[field_id] = Written(draw(values), status, comment)
    return written


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_writings())
def test_anything_written_is_answered_alike(written: dict[str, Written]) -> None:
    assert_same(written)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_writings())
def test_very_much_of_anything_written_is_answered_alike(written: dict[str, Written]) -> None:
    assert_same(written)


# ---- The answer


def test_a_finished_form_is_accepted_and_can_be_kept() -> None:
    checked = on_the_web(
        answered({"cra": Written("1 184", comment="Två mottagningar"), "sokt_hjalp": Written("2 000")})
    )
    assert checked.checked.outcome == "accepted_with_warnings"
    assert (checked.checked.kind, checked.checked.channel) == ("form", "web")
    submission = checked.checked.submissions[0]
    assert (submission.area, submission.period, submission.answers["cra"].value) == (AREA, PERIOD, 1184)
    assert submission.comments == {"cra": "Två mottagningar"}
    assert write_copy(checked.checked.kept)


def test_what_was_typed_stands_for_the_original() -> None:
    first, again = on_the_web(answered()).checked, on_the_web(dict(reversed(answered().items()))).checked
    assert (first.sha256, first.size) == (again.sha256, again.size)
    others = [
        on_the_web(answered({"hap": Written("2")})),
        on_the_web(answered({"hap": Written("1", comment="x")})),
        on_the_web(answered(), area="2580"),
        on_the_web(answered(), period="2023-01/2023-10"),
    ]
    assert len({first.sha256, *(each.checked.sha256 for each in others)}) == 5
    assert on_the_web(answered({"ovrigt": BLANK})).checked.sha256 == first.sha256, "a blank field says nothing"


def test_a_form_of_a_demo_is_an_example() -> None:
    checked = check_web_form(FORM, AREA, parse_period(PERIOD), answered(), example=True, as_area=None, county=None)
    assert checked.example


def test_another_municipality_cannot_be_answered_for() -> None:
    checked = check_web_form(FORM, AREA, parse_period(PERIOD), answered(), example=False, as_area="2580", county="25")
    assert [p.code for p in checked.problems] == ["kommun_fel"]


def test_a_field_of_another_layout_is_refused() -> None:
    with pytest.raises(ValueError, match="stodsamtal"):
        on_the_web({"stodsamtal": Written("3")}, period="2022-01/2022-10")


def test_nothing_written_is_one_problem() -> None:
    found = web_words.faults(on_the_web({}).problems, FORM, parse_period(PERIOD))
    assert [p.code for p in found.elsewhere] == ["tom_mall"]
    assert found.by_field == {}


@pytest.mark.parametrize("field_id", ["cra", "ovrigt"])
def test_what_nobody_could_type_is_answered_all_the_same(field_id: str) -> None:
    answer = on_the_web(answered({field_id: Written("9" * 3_000_000, comment="x" * 40_000)}))
    assert answer.checked.outcome == "rejected"


def test_a_comment_that_is_too_long_is_refused_and_never_cut_off() -> None:
    written = answered({"cra": Written("7", comment="lång " * 801)})
    assert [(p.code, p.severity) for p in on_the_web(written).problems] == [("for_lang_text", "error")]
    assert_same(written)
    just = answered({"cra": Written("7", comment="x" * 4000)})
    assert on_the_web(just).checked.submissions[0].comments == {"cra": "x" * 4000}


# ---- Words


def _faults(changes: Mapping[str, Written]) -> dict[str, list[str]]:
    found = web_words.faults(on_the_web(answered(changes)).problems, FORM, parse_period(PERIOD))
    assert not found.elsewhere
    return {field_id: [p.message for p in told] for field_id, told in found.by_field.items()}


def test_each_fault_stands_under_its_question_in_words_of_its_own() -> None:
    found = _faults(
        {
            "hap": Written(),
            "met": Written(),
            "dokumentation": Written("ca 120"),
            "hvb": Written("ca 12"),
            "fatt_insats": Written("71"),
            "cm": Written("3", "not_kept"),
            "annan_evidens_vad": Written(),
        }
    )
    blank = "Frågan är inte besvarad. Ett tomt svar räknas inte som 0."
    assert found["hap"][0].startswith(f"4.3 HAP: {blank}")
    assert found["met"][0].startswith(f"4.4 MET: {blank}")
    assert "”ca 120”" in found["dokumentation"][0]
    assert "12" in found["hvb"][0]
    assert "120" not in found["hvb"][0]
    assert found["fatt_insats"] == [
        "3.2 Fått insats: Fått insats är 71, men sökt hjälp är bara 62. "
        "Kontrollera båda talen och rätta det som är fel."
    ]
    assert "cellen" not in found["cm"][0]
    assert found["annan_evidens_antal"][0].endswith("Skriv vad det är i fältet under.")


def test_a_fault_in_a_comment_says_so() -> None:
    found = _faults({"hap": Written("1", comment="Gäller 19121212-1212")})
    assert found["hap"][0].startswith("4.3 HAP, kommentaren: ")
    assert "1912" not in found["hap"][0]


def test_the_merged_list_names_the_questions() -> None:
    checked = on_the_web(answered({"hap": Written(), "met": Written()})).checked
    (each,) = checked.problems
    said = web_words.for_web(each, FORM, parse_period(PERIOD))
    assert said.message.startswith("4.3 HAP, 4.4 MET: Frågan är inte besvarad.")
    assert (said.sheet, said.cells, said.code) == ("", (), "tom_cell")
    assert web_words.fields_of(each, FORM, parse_period(PERIOD)) == {"hap": "4.3 HAP", "met": "4.4 MET"}
    assert web_words.for_web(said, FORM, parse_period(PERIOD)) == said, "words that are the web's already stay"


def test_every_code_with_words_of_its_own_is_a_code() -> None:
    from etl.problems import CATALOGUE

    assert web_words._words().keys() <= CATALOGUE.keys()


# ---- Filled in beforehand


def test_what_was_read_is_filled_in_and_what_was_not_is_blank() -> None:
    changes = {
        "hap": Written("ca 3"),
        "met": Written(),
        "cm": Written("3", "estimated", "Räknat för hand"),
        "dokumentation": Written("", "not_kept"),
        "lvm": Written("ej aktuellt"),
        "grupp_ap": Written("", "not_kept"),
        "ovrigt": Written("Inget att tillägga"),
    }
    filled = prefill.written_from(in_the_workbook(answered(changes)))
    assert "hap" not in filled
    assert "met" not in filled
    assert filled["cm"] == Written("3", "estimated", "Räknat för hand")
    assert filled["dokumentation"] == Written("", "not_kept")
    assert filled["lvm"] == Written("", "not_applicable")
    assert (filled["grupp_12steg"], filled["grupp_anhorig"]) == (Written("Ja"), Written("Nej"))
    assert filled["grupp_ap"] == Written("", "not_kept")
    assert filled["ovrigt"] == Written("Inget att tillägga")
    assert filled["sokt_hjalp"] == Written("62")


def test_what_holds_filled_in_and_checked_is_what_held() -> None:
    changes = {"cm": Written("3", "estimated", "Räknat för hand"), "dokumentation": Written("", "not_kept")}
    first = in_the_workbook(answered(changes)).submissions[0]
    again = on_the_web(prefill.written_of(FORM, first.answers, first.comments)).checked.submissions[0]
    assert again == first


def test_no_text_is_carried_on_from_a_file_with_personal_data() -> None:
    changes = {"ovrigt": Written("Gäller 19121212-1212"), "cra": Written("7", comment="Anteckning")}
    checked = in_the_workbook(answered(changes))
    filled = prefill.written_from(checked)
    assert "inte överförda" in prefill.left_out(checked)
    assert prefill.left_out(in_the_workbook(answered({"hap": Written()}))) == ""
    assert filled["sokt_hjalp"] == Written("62")
    assert filled["cra"] == Written("7")
    assert not any(FIELDS[id].kind == "text" for id in filled)


def test_nothing_is_filled_in_from_somebody_elses_file() -> None:
    form = Arrival()
    checked = check_file(form.data(), form.name, as_area="2580", county="25")
    assert prefill.written_from(checked) == {}
    fine = check_file(form.data(), form.name)
    assert prefill.written_from(fine, area="2580") == {}
    assert prefill.written_from(fine, period=parse_period("2022")) == {}
    assert prefill.written_from(fine, area=AREA, period=parse_period(PERIOD))["sokt_hjalp"] == Written("62")
    assert prefill.written_from(check_file(b"", "x.xlsx")) == {}


def test_a_file_that_does_not_say_whose_it_is_can_be_filled_in() -> None:
    form = Arrival()
    form.sheet[form.fields["kommun"]].value = None
    checked = check_file(form.data(), form.name)
    assert checked.outcome == "rejected"
    assert prefill.written_from(checked, area=AREA)["sokt_hjalp"] == Written("62")
