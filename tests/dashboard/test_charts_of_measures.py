"""Many measures: the rug of all municipalities and the spine of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard import theme
from dashboard.chart_rug import Measure, rug, rug_rows, signs_used, turn
from dashboard.chart_spine import spine, spine_rows
from dashboard.charts import Rows
from dashboard.records import Answers
from tests.dashboard import chart_figures as c
from tests.dashboard.drawing import english, heard, svg, texts

FIRST = Measure("Sökt hjälp", c.COUNTY, 1, c.COMPARED)
SECOND = Measure("Fått insats", c.COUNTY, 0)


def cells(rows: Rows) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["measure"], row["name"]): row for row in rows}


def test_every_measure_has_every_municipality_between_the_whole_and_the_coverage() -> None:
    rows = rug_rows([FIRST, SECOND])
    of_first = sorted((r for r in rows if r["measure"] == "Sökt hjälp"), key=lambda row: row["name_order"])
    names = [figure.name for figure in c.COUNTY.areas]
    assert [row["name"] for row in of_first] == ["De svarande", *names, "Svar"]
    assert of_first[0]["sign"] == "27,7"
    assert of_first[-1]["sign"] == "5/7"


def test_a_field_has_its_number_its_sign_and_its_colour() -> None:
    found = cells(rug_rows([FIRST]))
    assert (found["Sökt hjälp", "Boden"]["sign"], found["Sökt hjälp", "Boden"]["symbol"]) == ("20,0", "▼")
    assert found["Sökt hjälp", "Boden"]["field"] == theme.VERDICTS["worse"].field
    assert found["Sökt hjälp", "Luleå"]["symbol"] == "▲"
    assert found["Sökt hjälp", "Hjo"]["symbol"] == "●"


def test_gaps_and_handfuls_have_no_colour() -> None:
    found = cells(rug_rows([FIRST]))
    for name, sign in (("Malung-Sälen", "-"), ("Piteå", "u.s."), ("Sorsele", "3\u00a0av\u00a07")):
        row = found["Sökt hjälp", name]
        assert (row["sign"], row["symbol"], row["field"], row["value"]) == (sign, "", theme.PAPER, None)


def test_what_is_compared_with_nothing_has_no_colour() -> None:
    assert {row["field"] for row in rug_rows([SECOND]) if row["area"]} == {theme.PAPER}


def test_many_areas_are_judged_at_the_stricter_level() -> None:
    found = cells(rug_rows([FIRST], strict=True))
    assert found["Sökt hjälp", "Boden"]["symbol"] == "●"


def test_only_the_signs_that_occur_are_explained() -> None:
    assert signs_used([FIRST]) == "Tecken: - = svarade inte, u.s. = uppgift saknas."


def test_many_municipalities_are_rows() -> None:
    assert turn(49, 12)
    assert not turn(7, 12)
    assert not turn(12, 30)


@pytest.mark.parametrize("turned", [False, True])
def test_the_rug_is_drawn_read_and_heard(turned: bool, capfd: pytest.CaptureFixture[str]) -> None:
    drawn = svg(rug(turned=turned), rug_rows([FIRST, SECOND], own="1"))
    for text in ("20,0", "▼", "u.s.", "5/7", "Malung-Sälen", "Fått insats"):
        assert text in texts(drawn)
    for figure in c.COUNTY.areas:
        assert len([label for label in heard(drawn) if label.startswith(f"{figure.name}, Sökt hjälp:")]) == 1
    assert not english(drawn)
    assert not capfd.readouterr().err


# ---- The spine ----

SEVEN = tuple(replace(figure, area=f"k{figure.area}") for figure in c.many(7))
NINE = Answers((*SEVEN, c.BODEN, c.HJO), replace(c.TOTAL, value=20.0), None)
LONG = Measure("Sökt hjälp", NINE, 1, c.COMPARED)


def test_every_area_is_a_tick_and_the_chosen_one_a_mark_with_its_verdict() -> None:
    lowest = replace(SEVEN[0], name="Arjeplog", value=10.0)
    areas = replace(NINE, areas=(lowest, *SEVEN[1:], c.BODEN))
    rows = spine_rows([(replace(LONG, answers=areas), "poisson")], "1")
    own = next(row for row in rows if row["what"] == "own")
    ticks = [row for row in rows if row["what"] == "tick"]
    assert len(ticks) == 8
    assert min(row["place"] for row in ticks) == -1
    assert (own["lowest"], own["shape"]) == (-1, theme.VERDICTS["worse"].shape)


def test_right_is_higher_whatever_is_better() -> None:
    rows = spine_rows([(LONG, "poisson")], "2")
    own = next(row for row in rows if row["what"] == "own")
    assert (own["place"], own["highest"]) == (1, 1)


def test_under_eight_areas_the_ticks_are_the_data() -> None:
    few = replace(LONG, answers=replace(NINE, areas=NINE.areas[4:]))
    own = next(row for row in spine_rows([(few, "poisson")], "2") if row["what"] == "own")
    assert "lowest" not in own
    assert own["few_highest"] == 1
    assert {row["few"] for row in spine_rows([(few, "poisson")], "2") if row["what"] == "tick"} == {True}


@pytest.mark.parametrize(
    ("measure", "uncertainty"),
    [
        (LONG, "own_fact"),
        (replace(LONG, answers=replace(NINE, total=replace(c.TOTAL, gate="answering_few"))), "poisson"),
        (replace(LONG, answers=replace(NINE, areas=NINE.areas[7:])), "poisson"),
    ],
)
def test_a_measure_that_cannot_bear_it_keeps_its_row_and_says_so(measure: Measure, uncertainty: str) -> None:
    [row] = spine_rows([(measure, uncertainty)], "1")
    assert (row["word"], row["shown"], row.get("place")) == ("för få svar för en jämförelse", "20,0", None)


def test_a_silent_municipality_has_its_word_beside_the_others_ticks() -> None:
    answers = replace(NINE, areas=(*NINE.areas, c.MALUNG))
    rows = spine_rows([(replace(LONG, answers=answers), "poisson")], "5")
    own = next(row for row in rows if row["what"] == "own")
    assert (own["title"], own["word"], own["place"]) == ("Sökt hjälp – svarade inte", "", None)
    assert len([row for row in rows if row["what"] == "tick"]) == 9


def test_the_spine_is_drawn_read_and_heard(capfd: pytest.CaptureFixture[str]) -> None:
    few = replace(LONG, name="Ettor", answers=replace(NINE, areas=NINE.areas[4:]))
    rows = spine_rows([(LONG, "poisson"), (replace(LONG, name="Annat"), "own_fact"), (few, "poisson")], "2")
    drawn = svg(spine(), rows)
    for text in ("lägre", "de svarande kommunerna", "högre", "Sökt hjälp", "för få svar för en jämförelse"):
        assert text in texts(drawn)
    assert len([label for label in heard(drawn) if label.startswith("Hjo, Sökt hjälp:")]) == 1
    assert not english(drawn)
    assert not capfd.readouterr().err
