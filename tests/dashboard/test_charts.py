"""The charts' data and descriptions: every municipality has its row, and a gap is never drawn as a number."""

import json
import re
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
import vl_convert

from dashboard import charts
from dashboard.chart_dots import dots, dots_rows
from dashboard.chart_funnel import funnel_plot
from dashboard.chart_lines import bands
from dashboard.chart_rug import rug
from dashboard.chart_slope import slope
from dashboard.chart_spine import spine
from dashboard.records import Answers
from dashboard.theme import vega_config
from tests.dashboard.figures import ANSWERS, BODEN, KALIX, LULEA, figure

ORDER = [f.area for f in ANSWERS.areas]
SPECS = [
    charts.yes_no_plot, charts.heat_map, dots, funnel_plot, rug, partial(rug, turned=True), partial(bands, 3),
    slope, spine,
]  # fmt: skip


def drawn(spec: charts.Spec, rows: charts.Rows) -> str:
    whole = spec | {"data": {"name": "source", "values": rows}, "width": 600}
    return str(vl_convert.vegalite_to_svg(json.dumps(whole)))


def test_every_municipality_has_a_row_in_the_order_asked_for() -> None:
    rows = charts.yes_no_rows(ANSWERS, [LULEA.area, KALIX.area])
    assert [(row["name"], row["order"]) for row in rows] == [("Luleå", 0), ("Kalix", 1)]
    assert len(charts.yes_no_rows(ANSWERS, ORDER)) == len(ANSWERS.areas)


def test_bare_counts_are_dots_without_interval_or_basis() -> None:
    by_name = {row["name"]: row for row in dots_rows(ANSWERS, 1, ORDER)}
    assert (by_name["Luleå"]["value"], by_name["Luleå"]["word"]) == (None, "uppgift saknas")
    assert (by_name["Kalix"]["value"], by_name["Kalix"]["shown"], by_name["Kalix"]["word"]) == (0.0, "0,0", "")
    assert {row["columns_basis"] for row in by_name.values()} == {""}
    svg = drawn(dots(), list(by_name.values()))
    assert "ca\u00a01\u00a0234,5" in svg
    assert "De svarande" not in svg
    # An estimate is an open dot.
    assert 'fill="#FFFFFF" stroke="#00586B"' in svg


@pytest.mark.parametrize(
    ("make", "rows"),
    [
        (dots, dots_rows(ANSWERS, 0, ORDER)),
        (charts.yes_no_plot, charts.yes_no_rows(ANSWERS, ORDER)),
        (charts.heat_map, charts.heat_rows([("CRA", ANSWERS)], 0)),
    ],
)
def test_each_municipality_is_read_aloud_once_and_in_swedish(make: Any, rows: charts.Rows) -> None:
    labels = re.findall(r'aria-label="([^"]*)"', drawn(make(), rows))
    for name in ("Boden", "Kalix", "Luleå", "Älvsbyn"):
        assert len([label for label in labels if label.startswith(name)]) == 1
    assert not [label for label in labels if re.search("value|name|axis", label)]


def test_yes_no_and_silence() -> None:
    answers = Answers(
        (figure("1", "A", 1.0), figure("2", "B", 0.0), figure("3", "C", None, "not_answered")), None, None
    )
    rows = charts.yes_no_rows(answers, ["1", "2", "3"])
    assert [row["answer"] for row in rows] == ["Ja", "Nej", " "]
    assert "frågan inte besvarad" in drawn(charts.yes_no_plot(), rows)


def test_heat_map_tells_zero_from_each_kind_of_gap() -> None:
    rows = charts.heat_rows([("CRA", ANSWERS)], 0)
    assert {row["name"]: row["sign"] for row in rows} == {
        "Boden": "ca\u00a01\u00a0234",
        "Kalix": "0",
        "Luleå": "u.s.",
        "Älvsbyn": "-",
    }
    svg = drawn(charts.heat_map(), rows)
    assert ">u.s.<" in svg
    assert ">-<" in svg


def test_a_field_told_in_words_has_no_colour() -> None:
    few = replace(KALIX, value=300 / 7, numerator=3.0, denominator=7.0, certainty="in_words")
    [row] = charts.heat_rows([("CRA", Answers((few,), None, None))], 0)
    assert (row["value"], row["sign"], row["spoken"]) == (None, "3\u00a0av\u00a07", "Kalix, CRA: 3\u00a0av\u00a07")


def test_signs_are_explained_only_where_they_occur() -> None:
    assert charts.signs_used([LULEA, KALIX]) == "Tecken: u.s. = uppgift saknas."
    assert charts.signs_used([KALIX, BODEN]) == ""


@pytest.mark.parametrize("make", SPECS)
def test_a_description_is_the_same_for_every_choice_and_speaks_swedish(make: Any) -> None:
    spec = make()
    assert make() is spec
    assert "data" not in spec
    assert spec["config"]["locale"] == vega_config()["locale"]
