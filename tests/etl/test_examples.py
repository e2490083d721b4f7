"""The example files are what the script writes, add up to the published figures, and are received."""

from __future__ import annotations

import ast
import csv
import io
import json
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.areas import REFERENCE, load_areas
from etl.examples import EXAMPLES, example_files
from etl.form_rows import META_SHEET
from etl.forms.catalogue import get_form
from etl.intake import check_file
from etl.periods import parse_period
from etl.read import read_workbook
from etl.survey_export import ExportResult, check_export
from etl.template import field_cells

FORM = get_form("kommunenkat")
MANIFEST: list[dict[str, str]] = json.loads((EXAMPLES / "manifest.json").read_text(encoding="utf-8"))["files"]
NAMES = [entry["file"] for entry in MANIFEST]
FIRST, SECOND = "2022-01/2022-10", "2023-01/2023-10"
ROOT = Path(__file__).resolve().parents[2]


@lru_cache(maxsize=1)
def written_now() -> dict[str, bytes]:
    return example_files(EXAMPLES)


@lru_cache
def answers(name: str) -> dict[str, Any]:
    """Field -> (value, what stands in the status cell), read as any program would."""
    entry = next(e for e in MANIFEST if e["file"] == name)
    sheet = openpyxl.load_workbook(EXAMPLES / name)["Enkät"]
    places = field_cells(FORM, parse_period(entry["period"]))
    status = places["status"]
    return {
        field: (sheet[cell].value, sheet[status[field]].value if field in status else None)
        for field, cell in places["fields"].items()
    }


def of_period(period: str) -> list[dict[str, Any]]:
    return [answers(entry["file"]) for entry in MANIFEST if entry["period"] == period]


def total(field: str) -> int:
    return sum(sheet[field][0] or 0 for sheet in of_period(FIRST))


