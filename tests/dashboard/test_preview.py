"""Answers as their sender sees them: beside the period before, and what differs between two versions."""

from __future__ import annotations

from dashboard import preview, tables
from etl.content import differences
from etl.submission import Answer
from etl.when_published import hidden
from tests.dashboard.filled_forms import FIELDS, FORM, PERIOD, submission

EARLIER = "2022-01/2022-10"


def rows(table: tables.Table) -> dict[str, dict[str, str]]:
    """By question number and label: heading -> what stands there."""
    titles = [column.title for column in table.columns]
    return {row.cells[0].text: dict(zip(titles, [cell.text for cell in row.cells], strict=True)) for row in table.rows}


def of_cell(table: tables.Table, cell: str) -> dict[str, str]:
    return next(row for row in rows(table).values() if row["Cell"] == cell)


def test_zero_missing_and_estimate_are_three_things_and_free_text_is_hidden() -> None:
    own = submission({"act": 0, "dokumentation": "uppgift saknas", "grupp_ap": "Ja", "ovrigt": "Hemlig text"})
    estimated = dict(own.answers) | {"hvb": Answer(7.0, "estimated", FIELDS["hvb"], "Enkät")}
    table = preview.answers(type(own)(**vars(own) | {"answers": estimated}))

    assert of_cell(table, FIELDS["act"])["Nu"] == "0"
    assert of_cell(table, FIELDS["dokumentation"])["Nu"] == "uppgift saknas"
    assert of_cell(table, FIELDS["grupp_ap"])["Nu"] == "ja"
    assert of_cell(table, FIELDS["grupp_12steg"])["Nu"] == "frågan inte besvarad"
    assert of_cell(table, FIELDS["hvb"])["Nu"] == "ca 7"
    assert of_cell(table, FIELDS["ovrigt"])["Nu"] == "text, visas inte"
    assert of_cell(table, FIELDS["ovrigt"])["När det publiceras"] == "publiceras inte"
    assert "Hemlig" not in str(rows(table))


def test_the_period_before_stands_beside_with_the_difference() -> None:
    table = preview.answers(submission({"hvb": 5}), submission({"hvb": 12}, period=EARLIER))
    found = of_cell(table, FIELDS["hvb"])
    assert (found["januari–oktober 2022"], found["Nu"], found["Skillnad"]) == ("12", "5", "−7")
    # The question of 4.9 b was not on the form of 2022.
    assert of_cell(table, FIELDS["stodsamtal"])["januari–oktober 2022"] == "–"
    assert of_cell(table, FIELDS["stodsamtal"])["Skillnad"] == ""


def test_periods_of_different_length_are_not_subtracted() -> None:
    before = submission({"hvb": 12}, period="2022")
    own = submission({"hvb": 5})
    assert of_cell(preview.answers(own, before), FIELDS["hvb"])["Skillnad"] == ""
    assert any("olika långa" in line for line in preview.small_print(own, before))


def test_without_a_period_before_there_is_no_column_for_it() -> None:
    titles = [column.title for column in preview.answers(submission({})).columns]
    assert titles == ["Fråga", "Nu", "När det publiceras", "Cell"]


def test_answers_from_the_web_form_name_no_cells() -> None:
    titles = [column.title for column in preview.answers(submission({}), cells=False).columns]
    assert titles == ["Fråga", "Nu", "När det publiceras"]
    assert [column.title for column in preview.kept(submission({}), cells=False).columns] == ["Fråga", "Svar"]


def test_what_the_limit_alone_hides_is_marked_and_counted() -> None:
    changes = {each.id: 0 for each in FORM.fields(FORM.layout_for(PERIOD)) if each.kind == "count"}
    own = submission(changes | {"sokt_hjalp": 5, "fatt_insats": 4, "cra": 1, "dokumentation": 3})
    marked = {row["Cell"]: row["När det publiceras"] for row in rows(preview.answers(own)).values()}
    assert marked[FIELDS["sokt_hjalp"]] == "visas", "5 is the smallest that is shown"
    assert marked[FIELDS["fatt_insats"]] == marked[FIELDS["cra"]] == "döljs"
    assert marked[FIELDS["hap"]] == "visas", "0 is shown"
    assert marked[FIELDS["dokumentation"]] == "visas", "visits are not persons"
    [line] = preview.small_print(own, None)
    assert line.startswith("De 2 tal som är märkta ”döljs” ligger mellan 1 och 4")
    assert "gränsen ensam" in line


def test_nothing_hidden_is_said_too() -> None:
    own = submission({each.id: 9 for each in FORM.fields(FORM.layout_for(PERIOD)) if each.kind == "count"})
    assert "döljer ingenting" in preview.small_print(own, None)[0]


def test_an_answer_that_is_no_number_is_not_hidden_by_the_limit() -> None:
    assert not hidden(FORM.get("cra"), Answer(None, "not_kept", "C1", "Enkät"))
    assert hidden(FORM.get("cra"), Answer(4.0, "estimated", "C1", "Enkät"))


def test_differences_are_told_field_by_field_without_any_text() -> None:
    before = submission({"hvb": 12, "ovrigt": "Hemligt förut", "lvm": 3})
    after = submission({"hvb": 5, "ovrigt": "Hemligt nu", "lvm": "uppgift saknas"})
    table = preview.differences(differences(before.answers, after.answers), FORM.id, PERIOD, ("Före", "Efter"))

    found = {name.split()[0]: row for name, row in rows(table).items()}
    assert set(found) == {"7.1", "7.2", "8.1"}
    assert (found["7.1"]["Före"], found["7.1"]["Efter"], found["7.1"]["Skillnad"]) == ("12", "5", "−7")
    assert found["7.2"]["Efter"] == "uppgift saknas"
    assert found["7.2"]["Skillnad"] == ""
    assert found["8.1"]["Skillnad"] == "texten är ändrad"
    assert "Hemligt" not in str(rows(table))
    assert table.caption == "3 uppgifter skiljer sig"
