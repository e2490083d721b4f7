"""A public note follows its figure: a sign in tables and pictures, the words under them, a column in saved files."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dashboard import chart_dots, chart_lines, charts, exports, figure_notes, queries, tables
from dashboard.records import Answers, Figure, Note
from dashboard.tables import Column
from tests.dashboard import small_county
from tests.dashboard.small_county import EARLIER, LATER
from tests.dashboard.visits import said, visit

DAY = date(2026, 11, 1)
REVISED = "Reviderad 1 november 2026."
EXPLAINED = "=Ny mottagning <b>i mars</b>."
NOTES: list[dict[str, object]] = [
    {"area": "2580", "period": LATER, "item": "mi", "kind": "revised", "text": REVISED},
    {"area": "2580", "period": LATER, "item": "cra", "kind": "revised", "text": REVISED},
    {"area": "2582", "period": LATER, "item": "sokt_hjalp", "kind": "explanation", "text": EXPLAINED},
    {"area": "2514", "period": LATER, "item": None, "kind": "revised", "text": "Uppgifterna togs tillbaka."},
]
# Which of the small county's measures the notes of an item are about.
OF_SOUGHT, OF_CRA, OF_NEITHER = "sokt_hjalp_per_10000", "cra_per_100", "lvm_andel"


@pytest.fixture
def path(own_data_folder: Path) -> str:
    return small_county.publish(own_data_folder, notes=[{"form": "kommunenkat", "noted_on": DAY} | n for n in NOTES])


def figure(path: str, indicator: str, area: str) -> Figure:
    found = queries.indicator_answers(path, LATER)[indicator].of(area)
    assert found
    return found


def test_a_measure_has_the_notes_of_what_it_is_made_of(path: str) -> None:
    assert figure_notes.told(figure(path, OF_CRA, "2580")) == f"CRA: {REVISED}"
    assert figure_notes.told(figure(path, OF_SOUGHT, "2582")) == f"Sökt hjälp: {EXPLAINED}"
    assert figure(path, OF_NEITHER, "2580").notes == ()
    assert figure(path, OF_CRA, "2582").notes == ()


def test_what_is_said_of_everything_follows_every_figure(path: str) -> None:
    for answers in (*queries.indicator_answers(path, LATER).values(), *queries.item_answers(path, LATER).values()):
        found = answers.of("2514")
        assert found
        assert [note.text for note in found.notes] == ["Uppgifterna togs tillbaka."]


def test_another_period_has_no_notes_and_neither_has_the_total(path: str) -> None:
    for answers in queries.item_answers(path, EARLIER).values():
        assert not any(each.notes for each in answers.areas)
    for answers in queries.item_answers(path, LATER).values():
        assert answers.total is None or not answers.total.notes


def note(item: str, text: str = REVISED, area: str = "Luleå") -> Note:
    return Note(area, "2023", item, "revised", text, DAY)


def noted(*notes: Note, value: float | None = 12.0) -> Figure:
    status = "ok" if value is not None else "not_submitted"
    return Figure("2580", "Luleå", 60_000, value, status, value, None, 1, 1, None, notes=notes)


def test_the_same_words_are_said_once_for_all_they_hold_for() -> None:
    found = figure_notes.lines([noted(note("HAP"), note("CM")), noted(note("HAP"), note("MI")), noted(), None])
    assert found == [f"† Anmärkning, Luleå, 2023: HAP, CM och MI: {REVISED}"]


def test_many_names_and_many_notes_have_an_end() -> None:
    assert figure_notes.told(noted(*map(note, "ABCDEF"))) == f"A, B, C, D och 2 till: {REVISED}"
    many = [noted(note("HAP", text=f"Text {n}.")) for n in range(9)]
    assert figure_notes.in_picture(many)[-1] == "† och 3 anmärkningar till, i tabellen."
    assert len(figure_notes.in_picture(many)) == 7


def test_what_has_no_note_has_no_sign_anywhere() -> None:
    plain = noted()
    assert figure_notes.mark(plain) == figure_notes.told(plain) == ""
    cell = tables.figure(plain)
    assert tables.noted(cell, plain) is cell
    assert tables.noted(cell, None) is cell


def test_a_table_shows_a_sign_and_nothing_in_a_note_is_markup() -> None:
    cell = tables.noted(tables.words("Luleå"), noted(note("HAP", text='<b>"x"</b>')))
    html = tables.to_html(tables.table("T", [Column("Kommun")], [tables.row(cell)]))
    assert 'Luleå<sup title="HAP: &lt;b&gt;&quot;x&quot;&lt;/b&gt;">†</sup>' in html


def saved(*notes: Note) -> tuple[list[str | None], list[str]]:
    """The headings and rows as a workbook and as csv."""
    cells = tables.noted(tables.words("Luleå"), noted(*notes)), tables.amount(12.0)
    shown = tables.table("T", [Column("Kommun"), Column("Tal", numeric=True)], [tables.row(*cells)])
    about = exports.Provenance("T", "2023", "alla", "k", "b", False)
    sheet = openpyxl.load_workbook(io.BytesIO(exports.xlsx_file(shown, about)))["Tabell"]
    texts = [cell.value for row in sheet.iter_rows(min_row=4) for cell in row]
    return [str(each) for each in texts if each], exports.csv_file(shown, about).decode("utf-8-sig").splitlines()


def test_a_saved_table_has_a_column_where_something_is_said() -> None:
    texts, lines = saved(note("HAP"))
    assert texts == ["Kommun", "Tal", "Anmärkning", "Luleå", "12", f"HAP: {REVISED}"]
    assert lines[:2] == ["Kommun;Tal;Anmärkning", f"Luleå;12;HAP: {REVISED}"]
    texts, lines = saved()
    assert texts == ["Kommun", "Tal", "Luleå", "12"]
    assert lines[:2] == ["Kommun;Tal", "Luleå;12"]


def test_a_note_is_never_a_formula() -> None:
    _, lines = saved(note("", text="=1+1"))
    assert lines[1] == "Luleå;12;'=1+1"


def test_a_chart_has_the_sign_at_the_value_and_the_words_where_it_is_pointed_at() -> None:
    answers = Answers((noted(note("HAP")),), None, None)
    (row,) = chart_dots.dots_rows(answers, 0, ["2580"])
    assert row["shown"] == "12\u00a0†"
    assert row["said"] == f"12 (anmärkning: HAP: {REVISED})"
    assert row["spoken"].endswith(f"anmärkning: HAP: {REVISED}")
    silent = Answers((noted(note("HAP"), value=None),), None, None)
    assert chart_dots.dots_rows(silent, 0, ["2580"])[0]["word"] == "svarade inte\u00a0†"
    assert charts.heat_rows([("HAP", answers)], 0)[0]["sign"] == "12\u00a0†"


def test_a_line_over_time_has_it_in_its_own_period(path: str) -> None:
    history = queries.history(path, OF_CRA, LATER)
    rows = [row for row in chart_lines.bands_rows(history, ["2580"], 0) if row["what"] == "point"]
    assert [REVISED in row["told"] for row in rows] == [False, True]
    assert ["†" in row["said"] for row in rows] == [False, True]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("jamfor_kommuner", {"matt": OF_CRA}),
        ("min_kommun", {"kommun": "2580"}),
        ("over_tid", {"matt": OF_CRA}),
        ("alla_matt", {}),
    ],
)
def test_every_page_that_shows_the_figure_says_it(path: str, page: str, address: dict[str, str]) -> None:
    text = said(visit(page, (), period=LATER, **address))
    assert "† Anmärkning, Luleå, januari–oktober" in text
    assert REVISED in text
    assert "<b>" not in text


@pytest.mark.slow
def test_a_measure_without_a_note_says_nothing(path: str) -> None:
    text = said(visit("jamfor_kommuner", period=LATER, matt=OF_NEITHER))
    assert REVISED not in text
    assert "† Anmärkning, Kalix" in text
