"""The charts' data and descriptions: every municipality has its row, and a gap is never drawn as a number."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
import vl_convert

from dashboard import charts
from dashboard.records import Answers
from dashboard.theme import INK_QUIET, vega_config
from tests.dashboard.figures import ANSWERS, BODEN, KALIX, LULEA, figure

ORDER = [f.area for f in ANSWERS.areas]
SPECS = [charts.dot_plot, charts.yes_no_plot, charts.heat_map]


def drawn(spec: charts.Spec, rows: charts.Rows) -> str:
    whole = spec | {"data": {"name": "source", "values": rows}, "width": 600}
    return str(vl_convert.vegalite_to_svg(json.dumps(whole)))


def test_every_municipality_has_a_row_in_the_order_asked_for() -> None:
    rows = charts.dot_rows(ANSWERS, 0, [LULEA.area, KALIX.area])
    assert [(row["name"], row["order"]) for row in rows] == [("Luleå", 0), ("Kalix", 1)]
    assert len(charts.dot_rows(ANSWERS, 0, ORDER)) == len(ANSWERS.areas)


def test_a_gap_has_a_word_and_no_value() -> None:
    by_name = {row["name"]: row for row in charts.dot_rows(ANSWERS, 1, ORDER)}
    assert (by_name["Luleå"]["value"], by_name["Luleå"]["word"]) == (None, "uppgift saknas")
    assert (by_name["Älvsbyn"]["value"], by_name["Älvsbyn"]["word"]) == (None, "svarade inte")
    assert (by_name["Kalix"]["value"], by_name["Kalix"]["shown"], by_name["Kalix"]["word"]) == (0.0, "0,0", "")
    assert by_name["Boden"]["shown"] == "ca\u00a01\u00a0234,5"


def test_the_drawing_shows_words_for_gaps_and_an_open_dot_for_an_estimate() -> None:
    svg = drawn(charts.dot_plot(), charts.dot_rows(ANSWERS, 1, ORDER))
    for said in (
        "uppgift saknas",
        "svarade inte",
        "ca\u00a01\u00a0234,5",
        "De svarande kommunerna: ca\u00a01\u00a0234,5",
    ):
        assert said in svg
    assert INK_QUIET in svg
    assert 'fill="#FFFFFF" stroke="#00586B"' in svg


@pytest.mark.parametrize(
    ("make", "rows"),
    [
        (charts.dot_plot, charts.dot_rows(ANSWERS, 0, ORDER)),
        (charts.yes_no_plot, charts.yes_no_rows(ANSWERS, ORDER)),
        (charts.heat_map, charts.heat_rows([("CRA", ANSWERS)], 0)),
    ],
)
def test_each_municipality_is_read_aloud_once_and_in_swedish(make: Any, rows: charts.Rows) -> None:
    labels = re.findall(r'aria-label="([^"]*)"', drawn(make(), rows))
    for name in ("Boden", "Kalix", "Luleå", "Älvsbyn"):
        assert len([label for label in labels if label.startswith(name)]) == 1
    assert not [label for label in labels if re.search("value|name|axis", label)]


def test_a_sum_is_no_line_beside_its_parts() -> None:
    rows = charts.dot_rows(ANSWERS, 0, ORDER, total=False)
    assert {row["total"] for row in rows} == {None}
    assert "De svarande" not in drawn(charts.dot_plot(), rows)


def test_the_label_of_the_total_keeps_inside_the_chart() -> None:
    far_left = Answers((figure("1", "A", 100.0), figure("2", "B", 1.0)), figure("25", "N", 10.0), None)
    assert charts.dot_rows(far_left, 0, ["1", "2"])[0]["total_left"]
    far_right = Answers((figure("1", "A", 100.0),), figure("25", "N", 100.0), None)
    assert charts.dot_rows(far_right, 0, ["1"])[0]["total_right"]


def test_all_silent_can_be_drawn() -> None:
    silent = Answers(tuple(figure(str(n), f"K{n}", None, "not_submitted") for n in range(3)), None, None)
    svg = drawn(charts.dot_plot(), charts.dot_rows(silent, 0, ["0", "1", "2"]))
    assert svg.count(">svarade inte<") == 3


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
