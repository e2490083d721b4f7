"""A few things over a few periods: a dot each, the newest filled, and every value in words."""

from __future__ import annotations

from dataclasses import replace

from dashboard.chart_periods import periods, periods_rows
from dashboard.records import Figure
from tests.dashboard.drawing import english, heard, svg, texts

ONE = Figure("07", "Kronoberg", 0, 76.1, "ok", 70, 92, 8, 8, 1.0, lower=66.4, upper=83.6, certainty="firm")
FEW = replace(ONE, value=42.9, numerator=3, denominator=7, certainty="in_words")
SILENT = replace(ONE, value=None, status="not_submitted", numerator=None, denominator=None, lower=None, upper=None)
COUNT = Figure("07", "Kronoberg", 0, 59, "ok", 59, None, 7, 8, 0.95)


def test_the_newest_is_last_and_filled_and_every_row_has_its_words() -> None:
    rows = periods_rows({"Med plan": [("2025", FEW), ("2026", ONE)]}, after=" %", end=100)
    assert [(row["period"], row["newest"], row["place"]) for row in rows] == [("2025", False, 0), ("2026", True, 1)]
    assert [row["shown"] for row in rows] == ["2025: 3\u00a0av\u00a07", "2026: 76 % (70 av 92)"]
    assert rows[0]["value"] is None, "a handful is told in words and is no dot"
    assert rows[1]["spoken"] == "Med plan, 2026: 76 % (70 av 92)"


def test_a_sum_is_at_least_as_long_as_somebody_is_silent() -> None:
    [row] = periods_rows({"Läkare": [("2025", COUNT)]}, sums=True)
    assert row["shown"] == "2025: minst\u00a059"
    assert periods_rows({"Läkare": [("2025", COUNT)]})[0]["shown"] == "2025: 59"


def test_a_gap_says_why_and_no_answer_is_no_zero() -> None:
    rows = periods_rows({"Med plan": [("2025", SILENT), ("2026", None)]})
    assert [row["said"] for row in rows] == ["svarade inte", "inget svar"]
    assert {row["value"] for row in rows} == {None}


def test_the_drawing_says_it_all_without_colour_and_in_swedish() -> None:
    drawn = svg(periods(), periods_rows({"Med plan": [("2025", FEW), ("2026", ONE)]}, after=" %", end=100))
    assert "2026: 76 % (70 av 92)" in texts(drawn)
    assert "Med plan, 2025: 3\u00a0av\u00a07" in heard(drawn)
    assert not english(drawn)
