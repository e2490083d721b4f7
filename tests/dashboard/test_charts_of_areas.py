"""One measure and many municipalities: dots and the funnel."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard import theme
from dashboard.chart_dots import clipped, dots, dots_rows
from dashboard.chart_funnel import funnel_plot, funnel_rows, log_axis
from dashboard.charts import Rows
from dashboard.records import Answers
from tests.dashboard import chart_figures as c
from tests.dashboard.drawing import english, heard, svg, texts
from tests.dashboard.figures import indicator

RATE = indicator(uncertainty="poisson")


def county_rows(**choices: Any) -> dict[str, dict[str, Any]]:
    rows = dots_rows(c.COUNTY, 1, c.AREAS, comparisons=c.COMPARED, line=c.TOTAL, **choices)
    return {row["name"]: row for row in rows}


def test_every_municipality_has_a_row_in_the_order_asked_for() -> None:
    rows = dots_rows(c.COUNTY, 1, c.AREAS[::-1])
    assert [row["area"] for row in sorted(rows, key=lambda row: row["order"])] == c.AREAS[::-1]


def test_a_gap_has_a_word_and_no_mark() -> None:
    row = county_rows()["Malung-Sälen"]
    assert (row["value"], row["lower"], row["shown"], row["word"], row["gap"]) == (None, None, "", "svarade inte", True)
    assert "svarade inte" in row["spoken"]


def test_a_handful_is_told_in_words_without_dot_interval_or_verdict() -> None:
    row = county_rows()["Sorsele"]
    assert (row["value"], row["lower"], row["drawn_upper"], row["gap"]) == (None, None, None, False)
    assert row["word"] == "3\u00a0av\u00a07"
    assert "42" not in row["spoken"]


def test_zero_is_a_value_with_an_upper_limit() -> None:
    row = county_rows()["Kalix"]
    assert (row["value"], row["lower"], row["upper"], row["shown"], row["basis"]) == (0, 0, 12, "0,0", "0 / 3\u00a0100")


def test_colour_and_shape_follow_the_verdict() -> None:
    rows = county_rows()
    assert (rows["Boden"]["edge"], rows["Boden"]["shape"]) == (theme.WORSE, "triangle-down")
    assert (rows["Luleå"]["edge"], rows["Luleå"]["shape"]) == (theme.BETTER, "triangle-up")
    assert rows["Hjo"]["edge"] == theme.VERDICTS["cannot_tell"].edge
    assert "kan inte avgöras" in rows["Hjo"]["spoken"]


def test_many_areas_are_judged_at_the_stricter_level() -> None:
    rows = county_rows(strict=True)
    assert rows["Boden"]["edge"] == theme.VERDICTS["cannot_tell"].edge
    assert rows["Luleå"]["edge"] == theme.BETTER


def test_hollow_for_few_events_and_for_estimates_which_are_told_apart() -> None:
    rows = county_rows()
    assert {name: rows[name]["fill"] == theme.PAPER for name in ("Boden", "Hjo", "Kalix", "Luleå")} == {
        "Boden": False, "Hjo": True, "Kalix": True, "Luleå": True,
    }  # fmt: skip
    assert [name for name, row in rows.items() if row["estimated"]] == ["Luleå"]
    assert rows["Luleå"]["shown"] == "ca\u00a031,5"


def test_one_huge_interval_does_not_crush_the_others() -> None:
    rows = county_rows()
    end = rows["Hjo"]["end"]
    assert 250 < end < 500
    assert (rows["Hjo"]["beyond"], rows["Hjo"]["drawn_upper"], rows["Hjo"]["upper"]) == (end, end, 900)
    assert clipped(list(rows.values())) == 1


def test_the_axis_is_the_longest_interval_where_none_is_out_of_proportion() -> None:
    rows = dots_rows(Answers(c.many(14), c.TOTAL, None), 1, [str(n) for n in range(14)])
    assert rows[0]["end"] == 25
    assert clipped(rows) == 0


def test_an_area_with_a_benchmark_of_its_own_has_its_own_tick() -> None:
    assert {name: row["own_line"] for name, row in county_rows().items() if row["own_line"]} == {"Luleå": 19.8}


def test_without_a_comparison_nothing_is_judged() -> None:
    rows = dots_rows(c.COUNTY, 1, c.AREAS)
    assert {row["verdict"] for row in rows} == {""}
    assert {row["edge"] for row in rows} == {theme.ACCENT}
    assert {row["line"] for row in rows} == {None}


@pytest.mark.parametrize("width", [700, 300])
def test_the_dots_are_drawn_read_and_heard(width: int, capfd: pytest.CaptureFixture[str]) -> None:
    drawn = svg(dots(), list(county_rows(own="1").values()), width)
    shown = texts(drawn)
    for text in ("svarade inte", "uppgift saknas", "3\u00a0av\u00a07", "ca\u00a031,5", "De svarande kommunerna: 27,7"):
        assert text in shown
    for figure in c.COUNTY.areas:
        assert len([label for label in heard(drawn) if label.startswith(f"{figure.name}:")]) == 1
    assert not english(drawn)
    assert not capfd.readouterr().err


def test_all_silent_can_be_drawn() -> None:
    silent = Answers(tuple(replace(c.MALUNG, area=str(n), name=f"K{n}") for n in range(3)), None, None)
    labels = heard(svg(dots(), dots_rows(silent, 1, ["0", "1", "2"])))
    assert [label for label in labels if label] == [f"K{n}: svarade inte" for n in range(3)]


# ---- The funnel ----

FOURTEEN = Answers(
    (*c.many(12), replace(c.MALUNG, area="12"), replace(c.SORSELE, area="13")), replace(c.TOTAL, value=20.0), None
)


def points(rows: Rows) -> dict[str, dict[str, Any]]:
    return {row["area"]: row for row in rows if row["what"] == "area"}


def test_every_area_has_a_row_and_a_place_where_it_has_a_value() -> None:
    rows, _ = funnel_rows(FOURTEEN, RATE, own="3")
    assert list(points(rows)) == [figure.area for figure in FOURTEEN.areas]
    assert (points(rows)["3"]["x"], points(rows)["3"]["y"]) == (4_000, 20.0)
    assert [area for area, row in points(rows).items() if row["x"] is None] == ["12", "13"]


def test_only_those_with_a_verdict_and_the_chosen_are_named() -> None:
    found = {"5": c.comparison("5", "better"), "6": c.comparison("6", "cannot_tell")}
    rows, notes = funnel_rows(FOURTEEN, RATE, comparisons=found, own="3")
    assert [row["label"] for row in points(rows).values() if row["label"]] == ["Kommun 3", "Kommun 5"]
    assert notes == ()


def test_where_the_limits_do_not_fit_only_the_chosen_is_named_and_it_is_said() -> None:
    far = [replace(f, value=60.0, numerator=(f.denominator or 0) * 0.006) for f in c.many(12, 50_000, 20_000)[:6]]
    areas = (*far, *c.many(12, 50_000, 20_000)[6:])
    found = {"1": c.comparison("1", "higher")}
    rows, notes = funnel_rows(Answers(areas, c.TOTAL, None), RATE, comparisons=found, own="3")
    assert [row["label"] for row in points(rows).values() if row["label"]] == ["Kommun 3"]
    [note] = notes
    assert (note.code, note.numbers["areas"]) == ("limits_do_not_fit", 12)
    assert note.numbers["outside"] > 3


def test_names_that_would_lie_on_each_other_are_moved_apart() -> None:
    found = {area: c.comparison(area, "better") for area in ("5", "6", "7")}
    rows, _ = funnel_rows(FOURTEEN, RATE, comparisons=found)
    assert sorted(points(rows)[area]["moved"] for area in found) == [0, 15, 30]


def test_sizes_far_apart_get_a_logarithmic_axis() -> None:
    assert not log_axis(FOURTEEN)
    far = Answers((*c.many(12), *c.many(1, 400_000)), c.TOTAL, None)
    assert log_axis(far)
    assert [note.code for note in funnel_rows(far, RATE)[1]] == ["log_scale"]


@pytest.mark.parametrize("log", [False, True])
def test_the_funnel_is_drawn_read_and_heard(log: bool, capfd: pytest.CaptureFixture[str]) -> None:
    rows, _ = funnel_rows(FOURTEEN, RATE, own="3", size_name="Vuxna invånare")
    drawn = svg(funnel_plot(log=log), rows)
    for text in ("95 %", "99,8 %", "Kommun 3", "Gemensam nivå: 20,0", "Vuxna invånare", "per 10 000 vuxna"):
        assert text in texts(drawn)
    assert len([label for label in heard(drawn) if label.startswith("Kommun")]) == 12
    assert not english(drawn)
    assert not capfd.readouterr().err
