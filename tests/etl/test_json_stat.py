"""json-stat2 in every shape the format allows, and in those it does not."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from etl.fetch_plan import UnexpectedAnswer
from etl.json_stat import read_json_stat
from tests.etl.statistics_services import recorded

SMALL: dict[str, Any] = {
    "version": "2.0",
    "class": "dataset",
    "id": ["Region", "Tid"],
    "size": [2, 2],
    "dimension": {
        "Region": {"category": {"index": {"01": 1, "00": 0}, "label": {"01": "Stockholms län", "00": "Riket"}}},
        "Tid": {"category": {"index": ["2024", "2025"]}},
    },
    "value": [10, 11, 3, None],
}


def small(**changed: Any) -> Any:
    return copy.deepcopy(SMALL) | changed


def values(answer: Any) -> dict[tuple[str, str], float | None]:
    return {(place["Region"], place["Tid"]): value for place, value, _ in read_json_stat(answer).rows()}


WHOLE = {("00", "2024"): 10, ("00", "2025"): 11, ("01", "2024"): 3, ("01", "2025"): None}


def test_codes_stand_where_the_index_says_not_in_the_order_they_are_written() -> None:
    assert values(small()) == WHOLE


def test_a_sparse_table_leaves_out_what_it_does_not_give() -> None:
    assert values(small(value={"0": 10, "1": 11, "2": 3})) == WHOLE


def test_a_single_category_needs_no_index() -> None:
    one = small(size=[2, 1], value=[10, 3])
    one["dimension"]["Tid"] = {"category": {"label": {"2024": "2024"}}}
    assert values(one) == {("00", "2024"): 10, ("01", "2024"): 3}


@pytest.mark.parametrize("status", [{"3": ".."}, [None, None, None, ".."]])
def test_the_publishers_sign_follows_its_figure(status: Any) -> None:
    signs = {(p["Region"], p["Tid"]): sign for p, _, sign in read_json_stat(small(status=status)).rows()}
    assert signs[("01", "2025")] == ".."
    assert signs[("00", "2024")] == ""


def test_the_recorded_table_is_read_whole() -> None:
    cube = read_json_stat(recorded("TAB6471_data.json"))
    rows = list(cube.rows())
    assert len(rows) == 21 * 11 * 3 * 4
    place, value, _ = rows[0]
    assert place == {"Region": "01", "Alder": "0-9", "Kon": "TotSa", "ContentsCode": "000007SF", "Tid": "2026M01"}
    assert value == 245284
    assert cube.updated == "2026-06-08T06:00:00Z"
    assert cube.roles["time"] == ("Tid",)


def test_a_description_has_no_figures() -> None:
    cube = read_json_stat(recorded("TAB6471_metadata.json"))
    assert cube.values == ()
    assert len(cube.dimensions["Region"]) == 312


@pytest.mark.parametrize("broken", [
    {"value": [10, 11, 3]}, {"size": [2, 3]}, {"value": [10, 11, 3, "x"]}, {"value": [10, 11, 3, True]},
    {"value": {"7": 1}}, {"class": "collection"}, {"version": "1.0"}, {"id": "Region"}, {"dimension": {}},
])  # fmt: skip
def test_what_is_not_whole_is_not_read(broken: dict[str, Any]) -> None:
    with pytest.raises(UnexpectedAnswer):
        read_json_stat(small(**broken))


def test_two_codes_in_one_place_are_refused() -> None:
    twice = small()
    twice["dimension"]["Region"]["category"]["index"] = {"00": 0, "01": 0}
    with pytest.raises(UnexpectedAnswer, match="två gånger"):
        read_json_stat(twice)
