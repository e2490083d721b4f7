"""The inventory of interventions: its words are the source's, and a busy person's answers are understood."""

from __future__ import annotations

import csv
import io
from collections import Counter

import openpyxl
import pytest

from etl.areas import load_areas
from etl.examples import EXAMPLES, example_files
from etl.forms.description import Derived
from etl.forms.insatsinventering import FORM, GIVERS
from etl.forms.interventions import EXPLAINED, INTERVENTIONS, JOINT, METHODS, THEMES, WITHOUT_THEME
from etl.forms.kommunenkat import FORM as SURVEY
from etl.inputs import REFERENCE
from etl.intake import check_file
from etl.periods import parse_period
from etl.submission import CheckedFile
from etl.template import field_cells, write_template
from etl.web_form import Written, check_web_form

YEAR = parse_period("2025")
# The list of the source, word for word but for its running order.
PRINTED = {
    "Medicinska- och omvårdnadsinsatser": "LARO (Läkemedelsassisterad behandling vid opioidberoende), substansanalys "
    "(drogtest), avgiftning/tillnyktring, läkemedelsbehandling, psykiatrisk utredning/diagnos samt omvårdnadsinsatser.",
    "Psykologiska insatser": "psykologisk utredning och psykoterapi, exempelvis kognitiv beteendeterapi (KBT) och "
    "traumabehandling.",
    "Psykosociala insatser": "anhörigstöd, stödsamtal, gruppbehandling, rådgivning och familjebehandling.",
    "Sociala insatser": "boendestöd, peer support, daglig sysselsättning (för personer som står långt ifrån "
    "arbetsmarknaden), sysselsättning (som kommunala arbetsmarknadsenheter erbjuder), kontaktperson samt träffpunkter "
    "och aktivitetshus.",
    "Praktiska/kompensatoriska insatser": "boende (både med och utan personal), boendestöd, hemtjänst samt "
    "rehabiliterings- och habiliteringsinsatser",
    "Samverkansinsatser": "R-ACT (Resursgrupps-ACT), vård- och stödsamordning (Case management), SIP (Samordnad "
    "individuell plan), vårdplaneringsmöten.",
    WITHOUT_THEME: "R-ACT, nätverksmöten och IPS (Individual Placement and Support).",
    JOINT: "Socialpsykiatrisk mottagning/team FINSAM-verksamheter (finansiell samordning av arbetslivsinriktad "
    "rehabilitering) ACT-team (Assertive Community Treatment) Mobilt team (fältteam med personal från kommun och "
    "region) Samverkansteam, vuxna Samverkansteam, unga Mini-Maria, unga",
}


