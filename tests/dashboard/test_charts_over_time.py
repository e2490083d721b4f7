"""One measure over time: lines with bands, and the slope."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from dashboard import theme
from dashboard.chart_lines import bands, bands_rows, in_columns
from dashboard.chart_slope import slope, slope_rows
from dashboard.charts import Rows
from tests.dashboard import chart_figures as c
from tests.dashboard.drawing import english, heard, svg, texts


def of(rows: Rows, what: str, area: str = "") -> list[dict[str, Any]]:
    return [row for row in rows if row["what"] == what and (not area or row.get("area") == area)]


def drawn_bands(**choices: Any) -> Rows:
    return bands_rows(c.HISTORY, ["1", "3", "7"], 1, benchmark="25", **choices)


def test_every_area_has_its_panel_and_every_year_its_point_or_its_sign() -> None:
    rows = drawn_bands()
    assert [row["name"] for row in of(rows, "panel")] == ["Boden", "Kalix", "Sorsele"]
    assert [row["year"] for row in of(rows, "point", "3")] == [2018, 2020, 2021, 2022, 2023]
    assert [(row["year"], row["sign"]) for row in of(rows, "gap", "3")] == [(2019, "-")]


def test_a_handful_is_told_in_words_where_its_point_would_be() -> None:
    assert {row["sign"] for row in of(drawn_bands(), "gap", "7")} == {"3\u00a0av\u00a07"}
    assert not of(drawn_bands(), "point", "7")


def test_the_line_breaks_at_a_gap() -> None:
    segments = [row["segment"] for row in of(drawn_bands(), "point", "3")]
    assert segments[0] != segments[1]
    assert len(set(segments[1:])) == 1


def test_the_line_breaks_where_the_figures_stop_being_comparable_and_a_rule_says_so() -> None:
    rows = drawn_bands(broken_at=["2021"])
    segments = [row["segment"] for row in of(rows, "point", "1")]
    assert [len(set(part)) for part in (segments[:3], segments[3:], segments)] == [1, 1, 2]
    assert {row["year"] for row in of(rows, "break")} == {2020.5}
    beside = [row["segment"] for row in of(rows, "benchmark")[:6]]
    assert len(set(beside)) == 2


def test_a_break_before_the_first_year_is_not_drawn() -> None:
    assert not of(drawn_bands(broken_at=["2018", "2015"]), "break")


def test_points_on_few_events_are_hollow() -> None:
    rows = drawn_bands()
    assert {row["open"] for row in of(rows, "point", "3")} == {True}
    assert {row["open"] for row in of(rows, "point", "1")} == {False}


def test_all_panels_have_one_scale_which_no_single_interval_decides() -> None:
    history = c.HISTORY | {"2": c.readings("2", "Hjo", {2018: c.HJO})}
    rows = bands_rows(history, ["1"], 1)
    lone = bands_rows({"1": c.HISTORY["1"]}, ["1"], 1)
    assert of(rows, "point")[0]["y"] > of(lone, "point")[0]["y"]
    [hjo] = of(bands_rows(history, ["2"], 1), "point")
    assert (hjo["alone"], hjo["upper_y"] >= 0.27) == (True, True)


def test_columns_are_read_downwards() -> None:
    assert in_columns(list("abcdefg")) == [list("abc"), list("def"), list("g")]
    assert in_columns([]) == []


@pytest.mark.parametrize("width", [700, 300])
def test_the_bands_are_drawn_read_and_heard(width: int, capfd: pytest.CaptureFixture[str]) -> None:
    rows = drawn_bands(broken_at=["2021"], own="1", notes={"1": "ingen säker förändring"})
    drawn = svg(bands(3), rows, width)
    for text in ("Boden", "Kalix", "Sorsele", "2018", "ingen säker förändring", "3\u00a0av\u00a07", "20,0"):
        assert text in texts(drawn)
    for name in ("Boden", "Kalix", "Sorsele"):
        assert len([label for label in heard(drawn) if label.startswith(f"{name}: 2018")]) == 1
    assert not english(drawn)
    assert not capfd.readouterr().err


# ---- The slope ----

NAMES = {figure.area: figure.name for figure in c.COUNTY.areas}
CHANGES = {
    "1": c.change("1", c.BODEN, replace(c.BODEN, value=23.0, lower=18.0, upper=29.0)),
    "3": c.change("3", c.KALIX, replace(c.KALIX, value=22.0, lower=15.0, upper=30.0)),
    "4": c.change("4", c.LULEA, replace(c.LULEA, value=21.0, lower=18.0, upper=25.0), "better"),
    "7": replace(c.change("7", c.SORSELE, c.SORSELE, "not_compared"), reason="in_words"),
}


def slopes(own: str | None = "1") -> Rows:
    return slope_rows(CHANGES, NAMES, 1, periods=("januari–oktober 2022", "januari–oktober 2023"), own=own)


def test_every_area_has_a_row_and_both_ends_where_there_are_two() -> None:
    rows = slopes()
    assert {row["area"] for row in rows} == set(NAMES)
    ends = {area: [row["y"] for row in rows if row["area"] == area] for area in NAMES}
    assert (ends["1"], ends["5"], ends["7"]) == ([20.0, 23.0], [None], [None])
    assert [(r["lower"], r["upper"]) for r in rows if r["area"] == "1"] == [(15.0, 26.0), (18.0, 29.0)]


def test_only_the_chosen_and_the_certain_have_colour() -> None:
    edges = {row["area"]: row["edge"] for row in slopes() if row["y"] is not None}
    assert edges["1"] == theme.INK
    assert edges["4"] == theme.BETTER
    assert edges["3"] not in (theme.INK, theme.BETTER, theme.WORSE)
    labels = {row["label"] for row in slopes() if row["y"] is not None}
    assert labels == {"Boden ●", "Kalix ●", "Luleå ▲"}


def test_names_stand_apart_and_inside_the_picture() -> None:
    later = [row for row in slopes() if row["y"] is not None and row["x"] > 0.5]
    places = sorted(430 * (1 - row["y"] / row["end"]) + row["moved"] for row in later)
    assert min(b - a for a, b in pairwise(places)) >= 16
    assert 0 <= places[0] <= places[-1] <= 430


def test_of_many_only_the_chosen_and_the_certain_are_named() -> None:
    areas = c.many(25)
    changes = {f.area: c.change(f.area, f, f, "higher" if f.area == "3" else "cannot_tell") for f in areas}
    rows = slope_rows(changes, {f.area: f.name for f in areas}, 1, periods=("2022", "2023"), own="1")
    assert {row["label"] for row in rows if row["x"] > 0.5 and row["label"]} == {"Kommun 1 ●", "Kommun 3 △"}


def test_the_slope_is_drawn_read_and_heard(capfd: pytest.CaptureFixture[str]) -> None:
    drawn = svg(slope(), slopes())
    for text in ("Boden ●", "Luleå ▲", "januari–oktober"):
        assert text in texts(drawn)
    for name in ("Boden", "Kalix", "Luleå"):
        assert len([label for label in heard(drawn) if label.startswith(f"{name}: från")]) == 1
    assert not english(drawn)
    assert not capfd.readouterr().err


def test_nobody_with_two_values_can_be_drawn() -> None:
    rows = slope_rows({}, NAMES, 1, periods=("2022", "2023"))
    assert len(rows) == len(NAMES)
    assert svg(slope(), rows)
