"""Headings in all their ways, and the questions they mean."""

from __future__ import annotations

import pytest

from etl.forms.kommunenkat import FORM
from etl.survey_columns import Meaning, key_of, meanings, period_words
from tests.etl.survey_files import QUESTIONS


def meaning(heading: str, before: str = "", after: str = "") -> Meaning:
    return meanings({1: before, 2: heading, 3: after}, FORM)[2]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("3.1", "sokt_hjalp"),
        ("V3.1", "sokt_hjalp"),
        ("q3_1", "sokt_hjalp"),
        ("Fråga 3.1", "sokt_hjalp"),
        ("[FILTER] 3.1", "sokt_hjalp"),
        ("3.1. Personer som sökt hjälp", "sokt_hjalp"),
        ("\ufeff3.1", "sokt_hjalp"),
        ("4.1", "cra"),
        ("4.10", "annan_evidens_vad"),
        ("4.11", "annan_insats_vad"),
        ("4.10 antal", "annan_evidens_antal"),
        ("4.9 b", "stodsamtal"),
        ("4.9b Stödsamtal på öppenvård", "stodsamtal"),
        ("4.9", "narstaende"),
        ("5.1_1", "grupp_12steg"),
        ("V5.1_2", "grupp_anhorig"),
        ("5_1_3", "grupp_motivation"),
        ("5.1[SQ004]", "grupp_ap"),
        ("5.1 [ÅP (Återfallsprevention)]", "grupp_ap"),
        ("Vilka insatser ges i grupp? [ÅP (Återfallsprevention)]", "grupp_ap"),
        ("Vilka insatser ges i grupp? - Anhöriggrupp", "grupp_anhorig"),
        ("Vilka insatser ges i grupp?", "5.1"),
        ("5.1", "5.1"),
        ("HVB", "hvb"),
        ("7.1 HVB (inkl. familjehemsplacering)", "hvb"),
        ("V4[SQ003]. Hur många individer har behandlats? [HAP (Haschavvänjningsprogrammet)]", "hap"),
        ("<b>4.8</b> Motiverande samtal (MI)", "mi"),
        ("tolvsteg", "tolvsteg"),
        ("kommun", "kommun"),
        ("Kommun", "kommun"),
        ("2.1", "kommun"),
        ("År", "ar"),
        ("period_till", "period_till"),
    ],
)
def test_a_question_is_known_by_number_wording_or_id(heading: str, field: str) -> None:
    assert meaning(heading).id == field


@pytest.mark.parametrize(
    "heading", ["E-post", "Email", "ID", "Starttid", "Slutförandetid", "Namn", "Tidstämpel", "IP Address", "submitdate"]
)
def test_what_systems_add_is_known_as_theirs(heading: str) -> None:
    assert meaning(heading).role == "system"


@pytest.mark.parametrize(
    "heading",
    ["", "Varav kvinnor", "4.8 MET", "9.9", "3.11", "5.1_9", "44.1", "3.1_2", "1234.5", "Kommentar"],
)
def test_what_cannot_be_told_is_left_unknown(heading: str) -> None:
    assert meaning(heading).role == "unknown"


def test_the_same_words_mean_what_their_neighbours_mean() -> None:
    after_methods = meaning("Fritext kommentar:", before="4.11")
    after_groups = meaning("Fritext kommentar:", before="5.2")
    assert (after_methods.id, after_groups.id) == ("fritext_metoder", "fritext_grupp")
    assert meaning("ÅP (Återfallsprevention)", before="CRA", after="HAP").id == "ap"
    assert meaning("ÅP (Återfallsprevention)", before="Motivationsgrupp", after="Annat, ange vad").id == "grupp_ap"


def test_a_heading_that_a_system_numbered_again_is_the_same_question() -> None:
    assert meaning("Fritext kommentar:2", before="5.2").id == "fritext_grupp"


def test_the_whole_questionnaire_is_known_by_its_words_alone() -> None:
    found = meanings({place: wording for place, (_, _, wording) in enumerate(QUESTIONS)}, FORM)
    assert [each.id for each in found.values()] == [field for field, _, _ in QUESTIONS]
    assert period_words(found.values()) == "2022"


def test_keys_do_not_care_for_spaces_case_hyphens_or_markup() -> None:
    assert key_of("<p>Stöd  till\nNÄRSTÅENDE –\u00a0ex.</p>") == key_of("stöd till närstående ? ex")
