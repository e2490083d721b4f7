"""Limits, certainty, gate, bounds and places of indicator values. The formulas are tested where they stand."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from etl.definitions import Indicator, Kind
from etl.statistics import proportion, rank_interval, rate
from etl.value_intervals import COLUMNS, with_intervals

ADULTS = pl.DataFrame(
    {
        "area": ["2501", "2502", "2503", "2504", "0980"],
        "county": ["25"] * 4 + ["09"],
        "adults": [1000, 2000, 3000, 4000, 500],
        "county_adults": [10_000] * 4 + [500],
    }
)
Row = dict[str, Any]


def definition(id: str, kind: Kind, multiplier: float = 100, uncertainty: str = "") -> Indicator:
    return Indicator(
        id=id, title=id, short_title=id, theme="t", why="w", how="h", unit="u", kind=kind, numerator=("a",),
        multiplier=multiplier, decimals=1, lower_is_better=None, form="f", source_document="s", source_questions=(),
        author="a", reviewed=date(2026, 1, 1), next_review=date(2027, 1, 1), version=1, sort=1, uncertainty=uncertainty,
    )  # fmt: skip


DEFINITIONS = [
    definition("proportion", "proportion"),
    definition("rate", "rate", 10_000),
    definition("events", "ratio", 100, "poisson"),
    definition("visits", "ratio", 1, "not_independent"),
    definition("used", "items_used", 1),
    definition("share", "share_of_areas"),
]
MULTIPLIERS = {d.id: d.multiplier for d in DEFINITIONS}


def given(indicator: str, area: str, numerator: float | None, denominator: float | None = None, **changes: Any) -> Row:
    value = numerator / denominator * MULTIPLIERS[indicator] if numerator is not None and denominator else numerator
    known = {
        "indicator": indicator, "source": "f", "area": area, "period": "2022", "sex": "total", "age_group": "18+",
        "value": value, "numerator": numerator, "denominator": denominator,
        "status": "not_submitted" if value is None else "ok", "answered": 1, "asked": 1, "population_share": None,
        "members": [area], "example": True,
    }  # fmt: skip
    return known | changes


def county(indicator: str, numerator: float, denominator: float | None, share: float, answered: int = 4) -> Row:
    return given(indicator, "25", numerator, denominator, answered=answered, asked=4, population_share=share)


def told(*rows: Row) -> list[Row]:
    types = {"value": pl.Float64, "numerator": pl.Float64, "denominator": pl.Float64, "population_share": pl.Float64}
    values = pl.DataFrame(list(rows), schema_overrides=types)
    found = with_intervals(values, DEFINITIONS, ADULTS)
    assert found.columns == [*values.columns, *COLUMNS]
    return list(found.iter_rows(named=True))


def test_a_share_has_wilson_limits_and_a_rate_those_of_a_count() -> None:
    share, per_adult, per_person = told(
        given("proportion", "2501", 14, 20), given("rate", "2501", 7, 1000), given("events", "2501", 60, 80)
    )
    assert (share["lower"], share["upper"]) == pytest.approx(proportion(14, 20, 0.95, 100)[1:])
    assert (share["lower_998"], share["upper_998"]) == pytest.approx(proportion(14, 20, 0.998, 100)[1:])
    assert (per_adult["lower"], per_adult["upper"]) == pytest.approx(rate(7, 1000, 0.95, 10_000)[1:])
    assert (per_person["lower_998"], per_person["upper_998"]) == pytest.approx(rate(60, 80, 0.998, 100)[1:])


def test_limits_are_in_the_unit_of_the_value_and_around_it() -> None:
    for row in told(
        given("proportion", "2501", 14, 20), given("rate", "2501", 7, 1000), given("events", "2502", 0, 40)
    ):
        assert row["lower_998"] <= row["lower"] <= row["value"] <= row["upper"] < row["upper_998"]


@pytest.mark.parametrize(
    "row",
    [
        given("visits", "2501", 300, 20),
        given("used", "2501", 6),
        given("share", "2501", 1, 1),
        given("proportion", "2501", None),
        given("proportion", "2501", 0, 0, value=None, status="not_applicable"),
        given("proportion", "2501", 12, 10),
    ],
    ids=["not independent", "own fact", "share of areas", "no value", "nobody", "part larger than the whole"],
)
def test_where_chance_cannot_be_reckoned_with_nothing_is_said_of_it(row: Row) -> None:
    (found,) = told(row)
    assert {name: found[name] for name in COLUMNS} == dict.fromkeys(COLUMNS)


@pytest.mark.parametrize(
    ("indicator", "numerator", "denominator", "certainty"),
    [
        ("proportion", 3, 9, "in_words"),
        ("proportion", 9, 10, "uncertain"),
        ("proportion", 29, 29, "uncertain"),
        ("proportion", 20, 30, "firm"),
        ("proportion", 19, 300, "uncertain"),
        ("events", 30, 9, "in_words"),
        ("events", 30, 29, "uncertain"),
        ("events", 20, 30, "firm"),
        ("rate", 50, 99, "in_words"),
        ("rate", 20, 100, "firm"),
        ("rate", 19, 50_000, "uncertain"),
        ("rate", 0, 50_000, "uncertain"),
    ],
)
def test_certainty_by_persons_and_by_events(
    indicator: str, numerator: float, denominator: float, certainty: str
) -> None:
    (row,) = told(given(indicator, "2501", numerator, denominator))
    assert row["certainty"] == certainty
    assert row["value"] is not None


def test_a_county_of_too_few_answers_keeps_its_counts_and_loses_its_value() -> None:
    (row,) = told(county("proportion", 40, 50, share=0.49, answered=3))
    assert (row["value"], row["status"], row["gate"]) == (None, "too_few_answers", "counts_only")
    assert (row["numerator"], row["denominator"], row["answered"], row["asked"]) == (40, 50, 3, 4)
    assert (row["lower"], row["upper_998"], row["certainty"]) == (None, None, None)


def test_a_county_where_nobody_answered_says_so_and_not_that_answers_are_few() -> None:
    nobody = county("proportion", 0, 0, share=0.0, answered=0) | {"numerator": None, "value": None}
    (row,) = told(nobody | {"status": "not_kept"})
    assert (row["status"], row["gate"]) == ("not_kept", "counts_only")


def test_an_estimate_with_too_few_answers_is_too_few_answers() -> None:
    (row,) = told(county("visits", 300, 50, share=0.3, answered=2) | {"status": "estimated"})
    assert (row["value"], row["status"]) == (None, "too_few_answers")


def test_a_county_of_one_municipality_needs_no_more() -> None:
    (row,) = told(given("proportion", "09", 40, 50, population_share=1.0))
    assert (row["gate"], row["status"], row["certainty"]) == ("county", "ok", "firm")


def test_printed_figures_keep_their_value_and_have_no_gate() -> None:
    (row,) = told(given("proportion", "25", 480, 527, answered=8, asked=14, members=[], source="report"))
    assert (row["gate"], row["status"]) == (None, "ok")
    assert (row["lower"], row["upper"]) == pytest.approx(proportion(480, 527, 0.95, 100)[1:])


def test_silent_municipalities_may_all_have_said_yes() -> None:
    whole, few, printed, own = told(
        county("share", 2, 3, share=0.6, answered=3),
        county("share", 1, 2, share=0.3, answered=2) | {"period": "2023"},
        given("share", "25", 5, 8, answered=8, asked=14, source="report"),
        given("share", "2501", 1, 1),
    )
    assert [row["at_most"] for row in (whole, few, printed, own)] == [3, 3, 11, None]
    assert (few["value"], few["numerator"]) == (None, 1)
    assert told(county("events", 40, 50, share=0.6, answered=3))[0]["at_most"] is None


def test_places_are_of_the_municipalities_that_may_be_compared() -> None:
    rows = told(
        given("proportion", "2501", 95, 100),
        given("proportion", "2502", 50, 100),
        given("proportion", "2503", 5, 100),
        given("proportion", "2504", 3, 7),
        county("proportion", 153, 307, share=1.0),
    )
    found = rank_interval([95, 50, 5], [100, 100, 100])
    assert [(row["rank_low"], row["rank_high"]) for row in rows[:3]] == [(1, 1), (2, 2), (3, 3)]
    assert [row["rank_low"] for row in rows[:3]] == list(found.low_rank)
    assert [row["ranked"] for row in rows] == [3, 3, 3, None, None]


def test_nobody_has_a_place_where_too_few_have_answered() -> None:
    areas = [given("rate", area, n, 1000) for area, n in (("2501", 90), ("2502", 40), ("2503", 10))]
    other = [given("rate", area, n, 1000, period="2023") for area, n in (("2501", 90), ("2502", 40), ("2503", 10))]
    rows = told(*areas, *other, county("rate", 140, 3000, share=0.4))
    assert [row["ranked"] for row in rows] == [None, None, None, 3, 3, 3, None]


def test_two_municipalities_have_no_places() -> None:
    rows = told(given("rate", "2501", 30, 1000), given("rate", "2502", 9, 2000), given("rate", "0980", 4, 500))
    assert {row["ranked"] for row in rows} == {None}


def test_periods_and_indicators_are_ranked_apart() -> None:
    areas = ("2501", "2502", "2503", "2504")
    rows = [given("rate", a, n, 1000) for a, n in zip(areas, (90, 40, 10, 1), strict=True)]
    rows += [given("rate", a, n, 1000, period="2023") for a, n in zip(areas, (1, 10, 40, 90), strict=True)]
    found = told(*rows)
    assert [row["rank_low"] for row in found] == [1, 2, 3, 4, 4, 3, 2, 1]
    assert [row["rank_high"] for row in found] == [1, 2, 3, 4, 4, 3, 2, 1]


def test_an_estimate_that_is_no_whole_number_leaves_its_table_without_places() -> None:
    rows = told(*(given("rate", area, n, 1000) for area, n in (("2501", 90.5), ("2502", 40), ("2503", 10))))
    assert {row["ranked"] for row in rows} == {None}
    assert all(row["upper"] for row in rows)


def test_no_rows_are_no_rows() -> None:
    empty = pl.DataFrame([given("rate", "2501", 1, 2)]).clear()
    assert with_intervals(empty, DEFINITIONS, ADULTS).is_empty()
