"""The same answers exported in any shape load to the same submissions; what cannot be told is asked about."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping

import openpyxl
import pytest

from etl.areas import load_areas
from etl.forms.kommunenkat import FORM
from etl.periods import Period, parse_period
from etl.problems import UserError
from etl.read import read_workbook
from etl.submission import Answer, Submission
from etl.survey_export import ExportResult, check_export, looks_like_export
from tests.etl.survey_files import COUNTS, OPTIONS, Style, answers_of, as_text, as_xlsx, municipalities, rows

NAMES = municipalities()
Rows = list[list[str]]


def check(
    table: Rows,
    *,
    as_area: str | None = None,
    period: Period | None = None,
    choices: Mapping[str, str] | None = None,
) -> ExportResult:
    """Check rows as a semicolon-separated file."""
    return check_bytes(as_text(table), as_area=as_area, period=period, choices=choices)


def check_bytes(
    data: bytes,
    name: str = "export.csv",
    *,
    as_area: str | None = None,
    period: Period | None = None,
    choices: Mapping[str, str] | None = None,
) -> ExportResult:
    workbook = read_workbook(data, name)
    assert looks_like_export(workbook)
    return check_export(workbook, form=FORM, county="25", as_area=as_area, period=period, choices=choices)


def codes(result: ExportResult) -> set[str]:
    return {f"{each.severity}:{each.code}" for each in result.problems}


def errors(result: ExportResult) -> list[str]:
    return [each.code for each in result.problems if each.severity == "error"]


def cells(result: ExportResult, code: str) -> tuple[str, ...]:
    return tuple(cell for each in result.problems if each.code == code for cell in each.cells)


def by_name(result: ExportResult) -> dict[str, Submission]:
    return {load_areas().get(each.area).name: each for each in result.submissions}


def value(answer: Answer) -> tuple[float | str | None, str]:
    return answer.value, answer.status


BY_NUMBER = Style("number", "zero_one")


def changed(change: Callable[[Rows], object], style: Style = BY_NUMBER) -> Rows:
    """The export of the examples with one thing changed."""
    table = rows(style)
    change(table)
    return table


def column(table: Rows, heading: str) -> int:
    return table[0].index(heading)


def put(heading: str, row: int, text: str) -> Callable[[Rows], object]:
    """Write a text into a cell: ``row`` 1 is the first municipality."""

    def change(table: Rows) -> None:
        table[row][column(table, heading)] = text

    return change


# ---- The same answers in every shape ----

SHAPES = [
    Style(headings, ticks, system)
    for headings in ("number", "v_number", "underscore", "numbered_wording", "wording", "shouted", "broken", "id")
    for ticks in ("joined", "commas", "zero_one", "x", "own_number", "own_text", "yes_no", "y_blank")
    for system in (True, False)
    if not (headings == "id" and ticks in ("joined", "commas"))
]


@pytest.mark.parametrize("style", SHAPES, ids=lambda s: f"{s.headings}-{s.ticks}-{s.system}")
def test_every_shape_gives_the_same_answers(style: Style) -> None:
    result = check(rows(style), period=parse_period("2022-01/2022-10"))
    assert errors(result) == []
    found = by_name(result)
    assert sorted(found) == sorted(NAMES)
    for name in NAMES:
        _assert_answers(name, found[name], says_no=style.ticks == "yes_no")


def _assert_answers(name: str, submission: Submission, says_no: bool) -> None:
    expected, answers = answers_of(name), submission.answers
    assert (submission.form, submission.layout, submission.period) == ("kommunenkat", "2022", "2022-01/2022-10")
    for field in COUNTS:
        written = expected[field]
        if written == "saknas":
            assert value(answers[field]) == (None, "not_kept")
        else:
            status = "estimated" if written.startswith("~") else "ok"
            assert value(answers[field]) == (int(written.lstrip("~")), status)
    for stem in ("annan_evidens", "annan_insats"):
        for nth in ("", "_2"):
            what = expected.get(f"{stem}_vad{nth}", "")
            count = int(expected[f"{stem}_antal{nth}"]) if what else None
            if what:
                assert value(answers[f"{stem}_vad{nth}"]) == (what, "ok")
                assert value(answers[f"{stem}_antal{nth}"]) == (count, "ok")
            else:
                assert answers[f"{stem}_vad{nth}"].value is None
    ticked = {option: expected[option] == "Ja" for option, _ in OPTIONS}
    was_answered = any(ticked.values()) or bool(expected["grupp_annat"]) or says_no
    for option, is_ticked in ticked.items():
        assert value(answers[option]) == ((int(is_ticked), "ok") if was_answered else (None, "not_answered"))
    assert answers["fritext_grupp"].value == (expected["fritext_grupp"] or None)


ENCODINGS = [
    (";", "cp1252", "\r\n"),
    (";", "utf-8-sig", "\r\n"),
    (",", "utf-8", "\n"),
    ("\t", "utf-16", "\r\n"),
    ("\t", "utf-16-le", "\r\n"),
    (",", "utf-16-be", "\n"),
    ("\t", "utf-8", "\n"),
]


@pytest.mark.parametrize(("delimiter", "encoding", "newline"), ENCODINGS)
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_every_encoding_and_separator_gives_the_same_answers(
    delimiter: str, encoding: str, newline: str, quoting: int
) -> None:
    data = as_text(rows(Style("broken")), delimiter, encoding, newline, quoting)
    result = check_bytes(data)
    assert errors(result) == []
    for name, submission in by_name(result).items():
        _assert_answers(name, submission, says_no=False)


@pytest.mark.parametrize("ticks", ["joined", "own_number", "yes_no"])
def test_a_workbook_gives_the_same_answers(ticks: str) -> None:
    result = check_bytes(as_xlsx(rows(Style("broken", ticks))), "Kartläggning(1-8).xlsx")
    assert errors(result) == []
    for name, submission in by_name(result).items():
        _assert_answers(name, submission, says_no=ticks == "yes_no")


def test_an_extra_empty_line_and_excels_separator_line_are_no_rows() -> None:
    data = b"sep=;\r\n" + as_text(rows(), encoding="utf-8") + b"\r\n\r\n"
    result = check_bytes(data)
    assert len(result.submissions) == 8
    assert result.submissions[0].answers["sokt_hjalp"].cell == "G3"


def test_a_table_on_its_side_is_read() -> None:
    upright = rows(Style("numbered_wording", "zero_one", system=False))
    table = [list(column) for column in zip(*upright, strict=True)]
    result = check(table)
    assert errors(result) == []
    for name, submission in by_name(result).items():
        _assert_answers(name, submission, says_no=False)
    assert by_name(result)["Luleå"].answers["sokt_hjalp"].cell == "B2"
    assert by_name(result)["Arvidsjaur"].answers["sokt_hjalp"].cell == "I2"


def test_lines_ended_as_on_an_old_macintosh_are_lines() -> None:
    result = check_bytes(as_text(rows(), newline="\r"))
    assert len(result.submissions) == 8


def test_each_answer_knows_its_cell() -> None:
    result = check(rows(Style("number", "joined", system=False)), period=parse_period("2022-01/2022-10"))
    answer = by_name(result)["Boden"].answers["sokt_hjalp"]
    assert (answer.sheet, answer.cell, answer.value) == ("CSV", "B3", 92)


def test_the_published_sums_come_out_of_the_export() -> None:
    answers = [each.answers for each in check(rows()).submissions]

    def total(field: str) -> float:
        return sum(a[field].value for a in answers if isinstance(a[field].value, int | float))  # type: ignore[misc]  # narrowed by the filter

    assert [total(f) for f in ("sokt_hjalp", "fatt_insats", "cra", "ap", "hvb", "lvm")] == [527, 480, 71, 137, 98, 10]
    assert [total(option) for option, _ in OPTIONS] == [4, 2, 2, 1]
    assert total("dokumentation") == 3073


# ---- What is dropped at the door ----


def test_nothing_that_names_a_respondent_is_kept() -> None:
    result = check(rows())
    kept = [str(text) for sheet in result.kept.values() for text in sheet.values()]
    assert any("Luleå kommun" in text for text in kept)
    assert not [text for text in kept if "example.invalid" in text or "Svensson" in text or "09:00" in text]
    assert "D1" not in result.kept["CSV"]
    assert codes(result) & {"warning:personuppgift_misstankt", "warning:okand_kolumn"} == set()


def test_an_unknown_column_is_told_of_and_not_kept() -> None:
    table = rows(Style("number"))
    table[0].append("Varav kvinnor")
    for row in table[1:]:
        row.append("12")
    result = check(table, period=parse_period("2022-01/2022-10"))
    assert errors(result) == []
    assert cells(result, "okand_kolumn") == ("AB1",)
    assert "AB2" not in result.kept["CSV"]


def test_a_name_in_free_text_is_held_for_a_human_and_never_repeated() -> None:
    table = changed(put("8.1", 1, "Kontakta Anna Andersson om 1985-06-01"))
    result = check(table, period=parse_period("2022-01/2022-10"))
    suspected = [each for each in result.problems if each.code == "personuppgift_misstankt"]
    assert len(suspected) == 1
    assert suspected[0].severity == "warning"
    assert "Anna" not in str(suspected)
    assert "1985" not in str(suspected)


# ---- Columns ----


@pytest.mark.parametrize("number", ["3.1", "4.8", "6.1", "7.2"])
def test_a_missing_column_is_an_error_and_never_nought(number: str) -> None:
    table = rows(Style("number"))
    at = column(table, number)
    result = check([row[:at] + row[at + 1 :] for row in table], period=parse_period("2022-01/2022-10"))
    missing = [each for each in result.problems if each.code == "kolumn_saknas"]
    assert [each.severity for each in missing] == ["error"]
    assert number in missing[0].label
    field = {"3.1": "sokt_hjalp", "4.8": "mi", "6.1": "dokumentation", "7.2": "lvm"}[number]
    assert all(field not in submission.answers for submission in result.submissions)


def test_a_missing_open_question_is_a_warning() -> None:
    table = rows(Style("number"))
    at = column(table, "4.11")
    result = check([row[:at] + row[at + 1 :] for row in table], period=parse_period("2022-01/2022-10"))
    assert "warning:kolumn_saknas" in codes(result)
    assert errors(result) == []


def test_a_missing_option_of_a_ticked_question_is_an_error() -> None:
    table = rows(Style("number", "zero_one"))
    at = column(table, "5.1_3")
    result = check([row[:at] + row[at + 1 :] for row in table], period=parse_period("2022-01/2022-10"))
    assert "error:kolumn_saknas" in codes(result)


def test_the_same_question_twice_is_an_error() -> None:
    table = rows(Style("number"))
    at = column(table, "4.8")
    doubled = [[*row, row[at] if n == 0 else "999"] for n, row in enumerate(table)]
    result = check(doubled, period=parse_period("2022-01/2022-10"))
    assert "kolumn_dubbel" in errors(result)
    assert cells(result, "kolumn_dubbel") == ("P1", "AB1")


def test_question_4_10_that_excel_shortened_to_4_1_is_not_guessed() -> None:
    table = rows(Style("number"))
    table[0][column(table, "4.10")] = "4.1"
    assert "kolumn_dubbel" in errors(check(table, period=parse_period("2022-01/2022-10")))


def test_number_and_wording_that_disagree_are_not_read() -> None:
    table = rows(Style("number"))
    table[0][column(table, "4.8")] = "4.8 HAP (Haschavvänjningsprogrammet)"
    result = check(table, period=parse_period("2022-01/2022-10"))
    assert {"error:kolumn_saknas", "warning:okand_kolumn"} <= codes(result)


def test_two_heading_rows_are_read_together() -> None:
    table = rows(Style("wording"))
    second = ["", "", "", "", "", *["Response"] * (len(table[0]) - 5)]
    result = check([table[0], second, *table[1:]])
    assert errors(result) == []
    assert by_name(result)["Luleå"].answers["sokt_hjalp"].cell == "G3"


def test_only_headings_is_an_empty_file() -> None:
    assert "tom_mall" in errors(check(rows()[:1]))


def test_another_table_is_no_export() -> None:
    workbook = read_workbook(as_text([["Namn", "Semester"], ["Anna", "v. 28"]]), "semester.csv")
    assert not looks_like_export(workbook)
    assert [p.code for p in check_export(workbook, form=FORM).problems] == ["rubrikrad_saknas"]


# ---- Rows ----


def test_a_row_of_sums_is_no_municipality() -> None:
    table = rows(Style("number", system=False))
    table.append(["Summa", *["1"] * (len(table[0]) - 1)])
    result = check(table, period=parse_period("2022-01/2022-10"))
    assert errors(result) == []
    assert cells(result, "okand_rad") == ("A10",)
    assert len(result.submissions) == 8


def test_a_short_row_of_sums_is_no_municipality_either() -> None:
    data = as_text(rows(Style("number", system=False)), encoding="utf-8") + b"Totalt;527;480\r\n"
    result = check_bytes(data, period=parse_period("2022-01/2022-10"))
    assert errors(result) == []


def test_a_field_too_many_is_told_and_nothing_is_shifted() -> None:
    data = as_text(rows(Style("number", system=False)), delimiter=",", encoding="utf-8", quoting=csv.QUOTE_MINIMAL)
    lines = data.decode().split("\r\n")
    lines[2] = lines[2].replace("Bodens kommun,92,", "Bodens kommun,12,5,")
    result = check_bytes("\r\n".join(lines).encode(), period=parse_period("2022-01/2022-10"))
    assert errors(result) == ["csv_fel"]
    assert cells(result, "csv_fel") == ("A3",)
    assert "Boden" not in by_name(result)


def test_a_field_too_few_is_told() -> None:
    data = as_text(rows(Style("number", system=False)), encoding="utf-8").decode()
    result = check_bytes(data.replace("Kalix;48;", "Kalix;").encode(), period=parse_period("2022-01/2022-10"))
    assert errors(result) == ["csv_fel"]


def test_the_same_municipality_twice_is_asked_about() -> None:
    table = rows(Style("number", system=False))
    table.append(table[1])
    result = check(table, period=parse_period("2022-01/2022-10"))
    assert errors(result) == ["dubblett"]
    assert cells(result, "dubblett") == ("A2", "A10")


def test_limesurveys_unfinished_answers_are_not_read() -> None:
    table = rows(Style("number", system=False))
    table[0].insert(0, "submitdate")
    for number, row in enumerate(table[1:], 1):
        row.insert(0, "" if number == 3 else "2022-12-01 10:00:00")
    result = check(table, period=parse_period("2022-01/2022-10"))
    assert len(result.submissions) == 7
    assert "aldrig inskickat" in str(result.problems)


# ---- Who ----


@pytest.mark.parametrize(
    ("written", "code", "says"),
    [
        ("Övertornea", "kommun_okand", "Övertorneå"),
        ("Lulea", "kommun_okand", "Luleå"),
        ("Region Norrbotten", "kommun_okand", ""),
        ("Norrbottens län", "kommun_okand", ""),
        ("Kalix och Överkalix", "kommun_flera", ""),
        ("Alvesta", "kommun_fel", "annat län"),
        ("", "kommun_saknas", ""),
        ("13", "kommun_okand", ""),
    ],
)
def test_a_municipality_that_cannot_be_is_told_of(written: str, code: str, says: str) -> None:
    result = check(changed(put("2.1", 7, written)), period=parse_period("2022-01/2022-10"))
    assert errors(result) == [code]
    assert cells(result, code) == ("F8",)
    assert says in next(each.message for each in result.problems if each.code == code)
    assert len(result.submissions) == 7


@pytest.mark.parametrize("written", ["2580", "LULEÅ", "Lule\u0061\u030a kommun", "Luleå\u00a0kommun", "2580 Luleå"])
def test_a_municipality_may_be_written_in_many_ways(written: str) -> None:
    result = check(changed(put("2.1", 1, written)), period=parse_period("2022-01/2022-10"))
    assert errors(result) == []
    assert "Luleå" in by_name(result)


def test_a_name_encoded_twice_makes_no_new_municipality() -> None:
    table = changed(put("2.1", 7, "Ã–vertorneÃ¥"))
    result = check_bytes(as_xlsx(table), "export.xlsx", period=parse_period("2022-01/2022-10"))
    assert errors(result) == ["teckenkodning"]


def test_a_municipality_may_not_send_the_whole_survey() -> None:
    result = check(rows(), as_area="2580")
    assert "kommun_flera" in errors(result)


def test_a_municipality_may_send_its_own_row_and_no_one_elses() -> None:
    assert errors(check(rows()[:2], as_area="2580")) == []
    assert errors(check(rows()[:2], as_area="2582")) == ["kommun_fel"]


# ---- Övertorneå, listed twice on the questionnaire of 2022 ----


def _overtornea(times: int) -> Rows:
    table = rows(Style("numbered_wording", "zero_one", system=False))
    for row in table[len(table) - times :]:
        row[0] = "Övertorneå kommun"
    return table


@pytest.mark.parametrize("times", [1, 2])
def test_overtornea_of_2022_is_asked_about_and_never_guessed(times: int) -> None:
    result = check(_overtornea(times))
    asked = [each for each in result.problems if each.code == "kommun_okand"]
    assert errors(result) == ["kommun_okand"]
    assert asked[0].cells == (("A9",) if times == 1 else ("A8", "A9"))
    assert list(result.open_rows) == (["9"] if times == 1 else ["8", "9"])
    assert all(set(areas) == {"2513", "2518"} for areas in result.open_rows.values())
    assert {each.area for each in result.submissions} & {"2513", "2518"} == set()


def test_the_analysts_choice_settles_it_and_is_noted() -> None:
    result = check(_overtornea(2), choices={"8": "2513", "9": "2518"})
    assert errors(result) == []
    assert {"2513", "2518"} <= {each.area for each in result.submissions}
    assert result.notes == {
        ("2513", "2022-01/2022-10"): {"chosen_by_analyst": True},
        ("2518", "2022-01/2022-10"): {"chosen_by_analyst": True},
    }


def test_both_rows_cannot_be_the_same_municipality() -> None:
    assert errors(check(_overtornea(2), choices={"8": "2518", "9": "2518"})) == ["dubblett"]


def test_a_choice_that_the_row_does_not_allow_is_refused() -> None:
    with pytest.raises(UserError, match="2518"):
        check(_overtornea(1), choices={"9": "2580"})


def test_overtornea_by_code_or_in_another_year_is_overtornea() -> None:
    by_code = _overtornea(1)
    by_code[-1][0] = "2518"
    assert errors(check(by_code)) == []
    later = check(_overtornea(1), period=parse_period("2023-01/2023-10"))
    assert errors(later) == []
    assert "2518" in {each.area for each in later.submissions}


def test_a_file_without_the_municipality_is_read_for_the_one_that_sends_it() -> None:
    table = [row[1:] for row in rows(Style("numbered_wording", "zero_one", system=False))[:2]]
    assert [each.area for each in check(table, as_area="2580").submissions] == ["2580"]
    assert "kolumn_saknas" in errors(check(table))


def test_a_row_without_answers_is_told_of_and_passed_over() -> None:
    table = rows()
    table.append(["99", "2022-12-01 09:00", "2022-12-01 09:20", "", "", *[""] * (len(table[0]) - 5)])
    result = check(table)
    assert errors(result) == []
    assert cells(result, "okand_rad") == ("A10",)


# ---- When ----


def test_the_questions_words_tell_the_period_of_2022() -> None:
    assert {each.period for each in check(rows()).submissions} == {"2022-01/2022-10"}


def test_without_a_period_the_analyst_is_asked_for_one() -> None:
    result = check(rows(Style("number")))
    assert errors(result) == ["period_fel"]
    assert "--period" in result.problems[0].message


def test_columns_may_tell_the_period() -> None:
    table = rows(Style("number", system=False))
    for row, texts in zip(
        table, [("ar", "period_fran", "period_till"), *[("2023", "2023-01-01", "20231231")] * 8], strict=True
    ):
        row.extend(texts)
    assert {each.period for each in check(table).submissions} == {"2023"}
    other = check(table, period=parse_period("2022-01/2022-10"))
    assert set(errors(other)) == {"period_fel"}
    table[1][-3] = "2022"
    assert errors(check(table)) == ["ar_fel"]


def test_a_period_that_cannot_be_read_is_told_of() -> None:
    table = rows(Style("number", system=False))
    for number, row in enumerate(table):
        row.append("år" if number == 0 else "2022-2023")
    assert set(errors(check(table))) == {"period_fel"}
    for row in table[1:]:
        row[-1] = "2023"
    assert {each.period for each in check(table).submissions} == {"2023"}
    assert errors(check(table, period=parse_period("2024"))) == ["ar_fel"]


def test_only_a_year_means_the_questionnaires_own_period_where_its_words_say_that_year() -> None:
    table = rows(Style("numbered_wording", system=False))
    for number, row in enumerate(table):
        row.append("år" if number == 0 else "2022")
    assert {each.period for each in check(table).submissions} == {"2022-01/2022-10"}


def test_reading_the_questions_of_2022_for_another_year_is_warned_of() -> None:
    result = check(rows(), period=parse_period("2024"))
    assert "warning:period_misstankt" in codes(result)
    # The row that later years have of their own can still be coded from free text.
    assert [p.severity for p in result.problems if p.code == "kolumn_saknas"] == ["warning"]


# ---- Values ----


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("-", "error:tvetydig_symbol"),
        ("1.184", "error:tal_tvetydigt"),
        ("<5", "error:tal_maskerat"),
        ("drygt 100", "error:tal_ungefar"),
        ("12,5", "error:tal_decimal"),
        ("-3", "error:tal_negativt"),
        ("x", "error:tal_text"),
        ("ca 120", "warning:tal_ungefar"),
        ("uppgift saknas", "warning:uppgift_saknas"),
        ("", "warning:tom_cell"),
    ],
)
def test_a_count_is_read_asked_about_or_refused(written: str, code: str) -> None:
    result = check(changed(put("4.8", 2, written)), period=parse_period("2022-01/2022-10"))
    severity, name = code.split(":")
    assert (errors(result) == [name]) == (severity == "error")
    assert "P3" in cells(result, name)
    answer = by_name(result)["Boden"].answers.get("mi")
    expected = {"ca 120": (120, "estimated"), "uppgift saknas": (None, "not_kept"), "": (None, "not_answered")}
    assert (value(answer) if answer else None) == expected.get(written)


@pytest.mark.parametrize("written", ["1 184", "1\u00a0184", "1184,0"])
def test_thousands_are_read(written: str) -> None:
    result = check(changed(put("6.1", 1, written)), period=parse_period("2022-01/2022-10"))
    assert by_name(result)["Luleå"].answers["dokumentation"].value == 1184


def test_nothing_ticked_is_neither_no_nor_yes() -> None:
    table = changed(put("8.1", 1, ""), Style("number", "x"))
    result = check(table, period=parse_period("2022-01/2022-10"))
    assert value(by_name(result)["Pajala"].answers["grupp_ap"]) == (None, "not_answered")
    assert value(by_name(result)["Boden"].answers["grupp_ap"]) == (0, "ok")
    blank = [each for each in result.problems if each.code == "tom_cell"]
    assert [each.severity for each in blank] == ["warning"]


def test_an_own_group_shows_that_the_question_was_answered() -> None:
    table = changed(put("5.2", 7, "Yoga i grupp"), Style("number", "x"))
    result = check(table, period=parse_period("2022-01/2022-10"))
    assert value(by_name(result)["Pajala"].answers["grupp_12steg"]) == (0, "ok")


@pytest.mark.parametrize("written", ["12-stegsgrupp;Målargrupp;", "1;3", "12-stegsgrupp, Kör"])
def test_an_option_that_is_not_one_is_asked_about(written: str) -> None:
    result = check(changed(put("5.1", 1, written), Style("number", "joined")), period=parse_period("2022-01/2022-10"))
    assert errors(result) == ["okand_cell"]
    assert "grupp_12steg" not in by_name(result)["Luleå"].answers


@pytest.mark.parametrize("written", ["kanske", "2", "-"])
def test_a_tick_that_is_neither_yes_nor_no_is_asked_about(written: str) -> None:
    result = check(changed(put("5.1_1", 1, written)), period=parse_period("2022-01/2022-10"))
    assert errors(result) == ["tvetydig_symbol" if written == "-" else "tal_text"]


@pytest.mark.parametrize("written", ["Stödsamtal 23 varav 4 nya", "KBT 5-10", "NECT, KBT, 5 personer"])
def test_what_and_how_many_that_can_be_read_two_ways_is_asked_about(written: str) -> None:
    result = check(changed(put("4.11", 1, written)), period=parse_period("2022-01/2022-10"))
    assert errors(result) == ["tal_tvetydigt"]
    assert "annan_insats_antal" not in by_name(result)["Luleå"].answers


def test_what_without_how_many_is_kept_as_not_answered() -> None:
    result = check(changed(put("4.11", 1, "Stödsamtal")), period=parse_period("2022-01/2022-10"))
    answers = by_name(result)["Luleå"].answers
    assert value(answers["annan_insats_vad"]) == ("Stödsamtal", "ok")
    assert value(answers["annan_insats_antal"]) == (None, "not_answered")
    assert "warning:specificera" in codes(result)


def test_other_answers_to_what_and_how_many() -> None:
    def answers(written: str) -> tuple[object, ...]:
        result = check(changed(put("4.10", 2, written)), period=parse_period("2022-01/2022-10"))
        found = by_name(result)["Boden"].answers
        return (*value(found["annan_evidens_antal"]), found["annan_evidens_vad"].value, sorted(codes(result)))

    usual = sorted(codes(check(rows(BY_NUMBER), period=parse_period("2022-01/2022-10"))))
    assert answers("Nej") == (0, "ok", None, usual)
    assert answers("") == (None, "not_answered", None, usual)
    assert answers("-") == (None, "not_answered", None, usual)
    assert answers("NECT ca 5") == (5, "estimated", "NECT", usual)
    assert answers("NECT uppgift saknas") == (None, "not_kept", "NECT", usual)
    assert answers("5") == (5, "ok", None, sorted([*usual, "warning:specificera"]))


def test_ticks_may_say_that_the_question_does_not_concern_them() -> None:
    for style, heading in ((Style("number", "joined"), "5.1"), (BY_NUMBER, "5.1_1")):
        result = check(changed(put(heading, 1, "uppgift saknas"), style), period=parse_period("2022-01/2022-10"))
        assert value(by_name(result)["Luleå"].answers["grupp_12steg"]) == (None, "not_kept")


def test_too_long_a_text_and_too_many_methods_are_told_of() -> None:
    long = check(changed(put("8.1", 1, "ord " * 1_500)), period=parse_period("2022-01/2022-10"))
    assert errors(long) == ["for_lang_text"]
    many = check(changed(put("4.11", 1, "A 1; B 2; C 3; D 4")), period=parse_period("2022-01/2022-10"))
    assert errors(many) == ["tal_tvetydigt"]


def test_workbooks_with_true_and_false_and_extra_sheets() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(rows(Style("number", "zero_one", system=False)))))
    page = book.worksheets[0]
    page["P2"], page["P3"], page["B2"] = True, False, "=1+1"
    book.create_sheet("Anteckningar")["A1"] = "Ring Kalix"
    out = io.BytesIO()
    book.save(out)
    result = check_bytes(out.getvalue(), "export.xlsx", period=parse_period("2022-01/2022-10"))
    assert errors(result) == ["formel_utan_varde"]
    assert "warning:okant_blad" in codes(result)
    assert value(by_name(result)["Luleå"].answers["grupp_12steg"]) == (1, "ok")
    assert value(by_name(result)["Boden"].answers["grupp_12steg"]) == (0, "ok")


def test_counts_of_other_methods_may_have_columns_of_their_own() -> None:
    table = rows(Style("id", "zero_one", system=False))
    at = column(table, "annan_evidens_vad")
    table[0].insert(at, "annan_evidens_antal")
    for row in table[1:]:
        row.insert(at, "7" if row[at] else "")
        row[at + 1] = "NECT" if row[at] else ""
    answers = by_name(check(table, period=parse_period("2022-01/2022-10")))["Luleå"].answers
    assert (answers["annan_evidens_antal"].value, answers["annan_evidens_vad"].value) == (7, "NECT")


def test_text_that_looks_like_a_formula_or_markup_stays_text() -> None:
    written = '=HYPERLINK("http://example.invalid","x")\n**fet** {{7*7}} \u202e'
    result = check(changed(put("8.1", 1, written)), period=parse_period("2022-01/2022-10"))
    kept = by_name(result)["Luleå"].answers["ovrigt"].value
    assert kept == '=HYPERLINK("http://example.invalid","x")\n**fet** {{7*7}}'


def test_problems_of_many_kinds_come_at_once() -> None:
    def change(table: Rows) -> None:
        put("4.1", 1, "ca")(table)
        put("4.2", 2, "<5")(table)
        put("4.3", 3, "-")(table)
        put("2.1", 4, "Lulea")(table)
        put("6.1", 5, "12,5")(table)

    found = errors(check(changed(change), period=parse_period("2022-01/2022-10")))
    assert sorted(found) == ["kommun_okand", "tal_decimal", "tal_maskerat", "tal_text", "tvetydig_symbol"]
