"""Rows of persons -> counts: the worked examples of ``persons.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.intake import check_file
from etl.periods import parse_period
from tests.etl.person_shapes import export, person

_ORDINARY = "Man | 30–45 år | Nej | Stämmer helt | Stämmer helt | Stämmer helt | Ja | Stämmer helt"
# What is told of every file with a question that somebody is asked about, whatever the row says.
Example = tuple[str, dict[str, float | None], set[str]]


def _examples() -> list[Example]:
    lines = (Path(__file__).parent / "persons.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line.strip() and not line.startswith("#")]
    return [(row, *_expected(wanted)) for row, wanted in zip(lines[::2], lines[1::2], strict=True)]


def _expected(line: str) -> tuple[dict[str, float | None], set[str]]:
    parts = [part.strip() for part in line.split(",")]
    counts = dict(part.rsplit(" ", 1) for part in parts if not part.startswith("!"))
    return {id: None if n == "-" else float(n) for id, n in counts.items()}, {p[2:] for p in parts if p[0] == "!"}


@pytest.mark.parametrize(("row", "counts", "codes"), _examples(), ids=lambda part: str(part)[:60])
def test_one_row_beside_ten_others(row: str, counts: dict[str, float | None], codes: set[str]) -> None:
    data, name, _ = export("google", [*[person(_ORDINARY)] * 10, person(row)])
    checked = check_file(data, name, as_area="07", period=parse_period("2026-04"))
    told = {each.code for each in checked.problems}
    assert told == codes, [each.message for each in checked.problems]
    assert (checked.outcome == "rejected") == ("okant_svar" in codes)
    found = {id: checked.answers[id].value for id in counts} if checked.answers else {}
    assert found == counts
    assert all((counts[id] is None) == (checked.answers[id].status == "not_kept") for id in found)
