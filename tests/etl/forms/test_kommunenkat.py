"""The form is the questionnaire of the report: its questions, numbers and wording, and its layouts."""

from __future__ import annotations

import re

import pytest

from etl.find_rows import names
from etl.forms.catalogue import all_forms, get_form
from etl.forms.kommunenkat import FORM
from etl.periods import parse_period
from etl.problems import CATALOGUE, UserError

OCTOBER = parse_period("2022-01/2022-10")
# Appendix 3 of the report, typed from it; what differs in our form is said in its module.
QUESTIONNAIRE = """
3.1 Hur många personer har sökt hjälp hos kommunen för missbruks- och/eller beroendeproblematik under 2022?
3.2 Av de som sökt hjälp, hur många har behandlats eller fått andra insatser av kommunen under 2022?
4.1 CRA (Community Reinforcement Approach)
4.2 ÅP (Återfallsprevention)
4.3 HAP (Haschavvänjningsprogrammet)
4.4 MET (Motivational Enhancement Therapy)
4.5 CM (Case Management)
4.6 ACT (Assertive Community Treatment)
4.7 12-stegsprogrammet
4.8 Motiverande samtal (MI)
4.9 Stöd till närstående (ex. Craft, individuella stödsamtal)
4.10 Annan evidensbaserad metod (ange vad)
4.11 Annan insats, ange vad (ex. stödsatser/stödsamtal)
5.1 12-stegsgrupp
5.1 Anhöriggrupp
5.1 Motivationsgrupp
6.1 Hur många besök för dokumentation av drogfrihet (urinprov, salivprov och utandningsprov) har \
sammantaget genomförts under 2022?
7.1 HVB (inklusive familjehemsplacering)
7.2 LVM (inklusive LVU för personer över 18 år)
8.1 Övriga synpunkter/kommentarer
""".strip().splitlines()
# The ids that form, template, answers and observations share; never renamed.
IDS = re.findall(
    r"\w+",
    """
sokt_hjalp fatt_insats cra ap hap met cm act tolvsteg mi narstaende stodsamtal
annan_evidens_antal annan_evidens_vad annan_evidens_antal_2 annan_evidens_vad_2 annan_evidens_antal_3
annan_evidens_vad_3 annan_insats_antal annan_insats_vad annan_insats_antal_2 annan_insats_vad_2
annan_insats_antal_3 annan_insats_vad_3 fritext_metoder grupp_12steg grupp_anhorig grupp_motivation grupp_ap
grupp_annat fritext_grupp dokumentation hvb lvm ovrigt
""",
)


def test_the_form_of_2022_words_its_questions_as_the_questionnaire() -> None:
    layout = FORM.layout_for(OCTOBER)
    ours = {f"{field.number} {FORM.wording(field, OCTOBER)}" for field in FORM.fields(layout)}
    assert set(QUESTIONNAIRE) <= ours


def test_the_ids_are_those_that_everybody_uses() -> None:
    assert [field.id for field in FORM.fields()] == IDS


@pytest.mark.parametrize(
    ("period", "layout", "has_own_row"),
    [
        ("2022-01/2022-10", "2022", False),
        ("2023-01/2023-10", "jan_okt", True),
        ("2022", "helar", True),
        ("2024-01/2024-06", "helar", True),
    ],
)
def test_years_are_layouts(period: str, layout: str, has_own_row: bool) -> None:
    found = FORM.layout_for(parse_period(period))
    assert found.id == layout
    assert ("stodsamtal" in {field.id for field in FORM.fields(found)}) is has_own_row
    # An item is the same whether it has a row or is coded from free text.
    assert [item.id for item in FORM.items(found)] == [item.id for item in FORM.items()]
    assert ("stodsamtal" in {item.id for item in FORM.coded_items(found)}) is not has_own_row


def test_stodsamtal_is_asked_for_once() -> None:
    asked = {field.id: FORM.wording(field, parse_period("2023")) for field in FORM.fields()}
    assert "stödsamtal" not in asked["annan_insats_vad"]
    assert "stödsamtal" in FORM.wording(FORM.get("annan_insats_vad"), OCTOBER)


def test_a_question_names_its_period() -> None:
    sought = FORM.get("sokt_hjalp")
    assert FORM.wording(sought, parse_period("2024-01/2024-06")).endswith("under första halvåret 2024?")
    assert sought.plain_label.endswith("beroendeproblematik?")


def test_no_label_means_two_fields() -> None:
    seen: dict[str, str] = {}
    for field in FORM.fields():
        for name in names(field, FORM, OCTOBER):
            assert seen.setdefault(name, field.id) == field.id, name


def test_rules_and_sums_speak_of_fields_and_codes_that_exist() -> None:
    for rule in FORM.rules:
        assert rule.code in CATALOGUE
    for id in [part for parts in FORM.sums for part in parts]:
        assert FORM.get(id).kind == "count"


def test_relatives_are_not_held_against_those_who_got_help() -> None:
    parts = [getattr(rule, "parts", ()) for rule in FORM.rules if rule.code == "metod_over_insats"]
    assert "cra" in parts[0]
    assert "narstaende" not in parts[0]


def test_a_form_is_found_by_its_id() -> None:
    assert get_form("kommunenkat") is FORM
    assert FORM in all_forms()
    with pytest.raises(UserError, match="kommunenkat"):
        get_form("kommunenkt")
