"""Corrections mend what they expect to find, and stop the build when they find something else."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from etl.corrections import COLUMNS, correct, read_corrections
from etl.inputs import REFERENCE
from etl.problems import UserError

OBSERVATIONS = pl.DataFrame(
    {
        "source": ["s", "s", "t"],
        "area": ["25", "2580", "25"],
        "period": ["2022"] * 3,
        "item": ["mi"] * 3,
        "value": [120.0, None, 5.0],
        "status": ["ok", "not_kept", "estimated"],
    }
)


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "corrections.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("s,25,2022,mi,120,12,feltryck", [(12.0, "ok"), (None, "not_kept"), (5.0, "estimated")]),
        ("s,2580,2022,mi,not_kept,~7,mejl", [(120.0, "ok"), (7.0, "estimated"), (5.0, "estimated")]),
        ("t,25,2022,mi,~5,not_answered,fel", [(120.0, "ok"), (None, "not_kept"), (None, "not_answered")]),
    ],
)
def test_a_correction_changes_its_own_figure_only(
    tmp_path: Path, row: str, expected: list[tuple[float | None, str]]
) -> None:
    corrected = correct(OBSERVATIONS, read_corrections(table(tmp_path, row)))
    assert corrected.select("value", "status").rows() == expected
    assert corrected.drop("value", "status").equals(OBSERVATIONS.drop("value", "status"))


@pytest.mark.parametrize(
    "row",
    [
        "s,25,2022,mi,121,12,feltryck",
        "s,25,2022,mi,~120,12,feltryck",
        "t,25,2022,mi,5,6,feltryck",
        "s,25,2022,cra,120,12,feltryck",
        "s,25,2021,mi,120,12,feltryck",
    ],
)
def test_a_correction_that_does_not_find_what_it_expects_stops(tmp_path: Path, row: str) -> None:
    with pytest.raises(UserError, match="väntade") as stopped:
        correct(OBSERVATIONS, read_corrections(table(tmp_path, row)))
    assert stopped.value.exit_code == 3


@pytest.mark.parametrize("row", ["s,25,2022,mi,120,12,", "s,25,2022,mi,många,12,x", "s,25,2022,mi,120,borta,x"])
def test_a_row_without_reason_or_meaning_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(UserError):
        read_corrections(table(tmp_path, row))


def test_other_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text("source,area\n", encoding="utf-8")
    with pytest.raises(UserError, match="kolumnerna"):
        read_corrections(path)


def test_our_own_table_is_readable() -> None:
    read_corrections(REFERENCE / "corrections.csv")


def test_no_table_holds_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "corrections.csv") == []
