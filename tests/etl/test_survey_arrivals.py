"""The analyst's files as they arrive: the cases C01 to C27 of the catalogue, each with its right outcome."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.intake import check_file, to_json
from etl.submission import CheckedFile
from tests.etl.survey_files import Style, answers_of, as_text, rows

BY_NUMBER = Style("numbered_wording", "yes_no", system=False)
EIGHT = ("2505", "2513", "2514", "2518", "2521", "2580", "2582", "2583", "2584")
PERSONAL = "19811218-9876"


def table(style: Style = BY_NUMBER) -> list[list[str]]:
    return rows(style)


def _column(found: list[list[str]], start: str) -> int:
    return next(place for place, heading in enumerate(found[0]) if heading.startswith(start))


def _without(start: str) -> list[list[str]]:
    found = table()
    at = _column(found, start)
    return [row[:at] + row[at + 1 :] for row in found]


def _with(start: str, row: int, text: str) -> list[list[str]]:
    found = table()
    found[row][_column(found, start)] = text
    return found


def _doubled() -> list[list[str]]:
    found = table()
    at = _column(found, "4.8")
    return [[*row, row[at] if number == 0 else "999"] for number, row in enumerate(found)]


def _field_too_many() -> bytes:
    """Kiruna's 66 treated persons as 12,5, unquoted in a file of commas: one field too many in its row."""
    return as_text(table(), ",", "utf-8").replace(b"Kiruna,71,66,", b"Kiruna,71,12,5,")


def _individuals() -> bytes:
    found = [["Personnummer", "Metod", "Kommun"], [PERSONAL, "CRA", "Kalix"], ["19900101-0017", "MI", "Kalix"]]
    return as_text(found)


@dataclass(frozen=True)
class Case:
    """What arrives, and the outcomes that are right."""

    id: str
    make: Callable[[], bytes]
    outcome: str
    code: str = ""
    as_area: str | None = None


ACCEPTED, REJECTED = "accepted_with_warnings", "rejected"
CASES = [
    Case("C01 semicolon, Windows-1252", lambda: as_text(table(), ";", "cp1252"), ACCEPTED),
    Case("C02 semicolon, UTF-8 with its mark", lambda: as_text(table(), ";", "utf-8-sig"), ACCEPTED),
    Case("C03 comma, UTF-8 without, LF", lambda: as_text(table(), ",", "utf-8", "\n"), ACCEPTED),
    Case("C04 tab, UTF-16LE with its mark", lambda: b"\xff\xfe" + as_text(table(), "\t", "utf-16-le"), ACCEPTED),
    Case("C05 UTF-16LE without", lambda: as_text(table(), "\t", "utf-16-le"), ACCEPTED),
    Case(
        "C07 encoded twice",
        lambda: as_text(table(), ";", "utf-8").decode("cp1252", "replace").encode("utf-8"),
        REJECTED,
        "teckenkodning",
    ),
    Case("C09 line breaks in headings", lambda: as_text(table(Style("broken", "yes_no", system=False))), ACCEPTED),
    Case("C13 no column for MI", lambda: as_text(_without("4.8")), REJECTED, "kolumn_saknas"),
    Case("C14 the same heading twice", lambda: as_text(_doubled()), REJECTED, "kolumn_dubbel"),
    Case(
        "C18 a row of sums",
        lambda: as_text([*table(), ["Summa", *["1"] * (len(table()[0]) - 1)]]),
        ACCEPTED,
        "okand_rad",
    ),
    Case("C20 two municipalities from one", lambda: as_text(table()[:3]), REJECTED, "kommun_flera", "2580"),
    Case("C21 thousands with a space", lambda: as_text(_with("6.1", 1, "1 634")), ACCEPTED),
    Case("C21 thousands with a hard space", lambda: as_text(_with("6.1", 1, "1\u00a0634"), ",", "utf-8"), ACCEPTED),
    Case("C22 a decimal comma among commas", _field_too_many, REJECTED, "csv_fel"),
    Case("C23 rows of individuals", _individuals, REJECTED, "personuppgift"),
    Case("C25 one row per question", lambda: as_text([list(each) for each in zip(*table(), strict=True)]), ACCEPTED),
    Case("C26 headings only", lambda: as_text(table()[:1]), REJECTED, "tom_mall"),
    Case(
        "C27 a dash of Windows-1252",
        lambda: as_text([[text.replace(" (", " – (") for text in row] for row in table()], ";", "cp1252"),
        ACCEPTED,
    ),
]


def check(case: Case) -> CheckedFile:
    return check_file(case.make(), "export.csv", county="25", as_area=case.as_area)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_each_arrival_has_its_outcome(case: Case) -> None:
    checked = check(case)
    codes = {each.code for each in checked.problems}
    errors = {each.code for each in checked.problems if each.severity == "error"}
    assert checked.outcome == case.outcome, codes
    if case.code:
        assert case.code in codes
    assert (case.outcome == REJECTED) == bool(errors)


@pytest.mark.parametrize("case", [each for each in CASES if each.outcome == ACCEPTED], ids=lambda case: case.id)
def test_what_is_accepted_is_read_as_it_was_written(case: Case) -> None:
    checked = check(case)
    by_area = {each.area: each.answers for each in checked.submissions}
    assert len(by_area) == 8
    for area, name in (("2580", "Luleå"), ("2582", "Boden"), ("2584", "Kiruna")):
        for field in ("sokt_hjalp", "fatt_insats", "cra", "mi", "hvb", "lvm"):
            assert by_area[area][field].value == int(answers_of(name)[field])
    assert by_area["2580"]["dokumentation"].value == 1634


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_no_municipality_is_made_up_and_no_answer_moved(case: Case) -> None:
    checked = check(case)
    assert {each.area for each in checked.submissions} <= set(EIGHT) | {"2560"}
    for each in checked.submissions:
        assert each.answers.get("mi") is None or each.answers["mi"].value not in (999, 12.5)
    if case.id.startswith("C13"):
        assert all("mi" not in each.answers for each in checked.submissions)
    if case.id.startswith("C22"):
        assert "2584" not in {each.area for each in checked.submissions}


def test_a_personal_number_is_repeated_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lista.csv"
    path.write_bytes(_individuals())
    assert main(["check", str(path), "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["outcome"] == "rejected"
    assert "9876" not in printed.out + printed.err
    assert "9876" not in json.dumps(to_json(check_file(_individuals(), "lista.csv")))