def total_named(word: str) -> int:
    """Persons of the "other" questions whose name holds the word."""
    return sum(
        sheet[field.names][0] or 0
        for sheet in of_period(FIRST)
        for field in FORM.fields()
        if field.names and word in (sheet[field.id][0] or "")
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_committed_file_is_what_the_script_writes(name: str) -> None:
    """Part by part and not byte by byte: another version of zlib may pack the same content otherwise."""
    with zipfile.ZipFile(EXAMPLES / name) as old, zipfile.ZipFile(io.BytesIO(written_now()[name])) as new:
        assert old.namelist() == new.namelist()
        for part in old.namelist():
            same = old.read(part) == new.read(part)
            assert same, f"{name}: {part} differs; run python -m etl.examples and look at what changed"


def test_no_file_is_left_over() -> None:
    assert sorted(path.name for path in EXAMPLES.glob("*.xlsx")) == sorted(NAMES)


def test_files_do_not_depend_on_when_they_are_written() -> None:
    assert example_files(EXAMPLES) == written_now()


@pytest.mark.parametrize(
    ("field", "sum_"),
    [
        ("sokt_hjalp", 527), ("fatt_insats", 480), ("cra", 71), ("ap", 137), ("hap", 4), ("met", 2), ("cm", 5),
        ("act", 0), ("tolvsteg", 144), ("mi", 199), ("narstaende", 60), ("hvb", 98), ("lvm", 10),
        ("dokumentation", 3073),
    ],
)  # fmt: skip
def test_counts_add_up_to_the_published_sum(field: str, sum_: int) -> None:
    assert total(field) == sum_


@pytest.mark.parametrize(("word", "sum_"), [("Stödsamtal", 117), ("kontaktperson", 8), ("NECT", 5), ("KBT", 30)])
def test_what_is_written_in_words_adds_up_too(word: str, sum_: int) -> None:
    assert total_named(word) == sum_


@pytest.mark.parametrize(
    ("field", "municipalities"),
    [("grupp_12steg", 4), ("grupp_anhorig", 2), ("grupp_motivation", 2), ("grupp_ap", 1)],
)
def test_group_methods_stand_in_as_many_municipalities_as_published(field: str, municipalities: int) -> None:
    assert [sheet[field][0] for sheet in of_period(FIRST)].count("Ja") == municipalities


def test_one_municipality_has_cra_in_groups() -> None:
    assert [sheet["grupp_annat"][0] for sheet in of_period(FIRST) if sheet["grupp_annat"][0]] == ["CRA (grupp)"]


def test_nect_is_used_in_one_municipality() -> None:
    naming = [field.id for field in FORM.fields() if field.names]
    assert sum(any(sheet.get(field, ("",))[0] == "NECT" for field in naming) for sheet in of_period(FIRST)) == 1


def test_documentation_is_known_in_four_and_estimated_in_two_of_them() -> None:
    given = [sheet["dokumentation"] for sheet in of_period(FIRST)]
    assert sorted(value for value, _ in given if value is not None) == [20, 120, 1299, 1634]
    assert [status for _, status in given].count("Uppskattat värde") == 2
    assert [status for value, status in given if value is None] == ["Uppgift saknas"] * 4


def test_the_first_period_equals_every_published_figure_of_the_form() -> None:
    with (REFERENCE / "published" / "foui_95_2023.csv").open(encoding="utf-8", newline="") as file:
        published = {row["item"]: float(row["value"]) for row in csv.DictReader(file) if row["form"] == FORM.id}
    in_words = {
        "stodsamtal": total_named("Stödsamtal"), "kontaktperson": total_named("kontaktperson"),
        "nect": total_named("NECT"), "kbt": total_named("KBT"), "grupp_cra": 1,
    }  # fmt: skip
    boxes = [field.id for field in FORM.fields() if field.kind == "tick"]
    ticks = {box: [sheet[box][0] for sheet in of_period(FIRST)].count("Ja") for box in boxes}
    summed = {item: in_words.get(item) or ticks.get(item) or total(item) for item in published}
    assert summed == published


def test_who_answers_differs_between_the_periods() -> None:
    first, second = ({e["area"] for e in MANIFEST if e["period"] == period} for period in (FIRST, SECOND))
    assert (len(first), len(second), len(first & second)) == (8, 10, 7)
    assert first | second < {m.code for m in load_areas().municipalities("25")}


def test_the_second_period_shows_what_answers_can_be() -> None:
    sheets = {e["column"]: answers(e["file"]) for e in MANIFEST if e["period"] == SECOND}
    assert sheets["Jokkmokk"]["dokumentation"] == (0, None)
    assert sheets["Jokkmokk"]["act"] == (None, "Ej aktuellt")
    assert {sheets["Haparanda"][f][0] for f in ("grupp_12steg", "grupp_anhorig", "grupp_motivation")} == {None}
    assert sheets["Boden"]["fatt_insats"] != sheets["Boden, rättelse"]["fatt_insats"]
    received = {e["column"]: e["received_at"] for e in MANIFEST if e["area"] == "2582" and e["period"] == SECOND}
    assert received["Boden"] < received["Boden, rättelse"]


@pytest.mark.parametrize("name", NAMES)
def test_every_file_says_that_it_is_an_example(name: str) -> None:
    workbook = openpyxl.load_workbook(EXAMPLES / name)
    meta = {row[0].value: row[1].value for row in workbook[META_SHEET].iter_rows()}
    assert meta["example"] == "ja"
    assert "Exempel" in str(workbook["Enkät"]["A4"].value)


def test_every_number_cell_is_answered_so_that_the_form_is_complete() -> None:
    required = [f.id for f in FORM.fields() if f.kind == "count" and not f.may_be_blank]
    for entry in MANIFEST:
        given = answers(entry["file"])
        assert all(given[field] != (None, None) for field in required if field in given), entry["file"]


def test_rounds_ask_the_whole_county_before_anything_is_received() -> None:
    rounds = json.loads((EXAMPLES / "rounds.json").read_text(encoding="utf-8"))
    assert {r["period"] for r in rounds} == {FIRST, SECOND}
    for each in rounds:
        assert set(each["areas"]) == {m.code for m in load_areas().municipalities("25")}
        received = [e["received_at"][:10] for e in MANIFEST if e["period"] == each["period"]]
        assert each["opened_on"] < min(received)


def test_the_product_never_imports_the_script() -> None:
    for path in [*(ROOT / "etl").rglob("*.py"), *(ROOT / "dashboard").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, (ast.Import, ast.ImportFrom)) else []
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            assert "etl.examples" not in (module, *names), path
            assert not (module == "etl" and "examples" in names), path


def export(choices: dict[str, str]) -> ExportResult:
    file = EXAMPLES / "export" / "webbenkat_2022.csv"
    return check_export(read_workbook(file.read_bytes(), file.name), form=FORM, county="25", choices=choices)


def test_the_example_export_asks_which_of_two_municipalities_overtornea_is() -> None:
    result = export({})
    (asked,) = [p for p in result.problems if p.severity == "error"]
    assert (asked.code, asked.cells) == ("kommun_okand", ("B10", "B11"))
    assert {"2518", "2513"}.isdisjoint(s.area for s in result.submissions)


def test_the_example_export_holds_what_the_workbooks_hold() -> None:
    result = export({"10": "2518", "11": "2513"})
    assert [p for p in result.problems if p.severity == "error"] == []
    in_export = {s.area: s for s in result.submissions}
    for entry in MANIFEST:
        if entry["period"] != FIRST:
            continue
        answered = in_export[entry["area"]].answers
        for field, (value, _) in answers(entry["file"]).items():
            if isinstance(value, int) and field in answered:
                assert answered[field].value == value, (entry["area"], field)
    assert len(in_export) == 10


@pytest.mark.parametrize("name", NAMES)
def test_every_file_is_accepted(name: str) -> None:
    entry = next(e for e in MANIFEST if e["file"] == name)
    checked = check_file((EXAMPLES / name).read_bytes(), name, as_area=entry["area"], county="25")
    assert checked.outcome in ("accepted", "accepted_with_warnings")
    assert {p.code for p in checked.problems} <= {"uppgift_saknas"}
    assert checked.example
    assert [(s.area, s.period) for s in checked.submissions] == [(entry["area"], entry["period"])]