def printed() -> list[dict[str, str]]:
    with (REFERENCE / "interventions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_names_are_those_of_the_source_and_none_is_left_out() -> None:
    assert list(THEMES) == list(PRINTED)
    for theme, words in PRINTED.items():
        listed = [row["name"] for row in printed() if row["theme"] == theme]
        left = words.casefold()
        for name in sorted(listed, key=len, reverse=True):
            assert name.casefold() in left, name
            left = left.replace(name.casefold(), "", 1)
        # Between the names there is nothing but what binds them together.
        assert set(left.replace("r-act", "").split()) <= {",", ".", "och", "samt", ",.", "samt."}, left


def test_what_is_printed_and_what_is_asked_are_the_same_things() -> None:
    counted = Counter(row["id"] for row in printed())
    assert set(counted) == set(INTERVENTIONS)
    assert [id for id, times in counted.items() if times > 1] == ["boendestod"]
    assert {row["name"] for row in printed()} == {name for named in THEMES.values() for _, name, _ in named}
    assert len(THEMES[JOINT]) == 7
    assert len(INTERVENTIONS) == 35


def test_what_the_source_explains_is_explained_where_it_is_asked_about() -> None:
    assert {row["id"]: row["explained"] for row in printed() if row["explained"]} == EXPLAINED
    assert {id: FORM.get(f"{id}_ges").note for id in EXPLAINED} == EXPLAINED


def test_the_place_of_what_stands_twice_is_told_at_both() -> None:
    told = [section.title for section in FORM.sections if "Boendestöd står i inventeringen under både" in section.intro]
    assert told == ["Sociala insatser", "Praktiska/kompensatoriska insatser"]


def test_the_methods_are_those_that_the_municipal_survey_names() -> None:
    of_survey = {field.id: field.label for field in SURVEY.fields() if field.number.startswith("4.")}
    assert {id: name for id, name, _ in METHODS} == {id: of_survey[id] for id, *_ in METHODS}
    assert [entry.term for entry in FORM.glossary] == [name for _, name, _ in METHODS]


def test_what_is_derived_speaks_of_answers_that_there_are() -> None:
    for derived in FORM.derived:
        assert isinstance(derived, Derived)
        for each in derived.by:
            field = FORM.get(each.field)
            assert set(each.yes) | set(each.no) <= set(field.choices or ("Ja", "Nej"))


def check(**written: str) -> CheckedFile:
    typed = {id: Written(value) for id, value in written.items()}
    return check_web_form(FORM, "1496", YEAR, typed, example=True, as_area="1496", county="14")


@pytest.mark.parametrize(
    ("written", "outcome", "codes"),
    [
        ({"laro_ges": "Regionen"}, "accepted", set()),
        ({"laro_ges": "ges inte"}, "accepted", set()),
        ({"laro_ges": "Ges inte", "laro_aktivt": "Nej"}, "accepted", set()),
        ({"laro_ges": "Ges inte", "laro_aktivt": "Ja"}, "accepted_with_warnings", {"foljdfraga_ifylld"}),
        ({"laro_ges": "Ges inte", "laro_sedan": "2015"}, "accepted_with_warnings", {"foljdfraga_ifylld"}),
        ({"laro_ges": "Kommunen", "laro_sedan": "15"}, "rejected", {"tal_orimligt"}),
        ({"laro_ges": "Kommunen", "laro_sedan": "2015,5"}, "rejected", {"tal_orimligt"}),
        ({"laro_ges": "Landstinget"}, "rejected", {"tal_text"}),
        ({"kedja_cra_erbjuds": "Nej"}, "accepted", set()),
        ({"kedja_cra_erbjuds": "Nej", "kedja_cra_anvands": "0"}, "accepted", set()),
        ({"kedja_cra_erbjuds": "Nej", "kedja_cra_anvands": "5"}, "rejected", {"logik_fel"}),
        ({"kedja_cra_erbjuds": "Nej", "kedja_cra_personal": "2"}, "accepted_with_warnings", {"foljdfraga_ifylld"}),
        ({"kedja_cra_erbjuds": "Ja", "kedja_cra_anvands": "0", "kedja_cra_foljs_upp": "Nej"}, "accepted", set()),
    ],
)  # fmt: skip
def test_each_way_to_fill_it_in_gets_its_answer(written: dict[str, str], outcome: str, codes: set[str]) -> None:
    checked = check(**written)
    assert (checked.outcome, {each.code for each in checked.problems}) == (outcome, codes)


def test_a_year_is_asked_for_in_words_of_years() -> None:
    [told] = check(laro_ges="Kommunen", laro_sedan="15").problems
    assert "Det som står är inget årtal. Skriv årtalet med fyra siffror, till exempel 2015" in told.message


def test_the_sheet_asks_for_the_leading_answers_and_takes_the_words_of_its_lists() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_template(FORM, load_areas().get("14"), YEAR, example=True)))
    places = field_cells(FORM, YEAR)
    sheet = book[places["sheet"]]
    assert "av 44 frågor" in str(sheet["D2"].value)
    sheet[places["fields"]["laro_ges"]] = GIVERS[1]
    sheet[places["fields"]["laro_sedan"]] = 2004
    file = io.BytesIO()
    book.save(file)
    checked = check_file(file.getvalue(), "svar.xlsx", county="14")
    assert (checked.outcome, checked.area) == ("accepted", "14")
    assert (checked.answers["laro_ges"].value, checked.answers["laro_sedan"].value) == (2.0, 2004.0)


def test_the_examples_are_those_of_their_table_and_clearly_examples() -> None:
    folder = EXAMPLES / "insatsinventering"
    files = example_files(folder)
    assert len(files) == 11
    for name, content in files.items():
        assert (folder / name).read_bytes() == content
    checked = check_file(files["2025_skovde.xlsx"], "2025_skovde.xlsx", county="14")
    assert checked.outcome == "accepted"
    assert checked.example
