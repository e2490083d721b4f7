"""Then and now, whatever was answered: the parts make the whole, the years can change places, order never matters."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.comparable_periods import earlier_periods, yearly_runs
from etl.forms.catalogue import all_forms
from etl.inputs import REFERENCE
from etl.over_time import changes
from tests.spec.county_of_four import (
    ADULTS,
    DEFINITIONS,
    Answer,
    Break,
    adults,
    breaks_of,
    observations,
    values_of,
    written_break,
)

ITEMS = ("sought", "helped", "relapses", "m1", "m2", "m3", "visits", "group")
TURNED = {"better": "worse", "worse": "better", "higher": "lower", "lower": "higher"}
EARLIER, LATER = "2022", "2023"

figures = st.one_of(
    st.integers(0, 300).map(lambda count: (float(count), "ok")),
    st.integers(0, 300).map(lambda count: (float(count), "estimated")),
    st.sampled_from([(None, "not_submitted"), (None, "not_kept"), (None, "not_asked")]),
)
answers = st.fixed_dictionaries(
    {(period, area, item): figures for period in (EARLIER, LATER) for area in ADULTS for item in ITEMS}
).map(lambda given: [(*key, *figure) for key, figure in given.items()])
breaks = st.lists(
    st.sampled_from(
        ["item m1", "item m2", "item helped", "item group", "indicator rate", "area A", "item m3, area B"]
    ).map(lambda touched: written_break(f"from {LATER}: {touched}", 0)),
    max_size=2,
)
PARTS = ("whole_change", "real_change", "membership_change", "definition_change")
quick = settings(max_examples=10, deadline=None)


def rows_of(given: list[Answer], broken: list[Break] | None = None, shuffled: int | None = None) -> pl.DataFrame:
    municipal = observations(given)
    values = values_of(municipal, DEFINITIONS)
    if shuffled is not None:
        municipal = municipal.sample(fraction=1, shuffle=True, seed=shuffled)
        values = values.sample(fraction=1, shuffle=True, seed=shuffled)
    named = [one | {"id": f"b{number}"} for number, one in enumerate(broken or [])]
    return changes(values, municipal, DEFINITIONS, adults(), breaks_of(named)).sort("indicator", "area")


@quick
@given(answers, breaks)
def test_the_parts_make_the_whole(given: list[Answer], broken: list[Break]) -> None:
    parts = ["real_change", "membership_change", "definition_change"]
    for row in rows_of(given, broken).iter_rows(named=True):
        if None not in [row[part] for part in parts]:
            assert sum(row[part] for part in parts) == pytest.approx(row["whole_change"], abs=1e-9)
        if row["real_change"] is not None and not row["breaks"]:
            assert row["real_change"] == pytest.approx(row["difference"], abs=1e-9)
            assert row["definition_change"] == pytest.approx(0, abs=1e-9)


@quick
@given(answers, breaks)
def test_nothing_is_subtracted_where_nothing_is_left_unbroken(given: list[Answer], broken: list[Break]) -> None:
    whole = {(row["indicator"], row["area"]): row for row in rows_of(given).iter_rows(named=True) if row["area"] == "X"}
    touched = {one["item"] for one in broken}
    for row in rows_of(given, broken).filter(pl.col("area") == "X").iter_rows(named=True):
        definition = next(each for each in DEFINITIONS if each.id == row["indicator"])
        nothing_left = row["breaks"] and (None in touched or not {*definition.numerator} - touched)
        if {*definition.denominator} & touched or (nothing_left and len(broken) == 1):
            assert {row[part] for part in PARTS} == {None}
        elif not row["breaks"]:
            assert [row[part] for part in PARTS] == [whole[row["indicator"], "X"][part] for part in PARTS]
        # Before and after are two facts, whatever was broken.
        assert (row["before"], row["after"]) == tuple(
            whole[row["indicator"], "X"][part] for part in ("before", "after")
        )


@quick
@given(answers)
def test_the_years_can_change_places(given: list[Answer]) -> None:
    other_year = {EARLIER: LATER, LATER: EARLIER}
    exchanged = [(other_year[one[0]], one[1], one[2], one[3], one[4]) for one in given]
    there = {(row["indicator"], row["area"]): row for row in rows_of(given).iter_rows(named=True)}
    back = {(row["indicator"], row["area"]): row for row in rows_of(exchanged).iter_rows(named=True)}
    for key in there.keys() & back.keys():
        one, other = there[key], back[key]
        assert (one["verdict"], one["reason"]) == (TURNED.get(other["verdict"], other["verdict"]), other["reason"])
        assert (one["before"], one["after"]) == (other["after"], other["before"])
        for mine, theirs in (("", ""), ("_lower", "_upper"), ("_upper", "_lower")):
            assert_opposite(one[f"difference{mine}"], other[f"difference{theirs}"])
        for part in ("whole_change", "real_change", "membership_change"):
            assert_opposite(one[part], other[part])


def assert_opposite(one: float | None, other: float | None) -> None:
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one == pytest.approx(-other, abs=1e-9)


@quick
@given(answers, breaks, st.integers(0, 1000))
def test_order_never_matters(given: list[Answer], broken: list[Break], seed: int) -> None:
    shuffled = random.Random(seed).sample(given, len(given))
    assert rows_of(given, broken).equals(rows_of(shuffled, broken, seed))


@quick
@given(answers, breaks)
def test_no_judgement_without_an_interval(given: list[Answer], broken: list[Break]) -> None:
    for row in rows_of(given, broken).iter_rows(named=True):
        decided = row["verdict"] not in ("cannot_tell", "not_compared")
        interval = row["difference_lower"] is not None and row["difference_upper"] is not None
        assert interval == (row["verdict"] != "not_compared")
        assert not decided or (row["expected"] >= 10 and not row["breaks"] and row["gate"] != "counts_only")
        assert row["years_needed"] is None or row["verdict"] == "cannot_tell"


@quick
@given(answers)
def test_a_municipality_is_told_as_it_is_told_alone(given: list[Answer]) -> None:
    values = {
        (row["indicator"], row["area"], row["period"]): row
        for row in values_of(observations(given), DEFINITIONS).iter_rows(named=True)
    }
    for row in rows_of(given).filter(pl.col("area") != "X").iter_rows(named=True):
        for side, period in (("before", EARLIER), ("after", LATER)):
            alone: dict[str, Any] = values.get((row["indicator"], row["area"], period), {})
            told = [row[f"{side}{part}"] for part in ("", "_lower", "_upper")]
            assert told == pytest.approx([alone.get(part) for part in ("value", "lower", "upper")])


def test_earlier_periods_are_of_the_same_sort_and_share_no_day() -> None:
    ids = ["2021", "2022", "2023", "2022-01/2022-10", "2023-01/2023-10", "2022-07/2022-12", "2022/2023", "2021/2022"]
    pairs = earlier_periods(ids).select("period", "earlier").rows()
    assert sorted(pairs) == [
        ("2022", "2021"),
        ("2023", "2021"),
        ("2023", "2022"),
        ("2023-01/2023-10", "2022-01/2022-10"),
    ]
    assert earlier_periods(["2020/2021", "2022/2023"]).select("period", "earlier").rows() == [
        ("2022-01/2023-12", "2020-01/2021-12")
    ]


def test_states_on_a_day_are_set_beside_states_of_that_month_and_not_beside_stretches_of_days() -> None:
    pairs = earlier_periods(["2024-05-15", "2025-05-21", "2023-05-01/2023-05-09"]).select("period", "earlier")
    assert pairs.rows() == [("2025-05-21", "2024-05-15")]


def test_a_run_is_of_years_that_follow_on_each_other() -> None:
    runs = yearly_runs(["2018", "2020", "2021", "2022", "2023", "2024-01/2024-10"]).filter(period="2023")
    assert runs.select("time", "one", "one_starts").rows() == [
        (time, str(year), date(year, 1, 1)) for time, year in ((2, 2020), (3, 2021), (4, 2022), (5, 2023))
    ]


def test_a_question_that_some_forms_leave_out_has_its_break() -> None:
    """Otherwise a sum would be set beside one of other items, without a word."""
    breaks = pl.read_csv(REFERENCE / "breaks.csv", infer_schema=False)
    for form in all_forms():
        left_out = {item.id for layout in form.layouts for item in form.items() if item not in form.items(layout)}
        assert left_out <= {*breaks.filter(form=form.id)["item"]}
