"""Of a survey of persons nothing stays but counts: every byte that the house wrote is searched, unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import openpyxl
import pytest

from etl import guarded
from etl.__main__ import main
from etl.build import build
from etl.guarded_check import check_guarded
from etl.house import create_house, open_house
from etl.intake import to_json
from etl.periods import parse_period
from tests.etl.person_shapes import Person, export, person

# Every word is told apart from all others, and none is a name or a number of anybody.
_SECRETS = [f"hemlig{number:02d}ord" for number in range(30)]
_FOREIGN = ("hemlig90ord", "hemlig91ord", "hemlig92ord", "hemlig93ord")
_OF_ROWS = ("Annan kommun", "192.0.2.7", "2026-04-11", "@example.invalid", "118001")


def _persons() -> list[Person]:
    rows = ["Man | 30–45 år | Nej | Stämmer helt | Stämmer delvis | Stämmer lite | Ja | Stämmer helt"] * 14
    rows += ["Annat/vill inte svara | 65 år och äldre | Ja | Stämmer lite | | Stämmer helt | Nej | Stämmer helt"] * 2
    rows += ["Kvinna | 46–64 år | Nej | Stämmer delvis | Stämmer helt | Stämmer helt | Ja | Stämmer lite"] * 14
    return [person(row, secret) for row, secret in zip(rows, _SECRETS, strict=True)]


def _workbook() -> bytes:
    """The export of Microsoft Forms with everything else that a workbook can hold."""
    data, _, _ = export("forms", _persons())
    book = openpyxl.load_workbook(io.BytesIO(data))
    form = book["Form1"]
    last = form.max_column + 1
    form.cell(1, last, _FOREIGN[0])
    for row in range(2, form.max_row + 1):
        form.cell(row, last, f"{_FOREIGN[1]} {row}")
    book.create_sheet("Blad2")["A1"] = _FOREIGN[2]
    book.properties.creator = _FOREIGN[3]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _files(tmp_path: Path) -> Iterator[tuple[str, Path, list[str]]]:
    for system in ("google", "limesurvey", "surveymonkey", "evasys", "forms"):
        data, name, codebook = export(system, _persons())
        file = tmp_path / f"{system}-{name}"
        file.write_bytes(_workbook() if system == "forms" else data)
        extra = []
        if codebook:
            (tmp_path / "kodbok.csv").write_bytes(codebook)
            extra = ["--codebook", str(tmp_path / "kodbok.csv")]
        yield system, file, extra


def _unpacked(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file of the house, and every part of those that are packed."""
    for file in folder.rglob("*"):
        if not file.is_file():
            continue
        content = file.read_bytes()
        yield file, content
        if content[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                for part in parts.namelist():
                    yield file / part, parts.read(part)


def _told_in(database: Path) -> str:
    with duckdb.connect(str(database), read_only=True) as con:
        tables = con.execute("SELECT table_name FROM information_schema.tables").fetchall()
        return " ".join(str(con.execute(f'SELECT * FROM "{table}"').fetchall()) for (table,) in tables)


@pytest.mark.parametrize("system", ["surveymonkey", "evasys", "forms"])
def test_nothing_of_a_person_is_written_or_told(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMSYN_DATA", str(tmp_path / "house"))
    create_house(tmp_path / "house", "demo", "07")
    file, extra = next((file, extra) for name, file, extra in _files(tmp_path) if name == system)
    confirmed = [f"--confirm={code}" for code in ("okand_kolumn", "okant_blad", "svar_efter_hopp", "rad_inte_raknad")]
    asked = [str(file), "--as", "07", "--period", "2026-04", *extra]
    assert main(["check", *asked, "--json"]) == 0
    assert main(["receive", *asked, "--example", *confirmed]) == 0
    built = build(open_house())

    said = capsys.readouterr()
    everything = [(Path("said"), f"{said.out} {said.err}".encode()), *_unpacked(tmp_path / "house")]
    everything += [(base, _told_in(base).encode()) for base in (built.work, built.published)]
    assert any(b"stod_helt" in content for _, content in everything), "the counts are there"
    there = file.read_bytes()
    looked_for = [word for word in (*_SECRETS, *_FOREIGN) if word.encode() in there or system == "forms"]
    assert looked_for
    for place, content in everything:
        text = content.decode("utf-8", "replace")
        # The name of the file is only said back to who named it.
        for word in (*looked_for, "hemlig", *_OF_ROWS):
            assert word not in text, f"{word} in {place}"


def test_what_the_child_answers_with_is_counts_and_places() -> None:
    """What leaves the process in which the file is read, whole: not a word of a row, not an answer in its order."""
    data = _workbook()
    with guarded.forking_here():
        checked = check_guarded(data, "hemlig99ord.xlsx", as_area="07", period=parse_period("2026-04"))
    assert checked.outcome == "accepted_with_warnings", [each.message for each in checked.problems]
    told = f"{checked!r} {to_json(checked)}"
    for word in ("hemlig", *_OF_ROWS, "Annat/vill"):
        assert word not in told
    values = [answer.value for answer in checked.submissions[0].answers.values()]
    assert all(value is None or isinstance(value, float) for value in values)
    assert len(checked.kept["Enkät"]) == sum(value is not None for value in values)
