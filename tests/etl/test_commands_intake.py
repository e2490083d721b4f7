"""The commands ``template`` and ``check`` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.house import create_house
from etl.intake import check_file
from tests.spec.filled_form import Arrival

TEMPLATE = ["template", "kommunenkat", "--area", "2580", "--period", "2022-01/2022-10"]


def saved(folder: Path, **cells: object) -> Path:
    form = Arrival()
    for field, value in cells.items():
        form.sheet[form.fields[field]].value = value
    path = folder / "kalix.xlsx"
    path.write_bytes(form.data())
    return path


def test_a_form_is_written_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lulea.xlsx"
    assert main([*TEMPLATE, "-o", str(file)]) == 0
    assert "Luleå, januari–oktober 2022" in capsys.readouterr().out
    assert [each.code for each in check_file(file.read_bytes(), file.name).problems] == ["tom_mall"]


@pytest.mark.parametrize("also_file", [True, False])
def test_fields_are_nothing_but_json(also_file: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lulea.xlsx"
    assert main([*TEMPLATE, "--fields", *(["-o", str(file)] if also_file else [])]) == 0
    places = json.loads(capsys.readouterr().out)
    assert places["sheet"] == "Enkät"
    assert {"kommun", "ar", "period_fran", "period_till", "sokt_hjalp", "ovrigt"} <= places["fields"].keys()
    assert places["labels"].keys() == places["fields"].keys()
    assert file.exists() is also_file


@pytest.mark.parametrize("kind", ["demo", "real"])
def test_a_form_from_a_demo_is_an_example(kind: str, tmp_path: Path, own_data_folder: Path) -> None:
    create_house(own_data_folder, kind="demo" if kind == "demo" else "real", county="25")
    file = tmp_path / "lulea.xlsx"
    assert main([*TEMPLATE, "-o", str(file)]) == 0
    assert check_file(file.read_bytes(), file.name).example is (kind == "demo")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["template", "kommunenkt", "--area", "2580", "--period", "2022", "-o", "x.xlsx"], "kommunenkat"),
        (["template", "kommunenkat", "--area", "Lulea", "--period", "2022", "-o", "x.xlsx"], "Luleå"),
        (["template", "kommunenkat", "--area", "25", "--period", "2022", "-o", "x.xlsx"], "kommun"),
        (["template", "kommunenkat", "--area", "2580", "--period", "i fjol", "-o", "x.xlsx"], "2022"),
        (["template", "kommunenkat", "--period", "2022", "-o", "x.xlsx"], "--area"),
        (["template", "kommunenkat", "--area", "2580", "--period", "2022"], "-o"),
        (["check", "finns_inte.xlsx"], "finns_inte.xlsx"),
    ],
)
def test_what_was_typed_wrong_is_said_in_one_line(
    arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert word in said.err
    assert "Traceback" not in said.err


def test_an_accepted_file_says_what_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(saved(tmp_path))]) == 0
    assert capsys.readouterr().out.splitlines() == ["Godkänd.", "Kalix, 2023", "15 av 15 uppgifter är lästa."]


def test_a_rejected_file_has_every_fault_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = saved(tmp_path, dokumentation="ca 120", mi=60, hap=None)
    assert main(["check", str(file)]) == 1
    said = capsys.readouterr().out
    places = Arrival().fields
    assert said.startswith("Inte godkänd")
    assert "2 saker att rätta" in said
    assert "1 sak att bekräfta" in said
    for field in ("dokumentation", "mi", "hap"):
        assert f"Enkät {places[field]}" in said
    assert "Skriv bara siffran: 120." in said


def test_json_is_nothing_but_json_and_warnings_do_not_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(saved(tmp_path, dokumentation="uppgift saknas")), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["outcome"] == "accepted_with_warnings"
    assert told["values"]["dokumentation"]["status"] == "not_kept"


def test_a_file_is_checked_as_the_municipality_would_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(saved(tmp_path)), "--as", "Luleå", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in told["problems"]] == ["kommun_fel"]


def test_checking_needs_no_data_folder_and_makes_none(tmp_path: Path, own_data_folder: Path) -> None:
    assert main(["check", str(saved(tmp_path))]) == 0
    assert not own_data_folder.exists()
