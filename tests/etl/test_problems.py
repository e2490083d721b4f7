"""Every code has its words, and one fault in many cells is told once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.problems import CATALOGUE, merged, problem, sentences, shown, without_echoes

# The vocabulary that uploaders, tests and --json share.
CODES = re.findall(
    r"\w+",
    """
tom_fil filtyp_fel filtyp_stods_ej lasfil losenord trasig_fil for_stor zip_bomb xml_angrepp makro inbaddat_objekt
extern_lank okand_del for_manga_rader fel_mall gammal_mall tom_mall mall_andrad okant_blad rad_saknas rad_dubbel
okand_rad okand_kolumn okand_cell dold_rad sammanfogad_cell alias_anvant rubrikrad_saknas kolumn_saknas kolumn_dubbel
csv_fel teckenkodning kommun_saknas kommun_okand kommun_fel kommun_flera ar_fel flera_ar period_fel period_misstankt
rattelse_av_tidigare_ar dubblett tom_cell tal_text tal_ungefar tal_maskerat tvetydig_symbol tal_negativt tal_decimal
tal_tvetydigt tal_enhet tal_intervall tal_datum tal_procent tal_logiskt tal_orimligt formel_fel formel_utan_varde
uppgift_saknas logik_fel metod_over_insats summa_fel specificera dubbelrakning grupp_utan_metod hopp_mot_forra_aret
noll_mot_forra_aret identiskt_med_forra_aret personuppgift personuppgift_misstankt individdata for_lang_text
osynliga_tecken ja_utan_antal fler_an_helheten foljdfraga_ifylld
summa_stammer_inte for_fa_svar for_liten_grupp okant_svar svar_efter_hopp rad_inte_raknad
""",
)


def test_the_codes_are_those_that_everybody_uses() -> None:
    assert set(CATALOGUE) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_what_is_wrong_and_how_to_mend_it(code: str) -> None:
    entry = CATALOGUE[code]
    told = problem(code, sheet="Enkät", cells=["C10"], label="4.3 HAP")
    assert told.message == f"4.3 HAP (C10): {entry.says} {entry.mend}"
    for words in (entry.says, entry.mend, entry.says_found or entry.says):
        assert words[0].isupper() or words[0] == "{"
        assert words.endswith((".", "?"))
    assert not entry.says_found or "{found}" in entry.says_found
    assert told.expected


def test_a_found_value_is_named_and_braces_in_it_are_only_braces() -> None:
    assert "Det står ”{0}”" in problem("tal_ungefar", found="”{0}”").message


def test_the_same_fault_in_many_cells_is_one_line_with_all_its_cells() -> None:
    rows = [("C9", "4.1 CRA", "”inga”"), ("C22", "4.9 Stöd", "”fåtal”"), ("C10", "4.2 ÅP", "”inga”")]
    faults = [problem("tal_text", sheet="Enkät", cells=[cell], label=row, found=found) for cell, row, found in rows]
    (told,) = merged(faults)
    assert told.cells == ("C9", "C10", "C22")
    assert told.message.startswith("4.1 CRA (C9), 4.2 ÅP (C10) och 4.9 Stöd (C22): Det står ”inga” och ”fåtal”")


def test_cells_without_a_row_of_their_own_are_named_by_themselves() -> None:
    (told,) = merged(problem("okand_kolumn", cells=[cell]) for cell in ("H9", "H10"))
    assert told.message.startswith("H9 och H10: ")


def test_what_could_not_be_shown_everywhere_is_shown_nowhere() -> None:
    faults = [problem("tal_text", cells=["C9"], found="”inga”"), problem("tal_text", cells=["C10"])]
    (told,) = merged(faults)
    assert told.found == ""
    assert "inga" not in told.message


def test_words_of_ones_own_survive_when_they_are_the_same() -> None:
    faults = [
        problem("logik_fel", cells=[c], label=c, says="Båda kan inte gälla.", expected="ett") for c in ("C9", "C10")
    ]
    (told,) = merged(faults)
    assert sentences(told) == f"Båda kan inte gälla. {CATALOGUE['logik_fel'].mend}"


def test_different_faults_stay_apart_errors_first_in_the_order_of_the_sheet() -> None:
    faults = [
        problem("uppgift_saknas", sheet="Enkät", cells=["C2"]),
        problem("tom_cell", sheet="Enkät", cells=["C10"]),
        problem("tal_text", sheet="Enkät", cells=["C9"]),
        problem("makro"),
    ]
    assert [each.code for each in merged(faults)] == ["makro", "tal_text", "tom_cell", "uppgift_saknas"]


def test_a_long_row_of_cells_is_counted() -> None:
    (told,) = merged(problem("tom_cell", sheet="Enkät", cells=[f"C{row}"], label=f"rad {row}") for row in range(10, 40))
    assert "18 celler till" in told.message
    assert len(told.cells) == 30


@pytest.mark.parametrize(
    "value", ["ca 120", "<5", "färre än 5", "inga", "1.184", "–", "N/A", "N/A ", 12.5, "x", "18 st", "se MI", "c:a 5"]
)
def test_short_and_harmless_is_shown(value: object) -> None:
    assert shown(value).startswith("”")


@pytest.mark.parametrize(
    "value",
    [
        "19121212-1212",
        "191212 1212",
        "Anna Svensson",
        "Åsa Öberg 5",
        "anna@example.se",
        "<script>alert(1)</script>",
        "<b>17</b>",
        "x" * 32_000,
        "070-1234567",
        "a\u202eb",
        "anna svensson",
        "A. Svensson",
        "Kalle",
        "kalle 2 ggr",
        "A.S.",
        "850312",
        "",
    ],
)
def test_what_may_be_a_person_or_harm_is_not_shown(value: str) -> None:
    assert shown(value) == ""


def test_words_that_are_harmless_in_this_cell_are_shown() -> None:
    assert shown("Kallix") == ""
    assert shown("Kallix", also={"kallix"}) == "”Kallix”"


def test_what_is_shown_is_one_line() -> None:
    assert shown("ca\n120") == "”ca 120”"


def test_nothing_need_be_confirmed_where_something_is_about_a_person() -> None:
    personal = problem("personuppgift", sheet="Enkät", cells=["C60", "C61"])
    others = [
        problem("osynliga_tecken", sheet="Enkät", cells=["C60"]),
        problem("tom_cell", sheet="Enkät", cells=["C60"]),
        problem("okand_cell", sheet="Enkät", cells=["C60", "H1"]),
        problem("okant_blad", sheet="Enkät"),
        problem("okant_blad", sheet="Blad2"),
    ]
    left = list(without_echoes([personal, *others]))
    assert left == [personal, others[1], others[2], others[4]]


@given(st.text())
def test_what_is_shown_is_short_and_has_no_control_characters(text: str) -> None:
    said = shown(text)
    assert len(said) <= 22
    assert "\n" not in said
