"""From the shell: confirm, correct, look back, take back, put back, approve."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from etl.__main__ import main
from etl.build import build
from etl.forms.catalogue import get_form
from etl.house import create_house, open_house
from etl.periods import parse_period
from etl.publish import publish
from etl.receipts import read_receipts
from etl.template import field_cells

EXAMPLE = Path(__file__).parents[2] / "data" / "examples" / "2023_lulea.xlsx"
CELLS: dict[str, str] = field_cells(get_form("kommunenkat"), parse_period("2023-01/2023-10"))["fields"]
ABOUT = ["--area", "Luleå", "--period", "2023-01/2023-10"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMSYN_DATA", str(tmp_path / "house"))
    create_house(tmp_path / "house", "demo", "25")
    return tmp_path


def changed(folder: Path, name: str, values: Mapping[str, int | str]) -> str:
    """The example with other values in some fields."""
    book = openpyxl.load_workbook(EXAMPLE)
    for field, value in values.items():
        book["Enkät"][CELLS[field]] = value
    buffer = io.BytesIO()
    book.save(buffer)
    (folder / name).write_bytes(buffer.getvalue())
    return str(folder / name)


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    capsys.readouterr()
    assert main(list(arguments)) == code
    out, err = capsys.readouterr()
    return out + err


def test_a_warning_is_confirmed_before_anything_is_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = changed(folder, "a.xlsx", {"hvb": "uppgift saknas"})
    answer = told(capsys, "receive", file, code=1)
    assert "lägg till: --confirm uppgift_saknas" in answer
    assert read_receipts(open_house()) == []
    assert "Mottagen" in told(capsys, "receive", file, "--confirm", "uppgift_saknas", "--sender", "Test, chef")
    assert "redan inlämnad" in told(capsys, "receive", file, "--confirm", "uppgift_saknas")
    assert len(read_receipts(open_house())) == 1


def test_a_correction_says_why_and_the_history_tells(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "receive", str(EXAMPLE))
    file = changed(folder, "b.xlsx", {"hvb": 33})
    assert "Säg varför" in told(capsys, "receive", file, code=1)
    assert "version 2" in told(capsys, "receive", file, "--reason", "Två platser hade glömts.")
    first, second = told(capsys, "history", *ABOUT).splitlines()
    assert "version 1, ersatt" in first
    assert "version 2, gäller, skäl: Två platser hade glömts." in second
    older = first.split()[0]
    assert "gäller igen" in told(capsys, "restore", older, *ABOUT, "--reason", "Rättelsen var fel.")
    assert "ej lämnade" in told(capsys, "withdraw", *ABOUT, "--reason", "Fel kommun.")
    last = told(capsys, "history").splitlines()[-1]
    assert "tillbakadragande, gäller" in last


@pytest.mark.slow
def test_what_is_published_changes_with_a_yes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "receive", str(EXAMPLE))
    publish(open_house(), build(open_house()).build_id)
    file = changed(folder, "b.xlsx", {"hvb": 33})
    answer = told(capsys, "receive", file, "--reason", "Två platser hade glömts.")
    receipt = read_receipts(open_house())[-1].id
    assert f"samsyn approve {receipt}" in answer
    assert f"väntar på svar: {receipt}" in told(capsys, "status")
    assert "väntar på analytikerns ja" in told(capsys, "history")
    refused = told(capsys, "approve", receipt, "--by", "Analytiker", "--no", code=2)
    assert "Säg varför" in refused
    assert "är godkänd" in told(capsys, "approve", receipt, "--by", "Analytiker")
    assert "har redan fått svar" in told(capsys, "approve", receipt, "--by", "Analytiker", code=2)
    taken = told(capsys, "withdraw", *ABOUT, "--reason", "Fel kommun.")
    assert "när analytikern har sagt ja" in taken
    assert "räknas som ej lämnade" not in taken
